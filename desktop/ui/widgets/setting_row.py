"""One setting: its name, a sentence about it, a control, and the way back to how it was shipped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme import Look
from desktop.ui.widgets.option_rows import FIELD_WIDTH
from desktop.ui.widgets.text_parts import icon_button, label, name_button

Control = QCheckBox | QComboBox | QLineEdit | QSlider | QSpinBox


class SettingRow(QWidget):
    """``changed`` with the new value: bool, str, int, or the data of the entry that was chosen.

    ``default`` is None where there is no way back. The wheel turns a value only where the keyboard is.
    """

    changed = Signal(object)

    def __init__(
        self, look: Look, name: str, explanation: str, control: Control, default: object = None, words: str = ""
    ) -> None:
        super().__init__()
        self.name, self.control, self._default = name, control, default
        self._found_by = f"{name} {explanation} {words}".lower()
        said = QVBoxLayout()
        said.setSpacing(2)
        caption = label(name)
        caption.setBuddy(control)
        said.addWidget(caption)
        said.addWidget(label(explanation, "small", wrap=True))
        control.setAccessibleName(name)
        control.setAccessibleDescription(explanation)
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if isinstance(control, QComboBox):
            control.setMinimumWidth(FIELD_WIDTH)
        control.installEventFilter(self)
        self._reset = icon_button(look, "undo", "")
        name_button(self._reset, self.tr("恢复“{name}”的默认值").format(name=name))
        self._reset.clicked.connect(self._on_reset)
        policy = QSizePolicy(self._reset.sizePolicy())
        policy.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(said, 1)
        row.addSpacing(16)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignVCenter)
        match control:
            case QCheckBox():
                control.toggled.connect(self._on_changed)
            case QComboBox():
                control.currentIndexChanged.connect(self._on_changed)
            case QLineEdit():
                control.editingFinished.connect(self._on_changed)
            case _:
                control.valueChanged.connect(self._on_changed)
        self._show_reset()

    @property
    def value(self) -> object:
        """What is set."""
        match self.control:
            case QCheckBox():
                return self.control.isChecked()
            case QComboBox():
                return self.control.currentData()
            case QLineEdit():
                return self.control.text().strip()
            case _:
                return self.control.value()

    def show_value(self, value: object) -> None:
        """Show what is set now, without taking it for a change."""
        control = self.control
        control.blockSignals(True)
        match control:
            case QCheckBox():
                control.setChecked(bool(value))
            case QComboBox():
                control.setCurrentIndex(max(control.findData(value), 0))
            case QLineEdit():
                control.setText(str(value))
            case _:
                control.setValue(int(str(value)))
        control.blockSignals(False)
        self._show_reset()

    def matches(self, words: Sequence[str]) -> bool:
        """Whether each of ``words`` stands in its name or its explanation."""
        return all(word in self._found_by for word in words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _show_reset(self) -> None:
        self._reset.setVisible(self._default is not None and self.value != self._default)

    def _on_changed(self) -> None:
        self._show_reset()
        self.changed.emit(self.value)

    def _on_reset(self) -> None:
        self.show_value(self._default)
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(self._default)


def choice(entries: Sequence[tuple[str, object]]) -> QComboBox:
    """A list to choose from: words and what they stand for."""
    made = QComboBox()
    for words, value in entries:
        made.addItem(words, value)
    return made
