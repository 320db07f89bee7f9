"""How cards are to go to Anki: as which questions, with or without their schedule, into a file or a running Anki."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.services.anki_notes import NoteWishes
from desktop.ui.widgets.text_parts import button, label

_WIDTH = 520


class AnkiDialog(QDialog):
    """``chosen`` gives the wishes, whether schedules go along, and whether the cards go straight into Anki.

    Before it ``key_given`` gives AnkiConnect's key, where it is asked for.
    """

    chosen = Signal(object, bool, bool)  # NoteWishes
    key_given = Signal(str)

    def __init__(
        self, push: bool = False, from_anki: bool = False, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("导出到 Anki"))
        self.setModal(True)
        self._asked = QComboBox()
        for value, name in (
            ("cloze", self.tr("填空：想出来，再翻面")),
            ("typed", self.tr("键入：打出答案")),
            ("choice", self.tr("选择：四选一，选项不足的仍为填空")),
            ("list", self.tr("列举：并列的各项一起背，其余仍为填空")),
            ("own", self.tr("按每张卡片自定的题型")),
        ):
            self._asked.addItem(name, value)
        self._group = QComboBox()
        self._group.addItem(self.tr("每张卡片一条笔记"), "card")
        self._group.addItem(self.tr("每句一条笔记，各空一起问"), "sentence")
        self._schedule = QCheckBox(self.tr("带上复习进度和记录"))
        self._own_only = QCheckBox(self.tr("不带从 Anki 来的卡片"))
        self._own_only.setChecked(from_anki)
        self._push = QCheckBox(self.tr("直接送进正在运行的 Anki"))
        self._push.setChecked(push)
        self._layout = layout = QVBoxLayout(self)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("导出到 Anki"), "heading"))
        layout.addSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (name, box) in enumerate(((self.tr("题型"), self._asked), (self.tr("笔记"), self._group))):
            words = label(name)
            words.setBuddy(box)
            box.setAccessibleName(name)
            grid.addWidget(words, row, 0)
            grid.addWidget(box, row, 1)
        layout.addLayout(grid)
        layout.addWidget(label(self.tr("第一次导出时选定：同一张卡片以后换题型，Anki 不收。"), "small", wrap=True))
        layout.addSpacing(8)
        layout.addWidget(self._schedule)
        layout.addWidget(
            label(self.tr("Anki 只为它还没有的卡片收下进度；已有的卡片保留它自己的进度。"), "small", wrap=True)
        )
        if from_anki:
            layout.addSpacing(8)
            layout.addWidget(self._own_only)
            layout.addWidget(label(self.tr("它们在原来的 Anki 里已经有了，送回那里会重复。"), "small", wrap=True))
        layout.addSpacing(8)
        layout.addWidget(self._push)
        hint = self.tr("需要 Anki 的插件 AnkiConnect。只连本机 127.0.0.1，不上网。")
        layout.addWidget(label(hint, "small", wrap=True))
        self._key = QLineEdit(key)
        words = label(self.tr("AnkiConnect 的密钥（apiKey）"))
        words.setBuddy(self._key)
        self._key_row = QWidget()
        row_of_key = QHBoxLayout(self._key_row)
        row_of_key.setContentsMargins(0, 0, 0, 0)
        row_of_key.addWidget(words)
        row_of_key.addWidget(self._key, 1)
        self._key_row.hide()
        layout.addWidget(self._key_row)
        layout.addSpacing(16)
        layout.addStretch(1)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self._go = button("", "primary")
        self._go.setDefault(True)
        self._go.clicked.connect(self._on_go)
        self._push.toggled.connect(self._on_push)
        row_of_buttons = QHBoxLayout()
        row_of_buttons.addStretch(1)
        row_of_buttons.addWidget(cancel)
        row_of_buttons.addWidget(self._go)
        layout.addLayout(row_of_buttons)
        self._from_anki = self._own = from_anki
        self._own_only.toggled.connect(self._on_own_only)
        self._on_push(push)
        self.resize(_WIDTH, layout.totalHeightForWidth(_WIDTH))

    def show_key(self, wanted: bool) -> None:
        """Ask for AnkiConnect's key as well, or not."""
        self._key_row.setVisible(wanted)
        self.resize(_WIDTH, self._layout.totalHeightForWidth(_WIDTH))

    def _on_own_only(self, own: bool) -> None:
        if not self._push.isChecked():
            self._own = own

    def _on_push(self, push: bool) -> None:
        # Into the Anki that runs they never go: it may be theirs.
        self._own_only.setEnabled(not push)
        self._own_only.setChecked(self._own or (push and self._from_anki))
        self._go.setText(self.tr("送进 Anki") if push else self.tr("存为文件…"))

    def _on_go(self) -> None:
        wishes = NoteWishes(
            asked=self._asked.currentData(), group=self._group.currentData(), own_only=self._own_only.isChecked()
        )
        self.accept()
        if not self._key_row.isHidden():
            self.key_given.emit(self._key.text().strip())
        self.chosen.emit(wishes, self._schedule.isChecked(), self._push.isChecked())
