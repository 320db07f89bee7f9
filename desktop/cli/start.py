"""The start that window and commands share; what only commands need is not loaded for a window."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from desktop.paths import data_home

OpenWindow = Callable[[Path, list[Path], str | None], int]
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def mend_streams() -> None:
    """Output in UTF-8, also where there is nobody to read it."""
    # A stream that was closed before the start is None, also in a program without console.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n", errors=errors)


def has_screen() -> bool:
    """Whether a window can be shown; Qt would abort."""
    return sys.platform != "linux" or any(map(os.environ.get, _SCREENS))


class WindowArguments(NamedTuple):
    """What a line without a command says: where the data is, and the language for this time."""

    home: Path
    language: str | None


def window_arguments(arguments: list[str]) -> WindowArguments | None:
    """The line read as one that only opens the window; None where it is another, is wrong, or has no screen."""
    given: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if not equals and rest and not rest[0].startswith("-"):
            value = rest.pop(0)
        if name not in ("--home", "--lang") or not value:
            return None
        given[name] = value
    language = given.get("--lang")
    if language not in (None, "zh", "en") or not has_screen():
        return None
    return WindowArguments(Path(given["--home"]) if "--home" in given else data_home(), language)
