"""Cards go into Anki through AnkiConnect, or it is told why not."""

from __future__ import annotations

import json
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from anki.collection import Collection as Anki
from anki.collection import ExportAnkiPackageOptions

from desktop.cli.main import main
from desktop.domain.article import TextSpan
from desktop.domain.errors import (
    AnkiBusy,
    AnkiClosed,
    AnkiKeyWanted,
    AnkiLost,
    AnkiNotRunning,
    AnkiOtherType,
    AnkiRefused,
    AppError,
    NotAnkiConnect,
    NotThisComputer,
    OnlyFromAnki,
)
from desktop.services.anki_exchange import AnkiExchange
from desktop.services.anki_import import AnkiImport
from desktop.services.anki_notes import Asked, NoteWishes
from desktop.services.anki_push import AnkiPush, Pushed, loopback
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from tests.oracle.anki_connect import Server, only_this_computer, serving
from tests.unit.services.conftest import Clock, add_cards

ASKED: tuple[Asked, ...] = ("cloze", "typed", "choice", "list", "own")
LOOKING = ["version", *["findNotes"] * 4]


def no_window(*_: object) -> int:
    raise AssertionError("a window was asked for")


@pytest.fixture
def hosts() -> list[str]:
    """Where connections went."""
    return []


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch, hosts: list[str]) -> None:
    """In place of the one in conftest.py: connections to this computer only."""
    only_this_computer(monkeypatch, hosts)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until it is turned."""
    return Clock(datetime(2026, 3, 2, 1, 0, tzinfo=UTC))


@pytest.fixture
def wengu(home: Path, clock: Clock) -> Iterator[Collection]:
    with Collection.open(home, clock=clock, chance=Random(1)) as opened:
        add_cards(opened)
        yield opened


def types(path: Path) -> dict[str, str]:
    """The note type of each note in a collection of Anki, which has to be sound."""
    anki = Anki(str(path))
    try:
        problems, sound = anki.fix_integrity()
        assert sound, problems
        assert not anki.get_empty_cards().notes
        assert anki.db is not None
        notes = anki.db.execute("select guid, mid from notes")
        return {guid: anki.models.get(mid)["name"] for guid, mid in notes}
    finally:
        anki.close()


def texts(path: Path) -> dict[str, str]:
    """The fields of each note there."""
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("select guid, flds from notes"))


def shape(path: Path) -> dict[str, int]:
    """How many fields each note type has there."""
    with closing(sqlite3.connect(path)) as connection:
        fields = "select ntid, count(*) from fields group by ntid"
        return {str(note_type): number for note_type, number in connection.execute(fields)}


def test_the_cards_are_in_anki_and_a_second_time_changes_nothing(wengu: Collection, tmp_path: Path) -> None:
    path = tmp_path / "collection.anki2"
    with serving(Server(path)) as server:
        push = AnkiPush(AnkiExchange(wengu), server.address)
        assert push.push() == Pushed(4, "学习者")
        assert push.push() == Pushed(4, "学习者")
    assert list(types(path).values()) == ["温故 填空"] * 4
    assert server.actions == [*LOOKING, "getActiveProfile", "importPackage"] * 2
    assert all(each["version"] == 6 and "key" not in each for each in server.asked)
    assert not Path(server.asked[6]["params"]["path"]).exists()  # nothing is left lying about


@pytest.fixture
def kinds(wengu: Collection) -> Collection:
    """A learner whose cards ask in each way; the first sentence is also asked as a whole."""
    add_cards(wengu, "Default", ("两个确立",))  # a second time, apart by its note only
    sentence = "健全完善党组会议、院长办公会议、审判委员会三项制度，坚持“三个制度”。"
    answers = ("三项制度", "审判委员会", "三个制度")
    add_cards(wengu, "制度", answers, sentence)
    shop = CardWorkshop(wengu)
    ids = [card.id for card in CardList(wengu).search("")[1]]
    for place, mode in enumerate(("typed", "choice", "list", "typed", "list", "choice", "list")):
        shop.fix_mode([ids[place]], mode)
    shop.add_basic("问", "答", deck="问答")
    return wengu


def notes_of(push: AnkiPush, asked: Asked) -> Pushed:
    """What became of a push of that kind, all refused as well."""
    try:
        return push.push(wishes=NoteWishes(asked=asked))
    except AnkiOtherType as error:
        return Pushed(0, "", int(str(error.fields["notes"])))


@pytest.mark.parametrize("first", ASKED)
def test_notes_that_anki_has_keep_their_type(kinds: Collection, tmp_path: Path, first: Asked) -> None:
    path = tmp_path / "collection.anki2"
    with serving(Server(path)) as server:
        push = AnkiPush(AnkiExchange(kinds), server.address)
        assert notes_of(push, first) == Pushed(9, "学习者")
        before, fields = types(path), shape(path)
        for then in ASKED:
            done = notes_of(push, then)
            assert done.notes + done.other_type == 9
            assert done.other_type > 0 or then == first
    assert types(path) == before
    assert fields.items() <= shape(path).items()


def test_a_corrected_note_of_any_kind_still_is_one_update(kinds: Collection, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "collection.anki2"
    with serving(Server(path)) as server:
        push = AnkiPush(AnkiExchange(kinds), server.address)
        push.push(wishes=NoteWishes(asked="own"))
        before = texts(path)
        clock.forward(minutes=5)
        card = next(card for card in CardList(kinds).search("")[1] if card.answer == "四个意识")
        CardWorkshop(kinds).edit_cloze(card.id, card.sentence.replace("领悟", "领会"), card.blanks[0])
        assert push.push(wishes=NoteWishes(asked="own")) == Pushed(9, "学习者")
    assert [guid for guid, text in texts(path).items() if before[guid] != text] == [card.guid]


@pytest.mark.parametrize("then", ["cloze", "typed", "choice"])
def test_a_list_that_was_corrected_and_asked_otherwise_is_known_again(
    kinds: Collection, clock: Clock, tmp_path: Path, then: Asked
) -> None:
    path = tmp_path / "collection.anki2"
    with serving(Server(path)) as server:
        push = AnkiPush(AnkiExchange(kinds), server.address)
        push.push(wishes=NoteWishes(asked="list"))
        before = types(path)
        for card in CardList(kinds).search("")[1]:
            if card.answer in ("四个意识", "三项制度"):
                clock.forward(minutes=5)
                CardWorkshop(kinds).edit_cloze(
                    card.id, f"应{card.sentence}", TextSpan(card.blanks[0].start + 1, card.blanks[0].end + 1)
                )
        done = notes_of(push, then)
    assert types(path) == before
    assert done.notes + done.other_type == 9


def test_notes_that_came_from_anki_are_left_as_they_are_there(wengu: Collection, tmp_path: Path) -> None:
    path, package = tmp_path / "collection.anki2", tmp_path / "own.apkg"
    anki = Anki(str(path))
    for number in range(3):
        note = anki.new_note(anki.models.by_name("Cloze"))
        note["Text"] = f"坚持{{{{c1::第{number}条}}}}"
        anki.add_note(note, anki.decks.id("我的"))
    anki.export_anki_package(out_path=str(package), options=ExportAnkiPackageOptions(), limit=None)
    anki.close()
    AnkiImport(wengu).import_package(package)
    before = types(path)
    with serving(Server(path)) as server:
        assert AnkiPush(AnkiExchange(wengu), server.address).push() == Pushed(4, "学习者", left_out=True)
    after = types(path)
    assert {guid: after[guid] for guid in before} == before
    assert len(after) == 7


def test_only_cards_from_anki_are_nothing_to_send(wengu: Collection, tmp_path: Path) -> None:
    package = tmp_path / "own.apkg"
    anki = Anki(str(tmp_path / "own.anki2"))
    note = anki.new_note(anki.models.by_name("Basic"))
    note["Front"], note["Back"] = "问", "答"
    anki.add_note(note, anki.decks.id("我的"))
    anki.export_anki_package(out_path=str(package), options=ExportAnkiPackageOptions(), limit=None)
    anki.close()
    AnkiImport(wengu).import_package(package)
    with serving(Server(tmp_path / "collection.anki2")) as server, pytest.raises(OnlyFromAnki):
        AnkiPush(AnkiExchange(wengu), server.address).push(deck="我的")
    assert "importPackage" not in server.actions


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.1.5:8765",
        "http://example.com:8765",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1@example.com",
        "https://127.0.0.1:8765",
        "http://0.0.0.0:8765",
        "http://2130706433:8765",
        "file:///etc/passwd",
        "127.0.0.1:8765",
        "http://127.0.0.1:99999",
        "http://[::ffff:8.8.8.8]:80",
        "",
    ],
)
def test_only_this_computer(wengu: Collection, address: str, hosts: list[str]) -> None:
    with pytest.raises(NotThisComputer):
        AnkiPush(AnkiExchange(wengu), address).push()
    assert hosts == []


def test_addresses_of_this_computer() -> None:
    assert loopback("http://localhost:8765/") == ("127.0.0.1", 8765)
    assert loopback("http://[::1]:8765") == ("::1", 8765)
    assert loopback("http://127.1.2.3") == ("127.1.2.3", 80)


def test_where_anki_does_not_run_it_says_so(wengu: Collection) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(AnkiNotRunning):
            AnkiPush(AnkiExchange(wengu), address).push()


@pytest.mark.parametrize(
    ("behaviour", "raised", "actions"),
    [
        ({"version": 5}, AnkiRefused, ["version"]),
        ({"reply": b"<!doctype html><title>8765</title>"}, NotAnkiConnect, ["version"]),
        ({"reply": b"null"}, NotAnkiConnect, ["version"]),
        ({"reply": b'{"result": 6, "error": null}'}, NotAnkiConnect, LOOKING),
        ({"leaves": "version"}, AnkiBusy, ["version"]),
        ({"reply": None}, AnkiBusy, ["version"]),
        ({"key": "密钥"}, AnkiKeyWanted, ["version"]),
        ({"closed": True}, AnkiClosed, ["version", "findNotes"]),
        ({"unknown": ["importPackage"]}, AnkiRefused, [*LOOKING, "getActiveProfile", "importPackage"]),
        ({"leaves": "importPackage"}, AnkiLost, [*LOOKING, "getActiveProfile", "importPackage"]),
    ],
)
def test_each_way_to_fail_has_its_own_words(
    wengu: Collection,
    tmp_path: Path,
    behaviour: dict[str, Any],
    raised: type[AppError],
    actions: list[str],
) -> None:
    with serving(Server(tmp_path / "collection.anki2", **behaviour)) as server, pytest.raises(raised) as failed:
        AnkiPush(AnkiExchange(wengu), server.address, patience=0.5).push()
    assert type(failed.value) is raised
    assert server.actions == actions


def test_what_anki_says_is_passed_on(wengu: Collection, tmp_path: Path) -> None:
    folder = tmp_path / "no collection"
    folder.mkdir()
    with serving(Server(folder)) as server, pytest.raises(AnkiRefused) as raised:
        AnkiPush(AnkiExchange(wengu), server.address).push()
    assert raised.value.fields["reason"]


def test_a_key_opens_what_has_one(wengu: Collection, tmp_path: Path) -> None:
    with serving(Server(tmp_path / "collection.anki2", key="密钥")) as server:
        assert AnkiPush(AnkiExchange(wengu), server.address, "密钥").push().notes == 4
        with pytest.raises(AnkiKeyWanted):
            AnkiPush(AnkiExchange(wengu), server.address, "别的").push()


def test_an_add_on_that_tells_no_profile_will_do(wengu: Collection, tmp_path: Path) -> None:
    with serving(Server(tmp_path / "collection.anki2", unknown=["getActiveProfile"])) as server:
        assert AnkiPush(AnkiExchange(wengu), server.address).push() == Pushed(4)


def test_the_command_says_where_they_went(
    wengu: Collection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wengu.close()
    with serving(Server(tmp_path / "collection.anki2")) as server:
        line = ["--home", str(wengu.home), "push", "--address", server.address]
        assert main([*line, "--json"], no_window) == 0
        result = json.loads(capsys.readouterr().out)
        assert result == {"notes": 4, "profile": "学习者", "other_type": 0, "left_out": False}
        assert main([*line, "--note-type", "typed"], no_window) == 1
        assert "题型" in capsys.readouterr().err
        server.key = "密钥"
        assert main(line, no_window) == 1
        assert "--api-key" in capsys.readouterr().err
        assert main([*line, "--api-key", "密钥"], no_window) == 0
        assert capsys.readouterr().out == "已把 4 条笔记送进 Anki（用户“学习者”）。\n"
