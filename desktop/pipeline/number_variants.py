"""Numbers that could stand in the place of a number: of the same form, and other in value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from desktop.pipeline.numerals import number_at

_RUN = re.compile(r"\d+(?:\.\d+)?|[零〇一二三四五六七八九十百千]+")
_DIGITS = "零一二三四五六七八九"
_ARABIC = str.maketrans("〇" + _DIGITS, "00123456789")
_UNITS = ("千", "百", "十", "")
_YEARS = range(1000, 2200)
_MOST = {"月": 12, "日": 28, "时": 23}
_COUNTED_BY_LIANG = tuple("个件条项种次张")
_ONE_BY_ONE = tuple("届次条章节号期版")
_OFFSETS = (1, 2, 3, 5)
_ONE = 10**12  # in which numerals counts amounts


def variants(text: str, chance: Random) -> list[str]:
    """Texts like ``text`` with one of its numbers changed, likelier ones first; none where it has no number."""
    runs = list(_RUN.finditer(text))
    found: list[str] = []
    for run in chance.sample(runs, len(runs)):
        after = text[run.end() : run.end() + 1]
        for changed in _changed(run[0], after, chance):
            if changed == "二" and after in _COUNTED_BY_LIANG:
                changed = "两"
            other = text[: run.start()] + changed + text[run.end() :]
            if abs(len(changed) - len(run[0])) > 1 or any(changed == each[0] for each in runs):
                continue
            if other not in found:
                found.append(other)
    return found


def shape(text: str) -> str:
    """What is left of ``text`` when its numbers are taken out; equal for 95% and 80%."""
    return _RUN.sub("#", text)


def _changed(run: str, after: str, chance: Random) -> Iterator[str]:
    if not run.isascii():
        if len(run) > 1 and not set(run) & set("十百千"):  # 二〇三五: digit by digit
            nought = "〇" if "〇" in run else "零"
            for digits in _changed(run.translate(_ARABIC), "年", chance):
                yield "".join(_DIGITS[int(digit)] for digit in digits).replace("零", nought)
            return
        number = number_at(run, 0)
        key = number.keys[0] if number and number.end == len(run) else ""
        if isinstance(key, str) or key[0] != "=":
            return
        for value in _near(int(key[1]) // _ONE, after, chance):
            yield _spelled(value)
        return
    whole, point, decimals = run.partition(".")
    places = len(decimals)
    for value in _near(int(whole + decimals), "" if places else after, chance):
        digits = str(value).zfill(places + 1 if places else len(run) if run[0] == "0" else 1)
        yield f"{digits[:-places]}{point}{digits[-places:]}" if places else digits


def _near(value: int, after: str, chance: Random) -> list[int]:
    """Values an examiner might offer in the place of ``value``."""
    step = 1
    rounded = after not in _MOST and after not in _ONE_BY_ONE and value not in _YEARS
    if rounded:
        while value and value % (step * 10) == 0:
            step *= 10
        if value % (step * 5) == 0 and value > step * 5:
            step *= 5
    most = 100 if after in "%％" and value <= 100 else _MOST.get(after, 10_000 if value < 10_000 else value * 10)
    near = [value + sign * step * offset for offset in _OFFSETS for sign in (1, -1)]
    if rounded:
        near += [value + step // 2, value - step // 2, value * 2, value // 2]
    chosen = [each for each in dict.fromkeys(near) if 0 < each <= most and each != value]
    return chance.sample(chosen, len(chosen))


def _spelled(value: int) -> str:
    """A whole number below 10,000 in Chinese numerals."""
    if not 0 < value < 10_000:
        return ""
    digits = str(value).zfill(4)
    text = "".join(_DIGITS[int(d)] + unit if d != "0" else "零" for d, unit in zip(digits, _UNITS, strict=True))
    text = re.sub("零+", "零", text).strip("零")
    return text.removeprefix("一") if text.startswith("一十") else text
