"""What an answer on a day is worth on the day of an exam: the reckoning under pipeline/exam_plan.py.

Time is cut into spans that grow with the distance from the exam. A card that was reviewed in a span, with
a stability and a difficulty, has a value: the recall it may expect on the exam day, less the price of the
answers this takes, if every later review is chosen well. Values are tabulated at nodes of stability
and difficulty from the last span back (dynamic programming). Choices are soft: of two days that are worth
nearly the same each gets its share, which levels the days and lets prices settle.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from desktop.domain.card import Rating
from desktop.pipeline.forgetting import Forgetting

Values = Sequence[Sequence[float]]

_STABILITIES = 22
_LEAST, _MOST = log(0.05), log(20_000.0)
_STEP = (_MOST - _LEAST) / (_STABILITIES - 1)
_DIFFICULTIES = (1.0, 4.0, 7.0, 10.0)
_SINGLE_DAYS = 4  # before the exam, a span each
_GROWTH = 1.4
# How much recall two choices may differ in and still both be taken; the smaller, the slower prices settle.
SOFTNESS = 0.005

NODES = _STABILITIES * len(_DIFFICULTIES)


class Span(NamedTuple):
    """The study days that are ``nearest`` to ``farthest`` days before the exam, both inclusive."""

    nearest: int
    farthest: int

    @property
    def middle(self) -> int:
        """The distance that stands for the span."""
        return (self.nearest + self.farthest) // 2


class Outcome(NamedTuple):
    """A review at that ``recall``, and where it may lead: four nodes with their chances."""

    recall: float
    node_1: int
    chance_1: float
    node_2: int
    chance_2: float
    node_3: int
    chance_3: float
    node_4: int
    chance_4: float


class Prospect(NamedTuple):
    """A state of memory: its recall on the exam day ``unreviewed``, or the outcome of a review in each span."""

    unreviewed: float
    reviews: tuple[Outcome, ...]


def spans(days: int) -> list[Span]:
    """``days`` days before an exam, the last day first."""
    found: list[Span] = []
    nearest, width = 1, 1
    while nearest <= days:
        found.append(Span(nearest, min(days, nearest + width - 1)))
        nearest += width
        if len(found) >= _SINGLE_DAYS:
            width = max(width + 1, int(width * _GROWTH))
    return found


def prospect(
    memory: Forgetting, stability: float, difficulty: float, since: int, choices: Sequence[Span], farthest: int
) -> Prospect:
    """The future of a card last reviewed ``since`` days before the exam, if its next review is in one of ``choices``.

    No review is farther than ``farthest`` days before the exam, or on the day of the last one.
    """
    reviews = []
    for span in choices:
        before = min(span.middle, farthest, since - 1)
        if before < span.nearest:
            break
        recall = memory.recall(since - before, stability)
        passed = _nodes(memory.passed(stability, difficulty, recall), difficulty, recall)
        failed = _nodes(
            memory.repeated(memory.failed(stability, difficulty, recall)),
            memory.harder(difficulty, Rating.AGAIN),
            1 - recall,
        )
        reviews.append(Outcome(recall, *passed, *failed))
    return Prospect(memory.recall(since, stability), tuple(reviews))


@lru_cache(maxsize=8)
def node_prospects(weights: tuple[float, ...], days: int) -> list[list[Prospect]]:
    """For each span of ``days``, the prospects of a card reviewed in it, by node."""
    memory = Forgetting(weights)
    table = []
    every = spans(days)
    states = [
        (exp(_LEAST + number * _STEP), difficulty) for difficulty in _DIFFICULTIES for number in range(_STABILITIES)
    ]
    for number, span in enumerate(every):
        later = every[:number]
        table.append([prospect(memory, *state, span.middle, later, span.middle - 1) for state in states])
    return table


def value_of(review: Outcome, values: Sequence[float]) -> float:
    """What a card is worth after a review, by the values of its span."""
    _, i, a, j, b, k, c, m, d = review
    return a * values[i] + b * values[j] + c * values[k] + d * values[m]


def choose(
    prospect: Prospect, values: Values, prices: Sequence[float], lapse: float, softness: float = SOFTNESS
) -> tuple[float, list[float]]:
    """The value of a prospect, and the chance of a review in each of its spans; the last chance is of none."""
    worth = [
        a * row[i] + b * row[j] + c * row[k] + d * row[m] - price * (1 + (1 - recall) * lapse)
        for (recall, i, a, j, b, k, c, m, d), row, price in zip(prospect.reviews, values, prices, strict=False)
    ]
    worth.append(prospect.unreviewed)
    best = max(worth)
    shares = [exp((each - best) / softness) if best - each < 8 * softness else 0.0 for each in worth]
    total = sum(shares)
    chances = [share / total for share in shares]
    return sum(map(float.__mul__, worth, chances)), chances


def tabulate(
    table: Sequence[Sequence[Prospect]], prices: Sequence[float], lapse: float, softness: float = SOFTNESS
) -> tuple[list[list[float]], list[list[list[float]]]]:
    """The values at ``prices``, and the chances, by span and node. A lapse costs ``lapse`` answers more."""
    values: list[list[float]] = []
    chances: list[list[list[float]]] = []
    for prospects in table:
        chosen = [choose(each, values, prices, lapse, softness) for each in prospects]
        values.append([value for value, _ in chosen])
        chances.append([each for _, each in chosen])
    return values, chances


def _nodes(stability: float, difficulty: float, chance: float) -> tuple[int, float, int, float]:
    """The two nodes around a state, ``chance`` divided between them; the difficulty is that of the nearest."""
    place = min(max((log(stability) - _LEAST) / _STEP, 0.0), _STABILITIES - 1.000001)
    below = int(place)
    share = place - below
    gap = _DIFFICULTIES[1] - _DIFFICULTIES[0]
    node = int((difficulty - _DIFFICULTIES[0]) / gap + 0.5) * _STABILITIES + below
    return node, chance * (1 - share), node + 1, chance * share
