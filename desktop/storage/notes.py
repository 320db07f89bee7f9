"""What cards ask: sentences with the words to hide in them, and questions with answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.storage.moments import SCHEDULE_COLUMNS, schedule_from_row, to_milliseconds

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.domain.card import Schedule

_AT_ONCE = 500  # UUIDs in one statement


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """A card of an article with what it asks: ``start`` is its sentence's place, None where that is lost.

    ``modified`` is when its content last changed, in milliseconds since 1970.
    """

    note_id: str
    card_id: str
    sentence: str
    start: int | None
    blanks: tuple[tuple[int, int], ...]
    answer: str
    mending: str
    modified: int


class AskedCard(NamedTuple):
    """What a card of an article asks; ``start`` is its sentence's place, ``trashed`` the bits of its column."""

    card_id: str
    sentence: str
    start: int
    blanks: tuple[tuple[int, int], ...]
    answer: str
    kind: str
    trashed: int
    reps: int

    @property
    def place(self) -> tuple[int, tuple[tuple[int, int], ...]]:
        """Where in the article it asks: the same for the same words."""
        return self.start, self.blanks


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card as it is stored, for changing it: ``values`` are columns of ``cards``, ``note`` those of its note."""

    key: int
    deck: int
    values: Mapping[str, Any]
    note: Mapping[str, Any]
    schedule: Schedule


_CARD = ("uuid", "deck_id", "blanks", "answer", "kind", "suspended", "trashed", "buried_until", "flag", "mode")
_NOTE = ("uuid", "sentence", "sentence_start", "tags", "back", "remark", "kind", "mending", "modified_at", "article_id")


def load_article_notes(connection: Connection, article: int) -> list[ArticleNote]:
    """Every card of the article with that key, those in the trash too."""
    rows = connection.exec_driver_sql(
        "SELECT n.uuid, c.uuid, n.sentence, n.sentence_start, c.blanks, c.answer, n.mending, n.modified_at "
        "FROM cards c JOIN notes n ON n.id = c.note_id WHERE c.article_id = ? AND n.kind = 'cloze' ORDER BY c.id",
        (article,),
    )
    return [ArticleNote(row[0], row[1], row[2], row[3], _spans(row[4]), row[5], row[6], row[7]) for row in rows]


def load_asked(connection: Connection, article: int) -> list[AskedCard]:
    """What the cards of the article with that key ask, those in the trash too, in text order."""
    rows = connection.exec_driver_sql(
        "SELECT c.uuid, n.sentence, n.sentence_start, c.blanks, c.answer, c.kind, c.trashed, c.reps "
        "FROM cards c JOIN notes n ON n.id = c.note_id WHERE c.article_id = ? AND n.kind = 'cloze' "
        "AND n.sentence_start IS NOT NULL AND n.mending = '' ORDER BY n.sentence_start, c.blanks",
        (article,),
    )
    return [AskedCard(row[0], row[1], row[2], _spans(row[3]), row[4], row[5], row[6], row[7]) for row in rows]


def load_rows(connection: Connection, card_ids: Sequence[str]) -> list[CardRow]:
    """The cards with those UUIDs, those not found left out."""
    columns = ", ".join(
        [f"c.{name}" for name in _CARD]
        + [f"n.{name}" for name in _NOTE]
        + [f"c.{name.strip()}" for name in SCHEDULE_COLUMNS.split(",")]
    )
    found = []
    for at in range(0, len(card_ids), _AT_ONCE):
        some = tuple(card_ids[at : at + _AT_ONCE])
        rows = connection.exec_driver_sql(
            f"SELECT c.id, {columns} FROM cards c JOIN notes n ON n.id = c.note_id "
            f"WHERE c.uuid IN ({', '.join('?' * len(some))})",
            some,
        )
        for row in rows:
            card, note = row[1 : 1 + len(_CARD)], row[1 + len(_CARD) : 1 + len(_CARD) + len(_NOTE)]
            schedule = schedule_from_row(tuple(row[1 + len(_CARD) + len(_NOTE) :]))
            values = dict(zip(_CARD, card, strict=True))
            found.append(CardRow(row[0], values["deck_id"], values, dict(zip(_NOTE, note, strict=True)), schedule))
    return found


def beside(connection: Connection, key: int) -> list[str]:
    """The UUIDs of the other cards of the note of the card with that key: cards from Anki may share one."""
    rows = connection.exec_driver_sql(
        "SELECT o.uuid FROM cards c JOIN cards o ON o.note_id = c.note_id AND o.id <> c.id WHERE c.id = ?", (key,)
    )
    return [row[0] for row in rows]


def save_basic(
    connection: Connection,
    ids: tuple[str, str],
    front: str,
    back: str,
    article: int | None,
    deck: int,
    now: datetime,
) -> None:
    """Add a question with its answer; ``ids`` are the UUIDs of the note and of its card."""
    note_id, card_id = ids
    moment = to_milliseconds(now)
    note = connection.exec_driver_sql(
        "INSERT INTO notes (uuid, article_id, sentence, kind, back, created_at, modified_at) "
        "VALUES (?, ?, ?, 'basic', ?, ?, ?)",
        (note_id, article, front, back, moment, moment),
    ).lastrowid
    connection.exec_driver_sql(
        "INSERT INTO cards (uuid, note_id, article_id, deck_id, ordinal, blanks, answer, kind, position) "
        "VALUES (?, ?, ?, ?, 0, '[]', ?, 'own', (SELECT coalesce(max(position), 0) + 1 FROM cards))",
        (card_id, note, article, deck, back),
    )


def article_deck(connection: Connection, article: int) -> int | None:
    """The key of the deck that holds most cards of an article; None where it has none."""
    key: int | None = connection.exec_driver_sql(
        "SELECT deck_id FROM cards WHERE article_id = ? GROUP BY deck_id ORDER BY count(*) DESC LIMIT 1", (article,)
    ).scalar()
    return key


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in json.loads(text))
