"""A sentence with something to recall in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.domain.article import TextSpan


class Blank(NamedTuple):
    """What an examiner would blank at ``[start, end)`` of a sentence; ``score`` is its probability, 0..1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Cloze:
    """``blanks`` are spans in ``sentence``; ``article_start`` is the sentence's place in the article."""

    sentence: str
    blanks: tuple[TextSpan, ...]
    answer: str
    kind: str
    article_start: int
    score: float = 0.0


class Density(StrEnum):
    """How many clozes an article gets."""

    NONE = "none"
    FEW = "few"
    NORMAL = "normal"
    DENSE = "dense"
    ALL = "all"
