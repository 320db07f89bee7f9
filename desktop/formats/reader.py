"""Any document as text: which format it is, told by its content first and by its name second."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from desktop.domain.article import RawText
from desktop.domain.errors import DamagedFile, FileEmpty, UnsupportedFormat
from desktop.domain.progress import Progress
from desktop.formats.text_file import decode_text, read_bytes

_SNIFFED = 4096
MOST_BYTES = 256 * 1024 * 1024
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_OTHERS = (b"{\\rtf", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"SQLite format 3\x00", b"\x7fELF", b"MZ\x90")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_STARTS = (b"<!doctype html", b"<html")
_PLAIN_SUFFIXES = {".xml", ".srt"}
_HTML_SUFFIXES = {".html", ".htm", ".xhtml", ".shtml"}
_MAIL_SUFFIXES = {".mht", ".mhtml", ".eml"}
_MARKDOWN_SUFFIXES = {".md", ".markdown", ".mdown"}


def read_document(path: Path, progress: Progress | None = None) -> RawText:
    """The text of ``path`` in whatever supported format; ``progress`` is told by long PDFs.

    Each format's module is imported only when one comes. Raises the AppErrors of that module, and
    UnsupportedFormat for pictures, other archives and programs.
    """
    data = read_bytes(path, MOST_BYTES)
    head, suffix = data[:_SNIFFED], path.suffix.lower()
    if not data.strip():
        raise FileEmpty(path=str(path))
    if b"%PDF-" in head[:1024]:
        from desktop.formats.pdf_file import read_pdf_file

        return read_pdf_file(path, progress)
    if head.startswith(b"PK\x03\x04") or suffix in (".docx", ".epub"):
        return _read_zipped(path, data)
    if head.startswith(_OLE):
        return _read_ole(path, data)
    if head.startswith((*_PICTURES[:3], *_OTHERS)) or (suffix and head.startswith(_PICTURES[3:]) and b"\x00" in head):
        raise UnsupportedFormat(path=str(path), suffix=suffix)
    if suffix in _HTML_SUFFIXES or (suffix not in _PLAIN_SUFFIXES and _looks_like_html(head)):
        from desktop.formats.html_file import read_html_file

        return read_html_file(path)
    if suffix in _MAIL_SUFFIXES:
        from desktop.formats.mail_file import looks_like_mail, read_mail_file

        if looks_like_mail(head):
            return read_mail_file(path)
    if suffix in _MARKDOWN_SUFFIXES:
        from desktop.formats.markdown_file import read_markdown_file

        return read_markdown_file(path)
    return decode_text(data, path.name)


def read_chapters(path: Path) -> list[RawText]:
    """The chapters of an electronic book, each to be an article of its own; empty for anything else.

    Raises what reading the book raises.
    """
    data = read_bytes(path, MOST_BYTES)
    if not data.startswith(b"PK\x03\x04"):
        return []
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            is_book = "META-INF/container.xml" in archive.namelist() and "word/document.xml" not in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return []
    if not is_book:
        return []
    from desktop.formats.epub_file import read_epub_chapters

    return read_epub_chapters(path)


def _read_zipped(path: Path, data: bytes) -> RawText:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DamagedFile(path=str(path), reason=str(error)) from error
    if "word/document.xml" in names:
        from desktop.formats.docx_file import read_docx_file

        return read_docx_file(path)
    if "META-INF/container.xml" in names:
        from desktop.formats.epub_file import read_epub_file

        return read_epub_file(path)
    raise UnsupportedFormat(path=str(path), suffix=path.suffix.lower())


def _read_ole(path: Path, data: bytes) -> RawText:
    """A legacy Word document, told from Excel's and others of the same container by its stream's name."""
    if "WordDocument".encode("utf-16-le") not in data:
        raise UnsupportedFormat(path=str(path), suffix=path.suffix.lower())
    from desktop.formats.doc_file import read_doc_file

    return read_doc_file(path)


def _looks_like_html(head: bytes) -> bool:
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return start.startswith(_HTML_STARTS) or (start.startswith(b"<?xml") and b"<html" in start[:1024])
