"""Training of the network that judges runs of words (`desktop.pipeline.phrase_ranker`).

The vectors of words come from their company in the shared texts: positive pointwise mutual information with the word
before, the word behind and the words two to five places off, reduced by singular value decomposition. The network is
seeded and single-threaded: the same examples give the same weights.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import svds
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
    Singles,
    number_words,
    run_features,
)
from desktop.pipeline.phrases import closed_to_model, judged_runs, read_words, sure_forms
from desktop.pipeline.segmentation import tag_known

HIDDEN = 64
EPOCHS = 10
BATCH = 256
RATE = 3e-3
DECAY = 0.1
DROPPED = 0.1
SEED = 1
LEAST_COUNT = 4
LEAST_LEARNT = 0.02
"""Of a run by its labels: it learns from less likely ones too than it will judge."""
REACH = 5
SMOOTHED = 0.75  # the power of the frequency of neighbours

Spans = dict[tuple[int, int], str]
Vectors = tuple[dict[str, int], NDArray[np.int8]]


class Examples(NamedTuple):
    """Runs of words: what the network is told of each, and whether readers marked it."""

    told: Singles  # (runs, FEATURES + PARTS * DIMENSIONS)
    marked: NDArray[np.bool_]


def word_vectors(folder: Path) -> Vectors:
    """The row of each word that is frequent enough (row 0 is for all others), and the vectors."""
    words = [word for word, _ in tag_known("\n".join(_texts(folder)))]
    frequent = [word for word, count in sorted(Counter(words).items()) if count >= LEAST_COUNT]
    rows = {word: row for row, word in enumerate(frequent, 1)}
    places = np.array([rows.get(word, 0) - 1 for word in words])
    size = len(frequent)
    company = [_information(_together(places, [offset], size)) for offset in (1, -1)]
    company.append(_information(_together(places, [*range(2, REACH + 1), *range(-REACH, -1)], size)))
    left, strength, _ = svds(sparse.hstack(company).tocsr(), k=DIMENSIONS, random_state=0)
    found = left * np.sqrt(strength)
    found /= np.linalg.norm(found, axis=1, keepdims=True) + 1e-9
    vectors = np.zeros((size + 1, DIMENSIONS), np.int8)
    vectors[1:] = np.rint(found * VECTOR_SCALE)
    return rows, vectors


def _texts(folder: Path) -> Iterator[str]:
    documents = lzma.decompress((folder / "corpus" / "documents.jsonl.xz").read_bytes()).decode()
    yield from (json.loads(line)["text"] for line in documents.splitlines())
    for line in (folder / "blanks" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]
    for line in (folder / "choices" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        options = item["options"]
        yield "\n".join([item["stem"], *(options.values() if isinstance(options, dict) else options)])


def _together(places: Ints, offsets: Iterable[int], size: int) -> sparse.csr_matrix:
    """How often each word stands beside each other one."""
    found = sparse.csr_matrix((size, size))
    for offset in offsets:
        here, there = (places[:-offset], places[offset:]) if offset > 0 else (places[-offset:], places[:offset])
        both = (here >= 0) & (there >= 0)
        found = found + sparse.csr_matrix((np.ones(both.sum()), (here[both], there[both])), (size, size))
    return found


def _information(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    table = counts.tocoo()
    whole, row = table.sum(), np.asarray(table.sum(1)).ravel()
    column = np.asarray(table.sum(0)).ravel() ** SMOOTHED
    column *= whole / column.sum()
    value = np.log(table.data * whole / (row[table.row] * column[table.col]))
    positive = value > 0
    return sparse.csr_matrix((value[positive], (table.row[positive], table.col[positive])), table.shape)


def examples(texts: Iterable[tuple[str, Spans]], model: PhraseModel, lexicon: Lexicon, vectors: Vectors) -> Examples:
    """The runs of these texts, as ``model``, which was not trained on them, sees them."""
    told, marked = [], []
    for text, spans in texts:
        forms = list(find_forms(text))
        reading = read_words(text, lexicon, forms)
        labels = model.probabilities(reading.words, reading.known)
        closed = closed_to_model(text, sure_forms(text, forms))
        runs, listed = judged_runs(reading, labels, closed, LEAST_LEARNT)
        words = [word for word, _ in reading.words]
        told.append(
            np.hstack(
                [
                    run_features(words, number_words(words)[1], labels, runs, listed),
                    _word_parts(words, runs.first, runs.last, vectors),
                ]
            )
        )
        starts = [0, *reading.ends]
        borders = zip(runs.first.tolist(), runs.last.tolist(), strict=True)
        marked += [(starts[first], starts[last + 1]) in spans for first, last in borders]
    return Examples(np.concatenate(told), np.array(marked))


def _word_parts(words: list[str], first: Ints, last: Ints, vectors: Vectors) -> Singles:
    rows, table = vectors
    found = table[[0, *(rows.get(word, 0) for word in words), 0]] / VECTOR_SCALE
    passed = np.cumsum(found, 0)
    mean = (passed[last + 1] - passed[first]) / (last + 1 - first)[:, None]
    return np.hstack([found[first + 1], found[last + 1], found[first], found[last + 2], mean]).astype(np.float32)


def fit_ranker(learnt: Examples, vectors: Vectors) -> Ranker:
    """The network that tells best which of these runs are marked."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    centre, spread = learnt.told.mean(0, dtype=np.float64), learnt.told.std(0, dtype=np.float64) + 1e-3
    told = torch.tensor(((learnt.told - centre) / spread).astype(np.float32))
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
    return Ranker(*vectors, *singles)


def untrained(vectors: Vectors) -> Ranker:
    """A network that knows nothing, for a model that is only asked for labels."""
    shapes = (FEATURES, 1), (PARTS, DIMENSIONS, 1), (1,), (2,)
    return Ranker(*vectors, *(np.zeros(shape, np.float32) for shape in shapes))
