"""An article set like a book page, with its phrases marked, its place shown and answers masked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from weakref import ref

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRect, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop.domain.article import Article, Section, TextSpan
from desktop.domain.question import MASK
from desktop.ui.theme import Look, serif_font
from desktop.ui.utf16 import Utf16Map
from desktop.ui.widgets.article_layout import ArticleLayout, Ruby
from desktop.ui.widgets.article_type import block_styles, body_style
from desktop.ui.widgets.phrase_marks import NoMarks, PhraseMark, PhraseMarks, draw_mark

MEASURE = 36  # characters a line at most


class ArticleView(QTextEdit):
    """Read-only. All offsets of its methods and signals are code points of the article's text.

    ``place_changed`` gives the offset at the top of what is seen, and the share of the article above it;
    ``phrase_pointed`` the phrase under the pointer, or None; ``phrase_chosen`` one that was clicked.
    """

    place_changed = Signal(int, float)
    phrase_pointed = Signal(object)
    phrase_chosen = Signal(object)
    text_clicked = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._map = Utf16Map("")
        self._text = self._shown = ""
        self._marks: PhraseMarks = NoMarks()
        self._pointed: PhraseMark | None = None
        self._found: list[int] = []
        self._found_length = 0
        self._masked: list[tuple[int, str]] = []
        self._current: tuple[int, int] | None = None
        self._point: tuple[int, int] | None = None
        self._anchor = 0
        self._article: Article | None = None
        self._sections: Sequence[Section] = ()
        self._rubies: Callable[[int, str], Sequence[Ruby]] | None = None
        self._tall = False
        self._document: QTextDocument | None = None
        self.setProperty("part", "article")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setCursorWidth(0)
        self.viewport().setMouseTracking(True)
        self._set_text("")
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._on_moved)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("文章"))

    # What is shown

    def show_article(self, article: Article, sections: Sequence[Section]) -> None:
        """Set ``article`` anew, from its beginning."""
        self._article, self._sections = article, sections
        self._text = self._shown = ""  # nothing to keep in sight meanwhile
        self._map = Utf16Map(article.text)
        self._marks, self._pointed, self._masked, self._found = NoMarks(), None, [], []
        self._current = self._point = None
        self._anchor = 0
        self._motion.stop()
        self._set_text(article.text)
        self._text = self._shown = article.text
        self.verticalScrollBar().setValue(0)
        self._on_scrolled(0)  # a place to be told of, though nothing moved
        self.setAccessibleDescription(article.title)

    def _set_text(self, text: str) -> None:
        old, document = self._document, QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setPlainText(text)
        self._layout = ArticleLayout(document, self._look.theme.color)
        myself = ref(self)  # a cycle through the layout would be collected in an order that Qt does not survive
        self._layout.rubies = lambda block: view._block_rubies(block) if (view := myself()) is not None else ()
        document.setDocumentLayout(self._layout)
        self._document = document
        self._set_type()  # before it is shown: each later change of the column would estimate all lines again
        self.setDocument(document)  # deletes Qt's own first document, but not ours
        if old is not None:
            old.deleteLater()

    def restyle(self) -> None:
        """Take up a new text size or theme and stay at the same place."""
        anchor = self._anchor
        self._layout.color = self._look.theme.color
        self._set_type()
        self._stay_at(anchor)

    def set_marks(self, marks: PhraseMarks) -> None:
        """Mark phrases; those that are seen are asked for when they are painted."""
        self._marks, self._pointed = marks, None
        self.viewport().update()

    def set_rubies(self, rubies: Callable[[int, str], Sequence[Ruby]] | None, tall: bool = False) -> None:
        """Show what ``rubies`` gives for the offset and the text of a paragraph; ``tall`` lines have room for all."""
        if rubies is None and self._rubies is None:
            return
        self._rubies, self._tall = rubies, tall
        self.restyle()

    def hide_spans(self, spans: Sequence[TextSpan]) -> None:
        """Hide these stretches, apart from one another, until ``show_answers``."""
        self.show_answers()
        self._masked = [(self._map.to_qt(start), self._text[start:end]) for start, end in spans]
        self._replace(
            (self._map.to_qt(at), MASK * (self._map.to_qt(at + len(line)) - self._map.to_qt(at)))
            for start, end in spans
            for at, line in self._lines(start, end)
        )
        self._shown = self._with_masks()

    def show_answers(self, spans: Iterable[TextSpan] | None = None) -> None:
        """Show what was hidden: all of it, or only ``spans`` of that."""
        wanted = None if spans is None else {self._map.to_qt(span.start) for span in spans}
        masked = self._masked
        self._masked = [] if wanted is None else [each for each in masked if each[0] not in wanted]
        self._shown = self._with_masks()
        starts = [(self._map.to_text(unit), answer) for unit, answer in masked if wanted is None or unit in wanted]
        self._replace(
            (self._map.to_qt(at), line)
            for start, answer in starts
            for at, line in self._lines(start, start + len(answer))
        )

    def _lines(self, start: int, end: int) -> list[tuple[int, str]]:
        """The parts of ``[start, end)`` on each line, with their places: what is hidden leaves the line ends."""
        found, at = [], start
        for line in self._text[start:end].split("\n"):
            if line:
                found.append((at, line))
            at += len(line) + 1
        return found

    def _with_masks(self) -> str:
        parts, done = [], 0
        for unit, answer in sorted(self._masked):
            start = self._map.to_text(unit)
            parts += [self._text[done:start], MASK * len(answer)]
            done = start + len(answer)
        return "".join(parts) + self._text[done:] if parts else self._text

    def set_current(self, span: TextSpan | None, point: TextSpan | None = None) -> None:
        """Mark the sentence that is spoken of, and in it the ``point``."""
        self._current, self._point = self._units(span), self._units(point)
        self.viewport().update()

    def _units(self, span: TextSpan | None) -> tuple[int, int] | None:
        return None if span is None else (self._map.to_qt(span.start), self._map.to_qt(span.end))

    def scroll_to(self, offset: int, *, animated: bool = True, share: float = 0.33) -> None:
        """Bring ``offset`` to ``share`` of the height."""
        unit = min(self._map.to_qt(offset), self.document().characterCount() - 1)
        block, height = self.document().findBlock(unit), self.viewport().height()
        self._layout.settle(self._layout.top_of(block) - height, self._layout.top_of(block) + 2 * height, 0)
        top = self._layout.top_of(block)
        line = self._layout.line_of(block, unit)
        if line.isValid() and unit > block.position():
            top += line.y()
        bar = self.verticalScrollBar()
        target = max(bar.minimum(), min(round(top - height * share), bar.maximum()))
        self._motion.stop()
        near = abs(target - bar.value()) < 20 * height  # further, lines on the way would have to be made
        duration = self._look.motion(150) if animated and near and abs(target - bar.value()) > 4 else 0
        if not duration:
            bar.setValue(target)
            return
        self._motion.setDuration(duration)
        self._motion.setStartValue(bar.value())
        self._motion.setEndValue(target)
        self._motion.start()

    def find_all(self, needle: str) -> list[int]:
        """Where ``needle`` begins in what is shown now, masks included."""
        return [found.start() for found in re.finditer(re.escape(needle), self._shown)] if needle else []

    def set_found(self, starts: Sequence[int], length: int, current: int) -> None:
        """Highlight what was found, ``current`` most."""
        self._found, self._found_length = list(starts), length
        selections = []
        if starts:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._map.to_qt(starts[current]))
            cursor.setPosition(self._map.to_qt(starts[current] + length), QTextCursor.MoveMode.KeepAnchor)
            style = QTextCharFormat()
            style.setBackground(self._look.theme.color("accent"))
            style.setForeground(self._look.theme.color("on_accent"))
            # The stubs do not know the fields of this plain struct.
            selection.cursor, selection.format = cursor, style
            selections.append(selection)
        self.setExtraSelections(selections)
        self.viewport().update()

    @property
    def selection(self) -> TextSpan | None:
        """What is selected, without the white space around it."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or self._masked:
            return None
        start, end = self._map.to_text(cursor.selectionStart()), self._map.to_text(cursor.selectionEnd())
        words = self._text[start:end]
        start += len(words) - len(words.lstrip())
        return TextSpan(start, start + len(words.strip())) if words.strip() else None

    @property
    def place(self) -> int:
        """The offset at the top of what is seen."""
        return self._anchor

    @property
    def pointed(self) -> PhraseMark | None:
        """The phrase under the pointer, or the one that was stepped to."""
        return self._pointed

    def point_at(self, mark: PhraseMark | None) -> None:
        """Mark a phrase as the one that is spoken of, and bring it into sight."""
        self._pointed = mark
        if mark is not None:
            box = self.box_of(mark)
            if box.top() < 0 or box.bottom() > self.viewport().height():
                self.scroll_to(mark.start)
        self.viewport().update()

    def step_mark(self, step: int) -> PhraseMark | None:
        """The next (1) or previous (-1) phrase after the one pointed at, or on the screen; it is pointed at."""
        if self._pointed is not None:
            found = self._marks.next(self._pointed.end if step > 0 else self._pointed.start, step)
        else:
            found = self._marks.next(self._anchor, 1)
        while found is not None and self._is_masked(found):
            found = self._marks.next(found.end if step > 0 else found.start, step)
        if found is not None:
            self.point_at(found)
        return found

    def box_of(self, mark: PhraseMark | TextSpan) -> QRectF:
        """Where the first line of a phrase stands in the viewport."""
        block = self.document().findBlock(self._map.to_qt(mark.start))
        boxes = self._layout.boxes(block, self._map.to_qt(mark.start), self._map.to_qt(mark.end))
        return boxes[0].translated(0, -self.verticalScrollBar().value()) if boxes else QRectF()

    def mark_at(self, position: QPointF) -> PhraseMark | None:
        """The phrase under a point of the viewport."""
        point = position + QPointF(0, self.verticalScrollBar().value())
        unit = self._layout.hitTest(point, Qt.HitTestAccuracy.ExactHit)
        if unit < 0:
            return None
        found = self._marks.at(self._map.to_text(unit))
        return None if found is None or self._is_masked(found) else found

    # Type

    def _set_type(self) -> None:
        """Body text everywhere, then the title and the headings."""
        px = self._look.article_px
        document = self._document
        assert document is not None
        document.setDefaultFont(serif_font(px))
        self.setFont(serif_font(px))
        body = body_style(px, self._tall)
        styles = block_styles(document, self._map, self._article, self._sections, body) if self._article else {}
        self._set_measure()
        self._layout.set_type(body, styles)

    def _set_measure(self) -> None:
        """A column of at most MEASURE characters in the middle."""
        px = self._look.article_px
        room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
        column = max(min(MEASURE * px, room - 2 * max(20, min(32, room // 16))), 8 * px)
        column -= column % px  # whole characters
        side = max((room - column) // 2, 0)
        self.setViewportMargins(side, 0, max(side - 12, 0), 0)
        self.setLineWrapColumnOrWidth(column)
        self._layout.set_column(column, 24, max(self.height() // 3, 24))

    def _block_rubies(self, block: QTextBlock) -> Sequence[Ruby]:
        if self._rubies is None:
            return ()
        return self._rubies(self._map.to_text(block.position()), block.text())

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor, moved = self._anchor, event.size().width() != event.oldSize().width()
        super().resizeEvent(event)
        self._set_measure()
        if moved and self._text:
            self._stay_at(anchor)

    def _stay_at(self, anchor: int) -> None:
        """Bring what was at the top to the top. Its line may begin before it now, but by the next it is still meant."""
        self.scroll_to(anchor, animated=False, share=0.0)
        self._anchor = anchor

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        for block in self._visible_blocks(event.rect()):
            self._paint_current(painter, block)
            self._paint_marks(painter, block)
            self._paint_found(painter, block)
            self._paint_point(painter, block)
        painter.end()
        super().paintEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return True  # phrases have a card of their own
        if event.type() == QEvent.Type.Leave:
            self._point_to(None)
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point_to(None if event.buttons() else self.mark_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position() + QPointF(0, self.verticalScrollBar().value())
        unit = self._layout.hitTest(at, Qt.HitTestAccuracy.ExactHit)
        if unit >= 0 and not self.textCursor().hasSelection():
            self.text_clicked.emit(self._map.to_text(unit))
        if not self.textCursor().hasSelection() and (mark := self.mark_at(event.position())) is not None:
            self.phrase_chosen.emit(mark)

    def _point_to(self, mark: PhraseMark | None) -> None:
        if mark != self._pointed:
            self._pointed = mark
            self.viewport().update()
            self.phrase_pointed.emit(mark)

    def _on_moved(self, value: int) -> None:
        self.verticalScrollBar().setValue(value)

    def _on_scrolled(self, value: int) -> None:
        height, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setValue(round(value + self._layout.settle(value - height // 2, value + 1.5 * height, value)))
        if bar.value() != value:  # told by then
            return
        unit = self._layout.hitTest(QPointF(4, value + 8), Qt.HitTestAccuracy.FuzzyHit)
        self._anchor = self._map.to_text(max(unit, 0))
        self.place_changed.emit(self._anchor, value / bar.maximum() if bar.maximum() else 1.0)

    # Painting

    def _visible_blocks(self, area: QRect) -> list[QTextBlock]:
        top = self.verticalScrollBar().value() + area.top()
        self._layout.settle(top, top + area.height(), top)
        block, blocks = self._layout.block_at(top), []
        while block.isValid() and self._layout.top_of(block) <= top + area.height():
            blocks.append(block)
            block = block.next()
        return blocks

    def _paint_current(self, painter: QPainter, block: QTextBlock) -> None:
        if self._current is None:
            return
        boxes = self._layout.boxes(block, *self._current)
        if not boxes:
            return
        px = self._look.article_px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.color("selection", 0.55))
        for box in boxes:
            painter.drawRect(QRectF(box.left() - 2, box.bottom() - 1.1 * px, box.width() + 4, 1.55 * px))

    def _paint_point(self, painter: QPainter, block: QTextBlock) -> None:
        if self._point is None:
            return
        px = self._look.article_px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.color("accent"))
        for box in self._layout.boxes(block, *self._point):
            painter.drawRect(QRectF(box.left(), box.bottom() + 0.24 * px, box.width(), 2.5))

    def _paint_marks(self, painter: QPainter, block: QTextBlock) -> None:
        px, theme, to_qt = self._look.article_px, self._look.theme, self._map.to_qt
        start, end = self._map.to_text(block.position()), self._map.to_text(block.position() + block.length())
        for mark in self._marks.between(start, end):
            pointed = self._pointed is not None and mark.start == self._pointed.start
            if (not mark.seen and not pointed) or self._is_masked(mark):
                continue
            for box in self._layout.boxes(block, to_qt(mark.start), to_qt(mark.end)):
                draw_mark(painter, box, mark, theme, px, pointed=pointed)

    def _paint_found(self, painter: QPainter, block: QTextBlock) -> None:
        if not self._found:
            return
        start, end = self._map.to_text(block.position()), self._map.to_text(block.position() + block.length())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.color("chosen"))
        first = bisect_left(self._found, start - self._found_length)
        for at in self._found[first : bisect_left(self._found, end)]:
            for box in self._layout.boxes(block, self._map.to_qt(at), self._map.to_qt(at + self._found_length)):
                px = self._look.article_px
                painter.drawRoundedRect(QRectF(box.left(), box.bottom() - 0.98 * px, box.width(), 1.3 * px), 3, 3)

    def _is_masked(self, mark: PhraseMark) -> bool:
        if not self._masked:
            return False
        start, end = self._map.to_qt(mark.start), self._map.to_qt(mark.end)
        return any(unit < end and start < unit + 2 * len(answer) for unit, answer in self._masked)

    def _replace(self, parts: Iterable[tuple[int, str]]) -> None:
        """Put each text over as many units from its place on; the lines are made once, when all are there."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for unit, text in parts:
            cursor.setPosition(unit)
            cursor.setPosition(unit + len(text.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text)
        cursor.endEditBlock()
