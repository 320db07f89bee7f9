"""Train the model of key phrases, resources/dictionaries/phrase_model.bin, on the passages that readers marked.

    python -m tools.train_phrases [--data ../shared/data] [--without SET …] [--out FILE]

The same marks, lexicon and texts give the same bytes. The set ``blind`` is never trained on.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycrfsuite

from desktop.pipeline.lexicon import Lexicon
from desktop.pipeline.phrase_model import KINDS, LABELS, SCALE, kind_features
from desktop.pipeline.phrase_patterns import find_forms
from desktop.pipeline.phrases import read_words
from tools.phrase_features import features
from tools.phrase_gold import ROOT, Spans, load_marked_articles, load_passages

TARGET = ROOT / "resources" / "dictionaries" / "phrase_model.bin"
LEXICON = ROOT / "resources" / "dictionaries" / "phrases.txt"
BLIND = "blind"
_LABEL_PENALTY = {"c1": 1.5, "c2": 0.1, "max_iterations": 80}  # L1, L2 of maximum entropy
_KIND_PENALTY = {"c1": 0.3, "c2": 0.1, "max_iterations": 60}

Example = tuple[list[str], str]  # features and the right label


def marked_texts(without: Iterable[str] = ()) -> Iterator[tuple[str, Spans]]:
    """Every marked text to train on, the five articles among them under the name ``articles``."""
    left_out = {BLIND, *without}
    if "articles" not in left_out:
        yield from ((article.text, article.settled) for article in load_marked_articles())
    for name, passages in load_passages().items():
        if name not in left_out:
            yield from ((passage.text, passage.marked) for passage in passages)


def examples(texts: Iterable[tuple[str, Spans]], lexicon: Lexicon) -> tuple[list[Example], list[Example]]:
    """What the labels, and what the kinds are learnt from."""
    labels, kinds = [], []
    for text, spans in texts:
        reading = read_words(text, lexicon, list(find_forms(text)))
        starts = {start: place for place, start in enumerate([0, *reading.ends[:-1]])}
        ends = {end: place for place, end in enumerate(reading.ends)}
        wanted = ["O"] * len(reading.words)
        for (start, end), kind in spans.items():
            first, last = starts.get(start), ends.get(end)
            if first is None or last is None:
                continue  # half a word: one mark in a hundred
            kinds.append((kind_features(reading.words[first : last + 1]), kind))
            wanted[first : last + 1] = ["B", *"I" * (last - first - 1), "E"] if last > first else ["S"]
        labels += zip(features(reading), wanted, strict=True)
    return labels, [(found, kind) for found, kind in kinds if kind in KINDS]


def train(learnt: list[Example], penalty: dict[str, float], columns: Iterable[str]) -> dict[str, list[int]]:
    """The weights of each feature, a column a label, in whole parts of ``SCALE``; features without any are left out."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(penalty)
    names: dict[str, int] = {}  # the library's own file cannot hold every character: it is given numbers
    for found, label in learnt:
        trainer.append([[str(names.setdefault(name, len(names))) for name in found]], [label])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        weights = tagger.info().state_features
        tagger.close()
    place = {label: index for index, label in enumerate(columns)}
    spelled = list(names)
    table: dict[str, list[int]] = {}
    for (number, label), weight in weights.items():
        if rounded := max(-127, min(127, round(weight * SCALE))):
            table.setdefault(spelled[int(number)], [0] * len(place))[place[label]] = rounded
    return dict(sorted(table.items()))


def packed(*tables: dict[str, list[int]]) -> bytes:
    """The file that ``PhraseModel.parse`` reads."""
    names = ["\x00".join(table).encode() for table in tables]
    weights = [array("b", [each for row in table.values() for each in row]).tobytes() for table in tables]
    header = " ".join(str(len(each)) for each in names).encode() + b"\n"
    return header + b"".join(part for pair in zip(names, weights, strict=True) for part in pair)


def model_bytes(without: Iterable[str] = ()) -> bytes:
    """A model trained on all marks but those of the sets ``without``."""
    labels, kinds = examples(marked_texts(without), Lexicon.parse(LEXICON.read_bytes()))
    return packed(train(labels, _LABEL_PENALTY, LABELS), train(kinds, _KIND_PENALTY, KINDS))


def main() -> None:
    """Train, write, and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=TARGET)
    given = parser.parse_args()
    if given.data:
        os.environ["WENGU_DATA"] = str(given.data)
    data = model_bytes(given.without)
    given.out.write_bytes(data)
    print(f"{given.out.name}: {len(data)} bytes")


if __name__ == "__main__":
    main()
