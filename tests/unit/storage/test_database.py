from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import IntegrityError

from desktop.domain.errors import DatabaseDamaged, DatabaseNewer
from desktop.storage import database
from desktop.storage.database import backup, open_database
from desktop.storage.integrity import find_problems
from desktop.storage.row_writer import attach
from desktop.storage.rows import metadata

_KEPT = ("decks", "articles", "phrases", "notes", "cards", "reviews", "acts")


# The full-text tables and those that SQLite keeps behind them are not described by rows.py.
_FULL_TEXT = ("search_note_text", "search_part_text", "search_term_sounds")
_COMPARED = {
    "compare_type": True,
    "compare_server_default": True,
    "include_name": lambda name, kind, _: not (kind == "table" and name.startswith(_FULL_TEXT)),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "collection.db"


def test_the_migrations_make_the_tables_of_rows(path: Path) -> None:
    collection = open_database(path)
    with collection.reading() as connection:
        context = MigrationContext.configure(connection, opts=_COMPARED)
        assert compare_metadata(context, metadata) == []
    collection.close()


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(database.MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == database.HEAD
    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(database._REVISIONS)


def test_a_collection_is_durable_and_keeps_its_references(path: Path) -> None:
    collection = open_database(path)
    with collection.reading() as connection:
        pragmas = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
        assert pragmas == ["wal", 2]
    insert = (
        "INSERT INTO reviews (uuid, card_id, deck_id, at, day, rating, mode, duration_ms, before_state, before, after)"
    )
    with pytest.raises(IntegrityError), collection.writing() as connection:
        connection.exec_driver_sql(f"{insert} VALUES ('x', 7, 7, 0, 0, 1, 'typed', 0, 0, '', '')")
    collection.close()


def test_a_failed_transaction_leaves_nothing(path: Path) -> None:
    collection = open_database(path)
    with suppress(ZeroDivisionError), collection.writing() as connection:
        connection.exec_driver_sql("INSERT INTO decks (uuid, name) VALUES ('a', 'A')")
        _ = 1 / 0
    with collection.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM decks").scalar() == 0
    collection.close()


@pytest.mark.parametrize("fails", [False, True])
def test_a_connection_that_wrote_much_is_as_it_was(path: Path, tmp_path: Path, fails: bool) -> None:
    beside = tmp_path / "beside #1.db"
    with closing(sqlite3.connect(beside)) as made:
        made.executescript("create table rows (id); insert into rows values (7);")
    collection = open_database(path)
    with suppress(ZeroDivisionError), collection.writing(much=True) as connection:
        attach(connection, beside, "beside")
        assert connection.exec_driver_sql("SELECT id FROM beside.rows").scalar_one() == 7
        if fails:
            raise ZeroDivisionError
    beside.unlink()
    with collection.writing() as connection:
        assert [row[1] for row in connection.exec_driver_sql("PRAGMA database_list")] == ["main"]
        for pragma, value in (("foreign_keys", 1), ("synchronous", 2), ("cache_size", -2000), ("temp_store", 0)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
    collection.close()


def test_a_newer_collection_is_refused_and_untouched(path: Path) -> None:
    open_database(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(DatabaseNewer):
        open_database(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_collection_is_refused_and_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        open_database(path)
    assert path.read_bytes() == content


def test_somebody_elses_database_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
        connection.commit()
    with pytest.raises(DatabaseDamaged):
        open_database(path)


def test_a_backup_holds_what_was_committed(path: Path, tmp_path: Path) -> None:
    collection = open_database(path)
    with collection.writing() as connection:
        connection.exec_driver_sql("INSERT INTO decks (uuid, name) VALUES ('a', 'A')")
    backup(path, tmp_path / "copy.db")
    collection.close()
    copy = open_database(tmp_path / "copy.db")
    with copy.reading() as connection:
        assert connection.exec_driver_sql("SELECT name FROM decks").scalar() == "A"
    copy.close()


@pytest.mark.parametrize("released", sorted((Path(__file__).parents[2] / "data" / "collections").glob("*.db")))
def test_a_collection_of_a_released_version_is_upgraded_and_kept(released: Path, path: Path) -> None:
    shutil.copyfile(released, path)
    with closing(sqlite3.connect(released)) as old:
        before = [old.execute(f"SELECT count(*) FROM {table}").fetchone() for table in _KEPT]
    collection = open_database(path)
    with collection.reading() as connection:
        after = [tuple(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").one()) for table in _KEPT]
        context = MigrationContext.configure(connection, opts=_COMPARED)
        assert compare_metadata(context, metadata) == []
        assert find_problems(connection) == {}
    collection.close()
    assert after == before
    assert all(number for (number,) in before)
    assert path.with_name(f"collection-before-{database.HEAD}.db").exists()
