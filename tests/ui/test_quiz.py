"""Answering with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.article import TextSpan
from desktop.domain.card import CardState, Rating
from desktop.domain.question import MASK
from desktop.services.preferences import Preferences
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.widgets.answer_clock import IDLE_MS, AnswerClock
from tests.ui.conftest import compose

KEY = Qt.Key


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A real key event to whatever has the focus, shortcuts included."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def reviews(window: MainWindow) -> int:
    assert window.workspace is not None
    return window.workspace.statistics.summary().reviews


def answer(review: ReaderPage) -> str:
    assert review.quiz.card is not None
    return review.quiz.card.answer


def test_enter_checks_and_enter_accepts(window: MainWindow, review: ReaderPage) -> None:
    first = review.quiz.card
    compose(review.quiz.field, "", answer(review))
    press(KEY.Key_Return)
    assert review.quiz.answered
    assert review.quiz.ratings.suggested is Rating.GOOD
    press(KEY.Key_Return)
    assert review.quiz.asking
    assert review.quiz.card != first
    assert reviews(window) == 1


@pytest.mark.parametrize("rating", list(Rating))
def test_a_number_rates(window: MainWindow, review: ReaderPage, rating: Rating) -> None:
    card = review.quiz.card
    assert card is not None
    press(KEY.Key_Escape)
    assert review.quiz.answered
    press(Qt.Key(KEY.Key_0 + rating))
    assert reviews(window) == 1
    assert window.workspace is not None
    memory = {m.card_id: m for m in window.workspace.library.memory(card.article_id or "")}
    assert (memory[card.id].state is CardState.REVIEW) == (rating is Rating.EASY)


def test_the_rating_is_saved_before_the_next_card_shows(window: MainWindow, review: ReaderPage) -> None:
    saved: list[int] = []
    review.quiz.asked.connect(lambda card: saved.append(reviews(window)))
    press(KEY.Key_Escape)
    press(KEY.Key_3)
    assert saved == [1]


def test_each_button_shows_what_the_rating_then_gives(window: MainWindow, review: ReaderPage) -> None:
    press(KEY.Key_Escape)
    shown = {rating: made.interval for rating, made in review.quiz.ratings.buttons.items()}
    assert shown[Rating.AGAIN] == "1 分钟"
    assert shown[Rating.GOOD] == "10 分钟"
    assert shown[Rating.EASY].endswith("天")
    assert len(set(shown.values())) == 4


def test_numbers_are_typed_until_the_answer_is_checked(window: MainWindow, review: ReaderPage) -> None:
    QTest.keyClicks(review.quiz.field, "1234")
    assert review.quiz.field.text() == "1234"
    assert reviews(window) == 0
    press(KEY.Key_Return)
    assert review.quiz.answered
    assert review.quiz.ratings.suggested is Rating.AGAIN


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space, KEY.Key_1, KEY.Key_Escape])
def test_a_key_of_the_input_method_does_nothing_else(window: MainWindow, review: ReaderPage, key: Qt.Key) -> None:
    """liangge queli is being composed: the key chooses a word or ends it, and submits nothing."""
    compose(review.quiz.field, "liang'ge")
    press(key)
    assert review.quiz.asking
    assert review.quiz.field.text() == ""
    compose(review.quiz.field, "", "两个确立")
    assert review.quiz.field.text() == "两个确立"
    press(KEY.Key_Return)
    assert review.quiz.answered


def test_space_gives_up_on_an_empty_field_and_goes_on(window: MainWindow, review: ReaderPage) -> None:
    press(KEY.Key_Space)
    assert review.quiz.answered
    assert review.quiz.ratings.suggested is Rating.AGAIN
    press(KEY.Key_Space)
    assert review.quiz.asking
    assert reviews(window) == 1


def test_space_is_a_space_where_something_is_typed(review: ReaderPage) -> None:
    QTest.keyClicks(review.quiz.field, "a b")
    assert review.quiz.field.text() == "a b"
    assert review.quiz.asking


def test_a_chosen_button_wins_over_the_suggestion(window: MainWindow, review: ReaderPage) -> None:
    press(KEY.Key_Escape)
    rated: list[Rating] = []
    review.quiz.rated.connect(lambda card, rating: rated.append(rating))
    press(KEY.Key_Tab)
    press(KEY.Key_Return)
    assert rated == [Rating.HARD]


def test_undo_brings_the_card_back(window: MainWindow, review: ReaderPage) -> None:
    first = review.quiz.card
    assert first is not None
    press(KEY.Key_Escape)
    press(KEY.Key_4)
    assert review.quiz.card is not None
    assert review.quiz.card.id != first.id
    press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert review.quiz.card.id == first.id
    assert review.quiz.asking
    assert reviews(window) == 0


def test_undo_in_the_field_undoes_typing_first(window: MainWindow, review: ReaderPage) -> None:
    press(KEY.Key_Escape)
    press(KEY.Key_4)
    QTest.keyClicks(review.quiz.field, "abc")
    press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert review.quiz.field.text() == ""
    assert reviews(window) == 1
    press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert reviews(window) == 0


def test_the_article_gives_nothing_away(review: ReaderPage) -> None:
    """Neither the article nor the outline nor a screen reader shows the answer before it is due."""
    while review.quiz.card is not None:
        wanted = answer(review)
        assert wanted not in review.view.toPlainText()
        assert MASK * len(wanted) in review.view.toPlainText()
        assert wanted not in review.quiz.view.cloze.toPlainText().replace("\u2060", "") or len(wanted) == 1
        review.quiz.reveal()
        assert wanted in review.view.toPlainText()
        assert wanted in review.quiz.view.cloze.toPlainText().replace("\u2060", "")
        review.quiz.rate(Rating.EASY)


def test_neither_title_nor_outline_gives_the_answer_away(window: MainWindow, review: ReaderPage) -> None:
    """In any form: 审判工作 stands in the title, 总体要求 in a heading."""
    assert window.workspace is not None
    article = window.workspace.library.summaries()[0]
    for words in ("审判工作", "总体要求"):
        start = window.workspace.library.open(article.id).article.text.index(words)
        card_id = window.workspace.workshop.add_cloze(article.id, TextSpan(start, start + len(words)))
        review.quiz._ask(review.quiz.round, window.workspace.review(None).card(card_id))
        outline = [item.text() for item in review.contents._outline._items]
        assert not any(words in text for text in [review._bar._title.text(), review._bar._title.toolTip(), *outline])
        review.quiz.reveal()
        assert article.title == review._bar._title.text()


def test_a_card_is_edited_without_losing_the_place(window: MainWindow, review: ReaderPage) -> None:
    """Before the answer and after it: the same card at the same step, as it is now."""
    assert window.workspace is not None
    card = review.quiz.card
    assert card is not None
    QTest.keyClicks(review.quiz.field, "half")
    sentence = f"又：{card.sentence}"
    start = card.blanks[0].start + 2
    window.workspace.workshop.edit_cloze(card.id, sentence, TextSpan(start, start + len(card.answer)))
    review.quiz.show_edited()
    assert review.quiz.asking
    assert review.quiz.card is not None
    assert (review.quiz.card.id, review.quiz.card.sentence) == (card.id, sentence)
    assert review.quiz.field.text() == "half"
    press(KEY.Key_Return)
    window.workspace.workshop.edit_cloze(card.id, card.sentence, card.blanks[0])
    review.quiz.show_edited()
    assert review.quiz.answered
    assert review.quiz.card.sentence == card.sentence
    press(KEY.Key_3)
    assert reviews(window) == 1


def test_the_article_is_corrected_without_losing_the_place(window: MainWindow, review: ReaderPage) -> None:
    """Words change before the card's sentence: the same card is still asked, and its place is found after it."""
    assert window.workspace is not None
    review.spread.arrange(contents=False, text=True, quiz=True)
    card = review.quiz.card
    assert card is not None
    opened = window.workspace.library.open(card.article_id or "")
    window.workspace.revisions.edit_text(opened.article.id, "一句新的话。\n" + opened.article.text)
    QApplication.processEvents()
    review.refresh()
    assert review.quiz.asking
    assert review.quiz.card is not None
    assert review.quiz.card.id == card.id
    assert card.answer not in review.view.toPlainText()
    press(KEY.Key_Escape)
    assert review.view._current is not None
    start, end = review.view._current
    assert review.view.toPlainText()[start:end] == card.sentence


def test_the_article_goes_to_the_sentence(review: ReaderPage) -> None:
    card = review.quiz.card
    assert card is not None
    press(KEY.Key_Escape)
    assert review.view._current is not None
    start, end = review.view._current
    assert review.view.toPlainText()[start:end] == card.sentence


def test_the_article_can_be_covered(window: MainWindow, review: ReaderPage) -> None:
    window._state.cover_article = True
    press(KEY.Key_Escape)
    press(KEY.Key_3)
    assert not review.view.isVisible()
    press(KEY.Key_Escape)
    assert review.view.isVisible()


def test_a_wrong_answer_shows_the_slip(review: ReaderPage) -> None:
    compose(review.quiz.field, "", answer(review)[:-1] + "错")
    press(KEY.Key_Return)
    assert "错" in review.quiz.answer.given.text()
    assert "<s" in review.quiz.answer.given.text()
    assert review.quiz.ratings.suggested in (Rating.AGAIN, Rating.HARD)


def test_the_end_tells_what_was_missed(window: MainWindow, review: ReaderPage) -> None:
    missed = answer(review)
    review.quiz.reveal()
    review.quiz.rate(Rating.AGAIN)
    while review.quiz.card is not None:
        review.quiz.reveal()
        review.quiz.rate(Rating.EASY)
    assert missed in review.quiz.summary.missed.text()
    assert review.quiz.summary.title.text() == "这一轮学完了"
    assert not review.can("continue")
    press(KEY.Key_Tab)
    press(KEY.Key_Space)
    assert window.current == "today"


def test_what_was_missed_is_gone_through_again(window: MainWindow, review: ReaderPage) -> None:
    """Enter at the end asks the missed cards until each was known; that leaves the schedule alone, and is undone."""
    assert window.workspace is not None
    missed = review.quiz.card
    assert missed is not None
    review.quiz.reveal()
    review.quiz.rate(Rating.AGAIN)
    while review.quiz.card is not None:
        review.quiz.reveal()
        review.quiz.rate(Rating.EASY)
    before = window.workspace.review(None).card(missed.id).schedule
    press(KEY.Key_Return)
    assert review.quiz.card is not None
    assert review.quiz.card.id == missed.id
    press(KEY.Key_Escape)
    press(KEY.Key_1)
    assert review.quiz.card is not None
    assert review.quiz.card.id == missed.id
    press(KEY.Key_Escape)
    press(KEY.Key_3)
    assert review.quiz.card is None
    assert window.workspace.review(None).card(missed.id).schedule == before
    press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert review.quiz.asking


def test_idle_time_does_not_count(review: ReaderPage) -> None:
    """A minute of thinking counts whole, an hour of absence as a minute, time in another window not at all."""
    moment = 0.0
    review.quiz.clock = AnswerClock(lambda: moment)
    review.quiz.clock.start()
    moment = 20_000
    compose(review.quiz.field, "", "两")
    moment += 3_600_000
    compose(review.quiz.field, "", "个")
    review.quiz.clock.pause()
    moment += 600_000
    review.quiz.clock.resume()
    moment += 5_000
    press(KEY.Key_Return)
    assert review.quiz.clock.elapsed() == 20_000 + IDLE_MS + 5_000


def test_the_time_is_kept_with_the_answer(window: MainWindow, review: ReaderPage) -> None:
    moment = 0.0
    review.quiz.clock = AnswerClock(lambda: moment)
    review.quiz.clock.start()
    moment = 12_345
    press(KEY.Key_Escape)
    press(KEY.Key_3)
    assert window.workspace is not None
    with window.workspace.collection.reading() as connection:
        assert connection.exec_driver_sql("SELECT duration_ms FROM reviews").scalar_one() == 12_345


def test_focus_goes_round_without_a_trap(review: ReaderPage) -> None:
    seen: list[QWidget] = []
    for _ in range(30):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
        press(KEY.Key_Tab)
    assert review.quiz.field in seen
    assert review.view in seen
    assert len(seen) >= 5


def test_undo_after_a_typed_answer_takes_the_rating_back(window: MainWindow, review: ReaderPage) -> None:
    first = review.quiz.card
    assert first is not None
    QTest.keyClicks(review.quiz.field, "abc")
    press(KEY.Key_Return)
    press(KEY.Key_3)
    assert reviews(window) == 1
    press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert reviews(window) == 0
    assert review.quiz.card is not None
    assert (review.quiz.card.id, review.quiz.field.text()) == (first.id, "")


def test_undo_takes_back_what_was_done_last_and_says_so(window: MainWindow, review: ReaderPage, tmp_path: Path) -> None:
    """A rating, then an import: the first undo takes the import back and leaves the rating, the next the rating."""
    press(KEY.Key_Escape)
    press(KEY.Key_4)
    assert window.workspace is not None
    (tmp_path / "新.txt").write_text("关于学习的通知\n要深刻领悟“两个确立”的决定性意义。\n", encoding="utf-8")
    window.workspace.library.import_file(tmp_path / "新.txt")
    before = len(window.workspace.library.summaries())
    press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (len(window.workspace.library.summaries()), reviews(window)) == (before - 1, 1)
    assert "关于学习的通知" in window.notices.text
    assert review.quiz.done == 1
    press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (reviews(window), review.quiz.done) == (0, 0)


def test_a_card_whose_article_went_into_the_trash_is_passed_over(window: MainWindow, review: ReaderPage) -> None:
    assert window.workspace is not None
    (article,) = window.workspace.library.summaries()
    window.workspace.library.trash(article.id)
    review.quiz.reveal()
    assert review.quiz.card is None
    assert window.notices.text


def test_the_daily_limit_says_so_and_can_be_passed(window: MainWindow, review: ReaderPage) -> None:
    assert window.workspace is not None
    session = window.workspace.review(None)
    total = session.counts().new + session.held_back()
    Preferences(window.workspace.collection).set("new_per_day", "1")
    review.quiz.reveal()
    review.quiz.rate(Rating.EASY)
    summary = review.quiz.summary
    assert summary.isVisible()
    assert f"还有 {total - 1} 张" in summary.limit.text()
    assert QApplication.focusWidget() is summary.leave  # Enter does not pass the limit
    summary.more.click()
    assert review.quiz.asking
    window.actions_table["undo"].trigger()
    assert summary.isVisible()
    assert summary.more.isVisible()
