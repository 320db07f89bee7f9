"""Which span of a sentence the shipped model would blank."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.paths import resource
from desktop.pipeline import segmentation
from desktop.pipeline.blank_candidates import candidate_spans, split_pieces
from desktop.pipeline.blank_features import END_UNIT
from desktop.pipeline.blanks import LONGEST_WHOLE, BlankModel, choose_blanks

MODEL_FILE = resource("dictionaries", "blank_model.bin")


@pytest.fixture(scope="module")
def model() -> BlankModel:
    return BlankModel.parse(MODEL_FILE.read_bytes())


def candidates(text: str) -> set[str]:
    pieces = split_pieces(segmentation.tag(text))
    return {text[pieces.bounds[i] : pieces.bounds[j]] for i, j in candidate_spans(pieces)}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("党的第十七次代表大会在北京召开。", "十七"),
        ("应当由审判员三人组成合议庭。", "三"),
        ("改革首先在山东省的企业中试行。", "山东"),
        ("国家对传染病防治实行预防为主的方针。", "预防"),
        ("发展“枫桥经验”，化解矛盾。", "枫桥经验"),
        ("发展“枫桥经验”，化解矛盾。", "“枫桥经验”"),
        ("依照《信访工作条例》办理。", "《信访工作条例》"),
        ("社会主义的本质是解放生产力，发展生产力。", "解放生产力，发展生产力"),
        ("中国革命的主要形式是武装斗争。", "武装斗争"),
        ("代表候选人的差额不少于应选人数的20%。", "20%"),
    ],
)
def test_what_examiners_blank_is_a_candidate(text: str, span: str) -> None:
    assert span in candidates(text)


def test_no_candidate_starts_or_ends_at_a_mark() -> None:
    text = "法律面前，人人平等；任何组织、个人都不得违法。"
    assert not {span for span in candidates(text) if span[0] in "，；、。" or span[-1] in "，；、。"}


def test_the_shipped_model_blanks_the_answer_of_a_definition(model: BlankModel) -> None:
    """中国革命的主要形式是【武装斗争】。"""
    text = "中国革命的主要形式是武装斗争。"
    best = choose_blanks([text], model)[0][0]
    assert text[best.start : best.end] == "武装斗争"


def test_the_shipped_model_blanks_a_term_of_a_law(model: BlankModel) -> None:
    """……志愿者证有效期为【五】年 or 【五年】: one of both."""
    text = "根据《中华人民共和国某某法》，许可证的有效期限为五年。"
    best = choose_blanks([text], model)[0][0]
    assert text[best.start : best.end] in {"五", "五年"}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。，、", "Hello, world.", "12345", "한국어 문장", "𝄞🎵", "\ufeff"])
def test_nothing_to_blank(text: str, model: BlankModel) -> None:
    assert choose_blanks([text], model) == [[]]


def test_one_list_a_text_in_the_same_order(model: BlankModel) -> None:
    texts = ["社会主义民主政治的本质是人民当家作主。", "", "革命的首要问题是分清敌友。"]
    together = choose_blanks(texts, model)
    assert together == [choose_blanks([text], model)[0] for text in texts]
    assert [bool(blanks) for blanks in together] == [True, False, True]


def test_mixed_script_keeps_the_contract(model: BlankModel) -> None:
    check_contract("GDP增长5.5%，CPI涨幅3%左右，𠮷野家属于ひらがな與繁體。", model)


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(
        alphabet=st.sampled_from("中国共产党是在第三次年月日的、，。“”《》（）1２5%a\n 𠮷\u3000\ud7ff\t是坚持"),
        max_size=80,
    )
)
def test_any_text_keeps_the_contract(text: str, model: BlankModel) -> None:
    check_contract(text, model)


def check_contract(text: str, model: BlankModel) -> None:
    """Inside the text, best first, not overlapping, scores that are probabilities; the same each time."""
    blanks = choose_blanks([text], model)[0]
    assert choose_blanks([text], model)[0] == blanks
    assert all(0 <= blank.start < blank.end <= len(text) for blank in blanks)
    assert all(0 < blank.score <= 1 for blank in blanks)
    assert [blank.score for blank in blanks] == sorted((blank.score for blank in blanks), reverse=True)
    ordered = sorted(blanks)
    assert all(one.end <= other.start for one, other in pairwise(ordered))
    if len(text) <= LONGEST_WHOLE:
        assert sum(blank.score for blank in blanks) <= 1.0001


def test_a_long_text_is_scored_sentence_by_sentence(model: BlankModel) -> None:
    sentence = "社会主义民主政治的本质是人民当家作主。"
    text = sentence * 60
    assert len(text) > LONGEST_WHOLE
    alone = choose_blanks([sentence], model)[0]
    blanks = choose_blanks([text], model)[0]
    assert len(blanks) == 60 * len(alone)
    assert {text[blank.start : blank.end] for blank in blanks[:60]} == {sentence[alone[0].start : alone[0].end]}


def test_a_long_text_without_sentences(model: BlankModel) -> None:
    check_contract("中华人民共和国" * 3000, model)


def test_the_file_is_small_and_survives_a_round_trip(model: BlankModel) -> None:
    content = MODEL_FILE.read_bytes()
    assert len(content) <= 5_000_000
    assert model.to_bytes() == content


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"not a model\n", b'{"format": "wengu blanks 0", "sections": []}\n', b"[]\n", b"\xff\n"]
)
def test_what_is_not_a_model_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        BlankModel.parse(content)


def test_a_model_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match="cut short"):
        BlankModel.parse(MODEL_FILE.read_bytes()[:-1])


def test_weights_of_starts_and_ends_decide() -> None:
    """Two hand-made weights: a blank starts after 是 and ends before 。"""
    weights = {"是": {"a": 100 - END_UNIT * 100}, "。": {"b": -100 + END_UNIT * 100}}
    model = BlankModel(weights, 0.1, {}, 1.0)
    text = "本质是人民当家作主。"
    best = choose_blanks([text], model)[0][0]
    assert text[best.start : best.end] == "人民当家作主"
    assert BlankModel.parse(model.to_bytes()) == model


def test_the_choice_does_not_depend_on_the_process() -> None:
    program = (
        "import json; from desktop.paths import resource; from desktop.pipeline.blanks import *;"
        "m = BlankModel.parse(resource('dictionaries', 'blank_model.bin').read_bytes());"
        "print(json.dumps(choose_blanks(['全国人民代表大会是最高国家权力机关，每届任期五年。'], m)))"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert json.loads(outputs[0])[0]
