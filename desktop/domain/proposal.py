"""A cloze that is proposed, with what speaks for it. No prose: ui and cli find the words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.cloze import Cloze, Density


class ReasonKind(StrEnum):
    """Why a phrase is proposed; the value is the name used by the command line."""

    PHRASE = "phrase"  # it is of the kind that its cloze names: a shorthand, a title, a number …
    HEADING = "heading"  # it stands in a heading
    LISTED = "listed"  # it is one of so many items of a list
    REPEATED = "repeated"  # the article says it so many times
    EXAMINER = "examiner"  # an examiner would blank it with this probability, 0..1
    CARD = "card"  # the learner has a card for it that is not among the proposals


class Reason(NamedTuple):
    """``value`` is the count or the probability that the kind speaks of, otherwise 0."""

    kind: ReasonKind
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """``densities`` are those that take the cloze."""

    cloze: Cloze
    densities: frozenset[Density]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ProposedCard:
    """A proposal beside what the learner has: ``card_id`` of its card, or None, and how often that was answered.

    ``section`` are the headings above it, outermost first.
    """

    proposal: Proposal
    section: tuple[str, ...]
    card_id: str | None = None
    answers: int = 0
