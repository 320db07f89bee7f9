"""An article to go on with, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.theme import Look, sans_font, serif_font

if TYPE_CHECKING:
    from desktop.domain.article import ArticleSummary

_BAR = 160.0  # pixels of the line that tells how much is read


class ReadingRow(QAbstractButton):
    """Title, how much is read, how many cards wait; ``chosen`` with the article's id."""

    chosen = Signal(str)

    def __init__(self, look: Look, article: ArticleSummary, share: float | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._article, self._share = article, share
        words = [self.tr("读到 {share} %").format(share=round(share * 100)) if share else self.tr("还没读")]
        if article.due:
            words.append(self.tr("%n 张待复习", "", article.due))
        self._words = " · ".join(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(article.title)
        self.setAccessibleDescription(self._words)
        self.setToolTip(article.title)
        self.clicked.connect(self._on_clicked)

    def sizeHint(self) -> QSize:
        return QSize(320, round(self._look.base_px * 2.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._look.theme, self._look.base_px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse() or self.hasFocus():
            painter.setPen(theme.color("focus") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection") if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 4, 4)
        small, title = sans_font(round(px * 12 / 14)), serif_font(px + 2)
        room = QFontMetrics(small).horizontalAdvance(self._words)
        left = box.adjusted(8, 0, -room - 24, 0)
        painter.setFont(title)
        painter.setPen(theme.color("ink"))
        shown = QFontMetrics(title).elidedText(self._article.title, Qt.TextElideMode.ElideRight, int(left.width()))
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(small)
        painter.setPen(theme.color("ink_soft"))
        if self._share:
            bar = QRectF(left.left(), box.bottom() - 3.5, min(left.width(), _BAR), 2.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hairline"))
            painter.drawRoundedRect(bar, 1, 1)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * self._share, bar.height()), 1, 1)
            painter.setPen(theme.color("ink_soft"))
        painter.drawText(
            box.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._words
        )

    def _on_clicked(self) -> None:
        self.chosen.emit(self._article.id)
