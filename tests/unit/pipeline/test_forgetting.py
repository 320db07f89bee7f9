from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.forgetting import Forgetting
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS, Scheduler
from desktop.pipeline.study_days import StudyCalendar

MEMORY = Forgetting(DEFAULT_PARAMETERS)
SCHEDULER = Scheduler(SchedulerSettings(fuzz=False), StudyCalendar(4, UTC))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = SCHEDULER.calendar.study_day(NOON)


@given(
    stability=st.floats(0.01, 3_000),
    difficulty=st.floats(1, 10),
    days=st.integers(0, 400),
    rating=st.sampled_from(Rating),
)
def test_memory_changes_as_the_scheduler_has_it(stability: float, difficulty: float, days: int, rating: Rating) -> None:
    schedule = Schedule(
        state=CardState.REVIEW, due_day=DAY, last_day=DAY - days, stability=stability, difficulty=difficulty
    )
    after = SCHEDULER.answer(schedule, rating, NOON, "card")
    recall = MEMORY.recall(days, stability)
    if days == 0:
        mine = MEMORY.repeated(stability, rating)
    elif rating is Rating.AGAIN:
        mine = MEMORY.failed(stability, difficulty, recall)
    else:
        mine = MEMORY.passed(stability, difficulty, recall, rating)
    # The scheduler reckons in 32 bits.
    assert mine == pytest.approx(after.stability, rel=1e-3)
    assert MEMORY.harder(difficulty, rating) == pytest.approx(after.difficulty, rel=1e-5)
    assert recall == pytest.approx(SCHEDULER.retrievability(schedule, NOON))


def test_first_answers_are_the_scheduler_s() -> None:
    for rating, after in SCHEDULER.preview(Schedule(), NOON, "card").items():
        assert MEMORY.first(rating) == pytest.approx((after.stability, after.difficulty), rel=1e-5)


def test_recall_falls_to_what_the_days_were_asked_for() -> None:
    for recall in (0.7, 0.9, 0.97):
        assert MEMORY.recall(MEMORY.days_until(recall, 12.0), 12.0) == pytest.approx(recall)
    schedule = replace(SCHEDULER.answer(Schedule(), Rating.EASY, NOON, "card"), scheduled_days=0)
    assert SCHEDULER.retrievability(schedule, NOON + timedelta(days=30)) == pytest.approx(
        MEMORY.recall(30, schedule.stability or 0), rel=1e-6
    )
