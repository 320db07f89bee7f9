"""How long after a rating key the next card is painted, in a real window (offscreen) on 100,000 cards with articles.

``python -m tools.bench_quiz [--cards N] [--answers N] [--mode MODE…] [--apart]``; ``--apart`` lets every card follow
one of another article. Wall-clock and CPU time in milliseconds: median / 99th percentile.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import MARKER, Program
from desktop.domain.changes import Changed
from desktop.domain.cloze import Density
from desktop.paths import deck_file
from desktop.services.article_library import ArticleLibrary
from desktop.services.collection import Collection
from desktop.services.preferences import Preferences
from desktop.services.text_tools import TextTools
from desktop.ui.background import ImmediateRunner
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from desktop.storage.database import Connection

MODES = ("", "typed", "choice", "truefalse", "hint", "list", "next", "order")
WARM = 20


class Painted(QObject):
    """Notes when a widget was painted last."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every event, take none."""
        if event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


def main() -> None:
    """Print a row for each mode."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--answers", type=int, default=500)
    parser.add_argument("--mode", action="append", choices=MODES)
    parser.add_argument("--apart", action="store_true")
    args = parser.parse_args()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory(prefix="wengu-bench-") as folder:
        home = Path(folder)
        made = fill(home, args.cards, args.apart)
        print(f"{made:,} cards; next card after a rating key, ms: median / p99 / most, CPU median / p99")
        for mode in args.mode or MODES:
            print(f"{mode or 'as known':10} {measure(app, home, mode, args.answers)}", flush=True)


def fill(home: Path, number: int, apart: bool) -> int:
    """A library of copies of a real article; how many cards it has. All are due."""
    (home).mkdir(exist_ok=True)
    (home / MARKER).touch()
    with Collection.open(home) as collection:
        library = ArticleLibrary(collection, TextTools())
        library.import_file(deck_file("articles", "2-adjudication.txt"), density=Density.ALL)
        library.rest()
        with collection.writing(Changed.CARDS) as connection:
            each = connection.exec_driver_sql("SELECT count(*) FROM cards").scalar_one()
            for copy in range(1, max(1, round(number / each))):
                _copy(connection, copy)
            today = collection.calendar(connection).study_day(collection.now())
            ids = [row[0] for row in connection.exec_driver_sql("SELECT id FROM cards ORDER BY id")]
            chance = Random(1)
            days = [chance.randint(today - 300, today) if apart else today for _ in ids]
            connection.exec_driver_sql(
                "UPDATE cards SET state = 2, due_day = ?, scheduled_days = ?, last_day = ?, stability = 20.0, "
                "difficulty = 5.0, reps = 3 WHERE id = ?",
                [(day, (3, 10, 40)[key % 3], day - 20, key) for key, day in zip(ids, days, strict=True)],
            )
        Preferences(collection).set("reviews_per_day", "9999")
    return len(ids)


def _copy(connection: Connection, copy: int) -> None:
    for table, key, references in (
        ("articles", "id", ()),
        ("phrases", "article_id", ("article_id",)),
        ("notes", "article_id", ("article_id",)),
        ("cards", "article_id", ("article_id", "note_id")),
    ):
        names = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
        shift = 1_000_000 if table != "articles" else 1
        values = []
        for name in names:
            if name == "id":
                values.append(f"id + {copy * shift}")
            elif name == "article_id":
                values.append(f"article_id + {copy}")
            elif name in references:
                values.append(f"{name} + {copy * 1_000_000}")
            elif name in ("uuid", "fingerprint"):
                values.append(f"substr('{copy:08x}' || {name}, 1, 8) || substr({name}, 9)")
            else:
                values.append(f'"{name}"')
        quoted = ", ".join(f'"{name}"' for name in names)
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({quoted}) SELECT {', '.join(values)} FROM {table} WHERE {key} = 1"
        )


def measure(app: QApplication, home: Path, mode: str, answers: int) -> str:
    """The row of a mode."""
    state = WindowState(home)
    state.quiz_mode = mode
    state.sync()
    program = Program(app, home, ImmediateRunner(), "zh")
    window = program.window
    program.open([])
    while window.workspace is None:
        QTest.qWait(20)
    window.workspace.desk.prepare()
    window.go("review")
    QTest.qWait(500)
    page = window.page("review")
    assert isinstance(page, ReaderPage)
    quiz = page.quiz
    painted = Painted(quiz.view.cloze.viewport())
    wall, cpu = [], []
    asked: list[str] = []
    quiz.asked.connect(lambda card: asked.append(card.id))
    for number in range(answers + WARM):
        assert quiz.asking
        quiz.reveal()
        QTest.qWait(260)  # a learner looks at the answer; what was put off is done
        focused = QApplication.focusWidget()
        assert focused is not None
        before, begun = len(asked), time.perf_counter()
        worked = time.process_time()
        QTest.keyClick(focused, Qt.Key(Qt.Key.Key_0 + 2 + number % 3))
        while len(asked) == before or painted.at < begun:
            app.processEvents()
        wall.append((painted.at - begun) * 1e3)
        cpu.append((time.process_time() - worked) * 1e3)
    window.close()
    program.close()
    return f"{_spread(wall)} / {max(wall[WARM:]):.1f}, {_spread(cpu)}"


def _spread(times: list[float]) -> str:
    kept = sorted(times[WARM:])
    return f"{kept[len(kept) // 2]:.1f} / {kept[int(len(kept) * 0.99)]:.1f}"


if __name__ == "__main__":
    main()
