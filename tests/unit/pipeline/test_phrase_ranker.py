"""The network that judges runs of words: its file, what it is told, and that it adds up as it should."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from desktop.domain.phrase import PhraseKind
from desktop.pipeline.phrase_ranker import (
    DIMENSIONS,
    FEATURES,
    LISTED_KINDS,
    PARTS,
    REMEMBERED,
    VECTOR_SCALE,
    Listed,
    Ranker,
    Remembered,
    Runs,
    number_words,
    remembered_features,
    run_features,
    run_keys,
)

WORDS = ["完善", "国家", "赔偿", "，", "推进", "国家", "赔偿", "制度"]
RUNS = Runs(np.array([1, 5, 5, 0]), np.array([2, 6, 7, 0]), np.array([0.2, 0.6, 0.5, 0.1]))
LISTED = Listed(
    np.array([LISTED_KINDS.index(PhraseKind.TERM), LISTED_KINDS.index(PhraseKind.TERM), -1, -1]),
    np.array([0.6, 0.6, 0.0, 0.0]),
    np.array([True, True, False, False]),
)
HIDDEN = 3
KEYS = run_keys(WORDS, RUNS)


def _remembered() -> Remembered:
    """国家赔偿制度 was marked three times and read over once, 完善 read over nine times."""
    order = KEYS[2:].argsort()
    return Remembered(KEYS[2:][order], np.array([[3, 1], [0, 9]], np.uint8)[order])


def _labels() -> np.ndarray:
    labels = np.random.default_rng(5).random((len(WORDS), 5))
    return labels / labels.sum(1, keepdims=True)


def _network() -> Ranker:
    drawn = np.random.default_rng(7)
    vectors = drawn.integers(-127, 128, (4, DIMENSIONS)).astype(np.int8)
    vectors[0] = 0
    shapes = (FEATURES, HIDDEN), (PARTS, DIMENSIONS, HIDDEN), (HIDDEN,), (HIDDEN + 1,)
    weights = [drawn.normal(0, 0.1, shape).astype(np.float32) for shape in shapes]
    return Ranker({"国家": 1, "赔偿": 2, "推进": 3}, _remembered(), vectors, *weights)


def _told() -> np.ndarray:
    return run_features(WORDS, number_words(WORDS)[1], _labels(), RUNS, KEYS, LISTED)


def test_what_is_written_is_read() -> None:
    network = _network()
    again = Ranker.parse(*network.packed())
    assert again.rows == network.rows
    for first, second in zip((*again[2:], *again.remembered), (*network[2:], *network.remembered), strict=True):
        assert np.array_equal(first, second)


def test_the_same_words_elsewhere_count() -> None:
    """国家赔偿 stands twice, once after 完善 and once after 推进, behind it a comma and 制度."""
    told = _told()
    assert told.shape == (4, FEATURES - REMEMBERED)
    here, there, longer, alone = told
    odds = [log(each / (1 - each)) for each in (0.2, 0.6)]
    assert [here[0], there[0]] == pytest.approx(odds)
    mean = ((0.2**4 + 0.6**4) / 2) ** 0.25
    assert here[1] == there[1] == pytest.approx(log(mean / (1 - mean)))
    assert here[2] == there[2] == pytest.approx(log(0.4 / 0.6))
    assert here[3] == there[3] == pytest.approx(odds[1])
    assert here[4:7] == pytest.approx([log(3)] * 3)
    assert longer[4:7] == pytest.approx([log(2)] * 3)
    assert here[14:17] == pytest.approx([log(5), 0.6, 1])
    assert here[17 + LISTED_KINDS.index(PhraseKind.TERM)] == 1
    assert not alone[15:].any()


def test_what_readers_did_elsewhere_counts() -> None:
    """Nothing is known of the first run, which stands twice; the other two were seen."""
    counts = _remembered().find(KEYS)
    assert counts.tolist() == [[0, 0], [0, 0], [3, 1], [0, 9]]
    unknown, again, marked, passed = remembered_features(counts)
    assert not unknown.any()
    assert not again.any()
    assert marked == pytest.approx([log(4), log(2), log(3.3 / 1.3), 1], rel=1e-5)
    assert passed == pytest.approx([0, log(10), log(0.3 / 9.3), 1], rel=1e-5)


def test_at_the_ends_of_a_text_the_neighbours_stand_outside() -> None:
    told, labels = _told(), _labels()
    surest = log(0.998 / 0.002)
    assert told[3, 11] == told[2, 12] == pytest.approx(surest)
    assert told[0, 11] == pytest.approx(log(labels[0, 0] / (1 - labels[0, 0])), rel=1e-5)


def test_a_run_is_worth_what_its_parts_add_up_to() -> None:
    """The same sums, run by run and weight by weight."""
    network = _network()
    found = network.probabilities(WORDS, _labels(), RUNS, KEYS, LISTED)

    def vector(place: int) -> np.ndarray:
        word = WORDS[place] if 0 <= place < len(WORDS) else ""
        return network.vectors[network.rows.get(word, 0)] / VECTOR_SCALE

    for run, (first, last, _) in enumerate(zip(*RUNS, strict=True)):
        mean = np.mean([vector(place) for place in range(first, last + 1)], 0)
        parts = [vector(first), vector(last), vector(first - 1), vector(last + 1), mean]
        told = np.hstack([_told(), remembered_features(_remembered().find(KEYS))])
        hidden = told[run] @ network.by_features + network.added
        hidden = hidden + sum(part @ weights for part, weights in zip(parts, network.by_words, strict=True))
        odds = np.maximum(hidden, 0) @ network.out[:-1] + network.out[-1]
        assert found[run] == pytest.approx(1 / (1 + exp(-odds)), rel=1e-4)


def test_no_runs_are_no_trouble() -> None:
    none = np.zeros(0, np.int64)
    runs, keys, listed = Runs(none, none, np.zeros(0)), KEYS[:0], Listed(none, np.zeros(0), np.zeros(0, bool))
    assert len(_network().probabilities(WORDS, _labels(), runs, keys, listed)) == 0
    assert len(_network().probabilities([], np.zeros((0, 5)), runs, keys, listed)) == 0
