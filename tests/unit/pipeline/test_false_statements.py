from __future__ import annotations

import pytest

from desktop.pipeline.false_statements import changed, swaps


@pytest.mark.parametrize(
    ("sentence", "false"),
    [
        ("人民法院应当公开审理。", "人民法院可以公开审理。"),
        ("当事人可以提出异议。", "当事人应当提出异议。"),
        ("坚决维护党中央权威。", "坚持维护党中央权威。"),
        ("这是我国的根本制度。", "这是我国的基本制度。"),
        ("处三年以上有期徒刑。", "处三年以下有期徒刑。"),
        ("任何单位不得干涉。", "任何单位可以干涉。"),
        ("有利于社会稳定。", "不利于社会稳定。"),
    ],
)
def test_one_word_makes_it_false(sentence: str, false: str) -> None:
    assert [changed(sentence, change)[0] for change in swaps(sentence, sentence)] == [false]


@pytest.mark.parametrize(
    "sentence",
    [
        "不得不说，这很难。",
        "以下简称《决定》。",
        "坚持依法治国。",
        "根本改变面貌。",
        "基本完成任务。",
        "无论如何不可以。",
    ],
)
def test_a_change_that_an_examiner_might_let_pass_is_not_made(sentence: str) -> None:
    assert list(swaps(sentence, sentence)) == []


def test_what_the_article_says_elsewhere_is_not_false() -> None:
    assert list(swaps("当事人应当到场。", "当事人应当到场。一审中当事人可以到场。")) == []


def test_the_change_is_placed_in_the_new_sentence() -> None:
    (change,) = swaps("经批准可以延长。", "")
    text, placed = changed("经批准可以延长。", change)
    assert text[placed.start : placed.end] == placed.replacement == "应当"
    assert placed.original == "可以"
