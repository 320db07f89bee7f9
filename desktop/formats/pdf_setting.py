"""Setting Chinese type on A4 pages: lines broken by the rules, both edges flush, rules to write on drawn as lines."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from desktop.domain.errors import FileUnwritable
from desktop.domain.printed import Gap
from desktop.formats.pdf_faces import Faces
from desktop.paths import atomic_write

_NOT_FIRST = set("，。、；：？！”’）》】」』〉〕％…—·,.;:?!)]}%")
_NOT_LAST = set("“‘（《【「『〈〔([{")
_WORD = re.compile(r"[A-Za-z0-9À-ÖØ-öø-ɏ]+|（[　 ]+）|.")
_MM = 25.4 / 72
TOP, BOTTOM, SIDE = 22.0, 22.0, 23.0  # millimetres
_SHORTEST_RULE = 2  # cells of a rule on one line
_INK, _SOFT = (34, 33, 31), (103, 98, 90)


class Atom(NamedTuple):
    """What a line is never broken within: a character, a Latin word, or (without text) a cell of a rule."""

    text: str
    width: float
    mark: str = ""
    cells: int = 0  # of a rule that must find room from here on


Piece = str | Gap | tuple[str, str]  # plain text, a rule, or text with the name of its mark
BOLD = "bold"  # the mark of words that are set in bold


def rule_atoms(cells: int, wide: float) -> list[Atom]:
    """A rule, each cell so ``wide``: neither what is left of it on a line nor what goes to the next is a mere stub."""
    whole = {0, cells - _SHORTEST_RULE}
    return [Atom("", wide, "", _SHORTEST_RULE if cell in whole else 1) for cell in range(cells)]


def break_lines(atoms: Sequence[Atom], width: float, first: float | None = None) -> list[list[Atom]]:
    """``atoms`` in lines of at most ``width``, but for the marks that may not begin one; the first may be shorter."""
    lines: list[list[Atom]] = [[]]
    room = width if first is None else first
    used = 0.0
    for atom in atoms:
        line = lines[-1]
        wanted = atom.width * max(1, atom.cells)
        if line and used + wanted > room + 0.01 and atom.text[:1] not in _NOT_FIRST:
            carried: list[Atom] = []
            while line and line[-1].text and line[-1].text in _NOT_LAST:
                carried.insert(0, line.pop())
            while line and line[-1].text.isspace():
                line.pop()
            lines.append([*carried] if atom.text.isspace() else [*carried, atom])
            room, used = width, sum(each.width for each in lines[-1])
        elif line or not atom.text.isspace() or atom.text == "　":
            line.append(atom)
            used += atom.width
    return lines


def _new_document() -> Any:
    """An empty document; fpdf2 warns where Pillow is left out, as in the packed program, but has no picture to set."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Pillow could not be imported")
        from fpdf import FPDF  # a third of a second
    return FPDF(format="A4")


class Setting:
    """A document in the making. Sizes of type in points, all else in millimetres.

    Raises FontMissing where this computer has no Chinese font.
    """

    def __init__(self, title: str) -> None:
        self.pdf: Any = _new_document()
        self._faces = Faces(self.pdf)
        self.pdf.set_auto_page_break(False)
        self.pdf.set_title(title)
        self._feet: list[str] = []
        self.y = 0.0
        self.left, self.width = SIDE, self.pdf.w - 2 * SIDE
        self.bottom = self.pdf.h - BOTTOM
        self._measure: Callable[[str, float, str], float] = lru_cache(maxsize=60_000)(self._measured)

    def new_page(self, foot: str = "") -> None:
        """Begin a page; ``foot`` stands below it and takes ``{page}`` and ``{pages}``, counted while it is the same."""
        self.pdf.add_page()
        self._feet.append(foot or self._feet[-1])
        self.y = TOP

    def room(self, height: float) -> None:
        """Begin a page where less than ``height`` is left of this one."""
        if self.y + height > self.bottom:
            self.new_page()

    def space(self, height: float) -> None:
        """Leave room, but not at the head of a page."""
        if self.y > TOP:
            self.y += height

    def measure(self, text: str, size: float, style: str = "") -> float:
        """How wide a text is."""
        return sum(self._measure(char, size, style) for char in text)

    def paragraph(
        self,
        pieces: Sequence[Piece],
        size: float,
        leading: float,
        *,
        style: str = "",
        first: float = 0.0,
        hang: float = 0.0,
        label: str = "",
        align: str = "J",
        keep: float = 0.0,
        draw: Callable[[str, float, float, float], None] | None = None,
    ) -> None:
        """Set one paragraph, ``hang`` in from the left, its first line ``first`` further, ``label`` before it.

        A short one stays on one page, with ``keep`` of what follows. ``draw`` is told mark, left edge, baseline and
        width of each stretch of marked text before the text is set over it.
        """
        lines = break_lines(self._atoms(pieces, size, style), self.width - hang, self.width - hang - first)
        left = int((self.bottom - self.y) / leading)
        if len(lines) <= 3 or left < 2:
            self.room(min(leading * len(lines) + keep, self.bottom - TOP))
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            # No lone line at a page's head.
            self.room(leading * 2 if number == len(lines) - 2 and number else leading)
            indent = hang + (first if not number else 0.0)
            if label and not number:
                self._text(self.left, self.y, leading, size, style, label)
            self._line(line, indent, size, leading, style, "L" if align == "J" and last else align, draw)
            self.y += leading

    def row(self, cells: Sequence[str], size: float, leading: float, hang: float) -> None:
        """Short texts side by side, each in an equal part of the line."""
        self.room(leading)
        part = (self.width - hang) / len(cells)
        for number, text in enumerate(cells):
            self._text(self.left + hang + number * part, self.y, leading, size, "", self._faces.drawable(text))
        self.y += leading

    def rule(self, left: float, right: float, y: float) -> None:
        """A thin line."""
        self.pdf.set_draw_color(*_INK)
        self.pdf.set_line_width(0.2)
        self.pdf.line(left, y, right, y)

    def write(self, path: Path) -> str:
        """Number the pages and put the document in the place of ``path``; what no font had, in whose stead stands a □.

        Raises FileUnwritable.
        """
        for number, foot in enumerate(self._feet, 1):
            self.pdf.page = number
            self.pdf.set_font("cjk", size=10)  # another size first: fpdf2 tells a page of a font only where it changes
            self.pdf.set_font("cjk", size=9)
            self.pdf.set_text_color(*_SOFT)
            before = self._feet[: number - 1].count(foot)
            text = foot.format(page=before + 1, pages=self._feet.count(foot))
            self.pdf.text((self.pdf.w - self.measure(text, 9)) / 2, self.pdf.h - 12, text)
        try:
            atomic_write(path, bytes(self.pdf.output()))
        except OSError as error:
            raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error
        return "".join(self._faces.missing)

    def _measured(self, char: str, size: float, style: str) -> float:
        wide = 0.0
        for family, look, run in self._faces.runs(self._faces.drawable(char), style):
            self.pdf.set_font(family, look, size)
            wide += float(self.pdf.get_string_width(run))
        return wide

    def _atoms(self, pieces: Sequence[Piece], size: float, style: str) -> list[Atom]:
        atoms: list[Atom] = []
        for piece in pieces:
            if isinstance(piece, Gap):
                atoms += rule_atoms(piece.width, size * _MM)
                continue
            text, mark = (piece, "") if isinstance(piece, str) else piece
            look = "B" if mark == BOLD else style
            text = self._faces.drawable(text)
            for word in _words("".join(char if char.isprintable() or char == "　" else " " for char in text)):
                wide = self.measure(word, size, look)
                if wide > self.width / 3:
                    atoms += [Atom(char, self._measure(char, size, look), mark) for char in word]
                else:
                    atoms.append(Atom(word, wide, mark))
        return atoms

    def _line(
        self,
        line: Sequence[Atom],
        indent: float,
        size: float,
        leading: float,
        style: str,
        align: str,
        draw: Callable[[str, float, float, float], None] | None,
    ) -> None:
        used = sum(atom.width for atom in line)
        room = self.width - indent
        signs = sum(len(atom.text) or 1 for atom in line)
        spread = (room - used) / max(1, signs - 1) if align == "J" or used > room else 0.0
        x = self.left + indent + ((room - used) / 2 if align == "C" else 0.0)
        base = self._base(self.y, leading, size)
        at = 0
        while at < len(line):
            end = at + 1
            while end < len(line) and bool(line[end].text) == bool(line[at].text) and line[end].mark == line[at].mark:
                end += 1
            run = line[at:end]
            wide = sum(atom.width for atom in run)
            if run[0].text:
                text = "".join(atom.text for atom in run)
                wide += spread * len(text)
                mark = run[0].mark
                if draw is not None and mark not in ("", BOLD):
                    draw(mark, x, base, wide - spread)
                self._text(x, self.y, leading, size, "B" if mark == BOLD else style, text, spread)
            else:
                wide += spread * len(run)
                self.rule(x + 0.3, x + wide - spread - 0.3, base + 0.9)
            x += wide
            at = end

    @staticmethod
    def _base(top: float, leading: float, size: float) -> float:
        return top + (leading + 0.76 * size * _MM) / 2

    def _text(
        self, x: float, top: float, leading: float, size: float, style: str, text: str, spread: float = 0.0
    ) -> None:
        self.pdf.set_text_color(*_INK)
        for family, look, run in self._faces.runs(text, style):
            self.pdf.set_font(family, look, size)
            # fpdf2 writes the number as it is, and PDF counts it in points.
            self.pdf.set_char_spacing(round(spread / _MM, 3))
            self.pdf.text(x, self._base(top, leading, size), run)
            self.pdf.set_char_spacing(0)
            x += self.measure(run, size, style) + spread * len(run)


def _words(text: str) -> list[str]:
    """Characters one by one; runs of Latin letters and figures, and empty brackets, stay together."""
    return _WORD.findall(text)
