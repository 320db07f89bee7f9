"""Back after an absence: nothing is rescheduled, some of what is overdue comes each day."""

from __future__ import annotations

import pytest

from desktop.domain.card import Rating
from desktop.domain.errors import BadValue
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.catch_up import CatchUp
from desktop.services.collection import Collection
from desktop.services.journal import Journal
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from tests.unit.services.conftest import Clock


@pytest.fixture
def backlog(collection: Collection, clock: Clock) -> list[str]:
    """Ten cards known for 1, 2, … 10 days, all due long ago."""
    Preferences(collection).set("fuzz", "false")
    workshop = CardWorkshop(collection)
    ids = [workshop.add_basic(f"问题{number}", f"答案{number}") for number in range(1, 11)]
    for number, card_id in enumerate(ids, 1):
        workshop.set_due([card_id], number)
    clock.forward(days=30)
    return ids


def test_the_plan_is_shown_before_it_starts(collection: Collection, backlog: list[str]) -> None:
    catch_up = CatchUp(collection)
    assert catch_up.overdue() == 10
    plan = catch_up.propose(4)
    assert (plan.overdue, plan.per_day, plan.others) == (10, 3, (0, 0, 0, 0))
    assert catch_up.current() is None
    assert ReviewSession(collection).counts().review == 10
    for days in (0, 61):
        with pytest.raises(BadValue):
            catch_up.propose(days)


def test_so_many_a_day_come_and_the_best_remembered_first(
    collection: Collection, backlog: list[str], clock: Clock
) -> None:
    CatchUp(collection).start(4)
    before = {card.id: card.schedule for card in CardList(collection).search("")[1]}
    session = ReviewSession(collection)
    asked = []
    for left in (3, 2, 1):
        assert session.counts().review == left
        card = session.next_card()
        assert card is not None
        asked.append(card.id)
        session.answer(card.id, Rating.EASY)
    assert asked == backlog[::-1][:3]  # known for ten, nine, eight days
    assert session.next_card() is None
    assert session.counts().review == 0
    after = {card.id: card.schedule for card in CardList(collection).search("")[1]}
    assert {card_id for card_id in before if before[card_id] != after[card_id]} == set(asked)
    clock.forward(days=1)
    assert session.counts().review == 3
    assert CatchUp(collection).current() == (3, 3)
    clock.forward(days=3)
    assert CatchUp(collection).current() is None
    assert session.counts().review == 7


def test_a_plan_is_ended_and_undone(collection: Collection, backlog: list[str]) -> None:
    catch_up, session = CatchUp(collection), ReviewSession(collection)
    catch_up.start(5)
    assert session.counts().review == 2
    catch_up.stop()
    assert session.counts().review == 10
    Journal(collection).undo()
    assert session.counts().review == 2
    Journal(collection).undo()
    assert session.counts().review == 10


def test_an_overdue_card_that_was_taken_back_comes_first_again(collection: Collection, backlog: list[str]) -> None:
    CatchUp(collection).start(1)
    session, asked = ReviewSession(collection), []
    for _ in range(3):
        card = session.next_card()
        assert card is not None
        asked.append(card.id)
        session.answer(card.id, Rating.EASY)
    Journal(collection).undo()
    workshop = CardWorkshop(collection)
    workshop.suspend([backlog[5], backlog[2]])
    while (card := session.next_card()) is not None:
        asked.append(card.id)
        session.answer(card.id, Rating.EASY)
        workshop.suspend([backlog[2]], False)
    known_longest_first = [backlog[number] for number in (9, 8, 7, 7, 6, 4, 3, 2, 1, 0)]
    assert sorted(asked) == sorted(known_longest_first)  # the one that came back in time is asked too
    assert asked[:6] == known_longest_first[:6]
