"""Training of the network that judges runs of words (`desktop.pipeline.phrase_ranker`).

Of each run it is told how often readers marked the same words in other documents, not in its own: so it learns how far
to trust that. The network is seeded and single-threaded: the same examples give the same weights.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from desktop.pipeline.lexicon import Lexicon
from desktop.pipeline.phrase_model import PhraseModel
from desktop.pipeline.phrase_patterns import find_forms
from desktop.pipeline.phrase_ranker import (
    DIMENSIONS,
    FEATURES,
    PARTS,
    VECTOR_SCALE,
    Ints,
    Ranker,
    Remembered,
    Singles,
    number_words,
    remembered_features,
    run_features,
)
from desktop.pipeline.phrases import closed_to_model, judged_runs, read_words, sure_forms
from tools.phrase_gold import MarkedText
from tools.phrase_word_vectors import Vectors

HIDDEN = 64
EPOCHS = 10
BATCH = 256
RATE = 3e-3
DECAY = 0.1
DROPPED = 0.1
SEED = 1
LEAST_LEARNT = 0.02
"""Of a run by its labels, unless it is a term: it learns from less likely ones too than it will judge."""
LEAST_PASSED = 3
"""How often readers read over a run that they never marked, for it to be remembered."""
_MOST_COUNTED = 255

Keys = NDArray[np.uint64]


class Examples(NamedTuple):
    """Runs of words: what the network is told of each but what readers did elsewhere, and whether they marked it."""

    told: Singles  # (runs, FEATURES - REMEMBERED)
    words: Singles  # (runs, PARTS * DIMENSIONS)
    keys: Keys
    documents: Ints  # a number for each document
    marked: NDArray[np.bool_]


def examples(
    texts: Iterable[MarkedText], model: PhraseModel, lexicon: Lexicon, vectors: Vectors, numbers: dict[str, int]
) -> Examples:
    """The runs of these texts, as ``model``, which was not trained on them, sees them.

    ``numbers`` has a number for each document, and is given those of the new ones.
    """
    found = []
    for text in texts:
        forms = list(find_forms(text.text))
        reading = read_words(text.text, lexicon, forms)
        labels = model.probabilities(reading.words, reading.known)
        closed = closed_to_model(text.text, sure_forms(text.text, forms))
        runs, keys, listed = judged_runs(lexicon, reading, labels, closed, LEAST_LEARNT)
        words = [word for word, _ in reading.words]
        starts, ends = np.array([0, *reading.ends])[runs.first], np.array(reading.ends)[runs.last]
        spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
        begins = [begin for begin, _ in text.documents]
        inside = [text.documents[bisect_right(begins, start) - 1][1] for start, _ in spans]
        found.append(
            Examples(
                run_features(words, number_words(words)[1], labels, runs, keys, listed),
                _word_parts(words, runs.first, runs.last, vectors),
                keys,
                np.array([numbers.setdefault(document, len(numbers)) for document in inside], np.int64),
                np.array([span in text.marked for span in spans], bool),
            )
        )
    return joined(found)


def joined(examples: Iterable[Examples]) -> Examples:
    """All of them as one."""
    return Examples(*map(np.concatenate, zip(*examples, strict=True)))


def remembered(learnt: Examples) -> Remembered:
    """How often each run was marked and read over in these."""
    keys, place = np.unique(learnt.keys, return_inverse=True)
    marked = np.bincount(place, learnt.marked)
    passed = np.bincount(place) - marked
    kept = (marked > 0) | (passed >= LEAST_PASSED)
    counts = np.minimum(np.stack([marked, passed], 1)[kept], _MOST_COUNTED).astype(np.uint8)
    return Remembered(keys[kept], counts)


def _elsewhere(learnt: Examples) -> NDArray[np.float64]:
    """What would be remembered of each run if its document had not been read: (runs, 2)."""
    _, run = np.unique(learnt.keys, return_inverse=True)
    here = run.astype(np.int64) * (int(learnt.documents.max()) + 1) + learnt.documents
    _, own = np.unique(here, return_inverse=True)
    marked, passed = (
        np.bincount(run, kept)[run] - np.bincount(own, kept)[own] for kept in (learnt.marked, ~learnt.marked)
    )
    passed[(marked == 0) & (passed < LEAST_PASSED)] = 0
    return np.minimum(np.stack([marked, passed], 1), _MOST_COUNTED)


def _word_parts(words: Sequence[str], first: Ints, last: Ints, vectors: Vectors) -> Singles:
    rows, table = vectors
    found = table[[0, *(rows.get(word, 0) for word in words), 0]] / VECTOR_SCALE
    passed = np.cumsum(found, 0)
    mean = (passed[last + 1] - passed[first]) / (last + 1 - first)[:, None]
    return np.hstack([found[first + 1], found[last + 1], found[first], found[last + 2], mean]).astype(np.float32)


def fit_ranker(learnt: Examples, vectors: Vectors) -> Ranker:
    """The network that tells best which of these runs are marked."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    everything = np.hstack([learnt.told, remembered_features(_elsewhere(learnt)), learnt.words])
    centre, spread = everything.mean(0, dtype=np.float64), everything.std(0, dtype=np.float64) + 1e-3
    told = torch.tensor(((everything - centre) / spread).astype(np.float32))
    marked = torch.tensor(learnt.marked.astype(np.float32))
    network = nn.Sequential(nn.Linear(told.shape[1], HIDDEN), nn.ReLU(), nn.Dropout(DROPPED), nn.Linear(HIDDEN, 1))
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(told) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    order = torch.Generator().manual_seed(SEED)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(told), generator=order).split(BATCH):
            optimizer.zero_grad()
            loss = functional.binary_cross_entropy_with_logits(network(told[batch])[:, 0], marked[batch])
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    first, last = network[0], network[3]
    weights = first.weight.detach().numpy().astype(np.float64).T / spread[:, None]
    added = first.bias.detach().numpy() - centre @ weights
    out = np.append(last.weight.detach().numpy()[0], last.bias.detach().numpy())
    by_words = weights[FEATURES:].reshape(PARTS, DIMENSIONS, HIDDEN)
    singles = (each.astype(np.float32) for each in (weights[:FEATURES], by_words, added, out))
    rows, table = vectors
    return Ranker(rows, remembered(learnt), table, *singles)


def untrained(vectors: Vectors) -> Ranker:
    """A network that knows nothing, for a model that is only asked for labels."""
    shapes = (FEATURES, 1), (PARTS, DIMENSIONS, 1), (1,), (2,)
    nothing = Remembered(np.zeros(1, np.uint64), np.zeros((1, 2), np.uint8))
    return Ranker(vectors[0], nothing, vectors[1], *(np.zeros(shape, np.float32) for shape in shapes))
