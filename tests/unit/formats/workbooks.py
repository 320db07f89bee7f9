"""Workbooks as Excel writes them, and some that nobody should."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(
    path: Path, rows: Sequence[Sequence[object]], *, sheet: str = "", inline: bool = False, merged: Sequence[str] = ()
) -> Path:
    """A workbook with one empty sheet and one of ``rows``; ``sheet`` replaces the XML of its data."""
    strings: list[str] = []

    def cell(at: int, row: int, value: object) -> str:
        reference = f"{chr(65 + at)}{row}"
        if isinstance(value, bool):
            return f'<c r="{reference}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, int | float):
            return f'<c r="{reference}"><v>{value}</v></c>'
        if value == "":
            return ""
        if inline:
            return f'<c r="{reference}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
        strings.append(str(value))
        return f'<c r="{reference}" t="s"><v>{len(strings) - 1}</v></c>'

    def merge_cell(cells: str) -> str:
        return f'<mergeCell ref="{cells}"/>'

    data = sheet or "".join(
        f'<row r="{number}">{"".join(cell(at, number, value) for at, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    shared = "".join(f"<si><r><t>{escape(text[:1])}</t></r><r><t>{escape(text[1:])}</t></r></si>" for text in strings)
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        '<sheet name="空" sheetId="1" r:id="rId1"/>'
        '<sheet name="题" sheetId="2" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Target="/xl/worksheets/s2.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>',
        "xl/worksheets/s2.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData>'
        f"<mergeCells>{''.join(map(merge_cell, merged))}</mergeCells></worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
