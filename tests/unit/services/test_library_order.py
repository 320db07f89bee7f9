"""Articles kept in order: folders, tags, the trash, how much of each is known."""

from __future__ import annotations

import pytest

from desktop.domain.card import Rating
from desktop.domain.errors import NotFound
from desktop.services.article_library import ArticleLibrary
from desktop.services.card_list import CardList
from desktop.services.collection import Collection
from desktop.services.journal import Journal
from desktop.services.review_session import ReviewSession
from desktop.services.text_tools import TextTools

from .conftest import Clock

FIRST = "关于加强审判工作的意见\n人民法院是国家的审判机关。深刻领悟“两个确立”的决定性意义，做到“两个维护”。\n"
SECOND = "关于加强信访工作的意见\n严格执行《信访工作条例》，坚持和发展新时代“枫桥经验”。\n"


@pytest.fixture
def library(collection: Collection, text_tools: TextTools) -> ArticleLibrary:
    found = ArticleLibrary(collection, text_tools)
    for text in (FIRST, SECOND):
        found.import_text(text, "意见")
    return found


def test_folders_and_tags_are_given_and_taken_back(collection: Collection, library: ArticleLibrary) -> None:
    ids = [each.id for each in library.summaries()]
    journal = Journal(collection)
    assert library.put_in_folder(ids, "中央文件") == 2
    assert library.tag(ids[:1], ["重点", "重点", ""]) == 1
    assert library.tag(ids, ["信访"], ["重点"]) == 2
    assert [(each.folder, each.tags) for each in library.summaries()] == [("中央文件", ("信访",))] * 2
    assert [journal.undo().kind for _ in range(3)] == ["tag_articles", "tag_articles", "folder"]  # type: ignore[union-attr]
    assert [(each.folder, each.tags) for each in library.summaries()] == [("", ())] * 2
    assert library.put_in_folder(ids, "") == 0


def test_the_trash_is_listed_and_gives_back(collection: Collection, library: ArticleLibrary) -> None:
    article = library.summaries()[0].id
    number = CardList(collection).search("")[0]
    library.trash(article)
    assert [each.id for each in library.summaries(trashed=True)] == [article]
    assert library.summaries(trashed=True)[0].cards > 0
    with pytest.raises(NotFound):
        library.find(article)
    library.restore(library.find(article[:8], trashed=True))
    assert CardList(collection).search("")[0] == number
    entry = Journal(collection).undo()
    assert entry is not None
    assert entry.kind == "restore"
    assert [each.id for each in library.summaries(trashed=True)] == [article]


def test_what_is_known_is_what_would_be_recalled_now(
    collection: Collection, library: ArticleLibrary, clock: Clock
) -> None:
    assert {each.known for each in library.summaries()} == {0.0}
    session = ReviewSession(collection)
    while card := session.next_card():
        session.answer(card.id, Rating.EASY)
    assert {each.known for each in library.summaries()} == {1.0}
    clock.forward(days=400)
    assert {each.known for each in library.summaries()} == {0.0}
    lengths = [len(library.open(each.id).article.text) for each in library.summaries()]
    assert [each.chars for each in library.summaries()] == lengths
