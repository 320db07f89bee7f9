"""A text in which the repairs on the screen are marked, calmly: where nothing is in doubt there is only a thin line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from desktop.ui.theme import Look, serif_font
from desktop.ui.utf16 import Utf16Map

_NEAR = 50  # paragraphs
_TRIES = 8
_MARGIN = 2000  # characters around the screen that are marked with it


class RepairMark(NamedTuple):
    """Characters ``[start, end)`` that a repair changed; ``gone`` where nothing came in their place."""

    start: int
    end: int
    certain: bool
    gone: bool = False


class RepairText(QPlainTextEdit):
    """Read-only; all offsets are code points."""

    def __init__(self, look: Look, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._role = look, role
        self._map = Utf16Map("")
        self._marks: list[RepairMark] = []  # in Qt's offsets
        self._starts: list[int] = []
        self._current: tuple[int, int] | None = None
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(16)
        self._soon = QTimer(self)  # not while the text is being laid out
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._mark)
        self.verticalScrollBar().valueChanged.connect(self._soon.start)
        self.restyle()

    def restyle(self) -> None:
        """Take up type and colours."""
        self.setFont(serif_font(self._look.article_px - 1))
        self._mark()

    def show_text(self, text: str, marks: Sequence[RepairMark]) -> None:
        """Replace the text and what is marked in it; ``marks`` are sorted."""
        self._map = Utf16Map(text)
        place = self._map.to_qt
        self._marks = []
        last = RepairMark(-1, -1, certain=True)
        for start, end, certain, gone in marks:
            start, end = place(start), place(end)
            if last.end == start and last.certain == certain and last.gone == gone:  # Qt draws one of such a pair
                start = self._marks.pop().start
            last = RepairMark(start, end, certain, gone)
            self._marks.append(last)
        self._starts = [mark.start for mark in self._marks]
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
        self._soon.start()

    def place_at(self, share: float) -> int:
        """The first place of the line that stands at ``share`` of the height."""
        at = QPoint(0, round(share * (self.viewport().height() - 1)))
        return self._map.to_text(self.cursorForPosition(at).position())

    def lines_above(self, offset: int) -> int:
        """How many lines on the screen stand above the line of a place; negative where it is above the screen."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._map.to_qt(offset))
        first = self.cursorRect(self.cursorForPosition(QPoint(0, 0))).top()
        return round((self.cursorRect(cursor).top() - first) / self.fontMetrics().lineSpacing())

    def put_place(self, offset: int, above: int) -> None:
        """Scroll so that ``above`` lines stand above the line of a place, as nearly as the ends allow."""
        bar = self.verticalScrollBar()
        block = self.document().findBlock(self._map.to_qt(offset))
        if abs(block.blockNumber() - self.firstVisibleBlock().blockNumber()) > _NEAR:
            bar.setValue(block.firstLineNumber())
        for _ in range(_TRIES):  # how many lines a paragraph has is only known once it has been on the screen
            away = self.lines_above(offset) - above
            if not away:
                break
            bar.setValue(bar.value() + away)

    def _mark(self) -> None:
        first = self.cursorForPosition(self.viewport().rect().topLeft()).position() - _MARGIN
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).position() + _MARGIN
        certain, gone, doubtful, strong = (QTextCharFormat() for _ in range(4))
        certain.setFontUnderline(True)
        certain.setUnderlineColor(self._look.theme.color(self._role, 0.6))
        gone.setForeground(self._look.theme.color("ink_soft"))
        doubtful.setBackground(self._look.theme.color(self._role, 0.22))
        doubtful.setFontUnderline(True)
        strong.setBackground(self._look.theme.color(self._role, 0.38))
        low, high = bisect_left(self._starts, first) - 1, bisect_right(self._starts, last)
        marks = [
            self._selection(mark.start, mark.end, doubtful if not mark.certain else gone if mark.gone else certain)
            for mark in self._marks[max(0, low) : high]
        ]
        if self._current is not None:
            marks.append(self._selection(*self._current, strong))
        self.setExtraSelections(marks)

    def _selection(self, start: int, end: int, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        made = QTextEdit.ExtraSelection()
        made.cursor, made.format = cursor, form
        return made
