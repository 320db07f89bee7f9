"""Saying an article by heart: all its phrases hidden in their places, shown one by one, each counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.article import Section, TextSpan
from desktop.domain.errors import AppError
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import Look
from desktop.ui.widgets.answer_clock import AnswerClock
from desktop.ui.widgets.article_view import ArticleView
from desktop.ui.widgets.page_parts import back_bar
from desktop.ui.widgets.recite_bar import ReciteBar
from desktop.ui.widgets.text_parts import label, restyle_icons
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from desktop.services.article_library import OpenArticle
    from desktop.services.recitation import RecitationSession

_HEADING = Qt.ItemDataRole.UserRole + 1
_LONGEST = 60_000  # characters of an article that is offered whole first; a longer one by its section


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a phrase came, and the review that keeps it, for undo."""

    number: int
    knew: bool
    review_id: str | None


class RecitePage(Page):
    """The target is an article, read where it was left. Space shows, Space or 2 says that it came, 1 that it did not,
    a click shows a phrase out of turn."""

    def __init__(self, look: Look, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._state = state
        self._open: OpenArticle | None = None
        self._session: RecitationSession | None = None
        self._waiting: list[int] = []
        self._judged: list[Judged] = []
        self._echoes: dict[str, list[TextSpan]] = {}  # where else the article says what is still hidden
        self._total = 0
        self.current: int | None = None
        self.revealed = False
        self.clock = AnswerClock()
        self.view = ArticleView(look)
        self.view.text_clicked.connect(self._on_clicked)
        self.bar = ReciteBar(look)
        self.bar.shown.connect(self.reveal)
        self.bar.judged.connect(self.judge)
        self.bar.missed_again.connect(self.missed_again)
        self.bar.all_again.connect(self._begin)
        self.bar.left.connect(self._leave)
        self.scopes = QComboBox()
        self.scopes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.scopes.setMaximumWidth(320)
        self.scopes.setMinimumWidth(120)
        self.scopes.currentIndexChanged.connect(self._begin)
        self._title = label("", "strong")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top = back_bar(look, self.tr("返回（Esc）"), self._leave, self._title, self.scopes, wide=self._title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.bar)

    def open_target(self, target: str) -> None:
        if self.workspace is None:
            return
        try:
            self._open = self.workspace.library.open(target, phrases=False)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        article = self._open.article
        place = next((each.offset for each in self._state.reading() if each.article_id == target), 0)
        self.view.show_article(article, self._open.sections)
        self.scopes.blockSignals(True)
        self.scopes.clear()
        self.scopes.setAccessibleName(self.tr("背诵的范围"))
        self.scopes.addItem(self.tr("全文"), TextSpan(0, len(article.text)))
        chosen = 0
        for section in self._open.sections:
            self._add_scope(section)
            if len(article.text) > _LONGEST and section.start <= place < section.end:
                chosen = self.scopes.findData(TextSpan(section.start, section.end))
        self.scopes.setCurrentIndex(max(0, chosen))
        self.scopes.blockSignals(False)
        self._begin()

    def restyle(self) -> None:
        restyle_icons(self.look, self)
        self.bar.restyle()
        if self._open is not None:
            self.view.restyle()

    def can(self, action: str) -> bool:
        if action == "back":
            return True
        if action == "continue":
            return self.current is not None
        if action.startswith("rate_"):
            return self.current is not None and self.revealed
        return action == "undo" and bool(self._judged)

    def perform(self, action: str) -> None:
        match action:
            case "continue":
                self._go_on()
            case "back":
                self._leave()
            case "undo":
                self.undo()
            case "rate_1":
                self.judge(False)
            case _:
                self.judge(True)

    def focus_start(self) -> None:
        self.bar.focus()

    # What the learner does

    def reveal(self) -> None:
        """Show the phrase whose turn it is."""
        if self._session is None or self.current is None or self.revealed:
            return
        self.revealed = True
        self.clock.touch()
        self.view.show_answers([self._session.span(self.current)])
        self.bar.reveal(self._session.words(self.current))
        self.actions_changed.emit()
        self.bar.focus()

    def judge(self, knew: bool) -> None:
        """Keep whether the phrase came, and go to the next."""
        session, number = self._session, self.current
        if session is None or number is None or not self.revealed:
            return
        try:
            review = session.answer(number, knew, self.clock.elapsed())
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        self._judged.append(Judged(number, knew, review))
        self._waiting.remove(number)
        text = session.words(number)
        if all(session.words(each) != text for each in self._waiting):
            self.view.show_answers(self._echoes.pop(text, ()))
        later = [each for each in self._waiting if each > number]
        self._turn_to(next(iter(later or self._waiting), None))

    def undo(self) -> None:
        """Take the last judgement back and ask for its phrase again."""
        if not self._judged or self._session is None or self.workspace is None:
            return
        last = self._judged[-1]
        if last.review_id is not None:
            if self.workspace.journal.last_target() != last.review_id:
                self.undo_requested.emit()
                return
            self.workspace.journal.undo()
        self._judged.pop()
        self._waiting = sorted([*self._waiting, last.number])
        self._hide()
        self._turn_to(last.number)

    def missed_again(self) -> None:
        """Hide what did not come, and go through it once more."""
        self._start([each.number for each in self._judged if not each.knew])

    # Steps

    def _add_scope(self, section: Section) -> None:
        text = f"{'　' * (section.level - 1)}{section.label}{section.title}"[:40]
        self.scopes.addItem(text, TextSpan(section.start, section.end))
        self.scopes.setItemData(self.scopes.count() - 1, text, _HEADING)
        for child in section.children:
            self._add_scope(child)

    def _name_places(self) -> None:
        """The title and the headings to choose from, without what is still to come."""
        session = self._session
        if session is None or self.workspace is None or self._open is None:
            return
        waiting = {session.words(number) for number in self._waiting}

        def shown(text: str) -> str:
            assert self.workspace is not None
            return self.workspace.desk.masked(text, [words for words in waiting if words in text])

        self._title.setText(self.tr("背诵《{title}》").format(title=shown(self._open.article.title)))
        for place in range(1, self.scopes.count()):
            self.scopes.setItemText(place, shown(str(self.scopes.itemData(place, _HEADING))))

    def _begin(self) -> None:
        scope = self.scopes.currentData()
        if self.workspace is None or self._open is None or scope is None:
            return
        from desktop.services.recitation import RecitationSession

        start, end = scope
        recitation = self.workspace.desk.recitation(self._open.article.id, start, end)
        self._session = RecitationSession(self.workspace.collection, recitation)
        self._start(list(range(len(recitation.page.hidden))))
        if self.current is None:
            self.view.scroll_to(start, animated=False, share=0.02)

    def _start(self, numbers: list[int]) -> None:
        self._waiting, self._judged, self._total = sorted(numbers), [], len(numbers)
        self._hide()
        self._turn_to(self._waiting[0] if self._waiting else None)

    def _hide(self) -> None:
        """Hide what is still to come, wherever the article says it."""
        session, workspace = self._session, self.workspace
        if session is None or workspace is None or self._open is None:
            return
        article = self._open.article
        spans = [session.span(number) for number in self._waiting]
        taken = bytearray(len(article.text))
        for start, end in spans:
            taken[start:end] = b"\x01" * (end - start)
        self._echoes = {}
        for text in sorted({session.words(number) for number in self._waiting}, key=len, reverse=True):
            if len(text) > 1:
                found = workspace.desk.hidden_in(article.id, [text])
                self._echoes[text] = [piece for span in found for piece in _take(taken, span)]
        self.view.hide_spans(sorted([*spans, *(piece for each in self._echoes.values() for piece in each)]))

    def _turn_to(self, number: int | None) -> None:
        assert self._session is not None
        self.current, self.revealed = number, False
        self._name_places()
        known = sum(each.knew for each in self._judged)
        if number is None:
            missed = [self._session.words(each.number) for each in self._judged if not each.knew]
            self.view.show_answers()
            self.view.set_current(None)
            self.bar.finish(self._total, known, missed)
        else:
            span = self._session.span(number)
            self.view.set_current(span, span)
            self.view.scroll_to(span.start)
            self.bar.ask(len(self._judged), self._total, known)
            self.clock.start()
        self.actions_changed.emit()
        self.bar.focus()

    def _go_on(self) -> None:
        if self.current is None:
            return
        if self.revealed:
            self.judge(True)
        else:
            self.reveal()

    def _on_clicked(self, offset: int) -> None:
        if self._session is None or self.current is None:
            return
        spans = ((number, self._session.span(number)) for number in self._waiting)
        hit = next((number for number, span in spans if span.start <= offset < span.end), None)
        if hit is None or (self.revealed and hit != self.current):
            return
        if hit != self.current:
            self._turn_to(hit)
        self.reveal()

    def _leave(self) -> None:
        if self._open is not None:
            self.article_requested.emit(self._open.article.id)
        else:
            self.room_requested.emit("articles_list")


def _take(taken: bytearray, span: TextSpan) -> list[TextSpan]:
    """The parts of ``span`` that nobody took, taken now."""
    start, end = span
    runs = [TextSpan(start + run.start(), start + run.end()) for run in re.finditer(b"\x00+", taken[start:end])]
    taken[start:end] = b"\x01" * (end - start)
    return runs
