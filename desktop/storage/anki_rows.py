"""Rows that come from Anki, written by thousands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.domain.card import Rating, Schedule
from desktop.storage.moments import (
    SCHEDULE_COLUMNS,
    dump_schedule,
    from_milliseconds,
    schedule_from_row,
    to_milliseconds,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class KnownCard:
    """A card that the collection has: ``key`` and ``deck`` are keys, ``tags`` its note's."""

    key: int
    card_id: str
    note_id: str
    deck: int
    deck_name: str
    tags: tuple[str, ...]
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class NewCard:
    """A note with one card; ``guid`` is what Anki knows it by, ``deck`` a key."""

    note_id: str
    card_id: str
    guid: str
    deck: int
    kind: str
    sentence: str
    blanks: tuple[tuple[int, int], ...]
    answer: str
    back: str
    fields: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    modified: datetime
    position: int
    suspended: bool
    buried_until: int
    flag: int


@dataclass(frozen=True, slots=True)
class NewReview:
    """An answer given in Anki; ``card`` and ``deck`` are keys."""

    uuid: str
    card: int
    deck: int
    at: datetime
    day: int
    rating: Rating
    duration_ms: int
    before: Schedule
    after: Schedule
    cram: bool


def known_cards(connection: Connection) -> dict[str, KnownCard]:
    """Every card by what Anki knows its note by."""
    columns = ", ".join(f"c.{name.strip()}" for name in SCHEDULE_COLUMNS.split(","))
    rows = connection.exec_driver_sql(
        f"SELECT coalesce(n.anki_guid, n.uuid), c.id, c.uuid, n.uuid, c.deck_id, d.name, n.tags, {columns} "
        "FROM cards c JOIN notes n ON n.id = c.note_id JOIN decks d ON d.id = c.deck_id"
    )
    return {
        row[0]: KnownCard(
            row[1], row[2], row[3], row[4], row[5], tuple(json.loads(row[6])), schedule_from_row(tuple(row[7:]))
        )
        for row in rows
    }


def next_card_key(connection: Connection) -> int:
    """The key that the next card gets."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM cards").scalar_one())


def save_cards(connection: Connection, cards: Sequence[NewCard], now: datetime) -> None:
    """Add notes with their cards, the cards' keys one after another; new ones wait behind those that are there."""
    if not cards:
        return
    note = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM notes").scalar_one())
    key = next_card_key(connection)
    place = int(connection.exec_driver_sql("SELECT coalesce(max(position), 0) + 1 FROM cards").scalar_one())
    moment = to_milliseconds(now)
    connection.exec_driver_sql(
        "INSERT INTO notes (id, uuid, sentence, tags, created_at, modified_at, kind, back, anki_guid, fields) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                note + number,
                card.note_id,
                card.sentence,
                _dump(card.tags),
                moment,
                to_milliseconds(card.modified),
                card.kind,
                card.back,
                card.guid,
                _dump(card.fields),
            )
            for number, card in enumerate(cards)
        ],
    )
    order = sorted(range(len(cards)), key=lambda number: cards[number].position)
    places = {number: place + at for at, number in enumerate(order)}
    connection.exec_driver_sql(
        "INSERT INTO cards (id, uuid, note_id, deck_id, ordinal, blanks, answer, kind, position, suspended, "
        "buried_until, flag) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                key + number,
                card.card_id,
                note + number,
                card.deck,
                json.dumps(card.blanks),
                card.answer,
                "word" if card.blanks else "own",
                places[number],
                int(card.suspended),
                card.buried_until,
                card.flag,
            )
            for number, card in enumerate(cards)
        ],
    )


def save_reviews(connection: Connection, reviews: Sequence[NewReview], edit: str) -> None:
    """Add answers; they are taken back with the ``edit`` of that UUID."""
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO reviews (uuid, card_id, deck_id, at, day, rating, mode, duration_ms, before_state, "
        "before, after, cram, edit) VALUES (?, ?, ?, ?, ?, ?, 'anki', ?, ?, ?, ?, ?, ?)",
        [
            (
                review.uuid,
                review.card,
                review.deck,
                to_milliseconds(review.at),
                review.day,
                int(review.rating),
                review.duration_ms,
                int(review.before.state),
                dump_schedule(review.before),
                dump_schedule(review.after),
                int(review.cram),
                edit,
            )
            for review in reviews
        ],
    )


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


def load_answers(connection: Connection, key: int) -> list[tuple[datetime, Rating]]:
    """The answers of a card that count for its schedule, oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT at, rating FROM reviews WHERE card_id = ? AND rating > 0 AND undone = 0 AND cram = 0 ORDER BY at, id",
        (key,),
    )
    return [(from_milliseconds(row[0]), Rating(row[1])) for row in rows]


def tag_texts(tags: Sequence[str], more: Sequence[str]) -> tuple[str, str]:
    """The column of tags as it is, and with ``more`` behind."""
    return _dump(tags), _dump([*tags, *more])


def save_media(connection: Connection, media: Sequence[tuple[str, int, bytes]]) -> None:
    """Name, size and SHA-1 of each file that is in the media folder now."""
    connection.exec_driver_sql(
        "INSERT INTO media (name, size, sha1) VALUES (?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET size = excluded.size, sha1 = excluded.sha1",
        list(media),
    ) if media else None


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
