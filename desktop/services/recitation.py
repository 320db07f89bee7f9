"""Saying a page by heart, phrase by phrase."""

from __future__ import annotations

from desktop.domain.article import TextSpan
from desktop.domain.card import Card, CardState, Rating
from desktop.domain.errors import NotFound
from desktop.domain.question import QuestionMode, Recitation
from desktop.services.collection import Collection
from desktop.services.review_session import CramSession, ReviewSession
from desktop.storage import cards
from desktop.storage.identity import article_key


class RecitationSession:
    """Keeps how each phrase of a page was known, as an answer of the card that asks for it.

    An answer of a card that is due is a review like any other; of one that is not, or is new, it leaves the
    schedule alone. A phrase without a card is only counted.
    """

    def __init__(self, collection: Collection, recitation: Recitation) -> None:
        self._collection = collection
        self.recitation = recitation
        with collection.reading() as connection:
            key = article_key(connection, recitation.article_id)
            places = cards.article_places(connection, key)
        self._cards = {place.span: place.card_id for place in places.values()}

    def span(self, number: int) -> TextSpan:
        """Where a phrase stands in the article."""
        start, end = self.recitation.page.hidden[number]
        return TextSpan(self.recitation.start + start, self.recitation.start + end)

    def words(self, number: int) -> str:
        """The phrase."""
        return self.recitation.page.text[slice(*self.recitation.page.hidden[number])]

    def answer(self, number: int, knew: bool, duration_ms: int = 0) -> str | None:
        """Keep whether a phrase came; the UUID of the review, or None where no card asks for it."""
        card_id = self._cards.get(self.span(number))
        if card_id is None:
            return None
        rating = Rating.GOOD if knew else Rating.AGAIN
        try:
            session = ReviewSession(self._collection)
            asked = session if self._is_due(session.card(card_id)) else CramSession(self._collection, ())
            return asked.answer(card_id, rating, mode=QuestionMode.RECITE, duration_ms=duration_ms).id
        except NotFound:  # it was deleted meanwhile
            return None

    def _is_due(self, card: Card) -> bool:
        now, schedule = self._collection.now(), card.schedule
        with self._collection.reading() as connection:
            day = self._collection.calendar(connection).study_day(now)
        if card.suspended or card.buried_until > day or schedule.state is CardState.NEW:
            return False
        if schedule.due_at is not None:
            return schedule.due_at <= now
        return schedule.due_day is not None and schedule.due_day <= day
