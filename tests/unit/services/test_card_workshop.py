"""Every change of a card can be taken back, done again, and is told apart in the log."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from desktop.domain.article import TextSpan
from desktop.domain.card import Card, CardState, Rating, Schedule
from desktop.domain.errors import BadValue, CardSuspended, NotFound
from desktop.services.article_library import ArticleLibrary
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.review_session import ReviewSession
from desktop.services.statistics import Statistics
from desktop.services.text_tools import TextTools
from tests.unit.services.conftest import ANSWERS, SENTENCE, Clock, add_cards


@pytest.fixture
def workshop(collection: Collection) -> CardWorkshop:
    add_cards(collection)
    return CardWorkshop(collection)


def _cards(collection: Collection) -> dict[str, Card]:
    return {card.answer: card for card in CardList(collection).search("")[1]}


def _ids(collection: Collection) -> list[str]:
    return [card.id for card in _cards(collection).values()]


def test_a_suspended_card_is_not_asked(collection: Collection, workshop: CardWorkshop) -> None:
    ids = _ids(collection)
    assert workshop.suspend(ids[:3]) == 3
    assert ReviewSession(collection).counts().new == 1
    with pytest.raises(CardSuspended):
        ReviewSession(collection).answer(ids[0], Rating.GOOD)
    workshop.suspend(ids, suspended=False)
    assert ReviewSession(collection).counts().new == 4


def test_a_buried_card_comes_back_with_the_next_study_day(
    collection: Collection, workshop: CardWorkshop, clock: Clock
) -> None:
    session = ReviewSession(collection)
    first = session.next_card()
    assert first is not None
    workshop.bury([first.id])
    second = session.next_card()
    assert second is not None
    assert second.id != first.id
    assert session.counts().new == 3
    clock.forward(days=1)
    assert session.next_card() == _cards(collection)[first.answer]
    workshop.bury([first.id])
    workshop.bury([first.id], buried=False)
    assert session.counts().new == 4


def test_flags_tags_modes_decks_and_remarks(collection: Collection, workshop: CardWorkshop) -> None:
    first, second, *_ = _ids(collection)
    workshop.flag([first], 3)
    workshop.tag([first, second], add=["政治", "必考"])
    workshop.tag([second], add=["必考"], remove=["政治"])
    workshop.fix_mode([first], "choice")
    workshop.move([first], "理论::党建")
    workshop.remark(first, "易混")
    card = _cards(collection)[ANSWERS[0]]
    assert (card.flag, card.tags, card.mode, card.deck, card.remark) == (
        3,
        ("政治", "必考"),
        "choice",
        "理论::党建",
        "易混",
    )
    assert _cards(collection)[ANSWERS[1]].tags == ("必考",)
    with pytest.raises(BadValue):
        workshop.flag([first], 8)
    with pytest.raises(NotFound):
        workshop.suspend(["no such card"])


def test_a_card_asks_for_other_words(collection: Collection, workshop: CardWorkshop) -> None:
    card = _cards(collection)["两个确立"]
    workshop.edit_cloze(card.id, "增强“四个意识”，“四个意识”很重要。", TextSpan(3, 7))
    changed = CardList(collection).search("很重要")[1][0]
    assert (changed.id, changed.answer, changed.blanks) == (card.id, "四个意识", (TextSpan(3, 7), TextSpan(10, 14)))
    with pytest.raises(BadValue):
        workshop.edit_cloze(card.id, SENTENCE, TextSpan(5, 5))
    Journal(collection).undo()
    assert _cards(collection)["两个确立"] == card


def test_own_cards_need_no_article(collection: Collection, workshop: CardWorkshop) -> None:
    card_id = workshop.add_basic("枫桥经验诞生于何时？", "1963年", deck="历史")
    card = _cards(collection)["1963年"]
    assert (card.id, card.note_kind, card.sentence, card.back, card.blanks) == (
        card_id,
        "basic",
        "枫桥经验诞生于何时？",
        "1963年",
        (),
    )
    workshop.edit_basic(card_id, "“枫桥经验”何时诞生？", "1963 年")
    assert _cards(collection)["1963 年"].sentence == "“枫桥经验”何时诞生？"
    ReviewSession(collection, deck="历史").answer(card_id, Rating.GOOD)
    for _ in range(3):
        Journal(collection).undo()
    assert "1963年" not in _cards(collection)
    assert Health(collection).verify().ok
    with pytest.raises(BadValue):
        workshop.add_basic(" ", "x")


def test_words_chosen_in_an_article_become_a_card(
    collection: Collection, workshop: CardWorkshop, text_tools: TextTools
) -> None:
    library = ArticleLibrary(collection, text_tools)
    article_id = library.import_text("坚持公正司法。公正司法是底线，是公正。", "a").article_id
    text = library.open(article_id).article.text
    card_id = workshop.add_cloze(article_id, TextSpan(9, 11))
    card = next(card for card in CardList(collection).search("")[1] if card.id == card_id)
    assert card.article_span is not None
    assert text[slice(*card.article_span)] == card.answer == "司法"
    with pytest.raises(BadValue):
        workshop.add_cloze(article_id, TextSpan(4, 9))


def test_a_forgotten_card_is_new_and_its_answers_stay(collection: Collection, workshop: CardWorkshop) -> None:
    card_id = _ids(collection)[0]
    ReviewSession(collection).answer(card_id, Rating.EASY)
    workshop.forget([card_id])
    assert _cards(collection)[ANSWERS[0]].schedule == Schedule(reps=1)  # counts go on, as in Anki
    assert Statistics(collection).summary().reviews == 1
    Journal(collection).undo()
    assert _cards(collection)[ANSWERS[0]].schedule.state is CardState.REVIEW
    assert Health(collection).verify().ok


def test_a_card_is_due_when_the_learner_says(collection: Collection, workshop: CardWorkshop, clock: Clock) -> None:
    ids = _ids(collection)
    workshop.set_due(ids, 5)
    session = ReviewSession(collection)
    assert session.counts().total == 0
    clock.forward(days=5)
    assert session.counts().review == 4
    assert session.answer(ids[0], Rating.GOOD).after.scheduled_days > 5
    assert Health(collection).verify().ok
    assert Statistics(collection).summary().reviews == 1


def test_trashed_cards_are_nowhere_and_stay_so_when_their_article_returns(
    collection: Collection, text_tools: TextTools, home: Path
) -> None:
    library = ArticleLibrary(collection, text_tools)
    article_id = library.import_text(SENTENCE, "a").article_id
    card = CardList(collection).search("")[1][0]
    CardWorkshop(collection).trash([card.id])
    left = CardList(collection).search("")[0]
    library.trash(article_id)
    Journal(collection).undo()
    assert CardList(collection).search("")[0] == left
    CardWorkshop(collection).restore([card.id])
    assert CardList(collection).search("")[0] == left + 1


@pytest.mark.parametrize("seed", range(8))
def test_any_acts_are_taken_back_and_done_again_one_by_one(
    collection: Collection, workshop: CardWorkshop, clock: Clock, seed: int
) -> None:
    chance = Random(seed)
    session, journal = ReviewSession(collection), Journal(collection)
    ids = _ids(collection)

    def some() -> list[str]:
        return chance.sample(ids, chance.randint(1, 3))

    acts = (
        lambda: workshop.suspend(some(), chance.random() < 0.3),
        lambda: workshop.bury(some(), chance.random() < 0.5),
        lambda: workshop.forget(some()),
        lambda: workshop.set_due(some(), chance.randint(0, 9)),
        lambda: workshop.flag(some(), chance.randint(0, 7)),
        lambda: workshop.tag(some(), add=[str(chance.randint(0, 3))]),
        lambda: workshop.trash(some()),
        lambda: workshop.restore(some()),
        lambda: (card := session.next_card()) and session.answer(card.id, Rating(chance.randint(1, 4))),
        lambda: (card := session.next_card()) and session.answer(card.id, Rating(chance.randint(1, 4))),
    )

    def state() -> list[Card]:
        return sorted(CardList(collection).search("")[1], key=lambda card: card.id)

    states = [state()]
    for _ in range(25):
        chance.choice(acts)()
        clock.now += timedelta(hours=chance.choice((0, 1, 30)))
        if state() != states[-1]:
            states.append(state())
    assert Health(collection).verify().ok
    for seen in states[-2::-1]:
        while state() != seen:
            assert journal.undo()
    for seen in states[1:]:
        while state() != seen:
            assert journal.redo()
    assert Health(collection).verify().ok
