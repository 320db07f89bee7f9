"""Working a card's schedule out anew from its log."""

from __future__ import annotations

from desktop.domain.card import Rating, Schedule
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.study_days import StudyCalendar
from desktop.storage.reviews import CardHistory


def replay(card: CardHistory, settings: SchedulerSettings, calendar: StudyCalendar) -> Schedule:
    """The schedule that all of a card's log gives: answers by the scheduler, other changes as they were made."""
    from desktop.pipeline.scheduling import Scheduler

    scheduler = Scheduler(settings, calendar)
    schedule = Schedule()
    for entry in card.log:
        if entry.rating == 0:
            schedule = entry.after
        else:
            schedule = scheduler.answer(schedule, Rating(entry.rating), entry.at, card.card_id)
    return schedule
