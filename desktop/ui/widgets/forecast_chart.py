"""How many cards come due on each of the next days, as bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QEvent, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.ui.theme import Look, sans_font


class ForecastChart(QWidget):
    """One bar a day from today on; the words for a screen reader say the same."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._counts: tuple[int, ...] = ()
        self._first = QDate.currentDate()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Sequence[int], first: QDate) -> None:
        """Show ``counts`` for the days from ``first`` on."""
        self._counts, self._first = tuple(counts), first
        days = self.tr("，").join(self._words(number) for number in range(len(counts)))
        self.setAccessibleName(self.tr("未来两周每天到期的卡片"))
        self.setAccessibleDescription(days)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 148)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = int(event.pos().x() / max(self._step(), 1))
            QToolTip.showText(event.globalPos(), self._words(number) if number < len(self._counts) else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._counts:
            return
        theme, small = self._look.theme, round(self._look.base_px * 12 / 14)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sans_font(small))
        step, base = self._step(), self.height() - 2.2 * small
        room = base - 1.9 * small
        highest = max(*self._counts, 1)
        painter.setPen(theme.color("hairline"))
        painter.drawLine(QPointF(0, base + 0.5), QPointF(self.width(), base + 0.5))
        if not any(self._counts):
            painter.setPen(theme.color("ink_soft"))
            painter.drawText(QRectF(0, 0, self.width(), base), Qt.AlignmentFlag.AlignCenter, self.tr("没有到期的卡片"))
        for number, count in enumerate(self._counts):
            left, width = number * step, min(step - 8, 28.0)
            left += (step - width) / 2
            height = max(room * count / highest, 3.0) if count else 0.0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if number == 0 else "memory_good"))
            if count:
                painter.drawRoundedRect(QRectF(left, base - height, width, height), 2, 2)
                painter.setPen(theme.color("ink" if number == 0 else "ink_soft"))
                above = QRectF(number * step, base - height - 1.6 * small, step, 1.5 * small)
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(count))
            painter.setPen(theme.color("ink" if number == 0 else "ink_soft"))
            below = QRectF(number * step - 6, base + 6, step + 12, 1.7 * small)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._day(number))

    def _step(self) -> float:
        return self.width() / max(len(self._counts), 1)

    def _day(self, number: int) -> str:
        day = self._first.addDays(number)
        if number == 0:
            return self.tr("今天")
        return f"{day.month()}/{day.day()}" if day.day() == 1 else str(day.day())

    def _words(self, number: int) -> str:
        day = QLocale().toString(self._first.addDays(number), QLocale.FormatType.ShortFormat)
        return self.tr("{day}：{cards}").format(day=day, cards=self.tr("%n 张", "", self._counts[number]))
