"""Spaces between hanzi, and lines cut at a fixed width."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from desktop.domain.article import Repair

_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
# 人 民 法 院 是 …: each hanzi or mark alone, at least six of them.
# Patterns as text: few documents need them, and compiling costs milliseconds. ``re`` keeps them compiled.
_CHINESE = _HAN + "，。、；：！？“”《》（）"
_SPACED_OUT = rf"(?<!\S)(?:[{_CHINESE}] ){{5,}}[{_CHINESE}](?!\S)"
_GAP = rf"(?<=[{_CHINESE}]) (?=[{_CHINESE}])"
_RUN = re.compile(rf"[{_HAN}]+")

_NARROWEST = 15  # characters; shorter lines are verse, lists or tables
_FEWEST = 6  # full lines that show a width
_ENDS = "。！？；：…”』」）)!?;:"
_NUMBER = "[一二三四五六七八九十百零0-9]+"
_STARTS = re.compile(rf"[ \t\u3000]|[（(]?{_NUMBER}[）)、.．]|第{_NUMBER}[编章节条款项]|[#>*|•·●■◆※\-—①-⑳]")


def close_gaps(text: str) -> Iterator[Repair]:
    """Single spaces between hanzi where a whole line is spaced out, by characters or by words.

    A space in 党史 不忘初心 or 摘 要 is its writer's. A line of words needs a mark of a sentence, many gaps
    and many words of one character; lists of names have neither.
    """
    at = 0
    for line in text.split("\n"):
        if line.count(" ") >= 5:
            spans = [match.span() for match in re.finditer(_SPACED_OUT, line)]
            if _is_spaced_by_words(line):
                spans = [(0, len(line))]
            for start, end in spans:
                for gap in re.compile(_GAP).finditer(line, start, end):
                    yield Repair("space", at + gap.start(), at + gap.end(), " ", "")
        at += len(line) + 1


def _is_spaced_by_words(line: str) -> bool:
    gaps = len(re.findall(_GAP, line))
    runs = _RUN.findall(line)
    han = sum(map(len, runs))
    if gaps < 6 or han < 15 or not any(mark in line for mark in "，。；"):
        return False
    return han <= 3 * gaps and sum(len(run) == 1 for run in runs) >= 0.2 * len(runs)


def join_lines(text: str) -> Iterator[Repair]:
    """Lines that were cut at a fixed width are joined, and only those.

    Most lines must have the same width within two characters (marks may not start a line), none may be
    wider, and most must hold hanzi and end inside a sentence. A line is joined to the next unless it ends one, or the
    next is empty, indented, numbered or a list item.
    """
    lines = text.split("\n")
    lengths = [len(line) for line in lines]
    counted = Counter(length for length in lengths if length >= _NARROWEST)
    if not counted:
        return
    widest = max(counted)
    full = [number for number, length in enumerate(lengths) if widest - 2 <= length <= widest]
    written = sum(length > 0 for length in lengths)
    inside = sum(lines[number][-1] not in _ENDS for number in full)
    prose = sum(_RUN.search(lines[number]) is not None for number in full)
    if len(full) < _FEWEST or len(full) * 2 < written or inside * 10 < len(full) * 6 or prose * 2 < len(full):
        return
    at = 0
    for number, line in enumerate(lines[:-1]):
        end = at + len(line)
        following = lines[number + 1]
        if (
            widest - 2 <= len(line) <= widest
            and line[-1] not in _ENDS
            and following.strip()
            and not _STARTS.match(following)
        ):
            latin = line[-1].isascii() and following[0].isascii() and line[-1].isalnum() and following[0].isalnum()
            yield Repair("line", end, end + 1, "\n", " " if latin else "", certain=False)
        at = end + 1
