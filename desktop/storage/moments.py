"""Moments and schedules as the tables hold them; the statements name the table of cards ``c``."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from desktop.domain.card import CardState, Schedule

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

SCHEDULE_COLUMNS = (
    "state, remaining_steps, due_at, due_day, scheduled_days, last_day, stability, difficulty, reps, lapses"
)
SCHEDULE_ASSIGNMENTS = ", ".join(f"{name.strip()} = ?" for name in SCHEDULE_COLUMNS.split(","))
SCHEDULE = ", ".join(f"c.{name.strip()}" for name in SCHEDULE_COLUMNS.split(","))
WAITING = "c.suspended = 0 AND c.trashed = 0"

ScheduleRow = tuple[int, int, int | None, int | None, int, int | None, float | None, float | None, int, int]


def to_milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970 in UTC of an aware moment."""
    return (moment - _EPOCH) // _MILLISECOND


def from_milliseconds(value: int) -> datetime:
    """The aware UTC moment."""
    return _EPOCH + value * _MILLISECOND


def schedule_row(schedule: Schedule) -> ScheduleRow:
    """The values of SCHEDULE_COLUMNS."""
    due_at = None if schedule.due_at is None else to_milliseconds(schedule.due_at)
    return (
        int(schedule.state),
        schedule.remaining_steps,
        due_at,
        schedule.due_day,
        schedule.scheduled_days,
        schedule.last_day,
        schedule.stability,
        schedule.difficulty,
        schedule.reps,
        schedule.lapses,
    )


def schedule_from_row(row: ScheduleRow) -> Schedule:
    """The schedule of a row of SCHEDULE_COLUMNS."""
    state, steps, due_at, due_day, scheduled_days, last_day, stability, difficulty, reps, lapses = row
    return Schedule(
        state=CardState(state),
        remaining_steps=steps,
        due_at=None if due_at is None else from_milliseconds(due_at),
        due_day=due_day,
        scheduled_days=scheduled_days,
        last_day=last_day,
        stability=stability,
        difficulty=difficulty,
        reps=reps,
        lapses=lapses,
    )


def dump_schedule(schedule: Schedule) -> str:
    """The schedule as the review log keeps it."""
    # Made in a third of the time of the encoder's.
    return f"[{repr(schedule_row(schedule))[1:-1].replace(' ', '').replace('None', 'null')}]"


def load_schedule(text: str) -> Schedule:
    """The schedule from the review log."""
    return schedule_from_row(tuple(json.loads(text)))
