"""A person's first evening: the damaged article is opened, read and learned with the keyboard, and goes to Anki.

Runs in a real window on a virtual screen; each step leaves a screenshot to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.domain.card import CardState, Rating
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.reader_page import ReaderPage
from tests.journeys.hands import KEY, press, write

pytestmark = pytest.mark.journey

# What is typed for the first five cards, and the keys that rate it: right ones, a slip, and one not known.
ANSWERS = ("right", "right", "slip", "unknown", "right")
RATES = (KEY.Key_Return, KEY.Key_4, KEY.Key_2, KEY.Key_1, KEY.Key_Return)


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(600, 400),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_first_light(
    start: Callable[[], Program],
    picture: Callable[[MainWindow, str], None],
    seed: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    program = start()
    window = program.window
    picture(window, "1_empty")

    drop(window, seed / "article_polluted.txt")
    qtbot.waitUntil(lambda: window.current in ("reader", "proposals"), timeout=30_000)
    offered = window.notices.notice  # to look at the repairs
    if window.current == "proposals":
        picture(window, "2_proposals")
        press(KEY.Key_Escape)
        qtbot.waitUntil(lambda: window.current == "reader")
    reader = window.page("reader")
    assert isinstance(reader, ReaderPage)
    picture(window, "2_reader")
    _check_article(reader, seed)
    assert offered is not None
    assert offered.act is not None
    offered.act()
    picture(window, "3_repairs")
    for _ in range(3):
        press(KEY.Key_PageDown)
    picture(window, "4_read_on")

    press(KEY.Key_3, Qt.KeyboardModifier.ControlModifier)
    review = window.page("review")
    assert isinstance(review, ReaderPage)
    _answer_five(window, review, picture)
    assert window.workspace is not None
    before = window.workspace.statistics.summary()
    counts = window.workspace.review(None).counts()
    assert before.reviews == 5

    press(KEY.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.isVisible())
    program.close()

    window = start().window
    assert window.workspace is not None
    after = window.workspace.statistics.summary()
    assert (after.reviews, after.cards, after.new) == (5, before.cards, before.new)
    assert window.workspace.review(None).counts() == counts
    picture(window, "8_reopened")
    handing = window.handing_to_anki()
    assert handing is not None
    handing.export(tmp_path / "意见.apkg")
    qtbot.waitUntil(lambda: "意见.apkg" in window.notices.text, timeout=30_000)
    picture(window, "9_exported")
    window.close()
    _check_anki(tmp_path, after.cards)


def _check_article(reader: ReaderPage, seed: Path) -> None:
    """The page holds the repaired article, its parts and items, and its phrases marked."""
    gold = "".join((seed / "article_gold.txt").read_text("utf-8").split())
    assert "".join(reader.view.toPlainText().split()) == gold
    model = reader.contents.tree.model()
    parts = [model.index(row, 0) for row in range(model.rowCount())]
    assert (len(parts), sum(model.rowCount(part) for part in parts)) == (6, 25)
    text = reader.view.toPlainText()
    marked = {text[mark.start : mark.end] for mark in reader.view._marks.between(0, len(text)) if mark.seen}
    assert {"两个确立", "四个意识", "四个自信", "两个维护", "枫桥经验"} <= marked


def _answer_five(window: MainWindow, review: ReaderPage, picture: Callable[[MainWindow, str], None]) -> None:
    quiz = review.quiz
    for number, (kind, key) in enumerate(zip(ANSWERS, RATES, strict=True), start=1):
        card = quiz.card
        assert card is not None
        assert quiz.asking
        assert card.answer not in review.view.toPlainText()
        if number == 1:
            picture(window, "5_question")
        question = quiz.question
        assert question is not None
        if number == 1:  # a card that is new is asked by choice
            assert question.mode == "choice"
            press(Qt.Key(KEY.Key_1 + question.right_option))
            quiz.bar.modes.setCurrentIndex(quiz.bar.modes.findData("typed"))
        elif kind == "unknown":
            press(KEY.Key_Escape)
        else:
            write(card.answer if kind == "right" else card.answer[:-1] + "错")
            assert quiz.asking
            press(KEY.Key_Return)
        assert quiz.answered
        if number in (1, 3):
            picture(window, f"{number // 2 + 6}_answer_{kind}")
        assert quiz.ratings.suggested is (Rating.GOOD if kind == "right" else quiz.ratings.suggested)
        press(key)
        assert window.workspace is not None
        assert window.workspace.statistics.summary().reviews == number
        memory = {each.card_id: each.state for each in window.workspace.library.memory(card.article_id or "")}
        assert memory[card.id] is not CardState.NEW


def _check_anki(folder: Path, cards: int) -> None:
    """Anki's own importer takes all of it, hides each answer in the question and shows it in the answer."""
    collection = Collection(str(folder / "anki.anki2"))
    try:
        request = ImportAnkiPackageRequest(
            package_path=str(folder / "意见.apkg"), options=ImportAnkiPackageOptions(with_scheduling=True)
        )
        collection.import_anki_package(request)
        assert collection.card_count() == cards
        assert not collection.get_empty_cards().notes
        for card_id in collection.find_cards(""):
            card = collection.get_card(card_id)
            hidden = re.findall(r'<span class="cloze"[^>]*>(.*?)</span>', card.question(), re.DOTALL)
            assert hidden
            assert card.question() != card.answer()
    finally:
        collection.close()
