"""The tick-list of an article, worked with the keyboard in a real window."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.cloze import Density
from desktop.services.proposals import chosen_at
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.proposals_page import ProposalsPage, TickMarks
from desktop.ui.pages.reader_page import ReaderPage


@pytest.fixture
def page(window: MainWindow, seed: Path, qtbot: QtBot) -> ProposalsPage:
    """The page that an import leads to."""
    window.import_files([seed / "article_gold.txt"])
    qtbot.waitExposed(window)
    made = window.page("proposals")
    assert isinstance(made, ProposalsPage)
    assert window.current == "proposals"
    return made


def cards(window: MainWindow) -> int:
    assert window.workspace is not None
    return sum(each.cards for each in window.workspace.library.summaries())


def press(page: ProposalsPage, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(page.tree, key)


def test_an_import_leads_to_its_tick_list(window: MainWindow, page: ProposalsPage) -> None:
    assert len(page.ticked) == cards(window) > 20
    assert page.tree.hasFocus()
    assert page._density_buttons[Density.NORMAL].isChecked()
    assert str(len(page.ticked)) in page._summary.text()


def test_a_density_by_its_key_and_enter_accepts(window: MainWindow, page: ProposalsPage, qtbot: QtBot) -> None:
    before = cards(window)
    press(page, qtbot, Qt.Key.Key_3)
    assert page.ticked == chosen_at(page._shown, Density.DENSE)
    assert cards(window) == before  # nothing is done until it is accepted
    dense = len(page.ticked)
    press(page, qtbot, Qt.Key.Key_Return)
    assert cards(window) == dense > before
    assert window.current == "reader"
    reader = window.page("reader")
    assert isinstance(reader, ReaderPage)
    qtbot.keyClick(reader.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cards(window) == before


def test_space_ticks_and_a_selected_row_shows_its_place(window: MainWindow, page: ProposalsPage, qtbot: QtBot) -> None:
    number = min(page.ticked)
    page.tree.setCurrentIndex(page._model.index_of(number))
    press(page, qtbot, Qt.Key.Key_Space)
    assert number not in page.ticked
    cloze = page._shown[number].proposal.cloze
    start = cloze.article_start + cloze.blanks[0].start
    assert page.view._point is not None
    assert page.view._map.to_text(page.view._point[0]) == start
    assert abs(page.view.place - start) < 1_500
    press(page, qtbot, Qt.Key.Key_Down)
    assert page._number(page.tree.currentIndex()) != number
    qtbot.keyClick(page.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert number in page.ticked


def test_a_section_ticks_all_below_it(page: ProposalsPage) -> None:
    group = page._model.item(1)
    group.setCheckState(Qt.CheckState.Checked)
    inside = {page._number(group.child(row).index()) for row in range(group.rowCount())}
    assert inside <= page.ticked
    page._model.item(1).child(0).setCheckState(Qt.CheckState.Unchecked)
    assert group.checkState() is Qt.CheckState.PartiallyChecked


def test_leaving_changes_nothing_and_the_reader_leads_back(
    window: MainWindow, page: ProposalsPage, qtbot: QtBot
) -> None:
    before = cards(window)
    press(page, qtbot, Qt.Key.Key_1)
    press(page, qtbot, Qt.Key.Key_Escape)
    assert window.current == "reader"
    assert cards(window) == before
    reader = window.page("reader")
    assert isinstance(reader, ReaderPage)
    qtbot.keyClick(reader.view, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.current == "proposals"
    assert len(page.ticked) == before


def test_taking_the_import_back_leaves_the_page(window: MainWindow, page: ProposalsPage, qtbot: QtBot) -> None:
    press(page, qtbot, Qt.Key.Key_Z)  # without Ctrl it is nothing
    qtbot.keyClick(page.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.current == "articles_list")
    assert cards(window) == 0


def test_an_article_without_anything_to_ask(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "short.txt"
    path.write_text("好。\n是。\n", "utf-8")
    window.import_files([path])
    qtbot.waitExposed(window)
    assert window.current == "reader"  # no cards, no list
    reader = window.page("reader")
    reader.perform("proposals")
    page = window.page("proposals")
    assert isinstance(page, ProposalsPage)
    assert "没有找到" in page._state.text()
    assert not page._accept.isEnabled()


def test_marks_do_not_overlap_and_what_is_ticked_stands(page: ProposalsPage) -> None:
    everything = frozenset(range(len(page._shown)))
    marks = TickMarks(page._shown, everything).between(0, 10**9)
    assert all(one.end <= other.start for one, other in itertools.pairwise(marks))
    for number in list(everything)[::37]:
        cloze = page._shown[number].proposal.cloze
        start = cloze.article_start + cloze.blanks[0].start
        mark = TickMarks(page._shown, frozenset([number])).at(start)
        assert mark is not None
        assert mark.start == start
        assert mark.level
