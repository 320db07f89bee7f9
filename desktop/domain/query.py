"""What a learner asks for in a search, once it is read: words, conditions, and how they are joined."""

from __future__ import annotations

from dataclasses import dataclass

KEYS = ("phrase", "article", "deck", "due", "is", "tag", "kind", "prop", "flag", "rated", "added")
IS = (
    "new", "learning", "review", "relearning", "due", "suspended", "buried", "flagged", "leech", "mending", "own",
    "young", "mature", "trashed",
)  # fmt: skip
PROPERTIES = ("stability", "difficulty", "interval", "reps", "lapses", "due")
OPERATORS = ("<=", ">=", "!=", "<", ">", "=")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand side by side; every one of them must be found. ``exact`` ones were quoted."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """``key:value``; ``at`` is the place of the value in the query, counted from 1."""

    key: str
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Query


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the parts must hold; without parts everything passes."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of the parts must hold."""

    parts: tuple[Query, ...]


Query = Words | Condition | Not | All | Any
