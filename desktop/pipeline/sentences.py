"""Sentences of a repaired text.

A sentence ends at 。！？ (with the closing quotation marks and brackets that follow), at an ellipsis that ends its
line, and at every line end. It does not end inside quotation marks, brackets or book titles, unless they stay open
to the end of their line, nor inside decimals, addresses or English abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.article import Sentence

_OPENING = "“「『（(《〈【〔［["
_CLOSING = "”」』）)》〉】〕］]"
_PAIRS = dict(zip(_OPENING, _CLOSING, strict=True))
_MARK = re.compile(
    rf"[。！？]+|[{re.escape(_OPENING + _CLOSING)}]|(?<![!?])[!?]++(?=[\s”’」』）)\"'\u4e00-\u9fff]|$)"
    r"|(?<![….])(?:…|\.{3,}+)++(?=[”’」』]?[ \t\u3000]*$)|\.(?=[ \t]+[A-Z“\"'(])"
    r"|(?:https?://|www\.)[^\s\u3000-\u9fff（）》”]+",
    re.MULTILINE,
)
_TRAILING = re.compile(r"[”’」』）)》〉】〕］\]\"']+")
# What shows that a sentence goes on behind a closing mark: “怎么办？”的问题.
_GOES_ON = re.compile(r"[，、；：。,;:的地得之等和与及或是为这那一作来去在中就才也还都而并]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|No|Nos|vs|etc|cf|al|Fig|Figs|Eq|Vol|pp|Inc|Ltd|Co|Corp|Gen|Col|Sen|Rep|Gov|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Za-z]|\b(?:[A-Za-z]\.)+[A-Za-z])$"
)
_DEEPEST = 16
_SPACE = " \t\r\u3000\xa0\u200b\ufeff"


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of ``text`` in order, without the white space around them; every other character is in one."""
    sentences: list[Sentence] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        for first, last in _split_line(text, start, end):
            while first < last and text[first] in _SPACE:
                first += 1
            while last > first and text[last - 1] in _SPACE:
                last -= 1
            if first < last:
                sentences.append(Sentence(first, last))
        start = end + 1
    return sentences


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the line ``[start, end)`` is cut."""
    marks = list(_MARK.finditer(text, start, end))
    closed = _closing_marks(marks)
    cuts: list[tuple[int, int]] = []
    opened = inside_until = start
    for mark in marks:
        at = mark.start()
        if at < start:
            continue
        if text[at] in _PAIRS:
            if closed.get(at, -1) > inside_until:
                opened, inside_until = at, closed[at]
        elif text[at] in "。！？!?….":
            trailing = _TRAILING.match(text, mark.end(), end)
            after = trailing.end() if trailing else mark.end()
            if after > inside_until and _ends_sentence(text, (start, end), mark, after, opened):
                cuts.append((start, after))
                start = opened = inside_until = after
    cuts.append((start, end))
    return cuts


def _closing_marks(marks: Sequence[re.Match[str]]) -> dict[int, int]:
    """For each opening mark that is closed, the place of its closing mark."""
    closed: dict[int, int] = {}
    pending: list[tuple[str, int]] = []
    for mark in marks:
        if mark[0] in _PAIRS:
            pending.append((_PAIRS[mark[0]], mark.start()))
        elif mark[0] in _CLOSING:
            for depth in range(len(pending) - 1, max(len(pending) - _DEEPEST, 0) - 1, -1):
                if pending[depth][0] == mark[0]:
                    closed[pending[depth][1]] = mark.start()
                    del pending[depth:]
                    break
    return closed


def _ends_sentence(text: str, line: tuple[int, int], mark: re.Match[str], after: int, opened: int) -> bool:
    """Whether ``mark``, with the closing marks up to ``after``, ends the sentence that begins at ``line[0]``.

    ``opened`` is where the outermost quotation or bracket that closes there was opened.
    """
    start, end = line
    if mark[0] == ".":
        before = text[max(start, mark.start() - 40) : mark.start()]
        return not _ABBREVIATION.search(before) and any(letter.isalpha() for letter in before)
    if after in (mark.end(), end):
        return True
    closing = text[after - 1]
    if closing in "》〉":
        return False
    if closing in "）)】〕］]":
        return not text[start:opened].strip(_SPACE)
    return text[after] not in "，、；：。的" if mark[0][-1] == "。" else not _GOES_ON.match(text, after, end)
