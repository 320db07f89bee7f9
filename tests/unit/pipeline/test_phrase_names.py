"""Names that no list has: bodies that begin with a place, persons without a title, foreigners."""

from __future__ import annotations

from itertools import accumulate

import pytest

from desktop.pipeline.phrase_names import find_names
from desktop.pipeline.segmentation import tag_known


def names(text: str) -> list[str]:
    words = tag_known(text)
    ends = list(accumulate(len(word) for word, _ in words))
    edges = bytearray(len(text) + 1)
    for end in (0, *ends):
        edges[end] = 1
    return [text[c.start : c.end] for c in find_names(text, words, ends, edges)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("西湖大学牵头建设", ["西湖大学"]),
        ("支部书记孙国强带领大家学习", ["孙国强"]),
        ("贺蓉 殷培红", ["贺蓉", "殷培红"]),
        ("经济学家威廉·拉佐尼克在书中指出", ["威廉·拉佐尼克"]),
        ("选购绍兴黄酒、金华火腿", ["绍兴黄酒", "金华火腿"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    ["推进林权改革", "完善许可证制度", "中国大学的发展", "大学应当公开", "山水林田湖草沙", "1·5倍", "·", ""],
)
def test_no_names(text: str) -> None:
    assert names(text) == []
