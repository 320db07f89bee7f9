"""Lines that a page, a print or a mail cut to its width, joined to the paragraphs they were."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from desktop.domain.article import Repair

_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
_NUMBER = "[一二三四五六七八九十百零0-9]{1,5}"
_ENDS = "。！？；：…”』」）)!?;:"
_STOPS = "，、。；：！？,;:!?"
# What opens a paragraph wherever it stands; 第十三条规定 goes on, 第十三条　规定 opens one; 3.5 is a number.
# As text, compiled where it is needed: that takes 3 ms.
_OPENS = (
    rf"[（(]{_NUMBER}[）)]|{_NUMBER}(?:[）)、]|[.．](?!\d))|第{_NUMBER}[编章节条款项](?=[ \u3000]|$)"
    r"|[A-H][.、．）]|[\u4e00-\u9fff]{2,6}[：:](?=\S)|[#>*|•●■◆※①-⑳]|[-—–] ?(?![\u4e00-\u9fff])"
)
_GOES_ON = re.compile("[，、。；：！？）》％%]")
_PAGE = re.compile(
    r"\s*(?:[—–―－\-·.~]{0,3}\s*\d{1,4}\s*[—–―－\-·.~]{0,3}|第\s*\d+\s*页.*|[Pp]age\s*\d+.*|\d+\s*/\s*\d+)\s*"
)
_TITLE = re.compile(
    "[^，。；：]*(?:通知|决定|意见|办法|规定|条例|报告|公告|通告|通报|方案|解释|批复|细则|请示|纪要|纲要|规划)"
)
_COLUMNS = re.compile(r"\S[ \u3000]{2,}\S|\t")
_INDENT = re.compile("[ \t\u3000]*")
_WIDEST_OF_A_PRINT = 110  # columns, a hanzi being two; what is wider was not cut
_NARROWEST = 30  # shorter lines are verse, lists or tables
_SLACK = 4  # a mark may not start a line, and Latin words are not cut
_FEWEST = 3  # full lines; of two each must run on
_FEWEST_UNIFORM = 6  # full lines that need no marks inside to be prose
_STAMPED = 3  # times a line comes again that is printed over the pages
_SHORTEST_OF_RAGGED = 0.55


class _Line(NamedTuple):
    """A line of the text: where it starts, itself, its width in columns, how far it is indented."""

    start: int
    text: str
    width: int
    indent: int


class _Cut(NamedTuple):
    """How a text was cut: the width from which on a line is full, and whether paragraphs show where they begin."""

    full: float
    indented: bool
    apart: bool


def join_lines(text: str) -> Iterator[Repair]:
    """The ends of lines inside a paragraph, where the text shows that its lines were cut.

    Cut lines are of about one width, run on into the next without the end of a sentence, and have marks inside as
    prose has and lists have not. A paragraph begins where it is indented or set apart, if the text does that;
    otherwise after the end of a sentence, a short line, or before a number or the sign of a list. A line that begins
    with a comma or a stop always goes on from the one before; numbers of pages and what comes again and again do not.
    """
    count = text.count("\n")
    if not count:
        return
    cut = None
    if len(text) <= _WIDEST_OF_A_PRINT * count:
        lines = _read(text)
        cut = _how_cut(lines)
    elif re.search(f"\n{_GOES_ON.pattern}", text):
        lines = _read(text)
    else:
        return
    again = Counter(line.text for line in lines)
    for line, following in pairwise(lines):
        if not line.text.strip() or not following.text.strip():
            continue
        if _PAGE.fullmatch(following.text) or again[following.text] >= _STAMPED or again[line.text] >= _STAMPED:
            continue
        torn = _GOES_ON.match(following.text) is not None and line.text.rstrip()[-1] not in _STOPS
        if torn or (cut is not None and _runs_on(line, following, cut)):
            yield _join(line, following)


def goes_on(line: str, following: str) -> bool:
    """Whether prose is cut after ``line``, a whole printed line, and goes on with ``following``."""
    cut = _Line(0, line, _columns(line), 0)
    return (
        cut.width >= _NARROWEST
        and bool(following)
        and not _ends(cut)
        and re.search("[，。；]", line) is not None
        and not re.match(_OPENS, following)
    )


def _read(text: str) -> list[_Line]:
    lines, at = [], 0
    for line in text.split("\n"):
        found = _INDENT.match(line)
        indent = _columns(found[0]) if found else 0
        lines.append(_Line(at, line, _columns(line.rstrip()), indent))
        at += len(line) + 1
    return lines


def _columns(text: str) -> int:
    """About how wide ``text`` is printed: hanzi and their marks are three bytes of UTF-8 and two columns."""
    return (len(text.encode("utf-8", "surrogatepass")) + len(text)) // 2


def _how_cut(lines: list[_Line]) -> _Cut | None:
    widths = [line.width for line in lines if line.width]
    widest = _common_width(widths)
    if not _NARROWEST <= widest <= _WIDEST_OF_A_PRINT:
        return None
    for full, fewest, ragged in ((widest - _SLACK, 2, False), (widest * _SHORTEST_OF_RAGGED, 5, True)):
        long = [line for line in lines if line.width >= full]
        open_ended = [
            line
            for line, following in pairwise(lines)
            if line.width >= full and not _ends(line) and following.text.strip()
        ]
        prose = [line for line in open_ended if re.search(f"[{_HAN}][，。；、：,.]", line.text.rstrip()[:-1])]
        stopped = [line for line in prose if re.search("[。.；！？](?!$)", line.text.rstrip()[:-1])]
        if len({line.text for line in open_ended}) < fewest or 2 * len(open_ended) < len(long):
            continue
        hanzi = sum(re.search(f"[{_HAN}]", line.text) is not None for line in open_ended)
        many = (
            len(open_ended) >= _FEWEST_UNIFORM and 2 * len(open_ended) >= len(widths) and 2 * hanzi >= len(open_ended)
        )
        if not (many and not ragged) and 10 * len(prose) < 6 * len(open_ended):
            continue
        if ragged and (10 * len(stopped) < len(open_ended) or 2 * len(long) < len(widths)):
            continue
        if _is_table(prose):
            continue
        if len(open_ended) < _FEWEST and (len(open_ended) < len(long) or not stopped):
            continue
        return _Cut(full, *_paragraphs_shown(lines, full))
    return None


def _is_table(lines: list[_Line]) -> bool:
    """Whether each line has as many marks as the others, as the rows of a table written with commas have."""
    return len(lines) >= _FEWEST and len({len(re.findall(f"[{_STOPS}]", line.text)) for line in lines}) == 1


def _common_width(widths: list[int]) -> int:
    """The width of the widest lines but for a few that were left whole; 0 for no lines."""
    wide = Counter(widths)
    beyond, most = 0, max(1, len(widths) // 12)
    for width in sorted(wide, reverse=True):
        near = sum(wide[each] for each in range(width - _SLACK, width + 1))
        if near >= 2 or beyond + wide[width] > most:
            return width
        beyond += wide[width]
    return 0


def _paragraphs_shown(lines: list[_Line], full: float) -> tuple[bool, bool]:
    """Whether paragraphs are indented, whether they are set apart by empty lines: told after lines that are short."""
    after = [following for line, following in pairwise(lines) if 0 < line.width < full]
    apart = sum(not line.text.strip() for line in after)
    printed = [line for line in after if line.text.strip()]
    indented = sum(line.indent >= 2 for line in printed)
    flush = sum(line.indent == 0 for line in lines if line.width >= full)
    return (
        indented >= 2 and 10 * indented >= 8 * len(printed) and flush > 0,
        apart >= 2 and 10 * apart >= 8 * len(after),
    )


def _runs_on(line: _Line, following: _Line, cut: _Cut) -> bool:
    if (
        line.width < cut.full
        or _COLUMNS.search(line.text.strip())
        or (line.start == 0 and _TITLE.fullmatch(line.text.strip()))
    ):
        return False
    if cut.indented:
        return following.indent < 2
    if following.indent > line.indent or re.match(_OPENS, following.text):
        return False
    return cut.apart or not _ends(line)


def _ends(line: _Line) -> bool:
    text = line.text.rstrip()
    return text[-1] in _ENDS or (text[-1] in ".．" and len(text) > 1 and "\u4e00" <= text[-2] <= "\u9fff")


def _join(line: _Line, following: _Line) -> Repair:
    left, right = line.text.rstrip(), following.text.lstrip(" \t\u3000")
    latin = (
        left[-1].isascii() and right[0].isascii() and (left[-1].isalnum() or left[-1] in ",.;") and right[0].isalnum()
    )
    start, end = line.start + len(left), following.start + len(following.text) - len(right)
    between = line.text[len(left) :] + "\n" + following.text[: len(following.text) - len(right)]
    number = right[0].isdigit() and re.search(r"(?<![A-Za-z ])\d+[.,]?$", left) is not None
    return Repair("line", start, end, between, " " if latin and not number else "", certain=False)
