"""Cards go to the real Anki, change on either side, and go again; ``tools/eval_anki.py`` does it with 5,000."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from desktop.domain.anki import AnkiNote, AnkiNoteType
from desktop.domain.card import Rating
from desktop.services.anki_exchange import AnkiExchange
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection as Wengu
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from tests.oracle.anki_roundtrip import TYPES, differences, some_notes, take
from tests.unit.services.conftest import add_cards

DAY = timedelta(days=1)


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def sent(anki: Collection, tmp_path: Path) -> list[AnkiNote]:
    """Notes that Anki has."""
    notes = some_notes(40)
    log = take(anki, tmp_path / "sent.apkg", notes)
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (40, 0, 0)
    return notes


def test_all_kinds_arrive_as_they_were(anki: Collection, tmp_path: Path) -> None:
    notes = some_notes(220)
    take(anki, tmp_path / "sent.apkg", notes)
    assert differences(anki, notes) == []


def test_what_was_put_off_is_asked_again_on_the_next_day(anki: Collection, tmp_path: Path) -> None:
    assert anki.db is not None
    anki.db.execute("update col set crt = crt - 864000")  # ten days old: on its first day there is no day before
    anki.close()
    anki.reopen()
    notes = some_notes(220)
    take(anki, tmp_path / "sent.apkg", notes)
    assert differences(anki, notes) == []
    anki.set_config("lastUnburied", anki.sched.today - 1)
    anki.sched.deck_due_tree()
    assert differences(anki, [replace(note, buried=False) for note in notes]) == []
    problems, sound = anki.fix_integrity()
    assert sound, problems


def test_the_same_again_changes_nothing_and_what_the_learner_added_stays(
    anki: Collection, sent: list[AnkiNote], tmp_path: Path
) -> None:
    for number in anki.find_notes(""):
        note = anki.get_note(number)
        note["补充"], note.tags = "自己写的", [*note.tags, "我的"]
        anki.update_note(note)
    log = take(anki, tmp_path / "again.apkg", sent)
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 0, len(sent))
    for number in anki.find_notes(""):
        note = anki.get_note(number)
        assert note["补充"] == "自己写的"
        assert "我的" in note.tags


@pytest.mark.parametrize("kind", TYPES)
def test_one_corrected_character_updates_one_note(
    anki: Collection, sent: list[AnkiNote], tmp_path: Path, kind: AnkiNoteType
) -> None:
    at = next(place for place, note in enumerate(sent) if note.note_type is kind)
    corrected = [*sent]
    corrected[at] = replace(
        sent[at], sentence=sent[at].sentence.replace("成果", "成绩"), modified=sent[at].modified + DAY
    )
    log = take(anki, tmp_path / "again.apkg", corrected)
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 1, len(sent) - 1)
    assert differences(anki, corrected) == []


def test_a_removed_blank_leaves_neither_an_empty_card_nor_a_double(
    anki: Collection, sent: list[AnkiNote], tmp_path: Path
) -> None:
    at = next(place for place, note in enumerate(sent) if len(note.blanks) == 2 and note.reviews)
    left = sent[at].blanks[1:]
    fewer = [*sent]
    fewer[at] = replace(
        sent[at], blanks=left, answer=sent[at].sentence[slice(*left[0])], modified=sent[at].modified + DAY
    )
    log = take(anki, tmp_path / "again.apkg", fewer)
    assert (len(log.new), len(log.updated)) == (0, 1)
    assert differences(anki, fewer) == []


def test_a_renamed_deck_makes_no_doubles_and_loses_no_history(
    anki: Collection, sent: list[AnkiNote], tmp_path: Path
) -> None:
    renamed = [replace(note, deck=f"新名::{note.deck}") for note in sent]
    log = take(anki, tmp_path / "again.apkg", renamed)
    assert (len(log.new), len(log.updated)) == (0, 0)
    assert differences(anki, sent) == []  # they stay where the learner has them


@pytest.mark.parametrize("name", ["Default", "DEFAULT"])
def test_the_deck_that_every_anki_has_is_that_one(anki: Collection, tmp_path: Path, name: str) -> None:
    notes = [replace(note, deck=name) for note in some_notes(5)]
    take(anki, tmp_path / "sent.apkg", notes)
    assert [deck.name for deck in anki.decks.all_names_and_ids()] == ["Default"]
    assert anki.card_count() == anki.decks.card_count(1, include_subdecks=False) == 5


def test_a_field_that_the_learner_added_makes_no_doubles_and_loses_no_history(
    anki: Collection, sent: list[AnkiNote], tmp_path: Path
) -> None:
    model = anki.models.by_name("温故 填空")
    assert model is not None
    anki.models.add_field(model, anki.models.new_field("我的栏"))
    anki.models.update_dict(model)
    corrected = [replace(note, remark="改过", modified=note.modified + DAY) for note in sent]
    log = take(anki, tmp_path / "again.apkg", corrected)
    assert len(log.new) == 0
    assert anki.note_count() == anki.card_count() == len(sent)
    assert anki.db is not None
    assert anki.db.scalar("select count() from revlog") == sum(len(note.reviews) for note in sent)
    problems, sound = anki.fix_integrity()
    assert sound, problems


def test_more_blanks_of_a_sentence_still_are_one_card(anki: Collection, sent: list[AnkiNote], tmp_path: Path) -> None:
    at = next(
        place for place, note in enumerate(sent) if note.note_type is AnkiNoteType.CLOZE and len(note.blanks) == 1
    )
    start = sent[at].sentence.index("取得")
    blanks = (*sent[at].blanks, type(sent[at].blanks[0])(start, start + 2))
    more = [*sent]
    more[at] = replace(sent[at], blanks=blanks, modified=sent[at].modified + DAY)
    assert len(take(anki, tmp_path / "again.apkg", more).updated) == 1
    assert differences(anki, more) == []


def test_what_was_put_off_flagged_or_suspended_in_a_collection_is_so_there(
    anki: Collection, home: Path, tmp_path: Path
) -> None:
    with Wengu.open(home, chance=Random(1)) as wengu:
        add_cards(wengu)
        add_cards(wengu)  # the same words again are siblings
        Preferences(wengu).set("bury_siblings", "true")
        session, workshop = ReviewSession(wengu), CardWorkshop(wengu)
        current = session.next_card()
        assert current is not None
        session.answer(current.id, Rating.GOOD)
        (sibling,) = CardList(wengu).search("is:buried")[1]
        suspended, flagged, *_ = (each.id for each in CardList(wengu).search("is:new -is:buried")[1])
        workshop.bury([current.id, suspended])
        workshop.suspend([suspended])
        workshop.flag([current.id, sibling.id, flagged], 4)
        AnkiExchange(wengu).export(tmp_path / "sent.apkg", with_schedule=True)
        here = {card.id: card.guid for card in CardList(wengu).search("")[1]}
    expected = dict.fromkeys(here.values(), (0, 0)) | {
        here[current.id]: (-3, 4),
        here[sibling.id]: (-3, 4),
        here[flagged]: (0, 4),
        here[suspended]: (-1, 0),
    }
    anki.sched.deck_due_tree()
    options = ImportAnkiPackageOptions(with_scheduling=True)
    anki.import_anki_package(ImportAnkiPackageRequest(package_path=str(tmp_path / "sent.apkg"), options=options))
    assert anki.db is not None
    assert {
        guid: (queue, flags)
        for guid, queue, flags in anki.db.execute(
            "select n.guid, c.queue, c.flags from cards c join notes n on n.id = c.nid"
        )
    } == expected
