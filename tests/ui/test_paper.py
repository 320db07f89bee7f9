"""A paper from its plan to its score, by keyboard; left and gone on with; drawn again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.domain.cloze import Density
from desktop.domain.question import PaperPlan, Question, QuestionMode
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.paper_page import PaperPage
from desktop.ui.pages.reader_page import ReaderPage
from tests.ui.conftest import compose
from tests.ui.test_quiz import press, reviews

KEY = Qt.Key
MODES = tuple(QuestionMode(mode) for mode in ("typed", "choice", "truefalse", "order", "list", "hint", "next"))


@pytest.fixture
def paper(window: MainWindow, article: Path, qtbot: QtBot) -> PaperPage:
    assert window.workspace is not None
    window.workspace.library.import_file(article, density=Density.ALL)
    window._on_action("paper")
    qtbot.waitExposed(window)
    page = window.page("paper")
    assert isinstance(page, PaperPage)
    return page


def question(page: PaperPage) -> Question:
    assert page.sitting is not None
    return page.sitting.paper.questions[page.sheet.place]


def answer(page: PaperPage, right: bool = True) -> None:
    """Answer the question that is shown, with keys and an input method."""
    asked = question(page)
    if asked.mode == "order":
        for shown in sorted(range(len(asked.items)), key=lambda number: asked.places[number], reverse=not right):
            press(Qt.Key(KEY.Key_1 + shown))
    elif asked.mode == "choice":
        press(Qt.Key(KEY.Key_1 + (asked.right_option + (not right)) % 4))
    elif asked.mode == "truefalse":
        press(KEY.Key_1 if (asked.change is None) == right else KEY.Key_2)
    else:
        compose(page.sheet.view.field, "", asked.answer if right else "错了")


def test_a_paper_by_keyboard(window: MainWindow, paper: PaperPage) -> None:
    paper.begin(PaperPlan(5, 14, MODES, minutes=30))
    assert paper.sitting is not None
    count = len(paper.sitting.paper.questions)
    assert count == 14
    for number in range(count):
        assert paper.sheet.place == number
        answer(paper, right=number != 3)
        press(KEY.Key_PageDown)
    assert len(paper.sitting.replies) == count
    press(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert paper.stack.currentWidget() is paper.result
    assert "13 分 / 14 题" in paper.result.title.text()
    assert len(paper.result.missed) == 1
    assert reviews(window) == 0  # a paper leaves the schedules alone


def test_an_answer_can_be_changed_until_it_is_handed_in(paper: PaperPage) -> None:
    paper.begin(PaperPlan(1, 3, (QuestionMode.TRUE_FALSE,)))
    answer(paper, right=False)
    answer(paper, right=True)
    press(KEY.Key_PageDown)
    press(KEY.Key_PageUp)
    assert paper.sitting is not None
    assert paper.sheet.view.options.picked == [0 if question(paper).change is None else 1]
    paper.hand_in()
    assert paper.result.title.text().startswith("1 分")


def test_enter_goes_on_and_nothing_is_given_away(paper: PaperPage) -> None:
    paper.begin(PaperPlan(2, 4, (QuestionMode.TYPED,)))
    first = question(paper).answer
    shown = paper.sheet.view.cloze.toPlainText().replace("\u2060", "")
    assert first not in shown
    compose(paper.sheet.view.field, "liang'ge")
    press(KEY.Key_Return)
    assert paper.sheet.place == 0
    compose(paper.sheet.view.field, "", first)
    press(KEY.Key_Return)
    assert paper.sheet.place == 1
    assert paper.sitting is not None
    assert paper.sitting.replies == {0: first}


def test_it_survives_a_restart(
    open_program: Callable[..., Program], article: Path, qtbot: QtBot, window: MainWindow
) -> None:
    """The window is closed in the middle; the paper is there again with its answers and its time."""
    assert window.workspace is not None
    window.workspace.library.import_file(article, density=Density.ALL)
    window.go("paper")
    page = window.page("paper")
    assert isinstance(page, PaperPage)
    page.begin(PaperPlan(9, 6, MODES, minutes=10))
    answer(page)
    press(KEY.Key_PageDown)
    answer(page)
    assert page.sitting is not None
    before, asked = dict(page.sitting.replies), page.sitting.paper.questions
    page.sheet.tick()
    window.close()
    window.workspace.collection.close()
    again = open_program().window
    again.go("paper")
    other = again.page("paper")
    assert isinstance(other, PaperPage)
    assert other.setup.past.rowCount() == 1
    other.setup._on_clicked(0, 0)
    assert other.sitting is not None
    assert other.sitting.paper.questions == asked
    assert before.items() <= other.sitting.replies.items()
    assert len(other.sitting.replies) == 2
    assert other.sitting.seconds >= 1
    assert other.sheet.place == 2


def test_time_is_up(paper: PaperPage) -> None:
    paper.begin(PaperPlan(3, 3, (QuestionMode.TYPED,), minutes=1))
    compose(paper.sheet.view.field, "", question(paper).answer)
    for _ in range(60):
        paper.sheet.tick()
    assert paper.stack.currentWidget() is paper.result
    assert paper.result.title.text().startswith("1 分")


def test_the_same_seed_asks_the_same(paper: PaperPage) -> None:
    plan = PaperPlan(77, 8, MODES)
    paper.begin(plan)
    assert paper.sitting is not None
    first = paper.sitting.paper.questions
    paper.hand_in()
    paper._again()
    assert paper.sitting.paper.questions == first
    paper._back()
    assert paper.setup.past.rowCount() == 2


def test_what_was_missed_is_gone_through_or_due(window: MainWindow, paper: PaperPage) -> None:
    paper.begin(PaperPlan(4, 3, (QuestionMode.TYPED,)))
    paper.hand_in()
    assert len(paper.result.missed) == 3
    paper.result.make_due.emit(paper.result.missed)
    assert window.workspace is not None
    assert window.workspace.cards.search("is:due")[0] == 3
    window._on_action("undo")
    assert window.workspace.cards.search("is:due")[0] == 0
    paper.result.once_more.emit(paper.result.missed)
    assert window.current == "review"
    review = window.page("review")
    assert isinstance(review, ReaderPage)
    assert review.quiz.card is not None
    assert review.quiz.card.id in paper.result.missed


def test_a_mistake_leads_to_its_place(window: MainWindow, paper: PaperPage) -> None:
    paper.begin(PaperPlan(4, 2, (QuestionMode.TYPED,)))
    paper.hand_in()
    paper.result.place_asked.emit(paper._card_of(paper.result.missed[0]))
    assert window.current == "reader"


def test_the_setup_chooses(paper: PaperPage) -> None:
    setup = paper.setup
    setup.sources.item(0).setCheckState(Qt.CheckState.Checked)
    setup.number.setValue(5)
    setup.minutes.setValue(0)
    plan = setup.plan()
    assert (plan.number, plan.minutes, len(plan.articles)) == (5, None, 1)
    assert setup.headline.text() == "5 道题，不限时"
    assert setup.told.text().startswith(setup.sources.item(0).text())
    for box in setup.modes.values():
        box.setChecked(False)
    assert not setup.start_button.isEnabled()
    setup.modes["choice"].setChecked(True)
    focused = QApplication.focusWidget()
    assert focused is not None
    setup.start_button.click()
    assert paper.sitting is not None
    assert len(paper.sitting.paper.questions) == 5


def test_without_cards_it_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.go("paper")
    page = window.page("paper")
    assert isinstance(page, PaperPage)
    page.setup.start_button.click()
    assert page.stack.currentWidget() is page.setup
    assert window.notices.text


def test_without_articles_it_is_said_where_questions_would_come_from(window: MainWindow, qtbot: QtBot) -> None:
    window.show_target("paper", "")
    page = window.page("paper")
    assert isinstance(page, PaperPage)
    qtbot.waitUntil(lambda: page.setup.sources.count() == 1)
    assert page.setup.sources.item(0).text().startswith("还没有文章")
    assert page.setup.plan().articles == ()
