"""Planning for an exam, and the tree of decks with their options, in a real window."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.domain.card import CardState, Rating
from desktop.domain.cloze import Density
from desktop.services.collection import Collection
from desktop.services.decks import Decks
from desktop.services.exam import ExamPlanning
from desktop.services.memory_tuning import MemoryTuning
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.cards_page import CardsPage
from desktop.ui.pages.decks_page import DecksPage
from desktop.ui.pages.exam_page import ExamPage
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.pages.today_page import TodayPage


@pytest.fixture
def collection(window: MainWindow, article: Path) -> Collection:
    """A short article, and six cards in decks of the learner's own."""
    assert window.workspace is not None
    window.workspace.library.import_file(article, density=Density.ALL)
    for number in range(6):
        window.workspace.workshop.add_basic(f"问{number}", f"答{number}", deck=("法律::民法", "法律::刑法")[number % 2])
    return window.workspace.collection


@pytest.fixture
def exam(window: MainWindow, collection: Collection, qtbot: QtBot) -> ExamPage:
    window.go("exam")
    qtbot.waitExposed(window)
    page = window.page("exam")
    assert isinstance(page, ExamPage)
    return page


@pytest.fixture
def decks(window: MainWindow, collection: Collection, qtbot: QtBot) -> DecksPage:
    window.go("decks")
    qtbot.waitExposed(window)
    page = window.page("decks")
    assert isinstance(page, DecksPage)
    return page


def test_a_plan_is_seen_before_it_is_followed_and_given_up_again(
    window: MainWindow, collection: Collection, exam: ExamPage, qtbot: QtBot
) -> None:
    assert "%" in exam._predicted.text()
    assert ExamPlanning(collection).wish() is None
    exam.recall.setValue(85)
    exam.date.setDate(exam.date.minimumDate().addDays(29))
    qtbot.waitUntil(lambda: exam._outlook is not None and exam._outlook.wish.retention == 0.85)
    exam.follow.click()
    wish = ExamPlanning(collection).wish()
    assert wish is not None
    assert (wish.retention, wish.minutes) == (0.85, 20.0)
    qtbot.waitUntil(lambda: exam._headline.text() == "距考试还有 30 天")
    assert exam.chart.csv().count("\n") == 30
    exam.give_up.click()
    assert ExamPlanning(collection).wish() is None
    assert window.notices.act()  # undo
    assert ExamPlanning(collection).wish() == wish


def test_what_would_help_is_one_click(collection: Collection, exam: ExamPage, qtbot: QtBot) -> None:
    exam.unit.setCurrentIndex(1)
    exam.amount.setValue(2)
    exam.recall.setValue(97)
    exam.date.setDate(exam.date.minimumDate().addDays(5))
    qtbot.waitUntil(lambda: exam._outlook is not None and exam._outlook.remedies is not None)
    offered = [made for made in exam._remedies if made.property("wish") is not None]
    assert offered
    before = exam._outlook
    assert before is not None
    offered[0].click()
    assert exam.wish == offered[0].property("wish") or exam.wish != before.wish
    assert exam._outlook is not None
    assert exam._outlook.plan.shortfall < before.plan.shortfall


def test_in_a_small_window_the_answer_and_what_would_help_are_seen_without_scrolling(
    window: MainWindow, exam: ExamPage, qtbot: QtBot
) -> None:
    window.resize(900, 600)
    exam.unit.setCurrentIndex(1)
    exam.amount.setValue(2)
    exam.recall.setValue(97)
    exam.date.setDate(exam.date.minimumDate().addDays(5))
    qtbot.waitUntil(lambda: exam._outlook is not None and exam._outlook.remedies is not None)
    offered = [made for made in exam._remedies if made.isVisible()]
    assert offered
    for widget in (exam._predicted, exam._lacking, *offered, exam.follow, exam.date, exam.recall, exam.amount):
        assert widget.visibleRegion().boundingRect() == widget.rect(), widget.objectName()
    assert exam._predicted.mapTo(exam, QPoint()).y() < exam.date.mapTo(exam, QPoint()).y()


def test_an_exam_about_one_deck(collection: Collection, exam: ExamPage, qtbot: QtBot) -> None:
    exam.scope.choice.setCurrentIndex(1)
    items = [exam.scope.list.item(row) for row in range(exam.scope.list.count())]
    (deck,) = [item for item in items if item.text() == "牌组：法律 › 民法"]
    assert sum(item.text().startswith("文章") for item in items) == 1
    deck.setCheckState(Qt.CheckState.Checked)
    assert exam.wish.decks == ("法律::民法",)
    qtbot.waitUntil(lambda: exam._outlook is not None and exam._outlook.plan.cards == 3)


def test_without_decks_there_is_a_way_on_and_no_empty_form(window: MainWindow, qtbot: QtBot) -> None:
    window.go("decks")
    page = window.page("decks")
    assert isinstance(page, DecksPage)
    qtbot.waitUntil(page._none_yet.isVisible)
    assert not page.name.isVisible()
    page.new_name.setText("公文")
    page.new_name.returnPressed.emit()
    qtbot.waitUntil(page.name.isVisible)
    assert page._none_yet.isHidden()


def test_the_tree_tells_what_waits_and_one_deck_is_studied(
    window: MainWindow, decks: DecksPage, collection: Collection, qtbot: QtBot
) -> None:
    decks.open_target("法律")
    assert decks.tree.deck == "法律"
    assert "今天新学 6" in decks._facts.text()
    qtbot.waitUntil(lambda: "/ 6 张" in decks._year.text())
    decks.study.click()
    assert window.current == "review"
    page = window.page("review")
    assert isinstance(page, ReaderPage)
    assert page.quiz.card is not None
    assert page.quiz.card.deck.startswith("法律::")


def test_the_year_keeps_its_place_while_it_is_worked_out(decks: DecksPage, qtbot: QtBot) -> None:
    decks.open_target("法律")
    assert decks.chart.accessibleDescription() == "正在推算…"
    height = decks.chart.height()
    assert decks._year.text()
    qtbot.waitUntil(lambda: "/ 6 张" in decks._year.text())
    assert decks.chart.accessibleDescription().startswith("第 1 周")
    assert decks.chart.height() == height
    decks.options.spin("new_per_day").setValue(1)
    assert decks.chart.accessibleDescription().startswith("第 1 周")  # what was drawn stays until there is better


def test_options_are_set_and_reset_and_undone(window: MainWindow, decks: DecksPage, collection: Collection) -> None:
    decks.open_target("法律::民法")
    decks.options.spin("new_per_day").setValue(1)
    below = Preferences(collection, "法律::民法")
    assert below.sources()["new_per_day"].source == "法律::民法"
    assert "今天新学 1" in decks._facts.text()
    assert decks.options._resets["new_per_day"].isVisible()
    assert not decks.options._resets["reviews_per_day"].isVisible()  # nothing of its own to take back
    decks.options.option_reset.emit("new_per_day")
    assert below.get("new_per_day") == "20"
    assert not decks.options._resets["new_per_day"].isVisible()
    window._undoing.undo()
    assert below.get("new_per_day") == "1"
    decks.open_target("法律")
    decks.options.spin("reviews_per_day").setValue(77)
    decks.open_target("法律::民法")
    assert decks.options._sources["reviews_per_day"].text() == "来自“法律”"
    assert not decks.options._sources["new_per_day"].isVisible()
    week = decks.options._controls["easy_days"]
    week.days[6].click()  # type: ignore[attr-defined]
    assert below.get("easy_days") == "1 1 1 1 1 1 0.5"


def test_a_deck_is_made_renamed_and_removed(window: MainWindow, decks: DecksPage, collection: Collection) -> None:
    decks.new_name.setText("公文")
    decks.new_name.returnPressed.emit()
    assert decks.tree.deck == "公文"
    decks.name.setText("法律::公文")
    decks.name.setModified(True)
    decks.name.editingFinished.emit()
    assert "法律::公文" in Decks(collection).names()
    decks.name.setText("法律::民法")  # taken
    decks.name.setModified(True)
    decks.name.editingFinished.emit()
    assert window.notices.notice is not None
    assert window.notices.notice.kind == "error"
    assert decks.name.text() == "法律::公文"
    decks.remove.click()
    assert "法律::公文" not in Decks(collection).names()
    assert window.notices.act()
    assert "法律::公文" in Decks(collection).names()


def test_parameters_are_fitted_beside_the_window_and_can_be_stopped(decks: DecksPage, collection: Collection) -> None:
    decks.train.click()  # in a process of its own
    assert decks._tuning is not None
    assert decks._tuning.found is None
    assert not decks.stop.isVisible()
    assert not decks.use.isVisible()


def test_leeches_are_offered_to_be_rewritten(window: MainWindow, decks: DecksPage, collection: Collection) -> None:
    Preferences(collection).set("leech_threshold", "1")
    Preferences(collection).set("learning_steps", "")
    session = ReviewSession(collection, deck="法律")
    card = session.next_card()
    assert card is not None
    assert session.answer(card.id, Rating.EASY).after.state is CardState.REVIEW
    session.answer(card.id, Rating.AGAIN)
    Decks(collection).rename("法律", "法律 一")
    decks.open_target("法律 一")
    assert decks.leeches.isVisible()
    decks.leeches.click()
    assert window.current == "cards"
    found = window.page("cards")
    assert isinstance(found, CardsPage)
    assert [each.id for each in found._fetch(found.model.keys)] == [card.id]


def test_nothing_is_used_that_was_not_better(collection: Collection) -> None:
    assert not MemoryTuning(collection).apply(MemoryTuning(collection).propose())


def test_today_tells_of_the_exam_and_of_what_piled_up(
    window: MainWindow, collection: Collection, exam: ExamPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    exam.follow.click()
    window.go("today")
    today = window.page("today")
    assert isinstance(today, TodayPage)
    assert today._exam_card.isVisible()
    assert today._exam_days.text() == "60 天"
    exam.give_up.click()
    assert window.workspace is not None
    ids = [window.workspace.workshop.add_basic(f"旧{number}", f"答{number}") for number in range(70)]
    window.workspace.workshop.set_due(ids, 1)
    moment = collection.now() + timedelta(days=40)
    monkeypatch.setattr(collection, "now", lambda: moment)
    today.mark_stale()
    assert "积压了 70 张" in today._hints._overdue.text()
    today._hints.days.setValue(10)
    assert "每天补 7 张" in today._hints._overdue.text()
    today._hints.start.click()
    today.mark_stale()
    assert "还有 10 天，每天 7 张" in today._hints._overdue.text()
    assert ReviewSession(collection).counts().review == 7
    today._hints.stop.click()
    assert ReviewSession(collection).counts().review == 70
