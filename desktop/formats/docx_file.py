"""Word documents (.docx): paragraphs, tables and automatic numbers in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from desktop.domain.article import RawText
from desktop.domain.errors import DamagedFile, FileEmpty, FileTooLarge, OnlyPictures
from desktop.domain.numbering import STYLES, chinese_numeral
from desktop.formats.archive import Archive
from desktop.formats.text_file import read_bytes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VAL = f"{_W}val"
# The reading of a ruby, what an older Word would show instead, and text struck out by a revision are no text.
_SKIPPED = {
    f"{_W}rt",
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_CHINESE_FORMATS = ("chinese", "ideograph", "japanese", "taiwanese")
_MOST_CHARACTERS = 20_000_000
_MOST_BYTES_OF_TEXT = 20 * 1024 * 1024  # of XML; some three million characters of a usual document
_MOST_BYTES_OF_A_TABLE = 8 * 1024 * 1024
_LEVELS = 9
# Labels that run into their text without a space: 第一条, 1.2; not 一、 or （一）.
_NEEDS_SPACE = re.compile(r"[\w\u4e00-\u9fff]$")


class _Level(NamedTuple):
    """How one level of a list prints its number.

    Word's format name, a pattern such as ``（%1）``, the first value, and what stands between number and text.
    """

    form: str
    pattern: str
    start: int
    between: str = ""


class _Style(NamedTuple):
    """What a paragraph style says: heading level 1..9 or 0, list and level of the list or empty."""

    heading: int
    list_id: str
    list_level: int


def read_docx_file(path: Path) -> RawText:
    """The text of a Word document, a paragraph a line, a table's row a line with its cells set apart by `` | ``.

    Automatic numbers are printed as Word shows them. A heading that carries no number of its own becomes a
    Markdown heading. Headers, footers, notes and deleted revisions are left out. Raises what ``read_bytes``
    and ``Archive`` raise, DamagedFile, FileEmpty, OnlyPictures.
    """
    data = read_bytes(path)
    archive = Archive(data, str(path))
    try:
        text = _Document(archive).text()
    except etree.XMLSyntaxError as error:
        raise DamagedFile(path=str(path), reason=str(error)) from error
    if not text.strip():
        pictures = sum(name.startswith("word/media/") for name in archive.names)
        raise OnlyPictures(path=str(path), pictures=pictures) if pictures else FileEmpty(path=str(path))
    if len(text) > _MOST_CHARACTERS:
        raise FileTooLarge(path=str(path), bytes=len(text), limit=_MOST_CHARACTERS)
    return RawText(text, path.name, "docx", data)


def read_docx_tables(path: Path) -> list[list[list[str]]]:
    """The tables of a Word document: rows of cells, the paragraphs of a cell on lines of their own.

    Raises what ``read_docx_file`` raises for a damaged file.
    """
    archive = Archive(read_bytes(path), str(path))
    try:
        return _Document(archive).tables()
    except etree.XMLSyntaxError as error:
        raise DamagedFile(path=str(path), reason=str(error)) from error


def _parse(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def _value(element: etree._Element | None, path: str, default: str = "") -> str:
    found = element.find(path) if element is not None else None
    return default if found is None else str(found.get(_VAL, default))


def _integer(value: str, default: int = 0) -> int:
    return int(value) if value.lstrip("-").isdecimal() and len(value) < 9 else default


class _Document:
    """The parts of a document that decide what is printed."""

    def __init__(self, archive: Archive) -> None:
        self._content = archive.read("word/document.xml", _MOST_BYTES_OF_TEXT)
        self._styles: dict[str, _Style] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, list[int]] = {}  # of an abstract list, which its numbered ones count on together
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}  # of a numbered list, at its first paragraph
        if "word/styles.xml" in archive.names:
            self._read_styles(_parse(archive.read("word/styles.xml", _MOST_BYTES_OF_A_TABLE)))
        if "word/numbering.xml" in archive.names:
            self._read_lists(_parse(archive.read("word/numbering.xml", _MOST_BYTES_OF_A_TABLE)))

    def text(self) -> str:
        """All blocks of the body, line by line. The tree is let go block by block."""
        lines: list[str] = []
        events = etree.iterparse(
            BytesIO(self._content), events=("end",), resolve_entities=False, no_network=True, load_dtd=False
        )
        body = f"{_W}body"
        for _, element in events:
            parent = element.getparent()
            if parent is not None and parent.tag == body:
                lines.extend(self._block_lines(element))
                element.clear()
                while element.getprevious() is not None:
                    del parent[0]
        return "\n".join(lines) + "\n"

    def tables(self) -> list[list[list[str]]]:
        """The tables of the body, row by row and cell by cell."""
        body = _parse(self._content).find(f"{_W}body")
        return [
            [
                ["\n".join(line.strip() for line in self._cell_lines(cell)) for cell in row.iterchildren(f"{_W}tc")]
                for row in table.iterchildren(f"{_W}tr")
            ]
            for table in (body.iterchildren(f"{_W}tbl") if body is not None else ())
        ]

    def _cell_lines(self, cell: etree._Element) -> list[str]:
        paragraphs = cell.iterchildren(f"{_W}p")
        return [line for paragraph in paragraphs for line in self._paragraph_lines(paragraph) if line.strip()]

    def _read_styles(self, root: etree._Element) -> None:
        bases: dict[str, str] = {}
        for style in root.iter(f"{_W}style"):
            identity = style.get(f"{_W}styleId", "")
            name = _value(style, f"{_W}name").lower()
            outline = _integer(_value(style, f"{_W}pPr/{_W}outlineLvl"), _LEVELS) + 1
            named = re.fullmatch(r"(?:heading|标题) ?(\d)", name)
            heading = int(named[1]) if named else outline if outline <= _LEVELS else 0
            numbers = f"{_W}pPr/{_W}numPr"
            level = _integer(_value(style, f"{numbers}/{_W}ilvl"))
            self._styles[identity] = _Style(heading, _value(style, f"{numbers}/{_W}numId"), level)
            bases[identity] = _value(style, f"{_W}basedOn")
        for identity, style_ in list(self._styles.items()):
            base = self._styles.get(bases[identity])
            if base and not style_.heading and not style_.list_id and identity != bases[identity]:
                self._styles[identity] = base

    def _read_lists(self, root: etree._Element) -> None:
        forms: dict[str, dict[int, _Level]] = {}
        for abstract in root.iter(f"{_W}abstractNum"):
            levels = {}
            for level in abstract.iter(f"{_W}lvl"):
                levels[_integer(level.get(f"{_W}ilvl", "0"))] = _read_level(level)
            forms[abstract.get(f"{_W}abstractNumId", "")] = levels
        for number in root.iter(f"{_W}num"):
            identity, abstract_id = number.get(f"{_W}numId", ""), _value(number, f"{_W}abstractNumId")
            levels = dict(forms.get(abstract_id, {}))
            for override in number.iterchildren(f"{_W}lvlOverride"):
                at = _integer(override.get(f"{_W}ilvl", "0"))
                if (own := override.find(f"{_W}lvl")) is not None:
                    levels[at] = _read_level(own)
                if first := _value(override, f"{_W}startOverride"):
                    self._restarts.setdefault(identity, {})[at] = _integer(first, 1)
            self._lists[identity], self._abstract[identity] = levels, abstract_id

    def _block_lines(self, block: etree._Element) -> Iterator[str]:
        if block.tag == f"{_W}p":
            yield from self._paragraph_lines(block)
        elif block.tag == f"{_W}tbl":
            for row in block.iter(f"{_W}tr"):
                yield from self._row_lines(row)
        elif block.tag in (f"{_W}sdt", f"{_W}customXml", f"{_W}ins"):
            for child in block.iterchildren(f"{_W}sdtContent", f"{_W}p", f"{_W}tbl"):
                yield from self._inner_lines(child)

    def _inner_lines(self, element: etree._Element) -> Iterator[str]:
        if element.tag == f"{_W}sdtContent":
            for child in element:
                yield from self._block_lines(child)
        else:
            yield from self._block_lines(element)

    def _row_lines(self, row: etree._Element) -> Iterator[str]:
        """One line for a row of short cells, otherwise the paragraphs of its cells one after the other."""
        cells = []
        for cell in row.iterchildren(f"{_W}tc"):
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merged is not None and merged.get(_VAL, "continue") == "continue":
                continue
            cells.append(self._cell_lines(cell))
        if all(len(lines) <= 1 for lines in cells):
            if printed := [lines[0].strip() for lines in cells if lines]:
                yield " | ".join(printed)
            return
        for lines in cells:
            yield from lines

    def _paragraph_lines(self, paragraph: etree._Element) -> Iterator[str]:
        text = "".join(_texts(paragraph))
        if not text.strip():
            yield ""
            return
        properties = paragraph.find(f"{_W}pPr")
        style = self._styles.get(_value(properties, f"{_W}pStyle"), _Style(0, "", 0))
        list_id = _value(properties, f"{_W}numPr/{_W}numId") or style.list_id
        level = _integer(_value(properties, f"{_W}numPr/{_W}ilvl"), style.list_level)
        text = self._next_label(list_id, level) + text
        outline = _integer(_value(properties, f"{_W}outlineLvl"), _LEVELS) + 1
        heading = style.heading or (outline if outline <= _LEVELS else 0)
        if heading and "\n" not in text.strip() and not any(label.pattern.match(text.strip()) for label in STYLES):
            text = f"{'#' * min(heading, 6)} {text.strip()}"
        yield from text.split("\n")

    def _next_label(self, list_id: str, level: int) -> str:
        """The number that Word prints before the next paragraph of a list; empty for bullets and none."""
        levels = self._lists.get(list_id, {})
        if level not in levels or not 0 <= level < _LEVELS:
            return ""
        key = self._abstract.get(list_id, list_id)
        counts = self._counts.setdefault(key, [levels[i].start - 1 if i in levels else 0 for i in range(_LEVELS)])
        for at, first in self._restarts.pop(list_id, {}).items():
            if at < _LEVELS:
                counts[at] = first - 1
        counts[level] += 1
        for deeper in range(level + 1, _LEVELS):
            counts[deeper] = levels[deeper].start - 1 if deeper in levels else 0
        form, pattern, _, between = levels[level]
        if form in ("bullet", "none"):
            return ""

        def printed(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            shown = levels[index].form if index in levels and index != level else form
            return _print_number(counts[index], shown)

        label = re.sub(r"%([1-9])", printed, pattern)
        return label + between if label and _NEEDS_SPACE.search(label) else label


def _read_level(level: etree._Element) -> _Level:
    suffix = _value(level, f"{_W}suff", "tab")
    return _Level(
        _value(level, f"{_W}numFmt", "decimal"),
        _value(level, f"{_W}lvlText"),
        _integer(_value(level, f"{_W}start", "1"), 1),
        "" if suffix == "nothing" else " ",
    )


def _texts(element: etree._Element) -> Iterator[str]:
    """The printed text of a paragraph in order, what is hidden left out."""
    for child in element.iterchildren():
        tag = child.tag
        if tag in (f"{_W}t", f"{_M}t"):
            yield child.text or ""
        elif tag in _MARKS:
            yield _MARKS[tag]
        elif tag not in _SKIPPED and not (tag == f"{_W}r" and child.find(f"{_W}rPr/{_W}vanish") is not None):
            yield from _texts(child)
            if tag == f"{_W}p":
                yield "\n"


def _print_number(value: int, form: str) -> str:
    if form.startswith(_CHINESE_FORMATS):
        return chinese_numeral(value) if 0 <= value < 10_000 else str(value)
    if form == "decimalEnclosedCircle" and 1 <= value <= 20:
        return chr(0x245F + value)
    if form in ("lowerLetter", "upperLetter") and 1 <= value <= 26:
        return chr((97 if form == "lowerLetter" else 65) + value - 1)
    if form in ("lowerRoman", "upperRoman") and 1 <= value < 40:
        roman = "X" * (value // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[value % 10]
        return roman if form == "upperRoman" else roman.lower()
    return str(value)
