"""What is to stand on paper, before a format draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Gap(NamedTuple):
    """A rule to write on, ``width`` characters long."""

    width: int


class Printed(NamedTuple):
    """How much was put on paper; ``missing`` are the characters that no font had."""

    number: int
    missing: str


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 0 is an article among several, 1 to 3 are its parts or those of a paper."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """A question: text with gaps in it, ``options`` to choose from, and ``lines`` to write on below."""

    number: int
    content: tuple[str | Gap, ...]
    options: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Key:
    """The answer to the question of that number; ``number`` 0 begins a part, whose name is ``text``."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One exercise or examination paper: its pages are counted for themselves, its key begins a page of its own.

    ``fields`` are asked for in a line below the title (the name, the day); ``score`` heads the columns of a small
    table for the points; ``label`` stands at the foot of each page beside its number.
    """

    title: str
    subtitle: str
    fields: tuple[str, ...]
    body: tuple[Heading | Exercise, ...]
    key: tuple[Key, ...]
    words: PrintWords
    remark: str = ""
    score: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class PrintWords:
    """The words on paper that are nobody's own, in the learner's language.

    ``page`` takes ``{page}`` and ``{pages}``; what a part of a paper is called and how it is counted take
    ``{number}``, ``{count}``, ``{points}`` and ``{sum}``.
    """

    exercise: str
    paper: str  # {label}
    version: str  # {label}
    name: str
    day: str
    points: str
    key: str
    page: str
    full_marks: str  # {sum} and {minutes}
    part: str  # {number}, {name}, {count}, {points}, {sum}
    numerals: str  # those of the parts, in order
    number: str  # heads the score table
    total: str
    fill: str
    choice: str
    true_false: str
    recite: str
    stands_for: str  # {phrase}: behind a sentence that holds it
    bracket: str  # where the letter of an option goes, or whether a statement is true
    right: str
    wrong: str
    legend: str
    colon: str  # behind it, and behind what is asked for at the head
    kinds: tuple[str, ...]  # of phrases, in the order of PhraseKind


def plain(content: Sequence[str | Gap], rule: str = "＿") -> str:
    """The text of an exercise, a rule of full-width characters for each gap."""
    return "".join(rule * piece.width if isinstance(piece, Gap) else piece for piece in content)
