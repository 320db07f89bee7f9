"""The program as it starts for a learner, and pictures of what stands on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import MARKER, Program
from desktop.ui.background import ThreadRunner
from desktop.ui.main_window import MainWindow


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, home: Path) -> Iterator[Callable[..., Program]]:
    """Starts the program as ``wengu`` does, in the home of this test; with the shipped articles if ``starters``."""
    home.mkdir()
    running: list[Program] = []

    def run(*, starters: bool = False) -> Program:
        if not starters:
            (home / MARKER).touch()
        program = Program(qapp, home, ThreadRunner(), "zh")
        program.open([])
        running.append(program)
        qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=30_000)
        with qtbot.waitActive(program.window):
            program.window.activateWindow()
        return program

    yield run
    for program in running:
        program.window.close()
        program.close()
        program._translations.use("zh")
        program.window.deleteLater()
        program.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def picture(pictures: Path) -> Callable[[MainWindow, str], None]:
    """Saves what stands on the screen."""

    def save(window: MainWindow, name: str) -> None:
        QTest.qWait(250)
        screen = QGuiApplication.primaryScreen()
        assert screen.grabWindow(window.winId()).save(str(pictures / f"{name}.png"))

    return save
