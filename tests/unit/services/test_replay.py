"""Schedules worked out anew from the log, by the values of their time."""

from __future__ import annotations

from functools import partial

import pytest

from desktop.domain.card import Rating, Schedule
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.deck_options import settings_over_time
from desktop.services.preferences import Preferences
from desktop.services.replay import replay
from desktop.services.review_session import ReviewSession
from desktop.storage.reviews import load_history
from tests.unit.services.conftest import Clock, add_cards


def replayed(collection: Collection) -> list[Schedule]:
    with collection.reading() as connection:
        keys = [row[0] for row in connection.exec_driver_sql("SELECT id FROM cards ORDER BY id")]
        settings_at = settings_over_time(connection)
        calendar = collection.calendar(connection)
        histories = [load_history(connection, key) for key in keys]
    return [replay(card, partial(settings_at, card.deck_name), calendar) for card in histories]


def stored(collection: Collection) -> list[Schedule]:
    return [card.schedule for card in CardList(collection).search("")[1]]


@pytest.fixture
def ids(collection: Collection) -> list[str]:
    add_cards(collection)
    return [card.id for card in CardList(collection).search("")[1]]


def test_options_changed_since_change_nothing(collection: Collection, clock: Clock, ids: list[str]) -> None:
    session = ReviewSession(collection)
    for option, text in (("desired_retention", "0.8"), ("learning_steps", ""), ("easy_days", "0 1 1 1 1 1 0")):
        for card in ids:
            session.answer(card, Rating.GOOD)
            clock.forward(days=4)
        Preferences(collection).set(option, text)
    assert replayed(collection) == stored(collection)


def test_a_clock_that_was_set_back_changes_nothing(collection: Collection, clock: Clock, ids: list[str]) -> None:
    session = ReviewSession(collection)
    for number, back in enumerate((0, 5, 0, 3, 40)):
        clock.forward(days=6 - back)
        session.answer(ids[0], Rating.AGAIN if number == 2 else Rating.GOOD)
    CardWorkshop(collection).forget([ids[0]])
    clock.forward(days=-2)
    session.answer(ids[0], Rating.EASY)
    assert replayed(collection) == stored(collection)


def test_settings_are_those_of_the_time(collection: Collection, clock: Clock) -> None:
    preferences = Preferences(collection)
    moments = [clock()]
    for retention in ("0.8", "0.85"):
        clock.forward(days=1)
        preferences.set("desired_retention", retention)
        clock.forward(days=1)
        moments.append(clock())
    with collection.reading() as connection:
        settings_at = settings_over_time(connection)
    assert [settings_at("温故", moment).desired_retention for moment in moments] == [0.9, 0.8, 0.85]
