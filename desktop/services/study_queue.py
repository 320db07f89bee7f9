"""Which cards wait now, and which comes next, within the daily limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desktop.domain.card import CardState
from desktop.domain.review import DueCounts
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.study_days import study_calendar
from desktop.services.deck_options import DEFAULT_DECK, deck_settings
from desktop.storage import cards, reviews
from desktop.storage.decks import load_decks

if TYPE_CHECKING:
    from desktop.storage.database import Connection


@dataclass(frozen=True, slots=True)
class StudyQueue:
    """Who may be asked at ``now``; ``new_left`` and ``reviews_left`` say how many more today, by deck key."""

    now: datetime
    day: int
    article: int | None
    new_left: Mapping[int, int]
    reviews_left: Mapping[int, int]
    learn_ahead: timedelta

    def counts(self, connection: Connection) -> DueCounts:
        """What waits now."""
        scope = self._scope()
        new = cards.count_new(connection, scope)
        due = cards.count_reviews(connection, scope)
        return DueCounts(
            new=sum(min(number, self.new_left[key]) for key, number in new.items()),
            learning=cards.count_steps(connection, scope, self.now),
            review=sum(min(number, self.reviews_left[key]) for key, number in due.items()),
        )

    def next_card(self, connection: Connection) -> str | None:
        """The id of the card to ask: a step that is due, a review, a new card, a step that is nearly due."""
        return (
            cards.next_step(connection, self._scope(), self.now)
            or cards.next_day_step(connection, self._scope())
            or cards.next_review(connection, self._scope(self.reviews_left))
            or cards.next_new(connection, self._scope(self.new_left))
            or cards.next_step(connection, self._scope(), self.now + self.learn_ahead)
        )

    def _scope(self, left: Mapping[int, int] | None = None) -> cards.Scope:
        keys = self.new_left if left is None else (key for key, number in left.items() if number > 0)
        return cards.Scope(tuple(keys), self.day, self.article)


def open_queue(
    connection: Connection, now: datetime, *, deck: str | None = None, article: int | None = None
) -> StudyQueue:
    """The queue of a deck with the decks below it, of one article (by its key), or of everything. Raises NotFound."""
    everything = load_decks(connection)
    wanted = everything if deck is None else load_decks(connection, deck)
    settings = {each.key: deck_settings(everything, each.name) for each in wanted}
    general = deck_settings(everything, DEFAULT_DECK)
    day = study_calendar(general).study_day(now)

    def left(limit: Callable[[SchedulerSettings], int], state: CardState) -> dict[int, int]:
        done = reviews.count_done(connection, day, state)
        return {key: max(0, limit(each) - done.get(key, 0)) for key, each in settings.items()}

    return StudyQueue(
        now=now,
        day=day,
        article=article,
        new_left=left(lambda each: each.new_per_day, CardState.NEW),
        reviews_left=left(lambda each: each.reviews_per_day, CardState.REVIEW),
        learn_ahead=timedelta(seconds=general.learn_ahead),
    )
