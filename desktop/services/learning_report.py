"""How memory grows, in all its figures: for the page of statistics and for ``wengu stats``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.card import Schedule
from desktop.pipeline import memory_statistics as figures
from desktop.services.collection import Collection
from desktop.services.deck_options import settings_by_deck
from desktop.storage import reviews
from desktop.storage.card_memory import ArticleOutline, CardMemory, load_memories, load_outlines
from desktop.storage.decks import load_decks

YEAR_DAYS = 366
FORECAST_DAYS = 30
_WEAKEST = 12


@dataclass(frozen=True, slots=True)
class ArticleMemory:
    """An article with cards: how well it was remembered when asked, and what is remembered of it now.

    ``recall`` counts new cards as forgotten; None where none was answered yet. ``sections`` are those of the first
    level: title, length, and the recall of each.
    """

    article_id: str
    title: str
    cards: int
    seen: int
    retention: figures.TrueRetention
    recall: float | None
    sections: tuple[tuple[str, int, float | None], ...]


@dataclass(frozen=True, slots=True)
class LearningReport:
    """Figures of the study day that began on the date ``today``.

    ``heat`` counts answers by days before today (0 = today). ``by_kind`` is retention by kind of phrase,
    ``stability`` counts cards by powers of two days, ``difficulty`` from 1 to 10, ``hours`` from midnight.
    ``recall`` is the mean over all cards, None where none was answered. ``articles`` come latest first.
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
    recall: float | None
    weakest: Sequence[figures.WeakPhrase]
    articles: Sequence[ArticleMemory]


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
            decks = load_decks(connection)
            log = reviews.load_log(connection)
            found = load_memories(connection)
            outlines = load_outlines(connection)
        schedules = {card.id: card.schedule for card in found}
        by_deck: dict[str, dict[str, Schedule]] = {}
        for card in found:
            by_deck.setdefault(card.deck, {})[card.id] = card.schedule
        recalls: dict[str, float] = {}
        for deck, settings in settings_by_deck(decks, list(by_deck)).items():
            recalls |= figures.recall_now(by_deck[deck], today, settings)
        overall = figures.predicted_recall(recalls, dict.fromkeys(recalls, ""))
        heat = figures.heatmap(log)
        waiting = [card.schedule for card in found if not card.suspended]
        return LearningReport(
            today=calendar.date_of(today),
            work=figures.work(log),
            streak=figures.streak(heat, today),
            retention=figures.true_retention(log),
            by_kind=figures.retention_by(log, {card.id: card.kind for card in found}),
            heat={today - day: number for day, number in heat.items() if 0 <= today - day < YEAR_DAYS},
            forecast=figures.forecast(waiting, today, FORECAST_DAYS, calendar),
            stability=figures.stability_distribution(schedules.values()),
            difficulty=figures.difficulty_distribution(schedules.values()),
            hours=figures.hours(log, calendar),
            recall=_recall(overall.get("")),
            weakest=figures.weakest_phrases(
                schedules, recalls, {card.id: card.answer for card in found}, most=_WEAKEST
            ),
            articles=_articles(
                found,
                outlines,
                recalls,
                figures.retention_by(log, {card.id: card.article for card in found if card.article is not None}),
            ),
        )


def _articles(
    found: Sequence[CardMemory],
    outlines: Sequence[ArticleOutline],
    recalls: Mapping[str, float],
    retention: Mapping[str, figures.TrueRetention],
) -> tuple[ArticleMemory, ...]:
    """What is remembered of each article and of its sections; ``retention`` is by article."""
    starts = {outline.id: [section.start for section in outline.sections] for outline in outlines}
    sections: dict[str, tuple[str, int]] = {}  # number of the section, -1 for what stands before the first
    for card in found:
        if card.article in starts:
            number = -1 if card.start is None else bisect_right(starts[card.article], card.start) - 1
            sections[card.id] = card.article, number
    by_section = figures.predicted_recall(recalls, sections)
    by_article = figures.predicted_recall(recalls, {card: place[0] for card, place in sections.items()})
    none = figures.TrueRetention(figures.Retention(), figures.Retention())

    def memory(outline: ArticleOutline) -> ArticleMemory:
        predicted = by_article[outline.id]
        parts = tuple(
            (section.label + section.title, section.end - section.start, _recall(by_section.get((outline.id, number))))
            for number, section in enumerate(outline.sections)
        )
        return ArticleMemory(
            article_id=outline.id,
            title=outline.title,
            cards=predicted.cards,
            seen=predicted.seen,
            retention=retention.get(outline.id, none),
            recall=_recall(predicted),
            sections=parts or ((outline.title, outline.chars, _recall(predicted)),),
        )

    return tuple(memory(outline) for outline in outlines)


def _recall(predicted: figures.PredictedRecall | None) -> float | None:
    return predicted.recall if predicted is not None and predicted.seen else None
