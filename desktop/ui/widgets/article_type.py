"""Which block of an article is set how: its title, what stands around it, headings, paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from PySide6.QtGui import QTextBlock, QTextDocument

from desktop.domain.article import Article, Section
from desktop.ui.utf16 import Utf16Map
from desktop.ui.widgets.article_layout import BlockStyle

LINE_HEIGHT = 1.8
HEAD_BLOCKS = 12  # where the title is looked for
_TITLE, _FACTS, _HEADING = 1.45, 0.85, 1.15  # sizes, in those of a paragraph


def body_style(px: int, ruby: bool = False) -> BlockStyle:
    """A paragraph: two characters of indent; with readings above all characters, wider lines."""
    return BlockStyle(px, px * (2.3 if ruby else LINE_HEIGHT), indent=2 * px, after=round(0.35 * px))


def block_styles(
    document: QTextDocument, where: Utf16Map, article: Article, sections: Sequence[Section], body: BlockStyle
) -> dict[int, BlockStyle]:
    """Styles of the blocks that are no paragraphs, by block number."""
    px = body.px
    before = where.to_qt(sections[0].start if sections else len(article.text))
    styles = _head_styles(document, before, article.title, body)
    size, run_in = round(px * _HEADING), body._replace(before=round(px * 0.5))
    alone = BlockStyle(size, body.line, before=round(px * 1.5), after=round(px * 0.6))
    ends = list(accumulate(len(line) + 1 for line in document.toPlainText().split("\n")))  # their breaks included
    to_qt = where.to_qt if where.shifts else int
    stack = list(reversed(sections))
    while stack:
        section = stack.pop()
        stack.extend(reversed(section.children))
        end, number = _heading_end(article.text, section), bisect_right(ends, section.start)
        style = alone if section.level == 1 and end >= ends[number] - 2 else run_in
        styles[number] = _bold(style, to_qt(end) - to_qt(section.start))
    return styles


@lru_cache(maxsize=512)
def _bold(style: BlockStyle, length: int) -> BlockStyle:
    return style._replace(bold=length)


def _heading_end(text: str, section: Section) -> int:
    label_end = section.start + len(section.label)
    at = text.find(section.title, label_end, label_end + len(section.title) + 8)
    return at + len(section.title) if at >= 0 else label_end


def _head_styles(document: QTextDocument, before: int, title: str, body: BlockStyle) -> dict[int, BlockStyle]:
    px, plain_title = body.px, "".join(title.split())
    block, head = document.begin(), list[QTextBlock]()
    while block.isValid() and len(head) < HEAD_BLOCKS and block.position() < before:
        head.append(block)
        block = block.next()
    plain = ["".join(each.text().split()) for each in head]
    found = [number for number, words in enumerate(plain) if words and words in plain_title]
    styles = {}
    for number in found:
        size = round(px * _TITLE)
        styles[number] = BlockStyle(
            size,
            size * body.line / px,
            before=px if number == found[0] else 0,
            after=px // 2,
            bold=head[number].length(),
            center=True,
        )
    for number, block in enumerate(head):
        short = len(block.text()) <= 40 and not block.text().rstrip().endswith("。")
        if found and number not in found and short:
            after = round(px * 1.2) if number > found[-1] else px // 3
            styles[number] = BlockStyle(round(px * _FACTS), body.line, after=after, center=True, color="ink_soft")
    return styles
