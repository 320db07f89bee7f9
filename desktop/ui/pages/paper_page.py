"""模拟卷: setting a paper, sitting it, and seeing how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.card import Card
from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.domain.question import PaperPlan
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import Look
from desktop.ui.widgets.paper_result import PaperResult
from desktop.ui.widgets.paper_setup import PaperSetup
from desktop.ui.widgets.paper_sheet import PaperSheet
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.services.paper_desk import PaperDesk, Sitting


class PaperPage(Page):
    """A paper is on disk from its first question on: it can be left, even by closing the window, and gone on with."""

    shows: ClassVar[Changed] = Changed.ARTICLES

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.sitting: Sitting | None = None
        self._papers: PaperDesk | None = None
        self._cards: dict[str, Card] = {}
        self.setup = PaperSetup(look)
        self.setup.begun.connect(self.begin)
        self.setup.opened.connect(self.open_paper)
        self.sheet = PaperSheet(look)
        self.sheet.changed.connect(self._keep)
        self.sheet.handed_in.connect(self.hand_in)
        self.sheet.paused.connect(self._back)
        self.result = PaperResult(look)
        self.result.once_more.connect(self.cards_requested)
        self.result.make_due.connect(self._make_due)
        self.result.again.connect(self._again)
        self.result.place_asked.connect(self._show_place)
        self.result.left.connect(self._back)
        self.stack = QStackedWidget()
        for part in (self.setup, self.sheet, self.result):
            self.stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def load(self, workspace: Workspace) -> None:
        if self._papers is None:
            from desktop.services.paper_desk import PaperDesk

            self._papers = PaperDesk(workspace.collection, workspace.desk)
        self._show_setup(workspace)

    def can(self, action: str) -> bool:
        if action == "back":
            return True
        return action in ("paper_next", "paper_previous", "hand_in") and self._sits

    def perform(self, action: str) -> None:
        match action:
            case "paper_next":
                self.sheet.next()
            case "paper_previous":
                self.sheet.previous()
            case "hand_in":
                self.hand_in()
            case "back":
                self._back()

    def focus_start(self) -> None:
        part = self.stack.currentWidget()
        if isinstance(part, (PaperSetup, PaperSheet, PaperResult)):
            part.focus()

    def restyle(self) -> None:
        self.setup.restyle()
        self.sheet.restyle()

    def remember(self) -> None:
        if self._sits:
            self.sheet.keep()
            self._keep()

    # What the learner does

    def begin(self, plan: PaperPlan) -> None:
        """Draw a paper and sit it."""
        if self._papers is None:
            return
        try:
            sitting = self._papers.begin(plan)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        self._sit(sitting)

    def open_paper(self, paper_id: str) -> None:
        """Go on with a paper, or show how it went."""
        if self._papers is None:
            return
        try:
            sitting = self._papers.resume(paper_id)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        if sitting.finished:
            self._show_result(sitting)
        else:
            self._sit(sitting)

    def hand_in(self) -> None:
        """Mark the paper."""
        if self._papers is None or self.sitting is None or not self._sits:
            return
        self.sheet.keep()
        self.sheet.stop()
        self._papers.hand_in(self.sitting)
        self._show_result(self.sitting)

    # Steps

    @property
    def _sits(self) -> bool:
        return self.stack.currentWidget() is self.sheet and self.sitting is not None and not self.sitting.finished

    def _sit(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.stack.setCurrentWidget(self.sheet)
        self.sheet.sit(sitting, self._card_of)
        self.actions_changed.emit()
        self.sheet.focus()

    def _show_result(self, sitting: Sitting) -> None:
        assert self._papers is not None
        self.sitting = sitting
        self.result.show_result(sitting, self._papers.result(sitting), self._card_of)
        self.stack.setCurrentWidget(self.result)
        self.actions_changed.emit()
        self.result.focus()

    def _show_setup(self, workspace: Workspace) -> None:
        if self._papers is None:
            return
        self.setup.show_sources([(each.id, each.title) for each in workspace.library.summaries()], self._papers.decks())
        self.setup.show_past(self._papers.past())

    def _back(self) -> None:
        """To the setup; from there to reviewing. A paper that is sat is kept."""
        if self.stack.currentWidget() is self.setup:
            self.room_requested.emit("today")
            return
        self.remember()
        self.sheet.stop()
        self.stack.setCurrentWidget(self.setup)
        if self.workspace is not None:
            self._show_setup(self.workspace)
        self.actions_changed.emit()
        self.setup.focus()

    def _again(self) -> None:
        if self.sitting is not None:
            self.begin(self.sitting.paper.plan)

    def _make_due(self, card_ids: list[str]) -> None:
        if self.workspace is None:
            return
        try:
            count = self.workspace.workshop.set_due(card_ids, 0)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        said = self.tr("%n 张卡片今天复习。", "", count)
        self.announced.emit(Notice(said, "done", self.tr("撤销"), self.undo_requested.emit))

    def _show_place(self, card: Card) -> None:
        if card.article_id is not None and card.article_span is not None:
            self.place_requested.emit(card.article_id, *card.article_span)

    def _keep(self) -> None:
        if self._papers is not None and self.sitting is not None:
            self._papers.keep(self.sitting)

    def _card_of(self, card_id: str) -> Card:
        if card_id not in self._cards:
            assert self.workspace is not None
            self._cards[card_id] = self.workspace.review(None).card(card_id)
        return self._cards[card_id]
