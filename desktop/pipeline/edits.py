"""Apply repairs to a text, and fold later repairs into earlier ones so that all refer to the original."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.domain.article import Repair, RepairedText, TextSpan
from desktop.pipeline.text_comparison import common_blocks

# Where two repairs meet in the same characters, the merged one carries the kind further to the left.
_TELLING = ("mojibake", "chrome", "bytes", "pinyin", "tag", "entity", "script", "comma", "radical")


def apply_edits(text: str, repairs: Iterable[Repair]) -> str:
    """``text`` with all ``repairs`` applied at once; they are sorted, do not overlap, and are spans of ``text``.

    Raises ValueError where they overlap or do not fit the text.
    """
    pieces: list[str] = []
    done = 0
    for repair in repairs:
        if repair.start < done or text[repair.start : repair.end] != repair.original:
            raise ValueError(f"repair does not fit at {repair.start}")
        pieces.append(text[done : repair.start])
        pieces.append(repair.replacement)
        done = repair.end
    pieces.append(text[done:])
    return "".join(pieces)


def make_edit(text: str, start: int, end: int, replacement: str, kind: str, certain: bool = True) -> Repair:
    """A repair of ``text[start:end]`` that knows what stood there."""
    return Repair(kind, start, end, text[start:end], replacement, certain)


def compose(original: str, first: RepairedText, edits: Sequence[Repair]) -> RepairedText:
    """Fold ``edits``, spans of ``first.text``, into ``first``, whose repairs are spans of ``original``.

    ``edits`` are sorted and do not overlap. The result's repairs are spans of ``original``, sorted,
    not overlapping, and applying them to ``original`` gives its text. An edit that touches what an
    earlier repair wrote becomes one repair with it: it keeps the more telling kind, is uncertain where
    either was, and disappears where the two undo each other. Time is linear in repairs plus edits.
    """
    if not edits:
        return first
    text = apply_edits(first.text, edits)
    if not first.repairs:
        return RepairedText(text, tuple(edit for edit in edits if edit.original != edit.replacement))
    merged: list[Repair] = []
    earlier = first.repairs
    at = 0  # the next earlier repair
    shift = 0  # place in the original minus place in first.text, after the earlier repairs before ``at``
    index = 0
    while index < len(edits):
        edit = edits[index]
        # Earlier repairs whose output lies wholly before the edit stay as they are.
        while at < len(earlier):
            repair = earlier[at]
            written = repair.start - shift
            until = written + len(repair.replacement)
            if until > edit.start or (until == edit.start == edit.end == written):
                break
            merged.append(repair)
            shift = repair.end - until
            at += 1
        start, end = edit.start, edit.end
        group: list[Repair] = []  # earlier repairs inside the cluster
        later = [edit]
        cluster_shift = shift
        index += 1
        while True:
            if at < len(earlier):
                repair = earlier[at]
                written = repair.start - cluster_shift
                until = written + len(repair.replacement)
                if written < end or (written == start and until == written and start == end):
                    group.append(repair)
                    start, end = min(start, written), max(end, until)
                    cluster_shift = repair.end - until
                    at += 1
                    continue
            if index < len(edits) and group and edits[index].start < end:
                later.append(edits[index])
                end = max(end, edits[index].end)
                index += 1
                continue
            break
        if group:
            start_original = min(start + shift, group[0].start)
            merged_repair = _merge(
                original, first.text, (start, end), (start_original, end + cluster_shift), group, later
            )
            if merged_repair is not None:
                merged.append(merged_repair)
        elif edit.original != edit.replacement:
            merged.append(edit._replace(start=start + shift, end=end + shift))
        shift = cluster_shift
    merged.extend(earlier[at:])
    return RepairedText(text, tuple(merged))


def _merge(
    original: str,
    text: str,
    span: tuple[int, int],
    original_span: tuple[int, int],
    earlier: Sequence[Repair],
    later: Sequence[Repair],
) -> Repair | None:
    """One repair for a cluster: ``span`` of the intermediate ``text``, ``original_span`` of ``original``."""
    start, end = span
    pieces: list[str] = []
    done = start
    for edit in later:
        pieces.append(text[done : edit.start])
        pieces.append(edit.replacement)
        done = edit.end
    pieces.append(text[done:end])
    replacement = "".join(pieces)
    was = original[original_span[0] : original_span[1]]
    if was == replacement:
        return None
    parts = [*earlier, *later]
    told = min(parts, key=lambda part: _TELLING.index(part.kind) if part.kind in _TELLING else len(_TELLING))
    return Repair(
        told.kind,
        *original_span,
        was,
        replacement,
        all(part.certain for part in parts),
        next((part.reason for part in parts if part.reason), ""),
    )


def shifted_spans(old: str, new: str, spans: Sequence[TextSpan]) -> list[TextSpan]:
    """Where ``spans`` of ``old`` stand in ``new``; those of which nothing is left are left out.

    What is put in beside a span is no part of it, what is put in its place or its middle is.
    """
    blocks = common_blocks(old, new)
    found = []
    for span in spans:
        start = max(
            (min(at + span.start - first, at + size) for first, at, size in blocks if first <= span.start), default=0
        )
        end = min(
            (max(at + span.end - first, at) for first, at, size in blocks if span.end <= first + size), default=len(new)
        )
        if span.start < span.end and start < end and new[start:end].strip():
            found.append(TextSpan(start, end))
    return found
