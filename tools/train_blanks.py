"""Train the shipped blank-choice model.

    OMP_NUM_THREADS=1 python -m tools.train_blanks [--data ../shared/data] [--out FILE]

The same data give the same bytes. Needs torch and scipy (the ``train`` extra).
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np

from desktop.paths import atomic_write, resource
from tools.blank_pretraining import corpus_rows, pretrain
from tools.blank_training import build_matrix, read_items, surprisals, train


def main(arguments: list[str] | None = None) -> int:
    """Train and write; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("WENGU_DATA", "../shared/data")))
    parser.add_argument("--out", type=Path, default=resource("dictionaries", "blank_model.bin"))
    options = parser.parse_args(arguments)
    items = read_items(options.data / "blanks" / "train.jsonl")
    corpus = options.data / "corpus" / "documents.jsonl.xz"
    surprisal = surprisals(corpus)
    pretrained = pretrain(corpus_rows(corpus, surprisal))
    model = train(items, build_matrix(items, surprisal), np.ones(len(items), bool), surprisal, pretrained)
    content = model.to_bytes()
    atomic_write(options.out, content)
    features = np.count_nonzero(model.starts | model.ends)
    print(f"{options.out}: {len(content)} bytes, {features} features")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
