"""Beside the article: its outline, and what was repaired in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.article import Repair, Section, TextSpan
from desktop.ui.models.outline_model import OFFSET_ROLE, RECALL_ROLE, OutlineModel
from desktop.ui.models.repair_model import REPAIR_ROLE, PlacedRepair, RepairModel, repair_kind_name, visible
from desktop.ui.theme import Look, sans_font, serif_font
from desktop.ui.widgets.phrase_marks import recall_level
from desktop.ui.widgets.text_parts import button, label


class ContentsPanel(QFrame):
    """Offsets are code points of the repaired text; ``place_chosen`` gives start and end of what was chosen."""

    place_chosen = Signal(int, int)
    repairs_opened = Signal()  # the list of repairs is looked at and wants to be filled
    review_requested = Signal()  # of the repairs, one by one

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "contents")
        self._outline = OutlineModel(self)
        self._repairs = RepairModel(self)
        self._outline_tab, self._repairs_tab = button("", "segment"), button("", "segment")
        tabs = QButtonGroup(self)
        for number, tab in enumerate((self._outline_tab, self._repairs_tab)):
            tab.setCheckable(True)
            tabs.addButton(tab, number)
        self._outline_tab.setChecked(True)
        tabs.idClicked.connect(self._on_tab)

        self.tree = QTreeView()
        self.tree.setModel(self._outline)
        self.tree.setHeaderHidden(True)
        self.tree.setItemDelegate(OutlineDelegate(look, self.tree))
        self.tree.setIndentation(16)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.clicked.connect(self._on_heading)
        self.tree.activated.connect(self._on_heading)

        self._summary = label("", "small", wrap=True)
        self._kinds = QComboBox()
        self._kinds.currentIndexChanged.connect(self._on_kind)
        self.list = QListView()
        self.list.setModel(self._repairs)
        self.list.setItemDelegate(RepairDelegate(look, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.selectionModel().currentChanged.connect(self._on_repair)
        self.list.clicked.connect(self._on_repair)
        repairs = QWidget()
        column = QVBoxLayout(repairs)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, 16, 0)
        top.addWidget(self._kinds)
        top.addWidget(self._summary)
        self._review = button("", "quiet")
        self._review.clicked.connect(self.review_requested)
        top.addWidget(self._review)
        column.addLayout(top)
        column.addWidget(self.list, 1)

        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(repairs)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._outline_tab)
        row.addWidget(self._repairs_tab)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 0, 8)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self._stack, 1)
        self.retranslate()

    def retranslate(self) -> None:
        self._outline_tab.setText(self.tr("大纲"))
        self._review.setText(self.tr("逐条查看与更改…"))
        self.tree.setAccessibleName(self.tr("文章大纲"))
        self.list.setAccessibleName(self.tr("修复清单"))
        self._kinds.setAccessibleName(self.tr("只看一种修复"))
        self._name_repairs()

    def show_outline(self, sections: Sequence[Section]) -> None:
        """Replace the outline."""
        self._outline.show_sections(sections)
        self.tree.expandAll()

    def show_recall(self, known: Sequence[tuple[int, float]]) -> None:
        """Say beside each heading how well its cards are remembered now: place and probability, in text order."""
        self._outline.show_recall(known)

    def list_repairs(self, repairs: Sequence[Repair]) -> None:
        """Replace the list of repairs."""
        self._repairs.show_repairs(repairs)
        self._name_repairs()

    def show_repairs(self) -> None:
        """Turn to the list of repairs."""
        self._repairs_tab.setChecked(True)
        self._on_tab(1)

    def hide_answers(self, masked: Callable[[str], str] | None, spans: Sequence[TextSpan] = ()) -> None:
        """Show headings ``masked`` where one of the ``spans`` of the article touches them, until called with None."""
        self._outline.hide_answers(masked, spans)

    def headings_in(self, spans: Sequence[TextSpan]) -> list[str]:
        """The headings that one of the ``spans`` of the article touches."""
        return self._outline.headings_in(spans)

    def follow(self, offset: int) -> None:
        """Mark the heading that ``offset`` stands under."""
        index = self._outline.index_at(offset)
        if index.isValid() and index != self.tree.currentIndex():
            self.tree.setCurrentIndex(index)

    def _name_repairs(self) -> None:
        count = self._repairs.rowCount()
        self._repairs_tab.setText(self.tr("修复"))
        uncertain = self._repairs.uncertain()
        if not count:
            words = self.tr("这篇文章没有需要修复的地方。")
        elif uncertain:
            words = self.tr("修复 {count} 处").format(count=f"{count:,}")
            words += self.tr("，%n 处存疑，排在最前，请看一眼。", "", uncertain)
        else:
            words = self.tr("修复 {count} 处").format(count=f"{count:,}") + self.tr("，每一处都确定。")
        self._summary.setText(words)
        self._kinds.blockSignals(True)
        self._kinds.clear()
        self._kinds.addItem(self.tr("全部"), "")
        for kind, number in self._repairs.kinds().items():
            self._kinds.addItem(f"{repair_kind_name(kind)}  {number:,}", kind)
        self._kinds.blockSignals(False)
        self._kinds.setVisible(count > 0)
        self._review.setVisible(count > 0)

    def _on_tab(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        if number == 1:
            self.repairs_opened.emit()

    def _on_heading(self, index: QModelIndex) -> None:
        offset = int(index.data(OFFSET_ROLE))
        self.place_chosen.emit(offset, offset)

    def _on_kind(self) -> None:
        self._repairs.show_kind(str(self._kinds.currentData() or ""))

    def _on_repair(self, index: QModelIndex) -> None:
        placed = index.data(REPAIR_ROLE)
        if isinstance(placed, PlacedRepair):
            self.place_chosen.emit(placed.start, max(placed.end, placed.start + 1))


class OutlineDelegate(QStyledItemDelegate):
    """A heading, and at the right how much of what was learnt in it is remembered, on the tint of that memory."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        recall = index.data(RECALL_ROLE)
        if not isinstance(recall, float):
            super().paint(painter, option, index)
            return
        font = sans_font(round(self._look.base_px * 11 / 14))
        said = f"{round(recall * 100)} %"
        width = QFontMetrics(font).horizontalAdvance("100 %") + 10
        whole = QRect(option.rect)
        # The stubs do not know the fields of this plain struct.
        option.rect = whole.adjusted(0, 0, -width - 10, 0)
        super().paint(painter, option, index)
        option.rect = whole
        box = QRectF(whole.right() - width - 6, whole.center().y() - 8, width, 17)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.color(f"memory_{recall_level(recall)}"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(font)
        painter.setPen(self._look.theme.color("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
        painter.restore()


class RepairDelegate(QStyledItemDelegate):
    """Original → replacement on one line, kind and evidence under it; a mark where it is uncertain."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, round(self._look.base_px * 3.9))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        placed = index.data(REPAIR_ROLE)
        model = index.model()
        if not isinstance(placed, PlacedRepair) or not isinstance(model, RepairModel):
            return
        theme, repair = self._look.theme, placed.repair
        box = QRectF(option.rect).adjusted(0, 0, -8, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection"))
            painter.drawRoundedRect(box, 4, 4)
        box.adjust(8, 6, -8, -6)
        words = serif_font(self._look.base_px + 2)
        painter.setFont(words)
        metrics = QFontMetrics(words)
        x = box.left()
        half = box.height() * 0.55
        for text, role in (
            (visible(repair.original), "ink_soft"),
            ("→", "ink_soft"),
            (visible(repair.replacement), "ink"),
        ):
            painter.setPen(theme.color(role))
            room = max(box.right() - x, 0)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(x, box.top(), room, half), Qt.AlignmentFlag.AlignVCenter, shown)
            x += metrics.horizontalAdvance(shown) + 8
        small = sans_font(round(self._look.base_px * 12 / 14))
        painter.setFont(small)
        painter.setPen(theme.color("ink_soft" if repair.certain else "caution"))
        note = QFontMetrics(small).elidedText(model.note(repair), Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(
            QRectF(box.left(), box.top() + half, box.width(), box.height() - half), Qt.AlignmentFlag.AlignVCenter, note
        )
        painter.restore()
