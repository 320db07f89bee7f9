"""Forms that give a phrase away, each with what looks like it and is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.phrase import PhraseKind
from desktop.pipeline.phrase_patterns import BEGINNINGS, compiled, find_forms, find_matches


def forms(text: str, kind: PhraseKind) -> list[str]:
    found = sorted(c for c in find_forms(text) if c.kind is kind)
    return [text[c.start : c.end] for c in found]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2025年2月8日施行，到2035年基本实现。", ["2025年2月8日", "2035年"]),
        ("一九四九年十月一日，7月14日，9月份。", ["一九四九年十月一日", "7月14日", "9月份"]),
        ("20世纪90年代与本世纪中叶", ["20世纪90年代", "本世纪中叶"]),
        ("应当在六十日内提出，期限为三年，处三年以下有期徒刑。", ["六十日", "三年", "三年"]),
        ("“十四五”期间与十五五时期", ["十四五", "十五五"]),
        ("近年来，第三日，每年，一年一度，过去五年", []),
    ],
)
def test_dates_and_terms_of_time(text: str, dates: list[str]) -> None:
    assert forms(text, PhraseKind.DATE) == dates


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("增长5.5%左右，投资3.5万亿元，新增1200万人以上。", ["5.5%", "3.5万亿元", "1200万人"]),
        ("处五万元以上五十万元以下罚款，不满十四周岁。", ["五万元", "五十万元", "十四周岁"]),
        ("达百分之六十四点七，提高七点二个百分点，占三分之二。", ["百分之六十四点七", "七点二个百分点", "三分之二"]),
        ("八百三十二个贫困县，1,596个项目。", ["八百三十二个", "1,596个"]),
        ("浓度为23微克/立方米，时速120公里/小时。", ["23微克/立方米", "120公里/小时"]),
        ("（一）第3条，一个平台，三个方面，GPT-4", []),
    ],
)
def test_amounts_with_their_unit(text: str, numbers: list[str]) -> None:
    assert forms(text, PhraseKind.NUMBER) == numbers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("党的二十届四中全会和党的二十大", ["党的二十届四中全会", "党的二十大"]),
        ("二十届二中、三中全会", ["二十届二中、三中全会"]),
        ("十四届全国人大四次会议，中央经济工作会议", ["十四届全国人大四次会议", "中央经济工作会议"]),
        ("《略》中华人民共和国行政复议法规定", ["中华人民共和国行政复议法"]),
        ("中华人民共和国境内的合法权益", []),
    ],
)
def test_meetings_and_laws(text: str, names: list[str]) -> None:
    assert forms(text, PhraseKind.NAME) == names


def test_bodies_of_the_state_council_are_named_whole() -> None:
    text = "由国务院期货监督管理机构、国务院文物行政部门规定，国务院有关主管部门配合，报国务院批准。"
    assert forms(text, PhraseKind.NAME) == ["国务院期货监督管理机构", "国务院文物行政部门"]


def test_crimes_are_named_whole() -> None:
    text = "以生产、销售有毒、有害食品罪定罪处罚；构成犯罪的，按污染环境罪处理，不认罪的除外。"
    assert forms(text, PhraseKind.TERM) == ["生产、销售有毒、有害食品罪", "污染环境罪"]


def test_titles_keep_titles_within() -> None:
    text = "见《关于修改《刑法》的决定（试行）》。"
    assert forms(text, PhraseKind.TITLE) == ["关于修改《刑法》的决定（试行）"]


def test_a_plan_by_its_numbers_is_a_quoted_term() -> None:
    assert forms("构建“1+8”制度体系和“1+N”政策，答案是“3”。", PhraseKind.QUOTED) == ["1+8", "1+N"]


@pytest.mark.parametrize("mark", ["“{}”", "‘{}’", "「{}」", "『{}』"])
def test_any_quotation_marks_count(mark: str) -> None:
    assert forms("坚持" + mark.format("枫桥经验") + "。", PhraseKind.QUOTED) == ["枫桥经验"]
    assert forms("做到" + mark.format("两个维护") + "。", PhraseKind.SHORTHAND) == ["两个维护"]


@pytest.mark.parametrize(
    "text",
    [
        "“以上”包括本数",
        "本解释“第七条”修改",
        "他问：“这件事情你们到底打算什么时候才能办好呢”",
        "（以下称“申请人”）",
        "“一开口没有合上，\n下一行”",
        "“这是一句完整的话。”",
    ],
)
def test_quotations_that_are_no_terms(text: str) -> None:
    assert forms(text, PhraseKind.QUOTED) == []


PIECES = ["党的", "中共", "全会", "人大", "会议", "公元", "世纪", "分之", "以内", "小时", "GPT"]
PIECES += "第十二三届中省前本201.-/+年月日五%万亿元点多个周Ab、，。\n"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_a_look_at_the_first_character_misses_nothing(text: str) -> None:
    """The quick way to the matches of a form finds those that the pattern itself does."""
    for pattern in BEGINNINGS:
        spans = [match.span() for match in compiled(pattern).finditer(text)]
        assert [match.span() for match in find_matches(pattern, text)] == spans
