"""What every page of the window is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.ui.background import ImmediateRunner, TaskRunner
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.theme import Look

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace


class Page(QWidget):
    """A room. It works before the collection is open too: then ``workspace`` is ``None`` and it shows its frame.

    A page asks the window for what lies outside it by signals. When something it shows has changed it
    reloads at once if visible, otherwise when it is shown next.
    """

    shows: ClassVar[Changed] = Changed.NOTHING

    announced = Signal(Notice)
    actions_changed = Signal()
    article_requested = Signal(str)
    place_requested = Signal(str, int, int)  # an article by its id, and the span of it to be shown
    review_requested = Signal()
    import_requested = Signal(list)  # of Path
    room_requested = Signal(str)
    page_requested = Signal(str, str)  # a page by name, and the id of what it is to show
    undo_requested = Signal()
    work_requested = Signal(object)  # a Task, for the window's worker
    cards_requested = Signal(list)  # ids of cards to go through, their schedules as they are
    language_chosen = Signal(str)
    tour_requested = Signal()
    keys_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.workspace: Workspace | None = None
        self.runner: TaskRunner = ImmediateRunner()  # for what a page reads that takes a while
        self._stale = True
        self.stale_by = Changed.NOTHING  # what changed since it was loaded
        self.setProperty("ground", "paper")
        look.changed.connect(self._on_look_changed)

    def attach(self, workspace: Workspace) -> None:
        """The collection is open."""
        self.workspace = workspace
        self.mark_stale()

    def mark_stale(self, changed: Changed = ~Changed.NOTHING) -> None:
        """What is shown is out of date by what ``changed``."""
        self._stale = True
        self.stale_by |= changed
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show what is true now, if it was not shown yet."""
        if self._stale and self.workspace is not None:
            self._stale = False
            try:
                self.load(self.workspace)
            except AppError as error:
                self.announced.emit(Notice(words(error), "error"))
            self.stale_by = Changed.NOTHING

    def open_target(self, target: str) -> None:
        """Show what has that id; only pages that are asked for with one."""

    def load(self, workspace: Workspace) -> None:
        """Read from the services what the page shows."""

    def retranslate(self) -> bool:
        """Speak the language that is installed now; false for a page that is made anew instead."""
        return False

    def restyle(self) -> None:
        """Take up colours and text sizes that the style sheet does not carry."""

    def focus_start(self) -> None:
        """Put the keyboard where it is needed when the page is shown."""

    def remember(self) -> None:
        """Keep places and sizes for the next time."""

    def can(self, action: str) -> bool:
        """Whether the action of that name makes sense here and now."""
        return False

    def perform(self, action: str) -> None:
        """Do what the action of that name says; called only if ``can``."""

    def drop(self, paths: list[Path]) -> None:
        """Files were dropped on the page."""
        self.import_requested.emit(paths)

    def _on_look_changed(self) -> None:
        self.restyle()
        self.update()
