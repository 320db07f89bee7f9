"""Two texts compared character by character, where their way of writing (width, spaces, quotes) does not count."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

WORD = re.compile(r"\w+")  # of a folded text: letters, hanzi and digits
_QUOTES = {**dict.fromkeys(map(ord, "“”„‟「」『』〝〞＂"), ord('"')), **dict.fromkeys(map(ord, "‘’＇"), ord("'"))}
_LARGEST = 4_000_000  # cells of the table that the slow comparison may fill
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


def common_blocks(old: str, new: str) -> list[tuple[int, int, int]]:
    """The stretches ``(old, new, size)`` that are the same in both, in order and as long as they can be.

    Of texts of over some 2,000 characters that differ all over, only what they begin and end with.
    """
    if old == new:
        return [(0, 0, len(old))] if old else []
    head = tail = 0
    if len(old) * len(new) > _LARGEST:
        shorter = min(len(old), len(new))
        head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
        shorter -= head
        tail = next((at for at in range(shorter) if old[-1 - at] != new[-1 - at]), shorter)
    blocks = [(0, 0, head)] if head else []
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(old_middle) * len(new_middle) <= _LARGEST:
        found = SequenceMatcher(None, old_middle, new_middle, autojunk=False).get_matching_blocks()
        blocks.extend((head + at, head + to, size) for at, to, size in found if size)
    if tail:
        blocks.append((len(old) - tail, len(new) - tail, tail))
    return blocks
