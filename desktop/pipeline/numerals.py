"""Numbers in running text, in Arabic and in Chinese numerals, as values that can be compared."""

from __future__ import annotations

import re
from math import gcd
from typing import NamedTuple

_DIGIT_VALUES = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "幺": 1,
}
_PLAIN = str.maketrans(
    {digit: "零一二三四五六七八九"[value] for digit, value in _DIGIT_VALUES.items()}
    | {"拾": "十", "佰": "百", "仟": "千", "廿": "二十", "卅": "三十"}
)
_DIGITS = "".join(_DIGIT_VALUES)
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?"
_CHINESE = rf"[{_DIGITS}两十拾百佰千仟万亿廿卅]"
_AMOUNT = rf"(?:{_ARABIC}|[{_DIGITS}两十拾廿卅])(?:{_ARABIC}|{_CHINESE}|点(?=[{_DIGITS}]))*"
_TOKEN = re.compile(
    rf"(?P<date>(?<!\d)(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d))"
    rf"|(?P<parts>百|千|万|{_AMOUNT})分之(?P<share>百|{_AMOUNT})"
    rf"|(?P<over>\d+)/(?P<under>\d+)(?![\d/])"
    rf"|(?P<sign>[-−负])?(?P<amount>{_AMOUNT})(?P<per>[%‰])?"
)
_THOUSAND = re.compile(r"(?:([一二三四五六七八九])千)?(零?)(?:([一二三四五六七八九])百)?(零?)(?:([一二三四五六七八九])?(十))?(零?)([一二三四五六七八九])?")
_FINENESS = 10**12  # amounts are kept as whole multiples of 1 / _FINENESS
_LONGEST = 60  # more digits than this are no amount but a code
# Words of measure before which two is 两 and never 二, and before which both are said.
_ONLY_LIANG = "个件条项种年天点方岁张本周步类家代党套支段场回样句遍小"
_BOTH_SAID = "次倍名位米吨里公斤两亩元层级码"
_YEARS_OF_SCHOOL = ("年级", "年生")

Key = str | tuple[str | int, ...]


class Number(NamedTuple):
    """A number at ``[start, end)``. Equal numbers have equal ``keys``; a date has several, as if written in words."""

    start: int
    end: int
    keys: tuple[Key, ...]


def number_at(text: str, at: int, *, relaxed: bool = False) -> Number | None:
    """The number that starts at ``at`` of ``text`` (half-width, simplified), if one does.

    25, 二十五 and 廿五 are equal, 25% and 百分之二十五, 1/3 and 三分之一, 1.2亿 and 12000万; 2 is 两 where one says
    两. ``relaxed`` also makes 50%, 0.5 and 1/2 equal, and every 两 a 二.
    """
    match = _TOKEN.match(text, at)
    if match is None:
        return None
    if match["date"]:
        year, month, day = (_count(int(match[part])) for part in ("year", "month", "day"))
        return Number(at, match.end(), (year, "年", month, "月", day, "日"))
    if match["parts"]:
        keys = _share(match["parts"], match["share"], relaxed)
        return Number(at, match.end(), keys) if keys else number_within(text, at, match["parts"], relaxed)
    if match["over"]:
        over, under = int(match["over"][:_LONGEST]), int(match["under"][:_LONGEST])
        return Number(at, match.end(), (_ratio(over, under, relaxed),)) if under else None
    amount = match["amount"]
    key = _amount_key(text, match.start("amount"), amount, relaxed)
    if key is None:
        return None
    if match["sign"]:
        # A dash after a word joins; only at the start of something it is a minus.
        if match["sign"] != "负" and at and text[at - 1].isalnum():
            return None
        key = ("-", *key) if isinstance(key, tuple) else key
    if match["per"] and isinstance(key, tuple):
        key = _per(key, 100 if match["per"] == "%" else 1_000, relaxed)
    return Number(at, match.end(), (key,))


def number_within(text: str, at: int, amount: str, relaxed: bool) -> Number | None:
    """The amount alone, where what follows it makes no share of it."""
    key = _amount_key(text, at, amount, relaxed) if re.fullmatch(_AMOUNT, amount) else None
    return None if key is None else Number(at, at + len(amount), (key,))


def _count(value: int) -> Key:
    return ("=", value * _FINENESS)


def _amount_key(text: str, at: int, amount: str, relaxed: bool) -> Key | None:
    """The key of an amount, or None where its characters make no number and stand for themselves."""
    after, before = text[at + len(amount) :], text[at - 1 : at]
    if relaxed:
        amount = amount.replace("两", "二")
    elif amount == "两":
        return _count(2) if before != "第" and after[:1] in (*_ONLY_LIANG, *_BOTH_SAID) and after else None
    elif amount == "二" and before != "第" and after[:1] and after[0] in _ONLY_LIANG:
        return _count(2) if after.startswith(_YEARS_OF_SCHOOL) else None
    amount = re.sub("两(?=[百千万亿])", "二", amount).translate(_PLAIN)
    if amount.isascii() and amount.isdigit() and (len(amount) > _LONGEST or (amount[0] == "0" and len(amount) > 2)):
        return ("code", amount)
    if set(amount) <= set("零一二三四五六七八九") and len(amount) > 1:
        digits = "".join(str(_DIGIT_VALUES[digit]) for digit in amount)
        # 三五, 一五 and 五四 are two digits rather than a number, but 九七年 is a year.
        if len(digits) == 2 and after[:1] != "年":
            return ("digits", digits)
        return _count(int(digits)) if len(digits) <= _LONGEST else ("code", digits)
    value = _value(amount)
    if value is None:
        return None
    return _ratio(value, _FINENESS, relaxed) if relaxed else ("=", value)


def _value(amount: str) -> int | None:
    """The value of an amount in units of 1 / _FINENESS, or None where it is no number."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = amount.rpartition(unit)
        if found:
            whole = _value(head)
            rest = _rest(tail, size)
            return None if whole is None or rest is None or rest >= size * _FINENESS else whole * size + rest
    if match := re.fullmatch(rf"({_ARABIC})([百千]?)", amount):
        plain = match[1].replace(",", "").replace(" ", "")
        if len(plain) > _LONGEST:
            return None
        whole, _, decimals = plain.partition(".")
        return (int(whole) * _FINENESS + _decimals(decimals)) * {"": 1, "百": 100, "千": 1_000}[match[2]]
    whole, point, decimals = amount.partition("点")
    below = _below_ten_thousand(whole)
    if below is None or (point and not set(decimals) <= set("零一二三四五六七八九")):
        return None
    return below * _FINENESS + _decimals("".join(str(_DIGIT_VALUES[digit]) for digit in decimals))


def _rest(tail: str, size: int) -> int | None:
    """What follows 万 or 亿: nothing, a number below it, or one digit that counts its tenth (一万二)."""
    if not tail:
        return 0
    if tail in _DIGIT_VALUES and tail != "零":
        return _DIGIT_VALUES[tail] * size // 10 * _FINENESS
    return _value(tail.removeprefix("零"))


def _decimals(digits: str) -> int:
    return int(digits[:12].ljust(12, "0")) if digits else 0


def _below_ten_thousand(text: str) -> int | None:
    match = _THOUSAND.fullmatch(text)
    if match is None or not text:
        return 0 if text == "零" else None
    thousands, _, hundreds, _, tens, ten, nought, ones = match.groups()
    value = 1_000 * _digit(thousands) + 100 * _digit(hundreds) + (10 * (_digit(tens) or 1) if ten else 0)
    last = _digit(ones)
    if last and not nought and not ten and not match[4]:
        # 一百二 is 120 and 三千五 is 3500.
        last *= 10 if hundreds else 100 if thousands and not match[2] else 1
    if text == "零":
        return 0
    return value + last


def _digit(found: str | None) -> int:
    return _DIGIT_VALUES[found] if found else 0


def _share(parts: str, share: str, relaxed: bool) -> tuple[Key, ...] | None:
    over = 100 * _FINENESS if share == "百" else _value(_spelled(share))
    under = {"百": 100, "千": 1_000, "万": 10_000}.get(parts)
    if under is not None and over is not None:
        return (_per(("=", over), under, relaxed),) if not relaxed else (_ratio(over, under * _FINENESS, True),)
    divisor = _value(_spelled(parts))
    if over is None or not divisor:
        return None
    return (_ratio(over // _FINENESS, divisor // _FINENESS, relaxed),)


def _spelled(amount: str) -> str:
    return re.sub("两(?=[百千万亿])", "二", amount).translate(_PLAIN)


def _per(key: tuple[str | int, ...], under: int, relaxed: bool) -> Key:
    if not relaxed:
        return (f"/{under}", *key)
    sign = key[:-3] if key[0] == "-" else ()
    over, below = key[-2], key[-1]
    assert isinstance(over, int)
    assert isinstance(below, int)
    reduced = _ratio(over, below * under, True)
    return (*sign, *reduced)


def _ratio(over: int, under: int, relaxed: bool) -> Key:
    """A share, reduced only where every form of it is to be equal: 2/4 is not the answer 1/2."""
    if not relaxed:
        return ("share", over, under)
    common = gcd(over, under) or 1
    return ("ratio", over // common, under // common)
