"""``python -m desktop`` and the console command ``wengu``."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run the command line; without a command it opens the window."""
    from desktop.cli.main import main as run

    return run(sys.argv[1:], _open_window)


def _open_window(home: Path, files: list[Path], language: str | None) -> int:
    from desktop.app import run_window

    return run_window(home, files, language)


if __name__ == "__main__":
    from multiprocessing import freeze_support

    freeze_support()
    sys.exit(main())
