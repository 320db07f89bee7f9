"""What a suspicious reader makes of a text: written here anew, so that tests do not ask the code they test."""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def bare(text: str) -> str:
    """``text`` in simplified characters, half width and lower case, without spaces and marks."""
    plain = str(_converter().convert(unicodedata.normalize("NFKC", text))).lower()
    return "".join(character for character in plain if character.isalnum())
