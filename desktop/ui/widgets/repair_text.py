"""A text in which the repairs on the screen are marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from desktop.domain.article import TextSpan
from desktop.ui.theme import Look, serif_font
from desktop.ui.utf16 import Utf16Map


class RepairText(QPlainTextEdit):
    """Read-only; all offsets are code points."""

    def __init__(self, look: Look, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._role = look, role
        self._map = Utf16Map("")
        self._spans: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._current: tuple[int, int] | None = None
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(16)
        self.verticalScrollBar().valueChanged.connect(self._mark)
        self.restyle()

    def restyle(self) -> None:
        """Take up type and colours."""
        self.setFont(serif_font(self._look.article_px - 1))
        self._mark()

    def show_text(self, text: str, spans: Sequence[TextSpan]) -> None:
        """Replace the text and what is marked in it; ``spans`` are sorted."""
        self._map = Utf16Map(text)
        self._spans = [(self._map.to_qt(start), self._map.to_qt(end)) for start, end in spans]
        self._starts = [start for start, _ in self._spans]
        self._current = None
        self.setPlainText(text)
        self._mark()

    def show_place(self, start: int, end: int) -> None:
        """Turn to a place and mark it more strongly."""
        self._current = (self._map.to_qt(start), self._map.to_qt(end))
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._current[0])
        self.setTextCursor(cursor)
        self.centerCursor()
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark()

    def _mark(self) -> None:
        first = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).position()
        tint, strong = QTextCharFormat(), QTextCharFormat()
        tint.setBackground(self._look.theme.color(self._role, 0.16))
        strong.setBackground(self._look.theme.color(self._role, 0.38))
        low, high = bisect_left(self._starts, first) - 1, bisect_right(self._starts, last)
        marks = [self._selection(span, tint) for span in self._spans[max(0, low) : high]]
        if self._current is not None:
            marks.append(self._selection(self._current, strong))
        self.setExtraSelections(marks)

    def _selection(self, span: tuple[int, int], form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        made = QTextEdit.ExtraSelection()
        made.cursor, made.format = cursor, form
        return made
