"""What comes from Anki, as its package holds it: nothing here is converted into Wengu's own terms yet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from desktop.domain.card import CardState

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ImportedTemplate(NamedTuple):
    """One side pair of a note type, as Anki's HTML with ``{{field}}`` in it."""

    name: str
    question: str
    answer: str


class ImportedNoteType(NamedTuple):
    """``cloze`` is false for basic types. ``cloze_fields`` are the indices of fields shown as clozes."""

    id: int
    name: str
    cloze: bool
    fields: tuple[str, ...]
    templates: tuple[ImportedTemplate, ...]
    cloze_fields: frozenset[int]


class ImportedCloze(NamedTuple):
    """The hidden words at ``[start, end)`` of the field ``field``; clozes may lie inside one another.

    ``groups`` are Anki's cloze numbers from 1, nearly always one: the card of group n has the ordinal n - 1.
    """

    field: int
    start: int
    end: int
    groups: tuple[int, ...]
    hint: str = ""


class ImportedNote(NamedTuple):
    """``fields`` are plain text, in the order of the note type, which may be missing from the package.

    ``clozes`` stand in order of field and start; ``media`` names the files that the fields show or play.
    """

    id: int
    guid: str
    note_type_id: int
    modified: datetime
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    clozes: tuple[ImportedCloze, ...] = ()
    media: tuple[str, ...] = ()


class ImportedPlainNote(NamedTuple):
    """The same of a note that hides 1, 2, 3 … once each in the field ``asked``, in this order and without hints.

    ``spans`` are start and end of the words of each, and no picture is shown.
    """

    id: int
    guid: str
    note_type_id: int
    modified: datetime
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    asked: int
    spans: list[int]

    def whole(self) -> ImportedNote:
        """The note with its clozes."""
        return ImportedNote(*self[:6], plain_clozes(self.asked, self.spans))


def plain_clozes(asked: int, spans: list[int]) -> tuple[ImportedCloze, ...]:
    """The clozes of ``ImportedPlainNote``."""
    ends = zip(spans[::2], spans[1::2], strict=True)
    return tuple([ImportedCloze(asked, start, end, (group,)) for group, (start, end) in enumerate(ends, 1)])


class ImportedCard(NamedTuple):
    """One card, brought home from a filtered deck: ``deck_id`` and all that follows are its own deck's.

    ``ordinal`` is the template's index, or the cloze number less one. ``queue`` is Anki's: -3 and -2 buried, -1
    suspended, 0 new, 1 learning, 2 review, 3 learning by days, 4 preview. ``due`` is Anki's own count; it means
    just one of ``position`` (of a new card), ``due_at`` (of a step) and ``due_day`` (study day, days since
    1970-01-01). ``interval_days`` is the interval given last, ``ease`` SM-2's factor (2.5 = usual, 0 before the
    first interval), ``steps_left`` the learning steps left. ``stability`` (days) and ``difficulty`` (1..10) are
    FSRS's, both None where Anki holds none.
    """

    id: int
    note_id: int
    deck_id: int
    ordinal: int
    state: CardState
    queue: int
    due: int
    position: int | None
    due_at: datetime | None
    due_day: int | None
    interval_days: int
    ease: float
    reps: int
    lapses: int
    steps_left: int
    flag: int
    stability: float | None = None
    difficulty: float | None = None
    last_review: datetime | None = None

    @property
    def suspended(self) -> bool:
        """Whether the learner took it out of study."""
        return self.queue == -1

    @property
    def buried(self) -> bool:
        """Whether it is put off until the next study day."""
        return self.queue < -1


class AnkiReviewKind(IntEnum):
    """What kind of act an entry of Anki's log is; MANUAL and RESCHEDULED are no answers."""

    LEARNING = 0
    REVIEW = 1
    RELEARNING = 2
    FILTERED = 3
    MANUAL = 4
    RESCHEDULED = 5


class ImportedReview(NamedTuple):
    """An entry of the log. ``id`` is its moment in milliseconds since 1970 and its identity.

    ``rating`` is 1..4, 0 for acts that are no answers. ``interval`` and ``last_interval`` are days, or seconds
    below zero. ``factor`` is SM-2's ease in thousandths, or with FSRS its difficulty as 100..1100. ``kind`` is
    one of AnkiReviewKind.
    """

    id: int
    card_id: int
    rating: int
    interval: int
    last_interval: int
    factor: int
    duration_ms: int
    kind: int

    @property
    def at(self) -> datetime:
        """The moment of the answer."""
        return _EPOCH + timedelta(milliseconds=self.id)


class ImportedDeck(NamedTuple):
    """``levels`` lead from the top deck to this one. What is None is left to the preset ``preset_id``."""

    id: int
    levels: tuple[str, ...]
    preset_id: int | None
    filtered: bool = False
    desired_retention: float | None = None
    new_per_day: int | None = None
    reviews_per_day: int | None = None

    @property
    def name(self) -> str:
        """All levels, separated by ``::``."""
        return "::".join(self.levels)


class ImportedPreset(NamedTuple):
    """Options of decks. Steps in seconds; ``parameters`` are FSRS's: 17, 19 or 21, or none.

    ``new_mix``, ``new_gather``, ``new_sort`` and ``leech_action`` are Anki's own numbers (``ReviewMix``,
    ``NewCardGatherPriority``, ``NewCardSortOrder``, ``LeechAction``), ``bury`` whether the new cards or the reviews of
    a note are put off once another was asked. What is None is not in the package.
    """

    id: int
    name: str
    learning_steps: tuple[int, ...] = ()
    relearning_steps: tuple[int, ...] = ()
    new_per_day: int | None = None
    reviews_per_day: int | None = None
    maximum_interval: int | None = None
    leech_threshold: int | None = None
    desired_retention: float | None = None
    parameters: tuple[float, ...] = ()
    new_mix: int | None = None
    new_gather: int | None = None
    new_sort: int | None = None
    bury: bool | None = None
    leech_action: int | None = None


class ImportedMedia(NamedTuple):
    """A picture or sound: its ``name`` without any folder, its ``size`` in bytes, its ``entry`` in the package."""

    name: str
    size: int
    entry: str
    sha1: bytes = b""


class Skipped(NamedTuple):
    """``number`` things of the kind ``what`` that were left out, and ``why``; ``names`` of the first few.

    The words are listed in docs/anki-import.md.
    """

    what: str
    why: str
    number: int = 1
    names: tuple[str, ...] = ()
