"""Answers given in Anki and the schedules it gave, into the log of the cards they belong to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.anki_import import Skipped
from desktop.domain.progress import Progress
from desktop.formats.anki_package import AnkiPackage
from desktop.pipeline.study_days import StudyCalendar
from desktop.services.collection import Collection
from desktop.services.deck_options import settings_over_time
from desktop.services.replay import replay
from desktop.storage import reviews
from desktop.storage.anki_log import AnkiLog
from desktop.storage.edits import ScheduleChange
from desktop.storage.moments import from_milliseconds
from desktop.storage.row_writer import RowWriter

if TYPE_CHECKING:
    from desktop.storage.database import Connection

_AT_ONCE = 20_000  # entries


class Incoming(NamedTuple):
    """A package on its way in, within the caller's transaction; ``left_out`` tells what stays outside."""

    collection: Collection
    connection: Connection
    writer: RowWriter
    package: AnkiPackage
    calendar: StudyCalendar
    progress: Progress
    left_out: list[Skipped]

    def study_day(self, at: int) -> int:
        """The study day of a moment (milliseconds since 1970)."""
        return self.calendar.study_day(from_milliseconds(at))


def add_answers(incoming: Incoming, log: AnkiLog) -> tuple[int, list[ScheduleChange]]:
    """Add the package's log, when ``log`` knows where its cards are.

    How many answers are new, and the schedules that they give to cards that were here before.
    """
    entries = log.begin(incoming.package.log_aside)
    for first in range(0, entries, _AT_ONCE):
        log.add(_AT_ONCE)
        incoming.progress.advance(entries + first, 2 * entries)
    log.end()
    for why, number in (("no_answer", log.acts), ("without_card", log.without_card)):
        if number:
            incoming.left_out.append(Skipped("review", why, number))
    return log.answers, _replayed(incoming, log.changed())


def _replayed(incoming: Incoming, keys: list[int]) -> list[ScheduleChange]:
    """The schedules that the whole log gives the cards with those keys."""
    collection, connection = incoming.collection, incoming.connection
    settings_at = settings_over_time(connection)
    changes = []
    for key in keys:
        card = reviews.load_history(connection, key)
        schedule = replay(card, partial(settings_at, card.deck_name), incoming.calendar)
        if schedule != card.schedule or schedule != card.last:
            changes.append(ScheduleChange(collection.new_id(), key, card.deck, card.schedule, schedule))
    return changes
