"""FSRS's parameters from the learner's own answers: what they would bring, and using them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.card import Schedule
from desktop.domain.changes import Changed
from desktop.domain.progress import Progress
from desktop.services.collection import Collection
from desktop.services.deck_options import DEFAULT_DECK, OPTIMIZE, deck_settings, line
from desktop.services.editing import record_edit
from desktop.services.exam_in_force import exam_in_force
from desktop.services.preferences import option_patches
from desktop.storage import cards, reviews
from desktop.storage.cards import CardSchedule
from desktop.storage.decks import StoredDeck, load_decks
from desktop.storage.edits import ScheduleChange

if TYPE_CHECKING:
    from desktop.pipeline.optimizer import Optimization
    from desktop.storage.database import Connection

_OPTION = "parameters"


@dataclass(frozen=True, slots=True)
class Tuning:
    """What parameters fitted to the answers would change for ``deck`` and the decks that take them from it.

    ``found`` is None where there are too few answers. ``schedules`` are, by card, those before and after;
    ``sooner`` and ``later`` count the reviews that would move.
    """

    deck: str
    answers: int
    cards: int
    found: Optimization | None
    schedules: Mapping[str, tuple[Schedule, Schedule]]
    sooner: int = 0
    later: int = 0

    @property
    def moved(self) -> int:
        """How many due dates would move."""
        return self.sooner + self.later

    @property
    def worth_while(self) -> bool:
        """Whether later answers are foretold better; only then the parameters may be used."""
        return self.found is not None and self.found.better


class MemoryTuning:
    """The parameters of the decks of a collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def propose(self, deck: str = DEFAULT_DECK) -> Tuning:
        """Train on the answers to a deck's cards, and say what would follow; nothing is changed. Raises NotFound."""
        from desktop.pipeline.optimizer import optimize, rescheduled

        with self._collection.reading() as connection:
            decks = load_decks(connection)
            governed = _governed(connection, decks, deck)
            found = cards.load_schedules(connection, list(governed))
            log = [each for each in reviews.load_log(connection) if each.card_id in found]
            calendar = self._collection.calendar(connection)
            exam = exam_in_force(connection, calendar.study_day(self._collection.now()))
        optimization = optimize(log, deck_settings(decks, deck))
        if optimization is None:
            return Tuning(deck, len(log), len(found), None, {})
        changes: dict[str, tuple[Schedule, Schedule]] = {}
        for key, name in governed.items():
            schedules = {card: each.schedule for card, each in found.items() if each.deck == key}
            settings = deck_settings(decks, name)
            for card, after in rescheduled(schedules, log, settings, optimization.parameters).items():
                before = schedules[card]
                if exam is not None and (exam.covers_deck(name) or found[card].article in exam.articles):
                    # The plan has chosen its day; memory alone is known better.
                    after = replace(after, due_day=before.due_day, scheduled_days=before.scheduled_days)
                changes[card] = before, after
        moves = [(after.due_day or 0) - (before.due_day or 0) for before, after in changes.values()]
        sooner, later = sum(move < 0 for move in moves), sum(move > 0 for move in moves)
        return Tuning(deck, len(log), len(found), optimization, changes, sooner, later)

    def propose_apart(self, deck: str, progress: Progress) -> Tuning:
        """As ``propose``, in a process of its own: FSRS's training lets nothing else run beside it."""
        from desktop.services.own_process import in_own_process

        return in_own_process(propose_in, self._collection.home, deck, self._collection.now(), progress=progress)

    def apply(self, tuning: Tuning) -> bool:
        """Use the parameters, and let cards be due by them; undo takes it back. False where they are no better.

        A card that was answered since the proposal keeps what that answer gave.
        """
        if tuning.found is None or not tuning.worth_while:
            return False
        with self._collection.writing(Changed.SETTINGS | Changed.SCHEDULE) as connection:
            decks = load_decks(connection)
            deck = next((each for each in decks if each.name == tuning.deck), None)
            if deck is None:
                self._collection.deck_key(connection, tuning.deck)
                deck = next(each for each in load_decks(connection) if each.name == tuning.deck)
            spelled = replace(deck_settings(decks, deck.name), parameters=tuning.found.parameters).spelled(_OPTION)
            now = cards.load_schedules(connection, [each.key for each in decks])
            changes = [
                _change(self._collection, now[card], after)
                for card, (before, after) in tuning.schedules.items()
                if card in now and now[card].schedule == before
            ]
            patches = option_patches(deck, {_OPTION: spelled})
            record_edit(self._collection, connection, OPTIMIZE, deck.name, patches, changes)
        return True


def propose_in(home: Path, deck: str, now: datetime) -> Tuning:
    """``MemoryTuning.propose`` on the collection in ``home``, which another process may have open."""
    with Collection.open(home, clock=lambda: now, read_only=True) as collection:
        return MemoryTuning(collection).propose(deck)


def _change(collection: Collection, card: CardSchedule, after: Schedule) -> ScheduleChange:
    return ScheduleChange(collection.new_id(), card.key, card.deck, card.schedule, after)


def _governed(connection: Connection, decks: Sequence[StoredDeck], name: str) -> dict[int, str]:
    """Key and name of the decks that take their parameters from deck ``name``, or would. Raises NotFound."""
    if name != DEFAULT_DECK:
        load_decks(connection, name)
    owners = {deck.name for deck in decks if _OPTION in deck.options} - {DEFAULT_DECK}
    below = decks if name == DEFAULT_DECK else [deck for deck in decks if name in line(deck.name)]
    return {
        deck.key: deck.name
        for deck in below
        if deck.name == name
        or not any(each in owners for each in line(deck.name) if name == DEFAULT_DECK or len(each) > len(name))
    }
