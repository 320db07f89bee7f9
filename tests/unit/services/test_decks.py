"""The tree of decks and their options, each change undone and done again."""

from __future__ import annotations

import pytest

from desktop.domain.card import Rating
from desktop.domain.errors import BadValue, NotFound
from desktop.domain.review import DueCounts
from desktop.services.card_list import CardList
from desktop.services.collection import Collection
from desktop.services.decks import Decks
from desktop.services.journal import Journal
from desktop.services.preferences import OptionInForce, Preferences
from desktop.services.review_session import ReviewSession
from tests.unit.services.conftest import ANSWERS, add_cards


def tables(collection: Collection) -> list[list[tuple[object, ...]]]:
    with collection.reading() as connection:
        return [
            [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id")]
            for table in ("decks WHERE removed = 0", "cards", "notes")
        ]


def names(collection: Collection) -> list[str]:
    return [deck.name for deck in Decks(collection).tree()]


def test_counts_respect_the_limits_above_and_below(collection: Collection) -> None:
    add_cards(collection, "法律::民法", ANSWERS[:3])
    add_cards(collection, "法律::刑法", ANSWERS[3:])
    Preferences(collection, "法律::民法").set("new_per_day", "2")
    tree = {deck.name: deck for deck in Decks(collection).tree()}
    assert list(tree) == ["温故", "法律", "法律::刑法", "法律::民法"]
    assert (tree["法律"].cards, tree["法律"].depth, tree["法律::民法"].label) == (4, 0, "民法")
    assert tree["法律::民法"].due == DueCounts(2, 0, 0)
    assert tree["法律"].due == DueCounts(3, 0, 0)
    assert tree["法律::民法"].own == ("new_per_day",)
    for name, deck in tree.items():
        if name != "温故":
            assert ReviewSession(collection, deck=name).counts() == deck.due


def test_every_change_of_the_tree_is_taken_back_and_done_again(collection: Collection) -> None:
    add_cards(collection, "A::B", ANSWERS[:2])
    add_cards(collection, "A::B::B", ANSWERS[2:])
    decks, journal = Decks(collection), Journal(collection)
    states = [tables(collection)]
    for change in (
        lambda: decks.rename("A::B", "A"),  # overlaps with its own old names
        lambda: decks.add("新"),
        lambda: Preferences(collection, "新").set("new_per_day", "5"),
        lambda: Preferences(collection, "新").reset("new_per_day"),
        lambda: decks.remove("新"),
        lambda: decks.rename("A", "新"),  # takes the name of one that was put away
        lambda: decks.remove("新::B"),
    ):
        change()
        states.append(tables(collection))
    assert names(collection) == ["温故", "新"]
    for state in reversed(states[:-1]):
        assert journal.undo() is not None
        assert tables(collection) == state
        assert names(collection) == sorted(names(collection), key=lambda name: name != "温故")
    assert names(collection) == ["温故", "A", "A::B", "A::B::B"]
    for state in states[1:]:
        assert journal.redo() is not None
        assert tables(collection) == state
    assert {card.deck for card in CardList(collection).search("")[1]} == {"新"}


def test_names_that_cannot_be_are_refused(collection: Collection) -> None:
    add_cards(collection, "A")
    decks = Decks(collection)
    decks.add(" B :: C ")
    assert "B::C" in names(collection)
    for name in ("", "  ", "A::", "A", "x" * 300, "a\nb"):
        with pytest.raises(BadValue):
            decks.add(name)
    for new in ("A::A", "B::C", "::"):
        with pytest.raises(BadValue):
            decks.rename("A", new)
    with pytest.raises(BadValue):
        decks.remove("温故")
    with pytest.raises(NotFound):
        decks.rename("没有", "D")


def test_options_come_from_above_and_say_so(collection: Collection) -> None:
    add_cards(collection, "A::B")
    add_cards(collection, "A")
    Preferences(collection, "A").set("desired_retention", "0.95")
    below = Preferences(collection, "A::B")
    assert below.sources()["desired_retention"] == OptionInForce("0.95", "A")
    assert below.sources()["new_per_day"] == OptionInForce("20", "")
    below.set("desired_retention", "0.8")
    assert below.sources()["desired_retention"] == OptionInForce("0.8", "A::B")
    below.reset("desired_retention")
    assert below.get("desired_retention") == "0.95"
    Journal(collection).undo()
    assert below.get("desired_retention") == "0.8"


def test_undoing_an_option_leaves_where_the_learner_is(collection: Collection) -> None:
    preferences = Preferences(collection)
    preferences.set("desired_retention", "0.8")
    preferences.set("timezone", "America/New_York")
    preferences.set("day_start", "5")
    entry = Journal(collection).undo()
    assert entry is not None
    assert (entry.kind, entry.subject) == ("options", "温故 desired_retention")
    assert (preferences.get("desired_retention"), preferences.get("timezone")) == ("0.9", "America/New_York")


def test_one_deck_is_studied(collection: Collection) -> None:
    add_cards(collection, "A", ANSWERS[:1])
    add_cards(collection, "B", ANSWERS[1:])
    session = ReviewSession(collection, deck="A")
    card = session.next_card()
    assert card is not None
    session.answer(card.id, Rating.EASY)
    assert session.next_card() is None
