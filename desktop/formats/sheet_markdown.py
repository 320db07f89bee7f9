"""Exercises and papers as Markdown: headings, sentences with gaps, answers at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.errors import FileUnwritable
from desktop.domain.printed import Heading, Sheet, plain
from desktop.paths import atomic_write

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~]|&(?=#?\w+;))")
_BEGINS_BLOCK = re.compile(r"^(\d*)([.)](?=\s|$)|[-+=])")  # a list, a rule, an underline


def write_sheets_markdown(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write ``sheets``, then their answers. Raises FileUnwritable."""
    lines: list[str] = []
    for sheet in sheets:
        lines += [f"# {_plain(' '.join(filter(None, (sheet.title, sheet.subtitle))))}", ""]
        if sheet.remark:
            lines += [_plain(sheet.remark), ""]
        for block in sheet.body:
            if isinstance(block, Heading):
                if lines[-1]:
                    lines.append("")
                lines += [f"{'#' * (block.level + 2)} {_plain(block.text)}", ""]
                continue
            lines.append(f"{block.number}. {_plain(plain(block.content))}")
            if block.options:
                lines += ["", *(f"    - {chr(65 + n)}. {_plain(each)}" for n, each in enumerate(block.options)), ""]
        lines.append("")
    for sheet in sheets:
        lines += [f"## {_plain(' '.join(filter(None, (sheet.label, sheet.words.key))))}", ""]
        for key in sheet.key:
            lines += [f"{key.number}. {_plain(key.text)}"] if key.number else ["", f"**{_plain(key.text)}**", ""]
        lines.append("")
    try:
        atomic_write(path, ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace"))
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error


def _plain(text: str) -> str:
    """Text that Markdown takes for text, wherever it stands."""
    text = _SPECIAL.sub(r"\\\1", text.replace("\n", " ").strip(" \t"))
    return _BEGINS_BLOCK.sub(r"\1\\\2", text)
