"""How memory fades and grows, by FSRS-6: for plans and simulations over many cards, without a call per card.

What a card is scheduled by comes from pipeline/scheduling.py; the tests hold both to the same numbers.
Formulas: https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm (FSRS-6).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, pow

from desktop.domain.card import Rating

_SHORTEST, _LONGEST = 0.001, 36_500.0


class Forgetting:
    """FSRS-6 with the 21 ``weights``. Stability in days, difficulty 1..10, days whole study days."""

    def __init__(self, weights: Sequence[float]) -> None:
        self._weights = w = tuple(weights)
        self._decay = w[20]
        self._factor = pow(0.9, -1 / w[20]) - 1
        self._growth = exp(w[8])
        self._same_day = exp(w[17] * w[18])
        self._easiest = w[4] - exp(w[5] * 3) + 1

    def recall(self, days: float, stability: float) -> float:
        """The probability of recall ``days`` after the last answer."""
        return pow(1 + self._factor * days / stability, -self._decay)

    def days_until(self, recall: float, stability: float) -> float:
        """After how many days recall has fallen to ``recall``."""
        return stability / self._factor * (pow(recall, -1 / self._decay) - 1)

    def first(self, rating: Rating) -> tuple[float, float]:
        """Stability and difficulty after the first answer."""
        w = self._weights
        return _bounded(w[rating - 1]), _clamped(w[4] - exp(w[5] * (rating - 1)) + 1)

    def passed(self, stability: float, difficulty: float, recall: float, rating: Rating = Rating.GOOD) -> float:
        """The stability after *hard*, *good* or *easy*, given at that ``recall`` on a later day."""
        w = self._weights
        bonus = w[15] if rating is Rating.HARD else w[16] if rating is Rating.EASY else 1.0
        grown = self._growth * (11 - difficulty) * pow(stability, -w[9]) * (exp(w[10] * (1 - recall)) - 1)
        return _bounded(stability * (1 + grown * bonus))

    def failed(self, stability: float, difficulty: float, recall: float) -> float:
        """The stability after *again* at that ``recall`` on a later day."""
        w = self._weights
        left = w[11] * pow(difficulty, -w[12]) * (pow(stability + 1, w[13]) - 1) * exp(w[14] * (1 - recall))
        return _bounded(min(left, stability / self._same_day))

    def repeated(self, stability: float, rating: Rating = Rating.GOOD) -> float:
        """The stability after another answer on the day of the last one."""
        w = self._weights
        factor = exp(w[17] * (rating - 3 + w[18])) * pow(stability, -w[19])
        return _bounded(stability * (max(factor, 1.0) if rating >= Rating.HARD else factor))

    def harder(self, difficulty: float, rating: Rating) -> float:
        """The difficulty after an answer."""
        w = self._weights
        moved = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
        return _clamped(w[7] * (self._easiest - moved) + moved)


def _bounded(stability: float) -> float:
    return min(max(stability, _SHORTEST), _LONGEST)


def _clamped(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)
