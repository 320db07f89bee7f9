"""Every key, from the action table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.actions import ACTIONS, GROUPS, action_text, group_text, key_text
from desktop.ui.theme import Look, sans_font
from desktop.ui.widgets.text_parts import button, label


class KeysDialog(QDialog):
    """Closes with Esc."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setWindowTitle(self.tr("按键一览"))
        self.setModal(False)
        columns = QHBoxLayout()
        columns.setSpacing(48)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        right.setSpacing(8)
        for group in GROUPS:
            column = right if group in ("review", "help", "file") else left
            column.addWidget(label(group_text(group), "strong"))
            column.addLayout(self._make_group(group))
            column.addSpacing(16)
        for column in (left, right):
            column.addStretch(1)
            columns.addLayout(column, 1)
        inside = QWidget()
        inside.setProperty("ground", "none")
        inside.setLayout(columns)
        columns.setContentsMargins(0, 0, 16, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        close = button(self.tr("关闭"))
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(32, 24, 16, 24)
        layout.setSpacing(16)
        layout.addWidget(label(self.tr("按键一览"), "heading"))
        layout.addWidget(area, 1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 16, 0)
        row.addStretch(1)
        row.addWidget(close)
        layout.addLayout(row)
        self.resize(max(880, inside.minimumSizeHint().width() + 72), 720)
        if parent is not None:
            self.resize(self.size().boundedTo(parent.window().size()))

    def _make_group(self, group: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        specs = [spec for spec in ACTIONS if spec.group == group and spec.keys]
        for row, spec in enumerate(specs):
            grid.addWidget(label(action_text(spec)), row, 0)
            keys = QHBoxLayout()
            keys.setSpacing(4)
            keys.addStretch(1)
            for key in spec.keys:
                if key not in ("Enter", "Ctrl+Enter", "Ctrl+="):  # the same keys once more
                    keys.addWidget(self._make_key(key_text(key)))
            grid.addLayout(keys, row, 1)
        return grid

    def _make_key(self, key: str) -> QLabel:
        made = label(key, "small")
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setFont(sans_font(12))
        made.setProperty("part", "key")
        return made
