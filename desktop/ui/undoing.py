"""Taking back, and doing again, with the name of what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.ui.actions import Actions
from desktop.ui.notices import Notice
from desktop.ui.undo_words import undo_words

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace

_NAME_LENGTH = 40  # characters of what is undone, in a menu


class Undoing(QObject):
    """``undone`` and ``redone`` with the journal's Entry, then ``announced``."""

    announced = Signal(Notice)
    undone = Signal(object)
    redone = Signal(object)

    def __init__(self, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self.workspace: Workspace | None = None

    def undo(self) -> None:
        """Take back the latest change."""
        if self.workspace is None:
            return
        entry = self.workspace.journal.undo()
        if entry is None:
            self.announced.emit(Notice(self.tr("没有可以撤销的。")))
            return
        self.undone.emit(entry)
        said = self.tr("已撤销：{what}").format(what=undo_words(entry))
        self.announced.emit(Notice(said, "done", self.tr("重做"), self.redo))

    def redo(self) -> None:
        """Do again what was taken back last."""
        entry = self.workspace.journal.redo() if self.workspace is not None else None
        if entry is None:
            self.announced.emit(Notice(self.tr("没有可以重做的。")))
            return
        self.redone.emit(entry)
        said = self.tr("已重做：{what}").format(what=undo_words(entry))
        self.announced.emit(Notice(said, "done", self.tr("撤销"), self.undo))

    def name_actions(self) -> None:
        """Let the menu's undo and redo say what they are about."""
        if self.workspace is None:
            return
        journal = self.workspace.journal
        for name, entry, said in (
            ("undo", journal.next_undo(), self.tr("撤销：{what}")),
            ("redo", journal.next_redo(), self.tr("重做：{what}")),
        ):
            self._actions.rename(name, said.format(what=undo_words(entry)[:_NAME_LENGTH]) if entry else "")
            self._actions[name].setEnabled(entry is not None)
