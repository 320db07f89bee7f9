"""The page one sees first: what waits, the exam ahead, what to go on with."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.cloze import Density
from desktop.services.exam import ExamPlanning, ExamWish
from desktop.services.preferences import Preferences
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.today_page import TodayPage


def test_the_exam_ahead_is_counted_down_with_what_is_expected(window: MainWindow, article: Path, qtbot: QtBot) -> None:
    workspace = window.workspace
    assert workspace is not None
    workspace.library.import_file(article, density=Density.ALL)
    page = window.page("today")
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: "张卡片" in page._headline.text())
    assert page._exam_card.isHidden()
    day = workspace.statistics.summary().today + timedelta(days=30)
    planning = ExamPlanning(workspace.collection)
    planning.set(ExamWish(day, 0.9), remedies=False)
    qtbot.waitUntil(lambda: page._exam_days.text() == "30 天")
    outlook = planning.show(remedies=False)
    assert outlook is not None
    assert f"{outlook.plan.predicted_recall:.0%}" in page._exam_recall.text()
    planning.clear()
    qtbot.waitUntil(page._exam_card.isHidden)


def test_an_empty_library_shows_how_to_begin_and_takes_a_paste(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page("today")
    assert isinstance(page, TodayPage)
    assert page._beginning.isVisible()
    assert not page._work.isVisible()
    QApplication.clipboard().setText("关于粘贴的通知\n各单位要认真学习粘贴的方法，确保文章完整。\n")
    window.actions_table["paste"].trigger()
    assert window.workspace is not None
    workspace = window.workspace
    qtbot.waitUntil(lambda: len(workspace.library.summaries()) == 1)
    window.go("today")
    qtbot.waitUntil(page._work.isVisible)
    assert not page._beginning.isVisible()


def test_what_the_limit_of_a_day_leaves_for_later_is_said(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    assert workspace is not None
    page = window.page("today")
    assert isinstance(page, TodayPage)
    ids = [workspace.workshop.add_basic(f"题目{number}", f"答案{number}") for number in range(5)]
    workspace.workshop.set_due(ids, 0)
    page.mark_stale()
    qtbot.waitUntil(lambda: page._detail.text() == "复习 5")
    Preferences(workspace.collection).set("reviews_per_day", "2")
    page.mark_stale()
    qtbot.waitUntil(lambda: page._detail.text() == "复习 2 · 另有 3 张留到以后")
