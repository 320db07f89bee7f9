"""Page chrome: what a web page or a print puts around its text. Found line by line, and left out on request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from desktop.domain.article import RepairedText, TextSpan
from desktop.pipeline.chrome_lines import LineRole, line_role, read_field
from desktop.pipeline.edits import compose, make_edit
from desktop.pipeline.markup import find_markup
from desktop.pipeline.rules.wrapping import goes_on

_BLANKS = " \t\r\n\f\u3000\xa0\u200b\ufeff"
_SENTENCE = re.compile(r"[。！？；][”’」』）)]*$")
_PART = re.compile(r"第[一二三四五六七八九十百零\d]{1,6}[编章节条]|[（(]?[一二三四五六七八九十]{1,3}[、）)]")
_SALUTATION = re.compile(r"(?:尊敬的)?(?:各位|同志们|主席|委员长|女士们)[^，。；]{0,30}[：:！!，,]")
_DASHED = re.compile(r"[—–―]{1,2}\s*\d{1,4}\s*[—–―]{1,2}|-\s?\d{1,4}\s?-|第\s*\d{1,4}\s*页.*")
_BREADCRUMB = re.compile(r".{0,10}位置|首页|网站首页|主页")
_MENU_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z |·>]+")
_ARROW = re.compile(r"[>＞›»]+|[：:]")
_FIGURES = re.compile(r"\d+")
_DAY = re.compile(r"((?:19|20)\d{2})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})")
_FACT = re.compile(
    r"(来源|文章来源|信息来源|稿件来源|稿源|新闻来源|作者|供稿|撰稿|记者|责任编辑|责编|本文责编|网络编辑|编辑|发布时间|发布日期|发表时间|发稿时间|时间|日期"
    r"|字体|字号|阅读量?|浏览量?|浏览次数|点击数?|点击量|审核|校对|分享到?|更新时间|发布机构)\s*[：:]"
)
_FACTS = {
    **dict.fromkeys(("文章来源", "信息来源", "稿件来源", "稿源", "新闻来源", "来源"), "source"),
    **dict.fromkeys(("作者", "供稿", "撰稿", "记者"), "author"),
    **dict.fromkeys(("责任编辑", "责编", "本文责编", "网络编辑", "编辑"), "editor"),
}
_DAYS = ("发布时间", "发布日期", "发表时间", "发稿时间", "更新时间", "时间", "日期")
_AROUND = " \t\u3000|()（）[]【】"
# What is printed over a page again and again.
_WATERMARK = re.compile(
    r"(?:https?://)?(?:www\.[\w.-]+|[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org))(?:/\S*)?"
    r"|广告[×xX✕]?|[^，。；：]{0,20}(?:内部资料|仅供内部|请勿外传|内部文件|禁止外传|版权所有|公众号|微信号|更多资料)[^，。；]{0,20}"
)
_FEWEST_STAMPS = 3
_SHORTEST_PROSE = 40
_LONGEST_LINK = 60
_LONGEST_MENU_ITEM = 12
_HEAD_LINES = 80
_RUNNING_HEAD = 40
_LONGEST_LEAD = 4
_NEAREST_PAGE = 4


class PageFacts(NamedTuple):
    """What the chrome of a page says about its text; empty where it says nothing."""

    source: str = ""
    author: str = ""
    editor: str = ""
    published: date | None = None


class _Line(NamedTuple):
    """A line of the text: its span with the line end, its content without white space, what it may be."""

    start: int
    end: int
    content: str
    role: LineRole


def find_chrome(text: str) -> list[TextSpan]:
    """The spans of whole lines (line ends included) that are page chrome, in order.

    Chrome before the first and after the last paragraph is judged with its neighbours; between paragraphs
    only what cannot be text is taken: page numbers with their running heads, and lines that are furniture
    anywhere. On a page, the lines between the chrome and a salutation (title, occasion, speaker, caption)
    belong to its head and are left out of the body too. A text without chrome has none.
    """
    lines = _read_lines(text)
    printed = [line for line in lines if line.content]
    chrome = _find_lines(printed)
    chrome |= _find_head_matter(printed, chrome)
    spans: list[TextSpan] = []
    for line in lines:
        if line.start not in chrome:
            continue
        if spans and spans[-1].end == line.start:
            spans[-1] = TextSpan(spans[-1].start, line.end)
        else:
            spans.append(TextSpan(line.start, line.end))
    return spans


def chrome_lines(text: str) -> set[int]:
    """Where the lines start that are page chrome themselves, without the title and what belongs to it."""
    return _find_lines([line for line in _read_lines(text) if line.content])


def drop_chrome(original: str, repaired: RepairedText) -> RepairedText:
    """``repaired`` without its page chrome, as further repairs of kind ``chrome``, all in terms of ``original``."""
    for find in (find_markup, find_chrome):
        text = repaired.text
        edits = [make_edit(text, *_with_break(text, span), "", "chrome") for span in find(text)]
        repaired = compose(original, repaired, edits)
    return repaired


def _with_break(text: str, span: TextSpan) -> TextSpan:
    """``span``, and the line end before it where it parts a sentence that goes on over the page."""
    before, after = text[: span.start].rstrip(_BLANKS), text[span.end :].lstrip(_BLANKS)
    line, following = before[before.rfind("\n") + 1 :], after[: after.find("\n")] if "\n" in after else after
    printed = [content for each in text[span.start : span.end].split("\n") if (content := each.strip(_BLANKS))]
    marks = sum(line_role(each) is LineRole.PAGE_NUMBER or _WATERMARK.fullmatch(each) is not None for each in printed)
    if 2 * marks >= len(printed) and goes_on(line, following):
        return TextSpan(len(before), len(text) - len(after))
    return span


def find_facts(text: str) -> PageFacts:
    """Source, author, editor and day of publication as the page around ``text`` prints them."""
    chrome = find_chrome(text)
    lines = [line for span in chrome for line in _read_lines(text[span.start : span.end]) if line.content]
    values: dict[str, str] = {}
    published: date | None = None
    for index, line in enumerate(lines):
        if line.role is LineRole.STAMP:
            published = published or _first_day(line.content)
        for name, value in _fields(line.content):
            if not value and index + 1 < len(lines) and not _fields(lines[index + 1].content):
                value = lines[index + 1].content
            if name in _DAYS:
                published = published or _first_day(value)
            elif value and line_role(value) is not LineRole.BUTTON:
                values.setdefault(_FACTS.get(name, name), value)
    return PageFacts(values.get("source", ""), values.get("author", ""), values.get("editor", ""), published)


def _fields(line: str) -> list[tuple[str, str]]:
    """The labelled values of a line, several where they stand side by side."""
    marks = list(_FACT.finditer(line))
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    return [(mark[1], line[mark.end() : end].strip(_AROUND)) for mark, end in zip(marks, ends, strict=False)]


def _first_day(line: str) -> date | None:
    day = _DAY.search(line)
    with suppress(ValueError):
        return date(int(day[1]), int(day[2]), int(day[3])) if day else None
    return None


def _read_lines(text: str) -> list[_Line]:
    lines = []
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        content = text[start:end].strip(_BLANKS)
        lines.append(_Line(start, end, content, line_role(content) if content else LineRole.TEXT))
        start = end
    return lines


def _find_lines(lines: Sequence[_Line]) -> set[int]:
    """The starts of the lines that are chrome themselves."""
    first, last = _body_range(lines)
    head, tail = lines[:first], lines[last:]
    chrome = _find_print_marks(lines) | {line.start for line in lines if line.role is LineRole.FURNITURE}
    is_page = _is_page(head) or _is_page(tail)
    if is_page:
        chrome |= {line.start for line in lines if line.content == "广告"}
    return chrome | _drop_head(head, is_page) | _drop_tail(tail, is_page)


def _find_head_matter(lines: Sequence[_Line], chrome: set[int]) -> set[int]:
    """On a page that prints a speech, all lines above its salutation."""
    first, _ = _body_range(lines)
    if first == len(lines) or not _SALUTATION.match(lines[first].content):
        return set()
    above = {line.start for line in lines[:first]}
    return above if len(above & chrome) >= 2 else set()


def _body_range(lines: Sequence[_Line]) -> tuple[int, int]:
    """The indices of the first line of the body and after its last; a salutation goes before the prose above it."""
    first = next((i for i, line in enumerate(lines) if _begins_body(line)), len(lines))
    for index in range(first, min(len(lines), _HEAD_LINES)):
        if _SALUTATION.match(lines[index].content) and index - first <= _LONGEST_LEAD:
            first = index
            break
    last = next((i + 1 for i in range(len(lines) - 1, first - 1, -1) if _ends_body(lines[i])), first)
    return first, last


def _begins_body(line: _Line) -> bool:
    if line.role is not LineRole.TEXT:
        return False
    content = line.content
    long = len(content) >= _SHORTEST_PROSE and "。" in content
    return long or _PART.match(content) is not None or _SALUTATION.match(content) is not None


def _ends_body(line: _Line) -> bool:
    if line.role is not LineRole.TEXT:
        return False
    long = len(line.content) > _LONGEST_LINK and "。" in line.content
    return long or (len(line.content) >= 15 and _SENTENCE.search(line.content) is not None)


def _is_page(lines: Sequence[_Line]) -> bool:
    """Whether the lines around a body show that it was copied from a web page."""
    roles = Counter(line.role for line in lines)
    words = sum(line.role is LineRole.BUTTON and len(line.content) > 1 and line.content.isalpha() for line in lines)
    return (
        roles[LineRole.FURNITURE] + roles[LineRole.IMPRINT] + roles[LineRole.RELATED] > 0
        or (roles[LineRole.BUTTON] >= 3 and words >= 2)
        or roles[LineRole.STAMP] + roles[LineRole.BYLINE] >= 3
    )


_ALWAYS = (LineRole.FURNITURE, LineRole.IMPRINT)
_ON_A_PAGE = (*_ALWAYS, LineRole.BUTTON, LineRole.STAMP, LineRole.BYLINE, LineRole.RELATED)


def _drop_head(lines: Sequence[_Line], is_page: bool) -> set[int]:
    """Chrome above the body: menus, breadcrumbs, imprint; the title and what belongs to it stay."""
    roles = _ON_A_PAGE if is_page else _ALWAYS
    dropped = {line.start for line in lines if line.role in roles}
    if not is_page:
        return dropped
    dropped |= _find_values(lines) | _find_menu(lines)
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        beside_arrow = ">" in (before.content, after.content) or "＞" in (before.content, after.content)
        if beside_arrow and len(line.content) <= _LONGEST_MENU_ITEM:
            dropped.add(line.start)
    crumbs = {line.content for line in lines if line.start in dropped}
    for index, line in enumerate(lines):
        if line.role is LineRole.FURNITURE and _BREADCRUMB.match(line.content):  # it stands above the title
            dropped |= {above.start for above in lines[:index]}
            crumbs |= {crumb.strip() for crumb in _ARROW.split(line.content)}
    again = (line for line in lines if line.content in crumbs and len(line.content) <= _LONGEST_MENU_ITEM)
    return dropped | {line.start for line in again}


def _find_menu(lines: Sequence[_Line]) -> set[int]:
    """The lines of a menu: five or more short ones in a row, two of them buttons, up to the last button."""
    found: set[int] = set()
    run: list[_Line] = []
    for line in (*lines, None):
        if line is not None and len(line.content) <= _LONGEST_MENU_ITEM and _MENU_ITEM.fullmatch(line.content):
            run.append(line)
            continue
        buttons = [i for i, item in enumerate(run) if item.role is LineRole.BUTTON and item.content.isalpha()]
        if len(run) >= 5 and len(buttons) >= 2:
            found.update(item.start for item in run[: buttons[-1] + 1])
        run = []
    return found


def _find_values(lines: Sequence[_Line]) -> set[int]:
    """Short lines that hold the value of a label printed alone on the line before."""
    return {
        line.start
        for before, line in pairwise(lines)
        if line.role in (LineRole.TEXT, LineRole.STAMP)
        and len(line.content) <= 30
        and (field := read_field(before.content))
        and not field[1]
    }


def _drop_tail(lines: Sequence[_Line], is_page: bool) -> set[int]:
    """Chrome below the body: imprint, buttons, lists of links; signatures and annexes above them stay."""
    roles = _ON_A_PAGE if is_page else _ALWAYS
    dropped = _find_values(lines) if is_page else set()
    in_links = False
    for line in lines:
        in_links |= line.role is LineRole.RELATED
        if line.role in roles or (in_links and len(line.content) <= _LONGEST_LINK):
            dropped.add(line.start)
    return dropped


def _find_print_marks(lines: Sequence[_Line]) -> set[int]:
    """Page numbers that count up, and the lines beside them that come on page after page."""
    numbered = [(i, int(_FIGURES.findall(line.content)[0])) for i, line in enumerate(lines) if _may_be_page(line)]
    pages = _counting_up(numbered, lines)
    beside = {i + step for i in pages for step in (-1, 1) if 0 <= i + step < len(lines)}
    plain = {i: _FIGURES.sub("", lines[i].content) for i in beside if len(lines[i].content) <= _RUNNING_HEAD}
    often = Counter(_FIGURES.sub("", line.content) for line in lines if len(line.content) <= _RUNNING_HEAD)
    fewest = min(3, max(2, len(pages)))
    heads = {i for i, content in plain.items() if often[content] >= fewest and not _SENTENCE.search(content)}
    stamps = Counter(line.content for line in lines if _WATERMARK.fullmatch(line.content))
    return {lines[i].start for i in pages | heads} | {
        line.start for line in lines if stamps.get(line.content, 0) >= _FEWEST_STAMPS
    }


def _may_be_page(line: _Line) -> bool:
    return line.role is LineRole.PAGE_NUMBER or (len(line.content) <= 4 and line.content.isdecimal())


def _counting_up(numbered: Sequence[tuple[int, int]], lines: Sequence[_Line]) -> set[int]:
    """The indices of page numbers: a run of three or more that count up by one, some lines apart.

    A number printed as one (``— 3 —``) also counts alone.
    """
    found = {index for index, _ in numbered if _DASHED.fullmatch(lines[index].content)}
    run: list[tuple[int, int]] = []
    for index, number in (*numbered, (len(lines) + _NEAREST_PAGE, -1)):
        if run and (number != run[-1][1] + 1 or index - run[-1][0] < _NEAREST_PAGE):
            if len(run) >= 3:
                found.update(i for i, _ in run)
            run = []
        run.append((index, number))
    return found
