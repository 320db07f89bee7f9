"""How well the cards of the article that is read are known: after an answer only what it changed is worked out anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.card import CardState
from desktop.domain.changes import Changed
from desktop.services.collection import Collection
from desktop.services.deck_options import deck_settings
from desktop.storage import cards
from desktop.storage.decks import load_decks
from desktop.storage.identity import article_key
from desktop.storage.moments import schedule_from_row

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.pipeline.scheduling import Scheduler
    from desktop.pipeline.study_days import StudyCalendar
    from desktop.storage.database import Connection

_ALL_BUT_ANSWERS = Changed.ARTICLES | Changed.CARDS | Changed.SETTINGS


@dataclass(frozen=True, slots=True)
class PhraseMemory:
    """How well the card whose blank stands at ``[start, end)`` of the article is known now.

    ``retrievability`` 0..1, None while the card is new; ``due`` is None then too.
    """

    start: int
    end: int
    card_id: str
    state: CardState
    retrievability: float | None
    due: datetime | None


class _Known:
    """What was worked out of one article on one study day. Recall is counted in study days: it holds for the day."""

    def __init__(self, article_id: str, day: int, connection: Connection) -> None:
        self.article_id, self.day = article_id, day
        self.key = article_key(connection, article_id)
        self.places = cards.article_places(connection, self.key)
        self.schedulers: dict[int, Scheduler] = {}
        self.memories: dict[int, tuple[cards.ScheduledRow, PhraseMemory]] = {}


class PhraseMemories:
    """Of the articles of a collection; those of the one that was asked for last are kept."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._known: _Known | None = None
        collection.subscribe(self._on_changed)

    def of(self, article_id: str) -> list[PhraseMemory]:
        """Of each card of an article, in text order. Raises NotFound."""
        now = self._collection.now()
        with self._collection.reading() as connection:
            calendar = self._collection.calendar(connection)
            day = calendar.study_day(now)
            known = self._known
            if known is None or (known.article_id, known.day) != (article_id, day):
                known = self._known = _Known(article_id, day, connection)
            rows = {row[0]: row for row in cards.article_schedules(connection, known.key)}
            if new := {row[1] for row in rows.values()} - known.schedulers.keys():
                known.schedulers |= _schedulers(connection, new, calendar)
        found: list[PhraseMemory] = []
        for card, place in known.places.items():
            row = rows.get(card)
            if row is None:  # it was put away
                continue
            before = known.memories.get(card)
            if before is None or before[0] != row:
                before = known.memories[card] = row, _memory(place, row, known.schedulers[row[1]], now)
            found.append(before[1])
        return found

    def _on_changed(self, changed: Changed) -> None:
        if changed & _ALL_BUT_ANSWERS:
            self._known = None


def _schedulers(connection: Connection, decks: set[int], calendar: StudyCalendar) -> dict[int, Scheduler]:
    from desktop.pipeline.scheduling import Scheduler

    stored = load_decks(connection)
    return {deck.key: Scheduler(deck_settings(stored, deck.name), calendar) for deck in stored if deck.key in decks}


def _memory(place: cards.CardPlace, row: cards.ScheduledRow, scheduler: Scheduler, now: datetime) -> PhraseMemory:
    schedule = schedule_from_row(row[2:])
    recall = None if schedule.state is CardState.NEW else scheduler.retrievability(schedule, now)
    return PhraseMemory(*place.span, place.card_id, schedule.state, recall, scheduler.due(schedule))
