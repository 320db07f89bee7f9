"""Training of the blank-choice model: a listwise linear model.

Everything is deterministic: no random numbers, folds by a digest of the text.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from desktop.pipeline import segmentation
from desktop.pipeline.blank_candidates import candidate_spans, split_pieces
from desktop.pipeline.blank_features import END_UNIT, Context, Weights, border_scores, span_score
from desktop.pipeline.blank_model import BlankModel

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

JUDGEMENTS = frozenset({"正确", "错误", "对", "错"})
"""Answers of true-or-false items: no part of the statement."""

OFFICIAL = frozenset({"law", "party/policy"})
RUN = 6
NEAR = 0.4
LEAST_COUNT = 3
KEPT_FEATURES = 60_000
ITERATIONS = 30
PENALTIES = (4.0, 6.0)
"""Of border weights and of span weights."""
TEMPERATURE = 1.2
"""Banks that the model has not seen agree with it less than its own: set from the figures of left-out banks."""
VOCABULARY = 25_000


class Item(NamedTuple):
    """A sentence with the blanks that a human chose (half-open code points)."""

    text: str
    blanks: tuple[tuple[int, int], ...]
    source: str
    domain: str
    style: str

    @property
    def judged(self) -> bool:
        """Whether the blank is the verdict of a true-or-false item."""
        return any(self.text[start:end] in JUDGEMENTS for start, end in self.blanks)

    @property
    def official(self) -> bool:
        """Whether the text is about law, party or policy."""
        return self.domain in OFFICIAL


def read_items(path: Path) -> list[Item]:
    """The sentences of ``blanks/train.jsonl``."""
    items = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        blanks = tuple((start, end) for start, end in row["blanks"])
        items.append(Item(row["text"], blanks, row["source"], row["domain"], row["style"]))
    return items


def runs(text: str) -> set[str]:
    """The six-character runs of a text; the text itself if it is shorter."""
    return {text[i : i + RUN] for i in range(len(text) - RUN + 1)} or {text}


def near_duplicates(texts: Sequence[str]) -> list[set[int]]:
    """For each text the others that hold at least 40 % of its six-character runs."""
    sets = [runs(text) for text in texts]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(sets):
        for run in found:
            holders[run].append(number)
    near: list[set[int]] = []
    for number, found in enumerate(sets):
        shared = Counter(other for run in found for other in holders[run])
        del shared[number]
        near.append({other for other, count in shared.items() if count >= NEAR * len(found)})
    return near


def duplicate_groups(near: Sequence[set[int]]) -> list[int]:
    """A group number for each text, the same for texts that are near duplicates of one another."""
    parent = list(range(len(near)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for number, others in enumerate(near):
        for other in others:
            parent[root(number)] = root(other)
    return [root(number) for number in range(len(near))]


def fold_of(texts: Sequence[str], groups: Sequence[int], folds: int) -> Ints:
    """A fold for each text that keeps near duplicates together and does not depend on the order of the file."""
    first: dict[int, str] = {}
    for text, group in zip(texts, groups, strict=True):
        first[group] = min(first.get(group, text), text)
    return np.array([int(hashlib.sha256(first[group].encode()).hexdigest(), 16) % folds for group in groups], np.int32)


def surprisals(corpus: Path) -> dict[str, tuple[int, int]]:
    """How common each word is in general Chinese (jieba's counts) and in official texts, 0 to 63."""
    import jieba

    general: dict[str, int] = {}
    with jieba.get_dict_file() as file:
        for line in file.read().decode("utf-8").splitlines():
            word, count, _tag = line.split(" ")
            general[word] = int(count)
    official: Counter[str] = Counter()
    for line in lzma.decompress(corpus.read_bytes()).decode("utf-8").splitlines():
        official.update(segmentation.cut(json.loads(line)["text"]))
    words = sorted(general, key=lambda word: (-general[word] - 50 * official[word], word))[:VOCABULARY]

    def bucket(count: int, total: int) -> int:
        return 63 if not count else min(62, round(3 * math.log2(total / count)))

    whole, official_whole = sum(general.values()), official.total()
    return {word: (bucket(general[word], whole), bucket(official[word], official_whole)) for word in words}


class Recorder:
    """Stands in for the weights and writes down which features are asked for."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}
        self.asked: list[int] = []
        self._tables: dict[str, Recorder._Table] = {}

    class _Table:
        def __init__(self, recorder: Recorder, outer: str) -> None:
            self.recorder = recorder
            self.outer = outer

        def get(self, key: str, _default: int, /) -> int:
            numbers = self.recorder.numbers
            self.recorder.asked.append(numbers.setdefault((self.outer, key), len(numbers)))
            return 0

    def get(self, key: str, _default: Weights, /) -> Weights:
        """A table that records what is looked up in it."""
        if key not in self._tables:
            self._tables[key] = self._Table(self, key)
        return self._tables[key]

    def taken(self) -> list[int]:
        """Numbers of the features asked for since the last call."""
        asked, self.asked = self.asked, []
        return asked


class Matrix(NamedTuple):
    """Features of many sentences as numbers; row ``b`` of ``borders`` is a border.

    Candidate ``c`` belongs to sentence ``sentence[c]`` and goes from border ``start[c]`` to ``end[c]``; its own
    features are ``spans[c]``. ``gold[c]`` says that a human chose it.
    """

    names: list[tuple[str, str]]
    contexts: list[Context]
    borders: Ints
    spans: Ints
    start: Ints
    end: Ints
    sentence: Ints
    border_sentence: Ints
    gold: NDArray[np.bool_]


def build_matrix(items: Sequence[Item], surprisal: dict[str, tuple[int, int]]) -> Matrix:
    """Candidates of each sentence and their features."""
    recorder = Recorder()
    contexts: list[Context] = []
    borders: list[NDArray[np.int32]] = []
    spans: list[NDArray[np.int32]] = []
    start: list[int] = []
    end: list[int] = []
    sentence: list[int] = []
    border_sentence: list[int] = []
    gold: list[bool] = []
    for number, item in enumerate(items):
        context = Context(split_pieces(segmentation.tag(item.text)), surprisal)
        contexts.append(context)
        bounds = context.pieces.bounds
        offset = len(border_sentence)
        border_scores(context, recorder)
        borders.append(np.array(recorder.taken(), np.int32).reshape(len(bounds), -1))
        border_sentence += [number] * len(bounds)
        found = candidate_spans(context.pieces)
        for i, j in found:
            start.append(offset + i)
            end.append(offset + j)
            gold.append((bounds[i], bounds[j]) in item.blanks)
            span_score(context, i, j, recorder)
        sentence += [number] * len(found)
        if found:
            spans.append(np.array(recorder.taken(), np.int32).reshape(len(found), -1))
    return Matrix(
        list(recorder.numbers),
        contexts,
        np.concatenate(borders),
        np.concatenate(spans),
        np.array(start, np.int32),
        np.array(end, np.int32),
        np.array(sentence, np.int32),
        np.array(border_sentence, np.int32),
        np.array(gold, bool),
    )


def fit_linear(matrix: Matrix, chosen: NDArray[np.bool_], weight: Floats) -> dict[tuple[str, str], tuple[float, float]]:
    """Feature weights (as a start or a whole, as an end) that put the probability on the human's spans.

    Multinomial logistic regression over a sentence's candidates with an L2 penalty, by L-BFGS.
    """
    reachable = np.zeros(len(matrix.contexts), bool)
    reachable[matrix.sentence[matrix.gold]] = True
    used = chosen & reachable
    candidates = used[matrix.sentence]
    near_border = used[matrix.border_sentence]
    size = len(matrix.names)
    border_block, span_block = matrix.borders[near_border], matrix.spans[candidates]
    border_counts = np.bincount(border_block.ravel(), minlength=size)
    span_counts = np.bincount(span_block.ravel(), minlength=size)
    frequent = np.flatnonzero((border_counts >= LEAST_COUNT) | (span_counts >= LEAST_COUNT))
    renumber = np.zeros(size, np.int32)
    renumber[frequent] = np.arange(1, len(frequent) + 1)
    borders, spans = renumber[border_block], renumber[span_block]
    position = np.cumsum(near_border) - 1
    start, end = position[matrix.start[candidates]], position[matrix.end[candidates]]
    numbers, group = np.unique(matrix.sentence[candidates], return_inverse=True)
    first = np.searchsorted(group, np.arange(len(numbers)))
    share = (weight[numbers] / weight[numbers].mean())[group]
    target = matrix.gold[candidates].astype(np.float64)
    target /= np.add.reduceat(target, first)[group]
    width = len(frequent) + 1
    on_border = np.concatenate([[False], border_counts[frequent] > 0])
    penalty = np.concatenate([np.where(on_border, *PENALTIES), np.full(width, PENALTIES[0])])

    def spread(block: Ints, slope: Floats) -> Floats:
        return np.bincount(block.ravel(), np.repeat(slope, block.shape[1]), minlength=width)

    def objective(values: Floats) -> tuple[float, Floats]:
        as_start, as_end = values[:width], values[width:]
        score = as_start[borders].sum(1)[start] + as_end[borders].sum(1)[end] + as_start[spans].sum(1)
        score -= np.maximum.reduceat(score, first)[group]
        raised = np.exp(score)
        whole = np.add.reduceat(raised, first)
        slope = share * (raised / whole[group] - target)
        loss = -(share * target * (score - np.log(whole)[group])).sum() + 0.5 * (penalty * values * values).sum()
        gradient = penalty * values
        gradient[:width] += spread(borders, np.bincount(start, slope, minlength=len(borders)))
        gradient[:width] += spread(spans, slope)
        gradient[width:] += spread(borders, np.bincount(end, slope, minlength=len(borders)))
        gradient[[0, width]] = 0.0  # rare features share one place, which stays 0
        return float(loss), gradient

    settings = {"maxiter": ITERATIONS, "maxcor": 6}
    values = minimize(objective, np.zeros(2 * width), jac=True, method="L-BFGS-B", options=settings).x
    pairs = np.stack([values[1:width], values[width + 1 :]], 1)
    kept = np.argsort(-np.abs(pairs).max(1), kind="stable")[:KEPT_FEATURES]
    return {matrix.names[frequent[k]]: (float(pairs[k, 0]), float(pairs[k, 1])) for k in kept}


def quantised(weights: dict[tuple[str, str], tuple[float, float]], surprisal: dict[str, tuple[int, int]]) -> BlankModel:
    """The model in the shipped form: each weight becomes one signed byte."""
    scale = round(max(abs(value) for pair in weights.values() for value in pair) / 127, 6)
    tables: dict[str, dict[str, int]] = defaultdict(dict)
    for (outer, inner), (as_start, as_end) in weights.items():
        number = round(as_start / scale) + END_UNIT * round(as_end / scale)
        if number and not any(mark in outer + inner for mark in "\n\t"):
            tables[outer][inner] = number
    return BlankModel(dict(tables), scale, surprisal, TEMPERATURE)


def sample_weights(items: Sequence[Item]) -> Floats:
    """How much each sentence counts: official texts more, direct questions less."""
    return np.array([(2.0 if item.official else 1.0) * (1.0 if item.style == "statement" else 0.5) for item in items])


def train(
    items: Sequence[Item], matrix: Matrix, chosen: NDArray[np.bool_], surprisal: dict[str, tuple[int, int]]
) -> BlankModel:
    """The model of the chosen sentences; verdicts of true-or-false items are not learned."""
    usable = chosen & np.array([not item.judged for item in items])
    return quantised(fit_linear(matrix, usable, sample_weights(items)), surprisal)
