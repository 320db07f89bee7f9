"""What a shorthand phrase stands for: the shipped glossary, and lists that an article spells out."""

from __future__ import annotations

import json

import pytest

from desktop.paths import deck_file, resource
from desktop.pipeline.glossary import Entry, counts, expansions, find_expansions, parse_glossary
from desktop.pipeline.lexicon import Lexicon
from desktop.pipeline.phrase_model import PhraseModel
from desktop.pipeline.phrases import extract_phrases

LEXICON = Lexicon.parse(resource("dictionaries", "phrases.txt").read_bytes())
MODEL = PhraseModel.parse(resource("dictionaries", "phrase_model.bin").read_bytes())

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
    entries = parse_glossary(deck_file("glossary.json").read_bytes())
    assert entries["九项本质要求"].expansion[0] == "坚持中国共产党领导"
    assert len(entries["九项本质要求"].expansion) == 9
    for entry in entries.values():
        assert len(set(entry.expansion)) == len(entry.expansion)
        assert all(item == item.strip() for item in (entry.term, entry.source, *entry.expansion))
        assert not entry.source.startswith("/")


@pytest.mark.parametrize("shipped", ["四个自信", "六大保护", "三大法宝", "三个务必", "五位一体"])
def test_the_number_of_a_shipped_entry_agrees_with_its_list(shipped: str) -> None:
    entry = parse_glossary(deck_file("glossary.json").read_bytes())[shipped]
    assert len(entry.expansion) in counts(shipped)


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
