"""All rows of a collection in plain values, for the learner to keep."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

VERSION = 1
JSON_COLUMNS = {"sections", "sentences", "flags", "tags", "settings", "blanks", "fields", "expansion", "refused",
                "evidence", "before", "after", "options"}  # fmt: skip
PACKED = {"raw", "repairs"}
LEFT_OUT = {"id", "original", "sketch"}
LINKS = {"article_id": "articles", "note_id": "notes", "deck_id": "decks", "card_id": "cards"}
TABLES = ("decks", "articles", "phrases", "notes", "cards", "reviews", "own_phrases", "readings", "plans", "media")


def dump_collection(
    connection: Connection, cards: set[str] | None = None
) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Each table by name with its rows as objects, in the order they were made, links as UUIDs; docs/json.md tells
    the fields.

    Of ``cards`` (UUIDs), where given, only with what belongs to them. Rows are read as they are taken, so that a
    large collection need not fit in memory.
    """
    uuids: dict[str, dict[int, str]] = {
        table: {row[0]: row[1] for row in connection.exec_driver_sql(f"SELECT id, uuid FROM {table}")}
        for table in ("articles", "notes", "decks", "cards")
    }
    wanted = None if cards is None else _belonging(connection, cards)
    for table in TABLES:
        yield table, _rows(connection, table, uuids, wanted)


def _rows(
    connection: Connection, table: str, uuids: dict[str, dict[int, str]], wanted: dict[str, set[int]] | None
) -> Iterator[dict[str, Any]]:
    rows = connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id")
    names = list(rows.keys())
    for row in rows:
        value = dict(zip(names, row, strict=True))
        if wanted is None or _is_wanted(table, value, wanted):
            found = {_named(name): _plain(name, each, uuids) for name, each in value.items() if name not in LEFT_OUT}
            if table == "notes":
                said = found["sentence"], found["back"], found["remark"]
                found["fields"] = [
                    [name, said[text] if isinstance(text, int) else text] for name, text in found["fields"]
                ]
            yield found


def _belonging(connection: Connection, cards: set[str]) -> dict[str, set[int]]:
    rows = connection.exec_driver_sql("SELECT uuid, id, note_id, article_id, deck_id FROM cards").fetchall()
    kept = [row for row in rows if row[0] in cards]
    return {
        "cards": {row[1] for row in kept},
        "notes": {row[2] for row in kept},
        "articles": {row[3] for row in kept},
        "decks": {row[4] for row in kept},
    }


def _is_wanted(table: str, row: dict[str, Any], wanted: dict[str, set[int]]) -> bool:
    if table in wanted:
        return row["id"] in wanted[table]
    if table == "phrases":
        return row["article_id"] in wanted["articles"]
    if table == "reviews":
        return row["card_id"] in wanted["cards"]
    return True


def _named(name: str) -> str:
    return LINKS[name][:-1] if name in LINKS else name


def _plain(name: str, value: Any, uuids: dict[str, dict[int, str]]) -> Any:
    if value is None:
        return None
    if name in LINKS:
        return uuids[LINKS[name]].get(value)
    if name in PACKED:
        text = zlib.decompress(value).decode("utf-8", "replace")
        return json.loads(text) if name == "repairs" else text
    if isinstance(value, bytes):
        return value.hex()
    return json.loads(value) if name in JSON_COLUMNS and isinstance(value, str) and value else value
