"""The prices of answers on the days before an exam: found here, kept in the plan (pipeline/exam_plan.py).

Days that would be overfull become dearer until their cards move to other days; all days become dearer
together until no more is asked than the wanted recall takes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, floor, log

from desktop.domain.card import Rating, Schedule
from desktop.domain.errors import BadValue
from desktop.domain.exam import ExamGoal, ExamPlan, Pace
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.exam_values import (
    NODES,
    SOFTNESS,
    Prospect,
    choose,
    node_prospects,
    prospect,
    spans,
    tabulate,
)
from desktop.pipeline.forgetting import Forgetting
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS

LONGEST_PLAN = 3 * 365

# The last days before an exam, as a share of all, on which nothing new is introduced.
_CLOSING_SHARE = 0.07
# A card's chances of the four ratings at first sight: means of FSRS's own simulator.
_FIRST_RATINGS = (0.24, 0.094, 0.495, 0.171)
# How many answers to a learning step are *again*.
_STEP_FAILS = 0.1
# An answer that brings less recall than this is never asked for.
_LEAST_PRICE = 0.002
_MOST_ROUNDS = 40
RECALL_TOLERANCE = 0.001
_LOAD_TOLERANCE = 0.03


@dataclass
class Load:
    """What is asked on a span of days: ``cards``, at a sum of ``recall``."""

    cards: float = 0.0
    recall: float = 0.0

    def answers(self, lapse: float) -> float:
        """The answers this takes, ``lapse`` more for each card that is not recalled."""
        return self.cards + (self.cards - self.recall) * lapse


class Market:
    """The cards of an exam and the room of the days before it, for which prices are found."""

    def __init__(
        self,
        schedules: Sequence[Schedule],
        new_cards: int,
        goal: ExamGoal,
        today: int,
        settings: SchedulerSettings,
        pace: Pace,
    ) -> None:
        days = goal.day - today
        if not 1 <= days <= LONGEST_PLAN:
            raise BadValue(name="date", value=goal.day, allowed=f"{today + 1}..{today + LONGEST_PLAN}")
        self._goal, self._pace, self._today, self._days = goal, pace, today, days
        self._cards = sum(schedule.stability is not None for schedule in schedules) + new_cards
        self._new_cards = new_cards
        self._lapse = extra_cost(goal, pace)
        self._weights = settings.parameters or DEFAULT_PARAMETERS
        self._memory = Forgetting(self._weights)
        self._steps = len(settings.learning_steps)
        self._spans = spans(days)
        self._table = node_prospects(self._weights, days)
        room, new_cost = _room(goal, pace, settings)
        self.new_per_day = _introductions(new_cards, days, room / new_cost if new_cost else new_cards)
        by_distance = [max(0.0, room - new * new_cost) for new in reversed(self.new_per_day)]
        self._room = [sum(by_distance[span.nearest - 1 : span.farthest]) for span in self._spans]
        self._groups = self._grouped(schedules)
        self.prices = [_LEAST_PRICE] * len(self._spans)

    @property
    def missing(self) -> float:
        """What lacks to the wanted recall."""
        return self._goal.recall - self.recall

    @property
    def new_cards_fit(self) -> bool:
        """Whether there is time to introduce every new card."""
        return sum(self.new_per_day) == self._new_cards

    def clear(self, *, enough: bool = False) -> None:
        """Find the prices at which no day is overfull and the wanted recall is just reached, or all that can be.

        ``enough`` stops where it is reached, at whatever price.
        """
        common = _LEAST_PRICE if enough else 0.08
        scarce = [max(0.0, 0.13 - 0.01 * number) for number in range(len(self._spans))]
        haste, last = 8.0, 0.0
        steps, signs = [0.8] * len(self._spans), [0.0] * len(self._spans)
        for turn in range(_MOST_ROUNDS):
            softness = max(SOFTNESS, 0.03 * 0.8**turn)
            self.prices = [common + each for each in scarce]
            self._settle(softness)
            missing = self.missing
            ratios = [
                load.answers(self._lapse) / room if room > 0 else 9.0 * (load.cards > 1e-6)
                for load, room in zip(self.loads, self._room, strict=True)
            ]
            if (
                enough
                and softness == SOFTNESS
                and (missing > 2 * RECALL_TOLERANCE or max(ratios) < 1 + _LOAD_TOLERANCE)
            ):
                break
            at_bound = common <= _LEAST_PRICE if missing > 0 else common >= 1.0
            met = at_bound or abs(missing) < RECALL_TOLERANCE
            if met and softness == SOFTNESS and max(ratios) < 1 + _LOAD_TOLERANCE:
                break
            haste = min(30.0, haste * 1.4) if missing * last > 0 else max(2.0, haste * 0.4)
            last = missing
            common = (
                common if enough else min(1.0, max(_LEAST_PRICE, common * exp(-haste * max(-0.05, min(0.05, missing)))))
            )
            for number, ratio in enumerate(ratios):
                # Demand falls exponentially with the price, by the softness of choices: this is the inverse,
                # with longer steps as long as they lead the same way.
                excess = log(min(20.0, max(0.05, ratio)))
                steps[number] = min(3.0, steps[number] * 1.25) if excess * signs[number] > 0 else 0.6
                signs[number] = excess
                scarce[number] = max(0.0, scarce[number] + steps[number] * softness * excess)

    def plan(self) -> ExamPlan:
        """The plan at the prices found."""
        reviews = [0.0] * self._days
        minutes = [new * self._pace.answers_per_new for new in self.new_per_day]
        retention: list[float | None] = [None] * self._days
        for span, load in zip(self._spans, self.loads, strict=True):
            if load.cards < 1e-3:
                continue
            days = span.farthest - span.nearest + 1
            for before in range(span.nearest, span.farthest + 1):
                reviews[-before] = load.cards / days
                minutes[-before] += load.answers(self._pace.answers_per_lapse) / days
                retention[-before] = load.recall / load.cards
        return ExamPlan(
            today=self._today,
            goal=self._goal,
            pace=self._pace,
            cards=self._cards,
            new_cards=self._new_cards,
            new_per_day=tuple(self.new_per_day),
            reviews_per_day=tuple(reviews),
            minutes_per_day=tuple(answers * self._pace.seconds_per_answer / 60 for answers in minutes),
            desired_retention=tuple(retention),
            predicted_recall=self.recall,
            shortfall=self.missing if self.missing > 2 * RECALL_TOLERANCE else 0.0,
            prices=tuple(self.prices),
            values=tuple(map(tuple, self._values)),
        )

    def _settle(self, softness: float) -> None:
        """What is asked of each span, and the recall that comes of it, at the prices as they are."""
        self._values, chances = tabulate(self._table, self.prices, self._lapse, softness)
        self.loads = [Load() for _ in self._spans]
        arriving = [[0.0] * NODES for _ in self._spans]
        recalled = 0.0

        def send(cards: float, future: Prospect, chances: Sequence[float]) -> float:
            for review, chance, load, nodes in zip(future.reviews, chances, self.loads, arriving, strict=False):
                if chance > 0:
                    share = cards * chance
                    recall, i, a, j, b, k, c, m, d = review
                    load.cards += share
                    load.recall += share * recall
                    nodes[i] += share * a
                    nodes[j] += share * b
                    nodes[k] += share * c
                    nodes[m] += share * d
            return cards * chances[-1] * future.unreviewed

        for cards, future in self._groups:
            recalled += send(cards, future, choose(future, self._values, self.prices, self._lapse, softness)[1])
        for number in range(len(self._spans) - 1, -1, -1):
            for node, cards in enumerate(arriving[number]):
                if cards > 1e-6:
                    recalled += send(cards, self._table[number][node], chances[number][node])
        self.recall = recalled / self._cards if self._cards else 1.0

    def _grouped(self, schedules: Sequence[Schedule]) -> list[tuple[float, Prospect]]:
        """How many cards have about the same future."""
        alike: dict[tuple[float, float, int], float] = defaultdict(float)

        for schedule in schedules:
            if schedule.stability is not None and schedule.difficulty is not None:
                elapsed = self._today - last_day(schedule, self._today)
                alike[likeness(schedule.stability, schedule.difficulty, elapsed)] += 1
        for chance, stability, difficulty in _after_first_day(self._memory, self._steps):
            for start, end in _stretches(self._days):
                alike[stability, difficulty, -((start + end - 1) // 2)] += chance * sum(self.new_per_day[start:end])
        return [
            (cards, prospect(self._memory, stability, difficulty, self._days + elapsed, self._spans, self._days))
            for (stability, difficulty, elapsed), cards in alike.items()
            if cards
        ]


def likeness(stability: float, difficulty: float, elapsed: int) -> tuple[float, float, int]:
    """The state that stands for all that are about the same."""
    return (
        exp(round(log(stability) * 4) / 4),
        1.0 + 3.0 * round((difficulty - 1) / 3),
        round(exp(round(log(1 + elapsed) * 3) / 3)) - 1 if elapsed > 0 else elapsed,
    )


def last_day(schedule: Schedule, today: int) -> int:
    """The study day of the last answer; today where it is not known."""
    return today if schedule.last_day is None else schedule.last_day


def extra_cost(goal: ExamGoal, pace: Pace) -> float:
    """What a lapse costs beyond its answer, in the measure of the day's room: answers, or cards."""
    return 0.0 if goal.minutes_per_day is None else pace.answers_per_lapse


def _room(goal: ExamGoal, pace: Pace, settings: SchedulerSettings) -> tuple[float, float]:
    """A day's room, and what a new card takes of it, in answers or in cards."""
    if goal.minutes_per_day is not None:
        return goal.minutes_per_day * 60 / pace.seconds_per_answer, pace.answers_per_new
    if goal.cards_per_day is not None:
        return float(goal.cards_per_day), 1.0
    return float(settings.reviews_per_day), 0.0


def _introductions(new_cards: int, days: int, most: float) -> list[int]:
    """New cards for each day: evenly, at most ``most`` a day, and none on the last days if there are others."""
    opening = days - min(days - 1, max(1, round(days * _CLOSING_SHARE)))
    if new_cards > most * opening:
        opening = days
    planned = min(new_cards, floor(most * opening))
    totals = [planned * number // opening for number in range(opening + 1)]
    return [after - before for before, after in pairwise(totals)] + [0] * (days - opening)


def _after_first_day(memory: Forgetting, steps: int) -> list[tuple[float, float, float]]:
    """With which chance a new card ends its first day with which stability and difficulty; at most one step fails."""
    found = []
    for rating, chance in zip(Rating, _FIRST_RATINGS, strict=True):
        state = memory.first(rating)
        left = 0 if rating is Rating.EASY else max(0, steps - (rating is Rating.GOOD))
        for failed_step in range(left):
            lapsed = _repeated(memory, _repeated(memory, state, Rating.GOOD, failed_step), Rating.AGAIN, 1)
            share = chance * _STEP_FAILS * (1 - _STEP_FAILS) ** failed_step
            found.append((share, *_repeated(memory, lapsed, Rating.GOOD, steps)))
        found.append((chance * (1 - _STEP_FAILS) ** left, *_repeated(memory, state, Rating.GOOD, left)))
    return found


def _repeated(memory: Forgetting, state: tuple[float, float], rating: Rating, times: int) -> tuple[float, float]:
    for _ in range(times):
        state = memory.repeated(state[0], rating), memory.harder(state[1], rating)
    return state


def _stretches(days: int) -> list[tuple[int, int]]:
    width = max(1, days // 40)
    return [(start, min(days, start + width)) for start in range(0, days, width)]
