"""What goes to Anki."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.article import TextSpan
from desktop.domain.card import Schedule
from desktop.domain.review import Review

_NEW = Schedule()

# What kinds of answers are called in tags and tables.
KIND_WORDS = {
    "shorthand": "概括",
    "quoted": "引语",
    "title": "书名",
    "formula": "提法",
    "name": "名称",
    "date": "日期",
    "number": "数字",
    "term": "术语",
    "own": "自选",
}


class AnkiNoteType(StrEnum):
    """How a note asks in Anki. Which one a note has is for ever: Anki refuses a GUID under another type."""

    CLOZE = "cloze"  # think of what is hidden
    TYPED = "typed"  # type it
    CHOICE = "choice"  # one of the options
    LIST = "list"  # recite the items
    BASIC = "basic"  # a question without blanks


@dataclass(slots=True)  # not frozen: of hundreds of thousands, each would take five times as long
class AnkiNote:
    """One note with one card: ``sentence`` with the words at ``blanks`` hidden together.

    ``guid`` is its identity for ever and ``modified`` the moment its content last changed: Anki updates a note
    it knows only where that is later. ``deck`` separates its levels by ``::``. ``headings`` lead from the
    article's part to the sentence's own; ``before`` and ``after`` are the text around it. ``options`` are
    those of a choice, ``items`` those of a list, in ``any_order`` or their own; ``asked`` is the phrase that they
    are of, where the sentence does not hold them; ``cue`` is told of the answer. ``files`` are names of pictures and
    sounds that go with it: where the text has them in brackets, or behind the remark. ``schedule``, ``reviews``
    (oldest first), ``flag`` (1..7, or 0) and ``buried`` (put off until the next study day) count only for an export
    with the schedule. Text is plain, never HTML.
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
    note_type: AnkiNoteType = AnkiNoteType.CLOZE
    options: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    any_order: bool = True
    asked: str = ""
    cue: str = ""
    files: tuple[str, ...] = ()
    suspended: bool = False
    buried: bool = False
    flag: int = 0
    schedule: Schedule = _NEW
    reviews: Sequence[Review] = ()


# A cloze that stands in no article, with one blank, as most of a large collection do: a tuple, since an object would
# take as long as all else that is done with it. GUID, deck, sentence, start and end of the blank, answer, made and
# changed (milliseconds since 1970), kind, remark, tags (JSON), whether it is suspended.
PlainNote = tuple[str, str, str, int, int, str, int, int, str, str, str, bool]


@dataclass(frozen=True, slots=True)
class NoteInAnki:
    """A note of Wengu's as it stands in Anki or in a package: ``id`` is the moment of its making, in ms."""

    id: int
    model: int
    sentence: str
    answer: str
    article: str
    guid: str = ""
