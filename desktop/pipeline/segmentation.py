"""Words of a Chinese text; the only module that knows the segmenter.

rjieba cuts as jieba does (``tests/unit/pipeline/test_segmentation.py`` holds them to it) at a fraction of
the time, and jieba stands in where it has no wheel. It is imported on first use: its dictionary takes some 170 ms.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, Protocol, cast

_SURROGATE = re.compile("[\ud800-\udfff]")


class Word(NamedTuple):
    """A word and its part of speech in the ICTCLAS tag set that jieba uses (``n``, ``v``, ``ns`` …)."""

    text: str
    tag: str


class _Segmenter(Protocol):
    def cut(self, text: str, hmm: bool) -> list[str]: ...

    def tag(self, text: str, hmm: bool) -> list[tuple[str, str]]: ...


@cache
def _segmenter() -> _Segmenter:
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


def load() -> None:
    """Load the dictionary, if it is not loaded yet. It lets other threads run meanwhile."""
    _segmenter()


def cut(text: str) -> list[str]:
    """Words in order; joined they give ``text`` again."""
    return _segmenter().cut(_encodable(text), True)


def cut_known(text: str) -> list[str]:
    """Words in order, those of the dictionary only: what it does not know falls into single characters."""
    return _segmenter().cut(_encodable(text), False)


def tag_known(text: str) -> list[tuple[str, str]]:
    """As ``cut_known``, each word with its part of speech; plain pairs, for whole articles at once."""
    return _segmenter().tag(_encodable(text), False)


def tag(text: str) -> list[Word]:
    """Words in order with their parts of speech; joined they give ``text`` again."""
    return [Word(word, kind) for word, kind in tag_pairs(text)]


def tag_pairs(text: str) -> list[tuple[str, str]]:
    """As ``tag``, in plain pairs, for many sentences at once."""
    return _segmenter().tag(_encodable(text), True)


def _encodable(text: str) -> str:
    """``text`` with lone surrogates, which no encoding holds, as U+FFFD; each stays one code point."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text
