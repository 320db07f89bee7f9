"""Words: rjieba stands for jieba, and cuts as it does."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import pytest

from desktop.pipeline import segmentation
from desktop.pipeline.segmentation import cut, cut_known, tag

SEED = Path(__file__).parents[2] / "data" / "seed" / "article_gold.txt"
SAMPLES = [
    "坚持让审理者裁判、由裁判者负责，细化完善审判组织办案权责。",
    "全省生产总值增长5.5%，一般公共预算收入增长1.8%，城镇调查失业率5.5%左右。",
    "新民主主义革命的对象是帝国主义、封建主义和官僚资本主义。",
    "外交部发言人毛宁在例行记者会上表示，中方愿同东盟各国一道构建命运共同体。",
    "OpenAI 发布 GPT-4，参数超过1.5万亿。\n第二行，全角ＡＢＣ１２３。",
]


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
        assert cut(text) == jieba.lcut(text)
        assert cut_known(text) == jieba.lcut(text, HMM=False)


def test_jieba_stands_in_where_rjieba_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words and tags, but that jieba's tagger parts ``5.5%`` into figure and sign."""
    words = [(cut(text), cut_known(text)) for text in SAMPLES[:4]]
    tags = [tag(text) for text in (SAMPLES[0], SAMPLES[2])]
    monkeypatch.setitem(sys.modules, "rjieba", None)
    segmentation._segmenter.cache_clear()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert [(cut(text), cut_known(text)) for text in SAMPLES[:4]] == words
            assert [tag(text) for text in (SAMPLES[0], SAMPLES[2])] == tags
            assert isinstance(segmentation._segmenter(), segmentation._Jieba)
    finally:
        segmentation._segmenter.cache_clear()


def test_a_name_outside_the_dictionary_falls_into_characters() -> None:
    assert cut_known("毛宁表示") == ["毛", "宁", "表示"]
    assert cut("毛宁表示") == ["毛宁", "表示"]
