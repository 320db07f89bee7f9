"""Asking cards that are due, one after the other, and scheduling each answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from desktop.domain.card import Card, Rating, Schedule
from desktop.domain.changes import Changed
from desktop.domain.errors import CardSuspended
from desktop.domain.review import DueCounts, Review
from desktop.pipeline.scheduling import Scheduler
from desktop.pipeline.study_days import StudyCalendar
from desktop.services.collection import DEFAULT_DECK, Collection, deck_settings
from desktop.services.journal import REVIEW
from desktop.storage import articles, cards, reviews
from desktop.storage.decks import StoredDeck, load_decks


@dataclass(frozen=True, slots=True)
class Interval:
    """When a card would come again: ``due`` is a step's moment or the start of the study day, ``days`` 0 for steps."""

    due: datetime
    days: int


@dataclass(frozen=True, slots=True)
class _Hand:
    """What a choice of the next card needs: who may be asked, how many still, and when it is."""

    now: datetime
    day: int
    decks: list[StoredDeck]
    article: int | None
    new_left: dict[int, int]
    reviews_left: dict[int, int]
    learn_ahead: timedelta

    def scope(self, left: dict[int, int] | None = None) -> cards.Scope:
        keys = (deck.key for deck in self.decks if left is None or left[deck.key] > 0)
        return cards.Scope(tuple(keys), self.article)


class ReviewSession:
    """The cards of a deck (with the decks below it) or of one article, or all of them."""

    def __init__(self, collection: Collection, *, deck: str | None = None, article_id: str | None = None) -> None:
        self._collection = collection
        self._deck = deck
        self._article_id = article_id

    def counts(self) -> DueCounts:
        """What waits now, after the daily limits."""
        with self._collection.reading() as connection:
            return _counts(connection, self._hand(connection))

    def next_card(self) -> Card | None:
        """The card to ask now: a learning step that is due, a review, a new card, a step that is nearly due."""
        with self._collection.reading() as connection:
            hand = self._hand(connection)
            found = (
                cards.next_step(connection, hand.scope(), hand.now)
                or cards.next_review(connection, hand.scope(hand.reviews_left), hand.day)
                or cards.next_new(connection, hand.scope(hand.new_left))
                or cards.next_step(connection, hand.scope(), hand.now + hand.learn_ahead)
            )
            return None if found is None else cards.load_card(connection, found)

    def intervals(self, card_id: str) -> dict[Rating, Interval]:
        """What each of the four ratings would give now: just what ``answer`` then gives."""
        now = self._collection.now()
        with self._collection.reading() as connection:
            card = cards.load_card(connection, card_id)
            scheduler, calendar = self._scheduler(connection, card)
        given = scheduler.preview(card.schedule, now, card.id)
        return {rating: interval_of(schedule, calendar) for rating, schedule in given.items()}

    def answer(self, card_id: str, rating: Rating, *, mode: str = "typed", duration_ms: int = 0) -> Review:
        """Schedule a card by how its answer went; on disk when this returns. Raises NotFound and CardSuspended."""
        now = self._collection.now()
        with self._collection.writing(Changed.SCHEDULE) as connection:
            card = cards.load_card(connection, card_id)
            if card.suspended:
                raise CardSuspended(card=card_id)
            scheduler, calendar = self._scheduler(connection, card)
            review = Review(
                id=self._collection.new_id(),
                card_id=card_id,
                at=now,
                day=calendar.study_day(now),
                rating=rating,
                mode=mode,
                duration_ms=duration_ms,
                before=card.schedule,
                after=scheduler.answer(card.schedule, rating, now, card.id),
            )
            key, deck = cards.card_keys(connection, card_id)
            cards.save_schedule(connection, key, review.after)
            reviews.save_review(connection, review, key, deck)
            reviews.save_act(connection, self._collection.new_id(), now, REVIEW, review.id)
        return review

    def interval(self, schedule: Schedule) -> Interval:
        """When a card with that schedule comes again."""
        with self._collection.reading() as connection:
            return interval_of(schedule, self._collection.calendar(connection))

    def _scheduler(self, connection: Connection, card: Card) -> tuple[Scheduler, StudyCalendar]:
        calendar = self._collection.calendar(connection)
        return Scheduler(deck_settings(load_decks(connection), card.deck), calendar), calendar

    def _hand(self, connection: Connection) -> _Hand:
        everything = load_decks(connection)
        decks = everything if self._deck is None else load_decks(connection, self._deck)
        settings = {deck.key: deck_settings(everything, deck.name) for deck in decks}
        now = self._collection.now()
        day = self._collection.calendar(connection).study_day(now)
        introduced = reviews.count_done(connection, day, before_state=0)
        reviewed = reviews.count_done(connection, day, before_state=2)
        article = None
        if self._article_id is not None:
            article = articles.article_key(connection, self._article_id)
        ahead = deck_settings(everything, self._deck or DEFAULT_DECK).learn_ahead

        def left(limits: dict[int, int], done: dict[int, int]) -> dict[int, int]:
            return {key: max(0, limit - done.get(key, 0)) for key, limit in limits.items()}

        return _Hand(
            now=now,
            day=day,
            decks=decks,
            article=article,
            new_left=left({key: each.new_per_day for key, each in settings.items()}, introduced),
            reviews_left=left({key: each.reviews_per_day for key, each in settings.items()}, reviewed),
            learn_ahead=timedelta(seconds=ahead),
        )


def interval_of(schedule: Schedule, calendar: StudyCalendar) -> Interval:
    """When a card with that schedule comes again; it has been answered at least once."""
    if schedule.due_at is not None:
        return Interval(schedule.due_at, 0)
    assert schedule.due_day is not None
    return Interval(calendar.start_of(schedule.due_day), schedule.scheduled_days)


def _counts(connection: Connection, hand: _Hand) -> DueCounts:
    waiting_new = cards.count_new(connection, hand.scope())
    waiting_review = cards.count_reviews(connection, hand.scope(), hand.day)
    return DueCounts(
        new=sum(min(number, hand.new_left[key]) for key, number in waiting_new.items()),
        learning=cards.count_steps(connection, hand.scope(), hand.now),
        review=sum(min(number, hand.reviews_left[key]) for key, number in waiting_review.items()),
    )
