"""Draw the pages of the window to pictures, to be looked at.

``python -m tools.screenshots OUT`` draws every page and dialog in both themes and languages, with an empty library, a
real one and a huge one; QT_SCALE_FACTOR=1.5 before it draws them as on a finer screen.
``--kept`` draws the few that the README shows into docs/images/.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.app import MARKER, Program
from desktop.domain.card import Rating
from desktop.ui.background import ImmediateRunner
from desktop.ui.dialogs.crash_dialog import CrashDialog
from desktop.ui.dialogs.keys_dialog import KeysDialog
from desktop.ui.language import LANGUAGES
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.window_state import WindowState
from tools.build_translations import compile_all
from tools.every_page import STATES, every_page
from tools.quiz_pictures import quiz_pictures

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "tests" / "data" / "seed" / "article_polluted.txt"
KEPT = {("zh", "light"): ("quiz_asked", "reader"), ("zh", "dark"): ("quiz_answered",), ("en", "light"): ("today",)}
SMALL = (900, 600)


def pictures(app: QApplication, home: Path, language: str, theme: str) -> Iterator[tuple[str, QWidget]]:
    """Walk through the window; each step is a name and what is to be drawn."""
    state = WindowState(home)
    state.theme = "dark" if theme == "dark" else "light"
    state.quiz_mode = "typed"  # the answer below is typed
    state.sync()
    program = Program(app, home, ImmediateRunner(), language)
    window = program.window
    window.resize(1240, 800)
    program.open([])
    QTest.qWait(50)
    yield "today", window
    window.go("articles")
    yield "articles", window
    window.import_files([ARTICLE])
    window.notices.dismiss()
    yield "reader", window
    reader = window.page("reader")
    assert isinstance(reader, ReaderPage)
    reader.show_repairs()
    yield "repairs", window
    reader.tools.perform("next_phrase")
    yield "phrase_card", window
    reader.tools.card.hide()
    for name in ("hard", "all"):
        reader.perform("pinyin")
        window.notices.dismiss()
        QTest.qWait(30)
        yield f"pinyin_{name}", window
    reader.perform("pinyin")
    reader.perform("marks")
    window.notices.dismiss()
    yield "all_marks", window
    for _ in range(2):
        reader.perform("marks")
    reader.contents.hide()
    reader.perform("find")
    field = reader.find_bar.findChild(QLineEdit)
    assert field is not None
    field.setText("审判")
    QTest.qWait(250)
    yield "find", window
    reader.find_bar.close_bar()
    window.go("review")
    review = window.page("review")
    assert isinstance(review, ReaderPage)
    quiz = review.quiz
    yield "quiz_asked", window
    assert quiz.card is not None
    quiz.field.setText(quiz.card.answer)
    quiz.check()
    QTest.qWait(250)
    yield "quiz_answered", window
    quiz.rate(Rating.GOOD)
    assert quiz.card is not None
    quiz.field.setText(f"{quiz.card.answer[:-1]}的")
    quiz.check()
    QTest.qWait(250)
    yield "quiz_wrong", window
    window.resize(*SMALL)
    QTest.qWait(50)
    yield "quiz_small", window
    quiz.rate(Rating.AGAIN)
    QTest.qWait(50)
    yield "quiz_small_asked", window
    while quiz.card is not None and quiz.done < 60:
        quiz.reveal()
        quiz.rate(Rating.EASY if quiz.done % 7 else Rating.HARD)
    window.resize(1240, 800)
    yield "summary", window
    for room in ("exam", "decks"):
        window.go(room)
        QTest.qWait(600)
        yield room, window
    for room in ("today", "articles", "settings", "exam", "decks"):
        window.go(room)
        if room == "articles":
            window.go(room)
        window.resize(*SMALL)
        QTest.qWait(50)
        yield f"{room}_small", window
    window.resize(1240, 800)
    window.go("settings")
    QTest.qWait(50)
    yield "settings", window
    for target in ("", "about"):
        window.show_target("help", target)
        QTest.qWait(30)
        yield f"help{target and '_'}{target}", window
    window.go("today")
    window.start_tour()
    yield "first_steps", window
    if window.first_steps.card is not None:
        window.first_steps.card.end()
    window.go("today")
    yield "today_done", window
    window.import_files([home / "missing.txt"])
    yield "error", window
    keys = KeysDialog(program.window._look, window)
    keys.show()
    yield "keys", keys
    keys.close()
    crash = CrashDialog("Wengu 0.1.0\nValueError\n  scheduling.py:90 answer", str(home / "logs" / "wengu.log"), window)
    crash.show()
    yield "crash", crash
    crash.close()
    window.close()
    program.close()


def empty(app: QApplication, home: Path, language: str, theme: str) -> Iterator[tuple[str, QWidget]]:
    """The window of a library without articles."""
    (home / MARKER).touch()
    state = WindowState(home)
    state.theme = "dark" if theme == "dark" else "light"
    state.sync()
    program = Program(app, home, ImmediateRunner(), language)
    program.window.resize(1240, 800)
    program.open([])
    QTest.qWait(50)
    yield "empty_today", program.window
    program.window.go("articles")
    yield "empty_articles", program.window
    program.window.go("review")
    yield "empty_review", program.window
    program.window.resize(*SMALL)
    program.window.go("today")
    QTest.qWait(50)
    yield "empty_small", program.window
    program.window.close()
    program.close()


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, nargs="?", help="a folder for the pictures")
    parser.add_argument("--kept", action="store_true", help="only what docs/images/ keeps")
    parser.add_argument("--pages", action="store_true", help="only each page and dialog as such")
    parser.add_argument("--lang", choices=tuple(LANGUAGES), help="only this language")
    parser.add_argument("--theme", choices=("light", "dark"), help="only this theme")
    parser.add_argument("--only", help="only pictures of these names, separated by commas")
    args = parser.parse_args()
    compile_all()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    out = ROOT / "docs" / "images" if args.kept else args.out or Path("screenshots")
    out.mkdir(parents=True, exist_ok=True)
    for language in [args.lang] if args.lang else LANGUAGES:
        for theme in [args.theme] if args.theme else ("light", "dark"):
            wanted = KEPT.get((language, theme), ()) if args.kept else args.only.split(",") if args.only else None
            if wanted == ():
                continue
            pages = [partial(every_page, filling=filling) for filling in STATES]
            every = (pictures, empty, quiz_pictures, *pages)
            for walk in (pictures,) if args.kept else pages if args.pages else every:
                with tempfile.TemporaryDirectory() as folder:
                    for name, widget in walk(app, Path(folder), language, theme):
                        if wanted is None or name in wanted:
                            app.processEvents()
                            widget.grab().save(
                                str(out / f"{name}_{language}_{theme}.png"), "PNG", 0
                            )  # as small as it gets


if __name__ == "__main__":
    main()
