"""The review log and the journal of acts: rows are only ever added, so that everything can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.domain.card import Rating, Schedule
from desktop.domain.review import Review
from desktop.storage.moments import (
    SCHEDULE_COLUMNS,
    dump_schedule,
    from_milliseconds,
    load_schedule,
    schedule_from_row,
    to_milliseconds,
)

# Of the last few thousand entries of the log, so that its length is not felt.
_TIMED_LATELY = (
    "id > (SELECT coalesce(max(id), 0) - 3000 FROM reviews) AND undone = 0 AND rating > 0 AND duration_ms > 0"
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

_COLUMNS = "r.uuid, c.uuid, r.at, r.day, r.rating, r.mode, r.duration_ms, r.before, r.after, r.undone, r.cram"


class Act(NamedTuple):
    """Something that was done and can be taken back: ``target`` is the UUID of what it was done to.

    Of several articles put away at once it is their UUIDs, with spaces between.
    """

    key: int
    kind: str
    target: str


def save_review(connection: Connection, review: Review, card: int, deck: int) -> None:
    """Add an answer of the card with that key."""
    connection.exec_driver_sql(
        "INSERT INTO reviews (uuid, card_id, deck_id, at, day, rating, mode, duration_ms, before_state, before, after, "
        "cram) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            review.id,
            card,
            deck,
            to_milliseconds(review.at),
            review.day,
            int(review.rating),
            review.mode,
            review.duration_ms,
            int(review.before.state),
            dump_schedule(review.before),
            dump_schedule(review.after),
            int(review.cram),
        ),
    )


def load_review(connection: Connection, review_id: str) -> Review:
    """One answer by its UUID."""
    row = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM reviews r JOIN cards c ON c.id = r.card_id WHERE r.uuid = ?", (review_id,)
    ).one()
    return _review(row)


def load_log(connection: Connection) -> list[Review]:
    """All answers that count, oldest first; changes of a schedule without an answer are left out."""
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM reviews r JOIN cards c ON c.id = r.card_id WHERE r.undone = 0 AND r.rating > 0 "
        "ORDER BY r.at, r.id"
    )
    return [_review(row) for row in rows]


class CardEntry(NamedTuple):
    """An entry of one card's log as it is shown: rating 0 where the schedule was changed without an answer."""

    at: datetime
    rating: int
    mode: str
    duration_ms: int
    after: Schedule


def card_log(connection: Connection, key: int) -> list[CardEntry]:
    """What happened to the schedule of the card with that key and stands, oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT at, rating, mode, duration_ms, after FROM reviews WHERE card_id = ? AND undone = 0 AND cram = 0 "
        "ORDER BY at, id",
        (key,),
    )
    return [CardEntry(from_milliseconds(row[0]), row[1], row[2], row[3], load_schedule(row[4])) for row in rows]


class LogEntry(NamedTuple):
    """An entry of a card's log: ``rating`` 0 where the schedule was changed without an answer."""

    id: str
    at: datetime
    rating: int
    before: Schedule
    after: Schedule


class CardHistory(NamedTuple):
    """A card with its log, the entries as they were written; ``last`` is what the latest of them gave."""

    card_id: str
    deck: int
    deck_name: str
    schedule: Schedule
    last: Schedule
    log: tuple[LogEntry, ...]


def load_history(connection: Connection, key: int) -> CardHistory:
    """The card with that key and all of its log that counts for its schedule, but what was worked out from it."""
    from desktop.storage.edits import DERIVED

    columns = ", ".join(f"c.{name.strip()}" for name in SCHEDULE_COLUMNS.split(","))
    card = connection.exec_driver_sql(
        f"SELECT c.uuid, c.deck_id, d.name, {columns} FROM cards c JOIN decks d ON d.id = c.deck_id WHERE c.id = ?",
        (key,),
    ).one()
    rows = connection.exec_driver_sql(
        "SELECT uuid, at, rating, before, after, mode FROM reviews WHERE card_id = ? AND undone = 0 AND cram = 0 "
        "ORDER BY id",
        (key,),
    ).fetchall()
    return CardHistory(
        card_id=card[0],
        deck=card[1],
        deck_name=card[2],
        schedule=schedule_from_row(tuple(card[3:])),
        last=load_schedule(rows[-1][4]) if rows else Schedule(),
        log=tuple(
            LogEntry(uuid, from_milliseconds(at), rating, load_schedule(before), load_schedule(after))
            for uuid, at, rating, before, after, mode in rows
            if rating or mode not in DERIVED
        ),
    )


def mark_review(connection: Connection, review_id: str, undone: bool) -> None:
    """Let an answer count, or not."""
    connection.exec_driver_sql("UPDATE reviews SET undone = ? WHERE uuid = ?", (int(undone), review_id))


def retention(connection: Connection) -> tuple[int, int, int]:
    """How many answers count in all, how many of them were true reviews, and how many of those were remembered.

    A true review asks a card in the review state; it is remembered when it is not rated AGAIN.
    """
    row = connection.exec_driver_sql(
        "SELECT count(*), coalesce(sum(before_state = 2 AND cram = 0), 0), "
        "coalesce(sum(before_state = 2 AND cram = 0 AND rating > 1), 0) "
        "FROM reviews WHERE undone = 0 AND day > 0"
    ).one()
    return row[0], row[1], row[2]


def time_spent(connection: Connection) -> tuple[int, float]:
    """How many answers were timed, and the seconds they took; one that was left open counts a minute."""
    row = connection.exec_driver_sql(
        "SELECT count(*), coalesce(sum(min(duration_ms, 60000)), 0) FROM reviews "
        "WHERE undone = 0 AND rating > 0 AND duration_ms > 0"
    ).one()
    return row[0], row[1] / 1000


def latest_durations(connection: Connection) -> list[int]:
    """Milliseconds of the latest answers of cards that were not new; one that was left open counts a minute."""
    rows = connection.exec_driver_sql(
        f"SELECT min(duration_ms, 60000) FROM reviews WHERE {_TIMED_LATELY} AND before_state > 0 "
        "ORDER BY id DESC LIMIT 200"
    )
    return [row[0] for row in rows]


def latest_first_days(connection: Connection) -> list[int]:
    """Milliseconds that each of the cards begun last took on its first study day, all its answers together."""
    rows = connection.exec_driver_sql(
        "SELECT sum(min(r.duration_ms, 60000)) FROM (SELECT card_id, day FROM reviews "
        f"WHERE {_TIMED_LATELY} AND before_state = 0 ORDER BY id DESC LIMIT 100) f JOIN reviews r "
        "ON r.card_id = f.card_id AND r.day = f.day WHERE r.undone = 0 AND r.rating > 0 GROUP BY f.card_id"
    )
    return [row[0] for row in rows]


def study_days(connection: Connection) -> list[int]:
    """The study days with at least one answer, latest first."""
    rows = connection.exec_driver_sql("SELECT DISTINCT day FROM reviews WHERE undone = 0 AND day > 0 ORDER BY day DESC")
    return [row[0] for row in rows]


def save_act(connection: Connection, act_id: str, at: datetime, kind: str, target: str) -> None:
    """Write into the journal what was done; it is what undo takes back next."""
    connection.exec_driver_sql(
        "INSERT INTO acts (uuid, at, kind, target) VALUES (?, ?, ?, ?)", (act_id, to_milliseconds(at), kind, target)
    )


def last_act(connection: Connection) -> Act | None:
    """The act that undo takes back next."""
    return _act(
        connection.exec_driver_sql(
            "SELECT id, kind, target FROM acts WHERE undoes IS NULL AND undone = 0 ORDER BY id DESC LIMIT 1"
        ).first()
    )


def last_undone_act(connection: Connection) -> Act | None:
    """The act that redo does again next: the one undone last, none once something new was done since."""
    return _act(
        connection.exec_driver_sql(
            "SELECT a.id, a.kind, a.target FROM acts u JOIN acts a ON a.id = u.undoes "
            "WHERE u.kind = 'undo' AND a.undone = 1 AND u.id > (SELECT max(id) FROM acts WHERE undoes IS NULL) "
            "ORDER BY u.id DESC LIMIT 1"
        ).first()
    )


def mark_act(connection: Connection, act: Act, act_id: str, at: datetime, undone: bool) -> None:
    """Take an act back, or do it again; that too goes into the journal, under the UUID ``act_id``."""
    connection.exec_driver_sql("UPDATE acts SET undone = ? WHERE id = ?", (int(undone), act.key))
    connection.exec_driver_sql(
        "INSERT INTO acts (uuid, at, kind, target, undoes) VALUES (?, ?, ?, ?, ?)",
        (act_id, to_milliseconds(at), "undo" if undone else "redo", act.target, act.key),
    )


def _act(row: Sequence[Any] | None) -> Act | None:
    return None if row is None else Act(row[0], row[1], row[2])


def _review(row: Sequence[Any]) -> Review:
    review_id, card_id, at, day, rating, mode, duration_ms, before, after, undone, cram = row
    return Review(
        id=review_id,
        card_id=card_id,
        at=from_milliseconds(at),
        day=day,
        rating=Rating(rating),
        mode=mode,
        duration_ms=duration_ms,
        before=load_schedule(before),
        after=load_schedule(after),
        undone=bool(undone),
        cram=bool(cram),
    )
