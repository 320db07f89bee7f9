"""Training of the blank-choice model: a listwise linear model.

Everything is deterministic: no random numbers, folds by a digest of the text.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from torch import Tensor

from desktop.pipeline import segmentation
from desktop.pipeline.blank_candidates import candidate_spans
from desktop.pipeline.blank_features import PLACES, border_features, describe, span_features
from desktop.pipeline.blank_model import BlankModel
from desktop.pipeline.blank_rows import Hashes, lay_out, split_words
from tools.blank_network_training import Floats, Ints, Matrix, fit_network

JUDGEMENTS = frozenset({"正确", "错误", "对", "错"})
"""Answers of true-or-false items: no part of the statement."""

OFFICIAL = frozenset({"law", "party/policy"})
OFFICIAL_SHARE = 1 / 3
MOST_GROWN = 3
"""How many times longer a sentence with another answer may be."""
VARIED = 0.5
"""What the variants of a sentence count together in the linear part, of what the sentence counts."""
RUN = 6
NEAR = 0.4
LEAST_COUNT = 3
KEPT_FEATURES = 60_000
ITERATIONS = 30
PENALTIES = (4.0, 6.0)
"""Of border weights and of span weights."""
SHARES = (0.65, 0.3)
"""What the linear and the network's log odds count in their sum."""
TEMPERATURE = 1.3
"""What the sum is divided by: banks that the model has not seen agree with it less than its own. Both are set by
left-out banks.
"""
VOCABULARY = 25_000


class Item(NamedTuple):
    """A sentence with the blanks that a human chose (half-open code points), and what else they offered for them."""

    text: str
    blanks: tuple[tuple[int, int], ...]
    source: str
    domain: str
    style: str
    options: tuple[str, ...] = ()

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
        options = tuple(row.get("options") or ())
        items.append(Item(row["text"], blanks, row["source"], row["domain"], row["style"], options))
    return items


def variants(item: Item) -> list[Item]:
    """The sentence with each other option in its blank, where there is one for every blank."""
    if item.judged:
        return []
    found = []
    answers = [item.text[start:end] for start, end in item.blanks]
    for option in item.options:
        others = [option.strip()] if len(answers) == 1 else option.split()
        if others == answers or len(others) != len(answers) or not all(others):
            continue
        text, blanks, told = "", [], 0
        for (start, end), other in zip(item.blanks, others, strict=True):
            text += item.text[told:start] + other
            blanks.append((len(text) - len(other), len(text)))
            told = end
        text += item.text[told:]
        if len(text) <= MOST_GROWN * len(item.text):
            found.append(item._replace(text=text, blanks=tuple(blanks)))
    return found


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


def build_matrix(items: Sequence[Item], surprisal: dict[str, tuple[int, int]]) -> Matrix:
    """Candidates of each sentence and, behind them all, of its variants, with their features."""
    others = [(number, other) for number, item in enumerate(items) for other in variants(item)]
    owner = np.array([number for number, _ in others], np.int64)
    items = [*items, *(other for _, other in others)]
    kinds, numbers = split_words((segmentation.tag_pairs(item.text) for item in items), surprisal)
    rows = lay_out(kinds, numbers)
    context, spans = describe(rows), candidate_spans(rows)
    sentence = rows.sentence[spans.start]
    offsets = np.stack([rows.offset[spans.start], rows.offset[spans.end]], 1)
    gold = np.array(
        [tuple(span) in items[number].blanks for number, span in zip(sentence, offsets.tolist(), strict=True)], bool
    )

    def places(features: Sequence[Hashes]) -> Ints:
        return np.stack([feature & np.uint32(PLACES - 1) for feature in features], 1).astype(np.int32)

    first = len(items) - len(owner)
    taught = np.flatnonzero(np.bincount(sentence[gold], minlength=len(items))[first:])
    return Matrix(
        rows,
        context,
        spans,
        places(border_features(rows, context)),
        places(span_features(rows, context, spans)),
        sentence.astype(np.int32),
        gold,
        np.split(first + taught, np.searchsorted(owner[taught], np.arange(1, first))),
    )


def fit_linear(
    matrix: Matrix, used: NDArray[np.bool_], weight: Floats, varied: float = VARIED
) -> tuple[Floats, Floats]:
    """Weights of features (as a start or a whole, as an end) that put the probability on the human's spans of the
    used sentences; the variants of a sentence together count ``varied`` of its weight.

    Multinomial logistic regression over a sentence's candidates with an L2 penalty, by L-BFGS.
    """
    shares = _shares_of_variants(matrix, used, weight / weight[used].mean(), varied)
    candidates = shares[matrix.sentence] > 0
    near_border = np.zeros(len(matrix.borders), bool)
    near_border[matrix.spans.start[candidates]] = near_border[matrix.spans.end[candidates]] = True
    border_block, span_block = matrix.borders[near_border], matrix.wholes[candidates]
    border_counts = np.bincount(border_block.ravel(), minlength=PLACES)
    span_counts = np.bincount(span_block.ravel(), minlength=PLACES)
    frequent = np.flatnonzero((border_counts >= LEAST_COUNT) | (span_counts >= LEAST_COUNT))
    renumber = np.zeros(PLACES, np.int32)
    renumber[frequent] = np.arange(1, len(frequent) + 1)
    borders, spans = renumber[border_block], renumber[span_block]
    position = np.cumsum(near_border) - 1
    start, end = position[matrix.spans.start[candidates]], position[matrix.spans.end[candidates]]
    numbers, group = np.unique(matrix.sentence[candidates], return_inverse=True)
    first = np.searchsorted(group, np.arange(len(numbers)))
    share = shares[numbers][group]
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
    starts, ends = np.zeros(PLACES), np.zeros(PLACES)
    starts[frequent[kept]], ends[frequent[kept]] = pairs[kept].T
    return starts, ends


def _shares_of_variants(matrix: Matrix, used: NDArray[np.bool_], weight: Floats, varied: float) -> Floats:
    """What each sentence of the matrix counts, variants too."""
    shares = np.zeros(len(matrix.rows.first))
    for number in np.flatnonzero(used):
        others = matrix.variants[number] if varied else []
        shares[number] = weight[number] * (1 - varied if len(others) else 1)
        shares[others] = weight[number] * varied / max(1, len(others))
    return shares


def sample_weights(items: Sequence[Item], used: NDArray[np.bool_]) -> Floats:
    """How much each sentence counts: direct questions half, and the used official texts together `OFFICIAL_SHARE`."""
    weight = np.array([1.0 if item.style == "statement" else 0.5 for item in items])
    official = np.array([item.official for item in items])
    ours, others = weight[used & official].sum(), weight[used & ~official].sum()
    if ours:
        weight[official] *= OFFICIAL_SHARE / (1 - OFFICIAL_SHARE) * others / ours
    return weight


def train(
    items: Sequence[Item],
    matrix: Matrix,
    chosen: NDArray[np.bool_],
    surprisal: dict[str, tuple[int, int]],
    pretrained: Mapping[str, Tensor],
) -> BlankModel:
    """The model of the chosen sentences; verdicts of true-or-false items are not learned.

    The network begins as ``pretrained``.
    """
    used = trainable(items, matrix, chosen)
    weight = sample_weights(items, used)
    starts, ends = fit_linear(matrix, used, weight)
    scale = float(max(np.abs(starts).max(), np.abs(ends).max())) / 127
    return BlankModel(
        np.rint(starts / scale).astype(np.int8),
        np.rint(ends / scale).astype(np.int8),
        round(scale * SHARES[0], 6),
        fit_network(matrix, used, weight, pretrained),
        SHARES[1],
        surprisal,
        TEMPERATURE,
    )


def trainable(items: Sequence[Item], matrix: Matrix, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of the chosen sentences those whose blank is no verdict and among the candidates."""
    reachable = np.bincount(matrix.sentence[matrix.gold], minlength=len(items))[: len(items)] > 0
    return chosen & reachable & np.array([not item.judged for item in items])
