"""Theme and language are changed while a question stands half answered: nothing typed is lost, and it goes on.

With mouse and keyboard in a real window; each step leaves a screenshot to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.domain.card import Rating
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.pages.settings_page import SettingsPage
from tests.journeys.hands import CTRL, KEY, button, choose, click, press, write
from tests.ui.test_every_page import HAN, faults, foreign
from tools.build_translations import compile_all

pytestmark = pytest.mark.journey


def setting(window: MainWindow, name: str) -> QComboBox:
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    return next(each for each in page.findChildren(QComboBox) if each.accessibleName() == name)


def test_theme_and_language_during_a_quiz(
    start: Callable[..., Program], picture: Callable[[MainWindow, str], None], seed: Path, qtbot: QtBot
) -> None:
    compile_all()
    article = (seed / "article_gold.txt").read_text("utf-8")
    window = start().window
    window.import_files([seed / "article_gold.txt"])
    qtbot.waitUntil(lambda: window.current == "proposals", timeout=30_000)
    click(button(window.rail, "复习"))
    review = window.page("review")
    assert isinstance(review, ReaderPage)
    quiz = review.quiz
    quiz.bar.modes.setFocus()
    choose(quiz.bar.modes, "填空")
    card = quiz.card
    assert card is not None
    click(quiz.field)
    write(card.answer[:1])
    picture(window, "d1_half_answered")
    light = review.grab().toImage().pixelColor(400, 60)

    click(button(window.rail, "设置"))
    choose(setting(window, "主题"), "深色")
    choose(setting(window, "语言"), "English")
    qtbot.waitUntil(lambda: window.windowTitle() != "温故")
    press(KEY.Key_3, CTRL)
    assert window.page("review") is review
    assert (quiz.card, quiz.field.text()) == (card, card.answer[:1])
    assert quiz.field.hasFocus()
    dark = review.grab().toImage().pixelColor(400, 60)
    assert dark.lightness() < 80 < light.lightness()
    assert [said for said in foreign(window) if any(run not in article for run in HAN.findall(said[9:]))] == []
    assert not faults(window)
    assert card.answer not in review.view.toPlainText()
    picture(window, "d2_dark_english")

    write(card.answer[1:])
    press(KEY.Key_Return)
    assert quiz.answered
    press(KEY.Key_7, CTRL)  # and back while the answer stands
    choose(setting(window, "Language"), "简体中文")
    qtbot.waitUntil(lambda: window.windowTitle() == "温故")
    choose(setting(window, "主题"), "浅色")
    press(KEY.Key_3, CTRL)
    assert quiz.answered
    assert button(quiz, "撤销上一次评分")
    said = " ".join(each.text() for each in quiz.findChildren(QLabel) if each.isVisible())
    assert re.findall("[A-Za-z]{2,}", said) == ["Enter"]
    assert "天" in quiz.ratings.buttons[Rating.EASY].interval
    picture(window, "d3_back")
    press(KEY.Key_3)
    assert window.workspace is not None
    assert window.workspace.statistics.summary().reviews == 1
    assert quiz.card is not None
    assert quiz.card.id != card.id
    assert quiz.asking
    press(KEY.Key_Z, CTRL)
    assert quiz.card.id == card.id
    assert window.workspace.statistics.summary().reviews == 0
