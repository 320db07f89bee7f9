"""Packages made by hand come in whole, come back after undo, or leave nothing behind."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import RFC_4122, UUID

import pytest

from desktop.domain.anki_ids import uuid_ends, uuid_middles
from desktop.domain.anki_import import Skipped
from desktop.domain.article import TextSpan
from desktop.domain.card import Card, CardState, Rating
from desktop.domain.errors import AppError, DamagedFile, FileUnwritable, UnsupportedFormat
from desktop.domain.progress import OperationCancelled
from desktop.domain.question import QuestionMode
from desktop.formats.anki_package import read_anki_package
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS, Scheduler
from desktop.services import anki_answers, anki_cards
from desktop.services.anki_exchange import AnkiExchange
from desktop.services.anki_import import AnkiImport
from desktop.services.backups import Backups
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.deck_options import deck_settings
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.merging import Merging
from desktop.services.preferences import Preferences
from desktop.services.question_desk import QuestionDesk
from desktop.services.statistics import Statistics
from desktop.services.text_tools import TextTools
from desktop.storage import anki_log
from desktop.storage.card_queue import find_siblings
from desktop.storage.database import Connection
from desktop.storage.decks import load_decks
from desktop.storage.dump import dump_collection
from tests.unit.formats.test_anki_package import MODELS, PRESETS, database, package, sound

ANSWERED = datetime.fromtimestamp(1_795_400_000, UTC)
_ANSWERED_MS = 1_795_400_000_000
_NEW_SIBLINGS = "delete from revlog; delete from cards;" + "".join(
    f"insert into cards values ({30 + at}, 10, 2, {at}, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, '');" for at in range(3)
)


@pytest.fixture
def importing(collection: Collection) -> AnkiImport:
    return AnkiImport(collection)


def _cards(collection: Collection) -> list[Card]:
    return CardList(collection).search("")[1]


def _indexes(connection: Connection) -> set[str]:
    return {row[0] for row in connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'index'")}


def _files(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in home.rglob("*") if "collection.db" not in path.name}


def test_a_card_comes_with_all_that_anki_knows(importing: AnkiImport, collection: Collection, tmp_path: Path) -> None:
    presets = {"5": PRESETS["5"] | {"fsrsParams5": [*DEFAULT_PARAMETERS[:19]]}}
    done = importing.import_package(sound(tmp_path, dconf=presets))
    assert (done.notes, done.cards, done.reviews, done.media, done.skipped) == (
        1,
        1,
        1,
        0,
        (Skipped("deck", "filtered", 1, ("突击",)),),
    )
    (card,) = _cards(collection)
    assert (card.sentence, card.answer, card.deck) == ("坚持党的领导\n第二行", "党的领导", "法律::宪法")
    assert (card.tags, card.flag, card.guid) == (("党", "法::宪"), 2, "g1")
    schedule = card.schedule
    assert (schedule.state, schedule.stability, schedule.difficulty, schedule.reps) == (CardState.REVIEW, 21.5, 5.25, 3)
    options = Preferences(collection, "法律::宪法").all()
    assert (options["desired_retention"], options["new_per_day"], options["maximum_interval"]) == ("0.85", "3", "365")
    assert len(options["parameters"].split()) == 21  # 19 in the package
    assert Health(collection).verify().ok


def test_a_big_import_is_as_a_small_one(
    importing: AnkiImport, collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It drops all indexes while it writes; a log that tells an answer twice is no trouble."""
    answer = f"insert into revlog values ({int(ANSWERED.timestamp()) * 1000 + 7}, 20, 3, 9, 2, 2500, 4200, 1);"
    twice = (
        "create table log as select * from revlog; drop table revlog; alter table log rename to revlog;" + answer * 2
    )
    path = sound(tmp_path, twice)
    with collection.reading() as connection:
        indexes = _indexes(connection)
    monkeypatch.setattr(anki_log, "_MANY", 1)
    done = importing.import_package(path)
    assert (done.notes, done.cards, done.reviews) == (1, 1, 2)
    with collection.reading() as connection:
        assert _indexes(connection) == indexes
    assert Health(collection).verify().ok
    assert importing.import_package(path).reviews == 0


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ("after", "article", "true", "tag")),
        ({"newMix": 0, "newGatherPriority": 2}, ("mixed", "latest", "true", "tag")),
        ({"newMix": 2, "newGatherPriority": 0, "newSortOrder": 4}, ("before", "random", "true", "tag")),
        (
            {"newMix": 9, "newGatherPriority": 9, "rev": {"bury": False}, "lapse": {"leechAction": 0}},
            ("after", "article", "false", "suspend"),
        ),
    ],
)
def test_a_deck_asks_as_its_preset_says(
    importing: AnkiImport, collection: Collection, tmp_path: Path, chosen: dict[str, object], expected: tuple[str, ...]
) -> None:
    importing.import_package(sound(tmp_path, dconf={"5": PRESETS["5"] | chosen}))
    options = Preferences(collection, "法律::宪法").all()
    names = ("new_mix", "new_order", "bury_siblings", "leech_action")
    assert tuple(str(options[name]).lower() for name in names) == expected


def test_what_wengu_cannot_take_of_a_preset_is_told(importing: AnkiImport, tmp_path: Path) -> None:
    presets = {"5": PRESETS["5"] | {"fsrsParams5": [500.0] * 19}}
    done = importing.import_package(sound(tmp_path, dconf=presets))
    assert Skipped("option", "bad_values", 1, ("parameters",)) in done.skipped


def test_after_undo_the_same_package_comes_again(importing: AnkiImport, collection: Collection, tmp_path: Path) -> None:
    path = sound(tmp_path)
    importing.import_package(path)
    before = _cards(collection)
    for _ in range(2):
        Journal(collection).undo()
        assert _cards(collection) == []
        assert Statistics(collection).summary().reviews == 0
        again = importing.import_package(path)
        assert (again.notes, again.cards, again.reviews) == (1, 1, 1)
        assert _cards(collection) == before
        assert Statistics(collection).summary().reviews == 1
        assert Health(collection).verify().ok
    assert importing.import_package(path).cards == 0


def test_what_the_learner_threw_away_stays_away(importing: AnkiImport, collection: Collection, tmp_path: Path) -> None:
    path = sound(tmp_path)
    importing.import_package(path)
    CardWorkshop(collection).trash([card.id for card in _cards(collection)])
    assert importing.import_package(path).cards == 0
    assert _cards(collection) == []


@pytest.mark.parametrize("memory", ['{"s": 21.5, "d": 5.25}', "", '{"s": "wrong"}'])
def test_later_answers_stand_upon_the_schedule_that_came(
    importing: AnkiImport, collection: Collection, tmp_path: Path, memory: str
) -> None:
    """With FSRS or SM-2, and also where an answer was given before the first package came, but after it was made."""
    script = f"update cards set data = '{memory}';"
    importing.import_package(sound(tmp_path, script))
    (before,) = _cards(collection)
    later = ANSWERED + timedelta(days=11)
    script += f"insert into revlog values ({int(later.timestamp()) * 1000}, 20, 1, -600, 9, 2500, 4200, 1);"
    assert importing.import_package(sound(tmp_path, script)).reviews == 1
    (after,) = _cards(collection)
    with collection.reading() as connection:
        calendar = collection.calendar(connection)
        settings = deck_settings(load_decks(connection), "法律::宪法")
    assert after.schedule == Scheduler(settings, calendar).answer(before.schedule, Rating.AGAIN, later, before.id)
    assert Health(collection).verify().ok
    Journal(collection).undo()
    assert _cards(collection) == [before]


def test_a_card_that_was_forgotten_in_anki_is_new_with_its_answers(
    importing: AnkiImport, collection: Collection, tmp_path: Path
) -> None:
    path = sound(tmp_path, "update cards set type = 0, queue = 0, due = 3, ivl = 0, reps = 0, lapses = 0, data = '{}';")
    assert importing.import_package(path).reviews == 1
    (card,) = _cards(collection)
    assert card.schedule.state is CardState.NEW
    assert Health(collection).verify().ok
    Journal(collection).undo()
    importing.import_package(path)
    assert _cards(collection) == [card]
    assert Health(collection).verify().ok


def test_two_cards_of_one_template_are_one_card(importing: AnkiImport, collection: Collection, tmp_path: Path) -> None:
    """Anki's sync leaves such at times; its own check removes the later ones."""
    path = sound(
        tmp_path,
        "insert into cards select 21, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, left, odue, odid,"
        " flags, data from cards where id = 20;"
        "insert into cards select 22, nid, did, 'x', 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, '' from cards where id = 20;",
    )
    done = importing.import_package(path)
    assert (done.notes, done.cards, done.reviews) == (1, 1, 1)
    assert Skipped("card", "bad_values", 2) in done.skipped
    assert _cards(collection)[0].schedule.reps == 3
    again = importing.import_package(path)
    assert (again.notes, again.cards, again.reviews) == (0, 0, 0)


def test_a_guid_that_comes_twice_is_one_card(importing: AnkiImport, collection: Collection, tmp_path: Path) -> None:
    script = (
        "insert into notes select 11, guid, mid, mod, tags, flds from notes;"
        "insert into cards select 21, 11, did, ord, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, "
        "flags, data from cards;"
    )
    assert importing.import_package(sound(tmp_path, script)).cards == 1
    assert Health(collection).verify().ok


def test_answers_a_millisecond_apart_are_all_kept(
    importing: AnkiImport, collection: Collection, tmp_path: Path
) -> None:
    """Behind the last answer of the first of two cards that are one stands the schedule it had, a millisecond later."""
    script = (
        "insert into notes select 11, guid, mid, mod, tags, flds from notes;"
        "insert into cards select 21, 11, did, ord, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, "
        "flags, data from cards;"
        "insert into revlog select id + 1, 21, ease, ivl, lastIvl, factor, time, type from revlog;"
    )
    path = sound(tmp_path, script)
    assert importing.import_package(path).reviews == 2
    assert Statistics(collection).summary().reviews == 2
    assert importing.import_package(path).reviews == 0


def test_a_log_comes_in_parts_as_it_comes_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers of one moment, acts, and schedules among them, of which Anki tells since when they are, or not."""
    kept = "replace(hex(zeroblob(8)), '00', char(97 + n)), mid, mod, tags, flds"
    script = (
        "create table three (n); insert into three values (1), (2), (3);"
        f"insert into notes select id + n, {kept} from notes, three;"
        "insert into cards select id + n, nid + n, did, ord, type, queue, due, ivl, factor, reps, lapses, left, odue, "
        "odid, flags, iif(n = 2, '{}', json_set('{\"s\":2.5,\"d\":5.5}', '$.lrt', 1795400000 + n)) from cards, three;"
        "insert into revlog select id + a.n, cid + b.n, ease, ivl, lastIvl, factor, time, type from revlog, three a, "
        "three b; insert into revlog select id + 9, 22, 0, ivl, lastIvl, factor, time, 4 from revlog where cid = 20;"
    )
    keyless = "create table log as select * from revlog; drop table revlog; alter table log rename to revlog;"
    path = sound(tmp_path, keyless + script)
    logs = []
    for step in (20_000, 1, 2, 3):
        monkeypatch.setattr(anki_answers, "_AT_ONCE", step)
        with Collection.open(tmp_path / str(step)) as collection:
            done = AnkiImport(collection).import_package(path)
            assert (done.cards, done.reviews) == (4, 10)
            assert Skipped("review", "no_answer", 1) in done.skipped
            with collection.reading() as connection:
                rows = connection.exec_driver_sql(
                    "SELECT card_id, at, rating, before, after FROM reviews WHERE mode = 'anki' "
                    "ORDER BY card_id, at, id"
                ).fetchall()
        last = {row[0]: row for row in rows}
        assert [row[2] for row in last.values()] == [0] * 4  # behind all answers stands the schedule
        assert len(rows) == 14
        logs.append(rows)
    assert all(log == logs[0] for log in logs)


def test_a_note_whose_cards_would_repeat_it_without_end_is_left_out(
    importing: AnkiImport, collection: Collection, tmp_path: Path
) -> None:
    """A package of some kilobytes would make gigabytes. The cards of a cloze note have its words only once."""
    cards = "".join(
        f"insert into cards values ({100 * note + n}, {note}, 2, {n}, 0, 0, {n}, 0, 0, 0, 0, 0, 0, 0, 0, '');"
        for n in range(50)
        for note in (11, 12)
    )
    clozes = "".join(f"{{{{c{n + 1}::词{n}}}}}" for n in range(50))
    script = "".join(
        f"insert into notes values ({note}, 'g{note}', {kind}, 1, '', '{clozes}' || printf('%.*c', 150000, 'x'));"
        for note, kind in ((11, 7), (12, 8))
    )
    sides = [{"name": str(n), "ord": n, "qfmt": "{{正}}", "afmt": f"{n}{{{{正}}}}"} for n in range(50)]
    models = MODELS | {"8": {"name": "问", "type": 0, "flds": [{"name": "正", "ord": 0}], "tmpls": sides}}
    done = importing.import_package(sound(tmp_path, script + cards, models=models))
    assert (done.notes, done.cards) == (2, 51)
    assert Skipped("note", "too_long", 1) in done.skipped
    with collection.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM notes").scalar_one() == 2


def test_books_are_not_gathered_in_memory(
    importing: AnkiImport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anki_cards, "_CHARACTERS_AT_ONCE", 200_000)
    script = "".join(
        f"insert into notes values ({n}, 'b{n}', 7, 1, '', '{{{{c1::词}}}}' || printf('%.*c', 150000, 'x'));"
        f"insert into cards values ({n}, {n}, 2, 0, 0, 0, {n}, 0, 0, 0, 0, 0, 0, 0, 0, '');"
        for n in range(100, 220)
    )
    path = sound(tmp_path, script)
    tracemalloc.start()
    try:
        assert importing.import_package(path).notes == 121
        assert tracemalloc.get_traced_memory()[1] < 120 * 150_000
    finally:
        tracemalloc.stop()


def test_new_cards_keep_their_order(importing: AnkiImport, collection: Collection, tmp_path: Path) -> None:
    script = "delete from cards; delete from revlog;" + "".join(
        f"insert into notes values ({100 + n}, 'n{n}', 7, 1795400000, '', '第{n}个{{{{c1::词}}}}');"
        f"insert into cards values ({100 + n}, {100 + n}, 2, 0, 0, 0, {50 - n}, 0, 0, 0, 0, 0, 0, 0, 0, '');"
        for n in range(9)
    )
    importing.import_package(sound(tmp_path, script))
    assert [card.sentence for card in _cards(collection)] == [f"第{n}个词" for n in reversed(range(9))]


def test_siblings_of_one_note_may_stand_at_different_places(
    importing: AnkiImport, collection: Collection, tmp_path: Path
) -> None:
    """A learnt card, two new ones of which one stands elsewhere in the queue, one put off, one forgotten again."""
    words = "".join(f"{{{{c{n}::{word}}}}}，" for n, word in enumerate("甲乙丙丁戊", 1))
    script = (
        "delete from cards; delete from revlog;"
        f"insert into notes values (30, 'siblings', 7, 1795400000, '', '{words}');"
        'insert into cards values (300, 30, 2, 0, 2, 2, 9, 8, 2500, 3, 1, 0, 0, 0, 3, \'{"s": 7.5, "d": 4.25}\');'
        "insert into cards values (301, 30, 2, 1, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, '');"
        "insert into cards values (302, 30, 2, 2, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, '');"
        "insert into cards values (303, 30, 2, 3, 0, -1, 5, 0, 0, 0, 0, 0, 0, 0, 0, '');"
        "insert into cards values (304, 30, 2, 4, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, '');"
        f"insert into revlog values ({_ANSWERED_MS}, 304, 3, 1, -60, 0, 4200, 0);"
    )
    path = sound(tmp_path, script)
    done = importing.import_package(path)
    assert (done.notes, done.cards, done.reviews) == (1, 5, 1)
    with collection.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT answer, position - min(position) OVER (), suspended, flag, state, stability, scheduled_days, "
            "(SELECT count(*) FROM reviews r WHERE r.card_id = c.id) FROM cards c ORDER BY ordinal"
        ).fetchall()
        notes = connection.exec_driver_sql("SELECT count(*) FROM notes").scalar_one()
    assert notes == 1
    assert [tuple(row) for row in rows] == [
        ("甲", 0, 0, 3, 2, 7.5, 8, 1),
        ("乙", 5, 0, 0, 0, None, 0, 0),
        ("丙", 2, 0, 0, 0, None, 0, 0),
        ("丁", 5, 1, 0, 0, None, 0, 0),
        ("戊", 5, 0, 0, 0, None, 0, 2),
    ]
    assert Health(collection).verify().ok
    again = importing.import_package(path)
    assert (again.notes, again.cards, again.reviews) == (0, 0, 0)


def test_the_hint_of_a_cloze_is_told_and_goes_back(
    importing: AnkiImport, collection: Collection, tmp_path: Path
) -> None:
    text = "{{c1::甲::谁}}与{{c2::乙}}，{{c3::丙::一<b>}}再{{c3::丁::二::}}"
    importing.import_package(sound(tmp_path, f"update notes set flds = '{text}' || char(31); {_NEW_SIBLINGS}"))
    cards = {card.answer: card for card in _cards(collection)}
    assert {answer: card.cue for answer, card in cards.items()} == {"甲": "谁", "乙": "", "丙；丁": "一；二::"}
    question = QuestionDesk(collection, TextTools()).question(cards["甲"], QuestionMode.TYPED)
    assert (question.cue, "谁" in question.shown()) == ("谁", True)
    AnkiExchange(collection).export(tmp_path / "back.apkg")
    with read_anki_package(tmp_path / "back.apkg") as package:
        hints = {note.fields[1]: [cloze.hint for cloze in note.clozes] for note in package.notes()}
    assert hints == {"甲": ["谁"], "乙": [""], "丙；丁": ["一；二::", ""]}


def test_a_card_is_introduced_once(importing: AnkiImport, collection: Collection, tmp_path: Path) -> None:
    """An answer to a learning step that comes with a later package is no introduction."""

    def answers(*seconds: int) -> str:
        return "update cards set type = 1, queue = 1, due = 1795500000; delete from revlog;" + "".join(
            f"insert into revlog values ({_ANSWERED_MS + 1000 * each}, 20, 3, -60, -60, 0, 4200, 0);"
            for each in seconds
        )

    importing.import_package(sound(tmp_path, answers(0, 60)))
    importing.import_package(sound(tmp_path, answers(0, 60, 120)))
    with collection.reading() as connection:
        states = connection.exec_driver_sql("SELECT before_state FROM reviews WHERE rating > 0 ORDER BY at").fetchall()
    assert [row[0] for row in states] == [CardState.NEW, CardState.LEARNING, CardState.LEARNING]


def _not_a_package(folder: Path) -> Path:
    path = folder / "x.apkg"
    path.write_bytes(b"PK\x03\x04 no zip at all")
    return path


def _leads_outside(folder: Path) -> Path:
    return package(folder, {"collection.anki2": database(folder), "../outside.txt": b"x"})


def _named_by_a_list(folder: Path) -> Path:
    names = {"0": "../../outside.png", "1": "/etc/outside", "2": "C:\\outside", "3": "nul.png"}
    return package(
        folder,
        {"collection.anki2": database(folder), "media": json.dumps(names).encode(), **dict.fromkeys("0123", b"x")},
    )


def _cut(folder: Path) -> Path:
    path = sound(folder)
    path.write_bytes(path.read_bytes()[:-200])
    return path


def _damaged_far_inside(folder: Path) -> Path:
    """Its notes and cards are read before the damage shows."""
    rows = "".join(f"insert into revlog values ({1795400000200 + n}, 20, 3, 9, 9, 2500, 4200, 1);" for n in range(9000))
    content = database(folder, rows)
    return package(folder, {"collection.anki2": content[:-4096] + b"\xff" * 4096})


@pytest.mark.parametrize("hostile", [_not_a_package, _leads_outside, _cut, _damaged_far_inside])
def test_hostile_packages_leave_nothing_behind(
    importing: AnkiImport, collection: Collection, tmp_path: Path, hostile: Callable[[Path], Path]
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    path = hostile(made)
    before, around = _files(collection.home), set(tmp_path.iterdir())
    with pytest.raises((DamagedFile, UnsupportedFormat)):
        importing.import_package(path)
    assert _files(collection.home) == before
    assert set(tmp_path.iterdir()) == around
    assert _cards(collection) == []
    assert Journal(collection).undo() is None


def test_media_get_no_names_that_lead_anywhere(importing: AnkiImport, collection: Collection, tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    around = set(tmp_path.iterdir())
    try:
        done = importing.import_package(_named_by_a_list(made))
    except AppError:
        assert _cards(collection) == []
    else:
        assert done.media == 0
    assert set(tmp_path.iterdir()) == around
    assert not [name for name in _files(collection.home) if "outside" in name or "nul" in name]


def test_it_can_be_stopped_at_any_moment(importing: AnkiImport, collection: Collection, tmp_path: Path) -> None:
    path = package(tmp_path, {"collection.anki2": database(tmp_path), "media": b'{"0": "a.png"}', "0": b"a picture"})

    class Stop:
        def __init__(self, after: int) -> None:
            self.left = after

        def advance(self, done: int, total: int) -> None:
            assert 0 <= done <= total
            self.left -= 1
            if self.left < 0:
                raise OperationCancelled

    for after in range(100):
        try:
            importing.import_package(path, Stop(after))
            break
        except OperationCancelled:
            assert _cards(collection) == []
            assert "media/a.png" not in _files(collection.home)
    assert after > 0
    assert "media/a.png" in _files(collection.home)


def test_where_a_picture_cannot_be_written_nothing_comes(
    importing: AnkiImport, collection: Collection, tmp_path: Path
) -> None:
    (collection.home / "media" / "b.png").mkdir(parents=True)
    files = {"media": b'{"0": "a.png", "1": "b.png"}', "0": b"one", "1": b"two"}
    with pytest.raises(FileUnwritable):
        importing.import_package(package(tmp_path, {"collection.anki2": database(tmp_path), **files}))
    assert _cards(collection) == []
    assert "media/a.png" not in _files(collection.home)


def test_the_cards_of_a_note_of_ankis_are_siblings(
    importing: AnkiImport, collection: Collection, tmp_path: Path
) -> None:
    """Others have the same words neither in their sentence nor as their answer."""
    marks = "".join(f"{{{{c{number}::第{number}项}}}}，" for number in (1, 2, 3))
    others = "".join(
        f"insert into notes values ({40 + number}, 'g{number}', 7, 1795400000, '', '另{{{{c1::事{number}}}}}');"
        f"insert into cards values ({50 + number}, {40 + number}, 2, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, '');"
        for number in (2, 11)
    )
    more = "".join(
        f"insert into cards values ({30 + at}, 10, 2, {at}, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, '');" for at in (1, 2)
    )
    importing.import_package(
        sound(tmp_path, f"update notes set flds = '{marks}' || char(31); update cards set due = 0; {more}{others}")
    )
    with collection.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, uuid, answer FROM cards").fetchall()
        keys, answers = {row[2]: row[0] for row in rows}, {row[1]: row[2] for row in rows}
        for asked, expected in {"第1项": {"第2项", "第3项"}, "第3项": {"第1项", "第2项"}, "事2": set()}.items():
            assert {answers[each[0]] for each in find_siblings(connection, keys[asked], 30_000)} == expected


def test_buried_cards_are_asked_again_tomorrow(importing: AnkiImport, collection: Collection, tmp_path: Path) -> None:
    importing.import_package(sound(tmp_path, "update cards set queue = -2;"))
    (card,) = _cards(collection)
    with collection.reading() as connection:
        today = collection.calendar(connection).study_day(collection.now())
    assert card.buried_until == today + 1


def _two_cards(folder: Path) -> Path:
    return sound(
        folder,
        "update notes set flds = '坚持{{c1::改革开放}}，{{c2::依法治国}}。' || char(31) || '出处';"
        "insert into cards values (31, 10, 2, 1, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, '');",
    )


def test_the_cards_of_a_cloze_note_share_its_words(
    importing: AnkiImport, collection: Collection, tmp_path: Path
) -> None:
    done = importing.import_package(_two_cards(tmp_path))
    assert (done.notes, done.cards) == (1, 2)
    first, second = sorted(_cards(collection), key=lambda card: card.blanks)
    assert (first.sentence, first.answer, first.remark) == (second.sentence, "改革开放", "出处")
    assert (first.guid, second.guid) == ("g1", "g1\x1f1")
    with collection.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM notes").scalar_one() == 1
        (notes,) = [list(rows) for table, rows in dump_collection(connection) if table == "notes"]
    assert notes[0]["fields"] == [["正文", first.sentence], ["附注", "出处"]]
    assert importing.import_package(_two_cards(tmp_path)).cards == 0
    assert Health(collection).verify().ok


def test_when_the_words_of_one_card_change_the_other_asks_its_own(
    importing: AnkiImport, collection: Collection, tmp_path: Path
) -> None:
    importing.import_package(_two_cards(tmp_path))
    first, second = sorted(_cards(collection), key=lambda card: card.blanks)
    workshop, journal = CardWorkshop(collection), Journal(collection)
    sentence = "我们坚持扩大开放，依法治国。"
    workshop.edit_cloze(first.id, sentence, TextSpan(4, 8))
    mine, other = sorted(_cards(collection), key=lambda card: card.blanks)
    assert (mine.answer, other.answer) == ("扩大开放", "依法治国")
    assert mine.sentence == other.sentence == sentence
    assert other.sentence[slice(*other.blanks[0])] == other.answer
    journal.undo()
    assert sorted(_cards(collection), key=lambda card: card.blanks) == [first, second]

    workshop.edit_cloze(first.id, "坚持改革开放。", TextSpan(2, 6))
    assert [card.id for card in _cards(collection)] == [first.id]  # what the other asked is not there any more
    journal.undo()
    assert sorted(_cards(collection), key=lambda card: card.blanks) == [first, second]
    assert Health(collection).verify().ok


def test_questions_that_are_asked_twice_change_together(
    importing: AnkiImport, collection: Collection, tmp_path: Path
) -> None:
    sides = [{"name": str(n), "ord": n, "qfmt": "{{正}}", "afmt": "{{反}}"} for n in range(2)]
    fields = [{"name": "正", "ord": 0}, {"name": "反", "ord": 1}]
    script = "update notes set mid = 8, flds = '问' || char(31) || '答';" + (
        "insert into cards values (31, 10, 2, 1, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, '');"
    )
    models = MODELS | {"8": {"name": "问", "type": 0, "flds": fields, "tmpls": sides}}
    assert importing.import_package(sound(tmp_path, script, models=models)).cards == 2
    workshop, first = CardWorkshop(collection), _cards(collection)[0]
    for front, back in (("再问", "答"), ("再问", "再答")):
        workshop.edit_basic(first.id, front, back)
        assert [(card.sentence, card.back, card.answer) for card in _cards(collection)] == [(front, back, back)] * 2
    assert Health(collection).verify().ok


def test_a_card_that_a_note_got_later_comes_too(importing: AnkiImport, collection: Collection, tmp_path: Path) -> None:
    """Also where another copy has all three from one package."""
    path = _two_cards(tmp_path)
    importing.import_package(path)
    kept = {card.id for card in _cards(collection)}
    script = (
        "update notes set flds = '坚持{{c1::改革开放}}，{{c2::依法治国}}，{{c3::从严治党}}。' || char(31) || '出处';"
        + "".join(
            f"insert into cards values (3{at}, 10, 2, {at}, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, '');" for at in (1, 2)
        )
    )
    path = sound(tmp_path, script)
    done = importing.import_package(path)
    assert (done.notes, done.cards) == (1, 1)
    assert kept < {card.id for card in _cards(collection)}
    assert sorted(card.guid for card in _cards(collection)) == ["g1", "g1\x1f1", "g1\x1f2"]
    (tmp_path / "other").mkdir()
    with Collection.open(tmp_path / "other") as other:
        AnkiImport(other).import_package(path)
        for mine, theirs in ((other, collection), (collection, other)):
            backup = Backups(theirs).make()
            assert Merging(mine).merge(backup).cards == 0
            assert {card.id for card in _cards(mine)} == {card.id for card in _cards(theirs)}
            assert Health(mine).verify().ok


def test_the_same_note_has_the_same_ids_everywhere(tmp_path: Path) -> None:
    """Copies that imported the same package can be merged; ids are sorted as notes and cards are, and all differ."""
    found = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        with Collection.open(tmp_path / name) as collection:
            AnkiImport(collection).import_package(_two_cards(tmp_path))
            with collection.reading() as connection:
                found.append(
                    [
                        [row[0] for row in connection.exec_driver_sql(f"SELECT uuid FROM {table} ORDER BY id")]
                        for table in ("notes", "cards", "reviews")
                    ]
                )
    assert found[0] == found[1]
    notes, cards, _ = found[0]
    assert cards == sorted(cards)
    assert len({*notes, *cards}) == 3
    assert all(UUID(each).version == 7 and str(UUID(each)) == each for each in [*notes, *cards])


@pytest.mark.parametrize("ordinal", [0, 1, 2047, 2048, 4096, 65535])
def test_every_ordinal_has_ids_of_its_own(ordinal: int) -> None:
    begin, end = uuid_ends(1_763_822_400_009, "guid")
    note, card = (UUID(begin + middle + end) for middle in uuid_middles(ordinal))
    assert note.version == card.version == 7
    assert note.variant == card.variant == RFC_4122
    assert note != card
    assert (begin + uuid_middles(ordinal)[1] + end) not in {
        begin + uuid_middles(each)[1] + end for each in range(ordinal)
    }


def test_a_picture_that_is_all_a_cloze_hides_is_asked_by_its_name(
    importing: AnkiImport, collection: Collection, tmp_path: Path
) -> None:
    text = (
        '国徽是{{c1::<img src="国徽 &amp; 1.png">}}，国歌{{c2::<div>[sound:gq.mp3]</div>::听}}，'
        "首都{{c3::<b>北京</b>}}。"
    )
    siblings = "".join(
        f"insert into cards (id, nid, did, ord, type, queue, due) values ({30 + at}, 10, 2, {at}, 0, 0, 7);"
        for at in (1, 2)
    )
    script = f"update notes set flds = '{text}\x1f'; {siblings}"
    done = importing.import_package(sound(tmp_path, script))
    assert (done.cards, [each for each in done.skipped if each.what == "card"]) == (3, [])
    cards_in = _cards(collection)
    assert {card.sentence for card in cards_in} == {"国徽是[国徽 & 1.png]，国歌[gq.mp3]，首都北京。"}
    assert sorted((card.answer, card.cue) for card in cards_in) == [
        ("[gq.mp3]", "听"),
        ("[国徽 & 1.png]", ""),
        ("北京", ""),
    ]


def test_notes_that_are_left_out_are_told_once(importing: AnkiImport, tmp_path: Path) -> None:
    script = """
    insert into notes values (14, 'g4', 7, 1, '', '{{c1::image-occlusion:rect:left=.1}}');
    insert into notes values (15, 'g5', 7, 1, '', printf('%.*c', 200001, 'x'));
    insert into cards (id, nid, did, ord, type, queue, due) values (50, 14, 2, 0, 0, 0, 1), (51, 14, 2, 1, 0, 0, 1),
      (52, 15, 2, 3, 0, 0, 1), (53, 99, 2, 0, 0, 0, 1);
    insert into revlog values (1795400000124, 50, 3, 9, -600, 2500, 4200, 1);
    """
    done = importing.import_package(sound(tmp_path, script))
    assert [(each.what, each.why, each.number) for each in done.skipped if each.what in ("note", "card", "review")] == [
        ("note", "too_long", 1),
        ("note", "image_occlusion", 1),
        ("card", "without_note", 1),
        ("review", "without_card", 1),
    ]
