"""What a shorthand phrase stands for: the shipped glossary, and lists that an article spells out."""

from __future__ import annotations

import json

import pytest

from desktop.paths import deck_file, resource
from desktop.pipeline.glossary import Entry, counts, expansions, find_expansions, parse_glossary
from desktop.pipeline.phrase_model import PhraseModel
from desktop.pipeline.phrases import extract_phrases
from desktop.services.text_tools import TextTools
from tools.build_glossary import Candidate, read_excerpts, spelled_out

LEXICON = TextTools().lexicon
MODEL = PhraseModel.parse(resource("dictionaries", "phrase_model.bin").read_bytes())
SHIPPED = parse_glossary(deck_file("glossary.json").read_bytes())
EXCERPTS = read_excerpts()
CITED = [entry for entry in SHIPPED.values() if entry.source in {excerpt.name for excerpt in EXCERPTS}]

SPELLED_OUT = [
    ("完善家庭、学校、社会、网络、政府、司法“六大保护”联动协同机制。", "家庭 学校 社会 网络 政府 司法"),
    ("增强“四个意识”，即政治意识、大局意识、核心意识和看齐意识，坚定信心。", "政治意识 大局意识 核心意识 看齐意识"),
    (
        "践行“三严三实”（严以修身、严以用权、严以律己，谋事要实、创业要实、做人要实）。",
        "严以修身 严以用权 严以律己 谋事要实 创业要实 做人要实",
    ),
    (
        "做到“两个维护”：坚决维护党中央的核心、全党的核心地位；坚决维护党中央权威和集中统一领导。",
        "坚决维护党中央的核心、全党的核心地位 坚决维护党中央权威和集中统一领导",
    ),
    ("三大攻坚战包括防范化解重大风险、精准脱贫、污染防治。", "防范化解重大风险 精准脱贫 污染防治"),
]


@pytest.mark.parametrize(("text", "items"), SPELLED_OUT)
def test_lists_are_read_from_the_article(text: str, items: str) -> None:
    (expansion,) = find_expansions(text, extract_phrases(text, LEXICON, MODEL))
    assert [text[span.start : span.end] for span in expansion.items] == items.split()


def test_the_article_comes_before_the_glossary() -> None:
    text = "增强“四个意识”，坚持“五位一体”。做到“三个务必”，即务必甲、务必乙、务必丙。"
    glossary = {
        "四个意识": Entry("四个意识", ("甲", "乙", "丙", "丁"), "x"),
        "三个务必": Entry("三个务必", ("子", "丑", "寅"), "x"),
    }
    assert expansions(text, extract_phrases(text, LEXICON, MODEL), glossary) == {
        "四个意识": ("甲", "乙", "丙", "丁"),
        "三个务必": ("务必甲", "务必乙", "务必丙"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "推进“四个全面”，开展学习、讨论、调研。",  # no list of four
        "打好“三大攻坚战”。",
        "四个意识：政治意识、大局意识。",
        "增强“四个意识”",
    ],
)
def test_a_list_of_another_length_is_not_taken(text: str) -> None:
    assert find_expansions(text, extract_phrases(text, LEXICON, MODEL)) == []


@pytest.mark.parametrize(
    ("term", "numbers"),
    [
        ("六大保护", {6}),
        ("三严三实", {3, 6}),
        ("十四个坚持", {14}),
        ("两个维护", {2}),
        ("双碳", {2}),
        ("枫桥经验", set()),
    ],
)
def test_the_number_in_a_phrase(term: str, numbers: set[int]) -> None:
    assert counts(term) == numbers


def test_the_shipped_glossary_holds_its_schema() -> None:
    assert SHIPPED["九项本质要求"].expansion[0] == "坚持中国共产党领导"
    assert len(SHIPPED["九项本质要求"].expansion) == 9
    for entry in SHIPPED.values():
        assert len(set(entry.expansion)) == len(entry.expansion)
        assert all(item == item.strip() for item in (entry.term, entry.source, *entry.expansion))
        assert not entry.source.startswith("/")


def test_the_number_of_a_shipped_entry_agrees_with_its_list() -> None:
    others = {term for term in SHIPPED if counts(term) and len(SHIPPED[term].expansion) not in counts(term)}
    assert others == {"十六字治水思路"}  # counts characters


@pytest.mark.parametrize("entry", CITED, ids=lambda entry: entry.term)
def test_the_document_that_an_entry_cites_spells_its_list_out_in_order(entry: Entry) -> None:
    texts = [excerpt.text for excerpt in EXCERPTS if excerpt.name == entry.source]
    assert any(spelled_out(Candidate(entry.term, entry.expansion[0], entry.expansion), text) for text in texts)


def test_every_excerpt_is_cited_and_short() -> None:
    assert {excerpt.name for excerpt in EXCERPTS} == {entry.source for entry in CITED}
    assert len(CITED) > 100
    assert max(len(excerpt.text) for excerpt in EXCERPTS) < 300


@pytest.mark.parametrize(
    ("term", "first", "last"),
    [
        ("四个意识", "政治意识", "看齐意识"),
        ("两个确立", "确立习近平同志党中央的核心、全党的核心地位", "确立习近平新时代中国特色社会主义思想的指导地位"),
        ("两个维护", "坚决维护习近平同志党中央的核心、全党的核心地位", "坚决维护党中央权威和集中统一领导"),
        ("四个服从", "党员个人服从党的组织", "全党各个组织和全体党员服从党的全国代表大会和中央委员会"),
        ("三去一降一补", "去产能", "补短板"),
        ("四类案件", "重大、疑难、复杂、敏感的", "有关单位或者个人反映法官有违法审判行为的"),
        ("主刑", "管制", "死刑"),
    ],
)
def test_the_best_known_lists_are_marked_and_known(term: str, first: str, last: str) -> None:
    text = f"要认真落实“{term}”，不断取得新成效。"
    items = expansions(text, extract_phrases(text, LEXICON, MODEL), SHIPPED)[term]
    assert (items[0], items[-1]) == (first, last)


def test_two_situations_at_home_and_abroad_are_another_phrase() -> None:
    text = "统筹国内国际两个大局，胸怀“两个大局”。"
    known = expansions(text, extract_phrases(text, LEXICON, MODEL), SHIPPED)
    assert known == {"两个大局": ("中华民族伟大复兴战略全局", "世界百年未有之大变局")}


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"version": 2, "entries": []},
        {"version": 1, "entries": [{"term": "双碳", "expansion": ["碳达峰"], "source": "x"}]},
        {"version": 1, "entries": [{"term": "双碳", "expansion": ["碳达峰", "碳中和"], "source": ""}]},
    ],
)
def test_a_damaged_glossary_is_refused(document: object) -> None:
    with pytest.raises(ValueError, match="glossary"):
        parse_glossary(json.dumps(document).encode())
