"""Keys and input methods in any order: nothing is rated or submitted while composing, and nothing twice."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.main_window import MainWindow
from desktop.ui.pages.reader_page import ReaderPage
from tests.ui.conftest import compose
from tests.ui.test_quiz import reviews

KEY = Qt.Key
SEQUENCES = 1_000
PREEDITS = ("l", "liang", "liang'ge", "que li", "2", "两ge")
COMMITS = ("两个确立", "两个", "二〇三五年", "a", "。")
KEYS = (KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space, KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_4, KEY.Key_Escape)
RATING_KEYS = KEYS[:-1]


@pytest.mark.parametrize("mode", ["typed", "choice"])
def test_random_events_never_rate_twice_or_while_composing(window: MainWindow, review: ReaderPage, mode: str) -> None:
    """Of each event: no more than one step forward, none while composing, a rating only where an answer stands."""
    assert window.workspace is not None
    ids = [card.id for card in window.workspace.cards.search("")[1]]
    review._state.quiz_mode = mode
    review.spread.arrange(contents=False, text=False, quiz=True)
    review.go_through(ids)
    quiz, chance = review.quiz, Random(20251128)
    asked: list[str] = []
    shown: list[str] = []
    quiz.asked.connect(lambda card: asked.append(card.id))
    quiz.revealed.connect(lambda card: shown.append(card.id))
    rated = reviews(window)
    composing_events = ratings = 0
    for _ in range(SEQUENCES // 2):
        for _ in range(chance.randint(2, 6)):
            if quiz.card is None:
                review.go_through(ids)
            field = QApplication.focusWidget()
            assert field is not None
            composing = field is quiz.field and quiz.field.composing
            answered, steps, answers = quiz.answered, len(asked), len(shown)
            kind = chance.choice(("preedit", "commit", "key", "key", "key"))
            key = None
            if kind == "preedit" and field is quiz.field:
                compose(field, chance.choice(PREEDITS))
            elif kind == "commit" and field is quiz.field:
                compose(field, "", chance.choice(COMMITS))
            else:
                key = chance.choice(KEYS)
                QTest.keyClick(field, key)
            now = reviews(window)
            assert now - rated in (0, 1)
            assert len(shown) - answers in (0, 1)
            if now > rated:
                assert answered
                assert not composing
                assert key in RATING_KEYS
                ratings += 1
            if composing or key is None:
                assert (len(asked), len(shown), now) == (steps, answers, rated)
                composing_events += composing
            rated = now
    assert composing_events > (200 if mode == "typed" else -1)
    assert ratings > 100


def test_after_a_commit_enter_submits_once(window: MainWindow, review: ReaderPage) -> None:
    """Enter ends the composition, the next one submits, the one after that rates."""
    shown: list[str] = []
    review.quiz.revealed.connect(lambda card: shown.append(card.id))
    compose(review.quiz.field, "liang'ge")
    QTest.keyClick(review.quiz.field, KEY.Key_Return)
    assert not shown
    compose(review.quiz.field, "", "两个确立")
    QTest.keyClick(review.quiz.field, KEY.Key_Return)
    assert len(shown) == 1
    assert reviews(window) == 0
