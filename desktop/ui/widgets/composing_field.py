"""A line to type in that knows when an input method is composing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QLineEdit


class ComposingField(QLineEdit):
    """While text is composed, every key belongs to the composition: none submits, rates or triggers a shortcut.

    Qt has no getter for the preedit text, so the field follows the events that set it. Shortcuts ask
    the widget with the focus first, so that no filter over the whole application is needed; one
    written in Python would also run while an exception is on its way, and break it.
    """

    composed = Signal()

    _composing = False

    @property
    def composing(self) -> bool:
        """Whether a composition is under way."""
        return self._composing

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self.composed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._composing = False
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if self._composing and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event.accept()
            return True
        return super().event(event)
