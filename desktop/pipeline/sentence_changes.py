"""What changed from one version of a text to the next, sentence by sentence, as a diff shows it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Literal, NamedTuple

from desktop.domain.article import TextSpan
from desktop.pipeline.sentence_matching import Matching, SentenceLink
from desktop.pipeline.text_folding import fold, spelled

_SHORTEST_SAME = 2  # shorter stretches between two changes are shown as changed: 甲乙丙 -> 丁乙戊 as one change
_LARGEST = 4_000_000  # cells of the table of two sentences compared character by character


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
    stayed = _longest_run([link.new_first for link in matching.links])
    by_new = {link.new_first: (link, at in stayed) for at, link in enumerate(matching.links)}
    linked_old = {at for link in matching.links for at in range(link.old_first, link.old_last)}
    anchors = {link.old_last - 1 for at, link in enumerate(matching.links) if at in stayed}
    changes = list(_removed(matching, 0, linked_old, anchors))
    at = 0
    while at < len(matching.new_sentences):
        if at not in by_new:
            changes.append(SentenceChange(ChangeKind.ADDED, None, matching.new_sentences[at]))
            at += 1
            continue
        link, in_place = by_new[at]
        changes.append(_change(matching, link, moved=not in_place))
        if in_place:
            changes.extend(_removed(matching, link.old_last, linked_old, anchors))
        at = link.new_last
    return changes


def _removed(matching: Matching, first: int, linked: set[int], anchors: set[int]) -> Iterator[SentenceChange]:
    """The old sentences without successor from ``first`` up to the next that stayed in its place."""
    at = first
    while at < len(matching.old_sentences):
        if at not in linked:
            yield SentenceChange(ChangeKind.REMOVED, matching.old_sentences[at], None)
        elif at in anchors or _starts_anchor(at, linked, anchors):
            return
        at += 1


def _change(matching: Matching, link: SentenceLink, moved: bool) -> SentenceChange:
    old = TextSpan(matching.old_sentences[link.old_first].start, matching.old_sentences[link.old_last - 1].end)
    new = TextSpan(matching.new_sentences[link.new_first].start, matching.new_sentences[link.new_last - 1].end)
    old_text, new_text = matching.old[old.start : old.end], matching.new[new.start : new.end]
    if spelled(old_text) == spelled(new_text):
        return SentenceChange(ChangeKind.MOVED if moved else ChangeKind.UNCHANGED, old, new, moved)
    return SentenceChange(ChangeKind.REWORDED, old, new, moved, make_diff(old_text, new_text))
