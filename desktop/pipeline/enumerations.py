"""Lists inside a sentence: ``包括甲、乙、丙和丁``, ``一是…；二是…；三是…``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.article import TextSpan


class EnumerationKind(StrEnum):
    """How the items are set apart."""

    LISTED = "listed"  # 甲、乙、丙和丁
    COUNTED = "counted"  # 一是甲；二是乙


class Enumeration(NamedTuple):
    """A list in a text: its ``items`` in order, and the word that announces it (empty where none does).

    Items leave out their separators, counters (``一是``) and the 等 behind the last one.
    """

    kind: EnumerationKind
    lead: str
    items: tuple[TextSpan, ...]

    @property
    def span(self) -> TextSpan:
        """From the first item's start to the last one's end."""
        return TextSpan(self.items[0].start, self.items[-1].end)


_QUOTED = re.compile(r"“[^“”\n]*”|「[^「」\n]*」|《[^《》\n]*》|（[^（）\n]*）|\([^()\n]*\)|‘[^‘’\n]*’")
_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_ANNOUNCING = re.compile(r"包括|包含|涵盖|主要有|分为|分成|分别是|分别为|就是|即|坚持|做到")
_LEAD = re.compile(rf"{_ANNOUNCING.pattern}|涉及|推进|加强|完善|健全|促进|按照|遵循|反对|要求")
_LABEL = re.compile(r"[一二三四五六七八九十]{1,3}|\d{1,2}")
_AND = re.compile(r"以及|和|与|及(?!时)")
_AND_SO_ON = re.compile(r"等(?!待|级|同|于|候)")
_COUNTER = re.compile(
    r"(?:^|(?<=[，。；：！？]))(?P<n>[一二三四五六七八九十]{1,2})(?:是|要)|(?<=[，。；：！？])第(?P<m>[一二三四五六七八九十]{1,2})，"
)
_COUNTERS = "一二三四五六七八九十"
_MASK = "\ue000"


def find_enumerations(text: str) -> list[Enumeration]:
    """The enumerations of ``text`` in the order of their first items.

    A listed one has three or more items of similar length, two where a word such as 包括 announces them; its
    ends are cut by the word that leads it in, by 和 and 等, or by what the items share. A counted one begins with the
    first counter and stays in one paragraph. Where the ends of a list cannot be told it is left out.
    """
    masked = _QUOTED.sub(lambda quoted: _MASK * len(quoted[0]), text)
    found = [*_listed(masked), *_counted(masked)]
    return sorted(found, key=lambda enumeration: enumeration.items[0])


def _listed(text: str) -> list[Enumeration]:
    clauses = (clause for clause in _CLAUSE.finditer(text) if "、" in clause[0])
    lists = (_read_list(clause[0], clause.start()) for clause in clauses)
    return [enumeration for enumeration in lists if enumeration]


def _read_list(clause: str, offset: int) -> Enumeration | None:
    """The list of a clause that has 、 in it, at ``offset`` of the text."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for piece in clause.split("、"):
        pieces.append((start, start + len(piece)))
        start += len(piece) + 1
    if _LABEL.fullmatch(clause[: pieces[0][1]]):
        del pieces[0]
    lead = None
    for lead in _LEAD.finditer(clause, *pieces[0]):
        pieces[0] = (lead.end(), pieces[0][1])
    pieces = _cut_end(clause, pieces)
    if lead is None:
        pieces[0] = _cut_start(clause, pieces)
    lengths = sorted(end - start for start, end in pieces)
    if (
        len(pieces) < (2 if lead and _ANNOUNCING.fullmatch(lead[0]) else 3)
        or lengths[0] < 1
        or lengths[-1] > 2 * lengths[len(lengths) // 2] + 2
    ):
        return None
    items = tuple(TextSpan(offset + start, offset + end) for start, end in pieces)
    return Enumeration(EnumerationKind.LISTED, lead[0] if lead else "", items)


def _cut_end(clause: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Split the last piece at 和, and cut off what follows the list: 等…, or all behind what the items share."""
    start, end = pieces[-1]
    if so_on := _AND_SO_ON.search(clause, start, end):
        end = so_on.start()
    if conjunction := _AND.search(clause, start + 1, end - 1):
        pieces = [*pieces[:-1], (start, conjunction.start()), (conjunction.end(), end)]
        start = conjunction.end()
    shared = _shared_ending([clause[first:last] for first, last in pieces[1:-1]])
    if not so_on and shared and (found := clause.find(shared, start, end)) >= 0:
        end = found + len(shared)
    return [*pieces[:-1], (start, end)]


def _cut_start(clause: str, pieces: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where the first item begins if no word announces it: with the character that the others begin with."""
    start, end = pieces[0]
    others = {clause[first] for first, _ in pieces[1:] if first < len(clause)}
    found = clause.rfind(others.pop(), start, end) if len(others) == 1 else -1
    return max(found, start), end


def _shared_ending(items: Sequence[str]) -> str:
    """What all of two or more items end with, at most four characters; empty if nothing."""
    for length in range(4, 0, -1):
        endings = {item[-length:] for item in items}
        if len(items) > 1 and len(endings) == 1 and _MASK not in (ending := endings.pop()) and len(ending) == length:
            return ending
    return ""


def _counted(text: str) -> list[Enumeration]:
    found = []
    start = 0
    for line in text.split("\n"):
        run: list[re.Match[str]] = []
        for counter in (*_COUNTER.finditer(line), None):
            value = _COUNTERS.find(counter["n"] or counter["m"]) + 1 if counter else 0
            if counter and value == len(run) + 1:
                run.append(counter)
                continue
            if len(run) >= 2:
                found.append(_read_counted(line, start, run))
            run = [counter] if counter and value == 1 else []
        start += len(line) + 1
    return found


def _read_counted(line: str, offset: int, run: Sequence[re.Match[str]]) -> Enumeration:
    """Items from each counter to the next; the last one ends with its sentence."""
    stop = re.compile(r"[。；！？]|$").search(line, run[-1].end())
    ends = [*(counter.start() for counter in run[1:]), stop.start() if stop else len(line)]
    items = []
    for counter, end in zip(run, ends, strict=True):
        while end > counter.end() and line[end - 1] in "，。；、 　":
            end -= 1
        items.append(TextSpan(offset + counter.end(), offset + end))
    return Enumeration(EnumerationKind.COUNTED, "", tuple(items))
