"""How long the window takes from exec to its first painted frame with true counts, and how much memory it holds.

``python -m tools.bench_start [--cards N] [--articles N] [--rounds N]`` fills a collection and starts the program
and an empty PySide6 window by turns, each in a process of its own; medians, and the ratio of the two. Memory is the
proportional share (PSS, Linux only) once the collection is open.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from desktop.services.collection import Collection
from desktop.services.search import Search
from tools.bench_search import fill

_PAINTED = """
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
import sys
import time

class FirstPaint(QObject):
    done = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and not self.done:
            self.done = True
            # Comes when the frame is done, before what waits for it.
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
        return False
    def event(self, event):
        if event.type() == QEvent.Type.User:
            print(time.process_time(), flush=True)
        return super().event(event)

def memory():
    try:
        lines = open("/proc/self/smaps_rollup").read().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
"""
_EMPTY = (
    _PAINTED
    + """
from PySide6.QtWidgets import QMainWindow
app = QApplication(sys.argv)
first = FirstPaint()
window = QMainWindow(); window.installEventFilter(first); window.resize(1240, 800); window.show()
def end():
    print(memory(), flush=True); app.quit()
QTimer.singleShot(400, end)
app.exec()
"""
)
_WENGU = """
import sys
import desktop.__main__ as start
sys.argv = ["wengu", "--home", sys.argv[1], "--lang", "zh"]
def opened(home, files, language):
    # What _open_window does and in its order, with an eye on the window.
    import desktop.services.glance
    from desktop.ui.plain_import import import_qt
    import_qt()
    import desktop.app as app
""" + (
    "\n".join(f"    {line}" for line in _PAINTED.splitlines())
    + """
    class Watched(app.Program):
        def open(self, files, glance):
            self.first = FirstPaint()
            self.window.installEventFilter(self.first)  # of the window alone: a filter of all would be what is measured
            super().open(files, glance)
            self.timer = QTimer()
            self.timer.timeout.connect(self.look)
            self.timer.start(50)
        def look(self):
            if self.window.workspace is not None:
                self.timer.stop()
                QTimer.singleShot(1500, self.end)
        def end(self):
            print(memory(), flush=True)
            self.window.close()
            QApplication.quit()
    app.Program = Watched
    return open_window(home, files, language)
open_window, start._open_window = start._open_window, opened
start.main()
"""
)


def main() -> None:
    """Print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="wengu-bench-") as folder:
        home = Path(folder)
        (home / "starters-added").touch()
        with Collection.open(home, chance=Random(1)) as collection:
            fill(collection, args.cards, args.articles, ["人民法院是国家的审判机关，坚持以人民为中心。"], Random(1))
            Search(collection).catch_up()
        rows: dict[str, list[tuple[float, float, float]]] = {"empty PySide6 window": [], "Wengu": []}
        for number in range(args.rounds + 1):
            for name, code in (("empty PySide6 window", _EMPTY), ("Wengu", _WENGU)):
                measured = start(code, home)
                if number:  # the first fills the caches of the system
                    rows[name].append(measured)
    print("| | exec → first frame, median ms | of the processor, ms | PSS MB |")
    print("|---|---|---|---|")
    medians = []
    for name, found in rows.items():
        wall, work, memory = (statistics.median(column) for column in zip(*found, strict=True))
        medians.append((wall, work))
        print(f"| {name} | {wall * 1e3:.0f} | {work * 1e3:.0f} | {memory:.0f} |")
    (wall, work), (own_wall, own_work) = medians
    print(f"\nWengu / empty: {own_wall / wall:.2f} by the clock, {own_work / work:.2f} by the processor")


def start(code: str, home: Path) -> tuple[float, float, float]:
    """Seconds until the first frame of a process, those of the processor, and its MB when it is at rest."""
    began = time.perf_counter()
    # Bytecode is kept, as it is where Wengu is installed.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", code, str(home)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert child.stdout is not None
    work = float(child.stdout.readline())
    seconds = time.perf_counter() - began
    memory = float(child.stdout.readline()) / 1e3
    child.wait()
    return seconds, work, memory


if __name__ == "__main__":
    main()
