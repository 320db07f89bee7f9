"""Packages with wrong values in every place: refused with words, or taken and sound; nothing outside, no traceback."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from desktop.domain.errors import AppError
from desktop.services.anki_import import AnkiImport
from desktop.services.collection import Collection
from desktop.services.health import Health
from tests.unit.formats.test_anki_package import DECKS, MODELS, PRESETS, database, package

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ROUNDS = 40  # of each kind of damage
VALUES: tuple[object, ...] = (
    *(None, 0, -1, 1 << 62, -(1 << 63), 3.5, float("inf"), "", "文字" * 300, b"", b"\xff\xfe", "\x00", "\x1f" * 50),
    *("{{c1::a}}", "{{c99999::b}}", "{{c1::{{c2::甲::h}}::i}}", "{{c1::", "'; drop table notes; --", "g1~1", "g1~s"),
    *('{"s": 1e999, "d": 5}', '{"s": 5, "d": 5, "lrt": 99999999999}', "<img src=x onerror=1>", "[sound:../x.mp3]"),
)
JSON_VALUES: tuple[object, ...] = (
    *(None, 1, -5, 1.5, "", "x", [], {}, [[1]], {"a": 1}, 1 << 70, True, "::", "a::::b", "\x1f", "../x"),
)


def _cells(content: bytes, chance: Random, folder: Path) -> bytes:
    """Some cells of the tables get other values."""
    path = folder / "changed.sqlite"
    path.write_bytes(content)
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        for _ in range(chance.randint(1, 5)):
            table = chance.choice(("notes", "cards", "cards", "revlog", "col"))
            columns = [row[1] for row in opened.execute(f"pragma table_info({table})")]
            with suppress(sqlite3.Error):  # a key twice, or a text for a key
                opened.execute(f'update {table} set "{chance.choice(columns)}" = ?', (chance.choice(VALUES),))
    return path.read_bytes()


def _bytes(content: bytes, chance: Random, _: Path) -> bytes:
    """Some bytes of the SQLite file are others."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 30)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _definitions(_: bytes, chance: Random, folder: Path) -> bytes:
    """Something in the JSON of note types, decks and presets is another thing."""
    columns = {"models": MODELS, "decks": DECKS, "dconf": PRESETS}
    name = chance.choice(sorted(columns))
    return database(folder, **{name: _changed(columns[name], chance)})


def _changed(value: object, chance: Random) -> object:
    if isinstance(value, dict) and value and chance.random() < 0.8:
        key = chance.choice(sorted(value))
        return {**value, key: _changed(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        return [*value[:at], _changed(value[at], chance), *value[at + 1 :]]
    return chance.choice(JSON_VALUES)


def _schema(content: bytes, chance: Random, folder: Path) -> bytes:
    """The collection brings triggers and views, or lacks a table."""
    path = folder / "changed.sqlite"
    path.write_bytes(content)
    table = chance.choice(("notes", "cards", "revlog", "col"))
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute(
            chance.choice(
                (
                    f"create trigger t after insert on {table} begin delete from {table}; end",
                    f"create view v as select * from {table}",
                    f"drop table {table}",
                    f"alter table {table} rename to other",
                    f"delete from {table}",
                    f'create table "x; drop table {table}" (a)',
                )
            )
        )
    return path.read_bytes()


@pytest.mark.parametrize("damage", [_cells, _bytes, _definitions, _schema])
def test_whatever_stands_in_it(
    collection: Collection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[bytes, Random, Path], bytes],
) -> None:
    temporary, work = tmp_path / "temporary", tmp_path / "work"
    temporary.mkdir()
    work.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    around = sorted(tmp_path.iterdir())
    taken, refused = 0, set()
    for seed in range(ROUNDS):
        path = package(work, {"collection.anki2": damage(database(work), Random(seed), work)})
        started = time.process_time()
        try:
            AnkiImport(collection).import_package(path)
            taken += 1
        except AppError as error:
            refused.add(str(error.fields["path"]))
        assert time.process_time() - started < 5
        assert Health(collection).verify().ok, seed
        assert list(temporary.iterdir()) == []
    assert sorted(tmp_path.iterdir()) == around
    assert refused <= {str(work / "牌组.apkg")}
    if damage is not _bytes:
        assert taken > 0


@pytest.mark.parametrize("cut", [0, 1, 10, 100, -1])
def test_a_packed_collection_cut_short_is_refused(collection: Collection, tmp_path: Path, cut: int) -> None:
    whole = zstd.compress(database(tmp_path))
    path = package(tmp_path, {"meta": b"\x08\x03", "collection.anki21b": whole[:cut], "media": zstd.compress(b"")})
    with pytest.raises(AppError):
        AnkiImport(collection).import_package(path)
    assert Health(collection).verify().ok
