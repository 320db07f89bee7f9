"""Anki imports the table made for it, and shows just the words that Wengu has."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki.collection import Collection
from anki.import_export_pb2 import ImportCsvRequest

from desktop.domain.anki import AnkiNote
from desktop.domain.article import TextSpan
from desktop.formats.csv_file import write_anki_table

if TYPE_CHECKING:
    from anki.cards import Card

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
TEXTS = (
    "深刻领悟“两个确立”的决定性意义，做到“两个确立”。",
    "=两个确立(1)\t制表 & <b>尖括号</b> {{c2::大括号}} a::b",
    '@两个确立 第一行\n“引号”,逗号;分号"半角"',
    "# 两个确立 不是注释",
)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def note(number: int, text: str) -> AnkiNote:
    blanks = tuple(TextSpan(*match.span()) for match in re.finditer("两个确立", text))
    return AnkiNote(
        guid=f"{number}a-b#c",
        deck="温故::意见",
        sentence=text,
        blanks=blanks,
        answer="两个确立",
        created=MOMENT,
        modified=MOMENT,
        headings=("一、总体要求",),
        tags=("法院", "两个 词"),
    )


def read(collection: Collection, path: Path) -> tuple[int, int]:
    """Import as Anki's own dialog does, with what the header says; how many are new, and how many updated."""
    metadata = collection.get_csv_metadata(str(path), None)
    log = collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
    assert not log.missing_notetype
    assert not log.missing_deck
    assert not log.empty_first_field
    return len(log.new), len(log.updated)


def words(field: str) -> str:
    """What a field shows, its clozes opened."""
    shown = re.sub(r"<!--.*?-->", "", field.replace("<br>", "\n"))
    return html.unescape(re.sub(r"\{\{c1::(.*?)\}\}", r"\1", shown))


def asked(card: Card) -> str:
    """What Anki shows of a card's question."""
    return re.sub(r"<[^>]*>", "", card.question())


@pytest.mark.parametrize("tabs", [True, False])
def test_nothing_is_lost_on_the_way(collection: Collection, tmp_path: Path, tabs: bool) -> None:
    path = tmp_path / "cards.txt"
    question = AnkiNote("q-1", "温故", "枫桥经验诞生于何地？", (), "浙江诸暨", MOMENT, MOMENT)
    write_anki_table(path, [*(note(n, text) for n, text in enumerate(TEXTS)), question], tabs=tabs)
    assert read(collection, path) == (len(TEXTS) + 1, 0)
    found = {made.guid: made for made in (collection.get_note(each) for each in collection.find_notes(""))}
    for number, text in enumerate(TEXTS):
        made = found[f"{number}a-b#c"]
        assert words(made["Text"]) == text.replace("\t", " ")
        assert words(made["Back Extra"]) == "一、总体要求"
        assert set(made.tags) == {"法院", "两个_词"}
        (card,) = made.cards()
        assert collection.decks.name(card.did) == "温故::意见"
        assert "两个确立" not in re.sub(r"<[^>]*>", "", card.question())
    assert "枫桥经验诞生于何地？" in asked(found["q-1"].cards()[0])
    assert "浙江诸暨" not in asked(found["q-1"].cards()[0])
    assert read(collection, path)[0] == 0  # a second time nothing is doubled
