"""Training of the network in the blank-choice model (`desktop.pipeline.blank_network`).

Seeded and single-threaded: the same data give the same weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from desktop.pipeline.blank_candidates import Spans
from desktop.pipeline.blank_features import Context
from desktop.pipeline.blank_model import step_of
from desktop.pipeline.blank_network import (
    BUCKETS,
    DILATIONS,
    MOST,
    MOST_PIECES,
    REACH,
    SIZES,
    Network,
    context_places,
    kind_places,
)
from desktop.pipeline.blank_rows import GAP, Rows

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

WIDTH = 64
EPOCHS = 12
BATCH = 32
RATE = 2e-3
DROPPED_INPUTS = 0.3
DROPPED = 0.3
DROPPED_LAST = 0.25
VARIED = 0.7
"""How often a sentence is shown with another answer in its blank."""
SEED = 4
NO_VECTOR = sum(BUCKETS)
"""The place of a vector of zeros."""


class Matrix(NamedTuple):
    """Candidates of many sentences and their features.

    Row ``r`` of ``borders`` has the places of the features of border ``r`` of ``rows``; candidate ``c`` has those of
    ``wholes[c]``, belongs to sentence ``sentence[c]``, and a human chose it if ``gold[c]``. ``variants[s]`` are the
    sentences that differ from sentence ``s`` in what stands in the blank.
    """

    rows: Rows
    context: Context
    spans: Spans
    borders: Ints
    wholes: Ints
    sentence: Ints
    gold: NDArray[np.bool_]
    variants: Sequence[NDArray[np.int64]]


class Module(nn.Module):
    """The same network with dropout (of inputs and of activations), over the rows of some sentences."""

    def __init__(self, dropped_inputs: float = DROPPED_INPUTS, dropped: float = DROPPED) -> None:
        super().__init__()
        self.dropped_inputs, self.dropped = dropped_inputs, dropped
        self.vectors = nn.EmbeddingBag(NO_VECTOR + 1, WIDTH, mode="sum", padding_idx=NO_VECTOR)
        nn.init.normal_(self.vectors.weight, 0, 0.05)
        self.convolutions = nn.ModuleList(nn.Linear(WIDTH * (2 * REACH + 1), WIDTH) for _ in DILATIONS)
        self.at_start = nn.Linear(2 * WIDTH, WIDTH)
        self.at_end = nn.Linear(2 * WIDTH, WIDTH, bias=False)
        self.between = nn.Linear(WIDTH, WIDTH, bias=False)
        self.by_size = nn.Embedding(int(SIZES[-1]) + 1, WIDTH)
        self.by_pieces = nn.Embedding(MOST_PIECES + 1, WIDTH)
        nn.init.normal_(self.by_size.weight, 0, 0.05)
        nn.init.normal_(self.by_pieces.weight, 0, 0.05)
        self.as_start = nn.Linear(2 * WIDTH, 1, bias=False)
        self.as_end = nn.Linear(2 * WIDTH, 1, bias=False)
        self.out = nn.Linear(WIDTH, 1, bias=False)

    def read(self, places: Tensor, filled: Tensor) -> Tensor:
        """What each row is among its neighbours."""
        if self.training:
            places = places.masked_fill(torch.rand(places.shape) < self.dropped_inputs, NO_VECTOR)
        mask = filled.unsqueeze(1)
        hidden = self._active(self.vectors(places), self.dropped) * mask
        for layer, (convolution, dilation) in enumerate(zip(self.convolutions, DILATIONS, strict=True)):
            around = torch.cat([torch.roll(hidden, -k * dilation, 0) for k in range(-REACH, REACH + 1)], 1)
            found = self._active(convolution(around), self.dropped) * mask
            hidden = found + hidden if layer else found
        return hidden.clamp(max=float(MOST))

    def forward(self, places: Tensor, filled: Tensor, start: Tensor, end: Tensor, size: Tensor) -> Tensor:
        """The score of each candidate."""
        hidden = self.read(places, filled)
        border = torch.cat([torch.roll(hidden, 1, 0), hidden], 1)
        sums = functional.pad(self.between(hidden).cumsum(0), (0, 0, 1, 0))
        count = end - start
        whole = self.at_start(border)[start] + self.at_end(border)[end] + (sums[end] - sums[start]) / count.unsqueeze(1)
        whole = whole + self.by_size(size) + self.by_pieces(count.clamp(max=MOST_PIECES))
        score = self.out(self._active(whole, DROPPED_LAST)) + self.as_start(border)[start] + self.as_end(border)[end]
        return score[:, 0]

    def _active(self, values: Tensor, dropped: float) -> Tensor:
        return functional.dropout(values.clamp(0, float(MOST)), dropped, self.training)


def piece_places(rows: Rows, context: Context) -> NDArray[np.int64]:
    """Which vectors each row is the sum of."""
    return np.concatenate([kind_places(rows.kinds)[rows.kind], context_places(context)], 1)


def rows_of(rows: Rows, sentences: NDArray[np.integer]) -> NDArray[np.int64]:
    """The rows of sentences, each with the gap behind it."""
    return np.concatenate([np.arange(rows.first[s], rows.end[s] + GAP) for s in sentences])


def fit_network(
    matrix: Matrix, used: NDArray[np.bool_], weight: Floats, start_from: Mapping[str, Tensor], seed: int = SEED
) -> Network:
    """The network that puts the probability on the human's spans of the used sentences, in the shipped precision.

    It begins with the weights ``start_from`` (`tools.blank_pretraining`), the others at random.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    random = np.random.default_rng(seed)
    rows, (start, end) = matrix.rows, matrix.spans
    places = piece_places(rows, matrix.context)
    first_span = np.searchsorted(matrix.sentence, np.arange(len(rows.first) + 1))
    size = SIZES[np.minimum(rows.offset[end] - rows.offset[start], len(SIZES) - 1)]
    weight = weight / weight[used].mean()
    module = Module()
    module.load_state_dict(module.state_dict() | start_from)

    steps = EPOCHS * math.ceil(used.sum() / BATCH)
    optimizer = torch.optim.AdamW(module.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1, pct_start=0.1)
    for _epoch in range(EPOCHS):
        order = random.permutation(np.flatnonzero(used))
        for begin in range(0, len(order), BATCH):
            batch = order[begin : begin + BATCH]
            share = weight[batch]
            batch = _varied(batch, matrix.variants, random)
            lengths = rows.end[batch] - rows.first[batch] + GAP
            of_row = rows_of(rows, batch)
            of_span = np.concatenate([np.arange(first_span[s], first_span[s + 1]) for s in batch])
            group = np.repeat(np.arange(len(batch)), first_span[batch + 1] - first_span[batch])
            shift = (np.cumsum(lengths) - lengths - rows.first[batch])[group]
            gold = matrix.gold[of_span] * share[group]
            gold /= np.bincount(group, matrix.gold[of_span])[group]
            score = module(
                torch.from_numpy(places[of_row]),
                torch.from_numpy((rows.kind[of_row] > 0).astype(np.float32)),
                torch.from_numpy(start[of_span] + shift),
                torch.from_numpy(end[of_span] + shift),
                torch.from_numpy(size[of_span]),
            )
            loss = -(torch.from_numpy(gold.astype(np.float32)) * _log_shares(score, torch.from_numpy(group))).sum()
            optimizer.zero_grad()
            (loss / len(batch)).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(module.parameters(), 5.0)
            optimizer.step()
            schedule.step()
    return _shipped(module)


def _varied(
    sentences: NDArray[np.int64], variants: Sequence[NDArray[np.int64]], random: np.random.Generator
) -> NDArray[np.int64]:
    """Some sentences in the place of which a variant of theirs stands."""
    pairs = zip(sentences, random.random((len(sentences), 2)), strict=True)
    return np.array(
        [
            variants[sentence][int(which * len(variants[sentence]))]
            if varied < VARIED and len(variants[sentence])
            else sentence
            for sentence, (varied, which) in pairs
        ]
    )


def _log_shares(score: Tensor, group: Tensor) -> Tensor:
    """Log probabilities of candidates among those of their sentence."""
    count = int(group[-1]) + 1
    top = torch.full((count,), -torch.inf).scatter_reduce(0, group, score.detach(), "amax")
    raised = score - top[group]
    return raised - torch.zeros(count).index_add(0, group, raised.exp()).log()[group]


def _shipped(module: Module) -> Network:
    """The weights in the precision of the file."""

    def matrix(values: Tensor, bits: int = 7) -> NDArray[np.float32]:
        array = values.detach().numpy().astype(np.float32)
        step = np.float32(step_of(array, bits))
        return np.ascontiguousarray(np.rint(array / step) * step)

    one, two = module.convolutions
    return Network(
        vectors=matrix(module.vectors.weight[:-1].clamp(-4, 4)),
        convolution_1=matrix(one.weight.T),
        added_1=matrix(one.bias, 15),
        convolution_2=matrix(two.weight.T),
        added_2=matrix(two.bias, 15),
        at_start=matrix(module.at_start.weight.T),
        at_end=matrix(module.at_end.weight.T),
        between=matrix(module.between.weight.T),
        by_size=matrix(module.by_size.weight),
        by_pieces=matrix(module.by_pieces.weight + module.at_start.bias),
        as_start=matrix(module.as_start.weight[0]),
        as_end=matrix(module.as_end.weight[0]),
        out=matrix(module.out.weight[0]),
    )
