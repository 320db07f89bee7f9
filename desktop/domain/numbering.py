"""The numbers that Chinese documents print before their parts: which style, which value, and how to print one."""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
NUMERAL = "[零〇○一二三四五六七八九十百千两]{1,9}"


def numeral_value(numeral: str) -> int:
    """The value of a Chinese numeral below 10,000 (``二十五``, ``一百零三``, ``二〇二五``) or of decimal digits.

    Raises ValueError where it is neither.
    """
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1 and numeral in _CIRCLED:
        return _CIRCLED.index(numeral) + 1
    if not numeral:
        raise ValueError(numeral)
    if not any(mark in _UNITS for mark in numeral):
        try:
            return int("".join(str(_DIGITS[mark]) for mark in numeral))
        except KeyError as error:
            raise ValueError(numeral) from error
    total, digit = 0, 0
    for mark in numeral:
        if mark in _DIGITS:
            digit = _DIGITS[mark]
        elif mark in _UNITS:
            total += (digit or 1) * _UNITS[mark]
            digit = 0
        else:
            raise ValueError(numeral)
    return total + digit


def chinese_numeral(value: int) -> str:
    """``value`` (0..9999) as documents print it: 10 is ``十``, 25 ``二十五``, 103 ``一百零三``."""
    digits = "零一二三四五六七八九"
    if value < 10:
        return digits[value]
    printed, rest, skipped = "", value, False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, rest = divmod(rest, size)
        if digit:
            printed += ("零" if skipped and printed else "") + digits[digit] + unit
        skipped = not digit
    return printed.removeprefix("一") if value < 20 else printed


class Number(NamedTuple):
    """The number of a heading: ``value``, and ``branch`` for the 之一 of an inserted article (0 for none)."""

    value: int
    branch: int = 0


class LabelStyle(NamedTuple):
    """One way of numbering. Styles of a lower ``rank`` stand above those of a higher one.

    ``pattern`` matches a label at the start of a line with the group ``n`` around its number. ``firm``
    styles count as headings wherever they begin a line, the others only in a sequence.
    """

    name: str
    rank: int
    firm: bool
    pattern: re.Pattern[str]

    def printed(self, value: int) -> str:
        """The plain label of number ``value`` in this style, for example ``（五）``."""
        if self.name in _SHAPES:
            shape, chinese = _SHAPES[self.name]
            return shape.format(chinese_numeral(value) if chinese else value)
        return _CIRCLED[value - 1] if 0 < value <= len(_CIRCLED) else str(value)


_SHAPES = {
    "编": ("第{}编", True),
    "分编": ("第{}分编", True),
    "章": ("第{}章", True),
    "节": ("第{}节", True),
    "条": ("第{}条", True),
    "一、": ("{}、", True),
    "（一）": ("（{}）", True),
    "1.": ("{}.", False),
    "（1）": ("（{}）", False),
    "1）": ("{}）", False),
}
_NUMBER = rf"(?P<n>{NUMERAL}|\d{{1,4}})"


def _style(name: str, rank: int, firm: bool, pattern: str) -> LabelStyle:
    return LabelStyle(name, rank, firm, re.compile(pattern))


# A part, chapter or section is followed by white space or the line's end, unless the title follows directly.
STYLES = (
    _style("分编", 11, True, rf"第[ 　]*{_NUMBER}[ 　]*分[ 　]*编"),
    _style("编", 10, True, rf"第[ 　]*{_NUMBER}[ 　]*(?:编|篇|部分|单元)"),
    _style("章", 12, True, rf"第[ 　]*{_NUMBER}[ 　]*[章讲课]"),
    _style("节", 13, True, rf"第[ 　]*{_NUMBER}[ 　]*节"),
    _style("条", 20, True, rf"第[ 　]*{_NUMBER}[ 　]*条(?:之(?P<branch>[一二三四五六七八九十]+))?"),
    _style("一、", 19, False, rf"(?P<n>{NUMERAL})[ 　]?[、．]"),
    _style("（一）", 30, False, rf"[（(〔][ 　\n]?(?P<n>{NUMERAL})[ 　\n]?[）)〕](?:[、.．](?![（(第]))?"),
    _style("1.", 31, False, r"(?P<n>\d{1,3})[ 　]?[、．.]"),
    _style("（1）", 32, False, r"[（(][ 　]?(?P<n>\d{1,3})[ 　]?[）)]"),
    _style("1）", 33, False, r"(?P<n>\d{1,3})[）)]"),
    _style("①", 34, False, rf"(?P<n>[{_CIRCLED}])"),
)
