"""Words explained, read aloud and annotated while an article is read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.card import Rating
from desktop.domain.errors import BadValue
from desktop.ui.dialogs.edit_dialog import EditDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.models.outline_model import RECALL_ROLE
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.reading_marks import ReadingMarks
from desktop.ui.speech import Speaker, Voice
from desktop.ui.widgets.phrase_marks import Density


@pytest.fixture
def reader(window: MainWindow, article: Path, qtbot: QtBot) -> ReaderPage:
    """The reader with a short article that has cards."""
    window.import_files([article])
    assert window.workspace is not None
    window.open_article(window.workspace.library.summaries()[0].id)
    page = window.page("reader")
    assert isinstance(page, ReaderPage)
    qtbot.waitUntil(lambda: isinstance(page.view._marks, ReadingMarks))
    return page


def select(page: ReaderPage, words: str) -> None:
    start = page.view.toPlainText().index(words)
    cursor = QTextCursor(page.view.document())
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    page.view.setTextCursor(cursor)


def seen(page: ReaderPage) -> set[str]:
    text = page.view.toPlainText()
    return {text[mark.start : mark.end] for mark in page.view._marks.between(0, len(text)) if mark.seen}


def test_marks_are_few_unless_more_are_wanted(reader: ReaderPage) -> None:
    """With cards only what cards ask for; then what matters most as well; then everything. It is remembered."""
    assert reader.legend.density is Density.IMPORTANT
    important = seen(reader)
    assert "两个确立" in important
    reader.perform("marks")
    everything = seen(reader)
    reader.perform("marks")
    cards = seen(reader)
    assert cards < important < everything
    assert "信访工作条例" in important - cards
    assert reader._state.marks == "cards"


def test_a_phrase_without_a_mark_answers_to_the_pointer(reader: ReaderPage) -> None:
    text = reader.view.toPlainText()
    hidden = next(mark for mark in reader.view._marks.between(0, len(text)) if not mark.seen)
    box = reader.view.box_of(hidden)
    assert reader.view.mark_at(QPointF(box.left() + 4, box.bottom() - 4)) == hidden


def test_the_card_of_a_phrase_says_what_is_known(reader: ReaderPage, window: MainWindow, tmp_path: Path) -> None:
    other = tmp_path / "另一篇.txt"
    other.write_text("另一篇文章\n深刻领悟“两个确立”的决定性意义。\n", "utf-8")
    assert window.workspace is not None
    window.workspace.library.import_file(other)
    select(reader, "两个确立")
    QTest.keyClick(reader.view, Qt.Key.Key_I)
    card = reader.tools.card
    assert card.isVisible()
    assert card._words.text() == "两个确立"
    assert card._pinyin.text() == "liǎng gè què lì"
    assert "本文 1 处，另见 1 篇文章" in card._places.text()
    assert "1 张卡片" in card._memory.text() or "2 张卡片" in card._memory.text()
    assert "两个确立" in card.accessibleDescription()
    QTest.keyClick(reader.view, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert window.current == "reader"


def test_the_glossary_expands_what_an_article_does_not(reader: ReaderPage) -> None:
    select(reader, "四个自信")
    reader.perform("about_phrase")
    assert reader.tools.card._expansion.text().split("\n")[0] == "1. 道路自信"
    assert "/" not in reader.tools.card._source.text()
    select(reader, "两个维护")
    reader.perform("about_phrase")
    assert reader.tools.card._expansion.text().split("\n")[1] == "2. 坚决维护党中央权威和集中统一领导"
    assert reader.tools.card._source.text() == "据中共十九届六中全会公报（2021年11月11日）"


def test_keys_step_from_phrase_to_phrase(reader: ReaderPage) -> None:
    text = reader.view.toPlainText()
    found = []
    for _ in range(4):
        QTest.keyClick(reader.view, Qt.Key.Key_BracketRight)
        assert reader.view.pointed is not None
        found.append(reader.view.pointed.start)
    assert found == sorted(set(found))
    QTest.keyClick(reader.view, Qt.Key.Key_BracketLeft)
    assert reader.view.pointed.start == found[-2]
    assert reader.tools.card._words.text() == text[found[-2] : reader.view.pointed.end]


def test_a_click_on_a_phrase_explains_it(reader: ReaderPage) -> None:
    mark = reader.view.step_mark(1)
    assert mark is not None
    point = reader.view.box_of(mark).center()
    reader.view.point_at(None)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        button, held = Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton
        where = reader.view.viewport().mapToGlobal(point)
        event = QMouseEvent(kind, point, where, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(reader.view.viewport(), event)
    assert reader.tools.card.isVisible()


def test_nothing_is_explained_while_it_is_asked(review: ReaderPage) -> None:
    select(review, "枫桥经验")
    assert not review.can("about_phrase")
    review.quiz.reveal()
    select(review, "枫桥经验")
    assert review.can("about_phrase")


def test_pinyin_stands_above_characters_and_can_be_corrected(reader: ReaderPage, window: MainWindow) -> None:
    QTest.keyClick(reader.view, Qt.Key.Key_Y)  # hard characters
    assert reader._state.pinyin == "hard"
    block = reader.view.document().findBlockByNumber(2)
    plain = reader.view._layout.blockBoundingRect(block).height()
    QTest.keyClick(reader.view, Qt.Key.Key_Y)  # all
    rubies = reader.view._block_rubies(block)
    assert [ruby.text for ruby in rubies[:4]] == ["rén", "mín", "fǎ", "yuàn"]
    assert reader.view._layout.blockBoundingRect(block).height() > plain > 0
    reader.view.grab()
    assert window.workspace is not None
    with pytest.raises(BadValue):
        window.workspace.pinyin.correct("法院", "fa3")
    select(reader, "法院")
    reader.perform("reading")
    (dialog,) = reader.findChildren(EditDialog)
    dialog.fields[0].setPlainText("fa1 yuan4 x9")
    dialog.save()
    assert "2 个" in dialog._hint.text()
    dialog.fields[0].setPlainText("fa1 yuan4")
    dialog.save()
    assert [ruby.text for ruby in reader.view._block_rubies(block)[:4]] == ["rén", "mín", "fā", "yuàn"]
    window.actions_table["undo"].trigger()
    assert window.workspace.pinyin.annotate("法院") == ["fǎ", "yuàn"]
    assert "法院" in window.notices.text


def test_pinyin_of_the_selected_word_only(reader: ReaderPage) -> None:
    select(reader, "人民法院")
    reader.perform("pinyin")
    rubies = reader.view._block_rubies(reader.view.document().findBlockByNumber(2))
    assert [ruby.text for ruby in rubies] == ["rén", "mín", "fǎ", "yuàn"] * (len(rubies) // 4)
    assert rubies
    select(reader, "人民法院")
    reader.perform("pinyin")
    assert not reader.view._block_rubies(reader.view.document().findBlockByNumber(2))


def test_a_hidden_answer_has_no_pinyin(review: ReaderPage) -> None:
    review.perform("pinyin")
    review.perform("pinyin")
    review.perform("pinyin")
    assert review.quiz.asking
    assert review.quiz.card is not None
    answer = review.quiz.card.answer
    text = review.view.toPlainText()
    assert answer not in text
    for number in range(review.view.document().blockCount()):
        block = review.view.document().findBlockByNumber(number)
        for ruby in review.view._block_rubies(block):
            assert block.text()[ruby.start] != "＿"


def test_headings_tell_how_well_their_cards_are_remembered(review: ReaderPage, qtbot: QtBot) -> None:
    model = review.contents.tree.model()
    assert all(model.index(row, 0).data(RECALL_ROLE) is None for row in range(model.rowCount()))
    while review.quiz.card is not None:
        review.quiz.reveal()
        review.quiz.rate(Rating.EASY)
    qtbot.waitUntil(lambda: any(model.index(row, 0).data(RECALL_ROLE) for row in range(model.rowCount())))
    index = next(model.index(row, 0) for row in range(model.rowCount()) if model.index(row, 0).data(RECALL_ROLE))
    assert "100 %" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    review.spread.arrange(contents=True, text=True, quiz=False)
    review.contents.grab()


@pytest.mark.parametrize("by_input", [True, False])
def test_text_reaches_the_voice_and_nothing_else(tmp_path: Path, by_input: bool, qtbot: QtBot) -> None:
    """A program that writes down what it is given; quotes and dollars are only text."""
    heard, script = tmp_path / "heard.txt", tmp_path / "voice.py"
    source = "sys.stdin.buffer.read()" if by_input else "sys.argv[-1].encode()"
    script.write_text(f"import sys; open({str(heard)!r}, 'wb').write({source})", "utf-8")
    speaker = Speaker(Voice(sys.executable, (str(script), "--"), by_input))
    text = "“两个确立”; $(touch x) `id` \"'"
    speaker.say(text)
    qtbot.waitUntil(lambda: heard.exists() and heard.read_text("utf-8") == text, timeout=10_000)
    speaker.stop()


def test_without_a_voice_it_is_said_why(reader: ReaderPage, window: MainWindow) -> None:
    reader.tools.speaker.voice = None
    reader.perform("speak")
    assert "语音" in window.notices.text
    select(reader, "两个确立")
    reader.perform("about_phrase")
    assert not reader.tools.card._speak.isEnabled()
    assert "语音" in reader.tools.card._speak.toolTip()
