"""Parts of a page beside one another, with dividers to move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.ui.window_state import WindowState


class Part(NamedTuple):
    """``width`` is what it has at first, in pixels; ``stretch`` its share of what a wider window gives."""

    widget: QWidget
    width: int
    stretch: int = 0


class SideBySide(QSplitter):
    """Where the learner moves the dividers is remembered under ``name``."""

    def __init__(self, state: WindowState, name: str, parts: Sequence[Part] = ()) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._window_state, self._name = state, name
        self.setHandleWidth(5)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self.remember)
        if parts:
            self.fill(parts)

    def fill(self, parts: Sequence[Part]) -> None:
        """Put the parts in it, once."""
        for number, part in enumerate(parts):
            self.addWidget(part.widget)
            self.setStretchFactor(number, part.stretch)
        self.setSizes([part.width for part in parts])
        if places := self._window_state.geometry(self._name):
            self.restoreState(places)

    def remember(self) -> None:
        """Keep the places of the dividers for the next time."""
        self._window_state.set_geometry(self._name, self.saveState())
