"""Opening a collection: one SQLite file in WAL mode with full sync, foreign keys and a known schema."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError

from desktop.domain.errors import AppError, DatabaseBusy, DatabaseDamaged, DatabaseNewer, FileUnwritable

__all__ = ["FILE_NAME", "HEAD", "MIGRATIONS", "Connection", "Database", "backup", "check", "open_database"]

FILE_NAME = "collection.db"
MIGRATIONS = Path(__file__).resolve().parent / "migrations"
# Alembic's newest revision. Alembic itself is imported only when a file is not there yet.
HEAD = "0007"
_REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
_BUSY_SECONDS = 5.0
_PAGES_KEPT = 8000  # 4 KB each, in the write-ahead log before a commit itself brings them home
_COMMITS_KEPT = 40  # before they are worth being brought home in quiet
# What an import needs beside it for no page of an index to be written twice: one page above 300 others is changed anew
# when they are full, and with them all other tables have grown by some 32 MB.
_CACHE_KIB = 40 << 10


class Database:
    """An open collection file. Each transaction takes a connection of its own, on any thread."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._commits = 0

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the collection. Raises DatabaseDamaged where it cannot be read."""
        with _translated(self._path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, *, much: bool = False) -> Iterator[Connection]:
        """A connection in a transaction that holds the write lock; on disk at the end, rolled back on an error.

        With ``much`` to write it has room for it, and what the write-ahead log holds then is left to ``settle``.
        Raises FileUnwritable where the disk is full or read-only, DatabaseBusy and DatabaseDamaged.
        """
        with (
            _translated(self._path),
            self._engine.connect().execution_options(writing=True) as connection,
            _room(connection) if much else nullcontext(),
            connection.begin(),
        ):
            yield connection
        self._commits += _COMMITS_KEPT if much else 1

    @contextmanager
    def merging(self, other: Path) -> Iterator[Connection]:
        """As ``writing``, with the collection at ``other`` to be read under the name ``theirs``."""
        with _translated(self._path), self._engine.connect().execution_options(writing=True) as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("ATTACH DATABASE ? AS theirs", (str(other),))
            try:
                with connection.begin():
                    yield connection
            finally:
                driver.execute("DETACH DATABASE theirs")

    @property
    def unsettled(self) -> bool:
        """Whether enough was committed for ``settle`` to be worth while."""
        return self._commits >= _COMMITS_KEPT

    def settle(self) -> None:
        """Bring home what the write-ahead log holds: otherwise some commit would, and last longer.

        What is committed is on disk without it. On any thread; readers and writers may go on meanwhile.
        """
        self._commits = 0
        with _translated(self._path), closing(_connect(self._path, writable=True)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


@contextmanager
def _room(connection: Connection) -> Iterator[None]:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    driver.execute("PRAGMA wal_autocheckpoint = 0")
    driver.execute("PRAGMA temp_store = MEMORY")
    try:
        yield
    finally:
        driver.execute("PRAGMA cache_size = -2000")  # SQLite's own
        driver.execute("PRAGMA temp_store = DEFAULT")  # temporary tables are gone with it
        driver.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_KEPT}")
        for _, name, _ in driver.execute("PRAGMA database_list").fetchall():
            if name not in ("main", "temp"):  # what the rows came from
                driver.execute(f"DETACH DATABASE {name}")


def open_database(path: Path) -> Database:
    """The collection at ``path``, created or upgraded as needed; in a folder that is read-only, only to be read.

    Raises DatabaseNewer, DatabaseDamaged where the file is no sound collection, and FileUnwritable where one
    cannot be made. What stood there is left as it is.
    """
    with _translated(path):
        writable = os.access(path.parent, os.W_OK)
        revision = _revision(path, writable)
        if revision is None:
            _create(path)
        elif revision not in _REVISIONS:
            raise DatabaseNewer(path=path)
        elif revision != HEAD:
            backup(path, path.with_name(f"{path.stem}-before-{HEAD}.db"))
            _upgrade(path)
    return Database(_engine(path, "WAL" if writable else None), path)


def backup(path: Path, target: Path) -> None:
    """Copy a collection, also while it is in use, and prove the copy by reopening it.

    Raises DatabaseDamaged where the copy does not pass SQLite's own check.
    """
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        problems = [row[0] for row in copy.execute("PRAGMA quick_check")]
    if problems != ["ok"]:
        raise DatabaseDamaged(path=target, reason=problems[0])


def check(path: Path) -> None:
    """Raises DatabaseDamaged where the file is no sound collection, DatabaseNewer where a later Wengu wrote it."""
    with _translated(path):
        revision = _revision(path, writable=True)
        if revision is None:
            raise DatabaseDamaged(path=path, reason="no tables")
        if revision not in _REVISIONS:
            raise DatabaseNewer(path=path)
        with closing(_connect(path, writable=True)) as connection:
            problems = [row[0] for row in connection.execute("PRAGMA quick_check")]
    if problems != ["ok"]:
        raise DatabaseDamaged(path=path, reason=problems[0])


def _revision(path: Path, writable: bool) -> str | None:
    """The schema's revision, None where there are no tables yet."""
    if not path.exists():
        return None
    with closing(_connect(path, writable)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise DatabaseDamaged(path=path, reason="alembic_version")
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise DatabaseDamaged(path=path, reason="alembic_version")
    return str(row[0])


def _connect(path: Path, writable: bool) -> sqlite3.Connection:
    """A bare connection. A URI, since plain names with ``?`` or ``%`` do not arrive as they are."""
    mode = "mode=rw" if writable else "mode=ro&immutable=1"  # WAL needs a file beside it even to be read
    uri = f"{path.absolute().as_uri()}?{mode}"
    return sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, check_same_thread=False)


def _engine(path: Path, journal_mode: str | None, foreign_keys: str = "ON") -> Engine:
    """An engine on a file that is there; without ``journal_mode`` it is only read."""

    def connect() -> sqlite3.Connection:
        connection = _connect(path, journal_mode is not None)
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        if journal_mode is not None:
            connection.execute(f"PRAGMA journal_mode = {journal_mode}")
        for pragma in ("synchronous = FULL", f"foreign_keys = {foreign_keys}", f"wal_autocheckpoint = {_PAGES_KEPT}"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _create(path: Path) -> None:
    """Make the tables in a file of another name first: whoever opens ``path`` finds them all or no file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    os.close(handle)
    new = Path(name)
    try:
        _upgrade(new, "DELETE")
        if _revision(path, writable=True) is None:  # another process may have been quicker
            new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _upgrade(path: Path, journal_mode: str = "WAL") -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    # Tables that are made anew would take with them what refers to them; all references are checked at the end.
    collection = Database(_engine(path, journal_mode, foreign_keys="OFF"), path)
    try:
        with collection.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise DatabaseDamaged(path=path, reason=f"foreign keys: {len(broken)}")
    finally:
        collection.close()


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Let what the driver and the system say of the file leave as AppErrors."""
    try:
        yield
    except IntegrityError:
        raise  # a bug, not a state of the file
    except DatabaseError as error:
        raise _meaning(error.orig, path) or error from error
    except sqlite3.DatabaseError as error:
        raise _meaning(error, path) or error from error


def _meaning(error: BaseException | None, path: Path) -> AppError | None:
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return DatabaseDamaged(path=path, reason=str(error))
    if name.startswith(("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return FileUnwritable(path=path, reason=str(error))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DatabaseBusy(path=path)
    return None
