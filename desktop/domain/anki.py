"""What goes to Anki."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from desktop.domain.article import TextSpan
from desktop.domain.card import Schedule
from desktop.domain.review import Review


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """One note with one card: ``sentence`` with the words at ``blanks`` hidden together.

    ``guid`` is its identity for ever and ``modified`` the moment its content last changed: Anki updates a note
    it knows only where that is later. ``deck`` separates its levels by ``::``. ``headings`` lead from the
    article's part to the sentence's own; ``before`` and ``after`` are the text around it. ``schedule`` and
    ``reviews`` (oldest first) count only for an export with the schedule. Text is plain, never HTML.
    """

    guid: str
    deck: str
    sentence: str
    blanks: tuple[TextSpan, ...]
    answer: str
    created: datetime
    modified: datetime
    kind: str = ""
    article: str = ""
    headings: tuple[str, ...] = ()
    source: str = ""
    before: str = ""
    after: str = ""
    expansion: str = ""
    pinyin: str = ""
    remark: str = ""
    tags: tuple[str, ...] = ()
    suspended: bool = False
    schedule: Schedule = field(default_factory=Schedule)
    reviews: tuple[Review, ...] = ()
