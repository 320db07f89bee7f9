"""The repairs of an article as a tree: kinds, equal repairs together under them, single places under those.

Beside each of them stands how many places it has.

What is unticked is left undone. The uncertain come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from desktop.domain.article import Repair
from desktop.ui.models.repair_model import repair_kind_name, visible

SPAN_ROLE = Qt.ItemDataRole.UserRole + 1  # (start, end) in the raw text of the first repair under an item
_FOUND_ROLE = Qt.ItemDataRole.UserRole + 2  # the repairs of a group whose places are not listed yet
_AROUND = 6  # characters shown on either side of a single place

Span = tuple[int, int]


class RepairTreeModel(QStandardItemModel):
    """``refused`` are the spans that are unticked; ``refused_changed`` follows each tick."""

    refused_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, 2, parent)
        self._raw = ""
        self._members: dict[int, list[Repair]] = {}
        self._busy = False
        self.refused: set[Span] = set()
        self.itemChanged.connect(self._on_item_changed)

    def show_repairs(self, raw: str, repairs: Sequence[Repair], refused: Iterable[Span]) -> None:
        """Replace what is shown."""
        self._busy = True
        self.clear()
        self._raw, self.refused, self._members = raw, set(refused), {}
        doubtful = [repair for repair in repairs if not repair.certain]
        if doubtful:
            self._add_branch(self.tr("存疑"), doubtful)
        kinds: dict[str, list[Repair]] = {}
        for repair in repairs:
            if repair.certain:
                kinds.setdefault(repair.kind, []).append(repair)
        for kind, members in sorted(kinds.items(), key=lambda item: -len(item[1])):
            self._add_branch(repair_kind_name(kind), members)
        self._sync(self.invisibleRootItem())
        self._busy = False

    def expand_group(self, item: QStandardItem) -> None:
        """List the single places of a group, the first time it is opened."""
        found = item.data(_FOUND_ROLE)
        if not found or item.rowCount() != 1 or item.child(0).data(SPAN_ROLE) is not None:
            return
        self._busy = True
        item.removeRow(0)
        for repair in self._members[found]:
            before = self._raw[max(0, repair.start - _AROUND) : repair.start]
            after = self._raw[repair.end : repair.end + _AROUND]
            words = f"{visible(before)}[{visible(repair.original)}]{visible(after)}"
            child = self._item(words, [repair])
            child.setCheckState(self._state([repair]))
            item.appendRow(child)
        self._busy = False

    def spans(self, item: QStandardItem) -> list[Span]:
        """All repairs under an item."""
        return [(repair.start, repair.end) for repair in self._members[item.data(Qt.ItemDataRole.UserRole)]]

    def _add_branch(self, name: str, members: list[Repair]) -> None:
        branch = self._item(name, members)
        font = branch.font()
        font.setBold(True)
        branch.setFont(font)
        groups: dict[tuple[str, str], list[Repair]] = {}
        for repair in members:
            groups.setdefault((repair.original, repair.replacement), []).append(repair)
        for (original, replacement), equal in sorted(groups.items(), key=lambda item: -len(item[1])):
            words = f"{visible(original)} → {visible(replacement)}"
            group = self._item(words, equal)
            if reasons := {repair.reason for repair in equal if repair.reason}:
                group.setToolTip(" · ".join(sorted(reasons)))
            if len(equal) > 1:
                group.setData(group.data(Qt.ItemDataRole.UserRole), _FOUND_ROLE)
                group.appendRow(QStandardItem("…"))
            branch.appendRow([group, _count(len(equal))])
        self.appendRow([branch, _count(len(members), 1)])

    def _item(self, words: str, members: list[Repair]) -> QStandardItem:
        item = QStandardItem(words)
        item.setEditable(False)
        item.setCheckable(True)
        key = len(self._members) + 1
        self._members[key] = members
        item.setData(key, Qt.ItemDataRole.UserRole)
        item.setData((members[0].start, members[0].end), SPAN_ROLE)
        return item

    def _state(self, members: Sequence[Repair]) -> Qt.CheckState:
        left = sum((repair.start, repair.end) in self.refused for repair in members)
        if not left:
            return Qt.CheckState.Checked
        return Qt.CheckState.Unchecked if left == len(members) else Qt.CheckState.PartiallyChecked

    def _sync(self, parent: QStandardItem) -> None:
        for row in range(parent.rowCount()):
            item = parent.child(row)
            key = item.data(Qt.ItemDataRole.UserRole)
            if key is not None:
                item.setCheckState(self._state(self._members[key]))
                self._sync(item)

    def _on_item_changed(self, item: QStandardItem) -> None:
        if self._busy or item.checkState() is Qt.CheckState.PartiallyChecked:
            return
        spans = self.spans(item)
        if item.checkState() is Qt.CheckState.Checked:
            self.refused.difference_update(spans)
        else:
            self.refused.update(spans)
        self._busy = True
        self._sync(self.invisibleRootItem())
        self._busy = False
        self.refused_changed.emit()


def _count(places: int, least: int = 2) -> QStandardItem:
    """How many places there are, where there are at least ``least``."""
    item = QStandardItem(f"{places:,}" if places >= least else "")
    item.setEditable(False)
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
