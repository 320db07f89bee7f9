"""Worksheets as Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from desktop.domain.anki import AnkiNote
from desktop.domain.errors import FileUnwritable, NothingToExport
from desktop.formats.worksheet import make_parts
from desktop.paths import atomic_write

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def write_worksheet_docx(path: Path, notes: Sequence[AnkiNote], title: str, words: Sequence[str]) -> int:
    """As ``write_worksheet_pdf``, to be edited further. Raises NothingToExport and FileUnwritable."""
    if not notes:
        raise NothingToExport
    name, day, points, key = words
    root = etree.Element(_tag("document"), nsmap={"w": _W})
    body = etree.SubElement(root, _tag("body"))
    _paragraph(body, title, size=34, bold=True, align="center")
    _paragraph(body, f"{name}：＿＿＿＿＿＿　　{day}：＿＿＿＿＿＿　　{points}：＿＿＿＿", align="center")
    parts = make_parts(notes)
    several = len({part.article for part in parts}) > 1
    article = None
    for part in parts:
        if several and part.article != article:
            _paragraph(body, part.article, size=28, bold=True, keep=True)
        article = part.article
        if part.heading:
            _paragraph(body, part.heading, size=25, bold=True, keep=True)
        for item in part.items:
            _paragraph(body, f"{item.number}．{item.text}")
    _paragraph(body, key, size=28, bold=True, align="center", new_page=True)
    for part in parts:
        for item in part.items:
            _paragraph(body, f"{item.number}．{item.answer}", size=21)
    document = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in (
            ("[Content_Types].xml", _TYPES.encode()),
            ("_rels/.rels", _RELATIONS.encode()),
            ("word/document.xml", document),
        ):
            archive.writestr(zipfile.ZipInfo(entry), content, zipfile.ZIP_DEFLATED)
    try:
        atomic_write(path, packed.getvalue())
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error
    return len(notes)


def _paragraph(
    body: etree._Element,
    text: str,
    *,
    size: int = 23,
    bold: bool = False,
    align: str = "",
    keep: bool = False,
    new_page: bool = False,
) -> None:
    """``size`` in half points; ``keep`` keeps it with what follows."""
    made = etree.SubElement(body, _tag("p"))
    style = etree.SubElement(made, _tag("pPr"))
    if keep:
        etree.SubElement(style, _tag("keepNext"))
    if new_page:
        etree.SubElement(style, _tag("pageBreakBefore"))
    etree.SubElement(style, _tag("spacing"), {_tag("line"): "400", _tag("lineRule"): "auto"})
    if align:
        etree.SubElement(style, _tag("jc"), {_tag("val"): align})
    run = etree.SubElement(made, _tag("r"))
    look = etree.SubElement(run, _tag("rPr"))
    etree.SubElement(look, _tag("rFonts"), {_tag("eastAsia"): "宋体", _tag("hint"): "eastAsia"})
    if bold:
        etree.SubElement(look, _tag("b"))
    etree.SubElement(look, _tag("sz"), {_tag("val"): str(size)})
    words = etree.SubElement(run, _tag("t"))
    words.text = "".join(char for char in text if char.isprintable() or char == "　")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _tag(name: str) -> str:
    return f"{{{_W}}}{name}"
