"""What changed from one version of a text to the next, sentence by sentence, as a diff shows it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from enum import StrEnum
from typing import Literal, NamedTuple

from desktop.domain.article import TextSpan
from desktop.pipeline.sentence_matching import Matching, SentenceLink
from desktop.pipeline.text_comparison import common_blocks, spelled

_SHORTEST_SAME = 2  # shorter stretches between two changes are shown as changed: 甲乙丙 -> 丁乙戊 as one change


class ChangeKind(StrEnum):
    """What became of a sentence."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"


class DiffPart(NamedTuple):
    """A stretch of a reworded sentence. The texts without ``insert`` joined are the old, without ``delete`` the new."""

    op: Literal["equal", "delete", "insert"]
    text: str


class SentenceChange(NamedTuple):
    """A sentence in both versions: ``old`` is None where it was added, ``new`` where it was removed.

    A reworded one may also have ``moved``, and covers several sentences where it was split or merged; ``diff`` is
    its rewording, empty for all others. Differences in width and spaces alone do not count.
    """

    kind: ChangeKind
    old: TextSpan | None
    new: TextSpan | None
    moved: bool = False
    diff: tuple[DiffPart, ...] = ()


def changed_sentences(matching: Matching) -> list[SentenceChange]:
    """Every sentence of both versions once, in the order of the new text, what was removed behind what it followed."""
    stayed = _longest_rise([link.new_first for link in matching.links])
    removed = _removed(matching, stayed)
    starting = {link.new_first: at for at, link in enumerate(matching.links)}
    changes = removed.get(-1, [])
    to = 0
    while to < len(matching.new_sentences):
        at = starting.get(to)
        if at is None:
            changes.append(SentenceChange(ChangeKind.ADDED, None, matching.new_sentences[to]))
            to += 1
        else:
            changes.append(_change(matching, matching.links[at], moved=at not in stayed))
            changes.extend(removed.get(at, ()))
            to = matching.links[at].new_last
    return changes


def _removed(matching: Matching, stayed: set[int]) -> dict[int, list[SentenceChange]]:
    """The sentences without successor behind each link that stayed in its place; -1 for the start of the text."""
    starting = {link.old_first: at for at, link in enumerate(matching.links)}
    removed: dict[int, list[SentenceChange]] = {}
    place, at = -1, 0
    while at < len(matching.old_sentences):
        index = starting.get(at)
        if index is None:
            change = SentenceChange(ChangeKind.REMOVED, matching.old_sentences[at], None)
            removed.setdefault(place, []).append(change)
            at += 1
        else:
            place = index if index in stayed else place
            at = matching.links[index].old_last
    return removed


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The indexes of a longest rising subsequence: what must have stayed, if as little as can be was moved."""
    ends: list[int] = []  # the lowest number that ends a rise of each length
    holders: list[int] = []  # its index
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(holders[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        holders[length : length + 1] = [index]
    rise = set()
    index = holders[-1] if holders else -1
    while index >= 0:
        rise.add(index)
        index = before[index]
    return rise


def _change(matching: Matching, link: SentenceLink, moved: bool) -> SentenceChange:
    old = TextSpan(matching.old_sentences[link.old_first].start, matching.old_sentences[link.old_last - 1].end)
    new = TextSpan(matching.new_sentences[link.new_first].start, matching.new_sentences[link.new_last - 1].end)
    old_text, new_text = matching.old[old.start : old.end], matching.new[new.start : new.end]
    if spelled(old_text) == spelled(new_text):
        return SentenceChange(ChangeKind.MOVED if moved else ChangeKind.UNCHANGED, old, new, moved)
    return SentenceChange(ChangeKind.REWORDED, old, new, moved, make_diff(old_text, new_text))


def make_diff(old: str, new: str) -> tuple[DiffPart, ...]:
    """What to strike out of ``old`` and to write into it, so that it becomes ``new``."""
    parts: list[DiffPart] = []
    done_old = done_new = 0
    blocks = common_blocks(old, new)
    for at, to, size in [*blocks, (len(old), len(new), 0)]:
        end = at + size == len(old) and to + size == len(new)
        if size < _SHORTEST_SAME and not end and (at, to) != (0, 0):
            continue
        if done_old < at:
            parts.append(DiffPart("delete", old[done_old:at]))
        if done_new < to:
            parts.append(DiffPart("insert", new[done_new:to]))
        if size:
            parts.append(DiffPart("equal", old[at : at + size]))
        done_old, done_new = at + size, to + size
    return tuple(parts)
