from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from statistics import fmean
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.errors import BadValue
from desktop.domain.exam import ExamGoal, ExamPlan, Pace
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.exam_plan import PlannedDays, new_cards_on, plan_exam, what_would_help
from desktop.pipeline.scheduling import Scheduler
from desktop.pipeline.study_days import StudyCalendar

OPTIONS = SchedulerSettings()
CALENDAR = StudyCalendar(4, ZoneInfo("Asia/Shanghai"))
MORNING = datetime.fromisoformat("2026-03-02T09:00+08:00")
TODAY = CALENDAR.study_day(MORNING)


def cards(number: int, seed: int = 1) -> dict[str, Schedule]:
    chance = Random(seed)
    return {
        f"card {each}": Schedule(
            state=CardState.REVIEW,
            due_day=TODAY + chance.randint(-20, 100),
            scheduled_days=20,
            last_day=TODAY - chance.randint(1, 200),
            stability=10 ** chance.uniform(-0.5, 2.5),
            difficulty=chance.uniform(1, 10),
            reps=chance.randint(1, 9),
        )
        for each in range(number)
    }


def plan(known: int = 0, new: int = 0, days: int = 30, recall: float = 0.9, **budget: float) -> ExamPlan:
    goal = ExamGoal(TODAY + days, recall, **budget)  # type: ignore[arg-type]
    return plan_exam(list(cards(known).values()), new, goal, TODAY, OPTIONS)


@settings(max_examples=12, deadline=None)
@given(
    known=st.integers(0, 60),
    new=st.integers(0, 400),
    days=st.integers(1, 120),
    recall=st.floats(0.5, 0.99),
    minutes=st.one_of(st.none(), st.floats(0, 120)),
)
def test_invariants_of_any_plan(known: int, new: int, days: int, recall: float, minutes: float | None) -> None:
    schedules = cards(known)
    goal = ExamGoal(TODAY + days, recall, minutes_per_day=minutes)
    made = plan_exam(list(schedules.values()), new, goal, TODAY, OPTIONS)
    assert len(made.new_per_day) == len(made.reviews_per_day) == len(made.minutes_per_day) == days
    assert sum(made.new_per_day) <= new
    assert 0 <= made.predicted_recall <= 1
    assert all(value is None or 0 < value <= 1 for value in made.desired_retention)
    assert made.shortfall == pytest.approx(max(0.0, recall - made.predicted_recall), abs=0.0021)
    if minutes is None:
        assert sum(made.new_per_day) == new
    else:
        new_minutes = max(made.new_per_day) * made.pace.answers_per_new * made.pace.seconds_per_answer / 60
        assert new_minutes <= minutes + 0.32  # a day's share of the new cards is rounded to whole cards
    planned = PlannedDays(made, OPTIONS)
    for due in planned.due_days(schedules, TODAY).values():
        assert due is None or TODAY <= due < goal.day
    assert planned.due_days(schedules, TODAY) == PlannedDays(made, OPTIONS).due_days(schedules, TODAY)
    assert set(planned.extra(schedules, TODAY)) <= set(schedules)


def test_every_new_card_is_introduced_evenly_and_before_the_last_days() -> None:
    made = plan(new=300, days=30, minutes_per_day=30)
    assert sum(made.new_per_day) == 300
    assert set(made.new_per_day[:28]) <= {10, 11}
    assert made.new_per_day[28:] == (0, 0)


def test_retention_rises_and_work_gathers_towards_the_day() -> None:
    made = plan(new=900, days=90, recall=0.92, minutes_per_day=20)
    early, late = made.desired_retention[40], made.desired_retention[-20]
    assert made.shortfall == 0
    assert sum(made.reviews_per_day[-30:]) > 2 * sum(made.reviews_per_day[:60])
    assert max(made.minutes_per_day) < 20 * 1.1
    assert early is not None
    assert late is not None


def test_more_time_a_day_never_predicts_less() -> None:
    recalls = [
        plan(new=600, days=45, recall=0.97, minutes_per_day=minutes).predicted_recall for minutes in (6, 9, 15, 40)
    ]
    assert recalls == sorted(recalls)
    assert recalls[0] < 0.85 < 0.94 < recalls[-1]


def test_cards_that_will_be_recalled_anyway_are_left_alone() -> None:
    strong = {
        f"card {n}": replace(each, stability=5_000.0, last_day=TODAY - 1) for n, each in enumerate(cards(50).values())
    }
    made = plan_exam(list(strong.values()), 0, ExamGoal(TODAY + 30, 0.9), TODAY, OPTIONS)
    assert made.predicted_recall > 0.99
    assert sum(made.reviews_per_day) < 1
    assert set(PlannedDays(made, OPTIONS).due_days(strong, TODAY).values()) == {None}


def test_shortfall_comes_with_what_would_fix_it() -> None:
    goal = ExamGoal(TODAY + 20, 0.9, minutes_per_day=3)
    made = plan_exam([], 200, goal, TODAY, OPTIONS)
    assert made.shortfall > 0.05
    fixes = what_would_help([], 200, goal, TODAY, OPTIONS)
    assert fixes.minutes_per_day is not None
    assert fixes.fewer_cards is not None
    assert fixes.later_day is not None
    assert 3 < fixes.minutes_per_day < 20
    for fixed, new in (
        (replace(goal, minutes_per_day=fixes.minutes_per_day), 200),
        (goal, 200 - fixes.fewer_cards),
        (replace(goal, day=fixes.later_day), 200),
    ):
        assert plan_exam([], new, fixed, TODAY, OPTIONS).shortfall < 0.01


def test_no_remedy_where_time_is_nought() -> None:
    goal = ExamGoal(TODAY + 1, 0.99, minutes_per_day=0)
    assert plan_exam([], 10, goal, TODAY, OPTIONS).shortfall == pytest.approx(0.99)
    fixes = what_would_help([], 10, replace(goal, recall=0.9), TODAY, OPTIONS)
    assert (fixes.minutes_per_day or 0) > 0
    assert fixes.later_day is None


@pytest.mark.parametrize("days", [0, -3, 1_096])
def test_exam_day_must_lie_ahead_and_within_three_years(days: int) -> None:
    with pytest.raises(BadValue):
        plan(new=1, days=days)


def test_missed_new_cards_are_spread_over_what_is_left() -> None:
    made = plan(new=280, days=30, minutes_per_day=60)  # ten a day on 28 days
    assert new_cards_on(made, TODAY, 280) == 10
    assert new_cards_on(made, TODAY + 14, 140) == 10
    assert new_cards_on(made, TODAY + 14, 280) == 20
    assert new_cards_on(made, TODAY + 14, 70) == 5
    assert new_cards_on(made, TODAY + 29, 7) == 7
    assert new_cards_on(made, TODAY + 30, 7) == 0
    assert new_cards_on(made, TODAY - 1, 280) == 0


def test_buttons_under_the_plan_keep_steps_and_order() -> None:
    made = plan(new=300, days=60, minutes_per_day=20)
    planned, scheduler = PlannedDays(made, OPTIONS), Scheduler(OPTIONS, CALENDAR)
    for card, schedule in cards(200).items():
        plain = scheduler.preview(schedule, MORNING, card)
        given_days = planned.after(plain, TODAY, card)
        assert given_days[Rating.AGAIN] == plain[Rating.AGAIN]
        due = [given_days[rating].due_day or 0 for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)]
        assert due == sorted(due)
        assert all(day > TODAY for day in due)
        for rating, each in given_days.items():
            assert (each.stability, each.reps) == (plain[rating].stability, plain[rating].reps)
            if each.due_day is not None:
                assert each.scheduled_days == each.due_day - TODAY
    assert planned.after(plain, made.goal.day, card) == plain


def test_reviews_worth_their_while_now_are_those_that_gain_most() -> None:
    made = plan(known=300, days=5, recall=0.97, cards_per_day=40)
    schedules = cards(300)
    planned = PlannedDays(made, OPTIONS)
    worth = planned.extra(schedules, made.goal.day - 1)
    assert 0 < len(worth) < 300
    first, last = (planned.recall(schedules[card]) for card in (worth[0], worth[-1]))
    assert first < last
    left = [planned.recall(schedules[card]) for card in schedules if card not in worth]
    assert fmean(left) > last
    assert planned.extra(schedules, made.goal.day) == []


def test_prediction_holds_for_a_learner_whose_memory_is_the_model_s() -> None:
    """120 new cards over 30 days, answered by chance as the model says: recall on the day is what was predicted."""
    goal = ExamGoal(TODAY + 30, 0.9, minutes_per_day=10)
    made = plan_exam([], 120, goal, TODAY, OPTIONS, Pace())
    planned, scheduler = PlannedDays(made, OPTIONS), Scheduler(OPTIONS, CALENDAR)
    recalls, most = [], 0
    for seed in range(4):
        chance, schedules = Random(seed), [Schedule()] * 120
        for number in range(30):
            day = TODAY + number
            new = [card for card, each in enumerate(schedules) if each.state is CardState.NEW]
            due = [card for card, each in enumerate(schedules) if each.due_day is not None and each.due_day <= day]
            most = max(most, len(due))
            for card in due + new[: new_cards_on(made, day, len(new))]:
                at = MORNING + timedelta(days=number)
                while True:
                    before = schedules[card]
                    if before.state is CardState.NEW:
                        rating = chance.choices(tuple(Rating), (0.24, 0.094, 0.495, 0.171))[0]
                    else:
                        remembered = chance.random() < min(0.97, scheduler.retrievability(before, at))
                        rating = Rating.GOOD if remembered else Rating.AGAIN
                    preview = scheduler.preview(before, at, str(card))
                    schedules[card] = planned.after(preview, day, str(card))[rating]
                    if schedules[card].due_at is None:
                        break
                    at += timedelta(minutes=10)
        assert all(each.state is not CardState.NEW for each in schedules)
        recalls.append(fmean(map(planned.recall, schedules)))
    assert fmean(recalls) == pytest.approx(made.predicted_recall, abs=0.02)
    assert most < 75


def test_ten_thousand_cards_take_about_a_second() -> None:
    schedules = cards(10_000)
    before = process_time()
    made = plan_exam(list(schedules.values()), 2_000, ExamGoal(TODAY + 90, 0.9, minutes_per_day=60), TODAY, OPTIONS)
    planned = PlannedDays(made, OPTIONS).due_days(schedules, TODAY)
    assert process_time() - before < 3  # about 0.8 on an idle machine
    assert len(planned) == 10_000
