"""The one place where moments become study days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from desktop.domain.settings import SchedulerSettings

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class StudyCalendar:
    """Study days of a learner: each starts ``day_start`` hours after local midnight (0..23).

    ``timezone`` is the zone the clock on the wall follows, ``None`` the system's own. Days are counted
    from 1970-01-01, so that differences between them are whole days in every zone and across daylight
    saving.
    """

    day_start: int = 4
    timezone: tzinfo | None = None

    def study_day(self, at: datetime) -> int:
        """The study day that holds the aware moment ``at``."""
        local = at.astimezone(self.timezone) - timedelta(hours=self.day_start)
        return local.toordinal() - _EPOCH

    @staticmethod
    def date_of(day: int) -> date:
        """The date on which study day ``day`` starts; its small hours belong to the next."""
        return date.fromordinal(day + _EPOCH)

    def start_of(self, day: int) -> datetime:
        """The moment, in UTC, at which study day ``day`` starts.

        An hour that daylight saving skips starts when the clocks jump; one that comes twice, the first time.
        """
        local = datetime.combine(self.date_of(day), time(self.day_start), self.timezone)
        return local.astimezone(UTC)


def study_calendar(settings: SchedulerSettings) -> StudyCalendar:
    """The calendar of a deck's settings."""
    if not settings.timezone:
        return StudyCalendar(settings.day_start)
    from zoneinfo import ZoneInfo  # costs 5 ms, which the system's own zone need not pay

    return StudyCalendar(settings.day_start, ZoneInfo(settings.timezone))
