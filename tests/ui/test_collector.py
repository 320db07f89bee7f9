"""Python's collector and Qt: what Qt still holds is never garbage, whenever the collector runs."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.domain.card import Rating
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.rooms import ROOM_OF
from tests.ui.test_every_page import make_dialogs


def lost() -> list[str]:
    """The objects with a parent in Qt that the collector would delete now."""
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        gc.collect()
    finally:
        gc.set_debug(0)
    found = [
        f"{each} in {each.parent()}"
        for each in gc.garbage
        if isinstance(each, QObject) and shiboken6.isValid(each) and each.parent() is not None
    ]
    gc.garbage.clear()
    return found


@pytest.fixture
def old_things() -> Iterator[None]:
    """A collection need not look at what is there already."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    yield
    gc.enable()
    gc.set_threshold(*before)
    gc.unfreeze()


def steps(window: MainWindow, article: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every page with an article and without, every dialog, the other look, the words anew."""
    assert window.workspace is not None
    yield "import", lambda: window.import_files([article])
    (summary,) = window.workspace.library.summaries()
    for name in ROOM_OF:
        yield name, partial(window._show_page, name)
        yield f"{name} with an article", partial(window.page(name).open_target, summary.id)
    yield "review", partial(window.go, "review")
    review = window.page("review")
    assert isinstance(review, ReaderPage)
    yield "answer", review.quiz.reveal
    yield "next card", partial(review.quiz.rate, Rating.GOOD)
    yield "palette", window.actions_table["search"].trigger
    for dialog in make_dialogs(window).values():
        yield type(dialog).__name__, dialog.show
        yield type(dialog).__name__, dialog.close
    yield "dark", partial(window._look.apply, "dark")
    yield "words anew", window.retranslate


def test_nothing_that_qt_holds_is_garbage(window: MainWindow, article: Path, old_things: None, qtbot: QtBot) -> None:
    gc.disable()
    found = {}
    for name, step in steps(window, article):
        step()
        some = lost()  # before the event loop deletes what was put away
        qtbot.wait(1)
        if some := some + lost():
            found[name] = some
    assert not found


def test_the_collector_may_run_at_any_moment(window: MainWindow, article: Path, old_things: None, qtbot: QtBot) -> None:
    gc.set_threshold(1, 1, 1)
    for _, step in steps(window, article):
        step()
        qtbot.wait(1)
