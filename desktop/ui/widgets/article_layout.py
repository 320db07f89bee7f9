"""The lines of an article, laid out only where somebody looks.

Qt's own layout takes seconds over a million characters; here a block that was never shown has an estimated height,
and its lines are made when they come near the screen. All offsets are UTF-16 units of the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from math import ceil
from typing import Any, NamedTuple
from weakref import ref

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from desktop.ui.theme import sans_font, serif_font

_TALL = 2.0  # lines higher than this have readings above all characters
_EVEN = 0.34  # and this much room between them, so that they stand evenly
_SHORT = 0.55  # the width of a letter or digit, in characters


class BlockStyle(NamedTuple):
    """How a block is set. Lengths in pixels; ``bold`` units from its start are bold, ``line`` is a line's height."""

    px: int
    line: float
    indent: float = 0
    before: float = 0
    after: float = 0
    bold: int = 0
    center: bool = False
    color: str = "ink"


class Ruby(NamedTuple):
    """A reading above the ``length`` units from ``start`` of a block."""

    start: int
    length: int
    text: str


class ArticleLayout(QAbstractTextDocumentLayout):
    """Blocks one under another in a column of one width.

    The document must have its text before it gets this layout. ``rubies`` gives what stands above the characters of
    a block, ``color`` the colour of a role; neither may refer to the view strongly.
    """

    def __init__(self, document: QTextDocument, color: Callable[[str], QColor]) -> None:
        super().__init__(document)
        # Asked for by document(), it would count as a child of this layout, its own child: a ring that Python takes
        # for garbage once the view shows another, and deletes while Qt goes through the children of the view.
        self._document = ref(document)
        self.color = color
        self._body = BlockStyle(18, 32)
        self._styles: Mapping[int, BlockStyle] = {}
        self._width, self._top, self._bottom = 640.0, 24.0, 24.0
        self._laid: dict[int, list[Ruby]] = {}
        self._heights: list[float] = []
        self._tops: list[float] | None = None
        self._estimated = False  # no line is worth a guess before the type is known
        self.rubies: Callable[[QTextBlock], Sequence[Ruby]] | None = None

    # What is set

    def set_type(self, body: BlockStyle, styles: Mapping[int, BlockStyle]) -> None:
        """Take up styles: ``styles`` by block number, ``body`` everywhere else."""
        self._body, self._styles = body, styles
        self.forget()

    def set_column(self, width: float, top: float, bottom: float) -> None:
        """Take up the width of lines and the room above and below the text."""
        if (width, top, bottom) == (self._width, self._top, self._bottom):
            return
        same = width == self._width
        self._width, self._top, self._bottom = width, top, bottom
        if not self._estimated:
            return
        if same:
            self._tops = None
            self.documentSizeChanged.emit(self.documentSize())
        else:
            self.forget()

    def forget(self) -> None:
        """Every line is to be made anew; until then heights are estimates."""
        self._forget_lines()
        lines = self._written().toPlainText().split("\n")
        style, body = self._styles.get, self._body
        self._heights = [self._estimate(style(number, body), line) for number, line in enumerate(lines)]
        self._tops, self._estimated = None, True
        self.documentSizeChanged.emit(self.documentSize())

    def _forget_lines(self) -> None:
        for number in self._laid:
            block = self._written().findBlockByNumber(number)
            if block.isValid():
                block.layout().clearLayout()
        self._laid = {}

    # Geometry

    def settle(self, top: float, bottom: float, anchor: float) -> float:
        """Make the lines between two heights. Returns by how much the blocks above that at ``anchor`` grew."""
        block, last = self.block_at(top), self.block_at(bottom).blockNumber()
        stays = self.block_at(anchor).blockNumber()
        changed, above = False, 0.0
        while block.isValid() and block.blockNumber() <= last:
            grown = self._lay(block)
            changed = changed or bool(grown)
            if block.blockNumber() < stays:
                above += grown
            block = block.next()
        if changed:
            self._tops = None
            self.documentSizeChanged.emit(self.documentSize())
        return above

    def block_at(self, y: float) -> QTextBlock:
        """The block at a height; the first above all, the last below."""
        number = bisect_right(self._all_tops(), y) - 1
        return self._written().findBlockByNumber(min(max(number, 0), len(self._heights) - 1))

    def top_of(self, block: QTextBlock) -> float:
        """The height at which a block begins."""
        return self._all_tops()[block.blockNumber()]

    def line_of(self, block: QTextBlock, unit: int) -> QTextLine:
        """The line of a block that holds ``unit``."""
        self._lay(block)
        return block.layout().lineForTextPosition(unit - block.position())

    def boxes(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        """The boxes of ``[start, end)`` on the lines of a block, from the top of the type to its baseline."""
        first, last = max(start - block.position(), 0), min(end - block.position(), block.length() - 1)
        if first >= last:
            return []
        self._lay(block)
        layout, top, found = block.layout(), self.top_of(block), list[QRectF]()
        for number in range(layout.lineForTextPosition(first).lineNumber(), layout.lineCount()):
            line = layout.lineAt(number)
            begin, stop = line.textStart(), line.textStart() + line.textLength()
            if begin >= last:
                break
            left, right = _x(line, max(first, begin)), _x(line, min(last, stop))
            found.append(QRectF(left, top + line.y(), right - left, line.ascent()))
        return found

    # What Qt asks

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        document = self._written()
        if document.blockCount() != len(self._heights):
            self._laid = {}
            self._heights = [self._body.line] * document.blockCount()
            self._tops = None
        elif added > document.characterCount() // 2:  # a new font: the same text
            self._forget_lines()
        else:
            block, last = document.findBlock(start), document.findBlock(start + added)
            while block.isValid() and block.blockNumber() <= last.blockNumber():
                if self._laid.pop(block.blockNumber(), None) is not None:
                    block.layout().clearLayout()
                block = block.next()
        self.update.emit()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not block.isValid() or block.blockNumber() >= len(self._heights):
            return QRectF()
        if self._lay(block):
            self._tops = None
        return QRectF(0, self.top_of(block), self._width, self._heights[block.blockNumber()])

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        return QRectF(QPointF(0, 0), self.documentSize())

    def documentSize(self) -> QSizeF:
        height = self._all_tops()[-1] + self._heights[-1] + self._bottom if self._heights else 0.0
        return QSizeF(self._width, height)

    def pageCount(self) -> int:
        return 1

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]
        if not self._heights:
            return -1
        block = self.block_at(point.y())
        self._lay(block)
        layout, top = block.layout(), self.top_of(block)
        exact = accuracy == Qt.HitTestAccuracy.ExactHit
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            last = number == layout.lineCount() - 1
            if point.y() < top + line.y() + line.height() or last:
                if exact and not line.naturalTextRect().translated(0, top).contains(point):
                    return -1
                where = QTextLine.CursorPosition.CursorOnCharacter if exact else None
                place = line.xToCursor(point.x(), where) if where is not None else line.xToCursor(point.x())
                return block.position() + int(place)
        return -1 if exact else block.position()

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        clip: QRectF = context.clip
        block = self.block_at(clip.top() if clip.isValid() else 0.0)
        selections = context.selections
        while block.isValid():
            if self._lay(block):
                self._tops = None
            top = self.top_of(block)
            if clip.isValid() and top > clip.bottom():
                break
            ranges = []
            for selection in selections:
                start, end = selection.cursor.selectionStart(), selection.cursor.selectionEnd()
                if end > block.position() and start < block.position() + block.length():
                    chosen = QTextLayout.FormatRange()
                    chosen.start, chosen.length = start - block.position(), end - start
                    chosen.format = selection.format
                    ranges.append(chosen)
            style = self._style(block.blockNumber())
            painter.setPen(self.color(style.color))
            block.layout().draw(painter, QPointF(0, top), ranges, clip)
            self._draw_rubies(painter, block, top)
            block = block.next()

    # Making lines

    def _written(self) -> QTextDocument:
        document = self._document()
        assert document is not None  # it owns this layout
        return document

    def _style(self, number: int) -> BlockStyle:
        return self._styles.get(number, self._body)

    def _estimate(self, style: BlockStyle, text: str) -> float:
        wide = (len(text.encode("utf-8", "surrogatepass")) - len(text)) / 2
        run = (wide + _SHORT * (len(text) - wide)) * style.px + style.indent
        return style.before + style.after + style.line * (ceil(run / self._width) or 1)

    def _lay(self, block: QTextBlock) -> float:
        """Make the lines of a block. Returns by how much it grew."""
        number = block.blockNumber()
        if number in self._laid or number >= len(self._heights):
            return 0.0
        style, layout = self._style(number), block.layout()
        rubies = list(self.rubies(block)) if self.rubies is not None else []
        self._laid[number] = rubies
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if style.center else Qt.AlignmentFlag.AlignJustify)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(block, style, rubies))
        y, indent = style.before, style.indent
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width - indent)
            line.setPosition(QPointF(indent, y + max((style.line - line.ascent() - line.descent()) / 2, 0)))
            y += style.line
            indent = 0
        layout.endLayout()
        height = max(y, style.before + style.line) + style.after
        grown = height - self._heights[number]
        self._heights[number] = height
        return grown

    def _formats(self, block: QTextBlock, style: BlockStyle, rubies: Sequence[Ruby]) -> list[QTextLayout.FormatRange]:
        made = []
        if style.px != self._body.px:
            made.append(_range(0, block.length(), serif_font(style.px)))
        if style.bold:
            made.append(_range(0, style.bold, serif_font(style.px, QFont.Weight.Bold)))
        even = _EVEN * style.px if self._body.line > _TALL * self._body.px else 0.0
        for ruby in rubies:
            spare = max(_ruby_width(ruby.text, style.px) + 3 - ruby.length * style.px, even)
            if spare > 0:
                weight = QFont.Weight.Bold if ruby.start < style.bold else QFont.Weight.Normal
                font = serif_font(style.px, weight)
                font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spare / ruby.length)
                made.append(_range(ruby.start, ruby.length, font))
        return made

    def _draw_rubies(self, painter: QPainter, block: QTextBlock, top: float) -> None:
        rubies = self._laid.get(block.blockNumber())
        if not rubies:
            return
        style, layout = self._style(block.blockNumber()), block.layout()
        font = ruby_font(style.px)
        painter.save()
        painter.setFont(font)
        painter.setPen(self.color("ink_soft"))
        for ruby in rubies:
            line = layout.lineForTextPosition(ruby.start)
            if not line.isValid():
                continue
            # The room after a character is not part of it; a wide reading begins no line before its text.
            wide = _ruby_width(ruby.text, style.px)
            left = max(line.x(), _x(line, ruby.start) + (style.px - wide) / 2)
            baseline = top + line.y() + line.ascent() - 0.98 * style.px
            box = QRectF(left, baseline - style.px, wide + style.px, style.px)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, ruby.text)
        painter.restore()

    def _all_tops(self) -> list[float]:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=self._top))
            self._tops.pop()
        return self._tops


def ruby_font(px: int) -> QFont:
    """The small type of readings above characters of ``px`` pixels."""
    return sans_font(max(round(px * 0.5), 9))


@lru_cache(maxsize=4096)  # there are some 1,300 syllables
def _ruby_width(text: str, px: int) -> float:
    return QFontMetricsF(ruby_font(px)).horizontalAdvance(text)


def _range(start: int, length: int, font: QFont) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    style = QTextCharFormat()
    style.setFont(font)
    made.start, made.length, made.format = start, length, style
    return made


def _x(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)  # a pair, which the stubs do not know
    return float(found[0] if isinstance(found, tuple) else found)
