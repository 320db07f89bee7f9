"""An open collection: the database in a data folder, the clock, chance, and who wants to know of changes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random, SystemRandom
from typing import IO, TYPE_CHECKING, Any

from desktop.domain.changes import Changed
from desktop.domain.errors import DatabaseBusy, FileUnwritable
from desktop.pipeline.study_days import StudyCalendar, study_calendar
from desktop.services.deck_options import DEFAULT_DECK, settings_of
from desktop.storage.decks import ensure_deck

if TYPE_CHECKING:
    from desktop.storage.database import Connection, Database

_LOCK_SECONDS = 2.0  # as long as one command may take, not a window

Clock = Callable[[], datetime]
Listener = Callable[[Changed], None]


def utc_now() -> datetime:
    """The moment now, aware, in UTC."""
    return datetime.now(UTC)


class Collection:
    """One learner's collection. Each call of a service opens its own short transaction, on any thread."""

    def __init__(self, home: Path, database: Database, clock: Clock, chance: Random, lock: IO[bytes] | None) -> None:
        self.home = home
        self.now = clock
        self._database = database
        self._chance = chance
        self._lock = lock
        self._listeners: list[Listener] = []
        self._worked_out: dict[Hashable, Any] = {}

    @classmethod
    def open(
        cls, home: Path, *, clock: Clock = utc_now, chance: Random | None = None, read_only: bool = False
    ) -> Collection:
        """Open the collection in ``home``, made where there is none.

        One writer at a time: raises DatabaseBusy while another has it open, unless ``read_only``; a short while
        it waits for the other. Raises DatabaseNewer and DatabaseDamaged as the database does, FileUnwritable
        where the folder cannot be used.
        """
        from desktop.storage.database import FILE_NAME, open_database  # SQLAlchemy: half a second when cold

        try:
            home.mkdir(parents=True, exist_ok=True)
            lock = None if read_only else lock_home(home)
        except OSError as error:
            raise FileUnwritable(path=home, reason=error.strerror or str(error)) from error
        try:
            database = open_database(home / FILE_NAME)
        except BaseException:
            if lock is not None:
                lock.close()
            raise
        return cls(home, database, clock, chance or SystemRandom(), lock)

    def close(self) -> None:
        """Let go of the database and of the folder."""
        self._database.close()
        if self._lock is not None:
            self._lock.close()

    def __enter__(self) -> Collection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener`` after each commit, in the thread that made it."""
        self._listeners.append(listener)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the collection."""
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def writing(self, changed: Changed, *, much: bool = False) -> Iterator[Connection]:
        """A transaction; once it is on disk the listeners hear what ``changed``. ``settle`` is due after ``much``."""
        with self._database.writing(much=much) as connection:
            yield connection
            _keep_index(connection, changed)
        self._tell(changed)

    @contextmanager
    def merging(self, other: Path, changed: Changed) -> Iterator[Connection]:
        """As ``writing``, with the collection file ``other`` to be read under the name ``theirs``."""
        with self._database.merging(other) as connection:
            yield connection
            _keep_index(connection, changed)
        self._tell(changed)

    def _tell(self, changed: Changed) -> None:
        self._worked_out = {}
        for listener in self._listeners:
            listener(changed)

    @property
    def worked_out(self) -> dict[Hashable, Any]:
        """Room for what follows from all that is written, empty again after each commit.

        To be taken before the connection that is read. Where others may write, nothing is kept.
        """
        return self._worked_out if self._lock is not None else {}

    @property
    def unsettled(self) -> bool:
        """Whether so much was committed that ``settle`` is due."""
        return self._database.unsettled

    def settle(self) -> None:
        """Do in quiet, on any thread, what would otherwise make a later commit slow."""
        self._database.settle()

    def new_id(self) -> str:
        """A fresh UUID."""
        import uuid  # 20 ms, for the first window paints without it

        return str(uuid.UUID(int=self._chance.getrandbits(128), version=4))

    def deck_key(self, connection: Connection, name: str) -> int:
        """The key of the deck of that name, or of the default deck; added where it is new."""
        return ensure_deck(connection, name or DEFAULT_DECK, self.new_id())

    def calendar(self, connection: Connection) -> StudyCalendar:
        """The learner's study days: those of the default deck."""
        return study_calendar(settings_of(connection, DEFAULT_DECK))


def _keep_index(connection: Connection, changed: Changed) -> None:
    if changed & (Changed.ARTICLES | Changed.CARDS):
        from desktop.services.search_index import keep_up  # what an answer has no need of

        keep_up(connection)


def lock_home(home: Path) -> IO[bytes]:
    """Hold ``home`` until the file is closed, or the process ends. Raises DatabaseBusy."""
    file = (home / "wengu.lock").open("a+b")
    until = time.monotonic() + _LOCK_SECONDS
    while not _try_lock(file):
        if time.monotonic() > until:
            file.close()
            raise DatabaseBusy(path=home)
        time.sleep(0.02)
    return file


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
