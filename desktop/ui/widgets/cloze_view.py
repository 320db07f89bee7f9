"""A question as it is read: the sentence in large type, the blank as a rule, later the answer in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from desktop.domain.article import TextSpan
from desktop.domain.question import MASK
from desktop.ui.theme import Look, serif_font
from desktop.ui.widgets.excerpt import CLAUSE_ENDS, excerpt

_SIZES = ((40, 26), (80, 24), (140, 22))  # up to so many characters, so many pixels
_SMALLEST = 20
_LINE = 1.7  # of the size of its type
_JOINER = "\u2060"  # keeps a rule on one line


class ClozeView(QTextEdit):
    """As tall as its sentence, up to the room there is. The clause with the blank stands out."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._sentence = ""
        self._blanks: Sequence[TextSpan] = ()
        self._role = ""
        self._compact = False
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.document().setDocumentMargin(0)

    def ask(self, sentence: str, blanks: Sequence[TextSpan], around: Sequence[TextSpan] = ()) -> None:
        """Show ``sentence``, or of a long one what is ``around`` some place, with a rule for each of its ``blanks``."""
        self._sentence, self._blanks = excerpt(sentence, blanks, around)
        self._role = ""
        self._set_text()

    def reveal(self, role: str) -> None:
        """Put the answers in place, in the colour of ``role``."""
        self._role = role
        self._set_text()

    def restyle(self) -> None:
        """Take up a new theme or text size."""
        self._set_text()

    def set_compact(self, compact: bool) -> None:
        """Smaller type where there is little room."""
        if compact != self._compact:
            self._compact = compact
            self._set_text()

    def sizeHint(self) -> QSize:
        self.document().setTextWidth(max(self.viewport().width(), 200))
        return QSize(400, round(self.document().size().height()) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(self.sizeHint().height(), 96 if self._compact else 120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        line = self._px() * _LINE
        cut = round(self.height() % line) if self.document().size().height() > self.height() > line else 0
        if cut != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, cut)  # no line is shown by half

    def _px(self) -> int:
        length = len(self._sentence)
        px = next((px for limit, px in _SIZES if length <= limit), _SMALLEST)
        return round(px * self._look.article_px / 18 * (0.82 if self._compact else 1))

    def _set_text(self) -> None:
        px = self._px()
        theme = self._look.theme
        self.clear()
        cursor = QTextCursor(self.document())
        block = QTextBlockFormat()
        block.setLineHeight(px * _LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(block)
        at = 0
        for start, end in self._blanks:
            clause = max((self._sentence.rfind(mark, at, start) for mark in CLAUSE_ENDS), default=-1)
            clause = max(clause + 1, at)
            self._insert(cursor, self._sentence[at:clause], px, theme.color("ink_soft"))
            self._insert(cursor, self._sentence[clause:start], px, theme.color("ink"))
            answer = self._sentence[start:end]
            if self._role:
                joiner = _JOINER if len(answer) <= 8 else ""
                self._insert(cursor, joiner.join(answer), px, theme.color(self._role), bold=True)
            else:
                self._insert(cursor, _JOINER.join(MASK * max(len(answer), 2)), px, theme.color("accent"))
            at = end
        ends = [found for mark in CLAUSE_ENDS if (found := self._sentence.find(mark, at)) >= 0]
        clause = min(ends, default=len(self._sentence) - 1) + 1 if self._blanks else len(self._sentence)
        self._insert(cursor, self._sentence[at:clause], px, theme.color("ink"))
        self._insert(cursor, self._sentence[clause:], px, theme.color("ink_soft"))
        hidden = self._sentence
        for start, end in reversed(self._blanks):
            blank = self.tr("（空）")
            hidden = hidden if self._role else f"{hidden[:start]}{blank}{hidden[end:]}"
        self.setAccessibleName(hidden)
        self.updateGeometry()
        first = QTextCursor(self.document())
        first.setPosition(0)
        self.setTextCursor(first)

    @staticmethod
    def _insert(cursor: QTextCursor, text: str, px: int, color: QColor, bold: bool = False) -> None:
        style = QTextCharFormat()
        style.setFont(serif_font(px, QFont.Weight.Bold if bold else QFont.Weight.Normal))
        style.setForeground(color)
        style.setFontUnderline(bold)
        cursor.insertText(text, style)
