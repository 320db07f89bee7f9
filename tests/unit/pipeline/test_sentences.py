from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pipeline.sentences import split_sentences

SEED = Path(__file__).parents[2] / "data" / "seed" / "article_gold.txt"


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("drawn", "why"),
    [
        ("甲。|乙！|丙？|丁", "ends at 。！？ and at the end"),
        ("甲；乙；丙。", "not at semicolons"),
        ("他说：“走吧。我们走。”|然后走了。", "not inside quotation marks, but behind them"),
        ("“怎么办？”的问题。|下一句。", "the sentence goes on behind the quotation"),
        ("《为什么？》一书很好！|真的。", "a book title never ends a sentence"),
        ("要求（见第三条。第四条除外。）执行。|另起。", "nor brackets in its middle"),
        ("已经决定。|（见第三条。）|另起。", "a bracket that is a sentence of its own does"),
        ("坚持“让审理者裁判、由裁判者负责”。|下一句。", "closing marks stay with their sentence"),
        ("增长4.7%。|见https://a.cn/x?y=1!z。|好", "decimals and addresses"),
        ("Mr. Smith went to the U.S. Senate.|He left.", "English abbreviations"),
        ("1. The first.|Second", "a number with a dot is no sentence"),
        ("好！！！|真的？！|算了……", "runs of marks"),
        ("省略号……在句中不断。|好。", "an ellipsis inside a line goes on"),
        ("「甲。乙。」|丙。", "corner brackets"),
        ("“没有闭合。|下一句。", "an unclosed mark counts only if its line closes it"),
        ("【提示】甲。|乙。", "square brackets"),
    ],
)
def test_sentences(drawn: str, why: str) -> None:
    expected = drawn.split("|")
    separator = " " if "Mr." in drawn or "1." in drawn else ""
    assert cut(separator.join(expected)) == expected, why


def test_lines_headings_and_white_space() -> None:
    text = "　　一、总体要求\n\n  （一）坚持原则。要守正。 \n第三条　甲；\n（一）乙；"
    assert cut(text) == ["一、总体要求", "（一）坚持原则。", "要守正。", "第三条　甲；", "（一）乙；"]


def test_an_unclosed_quotation_mark_does_not_swallow_the_lines_below() -> None:
    assert cut("他说：“甲。乙。\n丙。丁。”戊。") == ["他说：“甲。", "乙。", "丙。", "丁。”", "戊。"]


def test_the_seed_article_is_cut_into_sane_sentences() -> None:
    text = SEED.read_text(encoding="utf-8")
    sentences = cut(text)
    assert len(sentences) == 159
    assert max(map(len, sentences)) < 250
    assert "坚持“让审理者裁判、由裁判者负责”，细化完善审判组织办案权责和院庭长监督管理职责。" in sentences


@given(st.text(alphabet="甲乙。！？；，“”《》（）()\n \u3000a.1…:'\"", max_size=120))
def test_sentences_hold_every_character_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    for sentence in cut(text):
        assert sentence == sentence.strip()
        assert "\n" not in sentence
