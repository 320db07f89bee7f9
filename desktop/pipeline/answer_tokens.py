"""An answer as an examiner reads it: words and numbers, separators, and signs that do not count."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import NamedTuple

from desktop.pipeline.numerals import Key, number_at

_SEPARATORS = frozenset("、,;/|·・•\n")
_SYMBOLS_THAT_COUNT = frozenset("%‰&#@*+")
_DASHES = frozenset("-‐‑‒–—―−~～至到")
_FOLDED_DECOMPOSITIONS = ("<wide>", "<narrow>", "<vertical>", "<small>")
_OTHER_FORMS = str.maketrans({"○": "〇", "−": "-", "–": "-", "—": "-", "―": "-", "～": "~", "〜": "~"})
_LETTER_FOR_NOUGHT = re.compile("(?<=[一二三四五六七八九〇])o(?=[一二三四五六七八九〇年])")


class TokenKind(Enum):
    """What a token is to the examiner."""

    WORD = "word"  # counts: a character or a number
    SEPARATOR = "separator"  # stands between the items of a list
    SPACE = "space"
    MARK = "mark"  # quotation marks, brackets, stops: do not count


class Token(NamedTuple):
    """``[start, end)`` of the answer; equal ``key`` means equal to the examiner."""

    kind: TokenKind
    key: Key
    start: int
    end: int


def folded(text: str) -> str:
    """``text`` in half width and lower case, character by character, so that offsets stay."""
    return _LETTER_FOR_NOUGHT.sub("〇", "".join(map(_fold, text)).translate(_OTHER_FORMS))


def _fold(character: str) -> str:
    if character.isascii():
        return character.lower()
    if character == "，":
        return "、"  # a half-width comma may also group digits, this one never does
    decomposition = unicodedata.decomposition(character)
    # Compatibility ideographs decompose to one character without a tag.
    if decomposition.startswith(_FOLDED_DECOMPOSITIONS) or (decomposition and " " not in decomposition):
        plain = unicodedata.normalize("NFKC", character).lower()
    else:
        plain = character.lower()
    return plain if len(plain) == 1 else character


def tokens(text: str, *, twos: bool = True, relaxed: bool = False) -> list[Token]:
    """The tokens of a folded, simplified text; together they cover it. ``twos``, ``relaxed``: as in ``number_at``."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        number = number_at(text, at, twos=twos, relaxed=relaxed)
        if number is not None:
            found += _number_tokens(text, number.keys, at, number.end)
            at = number.end
            continue
        kind, key = _sign(text, at, found)
        found.append(Token(kind, key, at, at + 1))
        at += 1
    return found


def _number_tokens(text: str, keys: tuple[Key, ...], start: int, end: int) -> list[Token]:
    """A date by numbers becomes one token a part; the marks between go to the part before."""
    if len(keys) == 1:
        return [Token(TokenKind.WORD, keys[0], start, end)]
    return [Token(TokenKind.WORD, key, start if n == 0 else end, end) for n, key in enumerate(keys)]


def _sign(text: str, at: int, before: list[Token]) -> tuple[TokenKind, Key]:
    """What the character at ``at``, which begins no number, is and stands for."""
    character = text[at]
    between_numbers = bool(before) and not isinstance(before[-1].key, str) and _number_follows(text, at + 1)
    if between_numbers and character in _DASHES:
        return TokenKind.WORD, ("range",)
    if between_numbers and character in ":比":
        return TokenKind.WORD, (":",)
    if character == "号" and _is_day(before):
        return TokenKind.WORD, "日"
    if character in _SEPARATORS:
        return TokenKind.SEPARATOR, ""
    if character.isspace():
        return TokenKind.SPACE, ""
    if character not in _SYMBOLS_THAT_COUNT and (
        unicodedata.category(character)[0] in "PZC"
        or character in "`´^~"
        or (character in "<>" and not _number_follows(text, at + 1))  # typed for title marks
    ):
        return TokenKind.MARK, ""
    return TokenKind.WORD, character


def _number_follows(text: str, at: int) -> bool:
    while text[at : at + 1].isspace():
        at += 1
    return at < len(text) and number_at(text, at) is not None


def _is_day(before: list[Token]) -> bool:
    """Whether 号 stands for 日: after a month and a number."""
    return len(before) >= 2 and before[-2].key == "月" and not isinstance(before[-1].key, str)
