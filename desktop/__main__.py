"""``python -m desktop`` and the console command ``wengu``."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

_USUAL = gc.get_threshold()


def main() -> int:
    """Run the command line; without a command it opens the window."""
    # What is imported stays: looking through it again and again for rubbish takes a tenth of a command's time.
    gc.set_threshold(50_000, 20, 20)
    from desktop.cli.main import main as run

    return run(sys.argv[1:], _open_window)


def _open_window(home: Path, files: list[Path], language: str | None) -> int:
    from desktop.app import run_window

    gc.set_threshold(*_USUAL)  # a window lives for days

    return run_window(home, files, language)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
