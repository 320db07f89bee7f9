"""Tab walks each page as it is read: every control that can be used once, from the top left to the bottom right."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow
from desktop.ui.rooms import ROOM_OF

_MOST = 120
_SECTIONS = 3
_LINE = 24  # pixels within which controls stand on one line


def _stops(top: QWidget) -> list[QWidget]:
    """What can be used inside ``top``, where it can be scrolled to as well."""
    found = []
    for widget in top.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox | QLineEdit)
        if (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and isinstance(widget, QAbstractButton | QComboBox | QAbstractSpinBox | QLineEdit)
            and not widget.objectName().startswith("qt_")
            and not inner
        ):
            found.append(widget)
    return found


def _walk(first: QWidget, page: QWidget) -> list[QWidget]:
    """Where Tab leads inside ``page`` from ``first`` on, until it comes round."""
    walked: list[QWidget] = []
    at: QWidget | None = first
    for _ in range(_MOST):
        if at is None or at in walked:
            break
        walked.append(at)
        for _ in range(_SECTIONS):  # Tab goes through year, month and day of a date first
            QTest.keyClick(at, Qt.Key.Key_Tab)
            if QApplication.focusWidget() is not at:
                break
        at = QApplication.focusWidget()
    return [each for each in walked if page.isAncestorOf(each)]


def _said(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} {text or widget.accessibleName()}"


@pytest.mark.parametrize("name", [name for name in ROOM_OF if name != "bank"])
def test_tab_reaches_every_control_in_the_order_of_reading(
    window: MainWindow, article: Path, name: str, qtbot: QtBot
) -> None:
    window.import_files([article])
    assert window.workspace is not None
    window.resize(1240, 800)
    window.activateWindow()
    window._show_page(name)
    page = window.page(name)
    if name == "reader":
        window.open_article(window.workspace.library.summaries()[0].id)
    elif name not in ("cards", "help", "today", "review"):
        page.open_target(window.workspace.library.summaries()[0].id)
    qtbot.wait(30)
    window.notices.dismiss()
    first = window.rail.findChild(QAbstractButton)
    assert first is not None
    first.setFocus()
    walked = _walk(first, page)
    wanted = [each for each in _stops(page) if not _left_out(each, walked)]
    assert [_said(each) for each in wanted if each not in walked] == []
    stops = [each for each in walked if each in wanted]
    out_of_order = []
    for before, after in pairwise(stops):
        a, b = (each.mapTo(page, QPoint(0, each.height() // 2)) for each in (before, after))
        if b.y() < a.y() - _LINE and b.x() <= a.x():
            out_of_order.append(f"{_said(before)} {a.toTuple()} → {_said(after)} {b.toTuple()}")
    assert out_of_order == []


def _left_out(widget: QWidget, walked: list[QWidget]) -> bool:
    """Of radio buttons, and of buttons that exclude one another, the arrow keys reach the others."""
    if isinstance(widget, QRadioButton) or (isinstance(widget, QAbstractButton) and widget.autoExclusive()):
        return any(each.parent() is widget.parent() for each in walked)
    return isinstance(widget, QAbstractButton) and widget.group() is not None
