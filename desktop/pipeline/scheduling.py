"""Card + rating + moment -> the card's next schedule, by FSRS-6 as Anki runs it. The only module that knows FSRS.

Memory is fed with elapsed study days, never with hours. Where Anki and Wengu differ: docs/scheduling.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

import fsrs_rs_python as fsrs

from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.settings import DAY_SECONDS, SchedulerSettings
from desktop.pipeline.load_balance import pick_day
from desktop.pipeline.seeded import fraction as _fuzz_factor
from desktop.pipeline.study_days import StudyCalendar, study_calendar

DEFAULT_PARAMETERS: tuple[float, ...] = tuple(fsrs.DEFAULT_PARAMETERS)

# An interval under half a day is a step, where no steps are set and the weights know same-day reviews.
_SHORT_TERM_DAYS = 0.5
# From how many days on, up to how many, each day adds how much to either side of an interval.
_FUZZ_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, math.inf, 0.05))


class _Wait(NamedTuple):
    """How long until a card comes again: ``seconds`` of a step, or ``days`` where ``seconds`` is None."""

    seconds: int | None
    days: int = 0
    remaining_steps: int = 0


# Picks one of the intervals from the first to the second number of days.
_Pick = Callable[[int, int], int]
# How many reviews there are on each study day from the first to the second; days without any may be left out.
DueByDay = Callable[[int, int], Mapping[int, int]]


class Scheduler:
    """Schedules the cards of one deck. Pure: the same arguments give the same schedules, fuzz included.

    ``due_by_day`` says how many reviews each study day from the first to the last of two has already, for decks that
    balance their load.
    """

    def __init__(
        self,
        settings: SchedulerSettings,
        calendar: StudyCalendar | None = None,
        due_by_day: DueByDay | None = None,
    ) -> None:
        self._settings = settings
        self._due_by_day = due_by_day if settings.load_balance else None
        self._balances = self._due_by_day is not None or any(share < 1 for share in settings.easy_days)
        self._calendar = calendar if calendar is not None else study_calendar(settings)
        weights = settings.parameters or DEFAULT_PARAMETERS
        self._model = fsrs.FSRS(weights)
        self._knows_same_day = weights[17] > 0 and weights[18] > 0
        # Recall after t days is (1 + factor * t / stability) ** -decay, and 0.9 at t = stability.
        self._decay = weights[20]
        self._factor = 0.9 ** (-1 / self._decay) - 1

    @property
    def settings(self) -> SchedulerSettings:
        """The options it schedules by."""
        return self._settings

    @property
    def calendar(self) -> StudyCalendar:
        """The study days this scheduler counts in."""
        return self._calendar

    def answer(self, schedule: Schedule, rating: Rating, at: datetime, seed: str) -> Schedule:
        """What becomes of ``schedule`` by an answer at the aware moment ``at``.

        ``seed`` is the card's id; with the review count it decides the fuzz, so that what ``preview``
        showed is what is given.
        """
        return self.preview(schedule, at, seed)[rating]

    def preview(self, schedule: Schedule, at: datetime, seed: str) -> dict[Rating, Schedule]:
        """What each of the four answers would make of ``schedule``."""
        day = self._calendar.study_day(at)
        states = self._model.next_states(
            _memory(schedule), self._settings.desired_retention, _elapsed_days(schedule, day)
        )
        after = dict(zip(Rating, (states.again, states.hard, states.good, states.easy), strict=True))
        intervals = {rating: state.interval for rating, state in after.items()}
        pick = self._pick(day, _fuzz_factor(f"{seed}:{schedule.reps}")) if self._settings.fuzz else None
        relearning = schedule.state in (CardState.REVIEW, CardState.RELEARNING)
        if schedule.state is CardState.REVIEW:
            waits = self._review_waits(schedule.scheduled_days, intervals, pick)
        else:
            waits = self._step_waits(schedule, intervals, pick)
        until_next_day = (self._calendar.start_of(day + 1) - at).total_seconds()

        def outcome(rating: Rating) -> Schedule:
            wait = waits[rating]
            if wait.seconds is None:
                state, due_at, days = CardState.REVIEW, None, wait.days
            else:
                state = CardState.RELEARNING if relearning else CardState.LEARNING
                crossed = wait.seconds - until_next_day
                # A step that ends beyond this study day is due on a day, as a review is.
                due_at, days = (
                    (at + timedelta(seconds=wait.seconds), 0)
                    if crossed < 0
                    else (None, int(crossed // DAY_SECONDS) + 1)
                )
            lapsed = schedule.state is CardState.REVIEW and rating is Rating.AGAIN
            memory = after[rating].memory
            return Schedule(
                state=state,
                remaining_steps=wait.remaining_steps,
                due_at=due_at,
                due_day=day + days if due_at is None else None,
                scheduled_days=days,
                last_day=day,
                stability=memory.stability,
                difficulty=memory.difficulty,
                reps=schedule.reps + 1,
                lapses=schedule.lapses + lapsed,
            )

        return {rating: outcome(rating) for rating in Rating}

    def retrievability(self, schedule: Schedule, at: datetime) -> float:
        """The probability, 0..1, that the card is recalled on the study day of ``at``; 0 for a new card."""
        if schedule.stability is None:
            return 0.0
        days = _elapsed_days(schedule, self._calendar.study_day(at))
        return math.pow(1 + self._factor * days / schedule.stability, -self._decay)

    def rescheduled(self, schedule: Schedule, stability: float, difficulty: float, seed: str) -> Schedule:
        """``schedule`` as that memory would have it: a waiting review is due by it, with the fuzz it has."""
        known = replace(schedule, stability=stability, difficulty=difficulty)
        if schedule.state is not CardState.REVIEW or schedule.due_day is None or schedule.last_day is None:
            return known
        pick = (
            self._pick(schedule.last_day, _fuzz_factor(f"{seed}:{schedule.reps - 1}")) if self._settings.fuzz else None
        )
        wanted = stability / self._factor * (math.pow(self._settings.desired_retention, -1 / self._decay) - 1)
        days = self._days(wanted, pick)
        return replace(known, due_day=schedule.last_day + days, scheduled_days=days)

    def due(self, schedule: Schedule) -> datetime | None:
        """The moment from which the card is due: of its step, or the start of its study day; None if new."""
        if schedule.due_day is not None:
            return self._calendar.start_of(schedule.due_day)
        return schedule.due_at

    def _review_waits(self, last_days: int, intervals: dict[Rating, float], pick: _Pick | None) -> dict[Rating, _Wait]:
        """Hard < good < easy; what is longer than the last interval stays so, what is hardly shorter becomes it."""
        waits = {Rating.AGAIN: self._lapse_wait(intervals[Rating.AGAIN])}
        minimum = 1
        for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
            interval = intervals[rating]
            if _rounded(interval) > last_days:
                minimum = max(minimum, last_days + 1)
            elif _rounded(interval + _fuzz_days(interval)) >= last_days:
                minimum = max(minimum, last_days)
            days = self._days(interval, pick, minimum)
            waits[rating] = _Wait(None, days)
            minimum = days + 1
        return waits

    def _lapse_wait(self, interval: float) -> _Wait:
        steps = self._settings.relearning_steps
        if steps:
            return _Wait(steps[0], remaining_steps=len(steps))
        if self._knows_same_day and interval < _SHORT_TERM_DAYS:
            return _Wait(int(interval * DAY_SECONDS))
        return _Wait(None, self._days(interval, None))

    def _step_waits(
        self, schedule: Schedule, intervals: dict[Rating, float], pick: _Pick | None
    ) -> dict[Rating, _Wait]:
        settings = self._settings
        steps = settings.relearning_steps if schedule.state is CardState.RELEARNING else settings.learning_steps
        good_days = self._days(intervals[Rating.GOOD], pick)
        waits = {Rating.EASY: _Wait(None, self._days(_rounded(intervals[Rating.EASY]), pick, good_days + 1))}
        remaining = len(steps) if schedule.state is CardState.NEW else schedule.remaining_steps
        step = max(0, min(len(steps) - remaining, len(steps) - 1))  # steps may have been removed meanwhile
        if steps:
            waits[Rating.AGAIN] = _Wait(steps[0], remaining_steps=len(steps))
            waits[Rating.HARD] = _Wait(_hard_seconds(steps, step), remaining_steps=remaining)
        if step + 1 < len(steps):
            waits[Rating.GOOD] = _Wait(steps[step + 1], remaining_steps=len(steps) - step - 1)
        for rating in Rating:
            if rating in waits:
                continue
            interval = intervals[rating]
            if not steps and self._knows_same_day and interval < _SHORT_TERM_DAYS:
                waits[rating] = _Wait(int(interval * DAY_SECONDS))
            else:
                waits[rating] = _Wait(None, self._days(_rounded(interval), pick))
        return waits

    def _days(self, interval: float, pick: _Pick | None, minimum: int = 1) -> int:
        """Whole days near ``interval``, at least ``minimum`` and at most the longest the deck allows.

        ``pick`` takes one of the days around it, ``None`` the nearest.
        """
        maximum = self._settings.maximum_interval
        minimum = min(minimum, maximum)
        interval = min(max(interval, minimum), maximum)
        if pick is None:
            return _rounded(interval)
        spread = _fuzz_days(interval)
        earliest = max(minimum, _rounded(interval - spread))
        latest = min(maximum, max(minimum, _rounded(interval + spread)))
        if earliest == latest and 2 < latest < maximum:
            latest += 1
        return pick(earliest, latest)

    def _pick(self, day: int, draw: float) -> _Pick:
        """Fuzz for an answer on ``day``; ``draw``, 0 <= x < 1, decides."""

        def pick(earliest: int, latest: int) -> int:
            if self._balances:
                first, last = day + earliest, day + latest
                due = {} if self._due_by_day is None else self._due_by_day(first, last)
                return pick_day(first, last, draw, self._settings.easy_days, due) - day
            return math.floor(earliest + draw * (latest - earliest + 1))

        return pick


# The answers to a card up to some point: study days since the one before (0 for the first), and rating.
History = Sequence[tuple[int, Rating]]


def trained(histories: Sequence[History], relearning_steps: int) -> tuple[float, ...]:
    """The 21 parameters under which the last answers of ``histories`` are least surprising; the defaults if too few.

    Each history ends with an answer on a later day than the one before it.
    """
    return tuple(fsrs.FSRS(DEFAULT_PARAMETERS).compute_parameters(_items(histories), None, True, relearning_steps))


def log_loss(parameters: Sequence[float], histories: Sequence[History]) -> float:
    """How surprising the last answers of ``histories`` are, passed or not, in nats an answer."""
    return float(fsrs.FSRS(parameters).evaluate(_items(histories)).log_loss)


def memories(parameters: Sequence[float], histories: Sequence[History]) -> list[tuple[float, float]]:
    """Stability and difficulty after each of ``histories``."""
    states = fsrs.FSRS(parameters).memory_state_batch(_items(histories))
    return [(state.stability, state.difficulty) for state in states]


def _items(histories: Sequence[History]) -> list[fsrs.FSRSItem]:
    return [
        fsrs.FSRSItem([fsrs.FSRSReview(int(rating), elapsed) for elapsed, rating in history]) for history in histories
    ]


def forgotten(schedule: Schedule) -> Schedule:
    """The schedule of a card that is to be learned anew; its counts of answers and lapses stay."""
    return Schedule(reps=schedule.reps, lapses=schedule.lapses)


def due_on(schedule: Schedule, due_day: int) -> Schedule:
    """``schedule`` with the card due on study day ``due_day`` as a review, its memory untouched."""
    return replace(
        schedule,
        state=CardState.REVIEW,
        remaining_steps=0,
        due_at=None,
        due_day=due_day,
        scheduled_days=max(1, due_day - (schedule.last_day if schedule.last_day is not None else due_day)),
    )


def _memory(schedule: Schedule) -> fsrs.MemoryState | None:
    if schedule.stability is None or schedule.difficulty is None:
        return None
    return fsrs.MemoryState(schedule.stability, schedule.difficulty)


def _elapsed_days(schedule: Schedule, day: int) -> int:
    """Study days since the last answer; none where the clock was set back or the learner travelled west."""
    return 0 if schedule.last_day is None else max(0, day - schedule.last_day)


def _rounded(days: float) -> int:
    """The nearest whole number of days, halves up (``round`` takes halves to even)."""
    return math.floor(days + 0.5)


def _fuzz_days(interval: float) -> float:
    """How many days an interval may move to either side: none under 2.5, then one and a share of its days."""
    if interval < _FUZZ_RANGES[0][0]:
        return 0.0
    return 1.0 + sum(share * max(0.0, min(interval, end) - start) for start, end, share in _FUZZ_RANGES)


def _hard_seconds(steps: Sequence[int], step: int) -> int:
    """The wait after *hard*: the step again, but the first midway to the second, or half as long again if alone."""
    if step > 0:
        return steps[step]
    first = steps[0]
    seconds = (first + steps[1]) // 2 if len(steps) > 1 else min(first * 3 // 2, first + DAY_SECONDS)
    # Beyond a day in whole days, so that the hour of the answer does not matter.
    return _rounded(seconds / DAY_SECONDS) * DAY_SECONDS if seconds > DAY_SECONDS else seconds


def memory_from_sm2(ease: float, interval_days: int, retention: float = 0.9) -> tuple[float, float]:
    """Stability (days) and difficulty (1..10) of a card that SM-2 scheduled, by FSRS's own formula.

    ``ease`` is SM-2's factor (2.5 = usual) and ``retention`` what SM-2 is taken to have reached; Anki's default.
    """
    memory = fsrs.FSRS(DEFAULT_PARAMETERS).memory_state_from_sm2(ease, float(interval_days), retention)
    return memory.stability, memory.difficulty
