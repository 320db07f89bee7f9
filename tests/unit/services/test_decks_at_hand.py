"""What is kept of the decks between two cards never outlives a change of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.domain.card import CardState, Rating
from desktop.domain.changes import Changed
from desktop.domain.review import DueCounts
from desktop.services.collection import Collection
from desktop.services.decks import Decks
from desktop.services.journal import Journal
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from desktop.storage.database import FILE_NAME
from desktop.storage.decks import all_decks
from tests.unit.services.conftest import add_cards


def test_the_decks_are_the_same_object_until_one_changes(collection: Collection) -> None:
    add_cards(collection, "法律::民法")
    with collection.reading() as connection:
        first = all_decks(connection)
        assert all_decks(connection) is first
    Decks(collection).rename("法律::民法", "法律::刑法")
    with collection.reading() as connection:
        assert [deck.name for deck in all_decks(connection).within("法律")] == ["法律::刑法"]


def test_an_option_set_undone_or_redone_holds_for_the_very_next_card(collection: Collection) -> None:
    add_cards(collection, "法律::民法")
    session, journal = ReviewSession(collection), Journal(collection)
    assert session.counts() == DueCounts(4, 0, 0)
    Preferences(collection, "法律").set("new_per_day", "1")
    assert session.counts() == DueCounts(1, 0, 0)
    journal.undo()
    assert session.counts() == DueCounts(4, 0, 0)
    journal.redo()
    assert session.counts() == DueCounts(1, 0, 0)


def test_an_option_that_another_program_set_holds_for_the_very_next_card(collection: Collection, home: Path) -> None:
    add_cards(collection, "法律::民法")
    session = ReviewSession(collection)
    assert session.next_card() is not None
    with closing(sqlite3.connect(home / FILE_NAME)) as other, other:
        other.execute("""UPDATE decks SET settings = '{"new_per_day": "0"}' WHERE name = '法律::民法'""")
    assert session.next_card() is None
    with closing(sqlite3.connect(home / FILE_NAME)) as other, other:
        other.execute("UPDATE decks SET settings = '{}' WHERE name = '法律::民法'")
    assert session.next_card() is not None


def test_among_many_decks_the_review_that_waits_longest_comes_first_and_the_latest_new_card(
    collection: Collection,
) -> None:
    for number in range(9):
        add_cards(collection, f"牌组{number}")
    Preferences(collection).set("new_order", "latest")
    with collection.reading() as connection:
        ids = [row[0] for row in connection.exec_driver_sql("SELECT uuid FROM cards ORDER BY position, id")]
    session = ReviewSession(collection)
    card = session.next_card()
    assert card is not None
    assert card.id == ids[-1]
    with collection.writing(Changed.SCHEDULE) as connection:
        today = collection.calendar(connection).study_day(collection.now())
        for card_id, due in ((ids[3], today), (ids[17], today - 5), (ids[8], today - 5), (ids[30], today - 1)):
            connection.exec_driver_sql(
                "UPDATE cards SET state = 2, due_day = ?, last_day = ?, scheduled_days = 9, stability = 9, "
                "difficulty = 5, reps = 1 WHERE uuid = ?",
                (due, due - 9, card_id),
            )
    order = []
    while (card := session.next_card()) is not None and card.schedule.state is CardState.REVIEW:
        order.append(card.id)
        session.answer(card.id, Rating.GOOD)
    assert order == [ids[8], ids[17], ids[30], ids[3]]
