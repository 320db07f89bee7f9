"""Original and repaired text side by side: the same passage stays at the same height."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, QTimer

from desktop.domain.article import Repair
from desktop.pipeline.edits import apply_edits
from desktop.ui.models.repair_model import RepairPlaces, changed_part, place_repairs
from desktop.ui.theme import Look
from desktop.ui.widgets.repair_text import RepairMark, RepairText


class RepairSides(QObject):
    """``original`` and ``repaired``, to be laid out by the page; scrolling one scrolls the other."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._raw = ""
        self._repairs: Sequence[Repair] = ()
        self._made: list[Repair] = []
        self._places = RepairPlaces(())
        self._moved = ""
        self._soon = QTimer(self)  # not while a text is being laid out
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._level)
        self.original = RepairText(look, "negative")
        self.original.setAccessibleName(self.tr("原来的文字"))
        self.repaired = RepairText(look, "positive")
        self.repaired.setAccessibleName(self.tr("修复后的文字"))
        self.original.verticalScrollBar().actionTriggered.connect(lambda: self._follow("original"))
        self.repaired.verticalScrollBar().actionTriggered.connect(lambda: self._follow("repaired"))

    def restyle(self) -> None:
        """Take up type and colours."""
        self.original.restyle()
        self.repaired.restyle()

    def show_repairs(self, raw: str, repairs: Sequence[Repair], refused: Collection[tuple[int, int]]) -> None:
        """Another text, with its sorted repairs."""
        self._raw, self._repairs = raw, repairs
        marks = []
        for repair in repairs:
            same, before, after = changed_part(repair)
            start = repair.start + same
            marks.append(RepairMark(start, start + before, repair.certain, gone=not after))
        self.original.show_text(raw, marks)
        doubtful = sum(not repair.certain for repair in repairs)
        self.original.setAccessibleDescription(
            self.tr("共 {count} 处改动，其中 {doubtful} 处存疑；左边的清单里逐条列出。").format(
                count=len(repairs), doubtful=doubtful
            )
        )
        self.refuse(refused)

    def refuse(self, refused: Collection[tuple[int, int]]) -> None:
        """Show the repaired text without the repairs of these spans."""
        self._made = [repair for repair in self._repairs if (repair.start, repair.end) not in refused]
        self._places = RepairPlaces(self._made)
        marks = []
        for placed in place_repairs(self._made):
            same, _, after = changed_part(placed.repair)
            marks.append(RepairMark(placed.start + same, placed.start + same + after, placed.repair.certain))
        self.repaired.show_text(apply_edits(self._raw, self._made), marks)
        self._follow("original")

    def show_place(self, start: int, end: int) -> None:
        """Turn both to a place of the raw text and mark it."""
        self.original.show_place(start, end)
        there = self._places.to_repaired(start)
        self.repaired.show_place(there, self._places.to_repaired(end))
        self.repaired.put_place(there, self.original.lines_above(start))

    def _follow(self, moved: str) -> None:
        self._moved = moved
        self._soon.start()

    def _level(self) -> None:
        """By the first line at the beginning, by the last at the end, and by one in between elsewhere."""
        moved, other, carry = self.original, self.repaired, self._places.to_repaired
        if self._moved == "repaired":
            moved, other, carry = self.repaired, self.original, self._places.to_raw
        bar = moved.verticalScrollBar()
        place = moved.place_at(bar.value() / max(1, bar.maximum()))
        other.put_place(carry(place), moved.lines_above(place))
