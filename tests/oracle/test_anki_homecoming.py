"""What was made and learnt in the real Anki comes into a collection, and what Wengu sent there comes home."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from anki.collection import Collection as Anki
from anki.collection import ExportAnkiPackageOptions, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from desktop.domain.card import Card, CardState, Rating
from desktop.services.anki_exchange import AnkiExchange
from desktop.services.anki_import import AnkiImport
from desktop.services.anki_notes import Group, NoteWishes
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from desktop.storage.dump import dump_collection
from tests.unit.services.conftest import add_cards

EPOCH_DAY = datetime(1970, 1, 1, tzinfo=UTC).toordinal()


@pytest.fixture
def wengu(home: Path) -> Iterator[Collection]:
    with Collection.open(home, chance=Random(1)) as opened:
        yield opened


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    opened = Anki(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def fill(anki: Anki, *, fsrs: bool) -> None:
    anki.set_config("fsrs", fsrs)
    deck = anki.decks.id("法律::宪法")
    assert deck is not None
    preset = anki.decks.add_config("细水长流")
    preset["new"] |= {"perDay": 30}
    preset |= {"desiredRetention": 0.88}
    anki.decks.update_config(preset)
    anki.decks.set_config_id_for_deck_dict(anki.decks.get(deck), preset["id"])
    for number in range(20):
        note = anki.new_note(anki.models.by_name("Cloze"))
        note["Text"] = f"第{number}条规定{{{{c1::权利{number}}}}}和{{{{c2::义务{number}}}}}"
        note.tags = ["法律"]
        anki.add_note(note, deck)
    for number in range(5):
        note = anki.new_note(anki.models.by_name("Basic (and reversed card)"))
        note["Front"], note["Back"] = f"问{number}", f"答{number}"
        anki.add_note(note, deck)
    anki.decks.select(deck)
    for rating in (3, 4, 4, 1, 2, 4, 3, 4, 4, 4):
        card = anki.sched.getCard()
        assert card is not None
        card.start_timer()
        anki.sched.answerCard(card, rating)
    ids = sorted(anki.find_cards("is:new"))
    anki.sched.suspend_cards(ids[:2])
    anki.set_user_flag_for_cards(3, ids[2:4])


def export(anki: Anki, path: Path, *, legacy: bool = False) -> Path:
    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy)
    anki.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def cards(wengu: Collection) -> dict[tuple[str, int], Card]:
    """By Anki's guid and ordinal."""
    found = {}
    for card in CardList(wengu).search("")[1]:
        guid, _, ordinal = card.guid.partition("\x1f")
        found[guid, int(ordinal or 0)] = card
    return found


@pytest.mark.parametrize("fsrs", [True, False])
@pytest.mark.parametrize("legacy", [True, False])
def test_cards_come_with_their_schedule_and_answers(
    anki: Anki, wengu: Collection, tmp_path: Path, fsrs: bool, legacy: bool
) -> None:
    fill(anki, fsrs=fsrs)
    package = export(anki, tmp_path / "out.apkg", legacy=legacy)
    done = AnkiImport(wengu).import_package(package)
    assert (done.notes, done.cards, done.reviews) == (25, 50, 10)
    assert done.skipped == ()
    mine = cards(wengu)
    today = (datetime.now().astimezone() - timedelta(hours=4)).toordinal() - EPOCH_DAY
    for number in anki.find_cards(""):
        theirs = anki.get_card(number)
        card = mine[theirs.note().guid, theirs.ord]
        schedule = card.schedule
        assert card.deck == "法律::宪法"
        assert schedule.state == theirs.type
        assert (schedule.reps, schedule.lapses) == (theirs.reps, theirs.lapses)
        assert card.suspended == (theirs.queue == -1)
        assert card.flag == theirs.flags & 7
        if theirs.type == 2:
            assert schedule.scheduled_days == theirs.ivl
            assert schedule.due_day is not None
            assert schedule.due_day - today == theirs.due - anki.sched.today
        elif theirs.queue == 1:  # not a step that ends on a later study day
            assert schedule.due_at == datetime.fromtimestamp(theirs.due, UTC)
        if fsrs and theirs.memory_state:
            assert schedule.stability == pytest.approx(theirs.memory_state.stability, rel=1e-3)
            assert schedule.difficulty == pytest.approx(theirs.memory_state.difficulty, rel=1e-2)
        elif theirs.type == 2:  # Anki converts by the same formula when FSRS is switched on without a log
            assert schedule.stability is not None
            assert schedule.stability > 0
    assert {card.answer for card in mine.values()} >= {"权利0", "义务0", "问0", "答0"}
    assert {card.tags for card in mine.values() if card.answer == "权利0"} == {("法律",)}
    options = Preferences(wengu, "法律::宪法").all()
    assert (options["desired_retention"], options["new_per_day"]) == ("0.88", "30")
    assert Health(wengu).verify().ok


def test_a_second_time_nothing_changes_and_undo_takes_it_all_back(
    anki: Anki, wengu: Collection, tmp_path: Path
) -> None:
    fill(anki, fsrs=True)
    package = export(anki, tmp_path / "out.apkg")
    AnkiImport(wengu).import_package(package)
    before = cards(wengu)
    again = AnkiImport(wengu).import_package(package)
    assert (again.notes, again.cards, again.reviews, again.media) == (0, 0, 0, 0)
    assert cards(wengu) == before
    Journal(wengu).undo()
    assert cards(wengu) == {}
    assert Health(wengu).verify().ok
    Journal(wengu).redo()
    assert cards(wengu) == before
    assert Health(wengu).verify().ok


def test_answers_given_in_anki_come_home(anki: Anki, wengu: Collection, tmp_path: Path) -> None:
    session = ReviewSession(wengu)
    add_cards(wengu)
    ids = [card.id for card in cards(wengu).values()]
    wengu.now = lambda: datetime.now(UTC) - timedelta(days=30)
    for card_id in ids[:3]:
        session.answer(card_id, Rating.EASY)
    wengu.now = lambda: datetime.now(UTC)
    sent = tmp_path / "sent.apkg"
    AnkiExchange(wengu).export(sent, with_schedule=True)
    anki.set_config("fsrs", True)
    options = ImportAnkiPackageOptions(with_scheduling=True)
    anki.import_anki_package(ImportAnkiPackageRequest(package_path=str(sent), options=options))
    assert anki.card_count() == 4
    deck = anki.get_card(anki.find_cards("")[0]).did
    anki.decks.select(deck)
    for _ in range(3):
        card = anki.sched.getCard()
        assert card is not None
        card.start_timer()
        anki.sched.answerCard(card, 3)
    before = cards(wengu)
    home_again = export(anki, tmp_path / "back.apkg")
    done = AnkiImport(wengu).import_package(home_again)
    assert (done.notes, done.cards, done.reviews) == (0, 0, 3)
    after = cards(wengu)
    changed = [key for key in before if before[key].schedule != after[key].schedule]
    assert len(changed) == 3
    reviewed = [after[key].schedule for key in changed if before[key].schedule.state is CardState.REVIEW]
    for key in changed:
        schedule = after[key].schedule
        (number,) = anki.find_cards(f"nid:{anki.db.scalar('select id from notes where guid = ?', key[0])}")
        theirs = anki.get_card(number)
        assert schedule.reps == before[key].schedule.reps + 1
        if theirs.type == 2 and theirs.memory_state:
            assert schedule.stability == pytest.approx(theirs.memory_state.stability, rel=1e-2)
            assert json.loads(anki.db.scalar("select data from cards where id = ?", number))
    assert reviewed
    assert Health(wengu).verify().ok
    assert AnkiImport(wengu).import_package(home_again).reviews == 0


@pytest.mark.parametrize("group", ["card", "sentence"])
def test_what_changes_here_is_one_update_there(anki: Anki, wengu: Collection, tmp_path: Path, group: Group) -> None:
    """Also a change that is taken back, or Anki would keep what the learner no longer wants."""

    def sent() -> tuple[int, int]:
        path = tmp_path / "sent.apkg"
        AnkiExchange(wengu).export(path, wishes=NoteWishes(group=group))
        log = anki.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        ).log
        return len(log.new), len(log.updated)

    wengu.now = lambda: datetime(2026, 3, 1, 12, tzinfo=UTC)
    add_cards(wengu)
    assert sent() == (4, 0)
    assert sent() == (0, 0)
    wengu.now = lambda: datetime(2026, 3, 1, 13, tzinfo=UTC)
    card = next(iter(cards(wengu).values()))
    CardWorkshop(wengu).remark(card.id, "常考")
    assert sent() == (0, 1)
    assert len(anki.find_notes("笔记:常考")) == 1
    wengu.now = lambda: datetime(2026, 3, 1, 14, tzinfo=UTC)
    Journal(wengu).undo()
    assert sent() == (0, 1)
    assert len(anki.find_notes("笔记:常考")) == 0
    assert sent() == (0, 0)
    assert anki.note_count() == anki.card_count() == 4


def test_what_came_from_anki_can_stay_out_of_what_goes_back(anki: Anki, wengu: Collection, tmp_path: Path) -> None:
    fill(anki, fsrs=True)
    notes = anki.note_count()
    AnkiImport(wengu).import_package(export(anki, tmp_path / "out.apkg"))
    add_cards(wengu)
    back = tmp_path / "back.apkg"
    exchange = AnkiExchange(wengu)
    assert exchange.has_cards_of_anki()
    assert exchange.export(back, wishes=NoteWishes(own_only=True)).cards == 4
    log = anki.import_anki_package(ImportAnkiPackageRequest(package_path=str(back))).log
    assert (len(log.new), len(log.conflicting), anki.note_count()) == (4, 0, notes + 4)
    assert exchange.export(back).cards == len(cards(wengu))


def test_hints_go_on_to_another_anki(anki: Anki, wengu: Collection, tmp_path: Path) -> None:
    note = anki.new_note(anki.models.by_name("Cloze"))
    note["Text"] = "坚持{{c1::党的领导::根本 &lt;原则&gt;: :}}，坚持{{c2::以人民为中心}}"
    anki.add_note(note, anki.decks.id("提示"))
    AnkiImport(wengu).import_package(export(anki, tmp_path / "out.apkg"))
    AnkiExchange(wengu).export(tmp_path / "sent.apkg")
    other = Anki(str(tmp_path / "other.anki2"))
    try:
        other.import_anki_package(ImportAnkiPackageRequest(package_path=str(tmp_path / "sent.apkg")))
        asked = {
            card.note()["答案"]: card.render_output().question_text
            for card in map(other.get_card, other.find_cards(""))
        }
    finally:
        other.close()
    assert "[根本 &lt;原则&gt;: :]" in asked["党的领导"]
    assert "[...]" in asked["以人民为中心"]


def test_pictures_and_sounds_go_on_to_another_anki(anki: Anki, wengu: Collection, tmp_path: Path) -> None:
    contents = {"图 1&'.png": b"a picture", "声.mp3": b"a sound", "前.jpg": b"in front", "多余.png": b"shown nowhere"}
    for name, content in contents.items():
        anki.media.write_data(name, content)
    for kind, fields in {
        "Cloze": ['<img src="图 1&amp;\'.png">图上是{{c1::什么}}，那是{{c2::什么色}}[sound:声.mp3]', "出处"],
        "Basic": ['<img src="前.jpg">', "答[sound:声.mp3]"],
        "Basic (and reversed card)": ["没有图", "也没有声音"],
    }.items():
        note = anki.new_note(anki.models.by_name(kind))
        note.fields[: len(fields)] = fields
        anki.add_note(note, anki.decks.id("图"))
    package = export(anki, tmp_path / "out.apkg")
    AnkiImport(wengu).import_package(package)
    before = [dump_collection_rows(wengu)]
    AnkiImport(wengu).import_package(package)
    assert [dump_collection_rows(wengu)] == before
    sent = tmp_path / "sent.apkg"
    AnkiExchange(wengu).export(sent)
    other = Anki(str(tmp_path / "other.anki2"))
    try:
        other.import_anki_package(ImportAnkiPackageRequest(package_path=str(sent)))
        assert (other.note_count(), other.card_count(), other.fix_integrity()[1]) == (5, 5, True)
        media = Path(other.media.dir())
        assert {each.name: each.read_bytes() for each in media.iterdir()} == {
            name: contents[name] for name in ("图 1&'.png", "声.mp3", "前.jpg")
        }
        shown = {}
        for number in other.find_cards(""):
            card = other.get_card(number)
            output = card.render_output()
            sounds = [each.filename for each in output.answer_av_tags]  # type: ignore[union-attr]
            shown[card.note()["答案"]] = output.question_text, output.answer_text, sounds
    finally:
        other.close()
    for answer in ("什么", "什么色"):
        question, told, sounds = shown[answer]
        assert "<img" not in question
        assert told.count('<img src="图 1&amp;\'.png">') == 1
        assert (told.count("出处"), sounds) == (1, ["声.mp3"])
    question, told, sounds = next(each for answer, each in shown.items() if answer.startswith("答"))
    assert '<img src="前.jpg">' in question
    assert sounds == ["声.mp3"]
    assert not shown["也没有声音"][2]


def dump_collection_rows(wengu: Collection) -> list[object]:
    """All that the collection holds."""
    with wengu.reading() as connection:
        return [(table, [*rows]) for table, rows in dump_collection(connection)]
