"""What a learner can set, each option declared once with its type, default and bounds."""

from __future__ import annotations

from dataclasses import dataclass

DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class SchedulerSettings:
    """How a deck is scheduled. Times in seconds, ``day_start`` in hours after local midnight.

    ``parameters`` are FSRS-6's 21 weights, empty for the defaults. ``timezone`` is an IANA name, empty
    for the system's own.
    """

    desired_retention: float = 0.90
    new_per_day: int = 20
    reviews_per_day: int = 200
    learning_steps: tuple[int, ...] = (60, 600)
    relearning_steps: tuple[int, ...] = (600,)
    maximum_interval: int = 36_500
    parameters: tuple[float, ...] = ()
    learn_ahead: int = 1_200
    fuzz: bool = True
    day_start: int = 4
    timezone: str = ""
