"""An article set like a book page, with its phrases marked, its place shown and answers masked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRect, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from desktop.domain.article import Article, Section, TextSpan
from desktop.domain.question import MASK
from desktop.ui.theme import Look, serif_font
from desktop.ui.utf16 import Utf16Map
from desktop.ui.widgets.phrase_marks import PhraseMark, draw_tint, draw_underline

MEASURE = 36  # characters a line at most
LINE_HEIGHT = 1.8
HEAD_BLOCKS = 12  # where the title is looked for


class ArticleView(QTextEdit):
    """Read-only. All offsets of its methods and signals are code points of the article's text.

    ``place_changed`` gives the offset at the top of what is seen, and the share of the article above it.
    """

    place_changed = Signal(int, float)
    phrase_pointed = Signal(object, QPointF)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._map = Utf16Map("")
        self._text = ""
        self._marks: list[PhraseMark] = []
        self._mark_starts: list[int] = []
        self._masked: list[tuple[int, str]] = []
        self._current: tuple[int, int] | None = None
        self._point: tuple[int, int] | None = None
        self._anchor = 0
        self.setProperty("part", "article")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setCursorWidth(0)
        self.document().setDocumentMargin(0)
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
        self._text, self._map = article.text, Utf16Map(article.text)
        self._marks, self._mark_starts, self._masked = [], [], []
        self._current = self._point = None
        self._anchor = 0
        self._motion.stop()
        self.setPlainText(article.text)
        self._set_type(article, sections)
        self.verticalScrollBar().setValue(0)
        self.setAccessibleDescription(article.title)

    def restyle(self, article: Article, sections: Sequence[Section]) -> None:
        """Take up a new text size or theme and stay at the same place."""
        anchor = self._anchor
        self._set_type(article, sections)
        self.scroll_to(anchor, animated=False, share=0.02)

    def set_marks(self, marks: Sequence[PhraseMark]) -> None:
        """Mark phrases; spans in code points, sorted, not overlapping."""
        to_qt = self._map.to_qt
        self._marks = (
            [PhraseMark(to_qt(m.start), to_qt(m.end), m.kind, m.level, m.retrievability, m.due) for m in marks]
            if self._map.shifts
            else list(marks)
        )
        self._mark_starts = [mark.start for mark in self._marks]
        self.viewport().update()

    def hide_answers(self, answers: Iterable[str]) -> None:
        """Hide every occurrence of the ``answers``, until ``show_answers``; the longest first where they overlap."""
        self.show_answers()
        taken: list[tuple[int, int]] = []
        for answer in sorted(filter(None, answers), key=len, reverse=True):
            at = self._text.find(answer)
            while at >= 0:
                end = at + len(answer)
                if not any(at < last and first < end for first, last in taken):
                    taken.append((at, end))
                    unit = self._map.to_qt(at)
                    self._replace(unit, MASK * (self._map.to_qt(end) - unit))
                    self._masked.append((unit, answer))
                at = self._text.find(answer, end)

    def show_answers(self) -> None:
        """Show what was masked."""
        for unit, answer in self._masked:
            self._replace(unit, answer)
        self._masked = []

    def set_current(self, span: TextSpan | None, point: TextSpan | None = None) -> None:
        """Mark the sentence that is spoken of, and in it the ``point``."""
        self._current, self._point = self._units(span), self._units(point)
        self.viewport().update()

    def _units(self, span: TextSpan | None) -> tuple[int, int] | None:
        return None if span is None else (self._map.to_qt(span.start), self._map.to_qt(span.end))

    def scroll_to(self, offset: int, *, animated: bool = True, share: float = 0.33) -> None:
        """Bring ``offset`` to ``share`` of the height."""
        block = self.document().findBlock(min(self._map.to_qt(offset), self.document().characterCount() - 1))
        layout = self.document().documentLayout()
        top = layout.blockBoundingRect(block).top()  # lays out all above it
        line = block.layout().lineForTextPosition(self._map.to_qt(offset) - block.position())
        if line.isValid():
            top = block.layout().position().y() + line.y()
        bar = self.verticalScrollBar()
        target = max(bar.minimum(), min(round(top - self.viewport().height() * share), bar.maximum()))
        self._motion.stop()
        duration = self._look.motion(150) if animated and abs(target - bar.value()) > 4 else 0
        if not duration:
            bar.setValue(target)
            return
        self._motion.setDuration(duration)
        self._motion.setStartValue(bar.value())
        self._motion.setEndValue(target)
        self._motion.start()

    def find_all(self, needle: str) -> list[TextSpan]:
        """Where ``needle`` stands in what is shown now, masks included."""
        shown = self.toPlainText()
        spans, at = [], shown.find(needle) if needle else -1
        while at >= 0:
            spans.append(TextSpan(at, at + len(needle)))
            at = shown.find(needle, at + len(needle))
        return spans

    def set_found(self, spans: Sequence[TextSpan], current: int) -> None:
        """Highlight what was found, ``current`` most."""
        selections = []
        for number, span in enumerate(spans):
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._map.to_qt(span.start))
            cursor.setPosition(self._map.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
            role = ("accent", "on_accent") if number == current else ("selection", "ink")
            style = QTextCharFormat()
            style.setBackground(self._look.theme.color(role[0]))
            style.setForeground(self._look.theme.color(role[1]))
            # The stubs do not know the fields of this plain struct.
            selection.cursor, selection.format = cursor, style
            selections.append(selection)
        self.setExtraSelections(selections)

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

    def mark_at(self, position: QPointF) -> PhraseMark | None:
        """The phrase under a point of the viewport."""
        unit = (
            self.document()
            .documentLayout()
            .hitTest(position + QPointF(0, self.verticalScrollBar().value()), Qt.HitTestAccuracy.ExactHit)
        )
        index = bisect_right(self._mark_starts, unit) - 1
        if unit < 0 or index < 0 or unit >= self._marks[index].end:
            return None
        return None if self._is_masked(self._marks[index]) else self._marks[index]

    # Type

    def _set_type(self, article: Article, sections: Sequence[Section]) -> None:
        """Body text everywhere, then the title and the headings."""
        px = self._look.article_px
        document = self.document()
        document.setDefaultFont(serif_font(px))
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(QTextCharFormat())
        cursor.setBlockFormat(_block(px, indent=2 * px, after=round(0.35 * px)))
        self._set_title(cursor, article.title, sections[0].start if sections else len(article.text))
        stack = list(reversed(sections))
        while stack:
            section = stack.pop()
            self._set_heading(cursor, section)
            stack.extend(reversed(section.children))
        cursor.endEditBlock()
        self._set_measure()

    def _set_title(self, cursor: QTextCursor, title: str, before: int) -> None:
        px, plain_title = self._look.article_px, "".join(title.split())
        block = self.document().begin()
        head: list[QTextBlock] = []
        while block.isValid() and len(head) < HEAD_BLOCKS and block.position() < self._map.to_qt(before):
            head.append(block)
            block = block.next()
        found = [n for n, b in enumerate(head) if (plain := "".join(b.text().split())) and plain in plain_title]
        for number in found:
            cursor.setPosition(head[number].position())
            cursor.setBlockFormat(
                _block(round(px * 1.5), center=True, before=px if number == found[0] else 0, after=px // 2)
            )
            self._set_char(cursor, head[number].length() - 1, round(px * 1.45), QFont.Weight.Bold)
        for number, block in enumerate(head):
            short = len(block.text()) <= 40 and not block.text().rstrip().endswith("。")
            if found and number not in found and short:
                cursor.setPosition(block.position())
                last = number > found[-1]
                cursor.setBlockFormat(_block(px, center=True, after=round(px * 1.2) if last else px // 3))
                self._set_char(cursor, block.length() - 1, round(px * 0.85), QFont.Weight.Normal, soft=True)

    def _set_heading(self, cursor: QTextCursor, section: Section) -> None:
        px, start = self._look.article_px, self._map.to_qt(section.start)
        block = self.document().findBlock(start)
        label_end = section.start + len(section.label)
        title_at = self._text.find(section.title, label_end, label_end + len(section.title) + 8)
        end = self._map.to_qt(title_at + len(section.title) if title_at >= 0 else label_end)
        alone = end >= block.position() + block.length() - 2
        cursor.setPosition(start)
        if alone and section.level == 1:
            cursor.setBlockFormat(_block(px, before=round(px * 1.5), after=round(px * 0.6)))
            self._set_char(cursor, end - start, round(px * 1.15), QFont.Weight.Bold)
        else:
            cursor.setBlockFormat(_block(px, indent=2 * px, before=round(px * 0.5), after=round(0.35 * px)))
            self._set_char(cursor, end - start, px, QFont.Weight.Bold)

    def _set_char(self, cursor: QTextCursor, length: int, px: int, weight: QFont.Weight, soft: bool = False) -> None:
        style = QTextCharFormat()
        style.setFont(serif_font(px, weight))
        if soft:
            style.setForeground(self._look.theme.color("ink_soft"))
        start = cursor.position()
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(style)
        cursor.setPosition(start)

    def _set_measure(self) -> None:
        """A column of at most MEASURE characters in the middle."""
        px = self._look.article_px
        room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
        column = max(min(MEASURE * px, room - 2 * max(20, min(32, room // 16))), 8 * px)
        side = max((room - column) // 2, 0)
        self.setViewportMargins(side, 0, max(side - 12, 0), 0)
        self.setLineWrapColumnOrWidth(column)
        frame = self.document().rootFrame().frameFormat()
        frame.setTopMargin(24)
        frame.setBottomMargin(max(self.height() // 3, 24))
        self.document().rootFrame().setFrameFormat(frame)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor, moved = self._anchor, event.size().width() != event.oldSize().width()
        super().resizeEvent(event)
        if moved and self._text:
            self._set_measure()
            self.scroll_to(anchor, animated=False, share=0.02)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        blocks = self._visible_blocks(event.rect())
        for block in blocks:
            self._paint_current(painter, block)
            self._paint_marks(painter, block)
            self._paint_point(painter, block)
        painter.end()
        super().paintEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = QPointF(self.viewport().mapFrom(self, event.pos()))
            mark = self.mark_at(position)
            QToolTip.showText(event.globalPos(), self.describe(mark) if mark else "", self)
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.describe(mark) if mark else "", self)
            return True
        return super().viewportEvent(event)

    def describe(self, mark: PhraseMark) -> str:
        """What the tooltip of a phrase says; the page that knows more replaces it."""
        return mark.kind

    def _on_moved(self, value: int) -> None:
        self.verticalScrollBar().setValue(value)

    def _on_scrolled(self, value: int) -> None:
        unit = self.document().documentLayout().hitTest(QPointF(4, value + 8), Qt.HitTestAccuracy.FuzzyHit)
        self._anchor = self._map.to_text(max(unit, 0))
        bar = self.verticalScrollBar()
        self.place_changed.emit(self._anchor, value / bar.maximum() if bar.maximum() else 1.0)

    # Painting

    def _visible_blocks(self, area: QRect) -> list[QTextBlock]:
        top = self.verticalScrollBar().value() + area.top()
        unit = self.document().documentLayout().hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(unit, 0))
        blocks = []
        while block.isValid() and block.layout().position().y() <= top + area.height():
            blocks.append(block)
            block = block.next()
        return blocks

    def _boxes(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        """The boxes of ``[start, end)`` on the lines of ``block``, from the top of the type to its baseline."""
        layout, boxes = block.layout(), list[QRectF]()
        origin = layout.position()
        first, last = max(start - block.position(), 0), min(end - block.position(), block.length() - 1)
        if first >= last:
            return boxes
        for number in range(layout.lineForTextPosition(first).lineNumber(), layout.lineCount()):
            line = layout.lineAt(number)
            begin, stop = line.textStart(), line.textStart() + line.textLength()
            if begin >= last:
                break
            left, right = _x(line, max(first, begin)), _x(line, min(last, stop))
            boxes.append(QRectF(origin.x() + left, origin.y() + line.y(), right - left, line.ascent()))
        return boxes

    def _paint_current(self, painter: QPainter, block: QTextBlock) -> None:
        if self._current is None:
            return
        boxes = self._boxes(block, *self._current)
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
        for box in self._boxes(block, *self._point):
            painter.drawRect(QRectF(box.left(), box.bottom() + 0.24 * px, box.width(), 2.5))

    def _paint_marks(self, painter: QPainter, block: QTextBlock) -> None:
        px, theme = self._look.article_px, self._look.theme
        asked, other = theme.color("ink_soft", 0.8), theme.color("ink_soft", 0.5)
        index = max(bisect_right(self._mark_starts, block.position()) - 1, 0)
        end = block.position() + block.length()
        for mark in self._marks[index:]:
            if mark.start >= end:
                break
            if mark.end <= block.position() or self._is_masked(mark):
                continue
            for box in self._boxes(block, mark.start, mark.end):
                if mark.level:
                    ground = QRectF(box.left() - 1, box.bottom() - 0.98 * px, box.width() + 2, 1.3 * px)
                    draw_tint(painter, ground, theme.color(f"memory_{mark.level}"))
                draw_underline(
                    painter,
                    mark.kind,
                    QPointF(box.left() + 1, box.bottom() + 0.3 * px),
                    box.width() - 2,
                    asked if mark.level else other,
                )

    def _is_masked(self, mark: PhraseMark) -> bool:
        return any(unit < mark.end and mark.start < unit + 2 * len(answer) for unit, answer in self._masked)

    def _replace(self, unit: int, text: str) -> None:
        """Put ``text`` over as many units, in the type that stands there."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(unit)
        cursor.setPosition(unit + 1, QTextCursor.MoveMode.KeepAnchor)
        style = cursor.charFormat()
        cursor.setPosition(unit)
        cursor.setPosition(unit + len(text.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text, style)


def _x(line: object, position: int) -> float:
    found = line.cursorToX(position)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)


def _block(px: int, *, indent: int = 0, before: int = 0, after: int = 0, center: bool = False) -> QTextBlockFormat:
    style = QTextBlockFormat()
    style.setLineHeight(px * LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    style.setTextIndent(indent)
    style.setTopMargin(before)
    style.setBottomMargin(after)
    style.setAlignment(Qt.AlignmentFlag.AlignHCenter if center else Qt.AlignmentFlag.AlignLeft)
    return style
