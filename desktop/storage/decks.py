"""Decks and the scheduler options that belong to them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.errors import NotFound
from desktop.storage.moments import from_milliseconds

if TYPE_CHECKING:
    from sqlalchemy import Connection


class StoredDeck(NamedTuple):
    """A deck; ``options`` are the scheduler options that differ from the defaults, as the learner wrote them."""

    key: int
    id: str
    name: str
    options: Mapping[str, str]


@dataclass(frozen=True, eq=False, slots=True, weakref_slot=True)
class AllDecks:
    """All decks by name. Equal only to itself, so that what follows from it can be kept under it."""

    decks: tuple[StoredDeck, ...]

    def within(self, name: str) -> list[StoredDeck]:
        """The deck of that name with the decks below it (``A`` holds ``A::B``). Raises NotFound."""
        found = [deck for deck in self.decks if deck.name == name or deck.name.startswith(f"{name}::")]
        if not found:
            raise NotFound(what="deck", name=name)
        return found


def all_decks(connection: Connection) -> AllDecks:
    """The decks that there are: the very same object for as long as nothing about any of them changes.

    They arrive as one text, a fifth of the time of as many rows; whoever wrote them, it tells whether they are known.
    """
    text = connection.exec_driver_sql(
        "SELECT json_group_array(json_array(id, uuid, name, settings)) FROM decks WHERE removed = 0"
    ).scalar_one()
    return _read_decks(text)


@lru_cache(maxsize=4)
def _read_decks(text: str) -> AllDecks:
    decks = (StoredDeck(key, uuid, name, load_options(options)) for key, uuid, name, options in json.loads(text))
    return AllDecks(tuple(sorted(decks, key=lambda deck: deck.name)))


def load_decks(connection: Connection, name: str | None = None) -> list[StoredDeck]:
    """All decks by name, or the one named with the decks below it. Raises NotFound."""
    found = all_decks(connection)
    return list(found.decks) if name is None else found.within(name)


def load_line(connection: Connection, names: Sequence[str]) -> list[StoredDeck]:
    """The decks of those names that there are: a deck and those above it, say, where all would be too many."""
    marks = ", ".join("?" * len(names))
    rows = connection.exec_driver_sql(
        f"SELECT id, uuid, name, settings FROM decks WHERE name IN ({marks}) AND removed = 0 ORDER BY name",
        tuple(names),
    )
    return [StoredDeck(row[0], row[1], row[2], load_options(row[3])) for row in rows]


def ensure_deck(connection: Connection, name: str, deck_id: str) -> int:
    """The key of the deck of that name, added with ``deck_id`` as its UUID where it is new."""
    row = connection.exec_driver_sql("SELECT id, removed FROM decks WHERE name = ?", (name,)).first()
    if row is None:
        key = connection.exec_driver_sql("INSERT INTO decks (uuid, name) VALUES (?, ?)", (deck_id, name)).lastrowid
        return int(key)
    if row[1]:
        connection.exec_driver_sql("UPDATE decks SET removed = 0 WHERE id = ?", (row[0],))
    return int(row[0])


def save_options(connection: Connection, key: int, options: Mapping[str, str]) -> None:
    """Keep the options of a deck that is new."""
    text = json.dumps(options, ensure_ascii=False, sort_keys=True)
    connection.exec_driver_sql("UPDATE decks SET settings = ? WHERE id = ?", (text, key))


def removed_decks(connection: Connection, names: Sequence[str]) -> list[tuple[str, str]]:
    """UUID and name of the decks of those names that were put away."""
    marks = ", ".join("?" * len(names))
    rows = connection.exec_driver_sql(
        f"SELECT uuid, name FROM decks WHERE removed = 1 AND name IN ({marks})", tuple(names)
    )
    return [(row[0], row[1]) for row in rows]


@lru_cache(maxsize=1024)
def load_options(text: str) -> Mapping[str, str]:
    """A deck's options from their column."""
    return MappingProxyType(json.loads(text))


class OptionsChange(NamedTuple):
    """When options of the deck with that UUID were changed, and what they were until then (None: not its own)."""

    at: datetime
    deck: str
    before: Mapping[str, str | None]


def options_changes(connection: Connection, kinds: Sequence[str]) -> list[OptionsChange]:
    """The changes of options by edits of those ``kinds`` that stand, the latest first."""
    from desktop.storage.edits import DECK_OPTIONS, load_patches

    rows = connection.exec_driver_sql(
        f"SELECT at, patches FROM edits WHERE kind IN ({', '.join('?' * len(kinds))}) AND NOT EXISTS "
        "(SELECT 1 FROM acts WHERE acts.target = edits.uuid AND acts.undoes IS NULL AND acts.undone = 1) "
        "ORDER BY id DESC",
        tuple(kinds),
    )
    return [
        OptionsChange(from_milliseconds(at), patch.uuid, {name: before for name, (before, _) in patch.columns.items()})
        for at, patches in rows
        for patch in load_patches(patches)
        if patch.table == DECK_OPTIONS
    ]
