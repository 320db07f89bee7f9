"""Texts as they are compared when the way of writing does not count: width, spaces, quotation marks."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"\w+")  # of a folded text: letters, hanzi and digits
_QUOTES = {**dict.fromkeys(map(ord, "“”„‟「」『』〝〞＂"), ord('"')), **dict.fromkeys(map(ord, "‘’＇"), ord("'"))}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
# Blocks whose characters only repeat others: radicals, compatibility ideographs.
_REPEATED = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))


class _Forms(dict[int, int]):
    """The plain form of each code point, found when first asked for."""

    def __missing__(self, code: int) -> int:
        plain = self[code] = _plain(code)
        return plain


def _plain(code: int) -> int:
    character = chr(code)
    if character.isspace() or character in _INVISIBLE:
        return ord(" ")
    width = unicodedata.decomposition(character).startswith(("<wide>", "<narrow>"))
    if width or any(code in block for block in _REPEATED):
        plain = unicodedata.normalize("NFKC", character)
        return _QUOTES.get(ord(plain), ord(plain)) if len(plain) == 1 else code
    return _QUOTES.get(code, code)


_FORMS = _Forms()


def fold(text: str) -> str:
    """``text`` in plain forms, character by character, so that places stay the same.

    Wide and narrow forms become the usual ones, quotation marks straight, radicals hanzi, and white space
    and invisible characters a space.
    """
    return text.translate(_FORMS)


def spelled(text: str) -> str:
    """``text`` folded and without its spaces: equal for two texts that differ in width and space only."""
    return fold(text).replace(" ", "")
