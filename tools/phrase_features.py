"""All features of a word together, as training sees them; the program sums them part by part."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.pipeline.phrase_model import (
    beside_features,
    known_features,
    seam_features,
    shape,
    shape_features,
    tag_features,
    word_features,
)
from desktop.pipeline.phrases import Reading

_EDGE = ("^", "^")


def features(reading: Reading) -> Iterator[list[str]]:
    """What the model sees of each word."""
    atoms = [_EDGE, _EDGE, *reading.words, _EDGE, _EDGE]
    known = ["", *reading.known, ""]
    for place in range(len(reading.words)):
        first, before, atom, after, last = atoms[place : place + 5]
        yield [
            *word_features(first, -2), *word_features(before, -1), *word_features(atom, 0),
            *word_features(after, 1), *word_features(last, 2),
            *tag_features(first[1], before[1], atom[1])[2], *tag_features(before[1], atom[1], after[1])[1],
            *tag_features(atom[1], after[1], last[1])[0],
            *shape_features(shape(before[0]), shape(atom[0]), shape(after[0])),
            *beside_features(before[0], atom[1], -1), *beside_features(after[0], atom[1], 1),
            *seam_features(atom[0][-1], after[0][0]),
            *(each for offset in (-1, 0, 1) for each in known_features(known[place + 1 + offset], offset, atom)),
        ]  # fmt: skip
