"""A Chinese font of this computer, to be embedded in what is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.errors import FontMissing

# File, and the number of the mainland face where it is a collection.
_NAMES = (
    ("NotoSerifCJK-Regular.ttc", 2),
    ("NotoSerifCJKsc-Regular.otf", 0),
    ("SourceHanSerifSC-Regular.otf", 0),
    ("simsun.ttc", 0),
    ("Songti.ttc", 3),
    ("NotoSansCJK-Regular.ttc", 2),
    ("NotoSansCJKsc-Regular.otf", 0),
    ("SourceHanSansSC-Regular.otf", 0),
    ("msyh.ttc", 0),
    ("simhei.ttf", 0),
    ("STHeiti Light.ttc", 0),
    ("wqy-microhei.ttc", 0),
    ("wqy-zenhei.ttc", 0),
)

_SIGNS = (
    "simsunb.ttf",
    "seguisym.ttf",
    "Apple Symbols.ttf",
    "NotoEmoji-Regular.ttf",
    "Symbola.ttf",
    "DejaVuSans.ttf",
)

# The bold companion of a file stands beside it under a name that differs in this.
_BOLD = (
    ("-Regular", "-Bold"),
    ("msyh.ttc", "msyhbd.ttc"),
    ("STHeiti Light", "STHeiti Medium"),
    ("simsun.ttc", "simhei.ttf"),
)


def find_bold_of(font: tuple[Path, int]) -> tuple[Path, int]:
    """The bold face that goes with ``font``; the same where this computer has none."""
    path, face = font
    for regular, bold in _BOLD:
        other = path.with_name(path.name.replace(regular, bold))
        if other != path and other.is_file():
            return other, face if other.suffix == path.suffix else 0
    return font


def find_cjk_font() -> tuple[Path, int]:
    """The file of a Chinese font and the number of the face in it. Raises FontMissing."""
    found = _find(_NAMES)
    if not found:
        raise FontMissing
    return found[0]


def _find(names: Sequence[tuple[str, int]]) -> list[tuple[Path, int]]:
    wanted = {name.lower(): (order, face) for order, (name, face) in enumerate(names)}
    found: list[tuple[int, Path, int]] = []
    for folder in _folders():
        for root, _, files in os.walk(folder):
            for name in files:
                if name.lower() in wanted:
                    order, face = wanted[name.lower()]
                    found.append((order, Path(root) / name, face))
    return [(path, face) for _, path, face in sorted(found)]


def find_sign_fonts() -> list[Path]:
    """Fonts of this computer with rare characters and signs, in which a Chinese font is poor; the best first."""
    return [path for path, _ in _find([(name, 0) for name in _SIGNS])]


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]
