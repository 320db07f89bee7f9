from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.review import Review
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline import memory_statistics as statistics
from desktop.pipeline.study_days import StudyCalendar

CALENDAR = StudyCalendar(4, ZoneInfo("Asia/Shanghai"))
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)  # nine in the morning
TODAY = CALENDAR.study_day(AT)
OPTIONS = SchedulerSettings()


def known(stability: float = 10.0, days: int = 10, last_day: int = TODAY - 10, **changes: object) -> Schedule:
    fields = {"state": CardState.REVIEW, "due_day": last_day + days, "scheduled_days": days, "last_day": last_day}
    return Schedule(**{**fields, "stability": stability, "difficulty": 5.0, "reps": 3, **changes})  # type: ignore[arg-type]


def answered(card: str = "a", rating: int = 3, at: datetime = AT, **changes: object) -> Review:
    fields = {"before": known(), "after": known(), "duration_ms": 6_000, "mode": "typed", **changes}
    return Review(id=f"{card} {at}", card_id=card, at=at, day=CALENDAR.study_day(at), rating=Rating(rating), **fields)  # type: ignore[arg-type]


def test_true_retention_counts_cards_in_review_and_what_stands() -> None:
    log = [
        answered(rating=3),
        answered(rating=1),
        answered(rating=2, before=known(days=21)),
        answered(rating=1, before=Schedule()),  # new: no review
        answered(rating=1, before=known(state=CardState.RELEARNING)),
        answered(rating=1, undone=True),
        answered(rating=1, cram=True),
    ]
    found = statistics.true_retention(log)
    assert (found.young, found.mature) == (statistics.Retention(2, 1), statistics.Retention(1, 1))
    assert found.total.share == pytest.approx(2 / 3)
    assert statistics.true_retention([]).total.share is None


def test_retention_by_kind_leaves_out_cards_without_one() -> None:
    log = [answered("a", 3), answered("b", 1), answered("c", 1)]
    found = statistics.retention_by(log, {"a": "term", "b": "formula"})
    assert {kind: each.total.share for kind, each in found.items()} == {"term": 1.0, "formula": 0.0}


def test_forecast_counts_what_is_overdue_today_and_steps_on_their_day() -> None:
    step = Schedule(state=CardState.LEARNING, due_at=AT + timedelta(days=1), stability=1.0, difficulty=5.0)
    schedules = [known(last_day=TODAY - 40), known(), known(days=12), known(days=300), step, Schedule()]
    assert statistics.forecast(schedules, TODAY, 4, CALENDAR) == [2, 1, 1, 0]


def test_heatmap_streak_and_hours() -> None:
    late = datetime.fromisoformat("2026-03-02T01:30+08:00")  # still the first of March
    log = [answered(), answered(rating=1), answered(at=late), answered(at=AT - timedelta(days=5), undone=True)]
    assert statistics.heatmap(log) == {TODAY: 2, TODAY - 1: 1}
    hours = statistics.hours(log, CALENDAR)
    assert (hours[9], hours[1].answers) == (statistics.Hour(2, statistics.Retention(2, 1)), 1)
    assert sum(hour.answers for hour in hours) == 3


@pytest.mark.parametrize(
    ("days", "current", "longest"),
    [([], 0, 0), ([0], 1, 1), ([-1], 1, 1), ([-2], 0, 1), ([0, -1, -3, -4, -5], 2, 3), ([1, 0], 1, 1)],
)
def test_streak(days: list[int], current: int, longest: int) -> None:
    found = statistics.streak([TODAY + day for day in days], TODAY)
    assert (found.current, found.longest) == (current, longest)


@given(st.lists(st.integers(0, 60)))
def test_streaks_do_not_depend_on_order_or_repetition(days: list[int]) -> None:
    found = statistics.streak(days, 60)
    assert found == statistics.streak([*reversed(days), *days], 60)
    assert 0 <= found.current <= found.longest <= len(set(days))


def test_distributions() -> None:
    schedules = [known(0.7), known(1.0), known(1.9), known(300.0), Schedule()]
    assert statistics.stability_distribution(schedules) == {-1: 1, 0: 2, 8: 1}
    difficulties = [known(difficulty=value) for value in (1.0, 1.9, 5.5, 10.0)] + [Schedule()]
    assert statistics.difficulty_distribution(difficulties) == [2, 0, 0, 0, 1, 0, 0, 0, 1]


def test_time_away_is_no_work() -> None:
    log = [answered("a", duration_ms=4_000), answered("a", duration_ms=3_600_000), answered("b", duration_ms=10_000)]
    assert statistics.work(log) == statistics.Work(3, 2, 74.0, 37.0)


def test_predicted_recall_by_article_counts_new_cards_as_forgotten() -> None:
    schedules = {"a": known(10.0), "b": Schedule(), "c": known(10.0, last_day=TODAY)}
    found = statistics.predicted_recall(statistics.recall_now(schedules, TODAY, OPTIONS), {"a": 1, "b": 1, "c": 2})
    assert found[1] == statistics.PredictedRecall(2, 1, pytest.approx(0.45, abs=1e-6))
    assert found[2].recall == 1.0


def test_weakest_phrases_come_first_and_new_ones_not_at_all() -> None:
    schedules = {"a": known(50.0), "b": known(2.0, lapses=3), "c": Schedule(), "d": known(90.0, lapses=1)}
    phrases = {"a": "实事求是", "b": "高质量发展", "c": "新", "d": "高质量发展"}
    recalls = statistics.recall_now(schedules, TODAY, OPTIONS)
    found = statistics.weakest_phrases(schedules, recalls, phrases)
    assert [(each.phrase, each.lapses, each.cards) for each in found] == [("高质量发展", 4, 2), ("实事求是", 0, 1)]
    assert len(statistics.weakest_phrases(schedules, recalls, phrases, most=1)) == 1


def test_a_hundred_thousand_reviews_take_a_moment() -> None:
    chance = Random(1)
    log = [
        answered(f"card {number % 5_000}", chance.randint(1, 4), AT - timedelta(minutes=7 * number))
        for number in range(100_000)
    ]
    kinds = {f"card {number}": number % 7 for number in range(5_000)}
    for figure in (
        lambda: statistics.true_retention(log),
        lambda: statistics.retention_by(log, kinds),
        lambda: statistics.heatmap(log),
        lambda: statistics.hours(log, CALENDAR),
        lambda: statistics.work(log),
    ):
        before = process_time()
        figure()
        assert process_time() - before < 1  # each 0.02 to 0.3 on an idle machine
