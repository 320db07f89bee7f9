"""Keys that belong to an input method must neither submit an answer nor rate it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent


class CompositionFilter(QObject):
    """Application-wide event filter: while a text is being composed, keys are for the composition alone.

    Qt gives no way to ask a field for its preedit text, so the filter follows the events that set it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._composing: QObject | None = None

    @property
    def composing(self) -> bool:
        """Whether a composition is under way."""
        return self._composing is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._composing = watched if event.preeditString() else None
        elif self._composing is not None:
            if kind == QEvent.Type.FocusOut and watched is self._composing:
                self._composing = None
            elif kind == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            elif kind == QEvent.Type.KeyPress:
                return self._is_composing_widget(watched)
        return False

    def _is_composing_widget(self, watched: QObject) -> bool:
        return watched is self._composing or watched is QGuiApplication.focusWindow()
