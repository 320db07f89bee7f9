"""What a learner decides in the middle of a quiz about its questions, and what answers leave to be done."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.domain.card import Card
from desktop.ui.background import Task
from desktop.ui.leech_prompt import LeechPrompt
from desktop.ui.page import Page
from desktop.ui.widgets.quiz_panel import QuizPanel
from desktop.ui.window_state import WindowState

_CALM_MS = 200  # after an answer, before what it leaves is done


class QuizWishes(QObject):
    """Of the quiz of one page."""

    def __init__(self, page: Page, state: WindowState, quiz: QuizPanel) -> None:
        super().__init__(page)
        self._page, self._state, self._quiz = page, state, quiz
        self._leeches = LeechPrompt(page, quiz.show_edited)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_CALM_MS)
        self._settling.timeout.connect(self._settle)
        quiz.mode_chosen.connect(self._on_mode_chosen)
        quiz.mode_fixed.connect(self._on_mode_fixed)
        quiz.kind_mode_chosen.connect(self._on_kind_mode_chosen)
        quiz.forgotten.connect(self._leeches.offer)
        quiz.rated.connect(self._on_rated)

    def _on_mode_chosen(self, mode: str) -> None:
        self._state.quiz_mode = mode

    def _on_mode_fixed(self, card: Card, mode: str) -> None:
        if self._page.workspace is not None:
            self._page.workspace.workshop.fix_mode([card.id], mode)
            self._quiz.show_edited()

    def _on_kind_mode_chosen(self, kind: str, mode: str) -> None:
        if self._page.workspace is not None:
            self._page.workspace.desk.kind_modes.choose(kind, mode)
            self._quiz.ask_again()

    def _on_rated(self) -> None:
        if self._page.workspace is not None and self._page.workspace.collection.unsettled:
            self._settling.start()

    def _settle(self) -> None:
        if self._page.workspace is not None:
            collection = self._page.workspace.collection
            self._page.work_requested.emit(Task(lambda _: collection.settle(), self._page))
