"""Finding what an id, or the beginning of one, names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.domain.errors import Ambiguous, NotFound

if TYPE_CHECKING:
    from sqlalchemy import Connection

SHORTEST_PREFIX = 6


def find_article(connection: Connection, prefix: str, *, trashed: bool = False) -> str:
    """The whole id of the one article whose id starts so, not in the trash or (``trashed``) in it.

    Raises NotFound and Ambiguous.
    """
    return _find(connection, "articles", "article", prefix, f"trashed_at IS {'NOT' if trashed else ''} NULL")


def find_card(connection: Connection, prefix: str) -> str:
    """The whole id of the one card, not in the trash, whose id starts so. Raises NotFound and Ambiguous."""
    return _find(connection, "cards", "card", prefix, "trashed = 0")


def article_key(connection: Connection, article_id: str) -> int:
    """The key of an article by its whole id. Raises NotFound."""
    key = connection.exec_driver_sql("SELECT id FROM articles WHERE uuid = ?", (article_id,)).scalar()
    if key is None:
        raise NotFound(what="article", name=article_id)
    return int(key)


def article_keys(connection: Connection, ids: Sequence[str]) -> tuple[int, ...]:
    """The keys of those articles that are there, by their whole ids."""
    if not ids:
        return ()
    marks = ", ".join("?" * len(ids))
    rows = connection.exec_driver_sql(f"SELECT id FROM articles WHERE uuid IN ({marks}) ORDER BY id", tuple(ids))
    return tuple(row[0] for row in rows)


def _find(connection: Connection, table: str, what: str, prefix: str, condition: str) -> str:
    prefix = prefix.lower()
    if len(prefix) < SHORTEST_PREFIX or not set(prefix) <= set("0123456789abcdef-"):
        raise NotFound(what=what, name=prefix)
    found = connection.exec_driver_sql(
        f"SELECT uuid FROM {table} WHERE uuid >= ? AND uuid < ? AND {condition} LIMIT 2", (prefix, prefix + "g")
    ).fetchall()
    if not found:
        raise NotFound(what=what, name=prefix)
    if len(found) > 1:
        raise Ambiguous(what=what, name=prefix)
    return str(found[0][0])
