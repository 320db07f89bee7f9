"""Columns that give way where a table is narrow, so that what one reads stays readable."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QByteArray, QEvent, QObject
from PySide6.QtWidgets import QTableView

_LEAST = 15  # characters of the column that takes the room


class ColumnFit(QObject):
    """Leaves out chosen columns of ``table``, the last first but never the ``kept``, until ``roomy`` has its room."""

    def __init__(self, table: QTableView, roomy: int, kept: Collection[int]) -> None:
        super().__init__(table)
        self._table, self._header, self._roomy, self._kept = table, table.horizontalHeader(), roomy, {roomy, *kept}
        self.left_out: set[int] = set()
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def is_chosen(self, column: int) -> bool:
        """Whether it is to be shown where there is room."""
        return column in self.left_out or not self._header.isSectionHidden(column)

    def choose(self, column: int, shown: bool) -> None:
        """Show a column, where there is room, or hide it."""
        self.left_out.discard(column)
        self._header.setSectionHidden(column, not shown)
        self.fit()

    def fit(self) -> None:
        """Show as many of the chosen columns as have room."""
        order = sorted(range(self._header.count()), key=self._header.visualIndex)
        chosen = [column for column in order if self.is_chosen(column)]
        self._show_chosen()  # a hidden column has no width
        room = self._table.viewport().width() - _LEAST * self._table.fontMetrics().horizontalAdvance("字")
        room -= sum(self._header.sectionSize(column) for column in chosen if column != self._roomy)
        for column in reversed(chosen):
            if room >= 0:
                break
            if column not in self._kept:
                room += self._header.sectionSize(column)
                self._header.setSectionHidden(column, True)
                self.left_out.add(column)

    def state(self) -> QByteArray:
        """The state of the header as it was chosen, without what gave way."""
        self._show_chosen()
        state = self._header.saveState()
        self.fit()
        return state

    def _show_chosen(self) -> None:
        for column in self.left_out:
            self._header.setSectionHidden(column, False)
        self.left_out.clear()
