"""What the blank-choice model knows about words: how common they are, and groups of words in like company.

Groups are found in plain text without labels: words by what stands one and two places before and after them
(positive pointwise mutual information), in 80 numbers (singular value decomposition), by spherical k-means.
"""

from __future__ import annotations

import json
import lzma
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import svds

from desktop.pipeline import segmentation
from desktop.pipeline.blank_candidates import split_pieces
from desktop.pipeline.blank_features import UNKNOWN, WordFacts

VOCABULARY = 25_000
GROUPS = 250
LEAST_IN_GROUP = 5
"""A rarer word has no group."""
DIMENSIONS = 80
ROUNDS = 25

Floats = NDArray[np.float64]


def read_corpus(path: Path) -> list[str]:
    """The texts of ``corpus/documents.jsonl.xz``."""
    return [json.loads(line)["text"] for line in lzma.decompress(path.read_bytes()).decode("utf-8").splitlines()]


def word_facts(documents: Sequence[str], sentences: Iterable[str]) -> dict[str, WordFacts]:
    """What is known about each word, from official documents and other sentences, all without labels."""
    common = _surprisals(documents)
    found = (part for text in documents for part in re.findall(r"[^。！？\n]+[。！？]?", text))
    official = sorted({part.strip() for part in found if 10 <= len(part.strip()) <= 200})
    groups = _groups([split_pieces(segmentation.tagged(text)).words for text in [*official, *sentences]])
    return {word: (*common.get(word, UNKNOWN)[:2], groups.get(word, UNKNOWN[2])) for word in {**common, **groups}}


def _surprisals(documents: Sequence[str]) -> dict[str, tuple[int, int]]:
    """How common each word is in general Chinese (jieba's counts) and in official texts, 0 to 63."""
    import jieba

    general: dict[str, int] = {}
    with jieba.get_dict_file() as file:
        for line in file.read().decode("utf-8").splitlines():
            word, count, _tag = line.split(" ")
            general[word] = int(count)
    official: Counter[str] = Counter()
    for text in documents:
        official.update(segmentation.cut(text))
    words = sorted(general, key=lambda word: (-general[word] - 50 * official[word], word))[:VOCABULARY]

    def bucket(count: int, total: int) -> int:
        return 63 if not count else min(62, round(3 * math.log2(total / count)))

    whole, official_whole = sum(general.values()), official.total()
    return {word: (bucket(general[word], whole), bucket(official[word], official_whole)) for word in words}


def _groups(texts: Sequence[Sequence[str]]) -> dict[str, str]:
    """Names of groups of the words that are frequent enough."""
    counts = Counter(word for words in texts for word in words)
    vocabulary = sorted(word for word, count in counts.items() if count >= LEAST_IN_GROUP and "\n" not in word)
    vectors = _vectors(texts, vocabulary)
    frequency = np.array([counts[word] for word in vocabulary], float)
    chosen = _clusters(vectors, frequency)
    return {word: f"#{group}" for word, group in zip(vocabulary, chosen.tolist(), strict=True)}


def _vectors(texts: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> Floats:
    """One row of unit length a word."""
    number = {word: index for index, word in enumerate(vocabulary)}
    size = len(vocabulary)
    rows = [np.array([number.get(word, -1) for word in words]) for words in texts]
    parts = []
    for distance in (1, 2):
        before = np.concatenate([row[:-distance] for row in rows if len(row) > distance])
        after = np.concatenate([row[distance:] for row in rows if len(row) > distance])
        known = (before >= 0) & (after >= 0)
        ones = np.ones(np.count_nonzero(known))
        pairs = sparse.coo_matrix((ones, (before[known], after[known])), shape=(size, size)).tocsr()
        parts += [pairs, pairs.T.tocsr()]
    seen = sparse.hstack(parts).tocsr()
    total = seen.sum()
    of_word = np.asarray(seen.sum(1)).ravel() + 1e-9
    of_company = np.asarray(seen.sum(0)).ravel() ** 0.75
    of_company *= total / of_company.sum()
    seen = seen.tocoo()
    information = np.log(np.maximum(1e-9, seen.data * total / (of_word[seen.row] * of_company[seen.col])))
    kept = information > 0
    positive = sparse.csr_matrix((information[kept], (seen.row[kept], seen.col[kept])), shape=seen.shape)
    left, strength, _right = svds(positive, k=DIMENSIONS, v0=np.ones(size))
    vectors = left * np.sqrt(strength)
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9))


def _clusters(vectors: Floats, frequency: Floats) -> NDArray[np.int64]:
    """A group for each row; the most frequent words begin one each."""
    centres = vectors[np.argsort(-frequency, kind="stable")[:GROUPS]]
    weighted = vectors * np.sqrt(frequency)[:, None]
    chosen = np.zeros(len(vectors), np.int64)
    for _round in range(ROUNDS):
        chosen = (vectors @ centres.T).argmax(1)
        for group in range(len(centres)):
            middle = weighted[chosen == group].sum(0)
            length = np.linalg.norm(middle)
            if length:
                centres[group] = middle / length
    return chosen
