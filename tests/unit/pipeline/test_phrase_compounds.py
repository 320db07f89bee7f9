"""Terms of several words, drawn: what the words of a sentence join to, and what they do not."""

from __future__ import annotations

from itertools import accumulate

import pytest

from desktop.pipeline.phrase_compounds import find_compounds, find_repeated
from desktop.pipeline.segmentation import tag_known


def tagged(text: str) -> tuple[list[tuple[str, str]], list[int]]:
    words = tag_known(text)
    return words, list(accumulate(len(word) for word, _ in words))


def compounds(text: str) -> list[str]:
    return [text[c.start : c.end] for c in find_compounds(*tagged(text))]


def repeated(text: str) -> set[str]:
    return {text[c.start : c.end] for c in find_repeated(*tagged(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("订立房屋租赁合同", ["房屋租赁合同"]),
        ("依法领取排污许可证。", ["排污许可证"]),
        ("金融业增加值增长", ["金融业增加值"]),
        ("向电力监管机构报告", ["电力监管机构"]),
    ],
)
def test_nouns_before_a_head_join_it(text: str, expected: list[str]) -> None:
    assert compounds(text) == expected


@pytest.mark.parametrize("text", ["有关合同应当公开", "重大产业项目", "全省产业发展", "的合同", "合同", ""])
def test_loose_modifiers_and_bare_heads_make_no_term(text: str) -> None:
    assert compounds(text) == []


def test_a_verb_takes_the_compound_as_its_object() -> None:
    assert compounds("当事人签订运输合同") == ["运输合同"]


def test_what_a_text_says_again_and_again_is_its_term() -> None:
    text = "沉船所有人应当申请打捞。沉船所有人不明的，公告。沉船所有人逾期不打捞的，丧失权利。"
    assert repeated(text) == {"沉船所有人"}
    assert repeated(text[:20]) == set()


def test_a_piece_of_something_longer_is_no_term() -> None:
    """油污损害 always stands before 赔偿 here: only the whole counts."""
    text = "船舶油污损害赔偿的范围，船舶油污损害赔偿由法院管辖，请求船舶油污损害赔偿。"
    assert repeated(text) == {"船舶油污损害赔偿"}
