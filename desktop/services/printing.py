"""Putting exercises, papers and articles on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import UnknownExport
from desktop.domain.printed import Printed, PrintWords, Sheet

if TYPE_CHECKING:
    from desktop.services.article_library import ArticleLibrary


def write_sheets(path: Path, sheets: Sequence[Sheet]) -> str:
    """Write ``sheets`` in the format that the name's ending tells: PDF, Word or Markdown.

    The characters that no font had for a PDF, which has a □ in their stead.

    Raises FontMissing (a PDF only) and FileUnwritable; a file that was there before is kept then.
    """
    match path.suffix.lower():
        case ".pdf":
            from desktop.formats.sheet_pdf import write_sheets_pdf

            return write_sheets_pdf(path, sheets)
        case ".docx":
            from desktop.formats.sheet_docx import write_sheets_docx

            write_sheets_docx(path, sheets)
        case _:
            from desktop.formats.sheet_markdown import write_sheets_markdown

            write_sheets_markdown(path, sheets)
    return ""


def write_marked_article(library: ArticleLibrary, path: Path, article_id: str, words: PrintWords) -> Printed:
    """Write an article with its phrases marked, as PDF; how many phrases.

    Raises UnknownExport for a name that ends otherwise, NotFound, FontMissing and FileUnwritable.
    """
    if path.suffix.lower() != ".pdf":
        raise UnknownExport(path=str(path), allowed=".pdf")
    from desktop.formats.article_pdf import write_article_pdf

    opened = library.open(article_id)
    return write_article_pdf(path, opened.article, opened.sections, opened.phrases, words)
