"""How a proposed blank looks in its list: the words and why, and below them the sentence around."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.domain.proposal import ProposedCard
from desktop.ui.models.proposal_model import COUNT_ROLE, PROPOSED_ROLE, ProposalModel
from desktop.ui.theme import Look, sans_font, serif_font

_BEFORE = 14  # characters of the sentence before the words


class ProposalDelegate(QStyledItemDelegate):
    """Draws sections on one line and proposals on two; the tick is the style's own."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = 3.9 if index.data(PROPOSED_ROLE) is not None else 2.6
        return QSize(200, round(self._look.base_px * lines))

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        theme, px = self._look.theme, self._look.base_px
        painter.save()
        box = QRectF(option.rect).adjusted(32, 0, -12, 0)
        proposed = index.data(PROPOSED_ROLE)
        small = sans_font(round(px * 12 / 14))
        if isinstance(proposed, ProposedCard):
            self._draw(painter, box, proposed, index, small)
        else:
            count, size = index.data(COUNT_ROLE) or (0, 0)
            words = f"{count} / {size}"
            painter.setFont(small)
            painter.setPen(theme.color("ink_soft"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
            room = box.width() - QFontMetricsF(small).horizontalAdvance(words) - 16
            _line(painter, QRectF(box.left(), box.top(), room, box.height()), str(index.data()),
                  sans_font(px, QFont.Weight.DemiBold), theme.color("ink"))  # fmt: skip
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -8.5, -0.5), 4, 4)
        painter.restore()

    def _draw(
        self,
        painter: QPainter,
        box: QRectF,
        proposed: ProposedCard,
        index: QModelIndex | QPersistentModelIndex,
        small: QFont,
    ) -> None:
        theme, px = self._look.theme, self._look.base_px
        model = index.model()
        reasons = model.words(index) if isinstance(model, ProposalModel) else ""
        half = box.height() / 2
        upper = QRectF(box.left(), box.top() + px * 0.35, box.width(), half)
        cloze = proposed.proposal.cloze
        font = serif_font(px + 2, QFont.Weight.DemiBold)
        answer = cloze.answer.replace("\n", " ")
        wide = min(QFontMetricsF(font).horizontalAdvance(answer), box.width() * 0.62)
        _line(painter, QRectF(upper.left(), upper.top(), wide + 2, half), answer, font, theme.color("ink"))
        left = QRectF(upper.left() + wide + 12, upper.top(), max(0.0, box.width() - wide - 12), half)
        _line(painter, left, reasons, small, theme.color("ink_soft"))
        lower = QRectF(box.left(), upper.bottom() - px * 0.3, box.width(), half - px * 0.35)
        start = cloze.blanks[0].start
        begin = max(0, start - _BEFORE)
        words = ("…" if begin else "") + cloze.sentence[begin:].replace("\n", " ")
        _line(painter, lower, words, serif_font(round(px * 13 / 14)), theme.color("ink_soft"))


def _line(painter: QPainter, box: QRectF, text: str, font: QFont, color: object) -> None:
    painter.setFont(font)
    painter.setPen(color)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
