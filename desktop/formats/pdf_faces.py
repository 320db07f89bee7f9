"""Which font of a document draws a character: the Chinese one, another of this computer, or a □ in its stead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from desktop.formats.cjk_font import find_bold_of, find_cjk_font, find_sign_fonts

MISSING = "□"
# What belongs to the character before it: selectors, tones of skin, the frame of keycaps, what is joined on.
_BELONGING = re.compile(
    "([\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff]"
    "|(?:[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e01ef]|\u200d[\u2190-\U0001faff])+"
)


class Faces:
    """The fonts of a document under the names that its text is set in.

    ``missing`` are the characters that no font has, in the order they came. Raises FontMissing.
    """

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        regular = find_cjk_font()
        for style, (file, face) in (("", regular), ("B", find_bold_of(regular))):
            pdf.add_font("cjk", style, str(file), collection_font_number=face)
        self._signs: list[Path] | None = None  # looked for when one is wanted
        self._found: dict[tuple[str, str], tuple[str, str] | None] = {}
        self.missing: dict[str, None] = {}

    def drawable(self, text: str) -> str:
        """``text`` as it can be drawn: a □ for what no font has, one for what is one sign to the eye."""
        if text.isascii():
            return text
        text = _BELONGING.sub(r"\1", text)
        return "".join(char if self._face(char, "") else self._lacking(char) for char in text)

    def runs(self, text: str, style: str) -> Iterator[tuple[str, str, str]]:
        """``text`` in stretches of one font: its family, its style and the stretch."""
        for (family, look), run in groupby(text, key=lambda char: self._face(char, style) or ("cjk", style)):
            yield family, look, "".join(run)

    def _lacking(self, char: str) -> str:
        if not char.isprintable():
            return " "
        self.missing[char] = None
        return MISSING

    def _face(self, char: str, style: str) -> tuple[str, str] | None:
        """Family and style of the font that has a character."""
        key = char, style
        if key not in self._found:
            self._found[key] = self._look_for(ord(char), style)
        return self._found[key]

    def _look_for(self, code: int, style: str) -> tuple[str, str] | None:
        for look in dict.fromkeys((style, "")):
            if code in self._pdf.fonts[f"cjk{look}"].cmap:
                return "cjk", look
        if not chr(code).isprintable():
            return None
        if self._signs is None:
            self._signs = find_sign_fonts()
        for number, file in enumerate(self._signs):
            name = f"signs{number}"
            if name not in self._pdf.fonts:
                self._pdf.add_font(name, "", str(file))
            if code in self._pdf.fonts[name].cmap:
                return name, ""
        return None
