"""The scheduler options of a deck, as the learner writes them."""

from __future__ import annotations

from desktop.domain.changes import Changed
from desktop.domain.errors import NotFound
from desktop.domain.settings import scheduler_options
from desktop.services.collection import Collection
from desktop.services.deck_options import DEFAULT_DECK, deck_settings
from desktop.storage.decks import load_decks, save_options


class Preferences:
    """Options of one deck; those it does not set come from the decks above it and from the default deck."""

    def __init__(self, collection: Collection, deck: str = DEFAULT_DECK) -> None:
        self._collection = collection
        self._deck = deck

    def all(self) -> dict[str, str]:
        """Every option that is in force, spelled."""
        with self._collection.reading() as connection:
            settings = deck_settings(load_decks(connection), self._deck)
        return {name: settings.spelled(name) for name in scheduler_options()}

    def get(self, name: str) -> str:
        """One option, spelled. Raises NotFound where there is none of that name."""
        if name not in scheduler_options():
            raise NotFound(what="option", name=name)
        return self.all()[name]

    def set(self, name: str, text: str) -> None:
        """Change one option. Raises NotFound and BadValue; nothing is changed then."""
        if name not in scheduler_options():
            raise NotFound(what="option", name=name)
        with self._collection.writing(Changed.SETTINGS | Changed.SCHEDULE) as connection:
            if self._deck != DEFAULT_DECK:
                load_decks(connection, self._deck)  # raises NotFound where neither it nor a deck below it is there
            key = self._collection.deck_key(connection, self._deck)
            decks = load_decks(connection)
            spelled = deck_settings(decks, self._deck).respelled(name, text).spelled(name)
            options = next(deck.options for deck in decks if deck.key == key)
            save_options(connection, key, {**options, name: spelled})
