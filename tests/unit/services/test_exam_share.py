"""What a plan asks of a day: single articles, by cards, what is left out, and the last days' extra reviews."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.domain.card import CardState, Rating
from desktop.domain.cloze import Density
from desktop.services.article_library import ArticleLibrary
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.exam import ExamPlanning, ExamWish
from desktop.services.exam_share import LAST_DAYS
from desktop.services.glance import read_glance
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from desktop.services.text_tools import TextTools
from tests.unit.services.conftest import SENTENCE, Clock, add_cards

TODAY = date(2026, 3, 2)


def _known(collection: Collection, clock: Clock, number: int) -> list[str]:
    """So many cards, each answered once some days ago, due in a few weeks."""
    workshop, session = CardWorkshop(collection), ReviewSession(collection)
    ids = [workshop.add_basic(f"问{each}", f"答{each}") for each in range(number)]
    clock.forward(days=-3)
    for card in ids:
        session.answer(card, Rating.EASY)
    clock.forward(days=3)
    return ids


def test_in_the_last_days_cards_that_are_not_due_are_asked_too(collection: Collection, clock: Clock) -> None:
    ids = _known(collection, clock, 40)
    ExamPlanning(collection).set(ExamWish(TODAY + timedelta(days=12), 0.97, cards=30), remedies=False)
    session = ReviewSession(collection)
    extra = 0
    for days in range(12):
        before = session.counts()
        glance = read_glance(collection.home, clock())
        assert glance is not None
        assert glance.counts == before
        asked = 0
        while (card := session.next_card()) is not None:
            left = session.counts().review
            if card.schedule.state is CardState.REVIEW and (card.schedule.due_day or 0) > _day(collection):
                extra += 1
                assert 12 - days <= LAST_DAYS
                assert card.schedule.last_day != _day(collection)
            session.answer(card.id, Rating.GOOD)
            assert session.counts().review == left - (card.schedule.state is CardState.REVIEW)
            asked += 1
        assert asked <= 30
        clock.forward(days=1)
    assert extra > 0
    assert len(ids) == 40


def test_a_plan_for_one_article_paces_only_its_new_cards(
    collection: Collection, clock: Clock, text_tools: TextTools
) -> None:
    library = ArticleLibrary(collection, text_tools)
    article = library.import_text(
        SENTENCE * 3 + "坚持以人民为中心的发展思想，严格执行《信访工作条例》。", "文", density=Density.ALL
    )
    add_cards(collection)
    Preferences(collection).set("new_per_day", "2")
    own = len(CardList(collection).search(f"article:{article.article_id}")[1])
    assert own >= 3
    wish = ExamWish(TODAY + timedelta(days=3), 0.8, articles=(article.article_id,))
    outlook = ExamPlanning(collection).set(wish, remedies=False)
    assert outlook.plan.cards == own
    assert ReviewSession(collection).counts().new == outlook.plan.new_per_day[0] + 2
    asked = ReviewSession(collection).next_card()
    assert asked is not None
    assert asked.article_id == article.article_id


def test_cards_that_are_left_out_wait_until_after_the_exam(collection: Collection, clock: Clock) -> None:
    workshop = CardWorkshop(collection)
    ids = [workshop.add_basic(f"问{each}", f"答{each}") for each in range(10)]
    wish = ExamWish(TODAY + timedelta(days=5), 0.9, left_out=4)
    outlook = ExamPlanning(collection).set(wish, remedies=False)
    assert outlook.plan.new_cards == 6
    session = ReviewSession(collection)
    for _ in range(5):
        while (card := session.next_card()) is not None:
            session.answer(card.id, Rating.EASY)
        clock.forward(days=1)
    new = [card.id for card in CardList(collection).search("is:new")[1]]
    assert sorted(new) == sorted(ids[6:])
    assert session.counts().new == 4
    assert ExamPlanning(collection).wish() is None


def _day(collection: Collection) -> int:
    with collection.reading() as connection:
        return collection.calendar(connection).study_day(collection.now())
