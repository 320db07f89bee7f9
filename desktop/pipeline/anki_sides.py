"""What the cards of a note from Anki ask: its templates and clozes as sentence, blanks and answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from desktop.domain.anki_import import ImportedNote, ImportedNoteType, ImportedPlainNote

_FIELD = re.compile(r"\{\{(?!#|/|\^|!)([^{}]+)\}\}")
_tuple = tuple.__new__  # makes a named tuple in a third of the time
_REMARK = "笔记"  # of our own note types
_ITEM = "；"  # between the words of a group that hides several


class Side(NamedTuple):
    """What a card asks: ``blanks`` in ``sentence``, or ``back`` where there are none.

    ``cue`` is told before the answer, ``remark`` behind.
    """

    sentence: str
    answer: str
    blanks: tuple[tuple[int, int], ...] = ()
    back: str = ""
    remark: str = ""
    cue: str = ""


def card_sides(note: ImportedNote, note_type: ImportedNoteType | None) -> Mapping[int, Side]:
    """What each card of a note asks, by ordinal; a card that asks nothing is left out."""
    if note_type is not None and note_type.cloze:
        return _cloze_sides(note, note_type)
    if note_type is None or not note_type.templates:
        return {0: _plain_side(note)}
    sides = {}
    for ordinal, template in enumerate(note_type.templates):
        asked = _shown_fields(template.question, note_type.fields)
        told = [at for at in _shown_fields(template.answer, note_type.fields) if at not in asked]
        front = "\n".join(filter(None, (note.fields[at] for at in asked)))
        back = "\n".join(filter(None, (note.fields[at] for at in told)))
        if back and not front and note.media:
            front = f"[{note.media[0]}]"  # a picture asks
        sides[ordinal] = Side(front, back, back=back) if front and back else _plain_side(note)
    return sides


def plain_cloze(note: ImportedNote | ImportedPlainNote) -> tuple[int, list[int]] | None:
    """Which field of a cloze note is asked, and where its blanks start and end; None if it is not plain."""
    if isinstance(note, ImportedPlainNote):
        return note[6], note[7]
    spans: list[int] = []
    clozes = note[6]
    asked = clozes[0][0] if clozes else 0
    for number, (field, start, end, groups, hint) in enumerate(clozes, 1):
        if groups[0] != number or len(groups) > 1 or start >= end or field != asked or hint:
            return None
        spans += (start, end)
    return asked, spans


def _cloze_sides(note: ImportedNote, note_type: ImportedNoteType) -> dict[int, Side]:
    texts, clozes = note[5], note[6]
    remark = told_behind(note_type, texts, {cloze[0] for cloze in clozes})
    sides: dict[int, Side] = {}
    for field, start, end, groups, hint in clozes:
        ordinal = groups[0] - 1
        if start >= end or ordinal in sides or len(groups) > 1:
            return _grouped_sides(note, remark)
        text = texts[field]  # as nearly always: each number once
        sides[ordinal] = _tuple(Side, (text, text[start:end], ((start, end),), "", remark, hint))
    return sides


def told_behind(note_type: ImportedNoteType, texts: Sequence[str], asked: Collection[int]) -> str:
    """What a cloze note says besides the fields ``asked``: Back Extra, a source; of one of our own only the remark."""
    names = note_type[3]
    if _REMARK in names:
        at = names.index(_REMARK)
        return texts[at] if at < len(texts) else ""
    if len(texts) == 2 and len(asked) == 1:  # as nearly always, in a third of the time
        (at,) = asked
        return "" if texts[1 - at].isspace() else texts[1 - at]
    return "\n".join([text for at, text in enumerate(texts) if text and at not in asked and not text.isspace()])


def _grouped_sides(note: ImportedNote, remark: str) -> dict[int, Side]:
    groups: dict[int, list[tuple[int, int, int]]] = {}
    hints: dict[int, dict[str, None]] = {}
    for cloze in note.clozes:
        for group in cloze.groups:
            if cloze.start < cloze.end:
                groups.setdefault(group, []).append((cloze.field, cloze.start, cloze.end))
                hints.setdefault(group, {})[cloze.hint] = None
    sides = {}
    for group, places in groups.items():
        text, found = "", list[tuple[int, int]]()
        for field in sorted({place[0] for place in places}):  # a number may stand in several fields
            text += "\n" if text else ""
            found += [(len(text) + start, len(text) + end) for at, start, end in places if at == field]
            text += note.fields[field]
        blanks = _outermost(found)
        answer = _ITEM.join(dict.fromkeys([text[start:end] for start, end in blanks]))
        sides[group - 1] = Side(text, answer, tuple(blanks), "", remark, _ITEM.join(filter(None, hints[group])))
    return sides


def _outermost(spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    if len(spans) < 2:
        return spans
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _plain_side(note: ImportedNote) -> Side:
    """The first field that says something asks, the others answer; a note of pictures asks by their names."""
    media = [f"[{name}]" for name in note.media]
    said = [text for text in note.fields if text.strip()] or media
    if not said:
        return Side("", "")
    back = "\n".join(said[1:]) or " ".join(media) or "…"
    return Side(said[0], back, back=back)


@lru_cache(maxsize=1024)
def _shown_fields(template: str, names: tuple[str, ...]) -> tuple[int, ...]:
    """The fields, by index, that a template shows, in its order."""
    found = [match[1].rpartition(":")[2].strip() for match in _FIELD.finditer(template)]
    return tuple(dict.fromkeys(names.index(name) for name in found if name in names))
