"""Answers, as they are kept for ever."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from desktop.domain.card import Rating, Schedule


@dataclass(frozen=True, slots=True)
class Review:
    """One answer: append-only, with the schedule before and after it.

    ``cram`` is an answer outside the schedule, which it left alone.
    """

    id: str
    card_id: str
    at: datetime
    day: int
    rating: Rating
    mode: str
    duration_ms: int
    before: Schedule
    after: Schedule
    undone: bool = False
    cram: bool = False


class AnswerPace(NamedTuple):
    """Seconds that a card takes: a ``new`` one on its first day, with all its steps, or the ``next`` answer of another.

    The defaults are a guess, until the learner's own are known.
    """

    new: float = 25.0
    next: float = 12.0


class DueCounts(NamedTuple):
    """How many cards wait: ``new`` and ``review`` after the daily limits, ``learning`` steps due by then."""

    new: int
    learning: int
    review: int

    @property
    def total(self) -> int:
        """All that wait."""
        return self.new + self.learning + self.review

    def minutes(self, pace: AnswerPace) -> int:
        """About how many minutes they will take at that pace, at least one if anything waits."""
        return math.ceil((self.new * pace.new + (self.learning + self.review) * pace.next) / 60)
