"""A damaged article comes in through the file dialog, its repairs are looked at, blanks are ticked, and it is learned.

With mouse and keyboard in a real window; each step leaves a screenshot to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.domain.card import Card
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.proposals_page import ProposalsPage
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.pages.repair_page import RepairPage
from desktop.ui.pages.statistics_page import StatisticsPage
from tests.journeys.hands import CTRL, KEY, answer_dialog, button, click, press, tick

pytestmark = pytest.mark.journey

QUESTIONS = 4


def test_import_repair_tick_quiz_statistics(
    start: Callable[..., Program],
    picture: Callable[[MainWindow, str], None],
    seed: Path,
    qtbot: QtBot,
) -> None:
    window = start().window
    answer_dialog(str(seed / "article_polluted.txt"), lambda: press(KEY.Key_O, CTRL))
    qtbot.waitUntil(lambda: window.current == "proposals", timeout=30_000)
    assert "修复了" in window.notices.text
    click(button(window.notices, "查看修复"))
    assert window.current == "repairs"
    _refuse_one_kind(window, seed, qtbot, picture)

    press(KEY.Key_Escape)
    assert window.current == "reader"
    press(KEY.Key_B, CTRL)
    proposals = window.page("proposals")
    assert isinstance(proposals, ProposalsPage)
    qtbot.waitUntil(lambda: bool(proposals.ticked), timeout=30_000)
    _tick_blanks(window, proposals, picture)

    assert window.current == "reader"
    reader = window.page("reader")
    assert isinstance(reader, ReaderPage)
    wanted = len(proposals.ticked)
    assert f"{wanted} 张卡片" in window.notices.text
    click(button(reader, "测验（F9）"))
    cards = [_answer(reader, number, picture, window) for number in range(QUESTIONS)]
    assert len({card.id for card in cards}) == QUESTIONS

    click(button(window.rail, "统计"))
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)
    qtbot.waitUntil(lambda: page._numbers[0][0].text() == str(QUESTIONS))
    assert str(QUESTIONS) in page._heat.accessibleDescription()
    assert [strip.accessibleName() for strip in page._strips]
    qtbot.waitUntil(lambda: page._strips[0].isVisible())
    picture(window, "b4_statistics")


def _refuse_one_kind(window: MainWindow, seed: Path, qtbot: QtBot, picture: Callable[[MainWindow, str], None]) -> None:
    """A group of repairs is unticked with the mouse: its words come back, and go again with undo."""
    page = window.page("repairs")
    assert isinstance(page, RepairPage)
    gold = "".join((seed / "article_gold.txt").read_text("utf-8").split())
    assert "".join(page.sides.repaired.toPlainText().split()) == gold
    assert not page._apply.isEnabled()
    picture(window, "b1_repairs")
    top = page.tree.model().index(0, 0)
    if not page.tree.isExpanded(top):
        page.tree.expand(top)
    group = page.tree.model().index(0, 0, top)
    assert group.data(Qt.ItemDataRole.CheckStateRole) in (2, Qt.CheckState.Checked)
    tick(page.tree, group)
    assert "".join(page.sides.repaired.toPlainText().split()) != gold
    click(page._apply)
    assert "文章已更新" in window.notices.text
    reader = window.page("reader")
    assert isinstance(reader, ReaderPage)
    assert window.workspace is not None
    article = window.workspace.library.summaries()[0].id
    assert "".join(window.workspace.library.open(article).article.text.split()) != gold
    press(KEY.Key_Z, CTRL)
    assert "已撤销" in window.notices.text
    assert "".join(window.workspace.library.open(article).article.text.split()) == gold
    qtbot.waitUntil(lambda: "".join(page.sides.repaired.toPlainText().split()) == gold)


def _tick_blanks(window: MainWindow, page: ProposalsPage, picture: Callable[[MainWindow, str], None]) -> None:
    """Fewer blanks with a click, one more with Space, one less with the mouse; Enter takes them."""
    before = len(page.ticked)
    click(button(page, "少量"))
    few = page.ticked
    assert len(few) < before
    tree = page.tree
    index = next(
        index for number in range(1_000) if (index := page._model.index_of(number)).isValid() and number not in few
    )
    tree.setCurrentIndex(index)
    tree.setFocus()
    press(KEY.Key_Space)
    assert len(page.ticked) == len(few) + 1
    picture(window, "b2_blanks")
    press(KEY.Key_Z, CTRL)
    assert page.ticked == few
    press(KEY.Key_Space)
    press(KEY.Key_Return)


def _answer(reader: ReaderPage, number: int, picture: Callable[[MainWindow, str], None], window: MainWindow) -> Card:
    """The right option with the mouse; its rating with Enter, or with the mouse every second time."""
    quiz = reader.quiz
    card, question = quiz.card, quiz.question
    assert card is not None
    assert question is not None
    assert quiz.asking
    assert card.answer not in reader.view.toPlainText()
    assert question.mode == "choice"
    click(quiz.options.buttons[question.right_option])
    assert quiz.answered
    QTest.qWait(50)
    assert card.answer in reader.view.toPlainText()
    if number == 0:
        picture(window, "b3_answer")
    if number % 2:
        click(quiz.ratings.buttons[quiz.ratings.suggested])
    else:
        press(KEY.Key_Return)
    assert window.workspace is not None
    assert window.workspace.statistics.summary().reviews == number + 1
    return card
