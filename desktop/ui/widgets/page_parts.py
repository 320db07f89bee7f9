"""What pages are put together from: a column that scrolls, and cards with a title."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.text_parts import icon_button, label, panel


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


def back_bar(look: Look, way_back: str, go_back: Callable[[], None], *parts: QWidget, wide: QWidget) -> QFrame:
    """The bar over a page that came from another: the way back, then ``parts``, of which ``wide`` takes the room."""
    bar = panel("bar")
    back = icon_button(look, "back", way_back)
    back.clicked.connect(go_back)
    row = QHBoxLayout(bar)
    row.setContentsMargins(12, 6, 16, 6)
    row.setSpacing(12)
    row.addWidget(back)
    for part in parts:
        row.addWidget(part, int(part is wide))
    return bar


def titled_card(title: str, spacing: int = 8) -> tuple[QFrame, QVBoxLayout]:
    """A card with its title, and the column in it that goes on below."""
    card = panel("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(24, 16, 24, 16)
    column.setSpacing(spacing)
    column.addWidget(label(title, "strong"))
    return card, column


class _WheelGuard(QObject):
    """The wheel scrolls the page; it turns a value only where the keyboard is."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
