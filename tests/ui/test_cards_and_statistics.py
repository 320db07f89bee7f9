"""Finding and changing many cards, and looking at how memory grows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.domain.card import Rating
from desktop.domain.cloze import Density
from desktop.ui.dialogs.edit_dialog import EditDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.cards_page import CardsPage
from desktop.ui.pages.statistics_page import StatisticsPage


@pytest.fixture
def cards(window: MainWindow, article: Path, qtbot: QtBot) -> CardsPage:
    assert window.workspace is not None
    window.workspace.library.import_file(article, density=Density.ALL)
    window.go("cards")
    page = window.page("cards")
    assert isinstance(page, CardsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() > 3)
    return page


def _shown(page: CardsPage, column: int) -> list[str]:
    return [str(page.model.index(row, column).data()) for row in range(page.model.rowCount())]


def test_the_table_shows_every_card_and_narrows_as_one_types(
    window: MainWindow, cards: CardsPage, qtbot: QtBot
) -> None:
    assert window.workspace is not None
    assert sorted(_shown(cards, 0)) == sorted(card.answer for card in window.workspace.cards.search("")[1])
    cards.search.setText("两个确立")
    qtbot.waitUntil(lambda: _shown(cards, 0).count("两个确立") == 1 and cards.model.rowCount() < 8)
    cards.search.setText("is:nonsense")
    qtbot.waitUntil(lambda: not cards._complaint.isHidden())
    cards.search.setText("kind:date")
    qtbot.waitUntil(cards._complaint.isHidden)


def test_many_are_changed_at_once_and_undo_takes_it_back(window: MainWindow, cards: CardsPage, qtbot: QtBot) -> None:
    assert window.workspace is not None
    cards.table.selectAll()
    number = cards.model.rowCount()
    cards._on_suspend()
    qtbot.waitUntil(lambda: set(_shown(cards, 3)) == {"已暂停"})
    assert window.workspace.review(None).counts().new == 0
    notice = window.notices.notice
    assert notice is not None
    assert str(number) in notice.text
    assert window.notices.act()
    qtbot.waitUntil(lambda: set(_shown(cards, 3)) == {"新"})
    cards.table.selectRow(0)
    cards._on_trash()
    qtbot.waitUntil(lambda: cards.model.rowCount() == number - 1)


def test_a_card_of_ones_own_is_written(window: MainWindow, cards: CardsPage, qtbot: QtBot) -> None:
    before = cards.model.rowCount()
    cards._on_add()
    dialog = cards.findChild(EditDialog)
    assert dialog is not None
    dialog.save()
    assert dialog.isVisible()
    for field, words in zip(dialog.fields, ("枫桥经验在何地诞生？", "浙江诸暨"), strict=True):
        field.setPlainText(words)
    dialog.save()
    assert dialog.result() == QDialog.DialogCode.Accepted
    qtbot.waitUntil(lambda: cards.model.rowCount() == before + 1)
    assert "浙江诸暨" in _shown(cards, 0)


def test_the_statistics_tell_what_was_learnt(window: MainWindow, article: Path, tmp_path: Path, qtbot: QtBot) -> None:
    assert window.workspace is not None
    window.workspace.library.import_file(article, density=Density.ALL)
    session = window.workspace.review(None)
    for _ in range(3):
        card = session.next_card()
        assert card is not None
        session.answer(card.id, Rating.EASY, duration_ms=4_000)
    window.go("statistics")
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)
    assert page._numbers[0][0].text() == "3"
    assert "：3 次" in page._heat.accessibleDescription()
    assert page._strips[0].accessibleName() == "关于加强审判工作的意见"
    for suffix in ("png", "csv"):
        page.save(page._heat, tmp_path / f"heat.{suffix}")
        assert (tmp_path / f"heat.{suffix}").stat().st_size > 500
    for chart in (page._heat, page._forecast, page._stability, page._strips[0]):
        assert chart.accessibleDescription()
