from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.changes import Changed
from desktop.domain.errors import BadValue, DatabaseBusy, FileUnwritable, NotFound
from desktop.services.collection import Collection
from desktop.services.deck_options import deck_settings
from desktop.services.health import Health
from desktop.services.preferences import Preferences
from desktop.services.statistics import Statistics
from desktop.storage.decks import load_decks
from tests.unit.services.conftest import add_cards


def test_one_writer_at_a_time_and_readers_beside_it(collection: Collection) -> None:
    with pytest.raises(DatabaseBusy):
        Collection.open(collection.home)
    with Collection.open(collection.home, read_only=True) as reader:
        assert Statistics(reader).summary().cards == 0
    collection.close()
    Collection.open(collection.home).close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileUnwritable):
        Collection.open(tmp_path / "file" / "home")


def test_listeners_hear_of_what_was_committed_only(collection: Collection) -> None:
    heard: list[Changed] = []
    collection.subscribe(heard.append)
    with pytest.raises(ZeroDivisionError), collection.writing(Changed.CARDS):
        _ = 1 / 0
    assert heard == []
    with collection.writing(Changed.CARDS):
        pass
    assert heard == [Changed.CARDS]


def test_options_come_from_the_deck_then_its_parents_then_the_default(collection: Collection) -> None:
    add_cards(collection, "法律::民法")
    Preferences(collection).set("new_per_day", "30")
    Preferences(collection).set("learning_steps", "5m")
    Preferences(collection, "法律").set("new_per_day", "10")
    with collection.reading() as connection:
        settings = deck_settings(load_decks(connection), "法律::民法")
    assert (settings.new_per_day, settings.learning_steps) == (10, (300,))
    assert Preferences(collection).get("new_per_day") == "30"


def test_options_of_a_deck_that_is_not_there_are_refused(collection: Collection) -> None:
    with pytest.raises(NotFound):
        Preferences(collection, "别的").get("new_per_day")


@pytest.mark.parametrize(
    ("name", "value"), [("desired_retention", "1.5"), ("timezone", "Mars/Base"), ("fuzz", "maybe")]
)
def test_a_value_out_of_bounds_changes_nothing(collection: Collection, name: str, value: str) -> None:
    before = Preferences(collection).all()
    with pytest.raises(BadValue):
        Preferences(collection).set(name, value)
    assert Preferences(collection).all() == before


def test_an_unknown_option_is_named(collection: Collection) -> None:
    with pytest.raises(NotFound):
        Preferences(collection).set("nonsense", "1")


def test_an_unknown_deck_has_no_options(collection: Collection) -> None:
    with pytest.raises(NotFound):
        Preferences(collection, "没有").set("new_per_day", "3")


@pytest.mark.parametrize("name", ["a?b", "a%41b", "a#b", "甲 乙", "a'b"])
def test_a_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    home = tmp_path / name
    with Collection.open(home) as opened:
        add_cards(opened)
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == [name]
    with Collection.open(home) as opened:
        assert Statistics(opened).summary().cards == 4


def test_a_file_whose_making_was_cut_short_is_made_anew(home: Path) -> None:
    home.mkdir()
    (home / "collection.db").write_bytes(b"")
    Collection.open(home).close()
    with closing(sqlite3.connect(home / "collection.db")) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            database.execute(f'DROP TABLE IF EXISTS "{table}"')
    with Collection.open(home) as opened:
        assert Statistics(opened).summary().cards == 0
    assert [path.name for path in home.iterdir() if path.suffix == ".new"] == []


def test_many_first_commands_at_once_make_one_collection(home: Path) -> None:
    """Eight processes open a folder that is not there yet, half of them only to read it: none finds it damaged."""
    code = (
        "import sys; from pathlib import Path; from desktop.services.collection import Collection\n"
        "Collection.open(Path(sys.argv[1]), read_only=sys.argv[2] == 'r').close()"
    )
    commands = [[sys.executable, "-c", code, str(home), "rw"[number % 2]] for number in range(8)]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]
    told = [process.communicate()[1] for process in processes]
    assert not any("Damaged" in each or ("Traceback" in each and "DatabaseBusy" not in each) for each in told), told
    with Collection.open(home) as opened:
        assert not Health(opened).verify().problems


def test_verify_says_that_the_file_is_damaged(collection: Collection, home: Path) -> None:
    add_cards(collection)
    collection.close()
    with closing(sqlite3.connect(home / "collection.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray((home / "collection.db").read_bytes())
    content[len(content) // 2 : len(content) // 2 + 6_000] = b"\xab" * 6_000
    (home / "collection.db").write_bytes(content)
    with Collection.open(home) as opened:
        report = Health(opened).verify(repair=True)
    assert not report.ok
    assert set(report.problems) == {"file"}


def test_verify_finds_a_schedule_that_the_log_contradicts_and_mends_it(collection: Collection) -> None:
    add_cards(collection)
    with collection.writing(Changed.SCHEDULE) as connection:
        connection.exec_driver_sql("UPDATE cards SET state = 2, due_day = 20000 WHERE id = 1")
    assert Health(collection).verify().problems == {"schedule_differs_from_log": 1}
    report = Health(collection).verify(repair=True)
    assert report.ok
    assert report.repaired == ("schedule_differs_from_log",)
    assert Health(collection).verify().problems == {}


def test_verify_finds_a_blank_that_does_not_hold_its_answer(collection: Collection) -> None:
    add_cards(collection)
    with collection.writing(Changed.CARDS) as connection:
        connection.exec_driver_sql("UPDATE cards SET answer = '别的' WHERE id = 2")
    report = Health(collection).verify(repair=True)
    assert report.problems == {"blank_without_answer": 1}
    assert not report.ok
