"""What the marks in an article mean."""

from __future__ import annotations

from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.ui.due_words import DueWords
from desktop.ui.theme import MEMORY_LEVELS, Look, sans_font
from desktop.ui.widgets.phrase_marks import KIND_NAMES, PhraseMark, draw_tint, draw_underline, kind_name, level_name

# One of each line that is drawn; kinds that share a line are named together.
_TOGETHER = (("shorthand", "quoted"), ("title",), ("name",), ("formula",), ("term",), ("date", "number"))


def describe_mark(mark: PhraseMark, now: datetime) -> str:
    """The tooltip of a phrase: its kind, how well it is known, when it comes again."""
    lines = [kind_name(mark.kind)]
    if mark.level:
        recall = "" if mark.retrievability is None else f" {round(mark.retrievability * 100)} %"
        memory = QCoreApplication.translate("Phrases", "记忆：{level}{recall}")
        lines.append(memory.format(level=level_name(mark.level), recall=recall))
        if mark.due is not None:
            lines.append(
                QCoreApplication.translate("Phrases", "下次：{when}").format(when=DueWords().away(mark.due, now))
            )
    else:
        lines.append(QCoreApplication.translate("Phrases", "没有卡片"))
    return "<br>".join(escape(line) for line in lines)


class PhraseLegend(QFrame):
    """A quiet line under the article: the five tints of memory, the lines of the kinds as far as there is room."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        levels = self.tr("、").join(level_name(level) for level in MEMORY_LEVELS)
        kinds = self.tr("、").join(kind_name(kind) for kind in KIND_NAMES)
        self.setAccessibleName(self.tr("图例"))
        self.setAccessibleDescription(
            self.tr("底色是记忆：{levels}。下划线是种类：{kinds}。").format(levels=levels, kinds=kinds)
        )
        self.setToolTip(self.accessibleDescription())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        font = sans_font(round(self._look.base_px * 12 / 14))
        metrics = QFontMetrics(font)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.color("hairline"))
        painter.setFont(font)
        x, base = 24.0, self.height() / 2 + metrics.ascent() / 2 - 2
        for level in MEMORY_LEVELS:
            word = level_name(level)
            width = metrics.horizontalAdvance(word)
            if x + width > self.width() - 16:
                return
            draw_tint(
                painter,
                QRectF(x - 4, base - metrics.ascent(), width + 8, metrics.height() + 2),
                theme.color(f"memory_{level}"),
            )
            painter.setPen(theme.color("ink"))
            painter.drawText(QPointF(x, base), word)
            x += width + 14
        x += 10
        for kinds in _TOGETHER:
            word = " ".join(kind_name(kind) for kind in kinds)
            width = metrics.horizontalAdvance(word)
            if x + width > self.width() - 16:
                return
            painter.setPen(theme.color("ink_soft"))
            painter.drawText(QPointF(x, base), word)
            draw_underline(painter, kinds[0], QPointF(x, base + 5), width, theme.color("ink_soft"))
            x += width + 16
