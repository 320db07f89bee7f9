"""Cards + an exam -> when to introduce and when to review, so that most is recalled on the day for the least work.

Each answer is asked for where it raises recall on the exam day most. ``plan_exam`` finds the prices at which
that fits the days (pipeline/exam_market.py); with them, ``PlannedDays`` tells the day of any card at any time,
as a button must.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import ceil, floor

from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.exam import ExamGoal, ExamPlan, Pace, Remedies
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.exam_market import LONGEST_PLAN, RECALL_TOLERANCE, Market, extra_cost, last_day, likeness
from desktop.pipeline.exam_values import Prospect, choose, prospect, spans, value_of
from desktop.pipeline.forgetting import Forgetting
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS
from desktop.pipeline.seeded import fraction


def plan_exam(
    schedules: Sequence[Schedule],
    new_cards: int,
    goal: ExamGoal,
    today: int,
    settings: SchedulerSettings,
    pace: Pace | None = None,
) -> ExamPlan:
    """The plan for cards with these ``schedules`` (none new) and ``new_cards`` more, from study day ``today`` on.

    Raises BadValue where the exam is not within the next ``LONGEST_PLAN`` days.
    """
    market = Market(schedules, new_cards, goal, today, settings, pace or Pace())
    market.clear()
    return market.plan()


def what_would_help(
    schedules: Sequence[Schedule],
    new_cards: int,
    goal: ExamGoal,
    today: int,
    settings: SchedulerSettings,
    pace: Pace | None = None,
) -> Remedies:
    """What would reach a goal that ``plan_exam`` fell short of. Takes a few seconds: it tries plans out."""
    pace = pace or Pace()

    def reached(goal: ExamGoal, new: int = new_cards) -> bool:
        market = Market(schedules, new, goal, today, settings, pace)
        market.clear(enough=True)
        return market.new_cards_fit and market.missing <= 2 * RECALL_TOLERANCE

    def with_minutes(minutes: int) -> bool:
        return reached(replace(goal, minutes_per_day=minutes, cards_per_day=None))

    spent = goal.minutes_per_day
    if spent is None:
        spent = (goal.cards_per_day or settings.reviews_per_day) * pace.seconds_per_answer / 60
    latest = LONGEST_PLAN + today - goal.day
    return Remedies(
        minutes_per_day=_least(with_minutes, floor(spent), 16 * 60),
        fewer_cards=_least(lambda fewer: reached(goal, new_cards - fewer), 0, new_cards),
        later_day=(
            None
            if (later := _least(lambda days: reached(replace(goal, day=goal.day + days)), 0, latest)) is None
            else goal.day + later
        ),
    )


def new_cards_on(plan: ExamPlan, day: int, new_left: int) -> int:
    """How many new cards to introduce on study day ``day``, ``new_left`` of the plan's being new still at its start.

    What was missed before is spread over the days on which the plan introduces cards.
    """
    number = day - plan.today
    if not 0 <= number < len(plan.new_per_day):
        return 0
    last = max((each for each, new in enumerate(plan.new_per_day) if new), default=-1)
    left_out = plan.new_cards - sum(plan.new_per_day)
    behind = new_left - left_out - sum(plan.new_per_day[number:])
    return min(new_left, max(0, plan.new_per_day[number] + ceil(behind / max(1, last - number + 1))))


class PlannedDays:
    """The days on which cards are to be reviewed under a plan. Pure: the same arguments give the same days."""

    def __init__(self, plan: ExamPlan, settings: SchedulerSettings) -> None:
        self._plan = plan
        self._memory = Forgetting(settings.parameters or DEFAULT_PARAMETERS)
        self._spans = spans(plan.goal.day - plan.today)
        self._lapse = extra_cost(plan.goal, plan.pace)

    def due_day(self, schedule: Schedule, today: int, seed: str) -> int | None:
        """The study day, ``today`` or later, of the next review of a card that was answered before; None if before
        the exam none is worth its while.

        ``seed`` is the card's id: it decides between days on which a review is worth the same.
        """
        state = self._state(schedule, today)
        return None if state is None else self._drawn(state, today, seed, schedule.reps, self._choices(state, today)[1])

    def due_days(self, schedules: Mapping[str, Schedule], today: int) -> dict[str, int | None]:
        """``due_day`` of many cards at once, by id: much faster, as cards that are about alike are reckoned as one."""
        known: dict[tuple[float, float, int], list[float]] = {}
        found: dict[str, int | None] = {}
        for card, schedule in schedules.items():
            state = self._state(schedule, today)
            if state is None:
                found[card] = None
                continue
            alike = likeness(*state)
            if alike not in known:
                known[alike] = self._choices(alike, today)[1]
            found[card] = self._drawn(state, today, card, schedule.reps, known[alike])
        return found

    def after(self, preview: Mapping[Rating, Schedule], today: int, seed: str) -> dict[Rating, Schedule]:
        """The four buttons' schedules under the plan: steps stay, days become the plan's, hard <= good <= easy.

        A card that needs no further review before the exam is due on the exam day, or when it is without a plan.
        """
        exam = self._plan.goal.day
        if today >= exam:
            return dict(preview)
        found, earliest = {}, today + 1
        for rating, schedule in preview.items():
            if schedule.state is CardState.REVIEW and schedule.due_day is not None:
                day = self.due_day(schedule, today, seed)
                day = max(schedule.due_day, exam) if day is None else day
                if rating is not Rating.AGAIN:
                    day = earliest = max(day, earliest)
                schedule = replace(schedule, due_day=day, scheduled_days=day - today)
            found[rating] = schedule
        return found

    def extra(self, schedules: Mapping[str, Schedule], today: int) -> list[str]:
        """Of cards that were answered before today, by id, those whose recall on the exam day a review today would
        raise by its price or more, the most worthwhile first."""
        plan, worth = self._plan, []
        known: dict[tuple[float, float, int], float] = {}
        before = plan.goal.day - today
        span = next((number for number, each in enumerate(self._spans) if before <= each.farthest), None)
        for card, schedule in schedules.items():
            state = self._state(schedule, today)
            if span is None or state is None or state[2] < 1:
                continue
            alike = likeness(*state)
            if alike not in known:
                future, _ = self._choices(alike, today)
                now = future.reviews[span]
                gain = value_of(now, plan.values[span]) - future.unreviewed
                known[alike] = gain / (1 + (1 - now.recall) * self._lapse)
            if known[alike] > plan.prices[span]:
                worth.append((-known[alike], card))
        return [card for _, card in sorted(worth)]

    def recall(self, schedule: Schedule) -> float:
        """The predicted recall of a card on the exam day, if it is not reviewed before; 0 for a new one."""
        if schedule.stability is None:
            return 0.0
        return self._memory.recall(max(0, self._plan.goal.day - last_day(schedule, 0)), schedule.stability)

    def _state(self, schedule: Schedule, today: int) -> tuple[float, float, int] | None:
        """Stability, difficulty and days since the last answer; None for a new card, or when the exam is over."""
        if schedule.stability is None or schedule.difficulty is None or today >= self._plan.goal.day:
            return None
        return schedule.stability, schedule.difficulty, today - last_day(schedule, today)

    def _choices(self, state: tuple[float, float, int], today: int) -> tuple[Prospect, list[float]]:
        plan, (stability, difficulty, elapsed) = self._plan, state
        left = plan.goal.day - today
        future = prospect(self._memory, stability, difficulty, left + elapsed, self._spans, left)
        return future, choose(future, plan.values, plan.prices, self._lapse)[1]

    def _drawn(
        self, state: tuple[float, float, int], today: int, seed: str, reps: int, chances: Sequence[float]
    ) -> int | None:
        """The day of one card, by the chances of the spans and its seed."""
        exam = self._plan.goal.day
        farthest = exam - today - (state[2] <= 0)
        draw = fraction(f"exam {self._plan.today}:{seed}:{reps}")
        for span, chance in reversed(list(zip(self._spans, chances[:-1], strict=False))):
            if draw < chance:
                days = max(1, min(span.farthest, farthest) - span.nearest + 1)
                return exam - span.nearest - days + 1 + int(draw / chance * days)
            draw -= chance
        return None


def _least(reaches: Callable[[int], bool], low: int, high: int) -> int | None:
    """The least whole number above ``low`` and up to ``high`` that reaches; larger ones reach if it does.

    Of hundreds, to a fiftieth. None where even ``high`` does not.
    """
    step = 1
    while True:
        if low >= high:
            return None
        middle = min(high, low + step)
        if reaches(middle):
            high = middle
            break
        low, step = middle, step * 2
    while high - low > max(1, high // 50):
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    return high
