"""A window on real services, worked without threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import MARKER, Program
from desktop.domain.cloze import Density
from desktop.services import text_tools
from desktop.services.text_tools import TextTools
from desktop.ui.background import ImmediateRunner
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.theme import Look
from desktop.ui.window_state import WindowState

ARTICLE = """关于加强审判工作的意见
（2025年2月8日）
人民法院是国家的审判机关。深刻领悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”。
一、总体要求
坚持以人民为中心，严格执行《信访工作条例》。坚持和发展新时代“枫桥经验”，在各级党委领导下加强协调联动。
二、组织保障
（一）加强队伍建设。建设“一张网”，实现全国法院在一个平台办案办公。
（二）抓好贯彻落实。各级党委要加强组织领导，落实“让审理者裁判、由裁判者负责”。
"""


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light theme."""
    made = Look()
    made.apply("light")
    made.reduced_motion = True
    return made


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short article in a file."""
    path = tmp_path / "意见.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture(scope="session")
def tools() -> TextTools:
    """The dictionaries, loaded once."""
    return TextTools()


@pytest.fixture
def open_program(
    qapp: QApplication, home: Path, qtbot: QtBot, tools: TextTools, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Program]]:
    """Opens the window, on an empty library unless ``starters``; closes all of them in the end."""
    monkeypatch.setattr(text_tools, "TextTools", lambda: tools)
    opened: list[Program] = []

    def run(language: str = "zh", starters: bool = False) -> Program:
        home.mkdir(exist_ok=True)
        if not starters:
            (home / MARKER).touch()
        state = WindowState(home)
        state.quiz_mode = "typed"
        state.sync()
        program = Program(qapp, home, ImmediateRunner(), language)
        program.open([])
        qtbot.waitUntil(lambda: program.window.workspace is not None)
        opened.append(program)
        return program

    yield run
    for program in opened:
        program.window.close()
        program.close()
        program._translations.use("zh")
        program.window.deleteLater()
        program.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(open_program: Callable[..., Program]) -> MainWindow:
    """A window on an empty library."""
    return open_program().window


@pytest.fixture
def review(window: MainWindow, article: Path, qtbot: QtBot) -> ReaderPage:
    """The review room with the first card of a short article."""
    assert window.workspace is not None
    window.workspace.library.import_file(article, density=Density.ALL)
    window.go("review")
    qtbot.waitExposed(window)
    page = window.page("review")
    assert isinstance(page, ReaderPage)
    assert page.quiz.asking
    return page


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    """What an input method sends: text being composed, or text it is done with."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)
