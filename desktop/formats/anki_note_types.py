"""Wengu's note types in Anki, and the empty collection that genanki makes of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.anki import AnkiNoteType
from desktop.paths import resource

if TYPE_CHECKING:
    import genanki

# Fixed for ever: Anki takes another id for another note type, and refuses updates after the fields changed.
# The spare fields are there so that they never need to.
CLOZE_MODEL_ID = 1_763_822_400_001
TYPED_MODEL_ID = 1_763_822_400_002
BASIC_MODEL_ID = 1_763_822_400_003
CHOICE_MODEL_ID = 1_763_822_400_004
LIST_MODEL_ID = 1_763_822_400_005
_SPARE = ("备用1", "备用2", "备用3")
_COMMON = (
    "句子",
    "答案",
    "题头",  # what stands before the answer instead of 位置, where that would give it away
    "位置",
    "类别",
    "文章",
    "出处",
    "上文",
    "下文",
    "释义",
    "拼音",
    "笔记",
    "补充",  # the learner's own in Anki: written empty
)
FIELDS = (*_COMMON, *_SPARE)
CHOICE_FIELDS = (*_COMMON, "选项", *_SPARE)
LIST_FIELDS = (*_COMMON, "各项", "项数", "原句", *_SPARE)
# When the templates last changed, in seconds since 1970: Anki takes the later ones, and leaves the learner's
# own changes alone as long as this stays.
TEMPLATES_MODIFIED = 1_795_909_600

# Day 0 of the package's calendar, in days since 1970-01-01; reviews are due so many days later.
FIRST_DAY = 16_000


_INDEXES = frozenset({"ix_cards_nid", "ix_revlog_cid"})


class NoteType(NamedTuple):
    """A note type: its ``id`` and ``name``, the name of its one ``card``, its ``fields``, whether it hides blanks."""

    id: int
    name: str
    card: str
    fields: tuple[str, ...]
    cloze: bool = True


NOTE_TYPES = {
    AnkiNoteType.CLOZE: NoteType(CLOZE_MODEL_ID, "温故 填空", "填空", FIELDS),
    AnkiNoteType.TYPED: NoteType(TYPED_MODEL_ID, "温故 键入", "填空", FIELDS),
    AnkiNoteType.CHOICE: NoteType(CHOICE_MODEL_ID, "温故 选择", "选择", CHOICE_FIELDS),
    AnkiNoteType.LIST: NoteType(LIST_MODEL_ID, "温故 列举", "列举", LIST_FIELDS, cloze=False),
    AnkiNoteType.BASIC: NoteType(BASIC_MODEL_ID, "温故 问答", "问答", FIELDS, cloze=False),
}


def deck_id(name: str) -> int:
    """The id of the deck called ``name``: the same for ever, within what JavaScript counts exactly."""
    if name.casefold() == "default":  # the deck that each collection has: under another id Anki makes it “Default_”
        return 1
    return 1 << 48 | int.from_bytes(hashlib.sha256(name.encode()).digest()[:6])


def make_tables(connection: sqlite3.Connection) -> list[str]:
    """Let genanki make the tables; the SQL of the indexes to make once the rows are in.

    Those for studying, syncing and finding duplicates are left out: a package is only read, each row once.
    """
    import genanki  # 145 ms, which only an export need pay

    cursor = connection.cursor()
    genanki.Package([]).write_to_db(cursor, TEMPLATES_MODIFIED, count(1))
    found = cursor.execute("select name, sql from sqlite_master where type = 'index' and sql is not null").fetchall()
    for name, _ in found:
        cursor.execute(f"drop index {name}")
    return [sql for name, sql in found if name in _INDEXES]


def define_collection(
    connection: sqlite3.Connection, deck_names: Sequence[str], note_types: Iterable[AnkiNoteType]
) -> None:
    """Let genanki define the note types and decks, within the tables that ``make_tables`` made."""
    import genanki

    models = [_model(each) for each in note_types]
    decks = [genanki.Deck(deck_id(name), name) for name in deck_names]
    for deck in decks[:1]:
        for model in models:
            deck.add_model(model)
        # genanki gives each deck by an update of one JSON text: together they are one.
        deck.write_to_db(connection.cursor(), TEMPLATES_MODIFIED, count(1))
    cursor = connection.cursor()
    (known, conf) = cursor.execute("select decks, conf from col").fetchone()
    every = {**json.loads(known), **{str(deck.deck_id): deck.to_json() for deck in decks}}
    # The study day of Anki's present scheduler, and day 0 of the calendar that due days count from.
    settings = {**json.loads(conf), "schedVer": 2, "sched2021": True, "creationOffset": 0}
    cursor.execute(
        "update col set decks = ?, conf = ?, crt = ?",
        (json.dumps(every), json.dumps(settings), FIRST_DAY * 86_400 + 43_200),
    )


def _model(note_type: AnkiNoteType) -> genanki.Model:
    import genanki

    def template(side: str) -> str:
        return resource("anki", f"{note_type}_{side}.html").read_text(encoding="utf-8")

    facts = NOTE_TYPES[note_type]
    return genanki.Model(
        facts.id,
        facts.name,
        fields=[{"name": name} for name in facts.fields],
        templates=[{"name": facts.card, "qfmt": template("front"), "afmt": template("back")}],
        css=resource("anki", "style.css").read_text(encoding="utf-8"),
        model_type=genanki.Model.CLOZE if facts.cloze else genanki.Model.FRONT_BACK,
    )
