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


def waits() -> dict[str, float]:
    """Seconds that each thread of this process was ready to run while the machine ran others, where it tells."""
    found = {}
    for thread in Path("/proc/self/task").glob("*"):
        with suppress(OSError, IndexError):  # a thread that has just ended
            found[thread.name] = int((thread / "schedstat").read_text().split()[1]) / 1e9
    return found


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
    last, last_waits = time.perf_counter(), waits()

    def turn() -> None:
        nonlocal last, last_waits
        now, now_waits = time.perf_counter(), waits()
        of_machine = max((until - last_waits.get(thread, 0.0) for thread, until in now_waits.items()), default=0.0)
        pauses.append(now - last - of_machine)
        last, last_waits = now, now_waits

    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(turn)
    importing = program.window.bringing_in._importing
    assert importing is not None
    with qtbot.waitSignal(importing.finished, timeout=120_000) as finished:
        program.window.import_files([folder])
        last, last_waits = time.perf_counter(), waits()
        timer.start()
    timer.stop()
    imported, errors = finished.args
    assert (len(imported), errors) == (ARTICLES, [])
    # One pause in a thousand belongs to the machine, to its disk for one.
    pauses.sort()
    assert pauses[round(len(pauses) * 0.999) - 1] < LONGEST_PAUSE
