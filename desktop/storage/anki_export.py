"""Cards as they go to Anki, read by hundreds of thousands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from desktop.domain.anki import AnkiNote, PlainNote
from desktop.domain.article import TextSpan
from desktop.domain.card import Rating
from desktop.domain.review import Review
from desktop.storage.anki_rows import NAMELESS
from desktop.storage.card_queue import ANKI_NOTE
from desktop.storage.cards import FROM, GUID, CardFilter, conditions
from desktop.storage.edits import load_patches
from desktop.storage.moments import SCHEDULE_COLUMNS, from_milliseconds, load_schedule, schedule_from_row

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NOTE = (
    f"{GUID}, c.deck_id, n.sentence, c.blanks, c.answer, n.created_at, n.modified_at, c.kind, n.remark, n.tags, "
    "c.suspended, c.cue, c.article_id, n.sentence_start"
)
_CARD = "c.position, c.id, c.uuid, n.uuid, c.mode, c.state, c.flag, c.buried_until"
_SCHEDULE = ", ".join(f"c.{name.strip()}" for name in SCHEDULE_COLUMNS.split(","))


class LeavingCard(NamedTuple):
    """A card on its way to Anki. ``note`` knows nothing of its article yet; ``mode`` is the question's kind.

    By ``position``, then by ``key``, it stands where its article tells it.

    ``start`` is where its sentence stands in the text of the article ``article_id``.
    """

    position: int
    key: int
    note: AnkiNote
    card_id: str
    note_id: str
    mode: str
    article_id: str | None
    start: int | None


def load_leaving(connection: Connection, wanted: CardFilter, day: int | None) -> list[LeavingCard]:
    """The cards that pass the filter, in article order; with their schedule where the study day is told."""
    where, values = conditions(wanted)
    driver = connection.connection.driver_connection  # its rows are bare tuples
    assert driver is not None
    decks, articles = _names(driver)
    found: list[LeavingCard] = []
    for row in driver.execute(
        f"SELECT {_NOTE}, {_CARD}{'' if day is None else ', ' + _SCHEDULE} {FROM} WHERE {where}", values
    ):
        note = _note(decks, *row[:12])
        article, start, position, key, card_id, note_id, mode, state, flag, buried_until = row[12:22]
        if day is not None:
            note.flag, note.buried = flag, buried_until > day
            if state:
                note.schedule = schedule_from_row(row[22:])
        found.append(LeavingCard(position, key, note, card_id, note_id, mode, articles.get(article), start))
    found.sort(key=itemgetter(0, 1))  # they stand nearly so; SQLite would carry all their words through its sorter
    return found


def count_leaving(connection: Connection, wanted: CardFilter) -> int:
    """How many cards pass the filter."""
    where, values = conditions(wanted)
    return int(connection.exec_driver_sql(f"SELECT count(*) {_asked(wanted)} WHERE {where}", values).scalar_one())


def _asked(wanted: CardFilter) -> str:
    return "FROM cards c" if wanted == CardFilter() else FROM  # what is not asked about need not be looked up


def each_leaving(
    connection: Connection, wanted: CardFilter, place: Callable[[AnkiNote, str, int | None], None]
) -> Iterator[AnkiNote | PlainNote]:
    """Their notes one by one, without schedules; to be read to the end within the transaction.

    ``place`` is told the note of each card from an article, the article's UUID, and where the sentence stands there.
    """
    where, values = conditions(wanted)
    driver = connection.connection.driver_connection
    assert driver is not None
    decks, articles = _names(driver)
    # Without a limit SQLite would take the order for needless. Each column read costs a tenth of finding its row.
    rows = driver.execute(
        f"SELECT {_NOTE} FROM "
        f"(SELECT c.id AS key {_asked(wanted)} WHERE {where} ORDER BY c.position, c.id LIMIT -1) o "
        "CROSS JOIN cards c ON c.id = o.key JOIN notes n ON n.id = c.note_id",
        values,
    )
    for guid, deck, sentence, blanks, answer, made, changed, kind, remark, tags, suspended, cue, article, start in rows:
        if article is None and not cue and (blank := _one_blank(blanks)):
            first, last = blank
            yield guid, decks[deck], sentence, first, last, answer, made, changed, kind, remark, tags, suspended
            continue
        note = _note(decks, guid, deck, sentence, blanks, answer, made, changed, kind, remark, tags, suspended, cue)
        if article is not None:
            place(note, articles[article], start)
        yield note


def _names(driver: Any) -> tuple[dict[int, str], dict[int, str]]:
    """The names of the decks and the UUIDs of the articles, which SQLite would look up for every card."""
    return dict(driver.execute("SELECT id, name FROM decks")), dict(driver.execute("SELECT id, uuid FROM articles"))


def _note(
    decks: Mapping[int, str],
    guid: str,
    deck: int,
    sentence: str,
    blanks: str,
    answer: str,
    made: int,
    changed: int,
    kind: str,
    remark: str,
    tags: str,
    suspended: int,
    cue: str,
) -> AnkiNote:
    note = AnkiNote(guid, decks[deck], sentence, _spans(blanks), answer, _moment(made), _moment(changed), kind)
    # What most cards have none of is set where there is some.
    if remark:
        note.remark = remark
    if tags != "[]":
        note.tags = _tags(tags)
    if suspended:
        note.suspended = True
    if cue:
        note.cue = cue
    return note


class LeavingLog(Sequence[Review]):
    """The answers of one card, oldest first, each made when it is asked for: rows take a fifth of the memory."""

    __slots__ = ("_card_id", "_rows")

    def __init__(self, card_id: str) -> None:
        self._card_id = card_id
        self._rows: list[tuple[int, int, int, str, int, str, str]] = []

    def add(self, row: tuple[int, int, int, str, int, str, str]) -> None:
        """Moment, day, rating, mode, duration, and the schedules before and after."""
        self._rows.append(row)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Review: ...
    @overload
    def __getitem__(self, at: slice) -> list[Review]: ...
    def __getitem__(self, at: int | slice) -> Review | list[Review]:
        return [self._review(row) for row in self._rows[at]] if isinstance(at, slice) else self._review(self._rows[at])

    def _review(self, row: tuple[int, int, int, str, int, str, str]) -> Review:
        at, day, rating, mode, duration, before, after = row
        return Review(
            *("", self._card_id, from_milliseconds(at), day, Rating(rating), mode, duration),
            load_schedule(before),
            load_schedule(after),
        )


def load_logs(connection: Connection) -> dict[str, LeavingLog]:
    """The answers that count, by card."""
    driver = connection.connection.driver_connection
    assert driver is not None
    found: dict[str, LeavingLog] = {}
    for card_id, *row in driver.execute(
        "SELECT c.uuid, r.at, r.day, r.rating, r.mode, r.duration_ms, r.before, r.after FROM reviews r "
        "JOIN cards c ON c.id = r.card_id WHERE r.undone = 0 AND r.rating > 0 ORDER BY r.at, r.id"
    ):
        (found.get(card_id) or found.setdefault(card_id, LeavingLog(card_id))).add(tuple(row))
    return found


def sentence_leaders(connection: Connection) -> dict[str, str]:
    """By the UUID of each note from an article, the GUID of the note made first of its sentence, also in the trash."""
    rows = connection.exec_driver_sql(
        "SELECT n.uuid, first_value(coalesce(n.anki_guid, n.uuid)) "
        "OVER (PARTITION BY n.article_id, n.sentence_start ORDER BY n.id) "
        "FROM notes n WHERE n.article_id IS NOT NULL AND n.sentence_start IS NOT NULL"
    )
    return {row[0]: row[1] for row in rows}


def shown_files(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The names of the pictures and sounds that notes from Anki show, by their GUID there."""
    if not connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM media)").scalar_one():
        return {}
    rows = connection.exec_driver_sql(
        f"SELECT {ANKI_NOTE.format('n')}, n.fields FROM notes n "
        f"WHERE n.anki_guid IS NOT NULL AND instr(n.fields, '{NAMELESS}')"
    )
    return {row[0]: tuple(dict(json.loads(row[1]))[""].split("\n")) for row in rows}


def turned_back(connection: Connection) -> dict[str, int]:
    """When what stands in a note last changed without its words: by UUID of the note or card, in milliseconds.

    That is, when a change was taken back or made again, and when a card went into the trash or came out of it.
    """
    edits = connection.exec_driver_sql(
        "SELECT e.patches, max(max(a.at), coalesce(max(u.at), 0)) FROM edits e JOIN acts a ON a.target = e.uuid "
        "LEFT JOIN acts u ON u.undoes = a.id GROUP BY e.uuid "
        "HAVING count(u.id) > 0 OR e.kind IN ('trash_cards', 'restore_cards')"
    )
    found: dict[str, int] = {}
    for patches, at in edits:
        for patch in load_patches(patches):
            if patch.table in ("notes", "cards"):
                found[patch.uuid] = max(at, found.get(patch.uuid, 0))
    return found


@lru_cache(maxsize=8192)
def _spans(column: str) -> tuple[TextSpan, ...]:
    return tuple(TextSpan(start, end) for start, end in json.loads(column))


@lru_cache(maxsize=8192)
def _one_blank(column: str) -> tuple[int, int] | None:
    spans = _spans(column)
    (start, end), *others = spans or (TextSpan(0, 0),)
    return (start, end) if 0 <= start < end and not others else None


@lru_cache(maxsize=8192)
def _tags(column: str) -> tuple[str, ...]:
    return tuple(json.loads(column))


_moment = lru_cache(maxsize=8192)(from_milliseconds)
