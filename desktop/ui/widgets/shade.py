"""The frame and the soft shadow of what lies over the window."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Look

_BLUR, _FALL = 36, 8  # pixels that the shadow goes around the frame, and down
_RADIUS = 12
_FRAME = 4  # pixels that the frame goes around what it holds: enough for its corners to bend
_CORNER = _BLUR + _FALL + _RADIUS + 1  # pixels of a side in which frame or shadow bend


class Shade(QWidget):
    """Drawn once for all sizes: its corners are put in place, its sides are stretched.

    An effect would blur it anew with each letter that is typed.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._drawn = QPixmap()
        look.changed.connect(self._forget)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lie_under(self, widget: QWidget) -> None:
        """Stand around and a little below ``widget``, a sibling through which nothing shows."""
        around = _FRAME + _BLUR
        self.setGeometry(widget.geometry().adjusted(-around, _FALL - around, around, _FALL + around))
        self.stackUnder(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._drawn.devicePixelRatio() != self.devicePixelRatioF() or self._drawn.isNull():
            self._drawn = self._draw()
        ratio = self._drawn.devicePixelRatio()
        columns, rows = _thirds(self.width()), _thirds(self.height())
        for (x, width, from_x, taken_x), column in zip(columns, range(3), strict=True):
            for (y, height, from_y, taken_y), row in zip(rows, range(3), strict=True):
                place = QRect(x, y, width, height)
                if (column, row) == (1, 1) or not event.region().intersects(place):
                    continue  # the middle lies under what is framed
                source = QRectF(from_x * ratio, from_y * ratio, taken_x * ratio, taken_y * ratio)
                painter.drawPixmap(QRectF(place), self._drawn, source)

    def _forget(self) -> None:
        self._drawn = QPixmap()

    def _draw(self) -> QPixmap:
        ratio, theme, side = self.devicePixelRatioF(), self._look.theme, 2 * _CORNER + 1
        drawn = QPixmap(round(side * ratio), round(side * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        role, most = ("rail", 0.09) if theme.dark else ("ink", 0.022)
        for inset in range(0, _BLUR, 2):  # one on another: denser towards the middle
            painter.setBrush(theme.color(role, most * inset / _BLUR))
            box = QRectF(0, 0, side, side).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(box, _BLUR - inset + 8, _BLUR - inset + 8)
        painter.setPen(theme.color("hairline"))
        painter.setBrush(theme.color("surface"))
        frame = QRectF(0, 0, side, side).adjusted(_BLUR, _BLUR - _FALL, -_BLUR, -_BLUR - _FALL)
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()
        return drawn


def _thirds(length: int) -> tuple[tuple[int, int, int, int], ...]:
    """Corner, side and corner of a length: where each begins and how long it is, there and as drawn."""
    middle = length - 2 * _CORNER
    return (
        (0, _CORNER, 0, _CORNER),
        (_CORNER, middle, _CORNER, 1),
        (length - _CORNER, _CORNER, _CORNER + 1, _CORNER),
    )
