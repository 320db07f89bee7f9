"""Fifty cards of every kind of question by keyboard alone, with an input method; the card, a phrase and the text are
changed on the way, and ratings taken back, without losing the place.

In a real window; steps leave a screenshot to be looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.domain.card import Rating
from desktop.domain.question import QuestionMode
from desktop.ui.dialogs.edit_dialog import EditDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.widgets.quiz_panel import QuizPanel
from tests.journeys.hands import CTRL, KEY, SHIFT, press, write

pytestmark = pytest.mark.journey

MODES = ("typed", "choice", "truefalse", "hint", "list", "next", "order")
CARDS = 50


def answer(quiz: QuizPanel) -> None:
    """Answer the question that stands, rightly, on the number row or with an input method."""
    question = quiz.question
    assert question is not None
    if question.mode == "order":
        for shown in sorted(range(len(question.items)), key=lambda number: question.places[number]):
            press(Qt.Key(KEY.Key_1 + shown))
    elif question.mode == "choice":
        press(Qt.Key(KEY.Key_1 + question.right_option))
    elif question.mode == "truefalse":
        press(KEY.Key_1 if question.change is None else KEY.Key_2)
    else:
        write(question.answer)  # its first Enter belongs to the input method
        assert quiz.asking
        press(KEY.Key_Return)
    assert quiz.answered, question
    assert quiz.ratings.suggested is Rating.GOOD, question


def change(window: MainWindow, before: str) -> None:
    """In the dialog that E opens, write ``before`` in front of the text as an input method does, and save."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EditDialog)
    dialog.activateWindow()  # what a window manager does; the virtual screen has none
    assert QTest.qWaitForWindowFocused(dialog.windowHandle())
    assert dialog.fields[0].hasFocus()
    press(KEY.Key_Home, CTRL)
    done = QInputMethodEvent("", [])
    done.setCommitString(before)
    QApplication.sendEvent(QApplication.focusWidget(), done)
    press(KEY.Key_Return, CTRL)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def to_the_article(review: ReaderPage) -> None:
    """Walk with Tab until the keyboard is in the article."""
    for _ in range(30):
        if review.view.hasFocus():
            return
        press(KEY.Key_Tab)
    raise AssertionError(QApplication.focusWidget())


def test_fifty_cards_by_keyboard(start: Callable[..., Program], picture: Callable[[MainWindow, str], None]) -> None:
    window = start(starters=True).window
    workspace = window.workspace
    assert workspace is not None
    workspace.preferences.set("new_per_day", "999")
    cards = workspace.cards.search("")[1]
    for place, mode in enumerate(MODES):
        workspace.workshop.fix_mode([card.id for card in cards[place :: len(MODES)]], mode)
    desk, recited = workspace.desk, QuestionMode.LIST
    workspace.workshop.fix_mode(
        [each.id for each in cards if desk.question(each, recited).mode is recited][:5], recited
    )

    press(KEY.Key_3, CTRL)
    review = window.page("review")
    assert isinstance(review, ReaderPage)
    quiz = review.quiz
    asked: Counter[str] = Counter()
    shown: list[str] = []
    while quiz.done < CARDS:
        card, question, number = quiz.card, quiz.question, quiz.done
        assert card is not None
        assert question is not None
        if question.mode not in shown:
            shown.append(question.mode)
            picture(window, f"q_{question.mode}")
        asked[question.mode] += 1
        answer(quiz)
        if number == 10:
            press(KEY.Key_E)
            change(window, "总之，")
            assert quiz.answered
            assert quiz.card is not None
            assert (quiz.card.id, quiz.card.sentence) == (card.id, f"总之，{card.sentence}")
            picture(window, "q_card_edited")
        elif number == 20:
            to_the_article(review)
            press(KEY.Key_Right, CTRL | SHIFT)
            assert review.view.selection is not None
            press(KEY.Key_P)
            assert "标" in window.notices.text
            assert quiz.card == card
            picture(window, "q_phrase_marked")
        elif number == 30:
            to_the_article(review)
            length = len(review.view.toPlainText())
            press(KEY.Key_E)
            change(window, "改：")
            assert len(review.view.toPlainText()) == length + 2
            assert quiz.card is not None
            assert quiz.card.id == card.id
            assert quiz.answered
            picture(window, "q_text_edited")
        elif number == 40:
            press(KEY.Key_2)
            assert quiz.done == 41
            press(KEY.Key_Z, CTRL)
            assert (quiz.done, quiz.asking) == (40, True)
            assert quiz.card is not None
            assert quiz.card.id == card.id
            answer(quiz)
        press((KEY.Key_2, KEY.Key_3, KEY.Key_4, KEY.Key_Return)[number % 4])
        assert quiz.done == number + 1
    assert workspace.statistics.summary().reviews == CARDS
    assert set(asked) == set(MODES), asked
