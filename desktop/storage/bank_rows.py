"""Questions of banks as notes with a card each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from desktop.storage.cards import OPTION
from desktop.storage.moments import to_milliseconds

if TYPE_CHECKING:
    from sqlalchemy import Connection

_AT_ONCE = 500


class BankRow(NamedTuple):
    """A note with its card; ``blanks`` are spans in the sentence, without them ``back`` answers."""

    note_id: str
    card_id: str
    sentence: str
    blanks: tuple[tuple[int, int], ...]
    answer: str
    back: str
    options: tuple[str, ...]
    remark: str
    tags: tuple[str, ...]


def trashed_bits(connection: Connection, card_ids: Sequence[str]) -> dict[str, int]:
    """Of those cards that are here, by UUID, the bits of the trash."""
    found: dict[str, int] = {}
    for at in range(0, len(card_ids), _AT_ONCE):
        some = tuple(card_ids[at : at + _AT_ONCE])
        marks = ", ".join("?" * len(some))
        rows = connection.exec_driver_sql(f"SELECT uuid, trashed FROM cards WHERE uuid IN ({marks})", some)
        found.update((row[0], row[1]) for row in rows)
    return found


def save_bank(connection: Connection, rows: Iterable[BankRow], deck: int, now: datetime) -> tuple[int, int]:
    """Add notes with their cards in the deck with that key; the half-open range of the cards' keys."""
    moment = to_milliseconds(now)
    position, key, note = (
        int(connection.exec_driver_sql(f"SELECT coalesce(max({column}), 0) + 1 FROM {table}").scalar_one())
        for column, table in (("position", "cards"), ("id", "cards"), ("id", "notes"))
    )
    added = list(rows)
    if not added:
        return key, key
    connection.exec_driver_sql(
        "INSERT INTO notes (id, uuid, sentence, kind, back, remark, tags, fields, created_at, modified_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                note + number,
                row.note_id,
                row.sentence,
                "cloze" if row.blanks else "basic",
                row.back,
                row.remark,
                json.dumps(row.tags, ensure_ascii=False),
                json.dumps([[OPTION, option] for option in row.options], ensure_ascii=False),
                moment,
                moment,
            )
            for number, row in enumerate(added)
        ],
    )
    connection.exec_driver_sql(
        "INSERT INTO cards (id, uuid, note_id, deck_id, ordinal, blanks, answer, kind, position) "
        "VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)",
        [
            (
                key + number,
                row.card_id,
                note + number,
                deck,
                json.dumps(row.blanks),
                row.answer,
                "word" if row.blanks else "own",
                position + number,
            )
            for number, row in enumerate(added)
        ],
    )
    return key, key + len(added)
