"""Electronic books (.epub): the chapters in the order of the book's spine."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from desktop.domain.article import RawText
from desktop.domain.errors import DamagedFile, FileEmpty, FileProtected, NotText
from desktop.formats.archive import Archive
from desktop.formats.html_file import block_lines, parse_html
from desktop.formats.text_file import decode_text, read_bytes

MOST_CHAPTERS = 2_000
MOST_BYTES_OF_A_CHAPTER = 8 * 1024 * 1024
_CONTAINER = "META-INF/container.xml"
_SHORTEST_CHAPTER = 20


def read_epub_chapters(path: Path) -> list[RawText]:
    """The chapters of a book in reading order; each one's name is its first line, its book the title of the book.

    Pages with hardly any text (cover, picture pages) are left out. Raises what ``read_bytes`` and ``Archive``
    raise, DamagedFile, FileEmpty, FileProtected (a book with copy protection).
    """
    data = read_bytes(path)
    archive = Archive(data, str(path))
    if "META-INF/rights.xml" in archive.names:
        raise FileProtected(path=str(path))
    try:
        title, names = _read_spine(archive, str(path))
    except etree.XMLSyntaxError as error:
        raise DamagedFile(path=str(path), reason=str(error)) from error
    chapters = []
    for name in names[:MOST_CHAPTERS]:
        try:
            markup = decode_text(archive.read(name, MOST_BYTES_OF_A_CHAPTER), name).text
        except (FileEmpty, NotText):
            continue
        lines = block_lines(parse_html(markup, str(path)).find("body"))
        if sum(map(len, lines)) >= _SHORTEST_CHAPTER:
            heading = lines[0].lstrip("# ")[:40]
            chapters.append(RawText("\n".join(lines) + "\n", heading, "epub", book=title or path.stem))
    if not chapters:
        raise FileEmpty(path=str(path))
    return chapters


def read_epub_file(path: Path) -> RawText:
    """A whole book as one text, chapter after chapter, with the bytes of the file."""
    chapters = read_epub_chapters(path)
    return RawText("\n".join(chapter.text for chapter in chapters), path.name, "epub", read_bytes(path))


def _read_spine(archive: Archive, path: str) -> tuple[str, list[str]]:
    """The book's title and the archive names of its chapters in reading order."""
    container = _parse(archive.read(_CONTAINER))
    package_name = next((str(node.get("full-path")) for node in container.iter("{*}rootfile")), "")
    if package_name not in archive.names:
        raise DamagedFile(path=path, reason="no package document")
    package = _parse(archive.read(package_name))
    folder = posixpath.dirname(package_name)
    items = {
        str(item.get("id")): posixpath.normpath(posixpath.join(folder, unquote(str(item.get("href", "")))))
        for item in package.iter("{*}item")
        if "html" in str(item.get("media-type", ""))
    }
    order = [items.get(str(reference.get("idref")), "") for reference in package.iter("{*}itemref")]
    title = next((str(node.text or "").strip() for node in package.iter("{http://purl.org/dc/elements/1.1/}title")), "")
    return title, [name for name in order if name in archive.names]


def _parse(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)
