"""Everything that can be used has a name that is read out, on every page and in every dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.ui.dialogs.crash_dialog import CrashDialog
from desktop.ui.dialogs.edit_dialog import EditDialog
from desktop.ui.dialogs.keys_dialog import KeysDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.rooms import ROOM_OF
from tools.build_translations import compile_all

USED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTextEdit,
)


def nameless(top: QWidget) -> list[str]:
    """What can be used in ``top`` and has no name; parts of a composed control have that control's."""
    found = []
    for widget in top.findChildren(QWidget):
        if isinstance(widget, QHeaderView):  # its sections are read from the model
            continue
        if not isinstance(widget, USED) or not widget.isVisible() or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox | QLineEdit):
            continue
        if isinstance(widget.parentWidget(), QWidget) and widget.parentWidget().metaObject().className().startswith(
            "QComboBoxPrivate"
        ):
            continue
        words = widget.text() if isinstance(widget, QAbstractButton) else ""
        if not (words or widget.accessibleName()):
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_control_of_every_page_has_a_name(
    open_program: Callable[..., Program], article: Path, language: str, qtbot: QtBot
) -> None:
    compile_all()
    window = open_program(language).window
    window.import_files([article])
    assert window.workspace is not None
    first = window.workspace.library.summaries()[0].id
    missing = {}
    for name in ROOM_OF:
        window._show_page(name)
        window.page(name).open_target(first)
        qtbot.wait(5)
        if found := nameless(window):
            missing[name] = sorted(set(found))
    assert not missing


def test_every_control_of_every_dialog_has_a_name(window: MainWindow, article: Path) -> None:
    window.import_files([article])
    dialogs = (
        KeysDialog(window._look, window),
        CrashDialog("report", "log", window),
        EditDialog(window._look, "修改", [("段落", "字")], "", window),
    )
    for dialog in dialogs:
        dialog.show()
        assert not nameless(dialog)
        dialog.close()


def test_the_keyboard_reaches_what_the_pointer_reaches(window: MainWindow, article: Path) -> None:
    """In the reader every button that is on can take the focus."""
    window.import_files([article])
    assert window.workspace is not None
    window.open_article(window.workspace.library.summaries()[0].id)
    page = window.page("reader")
    assert isinstance(page, ReaderPage)
    for made in page.findChildren(QAbstractButton):
        if made.isVisible() and made.isEnabled() and not made.objectName().startswith("qt_"):
            assert made.focusPolicy() & Qt.FocusPolicy.TabFocus, made.accessibleName() or made.text()
