"""The articles: bringing them in, opening them, putting them away."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.article import ArticleSummary
from desktop.domain.changes import Changed
from desktop.ui.models.article_model import ARTICLE_ROLE, ArticleModel
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import Look, sans_font, serif_font
from desktop.ui.widgets.drop_target import BeginningPanel
from desktop.ui.widgets.text_parts import button, label
from desktop.ui.window_state import WindowState
from desktop.ui.workspace import Workspace


class LibraryPage(Page):
    """The list of articles. Enter opens, Del puts away and can be undone."""

    shows: ClassVar[Changed] = Changed.ARTICLES | Changed.CARDS | Changed.SCHEDULE

    def __init__(self, look: Look, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._state = state
        self._count = label("", "soft")
        self._import = button(self.tr("导入文章…"), "primary")
        self._import.setToolTip("Ctrl+O")
        self._import.clicked.connect(self._on_choose)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("文章"), "title"))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self._import, 0, Qt.AlignmentFlag.AlignBottom)

        self._model = ArticleModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(ArticleDelegate(look, self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("文章列表"))
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._hint = label(self.tr("把文件拖进窗口，或按 Ctrl+V 粘贴文字，都可以导入。"), "small")
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)

        self._beginning = BeginningPanel(look)
        self._beginning.chosen.connect(self._on_choose)
        beginning = QWidget()
        column = QVBoxLayout(beginning)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._beginning)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(listing)
        self._stack.addWidget(beginning)

        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        middle = QWidget()
        middle.setMaximumWidth(960)
        middle.setLayout(column)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 32, 24, 16)
        row.addStretch(1)
        row.addWidget(middle, 20)
        row.addStretch(1)

    def load(self, workspace: Workspace) -> None:
        kept = self._current_id()
        row_before = self.list.currentIndex().row()
        articles = workspace.library.summaries()
        self._model.show_articles(articles)
        row = self._model.row_of(kept) if kept else 0
        if row < 0:
            row = min(row_before, len(articles) - 1)
        if articles:
            self.list.setCurrentIndex(self._model.index(row, 0))
        self._stack.setCurrentIndex(0 if articles else 1)
        self._import.setVisible(bool(articles))
        self._count.setText(self.tr("%n 篇", "", len(articles)) if articles else "")
        self.actions_changed.emit()

    def select(self, article_id: str) -> None:
        """Put the selection on an article."""
        self.refresh()
        if (row := self._model.row_of(article_id)) >= 0:
            self.list.setCurrentIndex(self._model.index(row, 0))

    def can(self, action: str) -> bool:
        if action in ("open", "trash"):
            return self._current_id() is not None
        return action == "back"

    def perform(self, action: str) -> None:
        current = self._current_id()
        if action == "open" and current:
            self.article_requested.emit(current)
        elif action == "trash" and current:
            self._trash(current)
        elif action == "back":
            self.room_requested.emit("today")

    def focus_start(self) -> None:
        """Put the keyboard on the list, or on the button that fills it."""
        empty = self._stack.currentIndex() == 1
        (self._beginning.choose if empty else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def _trash(self, article_id: str) -> None:
        if self.workspace is None:
            return
        journal = self.workspace.journal
        title = self._model.article(self._model.row_of(article_id)).title
        self.workspace.library.trash(article_id)

        def bring_back() -> None:
            journal.undo()

        self.announced.emit(
            Notice(self.tr("已移到回收站：{title}").format(title=title), "done", self.tr("撤销"), bring_back)
        )

    def _current_id(self) -> str | None:
        index = self.list.currentIndex()
        return self._model.article(index.row()).id if index.isValid() else None

    def _on_clicked(self, index: QModelIndex) -> None:
        self.article_requested.emit(self._model.article(index.row()).id)

    def _on_current_changed(self) -> None:
        self.actions_changed.emit()

    def _on_choose(self) -> None:
        self.import_requested.emit([])


class ArticleDelegate(QStyledItemDelegate):
    """Title in reading type over its facts; at the right what waits."""

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
        state = option.state
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
        inner = ground.adjusted(16, px * 0.6, -16, -px * 0.6)
        small = sans_font(round(px * 12 / 14))
        waiting = model.waiting(article)
        right = QFontMetrics(small).horizontalAdvance(waiting)
        title = serif_font(px + 4)
        painter.setFont(title)
        painter.setPen(theme.color("ink"))
        upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() * 0.56)
        shown = QFontMetrics(title).elidedText(article.title, Qt.TextElideMode.ElideRight, int(upper.width()))
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(small)
        lower = QRectF(inner.left(), upper.bottom(), inner.width(), inner.height() - upper.height())
        painter.setPen(theme.color("accent" if article.due else "ink_soft"))
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, waiting)
        painter.setPen(theme.color("ink_soft"))
        facts = QFontMetrics(small).elidedText(
            model.facts(article), Qt.TextElideMode.ElideRight, int(lower.width() - right - 16)
        )
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, facts)
        painter.restore()
