"""Prints the exam tables of docs/scheduling.md: what a simulated learner recalls on the day, and for how much work.

    python tools/eval_exam.py [--seeds 20] [--days 30 60 90] [--recall 0.90] [--minutes 20]

Ten new cards for each day. The learner's true memory is FSRS-6 with other parameters than the scheduler's, drawn for
each seed, and each card is easier or harder to keep than the model can know. All meet the same learner:
the exam plan; FSRS at the retention that gives the same mean true recall on the exam day, with new cards at the
plan's own pace; FSRS at 0.90; SM-2 with Anki's defaults. Every answer counts, those of new cards too. About three
minutes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import exp
from pathlib import Path
from random import Random
from statistics import fmean, stdev
from time import process_time
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.exam import ExamGoal, Pace
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.exam_plan import PlannedDays, new_cards_on, plan_exam
from desktop.pipeline.forgetting import Forgetting
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS, Scheduler
from desktop.pipeline.study_days import StudyCalendar

NEW_PER_DAY = 10
CALENDAR = StudyCalendar(4, ZoneInfo("Asia/Shanghai"))
START = datetime.fromisoformat("2026-03-02T09:00+08:00")
TODAY = CALENDAR.study_day(START)
# Chances of first and of passing ratings, and seconds by rating of a first answer and of others: the defaults of
# FSRS's own simulator, means over many learners (fsrs-rs, default_simulator_config).
FIRST_RATINGS = (0.24, 0.094, 0.495, 0.171)
PASSING_RATINGS = (0.224, 0.631, 0.145)
FIRST_SECONDS = dict(zip(Rating, (19.6, 18.8, 13.8, 10.7), strict=True))
SECONDS = dict(zip(Rating, (19.4, 17.6, 12.4, 8.9), strict=True))
STEP_PASSES = 0.9  # of answers minutes after the last one
PACE = Pace(seconds_per_answer=13.5, answers_per_new=2.5, answers_per_lapse=1.15)


def true_memory(seed: int) -> Forgetting:
    """The learner's own parameters: the defaults, each disturbed."""
    chance = Random(f"memory {seed}")
    spread = {0: 0.35, 1: 0.35, 2: 0.35, 3: 0.35, 9: 0.15, 10: 0.15, 11: 0.25, 13: 0.10, 14: 0.10, 20: 0.30}
    weights = [
        weight * exp(chance.gauss(0, spread.get(number, 0.0))) for number, weight in enumerate(DEFAULT_PARAMETERS)
    ]
    weights[:4] = sorted(weights[:4])
    weights[8] += chance.gauss(0, 0.2)
    weights[20] = min(0.8, max(0.1, weights[20]))
    return Forgetting(weights)


@dataclass
class Learner:
    """Answers cards out of a memory that no scheduler sees; the same chances whoever asks."""

    seed: int
    stability: dict[int, float] = field(default_factory=dict)
    difficulty: dict[int, float] = field(default_factory=dict)
    last_day: dict[int, int] = field(default_factory=dict)
    asked: dict[int, int] = field(default_factory=dict)
    answers: int = 0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.memory = true_memory(self.seed)

    def answer(self, card: int, day: int) -> Rating:
        """How the learner does on a card, which changes what is remembered."""
        turn = self.asked.get(card, 0)
        self.asked[card] = turn + 1
        chance = Random(f"{self.seed}:{card}:{turn}")
        if turn == 0:
            rating = chance.choices(tuple(Rating), FIRST_RATINGS)[0]
            stability, self.difficulty[card] = self.memory.first(rating)
            self.stability[card] = stability * exp(Random(f"{self.seed}:{card}").gauss(0, 0.4))
        else:
            rating = self._recalls(card, day, chance)
        self.last_day[card] = day
        self.answers += 1
        self.seconds += (FIRST_SECONDS if turn == 0 else SECONDS)[rating]
        return rating

    def _recalls(self, card: int, day: int, chance: Random) -> Rating:
        stability, difficulty, elapsed = self.stability[card], self.difficulty[card], day - self.last_day[card]
        recall = self.memory.recall(elapsed, stability)
        if elapsed == 0:
            rating = Rating.GOOD if chance.random() < STEP_PASSES else Rating.AGAIN
            self.stability[card] = self.memory.repeated(stability, rating)
        elif chance.random() < recall:
            rating = chance.choices(tuple(Rating)[1:], PASSING_RATINGS)[0]
            self.stability[card] = self.memory.passed(stability, difficulty, recall, rating)
        else:
            rating = Rating.AGAIN
            self.stability[card] = self.memory.failed(stability, difficulty, recall)
        self.difficulty[card] = self.memory.harder(difficulty, rating)
        return rating

    def recall_on(self, day: int, cards: int) -> float:
        """The mean true recall of ``cards`` cards on a day; those never seen are not recalled."""
        return (
            sum(self.memory.recall(day - self.last_day[each], self.stability[each]) for each in self.stability) / cards
        )


@dataclass(frozen=True)
class Result:
    """What one policy led to, for one learner."""

    answers: int
    minutes: float
    recall: float
    later: float
    busiest: int
    predicted: float | None = None


class Fsrs:
    """The shipped scheduler, as it is."""

    def __init__(self, cards: int, days: int, retention: float) -> None:
        self._settings = SchedulerSettings(desired_retention=retention, timezone="Asia/Shanghai")
        self._scheduler = Scheduler(self._settings, CALENDAR)
        self._plan = plan_exam([], cards, ExamGoal(TODAY + days, 0.9), TODAY, self._settings)
        self.predicted: float | None = None
        self.schedules = [Schedule()] * cards

    def due(self, day: int) -> list[int]:
        """The cards to review."""
        return [card for card, each in enumerate(self.schedules) if each.due_day is not None and each.due_day <= day]

    def new(self, day: int) -> list[int]:
        """The cards to introduce: every policy at the same pace."""
        left = [card for card, each in enumerate(self.schedules) if each.state is CardState.NEW]
        return left[: new_cards_on(self._plan, day, len(left))]

    def answered(self, card: int, rating: Rating, at: datetime) -> bool:
        """Schedule an answer; True if the card comes again in minutes."""
        self.schedules[card] = self._given(card, at)[rating]
        return self.schedules[card].due_at is not None

    def _given(self, card: int, at: datetime) -> dict[Rating, Schedule]:
        return self._scheduler.preview(self.schedules[card], at, str(card))


class Planned(Fsrs):
    """The exam plan, made once, on the first day."""

    def __init__(self, cards: int, days: int, goal: ExamGoal) -> None:
        super().__init__(cards, days, 0.9)
        self._plan = plan_exam([], cards, goal, TODAY, self._settings, PACE)
        self._planned = PlannedDays(self._plan, self._settings)
        self.predicted = self._plan.predicted_recall

    def _given(self, card: int, at: datetime) -> dict[Rating, Schedule]:
        return self._planned.after(super()._given(card, at), CALENDAR.study_day(at), str(card))


class Sm2(Fsrs):
    """SM-2 with Anki's defaults: steps 1m 10m, then 1 day or 4; ease 2.5, hard 1.2, easy bonus 1.3; lapse to 1 day."""

    def __init__(self, cards: int, days: int) -> None:
        super().__init__(cards, days, 0.9)
        self._ease = [2.5] * cards

    def answered(self, card: int, rating: Rating, at: datetime) -> bool:
        """Steps are the scheduler's own; the days of a card that leaves them are SM-2's."""
        before, day, ease = self.schedules[card], CALENDAR.study_day(at), self._ease[card]
        comes_again = super().answered(card, rating, at)
        after = self.schedules[card]
        if before.state is CardState.REVIEW:
            self._ease[card] = max(1.3, ease + {1: -0.20, 2: -0.15, 3: 0.0, 4: 0.15}[rating])
        if after.state is not CardState.REVIEW:
            return comes_again
        last, late = before.scheduled_days, day - (before.due_day or day)
        if before.state is CardState.REVIEW:
            hard = max(last + 1, round(last * 1.2))
            good = max(hard + 1, round((last + late / 2) * ease))
            interval = {2: hard, 3: good, 4: max(good + 1, round((last + late) * ease * 1.3))}[rating]
        else:
            interval = 4 if rating is Rating.EASY and before.state is not CardState.RELEARNING else 1
        self.schedules[card] = replace(after, scheduled_days=interval, due_day=day + interval)
        return False


def study(policy: Fsrs, seed: int, days: int) -> Result:
    """Let a learner study each day up to the exam."""
    learner, cards, busiest = Learner(seed), len(policy.schedules), 0
    for number in range(days):
        before, day = learner.answers, TODAY + number
        for card in [*policy.due(day), *policy.new(day)]:
            at = START + timedelta(days=number)
            while policy.answered(card, learner.answer(card, day), at):
                at += timedelta(minutes=10)
        busiest = max(busiest, learner.answers - before)
    exam = TODAY + days
    return Result(
        learner.answers,
        learner.seconds / 60,
        learner.recall_on(exam, cards),
        learner.recall_on(exam + 30, cards),
        busiest,
        policy.predicted,
    )


def at_same_recall(wanted: float, run: Callable[[float], list[Result]]) -> tuple[float, list[Result]]:
    """The retention at which the mean recall of ``run`` is ``wanted``, by halving."""
    low, high = 0.70, 0.99
    for _ in range(7):
        retention = (low + high) / 2
        results = run(retention)
        low, high = (retention, high) if mean(results, "recall") < wanted else (low, retention)
    return retention, results


def mean(results: list[Result], name: str) -> float:
    """The mean over learners."""
    return fmean(getattr(each, name) for each in results)


def row(name: str, results: list[Result], least: list[Result]) -> str:
    """One line of the table; what the plan saves, over its answers, with the standard error over seeds."""
    saved = [1 - ours.answers / theirs.answers for ours, theirs in zip(least, results, strict=True)]
    error = stdev(saved) / len(saved) ** 0.5 if len(saved) > 1 else 0.0
    saves = "" if results is least else f"{1 - mean(least, 'answers') / mean(results, 'answers'):.1%} ± {error:.1%}"
    return (
        f"| {name} | {mean(results, 'answers'):.0f} | {mean(results, 'minutes'):.0f} | {mean(results, 'recall'):.3f} "
        f"| {saves} | {mean(results, 'busiest'):.0f} | {mean(results, 'later'):.3f} |"
    )


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--seeds", type=int, default=20)
    arguments.add_argument("--days", type=int, nargs="+", default=[30, 60, 90])
    arguments.add_argument("--recall", type=float, default=0.90)
    arguments.add_argument("--minutes", type=float, default=20)
    given = arguments.parse_args()
    seeds = range(given.seeds)
    for days in given.days:
        cards = days * NEW_PER_DAY
        goal = ExamGoal(TODAY + days, given.recall, minutes_per_day=given.minutes)

        def fsrs(retention: float, cards: int = cards, days: int = days) -> list[Result]:
            return [study(Fsrs(cards, days, retention), seed, days) for seed in seeds]

        planned = [study(Planned(cards, days, goal), seed, days) for seed in seeds]
        retention, same = at_same_recall(mean(planned, "recall"), fsrs)
        print(
            f"\n{cards} new cards, exam after {days} days, recall {given.recall} wanted, "
            f"{given.minutes:g} minutes a day; mean of {given.seeds} learners; "
            f"the plan predicts {planned[0].predicted:.3f}\n"
        )
        print("| policy | answers | minutes | recall on the day | the plan saves | busiest day | 30 days later |")
        print("|---|---|---|---|---|---|---|")
        print(row("exam plan", planned, planned))
        print(row(f"FSRS at {retention:.3f}, same recall", same, planned))
        print(row("FSRS at 0.90", fsrs(0.90), planned))
        print(row("SM-2, Anki's defaults", [study(Sm2(cards, days), seed, days) for seed in seeds], planned))
    print(f"\n{process_time():.0f} s of processor time", file=sys.stderr)


if __name__ == "__main__":
    main()
