"""Wengu's schedules are Anki's. The tables in docs/scheduling.md come from tools/eval_scheduling.py."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

pytest.importorskip("anki")

from anki_comparison import compare, fuzz_outside_range, random_histories


def zone_where_it_is(hour: int) -> str:
    """A zone without daylight saving in which it is about ``hour`` o'clock now."""
    ahead = (hour - datetime.now(UTC).hour + 12) % 24 - 12
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def test_memory_and_intervals_are_anki_s_on_a_thousand_histories() -> None:
    # In the late evening, so that some steps of six hours end on the next study day.
    found = compare(random_histories(1_000, seed=20260901), zone_where_it_is(22))
    assert found.histories == 1_000
    assert found.choices > 15_000
    assert (found.different, found.examples) == (0, [])
    assert found.states_apart < 1e-4
    assert found.replay_apart < 1e-4


def test_steps_at_noon_are_anki_s() -> None:
    found = compare(random_histories(60, seed=5), zone_where_it_is(12))
    assert (found.different, found.examples) == (0, [])


def test_anki_s_fuzz_lies_within_the_range_drawn_from() -> None:
    outside, intervals = fuzz_outside_range(random_histories(150, seed=9), zone_where_it_is(12))
    assert intervals > 1_000
    assert outside == 0
