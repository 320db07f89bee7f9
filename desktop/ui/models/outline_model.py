"""The headings of an article as a tree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from desktop.domain.article import Section
from desktop.domain.question import MASK

OFFSET_ROLE = Qt.ItemDataRole.UserRole + 1
TEXT_ROLE = Qt.ItemDataRole.UserRole + 2


class OutlineModel(QStandardItemModel):
    """Each item shows label and title; ``OFFSET_ROLE`` is its place in the text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[QStandardItem] = []

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Replace what is shown."""
        self.clear()
        self._items = []
        for section in sections:
            self.appendRow(self._item(section))

    def hide_answer(self, answer: str) -> None:
        """Hide ``answer`` in every heading; an empty one hides nothing."""
        for item in self._items:
            text = str(item.data(TEXT_ROLE))
            shown = text.replace(answer, MASK * len(answer)) if answer else text
            if item.text() != shown:
                item.setText(shown)
                item.setToolTip(shown)

    def index_at(self, offset: int) -> QModelIndex:
        """The last heading at or before ``offset``; invalid before the first."""
        found = QModelIndex()
        for item in self._items:
            if int(item.data(OFFSET_ROLE)) > offset:
                break
            found = item.index()
        return found

    def _item(self, section: Section) -> QStandardItem:
        text = f"{section.label}{section.title}"
        item = QStandardItem(text)
        item.setEditable(False)
        item.setToolTip(text)
        item.setData(section.start, OFFSET_ROLE)
        item.setData(text, TEXT_ROLE)
        self._items.append(item)
        for child in section.children:
            item.appendRow(self._item(child))
        return item
