"""What cards become on their way to Anki, and how answers to whole sentences come home."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.anki import AnkiNote, AnkiNoteType
from desktop.domain.card import Rating
from desktop.domain.changes import Changed
from desktop.domain.cloze import Density
from desktop.formats.apkg_file import write_apkg
from desktop.pipeline.pinyin import Readings, spelled_out
from desktop.services.anki_exchange import AnkiExchange
from desktop.services.anki_import import AnkiImport
from desktop.services.anki_notes import Group, LeavingNotes, NoteWishes
from desktop.services.article_library import ArticleLibrary
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.review_session import ReviewSession
from desktop.services.text_tools import TextTools
from desktop.storage.cards import CardFilter
from tests.unit.services.conftest import Clock

TEXT = """关于加强审判工作的意见

一、总体要求

深刻领悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”。

二、主要任务

（一）依法惩治犯罪

到2035年，人民法院审判体系和审判能力现代化基本实现。
"""


@pytest.fixture
def article(collection: Collection, text_tools: TextTools) -> Collection:
    ArticleLibrary(collection, text_tools).import_text(TEXT, "意见", density=Density.ALL)
    return collection


def notes(collection: Collection, text_tools: TextTools, **wishes: object) -> list[AnkiNote]:
    with collection.reading() as connection:
        wanted = NoteWishes(tagged=True, **wishes)  # type: ignore[arg-type]
        return LeavingNotes(collection, text_tools).make(connection, CardFilter(), wanted)


def test_decks_and_tags_tell_where_a_card_stands(article: Collection, text_tools: TextTools) -> None:
    note = next(note for note in notes(article, text_tools) if note.answer == "2035年")
    assert note.deck.split("::")[-2:] == ["关于加强审判工作的意见", "二、主要任务"]
    assert set(note.tags) == {
        "温故::文章::关于加强审判工作的意见",
        "温故::章节::关于加强审判工作的意见::二、主要任务::（一）依法惩治犯罪",
        "温故::类别::日期",
    }


def test_a_sentence_is_one_note_that_hides_all_its_blanks(article: Collection, text_tools: TextTools) -> None:
    cards = [card for card in CardList(article).search("")[1] if "两个确立" in card.sentence]
    assert len(cards) > 1
    found = [note for note in notes(article, text_tools, group="sentence") if "两个确立" in note.sentence]
    assert len(found) == 1
    hidden = {found[0].sentence[slice(*span)] for span in found[0].blanks}
    assert hidden == {card.sentence[slice(*span)] for card in cards for span in card.blanks}


def test_a_sentence_stays_the_same_note_when_a_blank_goes_and_comes_back(
    article: Collection, text_tools: TextTools, clock: Clock
) -> None:
    def of_sentence() -> AnkiNote:
        return next(n for n in notes(article, text_tools, group="sentence") if "两个确立" in n.sentence)

    before = of_sentence()
    first = next(card for card in CardList(article).search("")[1] if "两个确立" in card.sentence)
    clock.forward(hours=1)
    CardWorkshop(article).trash([first.id])
    without = of_sentence()
    assert without.guid == before.guid
    assert len(without.blanks) == len(before.blanks) - 1
    assert without.modified > before.modified  # or Anki would not take it
    clock.forward(hours=1)
    CardWorkshop(article).restore([first.id])
    again = of_sentence()
    assert (again.guid, again.blanks) == (before.guid, before.blanks)
    assert again.modified > without.modified
    assert of_sentence() == again


def test_each_kind_of_question_is_a_note_type(article: Collection, text_tools: TextTools) -> None:
    assert {note.note_type for note in notes(article, text_tools)} == {AnkiNoteType.CLOZE}
    assert {note.note_type for note in notes(article, text_tools, asked="typed")} == {AnkiNoteType.TYPED}
    choices = notes(article, text_tools, asked="choice")
    chosen = [note for note in choices if note.note_type is AnkiNoteType.CHOICE]
    assert chosen
    assert all(note.answer in note.options and len(note.options) == 4 for note in chosen)
    lists = [n for n in notes(article, text_tools, asked="list") if n.note_type is AnkiNoteType.LIST]
    assert lists
    assert all(len(note.items) > 1 for note in lists)
    unheld = [note for note in lists if not note.blanks]  # what a phrase stands for is not in its sentence
    assert unheld
    assert all(note.asked in note.sentence and note.asked and not note.expansion for note in unheld)
    assert len({(note.sentence, note.asked) for note in unheld}) == len(unheld)  # no two ask the same
    assert not any(note.asked for note in lists if note.blanks)
    assert len({note.guid for note in choices}) == len(CardList(article).search("")[1])


def test_a_card_is_asked_as_the_learner_fixed_it(article: Collection, text_tools: TextTools) -> None:
    card = CardList(article).search("")[1][0]
    CardWorkshop(article).fix_mode([card.id], "typed")
    kinds = {note.guid: note.note_type for note in notes(article, text_tools, asked="own")}
    assert kinds.pop(card.guid) is AnkiNoteType.TYPED
    assert set(kinds.values()) == {AnkiNoteType.CLOZE}


@pytest.mark.parametrize("group", ["card", "sentence"])
def test_nothing_new_comes_home_but_answers(
    article: Collection, text_tools: TextTools, tmp_path: Path, clock: Clock, group: Group
) -> None:
    """The package is opened as if Anki had answered: the tags and words that Wengu sent are no news."""
    session = ReviewSession(article)
    first = CardList(article).search("")[1][0]
    session.answer(first.id, Rating.GOOD)
    path = tmp_path / "out.apkg"
    AnkiExchange(article, text_tools).export(path, wishes=NoteWishes(group=group), with_schedule=True)
    before = {card.id: card for card in CardList(article).search("")[1]}
    done = AnkiImport(article).import_package(path)
    assert (done.notes, done.cards) == (0, 0)
    after = {card.id: card for card in CardList(article).search("")[1]}
    assert {each.tags for each in after.values()} == {()}
    assert after == before
    assert AnkiImport(article).import_package(path).reviews == 0


def test_pinyin_only_where_it_is_sure() -> None:
    readings = Readings("lv4\t律\nhang2 xing2\t行\nzhong1 zhong4\t中\nguo2\t国\nou1\t欧\nxiu1\t修".encode())
    assert spelled_out("国律", readings) == "guó lǜ"
    assert spelled_out("“欧”修", readings) == "ōu xiū"
    assert spelled_out("中国", readings) == ""
    assert spelled_out("国abc", readings) == ""


def test_notes_are_the_same_whether_they_come_one_by_one_or_together(
    article: Collection, text_tools: TextTools, tmp_path: Path
) -> None:
    """Of an article, of none, with a remark, with a question instead of a blank, and with signs that HTML knows."""
    workshop, library = CardWorkshop(article), ArticleLibrary(article, text_tools)
    workshop.add_basic("何时？", "2035年")
    library.import_text("坚持<人民>至上 & “两个确立”。", "短文", density=Density.ALL)
    with article.writing(Changed.CARDS) as connection:
        # As what comes from Anki: a cloze without an article, the later of two at the front of the queue.
        connection.exec_driver_sql("UPDATE cards SET article_id = NULL WHERE id % 2 = 0")
        connection.exec_driver_sql("UPDATE notes SET remark = '记' WHERE id = 2")
        connection.exec_driver_sql("UPDATE cards SET position = 1000 - position")
    wanted = NoteWishes(tagged=True)
    leaving = LeavingNotes(article, text_tools)
    together, one_by_one = tmp_path / "together.apkg", tmp_path / "one.apkg"
    with article.reading() as connection:
        made = leaving.make(connection, CardFilter(), wanted)
        stream = list(leaving.stream(connection, CardFilter(), wanted))
    assert {type(each) for each in stream} == {tuple, AnkiNote}
    assert write_apkg(together, made) == write_apkg(one_by_one, stream) == len(made)
    assert together.read_bytes() == one_by_one.read_bytes()


def test_what_was_put_off_until_a_day_that_has_come_leaves_as_any_other(
    article: Collection, text_tools: TextTools, clock: Clock
) -> None:
    card = CardList(article).search("")[1][0]
    CardWorkshop(article).bury([card.id])
    CardWorkshop(article).flag([card.id], 2)

    def marks() -> set[tuple[bool, int]]:
        return {(n.buried, n.flag) for n in notes(article, text_tools, with_schedule=True) if n.guid == card.guid}

    assert marks() == {(True, 2)}
    clock.forward(days=1)
    assert marks() == {(False, 2)}


def test_headings_stand_as_the_text_prints_them_and_decks_keep_their_names(
    collection: Collection, text_tools: TextTools
) -> None:
    text = (
        "读书条例\n\n第一章　总则\n\n第一条　为了保障村民的阅读权利，促进乡村文化振兴，2025年起每月读书不少于两本。\n"
    )
    ArticleLibrary(collection, text_tools).import_text(text, "条例", density=Density.ALL)
    note = next(note for note in notes(collection, text_tools) if note.answer == "2025年")
    assert note.headings[0] == "第一章　总则"
    assert note.headings[1].startswith("第一条　为了")
    assert note.deck.split("::")[-1] == "第一章总则"
    assert any("第一章总则::第一条为了保障" in tag for tag in note.tags)
