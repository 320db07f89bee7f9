"""Learning towards an exam, and giving the plan up again."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from desktop.domain.card import Card, CardState, Rating
from desktop.domain.errors import BadValue, NotFound, NothingToLearn
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.exam import ExamPlanning, ExamWish
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from tests.unit.services.conftest import Clock

EXAM = date(2026, 4, 15)


@pytest.fixture
def planning(collection: Collection, clock: Clock) -> ExamPlanning:
    """Thirty cards known for some weeks, forty new ones."""
    workshop = CardWorkshop(collection)
    ids = [workshop.add_basic(f"问题{number}", f"答案{number}") for number in range(70)]
    session = ReviewSession(collection)
    clock.forward(days=-20)
    for number, card_id in enumerate(ids[:30]):
        session.answer(card_id, Rating.EASY if number % 2 else Rating.GOOD)
    clock.forward(days=9)
    for card_id in ids[:20]:
        session.answer(card_id, Rating.GOOD)
    clock.forward(days=11)
    return ExamPlanning(collection)


def _cards(collection: Collection) -> dict[str, Card]:
    return {card.id: card for card in CardList(collection).search("")[1]}


def test_every_new_card_comes_in_time_and_the_goal_is_reached(
    collection: Collection, planning: ExamPlanning, clock: Clock
) -> None:
    outlook = planning.set(ExamWish(EXAM, 0.9))
    assert outlook.plan.shortfall == pytest.approx(0, abs=0.01)
    assert sum(outlook.plan.new_per_day) == 40
    session, chance = ReviewSession(collection), Random(1)
    days = 0
    while clock.now.date() < EXAM:
        asked_new = 0
        while (card := session.next_card()) is not None:
            asked_new += card.schedule.state is CardState.NEW
            shown = session.intervals(card.id)
            rating = Rating.GOOD if chance.random() < 0.9 else Rating.AGAIN
            review = session.answer(card.id, rating)
            assert session.interval(review.after) == shown[rating]
            clock.forward(seconds=30)
        if days == 0:
            assert asked_new == outlook.plan.new_per_day[0]
        days += 1
        clock.now = clock.now.replace(hour=1, minute=0, second=0) + timedelta(days=1)
    assert all(card.schedule.state is not CardState.NEW for card in _cards(collection).values())
    assert Health(collection).verify().ok
    assert planning.show() is None


def test_giving_it_up_restores_the_dates(collection: Collection, planning: ExamPlanning, clock: Clock) -> None:
    Preferences(collection).set("fuzz", "false")
    before = _cards(collection)
    planning.set(ExamWish(EXAM, 0.95))
    during = _cards(collection)
    assert any(during[key].schedule.due_day != before[key].schedule.due_day for key in before)
    session = ReviewSession(collection)
    reviewed = next(card for card in before.values() if card.schedule.state is CardState.REVIEW)
    clock.forward(days=1)
    session.answer(reviewed.id, Rating.GOOD)
    assert planning.clear()
    after = _cards(collection)
    for key, card in before.items():
        if key != reviewed.id:
            assert after[key].schedule == card.schedule
    answered = after[reviewed.id].schedule
    assert answered.last_day is not None
    assert answered.due_day == answered.last_day + answered.scheduled_days
    assert Health(collection).verify().ok
    assert not planning.clear()


def test_a_plan_is_undone_and_done_again(collection: Collection, planning: ExamPlanning) -> None:
    before = _cards(collection)
    planning.set(ExamWish(EXAM, 0.9))
    during = _cards(collection)
    entry = Journal(collection).undo()
    assert entry is not None
    assert (entry.kind, entry.subject) == ("exam", "2026-04-15")
    assert _cards(collection) == before
    assert planning.show(remedies=False) is None
    Journal(collection).redo()
    assert _cards(collection) == during
    assert planning.show(remedies=False) is not None
    assert Health(collection).verify().ok


def test_a_plan_for_one_deck_leaves_the_others_alone(collection: Collection, planning: ExamPlanning) -> None:
    workshop = CardWorkshop(collection)
    for number in range(30):
        workshop.add_basic(f"史{number}", f"答{number}", deck="历史")
    Preferences(collection).set("new_per_day", "7")
    planning.set(ExamWish(EXAM, 0.9, decks=("历史",)))
    outlook = planning.show(remedies=False)
    assert outlook is not None
    assert outlook.plan.new_cards == 30
    assert ReviewSession(collection, deck="历史").counts().new == outlook.plan.new_per_day[0]
    assert ReviewSession(collection, deck="温故").counts().new == 7


def test_what_cannot_be_planned_is_said(collection: Collection, planning: ExamPlanning) -> None:
    with pytest.raises(BadValue):
        planning.set(ExamWish(date(2026, 3, 1), 0.9))
    with pytest.raises(BadValue):
        planning.set(ExamWish(EXAM, 1.5))
    with pytest.raises(BadValue):
        planning.set(ExamWish(EXAM, 0.9, minutes=0))
    with pytest.raises(NotFound):
        planning.set(ExamWish(EXAM, 0.9, decks=("没有",)))
    CardWorkshop(collection).trash(list(_cards(collection)))
    with pytest.raises(NothingToLearn):
        planning.set(ExamWish(EXAM, 0.9))


def test_what_would_help_is_told(planning: ExamPlanning) -> None:
    outlook = planning.outlook(ExamWish(date(2026, 3, 6), 0.97, minutes=1))
    assert outlook.plan.shortfall > 0
    assert outlook.remedies is not None
    found = (outlook.remedies.minutes_per_day, outlook.remedies.fewer_cards, outlook.remedies.later_day)
    assert any(each is not None for each in found)
