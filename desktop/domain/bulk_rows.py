"""Many rows a statement: half the time of as many statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_ROWS = 32  # the values of so many fit into one statement of every SQLite


def bulk_inserts(into: str, row: str, values: Sequence[Any]) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    """Statements for ``executemany``, each with its values, that add the rows of which ``values`` is the flat list.

    ``into`` is the table, with columns if need be, ``row`` the expressions of one row with ``?`` for each value.
    """
    width = row.count("?")
    size = width * _ROWS
    many = len(values) // size * size
    for rows, some in ((_ROWS, values[:many]), (1, values[many:])):
        if some:
            places = ", ".join([f"({row})"] * rows)
            yield f"INSERT INTO {into} VALUES {places}", zip(*[iter(some)] * (width * rows), strict=True)
