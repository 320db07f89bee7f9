"""How long a card takes is asked of the learner's own last answers."""

from __future__ import annotations

import pytest

from desktop.domain.card import Rating
from desktop.domain.review import AnswerPace, DueCounts
from desktop.services.collection import Collection
from desktop.services.glance import read_glance
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from desktop.services.statistics import Statistics
from tests.unit.services.conftest import ANSWERS, Clock, add_cards

DECKS = ("甲", "乙", "丙")


def test_the_pace_is_the_learners_own_once_there_are_answers(collection: Collection, clock: Clock) -> None:
    """Twelve cards: 20 s when they are new and 4 s at the step of the same day, then 6 s for each that is reviewed."""
    statistics = Statistics(collection)
    assert statistics.pace() == AnswerPace()
    for deck in DECKS:
        add_cards(collection, deck)
    Preferences(collection).set("bury_siblings", "false")
    Preferences(collection).set("learning_steps", "1m")
    session = ReviewSession(collection)
    for duration in (20_000, 4_000):
        for _ in range(len(DECKS) * len(ANSWERS)):
            card = session.next_card()
            assert card is not None
            session.answer(card.id, Rating.AGAIN if duration == 20_000 else Rating.GOOD, duration_ms=duration)
        clock.forward(minutes=2)
    assert statistics.pace() == AnswerPace(new=24, next=4)
    clock.forward(days=30)
    session = ReviewSession(collection)
    while (card := session.next_card()) is not None:
        session.answer(card.id, Rating.GOOD, duration_ms=600_000)  # it was left open: that counts a minute
        session.answer(card.id, Rating.GOOD, duration_ms=6_000)
    pace = statistics.pace()
    assert pace.new == 24
    assert pace.next == pytest.approx(6)
    glance = read_glance(collection.home, clock())
    assert glance is not None
    assert glance.pace == pace


def test_minutes_are_rounded_up() -> None:
    pace = AnswerPace(new=30, next=6)
    assert DueCounts(0, 0, 0).minutes(pace) == 0
    assert DueCounts(0, 0, 1).minutes(pace) == 1
    assert DueCounts(10, 5, 15).minutes(pace) == 7
