"""Cards as a Markdown page: headings, sentences with gaps, answers at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.anki import AnkiNote
from desktop.domain.errors import FileUnwritable, NothingToExport
from desktop.formats.worksheet import make_parts
from desktop.paths import atomic_write

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write_markdown(path: Path, notes: Sequence[AnkiNote], title: str, key: str) -> int:
    """Write ``notes`` under ``title``, their answers under ``key``; how many.

    Raises NothingToExport and FileUnwritable.
    """
    if not notes:
        raise NothingToExport
    lines = [f"# {_plain(title)}", ""]
    parts = make_parts(notes)
    article = None
    for part in parts:
        if part.article and part.article != article:
            lines += [f"## {_plain(part.article)}", ""]
        article = part.article
        if part.heading:
            lines += [f"### {_plain(part.heading)}", ""]
        lines += [f"{item.number}. {_plain(item.text)}" for item in part.items]
        lines.append("")
    lines += [f"## {_plain(key)}", ""]
    lines += [f"{item.number}. {_plain(item.answer)}" for part in parts for item in part.items]
    try:
        atomic_write(path, ("\n".join(lines) + "\n").encode("utf-8", "replace"))
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error
    return len(notes)


def _plain(text: str) -> str:
    """Text that Markdown takes for text."""
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
