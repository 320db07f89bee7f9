"""The shipped blank-choice model: weights of features, a small network, and word statistics.

The file is one line of JSON that names the sections and their sizes in bytes, then the sections one after
another. It is data only: reading it runs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.pipeline.blank_candidates import Spans
from desktop.pipeline.blank_features import PLACES, Context, border_features, span_features
from desktop.pipeline.blank_network import Network
from desktop.pipeline.blank_rows import Ints, Kind, Rows

FORMAT = "wengu blanks 3"

Bytes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class BlankModel:
    """What `choose_blanks` needs.

    ``starts`` has at the place of a feature (`desktop.pipeline.blank_features`) the weight of a border as a start or of
    a whole span, ``ends`` that of a border as an end, both in units of ``scale`` log odds. ``network`` has a say of
    ``share`` log odds. ``surprisal`` gives a word's commonness in general Chinese and in official texts, each
    0 (common) to 63 (unseen). ``temperature`` divides the scores before they become probabilities.
    """

    starts: Bytes
    ends: Bytes
    scale: float
    network: Network
    share: float
    surprisal: Mapping[str, tuple[int, int]]
    temperature: float
    pieces: dict[tuple[str, str, bool], Kind] = field(default_factory=dict, compare=False, repr=False)
    """What pieces read before are by themselves, for the next text."""

    def linear_scores(self, rows: Rows, context: Context, spans: Spans) -> Ints:
        """The weights of each candidate added up, in units of ``scale``."""
        as_start = np.zeros(len(rows.kind), np.int16)  # room for 250 weights of a signed byte
        as_end = np.zeros(len(rows.kind), np.int16)
        for feature in border_features(rows, context):
            place = (feature & np.uint32(PLACES - 1)).astype(np.intp)
            as_start += self.starts.take(place)
            as_end += self.ends.take(place)
        total = as_start.take(spans.start)
        total += as_end.take(spans.end)
        for feature in span_features(rows, context, spans):
            total += self.starts.take(feature & np.uint32(PLACES - 1))
        return total.astype(np.int64)

    @classmethod
    def parse(cls, data: bytes) -> BlankModel:
        """Read a model written by `to_bytes`. Raises ValueError where the bytes are not one."""
        head, _, body = data.partition(b"\n")
        try:
            header: dict[str, Any] = json.loads(head)
            if header["format"] != FORMAT:
                raise ValueError("not a blank model of this version")
            sections = dict(_sections(header["sections"], body))
            places = np.frombuffer(sections["places"], "<u4")
            tables = []
            for name in ("starts", "ends"):
                table = np.zeros(PLACES, np.int8)
                table[places] = np.frombuffer(sections[name], np.int8)
                tables.append(table)
            words = sections["words"].decode().split("\n") if sections["words"] else []
            pairs = zip(sections["general"], sections["official"], strict=True)
            # In two steps: malloc keeps blocks of the size of the first once that is freed, and scoring asks for many.
            arrays = (
                np.frombuffer(sections[name], np.int16 if name.startswith("added") else np.int8)
                .astype(np.float32)
                .reshape(header["network"][name][1:])
                * np.float32(header["network"][name][0])
                for name in Network._fields
            )
            return cls(
                starts=tables[0],
                ends=tables[1],
                scale=float(header["scale"]),
                network=Network(*arrays),
                share=float(header["share"]),
                surprisal=dict(zip(words, pairs, strict=True)),
                temperature=float(header["temperature"]),
            )
        except (KeyError, TypeError, IndexError, UnicodeDecodeError) as error:
            raise ValueError("not a blank model") from error

    def to_bytes(self) -> bytes:
        """The same model as a file; equal models give equal bytes."""
        places = np.flatnonzero((self.starts != 0) | (self.ends != 0))
        words = sorted(self.surprisal)
        sections = {
            "places": places.astype("<u4").tobytes(),
            "starts": self.starts[places].tobytes(),
            "ends": self.ends[places].tobytes(),
            "words": "\n".join(words).encode(),
            "general": bytes(self.surprisal[word][0] for word in words),
            "official": bytes(self.surprisal[word][1] for word in words),
        }
        network: dict[str, list[float]] = {}
        for name, values in self.network._asdict().items():
            unit = step_of(values, 15 if name.startswith("added") else 7)
            network[name] = [unit, *values.shape]
            sections[name] = np.rint(values / unit).astype("<i2" if name.startswith("added") else np.int8).tobytes()
        header = {
            "format": FORMAT,
            "scale": self.scale,
            "share": self.share,
            "temperature": self.temperature,
            "network": network,
            "sections": [[name, len(content)] for name, content in sections.items()],
        }
        return json.dumps(header).encode() + b"\n" + b"".join(sections.values())


def step_of(values: NDArray[np.float32], bits: int) -> float:
    """The smallest power of two, as a step, in which ``bits`` and a sign hold all values."""
    top = float(np.abs(values).max(initial=0.0))
    step = 2.0**-12
    while top > step * ((1 << bits) - 1):
        step *= 2
    return step


def _sections(sizes: Sequence[tuple[str, int]], body: bytes) -> Iterator[tuple[str, bytes]]:
    offset = 0
    for name, size in sizes:
        yield name, body[offset : offset + size]
        offset += size
    if offset != len(body):
        raise ValueError("a blank model cut short")
