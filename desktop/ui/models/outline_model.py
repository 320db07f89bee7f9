"""The headings of an article as a tree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from desktop.domain.article import Section, TextSpan

OFFSET_ROLE = Qt.ItemDataRole.UserRole + 1
TEXT_ROLE = Qt.ItemDataRole.UserRole + 2
_WHITE = 8  # characters that may stand between a label and its title


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

    def hide_answers(self, masked: Callable[[str], str] | None, spans: Sequence[TextSpan] = ()) -> None:
        """Show headings ``masked`` where one of the ``spans`` of the article touches them; as they are with None."""
        starts = [span.start for span in spans]
        for item in self._items:
            text, offset = str(item.data(TEXT_ROLE)), int(item.data(OFFSET_ROLE))
            last = bisect_right(starts, offset + len(text) + _WHITE) - 1
            shown = masked(text) if masked and last >= 0 and spans[last].end > offset else text
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
