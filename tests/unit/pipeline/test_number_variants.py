from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.paths import resource
from desktop.pipeline.answers import AnswerTables, check_answer
from desktop.pipeline.number_variants import shape, variants

TABLES = AnswerTables.parse(resource("dictionaries", "answers.txt").read_bytes())


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("95%", "90%"),
        ("2035年", "2030年"),
        ("二〇三五年", "二〇三〇年"),
        ("三个月", "两个月"),
        ("十五日", "二十日"),
        ("第一百二十三条", "第一百二十四条"),
        ("3.5万亿元", "3.3万亿元"),
        ("0.5", "0.6"),
        ("007", "008"),
        ("一百二十", "一百一十"),
    ],
)
def test_examples(text: str, one: str) -> None:
    assert one in variants(text, Random(0))


@pytest.mark.parametrize("text", ["人民", "", "％", "，"])
def test_a_text_without_a_number_has_none(text: str) -> None:
    assert variants(text, Random(0)) == []


def test_shares_stay_below_the_whole_and_months_within_the_year() -> None:
    assert all(int(each[:-1]) <= 100 for each in variants("95%", Random(0)))
    assert all(int(each[:-1]) <= 12 for each in variants("11月", Random(0)))


@given(st.integers(1, 9_999), st.sampled_from(("年", "%", "个", "元", "日", "")), st.integers())
def test_a_variant_has_the_form_and_another_value(number: int, unit: str, seed: int) -> None:
    text = f"{number}{unit}"
    for other in variants(text, Random(seed)):
        assert shape(other) == shape(text)
        assert abs(len(other) - len(text)) <= 1
        assert check_answer(text, other, "lenient", tables=TABLES).verdict == "wrong"
