"""Making the questions that ask cards, whole papers and pages to recite, and marking what is replied."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, lru_cache
from random import Random

from desktop.domain.answer import AnswerLevel
from desktop.domain.article import TextSpan
from desktop.domain.card import Card
from desktop.domain.changes import Changed
from desktop.domain.errors import NotFound
from desktop.domain.question import Marking, MaskedText, Paper, PaperItem, PaperPlan, Question, QuestionMode, Recitation
from desktop.paths import deck_file
from desktop.pipeline.article_index import ArticleIndex
from desktop.pipeline.distractors import Bank, Known
from desktop.pipeline.giveaways import hide
from desktop.pipeline.glossary import parse_glossary
from desktop.pipeline.marking import Reply, mark
from desktop.pipeline.papers import draw_paper
from desktop.pipeline.questions import CARD_MODES, Sources, fitting_mode, make_question
from desktop.services.collection import Collection
from desktop.services.kind_modes import KindModes
from desktop.services.text_tools import TextTools
from desktop.storage import articles, cards
from desktop.storage.identity import find_article

_CHARACTERS_KEPT = 4_000_000  # of articles whose index is kept at hand
_KEPT = 256  # questions, and lines with hidden words, that are kept at hand


class QuestionDesk:
    """Asks the cards of a collection. Keep one: it keeps the articles it has seen, and the dictionaries."""

    def __init__(self, collection: Collection, tools: TextTools) -> None:
        self._collection = collection
        self._tools = tools
        self.kind_modes = KindModes(collection)
        self._indexes: OrderedDict[str, ArticleIndex] = OrderedDict()
        # What is made once is found again: what comes next is made while the learner reads. All that a result depends
        # on is in the key, but for the articles, with which it goes.
        self._make = lru_cache(_KEPT)(self._question)
        self._find = lru_cache(_KEPT)(self._hidden_in)
        self._hide = lru_cache(_KEPT)(_masked)
        collection.subscribe(self._on_changed)

    @cached_property
    def _sources(self) -> Sources:
        glossary = parse_glossary(deck_file("glossary.json").read_bytes())
        terms = (
            Known(text, str(entry.kind), f"{entry.kind} {entry.prior}")
            for text, entry in self._tools.lexicon.entries.items()
        )
        return Sources(Bank(terms), glossary, self._tools.answer_tables)

    def prepare(self, article_id: str | None = None) -> None:
        """Load what questions are made from, an article's part too: on a worker, before the first question."""
        assert self._sources
        if article_id is not None and (index := self._index(article_id)):
            assert index.bank is not None
            assert index.readable is not None
            assert index.expansions is not None

    def question(self, card: Card, mode: QuestionMode | None = None, seed: str = "") -> Question:
        """The question that asks a card now: in ``mode``, or the one fixed for it or its kind, or the one that fits.

        The same until the card is answered, or for ever with a ``seed``. Raises ValueError for a mode that is not
        about one card.
        """
        return self._make(card, mode or self._fitting(card), seed or f"{card.id}:{card.schedule.reps}")

    def mark(self, question: Question, reply: Reply, level: str = AnswerLevel.NORMAL) -> Marking:
        """Mark a reply; its forms are those of ``pipeline.marking.mark``."""
        return mark(question, reply, self._sources.tables, level)

    def recitation(self, article_id: str, start: int = 0, end: int | None = None) -> Recitation:
        """The page ``[start, end)`` of an article, the whole by default, its phrases hidden. Raises NotFound."""
        index = self._index(article_id)
        if index is None:
            raise NotFound(what="article", name=article_id)
        page = index.text[start:end]
        spans = [
            TextSpan(phrase.start - start, phrase.end - start)
            for phrase in index.phrases
            if start <= phrase.start and phrase.end <= start + len(page)
        ]
        return Recitation(article_id, start, MaskedText(page, tuple(spans)))

    def hidden_in(self, article_id: str, answers: Sequence[str]) -> tuple[TextSpan, ...]:
        """What of an article that is shown beside the quiz would give the answers away; nothing where it is gone."""
        return self._find(article_id, tuple(answers))

    def masked(self, text: str, answers: Sequence[str]) -> str:
        """A line, such as a title, without the answers."""
        return self._hide(text, tuple(answers))

    def paper(self, plan: PaperPlan) -> Paper:
        """Draw the paper of a plan; without articles and decks, from all cards. Raises NotFound for an article."""
        found: dict[str, Card] = {}
        with self._collection.reading() as connection:
            wanted = [cards.CardFilter(article=find_article(connection, each)) for each in plan.articles]
            wanted += [cards.CardFilter(deck=each) for each in plan.decks]
            for each in wanted or [cards.CardFilter()]:
                narrowed = replace(each, suspended=False)
                found |= {card.id: card for card in cards.find_cards(connection, narrowed, None)[1]}
        return self.paper_of(plan, draw_paper(list(found.values()), plan), found)

    def paper_of(self, plan: PaperPlan, items: Sequence[PaperItem], known: Mapping[str, Card] | None = None) -> Paper:
        """The paper that asks ``items``, as when it was drawn; a card that is not there any more is left out."""
        found = dict(known or {})
        with self._collection.reading() as connection:
            for item in items:
                if item.card_id not in found:
                    with suppress(NotFound):
                        found[item.card_id] = cards.load_card(connection, item.card_id)
        questions = tuple(
            self._question(found[item.card_id], item.mode, f"{plan.seed}:{item.card_id}")
            for item in items
            if item.card_id in found
        )
        return Paper(plan, questions)

    def _fitting(self, card: Card) -> QuestionMode:
        if not card.mode and card.note_kind != "basic" and (mode := self.kind_modes.all().get(card.kind)) in CARD_MODES:
            return QuestionMode(mode)
        return fitting_mode(card)

    def _hidden_in(self, article_id: str, answers: tuple[str, ...]) -> tuple[TextSpan, ...]:
        index = self._index(article_id)
        return index.readable.spans(answers) if index else ()

    def _question(self, card: Card, mode: QuestionMode, seed: str) -> Question:
        index = self._index(card.article_id) if card.article_id else None
        return make_question(card, mode, index, self._sources, Random(seed))

    def _index(self, article_id: str) -> ArticleIndex | None:
        index = self._indexes.get(article_id)
        if index is None:
            try:
                with self._collection.reading() as connection:
                    stored = articles.load_article(connection, article_id)
            except NotFound:
                return None
            index = ArticleIndex(
                stored.article.title, stored.article.text, stored.sections, stored.sentences, stored.phrases
            )
            self._indexes[article_id] = index
            while len(self._indexes) > 1 and sum(len(each.text) for each in self._indexes.values()) > _CHARACTERS_KEPT:
                self._indexes.popitem(last=False)
        self._indexes.move_to_end(article_id)
        return index

    def forget(self) -> None:
        """Make everything anew from what is stored."""
        self._indexes.clear()
        self._make.cache_clear()
        self._find.cache_clear()

    def _on_changed(self, changed: Changed) -> None:
        if Changed.ARTICLES in changed:
            self.forget()


def _masked(text: str, answers: tuple[str, ...]) -> str:
    return hide([text], answers)[0].shown()
