"""模拟卷: printed papers drawn from the cards by a seed, in as many versions as are wanted."""

from __future__ import annotations

from collections.abc import Collection as Container
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop.domain.card import Card
from desktop.domain.errors import BadValue, NothingToExport, UnknownExport
from desktop.domain.printed import Printed, PrintWords, Sheet
from desktop.domain.question import Question, QuestionMode
from desktop.formats.exam_paper import make_paper
from desktop.pipeline.mock_papers import SHARES, draw_questions, share_points
from desktop.services.collection import Collection
from desktop.services.print_words import PRINT_WORDS
from desktop.services.printing import write_sheets
from desktop.services.question_desk import QuestionDesk
from desktop.storage import articles, cards, decks

PAPER_SUFFIXES = (".pdf", ".docx", ".md")
PAPER_MODES = tuple(SHARES)
MOST_QUESTIONS, MOST_VERSIONS = 200, 4


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """What papers are wanted: the same order over the same cards gives the same papers.

    ``versions`` (A, B, …) ask different cards where there are enough, and in another order in any case.
    """

    seed: int = 1
    number: int = 25
    versions: int = 2
    modes: tuple[QuestionMode, ...] = PAPER_MODES
    article_id: str | None = None
    deck: str | None = None


class MockPapers:
    """Papers from the cards of a collection."""

    def __init__(self, collection: Collection, desk: QuestionDesk) -> None:
        self._collection = collection
        self._desk = desk

    def write(self, path: Path, order: PaperOrder, words: PrintWords = PRINT_WORDS["zh"]) -> Printed:
        """Write the papers and their keys; how many questions, and what no font had.

        Raises UnknownExport, and what ``make`` and ``write_sheets`` raise.
        """
        if path.suffix.lower() not in PAPER_SUFFIXES:
            raise UnknownExport(path=str(path), allowed=" ".join(PAPER_SUFFIXES))
        sheets = self.make(order, words)
        missing = write_sheets(path, sheets)
        return Printed(sum(key.number > 0 for sheet in sheets for key in sheet.key), missing)

    def make(self, order: PaperOrder, words: PrintWords = PRINT_WORDS["zh"]) -> list[Sheet]:
        """The papers. Raises BadValue, NotFound, and NothingToExport where there is nothing to ask."""
        for name, value, most in (
            ("questions", order.number, MOST_QUESTIONS),
            ("papers", order.versions, MOST_VERSIONS),
        ):
            if not 1 <= value <= most:
                raise BadValue(name=name, value=value, allowed=f"1–{most}")
        found, title = self._cards(order.article_id, order.deck)
        used: set[str] = set()
        drawn = []
        for version in range(order.versions):
            seed = f"{order.seed}:{version}"

            def ask(card: Card, mode: QuestionMode, seed: str = seed) -> Question:
                return self._desk.question(card, mode, f"{seed}:{card.id}")

            questions = draw_questions(found, order.number, order.modes, Random(seed), ask, used)
            used |= {question.card_id for asked in questions.values() for question in asked}
            drawn.append(questions)
        if not drawn or not drawn[0]:
            raise NothingToExport
        sheets = []
        for version, questions in enumerate(drawn):
            points = share_points({mode: len(asked) for mode, asked in questions.items()})
            minutes = -(-sum(map(len, questions.values())) * 3 // 20) * 10
            label = chr(65 + version)
            sheets.append(make_paper(questions, points, title=title, label=label, minutes=minutes, words=words))
        return sheets

    def _cards(self, article_id: str | None, deck: str | None) -> tuple[Sequence[Card], str]:
        """The cards that may be asked, and the title of their article if they are of one."""
        with self._collection.reading() as connection:
            if deck is not None:
                decks.load_decks(connection, deck)  # raises NotFound
            wanted = cards.CardFilter(article=article_id, deck=deck, suspended=False)
            found = [card for card in cards.find_cards(connection, wanted, None)[1] if not card.mending]
            ids: Container[str | None] = {card.article_id for card in found}
            one = next(iter(ids)) if len(ids) == 1 else None
            title = "" if one is None else articles.load_article(connection, one, phrases=False).article.title
        return found, title
