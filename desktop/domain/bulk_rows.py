"""Many rows a statement: half the time of as many statements.

The statements are as long as may be, since each must win Python's lock back after its work: with another thread
busy, 200,000 rows take 10 s by 128 and 0.6 s by 4,000 a statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_VALUES = 32_000  # of one statement; SQLite takes 32,766
_FEWER = (128, 8, 1)  # rows at once, for the rest


def rows_at_once(width: int) -> int:
    """How many rows of ``width`` values fit into one statement."""
    return max(1, _VALUES // width)


def bulk_inserts(into: str, row: str, values: Sequence[Any]) -> Iterator[tuple[str, Iterator[Sequence[Any]]]]:
    """Statements for ``executemany``, each with its values, that add the rows of which ``values`` is the flat list.

    ``into`` is the table, with columns if need be, ``row`` the expressions of one row with ``?`` for each value.
    """
    width = row.count("?")
    left, start = len(values) // width, 0
    for rows in (rows_at_once(width), *_FEWER):
        times, left = divmod(left, rows)
        if times:
            places, stop = ", ".join([f"({row})"] * rows), start + times * rows * width
            yield f"INSERT INTO {into} VALUES {places}", _pieces(values, start, stop, rows * width)
            start = stop


def _pieces(values: Sequence[Any], start: int, stop: int, size: int) -> Iterator[Sequence[Any]]:
    for at in range(start, stop, size):
        yield values[at : at + size]
