"""An exam, and the plan that leads to it. Days are study days (pipeline/study_days.py)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExamGoal:
    """What is wanted: on study day ``day``, mean recall ``recall`` (0..1) over the cards of the exam.

    ``minutes_per_day`` or else ``cards_per_day`` bounds each day's work. Without either the deck's own
    limit of reviews does, and new cards come on top of it.
    """

    day: int
    recall: float
    minutes_per_day: float | None = None
    cards_per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """What answers cost the learner.

    ``answers_per_new`` on the day a card is new, ``answers_per_lapse`` after a lapse on the same day.
    """

    seconds_per_answer: float = 8.0
    answers_per_new: float = 2.4
    answers_per_lapse: float = 1.2


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """The way to a goal, made on study day ``today``; tuples have one value a day from it up to the exam's, exclusive.

    ``new_per_day`` sums to ``new_cards`` unless the time a day is too short. ``reviews_per_day`` counts the
    cards expected for review, ``minutes_per_day`` everything. ``desired_retention`` is the mean recall at
    which that day's cards are reviewed, None where there are none. ``price`` is how much recall on the exam
    day (of one card) an answer must bring on each span of days, the last day first; ``values`` belong to it
    (pipeline/exam_values.py). ``shortfall`` is what lacks to the recall wanted, 0 where the plan reaches it.
    """

    today: int
    goal: ExamGoal
    pace: Pace
    cards: int
    new_cards: int
    new_per_day: tuple[int, ...]
    reviews_per_day: tuple[float, ...]
    minutes_per_day: tuple[float, ...]
    desired_retention: tuple[float | None, ...]
    predicted_recall: float
    shortfall: float
    prices: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Remedies:
    """What would reach a goal that is out of reach, each by itself; None where that alone cannot.

    ``minutes_per_day`` in whole minutes, ``fewer_cards`` how many new cards to leave for later,
    ``later_day`` the study day of an exam that can be reached.
    """

    minutes_per_day: int | None
    fewer_cards: int | None
    later_day: int | None
