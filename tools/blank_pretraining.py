"""What the network in the blank-choice model starts from: what it learns of unlabelled texts by guessing hidden words.

Seeded and single-threaded: the same texts give the same weights.
"""

from __future__ import annotations

import json
import lzma
import re
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from desktop.pipeline import segmentation
from desktop.pipeline.blank_features import describe
from desktop.pipeline.blank_rows import Rows, lay_out, split_words
from tools.blank_network_training import NO_VECTOR, RATE, SEED, WIDTH, Module, piece_places, rows_of

HIDDEN_PIECES = 0.2
DROPPED_INPUTS = 0.1
DROPPED = 0.1
BATCH = 32
ROUNDS = 3
LEAST_COUNT = 5
"""A rarer word is not guessed."""
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_SIZES = range(5, 400)


def corpus_rows(corpus: Path, surprisal: dict[str, tuple[int, int]]) -> Rows:
    """The different sentences of ``corpus/documents.jsonl.xz``, in the order of the file."""
    sentences: dict[str, None] = {}
    for line in lzma.decompress(corpus.read_bytes()).decode("utf-8").splitlines():
        found = (part.strip() for part in _SENTENCE.findall(json.loads(line)["text"]))
        sentences.update((part, None) for part in found if len(part) in _SIZES)
    return lay_out(*split_words((segmentation.tag_pairs(sentence) for sentence in sentences), surprisal))


def pretrain(rows: Rows) -> dict[str, Tensor]:
    """The vectors and convolutions of a network that guesses hidden words from those around them, in `ROUNDS`."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    random = np.random.default_rng(SEED)
    _, of_row, count = np.unique(rows.column("word"), return_inverse=True, return_counts=True)
    guessed = (count >= LEAST_COUNT)[of_row] & (rows.kind > 0)
    answer = (np.cumsum(count >= LEAST_COUNT) - 1)[of_row]
    places = piece_places(rows, describe(rows))
    module = Module(DROPPED_INPUTS, DROPPED)
    guess = nn.Linear(WIDTH, int((count >= LEAST_COUNT).sum()))
    parameters = [*module.parameters(), *guess.parameters()]
    batches = range(0, len(rows.first), BATCH)
    steps = ROUNDS * len(batches)
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1, pct_start=0.1)
    for _round in range(ROUNDS):
        order = random.permutation(len(rows.first))
        for begin in batches:
            row = rows_of(rows, order[begin : begin + BATCH])
            hidden = (random.random(len(row)) < HIDDEN_PIECES) & guessed[row]
            seen = np.where(hidden[:, None], NO_VECTOR, places[row])
            filled = (rows.kind[row] > 0).astype(np.float32)
            found = guess(module.read(torch.from_numpy(seen), torch.from_numpy(filled))[torch.from_numpy(hidden)])
            loss = functional.cross_entropy(found, torch.from_numpy(answer[row[hidden]]))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(parameters, 5.0)
            optimizer.step()
            schedule.step()
    kept = ("vectors.", "convolutions.")
    return {name: values for name, values in module.state_dict().items() if name.startswith(kept)}
