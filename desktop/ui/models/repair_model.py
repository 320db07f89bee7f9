"""What was repaired in an article, the uncertain first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.domain.article import Repair
from desktop.ui.language import QT_TRANSLATE_NOOP

REPAIR_ROLE = Qt.ItemDataRole.UserRole + 1

KIND_NAMES = {
    "script": QT_TRANSLATE_NOOP("Repairs", "繁体转简体"),
    "pinyin": QT_TRANSLATE_NOOP("Repairs", "夹杂的拼音"),
    "width": QT_TRANSLATE_NOOP("Repairs", "全角半角"),
    "comma": QT_TRANSLATE_NOOP("Repairs", "标点"),
    "quote": QT_TRANSLATE_NOOP("Repairs", "引号"),
    "space": QT_TRANSLATE_NOOP("Repairs", "多余空格"),
    "bytes": QT_TRANSLATE_NOOP("Repairs", "损坏的字"),
    "mojibake": QT_TRANSLATE_NOOP("Repairs", "乱码"),
    "radical": QT_TRANSLATE_NOOP("Repairs", "部首代字"),
    "chrome": QT_TRANSLATE_NOOP("Repairs", "网页杂项"),
    "tag": QT_TRANSLATE_NOOP("Repairs", "网页代码"),
    "entity": QT_TRANSLATE_NOOP("Repairs", "网页代码"),
    "control": QT_TRANSLATE_NOOP("Repairs", "看不见的字符"),
}


def repair_kind_name(kind: str) -> str:
    """What a kind of repair is called in the language of the window."""
    return QCoreApplication.translate("Repairs", KIND_NAMES[kind]) if kind in KIND_NAMES else kind


@dataclass(frozen=True, slots=True)
class PlacedRepair:
    """A repair with its place ``[start, end)`` in the repaired text."""

    repair: Repair
    start: int
    end: int


def place_repairs(repairs: Sequence[Repair]) -> list[PlacedRepair]:
    """Where each of the sorted ``repairs`` of the raw text stands in the repaired one."""
    placed, shift = [], 0
    for repair in repairs:
        start = repair.start + shift
        placed.append(PlacedRepair(repair, start, start + len(repair.replacement)))
        shift += len(repair.replacement) - len(repair.original)
    return placed


class RepairPlaces:
    """Offsets of the raw text in the repaired one and back, with these sorted repairs made."""

    def __init__(self, repairs: Sequence[Repair]) -> None:
        placed = place_repairs(repairs)
        self._raw = [(each.start, each.end) for each in repairs]
        self._repaired = [(each.start, each.end) for each in placed]

    def to_repaired(self, offset: int) -> int:
        """Where a place of the raw text stands; inside a repair, as far into what replaced it as there is."""
        return self._carry(offset, self._raw, self._repaired)

    def to_raw(self, offset: int) -> int:
        """Where a place of the repaired text stood."""
        return self._carry(offset, self._repaired, self._raw)

    @staticmethod
    def _carry(offset: int, spans: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> int:
        at = bisect_right(spans, offset, key=lambda span: span[0]) - 1
        if at < 0:
            return offset
        (start, end), (other_start, other_end) = spans[at], others[at]
        return other_end + offset - end if offset >= end else min(other_start + offset - start, other_end)


def changed_part(repair: Repair) -> tuple[int, int, int]:
    """What differs: characters that are the same at its beginning, and how many differ before and after."""
    return _changed(repair.original, repair.replacement)


@lru_cache(4096)
def _changed(before: str, after: str) -> tuple[int, int, int]:
    same = _alike(before, after)
    tail = _alike(before[same:][::-1], after[same:][::-1])
    return same, len(before) - same - tail, len(after) - same - tail


def _alike(first: str, second: str) -> int:
    """How many characters are the same at the beginning of both."""
    return next(
        (at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]),
        min(len(first), len(second)),
    )


class RepairModel(QAbstractListModel):
    """One row a repair; ``REPAIR_ROLE`` is its PlacedRepair. ``kind`` narrows it to one kind."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[PlacedRepair] = []
        self._shown: list[PlacedRepair] = []

    def show_repairs(self, repairs: Sequence[Repair], kind: str = "") -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._all = sorted(place_repairs(repairs), key=lambda placed: placed.repair.certain)
        self._narrow(kind)
        self.endResetModel()

    def show_kind(self, kind: str) -> None:
        """Show repairs of one kind; all if it is empty."""
        self.beginResetModel()
        self._narrow(kind)
        self.endResetModel()

    def kinds(self) -> dict[str, int]:
        """How many repairs of each kind there are, the most frequent first."""
        counts: dict[str, int] = {}
        for placed in self._all:
            counts[placed.repair.kind] = counts.get(placed.repair.kind, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: -item[1]))

    def uncertain(self) -> int:
        """How many have another possible reading."""
        return sum(not placed.repair.certain for placed in self._all)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        placed = self._shown[index.row()]
        repair = placed.repair
        if role == REPAIR_ROLE:
            return placed
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{visible(repair.original)} → {visible(repair.replacement)} · {self.note(repair)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.note(repair)
        return None

    def note(self, repair: Repair) -> str:
        """Kind, certainty and evidence in words."""
        certainty = self.tr("确定") if repair.certain else self.tr("存疑")
        return " · ".join(filter(None, (repair_kind_name(repair.kind), certainty, repair.reason)))

    def _narrow(self, kind: str) -> None:
        self._shown = [placed for placed in self._all if not kind or placed.repair.kind == kind]


def visible(text: str) -> str:
    """``text`` with what cannot be seen made visible, cut to what fits on a line."""
    if not text:
        return "∅"
    shown = "".join("␣" if char.isspace() and char != "\n" else "⏎" if char == "\n" else char for char in text)
    return shown if len(shown) <= 24 else f"{shown[:12]}…{shown[-8:]}"
