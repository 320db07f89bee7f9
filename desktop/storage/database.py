"""Opening a collection: one SQLite file in WAL mode with full sync, foreign keys and a known schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from desktop.domain.errors import DatabaseDamaged, DatabaseNewer

__all__ = ["FILE_NAME", "HEAD", "MIGRATIONS", "Connection", "Database", "backup", "open_database"]

FILE_NAME = "collection.db"
MIGRATIONS = Path(__file__).resolve().parent / "migrations"
# Alembic's newest revision. Alembic itself is imported only when a file is not there yet.
HEAD = "0001"
_REVISIONS = ("0001",)


class Database:
    """An open collection file. Each transaction takes a connection of its own, on any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the collection."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that holds the write lock; on disk at the end, rolled back on an error."""
        with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def open_database(path: Path) -> Database:
    """The collection at ``path``, created or upgraded as needed.

    Raises DatabaseNewer, and DatabaseDamaged where the file is no sound SQLite database; the file is
    then left as it is.
    """
    revision = _revision(path)
    if revision is not None and revision not in _REVISIONS:
        raise DatabaseNewer(path=path)
    engine = _engine(path)
    collection = Database(engine)
    try:
        if revision is None:
            _upgrade(collection, path)
        elif revision != HEAD:
            backup(path, path.with_name(f"{path.stem}-before-{HEAD}.db"))
            _upgrade(collection, path)
    except DatabaseError as error:
        collection.close()
        raise DatabaseDamaged(path=path, reason=str(error.orig)) from error
    return collection


def backup(path: Path, target: Path) -> None:
    """Copy a collection, also while it is in use, and prove the copy by reopening it.

    Raises DatabaseDamaged where the copy does not pass SQLite's own check.
    """
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        problems = [row[0] for row in copy.execute("PRAGMA quick_check")]
    if problems != ["ok"]:
        raise DatabaseDamaged(path=target, reason=problems[0])


def _revision(path: Path) -> str | None:
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        with closing(sqlite3.connect(path)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchall()
            if not tables:
                raise DatabaseDamaged(path=path, reason="alembic_version")
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise DatabaseDamaged(path=path, reason=str(error)) from error
    return row[0] if row else None


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 5.0})

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _upgrade(collection: Database, path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with collection.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise DatabaseDamaged(path=path, reason=f"foreign keys: {len(broken)}")
