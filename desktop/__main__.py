"""``python -m desktop`` and the console command ``wengu``."""

from __future__ import annotations

import gc
import sys
from datetime import UTC, datetime
from pathlib import Path

_USUAL = gc.get_threshold()


def main() -> int:
    """Run the command line; without a command it opens the window."""
    # What is imported stays: looking through it again and again for rubbish takes a tenth of a command's time.
    gc.set_threshold(50_000, 20, 20)
    from desktop.cli.start import mend_streams, window_arguments

    if (asked := window_arguments(sys.argv[1:])) is not None:
        mend_streams()
        return _open_window(asked.home, [], asked.language)
    from desktop.cli.main import main as run

    status = run(sys.argv[1:], _open_window)
    if "desktop.app" not in sys.modules:  # nor need it be looked through at the end of a command: another tenth
        gc.freeze()
    return status


def _open_window(home: Path, files: list[Path], language: str | None) -> int:
    from desktop.services.glance import read_glance

    glance = read_glance(home, datetime.now(UTC))
    from desktop.ui.plain_import import import_qt

    import_qt()
    from desktop.app import run_window

    return run_window(home, files, language, glance, _USUAL)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
