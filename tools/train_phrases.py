"""Train the model of key phrases, resources/dictionaries/phrase_model.bin, on the passages that readers marked.

    python -m tools.train_phrases [--data ../shared/data] [--out FILE]

The same marks, lexicon and texts give the same bytes. The set ``blind`` is never trained on. The network that judges
runs of words learns from what weights for labels say that were trained without the document in question: a set of
weights for each fold, and one from all.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import pycrfsuite

from desktop.pipeline.lexicon import Lexicon
from desktop.pipeline.phrase_model import KINDS, LABELS, SCALE, PhraseModel, kind_features
from desktop.pipeline.phrase_patterns import find_forms
from desktop.pipeline.phrases import extract_phrases, read_words
from desktop.services.text_tools import TextTools
from tools.eval_phrases import Score, by_kind, compare, total
from tools.phrase_features import features
from tools.phrase_gold import ROOT, MarkedText, Spans, load_marked_articles, load_passages, shared_folder
from tools.phrase_packing import WeightTable, packed
from tools.phrase_ranker_training import examples as run_examples
from tools.phrase_ranker_training import fit_ranker, joined, untrained
from tools.phrase_word_vectors import word_vectors

TARGET = ROOT / "resources" / "dictionaries" / "phrase_model.bin"
BLIND = "blind"
STATEMENTS = ("blanks/", "choices/")
_LABEL_PENALTY = {"c1": 1.5, "c2": 0.1, "max_iterations": 80}  # L1, L2 of maximum entropy
FOLDS = 5
_KIND_PENALTY = {"c1": 1.0, "c2": 0.1, "max_iterations": 60}

Example = tuple[list[str], str]  # features and the right label


def marked_texts() -> dict[str, list[MarkedText]]:
    """Every marked text by set, but for the set ``blind``; the five articles are the set ``articles``."""
    articles = [MarkedText(each.text, each.settled, [(0, f"articles:{each.name}")]) for each in load_marked_articles()]
    sets = {
        name: [MarkedText(each.text, each.marked, each.documents) for each in passages]
        for name, passages in load_passages().items()
        if name != BLIND
    }
    return {"articles": articles, **sets}


def in_folds() -> list[tuple[int, MarkedText]]:
    """All marked texts, each with its fold: that of its document, or of its set if it is made of single statements."""
    return [
        (crc32((name if text.documents[0][1].startswith(STATEMENTS) else text.documents[0][1]).encode()) % FOLDS, text)
        for name, texts in marked_texts().items()
        for text in texts
    ]


def examples(texts: Iterable[MarkedText], lexicon: Lexicon) -> tuple[list[Example], list[Example]]:
    """What the labels, and what the kinds are learnt from."""
    labels: list[Example] = []
    kinds: list[Example] = []
    for text, spans, _ in texts:
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


def train(learnt: list[Example], penalty: dict[str, float], columns: Iterable[str]) -> WeightTable:
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
    table: WeightTable = {}
    for (number, label), weight in weights.items():
        if rounded := max(-127, min(127, round(weight * SCALE))):
            table.setdefault(spelled[int(number)], [0] * len(place))[place[label]] = rounded
    return dict(sorted(table.items()))


class Trained(NamedTuple):
    """The model from all marks, and of each fold the one that has not seen it."""

    data: bytes  # of the file
    without: list[PhraseModel]


def _tables(texts: Sequence[MarkedText]) -> tuple[WeightTable, WeightTable]:
    """The weights for labels and those for kinds, trained on these texts."""
    labels, kinds = examples(texts, TextTools().lexicon)
    return train(labels, _LABEL_PENALTY, LABELS), train(kinds, _KIND_PENALTY, KINDS)


def train_all() -> Trained:
    """Train on all folds but each, and on all."""
    marked = in_folds()
    others = [[text for own, text in marked if own != fold] for fold in (*range(FOLDS), None)]
    with ProcessPoolExecutor() as pool:
        tables = list(pool.map(_tables, others))
    vectors, lexicon = word_vectors(shared_folder()), TextTools().lexicon
    blank = untrained(vectors)
    documents: dict[str, int] = {}
    learnt = [
        run_examples(
            [text for own, text in marked if own == fold],
            PhraseModel.parse(packed(*weights, blank)),
            lexicon,
            vectors,
            documents,
        )
        for fold, weights in zip(range(FOLDS), tables, strict=False)
    ]

    def data(without: int | None = None) -> bytes:
        ranker = fit_ranker(joined(each for fold, each in enumerate(learnt) if fold != without), vectors)
        return packed(*tables[-1 if without is None else without], ranker)

    return Trained(data(), [PhraseModel.parse(data(fold)) for fold in range(FOLDS)])


def report_held_out(without: Sequence[PhraseModel]) -> None:
    """Print how well each fold is marked by the model that has not seen it."""
    lexicon = TextTools().lexicon
    scores: list[Score] = []
    marked: list[tuple[Spans, Spans]] = []
    texts = in_folds()
    for fold, model in enumerate(without):
        pairs = [
            (
                {(each.start, each.end): str(each.kind) for each in extract_phrases(text.text, lexicon, model)},
                text.marked,
            )
            for own, text in texts
            if own == fold
        ]
        scores.append(total([compare(*pair) for pair in pairs]))
        print(f"  documents of fold {fold} left out: {scores[-1]}")
        marked += pairs
    print(f"  all left out in turn: {total(scores)}")
    for kind, score in by_kind(marked).items():
        print(f"    {kind:<10} {score}")


def main() -> None:
    """Train, write, and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    given = parser.parse_args()
    if given.data:
        os.environ["WENGU_DATA"] = str(given.data)
    trained = train_all()
    given.out.write_bytes(trained.data)
    print(f"{given.out.name}: {len(trained.data)} bytes")
    report_held_out(trained.without)


if __name__ == "__main__":
    main()
