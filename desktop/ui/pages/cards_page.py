"""All cards in a table: to be found, looked at and changed, one or many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLineEdit,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.card import Card
from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.ui.card_editing import add_card, edit_card
from desktop.ui.due_words import DueWords
from desktop.ui.messages import words
from desktop.ui.models.card_model import CardModel
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import Look
from desktop.ui.widgets.phrase_marks import kind_name
from desktop.ui.widgets.text_parts import button, label
from desktop.ui.workspace import Workspace

_SEARCH_AFTER = 120  # milliseconds without a key
_WIDTHS = (176, 340, 88, 76, 104, 60, 96, 90)


class CardsPage(Page):
    """Enter edits the current card, Del puts the selected ones away."""

    shows: ClassVar[Changed] = Changed.CARDS | Changed.SCHEDULE | Changed.ARTICLES

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._count = label("", "soft")
        add = button(self.tr("新卡片…"), "primary")
        add.clicked.connect(self._on_add)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("卡片"), "title"))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(add, 0, Qt.AlignmentFlag.AlignBottom)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("搜索答案或句子；可用 is:due、is:mending、kind:、tag:、deck: 限定"))
        self.search.setAccessibleName(self.tr("搜索卡片"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_typed)
        self._complaint = label("", "caution")
        self._complaint.hide()
        self._acts: dict[str, Callable[[], None]] = {
            "edit": self._on_edit,
            "suspend": self._on_suspend,
            "bury": self._on_bury,
            "flag": self._on_flag,
            "tag": self._on_tag,
            "due": self._on_due,
            "forget": self._on_forget,
            "trash": self._on_trash,
        }
        names = (
            self.tr("修改…"),
            self.tr("暂停 / 恢复"),
            self.tr("推迟到明天"),
            self.tr("标记"),
            self.tr("标签…"),
            self.tr("改期…"),
            self.tr("重新学"),
            self.tr("删除"),
        )
        self._names = dict(zip(self._acts, names, strict=True))
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self._buttons = []
        for name, act in self._acts.items():
            made = button(self._names[name], "quiet")
            made.clicked.connect(act)
            self._buttons.append(made)
            bar.addWidget(made)
        bar.addStretch(1)

        self.model = CardModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("卡片列表"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.doubleClicked.connect(self._on_edit)
        self.table.selectionModel().selectionChanged.connect(self._sync)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_SEARCH_AFTER)
        self._patience.timeout.connect(self._find)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.search)
        layout.addWidget(self._complaint)
        layout.addLayout(bar)
        layout.addWidget(self.table, 1)
        self._sync()
        self.restyle()

    def load(self, workspace: Workspace) -> None:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        place = self.table.verticalScrollBar().value()
        self._find()
        self.table.verticalScrollBar().setValue(place)
        if rows and rows[0] < self.model.rowCount():
            self.table.selectRow(rows[0])

    def restyle(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(round(self.look.base_px * 2.5))

    def focus_start(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def can(self, action: str) -> bool:
        if action == "find":
            return True
        if action in ("edit", "open"):
            return len(self._chosen()) == 1 and self.table.hasFocus()
        if action == "trash":
            return bool(self._chosen()) and self.table.hasFocus()
        return action == "back"

    def perform(self, action: str) -> None:
        match action:
            case "find":
                self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.search.selectAll()
            case "edit" | "open":
                self._on_edit()
            case "trash":
                self._on_trash()
            case "back":
                if self.search.text():
                    self.search.clear()
                else:
                    self.room_requested.emit("today")

    def _find(self) -> None:
        workspace, query = self.workspace, self.search.text().strip()
        if workspace is None:
            return
        try:
            keys = workspace.cards.keys(query)
        except AppError as error:
            self._complaint.setText(words(error))
            self._complaint.show()
            return
        self._complaint.hide()
        now, due_words = workspace.collection.now(), DueWords()

        def fetch(offset: int, limit: int) -> Sequence[Card]:
            return workspace.cards.at(keys[offset : offset + limit])

        def spell(due: datetime) -> str:
            return due_words.away(due, now)

        self.model.show_cards(len(keys), fetch, workspace.cards.due, spell, kind_name)
        self._count.setText(self.tr("%n 张", "", len(keys)))
        self._sync()

    def _chosen(self) -> list[Card]:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [card for row in rows if (card := self.model.card(row)) is not None]

    def _sync(self) -> None:
        number = len(self.table.selectionModel().selectedRows())
        for name, made in zip(self._acts, self._buttons, strict=True):
            made.setEnabled(number == 1 if name == "edit" else number > 0)
        self.actions_changed.emit()

    def _on_typed(self) -> None:
        self._patience.start()

    def _on_menu(self, position: QPoint) -> None:
        if not self._chosen():
            return
        menu = QMenu(self)
        for name, act in self._acts.items():
            menu.addAction(self._names[name], act)
        menu.popup(self.table.viewport().mapToGlobal(position))

    def _on_add(self) -> None:
        if self.workspace is not None:
            add_card(self.look, self.workspace, self, self._find)

    def _on_edit(self) -> None:
        chosen = self._chosen()
        if self.workspace is not None and len(chosen) == 1:
            edit_card(self.look, self.workspace, chosen[0], self, self._find)

    def _on_suspend(self) -> None:
        chosen = self._chosen()
        suspended = not all(card.suspended for card in chosen)
        done = self.tr("暂停了 %n 张。", "", len(chosen)) if suspended else self.tr("恢复了 %n 张。", "", len(chosen))
        self._change(lambda work, ids: work.workshop.suspend(ids, suspended), done)

    def _on_bury(self) -> None:
        done = self.tr("%n 张推迟到明天。", "", len(self._chosen()))
        self._change(lambda work, ids: work.workshop.bury(ids), done)

    def _on_flag(self) -> None:
        chosen = self._chosen()
        flag = 0 if all(card.flag for card in chosen) else 1
        self._change(lambda work, ids: work.workshop.flag(ids, flag), self.tr("改了 %n 张的标记。", "", len(chosen)))

    def _on_tag(self) -> None:
        chosen = self._chosen()
        known = " ".join(chosen[0].tags) if len(chosen) == 1 else ""
        text, agreed = QInputDialog.getText(
            self, self.tr("标签"), self.tr("标签，用空格隔开"), QLineEdit.EchoMode.Normal, known
        )
        if not agreed:
            return
        tags = text.split()
        gone = [tag for tag in known.split() if tag not in tags]
        self._change(
            lambda work, ids: work.workshop.tag(ids, tags, gone), self.tr("改了 %n 张的标签。", "", len(chosen))
        )

    def _on_due(self) -> None:
        number = len(self._chosen())
        days, agreed = QInputDialog.getInt(self, self.tr("改期"), self.tr("几天以后复习（0 是今天）"), 1, 0, 36_500)
        if agreed:
            self._change(lambda work, ids: work.workshop.set_due(ids, days), self.tr("改了 %n 张的日期。", "", number))

    def _on_forget(self) -> None:
        done = self.tr("%n 张从头学起。", "", len(self._chosen()))
        self._change(lambda work, ids: work.workshop.forget(ids), done)

    def _on_trash(self) -> None:
        done = self.tr("删除了 %n 张。", "", len(self._chosen()))
        self._change(lambda work, ids: work.workshop.trash(ids), done)

    def _change(self, act: Callable[[Workspace, list[str]], object], done: str) -> None:
        ids = [card.id for card in self._chosen()]
        if self.workspace is None or not ids:
            return
        try:
            act(self.workspace, ids)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        self.announced.emit(Notice(done, "done", self.tr("撤销"), self.undo_requested.emit))
