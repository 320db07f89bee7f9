"""The shipped blank-choice model: weights of border and span features, word statistics and trees.

The file is one line of JSON that names the sections and their sizes in bytes, then the sections one after
another. It is data only: reading it runs nothing.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

MAGIC = "wengu blanks 1"


class Tree(NamedTuple):
    """A regression tree in flat arrays, root first.

    Node ``n`` sends a row to ``left[n]`` if ``row[feature[n]] <= threshold[n]``, otherwise to ``right[n]``;
    a negative child ``c`` is the leaf ``~c`` with value ``values[~c]``.
    """

    feature: Sequence[int]
    threshold: Sequence[float]
    left: Sequence[int]
    right: Sequence[int]
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class BlankModel:
    """What `choose_blanks` needs.

    ``weights`` maps a feature to its weight in units of ``scale`` (log odds). ``surprisal`` gives a word's
    commonness in general Chinese and in official texts, each 0 (common) to 63 (unseen). ``temperature``
    divides the final scores before they become probabilities.
    """

    weights: Mapping[str, int]
    scale: float
    surprisal: Mapping[str, tuple[int, int]]
    trees: tuple[Tree, ...]
    temperature: float

    @classmethod
    def parse(cls, data: bytes) -> BlankModel:
        """Read a model written by `to_bytes`. Raises ValueError where the bytes are not one."""
        head, _, body = data.partition(b"\n")
        try:
            header: dict[str, Any] = json.loads(head)
            if header["format"] != MAGIC:
                raise ValueError("not a blank model of this version")
            sections = dict(_sections(header["sections"], body))
            keys = sections["keys"].decode().split("\n")
            words = sections["words"].decode().split("\n")
            weights = array("b", sections["weights"])
            general, official = sections["general"], sections["official"]
            if len(keys) != len(weights) or not len(words) == len(general) == len(official):
                raise ValueError("sections of unequal length")
            trees = tuple(Tree(*fields) for fields in json.loads(sections["trees"]))
            return cls(
                weights=dict(zip(keys, weights, strict=True)),
                scale=float(header["scale"]),
                surprisal=dict(zip(words, zip(general, official, strict=True), strict=True)),
                trees=trees,
                temperature=float(header["temperature"]),
            )
        except (KeyError, TypeError, UnicodeDecodeError) as error:
            raise ValueError("not a blank model") from error

    def to_bytes(self) -> bytes:
        """The same model as a file; equal models give equal bytes."""
        keys = sorted(self.weights)
        words = sorted(self.surprisal)
        trees = [[list(field) for field in tree] for tree in self.trees]
        sections = {
            "keys": "\n".join(keys).encode(),
            "weights": array("b", (self.weights[key] for key in keys)).tobytes(),
            "words": "\n".join(words).encode(),
            "general": bytes(self.surprisal[word][0] for word in words),
            "official": bytes(self.surprisal[word][1] for word in words),
            "trees": json.dumps(trees, separators=(",", ":")).encode(),
        }
        header = {
            "format": MAGIC,
            "scale": self.scale,
            "temperature": self.temperature,
            "sections": [[name, len(content)] for name, content in sections.items()],
        }
        return json.dumps(header).encode() + b"\n" + b"".join(sections.values())


def _sections(sizes: Sequence[tuple[str, int]], body: bytes) -> Iterator[tuple[str, bytes]]:
    offset = 0
    for name, size in sizes:
        yield name, body[offset : offset + size]
        offset += size
    if offset != len(body):
        raise ValueError("a blank model cut short")
