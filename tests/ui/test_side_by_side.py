"""Where dividers are put is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.side_by_side import Part, SideBySide
from desktop.ui.window_state import WindowState


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1100, 320)
    made.show()
    return made


def _made(home: Path, page: QWidget) -> SideBySide:
    made = SideBySide(WindowState(home), "here", [Part(QLabel("左"), 300), Part(QLabel("右"), 500, stretch=1)])
    made.setParent(page)
    made.resize(805, 300)
    made.show()
    return made


def test_a_divider_comes_back_where_it_was_moved(tmp_path: Path, page: QWidget) -> None:
    made = _made(tmp_path, page)
    assert made.sizes() == [300, 500]
    handle = made.handle(1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(2, 100))
    QTest.mouseMove(handle, QPoint(102, 100))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(102, 100))
    moved = made.sizes()
    assert moved[0] > 350
    assert _made(tmp_path, page).sizes() == moved


def test_what_grows_is_what_is_to_grow(tmp_path: Path, page: QWidget) -> None:
    made = _made(tmp_path, page)
    made.resize(1005, 300)
    assert made.sizes() == [300, 700]
