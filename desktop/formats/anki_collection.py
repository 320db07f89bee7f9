"""The SQLite file of an Anki package: opened without trust, read row by row, never written.

Nothing that the file itself defines is run: views, virtual tables and computed columns in the place of Anki's
tables are refused, triggers never fire on a file that is only read. A damaged file can claim endless rows, so no
table may yield more than its bytes can hold.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.domain.bulk_rows import bulk_inserts
from desktop.domain.errors import DamagedFile, FileTooLarge, FileUnwritable

MOST_TEXT_BYTES = 16 << 20  # of one value
MOST_DEFINITIONS = 32 << 20  # characters and bytes of one query's values
MOST_ROWS = {"notes": 1_000_000, "cards": 2_000_000, "revlog": 5_000_000}
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR_WRITE)
_SCHEMA_PAGES = 64  # Anki's own takes three
_LEAST_ROW_BYTES = 12
_COLUMNS: dict[str, tuple[str, ...]] = {
    "col": ("crt", "conf", "models", "decks", "dconf"),
    "notes": ("id", "guid", "mid", "mod", "tags", "flds"),
    "cards": (
        *("id", "nid", "did", "ord", "type", "queue", "due", "ivl", "factor", "reps", "lapses", "left", "odue"),
        *("odid", "flags", "data"),
    ),
    "revlog": ("id", "cid", "ease", "ivl", "lastivl", "factor", "time", "type"),
}
# Since Anki 2.1.28 note types, decks and presets have tables of their own, and col's columns stand empty.
_LATER_COLUMNS: dict[str, tuple[str, ...]] = {
    "notetypes": ("id", "name", "config"),
    "fields": ("ntid", "ord", "name"),
    "templates": ("ntid", "ord", "name", "config"),
    "decks": ("id", "name", "kind"),
    "deck_config": ("id", "name", "config"),
    "config": ("key", "val"),
}

Value = int | float | str | bytes | None
Row = tuple[Value, ...]


class AnkiCollection:
    """The collection in the file ``database``; ``shown`` is the package's path, for messages.

    ``size`` is the file's, in bytes. ``has_tables`` tells the later form from the earlier, which keeps definitions
    as JSON in ``col``. Raises DamagedFile and FileTooLarge, here and while rows are read.
    """

    def __init__(self, database: Path, shown: Path) -> None:
        self._shown = shown
        self.size = database.stat().st_size
        self._refuse_large_schema(database)
        self._connection = sqlite3.connect(
            f"{database.resolve().as_uri()}?mode=ro&immutable=1",
            uri=True,
            isolation_level=None,
            cached_statements=0,
            check_same_thread=False,  # one after the other: see AnkiPackage
        )
        try:
            with self._translated():
                self._prepare()
                names = self._tables()
                self.has_tables = "notetypes" in names
                for table, columns in (_COLUMNS | (_LATER_COLUMNS if self.has_tables else {})).items():
                    self._check(table, columns, names)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def interrupt(self) -> None:
        """Let a query that another thread waits for end with an error."""
        self._connection.interrupt()

    def attach(self, path: Path, name: str) -> None:
        """Let a file of our own be read under that name."""
        with self._translated():
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 3)
            self._connection.execute(f"attach ? as {name}", (str(path),))
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)

    @contextmanager
    def writing(self, path: Path, name: str) -> Iterator[None]:
        """Make the file ``path`` and have it written, as ``name``, by queries of our own; ``aside`` only meanwhile."""
        self.attach(path, name)
        # Pages four times as large take a quarter of the calls.
        for pragma in (
            f"{name}.page_size = 16384",
            f"{name}.journal_mode = off",
            f"{name}.synchronous = off",
            "query_only = off",
        ):
            self.run(f"pragma {pragma}")
        yield
        self.run("pragma query_only = on")
        if name == "aside":
            self.run("detach aside")

    def run(self, statement: str) -> None:
        """Run a statement of our own."""
        with self._translated():
            self._connection.execute(statement)

    def add(self, into: str, row: str, values: Sequence[Any]) -> None:
        """Add the rows of ``values`` (see ``bulk_inserts``) to a table of ``writing``."""
        with self._translated():
            for statement, rows in bulk_inserts(into, row, values):
                self._connection.executemany(statement, rows)

    def values(self, columns: str, select: str) -> list[list[Any]]:
        """Columns (numbers and texts) of all rows of a query of our own.

        As one value, for a thread beside a busy one: after each row it would have to win Python's lock back.
        """
        with self._translated():
            ((rows,),) = self._connection.execute(f"select json_group_array(json_array({columns})) from ({select})")
        found: list[list[Any]] = json.loads(rows)
        return found

    def definitions(self, select: str) -> list[Row]:
        """All rows of a query of our own for what there is little of, such as decks."""
        rows: list[Row] = []
        size = 0
        with self._translated():
            for row in self._connection.execute(select):
                size += 100 + sum(len(value) for value in row if isinstance(value, str | bytes))
                if size > MOST_DEFINITIONS:
                    raise FileTooLarge(path=str(self._shown), bytes=self.size, limit=MOST_DEFINITIONS)
                rows.append(row)
        return rows

    def count(self, table: str) -> int:
        """How many rows ``table`` has. Raises FileTooLarge for more than Wengu takes."""
        most = MOST_ROWS[table]
        with self._translated():
            # SQLite's own shortcut for counting cannot be bounded.
            (rows,) = self._connection.execute(
                f"select count(*) from (select 1 from {table} not indexed limit {most + 1})"
            ).fetchone()
        if rows > most:
            raise FileTooLarge(path=str(self._shown), bytes=self.size, limit=most)
        if rows * _LEAST_ROW_BYTES > self.size:
            raise self.damaged(f"{table} holds more rows than fit")
        return int(rows)

    def rows(self, table: str, expressions: str, where: str = "1") -> Iterator[tuple[Any, ...]]:
        """The rows of ``table``, in order of their ids."""
        return self.own(
            f"select {expressions} from {table} not indexed where {where} order by id limit {MOST_ROWS[table]}"
        )

    def own(self, select: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query of our own that bounds them."""
        with self._translated():
            # Not "yield from": that would close the cursor too, which a closed database refuses.
            for row in self._connection.execute(select):  # noqa: UP028
                yield row

    def damaged(self, reason: str) -> DamagedFile:
        """The error to raise."""
        return DamagedFile(path=str(self._shown), reason=reason)

    def _prepare(self) -> None:
        connection = self._connection
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_TEXT_BYTES)
        connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000)
        connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, 100)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for pragma in (
            "trusted_schema = off",
            "temp_store = memory",
            "query_only = on",
            "cell_size_check = on",
            "mmap_size = 0",
        ):
            connection.execute(f"pragma {pragma}")

    def _refuse_large_schema(self, database: Path) -> None:
        """SQLite reads the whole schema at once, however large, so its first page is looked at before.

        https://www.sqlite.org/fileformat2.html: page size at 16; at 100 the root page's type (5 = its cells are
        pages below it, 13 = leaf), at 103 the number of its cells.
        """
        with database.open("rb") as file:
            head = file.read(1 << 16)
            width = int.from_bytes(head[16:18])
            width = 1 << 16 if width == 1 else width
            cells = int.from_bytes(head[103:105])
            if width < 512 or len(head) < width or head[100] not in (5, 13):
                raise self.damaged("no SQLite database")
            if head[100] == 13:
                return
            if cells >= _SCHEMA_PAGES or 112 + 2 * cells > width:
                raise self.damaged("the schema is too large")
            pointers = [int.from_bytes(head[at : at + 2]) for at in range(112, 112 + 2 * cells, 2)]
            for child in (108, *pointers):
                page = int.from_bytes(head[child : child + 4])
                file.seek(max(page - 1, 0) * width)
                if file.read(1) != b"\x0d":
                    raise self.damaged("the schema is too large")

    def _tables(self) -> dict[str, tuple[str, str]]:
        rows = self._connection.execute("select name, type, sql from sqlite_master where type in ('table', 'view')")
        return {str(name).lower(): (str(kind), str(sql or "")) for name, kind, sql in rows}

    def _check(self, table: str, columns: tuple[str, ...], names: dict[str, tuple[str, str]]) -> None:
        kind, sql = names.get(table, ("", ""))
        if kind != "table" or sql.lower().split()[:2] != ["create", "table"]:
            raise self.damaged(f"no table {table}")
        found = self._connection.execute(f"pragma table_xinfo({table})").fetchall()
        plain = {str(row[1]).lower() for row in found if not row[6]}
        if missing := [column for column in columns if column not in plain]:
            raise self.damaged(f"{table} has no {missing[0]}")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DataError as error:  # a value longer than the limit
            raise FileTooLarge(path=str(self._shown), bytes=self.size, limit=MOST_TEXT_BYTES) from error
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if getattr(error, "sqlite_errorcode", 0) in _NO_ROOM:  # for what is put aside: nothing else is written
                raise FileUnwritable(path=tempfile.gettempdir(), reason=str(error)) from error
            raise self.damaged(str(error)) from error
