"""What could be asked of an article as a tree: sections, and in them the proposals with a tick each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from desktop.domain.proposal import ProposedCard, Reason, ReasonKind
from desktop.ui.language import QT_TRANSLATE_NOOP

NUMBER_ROLE = Qt.ItemDataRole.UserRole + 1
PROPOSED_ROLE = Qt.ItemDataRole.UserRole + 2
COUNT_ROLE = Qt.ItemDataRole.UserRole + 3

_REASONS = {
    ReasonKind.HEADING: QT_TRANSLATE_NOOP("Proposals", "在标题里"),
    ReasonKind.LISTED: QT_TRANSLATE_NOOP("Proposals", "{number} 项之一"),
    ReasonKind.REPEATED: QT_TRANSLATE_NOOP("Proposals", "文中 {number} 次"),
    ReasonKind.EXAMINER: QT_TRANSLATE_NOOP("Proposals", "考官选它 {share}"),
    ReasonKind.CARD: QT_TRANSLATE_NOOP("Proposals", "你自己的卡片"),
}


def _reason_text(reason: Reason) -> str:
    text = QCoreApplication.translate("Proposals", _REASONS[reason.kind])
    return text.format(number=int(reason.value), share=f"{reason.value:.0%}")


class ProposalModel(QStandardItemModel):
    """``ticked_changed`` after the learner ticked; ``ticked`` are numbers of the proposals shown.

    ``name_kind`` gives the name of a kind of phrase in the language of the window.
    """

    ticked_changed = Signal()

    def __init__(self, name_kind: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name_kind = name_kind
        self._items: list[QStandardItem] = []
        self._busy = False
        self.itemChanged.connect(self._on_item_changed)

    def show_proposals(self, shown: Sequence[ProposedCard], ticked: Collection[int], title: str) -> None:
        """Replace what is shown; proposals above the first heading stand under ``title``."""
        self._busy = True
        self.clear()
        self._items = []
        group: QStandardItem | None = None
        section: tuple[str, ...] | None = None
        for number, each in enumerate(shown):
            if group is None or each.section != section:
                section = each.section
                group = QStandardItem(section[-1] if section else title)
                group.setEditable(False)
                group.setCheckable(True)
                group.setToolTip("\n".join(section))
                self.appendRow(group)
            item = QStandardItem(each.proposal.cloze.answer)
            item.setEditable(False)
            item.setCheckable(True)
            item.setData(number, NUMBER_ROLE)
            item.setData(each, PROPOSED_ROLE)
            item.setToolTip(each.proposal.cloze.sentence[:300])
            group.appendRow(item)
            self._items.append(item)
        self._busy = False
        self.tick(ticked)

    @property
    def ticked(self) -> frozenset[int]:
        """The numbers of what is ticked."""
        return frozenset(n for n, item in enumerate(self._items) if item.checkState() is Qt.CheckState.Checked)

    def tick(self, numbers: Collection[int]) -> None:
        """Tick just these."""
        self._busy = True
        for number, item in enumerate(self._items):
            wanted = Qt.CheckState.Checked if number in numbers else Qt.CheckState.Unchecked
            if item.checkState() is not wanted:
                item.setCheckState(wanted)
        for row in range(self.rowCount()):
            self._sync(self.item(row))
        self._busy = False
        self.ticked_changed.emit()

    def index_of(self, number: int) -> QModelIndex:
        """Where a proposal stands."""
        return self._items[number].index() if 0 <= number < len(self._items) else QModelIndex()

    def words(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The reasons of a proposal in words."""
        each = index.data(PROPOSED_ROLE)
        if not isinstance(each, ProposedCard):
            return ""
        texts = [
            self._name_kind(each.proposal.cloze.kind) if reason.kind is ReasonKind.PHRASE else _reason_text(reason)
            for reason in each.proposal.reasons
        ]
        if each.answers:
            texts.append(QCoreApplication.translate("Proposals", "已学 {number} 次").format(number=each.answers))
        return " · ".join(texts)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole and (words := self.words(index)):
            return f"{super().data(index, Qt.ItemDataRole.DisplayRole)} · {words}"
        return super().data(index, role)

    def _sync(self, group: QStandardItem) -> None:
        """The tick of a section follows those below it."""
        below = [group.child(row).checkState() for row in range(group.rowCount())]
        count = sum(state is Qt.CheckState.Checked for state in below)
        states = Qt.CheckState
        group.setCheckState(
            states.Checked if count == len(below) else states.PartiallyChecked if count else states.Unchecked
        )
        group.setData((count, len(below)), COUNT_ROLE)

    def _on_item_changed(self, item: QStandardItem) -> None:
        if self._busy:
            return
        self._busy = True
        if item.parent() is None:
            for row in range(item.rowCount()):
                item.child(row).setCheckState(item.checkState())
            self._sync(item)
        else:
            self._sync(item.parent())
        self._busy = False
        self.ticked_changed.emit()
