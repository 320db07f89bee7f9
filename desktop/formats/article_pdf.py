"""An article as PDF with its phrases marked: a tint and a line under each that say of which kind it is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.domain.article import Article, Section
from desktop.domain.phrase import PhraseKind, PhraseOccurrence
from desktop.domain.printed import Printed, PrintWords
from desktop.formats.pdf_setting import BOLD, Piece, Setting

_SIZE, _LEADING, _EM = 11.5, 7.6, 4.06  # points, millimetres
# Tints that stay apart in grey, each with a line of its own: as in the window, docs/export.md lists them.
_LOOK: Mapping[PhraseKind, tuple[tuple[int, int, int], str]] = {
    PhraseKind.SHORTHAND: ((244, 226, 190), "double"),
    PhraseKind.QUOTED: ((250, 238, 205), "double"),
    PhraseKind.TITLE: ((222, 231, 243), "wave"),
    PhraseKind.NAME: ((233, 231, 240), "straight"),
    PhraseKind.FORMULA: ((221, 236, 222), "dashed"),
    PhraseKind.TERM: ((233, 242, 231), "dashed"),
    PhraseKind.DATE: ((240, 240, 236), "dotted"),
    PhraseKind.NUMBER: ((240, 240, 236), "dotted"),
    PhraseKind.OWN: ((248, 221, 214), "thick"),
}
_LINE = (120, 112, 100)
_HEAD_LINES, _LONGEST_HEAD = 12, 40  # lines, characters


def write_article_pdf(
    path: Path,
    article: Article,
    sections: Sequence[Section],
    phrases: Sequence[PhraseOccurrence],
    words: PrintWords,
) -> Printed:
    """Set the article with its phrases marked and a legend of the kinds it has; how many are marked.

    Of phrases inside one another the outer one is marked. Raises FontMissing and FileUnwritable.
    """
    setting = Setting(article.title)
    marks = _outermost(phrases)
    setting.new_page(words.page)
    setting.paragraph([article.title], 18, 11.5, style="B", align="C", keep=30)
    head, start = _head(article, sections)
    for line in head:
        setting.paragraph([line], 10.5, 6.6, align="C")
    setting.y += 3
    draw = _Marker(setting.pdf)
    found = [kind for kind in PhraseKind if any(mark.kind is kind for mark in marks)]
    names = dict(zip(PhraseKind, words.kinds, strict=True))
    if found:
        pieces: list[Piece] = [f"{words.legend}{words.colon}"]
        for kind in found:
            pieces += [(names[kind], str(kind)), "　"]
        setting.paragraph(pieces[:-1], 9.5, 7, align="C", draw=draw)
        setting.y += 3
    bold = _headings(article.text, sections)
    for line in article.text[start:].split("\n"):
        if line.strip():
            _set_line(setting, article.text, start, start + len(line), marks, bold, draw)
        start += len(line) + 1
    return Printed(len(marks), setting.write(path))


def _set_line(
    setting: Setting,
    text: str,
    start: int,
    end: int,
    marks: Sequence[PhraseOccurrence],
    bold: Mapping[int, tuple[int, int]],
    draw: _Marker,
) -> None:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    level, heading_end = next((bold[at] for at in (start,) if at in bold), (0, start))
    if level and heading_end >= end - 1:
        setting.space(4.0 if level == 1 else 2.0)
        size = 13 if level == 1 else _SIZE
        setting.paragraph(
            [text[start:end]], size, 8.6, style="B", first=0 if level == 1 else 2 * _EM, align="L", keep=2 * _LEADING
        )
        return
    pieces: list[Piece] = [(text[start:heading_end], BOLD)] if heading_end > start else []
    at = heading_end
    for mark in marks:
        if mark.end <= at or mark.start >= end or mark.start < at:
            continue
        if mark.start > at:
            pieces.append(text[at : mark.start])
        pieces.append((text[mark.start : mark.end], str(mark.kind)))
        at = mark.end
    if at < end:
        pieces.append(text[at:end])
    setting.paragraph(pieces, _SIZE, _LEADING, first=2 * _EM, draw=draw)


def _head(article: Article, sections: Sequence[Section]) -> tuple[list[str], int]:
    """The lines at the article's head that are neither its title nor its text yet, and where its text begins."""
    title, lines, start = "".join(article.title.split()), list[str](), 0
    first = sections[0].start if sections else len(article.text)
    for line in article.text.split("\n")[:_HEAD_LINES]:
        words = line.strip()
        if start >= first or len(words) > _LONGEST_HEAD or words.endswith(("。", "：")):
            break
        if words and "".join(words.split()) not in title:
            lines.append(words)
        start += len(line) + 1
    else:
        return [], 0
    return lines, start


def _headings(text: str, sections: Sequence[Section]) -> dict[int, tuple[int, int]]:
    """Level and end of each heading by its start; of an article of a law, whose text runs on, the number alone."""
    found: dict[int, tuple[int, int]] = {}
    for section in sections:
        end = section.start + len(section.label)
        if not section.label.endswith("条"):
            end = max(end, text.find(section.title, end, section.end)) + len(section.title)
        found[section.start] = section.level, end
        found |= _headings(text, section.children)
    return found


def _outermost(phrases: Sequence[PhraseOccurrence]) -> list[PhraseOccurrence]:
    kept: list[PhraseOccurrence] = []
    for phrase in sorted(phrases, key=lambda each: (each.start, -each.end)):
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


class _Marker:
    """Draws the tint and the line of a kind."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf

    def __call__(self, mark: str, x: float, base: float, width: float) -> None:
        """Mark ``width`` millimetres from ``x`` on the line whose letters stand on ``base``."""
        tint, line = _LOOK[PhraseKind(mark)]
        pdf = self._pdf
        pdf.set_fill_color(*tint)
        pdf.rect(x, base - 3.7, width, 4.9, style="F")
        pdf.set_draw_color(*_LINE)
        pdf.set_line_width(0.5 if line == "thick" else 0.18)
        y = base + 1.5
        if line == "wave":
            points = [(x + at * 0.25, y + 0.3 * math.sin(at * 0.25 * math.tau / 2)) for at in range(int(width * 4) + 1)]
            pdf.polyline(points)
            return
        if line == "double":
            pdf.line(x, y - 0.3, x + width, y - 0.3)
            pdf.line(x, y + 0.3, x + width, y + 0.3)
            return
        if line in ("dashed", "dotted"):
            pdf.set_dash_pattern(dash=1.4 if line == "dashed" else 0.3, gap=0.8)
        pdf.line(x, y, x + width, y)
        pdf.set_dash_pattern()
