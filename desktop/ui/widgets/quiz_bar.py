"""Over the question: how cards are asked, how many there are, and undo."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.mode_names import MODE_NAMES, mode_name
from desktop.ui.widgets.text_parts import icon_button, label


class QuizBar(QWidget):
    """``mode_chosen`` with the mode of all cards, empty for the one that fits each; ``fix_requested``, ``undone``."""

    mode_chosen = Signal(str)
    fix_requested = Signal()
    undone = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = ""
        self._title = label("", "strong")
        self.modes = QComboBox()
        self.modes.currentIndexChanged.connect(self._on_mode)
        self._count = label("", "soft")
        self._fix = icon_button(look, "quiz", "")
        self._fix.clicked.connect(self.fix_requested)
        self._undo = icon_button(look, "undo", "")
        self._undo.clicked.connect(self.undone)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self.modes)
        row.addStretch(1)
        for widget in (self._count, self._fix, self._undo):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._progress)

    def retranslate(self) -> None:
        self._title.setText(self.tr("测验"))
        self.modes.blockSignals(True)
        self.modes.clear()
        self.modes.addItem(self.tr("题型随熟练程度"), "")
        for mode in MODE_NAMES:
            self.modes.addItem(mode_name(mode), mode)
        self.modes.blockSignals(False)
        self.show_mode(self._mode)
        self.modes.setAccessibleName(self.tr("题型"))
        self.modes.setToolTip(self.tr("新学的卡片四选一，一周后提示首字，三周后填空"))
        self._fix.setToolTip(self.tr("给这张卡片或这一类卡片固定题型（M）"))
        self._fix.setAccessibleName(self.tr("固定题型"))
        self._undo.setToolTip(self.tr("撤销上一次评分（Ctrl+Z）"))
        self._undo.setAccessibleName(self.tr("撤销上一次评分"))
        self._progress.setAccessibleName(self.tr("进度"))

    def show_mode(self, mode: str) -> None:
        """Say which mode all cards are asked in."""
        self._mode = mode
        self.modes.blockSignals(True)
        self.modes.setCurrentIndex(max(0, self.modes.findData(mode)))
        self.modes.blockSignals(False)

    def show_count(self, done: int, waiting: int, *, asking: bool) -> None:
        """Say how far it is; ``asking`` while a card stands, which is one of those that wait."""
        total = done + (max(waiting, 1) if asking else 0)
        self._count.setText(f"{min(done + 1, total)} / {total}" if asking else f"{done} / {done}" if done else "")
        self._progress.setUpdatesEnabled(False)  # it would paint the window at once, the question half made
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done if total else 1)
        self._progress.setUpdatesEnabled(True)
        self._undo.setEnabled(done > 0)
        self._fix.setEnabled(asking)

    def menu_place(self) -> QPoint:
        """Where on the screen the menu of modes belongs."""
        return self._fix.mapToGlobal(self._fix.rect().bottomLeft())

    def _on_mode(self) -> None:
        self._mode = str(self.modes.currentData() or "")
        self.mode_chosen.emit(self._mode)
