"""Cards and where they stand in the schedule."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.article import TextSpan


class CardState(IntEnum):
    """FSRS's states of a card."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3

    @property
    def word(self) -> str:
        """The state in lower case, as the command line prints it."""
        return self.name.lower()


class Rating(IntEnum):
    """How the answer went, as FSRS counts it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Schedule:
    """Everything the scheduler knows of one card; immutable, so the one before an answer can be kept.

    ``remaining_steps`` counts learning steps left. ``due_at`` is the moment of a step; ``due_day`` the
    study day (days since 1970-01-01) of a review; at most one is set. ``scheduled_days`` is the
    interval given last, ``last_day`` the study day of the last answer. ``stability`` in days;
    ``difficulty`` 1..10; both ``None`` until the first answer.
    """

    state: CardState = CardState.NEW
    remaining_steps: int = 0
    due_at: datetime | None = None
    due_day: int | None = None
    scheduled_days: int = 0
    last_day: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    reps: int = 0
    lapses: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One question. ``id`` is its UUID, ``guid`` its note's identity in Anki.

    ``blanks`` are spans in ``sentence``; ``article_span`` is the first blank in the article's text. A note of the
    kind ``basic`` has no blanks: ``sentence`` asks and ``back`` (as well as ``answer``) answers; ``options`` are
    those that a question of a bank came with, ``back`` among them. ``remark`` and ``tags`` are the learner's.
    ``mode`` is the kind of question the learner fixed, or empty. It is put off until the study day
    ``buried_until``. ``cue`` is told of the answer when it is asked, as Anki's hints are. ``mending`` says why a
    revision of the article lost its words, or is empty.
    """

    id: str
    guid: str
    article_id: str | None
    deck: str
    sentence: str
    blanks: tuple[TextSpan, ...]
    article_span: TextSpan | None
    answer: str
    kind: str
    position: int = 0
    suspended: bool = False
    buried_until: int = 0
    flag: int = 0
    mode: str = ""
    note_kind: str = "cloze"
    back: str = ""
    remark: str = ""
    tags: tuple[str, ...] = ()
    mending: str = ""
    options: tuple[str, ...] = ()
    cue: str = ""
    schedule: Schedule = field(default_factory=Schedule)
