from __future__ import annotations

import pytest

from desktop.domain.card import Rating
from desktop.domain.question import Change, MaskedText, Question, QuestionMode
from desktop.paths import resource
from desktop.pipeline.answers import AnswerTables
from desktop.pipeline.marking import Reply, mark, mark_recitation

TABLES = AnswerTables.parse(resource("dictionaries", "answers.txt").read_bytes())
ITEMS = ("政治意识", "大局意识", "核心意识", "看齐意识")


def question(mode: QuestionMode, answer: str, **fields: object) -> Question:
    return Question("c", mode, mode, MaskedText("…"), answer, "shorthand", **fields)  # type: ignore[arg-type]


TYPED = question(QuestionMode.TYPED, "两个确立")
CHOICE = question(QuestionMode.CHOICE, "两个确立", options=("两个维护", "两个确立", "两个务必", "两个大局"))
TRUE = question(QuestionMode.TRUE_FALSE, "应当公开。")
FALSE = question(QuestionMode.TRUE_FALSE, "应当公开。", change=Change(0, 2, "应当", "可以"))
LIST = question(QuestionMode.LIST, "、".join(ITEMS), items=ITEMS, any_order=True)
STEPS = question(QuestionMode.LIST, "、".join(ITEMS), items=ITEMS)
ORDER = question(QuestionMode.ORDER, "甲；乙；丙", items=("丙", "甲", "乙"), places=(2, 0, 1))
NEXT = question(QuestionMode.NEXT, "坚持党的领导，坚持以人民为中心，坚持走中国特色社会主义法治道路。")


@pytest.mark.parametrize(
    ("asked", "reply", "verdict", "rating"),
    [
        (TYPED, "两个确立", "exact", 3),
        (TYPED, "“兩個確立”", "accepted", 3),
        (TYPED, "liangge queli", "near", 2),
        (TYPED, "两个维护", "wrong", 1),
        (CHOICE, 1, "exact", 3),
        (CHOICE, 0, "wrong", 1),
        (TRUE, True, "exact", 3),
        (TRUE, False, "wrong", 1),
        (FALSE, False, "exact", 3),
        (FALSE, True, "wrong", 1),
        (LIST, "看齐意识 大局意识 政治意识 核心意识", "accepted", 3),
        (LIST, "看齐意识、大局意识、政治意识", "near", 2),
        (LIST, "看齐意识、大局意识", "wrong", 1),
        (STEPS, "看齐意识、大局意识、政治意识、核心意识", "wrong", 1),
        (ORDER, [1, 2, 0], "exact", 3),
        (ORDER, [2, 1, 0], "near", 2),
        (ORDER, [0, 2, 1], "wrong", 1),
        (NEXT, "坚持党的领导,坚持以人民为中心,坚持走中国特色社会主义法治道路", "accepted", 3),
        (NEXT, "坚持党的领导，坚持以人民为中心，坚持走中国特色社会主义法制大道。", "near", 2),
        (NEXT, "坚持党的领导。", "wrong", 1),
    ],
)
def test_each_mode(asked: Question, reply: Reply, verdict: str, rating: int) -> None:
    marking = mark(asked, reply, TABLES)
    assert (marking.verdict, marking.rating) == (verdict, Rating(rating))
    assert marking.share == 1.0 or rating < 3


def test_a_list_is_marked_item_by_item() -> None:
    marking = mark(LIST, "大局意识、看齐意识、四个自信", TABLES)
    assert marking.items == (False, True, False, True)
    assert marking.share == 0.5


def test_an_order_is_marked_by_the_pairs_that_are_turned_round() -> None:
    marking = mark(ORDER, [2, 1, 0], TABLES)
    assert marking.items == (False, False, True)
    assert marking.share == pytest.approx(2 / 3)
    assert mark(ORDER, [0, 2, 1], TABLES).share == 0.0


@pytest.mark.parametrize(
    ("asked", "reply"), [(TYPED, 1), (CHOICE, "两个确立"), (CHOICE, True), (TRUE, 1), (ORDER, "甲")]
)
def test_a_reply_of_another_form_is_a_bug(asked: Question, reply: Reply) -> None:
    with pytest.raises(TypeError):
        mark(asked, reply, TABLES)


def test_an_order_must_be_one() -> None:
    with pytest.raises(ValueError, match="0"):
        mark(ORDER, [0, 0, 1], TABLES)


def test_a_recitation_counts_what_came() -> None:
    assert mark_recitation([True] * 10).rating is Rating.GOOD
    assert mark_recitation([True] * 9 + [False]).rating is Rating.HARD
    assert mark_recitation([True, False]).rating is Rating.AGAIN
    assert mark_recitation([]).share == 1.0
