"""Decks and the scheduler options that belong to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import NotFound

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class StoredDeck:
    """A deck; ``options`` are the scheduler options that differ from the defaults, as the learner wrote them."""

    key: int
    id: str
    name: str
    options: Mapping[str, str]


def load_decks(connection: Connection, name: str | None = None) -> list[StoredDeck]:
    """All decks by name, or the one named with the decks below it (``A`` holds ``A::B``). Raises NotFound."""
    rows = connection.exec_driver_sql("SELECT id, uuid, name, settings FROM decks ORDER BY name").fetchall()
    decks = [StoredDeck(row[0], row[1], row[2], json.loads(row[3])) for row in rows]
    if name is None:
        return decks
    found = [deck for deck in decks if deck.name == name or deck.name.startswith(f"{name}::")]
    if not found:
        raise NotFound(what="deck", name=name)
    return found


def ensure_deck(connection: Connection, name: str, deck_id: str) -> int:
    """The key of the deck of that name, added with ``deck_id`` as its UUID where it is new."""
    key = connection.exec_driver_sql("SELECT id FROM decks WHERE name = ?", (name,)).scalar()
    if key is None:
        key = connection.exec_driver_sql("INSERT INTO decks (uuid, name) VALUES (?, ?)", (deck_id, name)).lastrowid
    return int(key)


def save_options(connection: Connection, key: int, options: Mapping[str, str]) -> None:
    """Keep a deck's options."""
    text = json.dumps(options, ensure_ascii=False, sort_keys=True)
    connection.exec_driver_sql("UPDATE decks SET settings = ? WHERE id = ?", (text, key))
