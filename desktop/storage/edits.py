"""Changes of rows that can be taken back: each keeps the values before and after it."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from desktop.domain.card import Schedule
from desktop.storage.moments import (
    SCHEDULE_ASSIGNMENTS,
    dump_schedule,
    from_milliseconds,
    schedule_row,
    to_milliseconds,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TABLES = ("articles", "notes", "cards", "decks", "own_phrases", "plans", "readings")
_COLUMNS = "uuid, at, kind, subject, target, patches"
CARD_RANGE = "card_range"  # cards made together, named by their first and last key
ANKI_IMPORT = "import_anki"
MERGE = "merge"
# Edits whose schedules follow from the log, so that working one out anew passes over them.
DERIVED = (ANKI_IMPORT, MERGE)
DECK_OPTIONS = "deck_options"
_PHRASES = "phrases"  # rows without a UUID: those of one article are put back together


@dataclass(frozen=True, slots=True)
class Patch:
    """The row of ``table`` with that UUID: for each column its value before and after.

    ``card_range`` stands for the cards with the keys ``first-last``, ``phrases`` for all phrases of the article with
    that UUID, in its one column ``rows``, and ``deck_options`` for single options of a deck, None where it has none of
    its own. Values are what SQLite holds.
    """

    table: str
    uuid: str
    columns: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Edit:
    """What was changed: ``kind`` of the change, and whom it was about, in the learner's words.

    ``target`` is the UUID of the article whose text it changed, or of the answer that brought it about.
    """

    id: str
    kind: str
    subject: str
    patches: tuple[Patch, ...]
    target: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """A new schedule that no answer gave: ``id`` is the UUID of the change, ``card`` the key of its card."""

    id: str
    card: int
    deck: int
    before: Schedule
    after: Schedule


def save_edit(
    connection: Connection, edit: Edit, schedules: Sequence[ScheduleChange] = (), made: Sequence[Patch] = ()
) -> None:
    """Make the changes and keep them, those of schedules in the review log (on day 0: they count on none).

    Those of ``made`` stand already and are only kept.
    """
    rows = [
        [patch.table, patch.uuid, {name: _plain(pair) for name, pair in patch.columns.items()}]
        for patch in edit.patches
    ]
    connection.exec_driver_sql(
        "INSERT INTO edits (uuid, at, kind, subject, target, patches) VALUES (?, ?, ?, ?, ?, ?)",
        (
            edit.id,
            to_milliseconds(edit.at),
            edit.kind,
            edit.subject,
            edit.target,
            zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")),
        ),
    )
    if schedules:
        connection.exec_driver_sql(
            "INSERT INTO reviews (uuid, card_id, deck_id, at, day, rating, mode, duration_ms, before_state, before, "
            "after, edit) VALUES (?, ?, ?, ?, 0, 0, ?, 0, ?, ?, ?, ?)",
            [
                (
                    change.id,
                    change.card,
                    change.deck,
                    to_milliseconds(edit.at),
                    edit.kind,
                    int(change.before.state),
                    dump_schedule(change.before),
                    dump_schedule(change.after),
                    edit.id,
                )
                for change in schedules
            ],
        )
        _put_schedules(connection, [(change.card, schedule_row(change.after)) for change in schedules])
    _apply(connection, [patch for patch in edit.patches if patch not in made], 1)


def load_edit(connection: Connection, edit_id: str) -> Edit:
    """The edit with that UUID."""
    return _edit(connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM edits WHERE uuid = ?", (edit_id,)).one())


def load_patches(data: bytes) -> tuple[Patch, ...]:
    """The patches of an edit, from their column."""
    rows = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return tuple(
        Patch(table, uuid, {name: _pair(pair) for name, pair in columns.items()}) for table, uuid, columns in rows
    )


def find_consequences(connection: Connection, review_id: str) -> list[Edit]:
    """What an answer brought about beside its schedule, latest first."""
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM edits WHERE target = ? ORDER BY id DESC", (review_id,))
    return [_edit(row) for row in rows]


def find_edits(connection: Connection, target: str) -> list[Edit]:
    """The edits of an article's text that stand, latest first."""
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM edits WHERE target = ? AND NOT EXISTS "
        "(SELECT 1 FROM acts WHERE acts.target = edits.uuid AND acts.undoes IS NULL AND acts.undone = 1) "
        "ORDER BY id DESC",
        (target,),
    )
    return [_edit(row) for row in rows]


def turn_edit(connection: Connection, edit: Edit, undone: bool) -> None:
    """Take an edit back, or make it again."""
    _apply(connection, reversed(edit.patches) if undone else edit.patches, 0 if undone else 1)
    wanted = "before" if undone else "after"
    rows = connection.exec_driver_sql(
        f"SELECT card_id, {wanted} FROM reviews WHERE edit = ? AND rating = 0", (edit.id,)
    ).fetchall()
    _put_schedules(connection, [(card, json.loads(schedule)) for card, schedule in rows])
    connection.exec_driver_sql("UPDATE reviews SET undone = ? WHERE edit = ?", (int(undone), edit.id))


def _apply(connection: Connection, patches: Iterable[Patch], side: int) -> None:
    for patch in patches:
        if patch.table == _PHRASES:
            _put_phrases(connection, patch.uuid, patch.columns["rows"][side])
            continue
        if patch.table == CARD_RANGE:
            first, last = map(int, patch.uuid.split("-"))
            trashed = patch.columns["trashed"][side]
            connection.exec_driver_sql(
                "UPDATE cards SET trashed = ? WHERE id BETWEEN ? AND ? AND trashed <> ?",
                (trashed, first, last, trashed),
            )
            continue
        if patch.table == DECK_OPTIONS:
            _put_options(connection, patch.uuid, {name: pair[side] for name, pair in patch.columns.items()})
            continue
        if patch.table not in _TABLES:
            raise ValueError(patch.table)
        assignments = ", ".join(f'"{name}" = ?' for name in patch.columns)
        values = [pair[side] for pair in patch.columns.values()]
        connection.exec_driver_sql(f"UPDATE {patch.table} SET {assignments} WHERE uuid = ?", (*values, patch.uuid))


def _put_schedules(connection: Connection, schedules: Sequence[tuple[int, Sequence[Any]]]) -> None:
    if schedules:
        connection.exec_driver_sql(
            f"UPDATE cards SET {SCHEDULE_ASSIGNMENTS} WHERE id = ?", [(*row, card) for card, row in schedules]
        )


def _put_options(connection: Connection, deck_id: str, changes: Mapping[str, str | None]) -> None:
    text = connection.exec_driver_sql("SELECT settings FROM decks WHERE uuid = ?", (deck_id,)).scalar_one()
    options = {name: value for name, value in {**json.loads(text), **changes}.items() if value is not None}
    spelled = json.dumps(options, ensure_ascii=False, sort_keys=True)
    connection.exec_driver_sql("UPDATE decks SET settings = ? WHERE uuid = ?", (spelled, deck_id))


def _put_phrases(connection: Connection, article_id: str, rows: Sequence[Sequence[Any]]) -> None:
    key = connection.exec_driver_sql("SELECT id FROM articles WHERE uuid = ?", (article_id,)).scalar_one()
    connection.exec_driver_sql("DELETE FROM phrases WHERE article_id = ?", (key,))
    if rows:
        connection.exec_driver_sql(
            'INSERT INTO phrases (article_id, start, "end", text, kind, score) VALUES (?, ?, ?, ?, ?, ?)',
            [(key, *row) for row in rows],
        )


def _edit(row: Sequence[Any]) -> Edit:
    edit_id, at, kind, subject, target, data = row
    return Edit(edit_id, kind, subject, load_patches(data), target, from_milliseconds(at))


def _plain(pair: Sequence[Any]) -> list[Any]:
    return [{"bytes": base64.b64encode(value).decode()} if isinstance(value, bytes) else value for value in pair]


def _pair(values: Sequence[Any]) -> tuple[Any, Any]:
    before, after = (base64.b64decode(value["bytes"]) if isinstance(value, dict) else value for value in values)
    return before, after
