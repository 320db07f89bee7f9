"""The three first steps beside a real article: read, tick, answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from desktop.ui.widgets.tour_card import TourCard
    from desktop.ui.workspace import Workspace


class FirstSteps(QObject):
    """Each step asks for what it is about by a signal; ``ended`` once they are done or skipped."""

    article_requested = Signal(str)
    page_requested = Signal(str, str)
    quiz_requested = Signal(str)  # over the article with that id
    ended = Signal()

    def __init__(self, state: WindowState, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self.workspace: Workspace | None = None
        self.card: TourCard | None = None

    @property
    def wanted(self) -> bool:
        """Whether they were not taken yet."""
        return not self._state.toured

    def start(self, column: QVBoxLayout) -> None:
        """Offer them from the beginning, at the end of ``column``, which gives them room: they hide nothing."""
        from desktop.ui.widgets.tour_card import TourCard

        if self.card is not None:
            self.card.hide()  # it goes only with the next turn of the event loop
            self.card.deleteLater()
        self.card = TourCard()
        column.addWidget(self.card)
        self.card.step_reached.connect(self._on_step)
        self.card.ended.connect(self._on_ended)
        self.card.show()

    def forget(self) -> None:
        """The column is made anew, and its widgets go."""
        self.card = None

    def show_on(self, page: str) -> None:
        """Before they are begun they stand on the first page only."""
        if self.card is not None:
            self.card.setVisible(self.card.begun or page == "today")

    def _on_step(self, step: int) -> None:
        found = self.workspace.library.summaries() if self.workspace is not None else []
        if not found:
            return
        article = next((each for each in found if each.cards), found[0]).id
        if step == 1:
            self.article_requested.emit(article)
        elif step == 2:
            self.page_requested.emit("proposals", article)
        else:
            self.quiz_requested.emit(article)

    def _on_ended(self) -> None:
        self._state.toured = True
        card, self.card = self.card, None
        if card is not None:
            card.deleteLater()
        self.ended.emit()
