"""The headings of an article as a tree."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from desktop.domain.article import Section, TextSpan

OFFSET_ROLE = Qt.ItemDataRole.UserRole + 1
TEXT_ROLE = Qt.ItemDataRole.UserRole + 2
_WHITE = 8  # characters that may stand between a label and its title
END_ROLE = Qt.ItemDataRole.UserRole + 3
RECALL_ROLE = Qt.ItemDataRole.UserRole + 4


class OutlineModel(QStandardItemModel):
    """Each item shows label and title; ``OFFSET_ROLE`` is its place in the text.

    ``RECALL_ROLE`` is how much of what was learnt in it is remembered now, 0..1, or None.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[QStandardItem] = []
        self._offsets: list[int] = []

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Replace what is shown."""
        self.clear()
        self._items, self._offsets = [], []
        for section in sections:
            self.appendRow(self._item(section))

    def show_recall(self, known: Sequence[tuple[int, float]]) -> None:
        """Take up how likely each card is remembered: place in the text and probability, in text order."""
        places = [place for place, _ in known]
        sums = [0.0, *accumulate(recall for _, recall in known)]
        for item in self._items:
            first = bisect_left(places, int(item.data(OFFSET_ROLE)))
            last = bisect_left(places, int(item.data(END_ROLE)))
            recall = (sums[last] - sums[first]) / (last - first) if last > first else None
            if item.data(RECALL_ROLE) != recall:
                item.setData(recall, RECALL_ROLE)
                said = str(item.data(TEXT_ROLE))
                if recall is not None:
                    said += self.tr("，记得 {share} %").format(share=round(recall * 100))
                item.setData(said, Qt.ItemDataRole.AccessibleTextRole)

    def hide_answers(self, masked: Callable[[str], str] | None, spans: Sequence[TextSpan] = ()) -> None:
        """Show headings ``masked`` where one of the ``spans`` of the article touches them; as they are with None."""
        touched = set(map(id, self._touched(spans)))
        for item in self._items:
            text = str(item.data(TEXT_ROLE))
            shown = masked(text) if masked and id(item) in touched else text
            if item.text() != shown:
                item.setText(shown)
                item.setToolTip(shown)

    def headings_in(self, spans: Sequence[TextSpan]) -> list[str]:
        """The headings that one of the ``spans`` of the article touches, as they are."""
        return [str(item.data(TEXT_ROLE)) for item in self._touched(spans)]

    def _touched(self, spans: Sequence[TextSpan]) -> list[QStandardItem]:
        starts, found = [span.start for span in spans], []
        for item in self._items if spans else ():
            offset = int(item.data(OFFSET_ROLE))
            last = bisect_right(starts, offset + len(str(item.data(TEXT_ROLE))) + _WHITE) - 1
            if last >= 0 and spans[last].end > offset:
                found.append(item)
        return found

    def index_at(self, offset: int) -> QModelIndex:
        """The last heading at or before ``offset``; invalid before the first."""
        number = bisect_right(self._offsets, offset) - 1
        return self._items[number].index() if number >= 0 else QModelIndex()

    def _item(self, section: Section) -> QStandardItem:
        text = f"{section.label}{section.title}"
        item = QStandardItem(text)
        item.setEditable(False)
        item.setToolTip(text)
        item.setData(section.start, OFFSET_ROLE)
        item.setData(section.end, END_ROLE)
        item.setData(text, TEXT_ROLE)
        self._items.append(item)
        self._offsets.append(section.start)
        for child in section.children:
            item.appendRow(self._item(child))
        return item
