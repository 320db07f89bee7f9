"""Forms that need word borders: bodies, persons, definitions, shorthand of a text's own."""

from __future__ import annotations

from itertools import accumulate

import pytest

from desktop.pipeline.phrase_words import find_by_words
from desktop.pipeline.segmentation import cut_known


def found(text: str) -> list[str]:
    edges = bytearray(len(text) + 1)
    edges[0] = 1
    for end in accumulate(map(len, cut_known(text))):
        edges[end] = 1
    return sorted({text[c.start : c.end] for c in find_by_words(text, edges)})


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("（记者李晓明、王建国）", ["李晓明", "王建国"]),
        ("外交部发言人毛宁表示", ["毛宁"]),
        ("中国科学技术大学发布", ["中国科学技术大学"]),
        ("实施八大工程，坚持五个面向", ["五个面向", "八大工程"]),
        ("均衡价格是指供求相等时的价格。均衡价格会变动。", ["均衡价格"]),
        ("本法所称房地产交易，包括房地产转让。", ["房地产交易"]),
        ("这样的价格称为均衡价格。", ["均衡价格"]),
    ],
)
def test_found(text: str, phrases: list[str]) -> None:
    assert found(text) == phrases


@pytest.mark.parametrize(
    "text",
    ["书记任务很重", "国家鼓励博物馆发展", "两大方面、三个月、第三大道", "其中是指什么", "全国人民群众", ""],
)
def test_not_found(text: str) -> None:
    assert found(text) == []
