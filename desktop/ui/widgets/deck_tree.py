"""The decks as a tree with what waits in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

if TYPE_CHECKING:
    from desktop.services.decks import DeckSummary

_NAME = Qt.ItemDataRole.UserRole


class DeckTree(QTreeWidget):
    """``deck_chosen`` with the whole name."""

    deck_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(3)
        self.setHeaderLabels(["", self.tr("新学"), self.tr("复习")])
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setAccessibleName(self.tr("牌组"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.currentItemChanged.connect(self._on_current)

    @property
    def deck(self) -> str:
        """The whole name of the deck that is chosen; empty if none is."""
        item = self.currentItem()
        return "" if item is None else str(item.data(0, _NAME))

    def show_decks(self, decks: Sequence[DeckSummary], chosen: str) -> None:
        """Show the tree, each deck after the one above it; ``chosen`` is marked, or the first."""
        closed = {str(item.data(0, _NAME)) for item in self._all() if item.childCount() and not item.isExpanded()}
        with QSignalBlocker(self):
            self.clear()
            items: dict[str, QTreeWidgetItem] = {}
            for deck in decks:
                counts = (deck.due.new, deck.due.review + deck.due.learning)
                item = QTreeWidgetItem([deck.label, *(str(count) if count else "–" for count in counts)])
                item.setData(0, _NAME, deck.name)
                item.setToolTip(0, self.tr("{name}：%n 张卡片", "", deck.cards).format(name=deck.name))
                for column in (1, 2):
                    item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                above = items.get(deck.name.rpartition("::")[0])
                if above is None:
                    self.addTopLevelItem(item)
                else:
                    above.addChild(item)
                items[deck.name] = item
            for name, item in items.items():
                item.setExpanded(name not in closed)
            if items:
                self.setCurrentItem(items.get(chosen, next(iter(items.values()))))

    def _all(self) -> list[QTreeWidgetItem]:
        return self.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.deck_chosen.emit(str(item.data(0, _NAME)))
