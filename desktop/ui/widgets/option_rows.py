"""Settings as people read them: a name, a sentence, a control; several of them in a card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.widgets.text_parts import label, panel

FIELD_WIDTH = 112  # pixels at least of a number or a list, so that their edges meet in a column


def option_row(
    name: str,
    explanation: str,
    control: QWidget,
    *beside: QWidget,
    under: QWidget | None = None,
    short: bool = False,
) -> QHBoxLayout:
    """One setting; ``beside`` stands right of the control, ``under`` below its explanation.

    A ``short`` one tells its explanation in a tooltip.
    """
    caption = label(name)
    caption.setBuddy(control)
    said = QVBoxLayout()
    said.setSpacing(2)
    said.addWidget(caption)
    if short:
        for widget in (caption, control):
            widget.setToolTip(explanation)
    else:
        said.addWidget(label(explanation, "small", wrap=True))
    if under is not None:
        said.addWidget(under)
    control.setAccessibleName(name)
    if isinstance(control, QComboBox):
        control.setMinimumWidth(FIELD_WIDTH)
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
    made.setMinimumWidth(FIELD_WIDTH)
    made.setKeyboardTracking(False)
    return made
