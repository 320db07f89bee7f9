"""How long after a rating key the next card is painted, in a real window (offscreen) on 100,000 cards with articles.

``python -m tools.bench_quiz [--cards N] [--answers N] [--mode MODE…] [--together]``: a row for each mode, in less than
three minutes. Wall clock and processor time from the key to the end of the paint that shows the question; then the
processor time until the article beside it has followed. Every answer is on disk (full sync) before.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

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
from desktop.ui.background import ThreadRunner
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.widgets.quiz_panel import QuizPanel

if TYPE_CHECKING:
    from desktop.storage.database import Connection

READ_MS = 20
MODES = ("", "typed", "choice", "truefalse", "hint", "list", "next", "order")
WARM = 20


class Taken(NamedTuple):
    """Milliseconds of one answer, and whether the question was of the kind that was asked for."""

    wall: float
    card: float
    beside: float
    as_wanted: bool


class Foreseen(QObject):
    """Waits, as a reader does, until the next question is made."""

    def __init__(self, quiz: QuizPanel) -> None:
        super().__init__()
        self._made = False
        quiz.foreseen.connect(self._on_foreseen)

    def _on_foreseen(self) -> None:
        self._made = True

    def wait(self) -> None:
        """Until then, or half a second where none follows."""
        until, self._made = time.monotonic() + 0.5, False
        while not self._made and time.monotonic() < until:
            QTest.qWait(10)
        QTest.qWait(READ_MS)


class Painted(QObject):
    """Notes when the window was last painted with a question that had come since ``await_question``."""

    def __init__(self, window: QWidget, quiz: QuizPanel) -> None:
        super().__init__()
        self.wall = self.worked = 0.0  # seconds, when the paint was over
        self.done = False
        self._window, self._quiz = window, quiz
        self._painting = self._asked = self._drawn = False
        quiz.asked.connect(self._on_asked)
        window.installEventFilter(self)
        quiz.view.cloze.viewport().installEventFilter(self)

    def await_question(self) -> None:
        """Begin anew."""
        self.done = self._asked = self._drawn = False

    def _on_asked(self) -> None:
        self._asked = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the window paint all that it wants to, and look at the clocks then."""
        if event.type() == QEvent.Type.Paint and watched is not self._window:
            self._drawn = self._asked
        elif event.type() == QEvent.Type.UpdateRequest and watched is self._window and not self._painting:
            self._painting = True
            QApplication.sendEvent(watched, event)
            self._painting = False
            if self._drawn and not self.done:
                self.wall, self.worked, self.done = time.perf_counter(), time.process_time(), True
            return True
        return False


def main() -> None:
    """Print a row for each mode."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--answers", type=int, default=100, help="of each mode")
    parser.add_argument("--mode", action="append", choices=MODES)
    parser.add_argument("--together", action="store_true", help="one article after the other, not mixed")
    args = parser.parse_args()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory(prefix="wengu-bench-") as folder:
        home = Path(folder)
        made = fill(home, args.cards, not args.together)
        print(f"{made:,} cards; from the rating key to the next card painted, ms")
        print(f"{'':10} {'asked so':>8} {'wall p50':>9} {'p99':>6} {'CPU p50':>9} {'p99':>6} {'article CPU p99':>16}")
        for row in measure(app, home, args.mode or MODES, args.answers):
            print(row, flush=True)


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


def measure(app: QApplication, home: Path, modes: Sequence[str], answers: int) -> Iterator[str]:
    """A row for each mode, then one for all: median and 99th percentile."""
    runner = ThreadRunner()
    program = Program(app, home, runner, "zh")
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
    painted, foreseen = Painted(window, quiz), Foreseen(quiz)
    everything: list[Taken] = []
    for mode in modes:
        quiz.ask_in(mode)
        taken = []
        for number in range(WARM + answers):
            QTest.qWait(READ_MS)  # what was put off is done
            assert quiz.asking
            quiz.reveal()
            foreseen.wait()
            taken.append(_next_card(app, painted, number))
            as_wanted = quiz.view.question is not None and quiz.view.question.mode == mode
            taken[-1] = taken[-1]._replace(as_wanted=as_wanted or not mode)
        everything += taken[WARM:]
        yield _row(mode or "as known", taken[WARM:])
    yield _row("all", everything)
    window.close()
    program.close()


def _next_card(app: QApplication, painted: Painted, number: int) -> Taken:
    focused = QApplication.focusWidget()
    assert focused is not None
    painted.await_question()
    begun, worked = time.perf_counter(), time.process_time()
    QTest.keyClick(focused, Qt.Key(Qt.Key.Key_0 + 2 + number % 3))
    while not painted.done:
        app.processEvents()
    wall, card = painted.wall - begun, painted.worked - worked
    app.processEvents()  # the article of the card
    return Taken(wall * 1e3, card * 1e3, (time.process_time() - worked) * 1e3 - card * 1e3, False)


def _row(name: str, taken: Sequence[Taken]) -> str:
    wall, card, beside = (sorted(each[place] for each in taken) for place in range(3))
    last = int(len(taken) * 0.99)
    return (
        f"{name:10} {sum(each.as_wanted for each in taken):>4}/{len(taken):<3} {wall[len(wall) // 2]:>9.1f} "
        f"{wall[last]:>6.1f} {card[len(card) // 2]:>9.1f} {card[last]:>6.1f} {beside[last]:>16.1f}"
    )


if __name__ == "__main__":
    main()
