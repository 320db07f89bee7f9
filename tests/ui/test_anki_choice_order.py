"""The options of a choice in Anki stand in another order each day, and in the same one on both sides of a card."""

from __future__ import annotations

import json
import re
from collections import Counter

from PySide6.QtQml import QJSEngine
from PySide6.QtWidgets import QApplication

from desktop.paths import resource

# As much of a page as the script of the template asks for: one list, whose items move to its end.
PAGE = """
var items = OPTIONS.map(function (text) { return {textContent: text}; });
var list = {
  get children() { return items; },
  appendChild: function (item) { items = items.filter(function (each) { return each !== item; }).concat([item]); },
};
var document = {querySelectorAll: function (selector) {
  return selector === "ol.options" ? [list] : selector === "p.answer" ? [{textContent: "两个维护"}] : [];
}};
var Date = function () {
  return {getFullYear: function () { return 2026; }, getMonth: function () { return 2; },
          getDate: function () { return DAY; }};
};
"""
SHOWN = 'items.map(function (item) { return item.textContent; }).join("|")'
MARKED = 'items.filter(function (item) { return item.className === "right"; }).map(function (item) {' + (
    ' return item.textContent; }).join("|")'
)


def shown(side: str, options: list[str], day: int, what: str = SHOWN) -> list[str]:
    template = resource("anki", f"choice_{side}.html").read_text(encoding="utf-8")
    (script,) = re.findall(r"<script>(.*)</script>", template, re.DOTALL)
    engine = QJSEngine()
    for part in (PAGE.replace("OPTIONS", json.dumps(options)).replace("DAY", str(day)), script):
        result = engine.evaluate(part)
        assert not result.isError(), result.toString()
    return engine.evaluate(what).toString().split("|")


def test_both_sides_show_the_same_order_and_days_differ(qapp: QApplication) -> None:
    options = ["两个确立", "两个维护", "四个意识", "四个自信"]
    orders = [shown("front", options, day) for day in range(1, 29)]
    assert orders == [shown("back", options, day) for day in range(1, 29)]
    assert all(sorted(order) == sorted(options) for order in orders)
    assert shown("front", options[::-1], 5) == orders[4]
    first = Counter(order[0] for order in orders)
    assert set(first) == set(options)
    assert max(first.values()) <= 14


def test_the_right_one_is_marked_behind_and_only_there(qapp: QApplication) -> None:
    options = ["两个确立", "两个维护", "四个意识", "四个自信"]
    assert shown("back", options, 3, MARKED) == ["两个维护"]
    assert shown("front", options, 3, MARKED) == [""]
