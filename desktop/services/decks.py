"""The tree of decks: what each holds and what waits in it; made, renamed, moved and put away."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.changes import Changed
from desktop.domain.errors import BadValue
from desktop.domain.review import DueCounts
from desktop.services.collection import Collection
from desktop.services.deck_options import DEFAULT_DECK, line
from desktop.services.editing import record_edit
from desktop.services.preferences import option_patches
from desktop.services.study_queue import open_queue
from desktop.storage import cards
from desktop.storage.decks import ensure_deck, load_decks, removed_decks
from desktop.storage.edits import Patch

_LONGEST = 200  # characters of a deck's whole name


@dataclass(frozen=True, slots=True)
class DeckSummary:
    """A deck with the decks below it: ``cards`` it holds in all, ``due`` what waits after the daily limits.

    ``own`` are the options it sets itself.
    """

    name: str
    cards: int
    due: DueCounts
    own: tuple[str, ...]

    @property
    def depth(self) -> int:
        """0 at the top."""
        return self.name.count("::")

    @property
    def label(self) -> str:
        """The last part of its name."""
        return self.name.rpartition("::")[2]


class Decks:
    """The decks of a collection. A deck's name holds those of the decks above it: ``A::B``."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def tree(self) -> list[DeckSummary]:
        """All decks, each followed by those below it; those that only hold others are there too."""
        now = self._collection.now()
        with self._collection.reading() as connection:
            stored = {deck.name: deck for deck in load_decks(connection)}
            held = cards.count_by_deck(connection)
            waiting = open_queue(connection, now).counts_by_deck(connection)
        names = {each for name in stored for each in line(name)}
        number, due = dict.fromkeys(names, 0), {name: DueCounts(0, 0, 0) for name in names}
        for name, deck in stored.items():
            due[name] = waiting[deck.key]
            for each in line(name):
                number[each] += held.get(deck.key, 0)
        for name in sorted(names - stored.keys(), key=len, reverse=True):
            # Only a name that others share: what waits in those right below it.
            below = [due[each] for each in names if each.rpartition("::")[0] == name]
            due[name] = DueCounts(*(sum(part) for part in zip(*below, strict=True)))
        return [
            DeckSummary(name, number[name], due[name], tuple(stored[name].options) if name in stored else ())
            for name in sorted(names, key=lambda name: (line(name)[0] != DEFAULT_DECK, name.split("::")))
        ]

    def names(self) -> list[str]:
        """The names of all decks."""
        with self._collection.reading() as connection:
            return [deck.name for deck in load_decks(connection)]

    def add(self, name: str) -> str:
        """Make a deck; its name as it is kept. Raises BadValue where it is empty, too long or there already."""
        name = _tidy(name)
        with self._collection.writing(Changed.CARDS | Changed.SETTINGS) as connection:
            if any(deck.name == name for deck in load_decks(connection)):
                raise BadValue(name="deck", value=name, allowed="…")
            key = ensure_deck(connection, name, self._collection.new_id())
            deck = next(deck for deck in load_decks(connection) if deck.key == key)
            # One of that name that was put away comes back, without the options it had.
            patches = [Patch("decks", deck.id, {"removed": (1, 0)}), *option_patches(deck, dict.fromkeys(deck.options))]
            record_edit(self._collection, connection, "add_deck", name, patches)
        return name

    def rename(self, name: str, new: str) -> str:
        """Give a deck another name, and with it another place; the decks below go along. The new name.

        Raises NotFound, and BadValue where the new name is empty, too long, taken, or within the deck itself.
        """
        new = _tidy(new)
        with self._collection.writing(Changed.CARDS | Changed.SETTINGS | Changed.SCHEDULE) as connection:
            if name == DEFAULT_DECK:
                raise BadValue(name="deck", value=DEFAULT_DECK, allowed="…")
            moved = load_decks(connection, name)
            taken = {deck.name for deck in load_decks(connection)} - {deck.name for deck in moved}
            names = {deck.id: new + deck.name[len(name) :] for deck in moved}
            if new.startswith(f"{name}::") or taken & set(names.values()):
                raise BadValue(name="deck", value=new, allowed="…")
            # Decks that were put away give up their names; the highest goes first, for A::B::B may become A::B.
            patches = [
                Patch("decks", uuid, {"name": (old, f"{old} {uuid}")})
                for uuid, old in removed_decks(connection, list(names.values()))
            ]
            patches += [
                Patch("decks", deck.id, {"name": (deck.name, names[deck.id])})
                for deck in sorted(moved, key=lambda deck: len(deck.name))
                if names[deck.id] != deck.name
            ]
            record_edit(self._collection, connection, "rename_deck", f"{name} → {new}", patches)
        return new

    def remove(self, name: str) -> None:
        """Put a deck away with those below it; their cards go to the deck above, or to the default deck.

        Raises NotFound, and BadValue for the default deck.
        """
        if name == DEFAULT_DECK:
            raise BadValue(name="deck", value=name, allowed="…")
        with self._collection.writing(Changed.CARDS | Changed.SETTINGS | Changed.SCHEDULE) as connection:
            gone = load_decks(connection, name)
            above = name.rpartition("::")[0] or DEFAULT_DECK
            target = self._collection.deck_key(connection, above)
            patches = [
                Patch("cards", card, {"deck_id": (deck.key, target)})
                for deck in gone
                for card in cards.ids_of_deck(connection, deck.key)
            ]
            patches += [Patch("decks", deck.id, {"removed": (0, 1)}) for deck in gone]
            record_edit(self._collection, connection, "remove_deck", name, patches)


def _tidy(name: str) -> str:
    """The name with each of its parts trimmed. Raises BadValue."""
    tidy = "::".join(part.strip() for part in name.split("::"))
    if not all(tidy.split("::")) or len(tidy) > _LONGEST or not tidy.isprintable():
        raise BadValue(name="deck", value=name, allowed="A::B")
    return tidy
