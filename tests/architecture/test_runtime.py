"""What the interpreter and Qt must do for the program to live through a day."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.services.collection import Collection

COMMAND = """
import sys
from desktop.cli.main import main
assert main(sys.argv[1:], lambda *_: 1) == 0
print(*sys.modules)
"""
WINDOW = "import sys, desktop.ui.main_window; print(*sys.modules)"
ANSWER = '{"expected": "审判", "given": "审判"}\n'
SENTENCE = '{"id": 1, "text": "坚持以人民为中心，毛宁做到“两个维护”。"}\n'
_SEARCH = ("desktop.services.search", "desktop.services.card_list", "desktop.storage.search_index")
_OF_OTHERS = ("multiprocessing", "zoneinfo", "html", "genanki", "docx", "openpyxl", "rjieba", "jieba", "numpy")

_NO_TEXT = ("multiprocessing", "PySide6", "sqlalchemy", "sqlite3", "desktop.storage")

IMPORT_EVERYTHING = """
import importlib, logging, pkgutil, sys, threading, warnings
warnings.simplefilter("error")
handlers, hook = list(logging.root.handlers), sys.excepthook
import desktop
for found in pkgutil.walk_packages(desktop.__path__, "desktop."):
    if found.name.endswith(".__main__") or ".migrations" in found.name:
        continue
    importlib.import_module(found.name)
assert logging.root.handlers == handlers, "a log handler was installed"
assert sys.excepthook is hook, "the exception hook was replaced"
assert threading.active_count() == 1, "a thread was started"
loaded = [name for name in ("rjieba", "jieba", "genanki", "anki") if name in sys.modules]
assert not loaded, loaded
if "PySide6.QtCore" in sys.modules:
    assert sys.modules["PySide6.QtCore"].QCoreApplication.instance() is None, "a QApplication exists"
"""


def test_void_calls_into_qt_keep_the_references_to_none(qtbot: object) -> None:
    # PySide6 6.12.0 on Python 3.11 loses one a call, and the interpreter aborts when they are used up.
    from PySide6.QtWidgets import QLabel

    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(4000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 100


def test_nothing_happens_at_import(root: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "WENGU_HOME": str(tmp_path / "home"),
        "HOME": str(tmp_path),
        "PYTHONPATH": str(root),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_EVERYTHING],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "arguments", "given", "never"),
    [
        (
            COMMAND,
            ["due"],
            "",
            (*_SEARCH, *_OF_OTHERS, "PySide6", "desktop.services.text_tools", "desktop.cli.text_commands"),
        ),
        (COMMAND, ["text", "check"], ANSWER, (*_OF_OTHERS, "PySide6", "sqlalchemy", "sqlite3", "desktop.storage")),
        (COMMAND, ["text", "blanks"], SENTENCE, ("rjieba", *_NO_TEXT)),
        (COMMAND, ["text", "phrases", "-"], SENTENCE, ("rjieba", *_NO_TEXT)),
        (WINDOW, [], "", (*_SEARCH, *_OF_OTHERS, "sqlalchemy", "desktop.ui.pages.reader_page")),
    ],
    ids=["due", "text check", "text blanks", "text phrases", "window"],
)
def test_a_start_loads_only_what_it_uses(
    root: Path, tmp_path: Path, code: str, arguments: list[str], given: str, never: tuple[str, ...]
) -> None:
    (tmp_path / "home").mkdir()
    Collection.open(tmp_path / "home").close()  # a new one would load what makes it
    if arguments:
        arguments = ["--home", str(tmp_path / "home"), *arguments]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.splitlines()[-1].split()
    assert "desktop" in loaded
    assert [name for name in never if name in loaded] == []
