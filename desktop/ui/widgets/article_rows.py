"""How an article is drawn in the library."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.domain.article import ArticleSummary
from desktop.ui.models.article_model import ARTICLE_ROLE, HIT_ROLE, ArticleModel
from desktop.ui.theme import Look, sans_font, serif_font

_BAR = 72.0  # pixels of the bar that tells how much is known


class ArticleDelegate(QStyledItemDelegate):
    """Title in reading type over its facts, or over where the searched words stand; at the right what is known."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(400, round(self._look.base_px * 5.2))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        article, model = index.data(ARTICLE_ROLE), index.model()
        if not isinstance(article, ArticleSummary) or not isinstance(model, ArticleModel):
            return
        theme, px = self._look.theme, self._look.base_px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        self._draw_ground(painter, box, option.state)
        inner = box.adjusted(16, 3 + px * 0.6, -16, -4 - px * 0.6)
        small = sans_font(round(px * 12 / 14))
        metrics = QFontMetrics(small)
        waiting = model.waiting(article)
        right = metrics.horizontalAdvance(waiting)
        upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() * 0.56)
        lower = QRectF(inner.left(), upper.bottom(), inner.width(), inner.height() - upper.height())
        if article.known is not None:
            self._draw_known(painter, QRectF(inner.right() - _BAR, upper.center().y() - 2, _BAR, 4), article.known)
            share = f"{article.known:.0%}"
            painter.setFont(small)
            painter.setPen(theme.color("ink_soft"))
            left = QRectF(inner.left(), upper.top(), inner.width() - _BAR - 8, upper.height())
            painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, share)
        title = serif_font(px + 4)
        painter.setFont(title)
        painter.setPen(theme.color("ink"))
        room = upper.width() - (0 if article.known is None else _BAR + 8 + metrics.horizontalAdvance("100%") + 12)
        shown = QFontMetrics(title).elidedText(article.title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(small)
        painter.setPen(theme.color("accent" if article.due else "ink_soft"))
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, waiting)
        painter.setPen(theme.color("ink_soft"))
        beside = lower.adjusted(0, 0, -right - 16, 0)
        excerpt, start, end = index.data(HIT_ROLE) or ("", 0, 0)
        if excerpt:
            self._draw_excerpt(painter, beside, metrics, excerpt, (start, end))
        else:
            facts = metrics.elidedText(model.facts(article), Qt.TextElideMode.ElideRight, int(beside.width()))
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, facts)
        painter.restore()

    def _draw_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        theme = self._look.theme
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.color("hairline"))
        ground = box.adjusted(0, 3, 0, -4)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection"))
            painter.drawRoundedRect(ground, 6, 6)
        if selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _draw_known(self, painter: QPainter, bar: QRectF, known: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.color("border", 0.35))  # seen on a selected row too
        painter.drawRoundedRect(bar, 2, 2)
        if known > 0:
            painter.setBrush(self._look.theme.color("positive"))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(4.0, bar.width() * known), bar.height()), 2, 2)

    def _draw_excerpt(
        self, painter: QPainter, box: QRectF, metrics: QFontMetrics, words: str, mark: tuple[int, int]
    ) -> None:
        """The words around what was found, which stands on a ground of its own."""
        theme = self._look.theme
        before, found, after = words[: mark[0]], words[mark[0] : mark[1]], words[mark[1] :]
        # What was found is always seen: what stands before it gives way.
        while before and metrics.horizontalAdvance(before + found) > box.width() * 0.6:
            before = before[max(1, len(before) // 4) :]
        x = box.left()
        for text, strong in ((before, False), (found, True), (after, False)):
            width = metrics.horizontalAdvance(text)
            cell = QRectF(x, box.top(), min(width, max(box.right() - x, 0)), box.height())
            if strong:
                ground = QRectF(x - 1, box.center().y() - metrics.height() / 2, cell.width() + 2, metrics.height())
                painter.fillRect(ground, theme.color("memory_new"))
            painter.setPen(theme.color("ink" if strong else "ink_soft"))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(cell.width()) + 1)
            painter.drawText(cell.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, shown)
            x += width
