"""How memory grows, in all its figures: for the page of statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.card import Schedule
from desktop.pipeline import memory_statistics as figures
from desktop.services.collection import Collection
from desktop.services.deck_options import DEFAULT_DECK, deck_settings
from desktop.storage import articles, cards, reviews
from desktop.storage.decks import load_decks

YEAR_DAYS = 366
FORECAST_DAYS = 30
_WEAKEST = 12
_ARTICLES = 12  # the latest that have cards


@dataclass(frozen=True, slots=True)
class ArticleMap:
    """An article's sections of the first level: title, length, predicted recall now (None where nothing was learnt)."""

    article_id: str
    title: str
    recall: float | None
    sections: tuple[tuple[str, int, float | None], ...]


@dataclass(frozen=True, slots=True)
class LearningReport:
    """Figures of the study day that began on the date ``today``.

    ``heat`` counts answers by days before today (0 = today). ``by_kind`` is retention by kind of phrase,
    ``stability`` counts cards by powers of two days, ``difficulty`` from 1 to 10, ``hours`` from midnight.
    """

    today: date
    work: figures.Work
    streak: figures.Streak
    retention: figures.TrueRetention
    by_kind: Mapping[str, figures.TrueRetention]
    heat: Mapping[int, int]
    forecast: Sequence[int]
    stability: Mapping[int, int]
    difficulty: Sequence[int]
    hours: Sequence[figures.Hour]
    weakest: Sequence[figures.WeakPhrase]
    maps: Sequence[ArticleMap]


class LearningReports:
    """The reports of a collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def make(self) -> LearningReport:
        """All figures now; of a long log it takes a second or two."""
        now = self._collection.now()
        with self._collection.reading() as connection:
            calendar = self._collection.calendar(connection)
            today = calendar.study_day(now)
            settings = deck_settings(load_decks(connection), DEFAULT_DECK)
            log = reviews.load_log(connection)
            _, found = cards.find_cards(connection, cards.CardFilter(), None)
            latest = [each.id for each in articles.load_summaries(connection, {}, today) if each.cards][:_ARTICLES]
            opened = [articles.load_article(connection, each, phrases=False) for each in latest]
        schedules: dict[str, Schedule] = {card.id: card.schedule for card in found}
        heat = figures.heatmap(log)
        sections: dict[str, tuple[str, int]] = {}
        for stored in opened:
            for card in found:
                if card.article_id != stored.article.id or card.article_span is None:
                    continue
                at = next(
                    (
                        number
                        for number, section in enumerate(stored.sections)
                        if section.start <= card.article_span.start < section.end
                    ),
                    -1,
                )
                sections[card.id] = (stored.article.id, at)
        by_section = figures.predicted_recall(schedules, sections, today, settings)
        by_article = figures.predicted_recall(
            schedules, {card_id: place[0] for card_id, place in sections.items()}, today, settings
        )

        def recall(predicted: figures.PredictedRecall | None) -> float | None:
            return predicted.recall if predicted is not None and predicted.seen else None

        maps = tuple(
            ArticleMap(
                stored.article.id,
                stored.article.title,
                recall(by_article.get(stored.article.id)),
                tuple(
                    (
                        section.label + section.title,
                        section.end - section.start,
                        recall(by_section.get((stored.article.id, number))),
                    )
                    for number, section in enumerate(stored.sections)
                )
                or ((stored.article.title, len(stored.article.text), recall(by_section.get((stored.article.id, -1)))),),
            )
            for stored in opened
        )
        return LearningReport(
            today=calendar.date_of(today),
            work=figures.work(log),
            streak=figures.streak(heat, today),
            retention=figures.true_retention(log),
            by_kind=figures.retention_by(log, {card.id: card.kind for card in found}),
            heat={today - day: number for day, number in heat.items() if 0 <= today - day < YEAR_DAYS},
            forecast=figures.forecast(schedules.values(), today, FORECAST_DAYS, calendar),
            stability=figures.stability_distribution(schedules.values()),
            difficulty=figures.difficulty_distribution(schedules.values()),
            hours=figures.hours(log, calendar),
            weakest=figures.weakest_phrases(
                schedules, {card.id: card.answer for card in found}, today, settings, most=_WEAKEST
            ),
            maps=maps,
        )
