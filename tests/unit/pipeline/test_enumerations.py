from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pipeline.enumerations import find_enumerations


def drawn(text: str) -> list[str]:
    return [
        f"{enumeration.lead}:" + "|".join(text[start:end] for start, end in enumeration.items)
        for enumeration in find_enumerations(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("金融产品包括股权、债券和基金等。", ["包括:股权|债券|基金"]),
        ("坚持访调结合、调解先行。", ["坚持:访调结合|调解先行"]),
        (
            "统筹推进经济建设、政治建设、文化建设、社会建设和生态文明建设“五位一体”总体布局。",
            ["推进:经济建设|政治建设|文化建设|社会建设|生态文明建设"],
        ),
        (
            "要增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
            [":要增强“四个意识”|坚定“四个自信”|做到“两个维护”"],
        ),
        (
            "要求有三：一是实事求是；二是群众路线，三是独立自主。其他另说。",
            [":实事求是|群众路线|独立自主"],
        ),
        ("依法严惩盗窃、依法严惩诈骗、依法严惩抢劫。", [":依法严惩盗窃|依法严惩诈骗|依法严惩抢劫"]),
        ("法院、检察院要依法履行各自的职责。", []),
        ("《甲、乙、丙》一书。", []),
        ("一、总体要求", []),
        ("没有列举的句子。", []),
        ("一是单独一个。", []),
    ],
)
def test_enumerations(text: str, expected: list[str]) -> None:
    assert drawn(text) == expected


def test_a_second_paragraph_begins_its_own_count() -> None:
    assert drawn("一是甲；二是乙。\n一是丙；二是丁。") == [":甲|乙", ":丙|丁"]


@given(st.text(alphabet="甲乙、和等包括一二是；。，“”第\n", max_size=80))
def test_items_stand_in_order_and_hold_text(text: str) -> None:
    for enumeration in find_enumerations(text):
        ends = [place for item in enumeration.items for place in item]
        assert ends == sorted(ends)
        assert len(enumeration.items) > 1
        assert enumeration.span == (enumeration.items[0].start, enumeration.items[-1].end)
        assert "\n" not in text[slice(*enumeration.span)]
