"""Decks of Anki with the options of their presets, as far as Wengu has the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.anki_import import ImportedDeck, ImportedPreset, Skipped
from desktop.domain.errors import BadValue
from desktop.domain.settings import SchedulerSettings
from desktop.formats.anki_package import AnkiPackage
from desktop.pipeline.memory_conversion import full_parameters
from desktop.services.collection import Collection
from desktop.services.deck_options import deck_settings
from desktop.storage.decks import load_decks, save_options

if TYPE_CHECKING:
    from desktop.storage.database import Connection

# Anki's numbers: proto/anki/deck_config.proto.
_MIXES = {0: "mixed", 1: "after", 2: "before"}
_GATHERED = {0: "article", 1: "article", 2: "latest", 3: "random", 4: "random", 5: "random"}
_SHUFFLING = (3, 4)  # of the orders in which the gathered cards come
_LEECHES = {0: "suspend", 1: "tag"}


class AnkiDecks:
    """The decks of one package, within the caller's transaction; ``keys`` are those so far, by Anki's id."""

    def __init__(
        self, collection: Collection, connection: Connection, package: AnkiPackage, left_out: list[Skipped]
    ) -> None:
        self._collection, self._connection, self._package = collection, connection, package
        self._left_out = left_out
        self.keys: dict[int, int] = {}

    def add(self, anki_id: int) -> int:
        """The key of a deck; one that is new here gets the options of its preset."""
        deck = self._package.decks.get(anki_id)
        name = deck.name if deck is not None and deck.name.strip() else ""
        existing = load_decks(self._connection)
        key = self.keys[anki_id] = self._collection.deck_key(self._connection, name)
        if deck is not None and name and name not in {each.name for each in existing}:
            preset = self._package.presets.get(deck.preset_id) if deck.preset_id is not None else None
            save_options(self._connection, key, self._options(deck, preset, deck_settings(existing, name)))
        return key

    def _options(
        self, deck: ImportedDeck, preset: ImportedPreset | None, inherited: SchedulerSettings
    ) -> dict[str, str]:
        """The options of a deck that differ from those it inherits and that Wengu can take."""
        values = {} if preset is None else _values(preset)
        for name in ("desired_retention", "new_per_day", "reviews_per_day"):
            if (own := getattr(deck, name)) is not None:
                values[name] = own
        options = {}
        for name, value in values.items():
            if value is None:
                continue
            try:
                spelled = SchedulerSettings(**{name: value}).spelled(name)
            except BadValue:
                self._left_out.append(Skipped("option", "bad_values", 1, (name,)))
                continue
            if spelled != inherited.spelled(name):
                options[name] = spelled
        return options


def _values(preset: ImportedPreset) -> dict[str, Any]:
    """The options by Wengu's names, None where the preset tells nothing of them."""
    order = _GATHERED.get(preset.new_gather) if preset.new_gather is not None else None
    return {
        "desired_retention": preset.desired_retention,
        "new_per_day": preset.new_per_day,
        "reviews_per_day": preset.reviews_per_day,
        "maximum_interval": preset.maximum_interval,
        "leech_threshold": preset.leech_threshold,
        "learning_steps": preset.learning_steps or None,
        "relearning_steps": preset.relearning_steps or None,
        "parameters": full_parameters(preset.parameters) or None,
        "new_mix": None if preset.new_mix is None else _MIXES.get(preset.new_mix),
        "new_order": "random" if preset.new_sort in _SHUFFLING else order,
        "bury_siblings": preset.bury,
        "leech_action": None if preset.leech_action is None else _LEECHES.get(preset.leech_action),
    }
