"""The articles: bringing them in, finding and opening them, keeping them in order, putting them away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QListView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.article import ArticleSummary
from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.ui.background import Task
from desktop.ui.messages import words
from desktop.ui.models.article_model import SORTS, ArticleModel, sort_name
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import Look
from desktop.ui.widgets.article_rows import ArticleDelegate
from desktop.ui.widgets.drop_target import BeginningPanel
from desktop.ui.widgets.text_parts import button, label
from desktop.ui.window_state import WindowState
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.services.search import ArticleHit

TRASH = "\0trash"  # no folder is called so


class LibraryPage(Page):
    """The list of articles. A click or Enter opens, Del puts away and can be undone; typing searches in all texts."""

    shows: ClassVar[Changed] = Changed.ARTICLES | Changed.CARDS | Changed.SCHEDULE

    def __init__(self, look: Look, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._state = state
        self._asked = 0
        self._count = label("", "soft")
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("在所有文章里找：汉字、拼音或首字母都行"))
        self.search.setAccessibleName(self.tr("搜索文章"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self._model = ArticleModel(self._excerpt, self)
        self.list = self._make_list()
        self._nothing = label("", "soft", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = label(self.tr("把文件或文件夹拖进窗口，或按 Ctrl+V 粘贴文字，都可以导入。"), "small")
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._make_tools())
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
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
        column.addLayout(self._make_head())
        column.addWidget(self._stack, 1)
        middle = QWidget()
        middle.setMaximumWidth(960)
        middle.setLayout(column)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 32, 24, 16)
        row.addStretch(1)
        row.addWidget(middle, 20)
        row.addStretch(1)

    def _make_head(self) -> QHBoxLayout:
        self._import = button(self.tr("导入文章…"), "primary")
        self._import.setToolTip("Ctrl+O")
        self._import.clicked.connect(self._on_choose)
        self._folder_button = button(self.tr("导入文件夹…"))
        self._folder_button.clicked.connect(self._on_choose_folder)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("文章"), "title"))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self._folder_button, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._import, 0, Qt.AlignmentFlag.AlignBottom)
        return head

    def _make_tools(self) -> QHBoxLayout:
        self.folder, self.tag, self.sort = QComboBox(), QComboBox(), QComboBox()
        for box, name in (
            (self.folder, self.tr("文件夹")),
            (self.tag, self.tr("标签")),
            (self.sort, self.tr("排序")),
        ):
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setProperty("kind", "quiet")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(200)
        for sort in SORTS:
            self.sort.addItem(sort_name(sort), sort)
        self.sort.setCurrentIndex(max(0, self.sort.findData(self._state.choice("articles_sort"))))
        self.sort.currentIndexChanged.connect(self._on_sorted)
        self.folder.currentIndexChanged.connect(self._on_filtered)
        self.tag.currentIndexChanged.connect(self._on_filtered)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.search, 1)
        for box in (self.folder, self.tag, self.sort):
            row.addWidget(box)
        return row

    def _make_list(self) -> QListView:
        found = QListView()
        found.setModel(self._model)
        found.setItemDelegate(ArticleDelegate(self.look, found))
        found.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        found.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        found.setUniformItemSizes(True)
        found.setMouseTracking(True)
        found.setAccessibleName(self.tr("文章列表"))
        found.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        found.customContextMenuRequested.connect(self._on_menu)
        found.clicked.connect(self._on_clicked)
        found.selectionModel().currentChanged.connect(self._on_current_changed)
        return found

    # What the window asks

    def load(self, workspace: Workspace) -> None:
        trashed = self.folder.currentData() == TRASH
        self._asked += 1
        asked = self._asked
        task = Task(lambda _: (asked, workspace.library.summaries(trashed=trashed)), self)
        task.succeeded.connect(self._on_loaded)
        task.failed.connect(self._on_failed)
        self.runner.start(task)

    def select(self, article_id: str) -> None:
        """Put the selection on an article."""
        self.refresh()
        if (row := self._model.row_of(article_id)) >= 0:
            self._make_current(row)

    def can(self, action: str) -> bool:
        if action == "find":
            return self._stack.currentIndex() == 0
        if action in ("open", "trash"):
            return self._current_id() is not None
        return action == "back"

    def perform(self, action: str) -> None:
        current = self._current_id()
        if action == "find":
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        elif action == "open" and current:
            self._open(self.list.currentIndex())
        elif action == "trash" and current:
            self._put_away()
        elif action == "back":
            if self.search.text():
                self.search.clear()
            else:
                self.room_requested.emit("today")

    def focus_start(self) -> None:
        """Put the keyboard on the list, or on the button that fills it."""
        empty = self._stack.currentIndex() == 1
        (self._beginning.choose if empty else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def remember(self) -> None:
        self._state.set_choice("articles_sort", str(self.sort.currentData()))

    # Showing

    def _on_loaded(self, loaded: tuple[int, list[ArticleSummary]]) -> None:
        asked, articles = loaded
        if asked != self._asked:
            return
        kept, row_before = self._current_id(), self.list.currentIndex().row()
        place = self.list.verticalScrollBar().value()
        trashed = self.folder.currentData() == TRASH
        if not trashed:
            self._fill(self.folder, self.tr("全部文章"), sorted({each.folder for each in articles if each.folder}))
            self.folder.addItem(self.tr("回收站"), TRASH)
            self._fill(self.tag, self.tr("所有标签"), sorted({tag for each in articles for tag in each.tags}))
            self.tag.setVisible(self.tag.count() > 1)
        self._model.show_articles(articles)
        self._find()
        row = self._model.row_of(kept) if kept else 0
        if row < 0:
            row = min(row_before, self._model.rowCount() - 1)
        if row >= 0:
            self._make_current(row)
            self.list.verticalScrollBar().setValue(place)
        empty = not articles and not trashed
        self._stack.setCurrentIndex(1 if empty else 0)
        for made in (self._import, self._folder_button):
            made.setVisible(not empty)
        if empty and self.isVisible():
            self.focus_start()
        self.actions_changed.emit()

    def _fill(self, box: QComboBox, everything: str, names: Sequence[str]) -> None:
        """The names in a box, with what was chosen still chosen."""
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(everything, "")
        for name in names:
            box.addItem(name, name)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    def _find(self) -> None:
        """List what is searched, in the folder and with the tag that are chosen."""
        workspace, text = self.workspace, self.search.text().strip()
        if workspace is None:
            return
        folder = self.folder.currentData()
        hits = None
        if text and folder != TRASH:
            try:
                hits = workspace.search.articles(text)
            except AppError as error:
                self._on_failed(error)
                return
        self._model.arrange(
            hits,
            text,
            folder="" if folder == TRASH else str(folder or ""),
            tag=str(self.tag.currentData() or ""),
            sort=str(self.sort.currentData()),
        )
        number = self._model.rowCount()
        if number and not self.list.currentIndex().isValid():
            self._make_current(0)
        self._count.setText(self.tr("%Ln 篇", "", number))
        self.list.setVisible(number > 0)
        self._nothing.setVisible(number == 0)
        if text:
            self._nothing.setText(self.tr("没有哪篇文章里有“{text}”。试试少写几个字。").format(text=text))
        else:
            self._nothing.setText(self.tr("回收站是空的。") if folder == TRASH else self.tr("这里还没有文章。"))
        self.actions_changed.emit()

    def _excerpt(self, article_id: str) -> ArticleHit | None:
        hit = self._model.hit(article_id)
        if self.workspace is None or hit is None:
            return None
        return self.workspace.search.excerpt(hit, self.search.text())

    # Changing

    def _chosen(self) -> list[ArticleSummary]:
        rows = sorted({index.row() for index in self.list.selectionModel().selectedIndexes()})
        return [self._model.article(row) for row in rows]

    def _put_away(self) -> None:
        """Put the chosen articles into the trash, or in the trash take them out of it, in one step."""
        chosen = self._chosen()
        if self.workspace is None or not chosen:
            return
        library, ids, number = self.workspace.library, [each.id for each in chosen], len(chosen)
        if self.folder.currentData() == TRASH:
            library.restore(*ids)
            one, many = self.tr("找回了《{title}》"), self.tr("找回了 %n 篇文章。", "", number)
        else:
            library.trash(*ids)
            one, many = self.tr("已移到回收站：{title}"), self.tr("%n 篇文章移到了回收站。", "", number)
        self._told(one.format(title=chosen[0].title) if number == 1 else many)

    def _ask_folder(self) -> None:
        chosen = self._chosen()
        if self.workspace is None or not chosen:
            return
        known = [self.folder.itemText(number) for number in range(1, self.folder.count() - 1)]
        at = known.index(chosen[0].folder) if chosen[0].folder in known else -1
        name, agreed = QInputDialog.getItem(
            self, self.tr("放进文件夹"), self.tr("文件夹的名字，可以写新的；空着就是不放"), ["", *known], at + 1, True
        )
        if agreed:
            self.workspace.library.put_in_folder([each.id for each in chosen], name.strip())
            self._told(self.tr("整理了 %n 篇文章。", "", len(chosen)))

    def _ask_tags(self) -> None:
        chosen = self._chosen()
        if self.workspace is None or not chosen:
            return
        known = " ".join(chosen[0].tags) if len(chosen) == 1 else ""
        text, agreed = QInputDialog.getText(
            self, self.tr("标签"), self.tr("标签，用空格隔开"), QLineEdit.EchoMode.Normal, known
        )
        if agreed:
            add = text.split()
            remove = [tag for tag in known.split() if tag not in add]
            self.workspace.library.tag([each.id for each in chosen], add, remove)
            self._told(self.tr("改了 %n 篇文章的标签。", "", len(chosen)))

    def _told(self, done: str) -> None:
        self.announced.emit(Notice(done, "done", self.tr("撤销"), self.undo_requested.emit))

    # Slots

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        article = self._model.article(index.row())
        if self.folder.currentData() == TRASH:
            return
        place = self._model.place(index.row())
        if place is None:
            self.article_requested.emit(article.id)
        else:
            self.place_requested.emit(article.id, place.start, place.end)

    def _make_current(self, row: int) -> None:
        # Not by the list itself: it minds the keys that are held, such as the Ctrl that led here.
        clear = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self._model.index(row, 0), clear)

    def _current_id(self) -> str | None:
        index = self.list.currentIndex()
        return self._model.article(index.row()).id if index.isValid() else None

    def _on_clicked(self, index: QModelIndex) -> None:
        if len(self.list.selectionModel().selectedIndexes()) == 1:
            self._open(index)

    def _on_menu(self, position: QPoint) -> None:
        if not self._chosen():
            return
        menu = QMenu(self)
        if self.folder.currentData() == TRASH:
            menu.addAction(self.tr("找回"), self._put_away)
        else:
            if len(self._chosen()) == 1:
                menu.addAction(self.tr("打开"), lambda: self._open(self.list.currentIndex()))
            menu.addAction(self.tr("放进文件夹…"), self._ask_folder)
            menu.addAction(self.tr("标签…"), self._ask_tags)
            menu.addAction(self.tr("移到回收站"), self._put_away)
        menu.popup(self.list.viewport().mapToGlobal(position))

    def _on_current_changed(self) -> None:
        self.actions_changed.emit()

    def _on_filtered(self) -> None:
        if self.workspace is not None:
            self.load(self.workspace)

    def _on_sorted(self) -> None:
        self._find()

    def _on_failed(self, error: AppError) -> None:
        self.announced.emit(Notice(words(error), "error"))

    def _on_choose(self) -> None:
        self.import_requested.emit([])

    def _on_choose_folder(self) -> None:
        from pathlib import Path

        if folder := QFileDialog.getExistingDirectory(self, self.tr("导入一个文件夹里的文章")):
            self.import_requested.emit([Path(folder)])
