"""What stands in an Anki package; tests/oracle/test_anki_import.py has Anki itself read it."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.anki import AnkiNote
from desktop.domain.article import TextSpan
from desktop.domain.errors import FileUnwritable, NothingToExport
from desktop.domain.progress import OperationCancelled
from desktop.formats.apkg_file import (
    CLOZE_MODEL_ID,
    FIELDS,
    TEMPLATES_MODIFIED,
    TYPED_MODEL_ID,
    deck_id,
    write_apkg,
)
from desktop.paths import resource

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def note(sentence: str = "做到“两个维护”。", *blanks: tuple[int, int], guid: str = "g1", **more: object) -> AnkiNote:
    spans = tuple(TextSpan(*span) for span in blanks or [(3, 7)])
    answer = "、".join(sentence[start:end] for start, end in spans)
    facts: dict[str, object] = {"deck": "温故", "created": MOMENT, "modified": MOMENT, **more}
    return AnkiNote(guid=guid, sentence=sentence, blanks=spans, answer=answer, **facts)  # type: ignore[arg-type]


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The package's database."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        package.extract("collection.anki2", path.parent)
    with closing(sqlite3.connect(path.parent / "collection.anki2")) as connection:
        yield connection


def first_fields(path: Path) -> dict[str, str]:
    with opened(path) as connection:
        (text,) = connection.execute("select flds from notes").fetchone()
    return dict(zip(FIELDS, text.split("\x1f"), strict=True))


class Shown(HTMLParser):
    """The text that a reader of HTML sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        self.text += "\n" if tag == "br" else ""


def test_one_note_one_card_and_a_deck_for_each_name(tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    decks = ["温故::意见::一、", "温故::意见::二、", "温故::意见::一、"]
    assert write_apkg(path, [note(guid=f"g{n}", deck=deck) for n, deck in enumerate(decks)]) == 3
    with opened(path) as connection:
        assert connection.execute("select guid, mid, mod from notes order by id").fetchall() == [
            (f"g{n}", CLOZE_MODEL_ID, int(MOMENT.timestamp())) for n in range(3)
        ]
        cards = connection.execute("select nid, did, ord, type, queue, due from cards order by id").fetchall()
        ids = [row[0] for row in connection.execute("select id from notes order by id")]
        assert cards == [(ids[n], deck_id(deck), 0, 0, 0, n + 1) for n, deck in enumerate(decks)]
        stored = json.loads(connection.execute("select decks from col").fetchone()[0])
        assert {stored[str(deck_id(name))]["name"] for name in decks} == set(decks)
        assert len(set(ids)) == 3  # born in the same moment, apart all the same
        indexes = connection.execute("select name from sqlite_master where type = 'index' order by name").fetchall()
        assert indexes == [("ix_cards_nid",), ("ix_revlog_cid",)]  # what an import joins by


def test_blanks_of_a_note_are_hidden_together(tmp_path: Path) -> None:
    """增强“四个意识”、坚定“四个自信”
    ~~~~       ~~~~
    """
    write_apkg(tmp_path / "a.apkg", [note("增强“四个意识”、坚定“四个自信”", (12, 16), (3, 7))])
    fields = first_fields(tmp_path / "a.apkg")
    assert fields["句子"] == "增强“{{c1::四个意识}}”、坚定“{{c1::四个自信}}”"


def test_a_heading_that_says_the_answer_is_veiled_before_it(tmp_path: Path) -> None:
    headings = ("三、做到两个维护", "（一）方向")
    write_apkg(tmp_path / "a.apkg", [note(article="意见", headings=headings)])
    fields = first_fields(tmp_path / "a.apkg")
    assert fields["题头"] == "意见 › 三、做到____ › （一）方向"
    assert fields["位置"] == "意见 › 三、做到两个维护 › （一）方向"


def test_a_heading_that_keeps_the_secret_is_kept_once(tmp_path: Path) -> None:
    write_apkg(tmp_path / "a.apkg", [note(article="意见", headings=("一、总体要求",))])
    assert first_fields(tmp_path / "a.apkg")["题头"] == ""


HOSTILE = st.text(
    alphabet=st.one_of(st.sampled_from("{}[]:|<>&\\()\"'c1=sound:latex$/ \n两个"), st.characters(codec="utf-8")),
    min_size=1,
    max_size=30,
)


@given(HOSTILE, st.data())
def test_text_is_only_ever_text(tmp_path: Path, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    write_apkg(tmp_path / "a.apkg", [note(text, (start, end), before=text, article=text)])
    fields = first_fields(tmp_path / "a.apkg")
    match = re.fullmatch(r"([^{}]*)\{\{c1::([^{}]*)\}\}([^{}]*)", fields["句子"], re.DOTALL)
    assert match, fields["句子"]
    assert "::" not in "".join(match.groups())
    assert not re.search(r"\[(sound:|latex\]|\$)|\\[(\[]", "".join(fields.values()))
    # Everything printable arrives; what cannot be printed becomes a space.
    expected = "".join(character if character == "\n" or character > "\x1f" != "\x7f" else " " for character in text)
    shown = [Shown(part) for part in (*match.groups(), fields["上文"])]
    assert shown[0].text + shown[1].text + shown[2].text == expected.replace("\x7f", " ")
    assert shown[3].text == expected.replace("\x7f", " ")
    assert {tag for part in shown for tag in part.tags} <= {"br", "b"}


@given(HOSTILE, st.data())
def test_a_tuple_is_written_as_the_note_that_it_stands_for(tmp_path: Path, hostile: str, data: st.DataObject) -> None:
    texts = ["两个维护", "答", "term", "记1"]
    texts[data.draw(st.integers(0, 3))] = hostile  # whichever it is, the others are as plain as most
    sentence, answer, kind, remark = texts
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    tags = data.draw(st.sampled_from(["[]", '["甲 乙"]']))
    made = int(MOMENT.timestamp() * 1000)
    plain = ("g\x1f1", "温故", sentence, start, end, answer, made, made, kind, remark, tags, True)
    same = note(sentence, (start, end), guid="g\x1f1", kind=kind, remark=remark, tags=tuple(json.loads(tags)))
    same.answer, same.suspended = answer, True
    write_apkg(tmp_path / "tuple.apkg", [plain])
    write_apkg(tmp_path / "note.apkg", [same])
    assert (tmp_path / "tuple.apkg").read_bytes() == (tmp_path / "note.apkg").read_bytes()


def test_tags_hold_no_space(tmp_path: Path) -> None:
    write_apkg(tmp_path / "a.apkg", [note(tags=("文章::意见 一", "简称\u3000语", " "))])
    with opened(tmp_path / "a.apkg") as connection:
        assert connection.execute("select tags from notes").fetchone() == (" 文章::意见_一 简称_语 ",)


def test_notes_without_a_blank_make_no_empty_card(tmp_path: Path) -> None:
    assert write_apkg(tmp_path / "a.apkg", [note(), note("无空", (1, 1), guid="g2")]) == 1
    with pytest.raises(NothingToExport):
        write_apkg(tmp_path / "b.apkg", [note("无空", (1, 1))])
    assert not (tmp_path / "b.apkg").exists()


def test_the_same_notes_give_the_same_bytes(tmp_path: Path) -> None:
    notes = [note(guid=f"g{n}", deck=f"温故::{n % 3}") for n in range(9)]
    write_apkg(tmp_path / "a.apkg", notes)
    write_apkg(tmp_path / "b.apkg", notes)
    assert (tmp_path / "a.apkg").read_bytes() == (tmp_path / "b.apkg").read_bytes()


def test_typed_notes_are_of_another_type(tmp_path: Path) -> None:
    write_apkg(tmp_path / "a.apkg", [note()], typed=True)
    with opened(tmp_path / "a.apkg") as connection:
        models = json.loads(connection.execute("select models from col").fetchone()[0])
        assert connection.execute("select mid from notes").fetchone() == (TYPED_MODEL_ID,)
    (template,) = models[str(TYPED_MODEL_ID)]["tmpls"]
    assert "{{type:cloze:句子}}" in template["qfmt"]
    assert "{{type:cloze:句子}}" in template["afmt"]


class StopAt:
    """Progress that is cancelled once ``limit`` notes are done."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.told: list[tuple[int, int]] = []

    def advance(self, done: int, total: int) -> None:
        self.told.append((done, total))
        if done >= self.limit:
            raise OperationCancelled


def test_cancelling_keeps_the_old_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    path.write_bytes(b"old")
    progress = StopAt(2_000)
    with pytest.raises(OperationCancelled):
        write_apkg(path, [note(guid=f"g{n}") for n in range(4_100)], progress=progress)
    assert progress.told == [(2_000, 4_100)]
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.apkg"]


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable) as caught:
        write_apkg(tmp_path / "none" / "a.apkg", [note()])
    assert caught.value.fields["path"] == tmp_path / "none" / "a.apkg"


def test_ids_follow_creation_and_never_repeat(tmp_path: Path) -> None:
    moments = [MOMENT, MOMENT + timedelta(seconds=1), MOMENT, MOMENT + timedelta(hours=1)]
    write_apkg(tmp_path / "a.apkg", [note(guid=f"g{n}", created=at) for n, at in enumerate(moments)])
    base = int(MOMENT.timestamp() * 1000)
    with opened(tmp_path / "a.apkg") as connection:
        ids = [row[0] - base for row in connection.execute("select id from notes order by guid")]
    assert ids == [0, 1000, 1001, 3_600_000]


def test_whoever_changes_a_template_tells_anki_when() -> None:
    """Anki takes new templates only with a later time: on a failure set both, TEMPLATES_MODIFIED to now."""
    files = sorted(resource("anki").iterdir())
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
    assert (digest, TEMPLATES_MODIFIED) == ("d03c0c39b518", 1_795_909_600)
