"""The scheduler options of a deck, as the learner writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.changes import Changed
from desktop.domain.errors import NotFound
from desktop.domain.settings import SchedulerSettings, scheduler_options
from desktop.services.collection import Collection
from desktop.services.deck_options import DEFAULT_DECK, OPTIONS, deck_settings, line
from desktop.services.editing import record_edit
from desktop.storage.decks import StoredDeck, load_decks
from desktop.storage.edits import DECK_OPTIONS, Edit, Patch, save_edit

if TYPE_CHECKING:
    from desktop.storage.database import Connection

# Where and when the learner studies: no schedule follows from it, and undo leaves it alone.
_OF_THE_LEARNER = ("timezone", "day_start", "learn_ahead")


@dataclass(frozen=True, slots=True)
class OptionInForce:
    """An option's value, spelled, and the deck it comes from; empty where that is Wengu's own default."""

    value: str
    source: str


class Preferences:
    """Options of one deck; those it does not set come from the decks above it and from the default deck."""

    def __init__(self, collection: Collection, deck: str = DEFAULT_DECK) -> None:
        self._collection = collection
        self._deck = deck

    def all(self) -> dict[str, str]:
        """Every option that is in force, spelled."""
        settings = self.settings()
        return {name: settings.spelled(name) for name in scheduler_options()}

    def settings(self) -> SchedulerSettings:
        """The options that are in force. Raises NotFound where the deck is not there."""
        with self._collection.reading() as connection:
            self._require_deck(connection)
            return deck_settings(load_decks(connection), self._deck)

    def sources(self) -> dict[str, OptionInForce]:
        """Every option that is in force, with where it comes from."""
        with self._collection.reading() as connection:
            decks = {deck.name: deck for deck in load_decks(connection)}
        settings = deck_settings(list(decks.values()), self._deck)
        above = [decks[name] for name in (*reversed(line(self._deck)), DEFAULT_DECK) if name in decks]
        return {
            name: OptionInForce(settings.spelled(name), next((deck.name for deck in above if name in deck.options), ""))
            for name in scheduler_options()
        }

    def get(self, name: str) -> str:
        """One option, spelled. Raises NotFound where there is none of that name."""
        _require(name)
        return self.all()[name]

    def set(self, name: str, text: str) -> None:
        """Change one option; undo takes it back, unless it only says where and when the learner is.

        Raises NotFound and BadValue; nothing is changed then.
        """
        _require(name)

        def spelled(decks: list[StoredDeck]) -> str:
            return deck_settings(decks, self._deck).respelled(name, text).spelled(name)

        self._change(name, spelled)

    def reset(self, name: str) -> None:
        """Let an option be what the decks above have, or the default; undo takes it back. Raises NotFound."""
        _require(name)
        self._change(name, lambda _: None)

    def _require_deck(self, connection: Connection) -> None:
        if self._deck != DEFAULT_DECK:
            load_decks(connection, self._deck)  # raises NotFound where neither it nor a deck below it is there

    def _change(self, name: str, value: Callable[[list[StoredDeck]], str | None]) -> None:
        with self._collection.writing(Changed.SETTINGS | Changed.SCHEDULE) as connection:
            self._require_deck(connection)
            key = self._collection.deck_key(connection, self._deck)
            decks = load_decks(connection)
            deck = next(deck for deck in decks if deck.key == key)
            patches = option_patches(deck, {name: value(decks)})
            subject = f"{self._deck} {name}"
            if name in _OF_THE_LEARNER and patches:
                edit = Edit(self._collection.new_id(), OPTIONS, subject, tuple(patches), None, self._collection.now())
                save_edit(connection, edit)
            else:
                record_edit(self._collection, connection, OPTIONS, subject, patches)


def option_patches(deck: StoredDeck, changes: Mapping[str, str | None]) -> list[Patch]:
    """What gives a deck those options, or takes them (None) from it; nothing where that is so already."""
    pairs = {name: (deck.options.get(name), value) for name, value in changes.items()}
    columns = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return [Patch(DECK_OPTIONS, deck.id, columns)] if columns else []


def _require(name: str) -> None:
    if name not in scheduler_options():
        raise NotFound(what="option", name=name)
