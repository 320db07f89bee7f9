"""Settings as people read them: a name, a sentence, a control; several of them in a card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.widgets.text_parts import label, panel


class _WheelGuard(QObject):
    """The wheel scrolls the page; it turns a value only where the keyboard is."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def option_row(name: str, explanation: str, control: QWidget, *beside: QWidget) -> QHBoxLayout:
    """One setting; ``beside`` stands right of the control."""
    caption = label(name)
    caption.setBuddy(control)
    said = QVBoxLayout()
    said.setSpacing(2)
    said.addWidget(caption)
    said.addWidget(label(explanation, "small", wrap=True))
    control.setAccessibleName(name)
    control.setAccessibleDescription(explanation)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addLayout(said, 1)
    row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
    for widget in beside:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def option_card(title: str, rows: Sequence[QHBoxLayout]) -> QFrame:
    """Settings that belong together, with hairlines between."""
    card = panel("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(24, 16, 24, 16)
    column.setSpacing(12)
    if title:
        column.addWidget(label(title, "strong"))
    for number, row in enumerate(rows):
        if number:
            column.addWidget(panel("line"))
        column.addLayout(row)
    return card


def spin_box(low: int, high: int, suffix: str = "") -> QSpinBox:
    """A number that tells of itself only once it is finished."""
    made = QSpinBox()
    made.setRange(low, high)
    made.setSuffix(suffix)
    made.lineEdit().setTextMargins(8, 0, 0, 0)  # the style sheet cannot reach it
    made.setMinimumWidth(112)
    made.setKeyboardTracking(False)
    return made


def scrolling(column: QVBoxLayout, width: int) -> QScrollArea:
    """A page that scrolls, its column in the middle and at most ``width`` pixels wide."""
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    middle = QWidget()
    middle.setProperty("ground", "none")
    middle.setMaximumWidth(width)
    middle.setLayout(column)
    inside = QWidget()
    inside.setProperty("ground", "none")
    row = QHBoxLayout(inside)
    row.setContentsMargins(24, 32, 24, 24)
    row.addStretch(1)
    row.addWidget(middle, 20)
    row.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    guard = _WheelGuard(area)
    for turned in (*inside.findChildren(QComboBox), *inside.findChildren(QAbstractSpinBox)):
        turned.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        turned.installEventFilter(guard)
    return area
