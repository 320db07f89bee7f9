from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.load_balance import pick_day, weekday
from desktop.pipeline.scheduling import Scheduler
from desktop.pipeline.study_days import StudyCalendar

CALENDAR = StudyCalendar(4, ZoneInfo("Asia/Shanghai"))
MORNING = datetime.fromisoformat("2026-03-02T09:00+08:00")  # a Monday
TODAY = CALENDAR.study_day(MORNING)
CARD = Schedule(
    state=CardState.REVIEW, due_day=TODAY, scheduled_days=1, last_day=TODAY - 1, stability=60.0, difficulty=5.0, reps=4
)
SHARES = st.tuples(*[st.floats(0, 1)] * 7)


def days_given(scheduler: Scheduler) -> Counter[int]:
    return Counter(scheduler.answer(CARD, Rating.HARD, MORNING, f"card {n}").due_day or 0 for n in range(400))


def test_weekdays_count_from_monday() -> None:
    assert [weekday(TODAY + n) for n in range(7)] == [0, 1, 2, 3, 4, 5, 6]


@given(
    first=st.integers(0, 30_000),
    width=st.integers(0, 40),
    draw=st.floats(0, 1, exclude_max=True),
    shares=SHARES,
    due=st.dictionaries(st.integers(0, 30_040), st.integers(0, 5_000)),
)
def test_day_is_within_the_range_and_never_one_without_a_share(
    first: int, width: int, draw: float, shares: tuple[float, ...], due: dict[int, int]
) -> None:
    day = pick_day(first, first + width, draw, shares, due)
    assert first <= day <= first + width
    assert day == pick_day(first, first + width, draw, shares, due)
    if any(shares[weekday(each)] > 0.01 for each in range(first, first + width + 1)):
        assert shares[weekday(day)] > 0


def test_lighter_days_are_taken_more_often() -> None:
    taken = Counter(pick_day(10, 11, n / 1_000, (1.0,) * 7, {10: 2, 11: 8}) for n in range(1_000))
    assert taken[10] == 900


def test_reviews_avoid_easy_days() -> None:
    week = (1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0)
    by_weekday: Counter[int] = Counter()
    for day, number in days_given(Scheduler(SchedulerSettings(easy_days=week), CALENDAR)).items():
        by_weekday[weekday(day)] += number
    assert by_weekday[6] == 0
    assert 0 < by_weekday[5] < min(by_weekday[day] for day in range(5))


def test_load_is_levelled_only_where_the_deck_wants_it_and_within_fuzz() -> None:
    plain = days_given(Scheduler(SchedulerSettings(), CALENDAR))
    busy = {day: 50 for day in plain if day % 2}
    assert days_given(Scheduler(SchedulerSettings(), CALENDAR, lambda *_: busy)) == plain
    levelled = days_given(Scheduler(SchedulerSettings(load_balance=True), CALENDAR, lambda *_: busy))
    assert set(levelled) <= set(plain)
    assert sum(number for day, number in levelled.items() if day % 2) < 10


def test_button_tells_the_day_that_is_given() -> None:
    scheduler = Scheduler(
        SchedulerSettings(load_balance=True), CALENDAR, lambda *_: {TODAY + n: n % 5 for n in range(90)}
    )
    for reps in range(50):
        card = replace(CARD, reps=reps)
        preview = scheduler.preview(card, MORNING, "card")
        assert preview[Rating.HARD].scheduled_days < preview[Rating.GOOD].scheduled_days
        assert scheduler.answer(card, Rating.GOOD, MORNING, "card") == preview[Rating.GOOD]
