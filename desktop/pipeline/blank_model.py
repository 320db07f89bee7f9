"""The shipped blank-choice model: weights of border and span features, and facts about words.

The file is one line of JSON that names the sections and their sizes in bytes, then the sections one after
another, each a list of lines or of bytes. It is data only: reading it runs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypeVar

from desktop.pipeline.blank_features import (
    Look,
    TagsAround,
    WeightTable,
    Word,
    WordFacts,
    length_tables,
    tags_weight,
    word_of,
)

Key = TypeVar("Key")
Value = TypeVar("Value")

FORMAT = "wengu blanks 2"


class _Table(dict[str, dict[str, int]]):
    """Weights by first and second string; a line of the file is taken apart when it is first asked for."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._lines = lines

    def __missing__(self, key: str) -> dict[str, int]:
        line = self._lines.get(key)
        if line is None:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[key] = _NONE
            return _NONE
        parts = line.split("\t")
        found = self[key] = dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
        return found


_NONE: dict[str, int] = {}


class _Remembered(dict[Key, Value]):
    """Values that are worked out once; forgotten when there are too many."""

    def __init__(self, work_out: Callable[[Key], Value]) -> None:
        self._work_out = work_out

    def __missing__(self, key: Key) -> Value:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        value = self[key] = self._work_out(key)
        return value


_MOST_REMEMBERED = 100_000


@dataclass(frozen=True)
class BlankModel:
    """What `choose_blanks` needs.

    ``lines`` has for the first string of features (`desktop.pipeline.blank_features`) their second strings and
    weights by turns, all joined by tabs; a weight is in units of ``scale`` log odds and each of its two numbers fits
    a signed byte. ``facts`` is about words. ``temperature`` divides the scores before they become
    probabilities.
    """

    lines: Mapping[str, str]
    scale: float
    facts: Mapping[str, WordFacts]
    temperature: float

    @cached_property
    def table(self) -> WeightTable:
        """The weights, as features are looked up."""
        return _Table(self.lines)

    @cached_property
    def words(self) -> Mapping[str, Word]:
        """What is known of each word."""
        return _Remembered(partial(word_of, table=self.table, facts=self.facts))

    @cached_property
    def tags(self) -> Mapping[TagsAround, int]:
        """What the tags around a border weigh."""
        return _Remembered(partial(tags_weight, table=self.table))

    @cached_property
    def lengths(self) -> list[Look]:
        """The weights of each length of a blank."""
        return length_tables(self.table)

    @classmethod
    def parse(cls, data: bytes) -> BlankModel:
        """Read a model written by `to_bytes`. Raises ValueError where the bytes are not one."""
        head, _, body = data.partition(b"\n")
        try:
            header: dict[str, Any] = json.loads(head)
            if header["format"] != FORMAT:
                raise ValueError("not a blank model of this version")
            sections = dict(_sections(header["sections"], body))
            firsts, lines = _lines(sections["firsts"]), _lines(sections["features"])
            names = header["groups"]
            groups = map(names.__getitem__, sections["groups"])
            facts = zip(sections["general"], sections["official"], groups, strict=True)
            return cls(
                lines=dict(zip(firsts, lines, strict=True)),
                scale=float(header["scale"]),
                facts=dict(zip(_lines(sections["words"]), facts, strict=True)),
                temperature=float(header["temperature"]),
            )
        except (KeyError, IndexError, TypeError, UnicodeDecodeError) as error:
            raise ValueError("not a blank model") from error

    def to_bytes(self) -> bytes:
        """The same model as a file; equal models give equal bytes."""
        firsts = sorted(self.lines)
        words = sorted(self.facts)
        names = sorted({group for _general, _official, group in self.facts.values()})
        number = {name: index for index, name in enumerate(names)}
        sections = {
            "firsts": "\n".join(firsts).encode(),
            "features": "\n".join(self.lines[first] for first in firsts).encode(),
            "words": "\n".join(words).encode(),
            "general": bytes(self.facts[word][0] for word in words),
            "official": bytes(self.facts[word][1] for word in words),
            "groups": bytes(number[self.facts[word][2]] for word in words),
        }
        header = {
            "format": FORMAT,
            "scale": self.scale,
            "temperature": self.temperature,
            "groups": names,
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
