from __future__ import annotations

from dataclasses import replace
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.card import CardState, Schedule
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.simulation import simulate

OPTIONS = SchedulerSettings(reviews_per_day=9_999)
KNOWN = Schedule(
    state=CardState.REVIEW, due_day=5, last_day=-5, scheduled_days=10, stability=10.0, difficulty=5.0, reps=3
)


@settings(max_examples=30, deadline=None)
@given(
    known=st.integers(0, 40),
    new=st.integers(0, 80),
    per_day=st.integers(0, 20),
    limit=st.integers(0, 30),
    retention=st.floats(0.7, 0.97),
)
def test_invariants(known: int, new: int, per_day: int, limit: int, retention: float) -> None:
    options = replace(OPTIONS, new_per_day=per_day, reviews_per_day=limit, desired_retention=retention)
    played = simulate([KNOWN] * known, new, 0, options, days=60)
    assert sum(played.new) == min(new, per_day * 60)
    assert max(played.new) <= per_day
    assert max(played.reviews) <= limit
    assert all(0 <= each <= known + new for each in played.remembered)
    assert [bool(minutes) for minutes in played.minutes] == [
        bool(a + b) for a, b in zip(played.reviews, played.new, strict=True)
    ]
    assert played == simulate([KNOWN] * known, new, 0, options, days=60)


def test_higher_retention_costs_more_and_keeps_more() -> None:
    low, high = (simulate([], 600, 0, replace(OPTIONS, desired_retention=retention)) for retention in (0.80, 0.95))
    assert sum(high.reviews) > 1.5 * sum(low.reviews)
    assert high.remembered[-1] > low.remembered[-1] > 500


def test_reviews_over_the_limit_wait() -> None:
    free = simulate([KNOWN] * 30, 0, 0, OPTIONS, days=10)
    limited = simulate([KNOWN] * 30, 0, 0, replace(OPTIONS, reviews_per_day=10), days=10)
    assert free.reviews[:6] == (0, 0, 0, 0, 0, 30)
    assert limited.reviews[:8] == (0, 0, 0, 0, 0, 10, 10, 10)


def test_a_year_of_ten_thousand_cards_takes_a_moment() -> None:
    before = process_time()
    simulate([], 10_000, 0, replace(OPTIONS, new_per_day=30))
    assert process_time() - before < 4  # about half a second on an idle machine
