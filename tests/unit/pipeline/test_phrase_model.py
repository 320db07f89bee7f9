"""The model of key phrases: its file, its probabilities, what it does with any words."""

from __future__ import annotations

from math import exp, prod, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.paths import resource
from desktop.pipeline.phrase_model import KINDS, LABELS, SCALE, PhraseModel, Weights, find_runs, known_words, run_worths
from desktop.pipeline.phrase_patterns import find_forms
from desktop.pipeline.phrase_ranker import DIMENSIONS, Ranker, Remembered
from desktop.pipeline.phrases import read_words
from desktop.services.text_tools import TextTools
from tools.phrase_features import features
from tools.phrase_packing import packed

MODEL_FILE = resource("dictionaries", "phrase_model.bin")
MODEL = PhraseModel.parse(MODEL_FILE.read_bytes())
LEXICON = TextTools().lexicon
ATOMS = st.lists(
    st.tuples(st.text("国家赔偿制度的，。、A9 \n", min_size=1, max_size=4), st.sampled_from(["n", "v", "x", "uj"])),
    max_size=20,
)


def test_weights_are_summed_by_column() -> None:
    """Two features, three columns, the second below zero in one."""
    table = Weights.parse("甲\x00乙".encode(), bytes([16, 0, 255, 8, 129, 1]), 3)
    assert table.sum(["甲", "乙", "丙"]) == [24, -127, 0]
    assert table.sum(["丙"]) == [0, 0, 0]
    assert table.sum(["乙"] * 60) == [480, -7620, 60]
    assert table.sums([["甲"], [], ["甲", "乙"]]).tolist() == [[16, 0, -1], [0, 0, 0], [24, -127, 0]]


def test_labels_are_what_the_sums_of_all_features_say() -> None:
    """The softmax of the weights that training sees, feature by feature, after they were written and read."""
    text = "完善以宪法为核心的中国特色社会主义法律体系，推进“放管服”改革；2035年基本建成法治国家。"
    reading = read_words(text, LEXICON, list(find_forms(text)))
    drawn = np.random.default_rng(3)
    seen = [list(found) for found in features(reading)]
    table = {
        name: drawn.integers(-9, 10, len(LABELS)).tolist()
        for found in seen for name in found if drawn.random() < 0.7
    }  # fmt: skip
    never = Remembered(np.zeros(1, np.uint64), np.zeros((1, 2), np.uint8))
    vectors = np.zeros((2, DIMENSIONS), np.int8)
    nothing = Ranker({"一": 1}, never, vectors, *(np.zeros(0, np.float32),) * 3, np.zeros(1, np.float32))
    model = PhraseModel.parse(packed(table, {"K": [0] * len(KINDS)}, nothing))
    for found, labels in zip(seen, model.probabilities(reading.words, reading.known), strict=True):
        if labels[0] < 1.0:
            sums = np.sum([table.get(name, [0] * len(LABELS)) for name in found], 0)
            raised = [exp(part / SCALE) for part in sums]
            assert labels.tolist() == pytest.approx([each / sum(raised) for each in raised])


def test_the_shipped_file_is_read_whole() -> None:
    data = MODEL_FILE.read_bytes()
    header = data.partition(b"\n")[0]
    *sizes, ranker = map(int, header.split())
    assert len(data) == len(header) + 1 + sum(sizes) + ranker
    assert ranker == len(MODEL.ranker.packed()[1])
    assert MODEL.ranker.by_features.shape[1] == len(MODEL.ranker.out) - 1 > 1


def test_a_fixed_unit_is_likelier_than_its_parts() -> None:
    """完善|国家|赔偿|制度|。"""
    atoms = [("完善", "v"), ("国家", "n"), ("赔偿", "vn"), ("制度", "n"), ("。", "x")]
    runs = find_runs(atoms, MODEL.probabilities(atoms, [""] * len(atoms)))
    best = runs.probability.argmax()
    assert (runs.first[best], runs.last[best]) == (1, 3)


def test_a_run_is_worth_its_labels_and_that_its_neighbours_stay_outside() -> None:
    """Every run of a sentence by the formula, word by word: labels are outside, begin, inside, end, single."""
    text = "健全生态环境损害赔偿制度和农业机械产品质量认证体系"
    reading = read_words(text, LEXICON, list(find_forms(text)))
    found = MODEL.probabilities(reading.words, reading.known)
    runs, labels = find_runs(reading.words, found), found.tolist()
    closed = [1.0, 0.0, 0.0, 0.0, 0.0]
    assert len(runs.first) > 5
    for first, last, worth in zip(*(column.tolist() for column in runs), strict=True):
        before = labels[first - 1] if first else closed
        behind = labels[last + 1] if last + 1 < len(labels) else closed
        inside = prod(labels[place][2] + 0.001 for place in range(first + 1, last))
        own = labels[first][4] if first == last else sqrt(labels[first][1] * labels[last][3] * inside)
        stays_out = (before[0] + before[3] + before[4]) * (behind[0] + behind[1] + behind[4])
        assert worth == pytest.approx(own * stays_out)
    assert run_worths(found, runs.first, runs.last) == pytest.approx(runs.probability)


def test_the_kind_follows_the_words() -> None:
    assert MODEL.kind([("最高人民法院", "nt")]) == "name"
    assert MODEL.kind([("行政复议", "n"), ("申请", "v")]) == "term"


@settings(max_examples=60, deadline=None)
@given(ATOMS)
def test_any_words_have_probabilities_and_runs_within_them(atoms: list[tuple[str, str]]) -> None:
    known = ["lS.term" if index % 3 == 0 else "" for index in range(len(atoms))]
    labels = MODEL.probabilities(atoms, known)
    assert len(labels) == len(atoms)
    assert all(abs(sum(each) - 1) < 1e-9 for each in labels)
    for first, last, probability in zip(*find_runs(atoms, labels), strict=True):
        assert 0 <= first <= last < len(atoms)
        assert 0 < probability <= 1
        assert not {word for word, _ in atoms[first : last + 1]} & set("。\n")
    assert MODEL.probabilities(atoms, known).tolist() == labels.tolist()  # also from what it remembers


def test_what_lists_say_of_words() -> None:
    """A term of three words, one of the second alone, and from another list one of the first two."""
    groups = [
        ("l", ["term", "name"], np.array([0, 1]), np.array([2, 1])),
        ("c", ["date"], np.array([0]), np.array([1])),
    ]
    assert known_words(groups, 4) == ["cB.date lB.term", "cE.date lI.term lS.name", "lE.term", ""]
