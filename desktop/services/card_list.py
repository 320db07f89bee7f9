"""Finding cards by words and by what they are."""

from __future__ import annotations

from desktop.domain.card import Card, CardState
from desktop.domain.errors import BadValue
from desktop.services.collection import Collection
from desktop.storage import cards
from desktop.storage.identity import find_article, find_card

_STATES = {state.word: state for state in CardState}
_IS = (*_STATES, "due", "suspended")


class CardList:
    """The cards of a collection as a list."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def find(self, card_id: str) -> str:
        """The whole id of the one card whose id starts so. Raises NotFound and Ambiguous."""
        with self._collection.reading() as connection:
            return find_card(connection, card_id)

    def search(self, query: str, limit: int | None = None) -> tuple[int, list[Card]]:
        """How many cards ``query`` finds, and the first ``limit`` in article order.

        Words must stand in the sentence or the answer. ``article:ID``, ``deck:NAME`` and ``is:`` with
        new, learning, review, relearning, due or suspended narrow it. Raises BadValue and NotFound.
        """
        words: list[str] = []
        states: list[int] = []
        article = deck = suspended = due = None
        with self._collection.reading() as connection:
            for term in query.split():
                key, colon, value = term.partition(":")
                if not colon or key not in ("article", "deck", "is"):
                    words.append(term)
                elif key == "article":
                    article = find_article(connection, value)
                elif key == "deck":
                    deck = value
                elif value in _STATES:
                    states.append(_STATES[value])
                elif value == "suspended":
                    suspended = True
                elif value == "due":
                    now = self._collection.now()
                    due = (now, self._collection.calendar(connection).study_day(now))
                else:
                    raise BadValue(name="is:", value=value, allowed=", ".join(_IS))
            wanted = cards.CardFilter(tuple(words), article, deck, tuple(states), suspended, due)
            return cards.find_cards(connection, wanted, limit)
