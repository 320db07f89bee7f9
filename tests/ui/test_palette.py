"""One box finds pages, actions, articles, phrases and cards, by the keyboard alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.cloze import Density
from desktop.services.search import best_names
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.cards_page import CardsPage
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.widgets.palette import Palette
from desktop.ui.widgets.palette_rows import Entry


@pytest.fixture
def palette(window: MainWindow, article: Path, qtbot: QtBot) -> Palette:
    assert window.workspace is not None
    window.workspace.library.import_file(article, density=Density.ALL)
    window.go("today")
    return _opened(window)


def _opened(window: MainWindow) -> Palette:
    window.actions_table["search"].trigger()
    return next(each for each in window.findChildren(Palette) if each.isVisible())


def _entries(palette: Palette) -> list[Entry]:
    while not palette.settled:
        QCoreApplication.processEvents()
    return _shown(palette)


def _shown(palette: Palette) -> list[Entry]:
    return [palette.model.entry(row) for row in range(palette.model.rowCount())]


def _turn_until(asked: list[str], number: int) -> None:
    while len(asked) < number:
        QCoreApplication.processEvents()


@pytest.mark.parametrize("typed", ["统计", "tj", "tongji", "統計", "stat"])
def test_a_page_is_found_and_gone_to(window: MainWindow, palette: Palette, typed: str) -> None:
    QTest.keyClicks(palette.field, typed) if typed.isascii() else palette.field.setText(typed)
    assert ("action", "statistics") in [(each.kind, each.target) for each in _entries(palette)]
    while palette.model.entry(palette.list.currentIndex().row()).target != "statistics":
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.current == "statistics"
    assert not palette.isVisible()
    again = _opened(window)
    first = next(each for each in _entries(again) if each.target)
    assert (first.kind, first.target) == ("action", "statistics")
    QTest.keyClick(again.field, Qt.Key.Key_Escape)
    assert not again.isVisible()


def test_what_is_in_the_collection_is_found_in_groups(window: MainWindow, palette: Palette, qtbot: QtBot) -> None:
    palette.field.setText("lgql")
    found = _entries(palette)
    assert [each.text for each in found if not each.target] == ["文章", "短语", "卡片"]
    assert {(each.kind, each.text) for each in found if each.target} >= {
        ("article", "关于加强审判工作的意见"),
        ("phrase", "两个确立"),
        ("card", "两个确立"),
    }
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    reader = window.page("reader")
    assert isinstance(reader, ReaderPage)
    assert window.current == "reader"
    (selection,) = reader.view.extraSelections()
    assert selection.cursor.selectedText() == "两个确立"
    again = _opened(window)
    again.field.setText("lgql")
    assert _entries(again)
    while palette.model.rowCount() and again.model.entry(again.list.currentIndex().row()).kind != "phrase":
        QTest.keyClick(again.field, Qt.Key.Key_Down)
    QTest.keyClick(again.field, Qt.Key.Key_Return)
    cards = window.page("cards")
    assert isinstance(cards, CardsPage)
    assert (window.current, cards.search.text()) == ("cards", 'phrase:"两个确立"')
    again = _opened(window)
    again.field.setText("没有这样的东西")
    assert [each.target for each in _entries(again)] == [""]


def test_a_letter_does_not_wait_for_what_the_one_before_it_finds(palette: Palette) -> None:
    asked: list[str] = []

    def slowly(typed: str) -> Iterator[list[Entry]]:
        for group in range(3):
            asked.append(f"{typed}{group}")
            time.sleep(0.02)
            yield [Entry("head", "", f"{group}"), Entry("phrase", f"{typed}{group}", f"{typed}{group}")]

    palette._find = slowly
    QTest.keyClicks(palette.field, "ab")
    assert asked == []  # both letters are there before anything is looked for
    _turn_until(asked, 1)
    assert [each.text for each in _shown(palette)] == ["0", "ab0"]
    QTest.keyClick(palette.field, "c")
    _turn_until(asked, 2)
    assert [each.text for each in _shown(palette)] == ["0", "abc0"]
    tall = palette.height()
    QTest.keyClick(palette.field, Qt.Key.Key_Down)  # moves among what is there
    assert palette.list.currentIndex().row() == 1
    assert [each.text for each in _entries(palette) if each.target] == ["abc0", "abc1", "abc2"]
    assert asked == ["ab0", "abc0", "abc1", "abc2"]
    assert palette.list.currentIndex().row() == 1
    assert palette.height() == tall


def test_enter_takes_the_first_though_it_is_not_shown_yet(window: MainWindow, palette: Palette) -> None:
    QTest.keyClicks(palette.field, "tongji")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.current == "statistics"


def test_names_fit_by_letters_sounds_and_beginnings() -> None:
    names = [("统计", "statistics"), ("今天", "today"), ("设置", "settings"), ("重来", "again")]
    assert best_names("tj", names, 3) == [0]
    assert best_names("jin", names, 3) == [1]
    assert best_names("se", names, 3) == [2]
    assert best_names("st", names, 3) == [0]
    assert best_names("設", names, 3) == [2]
    assert best_names("chonglai", names, 3) == best_names("cl", names, 3) == [3]
    assert best_names("xyz", names, 3) == best_names("“”", names, 3) == []
