"""What the place that a text comes from left in it: tags, the marks of quoted mail, numbers of lines and of notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.domain.article import Repair

_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
_TAG_REST = re.compile(r"(?<![<\w/])[?？1]?/(?:strong|span|font|div|em|sup|sub|[abipu])>")
_BLOCKS = "p|div|br|li|ul|ol|tr|table|tbody|h[1-6]|section|blockquote"
_TAGS = re.compile(
    rf"(?:</?(?:{_BLOCKS}|strong|span|font|em|b|i|u|a|sup|sub|td|th|img|center|o:p)(?:\s[^<>\n]{{0,400}})?\s?/?>)+",
    re.IGNORECASE,
)
_BLOCK = re.compile(rf"</?(?:{_BLOCKS})[\s/>]", re.IGNORECASE)
_ABOUT_TAGS = re.compile(r"</?\w+>\s*(?:标签|元素|标记)|(?:标签|元素|标记)\s*<\w|HTML|html|超文本")
_FEWEST_TAGS = 2
_QUOTED = re.compile(r"(?:> ?)+")
_COUNTED = re.compile(r"[ \t]*(\d{1,4})(?:[ \t]+|[|│] ?)")
_FEWEST_LINES = 6
_NOTE_MARK = rf"\[(?<=[{_HAN}，。；：、”》）\d]\[)(\d{{1,3}})(?:[-–,，]\d{{1,3}})?\]"  # as text, compiled where needed
_NOTE = re.compile(r"(?:^|\n)[ \u3000]*\[1\]|注释|参考文献")
_FEWEST_NOTES = 3


def drop_tag_rest(text: str) -> Iterator[Repair]:
    """``”?/strong>``: what is left of a tag whose ``<`` a torn byte swallowed."""
    if "/" not in text or ">" not in text:
        return
    for match in _TAG_REST.finditer(text):
        yield Repair("tag", match.start(), match.end(), match.group(), "")


def drop_line_marks(text: str) -> Iterator[Repair]:
    """What stands before each line and is not its: the ``>`` of a quoted mail, the numbers of a print-out of lines.

    Numbers must count on over all lines, without the full stop or comma of a list, and stand before prose.
    """
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((at, line))
        at += len(line) + 1
    if len(lines) < _FEWEST_LINES:
        return
    quoted = [mark for at, line in lines if (mark := _QUOTED.match(line))]
    if 10 * len(quoted) >= 9 * len(lines):
        for at, line in lines:
            if mark := _QUOTED.match(line):
                yield Repair("tag", at, at + mark.end(), mark[0], "")
        return
    counted = [_COUNTED.match(line) for _, line in lines]
    numbers = [int(mark[1]) for mark in counted if mark]
    prose = sum("，" in line or "。" in line for _, line in lines)
    if len(numbers) == len(lines) and numbers == list(range(1, len(lines) + 1)) and 3 * prose >= len(lines):
        for (at, _), mark in zip(lines, counted, strict=True):
            assert mark is not None
            yield Repair("tag", at, at + mark.end(), mark[0], "", certain=False)


def drop_note_marks(text: str) -> Iterator[Repair]:
    """``思想家[1]。``: the numbers of notes that did not come with the text; where the notes stand they stay."""
    found = list(re.finditer(_NOTE_MARK, text)) if "[1]" in text else []
    numbers = {int(match[1]) for match in found}
    if len(numbers) >= _FEWEST_NOTES and numbers >= {1, 2, 3} and not _NOTE.search(text):
        for match in found:
            yield Repair("tag", match.start(), match.end(), match[0], "", certain=False)


def drop_tags(text: str) -> Iterator[Repair]:
    """Tags of HTML in the source of a page that was pasted as text; those of blocks leave a line end.

    A text that only mentions a few tags, or speaks of HTML, keeps them.
    """
    found = list(_TAGS.finditer(text)) if "<" in text else []
    if sum(match[0].count("<") for match in found) < _FEWEST_TAGS or _ABOUT_TAGS.search(text):
        return
    for match in found:
        start, end = match.span()
        beside = text[start - 1 : start] if start else "", text[end : end + 1]
        parts = _BLOCK.search(match[0]) is not None and not {"", "\n"} & {*beside}
        yield Repair("tag", start, end, match[0], "\n" if parts else "")
