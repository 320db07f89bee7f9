"""An answer as an examiner reads it: words and numbers, separators, and signs that do not count."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache
from typing import NamedTuple

from desktop.pipeline.numerals import Key, count, half_more, number_at

_RANGE: Key = ("range",)
_HOUR: Key = ("hour",)  # between the hour and the minutes of a time of day
_SEPARATORS = frozenset("、,;/|·・•\n")
_SYMBOLS_THAT_COUNT = frozenset("%‰&#@*+")
_DASHES = frozenset("-‐‑‒–—―−~～至到")
_FOLDED_DECOMPOSITIONS = ("<wide>", "<narrow>", "<vertical>", "<small>", "<sub>")
_OTHER_FORMS = str.maketrans({"○": "〇", "−": "-", "–": "-", "—": "-", "―": "-", "～": "~", "〜": "~", "∶": ":"})
_RANGE_UNITS = frozenset("年月日时岁万亿元人个名米级届次件项") | {_HOUR}
_SPELLED_OUT = ("<compat>", "<circle>", "<square>", "<fraction>")
_AFTER_HOUR = "半整前后至到以之起止"  # where 三点 is a time of day; 三点要求 are three of them
_HOURS = [count(hour) for hour in range(25)]
_MINUTES = [count(minute) for minute in range(60)]
_HALF_MORE = re.compile("(?<=[\\d一二两三四五六七八九十])[倍年天]半(?![一-龥])")
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
            made = _number_tokens(text, number.keys, at, number.end)
            if text[at : number.end] == "00" and found and found[-1].key == _HOUR:
                made = [Token(TokenKind.MARK, "", at, number.end)]  # 9:00 is 9时
            found += made
            at = number.end
            continue
        if spelled := _spelled_out(text[at], relaxed):
            found += [token._replace(start=at if n == 0 else at + 1, end=at + 1) for n, token in enumerate(spelled)]
            at += 1
            continue
        kind, key = _sign(text, at, found)
        found.append(Token(kind, key, at, at + 1))
        at += 1
        if half := _HALF_MORE.match(text, at - 1):
            _add_half(found)
            found.append(Token(TokenKind.MARK, "", at, half.end()))
            at = half.end()
    return _without_repeated_units(found)


@cache
def _spelled_out(character: str, relaxed: bool) -> tuple[Token, ...]:
    """The tokens of what one character stands for: ⅔, Ⅲ, ①, ℃, ㎞; none for another one.

    ``relaxed`` takes a Roman numeral for the number that it is.
    """
    if character < "\x80":
        return ()
    tag, *codes = unicodedata.decomposition(character).split() or [""]
    if tag not in _SPELLED_OUT:
        return ()
    if relaxed and "Ⅰ" <= character <= "ⅿ":
        return tuple(tokens(str(int(unicodedata.numeric(character))), relaxed=True))
    text = "".join(chr(int(code, 16)) for code in codes).replace("\u2044", "/")
    return tuple(tokens(folded(text), relaxed=relaxed))


def _without_repeated_units(found: list[Token]) -> list[Token]:
    """What a range says before its last number need not count: 2020年至2035年 is 2020-2035年."""
    words = [place for place, token in enumerate(found) if token.kind is TokenKind.WORD]
    for unit, between, number, last in zip(words, words[1:], words[2:], words[3:], strict=False):
        if (
            found[between].key == _RANGE
            and not isinstance(found[number].key, str)
            and found[unit].key == found[last].key
            and found[unit].key in _RANGE_UNITS
        ):
            found[unit] = found[unit]._replace(kind=TokenKind.MARK, key="")
    return found


def _number_tokens(text: str, keys: tuple[Key, ...], start: int, end: int) -> list[Token]:
    """A date by numbers becomes one token a part; the marks between go to the part before."""
    if len(keys) == 1:
        return [Token(TokenKind.WORD, keys[0], start, end)]
    return [Token(TokenKind.WORD, key, start if n == 0 else end, end) for n, key in enumerate(keys)]


def _sign(text: str, at: int, before: list[Token]) -> tuple[TokenKind, Key]:
    """What the character at ``at``, which begins no number, is and stands for."""
    character = text[at]
    between_numbers = _is_number(before[-1:]) and _number_follows(text, at + 1)
    if character in _DASHES and (between_numbers or (_is_measured(before) and _number_follows(text, at + 1))):
        return TokenKind.WORD, _RANGE
    if between_numbers and character in ":比":
        return TokenKind.WORD, _HOUR if _is_hour(before) and _minutes_follow(text, at + 1) else (":",)
    if character in "时点" and _is_hour(before):
        follows = text[at + 1 : at + 2]
        if character == "时" or follows in _AFTER_HOUR or _minutes_follow(text, at + 1) or not follows.isalnum():
            return TokenKind.WORD, _HOUR
    if before and before[-1].key == _HOUR and character in "半整":
        return (TokenKind.WORD, count(30)) if character == "半" else (TokenKind.MARK, "")
    if character == "分" and len(before) > 1 and before[-2].key == _HOUR:
        return TokenKind.MARK, ""
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


def _is_measured(before: list[Token]) -> bool:
    """Whether a number with its unit stands before, or an hour with no minutes."""
    whole_hour = len(before) > 1 and before[-1].kind is TokenKind.MARK and before[-2].key == _HOUR
    counted = before[:-1] if whole_hour else before
    return len(counted) > 1 and counted[-1].key in _RANGE_UNITS and _is_number(counted[-2:-1])


def _is_hour(before: list[Token]) -> bool:
    return bool(before) and before[-1].key in _HOURS


def _minutes_follow(text: str, at: int) -> bool:
    """Whether a number of two digits below 60 comes, or one that 分 follows."""
    number = number_at(text, at) if at < len(text) else None
    if number is None or number.keys[0] not in _MINUTES:
        return False
    return number.keys[0] in _MINUTES[10:] or text[at] in "0零" or text[number.end : number.end + 1] == "分"


def _add_half(found: list[Token]) -> None:
    """Make 一倍 before 半 1.5倍."""
    for place in range(len(found) - 1, -1, -1):
        if _is_number(found[place : place + 1]):
            found[place] = found[place]._replace(key=half_more(found[place].key))
            return


def _is_number(tokens: list[Token]) -> bool:
    return bool(tokens) and not isinstance(tokens[0].key, str)


def _number_follows(text: str, at: int) -> bool:
    while text[at : at + 1].isspace():
        at += 1
    return at < len(text) and number_at(text, at) is not None


def _is_day(before: list[Token]) -> bool:
    """Whether 号 stands for 日: after a month and a number."""
    return len(before) >= 2 and before[-2].key == "月" and _is_number(before[-1:])
