"""Saying an article by heart with the keyboard and the mouse."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.card import CardState, Rating
from desktop.domain.cloze import Density
from desktop.domain.question import MASK
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.recite_page import RecitePage
from tests.ui.test_quiz import press, reviews

KEY = Qt.Key


@pytest.fixture
def recite(window: MainWindow, article: Path, qtbot: QtBot) -> RecitePage:
    """A short article with all its phrases hidden, reached from the article by its key."""
    assert window.workspace is not None
    imported = window.workspace.library.import_file(article, density=Density.ALL)
    window.open_article(imported.article_id)
    qtbot.waitExposed(window)
    press(KEY.Key_B)
    page = window.page("recite")
    assert isinstance(page, RecitePage)
    assert window.current == "recite"
    return page


def modes(window: MainWindow) -> list[tuple[str, int, int]]:
    """Mode, rating and whether the schedule was left alone, of each answer that counts."""
    assert window.workspace is not None
    with window.workspace.collection.reading() as connection:
        rows = connection.exec_driver_sql("SELECT mode, rating, cram FROM reviews WHERE undone = 0 ORDER BY id")
        return [(row[0], row[1], int(row[2])) for row in rows]


def test_every_phrase_is_hidden_in_its_place(recite: RecitePage) -> None:
    shown = recite.view.toPlainText()
    assert recite._session is not None
    hidden = [recite._session.words(number) for number in range(recite._total)]
    assert {"两个确立", "四个意识", "四个自信"} <= set(hidden)
    for words in hidden:
        assert words not in shown
    assert shown.count(MASK) >= sum(map(len, hidden))
    assert len(shown) == len(recite._open.article.text)  # type: ignore[union-attr]


def test_neither_title_nor_headings_say_what_is_hidden(recite: RecitePage) -> None:
    assert recite._session is not None
    while recite.current is not None:
        waiting = {recite._session.words(number) for number in recite._waiting}
        named = [recite._title.text(), *(recite.scopes.itemText(n) for n in range(recite.scopes.count()))]
        assert not [words for words in waiting if len(words) > 1 and any(words in text for text in named)]
        recite.reveal()
        recite.judge(True)
    assert recite._title.text() == "背诵《关于加强审判工作的意见》"
    assert any("总体要求" in recite.scopes.itemText(n) for n in range(recite.scopes.count()))


def test_by_keyboard_to_the_end_and_the_missed_again(window: MainWindow, recite: RecitePage) -> None:
    """Every third one did not come; those are gone through again, and all is known then."""
    total = recite._total
    missed = 0
    for number in range(total):
        assert recite.current is not None
        assert recite._session is not None
        words = recite._session.words(recite.current)
        start, end = recite._session.span(recite.current)
        assert recite.view.toPlainText()[start:end] == MASK * (end - start)
        press(KEY.Key_Space)
        assert recite.view.toPlainText()[start:end] == words
        if number % 3 == 0:
            press(KEY.Key_1)
            missed += 1
        else:
            press(KEY.Key_Space if number % 2 else KEY.Key_2)
    assert recite.current is None
    assert recite.view.toPlainText() == recite._open.article.text  # type: ignore[union-attr]
    assert len(modes(window)) == reviews(window) > 0
    press(KEY.Key_Return)  # the missed ones again
    assert recite._total == missed
    for _ in range(missed):
        press(KEY.Key_Space)
        press(KEY.Key_2)
    assert recite.current is None
    assert recite.bar.again_button.isHidden()
    press(KEY.Key_Escape)
    assert window.current == "reader"


def test_new_cards_keep_their_schedule_and_due_ones_are_reviewed(window: MainWindow, recite: RecitePage) -> None:
    workspace = window.workspace
    assert workspace is not None
    press(KEY.Key_Space)
    press(KEY.Key_2)
    assert all(cram for _, _, cram in modes(window))
    assert {mode for mode, _, _ in modes(window)} <= {"recite"}
    card = next(each for each in workspace.cards.search("四个自信")[1] if each.answer == "四个自信")
    workspace.review(None).answer(card.id, Rating.EASY)
    clock = workspace.collection.now
    workspace.collection.now = lambda: clock() + timedelta(days=400)
    recite._begin()
    while recite.current is not None and recite._session is not None:
        knew = recite._session.words(recite.current) != "四个自信"
        recite.reveal()
        recite.judge(knew)
    scheduled = [row for row in modes(window) if row[0] == "recite" and not row[2]]
    assert scheduled == [("recite", 1, 0)]
    assert workspace.review(None).card(card.id).schedule.state is CardState.RELEARNING


def test_undo_hides_the_phrase_again(window: MainWindow, recite: RecitePage) -> None:
    while recite.current is not None and not modes(window):  # to the first one that a card asks for
        first = recite.current
        press(KEY.Key_Space)
        press(KEY.Key_1)
    before = recite._session.span(first)  # type: ignore[union-attr]
    press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert recite.current == first
    assert not modes(window)
    assert set(recite.view.toPlainText()[before.start : before.end]) == {MASK}


def test_a_click_shows_a_phrase_out_of_turn(recite: RecitePage) -> None:
    assert recite._session is not None
    number = recite._waiting[3]
    at = recite._session.span(number).start
    box = recite.view._layout.boxes(recite.view.document().findBlock(at), at, at + 2)[0]
    point = box.center() - QPointF(0, recite.view.verticalScrollBar().value())
    QTest.mouseClick(recite.view.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert recite.current == number
    assert recite.revealed


def test_a_section_is_said_alone(recite: RecitePage) -> None:
    headings = [str(recite.scopes.itemData(n, Qt.ItemDataRole.UserRole + 1)) for n in range(recite.scopes.count())]
    place = next(n for n, heading in enumerate(headings) if "总体要求" in heading)
    recite.scopes.setCurrentIndex(place)
    assert recite._open is not None
    start, end = recite.scopes.itemData(place)
    assert recite._session is not None
    for number in range(recite._total):
        span = recite._session.span(number)
        assert start <= span.start
        assert span.end <= end
    while recite.current is not None:
        recite.reveal()
        recite.judge(True)


def test_where_nothing_is_marked_it_says_so(window: MainWindow, recite: RecitePage, tmp_path: Path) -> None:
    assert window.workspace is not None
    (tmp_path / "空.txt").write_text("今天我们去公园看花，花很好看。\n", "utf-8")
    imported = window.workspace.library.import_file(tmp_path / "空.txt")
    window.show_target("recite", imported.article_id)
    if recite._total == 0:
        assert "没有标出" in recite.bar.words.text()
