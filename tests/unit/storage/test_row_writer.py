"""Rows come in the order they were given, and what goes wrong on the writer's thread is told where it was given."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event, Timer, get_ident

import pytest

from desktop.storage.row_writer import RowWriter


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "rows.db", check_same_thread=False)
    connection.execute("CREATE TABLE rows (number UNIQUE)")
    yield connection
    connection.close()


def _numbers(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT number FROM rows ORDER BY rowid")]


def _insert(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("INSERT INTO rows VALUES (?)", (number,))


def test_rows_come_in_order_on_another_thread(connection: sqlite3.Connection) -> None:
    threads = set()
    with RowWriter() as writer:
        writer.do(lambda: threads.add(get_ident()))
        for number in range(100):
            writer.do(partial(_insert, connection, number))
        writer.wait()
        assert _numbers(connection) == list(range(100))
        writer.do(partial(_insert, connection, 100))
    assert _numbers(connection)[-1] == 100  # all is done when the block is left
    assert threads
    assert get_ident() not in threads


def _give(connection: sqlite3.Connection, *numbers: int, wait: bool = False) -> None:
    with RowWriter() as writer:
        for number in numbers:
            writer.do(partial(_insert, connection, number))
        if wait:
            writer.wait()


@pytest.mark.parametrize("wait", [True, False])
def test_what_goes_wrong_is_raised_and_the_rest_left_undone(connection: sqlite3.Connection, wait: bool) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        _give(connection, 1, 1, 2, wait=wait)
    assert _numbers(connection) == [1]


def test_an_error_of_the_giver_leaves_the_rest_undone(connection: sqlite3.Connection) -> None:
    begun, stopped = Event(), Event()

    def work() -> None:
        begun.set()
        stopped.wait()

    def give() -> None:
        with RowWriter() as writer:
            writer.do(work)
            writer.do(partial(_insert, connection, 1))
            begun.wait()
            Timer(0.05, stopped.set).start()  # while the block is being left
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give()
    assert _numbers(connection) == []
