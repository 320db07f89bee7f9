"""The window stays alive while many articles come in."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import MARKER, Program
from desktop.ui.background import ThreadRunner

ARTICLES = 200
LONGEST_PAUSE = 0.05  # seconds


def waited() -> float:
    """Seconds that threads of this process were ready to run while the machine ran others; 0 where it does not tell."""
    threads = Path("/proc/self/task")
    if not threads.exists():
        return 0.0
    nanoseconds = 0
    for thread in threads.iterdir():
        with suppress(OSError, IndexError):  # a thread that has just ended
            nanoseconds += int((thread / "schedstat").read_text().split()[1])
    return nanoseconds / 1e9


@pytest.fixture
def program(qapp: QApplication, home: Path, qtbot: QtBot) -> Iterator[Program]:
    home.mkdir()
    (home / MARKER).touch()
    made = Program(qapp, home, ThreadRunner(), "zh")
    made.open([])
    qtbot.waitUntil(lambda: made.window.workspace is not None)
    yield made
    made.window.close()
    made.close()


def test_the_event_loop_turns_while_a_folder_is_imported(
    program: Program, tmp_path: Path, seed: Path, qtbot: QtBot
) -> None:
    chance = random.Random(1)
    lines = (seed / "article_gold.txt").read_text(encoding="utf-8").splitlines()
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(ARTICLES):
        words = "\n".join(chance.sample(lines, 8))
        (folder / f"{number}.txt").write_text(f"关于第{number}号事项的意见\n{words}\n", encoding="utf-8")
    pauses: list[float] = []
    last, last_waited = time.perf_counter(), waited()

    def turn() -> None:
        nonlocal last, last_waited
        now, now_waited = time.perf_counter(), waited()
        pauses.append(now - last - (now_waited - last_waited))  # what the window is to blame for
        last, last_waited = now, now_waited

    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(turn)
    importing = program.window.bringing_in._importing
    assert importing is not None
    with qtbot.waitSignal(importing.finished, timeout=120_000) as finished:
        program.window.import_files([folder])
        last, last_waited = time.perf_counter(), waited()
        timer.start()
    timer.stop()
    imported, errors = finished.args
    assert (len(imported), errors) == (ARTICLES, [])
    # One pause in a thousand belongs to the machine, to its disk for one.
    pauses.sort()
    assert pauses[round(len(pauses) * 0.999) - 1] < LONGEST_PAUSE
