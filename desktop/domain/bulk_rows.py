"""Many rows a statement: half the time of as many statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

_ROWS = (128, 8, 1)  # the values of so many fit into one statement


def bulk_inserts(into: str, row: str, values: Sequence[Any]) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    """Statements for ``executemany``, each with its values, that add the rows of which ``values`` is the flat list.

    ``into`` is the table, with columns if need be, ``row`` the expressions of one row with ``?`` for each value.
    """
    width = row.count("?")
    left, each = len(values), iter(values)
    for rows in _ROWS:
        times, left = divmod(left, width * rows)
        if times:
            places = ", ".join([f"({row})"] * rows)
            yield f"INSERT INTO {into} VALUES {places}", islice(zip(*[each] * (width * rows), strict=False), times)
