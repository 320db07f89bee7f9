"""Tables that question banks come in: CSV, TSV and Excel's .xlsx, read within bounds."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from desktop.domain.bank import BankTable
from desktop.domain.errors import DamagedFile, FileEmpty, FileProtected, FileTooLarge, UnsupportedFormat
from desktop.formats.archive import Archive
from desktop.formats.text_file import decode_text, read_bytes

BANK_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 50_000, 64, 16_000_000
_LONGEST_CELL = 32_767  # Excel's own limit
_MOST_BYTES = 48 * 1024 * 1024
_MOST_BYTES_OF_XML = 64 * 1024 * 1024
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Excel wrote before, and what it wraps encrypted files in
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_SAMPLE = 20  # lines that tell what parts the columns


def read_bank_table(path: Path) -> BankTable:
    """The first sheet of ``path`` that has rows, empty rows left in so that numbers agree with the program's.

    Raises what ``read_bank_sheets`` raises.
    """
    return read_bank_sheets(path)[0]


def read_bank_sheets(path: Path) -> list[BankTable]:
    """The sheets of ``path`` that have rows, at least one; those of a workbook are called as there, others as the file.

    Raises what ``read_bytes``, ``decode_text`` and ``Archive`` raise, UnsupportedFormat, DamagedFile,
    FileProtected, FileTooLarge and FileEmpty.
    """
    data = read_bytes(path, _MOST_BYTES)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise FileProtected(path=str(path))
        raise UnsupportedFormat(path=str(path), suffix=path.suffix or ".xls")
    suffix = path.suffix.lower()
    sheets: Iterable[tuple[str, Iterator[list[str]]]]
    if data.startswith(b"PK\x03\x04") or suffix == ".xlsx":
        sheets = _read_workbook(Archive(data, str(path)), str(path))
    elif suffix in BANK_SUFFIXES:
        sheets = [(path.name, _read_text(decode_text(data, path.name).text, suffix))]
    else:
        raise UnsupportedFormat(path=str(path), suffix=suffix)
    found: list[BankTable] = []
    size = count = 0
    try:
        for name, rows in sheets:
            kept: list[tuple[str, ...]] = []
            for row in rows:
                kept.append(tuple(_CONTROL.sub(" ", cell[:_LONGEST_CELL]).strip() for cell in row[:MOST_COLUMNS]))
                size += sum(map(len, kept[-1]))
                count += 1
                if count > MOST_ROWS or size > MOST_CHARACTERS:
                    raise FileTooLarge(path=str(path), bytes=len(data), limit=MOST_ROWS)
            while kept and not any(kept[-1]):
                kept.pop()
            if kept:
                found.append(BankTable(name, tuple(kept)))
    except (csv.Error, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(path=str(path), reason=str(error)) from error
    if not found:
        raise FileEmpty(path=str(path))
    return found


def _read_text(text: str, suffix: str) -> Iterator[list[str]]:
    csv.field_size_limit(1_000_000)
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    signs = "\t" if suffix == ".tsv" else ",\t;，"
    delimiter = max(signs, key=lambda sign: sum(line.count(sign) for line in lines) if sign in ",\t;，" else 0)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _read_workbook(archive: Archive, path: str) -> Iterator[tuple[str, Iterator[list[str]]]]:
    strings = _shared_strings(archive) if "xl/sharedStrings.xml" in archive.names else []
    for title, name in _sheets(archive, path):
        yield title, _rows(archive.read(name, _MOST_BYTES_OF_XML), strings)


def _sheets(archive: Archive, path: str) -> list[tuple[str, str]]:
    """The names and files of the sheets that are shown, in the workbook's order."""
    if "xl/workbook.xml" not in archive.names:
        raise DamagedFile(path=path, reason="xl/workbook.xml")
    try:
        book, links = _parse(archive.read("xl/workbook.xml")), _parse(archive.read("xl/_rels/workbook.xml.rels"))
    except etree.XMLSyntaxError as error:
        raise DamagedFile(path=path, reason=str(error)) from error
    targets = {str(link.get("Id")): str(link.get("Target")) for link in links}
    found = []
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(str(sheet.get(_REL)), "")
        name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if name in archive.names and sheet.get("state", "visible") == "visible":
            found.append((str(sheet.get("name", "")), name))
    return found


def _parse(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def _elements(content: bytes, tag: str) -> Iterator[etree._Element]:
    """The elements of that name one after another, each forgotten when the next is asked for."""
    found = etree.iterparse(
        io.BytesIO(content), tag=f"{_MAIN}{tag}", resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, element in found:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _shared_strings(archive: Archive) -> list[str]:
    content = archive.read("xl/sharedStrings.xml", _MOST_BYTES_OF_XML)
    try:
        return [_text(element) for element in _elements(content, "si")]
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def _text(element: etree._Element) -> str:
    """All runs of a string, without the readings of ruby."""
    runs = [run for run in element.iter(f"{_MAIN}t") if run.getparent().tag != f"{_MAIN}rPh"]
    return "".join(run.text or "" for run in runs)


def _merged_down(content: bytes) -> dict[tuple[int, int], int]:
    """Of cells merged from above, by row and column: the row that holds their value."""
    found: dict[tuple[int, int], int] = {}
    for merge in re.findall(rb'<mergeCell[^>]* ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"', content):
        (first, top), (last, bottom) = (
            (_column(corner, 0), int(corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")))
            for corner in merge.decode().split(":")
        )
        if first == last and 0 < bottom - top <= MOST_ROWS:
            found |= {(row, first): top for row in range(top + 1, bottom + 1)}
        if len(found) > MOST_ROWS:
            break
    return found


def _rows(content: bytes, strings: list[str]) -> Iterator[list[str]]:
    number = 0
    merged = _merged_down(content)
    above: dict[tuple[int, int], str] = {}
    tops = {(top, column) for (_, column), top in merged.items()}
    for row in _elements(content, "row"):
        wanted = int(row.get("r") or number + 1)
        # A row far down is a stray cell, or a trap: what lies between is not made up.
        yield from ([] for _ in range(min(max(wanted - number - 1, 0), 100)))
        number = max(wanted, number + 1)
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            at = _column(str(cell.get("r", "")), len(cells))
            if at < MOST_COLUMNS:
                cells += [""] * (at + 1 - len(cells))
                cells[at] = _value(cell, strings)
        above.update({(number, at): value for at, value in enumerate(cells) if (number, at) in tops})
        for at in range(MOST_COLUMNS) if merged and any(cells) else ():
            if top := merged.get((number, at)):
                cells += [""] * (at + 1 - len(cells))
                cells[at] = cells[at] or above.get((top, at), "")
        yield cells


def _column(reference: str, default: int) -> int:
    letters = reference.rstrip("0123456789")
    if not 0 < len(letters) <= 3 or not letters.isascii() or not letters.isalpha():
        return default
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: etree._Element, strings: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind == "n" and re.fullmatch(r"-?\d+\.0+", value):
        return value.partition(".")[0]
    return "" if kind == "e" else value
