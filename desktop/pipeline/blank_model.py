"""The shipped blank-choice model: weights of border and span features, and word statistics.

The file is one line of JSON that names the sections and their sizes in bytes, then the sections one after
another. It is data only: reading it runs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from desktop.pipeline.blank_features import END_UNIT

FORMAT = "wengu blanks 1"


@dataclass(frozen=True, slots=True)
class BlankModel:
    """What `choose_blanks` needs.

    ``weights`` has the weight of a feature (`desktop.pipeline.blank_features`) in units of ``scale`` log odds, each
    of its two numbers a signed byte. ``surprisal`` gives a word's commonness in general Chinese and in official
    texts, each 0 (common) to 63 (unseen). ``temperature`` divides the scores before they become probabilities.
    """

    weights: Mapping[str, Mapping[str, int]]
    scale: float
    surprisal: Mapping[str, tuple[int, int]]
    temperature: float

    @classmethod
    def parse(cls, data: bytes) -> BlankModel:
        """Read a model written by `to_bytes`. Raises ValueError where the bytes are not one."""
        head, _, body = data.partition(b"\n")
        try:
            header: dict[str, Any] = json.loads(head)
            if header["format"] != FORMAT:
                raise ValueError("not a blank model of this version")
            sections = dict(_sections(header["sections"], body))
            starts = memoryview(sections["starts"]).cast("b").tolist()
            ends = memoryview(sections["ends"]).cast("b").tolist()
            numbers = iter([start + END_UNIT * end for start, end in zip(starts, ends, strict=True)])
            weights: dict[str, dict[str, int]] = {}
            for line in _lines(sections["features"]):
                outer, *inner = line.split("\t")
                weights[outer] = dict(zip(inner, islice(numbers, len(inner)), strict=True))
            words = _lines(sections["words"])
            pairs = zip(sections["general"], sections["official"], strict=True)
            return cls(
                weights=weights,
                scale=float(header["scale"]),
                surprisal=dict(zip(words, pairs, strict=True)),
                temperature=float(header["temperature"]),
            )
        except (KeyError, TypeError, UnicodeDecodeError) as error:
            raise ValueError("not a blank model") from error

    def to_bytes(self) -> bytes:
        """The same model as a file; equal models give equal bytes."""
        lines: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for outer in sorted(self.weights):
            inner = sorted(self.weights[outer])
            lines.append("\t".join([outer, *inner]))
            for key in inner:
                end = (self.weights[outer][key] + END_UNIT // 2) // END_UNIT
                ends.append(end & 255)
                starts.append((self.weights[outer][key] - END_UNIT * end) & 255)
        words = sorted(self.surprisal)
        sections = {
            "features": "\n".join(lines).encode(),
            "starts": bytes(starts),
            "ends": bytes(ends),
            "words": "\n".join(words).encode(),
            "general": bytes(self.surprisal[word][0] for word in words),
            "official": bytes(self.surprisal[word][1] for word in words),
        }
        header = {
            "format": FORMAT,
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


def _lines(content: bytes) -> list[str]:
    return content.decode().split("\n") if content else []
