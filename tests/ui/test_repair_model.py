from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop.domain.article import Repair
from desktop.ui.models.repair_model import REPAIR_ROLE, PlacedRepair, RepairModel, place_repairs, visible

RAW = "審(shen)判 工作(zuo)。"
REPAIRS = (
    Repair("script", 0, 1, "審", "审"),
    Repair("pinyin", 1, 7, "(shen)", ""),
    Repair("space", 8, 9, " ", ""),
    Repair("pinyin", 11, 16, "(zuo)", "", certain=False, reason="zuō"),
)


def test_each_repair_is_found_in_the_repaired_text() -> None:
    """審(shen)判 工作(zuo)。 becomes 审判工作。"""
    repaired = "审判工作。"
    assert [(placed.start, placed.end) for placed in place_repairs(REPAIRS)] == [(0, 1), (1, 1), (2, 2), (4, 4)]
    assert all(repaired[each.start : each.end] == each.repair.replacement for each in place_repairs(REPAIRS))


def test_the_uncertain_come_first_and_say_why(qapp: QApplication) -> None:
    model = RepairModel()
    model.show_repairs(REPAIRS)
    placed = model.index(0, 0).data(REPAIR_ROLE)
    assert isinstance(placed, PlacedRepair)
    assert placed.repair.reason == "zuō"
    assert model.index(0, 0).data() == "(zuo) → ∅ · 夹杂的拼音 · 存疑 · zuō"
    assert model.uncertain() == 1
    assert model.kinds() == {"pinyin": 2, "script": 1, "space": 1}


def test_one_kind_can_be_looked_at_alone(qapp: QApplication) -> None:
    model = RepairModel()
    model.show_repairs(REPAIRS)
    model.show_kind("space")
    assert model.rowCount() == 1
    assert model.index(0, 0).data().startswith("␣ → ∅")
    model.show_kind("")
    assert model.rowCount() == 4


def test_long_repairs_are_cut() -> None:
    assert len(visible("很" * 100)) < 30
