"""How memory grows: figures of the review log and of the cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.review import AnswerPace
from desktop.services.answer_pace import answer_pace
from desktop.services.collection import Collection
from desktop.storage import card_queue, cards, reviews

MATURE_DAYS = 21  # as Anki counts
FORECAST_DAYS = 30


@dataclass(frozen=True, slots=True)
class LearningStats:
    """Figures of the study day that began on the date ``today``.

    ``true_retention`` is the share of true reviews that were remembered, None before the first.
    ``forecast`` counts the cards due on each of the next 30 study days, what is overdue on the first.
    ``streak_days`` counts the study days in a row with an answer, up to today or yesterday.
    """

    today: date
    cards: int
    new: int
    young: int
    mature: int
    reviews: int
    true_retention: float | None
    forecast: tuple[int, ...]
    streak_days: int


class Statistics:
    """Figures of a collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def pace(self) -> AnswerPace:
        """How long this learner takes for a card now."""
        with self._collection.reading() as connection:
            return answer_pace(connection)

    def summary(self) -> LearningStats:
        """The figures now."""
        now = self._collection.now()
        with self._collection.reading() as connection:
            calendar = self._collection.calendar(connection)
            today = calendar.study_day(now)
            counts = cards.count_by_maturity(connection, MATURE_DAYS)
            answers, true_reviews, remembered = reviews.retention(connection)
            ends = [calendar.start_of(today + number + 1) for number in range(FORECAST_DAYS)]
            forecast = card_queue.forecast(connection, today, FORECAST_DAYS, ends)
            days = reviews.study_days(connection)
        return LearningStats(
            today=calendar.date_of(today),
            cards=counts["cards"],
            new=counts["new"],
            young=counts["young"],
            mature=counts["mature"],
            reviews=answers,
            true_retention=remembered / true_reviews if true_reviews else None,
            forecast=tuple(forecast),
            streak_days=_streak(days, today),
        )


def _streak(days: list[int], today: int) -> int:
    """How many study days in a row have an answer; ``days`` latest first. Today may still come."""
    expected = today if days and days[0] == today else today - 1
    streak = 0
    for day in days:
        if day > expected:
            continue
        if day != expected:
            break
        streak += 1
        expected -= 1
    return streak
