"""Working a card's schedule out anew from its log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise

from desktop.domain.card import Rating, Schedule
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.study_days import StudyCalendar
from desktop.storage.reviews import CardHistory, LogEntry


def replay(
    card: CardHistory, settings_at: Callable[[datetime], SchedulerSettings], calendar: StudyCalendar
) -> Schedule:
    """The schedule that all of a card's log gives.

    An answer to the very schedule that stands gives what it gave at its time, whatever options, plan and load were
    in force; where others came between, it is scheduled anew, by the options of its time. Other changes stand.
    """
    from desktop.pipeline.scheduling import Scheduler

    schedule = Schedule()
    whole = all(entry.before == before.after for before, entry in pairwise(card.log))
    # As it was written, whatever the clock said, unless what another copy of the collection has came between.
    for entry in card.log if whole else in_order(card.log):
        # What comes from Anki tells no memory: that is worked out here.
        if entry.rating == 0 or (entry.before == schedule and entry.after.stability is not None):
            schedule = entry.after
        else:
            scheduler = Scheduler(settings_at(entry.at), calendar)
            schedule = scheduler.answer(schedule, Rating(entry.rating), entry.at, card.card_id)
    return schedule


def in_order(log: Sequence[LogEntry]) -> list[LogEntry]:
    """The entries by time; a clock that was set back does not part what belongs together.

    An entry comes after the one whose schedule it began with, whatever its time says. The order in which they were
    written does not matter: two collections that hold the same log replay it alike.
    """
    before = {entry.id: entry for entry in log}
    outcomes: dict[Schedule, list[LogEntry]] = {}
    for entry in log:
        if entry.after != Schedule():
            outcomes.setdefault(entry.after, []).append(entry)
    placed: dict[str, tuple[datetime, int]] = {}

    def place(entry: LogEntry, above: frozenset[str]) -> tuple[datetime, int]:
        if entry.id not in placed:
            above |= {entry.id}
            origins = [place(each, above) for each in outcomes.get(entry.before, ()) if each.id not in above]
            at, depth = min(origins, default=(entry.at, 0))
            placed[entry.id] = max(entry.at, at), depth + 1
        return placed[entry.id]

    return sorted(before.values(), key=lambda entry: (*place(entry, frozenset()), entry.id))
