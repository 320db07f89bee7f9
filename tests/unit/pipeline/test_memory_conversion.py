"""Parameters of earlier FSRS, with fsrs-rs as judge."""

from __future__ import annotations

from random import Random

import fsrs_rs_python as fsrs
import pytest

from desktop.pipeline.memory_conversion import full_parameters
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS


@pytest.mark.parametrize("number", [17, 19])
def test_earlier_parameters_mean_the_same(number: int) -> None:
    chance = Random(1)
    for _ in range(20):
        weights = [weight * chance.uniform(0.8, 1.2) for weight in DEFAULT_PARAMETERS[:number]]
        full = full_parameters(weights)
        assert len(full) == 21
        answers = [fsrs.FSRSReview(chance.randint(1, 4), gap) for gap in (0, 0, 3, 12, 40, 5)]
        item = fsrs.FSRSItem(answers)
        old, new = (fsrs.FSRS(list(each)).memory_state(item) for each in (weights, full))
        assert (new.stability, new.difficulty) == pytest.approx((old.stability, old.difficulty), rel=1e-5)


def test_any_other_number_of_parameters_stays() -> None:
    assert full_parameters(()) == ()
    assert full_parameters(DEFAULT_PARAMETERS) == tuple(DEFAULT_PARAMETERS)
