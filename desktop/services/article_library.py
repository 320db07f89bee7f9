"""Bringing articles in, finding and opening them, and putting them away."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.domain.article import Article, ArticleSummary, Outline, RawText, Repair, RepairedText, Section, Sentence
from desktop.domain.card import CardState
from desktop.domain.changes import Changed
from desktop.domain.cloze import Density
from desktop.domain.errors import FileEmpty
from desktop.domain.phrase import PhraseOccurrence
from desktop.domain.progress import Progress, SilentProgress
from desktop.paths import deck_file
from desktop.services.collection import Collection
from desktop.services.deck_options import deck_settings
from desktop.services.journal import IMPORT, TRASH
from desktop.services.text_tools import TextTools
from desktop.storage import articles, cards, reviews
from desktop.storage.decks import load_decks
from desktop.storage.identity import article_key, find_article

_STEPS = 5  # of an import, for its progress
# What two copies of one text may differ in: spaces and marks, but not those between figures, nor a minus sign.
_MARKS = re.compile(r"(?!(?<=\d)\S(?=\d))(?!-\d)[\s,.;:!?\"'()\[\]<>{}、。“”‘’《》〈〉「」『』【】〔〕…—_·-]")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one text. ``status`` is ``new`` or ``known``; a known one changes nothing."""

    name: str
    status: str
    article_id: str
    title: str
    chars: int
    repairs: int
    sections: int
    sentences: int
    phrases: int
    cards: int


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article as it is read."""

    article: Article
    sections: tuple[Section, ...]
    flags: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    phrases: tuple[PhraseOccurrence, ...]


@dataclass(frozen=True, slots=True)
class PhraseMemory:
    """How well the card whose blank stands at ``[start, end)`` of the article is known now.

    ``retrievability`` 0..1, None while the card is new; ``due`` is None then too.
    """

    start: int
    end: int
    card_id: str
    state: CardState
    retrievability: float | None
    due: datetime | None


class ArticleLibrary:
    """The articles of a collection."""

    def __init__(self, collection: Collection, text_tools: TextTools) -> None:
        self._collection = collection
        self._tools = text_tools

    def import_file(
        self,
        path: Path,
        *,
        deck: str = "",
        density: Density = Density.NORMAL,
        progress: Progress | None = None,
    ) -> Imported:
        """Read, repair and structure a file and make its cards. Raises the AppErrors of the readers."""
        self._tools.expect_words()
        return self._import(self._tools.read(path), deck, density, progress or SilentProgress())

    def import_text(
        self,
        text: str,
        name: str,
        *,
        deck: str = "",
        density: Density = Density.NORMAL,
        progress: Progress | None = None,
    ) -> Imported:
        """The same for pasted text, called ``name`` where it prints no title. Raises FileEmpty where there is none."""
        raw = RawText(text.replace("\r\n", "\n").replace("\r", "\n"), name)
        return self._import(raw, deck, density, progress or SilentProgress())

    def add_starters(self) -> None:
        """Put the shipped articles into the library."""
        for path in sorted(deck_file("articles").iterdir(), reverse=True):
            self.import_file(path)

    def summaries(self) -> list[ArticleSummary]:
        """The library, latest first."""
        with self._collection.reading() as connection:
            now = self._collection.now()
            day = self._collection.calendar(connection).study_day(now)
            return articles.load_summaries(connection, cards.count_due_by_article(connection, now, day))

    def find(self, article_id: str) -> str:
        """The whole id of the one article whose id starts so. Raises NotFound and Ambiguous."""
        with self._collection.reading() as connection:
            return find_article(connection, article_id)

    def open(self, article_id: str) -> OpenArticle:
        """An article with its structure and phrases. Raises NotFound."""
        with self._collection.reading() as connection:
            stored = articles.load_article(connection, article_id)
        return OpenArticle(stored.article, stored.sections, stored.flags, stored.sentences, stored.phrases)

    def repairs(self, article_id: str) -> tuple[str, tuple[Repair, ...]]:
        """The article as it came in, and what was repaired in it. Raises NotFound."""
        with self._collection.reading() as connection:
            return articles.load_repairs(connection, article_id)

    def memory(self, article_id: str) -> list[PhraseMemory]:
        """How well each card of an article is known now, in text order. Raises NotFound."""
        from desktop.pipeline.scheduling import Scheduler

        now = self._collection.now()
        with self._collection.reading() as connection:
            calendar = self._collection.calendar(connection)
            schedules = cards.article_schedules(connection, article_key(connection, article_id))
            decks = load_decks(connection)
        schedulers: dict[str, Scheduler] = {}
        found = []
        for card_id, deck, span, schedule in schedules:
            if deck not in schedulers:
                schedulers[deck] = Scheduler(deck_settings(decks, deck), calendar)
            known = schedule.state is not CardState.NEW
            recall = schedulers[deck].retrievability(schedule, now) if known else None
            due = schedulers[deck].due(schedule)
            found.append(PhraseMemory(span.start, span.end, card_id, schedule.state, recall, due))
        return sorted(found, key=lambda memory: (memory.start, memory.end))

    def trash(self, article_id: str) -> None:
        """Put an article and its cards away; undo brings them back. Raises NotFound."""
        now = self._collection.now()
        with self._collection.writing(Changed.ARTICLES | Changed.CARDS | Changed.SCHEDULE) as connection:
            articles.set_trashed(connection, article_id, now)
            reviews.save_act(connection, self._collection.new_id(), now, TRASH, article_id)

    def _import(self, raw: RawText, deck: str, density: Density, progress: Progress) -> Imported:
        if not raw.text.strip():
            raise FileEmpty(path=raw.name)
        progress.advance(0, _STEPS)
        page = self._tools.clean(raw.text)
        repaired = self._tools.without_chrome(raw.text, page)
        if not repaired.text.strip():
            repaired = page
        progress.advance(1, _STEPS)
        fingerprint = _fingerprint(repaired)
        with self._collection.reading() as connection:
            if known := articles.find_fingerprint(connection, fingerprint):
                return self._known(known, raw.name)
        outline = self._outline(page.text, repaired.text, raw.name)
        sentences = self._tools.sentences(repaired.text)
        progress.advance(2, _STEPS)
        phrases = self._tools.phrases(repaired.text)
        progress.advance(3, _STEPS)
        clozes = self._tools.clozes(repaired.text, sentences, phrases, density)
        progress.advance(4, _STEPS)
        now = self._collection.now()
        new_id = self._collection.new_id
        article_id = new_id()
        with self._collection.writing(Changed.ARTICLES | Changed.CARDS | Changed.SCHEDULE) as connection:
            key = articles.save_article(
                connection, article_id, raw, repaired, outline, sentences, phrases, fingerprint, now
            )
            notes = [(new_id(), new_id(), cloze) for cloze in clozes]
            cards.save_clozes(connection, key, self._collection.deck_key(connection, deck), notes, now)
            reviews.save_act(connection, new_id(), now, IMPORT, article_id)
        progress.advance(_STEPS, _STEPS)
        return Imported(
            name=raw.name,
            status="new",
            article_id=article_id,
            title=outline.title,
            chars=len(repaired.text),
            repairs=len(repaired.repairs),
            sections=_count_sections(outline.sections),
            sentences=len(sentences),
            phrases=len(phrases),
            cards=len(clozes),
        )

    def _outline(self, page: str, body: str, name: str) -> Outline:
        """The body's structure, with the facts that the page around it tells; untitled, it is called by its file."""
        outline = self._tools.outline(body)
        if page != body:
            facts = self._tools.outline(page)
            outline = replace(
                outline,
                title=facts.title if facts.titled else outline.title,
                titled=facts.titled or outline.titled,
                number=outline.number or facts.number,
                issuer=outline.issuer or facts.issuer,
                date=outline.date or facts.date,
            )
        return outline if outline.titled else replace(outline, title=Path(name).stem or outline.title)

    def _known(self, article_id: str, name: str) -> Imported:
        with self._collection.reading() as connection:
            stored = articles.load_article(connection, article_id)
            _, repairs = articles.load_repairs(connection, article_id)
            number = len(cards.article_schedules(connection, stored.key))
        return Imported(
            name=name,
            status="known",
            article_id=article_id,
            title=stored.article.title,
            chars=len(stored.article.text),
            repairs=len(repairs),
            sections=_count_sections(stored.sections),
            sentences=len(stored.sentences),
            phrases=len(stored.phrases),
            cards=number,
        )


def _fingerprint(repaired: RepairedText) -> str:
    """The same for texts with the same words, whatever their spaces and marks."""
    words = _MARKS.sub("", unicodedata.normalize("NFKC", repaired.text))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _count_sections(sections: tuple[Section, ...]) -> int:
    return sum(1 + _count_sections(section.children) for section in sections)
