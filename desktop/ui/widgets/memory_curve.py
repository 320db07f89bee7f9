"""How well one card was remembered from its first answer on: it falls until it is answered, and rises."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.services.card_dossier import CardDossier
from desktop.ui.theme import Look, sans_font

_LOWEST = 0.4  # recall at the foot of the chart, unless the curve falls further


class MemoryCurve(QWidget):
    """The line of the past, the dotted one of what comes without an answer, today, and the recall that is wanted."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._dossier: CardDossier | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_dossier(self, dossier: CardDossier) -> None:
        """Draw the curve of a card that was answered."""
        self._dossier = dossier
        self.setAccessibleName(self.tr("记忆曲线"))
        recall = "–" if dossier.recall is None else f"{dossier.recall:.0%}"
        self.setAccessibleDescription(
            self.tr("现在想得起来的可能是 {recall}，目标 {wanted}。").format(
                recall=recall, wanted=f"{dossier.desired:.0%}"
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, round(self._look.base_px * 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        dossier = self._dossier
        if dossier is None or len(dossier.curve) < 2 or dossier.now is None:
            return
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = sans_font(round(self._look.base_px * 11 / 14))
        painter.setFont(font)
        metrics = QFontMetrics(font)
        box = self._box(metrics)
        painter.setPen(theme.color("ink_soft"))
        for recall in (1.0, dossier.desired):
            y = self._point(0, recall).y()
            line = QPen(theme.color("hairline" if recall == 1.0 else "border"), 1)
            line.setStyle(Qt.PenStyle.SolidLine if recall == 1.0 else Qt.PenStyle.DashLine)
            painter.setPen(line)
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(theme.color("ink_soft"))
            label = QRectF(0, y - metrics.height() / 2, box.left() - 6, metrics.height())
            painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{recall:.0%}")
        past, future = QPainterPath(), QPainterPath()
        ground = QPainterPath(QPointF(box.left(), box.bottom()))
        for number, (day, recall) in enumerate(dossier.curve):
            point = self._point(day, recall)
            if day <= dossier.now:
                past.lineTo(point) if number else past.moveTo(point)
                ground.lineTo(point)
                future = QPainterPath(point)
            else:
                future.lineTo(point)
        today = self._point(dossier.now, 0).x()
        ground.lineTo(QPointF(today, box.bottom()))
        painter.fillPath(ground, theme.color("memory_good", 0.45))
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.drawPath(past)
        ahead = QPen(theme.color("focus"), 2)
        ahead.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(ahead)
        painter.drawPath(future)
        painter.setPen(QPen(theme.color("hairline"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(QPen(theme.color("accent"), 1))
        painter.drawLine(QPointF(today, box.top()), QPointF(today, box.bottom()))
        if dossier.recall is not None:
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(self._point(dossier.now, dossier.recall), 3.5, 3.5)
        words = self.tr("今天")
        width = metrics.horizontalAdvance(words)
        left = min(max(today - width / 2, box.left()), box.right() - width)
        painter.drawText(QRectF(left, box.bottom() + 3, width + 1, metrics.height()), Qt.AlignmentFlag.AlignLeft, words)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        dossier = self._dossier
        if dossier is None or len(dossier.curve) < 2 or dossier.now is None:
            return
        box = self._box(QFontMetrics(self.font()))
        day = (event.position().x() - box.left()) / max(box.width(), 1) * dossier.curve[-1][0]
        recall = min(dossier.curve, key=lambda point: abs(point[0] - day))[1]
        away = round(day - dossier.now)
        when = (
            self.tr("今天") if not away else self.tr("%n 天前", "", -away) if away < 0 else self.tr("%n 天后", "", away)
        )
        QToolTip.showText(event.globalPosition().toPoint(), f"{when}  {recall:.0%}", self)

    def _box(self, metrics: QFontMetrics) -> QRectF:
        left = metrics.horizontalAdvance("100%") + 8
        return QRectF(left, 8, self.width() - left - 8, self.height() - 16 - metrics.height())

    def _point(self, day: float, recall: float) -> QPointF:
        assert self._dossier is not None
        box = self._box(QFontMetrics(sans_font(round(self._look.base_px * 11 / 14))))
        lowest = min(_LOWEST, min(point[1] for point in self._dossier.curve) - 0.05)
        x = box.left() + day / max(self._dossier.curve[-1][0], 1e-9) * box.width()
        return QPointF(x, box.bottom() - max(0.0, (recall - lowest) / (1 - lowest)) * box.height())
