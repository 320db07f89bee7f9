"""A card forgotten too often is offered to be rewritten, and the question that stands stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.domain.article import TextSpan
from desktop.domain.card import CardState, Rating
from desktop.services.preferences import Preferences
from desktop.ui.dialogs.edit_dialog import EditClozeDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.reader_page import ReaderPage
from tests.ui.test_quiz import press


@pytest.mark.parametrize(("action", "suspended"), [("tag", False), ("suspend", True)])
def test_a_leech_is_rewritten_from_the_notice_without_losing_the_place(
    window: MainWindow, review: ReaderPage, action: str, suspended: bool
) -> None:
    assert window.workspace is not None
    workspace = window.workspace
    preferences = Preferences(workspace.collection)
    for name, text in (("learning_steps", ""), ("leech_threshold", "1"), ("leech_action", action)):
        preferences.set(name, text)
    leech = review.quiz.card
    assert leech is not None
    assert workspace.review(None).answer(leech.id, Rating.EASY).after.state is CardState.REVIEW
    review.quiz.show_edited()
    press(Qt.Key.Key_Return)  # an empty answer
    press(Qt.Key.Key_1)
    standing = review.quiz.card
    assert standing is not None
    assert standing.id != leech.id
    assert f"“{leech.answer}”已忘记 1 次" in window.notices.text
    assert ("先停下不问" in window.notices.text) is suspended
    review.quiz.field.setText("写到一半")

    assert window.notices.act()
    dialog = review.findChild(EditClozeDialog)
    assert dialog is not None
    assert dialog.isVisible()
    sentence, start = leech.sentence, leech.blanks[0].start
    dialog.cloze_saved.emit(f"（记住）{sentence}", TextSpan(start + 4, leech.blanks[0].end + 4))
    assert not dialog.isVisible()
    assert workspace.review(None).card(leech.id).sentence == f"（记住）{sentence}"
    assert review.quiz.card == standing
    assert review.quiz.asking
    assert review.quiz.field.text() == "写到一半"

    assert workspace.review(None).card(leech.id).suspended is suspended
    if suspended:
        assert "还停着" in window.notices.text
        assert window.notices.act()
        assert not workspace.review(None).card(leech.id).suspended
