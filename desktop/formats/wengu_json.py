"""Everything as JSON, read back: what ``wengu export all.json`` wrote, a row at a time (docs/json.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from desktop.domain.errors import DamagedFile, FileMissing, FileTooLarge, FileUnreadable, NotAFile, NotWenguJson

MOST_ROW_BYTES = 32 << 20  # an article with its original is one row
MOST_BYTES = 2 << 30
# Between rows: a list begins, is empty, or ends.
_BETWEEN = re.compile(rb'(?:"(?P<open>[a-z_]+)": \[|"[a-z_]+": \[\](?:,|(?P<end>\}))|(?P<close>\])(?:,|(?P<last>\})))')
_HEAD = b'{"format": "wengu", "version": 1'


def read_wengu_json(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with the name of its table, in the file's order; memory holds one of them.

    The file is as it was written, a row a line: one that a program laid out anew is refused. Raises FileMissing,
    NotAFile, FileUnreadable, NotWenguJson, DamagedFile and FileTooLarge.
    """
    try:
        if not path.exists():
            raise FileMissing(path=str(path))
        if not path.is_file():
            raise NotAFile(path=str(path))
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise FileTooLarge(path=str(path), bytes=size, limit=MOST_BYTES)
        with path.open("rb") as file:
            if not file.read(len(_HEAD) + 1).startswith(_HEAD):
                raise NotWenguJson(path=str(path))
            yield from _rows(file, path)
    except OSError as error:
        raise FileUnreadable(path=str(path), reason=error.strerror or str(error)) from error


def _rows(file: BinaryIO, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    table = ""
    ended = False
    number = 1
    file.readline(MOST_ROW_BYTES)
    while line := file.readline(MOST_ROW_BYTES + 1):
        number += 1
        if len(line) > MOST_ROW_BYTES:
            raise FileTooLarge(path=str(path), bytes=len(line), limit=MOST_ROW_BYTES)
        line = line.strip()
        if line.startswith(b"{") and table:
            yield table, _row(line.removesuffix(b","), path, number)
        elif line and (found := _BETWEEN.fullmatch(line)) and not ended and bool(found["close"]) is bool(table):
            table = (found["open"] or b"").decode()
            ended = bool(found["end"] or found["last"])
        elif line:
            raise DamagedFile(path=str(path), reason=f"line {number}")
    if not ended:
        raise DamagedFile(path=str(path), reason=f"line {number}: the end is missing")


def _row(line: bytes, path: Path, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise DamagedFile(path=str(path), reason=f"line {number}: {error}") from error
    if not isinstance(row, dict):
        raise DamagedFile(path=str(path), reason=f"line {number}")
    return row


def _no_number(name: str) -> float:
    raise ValueError(name)
