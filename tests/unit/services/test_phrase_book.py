"""A learner's phrases hold for every article, old ones at once."""

from __future__ import annotations

import pytest

from desktop.domain.errors import BadValue
from desktop.domain.phrase import PhraseKind
from desktop.services.article_library import ArticleLibrary
from desktop.services.card_list import CardList
from desktop.services.collection import Collection
from desktop.services.journal import Journal
from desktop.services.phrase_book import PhraseBook
from desktop.services.text_tools import TextTools

TEXT = "乡村阅览办法\n\n各级阅览室应当坚持常来常看，深刻领悟“两个确立”的决定性意义。常来常看是本分。"


@pytest.fixture
def book(collection: Collection) -> PhraseBook:
    return PhraseBook(collection)


@pytest.fixture
def library(collection: Collection, text_tools: TextTools) -> ArticleLibrary:
    return ArticleLibrary(collection, text_tools)


def _marked(library: ArticleLibrary, article_id: str) -> dict[str, PhraseKind]:
    opened = library.open(article_id)
    assert opened.phrases == library.phrases(article_id)
    assert all(opened.article.text[each.start : each.end] == each.text for each in opened.phrases)
    return {each.text: each.kind for each in opened.phrases}


def test_an_added_phrase_shows_in_old_articles_and_new_cards(
    collection: Collection, book: PhraseBook, library: ArticleLibrary
) -> None:
    article_id = library.import_text(TEXT, "a").article_id
    book.add("常来常看")
    assert _marked(library, article_id)["常来常看"] is PhraseKind.OWN
    book.rename("常来常看", PhraseKind.FORMULA)
    assert _marked(library, article_id)["常来常看"] is PhraseKind.FORMULA
    library.import_text("常来常看的通知\n\n各馆要坚持常来常看，方便群众，服务群众，依靠群众。", "b")
    assert "常来常看" in {card.answer for card in CardList(collection).search("方便群众")[1]}
    for _ in range(3):
        Journal(collection).undo()
    assert "常来常看" not in _marked(library, article_id)


def test_a_muted_phrase_is_marked_no_more(collection: Collection, book: PhraseBook, library: ArticleLibrary) -> None:
    article_id = library.import_text(TEXT, "a").article_id
    assert "两个确立" in _marked(library, article_id)
    book.mute("两个确立")
    assert "两个确立" not in _marked(library, article_id)
    book.mute("两个确立", muted=False)
    assert "两个确立" in _marked(library, article_id)
    book.remove("两个确立")
    assert book.all() == []
    entry = Journal(collection).undo()
    assert entry is not None
    assert (entry.kind, entry.subject) == ("phrase", "两个确立")


def test_merged_phrases_lead_to_one(book: PhraseBook) -> None:
    book.add("两个确立")
    book.merge("“两个确立”", "两个确立")
    assert book.find("“两个确立”") is not None
    with pytest.raises(BadValue):
        book.merge("两个确立", "“两个确立”")
    for text in ("一", " ", "长" * 101, "两\n行"):
        with pytest.raises(BadValue):
            book.add(text)
