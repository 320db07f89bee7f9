"""All cards in a table: to be found, looked at and changed, one or many."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.card import Card
from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.domain.progress import Progress
from desktop.services.study_filter import study_filter
from desktop.ui.background import Task
from desktop.ui.card_acts import CardActs
from desktop.ui.card_editing import add_card, edit_card
from desktop.ui.due_words import DueWords
from desktop.ui.messages import words
from desktop.ui.models.card_model import COLUMNS, CardModel, CardWords
from desktop.ui.page import Page
from desktop.ui.theme import Look
from desktop.ui.widgets.card_panel import CardPanel
from desktop.ui.widgets.card_table import CardTable
from desktop.ui.widgets.phrase_marks import kind_name
from desktop.ui.widgets.query_builder import QueryBuilder
from desktop.ui.widgets.side_by_side import Part, SideBySide
from desktop.ui.widgets.text_parts import button, icon_button, label, restyle_icons
from desktop.ui.window_state import WindowState
from desktop.ui.workspace import Workspace

FIRST = 200  # cards that are shown at once; the whole list follows
_MOST_PRACTISED = 500  # cards gone through in one go
PANEL_FROM = 860  # pixels of the page from which there is room beside the table


class CardsPage(Page):
    """Enter edits the current card, Del puts the selected ones away."""

    shows: ClassVar[Changed] = Changed.CARDS | Changed.SCHEDULE | Changed.ARTICLES

    def __init__(self, look: Look, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._state = state
        self._order, self._falling = "", False
        self._wide = True
        self._asked = 0  # searches so far: the answer to an older one is not shown any more
        self._shown_query: tuple[str, str, bool] | None = None
        self._due_words = DueWords()
        self._count = label("", "soft")
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("找卡片：汉字、拼音或首字母都行，也可以写条件"))
        self.search.setAccessibleName(self.tr("搜索卡片"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_typed)
        self.builder = QueryBuilder(look, self.search)
        self._complaint = label("", "caution", wrap=True)
        self._complaint.hide()
        self.model = CardModel(self._fetch, CardWords(self._due, self._spell, kind_name), self)
        self.model.sort_asked.connect(self._on_sort)
        self.table = CardTable(self.model, state)
        self.table.columns_asked.connect(self._on_columns)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.doubleClicked.connect(self._on_edit)
        self.table.selectionModel().selectionChanged.connect(self._sync)
        self.table.selectionModel().currentRowChanged.connect(self._show_card)
        self.acts = CardActs(self.table.chosen_keys, self.table.first_chosen, self)
        self.acts.announced.connect(self.announced)
        self.acts.undo_requested.connect(self.undo_requested)
        self.panel = CardPanel(look)
        self.panel.place_requested.connect(self._on_place)
        beside = SideBySide(state, "cards_splitter", [Part(self.table, 720, 1), Part(self.panel, 320)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(self._make_head())
        layout.addLayout(self._make_search())
        layout.addWidget(self.builder)
        layout.addWidget(self._complaint)
        layout.addLayout(self._make_bar())
        layout.addWidget(beside, 1)
        self._sync()
        self.restyle()

    def _make_head(self) -> QHBoxLayout:
        add = button(self.tr("新卡片…"), "primary")
        add.setToolTip(self.tr("自己写一张问答卡片"))
        add.clicked.connect(self._on_add)
        self._study = button(self.tr("复习"))
        self._study.clicked.connect(self._on_study)
        self._practise = button(self.tr("练一遍"))
        self._practise.setToolTip(
            self.tr("把选中的卡片过一遍，没选就是找到的，最多 {most} 张；日期不变").format(most=_MOST_PRACTISED)
        )
        self._practise.clicked.connect(self._on_practise)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("卡片"), "title"))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        for each in (self._study, self._practise, add):
            head.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        return head

    def _make_search(self) -> QHBoxLayout:
        self._conditions = button(self.tr("条件"))
        self._conditions.setToolTip(self.tr("选条件，写进搜索框"))
        self._conditions.clicked.connect(self._on_conditions)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self._conditions)
        return row

    def _make_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(4)
        self._buttons = []
        flag, more = QMenu(self), QMenu(self)
        self.acts.fill_flags(flag)
        due = more.addMenu(self.tr("改期"))
        self.acts.fill_due(due)
        modes = more.addMenu(self.tr("题型"))
        self.acts.fill_modes(modes)
        more.addAction(self.tr("推迟到明天"), self.acts.bury)
        more.addAction(self.tr("重新学"), self.acts.forget)
        for name, act in (
            (self.tr("修改…"), self._on_edit),
            (self.tr("暂停 / 恢复"), self.acts.suspend),
            (self.tr("标记"), flag),
            (self.tr("标签…"), self.acts.ask_tags),
            (self.tr("移到…"), self.acts.ask_deck),
            (self.tr("更多"), more),
            (self.tr("删除"), self._on_trash),
        ):
            made = button(name, "quiet")
            if isinstance(act, QMenu):
                made.clicked.connect(lambda _=False, made=made, menu=act: _drop(menu, made))
            else:
                made.clicked.connect(act)
            self._buttons.append((made, act))
            bar.addWidget(made)
        bar.addStretch(1)
        self._columns = icon_button(self.look, "outline", self.tr("选择显示哪些列"))
        self._columns.clicked.connect(self._on_columns)
        self._beside = icon_button(self.look, "info", self.tr("显示或收起卡片的详情"), checkable=True)
        self._beside.setChecked(self._state.choice("cards_panel") != "hidden")
        self._beside.toggled.connect(self._on_beside)
        bar.addWidget(self._columns)
        bar.addWidget(self._beside)
        return bar

    # What the window asks

    def load(self, workspace: Workspace) -> None:
        self.acts.workspace, self.acts.runner = workspace, self.runner
        self.builder.names = workspace.cards.names()
        self.model.forget()
        self._find()

    def open_target(self, target: str) -> None:
        """A query to be shown."""
        self.search.setText(target)

    def restyle(self) -> None:
        self.table.restyle(self.look)
        restyle_icons(self.look, self)
        self.panel.restyle()

    def remember(self) -> None:
        self.table.remember()

    def focus_start(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def can(self, action: str) -> bool:
        if action in ("find", "back"):
            return True
        if not self.table.hasFocus():
            return False
        if action in ("edit", "open"):
            return self.acts.number == 1
        return action in ("trash", "flag") and self.acts.number > 0

    def perform(self, action: str) -> None:
        match action:
            case "find":
                self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.search.selectAll()
            case "edit" | "open":
                self._on_edit()
            case "flag":
                self.acts.turn_flag()
            case "trash":
                self._on_trash()
            case "back":
                if self.search.text():
                    self.search.clear()
                else:
                    self.room_requested.emit("today")

    # Finding

    def _on_typed(self) -> None:
        self._find()

    def _on_sort(self, column: int, falling: bool) -> None:
        self._order, self._falling = (COLUMNS[column].name, falling) if column >= 0 else ("", False)
        self._find()

    def _find(self) -> None:
        """Show the first cards at once where they come without sorting, and the whole list as soon as it is there."""
        workspace = self.workspace
        if workspace is None:
            return
        query, order, falling = self.search.text().strip(), self._order, self._falling
        self._asked += 1
        asked, new = self._asked, (query, order, falling) != self._shown_query
        try:
            keys = workspace.cards.keys(query, order, descending=falling, limit=FIRST) if not order else array("q")
        except AppError as error:
            self._complaint.setText(words(error))
            self._complaint.show()
            self._study.setEnabled(False)
            return
        self._complaint.hide()
        can_study = study_filter(query) is not None
        self._study.setEnabled(can_study)
        self._study.setToolTip(
            self.tr("复习其中到期的和新的，照每天的上限")
            if can_study
            else self.tr("只按牌组（deck:）、种类（kind:）、标签（tag:）找的，才能复习；别的可以练一遍")
        )
        if not order and len(keys) < FIRST:
            self._show(keys, whole=True)
            return
        if new and not order:
            self._show(keys, whole=False)

        def whole(_: Progress) -> tuple[int, array[int]]:
            return asked, workspace.cards.keys(query, order, descending=falling)

        task = Task(whole, self)
        task.succeeded.connect(self._on_found)
        self.runner.start(task)

    def _on_found(self, found: tuple[int, array[int]]) -> None:
        asked, keys = found
        if asked == self._asked:
            self._show(keys, whole=True)

    def _show(self, keys: array[int], *, whole: bool) -> None:
        query = (self.search.text().strip(), self._order, self._falling)
        same = query == self._shown_query
        self._shown_query = query
        place = self.table.verticalScrollBar().value()
        current = self.table.current_key
        self.model.show_keys(keys)
        if same and current is not None and not self.table.currentIndex().isValid() and current in keys:
            self.table.make_current(current)
        if same:
            self.table.verticalScrollBar().setValue(place)
        elif whole or not query[1]:
            self.table.scrollToTop()
        self._count.setText(self.tr("%Ln 张", "", len(keys)) if whole else self.tr("%Ln 张以上", "", len(keys)))
        nothing = (
            self.tr("没有找到这样的卡片。按 Esc 清空搜索框。")
            if query[0]
            else self.tr("还没有卡片。导入一篇文章，温故就会出题；也可以用“新卡片…”自己写。")
        )
        self.table.say("" if len(keys) else nothing)
        self._sync()
        self._show_card()

    def _fetch(self, keys: Sequence[int]) -> list[Card]:
        return [] if self.workspace is None else self.workspace.cards.at(keys)

    def _due(self, card: Card) -> datetime | None:
        return None if self.workspace is None else self.workspace.cards.due(card)

    def _spell(self, due: datetime) -> str:
        return "" if self.workspace is None else self._due_words.away(due, self.workspace.collection.now())

    # What is chosen

    def _sync(self) -> None:
        number = self.acts.number
        card = self.table.first_chosen()
        away = card is not None and "is:trashed" in self.search.text()
        for made, act in self._buttons:
            made.setEnabled(number == 1 if act == self._on_edit else number > 0)
            if act == self._on_trash:
                made.setText(self.tr("找回") if away else self.tr("删除"))
        self._practise.setEnabled(len(self.model.keys) > 0 and not away)
        self.actions_changed.emit()

    def _show_card(self) -> None:
        if self.panel.isHidden() or self.workspace is None:
            return
        card = self.model.card(row) if (row := self.table.currentIndex().row()) >= 0 else None
        try:
            self.panel.show_dossier(None if card is None else self.workspace.dossiers.make(card.id))
        except AppError:  # gone since it was listed
            self.panel.show_dossier(None)

    # Slots

    def _on_conditions(self) -> None:
        self.builder.open_menu(self._conditions.mapToGlobal(QPoint(0, self._conditions.height() + 2)))

    def _on_columns(self) -> None:
        self.table.choose_columns(self._columns.mapToGlobal(QPoint(0, self._columns.height() + 2)))

    def _on_beside(self, shown: bool) -> None:
        if self._wide:
            self._state.set_choice("cards_panel", "" if shown else "hidden")
        self.panel.setVisible(shown)
        self._show_card()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= PANEL_FROM
        if wide != self._wide:  # where it is narrow the table has the room, until the details are asked for
            self._wide = False
            self._beside.setChecked(wide and self._state.choice("cards_panel") != "hidden")
            self._wide = wide

    def _on_menu(self, position: QPoint) -> None:
        if not self.acts.number:
            return
        menu = QMenu(self)
        for made, act in self._buttons:
            if not made.isEnabled():
                continue
            if isinstance(act, QMenu):
                inner = menu.addMenu(made.text())
                for action in act.actions():
                    inner.addAction(action)
            else:
                menu.addAction(made.text(), act)
        menu.popup(self.table.viewport().mapToGlobal(position))

    def _on_place(self, card: Card) -> None:
        if card.article_id is not None:
            span = card.article_span
            self.place_requested.emit(card.article_id, span.start if span else 0, span.end if span else 0)

    def _on_add(self) -> None:
        if self.workspace is not None:
            add_card(self.look, self.workspace, self, self._find)

    def _on_study(self) -> None:
        self.page_requested.emit("review", f"query:{self.search.text().strip()}")

    def _on_practise(self) -> None:
        if self.workspace is not None:
            keys = (self.table.chosen_keys() or self.model.keys)[:_MOST_PRACTISED]
            ids = [card.id for card in self.workspace.cards.at(keys) if not card.suspended]
            self.cards_requested.emit(ids)

    def _on_edit(self) -> None:
        card = self.table.first_chosen()
        if self.workspace is not None and card is not None and self.acts.number == 1:
            edit_card(self.look, self.workspace, card, self, self._find)

    def _on_trash(self) -> None:
        if "is:trashed" in self.search.text():
            self.acts.restore()
        else:
            self.acts.trash()


def _drop(menu: QMenu, below: QWidget) -> None:
    menu.popup(below.mapToGlobal(QPoint(0, below.height() + 2)))
