"""Which of the days that fuzz allows a review goes to: the lighter ones, and fewer on a learner's easy days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_MONDAY = 3  # 1970-01-01, study day 0, was a Thursday


def weekday(day: int) -> int:
    """0 for the study days that start on a Monday."""
    return (day + _MONDAY) % 7


def pick_day(first: int, last: int, draw: float, shares: Sequence[float], due: Mapping[int, int]) -> int:
    """One of the study days ``first`` to ``last``, the lighter the likelier; ``draw``, 0 <= x < 1, decides.

    ``shares`` say, Monday first, which part of the usual load a weekday may bear (0..1), ``due`` how many
    reviews each day has already. Days that may bear nothing are taken only where there are no others.
    A day with a third of the reviews of another is taken nine times as often.
    """
    days = range(first, last + 1)
    fill = 1 + min((due.get(day, 0) for day in days), default=0)
    weights = [shares[weekday(day)] * (fill / (1 + due.get(day, 0))) ** 2 for day in days]
    if not any(weights):
        weights = [1.0] * len(days)
    left = draw * sum(weights)
    for day, weight in zip(days, weights, strict=True):
        left -= weight
        if left < 0:
            return day
    return max(day for day, weight in zip(days, weights, strict=True) if weight)
