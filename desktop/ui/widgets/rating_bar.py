"""The four ratings, each with its key and when the card would come again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.domain.card import Rating
from desktop.ui.theme import Look, sans_font


class RatingBar(QWidget):
    """``rated`` when one is chosen. The suggested one has the focus and the seal's colour."""

    rated = Signal(Rating)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {rating: RatingButton(look, rating) for rating in Rating}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for made in self.buttons.values():
            row.addWidget(made, 1)
            made.clicked.connect(self._on_clicked)
        self.suggested = Rating.GOOD
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            Rating.AGAIN: self.tr("重来"),
            Rating.HARD: self.tr("困难"),
            Rating.GOOD: self.tr("良好"),
            Rating.EASY: self.tr("简单"),
        }
        for rating, made in self.buttons.items():
            made.name_it(names[rating])

    def offer(self, intervals: Mapping[Rating, str], suggested: Rating) -> None:
        """Show the next interval of each rating in words."""
        self.suggested = suggested
        for rating, made in self.buttons.items():
            made.offer(intervals.get(rating, ""), rating is suggested)

    def focus_suggested(self) -> None:
        """Enter and Space now take the suggestion."""
        self.buttons[self.suggested].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, RatingButton):
            self.rated.emit(sender.rating)


class RatingButton(QPushButton):
    """Key, name and interval; two lines."""

    def __init__(self, look: Look, rating: Rating) -> None:
        super().__init__()
        self.rating = rating
        self._look = look
        self._name = ""
        self._interval = ""
        self._suggested = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def name_it(self, name: str) -> None:
        """What the rating is called."""
        self._name = name
        self._describe()

    def offer(self, interval: str, suggested: bool) -> None:
        """When the card would come again, and whether this rating is what the answer suggests."""
        self._interval, self._suggested = interval, suggested
        self.setMinimumHeight(self.sizeHint().height())  # the style sheet has set that of other buttons
        self._describe()

    @property
    def interval(self) -> str:
        """The interval in words."""
        return self._interval

    def sizeHint(self) -> QSize:
        return QSize(72, round(self._look.base_px * 4.2))

    def minimumSizeHint(self) -> QSize:
        return QSize(64, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._look.theme, self._look.base_px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(1, 1, -1, -1)
        ground = "accent" if self._suggested else "selection" if self.underMouse() or self.isDown() else "surface"
        pen = painter.pen()
        pen.setColor(theme.color("focus" if self.hasFocus() else "accent" if self._suggested else "border"))
        pen.setWidthF(2.0 if self.hasFocus() else 1.0)
        painter.setPen(pen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus() and self._suggested:
            pen.setColor(theme.color("on_accent"))
            pen.setWidthF(1.0)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 6, 6)
        words = theme.color("on_accent" if self._suggested else "ink")
        painter.setPen(words)
        painter.setFont(sans_font(px + 1, sans_font(px).Weight.DemiBold))
        upper = box.adjusted(0, px * 0.55, 0, -box.height() / 2) if self._interval else box
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, f"{self.rating.value}  {self._name}")
        painter.setPen(words if self._suggested else theme.color("ink_soft"))
        painter.setFont(sans_font(round(px * 12 / 14)))
        lower = box.adjusted(0, box.height() / 2 - 1, 0, -px * 0.45)
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, self._interval)

    def _describe(self) -> None:
        self.setAccessibleName(
            self.tr("{key} {name}，{interval}").format(key=self.rating.value, name=self._name, interval=self._interval)
        )
        self.setAccessibleDescription(self.tr("建议") if self._suggested else "")
        self.update()
