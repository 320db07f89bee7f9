"""What was written as JSON comes home whole, once; what is no such file is refused and changes nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from desktop.domain.card import Rating
from desktop.domain.cloze import Density
from desktop.domain.errors import AppError, DamagedFile, FileMissing, NotWenguJson
from desktop.domain.phrase import PhraseKind
from desktop.services.anki_exchange import AnkiExchange
from desktop.services.anki_import import AnkiImport
from desktop.services.article_library import ArticleLibrary
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.merging import MergeReport, Merging
from desktop.services.phrase_book import PhraseBook
from desktop.services.pinyin_book import PinyinBook
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from desktop.services.text_tools import TextTools
from tests.unit.formats.test_anki_package import sound
from tests.unit.services.conftest import Clock

TEXT = "关于加强审判工作的意见\n\n一、总体要求\n\n深刻领悟“两个确立”的决定性意义，做到“两个维护”。\n"


@pytest.fixture
def written(collection: Collection, text_tools: TextTools, clock: Clock, tmp_path: Path) -> Path:
    """A collection with something of everything, as JSON."""
    ArticleLibrary(collection, text_tools).import_text(TEXT, "意见", density=Density.ALL)
    AnkiImport(collection).import_package(sound(tmp_path))
    workshop, session = CardWorkshop(collection), ReviewSession(collection)
    own = workshop.add_basic("何时？", "2035年")
    workshop.tag([own], ["自己"])
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.EASY):
        card = session.next_card()
        assert card is not None
        session.answer(card.id, rating)
        clock.forward(minutes=3)
    Journal(collection).undo()
    workshop.trash([CardList(collection).search("")[1][0].id])
    Preferences(collection).set("desired_retention", "0.93")
    PhraseBook(collection).add("审判工作", PhraseKind.TERM)
    PinyinBook(collection, text_tools).correct("审判", "shěn pàn")
    AnkiExchange(collection).export(tmp_path / "all.json")
    return tmp_path / "all.json"


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Collection:
    return Collection.open(tmp_path / "other", clock=clock, chance=Random(5))


def test_everything_comes_home_once(written: Path, other: Collection, tmp_path: Path) -> None:
    report = Merging(other).import_json(written)
    assert (report.articles, report.reviews) == (1, 4)
    again = tmp_path / "again.json"
    AnkiExchange(other).export(again)
    assert again.read_text(encoding="utf-8") == written.read_text(encoding="utf-8")
    assert Health(other).verify().ok
    assert Merging(other).import_json(written) == MergeReport(0, 0, 0, 0)
    AnkiExchange(other).export(again)
    assert again.read_text(encoding="utf-8") == written.read_text(encoding="utf-8")
    other.close()


def test_what_was_learnt_since_stays(written: Path, collection: Collection, clock: Clock) -> None:
    clock.now += timedelta(days=1)
    session = ReviewSession(collection)
    card = session.next_card()
    assert card is not None
    session.answer(card.id, Rating.GOOD)
    before = CardList(collection).search("")[1]
    assert Merging(collection).import_json(written) == MergeReport(0, 0, 0, 0)
    assert CardList(collection).search("")[1] == before


def _changed(written: Path, table: str, **columns: object) -> None:
    lines = written.read_text(encoding="utf-8").split("\n")
    at = lines.index(f'"{table}": [') + 1
    row = json.loads(lines[at].rstrip(","))
    row.update(columns)
    lines[at] = json.dumps(row, ensure_ascii=False) + ("," if lines[at].endswith(",") else "")
    written.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("cards", {"blanks": [["x", 1]]}),
        ("cards", {"blanks": [[0, 10**9]]}),
        ("cards", {"note": "9" * 36}),
        ("cards", {"stability": "1; DROP TABLE cards"}),
        ("cards", {"reps": 10**30}),
        ("cards", {"uuid": "../../x"}),
        ("notes", {"tags": {"a": 1}}),
        ("notes", {"sentence": None}),
        ("notes", {"sentence": "\ud800"}),
        ("reviews", {"after": [2, 0]}),
        ("articles", {"sections": [[1, "", "", 0, 1, "deep"]]}),
        ("articles", {"repairs": "none"}),
        ("decks", {"settings": ["a"]}),
    ],
)
def test_a_row_that_no_collection_has_is_refused(
    written: Path, other: Collection, table: str, columns: dict[str, object]
) -> None:
    if "\ud800" in columns.values():
        written.write_bytes(written.read_bytes().replace(b'"sentence": "', b'"sentence": "\\ud800', 1))
    else:
        _changed(written, table, **columns)
    with pytest.raises(DamagedFile):
        Merging(other).import_json(written)
    assert CardList(other).search("")[0] == 0
    other.close()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NotWenguJson),
        (b"[1, 2]", NotWenguJson),
        (b'{"format": "wengu", "version": 2,\n"decks": []}\n', NotWenguJson),
        (b'{"format": "wengu", "version": 1,\n"decks": [\n', DamagedFile),
        (b'{"format": "wengu", "version": 1,\n"sqlite_master": [\n{}\n]}\n', DamagedFile),
        (b'{"format": "wengu", "version": 1,\n"decks": [\n' + b'{"a":' * 100_000 + b"\n]}\n", DamagedFile),
        (b'{"format": "wengu", "version": 1,\n"decks": [\n{"uuid": NaN}\n]}\n', DamagedFile),
    ],
)
def test_what_is_no_such_file_is_refused(
    other: Collection, tmp_path: Path, content: bytes, error: type[AppError]
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(error):
        Merging(other).import_json(path)
    with pytest.raises(FileMissing):
        Merging(other).import_json(tmp_path / "none.json")
    other.close()
