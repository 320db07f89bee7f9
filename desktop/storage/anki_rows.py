"""Rows that come from Anki, written by thousands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.card import Schedule
from desktop.storage.edits import ANKI_IMPORT, CARD_RANGE, load_edit
from desktop.storage.moments import (
    SCHEDULE_ASSIGNMENTS,
    SCHEDULE_COLUMNS,
    ScheduleRow,
    schedule_row,
    to_milliseconds,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

_AT_ONCE = 500
_CACHE_KIB = 96 << 10  # what the indexes of an import need beside them; SQLite's own 2 MB make it twice as long


class KnownCard(NamedTuple):
    """A card that the collection has: ``key`` is its key, ``tags`` are its note's, as their column holds them."""

    key: int
    note_id: str
    deck: int
    tags: str
    trashed: bool


class NewCard(NamedTuple):
    """A note with one card; ``guid`` is what Anki knows it by, ``deck`` a key, ``modified`` in milliseconds."""

    note_id: str
    card_id: str
    guid: str
    deck: int
    kind: str
    sentence: str
    blanks: tuple[tuple[int, int], ...]
    answer: str
    back: str
    fields: Iterable[tuple[str, str]]
    tags: tuple[str, ...]
    modified: int
    position: int
    suspended: bool
    buried_until: int
    flag: int
    schedule: Schedule


class NewReview(NamedTuple):
    """An answer given in Anki, or with the rating 0 the schedule that it had given a card.

    ``card`` and ``deck`` are keys, ``at`` is in milliseconds, ``before`` and ``after`` as ``dump_schedule`` has them.
    """

    uuid: str
    card: int
    deck: int
    at: int
    day: int
    rating: int
    duration_ms: int
    before_state: int
    before: str
    after: str
    cram: bool


def prepare(connection: Connection) -> None:
    """Give the connection the room that many rows need."""
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")


def known_cards(connection: Connection) -> dict[str, KnownCard]:
    """Every card by what Anki knows its note by."""
    rows = connection.exec_driver_sql(
        "SELECT coalesce(n.anki_guid, n.uuid), c.id, n.uuid, c.deck_id, n.tags, c.trashed "
        "FROM cards c JOIN notes n ON n.id = c.note_id"
    )
    return {row[0]: KnownCard._make(row[1:]) for row in rows}


def undone_ranges(connection: Connection) -> list[range]:
    """The keys of cards that came with an import which was taken back."""
    edits = connection.exec_driver_sql(
        "SELECT DISTINCT e.uuid FROM edits e JOIN acts a ON a.target = e.uuid JOIN acts u ON u.undoes = a.id "
        "WHERE e.kind = ? AND a.undone = 1",
        (ANKI_IMPORT,),
    ).fetchall()
    patches = [patch for row in edits for patch in load_edit(connection, row[0]).patches if patch.table == CARD_RANGE]
    return [range(int(first), int(last) + 1) for first, last in (patch.uuid.split("-") for patch in patches)]


def next_card_key(connection: Connection) -> int:
    """The key that the next card gets."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM cards").scalar_one())


def last_position(connection: Connection) -> int:
    """Where the queue of new cards ends."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(position), 0) FROM cards").scalar_one())


def save_cards(connection: Connection, cards: Sequence[NewCard], now: datetime) -> None:
    """Add notes with their cards, the cards' keys one after another."""
    if not cards:
        return
    note = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM notes").scalar_one())
    key = next_card_key(connection)
    moment = to_milliseconds(now)
    connection.exec_driver_sql(
        "INSERT INTO notes (id, uuid, sentence, tags, created_at, modified_at, kind, back, anki_guid, fields) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                card.note_id,
                card.sentence,
                dump_tags(card.tags),
                moment,
                card.modified,
                card.kind,
                card.back,
                card.guid,
                _dump_fields(card.fields),
            )
            for number, card in enumerate(cards, note)
        ],
    )
    connection.exec_driver_sql(
        "INSERT INTO cards (id, uuid, note_id, deck_id, ordinal, blanks, answer, kind, position, suspended, "
        f"buried_until, flag, {SCHEDULE_COLUMNS}) "
        "VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                key + number,
                card.card_id,
                note + number,
                card.deck,
                f"[{', '.join([f'[{start}, {end}]' for start, end in card.blanks])}]",
                card.answer,
                "word" if card.blanks else "own",
                card.position,
                card.suspended,
                card.buried_until,
                card.flag,
                *schedule_row(card.schedule),
            )
            for number, card in enumerate(cards)
        ],
    )


def save_reviews(connection: Connection, reviews: Sequence[NewReview], edit: str) -> None:
    """Add answers to the log; they are taken back with the ``edit`` of that UUID.

    Those that came before and were taken back count again. What is no answer is written as the latest of its card.
    """
    # Undone answers are here already, and what the schedule was must stand behind all of them.
    manner, conflict = (
        ("OR REPLACE", "")
        if reviews[0].rating == 0
        else (
            "",
            "ON CONFLICT (uuid) DO UPDATE SET undone = 0, edit = excluded.edit",
        )
    )
    connection.exec_driver_sql(
        f"INSERT {manner} INTO reviews (uuid, card_id, deck_id, at, day, rating, duration_ms, before_state, "
        f"before, after, cram, mode, edit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'anki', ?) {conflict}",
        [(*review, edit) for review in reviews],
    )


def save_schedules(connection: Connection, schedules: Iterable[tuple[int, ScheduleRow]]) -> None:
    """Give the cards with those keys a schedule."""
    rows = [(*row, key) for key, row in schedules]
    if rows:
        connection.exec_driver_sql(f"UPDATE cards SET {SCHEDULE_ASSIGNMENTS} WHERE id = ?", rows)


def answer_moments(connection: Connection, keys: Sequence[int]) -> Mapping[int, list[tuple[int, int]]]:
    """When (milliseconds since 1970) the cards with those keys were answered, and how."""
    found: dict[int, list[tuple[int, int]]] = {}
    for at in range(0, len(keys), _AT_ONCE):
        some = ", ".join(str(int(key)) for key in keys[at : at + _AT_ONCE])
        rows = connection.exec_driver_sql(
            f"SELECT card_id, at, rating FROM reviews WHERE card_id IN ({some}) AND rating > 0 AND undone = 0"
        )
        for card, moment, rating in rows:
            found.setdefault(card, []).append((moment, rating))
    return found


def _dump_fields(fields: Iterable[tuple[str, str]]) -> str:
    return f"[{', '.join([f'[{encode_basestring(name)}, {encode_basestring(text)}]' for name, text in fields])}]"


def dump_tags(tags: Sequence[str]) -> str:
    """Tags as their column holds them."""
    return f"[{', '.join([encode_basestring(tag) for tag in tags])}]"


def save_media(connection: Connection, media: Sequence[tuple[str, int, bytes]]) -> None:
    """Name, size and SHA-1 of each file that is in the media folder now."""
    if media:
        connection.exec_driver_sql(
            "INSERT INTO media (name, size, sha1) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET size = excluded.size, sha1 = excluded.sha1",
            list(media),
        )


def load_tags(column: str) -> list[str]:
    """The tags in their column."""
    return list(json.loads(column))
