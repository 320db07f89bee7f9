from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.card import Card, Rating
from desktop.domain.changes import Changed
from desktop.domain.errors import NotFound
from desktop.domain.question import MaskedText, PaperPlan, QuestionMode
from desktop.paths import deck_file
from desktop.pipeline.giveaways import gives_away
from desktop.services.article_library import ArticleLibrary
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.question_desk import QuestionDesk
from desktop.services.review_session import ReviewSession
from desktop.services.text_tools import TextTools
from tests.unit.services.conftest import Clock, add_cards


@pytest.fixture
def article(collection: Collection, text_tools: TextTools) -> str:
    return ArticleLibrary(collection, text_tools).import_file(deck_file("articles", "2-adjudication.txt")).article_id


@pytest.fixture
def desk(collection: Collection, text_tools: TextTools) -> QuestionDesk:
    return QuestionDesk(collection, text_tools)


def cards(collection: Collection) -> list[Card]:
    return CardList(collection).search("")[1]


def card(collection: Collection, answer: str) -> Card:
    return next(each for each in cards(collection) if each.answer == answer)


def test_a_card_is_asked_with_its_article(collection: Collection, article: str, desk: QuestionDesk) -> None:
    question = desk.question(card(collection, "两个确立"))
    assert question.mode is QuestionMode.CHOICE
    assert [heading.shown() for heading in question.headings] == ["一、总体要求"]
    assert "两个确立" in question.options
    assert "两个确立" not in question.prompt.shown()
    assert desk.mark(question, question.right_option).rating is Rating.GOOD
    assert desk.mark(question, 3 - question.right_option).rating is Rating.AGAIN


def test_the_question_stays_until_the_card_is_answered(
    collection: Collection, article: str, desk: QuestionDesk, text_tools: TextTools
) -> None:
    session = ReviewSession(collection)
    orders = set()
    for _ in range(6):
        asked = card(collection, "两个确立")
        question = desk.question(asked, QuestionMode.CHOICE)
        assert question == QuestionDesk(collection, text_tools).question(asked, QuestionMode.CHOICE)
        orders.add(question.options)
        session.answer(asked.id, Rating.AGAIN, mode=question.mode)
    assert len(orders) > 1


def test_the_learner_fixes_the_mode(collection: Collection, article: str, desk: QuestionDesk) -> None:
    asked = card(collection, "两个确立")
    CardWorkshop(collection).fix_mode([asked.id], QuestionMode.TRUE_FALSE)
    fixed = card(collection, "两个确立")
    assert desk.question(fixed).mode is QuestionMode.TRUE_FALSE
    assert desk.question(fixed, QuestionMode.TYPED).mode is QuestionMode.TYPED
    with pytest.raises(ValueError, match="recite"):
        desk.question(fixed, QuestionMode.RECITE)


def test_a_well_known_card_is_typed(collection: Collection, clock: Clock, article: str, desk: QuestionDesk) -> None:
    session = ReviewSession(collection)
    modes = []
    for _ in range(6):
        asked = card(collection, "两个确立")
        modes.append(desk.question(asked).mode)
        review = session.answer(asked.id, Rating.EASY, mode=modes[-1])
        clock.now = session.interval(review.after).due
    assert list(dict.fromkeys(modes)) == [QuestionMode.CHOICE, QuestionMode.HINT, QuestionMode.TYPED]


def test_cards_without_an_article_are_asked_too(collection: Collection, desk: QuestionDesk) -> None:
    add_cards(collection)
    asked = card(collection, "四个意识")
    assert desk.question(asked, QuestionMode.TYPED).prompt.shown().count("＿") == 4
    assert desk.question(asked, QuestionMode.CHOICE).mode is QuestionMode.CHOICE


def test_a_new_version_of_the_article_is_seen(collection: Collection, article: str, desk: QuestionDesk) -> None:
    asked = card(collection, "两个确立")
    assert desk.question(asked).headings
    with collection.writing(Changed.ARTICLES) as connection:
        connection.exec_driver_sql("UPDATE articles SET sections = '[]'")
    assert desk.question(asked).headings == ()


def test_a_page_is_recited_phrase_by_phrase(collection: Collection, article: str, desk: QuestionDesk) -> None:
    whole = desk.recitation(article)
    assert "＿" in whole.page.shown()
    assert {whole.page.text[start:end] for start, end in whole.page.hidden} >= {"两个确立", "四个意识"}
    start = whole.page.text.index("一、总体要求")
    page = desk.recitation(article, start, start + 300)
    assert page.page.text == whole.page.text[start : start + 300]
    assert {page.page.text[a:b] for a, b in page.page.hidden} <= {whole.page.text[a:b] for a, b in whole.page.hidden}
    with pytest.raises(NotFound):
        desk.recitation("nowhere")


def test_the_article_beside_the_quiz_gives_nothing_away(
    collection: Collection, article: str, desk: QuestionDesk
) -> None:
    text = desk.recitation(article).page.text
    for each in CardList(collection).search("")[1]:
        blanks = [each.sentence[start:end] for start, end in each.blanks]
        shown = MaskedText(text, desk.hidden_in(article, [each.answer, *blanks])).shown()
        assert len(each.answer) < 2 or not gives_away(shown, each.answer), each.answer
        assert len(shown) == len(text)
    assert desk.hidden_in("nowhere", ["两个确立"]) == ()
    assert desk.masked("拥护“两个确立”，拥護兩個確立。", ["两个确立"]) == "拥护“＿＿＿＿”，拥護＿＿＿＿。"


def test_a_paper_is_drawn_again_from_its_seed(
    collection: Collection, article: str, desk: QuestionDesk, text_tools: TextTools
) -> None:
    plan = PaperPlan(3, 10, articles=(article,))
    paper = desk.paper(plan)
    assert paper == QuestionDesk(collection, text_tools).paper(plan)
    assert len({question.card_id for question in paper.questions}) == 10
    assert {question.wanted for question in paper.questions} == set(plan.modes)
    assert desk.paper(PaperPlan(4, 10)) != desk.paper(PaperPlan(5, 10))
    with pytest.raises(NotFound):
        desk.paper(PaperPlan(3, 10, articles=("nowhere",)))


def test_preparing_makes_nothing_else_necessary(
    collection: Collection, article: str, desk: QuestionDesk, home: Path
) -> None:
    desk.prepare(article)
    desk.prepare("nowhere")
    asked = card(collection, "两个确立")
    with collection.writing(Changed.NOTHING) as connection:
        connection.exec_driver_sql("UPDATE articles SET text = ''")
    assert desk.question(asked).headings
