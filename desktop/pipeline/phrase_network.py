"""The part of the phrase model that reads a sentence as a sequence: a small convolutional network.

Each word is the sum of vectors of the word, its characters, its tag, its size and what lists and forms say of it; two
convolutions let it see its neighbours in the sentence; from both come the log odds of the five labels. All sums are
exact (``arrays``): a sentence has the same ones on any machine, alone and among many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from desktop.pipeline.arrays import Floats, Ints, distinct, rounded

BUCKETS = {"w": 8192, "f": 2048, "l": 2048, "F": 4096, "L": 4096, "t": 64, "s": 8, "k": 256, "K": 512}
"""Vectors for words, first and last character, first and last two, tag, size, and what is known, in parts and whole."""
_BASES: dict[str, int] = dict(zip(BUCKETS, np.cumsum([0, *BUCKETS.values()]).tolist(), strict=False))
VECTORS = sum(BUCKETS.values())
WIDTH = 64
REACH = 2
"""Words that a convolution sees on each side, times its dilation."""
DILATIONS = (1, 2)
GAP = REACH * DILATIONS[-1]
"""Empty rows around each sentence: as far as a convolution reaches."""
LAYERS = {
    "vectors": (VECTORS, WIDTH),
    "convolution_1": (WIDTH * (2 * REACH + 1), WIDTH),
    "added_1": (WIDTH,),
    "convolution_2": (WIDTH * (2 * REACH + 1), WIDTH),
    "added_2": (WIDTH,),
    "out": (2 * WIDTH, 5),
    "added": (5,),
}
"""Shapes of the weights, in the order of the file; those of ``added…`` take two bytes each, the others one."""
_ROWS_AT_ONCE = 4096  # so that they stay in the processor's cache
_MOST_REMEMBERED = 100_000

Atom = tuple[str, str]  # a word and its part of speech
Key = TypeVar("Key", Atom, str)


class Words(NamedTuple):
    """Words of a text: ``atoms`` and ``known`` hold each once, ``atom`` and ``said`` tell which of them a word is."""

    atoms: Sequence[Atom]
    atom: Ints
    known: Sequence[str]  # what lists and forms say of a word, as ``phrase_model.known_words`` gives it
    said: Ints
    breaks: NDArray[np.bool_]  # whether a sentence ends with the word


class Layers(NamedTuple):
    """Weights: matrices (inputs, outputs), and what is added to the outputs."""

    vectors: Floats
    convolution_1: Floats
    added_1: Floats
    convolution_2: Floats
    added_2: Floats
    out: Floats  # the inputs are what the convolutions found, then the word itself
    added: Floats


@dataclass(frozen=True)
class PhraseNetwork:
    """The weights, and of words seen before the places of their vectors."""

    layers: Layers
    _places: dict[Atom | str, list[int]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def parse(cls, steps: Sequence[str], data: bytes) -> PhraseNetwork:
        """Read the weights, and for each of ``LAYERS`` the binary logarithm of its unit."""
        layers, start = [], 0
        for (name, shape), step in zip(LAYERS.items(), steps, strict=True):
            weights = np.frombuffer(data, "<i2" if name.startswith("added") else np.int8, int(np.prod(shape)), start)
            start += weights.nbytes
            layers.append(weights.reshape(shape).astype(np.float32) * np.float32(2.0 ** int(step)))
        return cls(Layers(*layers))

    def log_odds(self, words: Words) -> Floats:
        """The log odds of the five labels, a row a word."""
        layers = self.layers
        pairs, pair = distinct(words.atom * len(words.known) + words.said)
        atom, said = np.divmod(pairs, len(words.known))
        own = np.zeros((len(pairs) + 1, WIDTH), np.float32)  # the last row stands for the gaps
        own[:-1] = rounded(self._summed(words.atoms, atom_places)[atom] + self._summed(words.known, known_places)[said])
        seen = [own @ part for part in np.split(layers.convolution_1, 2 * REACH + 1)]  # of each word at each distance
        itself = own @ layers.out[WIDTH:] + layers.added

        row = np.arange(len(pair)) + GAP
        row[1:] += np.cumsum(words.breaks[:-1]) * GAP
        laid = np.full(int(row[-1]) + GAP + 1, len(pairs), np.int64)
        laid[row] = pair
        gaps = laid == len(pairs)
        # What lies beyond both ends is gap, too.
        hidden = np.zeros((len(laid) + GAP, WIDTH), np.float32)
        for start in range(GAP, len(laid), _ROWS_AT_ONCE):
            here = slice(start, min(start + _ROWS_AT_ONCE, len(laid) - REACH))
            sums = seen[0].take(laid[here.start - REACH : here.stop - REACH], 0)
            for place in range(1, 2 * REACH + 1):
                sums += seen[place].take(laid[here.start - REACH + place : here.stop - REACH + place], 0)
            sums += layers.added_1
            hidden[here] = rounded(sums)
        hidden[:-GAP][gaps] = 0
        found = np.empty((len(laid), len(layers.added)), np.float32)
        parts = np.split(layers.convolution_2, 2 * REACH + 1)
        for start in range(GAP, len(laid), _ROWS_AT_ONCE):
            stop = min(start + _ROWS_AT_ONCE, len(laid))
            sums = hidden[start:stop] @ parts[REACH]
            for place in (*range(REACH), *range(REACH + 1, 2 * REACH + 1)):
                step = (place - REACH) * DILATIONS[1]
                sums += hidden[start + step : stop + step] @ parts[place]
            sums += layers.added_2
            both = rounded(sums)
            both += hidden[start:stop]
            found[start:stop] = rounded(both) @ layers.out[:WIDTH] + itself.take(laid[start:stop], 0)
        return found[row]

    def _summed(self, keys: Sequence[Key], places_of: Callable[[Key], list[int]]) -> Floats:
        """The sums of the vectors of each of the ``keys``."""
        if len(self._places) > _MOST_REMEMBERED:
            self._places.clear()
        places = [self._places.get(key) or self._places.setdefault(key, places_of(key)) for key in keys]
        flat = np.fromiter(chain.from_iterable(places), np.int64)
        ends = np.cumsum([len(each) for each in places])
        sums: Floats = np.add.reduceat(self.layers.vectors[flat], np.concatenate([[0], ends[:-1]]))
        return sums


def atom_places(atom: Atom) -> list[int]:
    """Which vectors a word and its tag are the sum of."""
    word, tag = atom
    parts = [("w", word), ("f", word[0]), ("l", word[-1]), ("t", tag), ("s", str(min(len(word), 5)))]
    if len(word) > 1:
        parts += [("F", word[:2]), ("L", word[-2:])]
    return [_place(*part) for part in parts]


def known_places(known: str) -> list[int]:
    """Which vectors stand for what lists and forms say of a word."""
    return [_place("K", known), *(_place("k", part) for part in known.split())]


def _place(sort: str, value: str) -> int:
    return _BASES[sort] + crc32((sort + value).encode()) % BUCKETS[sort]
