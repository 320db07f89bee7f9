"""Which cards wait now, and which comes next, within the daily limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.card import CardState
from desktop.domain.review import DueCounts
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.study_days import study_calendar
from desktop.services.deck_options import DEFAULT_DECK, settings_by_deck
from desktop.services.exam_in_force import exam_in_force
from desktop.services.exam_share import ExamShare, exam_share
from desktop.storage import card_queue, done_counts, plans
from desktop.storage.card_queue import Backlog, Scope
from desktop.storage.decks import AllDecks, StoredDeck, all_decks

if TYPE_CHECKING:
    from desktop.storage.database import Connection


class DailyLimit(NamedTuple):
    """How many more cards each deck may ask today; a deck's limit holds for it and all decks below it together.

    ``left`` is by deck key; ``parents`` leads from a deck to the nearest deck above it within the session.
    """

    left: Mapping[int, int]
    parents: Mapping[int, int | None]

    def allowed(self, waiting: Mapping[int, int]) -> dict[int, int]:
        """How many of the cards that wait (by deck key) each deck, with those below it, may ask."""
        allowed = dict.fromkeys(self.left, 0)
        for key, number in waiting.items():
            allowed[key] += number
        # The deepest first: what a deck may ask counts against the deck above it.
        for key in sorted(self.left, key=self._depth, reverse=True):
            allowed[key] = min(allowed[key], self.left[key])
            if (parent := self.parents[key]) is not None:
                allowed[parent] += allowed[key]
        return allowed

    def total(self, waiting: Mapping[int, int]) -> int:
        """How many of the cards that wait (by deck key) may be asked."""
        if not waiting:
            return 0
        return sum(number for key, number in self.allowed(waiting).items() if self.parents[key] is None)

    @property
    def most(self) -> int:
        """As many cards of one deck as can matter."""
        return max(self.left.values(), default=0)

    def open_decks(self) -> tuple[int, ...]:
        """The decks that may ask one more."""
        if min(self.left.values(), default=0) > 0:
            return tuple(self.left)
        return tuple(key for key in self.left if all(self.left[each] > 0 for each in self._line(key)))

    def unlimited(self) -> DailyLimit:
        """The same decks without limits."""
        return DailyLimit(dict.fromkeys(self.left, 1_000_000_000), self.parents)

    def _line(self, key: int) -> list[int]:
        line, at = [], key  # type: tuple[list[int], int | None]
        while at is not None:
            line.append(at)
            at = self.parents[at]
        return line

    def _depth(self, key: int) -> int:
        return len(self._line(key))


class Done(NamedTuple):
    """How many cards of a session's decks were answered today that were new, or in review."""

    new: int = 0
    reviews: int = 0


class StudyQueue(NamedTuple):
    """Who may be asked at ``now``, within ``scope``; ``free`` are the cards of it that no exam plan is for.

    ``new_mix`` puts new cards ``after`` the reviews, ``before`` them, or evenly among them (``mixed``).
    """

    now: datetime
    scope: Scope
    free: Scope
    new: DailyLimit
    reviews: DailyLimit
    learn_ahead: timedelta
    new_order: str
    new_mix: str = "after"
    done: Done = Done()
    backlog: Backlog | None = None
    exam: ExamShare | None = None

    def held_back(self, connection: Connection) -> int:
        """How many more cards would be asked today if there were no daily limits."""
        free = self._replace(new=self.new.unlimited(), reviews=self.reviews.unlimited())
        return free.counts(connection).total - self.counts(connection).total

    def counts(self, connection: Connection) -> DueCounts:
        """What waits now."""
        learning = sum(card_queue.count_steps(connection, self.scope, self.now).values())
        return DueCounts(self._count_new(connection), learning, self._count_reviews(connection))

    def counts_by_deck(self, connection: Connection) -> dict[int, DueCounts]:
        """What waits now in each deck with those below it, by key; a plan for what is overdue is left out."""
        new = self.new.allowed(card_queue.count_new(connection, self.free, self.new.most))
        review = self.reviews.allowed(card_queue.count_reviews(connection, self.free, most=self.reviews.most))
        no_limit = self.new.unlimited()
        if self.exam is not None:
            wanted = no_limit.allowed(card_queue.count_new(connection, self.exam.scope))
            planned = no_limit.allowed(card_queue.count_reviews(connection, self.exam.scope))
            for key in new:
                new[key] += min(self.exam.new_left, wanted[key])
                review[key] += planned[key]
        steps = no_limit.allowed(card_queue.count_steps(connection, self.scope, self.now))
        return {key: DueCounts(new[key], steps[key], review[key]) for key in new}

    def next_card(self, connection: Connection) -> str | None:
        """The id of the card to ask: a step that is due, a review or a new card, a step that is nearly due."""
        step = card_queue.next_step(connection, self.scope, self.now) or card_queue.next_day_step(
            connection, self.scope
        )
        if step is not None:
            return step
        first, second = self._next_review, self._next_new
        if self.new_mix == "before" or (self.new_mix == "mixed" and self._is_turn_of_new(connection)):
            first, second = second, first
        ahead = self.now + self.learn_ahead
        return first(connection) or second(connection) or card_queue.next_step(connection, self.scope, ahead)

    def without(self, ids: tuple[str, ...], state: CardState) -> StudyQueue:
        """The queue as if those cards had been answered, the first of them in ``state``."""
        exam, done = self.exam, self.done
        if state is CardState.NEW:
            done = done._replace(new=done.new + 1)
        elif state is CardState.REVIEW:
            done = done._replace(reviews=done.reviews + 1)
        return self._replace(
            done=done,
            scope=self.scope._replace(without=ids),
            free=self.free._replace(without=ids),
            exam=None if exam is None else exam._replace(scope=exam.scope._replace(without=ids)),
        )

    def _is_turn_of_new(self, connection: Connection) -> bool:
        """Whether among what was asked today and what waits the next place is one of a new card."""
        new = self.done.new + self._count_new(connection)
        reviews = self.done.reviews + self._count_reviews(connection)
        return (self.done.new + 1) * (new + reviews) <= (self.done.new + self.done.reviews + 1) * new

    def _count_new(self, connection: Connection) -> int:
        new = self.new.total(card_queue.count_new(connection, self.free, self.new.most))
        if self.exam is not None and self.exam.new_left:
            new += min(self.exam.new_left, sum(card_queue.count_new(connection, self.exam.scope).values()))
        return new

    def _count_reviews(self, connection: Connection) -> int:
        due, since = self._count_since(connection, 0), 0
        if self.backlog is not None:
            since = self._count_since(connection, self.backlog.before)
            due = min(due, since + self.backlog.left)
        return due + (self.exam.count_extra(connection) if self.exam is not None else 0)

    def _count_since(self, connection: Connection, first: int) -> int:
        """The reviews that fell due on the study day ``first`` or later, within the limits."""
        due = self.reviews.total(card_queue.count_reviews(connection, self.free, first, self.reviews.most))
        if self.exam is not None:
            due += sum(card_queue.count_reviews(connection, self.exam.scope, first).values())
        return due

    def _next_review(self, connection: Connection) -> str | None:
        """A review that is due; after those, one that an exam plan finds worth a time of its own today."""
        extra = None if self.exam is None else self.exam.next_extra
        return self._next_due(connection) or (extra(connection) if extra is not None else None)

    def _next_due(self, connection: Connection) -> str | None:
        scopes = [self.free._replace(decks=self._open(self.reviews))]
        if self.exam is not None:
            scopes.insert(0, self.exam.scope)
        for scope in scopes:
            if self.backlog is None:
                found = card_queue.next_review(connection, scope)
            else:
                found = card_queue.next_after_backlog(connection, scope, self.backlog)
            if found is not None:
                return found
        if self.backlog is not None and self.backlog.left:
            for scope in scopes:
                if (found := card_queue.next_of_backlog(connection, scope, self.backlog)) is not None:
                    return found
        return None

    def _next_new(self, connection: Connection) -> str | None:
        scopes = [self.free._replace(decks=self._open(self.new))]
        if self.exam is not None and self.exam.new_left:
            scopes.insert(0, self.exam.scope)
        from random import Random

        # The same card until it is answered, another one then: what is left changes with each answer.
        draw = f"{self.scope.day} {sum(self.new.left.values())}"
        chance = Random(draw).random() if self.new_order == "random" else 0.0
        for scope in scopes:
            if (found := card_queue.next_new(connection, scope, self.new_order, chance)) is not None:
                return found
        return None

    def _open(self, limit: DailyLimit) -> tuple[int, ...]:
        asked = set(self.free.decks)
        return tuple(key for key in limit.open_decks() if key in asked)


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
    decks = all_decks(connection)
    asked = _asked(decks, deck)
    day = study_calendar(asked.general).study_day(now)
    scope = Scope(tuple(asked.new), day, article, kind, tag)
    free, share = scope, None
    if (exam := exam_in_force(connection, day)) is not None:
        share = exam_share(connection, exam, decks.decks, scope)
        free = scope.split(share.cover)[1]

    new_done, reviews_done = (
        done_counts.count_done(connection, day, state) for state in (CardState.NEW, CardState.REVIEW)
    )

    def limit(of: Mapping[int, int], answered: Mapping[int, int]) -> DailyLimit:
        left = dict(of)
        for key, done in answered.items():
            at: int | None = key if key in left else None
            while at is not None:
                left[at] = max(0, left[at] - done)
                at = asked.parents[at]
        made = DailyLimit(left, asked.parents)
        return made.unlimited() if no_limit else made

    no_limit = _is_without_limit(connection, day)
    return StudyQueue(
        now=now,
        scope=scope,
        free=free,
        new=limit(asked.new, new_done),
        reviews=limit(asked.reviews, reviews_done),
        learn_ahead=timedelta(seconds=asked.general.learn_ahead),
        new_order=asked.new_order,
        new_mix=asked.new_mix,
        done=Done(*(sum(done.get(key, 0) for key in done if key in asked.new) for done in (new_done, reviews_done))),
        backlog=_backlog(connection, day),
        exam=share,
    )


class _Asked(NamedTuple):
    """What the options say of a session: the daily limits of its decks and the decks above them, by key."""

    general: SchedulerSettings
    new_order: str
    new_mix: str
    new: Mapping[int, int]
    reviews: Mapping[int, int]
    parents: Mapping[int, int | None]


@lru_cache(maxsize=16)
def _asked(decks: AllDecks, deck: str | None) -> _Asked:
    """What holds for a session of ``deck``, or of all: worked out once, for options seldom change."""
    wanted = decks.decks if deck is None else decks.within(deck)
    by_name = settings_by_deck(decks.decks, [DEFAULT_DECK, *(each.name for each in wanted), deck or DEFAULT_DECK])
    return _Asked(
        by_name[DEFAULT_DECK],
        by_name[deck or DEFAULT_DECK].new_order,
        by_name[deck or DEFAULT_DECK].new_mix,
        {each.key: by_name[each.name].new_per_day for each in wanted},
        {each.key: by_name[each.name].reviews_per_day for each in wanted},
        _parents(wanted),
    )


def _is_without_limit(connection: Connection, day: int) -> bool:
    plan = plans.load_plan(connection, plans.NO_LIMIT)
    return plan is not None and plan.options["day"] == day


def _backlog(connection: Connection, day: int) -> Backlog | None:
    plan = plans.load_plan(connection, plans.CATCH_UP)
    if plan is None or day > plan.options["last"]:
        return None
    done = done_counts.count_overdue_done(connection, day, plan.options["first"])
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
