"""Rows that ``dump.py`` wrote, back into the tables of a collection that has none yet. Nothing in them is trusted."""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, Table

from desktop.storage.dump import JSON_COLUMNS, LEFT_OUT, LINKS, PACKED, TABLES
from desktop.storage.rows import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

_AT_ONCE = 500
_MOST_INTEGER = 1 << 53
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_COMPACT = {"before", "after"}  # as moments.dump_schedule spells them
_ENCODINGS = {"utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "big5", "utf-16", "utf-16-le", "utf-16-be"}
_MOST_DEPTH = 12  # of sections


Keys = dict[str, dict[str, int]]  # of the rows of a table, by UUID


class BadRow(ValueError):
    """A row that no collection has: its table, its number from 1 and the column."""


def load_dump(connection: Connection, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Add the rows, each with the name of its table. Raises BadRow."""
    keys: Keys = {name: {} for name in LINKS.values()}
    defaults: dict[str, str] = {}
    waiting: list[tuple[Any, ...]] = []
    current = ""
    number = 0
    for name, row in rows:
        if name not in TABLES:
            raise BadRow(name)
        if name != current:
            _write(connection, current, waiting)
            current, number = name, 0
            told = connection.exec_driver_sql(f"PRAGMA table_info({name})")
            defaults = {each[1]: each[4].strip("'") for each in told if each[4] is not None}
        number += 1
        try:
            waiting.append(_values(metadata.tables[name], number, row, keys, defaults))
        except (ValueError, RecursionError, zlib.error) as error:
            raise BadRow(f"{name} {number}: {error}") from error
        if len(waiting) >= _AT_ONCE:
            _write(connection, current, waiting)
    _write(connection, current, waiting)


def _write(connection: Connection, name: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        columns = [column.name for column in metadata.tables[name].columns]
        quoted = ", ".join(f'"{column}"' for column in columns)
        connection.exec_driver_sql(f"INSERT INTO {name} ({quoted}) VALUES ({', '.join('?' * len(columns))})", rows)
        rows.clear()


def _values(table: Table, key: int, row: Mapping[str, Any], keys: Keys, defaults: Mapping[str, str]) -> tuple[Any, ...]:
    values: list[Any] = []
    for column in table.columns:
        if column.name == "id":
            values.append(key)
        elif column.name == "original":
            values.append(_original(row))
        elif column.name in LEFT_OUT:
            values.append(None)
        else:
            values.append(_value(column, row, keys, defaults))
    if table.name in keys:
        uuid = row.get("uuid")
        if uuid in keys[table.name]:
            raise ValueError("uuid")
        keys[table.name][str(uuid)] = key
    return tuple(values)


def _value(column: Column[Any], row: Mapping[str, Any], keys: Keys, defaults: Mapping[str, str]) -> Any:
    name = column.name
    told = name[:-3] if name in LINKS else name
    if told not in row and name in defaults:  # written before there was such a column
        return defaults[name]
    value = row.get(told)
    if value is None:
        if not column.nullable:
            raise ValueError(told)
        return None
    if name in LINKS:
        if value not in keys[LINKS[name]]:
            raise ValueError(told)
        return keys[LINKS[name]][value]
    if name in PACKED:
        if not (_repairs(value) if name == "repairs" else isinstance(value, str)):
            raise ValueError(told)
        text = value if name == "raw" else json.dumps(value, ensure_ascii=False)
        return zlib.compress(text.encode("utf-8", "surrogatepass"))
    if name in JSON_COLUMNS:
        if not _SHAPES[name](value):
            raise ValueError(told)
        return json.dumps(value, ensure_ascii=False, separators=(",", ":") if name in _COMPACT else None)
    kind = column.type
    if isinstance(kind, LargeBinary) and isinstance(value, str):
        return bytes.fromhex(value)
    if isinstance(kind, Boolean) and value in (0, 1):
        return int(value)
    if isinstance(kind, Integer) and _integer(value):
        return value
    if isinstance(kind, Float) and _number(value):
        return float(value)
    if isinstance(value, str) and not isinstance(kind, Boolean | Integer | Float | LargeBinary):
        if name == "uuid" and not _UUID.fullmatch(value):
            raise ValueError(told)
        value.encode()  # half a surrogate is no text
        return value
    raise ValueError(told)


def _original(row: Mapping[str, Any]) -> bytes:
    """The bytes of the file, which a dump has only as text."""
    raw, encoding = row.get("raw"), row.get("encoding")
    if not isinstance(raw, str):
        raise ValueError("raw")
    known = encoding if isinstance(encoding, str) and encoding.lower() in _ENCODINGS else "utf-8"
    return zlib.compress(raw.encode(known, "replace"))


def _integer(value: object) -> bool:
    return type(value) is int and -_MOST_INTEGER < value < _MOST_INTEGER


def _number(value: object) -> bool:
    return _integer(value) or (type(value) is float and math.isfinite(value))


def _strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _row_of(*kinds: type) -> Callable[[object], bool]:
    """Whether a value is a list of rows of such values."""

    def holds(value: object) -> bool:
        return isinstance(value, list) and all(
            isinstance(each, list)
            and len(each) == len(kinds)
            and all(
                type(one) is kind or (kind is bool and one in (0, 1)) for one, kind in zip(each, kinds, strict=True)
            )
            for each in value
        )

    return holds


_repairs = _row_of(str, int, int, str, bool, str)


def _schedule(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 10
        and all(each is None or _number(each) for each in value)
        and value[0] in (0, 1, 2, 3)
        and all(_integer(value[at]) for at in (1, 4, 8, 9))
    )


def _sections(value: object, depth: int = 0) -> bool:
    return (
        isinstance(value, list)
        and depth < _MOST_DEPTH
        and all(
            isinstance(each, list)
            and [type(one) for one in each] == [int, str, str, int, int, list]
            and _sections(each[5], depth + 1)
            for each in value
        )
    )


def _texts_by_name(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())


_SHAPES: Mapping[str, Callable[[object], bool]] = {
    "sections": _sections,
    "sentences": _row_of(int, int),
    "flags": _strings,
    "tags": _strings,
    "settings": _texts_by_name,
    "blanks": _row_of(int, int),
    "fields": _row_of(str, str),
    "expansion": _strings,
    "refused": _row_of(int, int),
    "evidence": lambda value: isinstance(value, dict) and all(isinstance(each, str | int) for each in value.values()),
    "before": _schedule,
    "after": _schedule,
    "options": lambda value: isinstance(value, dict),
}
