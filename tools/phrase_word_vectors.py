"""Vectors of words by their company in the shared texts, for the network that judges runs of words.

Positive pointwise mutual information with the word before, the word behind and the words two to five places off,
reduced by singular value decomposition.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import svds

from desktop.pipeline.phrase_ranker import DIMENSIONS, VECTOR_SCALE, Ints
from desktop.pipeline.segmentation import tag_known

LEAST_COUNT = 4
REACH = 5
SMOOTHED = 0.75  # the power of the frequency of neighbours

Vectors = tuple[dict[str, int], NDArray[np.int8]]


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
