from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.ui.crash import CrashReporter, make_report, start_log
from desktop.ui.dialogs import crash_dialog
from desktop.ui.dialogs.crash_dialog import CrashDialog

SECRET = "深刻领悟“两个确立”的决定性意义"


def broken() -> tuple[type[BaseException], BaseException]:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        return type(error), error


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    yield
    log = logging.getLogger("wengu")
    for handler in list(log.handlers):
        handler.close()
        log.removeHandler(handler)


def test_a_report_holds_places_and_no_words_of_an_article() -> None:
    kind, error = broken()
    report = make_report(kind, error.__traceback__)
    assert "ValueError" in report
    assert "test_crash.py" in report
    assert "broken" in report
    assert SECRET not in report
    assert str(Path(__file__).parent) not in report


def test_the_log_keeps_the_report_and_a_dialog_shows_it_once(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    class Shown(CrashDialog):
        def exec(self) -> int:
            shown.append(self._report)
            return 0

    monkeypatch.setattr(crash_dialog, "CrashDialog", Shown)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    path = start_log(home)
    reporter = CrashReporter(path)
    monkeypatch.setattr(sys, "excepthook", reporter._hook)
    kind, error = broken()
    sys.excepthook(kind, error, error.__traceback__)
    assert len(shown) == 1
    written = path.read_text("utf-8")
    assert "ValueError" in written
    assert SECRET not in written


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog("report", "log")
    qtbot.addWidget(dialog)
    dialog._copy.click()
    assert QGuiApplication.clipboard().text() == "report"
    assert dialog._copy.text() == "已复制"
