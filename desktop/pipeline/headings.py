"""Which lines of a text are headings: a number in one of the printed styles at the start of a line.

A line may begin with what merely looks like one: a reference (``第三条规定的``, ``（一）项``), a quantity
(``1.5亿元``), a line of a table of contents. 编, 章, 节 and 条 are told apart by what follows the label; the
other styles must also begin or continue a sequence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.domain.numbering import NUMERAL, STYLES, LabelStyle, Number, numeral_value

MARKDOWN = LabelStyle("#", 0, True, re.compile(r"(?P<n>#{1,6})(?=[ \t])"))
APPENDIX = LabelStyle(
    "附", 1, True, re.compile(r"附(?:[件录表图](?:[ 　]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}))?|(?=[:：]))")
)
# 1.1, 1.1.1: below 章 and 节, and deeper with each point.
DECIMALS = tuple(LabelStyle("1" + ".1" * depth, 13 + depth, False, re.compile("(?!)")) for depth in range(1, 5))
_LAST_PART_RANK = 19
_DECIMAL = re.compile(
    r"^[ \t\u3000]*(?P<label>(?P<n>\d{1,2}(?:[.．]\d{1,2}){1,4})[.、．]?)(?=[ \t\u3000]|[A-Za-z\u4e00-\u9fff])"
    r"(?![%％‰亿万千百倍个元米吨克度点分岁年月日])(?P<title>[^\n]*)",
    re.MULTILINE,
)
_FENCE = re.compile(r"^[ \t]*(```|~~~)", re.MULTILINE)


class Heading(NamedTuple):
    """A heading at ``start``: its ``label`` as printed and the ``title`` that follows.

    ``certain`` is false where only a sequence can tell that it is a heading.
    """

    start: int
    style: LabelStyle
    number: Number
    label: str
    title: str
    certain: bool

    @property
    def rank(self) -> int:
        """Where it stands in the fixed order of styles; a lower rank is higher up."""
        return len(self.label) if self.style is MARKDOWN else self.style.rank


_LINE_START = re.compile(r"^[ \t\u3000\ufeff\u200b]*(?=[#附第（(〔①-⑳0-9零〇○一二三四五六七八九十百两])", re.MULTILINE)
_BLANKS = " \t\u3000"
# What follows a label where the line goes on with a sentence that only mentions that part.
_REFERENCE = re.compile(
    r"第[零一二三四五六七八九十百千\d]+[款项条章节]|[款项](?!目)|[、，,；;。的]|[至和或及与到][（(第]|等[条款]|规定"
    r"|所[列称指述]|中的|以[上下外]|[）)”」》]"
)
_ITEM_REFERENCE = re.compile(r"(?:项(?!目)|目(?=[的、，。])|款)|[、，,至和或及与][（(第]|规定的")
_QUANTITY = re.compile(r"\d+(?:\.\d+)?[ 　]?(?:[%％‰亿万千百倍个元米吨克度点分岁]|$)")
# 一、二审, 二、三等奖
_ORDINALS = re.compile(rf"(?P<n>{NUMERAL})[审等级类线档]")
_CONTENTS_PAGE = re.compile(r"[.…·\s]*\d{0,3}$")
_LARGEST_GAP = 9
_LOOK_AHEAD = 60


def find_headings(text: str) -> list[Heading]:
    """The headings of ``text`` in order, those of a table of contents left out."""
    return _in_sequence(_without_contents(text, list(_candidates(text))))


def _candidates(text: str) -> Iterator[Heading]:
    fenced = _code(text)
    decimals = _decimals(text)
    for line in _LINE_START.finditer(text):
        if any(start <= line.start() < end for start, end in fenced):
            continue
        if decimal := decimals.get(line.end()):
            yield decimal
            continue
        for style in (MARKDOWN, *STYLES, APPENDIX):
            if label := style.pattern.match(text, line.end()):
                if heading := _heading(text, style, label):
                    yield heading
                break


def _code(text: str) -> list[tuple[int, int]]:
    """The spans of Markdown's fenced code, in which # begins a remark."""
    marks = [mark.start() for mark in _FENCE.finditer(text)] if "```" in text or "~~~" in text else []
    return list(zip(marks[::2], marks[1::2], strict=False))


def _decimals(text: str) -> dict[int, Heading]:
    """The headings numbered 1.1, 1.1.1, by where they start: those that count on from one another."""
    found = [(tuple(map(int, re.split("[.．]", match["n"]))), match) for match in _DECIMAL.finditer(text)]
    kept: dict[int, Heading] = {}
    before: tuple[int, ...] = ()
    for at, (number, match) in enumerate(found):
        first = not any(part != 1 for part in number[1:])
        goes_on = any(_follows(number, other) for other, _ in found[at + 1 : at + 4])
        if not (before and _follows(before, number)) and not (first and goes_on):
            continue
        title = match["title"].strip()
        if not title or _REFERENCE.match(title):
            continue
        before = number
        style = DECIMALS[len(number) - 2]
        label, title = match["label"], title.split("。", 1)[0].strip()
        kept[match.start("label")] = Heading(match.start("label"), style, Number(number[-1]), label, title, True)
    return kept


def _follows(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether 1.1.1 or 1.2 or 2.1 comes after 1.1."""
    if number[:-1] == before:
        return number[-1] == 1
    depth = len(number)
    if depth <= len(before) and number[:-1] == before[: depth - 1]:
        return number[-1] == before[depth - 1] + 1
    return number[0] == before[0] + 1 and all(part == 1 for part in number[1:])


def _heading(text: str, style: LabelStyle, label: re.Match[str]) -> Heading | None:
    line_end = text.find("\n", label.end())
    rest = text[label.end() : line_end if line_end >= 0 else len(text)]
    after = rest.strip()
    if style is MARKDOWN:
        return Heading(label.start(), style, Number(0), label[0], after.rstrip("#").rstrip(), True) if after else None
    if style is APPENDIX:
        if len(after) > 60 or "。" in after or _REFERENCE.match(after):
            return None
        return Heading(label.start(), style, Number(0), label[0], after.lstrip(":： "), True)
    try:
        number = Number(numeral_value(label["n"]), numeral_value(label.groupdict().get("branch") or "零"))
    except ValueError:
        return None
    apart = not rest or rest[0] in _BLANKS or rest[0] in ":：【["
    if not number.value or not _begins_part(style, number, after, apart):
        return None
    title = after.lstrip(":：").split("。", 1)[0].strip()
    if not title and style.rank < _LAST_PART_RANK:
        title = _title_below(text, line_end)
    return Heading(label.start(), style, number, label[0].replace("\n", ""), title, style.firm and apart)


def _begins_part(style: LabelStyle, number: Number, after: str, apart: bool) -> bool:
    """Whether a label followed by ``after`` begins a part instead of mentioning one."""
    if style.name == "条":
        return (apart and not (after and after[0] in "、，,；;。")) or not _REFERENCE.match(after)
    if style.firm:
        return not _REFERENCE.match(after) and (apart or (len(after) <= 40 and "。" not in after))
    if style.name == "1." and _QUANTITY.match(after):
        return False
    if style.name == "一、":
        other = _ORDINALS.match(after)
        return bool(after) and not (other and numeral_value(other["n"]) == number.value + 1)
    return bool(after) and not _ITEM_REFERENCE.match(after)


def _title_below(text: str, line_end: int) -> str:
    """The title of a heading whose line holds only the label: the next line where that is short and no heading."""
    if line_end < 0:
        return ""
    end = text.find("\n", line_end + 1)
    below = text[line_end + 1 : end if end >= 0 else len(text)].strip()
    if len(below) > 30 or "。" in below or any(style.pattern.match(below) for style in STYLES):
        return ""
    return below


def _without_contents(text: str, headings: list[Heading]) -> list[Heading]:
    """Drop a table of contents: headings that no text separates and that come again afterwards."""
    first = next((i for i, heading in enumerate(headings) if 10 <= heading.rank <= _LAST_PART_RANK), None)
    if first is None:
        return headings
    end = _run_end(text, headings, first)
    again = next((i for i in range(end, len(headings)) if _same(headings[i], headings[first])), None)
    if again is None or again != end or end - first < 2:
        return headings
    return headings[:first] + headings[again:]


def _run_end(text: str, headings: Sequence[Heading], first: int) -> int:
    """The index after the headings from ``first`` on that follow one another line by line."""
    for index in range(first + 1, len(headings)):
        between = text[headings[index - 1].start : headings[index].start].strip()
        if "\n" in between or _same(headings[index], headings[first]):
            return index
    return len(headings)


def _same(one: Heading, other: Heading) -> bool:
    return one.style == other.style and one.number == other.number and _plain(one.title) == _plain(other.title)


def _plain(title: str) -> str:
    return re.sub(r"\s+", "", _CONTENTS_PAGE.sub("", title))


def _in_sequence(candidates: Sequence[Heading]) -> list[Heading]:
    """Keep certain headings, and of the others those that begin or continue a sequence of their style."""
    kept: list[Heading] = []
    last: dict[str, int] = {}
    for index, heading in enumerate(candidates):
        name, value = heading.style.name, heading.number.value
        if not heading.certain and not _continues(
            heading, last.get(name, 0), candidates[index + 1 : index + _LOOK_AHEAD]
        ):
            continue
        kept.append(heading)
        last[name] = value
    return kept


def _continues(heading: Heading, previous: int, following: Sequence[Heading]) -> bool:
    value = heading.number.value
    if heading.style.firm or (heading.style.name == "1." and heading.title[:1].isdecimal()):
        return value == previous + 1 or (value == previous and heading.number.branch > 0)
    if value == 1 or previous < value <= previous + 1:
        return True
    goes_on = any(other.style == heading.style and other.number.value == value + 1 for other in following)
    return goes_on or previous < value <= previous + 1 + _LARGEST_GAP
