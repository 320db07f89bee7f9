"""Which questions a paper gets, and what they are worth."""

from __future__ import annotations

from random import Random

import pytest

from desktop.domain.article import TextSpan
from desktop.domain.card import Card
from desktop.domain.question import MaskedText, Question, QuestionMode
from desktop.pipeline.mock_papers import SHARES, draw_questions, share_points

CHOICE, TRUE_FALSE, TYPED, LIST = SHARES


def card(number: int, sentence: str = "", answer: str = "") -> Card:
    answer = answer or f"甲乙丙{number}"
    sentence = sentence or f"第{number}句要求做到{answer}。"
    at = sentence.find(answer)
    blanks = (TextSpan(at, at + len(answer)),) if at >= 0 else ()
    return Card(f"card{number:03}", "", None, "", sentence, blanks, None, answer, "term")


def ask(card: Card, mode: QuestionMode) -> Question:
    """Lists can be made of every fifth card only, as in real articles of few."""
    if mode is LIST and int(card.id[4:]) % 5:
        mode = TYPED
    options = (card.answer, "其一", "其二", "其三") if mode is CHOICE else ()
    return Question(card.id, mode, mode, MaskedText(card.sentence, card.blanks), card.answer, "term", options=options)


CARDS = [card(number) for number in range(100, 200)]


def drawn(cards: list[Card], number: int, seed: int = 1, used: set[str] | None = None) -> list[str]:
    made = draw_questions(cards, number, list(SHARES), Random(seed), ask, used or set())
    return [question.card_id for questions in made.values() for question in questions]


def test_the_kinds_have_their_shares() -> None:
    made = draw_questions(CARDS, 20, list(SHARES), Random(1), ask)
    assert {mode: len(asked) for mode, asked in made.items()} == {CHOICE: 6, TRUE_FALSE: 4, TYPED: 8, LIST: 2}
    assert all(question.mode is mode for mode, asked in made.items() for question in asked)


def test_the_same_seed_gives_the_same_paper_and_another_one_another() -> None:
    assert drawn(CARDS, 20) == drawn(CARDS[::-1], 20)
    assert drawn(CARDS, 20) != drawn(CARDS, 20, seed=2)


def test_the_second_paper_asks_what_the_first_did_not() -> None:
    first = set(drawn(CARDS, 30))
    assert not first & set(drawn(CARDS, 30, 2, first))
    assert len(drawn(CARDS[:40], 30, 2, first)) == 30  # where there are too few it comes back to them


def test_no_question_answers_another() -> None:
    one = card(1, "要始终坚持司法为民这一根本宗旨。", "司法为民")
    other = card(2, "司法为民是人民法院工作的出发点。", "出发点")
    third = card(3, "各级法院都应当严格公正司法。", "严格公正")
    assert set(drawn([one, other, third], 3)) in (
        {"card001", "card003"},
        {"card002", "card003"},
    )


def test_one_sentence_is_asked_once() -> None:
    sentence = "深刻领悟两个确立的决定性意义，坚决做到两个维护。"
    assert len(drawn([card(1, sentence, "两个确立"), card(2, sentence, "两个维护")], 2)) == 1


def test_a_kind_that_no_card_allows_is_made_up_by_another() -> None:
    odd = [each for each in CARDS if int(each.id[4:]) % 5]
    assert len(drawn(odd, 20)) == 20


@pytest.mark.parametrize(
    "counts",
    [
        {CHOICE: 8, TRUE_FALSE: 5, TYPED: 10, LIST: 2},
        {CHOICE: 6, TRUE_FALSE: 4, TYPED: 8, LIST: 2},
        {CHOICE: 15, TYPED: 10},
        {TYPED: 25},
    ],
)
def test_the_points_make_a_hundred(counts: dict[QuestionMode, int]) -> None:
    points = share_points(counts)
    assert sum(points[mode] * number for mode, number in counts.items()) == 100
    assert points.get(TRUE_FALSE, 0) < points[TYPED] <= points.get(LIST, 99)


def test_points_come_as_near_to_a_hundred_as_they_can() -> None:
    points = share_points({TYPED: 30})
    assert points == {TYPED: 3}
    assert share_points({}) == {}
