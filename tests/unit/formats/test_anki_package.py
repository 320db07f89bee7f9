"""Anki packages made by hand, sound and hostile; tests/oracle/test_anki_package.py has Anki itself write them."""

from __future__ import annotations

import json
import sqlite3
import stat
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.anki_import import ImportedCloze, Skipped
from desktop.domain.card import CardState
from desktop.domain.errors import (
    AppError,
    DamagedFile,
    FileMissing,
    FileProtected,
    FileTooLarge,
    FileUnwritable,
    NotAFile,
    UnsupportedFormat,
)
from desktop.domain.progress import OperationCancelled
from desktop.formats import anki_archive, anki_collection, anki_fields
from desktop.formats.anki_fields import plain_text, read_clozes, read_fields, read_marked_up_fields
from desktop.formats.anki_package import AnkiPackage, read_anki_package
from desktop.formats.anki_protobuf import Message

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TABLES = """
create table col (id integer primary key, crt integer, conf text, models text, decks text, dconf text);
create table notes (id integer primary key, guid text, mid integer, mod integer, tags text, flds text);
create table cards (id integer primary key, nid integer, did integer, ord integer, type integer, queue integer,
  due integer, ivl integer, factor integer, reps integer, lapses integer, left integer, odue integer,
  odid integer, flags integer, data text);
create table revlog (id integer primary key, cid integer, ease integer, ivl integer, lastIvl integer,
  factor integer, time integer, type integer);
"""
LATER_TABLES = """
create table notetypes (id integer primary key, name text collate unicase, config blob);
create table fields (ntid integer, ord integer, name text collate unicase, config blob, primary key (ntid, ord))
  without rowid;
create table templates (ntid integer, ord integer, name text collate unicase, config blob, primary key (ntid, ord))
  without rowid;
create table decks (id integer primary key, name text collate unicase, kind blob);
create table deck_config (id integer primary key, name text collate unicase, config blob);
create table config (key text primary key, val blob) without rowid;
"""
MODELS = {
    "7": {
        "name": "填空",
        "type": 1,
        "flds": [{"name": "正文", "ord": 0}, {"name": "附注", "ord": 1}],
        "tmpls": [{"name": "卡", "ord": 0, "qfmt": "{{edit:cloze:正文}}", "afmt": "{{cloze:正文}}{{附注}}"}],
    }
}
DECKS = {
    "1": {"name": "默认", "dyn": 0, "conf": 1},
    "2": {"name": "法律::宪法", "dyn": 0, "conf": 5, "desiredRetention": 85, "newLimit": 3},
    "3": {"name": "突击", "dyn": 1},
}
PRESETS = {
    "5": {
        "name": "细水长流",
        "new": {"delays": [1, 10.5], "perDay": 12},
        "rev": {"perDay": 90, "maxIvl": 365, "bury": True},
        "lapse": {"delays": [10], "leechFails": 6},
        "desiredRetention": 0.93,
        "fsrsParams5": [0.5] * 19,
    }
}
CREATED = 1_795_320_000  # 2026-11-22, four in the morning UTC


def database(folder: Path, script: str = "", **columns: object) -> bytes:
    """A collection of the earlier form with one note, one card and one review, changed by ``script``."""
    path = folder / "made.sqlite"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as made:
        made.executescript("pragma synchronous = off; pragma journal_mode = memory;")  # thousands of statements commit
        made.executescript(TABLES)
        texts = {"conf": {"creationOffset": -480}, "models": MODELS, "decks": DECKS, "dconf": PRESETS, **columns}
        made.execute(
            "insert into col values (1, ?, ?, ?, ?, ?)",
            (CREATED, *(json.dumps(texts[name]) for name in ("conf", "models", "decks", "dconf"))),
        )
        made.execute(
            "insert into notes values (10, 'g1', 7, 1795400000, ' 党 法::宪 ', ?)",
            ("坚持{{c1::党的<b>领导</b>::谁}}&nbsp;<br>第二行\x1f<i>附</i>",),
        )
        made.execute(
            "insert into cards values (20, 10, 2, 0, 2, 2, 5, 9, 2500, 3, 1, 0, 0, 0, 2, ?)",
            ('{"s": 21.5, "d": 5.25, "dr": 0.9, "lrt": 1795400000}',),
        )
        made.execute("insert into revlog values (1795400000123, 20, 3, 9, -600, 2500, 4200, 1)")
        made.executescript(script)
        made.commit()
    return path.read_bytes()


def package(folder: Path, files: dict[str, bytes], name: str = "牌组.apkg") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in files.items():
            archive.writestr(entry, content)
    return path


def sound(folder: Path, script: str = "", **columns: object) -> Path:
    return package(folder, {"collection.anki2": database(folder, script, **columns)})


def read_all(path: Path) -> None:
    with read_anki_package(path) as opened:
        list(opened.notes())
        list(opened.cards())
        list(opened.reviews())
        for media in opened.media:
            list(opened.media_blocks(media))


def varint(number: int) -> bytes:
    out = bytearray()
    while True:
        out.append(number & 0x7F | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(out)


def packed(number: int, content: bytes | int) -> bytes:
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The system's temporary folder, which must be empty again afterwards, whatever happened."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def test_a_package_of_the_earlier_form_comes_whole(tmp_path: Path) -> None:
    with read_anki_package(sound(tmp_path)) as opened:
        (note,) = opened.notes()
        (card,) = opened.cards()
        (review,) = opened.reviews()
        assert note.fields == ("坚持党的领导\n第二行", "附")
        assert note.clozes == (ImportedCloze(0, 2, 6, (1,), "谁"),)
        assert (note.guid, note.tags) == ("g1", ("党", "法::宪"))
        assert note.modified == datetime.fromtimestamp(1_795_400_000, UTC)
        assert opened.note_types[note.note_type_id].cloze_fields == {0}
        assert opened.decks[card.deck_id].levels == ("法律", "宪法")
        assert (opened.decks[2].desired_retention, opened.decks[2].new_per_day) == (0.85, 3)
        assert (card.state, card.interval_days, card.ease, card.flag) == (CardState.REVIEW, 9, 2.5, 2)
        assert (card.stability, card.difficulty) == (21.5, 5.25)
        assert card.due_day == opened.settings.first_day + 5
        assert opened.settings.first_day == 20_779  # 2026-11-22, noon in China
        assert review.at == datetime(2026, 11, 23, 2, 13, 20, 123_000, UTC)
        assert (review.rating, review.interval, review.last_interval, review.duration_ms) == (3, 9, -600, 4_200)
        preset = opened.presets[opened.decks[2].preset_id or 0]
        assert (preset.learning_steps, preset.relearning_steps) == ((60, 630), (600,))
        assert (preset.new_per_day, preset.reviews_per_day, preset.maximum_interval) == (12, 90, 365)
        assert (preset.desired_retention, preset.parameters) == (0.93, (0.5,) * 19)
        assert (preset.new_mix, preset.new_gather, preset.bury, preset.leech_action) == (None, None, True, None)
        assert opened.skipped == (Skipped("deck", "filtered", 1, ("突击",)),)


def test_a_package_of_the_later_form_comes_whole(tmp_path: Path) -> None:
    made = tmp_path / "later.sqlite"
    made.write_bytes(database(tmp_path, "update col set models = '', decks = '', dconf = '', conf = ''"))
    with closing(sqlite3.connect(made)) as later:
        later.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        later.executescript(LATER_TABLES)
        later.execute("insert into notetypes values (7, '填空', ?)", (packed(1, 1),))
        later.execute("insert into fields values (7, 1, '附注', ''), (7, 0, '正文', '')")
        later.execute("insert into templates values (7, 0, '卡', ?)", (packed(1, "{{cloze:正文}}".encode()),))
        later.execute("insert into decks values (2, ?, ?)", ("法律\x1f宪法", packed(1, packed(1, 5))))
        later.execute("insert into decks values (3, '突击', ?)", (packed(2, b""),))
        later.execute(
            "insert into deck_config values (5, '细水', ?)",
            (packed(9, 12) + packed(10, 90) + packed(30, 2) + packed(34, 4) + packed(28, 1) + packed(21, 1),),
        )
        later.execute("insert into config values ('creationOffset', '-480'), ('fsrs', 'true'), ('rollover', '3')")
        later.commit()
    picture = b"png" * 9
    entry = packed(1, "图 片.png".encode()) + packed(2, len(picture))
    path = package(
        tmp_path,
        {
            "meta": packed(1, 3),
            "collection.anki2": b"a dummy that says: upgrade",
            "collection.anki21b": zstd.compress(made.read_bytes()),
            "media": zstd.compress(packed(1, entry) + packed(1, packed(1, b"gone.mp3"))),
            "0": zstd.compress(picture),
        },
        "全部.colpkg",
    )
    with read_anki_package(path) as opened:
        (note,) = opened.notes()
        assert note.clozes == (ImportedCloze(0, 2, 6, (1,), "谁"),)
        assert opened.note_types[7].fields == ("正文", "附注")
        assert opened.decks[2].name == "法律::宪法"
        assert opened.decks[3].filtered
        preset = opened.presets[5]
        assert preset.new_per_day == 12
        assert (preset.new_mix, preset.new_gather, preset.new_sort) == (2, 4, 0)
        assert (preset.bury, preset.leech_action) == (True, 1)
        assert (opened.settings.fsrs, opened.settings.day_start) == (True, 3)
        assert [(media.name, b"".join(opened.media_blocks(media))) for media in opened.media] == [
            ("图 片.png", picture)
        ]
        assert opened.skipped[0] == Skipped("media", "missing", 1, ("gone.mp3",))


def test_a_card_in_a_filtered_deck_comes_home(tmp_path: Path) -> None:
    script = "update cards set did = 3, odid = 2, due = -100000, odue = 40, queue = 2"
    with read_anki_package(sound(tmp_path, script)) as opened:
        (card,) = opened.cards()
        assert (card.deck_id, card.queue, card.due_day) == (2, 2, opened.settings.first_day + 40)


def test_where_a_card_stands(tmp_path: Path) -> None:
    script = """
    insert into cards (id, nid, did, ord, type, queue, due, left, data) values
      (21, 10, 2, 0, 0, -1, 7, 0, '{}'), (22, 10, 2, 0, 1, 1, 1795400600, 2002, ''),
      (23, 10, 2, 0, 3, 3, 6, 1001, 'no json'), (24, 10, 2, 0, 2, -2, 8, 0, '[[['),
      (25, 10, 2, 0, 9, 0, 1, 0, ''), (26, 10, 2, 0, 2, 2, 99999999999999, 0, '');
    """
    with read_anki_package(sound(tmp_path, script)) as opened:
        first, cards = opened.settings.first_day, list(opened.cards())[1:]
        assert [(card.position, card.due_at is not None, card.due_day) for card in cards] == [
            (7, False, None),
            (None, True, None),
            (None, False, first + 6),
            (None, False, first + 8),
        ]
        assert [card.suspended for card in cards] == [True, False, False, False]
        assert [card.buried for card in cards] == [False, False, False, True]
        assert [card.steps_left for card in cards] == [0, 2, 1, 0]
        assert Skipped("card", "bad_values", 2, ("25", "26")) in opened.skipped


def test_what_means_nothing_is_left_out_and_told(tmp_path: Path) -> None:
    script = """
    insert into notes values (11, null, 7, 0, '', 'x'), (12, 'g2', 7, 'never', '', 'x'), (13, 'g3', 99, 1, null, 'x');
    insert into notes values (14, 'g4', 7, 1, '', '{{c1::image-occlusion:rect:left=.1}}');
    insert into notes values (15, 'g5', 7, 1, '', printf('%.*c', 200001, 'x'));
    insert into notes values (16, 'g6', 7, 1, '', replace(printf('%.*c', 501, 'x'), 'x', '{{c1::'));
    insert into revlog values (5, 20, 9, 1, 1, 1, 1, 1), (6, 20, 0, 1, 1, 1, 1, 4);
    """
    with read_anki_package(sound(tmp_path, script)) as opened:
        notes = list(opened.notes())
        assert [note.guid for note in notes] == ["g1", "g2", "g3"]
        assert notes[-1].fields == ("x",)  # of a note type that is not there
        assert [review.kind for review in opened.reviews()] == [4, 1]
        assert set(opened.skipped) >= {
            Skipped("note", "bad_values", 1, ("11",)),
            Skipped("note", "image_occlusion", 1, ("g4",)),
            Skipped("note", "too_long", 2, ("g5", "g6")),
            Skipped("review", "bad_values", 1),
        }


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "a/../../evil", "..\\evil", "C:\\evil", "C:evil"])
def test_names_that_lead_outside_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DamagedFile, match="unsafe"):
        read_all(package(tmp_path, {"collection.anki2": database(tmp_path), name: b"x"}))
    listed = {"collection.anki2": database(tmp_path), "media": json.dumps({"0": name}).encode(), "0": b"x"}
    with pytest.raises(DamagedFile, match="unsafe"):
        read_all(package(tmp_path, listed))
    assert not (tmp_path.parent / "evil").exists()


def test_links_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.apkg"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("collection.anki2", database(tmp_path))
        link = zipfile.ZipInfo("0")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(DamagedFile, match="link"):
        read_all(path)


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_all(tmp_path / "none.apkg")
    with pytest.raises(NotAFile):
        read_all(tmp_path)
    (tmp_path / "text.apkg").write_bytes(b"hello" * 100)
    with pytest.raises(UnsupportedFormat):
        read_all(tmp_path / "text.apkg")
    with pytest.raises(UnsupportedFormat):
        read_all(package(tmp_path, {"word/document.xml": b""}))
    with pytest.raises(UnsupportedFormat):  # of an Anki to come
        read_all(package(tmp_path, {"meta": packed(1, 4), "collection.anki2": database(tmp_path)}))


DAMAGES: dict[str, Callable[[Path], dict[str, bytes]]] = {
    "meta": lambda folder: {"meta": b"\xff" * 20, "collection.anki2": database(folder)},
    "only the dummy": lambda folder: {"meta": packed(1, 3), "collection.anki2": database(folder)},
    "no zstd": lambda folder: {"meta": packed(1, 3), "collection.anki21b": database(folder)},
    "cut zstd": lambda folder: {"meta": packed(1, 3), "collection.anki21b": zstd.compress(database(folder))[:-99]},
    "cut database": lambda folder: {"collection.anki2": database(folder)[:6_000]},
    "no database": lambda folder: {"collection.anki2": b"x" * 9_000},
    "empty": lambda folder: {"collection.anki2": b""},
    "header only": lambda folder: {"collection.anki2": database(folder)[:100]},
    "media list": lambda folder: {"collection.anki2": database(folder), "media": b"[1, 2"},
    "media no names": lambda folder: {"collection.anki2": database(folder), "media": b'{"0": {}}'},
    "deep media list": lambda folder: {"collection.anki2": database(folder), "media": b"[" * 200_000},
    "no table": lambda folder: {"collection.anki2": database(folder, "drop table revlog")},
    "no column": lambda folder: {"collection.anki2": database(folder, "alter table cards drop column due")},
    "no col": lambda folder: {"collection.anki2": database(folder, "delete from col")},
    "view": lambda folder: {
        "collection.anki2": database(folder, "alter table notes rename to n; create view notes as select * from n")
    },
    "virtual table": lambda folder: {
        "collection.anki2": database(
            folder, "drop table notes; create virtual table notes using fts5(id, guid, mid, mod, tags, flds)"
        )
    },
    "computed column": lambda folder: {
        "collection.anki2": database(
            folder,
            "drop table notes; create table notes (id integer primary key, guid, mid, mod, tags, "
            "flds as (hex(zeroblob(1000000))))",
        )
    },
    "models": lambda folder: {"collection.anki2": database(folder, models=["no", "object"])},
    "deck without a name": lambda folder: {"collection.anki2": database(folder, decks={"1": {}})},
    "deep decks": lambda folder: {
        "collection.anki2": database(folder, "update col set decks = printf('%.*c', 100000, '[')")
    },
    "text that is none": lambda folder: {
        "collection.anki2": database(folder, "update notes set flds = cast(x'fffe80' as text)")
    },
    "endless schema": lambda folder: {
        "collection.anki2": database(folder, "".join(f"create table t{n} (a);" for n in range(9_000)))
    },
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_refused(tmp_path: Path, damage: str) -> None:
    with pytest.raises(DamagedFile):
        read_all(package(tmp_path, DAMAGES[damage](tmp_path)))


def test_protected_packages_are_told_apart(tmp_path: Path) -> None:
    path = sound(tmp_path)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(FileProtected):
        read_all(path)


def test_a_declared_size_of_two_gib_is_refused_unread(tmp_path: Path) -> None:
    path = sound(tmp_path)
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (2 << 30).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(FileTooLarge):
        read_all(path)


@pytest.mark.parametrize("later", [False, True])
def test_bombs_stop_at_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: bool) -> None:
    monkeypatch.setattr(anki_archive, "MOST_COLLECTION_BYTES", 4 << 20)
    bomb = database(tmp_path) + bytes(64 << 20)
    files = {"meta": packed(1, 3), "collection.anki21b": zstd.compress(bomb)} if later else {"collection.anki2": bomb}
    with pytest.raises(FileTooLarge):
        read_all(package(tmp_path, files))


def test_values_beyond_the_bound_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_collection, "MOST_TEXT_BYTES", 100_000)
    with pytest.raises(FileTooLarge):
        read_all(sound(tmp_path, "update notes set flds = printf('%.*c', 200000, 'x')"))
    monkeypatch.setitem(anki_collection.MOST_ROWS, "notes", 0)
    with pytest.raises(FileTooLarge):
        read_all(sound(tmp_path))


def test_many_files_are_refused_by_the_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_archive, "MOST_DIRECTORY_BYTES", 100_000)
    files = {"collection.anki2": database(tmp_path)} | {str(number): b"" for number in range(3_000)}
    with pytest.raises(FileTooLarge):
        read_all(package(tmp_path, files))


def test_media_that_are_not_what_the_list_says_are_refused(tmp_path: Path) -> None:
    entry = packed(1, b"a.png") + packed(2, 5)
    files = {
        "meta": packed(1, 3),
        "collection.anki21b": zstd.compress(database(tmp_path)),
        "media": zstd.compress(packed(1, entry)),
        "0": zstd.compress(bytes(50 << 20)),
    }
    with pytest.raises(FileTooLarge):
        read_all(package(tmp_path, files))
    with pytest.raises(DamagedFile):
        read_all(package(tmp_path, files | {"0": zstd.compress(b"abc")}))


def test_triggers_and_sql_in_names_do_nothing(tmp_path: Path) -> None:
    name = "'); drop table notes; --"
    script = "create trigger t after insert on notes begin delete from cards; end; create view v as select 1;"
    with read_anki_package(sound(tmp_path, script, decks={"2": {"name": name}})) as opened:
        assert opened.decks[2].name == name
        assert len(list(opened.notes())) == len(list(opened.cards())) == 1


def test_it_can_be_stopped(tmp_path: Path) -> None:
    class Stop:
        def advance(self, done: int, total: int) -> None:
            raise OperationCancelled

    with pytest.raises(OperationCancelled):
        read_anki_package(sound(tmp_path), Stop())
    with read_anki_package(sound(tmp_path)) as opened, pytest.raises(OperationCancelled):
        list(opened.notes(Stop()))


@given(st.data())
def test_flipped_bytes_never_surprise(tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray(database(tmp_path))
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(16, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with suppress(AppError):
        read_all(package(tmp_path, {"collection.anki2": bytes(raw)}))


@given(st.data())
def test_flipped_bytes_of_the_zip_never_surprise(tmp_path: Path, data: st.DataObject) -> None:
    path = sound(tmp_path)
    raw = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(raw)
    with suppress(AppError):
        read_all(path)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_message_or_a_value_error(data: bytes) -> None:
    with suppress(ValueError):
        message = Message(data)
        for number in range(1, 20):
            message.integer(number)
            message.floats(number)
            message.text(number)
            list(message.messages(number))


@given(st.dictionaries(st.integers(1, 400), st.integers(-(1 << 63), (1 << 63) - 1) | st.binary(max_size=300)))
def test_messages_come_back(fields: dict[int, int | bytes]) -> None:
    message = Message(b"".join(packed(n, v & (1 << 64) - 1 if isinstance(v, int) else v) for n, v in fields.items()))
    for number, value in fields.items():
        assert (message.integer(number) if isinstance(value, int) else message.content(number)) == value


@pytest.mark.parametrize(
    ("markup", "text", "clozes"),
    [
        ("{{c1::甲}}与{{c2::乙::提示}}", "甲与乙", [(0, 1, (1,), ""), (2, 3, (2,), "提示")]),
        ("{{c1::嵌套{{c2::挖空}}测试}}", "嵌套挖空测试", [(0, 6, (1,), ""), (2, 4, (2,), "")]),
        ("{{c1::外{{c2::内::里}}尾::表}}", "外内尾", [(0, 3, (1,), "表"), (1, 2, (2,), "里")]),
        ("{{c1,3::同时}}", "同时", [(0, 2, (1, 3), "")]),
        ("没有关{{c1::闭 {{c2::乙}}", "没有关{{c1::闭 乙", [(11, 12, (2,), "")]),
        ("多余}}的 {{c1::甲}}", "多余}}的 甲", [(6, 7, (1,), "")]),
        ("<b>{{c1::<i>甲</i>}}</b>&amp;", "甲&", [(0, 1, (1,), "")]),
        ("前<div>{{c1::<div>甲</div>}}</div>后", "前\n甲\n后", [(2, 3, (1,), "")]),
        ("{{c1:: 甲 ::<b>提</b>}}。", "甲 。", [(0, 1, (1,), "提")]),
        ("{{c1::}}空", "空", []),
        ("&#123;{c1::不是}}", "{{c1::不是}}", []),
        ("{{c0::零}}", "零", []),
        ("<!-- {{c9::无}} -->{{c1::甲}}", "甲", [(0, 1, (1,), "")]),
    ],
)
def test_clozes(markup: str, text: str, clozes: list[tuple[object, ...]]) -> None:
    found_text, found = read_clozes(markup)
    assert (found_text, [tuple(each)[1:] for each in found]) == (text, clozes)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<div>一</div><div><br></div><div>二</div>", "一\n二"),
        ("<ruby>字<rt>zì</rt></ruby>", "字"),
        ('<img alt="a>b" src="x.png">图[sound:a.mp3]', "图"),
        ("<style>p{}</style><script>1<2</script>文", "文"),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", "甲 乙"),
        ("a < b，c > d", "a < b，c > d"),
        ("&#" + "9" * 5_000 + ";", "&#" + "9" * 5_000 + ";"),
        ("甲\x00\x01乙", "甲乙"),
        ("  空\t\n 白&nbsp; ", "空 白"),
    ],
)
def test_plain_text(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    "words",
    [
        "坚持{{c1::依法}}、{{c2::公正}}。",
        " {{c1::甲}}{{c2::乙}} ",
        "{{c2::乙}}在前，{{c1::甲}}在后",
        "{{c1::甲}}与{{c1::乙}}",
        "{{c1::甲::提示}}",
        "{{c1:: 甲}}",
        "没有",
        "{{c1::甲}",
    ],
)
@pytest.mark.parametrize("asked", [(0,), (0, 1), (1,)])
def test_plain_fields_say_what_marked_up_ones_say(words: str, asked: tuple[int, ...]) -> None:
    joined = f"{words}\x1f出处\x1f"
    assert read_fields(joined, asked) == read_marked_up_fields(joined, asked)


def test_media_that_a_note_shows() -> None:
    markup = '<img src="图 1.png"><IMG class=x src=b%20c.jpg>[sound:音.mp3]<img src="https://x.org/d.png">'
    assert read_fields(f"{markup}\x1f{markup}", ()).media == ("音.mp3", "图 1.png", "b c.jpg")


PIECES = ("{{c1::", "{{c2::", "}}", "::", "甲", "乙丙", " ", "\n", "<b>", "</b>", "<br>", "&nbsp;", "&amp;", "{", "}")


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_the_quick_way_finds_what_the_thorough_way_finds(markup: str) -> None:
    quick = anki_fields._flat_clozes(markup, 0)
    assert quick in (None, anki_fields._nested_clozes(markup, 0))


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=20).map("".join))
def test_spans_lie_in_the_text(markup: str) -> None:
    text, clozes = read_clozes(markup)
    assert text == text.strip()
    for cloze in clozes:
        assert 0 <= cloze.start < cloze.end <= len(text)
    assert [cloze.start for cloze in clozes] == sorted(cloze.start for cloze in clozes)


@pytest.mark.parametrize(
    "piece", ["<", "<b", "<!--", "<rt>", "<a '\"", "{{c1::", "{{c1::a::", "}}", "&#", "[sound:", '<img src="', " \n"]
)
def test_no_field_takes_more_than_its_length(piece: str) -> None:
    started = time.process_time()
    read_fields(piece * (500_000 // len(piece)), (0,))
    assert time.process_time() - started < 5  # anything quadratic takes minutes


def test_closing_twice_is_harmless(tmp_path: Path) -> None:
    opened: AnkiPackage = read_anki_package(sound(tmp_path))
    opened.close()
    opened.close()  # the fixture looks at the temporary folder


def test_no_room_for_what_is_put_aside_is_no_damage(tmp_path: Path) -> None:
    made = tmp_path / "made.sqlite"
    made.write_bytes(database(tmp_path))
    collection = anki_collection.AnkiCollection(made, tmp_path / "牌组.apkg")
    try:
        with pytest.raises(FileUnwritable), collection.writing(tmp_path / "gone" / "aside.sqlite", "aside"):
            collection.run("create table aside.a (b)")
        with collection.writing(tmp_path / "small.sqlite", "sorted"):
            collection.run("create table sorted.a (b)")
            collection.run("pragma sorted.max_page_count = 2")
            with pytest.raises(FileUnwritable):
                collection.run("insert into sorted.a select zeroblob(100000)")
    finally:
        collection.close()
