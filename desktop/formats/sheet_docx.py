"""Exercises and papers as Word documents, to be edited further."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from desktop.domain.errors import FileUnwritable
from desktop.domain.printed import Exercise, Gap, Heading, Sheet
from desktop.paths import atomic_write

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_HEADINGS = {0: (29, 240), 1: (25, 200), 2: (23, 140), 3: (23, 100)}  # half points, space before in twentieths
_TEXT_WIDTH = 9_300  # twentieths of a point
_INDENT = 540
_LAST_CELLS = "\u00a0" * 8  # two of a rule: they hold the mark behind on their line, and end no line as white space
_SPACES = "　\u00a0"


def write_sheets_docx(path: Path, sheets: Sequence[Sheet]) -> None:
    """As ``write_sheets_pdf``, for Word, which counts the pages itself. Raises FileUnwritable."""
    root = etree.Element(_tag("document"), nsmap={"w": _W, "r": _R})
    body = etree.SubElement(root, _tag("body"))
    for number, sheet in enumerate(sheets, 1):
        _add_head(body, sheet)
        for block in sheet.body:
            if isinstance(block, Heading):
                _add_heading(body, block)
            else:
                _add_exercise(body, block)
        _end_section(body, number)
    for number, sheet in enumerate(sheets, 1):
        _add_key(body, sheet, number, last=number == len(sheets))
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            [("styles", "styles.xml"), *(("footer", f"footer{n}.xml") for n in range(1, len(sheets) + 1))]
        ),
        "word/styles.xml": _styles(),
        "word/document.xml": _bytes(root),
    }
    parts |= {f"word/footer{number}.xml": _footer(sheet) for number, sheet in enumerate(sheets, 1)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    try:
        atomic_write(path, packed.getvalue())
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error


def _add_head(body: etree._Element, sheet: Sheet) -> None:
    _paragraph(body, [sheet.title], size=34, bold=True, align="center")
    if sheet.subtitle:
        _paragraph(body, [sheet.subtitle], size=28, bold=True, align="center")
    if sheet.remark:
        _paragraph(body, [sheet.remark], size=21, align="center")
    if sheet.fields:
        pieces: list[str | Gap] = []
        for field in sheet.fields:
            pieces += ["　" if pieces else "", f"{field}{sheet.words.colon}", Gap(9 if field == sheet.fields[0] else 6)]
        _paragraph(body, pieces, size=21, align="center", before=80, after=160)
    if sheet.score:
        _add_score(body, sheet)


def _add_score(body: etree._Element, sheet: Sheet) -> None:
    table = etree.SubElement(body, _tag("tbl"))
    look = etree.SubElement(table, _tag("tblPr"))
    _set(etree.SubElement(look, _tag("jc")), val="center")
    borders = etree.SubElement(look, _tag("tblBorders"))
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _set(etree.SubElement(borders, _tag(edge)), val="single", sz="4", color="222222")
    widths = [1_000] + [min(1_150, 8_200 // len(sheet.score))] * len(sheet.score)
    grid = etree.SubElement(table, _tag("tblGrid"))
    for width in widths:
        _set(etree.SubElement(grid, _tag("gridCol")), w=str(width))
    for texts in ((sheet.words.number, *sheet.score), (sheet.words.points, *[""] * len(sheet.score))):
        row = etree.SubElement(table, _tag("tr"))
        for text, width in zip(texts, widths, strict=True):
            cell = etree.SubElement(row, _tag("tc"))
            _set(etree.SubElement(etree.SubElement(cell, _tag("tcPr")), _tag("tcW")), w=str(width), type="dxa")
            _paragraph(cell, [text], size=21, align="center")
    _paragraph(body, [""], size=12)


def _add_heading(body: etree._Element, heading: Heading) -> None:
    size, before = _HEADINGS[heading.level]
    style = f"Heading{heading.level or 1}"
    _paragraph(body, [heading.text], size=size, bold=heading.level < 3, before=before, keep=True, style=style)


def _add_exercise(body: etree._Element, exercise: Exercise) -> None:
    more = bool(exercise.options or exercise.lines)
    _paragraph(body, [f"{exercise.number}．\t", *exercise.content], hang=_INDENT, keep=more, after=0 if more else 60)
    lettered = [f"{chr(65 + number)}．{option}" for number, option in enumerate(exercise.options)]
    longest = max(map(len, lettered), default=0)
    columns = next(n for n in (4, 2, 1) if n == 1 or (len(lettered) % n == 0 and longest <= 34 // n))
    for at in range(0, len(lettered), columns):
        row = "\t".join(lettered[at : at + columns])
        stops = [_INDENT + _TEXT_WIDTH * n // columns for n in range(1, columns)]
        final = at + columns >= len(lettered)
        _paragraph(body, [row], left=_INDENT, stops=stops, keep=not final, after=60 if final else 0)
    for _ in range(exercise.lines):
        _paragraph(body, [Gap(34)], left=_INDENT)


def _add_key(body: etree._Element, sheet: Sheet, number: int, *, last: bool) -> None:
    """The key, in two columns of one section under its title."""
    _paragraph(
        body, [" ".join(filter(None, (sheet.label, sheet.words.key)))], size=28, bold=True, align="center", after=120
    )
    _end_section(body, number)
    short = all(len(key.text) < 22 for key in sheet.key)
    for key in sheet.key:
        if key.number:
            _paragraph(body, [f"{key.number}．\t", key.text], size=21, hang=_INDENT)
        else:
            _paragraph(body, [key.text], size=21, bold=True, before=120, keep=True)
    _end_section(body, number, continuous=True, columns=2 if short else 1, last=last)


def _end_section(
    body: etree._Element, number: int, *, continuous: bool = False, columns: int = 1, last: bool = False
) -> None:
    """End a section with the footer ``number``; what comes before is of it, whatever it is called."""
    if last:
        section = etree.SubElement(body, _tag("sectPr"))
    else:
        made = etree.SubElement(body, _tag("p"))
        look = etree.SubElement(made, _tag("pPr"))
        _set(etree.SubElement(look, _tag("spacing")), line="20", lineRule="exact")
        section = etree.SubElement(look, _tag("sectPr"))
    reference = etree.SubElement(section, _tag("footerReference"))
    _set(reference, type="default")
    reference.set(f"{{{_R}}}id", f"rId{number + 1}")
    _set(etree.SubElement(section, _tag("type")), val="continuous" if continuous else "nextPage")
    _set(etree.SubElement(section, _tag("pgSz")), w="11906", h="16838")
    margins = {"top": "1247", "right": "1304", "bottom": "1247", "left": "1304", "header": "720", "footer": "720"}
    _set(etree.SubElement(section, _tag("pgMar")), **margins, gutter="0")
    if not continuous:
        _set(etree.SubElement(section, _tag("pgNumType")), start="1")
    _set(etree.SubElement(section, _tag("cols")), num=str(columns), space="560")


def _paragraph(
    parent: etree._Element,
    pieces: Sequence[str | Gap],
    *,
    size: int = 23,
    bold: bool = False,
    align: str = "",
    style: str = "",
    keep: bool = False,
    before: int = 0,
    after: int = 0,
    left: int = 0,
    hang: int = 0,
    stops: Sequence[int] = (),
) -> None:
    """``size`` in half points, distances in twentieths; ``keep`` keeps it with what follows."""
    made = etree.SubElement(parent, _tag("p"))
    look = etree.SubElement(made, _tag("pPr"))
    if style:
        _set(etree.SubElement(look, _tag("pStyle")), val=style)
    if keep:
        etree.SubElement(look, _tag("keepNext"))
    if stops or hang:
        tabs = etree.SubElement(look, _tag("tabs"))
        for stop in stops or (hang,):
            _set(etree.SubElement(tabs, _tag("tab")), val="left", pos=str(stop))
    _set(etree.SubElement(look, _tag("spacing")), before=str(before), after=str(after), line="330", lineRule="auto")
    if hang or left:
        _set(etree.SubElement(look, _tag("ind")), left=str(left or hang), hanging=str(hang))
    if align:
        _set(etree.SubElement(look, _tag("jc")), val=align)
    for piece in pieces:
        gap = isinstance(piece, Gap)
        words = f"{'　' * (piece.width - 2)}{_LAST_CELLS}" if isinstance(piece, Gap) else piece
        for number, text in enumerate(words.split("\t")):
            run = etree.SubElement(made, _tag("r"))
            shape = etree.SubElement(run, _tag("rPr"))
            _set(etree.SubElement(shape, _tag("rFonts")), hint="eastAsia")
            if bold:
                etree.SubElement(shape, _tag("b"))
            _set(etree.SubElement(shape, _tag("sz")), val=str(size))
            if gap:
                _set(etree.SubElement(shape, _tag("u")), val="single")
            if number:
                etree.SubElement(run, _tag("tab"))
            said = etree.SubElement(run, _tag("t"))
            said.text = "".join(char for char in text if char.isprintable() or char in _SPACES)
            said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _footer(sheet: Sheet) -> bytes:
    root = etree.Element(_tag("ftr"), nsmap={"w": _W})
    made = etree.SubElement(root, _tag("p"))
    _set(etree.SubElement(etree.SubElement(made, _tag("pPr")), _tag("jc")), val="center")
    before, _, after = sheet.words.page.partition("{page}")
    before = f"{sheet.label}　{before}".strip("　")
    for text in (before, "PAGE", after.partition("　")[0].rstrip(" ,/")):
        if text == "PAGE":
            field = etree.SubElement(made, _tag("fldSimple"))
            _set(field, instr="PAGE")
            parent, text = field, "1"
        else:
            parent = made
        run = etree.SubElement(parent, _tag("r"))
        _set(etree.SubElement(etree.SubElement(run, _tag("rPr")), _tag("sz")), val="18")
        words = etree.SubElement(run, _tag("t"))
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return _bytes(root)


def _styles() -> bytes:
    """Type and the styles of headings, by which Word's own outline shows the parts."""
    root = etree.Element(_tag("styles"), nsmap={"w": _W})
    look = etree.SubElement(
        etree.SubElement(etree.SubElement(root, _tag("docDefaults")), _tag("rPrDefault")), _tag("rPr")
    )
    _set(etree.SubElement(look, _tag("rFonts")), ascii="Times New Roman", hAnsi="Times New Roman", eastAsia="宋体")
    _set(etree.SubElement(look, _tag("lang")), eastAsia="zh-CN")
    _style(root, "Normal", "Normal", default=True)
    for level in (1, 2, 3):
        style = _style(root, f"Heading{level}", f"heading {level}")
        _set(etree.SubElement(etree.SubElement(style, _tag("pPr")), _tag("outlineLvl")), val=str(level - 1))
    return _bytes(root)


def _style(root: etree._Element, identity: str, name: str, *, default: bool = False) -> etree._Element:
    style = etree.SubElement(root, _tag("style"))
    _set(style, type="paragraph", styleId=identity, **({"default": "1"} if default else {}))
    _set(etree.SubElement(style, _tag("name")), val=name)
    if not default:
        _set(etree.SubElement(style, _tag("basedOn")), val="Normal")
    return style


def _types(footers: int) -> bytes:
    overrides = [("document", "document.main"), ("styles", "styles")]
    overrides += [(f"footer{number}", "footer") for number in range(1, footers + 1)]
    made = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_MIME}.{kind}+xml"/>' for part, kind in overrides
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{rels}{made}</Types>'.encode()


def _relations(targets: Sequence[tuple[str, str]]) -> bytes:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'.encode()


def _bytes(root: etree._Element) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _set(element: etree._Element, **values: str) -> None:
    for name, value in values.items():
        element.set(_tag(name), value)


def _tag(name: str) -> str:
    return f"{{{_W}}}{name}"
