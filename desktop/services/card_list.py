"""Finding cards by words and by what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.domain.card import Card
from desktop.domain.changes import Changed
from desktop.pipeline.query import parse_query
from desktop.services.card_query import KINDS, QueryReader, asks_for_trash, has_words
from desktop.services.collection import Collection
from desktop.services.search import ensure_read
from desktop.storage.card_conditions import ORDERS, card_tags, find_keys, load_ids, load_page
from desktop.storage.decks import load_decks
from desktop.storage.identity import find_card

__all__ = ["ORDERS", "CardList", "CardNames"]

if TYPE_CHECKING:
    from array import array

    from desktop.pipeline.study_days import StudyCalendar


@dataclass(frozen=True, slots=True)
class CardNames:
    """Decks, tags and kinds of answers, as a query can name them."""

    decks: tuple[str, ...]
    tags: tuple[str, ...]
    kinds: tuple[str, ...]


class CardList:
    """The cards of a collection as a list."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._calendar: StudyCalendar | None = None
        collection.subscribe(self._on_changed)

    def find(self, card_id: str) -> str:
        """The whole id of the one card whose id starts so. Raises NotFound and Ambiguous."""
        with self._collection.reading() as connection:
            return find_card(connection, card_id)

    def search(self, query: str, limit: int | None = None) -> tuple[int, list[Card]]:
        """How many cards ``query`` finds, and the first ``limit`` in article order.

        docs/cli.md tells what can be asked. Raises QueryUnknownKey, QueryBadValue, QueryUnfinished and NotFound.
        """
        keys = self.keys(query, "position")
        return len(keys), self.at(keys[:limit])

    def keys(self, query: str, order: str = "", *, descending: bool = False, limit: int | None = None) -> array[int]:
        """The keys of the cards that ``query`` finds, sorted by an order of ``ORDERS`` or (empty) as they came in.

        Raises as ``search``.
        """
        asked = parse_query(query)
        if has_words(asked):
            ensure_read(self._collection)
        worked_out = self._collection.worked_out
        with self._collection.reading() as connection:
            reader = QueryReader(
                connection, lambda: self._collection.calendar(connection), self._collection.now(), worked_out
            )
            return find_keys(
                connection,
                reader.condition(asked),
                order,
                descending=descending,
                limit=limit,
                trashed=asks_for_trash(asked),
            )

    def at(self, keys: Sequence[int]) -> list[Card]:
        """The cards with those keys, in their order."""
        with self._collection.reading() as connection:
            return load_page(connection, keys)

    def ids(self, keys: Sequence[int]) -> list[str]:
        """The ids of the cards with those keys."""
        with self._collection.reading() as connection:
            return load_ids(connection, keys)

    def names(self) -> CardNames:
        """What queries can name."""
        with self._collection.reading() as connection:
            return CardNames(tuple(deck.name for deck in load_decks(connection)), tuple(card_tags(connection)), KINDS)

    def due(self, card: Card) -> datetime | None:
        """When a card comes again; None while it is new."""
        schedule = card.schedule
        if schedule.due_day is None:
            return schedule.due_at
        if self._calendar is None:
            with self._collection.reading() as connection:
                self._calendar = self._collection.calendar(connection)
        return self._calendar.start_of(schedule.due_day)

    def _on_changed(self, changed: Changed) -> None:
        if Changed.SETTINGS in changed:
            self._calendar = None
