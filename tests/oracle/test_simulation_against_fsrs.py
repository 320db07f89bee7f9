"""Wengu's simulation beside fsrs-rs's own, which Anki's simulator is."""

from __future__ import annotations

from dataclasses import replace

import fsrs_rs_python as fsrs
import pytest

from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS
from desktop.pipeline.simulation import simulate


@pytest.mark.parametrize("retention", [0.80, 0.90, 0.95])
def test_as_much_is_remembered_after_a_year(retention: float) -> None:
    options = replace(SchedulerSettings(), desired_retention=retention, new_per_day=10, reviews_per_day=9_999)
    ours = simulate([], 3_000, 0, options)
    config = fsrs.default_simulator_config()
    config.deck_size, config.learn_limit, config.max_cost_perday = 3_000, 10, 1e9
    theirs = fsrs.simulate(DEFAULT_PARAMETERS, retention, config, 1)
    assert ours.remembered[-1] == pytest.approx(theirs.memorized_cnt_per_day[-1], rel=0.01)
    assert ours.remembered[150] == pytest.approx(theirs.memorized_cnt_per_day[150], rel=0.015)
