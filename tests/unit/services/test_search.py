"""One word is found however it is spelt, in cards and in articles, after every kind of change."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.card import Rating
from desktop.domain.changes import Changed
from desktop.domain.cloze import Density
from desktop.domain.errors import NotFound, QueryBadValue, QueryUnfinished, QueryUnknownKey
from desktop.services.article_library import ArticleLibrary
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.review_session import ReviewSession
from desktop.services.search import Search
from desktop.services.text_tools import TextTools
from desktop.storage.notes import save_basic

from .conftest import Clock, add_cards

OPINION = """关于加强审判工作的意见
人民法院是国家的审判机关。深刻领悟“两个确立”的决定性意义，做到“两个维护”。
一、坚持以人民为中心，严格执行《信访工作条例》。
"""
SPELLINGS = (
    "两个确立", "兩個確立", "lgql", "LGQL", "liangge queli", "lianggequeli", "liǎnggè quèlì", "liang3 ge4 que4 li4",
    '"两个确立"', "“两个确立”", "“两 个 确 立”", "ｌｇｑｌ",
)  # fmt: skip


@pytest.fixture
def article(collection: Collection, text_tools: TextTools) -> str:
    library = ArticleLibrary(collection, text_tools)
    return library.import_text(OPINION, "意见", density=Density.ALL).article_id


def _answers(collection: Collection, query: str) -> set[str]:
    return {card.answer for card in CardList(collection).search(query)[1]}


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_phrase_is_found_however_it_is_spelt(collection: Collection, article: str, typed: str) -> None:
    CardWorkshop(collection).add_basic("枫桥经验在何地诞生？", "浙江诸暨")
    quoted = typed if typed[0] in '"“' else f"“{typed}”"
    assert _answers(collection, f"phrase:{quoted}") == {"两个确立"}
    assert {"两个确立", "两个维护"} <= _answers(collection, typed) <= _answers(collection, "-浙江诸暨")
    search = Search(collection)
    (hit,) = search.articles(typed)
    assert hit.article_id == article
    shown = search.excerpt(hit, typed)
    assert shown.start is not None
    marked = shown.excerpt[shown.mark.start : shown.mark.end]
    assert marked == "两个确立"
    assert OPINION.strip()[shown.start :].startswith("两个确立")


def test_terms_are_offered_as_one_types(collection: Collection, article: str) -> None:
    search = Search(collection)
    for typed in ("两个确", "兩個確", "lgq", "liangge que", "liangge"):
        assert "两个确立" in search.terms(typed), typed
    assert search.terms("“”") == []
    assert search.terms("xyz") == []
    assert search.terms("fqjy") == search.terms("fengqiao") == []
    CardWorkshop(collection).add_basic("浙江诸暨以什么闻名？", "枫桥经验")
    assert search.terms("fqjy") == search.terms("fengqiao") == ["枫桥经验"]


def test_the_index_follows_every_change(collection: Collection, article: str, text_tools: TextTools) -> None:
    workshop, journal, library = CardWorkshop(collection), Journal(collection), ArticleLibrary(collection, text_tools)
    card = workshop.add_basic("新中国何时成立？", "一九四九年")
    assert _answers(collection, "何時成立") == {"一九四九年"}
    workshop.edit_basic(card, "香港何时回归？", "一九九七年")
    assert _answers(collection, "何时成立") == set()
    assert _answers(collection, "香港") == {"一九九七年"}
    assert _answers(collection, "phrase:一九九七") == {"一九九七年"}
    workshop.remark(card, "邓小平提出一国两制")
    assert _answers(collection, "一国两制") == {"一九九七年"}
    journal.undo()
    assert _answers(collection, "一国两制") == set()
    journal.undo()
    assert _answers(collection, "何时成立") == {"一九四九年"}
    search = Search(collection)
    library.import_text(OPINION.replace("审判机关", "法律机关"), "意见")  # a revision
    assert [hit.article_id for hit in search.articles("法律機關")] == [article]
    assert search.articles("审判机关") == []
    journal.undo()
    assert [hit.article_id for hit in search.articles("审判机关")] == [article]
    library.trash(article)
    assert search.articles("审判机关") == []
    assert "两个确立" not in _answers(collection, "两个确立")
    journal.undo()
    assert [hit.article_id for hit in search.articles("审判机关")] == [article]
    assert search.unread() == 0


def test_what_many_rows_leave_unread_is_read_step_by_step(collection: Collection, clock: Clock) -> None:
    def save(count: int) -> None:
        with collection.writing(Changed.CARDS) as connection:
            key = collection.deck_key(connection, "")
            for number in range(count):
                ids = collection.new_id(), collection.new_id()
                save_basic(connection, ids, f"第{number}个问题", f"答案{number}", None, key, clock())

    search = Search(collection)
    save(3_100)
    assert search.unread() == 3_100
    steps: list[tuple[int, int]] = []

    class Told:
        def advance(self, done: int, total: int) -> None:
            steps.append((done, total))

    assert search.catch_up(Told()) == 3_100
    assert steps[-1] == (3_100, 3_100)
    assert len(steps) > 1
    assert _answers(collection, "第3099个") == {"答案3099"}
    save(5)
    assert search.unread() == 0


def test_long_notes_are_read_a_few_at_a_time(collection: Collection, clock: Clock) -> None:
    with collection.writing(Changed.CARDS) as connection:
        key = collection.deck_key(connection, "")
        for number in range(30):
            ids = collection.new_id(), collection.new_id()
            save_basic(connection, ids, f"第{number}部\n" + "长" * 100_000, f"答案{number}", None, key, clock())
    search = Search(collection)
    assert search.unread() == 30  # none within the change itself
    steps: list[int] = []

    class Told:
        def advance(self, done: int, total: int) -> None:
            steps.append(done)

    assert search.catch_up(Told()) == 30
    assert max(step - before for before, step in zip([0, *steps], steps, strict=False)) <= 10
    assert _answers(collection, "第29部") == {"答案29"}


def test_a_book_is_read_into_the_index_after_its_import(collection: Collection, text_tools: TextTools) -> None:
    book = "关于星辰的书\n" + "天文台实行昼夜值守制度。\n" * 9_000 + "最后记下的是一颗彗星。\n"
    imported = ArticleLibrary(collection, text_tools).import_text(book, "书", density=Density.NONE)
    search = Search(collection)
    assert search.unread() == 1
    assert search.catch_up() == 1
    assert [hit.article_id for hit in search.articles("一颗彗星")] == [imported.article_id]


def test_a_damaged_index_is_found_and_made_anew(collection: Collection, home: Path, article: str) -> None:
    before = _answers(collection, "两个确立")
    with closing(sqlite3.connect(home / "collection.db")) as database:
        database.execute("DELETE FROM search_notes WHERE note_id = 1")
        database.execute("DELETE FROM search_part_text_docsize")
        database.commit()
    health = Health(collection)
    assert "search_index" in health.verify().problems
    assert health.verify(repair=True).ok
    assert health.verify().problems == {}
    assert _answers(collection, "lgql") == before


def test_queries_join_conditions(collection: Collection, article: str, clock: Clock) -> None:
    add_cards(collection, "法律::刑法", ("四个意识", "四个自信"))
    workshop, cards = CardWorkshop(collection), CardList(collection)
    every = {card.answer: card.id for card in cards.search("")[1]}
    workshop.suspend([every["四个意识"]])
    workshop.tag([every["四个自信"]], ["重点", "法::刑"])
    workshop.flag([every["四个自信"]], 3)
    session = ReviewSession(collection)
    session.answer(every["两个确立"], Rating.EASY)
    clock.forward(days=2)

    assert _answers(collection, "is:suspended") == {"四个意识"}
    assert _answers(collection, "deck:法律 -is:suspended") == {"四个自信"}
    assert _answers(collection, "deck:法律::刑法 (is:suspended OR flag:3)") == {"四个意识", "四个自信"}
    assert _answers(collection, "tag:重点") == _answers(collection, "tag:法") == {"四个自信"}
    assert _answers(collection, "article:意见 is:review") == {"两个确立"}
    assert _answers(collection, f"article:{article[:8]} phrase:两个维护") == {"两个维护"}
    assert _answers(collection, "article:none") == {"四个意识", "四个自信"}
    assert _answers(collection, "prop:stability>1") == _answers(collection, "rated:7:4") == {"两个确立"}
    assert _answers(collection, "-prop:stability>1") == set(every) - {"两个确立"}
    assert _answers(collection, "rated:1") == _answers(collection, "is:due is:new") == set()
    assert _answers(collection, "due:60") == {"两个确立"} == _answers(collection, "prop:due>=1")
    assert _answers(collection, "added:1") == set()
    assert _answers(collection, "added:30") == set(every)
    assert _answers(collection, "两个确立 OR flag:3") >= {"两个确立", "四个自信"}
    courts = {card.answer for card in cards.search("")[1] if "审判机关" in card.sentence}
    assert _answers(collection, "审判机关 -两个确立") == courts >= {"人民法院"}
    assert _answers(collection, "kind:shorthand -deck:法律") >= {"两个确立", "两个维护"}
    workshop.trash([every["四个自信"]])
    assert _answers(collection, "is:trashed") == {"四个自信"}
    assert "四个自信" not in _answers(collection, "")


@pytest.mark.parametrize(
    ("query", "error", "at"),
    [
        ("两个 colour:red", QueryUnknownKey, 4),
        ("is:nonsense", QueryBadValue, 4),
        ("两个 prop:stability", QueryBadValue, 9),
        ("prop:weight<3", QueryBadValue, 6),
        ("prop:reps<viele", QueryBadValue, 6),
        ("due:soon", QueryBadValue, 5),
        ("rated:7:5", QueryBadValue, 7),
        ("flag:9", QueryBadValue, 6),
        ("kind:nothing", QueryBadValue, 6),
        ("added:-1", QueryBadValue, 7),
        ("(两个", QueryUnfinished, 1),
        ("两个)", QueryUnfinished, 3),
        ("两个 OR", QueryUnfinished, 4),
        ("两个 ()", QueryUnfinished, 4),
    ],
)
def test_a_wrong_query_says_where(collection: Collection, query: str, error: type[QueryBadValue], at: int) -> None:
    with pytest.raises(error) as raised:
        CardList(collection).search(query)
    assert raised.value.fields["at"] == at


def test_an_unknown_article_is_said_to_be_so(collection: Collection) -> None:
    with pytest.raises(NotFound):
        CardList(collection).search("article:00000000")


@pytest.mark.parametrize(
    "query", ["“", "-", "--", "* OR *", '"*"', "a\0b", "😀", "NOT AND", "NEAR(两 个)", "'; DROP", "：", "%"]
)
def test_signs_of_the_index_are_only_text(collection: Collection, query: str) -> None:
    add_cards(collection)
    CardList(collection).search(query)
    Search(collection).articles(query)
    Search(collection).terms(query)
