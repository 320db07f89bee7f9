"""A law is amended, a typo corrected, a better copy arrives: cards follow their words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.domain.article import TextSpan
from desktop.domain.card import Card, Rating
from desktop.domain.cloze import Density
from desktop.domain.errors import FileEmpty
from desktop.services.article_library import ArticleLibrary
from desktop.services.card_list import CardList
from desktop.services.collection import Collection
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.review_session import ReviewSession
from desktop.services.revisions import Revisions
from desktop.services.text_tools import TextTools
from tests.unit.formats.made_files import epub

SEED = Path(__file__).parents[2] / "data" / "seed"
LAW = """乡村阅览条例

第一条　为了保障村民的阅读权利，促进乡村文化振兴，制定本条例。
第二条　乡镇人民政府应当设立阅览室，每周开放时间不少于四十小时。
第三条　阅览室的藏书应当每年更新百分之五以上，更新目录向社会公开。
第四条　任何单位和个人不得侵占阅览室的场地，不得挪用购书经费。
第五条　本条例自2026年5月1日起施行。
"""


@pytest.fixture
def library(collection: Collection, text_tools: TextTools) -> ArticleLibrary:
    return ArticleLibrary(collection, text_tools)


@pytest.fixture
def revisions(collection: Collection, text_tools: TextTools) -> Revisions:
    return Revisions(collection, text_tools)


def _cards(collection: Collection) -> dict[str, Card]:
    return {card.id: card for card in CardList(collection).search("")[1]}


def _sound(collection: Collection) -> bool:
    return Health(collection).verify().ok


def test_an_amended_law_keeps_its_cards_and_their_schedules(collection: Collection, library: ArticleLibrary) -> None:
    first = library.import_text(LAW, "law", density=Density.ALL)
    before = _cards(collection)
    for number, card_id in enumerate(before):
        ReviewSession(collection).answer(card_id, Rating(number % 4 + 1))
    answered = _cards(collection)
    amended = LAW.replace("第三条　", "第三条　阅览室配备专职管理员一名。\n第四条　").replace("四十小时", "六十小时")
    amended = amended.replace("第四条　任何", "第五条　任何").replace("第五条　本", "第六条　本")
    second = library.import_text(amended, "law")
    assert (second.status, second.article_id, second.cards) == ("revision", first.article_id, first.cards)
    after = _cards(collection)
    text = library.open(first.article_id).article.text
    assert after.keys() == before.keys()
    assert {card_id: card.schedule for card_id, card in after.items()} == {
        card_id: card.schedule for card_id, card in answered.items()
    }
    for card_id, card in after.items():
        if card.mending:
            assert "四十小时" in card.sentence  # the words that are gone
        else:
            assert card.article_span is not None
            assert text[slice(*card.article_span)] == card.answer == before[card_id].answer
            assert all(card.sentence[slice(*blank)] == card.answer for blank in card.blanks)
    lost = [card for card in after.values() if card.mending]
    assert second.lost == len(lost) > 0
    assert all(card.article_span is None for card in lost)
    assert _sound(collection)


def test_undo_brings_the_old_text_back_and_redo_the_new(collection: Collection, library: ArticleLibrary) -> None:
    article_id = library.import_text(LAW, "law", density=Density.ALL).article_id
    before, old = _cards(collection), library.open(article_id)
    library.import_text(LAW.replace("四十小时", "六十小时"), "law")
    after, new = _cards(collection), library.open(article_id)
    journal = Journal(collection)
    entry = journal.undo()
    assert entry is not None
    assert (entry.kind, entry.subject) == ("revise", "乡村阅览条例")
    assert library.open(article_id) == old
    assert _cards(collection) == before
    journal.redo()
    assert library.open(article_id) == new != old
    assert _cards(collection) == after != before
    assert _sound(collection)


def test_what_changed_is_shown_and_made_into_cards(
    collection: Collection, library: ArticleLibrary, revisions: Revisions
) -> None:
    article_id = library.import_text(LAW, "law", density=Density.NONE).article_id
    library.import_text(LAW.replace("第五条", "第五条　阅览室实行总分馆制度，统一编目、通借通还。\n第六条"), "law")
    (version,) = revisions.history(article_id)
    comparison = revisions.compare(article_id, version.id)
    added = [change.new for change in comparison.changes if change.kind == "added" and change.new is not None]
    assert ["总分馆" in comparison.new[slice(*span)] for span in added] == [True]
    made = revisions.make_cards(article_id, added, Density.ALL)
    sentences = {card.sentence for card in _cards(collection).values()}
    assert made == len(_cards(collection)) > 0
    assert all("总分馆" in sentence for sentence in sentences)
    Journal(collection).undo()
    assert not _cards(collection)


def test_words_that_come_back_take_their_cards_home(collection: Collection, library: ArticleLibrary) -> None:
    library.import_text(LAW, "law", density=Density.ALL)
    before = _cards(collection)
    without = re.sub("第四条.*\n", "", LAW)
    assert library.import_text(without, "law").lost > 0
    assert library.import_text(LAW, "law").lost == 0
    assert {card.id: card.article_span for card in _cards(collection).values()} == {
        card.id: card.article_span for card in before.values()
    }


def test_the_clean_copy_takes_the_place_of_the_damaged_one(collection: Collection, library: ArticleLibrary) -> None:
    damaged = library.import_file(SEED / "article_polluted.txt")
    text = (SEED / "article_gold.txt").read_text(encoding="utf-8").replace("人民法院", "法院", 1)
    clean = library.import_text(text, "clean")
    assert (clean.status, clean.article_id) == ("revision", damaged.article_id)
    assert clean.lost <= damaged.cards * 0.02
    assert _sound(collection)


@pytest.mark.parametrize(
    "other",
    [
        LAW.replace("条例", "办法").split("第三条")[0],  # a part
        "乡村阅览条例\n\n" + "本条例已废止，请查阅新的规定。" * 3,  # the same title
        (SEED / "article_gold.txt").read_text(encoding="utf-8"),
    ],
)
def test_another_text_is_no_revision(library: ArticleLibrary, other: str) -> None:
    library.import_text(LAW, "law", density=Density.NONE)
    assert library.import_text(other, "other", density=Density.NONE).status == "new"


def test_repairs_are_refused_alone_or_by_kind(
    collection: Collection, library: ArticleLibrary, revisions: Revisions
) -> None:
    damaged = LAW.replace("，更新", ",更新").replace("场地", "场&#22320;")
    article_id = library.import_text(damaged, "law", density=Density.ALL).article_id
    raw, repairs, refused = library.repairs(article_id)
    assert not refused
    comma = next(each for each in repairs if each.original == ",")
    revisions.refuse(article_id, {(comma.start, comma.end)})
    text = library.open(article_id).article.text
    assert "以上,更新" in text
    assert "场地" in text
    assert library.repairs(article_id) == (raw, repairs, {(comma.start, comma.end)})
    kinds = {each.kind for each in repairs}
    revisions.refuse(article_id, kinds=kinds)
    assert library.open(article_id).article.text == raw
    revisions.refuse(article_id)
    assert library.open(article_id).article.text != raw
    assert len(library.repairs(article_id)[1]) == len(repairs)
    for _ in range(3):
        Journal(collection).undo()
    assert library.repairs(article_id)[2] == set()
    assert _sound(collection)


def test_a_typo_corrected_is_a_repair_of_the_learners_own(
    collection: Collection, library: ArticleLibrary, revisions: Revisions
) -> None:
    article_id = library.import_text(LAW.replace("购书", "沟书"), "law", density=Density.ALL).article_id
    text = library.open(article_id).article.text
    revised = revisions.edit_text(article_id, text.replace("沟书", "购书"))
    assert "购书经费" in library.open(article_id).article.text
    assert revised.anchored
    own = [each for each in library.repairs(article_id)[1] if each.kind == "own"]
    assert [(each.original, each.replacement) for each in own] == [("沟", "购")]
    with pytest.raises(FileEmpty):
        revisions.edit_text(article_id, " \n")
    assert _sound(collection)


def test_a_reworded_sentence_moves_every_blank_of_its_card(
    collection: Collection, library: ArticleLibrary, revisions: Revisions
) -> None:
    from desktop.services.card_workshop import CardWorkshop

    text = "读书办法\n\n第一条　读书要有计划，每月读书不少于两本，家长陪同读书。\n第二条　学校应当开放操场和图书馆。\n"
    article_id = library.import_text(text, "law", density=Density.NONE).article_id
    stored = library.open(article_id).article.text
    start = stored.index("读书要")
    card_id = CardWorkshop(collection).add_cloze(article_id, TextSpan(start, start + 2))
    revisions.edit_text(article_id, stored.replace("每月读书", "每个月坚持读书").replace("第二条", "第二条　\n第三条"))
    card = _cards(collection)[card_id]
    assert not card.mending
    assert [card.sentence[slice(*blank)] for blank in card.blanks] == ["读书"] * 3
    assert _sound(collection)


def test_the_chapters_of_a_book_are_articles_of_their_own(library: ArticleLibrary, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(
        epub([f"<h1>第{n}章</h1><p>这一章讲述第{n}种方法，要坚持温习旧的知识，得到新的理解。</p>" for n in "一二三"])
    )
    chapters = library.import_book(path)
    assert [chapter.status for chapter in chapters] == ["new"] * 3
    assert len({chapter.article_id for chapter in chapters}) == len(library.summaries()) == 3
    assert [chapter.status for chapter in library.import_book(path)] == ["known"] * 3
