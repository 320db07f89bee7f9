from __future__ import annotations

import os
import time as clock
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.study_days import StudyCalendar, study_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "America/Havana", "Australia/Lord_Howe", "Asia/Kolkata"]


def day_number(year: int, month: int, day: int) -> int:
    return (date(year, month, day) - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2026-03-01 23:00", (2026, 3, 1)),
        ("2026-03-02 00:30", (2026, 3, 1)),
        ("2026-03-02 03:59", (2026, 3, 1)),
        ("2026-03-02 04:00", (2026, 3, 2)),
        ("1969-12-31 12:00", (1969, 12, 31)),
    ],
)
def test_study_day_starts_at_four_in_the_morning(local: str, day: tuple[int, int, int]) -> None:
    at = datetime.fromisoformat(local).replace(tzinfo=SHANGHAI)
    calendar = StudyCalendar(4, SHANGHAI)
    assert calendar.study_day(at) == day_number(*day)
    assert calendar.study_day(at.astimezone(UTC)) == day_number(*day)


def test_day_starts_are_given_in_utc() -> None:
    start = StudyCalendar(4, SHANGHAI).start_of(day_number(2026, 3, 2))
    assert start == datetime(2026, 3, 1, 20, tzinfo=UTC)
    assert start.tzinfo is UTC


def test_days_around_daylight_saving_have_23_and_25_hours() -> None:
    """Berlin: clocks go from 02:00 to 03:00 on 29 March 2026 and from 03:00 to 02:00 on 25 October."""
    calendar = StudyCalendar(1, ZoneInfo("Europe/Berlin"))

    def hours(day: int) -> float:
        return (calendar.start_of(day + 1) - calendar.start_of(day)) / timedelta(hours=1)

    spring, autumn = day_number(2026, 3, 29), day_number(2026, 10, 25)
    assert [hours(day) for day in (spring - 1, spring, spring + 1)] == [24, 23, 24]
    assert [hours(day) for day in (autumn - 1, autumn, autumn + 1)] == [24, 25, 24]


def test_day_that_starts_in_a_skipped_hour_starts_when_the_clocks_jump() -> None:
    calendar = StudyCalendar(2, ZoneInfo("Europe/Berlin"))
    jump = datetime(2026, 3, 29, 1, tzinfo=UTC)
    day = day_number(2026, 3, 29)
    assert calendar.start_of(day) == jump
    assert calendar.study_day(jump) == day
    assert calendar.study_day(jump - timedelta(seconds=1)) == day - 1


def test_day_that_starts_in_a_repeated_hour_starts_once() -> None:
    calendar = StudyCalendar(2, ZoneInfo("Europe/Berlin"))
    first_two_o_clock = datetime(2026, 10, 25, 0, tzinfo=UTC)
    day = day_number(2026, 10, 25)
    assert calendar.start_of(day) == first_two_o_clock
    assert [calendar.study_day(first_two_o_clock + timedelta(minutes=m)) - day for m in (-1, 0, 59, 60, 119)] == [
        -1,
        *[0] * 4,
    ]


@given(
    zone=st.sampled_from(ZONES),
    day_start=st.integers(0, 23),
    at=st.integers(0, 20 * 365 * 86_400).map(lambda seconds: datetime(2015, 1, 1, tzinfo=UTC) + timedelta(0, seconds)),
)
def test_every_moment_lies_in_its_study_day(zone: str, day_start: int, at: datetime) -> None:
    calendar = StudyCalendar(day_start, ZoneInfo(zone))
    day = calendar.study_day(at)
    assert calendar.start_of(day) <= at < calendar.start_of(day + 1)


@pytest.fixture
def system_zone() -> Iterator[str]:
    if not hasattr(clock, "tzset"):
        pytest.skip("this system's zone cannot be set from here")
    before = os.environ.get("TZ")
    os.environ["TZ"] = "America/New_York"
    clock.tzset()
    yield "America/New_York"
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    clock.tzset()


def test_without_a_timezone_the_system_s_is_followed_through_daylight_saving(system_zone: str) -> None:
    own, named = study_calendar(SchedulerSettings()), study_calendar(SchedulerSettings(timezone=system_zone))
    for day in (day_number(2026, 1, 15), day_number(2026, 3, 8), day_number(2026, 7, 15), day_number(2026, 11, 1)):
        start = own.start_of(day)
        assert start == named.start_of(day)
        assert own.study_day(start) == day
        assert own.study_day(start - timedelta(seconds=1)) == day - 1


def test_calendar_of_settings_uses_their_day_start() -> None:
    assert study_calendar(SchedulerSettings(day_start=6, timezone="Asia/Shanghai")) == StudyCalendar(6, SHANGHAI)
