"""Words of a Chinese text; the only module that knows the segmenters.

rjieba cuts as jieba does at a fraction of the time, once its dictionary is loaded, which takes 0.15 s and holds the
interpreter meanwhile. Until there is enough to cut for that to pay, ``light_segmenter`` gives the same words and tags
at once. jieba itself stands in where rjieba has no wheel. ``tests/unit/pipeline/test_segmentation.py`` holds all of
them together.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, Protocol, cast

from desktop.paths import resource
from desktop.pipeline.light_segmenter import LightSegmenter

WORTH_LOADING = 20_000
"""Code points. The light segmenter takes some 3 µs longer for each, rjieba as much to load as for 50,000."""

_SURROGATE = re.compile("[\ud800-\udfff]")


class Word(NamedTuple):
    """A word and its part of speech in the ICTCLAS tag set that jieba uses (``n``, ``v``, ``ns`` …)."""

    text: str
    tag: str


class _Segmenter(Protocol):
    def cut(self, text: str, hmm: bool) -> list[str]: ...

    def tag(self, text: str, hmm: bool) -> list[tuple[str, str]]: ...


class _Segmenters:
    """Which segmenter is next."""

    def __init__(self) -> None:
        self.left = WORTH_LOADING  # code points until rjieba is worth its loading; then below zero

    def expect(self, size: int) -> None:
        if size > self.left:
            self.left = -1

    def next(self, text: str) -> _Segmenter:
        self.expect(len(text))
        if self.left < 0:
            return _loaded()
        self.left -= len(text)
        return _light()


_segmenters = _Segmenters()


@cache
def _light() -> _Segmenter:
    return LightSegmenter(resource("dictionaries", "words.bin").read_bytes())


@cache
def _loaded() -> _Segmenter:
    _light.cache_clear()  # some 20 MB of words
    try:
        import rjieba
    except ImportError:  # no wheel for this machine
        return _Jieba()
    return cast(_Segmenter, rjieba)


class _Jieba:
    """jieba itself: the same words, after more than a second of loading."""

    def __init__(self) -> None:
        import jieba
        from jieba import posseg

        jieba.setLogLevel("ERROR")
        self._words, self._tags = jieba.lcut, posseg.lcut

    def cut(self, text: str, hmm: bool) -> list[str]:
        words: list[str] = self._words(text, HMM=hmm)
        return words

    def tag(self, text: str, hmm: bool) -> list[tuple[str, str]]:
        return [(pair.word, pair.flag) for pair in self._tags(text, HMM=hmm)]


def expect(characters: int) -> None:
    """Be told that so many code points are about to be cut, piece by piece."""
    _segmenters.expect(characters)


def cut(text: str) -> list[str]:
    """Words in order; joined they give ``text`` again."""
    return _segmenters.next(text).cut(_encodable(text), True)


def cut_known(text: str) -> list[str]:
    """Words in order, those of the dictionary only: what it does not know falls into single characters."""
    return _segmenters.next(text).cut(_encodable(text), False)


def tag_known(text: str) -> list[tuple[str, str]]:
    """As ``cut_known``, each word with its part of speech; plain pairs, for whole articles at once."""
    return _segmenters.next(text).tag(_encodable(text), False)


def tag(text: str) -> list[Word]:
    """Words in order with their parts of speech; joined they give ``text`` again."""
    return [Word(word, kind) for word, kind in tag_pairs(text)]


def tag_pairs(text: str) -> list[tuple[str, str]]:
    """As ``tag``, in plain pairs, for many sentences at once."""
    return _segmenters.next(text).tag(_encodable(text), True)


def _encodable(text: str) -> str:
    """``text`` with lone surrogates, which no encoding holds, as U+FFFD; each stays one code point."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text
