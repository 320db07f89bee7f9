"""Qt, and Python's own ``import``."""

from __future__ import annotations

import builtins


def import_qt() -> None:
    """Import PySide6 and leave ``import`` as it was, for whatever is imported later.

    PySide6 puts its own in the place of it, which reads the source of each module (0.3 ms, and it stays in memory)
    to see whether that may ask for ``__feature__``; nothing here does.
    """
    own = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = own
