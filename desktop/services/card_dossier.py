"""All there is to know of one card: its answers, and how its memory rose and fell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.domain.card import Card, CardState, Schedule
from desktop.services.collection import Collection
from desktop.services.deck_options import deck_settings
from desktop.storage import cards, reviews
from desktop.storage.articles import load_title
from desktop.storage.decks import load_decks

if TYPE_CHECKING:
    from desktop.pipeline.scheduling import Scheduler
    from desktop.pipeline.study_days import StudyCalendar

_MOST_POINTS = 240
_AHEAD = 1.3  # of the time so far, or of the interval, that the curve goes on


@dataclass(frozen=True, slots=True)
class DossierReview:
    """One answer, or (rating 0) a change of the schedule without one; ``days`` is the interval it gave."""

    at: datetime
    rating: int
    mode: str
    duration_ms: int
    days: int


@dataclass(frozen=True, slots=True)
class CardDossier:
    """``curve`` holds (days since the first answer, recall 0..1); it falls straight up at an answer.

    ``now`` is the place of the present on it, ``recall`` the recall there; both None while the card is new.
    ``reviews`` come latest first.
    """

    card: Card
    article: str
    due: datetime | None
    added: datetime
    reviews: tuple[DossierReview, ...]
    curve: tuple[tuple[float, float], ...]
    now: float | None
    recall: float | None
    desired: float


class CardDossiers:
    """Makes the dossiers of a collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def make(self, card_id: str) -> CardDossier:
        """The dossier of a card. Raises NotFound."""
        from desktop.pipeline.scheduling import Scheduler

        now = self._collection.now()
        with self._collection.reading() as connection:
            calendar = self._collection.calendar(connection)
            key, _ = cards.card_keys(connection, card_id)
            card = cards.load_cards(connection, [key])[key]
            log = reviews.card_log(connection, key)
            title = load_title(connection, card.article_id) if card.article_id else ""
            settings = deck_settings(load_decks(connection), card.deck)
            added = cards.made_at(connection, key)
        scheduler = Scheduler(settings, calendar)
        answers = [(review.at, review.after) for review in log if review.rating or review.after.stability]
        curve, place = _curve(scheduler, calendar, answers, card.schedule, now)
        known = card.schedule.state is not CardState.NEW
        return CardDossier(
            card=card,
            article=title,
            due=scheduler.due(card.schedule),
            added=added,
            reviews=tuple(
                DossierReview(each.at, each.rating, each.mode, each.duration_ms, each.after.scheduled_days)
                for each in reversed(log)
            ),
            curve=curve,
            now=place,
            recall=scheduler.retrievability(card.schedule, now) if known else None,
            desired=settings.desired_retention,
        )


def _curve(
    scheduler: Scheduler,
    calendar: StudyCalendar,
    answers: list[tuple[datetime, Schedule]],
    current: Schedule,
    now: datetime,
) -> tuple[tuple[tuple[float, float], ...], float | None]:
    """The recall between the answers and beyond now, day by day or in as many steps as can be seen."""
    known = [(at, after) for at, after in answers if after.stability is not None and after.last_day is not None]
    if not known or current.state is CardState.NEW:
        return (), None
    first = known[0][1].last_day or 0
    today = calendar.study_day(now)
    last = today
    if current.due_day is not None:
        last = max(last, current.due_day)
    end = max(first + 2, first + round((last - first) * _AHEAD) + 1)
    step = max(1, (end - first) // _MOST_POINTS)
    points: list[tuple[float, float]] = []
    for number, (_, after) in enumerate(known):
        start = after.last_day or 0
        stop = (known[number + 1][1].last_day or 0) if number + 1 < len(known) else end
        days = [*range(start, stop, step), stop] if stop > start else [start]
        points += [(float(day - first), scheduler.retrievability(after, calendar.start_of(day))) for day in days]
    return tuple(points), float(today - first)
