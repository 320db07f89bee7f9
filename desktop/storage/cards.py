"""Cards and the questions they ask.

The statements are plain SQL: compiling them costs more than running them on the path from key to next card.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.domain.article import TextSpan
from desktop.domain.card import Card, Schedule
from desktop.domain.cloze import Cloze
from desktop.domain.errors import NotFound
from desktop.storage.moments import (
    SCHEDULE,
    SCHEDULE_ASSIGNMENTS,
    WAITING,
    from_milliseconds,
    load_schedule,
    schedule_from_row,
    schedule_row,
    to_milliseconds,
)

FROM = (
    "FROM cards c JOIN notes n ON n.id = c.note_id JOIN decks d ON d.id = c.deck_id "
    "LEFT JOIN articles a ON a.id = c.article_id"
)
# What Anki knows a card's note by; the later cards of a note from Anki are told apart by their ordinal.
GUID = "CASE WHEN c.ordinal = 0 THEN coalesce(n.anki_guid, n.uuid) ELSE n.anki_guid || char(31) || c.ordinal END"
_COLUMNS = (
    "c.uuid, n.uuid, a.uuid, d.name, n.sentence, n.sentence_start, c.blanks, c.answer, c.kind, c.position, "
    "c.suspended, c.buried_until, c.flag, c.mode, n.kind, n.back, n.remark, n.tags, n.mending, "
    f"{GUID}, CASE WHEN n.anki_guid IS NULL THEN n.fields ELSE '[]' END, c.cue, " + SCHEDULE
)

OPTION = "option"  # the name of the fields that hold the options of a question from a bank

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Which cards a list shows; every part that is set must hold."""

    words: tuple[str, ...] = ()
    article: str | None = None
    deck: str | None = None
    states: tuple[int, ...] = ()
    suspended: bool | None = None
    due: tuple[datetime, int] | None = None  # steps due by the moment, reviews by the study day
    kind: str | None = None
    tag: str | None = None
    flag: int | None = None  # 0 asks for any flag
    mending: bool = False
    buried_on: int | None = None  # put off beyond this study day
    own_only: bool = False  # none that came from Anki


def save_clozes(
    connection: Connection,
    article: int | None,
    deck: int,
    clozes: Sequence[tuple[str, str, Cloze]],
    now: datetime,
) -> None:
    """Add a note with one card for each (note UUID, card UUID, cloze); new cards wait in article order."""
    moment = to_milliseconds(now)
    first = connection.exec_driver_sql("SELECT coalesce(max(position), 0) + 1 FROM cards").scalar_one()
    note = connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM notes").scalar_one()
    if not clozes:
        return
    connection.exec_driver_sql(
        "INSERT INTO notes (id, uuid, article_id, sentence, sentence_start, created_at, modified_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (note + i, note_id, article, cloze.sentence, cloze.article_start, moment, moment)
            for i, (note_id, _, cloze) in enumerate(clozes)
        ],
    )
    connection.exec_driver_sql(
        "INSERT INTO cards (uuid, note_id, article_id, deck_id, ordinal, blanks, answer, kind, position) "
        "VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)",
        [
            (card_id, note + i, article, deck, json.dumps(cloze.blanks), cloze.answer, cloze.kind, first + i)
            for i, (_, card_id, cloze) in enumerate(clozes)
        ],
    )


def load_card(connection: Connection, card_id: str) -> Card:
    """One card by its id. Raises NotFound, also where it is in the trash."""
    return load_card_row(connection, card_id)[2]


def load_card_row(connection: Connection, card_id: str) -> tuple[int, int, Card]:
    """The keys of a card and of its deck, and the card. Raises NotFound, also where it is in the trash."""
    row = connection.exec_driver_sql(
        f"SELECT {_COLUMNS}, c.id, c.deck_id {FROM} WHERE c.uuid = ? AND c.trashed = 0", (card_id,)
    ).first()
    if row is None:
        raise NotFound(what="card", name=card_id)
    return row[-2], row[-1], _card(row[:-2])


def load_cards(connection: Connection, keys: Sequence[int]) -> dict[int, Card]:
    """The cards with those keys, by key; those in the trash too."""
    found: dict[int, Card] = {}
    for at in range(0, len(keys), 500):
        some = ", ".join(str(int(key)) for key in keys[at : at + 500])
        rows = connection.exec_driver_sql(f"SELECT {_COLUMNS}, c.id {FROM} WHERE c.id IN ({some})")
        found.update((row[-1], _card(row[:-1])) for row in rows)
    return found


def find_cards(
    connection: Connection, wanted: CardFilter, limit: int | None, offset: int = 0
) -> tuple[int, list[Card]]:
    """How many cards pass the filter, and ``limit`` of them from the one at ``offset`` on, in article order."""
    where, values = conditions(wanted)
    total = connection.exec_driver_sql(f"SELECT count(*) {FROM} WHERE {where}", values).scalar_one()
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} {FROM} WHERE {where} ORDER BY c.position, c.id LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return total, [_card(row) for row in rows]


def conditions(wanted: CardFilter) -> tuple[str, tuple[object, ...]]:
    """The condition on FROM that a filter stands for, and its values."""
    parts, values = ["c.trashed = 0"], []  # type: tuple[list[str], list[object]]
    for word in wanted.words:
        parts.append("(instr(n.sentence, ?) OR instr(c.answer, ?))")
        values += [word, word]
    if wanted.article is not None:
        parts.append("a.uuid = ?")
        values.append(wanted.article)
    if wanted.deck is not None:
        parts.append("(d.name = ? OR substr(d.name, 1, ?) = ?)")
        values += [wanted.deck, len(wanted.deck) + 2, f"{wanted.deck}::"]
    if wanted.states:
        parts.append(f"c.state IN ({', '.join(str(int(state)) for state in wanted.states)})")
    if wanted.suspended is not None:
        parts.append("c.suspended = ?")
        values.append(int(wanted.suspended))
    if wanted.due is not None:
        moment, day = wanted.due
        parts.append(f"(c.due_at <= ? OR c.due_day <= ?) AND {WAITING}")
        values += [to_milliseconds(moment), day]
    if wanted.kind is not None:
        parts.append("c.kind = ?")
        values.append(wanted.kind)
    if wanted.tag is not None:
        parts.append("instr(n.tags, ?)")
        values.append(json.dumps(wanted.tag, ensure_ascii=False))
    if wanted.flag is not None:
        parts.append("c.flag = ?" if wanted.flag else "c.flag > ?")
        values.append(wanted.flag)
    if wanted.mending:
        parts.append("n.mending <> ''")
    if wanted.buried_on is not None:
        parts.append("c.buried_until > ?")
        values.append(wanted.buried_on)
    if wanted.own_only:
        parts.append("n.anki_guid IS NULL")
    return " AND ".join(parts), tuple(values)


def any_from_anki(connection: Connection) -> bool:
    """Whether some card came from Anki."""
    found = connection.exec_driver_sql(
        "SELECT 1 FROM notes n CROSS JOIN cards c ON c.note_id = n.id "
        "WHERE n.anki_guid IS NOT NULL AND c.trashed = 0 LIMIT 1"
    )
    return found.first() is not None


def note_ids(connection: Connection) -> list[tuple[str, str]]:
    """The UUIDs of all cards and of their notes."""
    rows = connection.exec_driver_sql("SELECT c.uuid, n.uuid FROM cards c JOIN notes n ON n.id = c.note_id")
    return [(row[0], row[1]) for row in rows]


def made_at(connection: Connection, key: int) -> datetime:
    """When the note of the card with that key was made."""
    moment = connection.exec_driver_sql(
        "SELECT n.created_at FROM cards c JOIN notes n ON n.id = c.note_id WHERE c.id = ?", (key,)
    ).scalar_one()
    return from_milliseconds(moment)


def card_keys(connection: Connection, card_id: str) -> tuple[int, int]:
    """The keys of a card and of its deck. Raises NotFound."""
    row = connection.exec_driver_sql("SELECT id, deck_id FROM cards WHERE uuid = ?", (card_id,)).first()
    if row is None:
        raise NotFound(what="card", name=card_id)
    return row[0], row[1]


def save_schedule(connection: Connection, key: int, schedule: Schedule) -> None:
    """Give the card with that key a schedule."""
    connection.exec_driver_sql(f"UPDATE cards SET {SCHEDULE_ASSIGNMENTS} WHERE id = ?", (*schedule_row(schedule), key))


def count_by_deck(connection: Connection) -> dict[int, int]:
    """How many cards there are, by deck key."""
    rows = connection.exec_driver_sql("SELECT deck_id, count(*) FROM cards WHERE trashed = 0 GROUP BY deck_id")
    return {row[0]: row[1] for row in rows}


def ids_of_deck(connection: Connection, deck: int) -> list[str]:
    """The ids of a deck's own cards, those in the trash too."""
    return [row[0] for row in connection.exec_driver_sql("SELECT uuid FROM cards WHERE deck_id = ?", (deck,))]


@dataclass(frozen=True, slots=True)
class CardSchedule:
    """A card's schedule, with the keys of the card and of its deck and the id of its article."""

    key: int
    deck: int
    article: str | None
    schedule: Schedule


def load_schedules(
    connection: Connection, decks: Sequence[int], *, suspended: bool | None = None
) -> dict[str, CardSchedule]:
    """The schedules of the cards of ``decks`` (keys), by card id; those in the trash are left out."""
    condition = "" if suspended is None else f" AND c.suspended = {int(suspended)}"
    rows = connection.exec_driver_sql(
        f"SELECT c.uuid, c.id, c.deck_id, a.uuid, {SCHEDULE} FROM cards c LEFT JOIN articles a ON a.id = c.article_id "
        f"WHERE c.deck_id IN ({', '.join(map(str, decks)) or 'NULL'}) AND c.trashed = 0{condition}"
    )
    return {row[0]: CardSchedule(row[1], row[2], row[3], schedule_from_row(tuple(row[4:]))) for row in rows}


def count_of_article(connection: Connection, article: int) -> int:
    """How many cards an article (by key) has."""
    return int(
        connection.exec_driver_sql(
            "SELECT count(*) FROM cards WHERE article_id = ? AND trashed = 0", (article,)
        ).scalar_one()
    )


def schedules_before(connection: Connection, mode: str) -> dict[str, tuple[Schedule, Schedule]]:
    """By card, the schedule before and after the latest change of it that is noted under ``mode`` and stands."""
    rows = connection.exec_driver_sql(
        "SELECT c.uuid, r.before, r.after FROM reviews r JOIN cards c ON c.id = r.card_id "
        "WHERE r.rating = 0 AND r.mode = ? AND r.undone = 0 ORDER BY r.id",
        (mode,),
    )
    return {row[0]: (load_schedule(row[1]), load_schedule(row[2])) for row in rows}


class CardPlace(NamedTuple):
    """Where the first blank of a card stands in the text of its article."""

    card_id: str
    span: TextSpan


# Keys of a card and of its deck, and SCHEDULE_COLUMNS.
ScheduledRow = tuple[int, int, int, int, int | None, int | None, int, int | None, float | None, float | None, int, int]


def article_places(connection: Connection, article: int) -> dict[int, CardPlace]:
    """The places of the cards of an article (by key) that have one, by card key, in text order."""
    rows = connection.exec_driver_sql(
        "SELECT c.id, c.uuid, n.sentence_start, c.blanks FROM cards c JOIN notes n ON n.id = c.note_id "
        "WHERE c.article_id = ? AND c.trashed = 0 AND n.sentence_start IS NOT NULL",
        (article,),
    )
    found = {}
    for key, card_id, start, blanks in rows:
        if spans := json.loads(blanks):
            found[key] = CardPlace(card_id, TextSpan(start + spans[0][0], start + spans[0][1]))
    return dict(sorted(found.items(), key=lambda item: item[1].span))


def article_schedules(connection: Connection, article: int) -> list[ScheduledRow]:
    """The schedules of the cards of an article (by key)."""
    rows = connection.exec_driver_sql(
        f"SELECT c.id, c.deck_id, {SCHEDULE} FROM cards c WHERE c.article_id = ? AND c.trashed = 0", (article,)
    )
    return [tuple(row) for row in rows]


def count_by_maturity(connection: Connection, mature_days: int) -> Mapping[str, int]:
    """Counts of all cards: ``cards``, ``new``, ``young`` and ``mature`` (interval of ``mature_days`` or more)."""
    row = connection.exec_driver_sql(
        "SELECT count(*), coalesce(sum(state = 0), 0), coalesce(sum(state = 2 AND scheduled_days >= ?), 0) "
        "FROM cards WHERE trashed = 0",
        (mature_days,),
    ).one()
    return {"cards": row[0], "new": row[1], "young": row[0] - row[1] - row[2], "mature": row[2]}


def _card(row: Sequence[Any]) -> Card:
    blanks = tuple(TextSpan(*span) for span in json.loads(row[6]))
    start = row[5]
    span = None if start is None or not blanks else TextSpan(start + blanks[0].start, start + blanks[0].end)
    return Card(
        id=row[0],
        guid=row[19],
        article_id=row[2],
        deck=row[3],
        sentence=row[4],
        blanks=blanks,
        article_span=span,
        answer=row[7],
        kind=row[8],
        position=row[9],
        suspended=bool(row[10]),
        buried_until=row[11],
        flag=row[12],
        mode=row[13],
        note_kind=row[14],
        back=row[15],
        remark=row[16],
        tags=tuple(json.loads(row[17])),
        mending=row[18],
        options=() if row[20] == "[]" else tuple(text for name, text in json.loads(row[20]) if name == OPTION),
        cue=row[21],
        schedule=schedule_from_row(tuple(row[22:])),
    )
