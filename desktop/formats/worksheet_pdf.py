"""Worksheets as PDF, the font embedded, set as Chinese is: no mark begins a line that may not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.domain.anki import AnkiNote
from desktop.domain.errors import FileUnwritable, NothingToExport
from desktop.formats.cjk_font import find_cjk_font
from desktop.formats.worksheet import WorksheetPart, make_parts
from desktop.paths import atomic_write

_NOT_FIRST = set("，。、；：？！”’）》】」』％…—·,.;:?!)]}")
_NOT_LAST = set("“‘（《【「『([{")
_MARGIN, _SIZE, _LEADING = 22.0, 11.5, 7.6  # millimetres, points, millimetres
_KEEP = 3  # lines that stay with their heading


def write_worksheet_pdf(path: Path, notes: Sequence[AnkiNote], title: str, words: Sequence[str]) -> int:
    """Write ``notes`` as exercises with their key on a page of its own; how many.

    ``words`` are those for the line of the name (name, date, points) and for the key. Raises NothingToExport,
    FontMissing and FileUnwritable.
    """
    from fpdf import FPDF  # a third of a second

    if not notes:
        raise NothingToExport
    file, face = find_cjk_font()
    name, day, points, key = words

    class _Page(FPDF):
        def footer(self) -> None:
            self.set_y(-14)
            self.set_font("cjk", size=9)
            self.cell(0, 6, str(self.page_no()), align="C")

    pdf = _Page(format="A4")
    pdf.set_margins(_MARGIN, 20, _MARGIN)
    pdf.set_auto_page_break(True, margin=20)
    pdf.add_font("cjk", "", str(file), collection_font_number=face)
    pdf.set_title(title)
    pdf.add_page()
    width = pdf.epw

    def measure(text: str) -> float:
        return float(pdf.get_string_width(text))

    def say(text: str, size: float = _SIZE, leading: float = _LEADING, align: str = "L", keep: int = 1) -> None:
        pdf.set_font("cjk", size=size)
        lines = break_lines(text, width, measure)
        if pdf.get_y() + leading * (min(keep, len(lines) + keep - 1)) > pdf.h - 20:
            pdf.add_page()
        for line in lines:
            pdf.cell(0, leading, line, align=align, new_x="LMARGIN", new_y="NEXT")

    say(title, 17, 11, "C")
    pdf.ln(2)
    say(f"{name}：＿＿＿＿＿＿　　{day}：＿＿＿＿＿＿　　{points}：＿＿＿＿", 10.5, 8, "C")
    pdf.ln(3)
    parts = make_parts(notes)
    _say_parts(parts, pdf.ln, say, lambda item: f"{item.number}．{item.text}")
    pdf.add_page()
    say(key, 14, 10, "C")
    pdf.ln(2)
    for part in parts:
        for item in part.items:
            say(f"{item.number}．{item.answer}", 10.5, 6.4)
    try:
        atomic_write(path, bytes(pdf.output()))
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error
    return len(notes)


def _say_parts(
    parts: Sequence[WorksheetPart],
    space: Callable[[float], object],
    say: Callable[..., None],
    spell: Callable[..., str],
) -> None:
    article = None
    for part in parts:
        if part.article and part.article != article and len({each.article for each in parts}) > 1:
            space(3)
            say(part.article, 14, 9, "L", _KEEP + 1)
        article = part.article
        if part.heading:
            space(2)
            say(part.heading, 12.5, 8.4, "L", _KEEP)
        for item in part.items:
            say(spell(item), _SIZE, _LEADING, "L", 2)
            space(1)


def break_lines(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """``text`` in lines of at most ``width``, but for the marks that may not begin one; Latin words stay whole."""
    lines: list[str] = []
    line = ""
    size = 0.0
    for piece in _pieces(text):
        wide = measure(piece)
        if line and size + wide > width and piece[0] not in _NOT_FIRST:
            carried = ""
            while line and line[-1] in _NOT_LAST:
                carried, line = line[-1] + carried, line[:-1]
            lines.append(line.rstrip())
            line = carried + piece.lstrip()
            size = measure(line)
        else:
            line += piece
            size += wide
    return [*lines, line] if line.strip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """Characters one by one, runs of Latin letters and figures together."""
    pieces: list[str] = []
    for char in text:
        if pieces and char.isascii() and char.isalnum() and pieces[-1][-1].isascii() and pieces[-1][-1].isalnum():
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces
