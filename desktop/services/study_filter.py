"""A query that a review session can follow as well as a list."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.query import All, Condition
from desktop.pipeline.query import parse_query
from desktop.services.card_query import KINDS


@dataclass(frozen=True, slots=True)
class StudyFilter:
    """The cards of a deck with those below it, of one kind, with one tag; what is empty asks for nothing."""

    deck: str = ""
    kind: str = ""
    tag: str = ""


def study_filter(query: str) -> StudyFilter | None:
    """What ``query`` names, where it asks for a deck, a kind and a tag and for nothing else; None otherwise.

    Raises as ``parse_query``.
    """
    asked = parse_query(query)
    named: dict[str, str] = {}
    for part in asked.parts if isinstance(asked, All) else (asked,):
        if not isinstance(part, Condition) or part.key not in ("deck", "kind", "tag") or part.key in named:
            return None
        if part.value in ("", "none") or (part.key == "kind" and part.value not in KINDS):
            return None
        named[part.key] = part.value
    return StudyFilter(**named)
