"""Page chrome: what a web page or a print puts around its text. Found line by line, and left out on request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from desktop.domain.article import RepairedText, TextSpan
from desktop.pipeline.chrome_lines import LineRole, line_role, read_field
from desktop.pipeline.edits import compose, make_edit

_BLANKS = " \t\r\f\u3000\xa0\u200b\ufeff"
_SENTENCE = re.compile(r"[。！？；][”’」』）)]*$")
_PART = re.compile(r"第[一二三四五六七八九十百零\d]{1,6}[编章节条]|[（(]?[一二三四五六七八九十]{1,3}[、）)]")
_SALUTATION = re.compile(r"(?:尊敬的)?(?:各位|同志们|主席|委员长|女士们)[^，。；]{0,30}[：:！!，,]")
_BREADCRUMB = re.compile(r"位置")
_SHORTEST_PROSE = 40
_LONGEST_LINK = 60
_LONGEST_MENU_ITEM = 12
_HEAD_LINES = 80
_RUNNING_HEAD = 40


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
    dropped = _find_dropped([line for line in lines if line.content])
    spans: list[TextSpan] = []
    for line in lines:
        if line.start not in dropped:
            continue
        if spans and spans[-1].end == line.start:
            spans[-1] = TextSpan(spans[-1].start, line.end)
        else:
            spans.append(TextSpan(line.start, line.end))
    return spans


def drop_chrome(original: str, repaired: RepairedText) -> RepairedText:
    """``repaired`` without its page chrome, as further repairs of kind ``chrome``, all in terms of ``original``."""
    text = repaired.text
    edits = [make_edit(text, span.start, span.end, "", "chrome") for span in find_chrome(text)]
    return compose(original, repaired, edits)


def find_facts(text: str) -> PageFacts:
    """Source, author, editor and day of publication, from the page chrome of ``text``."""
    raise NotImplementedError


def _read_lines(text: str) -> list[_Line]:
    lines = []
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        content = text[start:end].strip(_BLANKS + "\n")
        lines.append(_Line(start, end, content, line_role(content) if content else LineRole.TEXT))
        start = end
    return lines


def _find_dropped(lines: Sequence[_Line]) -> set[int]:
    """The starts of the lines that are chrome."""
    first, last = _body_range(lines)
    head, tail = lines[:first], lines[last:]
    dropped = _find_print_marks(lines)
    dropped |= {line.start for line in lines[first:last] if line.role is LineRole.FURNITURE}
    is_page = _is_page(head, tail) or bool(dropped)
    dropped |= _drop_head(head, is_page) | _drop_tail(tail, is_page)
    if sum(line.start in dropped for line in head) >= 2 and _opens_with_salutation(lines, first):
        dropped |= {line.start for line in head}
    return dropped
