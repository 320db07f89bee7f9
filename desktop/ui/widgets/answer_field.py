"""The field for the answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Look, serif_font
from desktop.ui.widgets.composing_field import ComposingField


class AnswerField(ComposingField):
    """Enter submits; Space in the empty field gives up. Ctrl+Z is for the window while nothing was typed."""

    submitted = Signal()
    given_up = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("part", "answer")
        self.setMaxLength(500)
        self.restyle()

    def restyle(self) -> None:
        """Take up a new text size."""
        self.setFont(serif_font(round(20 * self._look.article_px / 18)))

    def event(self, event: QEvent) -> bool:
        if (
            not self.composing
            and event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Space and not self.text():
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
