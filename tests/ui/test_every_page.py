"""Every page and every dialog there is: words have room, are in the language of the window, and fit on it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import desktop.ui
from desktop.app import Program
from desktop.domain.card import Rating
from desktop.services.preferences import Preferences
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.rooms import ROOM_OF
from tests.ui.conftest import ARTICLE
from tools.build_translations import compile_all
from tools.every_page import make_dialogs

SIZES = [(1240, 800), (900, 600)]
SHOWN = "温故 温故而知新，可以为师矣。骨直门"  # the seal and the sample of type, in every language
HAN = re.compile(r"[㐀-鿿]+")


def subclasses(kind: type[QDialog]) -> Iterator[type[QDialog]]:
    for made in kind.__subclasses__():
        yield made
        yield from subclasses(made)


def test_every_dialog_is_looked_at(window: MainWindow, article: Path) -> None:
    window.import_files([article])
    for module in pkgutil.walk_packages(desktop.ui.__path__, "desktop.ui."):
        importlib.import_module(module.name)
    ours = {kind for kind in subclasses(QDialog) if kind.__module__.startswith("desktop.")}
    assert set(make_dialogs(window)) == ours


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_or_in_another_language(
    open_program: Callable[..., Program], article: Path, language: str, size: tuple[int, int], qtbot: QtBot
) -> None:
    compile_all()
    window = open_program(language).window
    window.import_files([article])
    assert window.workspace is not None
    first = window.workspace.library.summaries()[0].id
    window.resize(*size)
    wrong: dict[str, list[str]] = {}

    def look(name: str, top: QWidget) -> None:
        qtbot.wait(10)
        if found := [*faults(top), *([] if language == "zh" else foreign(top))]:
            wrong[name] = found
        if top is window and (window.width(), window.height()) != size:
            wrong.setdefault(name, []).append(f"the window grew to {window.width()}×{window.height()}")
            window.resize(*size)

    dialogs = make_dialogs(window)  # while a card is left to be asked
    for name in ROOM_OF:
        window._show_page(name)
        look(f"{name}, empty", window)
        window.page(name).open_target(first)
        look(name, window)
    window.go("review")
    review = window.page("review")
    assert isinstance(review, ReaderPage)
    review.quiz.reveal()
    look("answer", window)
    Preferences(window.workspace.collection).set("new_per_day", "1")
    review.quiz.rate(Rating.AGAIN)
    while not review.quiz.summary.isVisible():
        review.quiz.reveal()
        review.quiz.rate(Rating.EASY)
    look("the daily limit", window)
    inside = review.quiz.summary.widget()
    assert inside is not None
    if inside.width() > review.quiz.summary.viewport().width():
        wrong["the daily limit"] = ["wider than its place"]
    window.actions_table["search"].trigger()
    look("palette", window)
    for kind, dialog in dialogs.items():
        dialog.show()
        look(kind.__name__, dialog)
        if dialog.width() > size[0] or dialog.height() > size[1]:
            wrong.setdefault(kind.__name__, []).append(f"larger than the window: {dialog.size()}")
        dialog.close()
    assert not wrong, "\n".join(f"{name}: {each}" for name, found in wrong.items() for each in found)


def faults(top: QWidget) -> list[str]:
    """Buttons and labels inside ``top`` whose words do not fit, fields and buttons without a name."""
    found = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget.parent(), QLineEdit):  # the cross that clears it
            continue
        if isinstance(widget, QAbstractButton):
            if not (widget.text() or widget.accessibleName()):
                found.append(f"nameless: {type(widget).__name__}")
            if widget.text() and widget.width() < widget.minimumSizeHint().width() - 1:
                found.append(f"narrow: {widget.text()}")
        elif isinstance(widget, QLabel) and widget.text() and not widget.wordWrap() and widget.property("voice"):
            cut = widget.sizePolicy().horizontalPolicy() == widget.sizePolicy().Policy.Ignored
            if not cut and widget.width() < widget.minimumSizeHint().width() - 1:
                found.append(f"narrow: {widget.text()}")
        elif isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            if widget.height() < widget.heightForWidth(widget.width()) - 2:
                found.append(f"low: {widget.text()}")
        elif (
            isinstance(widget, QLineEdit)
            and not isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
            and not widget.accessibleName()
        ):
            found.append("nameless: QLineEdit")
    return found


def foreign(top: QWidget) -> list[str]:
    """Chinese words inside ``top`` that are neither of the article nor of its cards."""
    found = []
    for widget in top.findChildren(QWidget):
        if widget.isVisible():
            shown = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
            for said in (shown, widget.toolTip(), widget.accessibleName()):
                found += [f"Chinese: {said}" for run in HAN.findall(said) if run not in ARTICLE + SHOWN]
    return found


@pytest.mark.parametrize("name", ["reader", "review"])
def test_pages_that_stay_change_all_their_words(
    open_program: Callable[..., Program], article: Path, name: str, qtbot: QtBot
) -> None:
    """The language is changed while they are shown; what stays of Chinese is the article's."""
    compile_all()
    program = open_program("zh")
    window = program.window
    window.import_files([article])
    assert window.workspace is not None
    window.open_article(window.workspace.library.summaries()[0].id)
    window._show_page(name)
    window.notices.dismiss()
    program._on_language_chosen("en")
    qtbot.wait(30)
    assert window.current == name
    assert foreign(window) == []
