"""Keeping the answers out of sight in the article beside the quiz, its outline and its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.article import Article, TextSpan
from desktop.domain.card import Card
from desktop.ui.widgets.quiz_panel import words_to_hide
from desktop.ui.widgets.reader_bar import ReaderBar
from desktop.ui.widgets.reading_spread import ReadingSpread
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.domain.question import Question


class AnswerHiding(QObject):
    """Works on one spread and the bar above it."""

    def __init__(self, spread: ReadingSpread, bar: ReaderBar, parent: QObject) -> None:
        super().__init__(parent)
        self._spread, self._bar = spread, bar

    def hide(self, workspace: Workspace, article: Article) -> None:
        """Hide what the quiz asks for."""
        desk, answers = workspace.desk, self._spread.quiz.hidden_words
        spans = desk.hidden_in(article.id, answers)
        self._spread.view.hide_spans(spans)
        self._spread.contents.hide_answers(lambda text: desk.masked(text, answers), spans)
        self._bar.show_title(desk.masked(article.title, answers))

    def foresee(self, workspace: Workspace, article: Article | None, card: Card, question: Question) -> None:
        """Find now what will have to be hidden: the desk keeps it."""
        if card.article_id is None:
            return
        desk, answers = workspace.desk, words_to_hide(card, question)
        spans = desk.hidden_in(card.article_id, answers)
        if article is not None and card.article_id == article.id:
            for text in (article.title, *self._spread.contents.headings_in(spans)):
                desk.masked(text, answers)

    def show(self, article: Article | None) -> None:
        """Show everything again."""
        self._spread.cover(False)
        self._spread.view.show_answers()
        self._spread.contents.hide_answers(None)
        if article is not None:
            self._bar.show_title(article.title)

    def point_out(self, card: Card) -> None:
        """Show where in the article what was asked stands."""
        if card.article_span is not None:
            start = card.article_span.start - card.blanks[0].start
            self._spread.view.set_current(TextSpan(start, start + len(card.sentence)), card.article_span)
            self._spread.view.scroll_to(card.article_span.start)
