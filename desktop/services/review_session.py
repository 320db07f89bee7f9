"""Asking cards that are due, one after the other, and scheduling each answer."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desktop.domain.card import Card, Rating, Schedule
from desktop.domain.changes import Changed
from desktop.domain.errors import CardSuspended, NotFound
from desktop.domain.review import DueCounts, Review
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.scheduling import Scheduler
from desktop.pipeline.study_days import StudyCalendar, study_calendar
from desktop.services.collection import Collection
from desktop.services.deck_options import DEFAULT_DECK, deck_settings, line, settings_of
from desktop.services.editing import record_edit
from desktop.services.exam_in_force import exam_in_force
from desktop.services.journal import REVIEW
from desktop.services.leeches import is_leech, leech_patches
from desktop.services.study_queue import StudyQueue, open_queue
from desktop.storage import card_queue, cards, plans, reviews
from desktop.storage.decks import load_decks, load_line
from desktop.storage.edits import Edit, Patch, save_edit
from desktop.storage.identity import article_key

if TYPE_CHECKING:
    from desktop.storage.database import Connection


@dataclass(frozen=True, slots=True)
class Interval:
    """When a card would come again: ``due`` is a step's moment or the start of the study day, ``days`` 0 for steps."""

    due: datetime
    days: int


class ReviewSession:
    """The cards of a deck (with the decks below it) or of one article, or all of them; of one ``kind`` or ``tag``."""

    def __init__(
        self,
        collection: Collection,
        *,
        deck: str | None = None,
        article_id: str | None = None,
        kind: str = "",
        tag: str = "",
    ) -> None:
        self._collection = collection
        self._deck = deck
        self._article_id = article_id
        self._kind, self._tag = kind, tag

    def counts(self) -> DueCounts:
        """What waits now, after the daily limits."""
        with self._collection.reading() as connection:
            return self._queue(connection).counts(connection)

    def held_back(self) -> int:
        """How many more cards would be asked today but for the daily limits."""
        with self._collection.reading() as connection:
            return self._queue(connection).held_back(connection)

    def lift_limits(self) -> None:
        """Ask without daily limits until the study day ends; undo takes it back."""
        now = self._collection.now()
        with self._collection.writing(Changed.SCHEDULE) as connection:
            day = self._collection.calendar(connection).study_day(now)
            plan = plans.StoredPlan(self._collection.new_id(), plans.NO_LIMIT, {"day": day})
            patches = plans.start_patches(connection, plan, now)
            record_edit(self._collection, connection, "no_limit", "", patches)

    def next_card(self) -> Card | None:
        """The card to ask now: a learning step that is due, a review, a new card, a step that is nearly due."""
        with self._collection.reading() as connection:
            found = self._queue(connection).next_card(connection)
            return None if found is None else cards.load_card(connection, found)

    def likely_after(self, card_id: str) -> Card | None:
        """The card that most likely comes once this one is answered; ``next_card`` alone knows. Raises NotFound."""
        with self._collection.reading() as connection:
            key, _, card = cards.load_card_row(connection, card_id)
            queue, gone = self._queue(connection), [card_id]
            if scheduler_for(connection, card.deck).settings.bury_siblings:
                gone += [sibling for sibling, _ in card_queue.find_siblings(connection, key, queue.scope.day)]
            found = queue.without(tuple(gone), card.schedule.state).next_card(connection)
            return None if found is None else cards.load_card(connection, found)

    def card(self, card_id: str) -> Card:
        """A card as it is now. Raises NotFound."""
        with self._collection.reading() as connection:
            return cards.load_card(connection, card_id)

    def intervals(self, card_id: str) -> dict[Rating, Interval]:
        """What each of the four ratings would give now: just what ``answer`` then gives."""
        now, worked_out = self._now(), self._collection.worked_out
        with self._collection.reading() as connection:
            card = cards.load_card(connection, card_id)
            scheduler = scheduler_for(connection, card.deck, worked_out)
            given = self._preview(connection, card, scheduler, now)
        return {rating: interval_of(schedule, scheduler.calendar) for rating, schedule in given.items()}

    def answer(self, card_id: str, rating: Rating, *, mode: str = "typed", duration_ms: int = 0) -> Review:
        """Schedule a card by how its answer went; on disk when this returns. Raises NotFound and CardSuspended."""
        now = self._now()
        with self._collection.writing(Changed.SCHEDULE) as connection:
            key, deck, card = cards.load_card_row(connection, card_id)
            if card.suspended:
                raise CardSuspended(card=card_id)
            scheduler = scheduler_for(connection, card.deck, self._collection.worked_out)
            review = Review(
                id=self._collection.new_id(),
                card_id=card_id,
                at=now,
                day=scheduler.calendar.study_day(now),
                rating=rating,
                mode=mode,
                duration_ms=duration_ms,
                before=card.schedule,
                after=self._preview(connection, card, scheduler, now)[rating],
            )
            cards.save_schedule(connection, key, review.after)
            reviews.save_review(connection, review, key, deck)
            if patches := self._consequences(connection, card, key, review, scheduler.settings):
                edit = Edit(self._collection.new_id(), "consequence", card.answer, tuple(patches), review.id, now)
                save_edit(connection, edit)
            reviews.save_act(connection, self._collection.new_id(), now, REVIEW, review.id)
        return review

    def leech(self, review: Review) -> str:
        """What was done to the card because this answer was one lapse too many: ``tag``, ``suspend``, or nothing."""
        if review.after.lapses == review.before.lapses:
            return ""
        with self._collection.reading() as connection:
            settings = settings_of(connection, cards.load_card(connection, review.card_id).deck)
        return settings.leech_action if is_leech(review, settings.leech_threshold) else ""

    @staticmethod
    def _preview(connection: Connection, card: Card, scheduler: Scheduler, now: datetime) -> dict[Rating, Schedule]:
        """What each rating gives, by the exam plan where one is followed for the card."""
        given = scheduler.preview(card.schedule, now, card.id)
        day = scheduler.calendar.study_day(now)
        exam = exam_in_force(connection, day)
        if exam is None or not exam.covers(card):
            return given
        from desktop.pipeline.exam_plan import PlannedDays

        return PlannedDays(exam.plan, scheduler.settings).after(given, day, card.id)

    def interval(self, schedule: Schedule) -> Interval:
        """When a card with that schedule comes again."""
        with self._collection.reading() as connection:
            return interval_of(schedule, self._collection.calendar(connection))

    @staticmethod
    def _consequences(
        connection: Connection, card: Card, key: int, review: Review, settings: SchedulerSettings
    ) -> list[Patch]:
        """Siblings put off for the day, and what becomes of a leech."""
        patches = []
        if settings.bury_siblings:
            patches += [
                Patch("cards", sibling, {"buried_until": (before, review.day + 1)})
                for sibling, before in card_queue.find_siblings(connection, key, review.day)
            ]
        if is_leech(review, settings.leech_threshold):
            patches += leech_patches(connection, card, suspend=settings.leech_action == "suspend")
        return patches

    def _now(self) -> datetime:
        """Steps count from whole seconds, so that a card is due at the very moment that is shown."""
        return self._collection.now().replace(microsecond=0)

    def _queue(self, connection: Connection) -> StudyQueue:
        article = None if self._article_id is None else article_key(connection, self._article_id)
        now = self._collection.now()
        return open_queue(connection, now, deck=self._deck, article=article, kind=self._kind, tag=self._tag)


class CramSession:
    """Some cards asked over and over until each was known once; their schedules stay as they are."""

    def __init__(self, collection: Collection, card_ids: Sequence[str]) -> None:
        self._collection = collection
        self._waiting = deque(card_ids)

    def card(self, card_id: str) -> Card:
        """A card as it is now. Raises NotFound."""
        with self._collection.reading() as connection:
            return cards.load_card(connection, card_id)

    def intervals(self, card_id: str) -> dict[Rating, Interval]:
        """Nothing, for no rating changes when a card comes again."""
        return {}

    def held_back(self) -> int:
        """None: limits are not for this."""
        return 0

    def lift_limits(self) -> None:
        """Nothing to lift."""

    def leech(self, review: Review) -> str:
        """Nothing is done to a card, however often it is missed."""
        return ""

    def counts(self) -> DueCounts:
        """How many cards are left, all as ``review``."""
        return DueCounts(new=0, learning=0, review=len(self._waiting))

    def next_card(self) -> Card | None:
        """The card to ask now; one that is not there any more is passed over."""
        with self._collection.reading() as connection:
            while self._waiting:
                try:
                    return cards.load_card(connection, self._waiting[0])
                except NotFound:
                    self._waiting.popleft()
        return None

    def likely_after(self, card_id: str) -> Card | None:
        """The card that comes once this one is answered, if it is known. Raises NotFound."""
        following = next((each for each in self._waiting if each != card_id), card_id)
        return self.card(following)

    def answer(self, card_id: str, rating: Rating, *, mode: str = "typed", duration_ms: int = 0) -> Review:
        """Note how the answer went; one that was not known comes again at the end. Raises NotFound."""
        now = self._collection.now().replace(microsecond=0)
        with self._collection.writing(Changed.SCHEDULE) as connection:
            card = cards.load_card(connection, card_id)
            review = Review(
                id=self._collection.new_id(),
                card_id=card_id,
                at=now,
                day=self._collection.calendar(connection).study_day(now),
                rating=rating,
                mode=mode,
                duration_ms=duration_ms,
                before=card.schedule,
                after=card.schedule,
                cram=True,
            )
            reviews.save_review(connection, review, *cards.card_keys(connection, card_id))
            reviews.save_act(connection, self._collection.new_id(), now, REVIEW, review.id)
        if card_id in self._waiting:
            self._waiting.remove(card_id)
        if rating is Rating.AGAIN:
            self._waiting.append(card_id)
        return review


def scheduler_for(connection: Connection, deck: str, worked_out: dict[Hashable, Any] | None = None) -> Scheduler:
    """The scheduler of a deck's cards, in the learner's study days, with the reviews that each day has already.

    ``worked_out`` is the room of the Collection for that: what was counted for the buttons, the answer need not count.
    """
    decks = load_line(connection, (DEFAULT_DECK, *line(deck)))
    settings, general = deck_settings(decks, deck), deck_settings(decks, DEFAULT_DECK)
    if not settings.load_balance:
        return _scheduler(settings, general)
    balanced = [each.key for each in load_decks(connection)]
    known = {} if worked_out is None else worked_out

    def due_by_day(first: int, last: int) -> dict[int, int]:
        key = "due by day", first, last
        if key not in known:
            known[key] = card_queue.due_by_day(connection, balanced, first, last)
        found: dict[int, int] = known[key]
        return found

    return Scheduler(settings, study_calendar(general), due_by_day)


@lru_cache(maxsize=64)
def _scheduler(settings: SchedulerSettings, general: SchedulerSettings) -> Scheduler:
    return Scheduler(settings, study_calendar(general))


def interval_of(schedule: Schedule, calendar: StudyCalendar) -> Interval:
    """When a card with that schedule comes again; it has been answered at least once."""
    if schedule.due_at is not None:
        return Interval(schedule.due_at, 0)
    assert schedule.due_day is not None
    return Interval(calendar.start_of(schedule.due_day), schedule.scheduled_days)
