"""Training of the network in the model of key phrases (`desktop.pipeline.phrase_network`).

It first guesses hidden words of unlabelled sentences, and from that start learns the readers' marks. Seeded and
single-threaded: the same texts give the same weights.
"""

from __future__ import annotations

import json
import lzma
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from desktop.pipeline.arrays import MOST, Ints
from desktop.pipeline.blank_model import step_of
from desktop.pipeline.lexicon import Lexicon
from desktop.pipeline.phrase_model import BREAKS, LABELS
from desktop.pipeline.phrase_network import (
    DILATIONS,
    GAP,
    LAYERS,
    REACH,
    VECTORS,
    WIDTH,
    Atom,
    atom_places,
    known_places,
)
from desktop.pipeline.phrase_patterns import find_forms
from desktop.pipeline.phrases import read_words

SEED = 1
BATCH = 32
HIDDEN_WORDS = 0.2
LEAST_COUNT = 5
"""A rarer word is not guessed."""
LEAST_WORDS = 4
"""A shorter sentence of the corpus is not read."""
_NOT_LABELLED = -1


class Course(NamedTuple):
    """How something is learnt: rounds over all sentences, the highest rate, the shares of what is dropped."""

    rounds: int
    rate: float
    dropped_inputs: float
    dropped: float


GUESSING = Course(1, 2e-3, 0.1, 0.1)
MARKING = Course(8, 3e-3, 0.4, 0.4)

Told = tuple[Atom, str]  # a word with its tag, and what lists and forms say of it
Sentence = Sequence[Told]


class Sentences(NamedTuple):
    """Sentences as rows: row ``r`` is ``kind[r]``, the sum of the vectors ``places[kind[r]]``; kind 0 is a gap."""

    places: Ints
    kind: Ints
    word: Ints
    first: Ints
    end: Ints

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Sentences:
        """The sentences one under another, with gaps between them."""
        kinds: dict[Told, int] = {}
        words: dict[str, int] = {}
        word = [0]
        kind, first, end = [0] * GAP, [], []
        for sentence in sentences:
            first.append(len(kind))
            for told in sentence:
                if told not in kinds:
                    kinds[told] = len(kinds) + 1
                    word.append(words.setdefault(told[0][0], len(words) + 1))
                kind.append(kinds[told])
            end.append(len(kind))
            kind += [0] * GAP
        places = [[], *(atom_places(atom) + known_places(known) for atom, known in kinds)]
        most = max(map(len, places))
        padded = np.array([each + [VECTORS] * (most - len(each)) for each in places])
        rows = np.array(kind)
        return cls(padded, rows, np.array(word)[rows], np.array(first), np.array(end))

    def rows(self, sentences: Iterable[int]) -> Ints:
        """The rows of sentences, each with the gap behind it."""
        return np.concatenate([np.arange(self.first[each], self.end[each] + GAP) for each in sentences])


class Module(nn.Module):
    """The same network with dropout of inputs and of activations; the vector at ``VECTORS`` is zero."""

    def __init__(self, dropped_inputs: float, dropped: float) -> None:
        super().__init__()
        self.dropped_inputs, self.dropped = dropped_inputs, dropped
        self.vectors = nn.EmbeddingBag(VECTORS + 1, WIDTH, mode="sum", padding_idx=VECTORS)
        nn.init.normal_(self.vectors.weight, 0, 0.05)
        self.convolutions = nn.ModuleList(nn.Linear(WIDTH * (2 * REACH + 1), WIDTH) for _ in DILATIONS)
        self.out = nn.Linear(2 * WIDTH, len(LABELS))

    def read(self, places: Ints) -> tuple[Tensor, Tensor]:
        """What each row is among its neighbours, and by itself."""
        filled = torch.from_numpy((places[:, :1] < VECTORS).astype(np.float32))
        parts = torch.from_numpy(places)
        if self.training:
            parts = parts.masked_fill(torch.rand(parts.shape) < self.dropped_inputs, VECTORS)
        own = hidden = self._active(self.vectors(parts)) * filled
        for layer, (convolution, dilation) in enumerate(zip(self.convolutions, DILATIONS, strict=True)):
            around = torch.cat([torch.roll(hidden, -k * dilation, 0) for k in range(-REACH, REACH + 1)], 1)
            found = self._active(convolution(around)) * filled
            hidden = found + hidden if layer else found
        return hidden.clamp(max=float(MOST)), own

    def forward(self, places: Ints) -> Tensor:
        """The log odds of the labels of each row."""
        return self.out(torch.cat(self.read(places), 1))

    def _active(self, values: Tensor) -> Tensor:
        return functional.dropout(values.clamp(0, float(MOST)), self.dropped, self.training)


def corpus_sentences(corpus: Path, lexicon: Lexicon) -> list[Sentence]:
    """The different sentences of ``corpus/documents.jsonl.xz``, in the order of the file."""
    found: dict[tuple[Told, ...], None] = {}
    for line in lzma.decompress(corpus.read_bytes()).decode("utf-8").splitlines():
        text = json.loads(line)["text"]
        reading = read_words(text, lexicon, list(find_forms(text)))
        told = list(zip(reading.words, reading.known, strict=True))
        for start, end in sentence_borders(reading.words):
            if end - start >= LEAST_WORDS:
                found[tuple(told[start:end])] = None
    return list(found)


def sentence_borders(words: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """First word and the one behind the last of each sentence, as the network sees them."""
    start = 0
    for place, (word, _) in enumerate(words, 1):
        if word in BREAKS or place == len(words):
            yield start, place
            start = place


def pretrain(sentences: Sentences) -> dict[str, Tensor]:
    """The vectors and convolutions of a network that guesses hidden words from those around them."""
    random = _seeded()
    _, of_row, count = np.unique(sentences.word, return_inverse=True, return_counts=True)
    guessed = (count >= LEAST_COUNT)[of_row] & (sentences.kind > 0)
    answer = (np.cumsum(count >= LEAST_COUNT) - 1)[of_row]
    module = Module(GUESSING.dropped_inputs, GUESSING.dropped)
    guess = nn.Linear(WIDTH, int((count >= LEAST_COUNT).sum()))

    def loss(rows: Ints) -> Tensor:
        hidden = (random.random(len(rows)) < HIDDEN_WORDS) & guessed[rows]
        places = np.where(hidden[:, None], VECTORS, sentences.places[sentences.kind[rows]])
        found = guess(module.read(places)[0][torch.from_numpy(hidden)])
        return functional.cross_entropy(found, torch.from_numpy(answer[rows[hidden]]))

    _learn(sentences, random, [*module.parameters(), *guess.parameters()], loss, GUESSING)
    kept = ("vectors.", "convolutions.")
    return {name: values for name, values in module.state_dict().items() if name.startswith(kept)}


def fit(sentences: Sentences, labels: Sequence[str], start_from: Mapping[str, Tensor]) -> tuple[list[int], bytes]:
    """The network for these labels, as the file holds it; it begins with the weights ``start_from``."""
    random = _seeded()
    wanted = np.full(len(sentences.kind), _NOT_LABELLED)
    for first, marks in zip(sentences.first, labels, strict=True):
        wanted[first : first + len(marks)] = [LABELS.index(label) for label in marks]
    module = Module(MARKING.dropped_inputs, MARKING.dropped)
    module.load_state_dict(module.state_dict() | start_from)

    def loss(rows: Ints) -> Tensor:
        found = module(sentences.places[sentences.kind[rows]])
        return functional.cross_entropy(found, torch.from_numpy(wanted[rows]), ignore_index=_NOT_LABELLED)

    _learn(sentences, random, list(module.parameters()), loss, MARKING)
    return _packed(module)


def _seeded() -> np.random.Generator:
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    return np.random.default_rng(SEED)


def _learn(
    sentences: Sentences,
    random: np.random.Generator,
    parameters: list[nn.Parameter],
    loss: Callable[[Ints], Tensor],
    how: Course,
) -> None:
    """Make the ``loss`` over the rows of some sentences small, in rounds over all of them."""
    steps = how.rounds * math.ceil(len(sentences.first) / BATCH)
    optimizer = torch.optim.AdamW(parameters, lr=how.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, how.rate, total_steps=steps + 1, pct_start=0.1)
    for _round in range(how.rounds):
        order = random.permutation(len(sentences.first))
        for begin in range(0, len(order), BATCH):
            optimizer.zero_grad()
            loss(sentences.rows(order[begin : begin + BATCH])).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(parameters, 5.0)
            optimizer.step()
            schedule.step()


def _packed(module: Module) -> tuple[list[int], bytes]:
    """The units of the layers, as binary logarithms, and their weights in the precision of the file."""
    one, two = module.convolutions
    values = {
        "vectors": module.vectors.weight[:-1].clamp(-4, 4),
        "convolution_1": one.weight.T,
        "added_1": one.bias,
        "convolution_2": two.weight.T,
        "added_2": two.bias,
        "out": module.out.weight.T,
        "added": module.out.bias,
    }
    steps, parts = [], []
    for name in LAYERS:
        array = values[name].detach().numpy().astype(np.float32)
        wide = name.startswith("added")
        step = step_of(array, 15 if wide else 7)
        steps.append(round(math.log2(step)))
        parts.append(np.rint(array / step).astype("<i2" if wide else np.int8).tobytes())
    return steps, b"".join(parts)
