"""PDF files with a text layer: lines joined to paragraphs, running heads and page numbers left out."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pypdfium2

from desktop.domain.article import RawText
from desktop.domain.errors import DamagedFile, FileEmpty, FileProtected, FileTooLarge, OnlyPictures
from desktop.domain.numbering import STYLES
from desktop.domain.progress import Progress, SilentProgress
from desktop.formats.text_file import read_bytes

MOST_BYTES = 256 * 1024 * 1024
MOST_PAGES = 20_000
MOST_CHARACTERS = 20_000_000

# PDFium may be used by one thread at a time.
_PDFIUM = threading.Lock()
_SENTENCE_END = re.compile(r"[。！？；：…][”’」』）)]*$|[.!?:;][\"')]*$")
_PAGE_NUMBER = re.compile(r"[—–\-·.\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*[/／]\s*\d{1,4})?(?:\s*页)?[—–\-·.\s]*")
_FIGURES = re.compile(r"\d+")
_BULLET = re.compile(r"[●○■□◆◇★☆►▪•·—–\-]\s*\S|[A-Za-z][.、）)]|答[:：]|问[:：]")
_LATIN = re.compile(r"[A-Za-z0-9,;]")
# A line that ends more than this many characters before the right margin ends its paragraph.
_SHORT_BY = 2.5
_INDENT = 1.2
_FEWEST_OF_A_COLUMN = 6
_MOST_EDGES = 200  # places where a second column may begin


class _Line(NamedTuple):
    """A printed line: its text, left and right edge and height in points."""

    text: str
    left: float
    right: float
    size: float


def read_pdf_file(path: Path, progress: Progress | None = None) -> RawText:
    """The text of a PDF, a paragraph a line. ``progress`` is told after each page.

    A page number, and a head or foot that comes again on other pages, is left out. Raises what
    ``read_bytes`` raises, FileProtected, DamagedFile, FileTooLarge, OnlyPictures (a scan), FileEmpty.
    """
    data = read_bytes(path, MOST_BYTES)
    with _PDFIUM:
        pages, pictures = _read_pages(data, str(path), progress or SilentProgress())
    printed = sum(len(line.text) for page in pages for line in page)
    if pictures and printed < 10 * len(pages):
        raise OnlyPictures(path=str(path), pictures=pictures)
    text = "\n".join(_paragraphs(_without_margins(pages)))
    if not text.strip():
        raise FileEmpty(path=str(path))
    return RawText(text + "\n", path.name, "pdf", data)


def _read_pages(data: bytes, path: str, progress: Progress) -> tuple[list[list[_Line]], int]:
    """The lines of each page, and how many pages hold a picture but hardly any text."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise FileProtected(path=path) from error
        raise DamagedFile(path=path, reason=str(error)) from error
    try:
        if len(document) > MOST_PAGES:
            raise FileTooLarge(path=path, bytes=len(data), limit=MOST_BYTES)
        pages: list[list[_Line]] = []
        pictures = characters = 0
        for index in range(len(document)):
            lines, is_picture = _read_page(document, index)
            pages.append(lines)
            pictures += is_picture
            characters += sum(len(line.text) for line in lines)
            if characters > MOST_CHARACTERS:
                raise FileTooLarge(path=path, bytes=characters, limit=MOST_CHARACTERS)
            progress.advance(index + 1, len(document))
        return pages, pictures
    finally:
        document.close()


def _read_page(document: pypdfium2.PdfDocument, index: int) -> tuple[list[_Line], bool]:
    """The lines of a page, a damaged page has none; and whether it is a picture without text."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return [], False
    try:
        text_page = page.get_textpage()
        lines = list(_lines(text_page))
        is_picture = sum(len(line.text) for line in lines) < 10 and any(
            page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        )
        text_page.close()
    except pypdfium2.PdfiumError:
        return [], False
    finally:
        page.close()
    return lines, is_picture


def _lines(text_page: pypdfium2.PdfTextPage) -> Iterator[_Line]:
    """The lines of a page in reading order with the boxes of their first and last character."""
    text = text_page.get_text_range()
    count = text_page.count_chars()
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        content = line.strip("\r\ufffe\x00 \t\u3000\u200b\xa0")
        if content:
            first = start + line.index(content[0])
            last = start + line.rindex(content[-1])
            if last < count and len(text) <= count:
                left, bottom, _, top = text_page.get_charbox(first)
                _, _, right, _ = text_page.get_charbox(last)
                yield _Line(_plain(content), left, right, max(top - bottom, 1.0))
            else:
                yield _Line(_plain(content), 0.0, 0.0, 0.0)
        start = end + 1


def _plain(line: str) -> str:
    return line.replace("\r", "").replace("\x00", "").replace("\ufffe", "-")


def _without_margins(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Pages without the first and last lines that are page numbers or come again on many pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_FIGURES.sub("#", line.text) for line in (*page[:2], *page[-2:]) if len(line.text) <= 60})
    often = max(3, len(pages) // 4)
    repeated = {text for text, count in edges.items() if count >= often and len(pages) > 2}
    kept = []
    for page in pages:
        lines = list(page)
        for place in (0, -1):
            for _ in range(2):
                if lines and (
                    _PAGE_NUMBER.fullmatch(lines[place].text) or _FIGURES.sub("#", lines[place].text) in repeated
                ):
                    del lines[place]
        kept.append(lines)
    return kept


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> Iterator[str]:
    """Lines joined to paragraphs by where they begin and end, across pages too."""
    paragraph = ""
    before: _Line | None = None
    margins: tuple[float, float, float] | None = None
    for page in pages:
        columns = _columns(page)
        for line in page:
            # What ends a column or a page is judged by its own margins.
            own = next((found for start, found in reversed(columns) if line.left >= start), columns[0][1])
            if before is not None and _begins_paragraph(before, line, margins or own, own):
                yield paragraph
                paragraph = ""
            paragraph = _join(paragraph, line.text)
            before, margins = line, own
    if paragraph:
        yield paragraph


def _columns(page: Sequence[_Line]) -> list[tuple[float, tuple[float, float, float]]]:
    """Where the columns of a page begin, each with its margins; one for a page that is not parted."""
    for start in (
        sorted({round(line.left) for line in page})[:_MOST_EDGES] if len(page) >= 2 * _FEWEST_OF_A_COLUMN else ()
    ):
        left = [line for line in page if line.right <= start + _INDENT]
        right = [line for line in page if line.left >= start - _INDENT]
        if min(len(left), len(right)) >= _FEWEST_OF_A_COLUMN and 5 * (len(left) + len(right)) >= 4 * len(page):
            return [(0.0, _margins(left)), (start - _INDENT, _margins(right))]
    return [(0.0, _margins(page))] if page else []


def _margins(page: Sequence[_Line]) -> tuple[float, float, float]:
    """The left and right margin of a page's text and the size of its characters."""
    lefts = sorted(line.left for line in page)
    rights = sorted(line.right for line in page)
    size = median(line.right - line.left for line in page) / max(median(len(line.text) for line in page), 1)
    return lefts[len(lefts) // 8], rights[-1 - len(rights) // 8], max(size, 1.0)


def _begins_paragraph(
    before: _Line, line: _Line, margins: tuple[float, float, float], own: tuple[float, float, float]
) -> bool:
    """Whether ``line``, between the margins ``own``, begins a paragraph after the one ``before`` between its own."""
    before_left, right, size = margins
    left = own[0]
    if _is_labelled(line.text):
        return True
    if before.right < right - _SHORT_BY * size:
        return True
    if line.left <= left + _INDENT * size or _is_labelled(before.text):  # a list's lines hang below its label
        return False
    return _SENTENCE_END.search(before.text) is not None or before.left <= before_left + _INDENT * size


def _is_labelled(line: str) -> bool:
    return any(style.pattern.match(line) for style in STYLES) or _BULLET.match(line) is not None


def _join(paragraph: str, line: str) -> str:
    if not paragraph:
        return line
    if _LATIN.match(line[0]) and _LATIN.match(paragraph[-1]):
        return f"{paragraph} {line}"
    return paragraph + line
