"""Which span of a sentence the shipped model would blank."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.paths import resource
from desktop.pipeline import segmentation
from desktop.pipeline.blank_candidates import candidate_spans
from desktop.pipeline.blank_features import PLACES, describe, mixed
from desktop.pipeline.blank_network import MOST, STEP, rounded
from desktop.pipeline.blank_rows import Rows, distinct, lay_out, run_hashes, split_words
from desktop.pipeline.blanks import LONGEST_WHOLE, BlankModel, choose_blanks

MODEL_FILE = resource("dictionaries", "blank_model.bin")


@pytest.fixture(scope="module")
def model() -> BlankModel:
    return BlankModel.parse(MODEL_FILE.read_bytes())


def rows_of(*texts: str) -> Rows:
    return lay_out(*split_words((segmentation.tag_pairs(text) for text in texts), {}))


@given(st.lists(st.integers(-(1 << 62), 1 << 62) | st.integers(0, 3)))
def test_distinct_values_are_those_of_numpy(values: list[int]) -> None:
    array = np.array(values, np.int64)
    for found, wanted in zip(distinct(array), np.unique(array, return_inverse=True), strict=True):
        assert np.array_equal(found, wanted)


def candidates(text: str) -> set[str]:
    rows = rows_of(text)
    spans = candidate_spans(rows)
    return {text[i:j] for i, j in zip(rows.offset[spans.start], rows.offset[spans.end], strict=True)}


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


def told_of(text: str, words: list[str], told: str) -> list[int]:
    """What `describe` tells of the first piece of each of these words of the text."""
    rows = rows_of(text)
    offsets = rows.offset[rows.first[0] : rows.end[0]].tolist()
    values = getattr(describe(rows), told)[rows.first[0] : rows.end[0]].tolist()
    return [values[offsets.index(text.index(word))] for word in words]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("根据《信访工作条例》，信访事项应当受理。", 4),
        ("《信访工作条例》规定，信访事项应当受理。", 4),
        ("事项依照《信访工作条例》办理。", 3),
        ("国务院通过的是《信访工作条例》。", 2),
        ("今年国务院通过《信访工作条例》一部。", 1),
        ("《信访工作条例", 0),
        ("条例》规定", 0),
    ],
)
def test_a_title_that_a_statement_rests_on_is_known(text: str, cited: int) -> None:
    assert told_of(text, ["条例"], "cited") == [cited]


def test_a_title_ends_in_its_own_sentence() -> None:
    rows = rows_of("根据《信访", "工作条例》规定")
    assert not describe(rows).cited.any()


def test_what_the_sentence_says_elsewhere_is_counted() -> None:
    """Marks are not; nor what another sentence says."""
    text = "法律援助机构安排法律援助人员，法律服务所给予法律帮助，法律顾问。"
    assert told_of(text, ["法律", "援助", "人员", "，"], "repeated") == [3, 1, 0, 0]
    rows = rows_of("审判员。", "审判员。")
    assert not describe(rows).repeated.any()


def test_no_candidate_starts_or_ends_at_a_mark() -> None:
    text = "法律面前，人人平等；任何组织、个人都不得违法。"
    assert not {span for span in candidates(text) if span[0] in "，；、。" or span[-1] in "，；、。"}


@pytest.mark.parametrize("symbol", ["😀", "👍🏽", "❤️", "👨\u200d👩\u200d👧", "🇨🇳", "★", "■", "\ue000", "\U000f0001"])
def test_a_candidate_holds_no_picture(symbol: str) -> None:
    text = f"坚持党的领导{symbol}是中国特色{symbol}社会主义最本质的特征，发展“枫桥{symbol}经验”。"
    found = candidates(text)
    assert not {span for span in found if set(span) & set(symbol)}
    assert {"坚持党的领导", "中国特色", "社会主义最本质的特征"} <= found


@pytest.mark.parametrize(
    ("text", "span"), [("温度应在20℃以上。", "20℃"), ("面积不少于30㎡。", "30㎡"), ("二○二○年完成任务。", "二○二○年")]
)
def test_units_and_the_round_zero_are_writing(text: str, span: str) -> None:
    assert span in candidates(text)


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


def test_weights_of_starts_and_ends_decide(model: BlankModel) -> None:
    """Two weights written by hand, and a network without a say: a blank starts after 是 and ends before 。"""
    rows = rows_of("是。")
    left, right = (mixed(kind, rows.column("word"))[5 - which] for kind, which in ((2, 1), (6, 0)))
    starts, ends = np.zeros(PLACES, np.int8), np.zeros(PLACES, np.int8)
    starts[left & np.uint32(PLACES - 1)] = 100
    ends[right & np.uint32(PLACES - 1)] = 100
    made = replace(model, starts=starts, ends=ends, scale=0.1, share=0.0)
    text = "本质是人民当家作主。"
    best = choose_blanks([text], made)[0][0]
    assert text[best.start : best.end] == "人民当家作主"
    assert choose_blanks([text], BlankModel.parse(made.to_bytes()))[0][0] == best


def test_a_sentence_is_scored_alike_alone_and_among_many(model: BlankModel) -> None:
    """To the last bit: the network's sums of products are exact."""
    texts = [f"第{number}条 人民法院审理案件，以事实为根据，期限为{number}日。" for number in range(40)]
    together = rows_of(*texts)
    spans = candidate_spans(together)
    scores = model.network.scores(together, describe(together), spans)
    for number, text in enumerate(texts):
        alone = rows_of(text)
        own = candidate_spans(alone)
        found = model.network.scores(alone, describe(alone), own)
        assert found.tobytes() == scores[together.sentence[spans.start] == number].tobytes()


def test_the_network_stays_where_sums_are_exact(model: BlankModel) -> None:
    """A sum of products of weights and activations, in their steps, stays below 2**24."""
    network = model.network
    for matrix in (network.convolution_1, network.convolution_2, network.at_start, network.at_end, network.between):
        filled = np.abs(matrix[matrix != 0])
        step = 2.0 ** np.floor(np.log2(filled.min()))
        while not np.array_equal(np.rint(matrix / step) * step, matrix):
            step /= 2
        assert np.abs(matrix).sum(0).max() / step * (MOST / STEP) < 1 << 24


def test_activations_are_whole_steps_of_the_positive_part() -> None:
    values = np.array([-3.0, 0.01, 1.0, 100.0], np.float32)
    assert rounded(values).tolist() == [0.0, 0.0, 1.0, float(MOST)]


def test_a_run_has_one_hash_however_it_is_cut() -> None:
    """人民法院 in two sentences, cut as the segmenter likes, and not the same as 人民法律."""
    texts = ("人民法院依法审判。", "最高人民法院和人民法院、人民法律。")
    rows = rows_of(*texts)
    spans = candidate_spans(rows)
    numbers = rows.sentence[spans.start]
    places = zip(numbers, rows.offset[spans.start], rows.offset[spans.end], strict=True)
    found: dict[str, set[int]] = {}
    for hashed, (number, start, end) in zip(run_hashes(rows, *spans), places, strict=True):
        found.setdefault(texts[number][start:end], set()).add(int(hashed))
    assert all(len(hashes) == 1 for hashes in found.values())
    assert len({min(hashes) for hashes in found.values()}) == len(found)
    assert "人民法院" in found


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
