"""The review log and the schedules -> figures of memory and of work. Answers taken back never count.

Retention counts true reviews: of cards in review, outside cramming, the first answer on a day. Mature
cards have an interval of ``MATURE_DAYS`` or more, as Anki counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import floor, log2
from statistics import median
from typing import TypeVar

from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.review import Review
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.forgetting import Forgetting
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS
from desktop.pipeline.study_days import StudyCalendar

MATURE_DAYS = 21
# A longer answer means that the learner was away; Anki's own limit.
LONGEST_ANSWER_MS = 60_000

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Retention:
    """How many of ``asked`` true reviews were ``remembered``."""

    asked: int = 0
    remembered: int = 0

    @property
    def share(self) -> float | None:
        """0..1; None where nothing was asked."""
        return self.remembered / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class TrueRetention:
    """Retention of cards by how well they were known when asked."""

    young: Retention
    mature: Retention

    @property
    def total(self) -> Retention:
        """Of all."""
        return Retention(self.young.asked + self.mature.asked, self.young.remembered + self.mature.remembered)


@dataclass(frozen=True, slots=True)
class Work:
    """``answers`` in ``seconds``, time away left out; ``seconds_per_card`` is the median over cards."""

    answers: int
    cards: int
    seconds: float
    seconds_per_card: float


@dataclass(frozen=True, slots=True)
class Hour:
    """The answers in one hour of the clock, and the true reviews among them."""

    answers: int
    retention: Retention


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days in a row with an answer: up to today, or yesterday while today may still come; and the longest."""

    current: int
    longest: int


@dataclass(frozen=True, slots=True)
class PredictedRecall:
    """The mean chance of recall now over ``cards`` cards, of which ``seen`` were answered; new ones count as 0."""

    cards: int
    seen: int
    recall: float


@dataclass(frozen=True, slots=True)
class WeakPhrase:
    """A phrase by how badly it is remembered: ``recall`` now, how often ``lapsed``."""

    phrase: str
    recall: float
    lapses: int
    cards: int


def true_retention(reviews: Iterable[Review]) -> TrueRetention:
    """Retention of young and of mature cards."""
    counts = Counter(
        (review.before.scheduled_days >= MATURE_DAYS, review.rating > Rating.AGAIN)
        for review in reviews
        if _is_true(review)
    )
    return TrueRetention(
        *(Retention(counts[mature, True] + counts[mature, False], counts[mature, True]) for mature in (False, True))
    )


def retention_by(reviews: Iterable[Review], group_of: Mapping[str, _Key]) -> dict[_Key, TrueRetention]:
    """Retention by what ``group_of`` says of each card: its phrase's kind, its article. Cards it lacks are left out."""
    grouped: dict[_Key, list[Review]] = defaultdict(list)
    for review in reviews:
        group = group_of.get(review.card_id)
        if group is not None:
            grouped[group].append(review)
    return {group: true_retention(each) for group, each in grouped.items()}


def forecast(schedules: Iterable[Schedule], today: int, days: int, calendar: StudyCalendar) -> list[int]:
    """How many cards come due on each of the next ``days`` study days; what is overdue counts for today."""
    due = [0] * days
    for schedule in schedules:
        day = schedule.due_day
        if day is None and schedule.due_at is not None:
            day = calendar.study_day(schedule.due_at)
        if day is not None and day - today < days:
            due[max(0, day - today)] += 1
    return due


def heatmap(reviews: Iterable[Review]) -> dict[int, int]:
    """Answers by study day; days without one are absent."""
    return dict(Counter(review.day for review in reviews if not review.undone))


def stability_distribution(schedules: Iterable[Schedule]) -> dict[int, int]:
    """How many cards have a stability of at least 2^n days and less than the double, by n, in its order."""
    counts = Counter(floor(log2(each.stability)) for each in schedules if each.stability is not None)
    return dict(sorted(counts.items()))


def difficulty_distribution(schedules: Iterable[Schedule]) -> list[int]:
    """How many cards have a difficulty of 1 to 2, of 2 to 3 ... of 9 to 10."""
    counts = [0] * 9
    for schedule in schedules:
        if schedule.difficulty is not None:
            counts[min(8, floor(schedule.difficulty) - 1)] += 1
    return counts


def work(reviews: Iterable[Review]) -> Work:
    """What was answered and how long it took; a card left open counts for at most ``LONGEST_ANSWER_MS`` an answer."""
    by_card: dict[str, int] = defaultdict(int)
    answers = 0
    for review in reviews:
        if not review.undone:
            answers += 1
            by_card[review.card_id] += min(max(0, review.duration_ms), LONGEST_ANSWER_MS)
    total = sum(by_card.values()) / 1_000
    return Work(answers, len(by_card), total, median(by_card.values()) / 1_000 if by_card else 0.0)


def hours(reviews: Iterable[Review], calendar: StudyCalendar) -> list[Hour]:
    """The 24 hours of the learner's clock, from midnight."""
    answers, asked, remembered = [0] * 24, [0] * 24, [0] * 24
    known: dict[int, int] = {}  # the hour of each quarter of an hour: no zone is off by less
    for review in reviews:
        if review.undone:
            continue
        quarter = int(review.at.timestamp()) // 900
        hour = known.get(quarter)
        if hour is None:
            hour = known[quarter] = review.at.astimezone(calendar.timezone).hour
        answers[hour] += 1
        if _is_true(review):
            asked[hour] += 1
            remembered[hour] += review.rating > Rating.AGAIN
    return [Hour(answers[hour], Retention(asked[hour], remembered[hour])) for hour in range(24)]


def streak(days: Iterable[int], today: int) -> Streak:
    """The streaks in study days with an answer, in any order."""
    studied = {day for day in days if day <= today}
    current, last = 0, today if today in studied else today - 1
    while last - current in studied:
        current += 1
    longest, run = 0, 0
    previous: int | None = None
    for day in sorted(studied):
        run = run + 1 if previous is not None and day == previous + 1 else 1
        longest, previous = max(longest, run), day
    return Streak(current, longest)


def recall_now(schedules: Mapping[str, Schedule], today: int, settings: SchedulerSettings) -> dict[str, float]:
    """The chance of recall, 0..1, of each card on study day ``today``, by the parameters of ``settings``; new: 0."""
    memory = Forgetting(settings.parameters or DEFAULT_PARAMETERS)

    def recall(schedule: Schedule) -> float:
        if schedule.stability is None:
            return 0.0
        elapsed = 0 if schedule.last_day is None else max(0, today - schedule.last_day)
        return memory.recall(elapsed, schedule.stability)

    return {card: recall(schedule) for card, schedule in schedules.items()}


def predicted_recall(recalls: Mapping[str, float], group_of: Mapping[str, _Key]) -> dict[_Key, PredictedRecall]:
    """``recall_now`` by what ``group_of`` says of each card: its article, its section."""
    grouped: dict[_Key, list[float]] = defaultdict(list)
    for card, recall in recalls.items():
        group = group_of.get(card)
        if group is not None:
            grouped[group].append(recall)
    return {
        group: PredictedRecall(len(each), sum(recall > 0 for recall in each), sum(each) / len(each))
        for group, each in grouped.items()
    }


def weakest_phrases(
    schedules: Mapping[str, Schedule], recalls: Mapping[str, float], phrase_of: Mapping[str, str], *, most: int = 20
) -> list[WeakPhrase]:
    """The phrases least likely to be recalled now (``recalls``), the weakest first; new ones are left out."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for card, schedule in schedules.items():
        if schedule.stability is not None and card in phrase_of:
            grouped[phrase_of[card]].append(card)
    found = [
        WeakPhrase(phrase, min(recalls[card] for card in each), sum(schedules[card].lapses for card in each), len(each))
        for phrase, each in grouped.items()
    ]
    return sorted(found, key=lambda each: (each.recall, -each.lapses, each.phrase))[:most]


def _is_true(review: Review) -> bool:
    return review.before.state is CardState.REVIEW and not review.undone and not review.cram
