"""Questions that are answered by choosing, by ordering, and in words of several kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from desktop.app import Program
from desktop.domain.article import TextSpan
from desktop.domain.card import Rating
from desktop.domain.proposal import Density
from desktop.domain.question import MASK, MaskedText
from desktop.services.anki_import import AnkiImport
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.window_state import WindowState
from tests.ui.conftest import compose
from tests.ui.test_quiz import press, reviews
from tests.unit.formats.test_anki_package import sound

KEY = Qt.Key


def ask(review: ReaderPage, mode: str) -> None:
    """Turn the quiz to a mode and go on to a card that can be asked so."""
    quiz = review.quiz
    quiz.bar.modes.setCurrentIndex(quiz.bar.modes.findData(mode))
    for _ in range(30):
        assert quiz.question is not None
        if quiz.question.mode == mode:
            return
        quiz.reveal()
        quiz.rate(Rating.EASY)
    pytest.fail(f"no card can be asked in {mode}")


def mode_of_last_review(window: MainWindow) -> str:
    assert window.workspace is not None
    with window.workspace.collection.reading() as connection:
        return str(connection.exec_driver_sql("SELECT mode FROM reviews ORDER BY id DESC LIMIT 1").scalar_one())


def test_a_choice_is_made_with_the_number_row(window: MainWindow, review: ReaderPage) -> None:
    ask(review, "choice")
    question = review.quiz.question
    assert question is not None
    assert [made.words for made in review.quiz.options.buttons] == list(question.options)
    before = reviews(window)
    press(Qt.Key(KEY.Key_1 + question.right_option))
    assert review.quiz.answered
    assert review.quiz.ratings.suggested is Rating.GOOD
    press(KEY.Key_Return)
    assert reviews(window) == before + 1
    assert mode_of_last_review(window) == "choice"


def test_a_wrong_choice_is_told_and_suggests_again(window: MainWindow, review: ReaderPage) -> None:
    ask(review, "choice")
    question = review.quiz.question
    assert question is not None
    wrong = (question.right_option + 1) % 4
    press(Qt.Key(KEY.Key_1 + wrong))
    assert review.quiz.ratings.suggested is Rating.AGAIN
    marks = [made.accessibleName()[-1] for made in review.quiz.options.buttons]
    assert [number for number, mark in enumerate(marks) if mark == "✗"] == [wrong]
    assert [number for number, mark in enumerate(marks) if mark == "✓"] == [question.right_option]


def test_what_a_card_tells_of_its_answer_is_shown(review: ReaderPage) -> None:
    ask(review, "choice")
    view, question, card = review.quiz.view, review.quiz.question, review.quiz.round.card
    assert question is not None
    assert card is not None
    shown = [each for each in view.findChildren(QLabel) if each.isVisible()]
    view.ask(replace(question, cue="<b>原则"), card)
    (told,) = [each for each in view.findChildren(QLabel) if each.isVisible() and each not in shown]
    assert (told.text(), told.textFormat()) == ("提示：<b>原则", Qt.TextFormat.PlainText)
    view.ask(question, card)
    assert not told.isVisible()


def test_a_statement_is_judged(window: MainWindow, review: ReaderPage) -> None:
    ask(review, "truefalse")
    question = review.quiz.question
    assert question is not None
    press(KEY.Key_1 if question.change is None else KEY.Key_2)
    assert review.quiz.ratings.suggested is Rating.GOOD
    if question.change is not None:
        assert question.change.original in review.quiz.answer.said


def test_the_article_hides_what_is_asked_for(window: MainWindow, review: ReaderPage) -> None:
    ask(review, "choice")
    card = review.quiz.card
    assert card is not None
    assert card.answer not in review.view.toPlainText()
    assert MASK in review.view.toPlainText()
    press(KEY.Key_Escape)
    assert card.answer in review.view.toPlainText()


def test_an_order_shows_what_stood_in_another_place(review: ReaderPage) -> None:
    ask(review, "order")
    question = review.quiz.question
    assert question is not None
    right = sorted(range(len(question.items)), key=lambda shown: question.places[shown])
    for shown in [right[1], right[0], *right[2:]]:
        press(Qt.Key(KEY.Key_1 + shown))
    lines = review.quiz.answer.said.splitlines()
    assert lines[0] == f"✗ 1. {question.items[right[0]]}（你排第 2）"
    assert lines[1].endswith("（你排第 1）")
    assert lines[2] == f"✓ 3. {question.items[right[2]]}"
    solution = review.quiz.answer.solution.text()
    assert solution.count(review.quiz.answer._look.theme.roles["negative"]) == 2
    assert solution.count(review.quiz.answer._look.theme.roles["positive"]) == len(lines) - 2


def test_what_a_heading_gives_away_is_hidden_until_the_answer(review: ReaderPage) -> None:
    ask(review, "typed")
    view, card = review.quiz.view, review.quiz.card
    assert view.question is not None
    assert card is not None
    heading = MaskedText("第二章 改革开放", (TextSpan(4, 8),))
    view.ask(replace(view.question, headings=(heading,)), card)
    assert f"第二章 {MASK * 4}" in view.kind.text()
    view.reveal(card)
    assert heading.text in view.kind.text()


def test_the_first_character_is_given(window: MainWindow, review: ReaderPage) -> None:
    ask(review, "hint")
    card = review.quiz.card
    assert card is not None
    assert card.answer[0] + "\u2060"[:0] in review.quiz.view.cloze.toPlainText()
    compose(review.quiz.field, "", card.answer)
    press(KEY.Key_Return)
    assert review.quiz.ratings.suggested is Rating.GOOD


def test_a_basic_card_shows_its_answer(window: MainWindow, review: ReaderPage) -> None:
    assert window.workspace is not None
    card_id = window.workspace.workshop.add_basic("枫桥经验诞生于何地？", "浙江诸暨")
    card = window.workspace.review(None).card(card_id)
    review.quiz.bar.modes.setCurrentIndex(0)
    review.quiz._ask(review.quiz.round, card)
    assert review.quiz.question is not None
    assert review.quiz.question.mode == "typed"
    press(KEY.Key_Escape)
    assert review.quiz.answer.said == "浙江诸暨"


def test_the_mode_is_remembered(window: MainWindow, review: ReaderPage) -> None:
    ask(review, "truefalse")
    review.start_quiz(None)
    assert review.quiz.bar.modes.currentData() == "truefalse"


def test_a_card_keeps_the_mode_it_was_given(window: MainWindow, review: ReaderPage) -> None:
    quiz = review.quiz
    quiz.bar.modes.setCurrentIndex(0)
    card = quiz.card
    assert card is not None
    press(KEY.Key_Escape)
    assert review.can("fix_mode")
    quiz.mode_menu.offer(card, "")
    pick(quiz.mode_menu, ("card", "typed"))
    assert window.workspace is not None
    assert window.workspace.review(None).card(card.id).mode == "typed"
    press(KEY.Key_1)
    review.start_quiz(None)
    press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window._on_action("undo")
    assert window.workspace.review(None).card(card.id).mode == ""


def test_a_kind_keeps_the_mode_it_was_given(window: MainWindow, review: ReaderPage) -> None:
    quiz = review.quiz
    quiz.bar.modes.setCurrentIndex(0)
    assert quiz.card is not None
    kind = quiz.card.kind
    assert quiz.question is not None
    assert quiz.question.wanted == "choice"
    quiz.mode_menu.offer(quiz.card, "")
    pick(quiz.mode_menu, ("kind", "truefalse"))
    assert quiz.question.mode == "truefalse"
    review.start_quiz(None)
    assert quiz.card is not None
    assert quiz.card.kind == kind
    assert quiz.question.wanted == "truefalse"


def pick(menu: QMenu, data: tuple[str, str]) -> None:
    """Trigger what a menu or a menu in it offers."""
    found = next(action for action in menu.findChildren(QAction) if action.data() == data)
    found.trigger()


def test_fifty_mixed_cards_by_keyboard_alone(window: MainWindow, review: ReaderPage) -> None:
    modes = ("choice", "truefalse", "typed", "hint", "list", "next", "order")
    done = 0
    assert window.workspace is not None
    window.workspace.preferences.set("new_per_day", "999")
    ids = [card.id for card in window.workspace.cards.search("")[1]]
    while done < 50:
        quiz = review.quiz
        if quiz.card is None:
            window.workspace.workshop.forget(ids)
            review.start_quiz(None)
        assert quiz.asking
        quiz.bar.modes.setCurrentIndex(quiz.bar.modes.findData(modes[done % len(modes)]))
        quiz.focus()
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
            compose(quiz.field, "", question.answer)
            press(KEY.Key_Return)
        assert quiz.answered, question.mode
        assert quiz.ratings.suggested is Rating.GOOD, question
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, KEY.Key_4)
        done += 1
    assert reviews(window) == 50


def test_modes_of_kinds_that_the_window_kept_are_taken_over(open_program: Callable[..., Program], home: Path) -> None:
    """Earlier versions kept them beside the window's sizes."""
    home.mkdir(exist_ok=True)
    state = WindowState(home)
    state.kind_modes = {"number": "hint"}
    state.sync()
    program = open_program()
    workspace = program.window.workspace
    assert workspace is not None
    assert dict(workspace.desk.kind_modes.all()) == {"number": "hint"}
    assert WindowState(home).kind_modes == {}


def test_an_article_takes_its_place_with_the_first_card_that_has_one(
    window: MainWindow, article: Path, tmp_path: Path
) -> None:
    workspace = window.workspace
    assert workspace is not None
    AnkiImport(workspace.collection).import_package(sound(tmp_path, "update cards set due = -900"))
    workspace.library.import_file(article, density=Density.ALL)
    window.go("review")
    review = window.page("review")
    assert isinstance(review, ReaderPage)
    quiz, spread = review.quiz, review.spread
    shown = []
    for _ in range(20):
        assert quiz.card is not None
        QTest.qWait(1)
        shown.append((quiz.card.article_id is not None, spread.parts.text))
        if quiz.card.article_id is not None:
            break
        quiz.reveal()
        quiz.rate(Rating.EASY)
    assert shown[0] == (False, False)
    assert shown[-1] == (True, True)
