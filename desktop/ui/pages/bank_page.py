"""A question bank before it comes in: which column is what, and every question as it would be."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.bank import BankField
from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.services.bank_import import BankPreview, column_letter
from desktop.ui.messages import words
from desktop.ui.models.bank_model import BankModel
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import Look
from desktop.ui.widgets.page_parts import back_bar
from desktop.ui.widgets.text_parts import button, label, restyle_icons
from desktop.ui.workspace import Workspace

_WIDTHS = (48, 110, 76, 320, 200, 150)


class BankPage(Page):
    """Enter brings in what is new, as one step to undo; until then nothing is written."""

    shows: ClassVar[Changed] = Changed.CARDS

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._path: Path | None = None
        self._preview: BankPreview | None = None
        self._title = label("", "strong")
        self._summary = label("", "small")
        self._save = button("", "primary")
        self._save.setToolTip("Enter")
        self._save.clicked.connect(self.save)
        bar = back_bar(
            look, self.tr("返回卡片（Esc）"), self.go_back, self._title, self._summary, self._save, wide=self._summary
        )

        names = {
            BankField.QUESTION: self.tr("题目"),
            BankField.ANSWER: self.tr("答案"),
            BankField.OPTIONS: self.tr("选项"),
            BankField.ANALYSIS: self.tr("解析"),
            BankField.TYPE: self.tr("题型"),
            BankField.CHAPTER: self.tr("章节"),
        }
        self._columns = QWidget()
        grid = QGridLayout(self._columns)
        grid.setContentsMargins(24, 12, 24, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self.fields: dict[BankField, QComboBox] = {}
        for column, (field, name) in enumerate(names.items()):
            chooser = QComboBox()
            chooser.setAccessibleName(self.tr("“{name}”是哪一列").format(name=name))
            chooser.setMinimumContentsLength(6)
            chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chooser.activated.connect(self._on_mapped)
            self.fields[field] = chooser
            grid.addWidget(label(name, "small"), 0, column)
            grid.addWidget(chooser, 1, column)
            grid.setColumnStretch(column, 1)
        self.deck = QLineEdit()
        self.deck.setAccessibleName(self.tr("放进哪个牌组"))
        grid.addWidget(label(self.tr("牌组"), "small"), 0, len(names))
        grid.addWidget(self.deck, 1, len(names))
        grid.setColumnStretch(len(names), 1)

        self.model = BankModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("题库预览"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        self._hint = label("", "soft", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setContentsMargins(48, 0, 48, 0)
        self._stack = QStackedWidget()
        inner = QWidget()
        column_box = QVBoxLayout(inner)
        column_box.setContentsMargins(16, 0, 16, 8)
        column_box.addWidget(self.table)
        self._stack.addWidget(inner)
        self._stack.addWidget(self._hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(bar)
        layout.addWidget(self._columns)
        layout.addWidget(self._stack, 1)
        self._sync()
        self.restyle()

    def open_target(self, target: str) -> None:
        """Look at the file with that path."""
        self._path, self._preview = Path(target), None
        self.deck.setText(self._path.stem)
        self.mark_stale()
        self.refresh()

    def load(self, workspace: Workspace) -> None:
        if self._path is None:
            return
        if self._preview is not None:  # the collection changed: what is known may have too
            self._show(workspace.banks.look(self._preview.table, self._preview.mapping))
            return
        self._title.setText(self._path.name)
        try:
            self._show(workspace.banks.read(self._path))
        except AppError as error:
            self._hint.setText(words(error))
            self._sync()

    def can(self, action: str) -> bool:
        if action == "accept_proposals":
            return self._save.isEnabled() and not self.deck.hasFocus()
        return action == "back"

    def perform(self, action: str) -> None:
        if action == "back":
            self.go_back()
        else:
            self.save()

    def go_back(self) -> None:
        """To the cards, nothing brought in."""
        self.room_requested.emit("cards")

    def focus_start(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self) -> None:
        restyle_icons(self.look, self)
        self.model.soft = self.look.theme.color("ink_soft")
        self.model.warning = self.look.theme.color("negative")
        self.table.verticalHeader().setDefaultSectionSize(round(self.look.base_px * 2.5))

    def save(self) -> None:
        """Bring in what is new."""
        if self.workspace is None or self._preview is None:
            return
        try:
            done = self.workspace.banks.save(self._preview, self.deck.text().strip())
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        self._path = self._preview = None
        self.room_requested.emit("cards")
        text = self.tr("导入了 %n 题。", "", done.questions)
        self.announced.emit(Notice(text, "done", self.tr("撤销"), self.undo_requested.emit))

    def _on_mapped(self) -> None:
        if self.workspace is None or self._preview is None:
            return
        mapping = {field: tuple(found) for field, chooser in self.fields.items() if (found := chooser.currentData())}
        self._show(self.workspace.banks.look(self._preview.table, mapping))

    def _show(self, preview: BankPreview) -> None:
        self._preview = preview
        for field, chooser in self.fields.items():
            now = preview.mapping.get(field, ())
            choices: list[tuple[int, ...]] = [(), *((at,) for at in range(len(preview.columns)))]
            if len(now) > 1:
                choices.insert(1, now)
            chooser.clear()
            for each in choices:
                chooser.addItem(self._column_name(preview, each), list(each))
            chooser.setCurrentIndex(choices.index(now))
        self.model.show_preview(preview)
        self._sync()

    def _column_name(self, preview: BankPreview, columns: tuple[int, ...]) -> str:
        if not columns:
            return self.tr("（无）")
        if len(columns) > 1:
            return f"{column_letter(columns[0])}–{column_letter(columns[-1])}"
        letter, name = column_letter(columns[0]), preview.columns[columns[0]]
        return letter if name == letter else f"{letter}  {name[:12]}"

    def _sync(self) -> None:
        preview = self._preview
        fresh = len(preview.fresh) if preview else 0
        self._save.setText(self.tr("导入 %n 题", "", fresh) if fresh else self.tr("导入"))
        self._save.setEnabled(fresh > 0)
        for chooser in (*self.fields.values(), self.deck):
            chooser.setEnabled(preview is not None)
        self._columns.setVisible(preview is not None)
        if self._path is None:
            self._hint.setText(self.tr("还没有选题库。按 Ctrl+Shift+O 选一个 Excel、CSV 或文本文件，看过再导入。"))
        said = []
        if preview is not None:
            if preview.known:
                said.append(self.tr("%n 题已有", "", len(preview.known)))
            if preview.refused:
                said.append(self.tr("%n 行不能导入", "", len(preview.refused)))
            if not preview.questions:
                self._hint.setText(self.tr("认不出哪一列是题目、哪一列是答案。请在上面选一选。"))
        self._summary.setText(" · ".join(said))
        self._stack.setCurrentIndex(0 if preview is not None and preview.questions else 1)
        self.actions_changed.emit()
