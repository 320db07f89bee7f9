"""What the interpreter and Qt must do for the program to live through a day."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
