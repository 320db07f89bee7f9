"""The next question is made while the answer is read, and yet it is the right one whatever happens in between."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.article import TextSpan
from desktop.domain.card import Card
from desktop.domain.changes import Changed
from desktop.domain.cloze import Density
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.workspace import Workspace

KEY = Qt.Key


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def foresee(review: ReaderPage, qtbot: QtBot) -> Card:
    """Show the answer, and wait until the next question is made."""
    with qtbot.waitSignal(review.quiz.foreseen) as told:
        review.quiz.reveal()
    card = told.args[0]  # type: ignore[index]
    assert isinstance(card, Card)
    return card


def edit(workspace: Workspace, card: Card) -> None:
    start = card.blanks[0].start + 2
    workspace.workshop.edit_cloze(card.id, f"又：{card.sentence}", TextSpan(start, start + len(card.answer)))


def suspend(workspace: Workspace, card: Card) -> None:
    workspace.workshop.suspend([card.id])


def fix_mode(workspace: Workspace, card: Card) -> None:
    workspace.workshop.fix_mode([card.id], "typed" if card.mode == "choice" else "choice")


def trash(workspace: Workspace, card: Card) -> None:
    workspace.workshop.trash([card.id])


def other_step(workspace: Workspace, card: Card) -> None:
    """A learning step of another card has become due."""
    with workspace.collection.writing(Changed.SCHEDULE) as connection:
        connection.exec_driver_sql(
            "UPDATE cards SET state = 1, due_at = 1, stability = 1.0, difficulty = 5.0, reps = 1, last_day = 1 "
            "WHERE id = (SELECT max(id) FROM cards)"
        )


def test_the_card_that_was_foreseen_comes(review: ReaderPage, qtbot: QtBot) -> None:
    for key in (KEY.Key_4, KEY.Key_3, KEY.Key_1):
        card = foresee(review, qtbot)
        press(key)
        assert review.quiz.card == card


@pytest.mark.parametrize("change", [edit, suspend, fix_mode, trash, other_step])
def test_what_changes_meanwhile_is_asked_as_it_is_then(
    window: MainWindow, review: ReaderPage, qtbot: QtBot, change: Callable[[Workspace, Card], None]
) -> None:
    workspace = window.workspace
    assert workspace is not None
    foreseen = foresee(review, qtbot)
    change(workspace, foreseen)
    press(KEY.Key_4)
    card, question = review.quiz.card, review.quiz.question
    assert card is not None
    assert question is not None
    assert card != foreseen
    assert card == workspace.review(None).next_card()
    workspace.desk.forget()
    assert question == workspace.desk.question(card, review.quiz.round.mode)


def test_a_card_taken_back_is_asked_again(window: MainWindow, review: ReaderPage, qtbot: QtBot) -> None:
    first = review.quiz.card
    foresee(review, qtbot)
    press(KEY.Key_4)
    foresee(review, qtbot)
    press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert review.quiz.card == first
    assert review.quiz.asking


def test_a_question_is_made_anew_after_its_article_changed(
    window: MainWindow, review: ReaderPage, qtbot: QtBot
) -> None:
    workspace = window.workspace
    assert workspace is not None
    card = foresee(review, qtbot)
    assert card.article_id is not None
    before = workspace.desk.hidden_in(card.article_id, [card.answer])
    with workspace.collection.writing(Changed.ARTICLES) as connection:
        connection.exec_driver_sql("UPDATE articles SET text = ? || text", (f"{card.answer}。\n",))
    after = workspace.desk.hidden_in(card.article_id, [card.answer])
    assert after[0].start == 0
    assert len(after) == len(before) + 1


def test_going_through_again_foresees_its_own_cards(window: MainWindow, review: ReaderPage, qtbot: QtBot) -> None:
    assert window.workspace is not None
    ids = [card.id for card in window.workspace.cards.search("")[1]][-3:]
    review.go_through(ids)
    asked = []
    for _ in range(2):
        card = foresee(review, qtbot)
        press(KEY.Key_1)
        assert review.quiz.card == card
        asked.append(card.id)
    assert asked == ids[1:]


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.number = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.number += event.type() == QEvent.Type.Paint
        return False


def test_nothing_is_painted_while_a_question_is_half_made(review: ReaderPage, qtbot: QtBot) -> None:
    """A progress bar that moves by a pixel would paint the whole window at once."""
    paints = Paints(review.quiz.view.cloze.viewport())
    for _ in range(3):
        foresee(review, qtbot)
        before = paints.number
        press(KEY.Key_4)
        assert review.quiz.asking
        assert paints.number == before


def test_the_card_is_painted_before_its_article_is_opened(window: MainWindow, review: ReaderPage, qtbot: QtBot) -> None:
    """Another article is laid out in the next turn; whatever is done before that finds it there."""
    workspace = window.workspace
    assert workspace is not None
    text = "第一条 公平正义是司法工作的生命线，努力让人民群众感受到公平正义。\n第二条 坚持以人民为中心。"
    workspace.library.import_text(text, "另一篇", density=Density.ALL)
    with workspace.collection.writing(Changed.SCHEDULE) as connection:
        connection.exec_driver_sql(
            "UPDATE cards SET state = 1, due_at = 1, stability = 1.0, difficulty = 5.0, reps = 1, last_day = 1 "
            "WHERE id = (SELECT max(id) FROM cards)"
        )
    foresee(review, qtbot)
    shown = review.article_id
    paints = Paints(review.quiz.view.cloze.viewport())
    press(KEY.Key_4)
    card = review.quiz.card
    assert card is not None
    assert card.article_id not in (shown, None)
    assert review.article_id == shown
    qtbot.waitUntil(lambda: review.article_id == card.article_id)
    assert paints.number > 0
    assert card.answer not in review.view.toPlainText()
