"""Words: rjieba and the light segmenter stand for jieba, and cut as it does."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

from desktop.paths import resource
from desktop.pipeline import segmentation
from desktop.pipeline.light_segmenter import LightSegmenter
from desktop.pipeline.segmentation import WORTH_LOADING, cut, cut_known, tag

SEED = Path(__file__).parents[2] / "data" / "seed" / "article_gold.txt"
SAMPLES = [
    "坚持让审理者裁判、由裁判者负责，细化完善审判组织办案权责。",
    "全省生产总值增长5.5%，一般公共预算收入增长1.8%，城镇调查失业率5.5%左右。",
    "新民主主义革命的对象是帝国主义、封建主义和官僚资本主义。",
    "外交部发言人毛宁在例行记者会上表示，中方愿同东盟各国一道构建命运共同体。",
    "OpenAI 发布 GPT-4，参数超过1.5万亿。\n第二行，全角ＡＢＣ１２３。",
]
LIGHT = LightSegmenter(resource("dictionaries", "words.bin").read_bytes())
# What the dictionary has, what it has not, rare characters, and all that stands between words.
PIECES = st.one_of(
    st.sampled_from(
        ["人民", "法院", "的", "一", "和国", "AT&T", "T恤", "γ射线", "\r\n", "5.5%", "GPT-4", "a.b_c", "卡拉OK"]
    ),
    st.text("人民法院审判员毛宁诗琳通冷大国一二三的了", max_size=6),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=4),
    st.text("aZ09+#&._%- \t\r\n，。、“《·", max_size=6),
    st.text("㐀龥鿕鿖豈\ufaff𠀀𪛟\U0002a6e0\U0002ebf0\U0002fa1f\U0003ffffγ〇①²٣é😀\ufffd\0\u3000", max_size=4),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@pytest.mark.parametrize("text", [*SAMPLES, ""])
def test_words_joined_give_the_text(text: str) -> None:
    assert "".join(cut(text)) == text
    assert "".join(cut_known(text)) == text
    assert "".join(word.text for word in tag(text)) == text


def test_rjieba_cuts_as_jieba_does() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own, about its packaging
        import jieba
    jieba.setLogLevel("ERROR")
    for text in [*SAMPLES[:4], *SEED.read_text(encoding="utf-8").splitlines()]:
        assert rjieba.cut(text, True) == jieba.lcut(text)
        assert rjieba.cut(text, False) == jieba.lcut(text, HMM=False)


def test_the_light_segmenter_cuts_and_tags_as_rjieba_does() -> None:
    text = SEED.read_text(encoding="utf-8")
    for each in [*SAMPLES, text, *text.splitlines()]:
        for hmm in (False, True):
            assert LIGHT.cut(each, hmm) == rjieba.cut(each, hmm)
            assert LIGHT.tag(each, hmm) == rjieba.tag(each, hmm)


@given(TEXTS, st.booleans())
def test_the_light_segmenter_cuts_and_tags_anything_as_rjieba_does(text: str, hmm: bool) -> None:
    assert LIGHT.cut(text, hmm) == rjieba.cut(text, hmm)
    assert LIGHT.tag(text, hmm) == rjieba.tag(text, hmm)


def test_paths_that_are_worth_the_same_are_chosen_as_rjieba_chooses() -> None:
    """冷|冷冷 or 冷冷|冷: which is worth more is a matter of rounding, and with it of what follows."""
    for tail in ("", "踘", "踘.覈萬Z9X几添翼荆奸巨滑阀网", "踘\ufaff\U0002fa1f.覈萬Z9X几添翼荆奸巨滑阀网"):
        assert LIGHT.cut("冷冷冷" + tail, False) == rjieba.cut("冷冷冷" + tail, False)


def test_the_words_that_are_shipped_are_those_of_jieba() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from tools.build_words import made
    assert resource("dictionaries", "words.bin").read_bytes() == made()


def test_rjieba_is_loaded_when_there_is_enough_to_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmentation, "_segmenters", segmentation._Segmenters())
    for _ in range(4):
        assert isinstance(segmentation._segmenters.next("字" * (WORTH_LOADING // 4)), LightSegmenter)
    assert segmentation._segmenters.next("字") is rjieba
    assert segmentation._segmenters.next("") is rjieba
    monkeypatch.setattr(segmentation, "_segmenters", segmentation._Segmenters())
    segmentation.expect(WORTH_LOADING + 1)
    assert segmentation._segmenters.next("字") is rjieba


def test_jieba_stands_in_where_rjieba_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words and tags, but that jieba's tagger parts ``5.5%`` into figure and sign."""
    words = [(rjieba.cut(text, True), rjieba.cut(text, False)) for text in SAMPLES[:4]]
    tags = [rjieba.tag(text, True) for text in (SAMPLES[0], SAMPLES[2])]
    monkeypatch.setattr(segmentation, "_segmenters", segmentation._Segmenters())
    monkeypatch.setitem(sys.modules, "rjieba", None)
    segmentation._loaded.cache_clear()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            segmentation.expect(WORTH_LOADING + 1)
            assert [(cut(text), cut_known(text)) for text in SAMPLES[:4]] == words
            assert [tag(text) for text in (SAMPLES[0], SAMPLES[2])] == tags
            assert isinstance(segmentation._segmenters.next("字"), segmentation._Jieba)
    finally:
        segmentation._loaded.cache_clear()


def test_a_name_outside_the_dictionary_falls_into_characters() -> None:
    assert cut_known("毛宁表示") == ["毛", "宁", "表示"]
    assert cut("毛宁表示") == ["毛宁", "表示"]
