"""Cards are found by their initials, changed many at once, and changed back.

With mouse and keyboard in a real window; each step leaves a screenshot to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.cards_page import CardsPage
from tests.journeys.hands import CTRL, KEY, SHIFT, answer_dialog, button, click, press, type_keys, write

pytestmark = pytest.mark.journey


def test_search_multi_edit_undo(
    start: Callable[..., Program], picture: Callable[[MainWindow, str], None], qtbot: QtBot
) -> None:
    window = start(starters=True).window
    if window.first_steps.card is not None:
        click(window.first_steps.card._skip)
    press(KEY.Key_4, CTRL)
    page = window.page("cards")
    assert isinstance(page, CardsPage)
    qtbot.waitUntil(lambda: len(page.model.keys) > 0)
    every = len(page.model.keys)
    type_keys("lgql")
    qtbot.waitUntil(lambda: 0 < len(page.model.keys) < every)
    by_initials = set(page.model.keys)
    picture(window, "c1_initials")
    for spelled in ("liangge queli", "兩個確立"):
        page.search.selectAll()
        type_keys(spelled) if spelled.isascii() else write(spelled)
        qtbot.waitUntil(lambda: set(page.model.keys) == by_initials)
    number = len(by_initials)

    click(page.table.viewport(), page.table.visualRect(page.model.index(0, 1)).center())
    press(KEY.Key_A, CTRL)
    assert page.acts.number == number
    answer_dialog("zhongdian", lambda: click(button(page, "标签…")))
    assert window.notices.text == f"改了 {number} 张的标签。"
    click(button(page, "暂停 / 恢复"))
    assert f"{number} 张" in window.notices.text
    picture(window, "c2_changed")

    press(KEY.Key_F, CTRL)
    type_keys("tag:zhongdian is:suspended")
    qtbot.waitUntil(lambda: set(page.model.keys) == by_initials)
    press(KEY.Key_Escape)  # the query is cleared
    assert page.search.text() == ""
    click(page.table.viewport(), page.table.visualRect(page.model.index(0, 1)).center())
    press(KEY.Key_Z, CTRL)
    assert "已撤销" in window.notices.text
    press(KEY.Key_Z, CTRL)
    picture(window, "c3_undone")
    assert window.workspace is not None
    cards = window.workspace.cards
    assert not len(cards.keys("tag:zhongdian"))
    assert not len(cards.keys("is:suspended"))

    click(button(window.notices, "重做"))
    assert set(cards.keys("tag:zhongdian")) == by_initials
    press(KEY.Key_Z, CTRL | SHIFT)
    assert set(cards.keys("tag:zhongdian is:suspended")) == by_initials
    press(KEY.Key_Z, CTRL)
    press(KEY.Key_Z, CTRL)
    assert len(cards.keys("")) == every
    assert not len(cards.keys("tag:zhongdian"))
    assert not len(cards.keys("is:suspended"))
