"""The model of key phrases: its file, its probabilities, what it does with any words."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from desktop.paths import resource
from desktop.pipeline.arrays import MOST, STEP
from desktop.pipeline.lexicon import Lexicon
from desktop.pipeline.phrase_model import (
    KINDS,
    LABELS,
    LINEAR_SHARE,
    NETWORK_SHARE,
    SCALE,
    PhraseModel,
    Weights,
    known_words,
    numbered,
)
from desktop.pipeline.phrase_network import REACH, WIDTH, atom_places, known_places
from desktop.pipeline.phrase_patterns import find_forms
from desktop.pipeline.phrases import read_words
from tools.phrase_features import features

MODEL_FILE = resource("dictionaries", "phrase_model.bin")
MODEL = PhraseModel.parse(MODEL_FILE.read_bytes())
LEXICON = Lexicon.parse(resource("dictionaries", "phrases.txt").read_bytes())
TEXT = "完善以宪法为核心的中国特色社会主义法律体系，推进“放管服”改革；2035年基本建成法治国家。"
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


def test_labels_are_what_all_features_and_the_network_say() -> None:
    """The softmax of the weights that training sees, feature by feature, and of the network's log odds."""
    reading = read_words(TEXT, LEXICON, list(find_forms(TEXT)))
    words = numbered(reading.words, reading.known)
    sums = [MODEL.labels.sum(found) for found in features(reading)]
    assert MODEL.linear_sums(words).tolist() == sums
    labels = MODEL.probabilities(reading.words, reading.known)
    for linear, network, found in zip(sums, MODEL.network.log_odds(words).tolist(), labels.tolist(), strict=True):
        if found[0] < 1.0:
            mixed = [
                LINEAR_SHARE * part / SCALE + NETWORK_SHARE * odds for part, odds in zip(linear, network, strict=True)
            ]
            raised = [exp(each) for each in mixed]
            assert found == pytest.approx([each / sum(raised) for each in raised], rel=0.1)


def test_the_network_reads_each_sentence_by_itself() -> None:
    """To the last bit, alone and among many others."""
    sentences = ["完善国家赔偿制度。", "2035年基本建成法治国家；", TEXT]
    odds = []
    for text in (*sentences, "".join(sentences * 400)):
        reading = read_words(text, LEXICON, list(find_forms(text)))
        odds.append(MODEL.network.log_odds(numbered(reading.words, reading.known)))
    assert np.array_equal(np.concatenate(odds[:-1] * 400), np.concatenate([odds[-1]]))


def test_the_network_does_what_its_layers_say() -> None:
    """Word by word, with plain sums in double precision, gaps being nothing."""
    layers = [each.astype(float) for each in MODEL.network.layers]
    vectors, convolution_1, added_1, convolution_2, added_2, out, added = layers
    reading = read_words("完善国家赔偿制度", LEXICON, [])

    def active(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.rint(np.clip(values, 0, MOST) / STEP) * STEP

    def around(rows: list[NDArray[np.float64]], place: int, dilation: int) -> NDArray[np.float64]:
        places = [place + step * dilation for step in range(-REACH, REACH + 1)]
        return np.concatenate([rows[each] if 0 <= each < len(rows) else np.zeros(WIDTH) for each in places])

    own = [
        active(vectors[atom_places(atom) + known_places(known)].sum(0))
        for atom, known in zip(reading.words, reading.known, strict=True)
    ]
    first = [active(around(own, place, 1) @ convolution_1 + added_1) for place in range(len(own))]
    for place, found in enumerate(MODEL.network.log_odds(numbered(reading.words, reading.known)).tolist()):
        both = active(active(around(first, place, 2) @ convolution_2 + added_2) + first[place])
        assert found == (np.concatenate([both, own[place]]) @ out + added).tolist()


def test_the_network_stays_where_sums_are_exact() -> None:
    """A sum of products of weights and activations, in their steps, stays below 2**24."""
    for matrix in (MODEL.network.layers.convolution_1, MODEL.network.layers.convolution_2, MODEL.network.layers.out):
        step = 2.0**-12
        while np.array_equal(np.rint(matrix / step / 2) * step * 2, matrix):
            step *= 2
        assert np.array_equal(np.rint(matrix / step) * step, matrix)
        assert np.abs(matrix).sum(0).max() / step * (MOST / STEP) < 1 << 24


def test_the_shipped_file_is_read_whole() -> None:
    size = MODEL_FILE.stat().st_size
    names = sum(len(name.encode()) + 1 for table in (MODEL.labels, MODEL.kinds) for name in table.places) - 2
    parts = len(MODEL.labels.places) * len(LABELS) + len(MODEL.kinds.places) * len(KINDS)
    layers = sum(each.size * (2 if each.ndim == 1 else 1) for each in MODEL.network.layers)
    assert size == len(MODEL_FILE.read_bytes().partition(b"\n")[0]) + 1 + names + parts + layers


def test_a_fixed_unit_is_likelier_than_its_parts() -> None:
    """完善|国家|赔偿|制度|。"""
    atoms = [("完善", "v"), ("国家", "n"), ("赔偿", "vn"), ("制度", "n"), ("。", "x")]
    runs = MODEL.runs(atoms, [""] * len(atoms))
    best = runs.probability.argmax()
    assert (runs.first[best], runs.last[best]) == (1, 3)


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
    for first, last, probability in zip(*MODEL.runs(atoms, known), strict=True):
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
