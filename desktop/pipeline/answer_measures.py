"""One way of writing what can be said in several with the same value: times of day, lengths of time, weekdays.

Only readings that are certain: 15时 is 下午3时, but no 晚上3时; 半年 is 六个月, but 下半年 is none.
"""

from __future__ import annotations

import re

from desktop.domain.numbering import numeral_value

_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_PART = "凌晨|清晨|早晨|早上|上午|中午|正午|下午|午后|傍晚|晚上|夜里|晚"
_TIME = re.compile(
    rf"(?P<part>{_PART})?(?P<hour>{_COUNT})(?:点钟?|时|:)(?P<minute>[0-5]\d分?|{_COUNT}分|半|[一三13]刻|整)?(?![\d一-龥]刻)"
)
_TO = re.compile(r"\s*(?:至|到|[-~])\s*$")
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45, "1刻": 15, "3刻": 45, "整": 0, "": 0}
_NUMERAL = r"\d.一二两三四五六七八九十百千零〇"
_NO_LENGTH = f"(?<![第上下前后本当同今明去每个{_NUMERAL}])"
# Halves and quarters only: 一年 and 十二个月 are worded differently. The size in the unit.
_LENGTHS = (
    (
        re.compile(rf"{_NO_LENGTH}(?P<n>{_COUNT})?(?P<half>半)?年(?P<more>半)?(?![级代度初末底中间龄份])"),
        12,
        "个月",
    ),
    (re.compile(rf"(?<![{_NUMERAL}个])(?P<n>{_COUNT})?个?(?P<half>半)?个?(?:小时|钟头)(?P<more>半)?"), 60, "分钟"),
)
_QUARTERS = re.compile(f"(?<![{_NUMERAL}])([一两三123])刻钟")
_WEEKDAY = re.compile("(?:星期|礼拜|周)([一二三四五六日天])(?![一-龥]?年)")
_BELOW_ZERO = re.compile(r"零下(?P<n>[\d.]+|[一二三四五六七八九十]{1,3})(?:摄氏度|℃|°c|度)")
_BEFORE_CHRIST = re.compile(r"(?<!公元)(?<!公)前(?=[1-9]\d{2,3}年)")
_DECADE = re.compile(rf"(?P<century>{_COUNT})世纪(?P<decade>[1-9]0|[一二三四五六七八九]十)年代")
_QUARTER = re.compile("(?<!第)(?<![一-龥])(?=[一二三四1-4]季度)")
_DOTTED = re.compile(r"(?<=[\d一二三四五六七八九])[·•](?=[\d一二三四五六七八九])")
_DOTTED_DATE = re.compile(r"\d{1,2}[·•]\d{1,2}")
_RIGHT, _WRONG = {"对", "正确", "√", "✓", "✔"}, {"错", "错误", "×", "✗", "✘", "不对", "不正确"}


def measured(text: str) -> str:
    """A folded, simplified answer with such values in one form each."""
    plain = text.strip(" .。")
    if plain in _RIGHT or plain in _WRONG:
        return "对" if plain in _RIGHT else "错"
    text = _DOTTED_DATE.sub(
        lambda found: "".join("〇一二三四五六七八九"[int(d)] for d in found[0] if d.isdigit()), text
    )
    text = _DOTTED.sub("", text)
    text = _WEEKDAY.sub(lambda found: "星期" + found[1].replace("天", "日"), text)
    text = _BELOW_ZERO.sub(lambda found: f"-{found['n']}℃", text)
    text = _BEFORE_CHRIST.sub("公元前", text)
    text = _QUARTER.sub("第", text)
    text = _DECADE.sub(lambda found: f"{_value(found['century']) - 1}{_value(found['decade'])}年代", text)
    for pattern, size, unit in _LENGTHS:
        text = pattern.sub(lambda found, size=size, unit=unit: _length(found, size, unit), text)  # type: ignore[misc]
    text = _QUARTERS.sub(lambda found: f"{15 * _value(found[1])}分钟", text)
    return _times(text)


def _length(found: re.Match[str], size: int, unit: str) -> str:
    if bool(found["half"]) == bool(found["more"]):
        return found[0]
    return f"{(2 * (_value(found['n']) if found['n'] else 0) + 1) * size // 2}{unit}"


def _times(text: str) -> str:
    """Times of day in hours of 24; the part of a day that is said once holds for the end of a span too."""
    made, at, part, before = "", 0, "", -1
    for found in _TIME.finditer(text):
        between = text[at : found.start()]
        goes_on = bool(part) and not found["part"] and _TO.fullmatch(between) is not None
        hour = _value(found["hour"])
        minute = (found["minute"] or "").removesuffix("分")
        minutes = _MINUTES[minute] if minute in _MINUTES else _value(minute)
        said = found["part"] or (part if goes_on else "")
        of_day = _hour_of_day(said, hour)
        if goes_on and of_day is not None and of_day * 60 + minutes <= before:
            of_day = hour
        if of_day is None or (not said and "刻" not in minute):
            made += text[at : found.end()]
            part, before = "", -1
        else:
            made += f"{between}{of_day}:{minutes:02d}"
            part, before = said, of_day * 60 + minutes
        at = found.end()
    return made + text[at:]


def _hour_of_day(part: str, hour: int) -> int | None:
    """The hour of 24, where it is certain."""
    if not part:
        return hour if hour < 24 else None
    if part in ("凌晨", "清晨", "早晨", "早上", "上午"):
        return hour if hour < 12 else None
    if part in ("中午", "正午"):
        return hour if hour in (11, 12, 13) else hour + 12 if hour in (1, 2) else None
    if part in ("下午", "午后", "傍晚"):
        return hour + 12 if 1 <= hour <= 8 else hour if 12 <= hour <= 20 else None
    return hour + 12 if 6 <= hour <= 11 else hour if 18 <= hour <= 23 else None


def _value(numeral: str) -> int:
    return numeral_value(numeral.replace("两", "二"))
