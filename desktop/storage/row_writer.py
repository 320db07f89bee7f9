"""Many rows written, also on a thread of their own while those that follow are made: SQLite lets Python go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from desktop.domain.bulk_rows import bulk_inserts

if TYPE_CHECKING:
    from sqlalchemy import Connection

_WAITING = 16  # batches: memory stays flat where making rows is quicker than writing them


def insert_rows(connection: Connection, into: str, row: str, values: Sequence[Any], then: Iterable[str] = ()) -> None:
    """Add the rows of ``values`` (see ``bulk_inserts``), and then run the statements ``then``."""
    driver = connection.connection.driver_connection  # SQLAlchemy would look at each value
    assert driver is not None
    for statement, rows in bulk_inserts(into, row, values):
        driver.executemany(statement, rows)
    for statement in then:
        driver.execute(statement)


def attach(connection: Connection, path: Path, name: str) -> None:
    """Let the file be read under that name, until the transaction is over; nobody else may write it meanwhile."""
    connection.exec_driver_sql(f"ATTACH DATABASE ? AS {name}", (f"{path.resolve().as_uri()}?mode=ro&immutable=1",))


class RowWriter:
    """Work on one connection, done in the order it was given.

    While there is any, nobody else may use the connection: ``wait`` before. What goes wrong in it is raised by the
    next call; what was given after that is left undone, and so it is where the ``with`` block is left by an error.
    """

    def __init__(self) -> None:
        self._given: Queue[Callable[[], object] | None] = Queue(_WAITING)
        self._error: BaseException | None = None
        self._thread = Thread(target=self._work, name="rows", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._error = self._error or error
        self._given.put(None)
        self._thread.join()
        if error is None:
            self._raise()

    def do(self, work: Callable[[], object]) -> None:
        """Have it done after all that was given before."""
        self._raise()
        self._given.put(work)

    def wait(self) -> None:
        """Return once all is done."""
        self._given.join()
        self._raise()

    def _work(self) -> None:
        while (work := self._given.get()) is not None:
            if self._error is None:
                try:
                    work()
                except BaseException as error:  # raised where the work was given
                    self._error = error
            del work
            self._given.task_done()

    def _raise(self) -> None:
        if self._error is not None:
            raise self._error
