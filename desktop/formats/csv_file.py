"""Tables that spreadsheets and Anki read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.anki import AnkiNote
from desktop.domain.errors import FileUnwritable, NothingToExport
from desktop.paths import atomic_write

COLUMNS = ("题目", "答案", "原句", "类别", "文章", "位置", "出处", "标签", "编号")
GAP = "____"
# A spreadsheet takes a cell that begins so for a formula, white space before it or not.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def write_csv(path: Path, notes: Sequence[AnkiNote], *, bom: bool = True) -> int:
    """Write ``notes`` to ``path``, one a row under a line of COLUMNS, in UTF-8; the number written.

    ``bom`` puts the mark before it without which Excel takes Chinese for another encoding. Cells that a
    spreadsheet would compute get an apostrophe in front. Raises NothingToExport and FileUnwritable.
    """
    if not notes:
        raise NothingToExport
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in _cells(note)] for note in notes)
    try:
        atomic_write(path, table.getvalue().encode("utf-8-sig" if bom else "utf-8"))
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error
    return len(notes)


def _cells(note: AnkiNote) -> tuple[str, ...]:
    return (
        _question(note),
        note.answer,
        note.sentence,
        note.kind,
        note.article,
        " › ".join(note.headings),
        note.source,
        " ".join(note.tags),
        note.guid,
    )


def _question(note: AnkiNote) -> str:
    parts, done = [], 0
    for start, end in sorted(note.blanks):
        if done <= start < end:
            parts += [note.sentence[done:start], GAP]
            done = end
    return "".join(parts) + note.sentence[done:]


def _harmless(cell: str) -> str:
    # A spreadsheet drops control characters, and with them what hid the formula.
    plain = _CONTROL.sub(" ", cell)
    return f"'{plain}" if plain.lstrip().startswith(_FORMULA_STARTS) else plain
