"""Finding cards by words and by what they are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from desktop.domain.card import Card, CardState
from desktop.domain.changes import Changed
from desktop.domain.errors import BadValue
from desktop.services.collection import Collection
from desktop.services.leeches import LEECH_TAG
from desktop.storage import cards
from desktop.storage.identity import find_article, find_card

if TYPE_CHECKING:
    from desktop.pipeline.study_days import StudyCalendar
    from desktop.storage.database import Connection

_STATES = {state.word: state for state in CardState}
_IS = (*_STATES, "due", "suspended", "buried", "flagged", "leech", "mending")
_KEYS = ("article", "deck", "is", "kind", "tag", "flag")
_FLAGS = tuple(str(number) for number in range(1, 8))


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

        Words must stand in the sentence or the answer. ``article:ID``, ``deck:NAME``, ``kind:``, ``tag:``, ``flag:``
        with 1 to 7 and ``is:`` with new, learning, review, relearning, due, suspended, buried, flagged, leech or
        mending narrow it. Raises BadValue and NotFound.
        """
        with self._collection.reading() as connection:
            return cards.find_cards(connection, self._filter(connection, query), limit)

    def count(self, query: str) -> int:
        """How many cards ``query`` finds. Raises BadValue and NotFound."""
        return self.search(query, 0)[0]

    def page(self, query: str, offset: int, limit: int) -> list[Card]:
        """Some of the cards that ``query`` finds, from the one at ``offset`` on. Raises BadValue and NotFound."""
        with self._collection.reading() as connection:
            return cards.find_cards(connection, self._filter(connection, query), limit, offset)[1]

    def due(self, card: Card) -> datetime | None:
        """When a card comes again; None while it is new."""
        schedule = card.schedule
        if schedule.due_day is None:
            return schedule.due_at
        if self._calendar is None:
            with self._collection.reading() as connection:
                self._calendar = self._collection.calendar(connection)
        return self._calendar.start_of(schedule.due_day)

    def _filter(self, connection: Connection, query: str) -> cards.CardFilter:
        words: list[str] = []
        states: list[int] = []
        article = deck = suspended = due = kind = tag = flag = buried = None
        mending = False
        for term in query.split():
            key, colon, value = term.partition(":")
            if not colon or key not in _KEYS:
                words.append(term)
            elif key == "article":
                article = find_article(connection, value)
            elif key == "deck":
                deck = value
            elif key == "kind":
                kind = value
            elif key == "tag":
                tag = value
            elif key == "flag":
                if value not in _FLAGS:
                    raise BadValue(name="flag:", value=value, allowed=", ".join(_FLAGS))
                flag = int(value)
            elif value == "mending":
                mending = True
            elif value == "flagged":
                flag = 0
            elif value == "leech":
                tag = LEECH_TAG
            elif value == "buried":
                buried = self._collection.calendar(connection).study_day(self._collection.now())
            elif value in _STATES:
                states.append(_STATES[value])
            elif value == "suspended":
                suspended = True
            elif value == "due":
                now = self._collection.now()
                due = (now, self._collection.calendar(connection).study_day(now))
            else:
                raise BadValue(name="is:", value=value, allowed=", ".join(_IS))
        return cards.CardFilter(
            tuple(words), article, deck, tuple(states), suspended, due, kind, tag, flag, mending, buried
        )

    def _on_changed(self, changed: Changed) -> None:
        if Changed.SETTINGS in changed:
            self._calendar = None
