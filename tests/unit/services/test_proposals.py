"""The tick-list of an article beside its cards, in a real collection."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.article import TextSpan
from desktop.domain.card import Rating
from desktop.domain.cloze import Density
from desktop.domain.errors import NotFound
from desktop.domain.proposal import ReasonKind
from desktop.services.article_library import ArticleLibrary
from desktop.services.article_reading import ArticleReader
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.journal import Journal
from desktop.services.proposals import Accepted, ArticleProposals, chosen_at
from desktop.services.review_session import ReviewSession
from desktop.services.text_tools import TextTools
from desktop.storage.cards import CardFilter, find_cards


@pytest.fixture
def library(collection: Collection, text_tools: TextTools) -> ArticleLibrary:
    return ArticleLibrary(collection, text_tools)


@pytest.fixture
def article(library: ArticleLibrary, seed: Path) -> str:
    return library.import_file(seed / "article_gold.txt").article_id


@pytest.fixture
def proposals(collection: Collection, library: ArticleLibrary, text_tools: TextTools) -> ArticleProposals:
    return ArticleProposals(collection, library, ArticleReader(text_tools))


def card_ids(collection: Collection) -> set[str]:
    with collection.reading() as connection:
        return {card.id for card in find_cards(connection, CardFilter(), None)[1]}


def test_the_cards_of_an_import_are_the_ticks_of_its_density(
    proposals: ArticleProposals, article: str, collection: Collection
) -> None:
    shown = proposals.propose(article)
    with_card = {number for number, each in enumerate(shown) if each.card_id}
    assert with_card == chosen_at(shown, Density.NORMAL)
    assert {shown[number].card_id for number in with_card} == card_ids(collection)
    assert proposals.accept(article, shown, with_card) == Accepted(0, 0)
    sizes = [len(chosen_at(shown, density)) for density in (Density.FEW, Density.NORMAL, Density.DENSE, Density.ALL)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1] / 8
    starts = [each.proposal.cloze.article_start for each in shown]
    assert starts == sorted(starts)
    assert {each.section[0][:2] for each in shown if each.section} >= {"一、", "二、", "三、"}


def test_accepting_another_density_is_one_step(
    proposals: ArticleProposals, article: str, collection: Collection
) -> None:
    before = card_ids(collection)
    shown = proposals.propose(article)
    dense = chosen_at(shown, Density.DENSE)
    done = proposals.accept(article, shown, dense)
    assert done.added > 0
    assert len(card_ids(collection)) == len(dense)
    entry = Journal(collection).undo()
    assert entry is not None
    assert entry.kind == "proposals"
    assert card_ids(collection) == before
    Journal(collection).redo()
    assert len(card_ids(collection)) == len(dense)


def test_a_card_keeps_its_schedule_whatever_becomes_of_the_ticks(
    proposals: ArticleProposals, article: str, collection: Collection
) -> None:
    session = ReviewSession(collection, article_id=article)
    card = session.next_card()
    assert card is not None
    session.answer(card.id, Rating.GOOD)
    shown = proposals.propose(article)
    number = next(n for n, each in enumerate(shown) if each.card_id == card.id)
    assert shown[number].answers == 1
    assert number in chosen_at(shown, Density.FEW)  # learnt already: a density does not throw it away
    proposals.accept(article, shown, chosen_at(shown, Density.FEW) - {number})
    assert card.id not in card_ids(collection)
    again = proposals.propose(article)
    same = next(n for n, each in enumerate(again) if each.proposal.cloze == shown[number].proposal.cloze)
    assert again[same].card_id is None
    proposals.accept(article, again, chosen_at(again, Density.FEW) | {same})
    with collection.reading() as connection:
        back = next(each for each in find_cards(connection, CardFilter(), None)[1] if each.id == card.id)
    assert back.schedule.reps == 1


def test_a_card_of_the_learners_own_is_in_the_list_and_stays(
    proposals: ArticleProposals, article: str, library: ArticleLibrary, collection: Collection
) -> None:
    text = library.open(article).article.text
    start = text.index("落实机制")
    own = CardWorkshop(collection).add_cloze(article, TextSpan(start, start + 1))
    shown = proposals.propose(article)
    (number,) = (n for n, each in enumerate(shown) if each.card_id == own)
    assert [reason.kind for reason in shown[number].proposal.reasons] == [ReasonKind.CARD]
    for density in (Density.FEW, Density.ALL):
        proposals.accept(article, shown, chosen_at(shown, density))
        assert own in card_ids(collection)
        shown = proposals.propose(article)


def test_an_article_that_is_gone(proposals: ArticleProposals, article: str, library: ArticleLibrary) -> None:
    shown = proposals.propose(article)
    library.trash(article)
    with pytest.raises(NotFound):
        proposals.propose(article)
    with pytest.raises(NotFound):
        proposals.accept(article, shown, set())
