"""Which cards wait now, and which comes next, within the daily limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from desktop.domain.card import CardState
from desktop.domain.review import DueCounts
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.study_days import study_calendar
from desktop.services.deck_options import DEFAULT_DECK, deck_settings
from desktop.services.exam_in_force import ExamInForce, exam_in_force
from desktop.storage import cards, plans, reviews
from desktop.storage.cards import Backlog, Scope
from desktop.storage.decks import StoredDeck, load_decks

if TYPE_CHECKING:
    from desktop.storage.database import Connection

_UNLIMITED = 1_000_000_000


@dataclass(frozen=True, slots=True)
class DailyLimit:
    """How many more cards each deck may ask today; a deck's limit holds for it and all decks below it together.

    ``left`` is by deck key; ``parents`` leads from a deck to the nearest deck above it within the session.
    """

    left: Mapping[int, int]
    parents: Mapping[int, int | None]
    planned: frozenset[int] = frozenset()  # decks that a plan limits together, to
    planned_left: int = 0

    def total(self, waiting: Mapping[int, int]) -> int:
        """How many of the cards that wait (by deck key) may be asked."""
        allowed = dict.fromkeys(self.left, 0)
        for key, number in waiting.items():
            allowed[key] += number
        # Keys in order of depth, the deepest first: what a deck may ask counts against the deck above it.
        top = 0
        for key in sorted(self.left, key=self._depth, reverse=True):
            number = min(allowed[key], self.left[key])
            parent = self.parents[key]
            if parent is None:
                top += number
            else:
                allowed[parent] += number
        if not self.planned:
            return top
        return min(top, self.planned_left + sum(n for key, n in waiting.items() if key not in self.planned))

    def open_decks(self) -> tuple[int, ...]:
        """The decks that may ask one more."""
        return tuple(
            key
            for key in self.left
            if all(self.left[each] > 0 for each in self._line(key))
            and (key not in self.planned or self.planned_left > 0)
        )

    def _line(self, key: int) -> list[int]:
        line, at = [], key  # type: tuple[list[int], int | None]
        while at is not None:
            line.append(at)
            at = self.parents[at]
        return line

    def _depth(self, key: int) -> int:
        return len(self._line(key))


@dataclass(frozen=True, slots=True)
class StudyQueue:
    """Who may be asked at ``now``, within ``scope``."""

    now: datetime
    scope: Scope
    new: DailyLimit
    reviews: DailyLimit
    learn_ahead: timedelta
    new_order: str
    backlog: Backlog | None = None

    def counts(self, connection: Connection) -> DueCounts:
        """What waits now."""
        return DueCounts(
            new=self.new.total(cards.count_new(connection, self.scope)),
            learning=cards.count_steps(connection, self.scope, self.now),
            review=self._count_reviews(connection),
        )

    def next_card(self, connection: Connection) -> str | None:
        """The id of the card to ask: a step that is due, a review, a new card, a step that is nearly due."""
        return (
            cards.next_step(connection, self.scope, self.now)
            or cards.next_day_step(connection, self.scope)
            or self._next_review(connection)
            or self._next_new(connection)
            or cards.next_step(connection, self.scope, self.now + self.learn_ahead)
        )

    def _count_reviews(self, connection: Connection) -> int:
        due = cards.count_reviews(connection, self.scope)
        if self.backlog is None:
            return self.reviews.total(due)
        since = cards.count_reviews(connection, self.scope, self.backlog.before)
        overdue = sum(due.values()) - sum(since.values())
        return min(self.reviews.total(due), self.reviews.total(since) + min(overdue, self.backlog.left))

    def _next_review(self, connection: Connection) -> str | None:
        scope = replace(self.scope, decks=self.reviews.open_decks())
        if self.backlog is None:
            return cards.next_review(connection, scope)
        found = cards.next_after_backlog(connection, scope, self.backlog)
        return found or (cards.next_of_backlog(connection, scope, self.backlog) if self.backlog.left else None)

    def _next_new(self, connection: Connection) -> str | None:
        scope = replace(self.scope, decks=self.new.open_decks())
        # The same card until it is answered, another one then: what is left changes with each answer.
        chance = Random(f"{scope.day} {sum(self.new.left.values())}").random() if self.new_order == "random" else 0.0
        return cards.next_new(connection, scope, self.new_order, chance)


def open_queue(
    connection: Connection,
    now: datetime,
    *,
    deck: str | None = None,
    article: int | None = None,
    kind: str = "",
    tag: str = "",
) -> StudyQueue:
    """The queue of a deck with the decks below it, of one article (by its key), or of everything. Raises NotFound.

    ``kind`` and ``tag`` narrow it further.
    """
    everything = load_decks(connection)
    wanted = everything if deck is None else load_decks(connection, deck)
    settings = {each.key: deck_settings(everything, each.name) for each in wanted}
    general = deck_settings(everything, DEFAULT_DECK)
    day = study_calendar(general).study_day(now)
    parents = _parents(wanted)

    def limit(of: Callable[[SchedulerSettings], int], state: CardState) -> DailyLimit:
        left = {key: of(each) for key, each in settings.items()}
        for key, done in reviews.count_done(connection, day, state).items():
            at: int | None = key if key in left else None
            while at is not None:
                left[at] = max(0, left[at] - done)
                at = parents[at]
        return DailyLimit(left, parents)

    new = limit(lambda each: each.new_per_day, CardState.NEW)
    due = limit(lambda each: each.reviews_per_day, CardState.REVIEW)
    if (exam := exam_in_force(connection, day)) is not None:
        new, due = _under_plan(connection, exam, wanted, Scope(tuple(settings), day), new, due)
    return StudyQueue(
        now=now,
        scope=Scope(tuple(settings), day, article, kind, tag),
        new=new,
        reviews=due,
        learn_ahead=timedelta(seconds=general.learn_ahead),
        backlog=_backlog(connection, day),
        new_order=(general if deck is None else deck_settings(everything, deck)).new_order,
    )


def _under_plan(
    connection: Connection,
    exam: ExamInForce,
    decks: Sequence[StoredDeck],
    scope: Scope,
    new: DailyLimit,
    due: DailyLimit,
) -> tuple[DailyLimit, DailyLimit]:
    """The limits of decks that an exam plan covers: as many new cards as it wants, and every review it has planned."""
    from desktop.pipeline.exam_plan import new_cards_on

    planned = frozenset(deck.key for deck in decks if exam.covers_deck(deck.name))
    if not planned:
        return new, due
    done = sum(n for key, n in reviews.count_done(connection, scope.day, CardState.NEW).items() if key in planned)
    waiting = cards.count_new(connection, replace(scope, decks=tuple(planned)))
    left = new_cards_on(exam.plan, scope.day, sum(waiting.values()) + done) - done
    free = {key: _UNLIMITED if key in planned else number for key, number in new.left.items()}
    open_reviews = {key: _UNLIMITED if key in planned else number for key, number in due.left.items()}
    return (
        DailyLimit(free, new.parents, planned, max(0, left)),
        DailyLimit(open_reviews, due.parents),
    )


def _backlog(connection: Connection, day: int) -> Backlog | None:
    plan = plans.load_plan(connection, plans.CATCH_UP)
    if plan is None or day > plan.options["last"]:
        return None
    done = reviews.count_overdue_done(connection, day, plan.options["first"])
    return Backlog(plan.options["first"], max(0, plan.options["per_day"] - done))


def _parents(decks: Sequence[StoredDeck]) -> dict[int, int | None]:
    """Each deck's nearest deck above it among ``decks``, by key."""
    keys = {deck.name: deck.key for deck in decks}
    parents: dict[int, int | None] = {}
    for deck in decks:
        name = deck.name
        parent: int | None = None
        while parent is None and "::" in name:
            name = name.rpartition("::")[0]
            parent = keys.get(name)
        parents[deck.key] = parent
    return parents
