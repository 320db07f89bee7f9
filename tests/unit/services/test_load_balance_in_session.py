"""Easy days and load balancing where cards are answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from desktop.domain.card import Rating
from desktop.pipeline.load_balance import weekday
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from desktop.storage import card_queue
from desktop.storage.card_queue import due_by_day
from tests.unit.services.conftest import Clock

if TYPE_CHECKING:
    from sqlalchemy import Connection


def _answered(collection: Collection, clock: Clock, deck: str, cards: int = 40) -> Counter[int]:
    """How many of so many cards, answered alike, come due on each day; each button told the day that was given."""
    workshop, session = CardWorkshop(collection), ReviewSession(collection)
    days: Counter[int] = Counter()
    for number in range(cards):
        card = workshop.add_basic(f"问{deck}{number}", f"答{deck}{number}", deck=deck)
        shown = session.intervals(card)[Rating.EASY]
        review = session.answer(card, Rating.EASY)
        assert session.interval(review.after) == shown
        assert review.after.due_day is not None
        days[review.after.due_day] += 1
    return days


def test_load_is_levelled_in_decks_that_want_it(collection: Collection, clock: Clock) -> None:
    plain = _answered(collection, clock, "甲")
    CardWorkshop(collection).suspend([card.id for card in CardList(collection).search("")[1]])
    Preferences(collection).set("load_balance", "true")
    Preferences(collection, "温故").set("load_balance", "true")
    levelled = _answered(collection, clock, "乙")
    assert max(levelled.values()) - min(levelled.values()) < max(plain.values()) - min(plain.values())
    assert max(levelled.values()) - min(levelled.values()) <= 3
    assert set(levelled) <= set(plain) | set(range(min(plain), max(plain) + 1))


def test_an_answer_counts_no_day_that_its_buttons_counted(
    collection: Collection, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    Preferences(collection).set("load_balance", "true")
    counted: list[tuple[int, int]] = []

    def count(connection: Connection, decks: Sequence[int], first: int, last: int) -> dict[int, int]:
        counted.append((first, last))
        return due_by_day(connection, decks, first, last)

    monkeypatch.setattr(card_queue, "due_by_day", count)
    session = ReviewSession(collection)
    first, second = (CardWorkshop(collection).add_basic(f"问{number}", f"答{number}") for number in range(2))
    session.intervals(first)
    assert counted
    counted.clear()
    given = session.answer(first, Rating.EASY).after.due_day
    assert not counted
    session.answer(second, Rating.EASY)
    assert any(start <= given <= end for start, end in counted if given is not None)  # anew after each commit


def test_no_card_comes_on_a_day_that_is_free(collection: Collection, clock: Clock) -> None:
    Preferences(collection).set("easy_days", "1 1 1 1 1 0 0.5")
    days = _answered(collection, clock, "")
    assert not any(weekday(day) == 5 for day in days)
    before = [card.schedule for card in CardList(collection).search("")[1]]
    Preferences(collection).set("easy_days", "1 1 1 1 1 1 1")
    for _ in range(3):
        Journal(collection).undo()
    for _ in range(3):
        Journal(collection).redo()
    assert [card.schedule for card in CardList(collection).search("")[1]] == before
    assert Health(collection).verify().ok
