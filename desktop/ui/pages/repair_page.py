"""What was repaired in an article: original and repaired side by side, each repair to be refused or kept."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from desktop.domain.article import Repair
from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.ui.messages import words
from desktop.ui.models.repair_tree_model import SPAN_ROLE, RepairTreeModel
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import Look
from desktop.ui.widgets.page_parts import back_bar
from desktop.ui.widgets.repair_sides import RepairSides
from desktop.ui.widgets.side_by_side import Part, SideBySide
from desktop.ui.widgets.text_parts import button, label, restyle_icons
from desktop.ui.window_state import WindowState
from desktop.ui.workspace import Workspace


class RepairPage(Page):
    """Ticks are tried at once in the repaired text; the article changes with the button, as one step to undo."""

    shows: ClassVar[Changed] = Changed.ARTICLES

    def __init__(self, look: Look, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._article_id: str | None = None
        self._repairs: tuple[Repair, ...] = ()
        self._kept: set[tuple[int, int]] = set()
        self._model = RepairTreeModel(self)
        self._model.refused_changed.connect(self._on_refused_changed)

        self._title = label("", "strong")
        self._summary = label("", "small")
        self._evidence = label("", "small", wrap=True)
        self._apply = button(self.tr("更新文章"), "primary")
        self._apply.clicked.connect(self.apply)
        bar = back_bar(
            look, self.tr("返回文章（Esc）"), self.go_back, self._title, self._summary, self._apply, wide=self._summary
        )

        self.tree = QTreeView()
        self.tree.setModel(self._model)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(16)
        self.tree.setAccessibleName(self.tr("修复清单"))
        self.tree.selectionModel().currentChanged.connect(self._on_current)
        self.tree.expanded.connect(self._on_expanded)
        self.sides = RepairSides(look, self)
        left = self._column(self.tr("取消勾选就不修复"), self.tree, 16)
        left_column = left.layout()
        assert isinstance(left_column, QVBoxLayout)
        self._evidence.setContentsMargins(0, 0, 8, 4)
        left_column.insertWidget(0, self._evidence)
        left.setMinimumWidth(272)  # the names of the kinds have room
        original = self._column(self.tr("原文"), self.sides.original)
        repaired = self._column(self.tr("修复后"), self.sides.repaired)
        splitter = SideBySide(
            state, "repairs_splitter", [Part(left, 300), Part(original, 470, 1), Part(repaired, 470, 1)]
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(splitter)
        self._empty = label("", "soft")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._empty)
        self._empty.setText(self.tr("先打开一篇文章。"))
        self._stack.setCurrentIndex(1)
        self._apply.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._stack, 1)

    def open_target(self, target: str) -> None:
        """Show the repairs of the article with that id."""
        self._article_id = target
        self.mark_stale()
        self.refresh()

    def load(self, workspace: Workspace) -> None:
        if self._article_id is None:
            return
        raw, self._repairs, refused = workspace.library.repairs(self._article_id)
        self._kept = set(refused)
        self._title.setText(workspace.library.open(self._article_id).article.title)
        self._show_evidence(workspace.library.evidence(self._article_id))
        self._model.show_repairs(raw, self._repairs, refused)
        self._stack.setCurrentIndex(0 if self._repairs else 1)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        doubtful = any(not repair.certain for repair in self._repairs)
        if self._model.rowCount() and (doubtful or self._model.rowCount() == 1):  # else the kinds are what to look at
            self.tree.expand(self._model.index(0, 0))
        self.sides.show_repairs(raw, self._repairs, self._model.refused)
        self._show_summary()

    def can(self, action: str) -> bool:
        return action == "back"

    def perform(self, action: str) -> None:
        self.go_back()

    def go_back(self) -> None:
        """To the article, leaving it as it was."""
        if self._article_id is not None:
            self.article_requested.emit(self._article_id)

    def focus_start(self) -> None:
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self) -> None:
        restyle_icons(self.look, self)
        self.sides.restyle()

    def apply(self) -> None:
        """Make the article's text from the repairs that are ticked; the cards follow their words."""
        if self.workspace is None or self._article_id is None:
            return
        try:
            revised = self.workspace.revisions.refuse(self._article_id, self._model.refused)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        text = self.tr("文章已更新，卡片跟着原文走。")
        if revised.lost:
            text += self.tr("有 %n 张卡片找不到原来的字句，列在“待修复”里。", "", revised.lost)
        self.announced.emit(Notice(text, "done", self.tr("撤销"), self.undo_requested.emit))

    def _show_evidence(self, found: dict[str, str | int]) -> None:
        scripts = {
            "damaged": self.tr("繁体字夹着拼音，看来是网页损坏，已转成简体。"),
            "traditional": self.tr("通篇是繁体，保持原样。"),
            "simplified": self.tr("通篇是简体，只改个别繁体字。"),
            "japanese": self.tr("这是日文，汉字保持原样。"),
        }
        lines = [scripts.get(str(found.get("script", "")), "")]
        if number := int(found.get("pinyin_damage", 0)):
            lines.append(self.tr("%n 处括号里的拼音是损坏，已去掉。", "", number))
        if number := int(found.get("pinyin_own", 0)):
            lines.append(self.tr("%n 处拼音是文章自己的注音，保留。", "", number))
        said = "\n".join(filter(None, lines))
        self._evidence.setText(said)
        self._evidence.setVisible(bool(said))
        self._empty.setText("\n".join(filter(None, (said, self.tr("这篇文章没有需要修复的地方。")))))

    @staticmethod
    def _column(name: str, widget: QWidget, left: int = 0) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(left, 8, 0, 0)
        column.setSpacing(4)
        head = label(name, "small")
        head.setIndent(0 if left else 16)
        column.addWidget(head)
        column.addWidget(widget, 1)
        return made

    def _on_refused_changed(self) -> None:
        self.sides.refuse(self._model.refused)
        self._show_summary()

    def _show_summary(self) -> None:
        changed = len(self._model.refused ^ self._kept)
        self._apply.setEnabled(changed > 0)
        self._summary.setText(
            self.tr("%n 处改了主意，还没有更新", "", changed)
            if changed
            else self.tr("共 {count} 处").format(count=f"{len(self._repairs):,}")
        )

    def _on_expanded(self, index: QModelIndex) -> None:
        self._model.expand_group(self._model.itemFromIndex(index))

    def _on_current(self, index: QModelIndex) -> None:
        span = index.data(SPAN_ROLE)
        if span is not None:
            self.sides.show_place(*span)
