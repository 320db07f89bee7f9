"""The file of the model of key phrases, as `desktop.pipeline.phrase_model` reads it."""

from __future__ import annotations

from array import array
from itertools import chain

import numpy as np

from desktop.pipeline.phrase_model import JOINT
from desktop.pipeline.phrase_ranker import Ranker

WeightTable = dict[str, list[int]]  # of each feature, a column a label or kind, in parts of ``SCALE``


def split_joint(name: str) -> tuple[str, list[str]] | None:
    """How a feature of several words together begins, and its parts; None if it is of one word."""
    prefix = next((each for each in JOINT if name.startswith(each)), None)
    if prefix is None:
        return None
    rest = name[len(prefix) :]
    if prefix == ">sp":
        return prefix, [rest[0], rest[1:]]
    parts = rest.rsplit("|", 1) if prefix in ("-1wt", "1wt") else rest.split("|")
    return (prefix, parts) if len(parts) == len(JOINT[prefix]) else None


def pack_weights(table: WeightTable) -> tuple[bytes, bytes]:
    """What ``Weights.parse`` reads."""
    return "\x00".join(table).encode(), array("b", chain.from_iterable(table.values())).tobytes()


def pack_joint(table: WeightTable) -> tuple[bytes, bytes]:
    """What ``Joint.parse`` reads, of features that ``split_joint`` knows."""
    numbers: list[dict[str, int]] = [{} for _ in range(1 + max(map(max, JOINT.values())))]
    found: dict[str, list[tuple[list[int], list[int]]]] = {prefix: [] for prefix in JOINT}
    for name, weights in table.items():
        split = split_joint(name)
        assert split is not None
        prefix, parts = split
        lists = (numbers[each] for each in JOINT[prefix])
        places = [among.setdefault(part, len(among) + 1) for among, part in zip(lists, parts, strict=True)]
        found[prefix].append((places, weights))
    data = b"".join(
        len(each).to_bytes(4, "little")
        + np.array([places for places, _ in each], "<u2").tobytes()
        + np.array([weights for _, weights in each], np.int8).tobytes()
        for each in found.values()
    )
    return "\x01".join("\x00".join(each) for each in numbers).encode(), data


def packed(labels: WeightTable, kinds: WeightTable, ranker: Ranker) -> bytes:
    """The file that ``PhraseModel.parse`` reads."""
    joint = {name: row for name, row in labels.items() if split_joint(name)}
    single = {name: row for name, row in labels.items() if name not in joint}
    parts = [*pack_weights(single), *pack_joint(joint), *pack_weights(kinds), *ranker.packed()]
    return " ".join(str(len(part)) for part in parts).encode() + b"\n" + b"".join(parts)
