"""How fast the reader opens, scrolls and searches a very long article.

``python -m tools.bench_reader [CHARACTERS]`` makes an article of that many characters (a million by default) out of
the shipped ones, opens it in a window and prints milliseconds: opening, first screen, frames while scrolling, while
jumping, and while typing into the find bar.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.app import MARKER, Program
from desktop.domain.cloze import Density
from desktop.ui.background import ImmediateRunner
from desktop.ui.pages.reader_page import ReaderPage

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "tests" / "data" / "seed" / "article_gold.txt"


def long_text(characters: int) -> str:
    """The seed article again and again, each time as another part, until there are ``characters``."""
    lines = SEED.read_text("utf-8").split("\n")
    text, part = [lines[0]], 0
    length = 0
    while length < characters:
        part += 1
        for number, line in enumerate(lines[1:]):
            changed = f"{line}第{part}次、第{number}处。" if line.endswith("。") else line
            text.append(changed)
            length += len(changed) + 1
    return "\n".join(text)[:characters]


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of them lie."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


class Frames:
    """Times of whole turns of the event loop with painting, in milliseconds."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.times: list[float] = []

    def turn(self) -> None:
        """Let everything that waits happen, and take its time."""
        begin = time.perf_counter()
        self._app.processEvents()
        self.times.append((time.perf_counter() - begin) * 1000)

    def told(self) -> str:
        """The figures of all turns."""
        p50, p99 = percentile(self.times, 0.5), percentile(self.times, 0.99)
        return f"p50 {p50:.1f}  p99 {p99:.1f}  max {max(self.times):.1f}"


def main() -> None:
    """Run from the command line."""
    characters = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / MARKER).touch()
        program = Program(app, home, ImmediateRunner(), "zh")
        window = program.window
        window.resize(1240, 800)
        program.open([])
        QTest.qWait(50)
        assert window.workspace is not None
        begin = time.perf_counter()
        imported = window.workspace.library.import_text(long_text(characters), "long", density=Density.NONE)
        print(f"import without cards {time.perf_counter() - begin:.1f} s, {imported.phrases} phrases")
        window.open_article("")  # the page itself is made before anything is timed
        app.processEvents()

        begin = time.perf_counter()
        window.open_article(imported.article_id)
        page = window.page("reader")
        assert isinstance(page, ReaderPage)
        opened = time.perf_counter()
        page.view.viewport().repaint()
        painted = time.perf_counter()
        rest = Frames(app)
        while len(rest.times) < 20:
            rest.turn()
        whole = time.perf_counter()
        print(
            f"open {1000 * (opened - begin):.0f}  first screen {1000 * (painted - begin):.0f}  "
            f"all there {1000 * (whole - begin):.0f}  longest turn meanwhile {max(rest.times):.0f}"
        )
        bar = page.view.verticalScrollBar()
        frames = Frames(app)
        for _ in range(300):
            bar.setValue(bar.value() + 120)
            frames.turn()
        print(f"scrolling  {frames.told()}")
        frames = Frames(app)
        for step in range(60):
            bar.setValue(bar.maximum() * (step * 37 % 60) // 60)
            frames.turn()
        print(f"jumping    {frames.told()}")
        page.perform("find")
        field = page.find_bar.findChild(QLineEdit)
        assert field is not None
        frames = Frames(app)
        for word in ("审判", "人民法院是", "公平正义", "第7次", "没有的字"):
            for end in range(1, len(word) + 1):
                field.setText(word[:end])
                for _ in range(60):
                    time.sleep(0.004)
                    frames.turn()
        print(f"typing     {frames.told()}")
        window.close()
        program.close()


if __name__ == "__main__":
    main()
