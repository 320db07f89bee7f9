"""Numbers in running text, in Arabic and in Chinese numerals, as values that can be compared."""

from __future__ import annotations

import re
from functools import cache
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
_ARABIC = r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?|(?<![\d.])\.\d+)"
_CHINESE = rf"[{_DIGITS}两十拾百佰千仟万亿廿卅]"
# Atomic: what is no share or fraction in the end must not be tried in every shorter length.
_AMOUNT = rf"(?>(?:{_ARABIC}|[{_DIGITS}两十拾廿卅])(?:{_ARABIC}|{_CHINESE}|点(?=[{_DIGITS}])| (?=[百千万亿]))*)"
_THOUSAND = re.compile(
    r"(?:([一二三四五六七八九])千)?(零?)(?:([一二三四五六七八九])百)?(零?)(?:([一二三四五六七八九])?(十))?(零?)([一二三四五六七八九])?"
)
_STARTS = frozenset(f".-−负{_DIGITS}两十拾廿卅百千万")
_TENTHS = re.compile(r"成(?P<rest>[一二三四五六七八九])?(?![一-龥])")  # 三成 and 二成五 of something
_FINENESS = 10**12  # amounts are kept as whole multiples of 1 / _FINENESS
_LONGEST = 60  # more digits than this are no amount but a code
_BOTH_SAID = frozenset("倍名位人米吨里公斤亩")  # measures before which one says 两 as well as 二
_ORDINAL = frozenset("等级月日号")  # before these 二 is the second, and 两 is two of them

Value = tuple[str | int, ...]
Key = str | Value


class Number(NamedTuple):
    """A number at ``[start, end)``. Equal numbers have equal ``keys``; a date has several, as if written in words."""

    start: int
    end: int
    keys: tuple[Key, ...]


def number_at(text: str, at: int, *, twos: bool = True, relaxed: bool = False) -> Number | None:
    """The number that starts at ``at`` of ``text`` (half-width, simplified), if one does.

    25, 二十五 and 廿五 are equal, 25% and 百分之二十五, 1/3 and 三分之一, 1.2亿 and 12000万. 两 is 2
    where one says 两. ``twos`` keeps 二 apart from it where one says only 两 (两个); without, every 二 is 2 as well.
    ``relaxed`` makes 50%, 0.5 and 1/2 equal, and every 两 a 二.
    """
    if text[at] not in _STARTS and not text[at].isdecimal():
        return None
    if text[at] == "." and re.search(r"[\w%‰.]$", text[max(0, at - 1) : at]):
        return None
    match = _token().match(text, at)
    if match is None:
        return None
    if match["date"]:
        year, month, day = (_number(at, at, count(int(match[part])), relaxed).keys for part in ("year", "month", "day"))
        return Number(at, match.end(), (*year, "年", *month, "月", *day, "日"))
    key, end = _part_key(match), match.end()
    if match["amount"]:
        start, end = match.span("amount")
        key = _amount_key(text, start, end, twos, relaxed)
        point = text.find("点", start, end)
        if point > 0 and (key is None or re.match("点零.分", text[point : end + 1])):
            # 三点五十分 and 八点零五分 are times rather than decimals.
            end = point
            key = _amount_key(text, start, end, twos, relaxed)
    if key is None:
        return None
    # A dash behind a word or a number joins; only at the start of something it is a minus.
    if match["sign"] in ("-", "−") and re.search(r"[\w%‰-]\s*$", text[max(0, at - 9) : at]):
        return None
    if match["per"] and end == match.end("amount"):
        end = match.end()
        key = ("per", 100 if match["per"] == "%" else 1_000, *key)
    if relaxed and key[0] == "=" and (tenths := _TENTHS.match(text, end)):
        end = tenths.end()
        key = ("per", 100, "=", int(key[1]) * 10 + _digit(tenths["rest"]) * _FINENESS)
    if match["sign"] or match["inner"]:
        key = ("-", *key)
    return _number(at, end, key, relaxed)


@cache
def _token() -> re.Pattern[str]:
    """The pattern of everything that may be a number; costs 10 ms, which only those who check answers pay."""
    return re.compile(
        rf"(?P<date>(?<!\d)(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d))"
        rf"|(?P<sign>[-−负]|零下)?(?:(?P<whole>百分百)"
        rf"|(?P<parts>百|千|万|{_AMOUNT})分之(?P<inner>负)?(?P<share>百|{_AMOUNT})"
        rf"|(?P<over>\d+)/(?P<under>\d+)(?![\d/])"
        rf"|(?P<half>一半)(?!个)"
        rf"|(?P<amount>{_AMOUNT})(?: ?(?P<per>[%‰]))?)"
    )


def _part_key(match: re.Match[str]) -> Value | None:
    """The key of a share or a fraction; None where the match is none."""
    if match["whole"]:
        return ("per", 100, *count(100))
    if match["half"]:
        return ("half",)
    if match["parts"]:
        return _share(match["parts"], match["share"])
    if match["over"] and (under := int(match["under"][:_LONGEST])):
        return ("share", int(match["over"][:_LONGEST]), under)
    return None


def _number(start: int, end: int, key: Value, relaxed: bool) -> Number:
    return Number(start, end, (_reduced(key) if relaxed else key,))


def _reduced(key: Value) -> Value:
    """The key that every form of one amount shares; codes and digits stay what they are."""
    sign, under, over = 1, 1, 0
    rest = list(key)
    while rest[0] in ("-", "per"):
        if rest.pop(0) == "-":
            sign = -sign
        else:
            under *= int(rest.pop(0))
    kind, *values = rest if rest != ["half"] else ("share", 1, 2)
    if kind not in ("=", "share"):
        return key
    over = sign * int(values[0])
    under *= _FINENESS if kind == "=" else int(values[1])
    common = gcd(over, under)
    return ("ratio", over // common, under // common)


def count(value: int) -> Value:
    """The key of a whole number."""
    return ("=", value * _FINENESS)


def half_more(key: Key) -> Key:
    """The key of an amount and a half of one; other keys as they are."""
    if key[0] == "ratio":
        return ("ratio", 2 * int(key[1]) + int(key[2]), 2 * int(key[2]))
    return ("=", int(key[1]) + _FINENESS // 2) if key[0] == "=" else key


def _amount_key(text: str, start: int, end: int, twos: bool, relaxed: bool) -> Value | None:
    """The key of an amount, or None where its characters make no number and stand for themselves."""
    amount, before, after = text[start:end], text[start - 1 : start] if start else "", text[end : end + 9].lstrip()[:1]
    ordinal = before == "第"
    if relaxed and (ordinal or after not in _ORDINAL):
        amount = amount.replace("两", "二")
    elif amount == "两":
        return count(2) if not ordinal and after not in _ORDINAL else None
    elif amount == "二" and twos and not ordinal and not relaxed and after not in _BOTH_SAID | _ORDINAL:
        return None
    amount = _spelled(amount)
    if len(amount) > _LONGEST or (amount.isdecimal() and amount[0] == "0" and len(amount) > 2):
        return ("code", amount)
    if set(amount) <= set("零一二三四五六七八九") and len(amount) > 1:
        digits = "".join(str(_DIGIT_VALUES[digit]) for digit in amount)
        # 三五, 一五 and 五四 are two digits rather than a number, but 二〇 is 20 and 九七年 a year.
        if len(digits) == 2 and "0" not in digits and after != "年":
            return ("digits", digits)
        return count(int(digits))
    if ordinal and re.search("[百千][一二三四五六七八九]$", amount):
        return None  # one says 一百二 for 120, but 第一百二十条 or 第一百零二条
    value = _value(amount)
    return None if value is None else ("=", value)


def _value(amount: str) -> int | None:
    """The value of an amount in units of 1 / _FINENESS, or None where it is no number."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = amount.rpartition(unit)
        if found:
            units, rest = _value(head), _rest(tail, size)
            return None if units is None or rest is None or rest >= size * _FINENESS else units * size + rest
    if match := re.fullmatch(rf"({_ARABIC})([百千]?)", amount):
        plain = match[1].replace(",", "")
        whole, _, decimals = plain.partition(".")
        return (int(whole or 0) * _FINENESS + _decimals(decimals)) * {"": 1, "百": 100, "千": 1_000}[match[2]]
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


def _share(parts: str, share: str) -> Value | None:
    """The key of ``share`` of so many ``parts``."""
    over = 100 * _FINENESS if share == "百" else _value(_spelled(share))
    under = {"百": 100, "千": 1_000, "万": 10_000}.get(parts)
    if over is None:
        return None
    if under is not None:
        return ("per", under, "=", over)
    divisor = _value(_spelled(parts))
    return ("share", over // _FINENESS, divisor // _FINENESS) if divisor else None


def _spelled(amount: str) -> str:
    """The amount in everyday numerals, 两 as 二 where both are said."""
    return re.sub("两(?=[百千万亿])", "二", amount).replace(" ", "").translate(_PLAIN)
