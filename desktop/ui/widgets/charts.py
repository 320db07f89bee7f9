"""Charts drawn in the theme's colours; each can be read aloud, hovered, and saved as numbers or as a picture."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.ui.theme import MEMORY_LEVELS, Look, sans_font

_MOST_SPOKEN = 40  # values that a screen reader gets; of more, those that are not nought come first


@dataclass(frozen=True, slots=True)
class Datum:
    """One value: ``label`` under it (may be empty), ``words`` that tell it, ``role`` of its colour."""

    value: float
    label: str
    words: str
    role: str = "memory_good"


class Chart(QWidget):
    """What all charts share."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._data: tuple[Datum, ...] = ()
        self._waiting = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_data(self, name: str, data: Sequence[Datum]) -> None:
        """Show ``data`` under the name that a screen reader says."""
        self._data, self._waiting = tuple(data), ""
        told = [datum for datum in data if datum.value] if len(data) > _MOST_SPOKEN else list(data)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("；").join(datum.words for datum in told[:_MOST_SPOKEN]))
        self.updateGeometry()
        self.update()

    def show_waiting(self, words: str) -> None:
        """Say in the place of the data that they are being worked out; the height stays."""
        self._data, self._waiting = (), words
        self.setAccessibleDescription(words)
        self.update()

    def csv(self) -> str:
        """The values as a table, for a spreadsheet."""
        out = io.StringIO()
        writer = csv.writer(out)
        for datum in self._data:
            writer.writerow([datum.words.replace("\n", " "), datum.value])
        return out.getvalue()

    def picture(self) -> QPixmap:
        """The chart on the colour of its ground, twice as fine as the screen."""
        pixmap = QPixmap(self.size() * 2)
        pixmap.setDevicePixelRatio(2)
        pixmap.fill(self._look.theme.color("surface"))
        self.render(pixmap, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        return pixmap

    def at(self, position: QPointF) -> int | None:
        """Which value stands under a point."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self.at(QPointF(event.pos()))
            words = "" if number is None else self._data[number].words
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    @property
    def _small(self) -> int:
        return round(self._look.base_px * 12 / 14)


class BarChart(Chart):
    """One bar a value, with its label under it where there is room; ``limit`` is the value of a full bar."""

    def __init__(self, look: Look, *, limit: float | None = None, spell: Callable[[float], str] | None = None) -> None:
        super().__init__(look)
        self._limit = limit
        self._spell = spell or (lambda value: f"{value:,.0f}")

    def sizeHint(self) -> QSize:
        return QSize(420, 168)

    def at(self, position: QPointF) -> int | None:
        number = int(position.x() / self._step) if self._data else -1
        return number if 0 <= number < len(self._data) else None

    @property
    def _step(self) -> float:
        return self.width() / max(len(self._data), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, small, step = self._look.theme, self._small, self._step
        font = sans_font(small)
        metrics = QFontMetrics(font)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        base = self.height() - 2.2 * small
        room = base - 1.9 * small
        painter.setPen(theme.color("hairline"))
        painter.drawLine(QPointF(0, base + 0.5), QPointF(self.width(), base + 0.5))
        if self._waiting or (self.accessibleName() and not any(datum.value for datum in self._data)):
            painter.setPen(theme.color("ink_soft"))
            words = self._waiting or self.tr("还没有可画的")
            painter.drawText(QRectF(0, 0, self.width(), base), Qt.AlignmentFlag.AlignCenter, words)
        if not self._data:
            return
        highest = self._limit or max(max(datum.value for datum in self._data), 1e-9)
        numbers = step >= metrics.horizontalAdvance(self._spell(highest)) + 6
        free = 0.0  # from which x on a label has room
        for number, datum in enumerate(self._data):
            gap = min(8.0, step / 4)
            width = min(step - gap, 34.0)
            left = number * step + (step - width) / 2
            height = max(room * min(datum.value / highest, 1.0), 2.0) if datum.value else 0.0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(datum.role))
            if height:
                painter.drawRoundedRect(QRectF(left, base - height, width, height), 2, 2)
                if numbers and self._spell(datum.value) != "0":  # a bar is there: nought would deny it
                    painter.setPen(theme.color("ink_soft"))
                    above = QRectF(number * step, base - height - 1.6 * small, step, 1.5 * small)
                    painter.drawText(above, Qt.AlignmentFlag.AlignCenter, self._spell(datum.value))
            wide = metrics.horizontalAdvance(datum.label)
            start = max(0.0, min((number + 0.5) * step - wide / 2, self.width() - wide))
            if datum.label and start >= free:
                painter.setPen(theme.color("ink_soft"))
                painter.drawText(QPointF(start, base + 6 + metrics.ascent()), datum.label)
                free = start + wide + 8


class LineChart(Chart):
    """Values from 0 to 1 joined by a line; a value below 0 stands for a day without one."""

    def sizeHint(self) -> QSize:
        return QSize(420, 168)

    def at(self, position: QPointF) -> int | None:
        if len(self._data) < 2:
            return 0 if self._data else None
        number = round(position.x() / self.width() * (len(self._data) - 1))
        return max(0, min(number, len(self._data) - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._data:
            return
        theme, small = self._look.theme, self._small
        font = sans_font(small)
        metrics = QFontMetrics(font)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        base, top = self.height() - 2.2 * small, 1.0 * small
        left = metrics.horizontalAdvance("100 %") + 8.0
        for share in (0.0, 0.5, 1.0):
            y = base - share * (base - top)
            painter.setPen(theme.color("hairline"))
            painter.drawLine(QPointF(left, y), QPointF(self.width(), y))
            painter.setPen(theme.color("ink_soft"))
            painter.drawText(QPointF(0, y + metrics.ascent() / 2 - 2), f"{share * 100:.0f} %")
        pen = painter.pen()
        pen.setColor(theme.color("accent"))
        pen.setWidthF(2.0)
        last: QPointF | None = None
        free = left
        for number, datum in enumerate(self._data):
            x = left + (self.width() - left - 4) * (number / max(len(self._data) - 1, 1))
            if datum.value < 0:
                last = None
            else:
                point = QPointF(x, base - min(datum.value, 1.0) * (base - top))
                painter.setPen(pen)
                if last is not None:
                    painter.drawLine(last, point)
                painter.setBrush(theme.color("accent"))
                if len(self._data) <= 60:
                    painter.drawEllipse(point, 2.0, 2.0)
                last = point
            wide = metrics.horizontalAdvance(datum.label)
            start = min(x - wide / 2, self.width() - wide)
            if datum.label and start >= free:
                painter.setPen(theme.color("ink_soft"))
                painter.drawText(QPointF(start, base + 6 + metrics.ascent()), datum.label)
                free = start + wide + 12


class HeatMap(Chart):
    """The reviews of a year: a column a week, a square a day; darker is more, and the tooltip says how many."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._first = QDate.currentDate()
        self._counts: Mapping[int, int] = {}
        self._days = 0

    def show_days(self, name: str, counts: Mapping[int, int], first: QDate, days: int) -> None:
        """``counts`` by number of days from ``first`` on, for ``days`` days."""
        self._first, self._days = first, days
        locale = QLocale()
        data = []
        for number in range(days):
            day = locale.toString(first.addDays(number), QLocale.FormatType.ShortFormat)
            count = counts.get(number, 0)
            cards = self.tr("%n 次", "", count)
            data.append(Datum(count, "", self.tr("{day}：{cards}").format(day=day, cards=cards)))
        self.show_data(name, data)

    def sizeHint(self) -> QSize:
        return QSize(420, round(7 * self._cell + 2.4 * self._small))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self.sizeHint().height())  # as high as the squares that fill its width

    @property
    def _cell(self) -> float:
        weeks = (self._days + self._first.dayOfWeek() - 1 + 6) // 7
        return min(18.0, (self.width() - 2.6 * self._small) / max(weeks, 1))

    def _box(self, number: int) -> QRectF:
        place = number + self._first.dayOfWeek() - 1
        cell = self._cell
        left, top = 2.4 * self._small, 1.6 * self._small
        return QRectF(left + place // 7 * cell, top + place % 7 * cell, cell - 2, cell - 2)

    def at(self, position: QPointF) -> int | None:
        cell = self._cell
        column = int((position.x() - 2.4 * self._small) // cell)
        row = int((position.y() - 1.6 * self._small) // cell)
        number = column * 7 + row - self._first.dayOfWeek() + 1
        return number if 0 <= row < 7 and 0 <= number < len(self._data) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        font = sans_font(self._small)
        metrics = QFontMetrics(font)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        locale = QLocale()
        painter.setPen(theme.color("ink_soft"))
        for row in (0, 2, 4, 6):
            name = locale.dayName(row + 1, QLocale.FormatType.NarrowFormat)
            y = 1.6 * self._small + row * self._cell + metrics.ascent()
            painter.drawText(QPointF(0, y - 2), name)
        most = max((datum.value for datum in self._data), default=0)
        free = 0.0
        for number, datum in enumerate(self._data):
            box, day = self._box(number), self._first.addDays(number)
            if day.day() == 1 and box.left() >= free:
                name = locale.monthName(day.month(), QLocale.FormatType.ShortFormat)
                painter.setPen(theme.color("ink_soft"))
                painter.drawText(QPointF(box.left(), metrics.ascent()), name)
                free = box.left() + metrics.horizontalAdvance(name) + 6
            painter.setPen(Qt.PenStyle.NoPen)
            if datum.value:
                # On a scale of roots: days with a few reviews differ as visibly as those with many.
                level = min(4, int((datum.value / most) ** 0.5 * 4.999))
                painter.setBrush(theme.color("accent", (0.22, 0.4, 0.6, 0.8, 1.0)[level]))
            else:
                painter.setBrush(theme.color("hairline", 0.5))
            painter.drawRoundedRect(box, 2, 2)


class MemoryStrip(Chart):
    """An article from its beginning to its end: one stretch a section, as wide as it is long, tinted by recall."""

    def sizeHint(self) -> QSize:
        return QSize(420, 40)

    def show_sections(self, name: str, sections: Sequence[tuple[str, float, float | None]]) -> None:
        """``sections``: title, length, predicted recall (0..1) or None where nothing was learnt yet."""
        data = []
        for title, length, recall in sections:
            known = (
                self.tr("还没学") if recall is None else self.tr("预计记得 {share} %").format(share=round(recall * 100))
            )
            data.append(Datum(length, "", f"{title}\n{known}", f"memory_{recall_level(recall)}"))
        self.show_data(name, data)

    def at(self, position: QPointF) -> int | None:
        for number, box in enumerate(self._boxes()):
            if box.left() <= position.x() < box.right():
                return number
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        for datum, box in zip(self._data, self._boxes(), strict=True):
            painter.setPen(theme.color("border", 0.5))
            painter.setBrush(theme.color(datum.role))
            painter.drawRect(box)

    def _boxes(self) -> list[QRectF]:
        total = sum(datum.value for datum in self._data) or 1.0
        boxes, x = [], 0.5
        for datum in self._data:
            width = (self.width() - 1) * datum.value / total
            boxes.append(QRectF(x, 4.5, width, self.height() - 9))
            x += width
        return boxes


def recall_level(recall: float | None) -> str:
    """Which tint of memory stands for a predicted recall."""
    if recall is None:
        return MEMORY_LEVELS[0]
    return MEMORY_LEVELS[1 if recall < 0.7 else 2 if recall < 0.85 else 3 if recall < 0.95 else 4]
