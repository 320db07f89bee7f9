"""Settings that are found and reset, the manual, the licences, the three first steps."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.domain.settings import scheduler_options
from desktop.paths import resource
from desktop.ui.actions import ACTIONS
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.help_page import HelpPage
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.pages.settings_page import SettingsPage
from tools.build_licences import parts


@pytest.fixture
def settings(window: MainWindow) -> SettingsPage:
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def shown(page: SettingsPage) -> list[str]:
    return [row.name for _, rows in page._groups for row in rows if row.isVisible()]


def test_settings_are_found_by_words(settings: SettingsPage) -> None:
    everything = shown(settings)
    settings._search.setText("每天 新")
    assert shown(settings) == ["每天新学"]
    settings._search.setText("new_per")
    assert shown(settings) == ["每天新学"]
    settings._search.setText("没有的东西")
    assert not shown(settings)
    assert settings._nothing.isVisible()
    QTest.keyClick(settings, Qt.Key.Key_Escape)
    assert shown(settings) == everything


def test_a_setting_goes_back_to_its_default(settings: SettingsPage, window: MainWindow) -> None:
    row = settings._options["new_per_day"][0]
    assert not row._reset.isVisible()
    assert isinstance(row.control, QSpinBox)
    row.control.setValue(7)
    assert row._reset.isVisible()
    row._reset.click()
    assert window.workspace is not None
    assert window.workspace.preferences.get("new_per_day") == "20"
    assert not row._reset.isVisible()


def test_every_option_keeps_what_is_set(settings: SettingsPage, window: MainWindow) -> None:
    assert window.workspace is not None
    assert settings._options.keys() <= scheduler_options().keys()
    for name, value in (
        ("day_start", 5),
        ("new_order", "random"),
        ("new_mix", "mixed"),
        ("bury_siblings", True),
        ("leech_action", "suspend"),
    ):
        row, spell, _ = settings._options[name]
        row.show_value(value)
        row.changed.emit(value)
        assert window.workspace.preferences.get(name) == spell(value)


def test_a_bad_value_is_refused_with_words(settings: SettingsPage, window: MainWindow) -> None:
    row = settings._options["learning_steps"][0]
    assert isinstance(row.control, QLineEdit)
    before = row.control.text()
    row.control.setText("soon")
    row.control.editingFinished.emit()
    assert window.notices.notice is not None
    assert window.notices.notice.kind == "error"
    assert row.control.text() == before


def test_the_article_font_is_the_learners(settings: SettingsPage, window: MainWindow) -> None:
    control = settings._font.control
    assert isinstance(control, QComboBox)
    assert control.count() > 1
    family = str(control.itemData(1))
    control.setCurrentIndex(1)
    page = window.page("reader")
    assert isinstance(page, ReaderPage)
    assert page.view.document().defaultFont().families()[0] == family or window._state.article_font == family
    control.setCurrentIndex(0)
    assert window._state.article_font == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_manual_is_there_and_searchable(open_program: Callable[..., Program], language: str) -> None:
    window = open_program(language).window
    QTest.keyClick(window, Qt.Key.Key_F1)
    page = window.page("help")
    assert window.current == "help"
    assert isinstance(page, HelpPage)
    page._search.setText("Ctrl+Z")
    assert page._count.text().split()[0].isdigit()
    assert page._text.textCursor().selectedText() == "Ctrl+Z"
    page._list.setCurrentRow(3)
    assert page._list.item(3).text().strip() in page._text.toPlainText()


def test_both_manuals_have_the_same_parts() -> None:
    heads = [
        [len(marks) for marks, _ in re.findall(r"^(#+) (.+)$", resource("help", f"{name}.md").read_text("utf-8"), re.M)]
        for name in ("zh", "en")
    ]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_keys_in_the_manual_exist(language: str) -> None:
    text = resource("help", f"{language}.md").read_text("utf-8")
    named = {key.replace(" ", "") for key in re.findall(r"\*\*([^*]{1,12})\*\*", text)}
    known = {key for spec in ACTIONS for key in spec.keys} | {"Enter"}
    assert named <= known, named - known


def test_pictures_of_the_manual_are_shipped() -> None:
    for name in ("zh", "en"):
        for picture in re.findall(r"!\[.*?\]\((.*?)\)", resource("help", f"{name}.md").read_text("utf-8")):
            assert resource("help", picture).stat().st_size < 200_000


def test_every_part_is_named_with_its_licence(window: MainWindow) -> None:
    """What is installed with Wengu here is in the table that is shipped, and the page shows it."""
    listed = {part["name"].lower(): part for part in json.loads(resource("licences.json").read_text("utf-8"))}
    for part in parts():
        assert listed[part["name"].lower()]["licence"] == part["licence"]
    assert all(part["licence"] not in ("", "?") for part in listed.values())
    for name in ("PySide6-Essentials", "SQLAlchemy", "genanki", "fpdf2"):
        try:
            assert distribution(name).metadata["Name"].lower() in listed
        except PackageNotFoundError:
            pytest.fail(f"{name} is not installed")
    window.show_target("help", "about")
    page = window.page("help")
    assert isinstance(page, HelpPage)
    assert "genanki" in page._text.toPlainText()
    assert "LGPL-3.0-only" in page._text.toPlainText()


def test_the_first_start_offers_three_steps(open_program: Callable[..., Program]) -> None:
    window = open_program("en", starters=True).window
    tour = window.first_steps.card
    assert tour is not None
    assert tour.isVisible()
    window.go("articles")
    assert not tour.isVisible()  # the offer stands on Today alone
    window.go("today")
    rooms = []
    assert tour._text.height() >= tour._text.heightForWidth(tour._text.width())
    for _ in range(3):
        tour._go.click()
        rooms.append(window.current)
        page = window.page(window.current)
        assert tour.isVisible()
        assert page.mapTo(window, page.rect().bottomLeft()).y() < tour.mapTo(window, tour.rect().topLeft()).y()
    assert rooms == ["reader", "proposals", "reader"]
    reader = window.page("reader")
    assert isinstance(reader, ReaderPage)
    assert reader.quiz.asking
    tour._go.click()
    assert window.first_steps.card is None
    assert window._state.toured
    window.start_tour()
    assert window.first_steps.card is not None
    window.first_steps.card._skip.click()
    assert window.first_steps.card is None


def test_the_steps_are_not_forced_on_anyone_twice(open_program: Callable[..., Program]) -> None:
    program = open_program(starters=True)
    assert program.window.first_steps.card is not None
    program.window.first_steps.card._skip.click()
    program.window.close()
    program.close()
    assert open_program(starters=True).window.first_steps.card is None


def test_the_place_of_backups_is_chosen_and_kept(window: MainWindow, tmp_path: Path) -> None:
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    folder = tmp_path / "备份"
    assert page._usual_place.isHidden()
    page.set_backup_folder(folder)
    assert window._state.backup_folder == folder
    assert str(folder) in page._backup_words.text()
    page._backup.click()
    assert [made.suffix for made in folder.iterdir()] == [".db"]
    page._usual_place.click()
    assert window._state.backup_folder is None
    page._backup.click()
    assert len(list(folder.iterdir())) == 1


def test_the_pictures_of_the_manual_fit_beside_its_contents(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(900, 600)
    window.show_target("help", "")
    page = window.page("help")
    assert isinstance(page, HelpPage)
    qtbot.waitUntil(lambda: page._text.horizontalScrollBar().maximum() == 0)
    assert page._text.document().idealWidth() > 0
