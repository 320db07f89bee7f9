"""What a new version changed, sentence by sentence; changed sentences can be made into cards."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.article import TextSpan
from desktop.domain.changes import Changed
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import SERIF, Look
from desktop.ui.widgets.page_parts import back_bar
from desktop.ui.widgets.text_parts import button, label, panel, restyle_icons
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.pipeline.sentence_changes import SentenceChange
    from desktop.services.revisions import Comparison

MOST = 400  # changes shown; of more, the rest is only counted


class ChangesPage(Page):
    """One row a changed sentence, in the order of the new text."""

    shows: ClassVar[Changed] = Changed.ARTICLES

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._article_id: str | None = None
        self._comparison: Comparison | None = None
        self._ticks: list[tuple[QCheckBox, TextSpan]] = []
        self._title = label("", "strong")
        self._versions = QComboBox()
        self._versions.setAccessibleName(self.tr("哪一次改动"))
        self._versions.currentIndexChanged.connect(self._on_version)
        self._make = button(self.tr("为所选句子做卡片"), "primary")
        self._make.clicked.connect(self._on_make)
        bar = back_bar(
            look, self.tr("返回文章（Esc）"), self.go_back, self._title, self._versions, self._make, wide=self._title
        )
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._versions.hide()
        self._make.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._scroll, 1)

    def open_target(self, target: str) -> None:
        """Show the versions of the article with that id."""
        self._article_id = target
        self.mark_stale()
        self.refresh()

    def load(self, workspace: Workspace) -> None:
        if self._article_id is None:
            return
        names = {
            "revise": self.tr("新版本"),
            "refuse_repairs": self.tr("更改修复"),
            "edit_text": self.tr("修改文字"),
        }
        self._title.setText(workspace.library.open(self._article_id).article.title)
        self._versions.blockSignals(True)
        self._versions.clear()
        for version in workspace.revisions.history(self._article_id):
            when = version.at.astimezone().strftime("%Y-%m-%d %H:%M")
            self._versions.addItem(f"{names.get(version.kind, version.kind)} · {when}", version.id)
        self._versions.blockSignals(False)
        self._versions.setVisible(self._versions.count() > 0)
        self._on_version()

    def can(self, action: str) -> bool:
        return action == "back"

    def perform(self, action: str) -> None:
        self.go_back()

    def go_back(self) -> None:
        """To the article."""
        if self._article_id is not None:
            self.article_requested.emit(self._article_id)

    def restyle(self) -> None:
        restyle_icons(self.look, self)
        self._show()

    def _on_version(self) -> None:
        version = self._versions.currentData()
        if self.workspace is None or self._article_id is None:
            return
        self._comparison = self.workspace.revisions.compare(self._article_id, version) if version else None
        self._show()

    def _show(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        self._ticks = []
        changes = [] if self._comparison is None else [c for c in self._comparison.changes if c.kind != "unchanged"]
        for change in changes[:MOST]:
            column.addWidget(self._row(change))
        if not changes:
            nothing = label(self.tr("没有改动的句子。"), "soft")
            nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(nothing, 1)
        elif len(changes) > MOST:
            column.addWidget(label(self.tr("还有 %n 处改动没有列出。", "", len(changes) - MOST), "soft"))
        if changes:
            column.addStretch(1)
        self._scroll.setWidget(body)
        self._sync()

    def _row(self, change: SentenceChange) -> QWidget:
        assert self._comparison is not None
        names = {
            "moved": self.tr("移动"),
            "reworded": self.tr("改写"),
            "added": self.tr("新增"),
            "removed": self.tr("删去"),
        }
        made = panel("card")
        row = QHBoxLayout(made)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        name = names[str(change.kind)]
        latest = self._versions.currentIndex() == 0  # only its sentences are those of the article now
        if latest and change.new is not None and change.kind != "moved":
            tick = QCheckBox(name)
            tick.setToolTip(self.tr("做成卡片"))
            tick.toggled.connect(self._sync)
            self._ticks.append((tick, change.new))
            row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        else:
            row.addWidget(label(name, "soft"), 0, Qt.AlignmentFlag.AlignTop)
        words = QLabel(self._html(change))
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(words, 1)
        return made

    def _html(self, change: SentenceChange) -> str:
        """What was struck out is struck through, what is new has a line under it: no meaning by colour alone."""
        assert self._comparison is not None
        roles = self.look.theme.roles
        struck, added = (
            f'<s style="color:{roles["negative"]}">{{}}</s>',
            f'<u style="color:{roles["positive"]}">{{}}</u>',
        )
        if change.diff:
            shapes = {"equal": "{}", "delete": struck, "insert": added}
            words = "".join(shapes[part.op].format(escape(part.text)) for part in change.diff)
        elif change.new is None:
            assert change.old is not None
            words = struck.format(escape(self._comparison.old[slice(*change.old)]))
        else:
            shape = added if change.old is None else "{}"
            words = shape.format(escape(self._comparison.new[slice(*change.new)]))
        family = ",".join(f"'{name}'" for name in SERIF[:4])
        return f'<span style="font-family:{family};font-size:{self.look.article_px - 1}px">{words}</span>'

    def _sync(self) -> None:
        self._make.setEnabled(any(tick.isChecked() for tick, _ in self._ticks))

    def _on_make(self) -> None:
        if self.workspace is None or self._article_id is None:
            return
        chosen = [span for tick, span in self._ticks if tick.isChecked()]
        number = self.workspace.revisions.make_cards(self._article_id, chosen)
        for tick, _ in self._ticks:
            tick.setChecked(False)
        self.announced.emit(
            Notice(self.tr("做了 %n 张卡片。", "", number), "done", self.tr("撤销"), self.undo_requested.emit)
        )
