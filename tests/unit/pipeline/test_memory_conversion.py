"""Memory of SM-2 and parameters of earlier FSRS, with fsrs-rs as judge."""

from __future__ import annotations

from random import Random

import fsrs_rs_python as fsrs
import pytest

from desktop.domain.anki_import import ImportedCard
from desktop.domain.card import CardState, Schedule
from desktop.pipeline.memory_conversion import full_parameters, schedule_from_anki
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS
from desktop.pipeline.study_days import StudyCalendar

CALENDAR = StudyCalendar()


def _card(state: CardState, **facts: object) -> ImportedCard:
    card = ImportedCard(1, 1, 1, 0, state, int(state), 0, None, None, 20_000, 30, 2.5, 4, 1, 0, 0)
    return card._replace(**facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [17, 19])
def test_earlier_parameters_mean_the_same(number: int) -> None:
    chance = Random(1)
    for _ in range(20):
        weights = [weight * chance.uniform(0.8, 1.2) for weight in DEFAULT_PARAMETERS[:number]]
        full = full_parameters(weights)
        assert len(full) == 21
        answers = [fsrs.FSRSReview(chance.randint(1, 4), gap) for gap in (0, 0, 3, 12, 40, 5)]
        item = fsrs.FSRSItem(answers)
        old, new = (fsrs.FSRS(list(each)).memory_state(item) for each in (weights, full))
        assert (new.stability, new.difficulty) == pytest.approx((old.stability, old.difficulty), rel=1e-5)


def test_any_other_number_of_parameters_stays() -> None:
    assert full_parameters(()) == ()
    assert full_parameters(DEFAULT_PARAMETERS) == tuple(DEFAULT_PARAMETERS)


@pytest.mark.parametrize(("ease", "interval"), [(2.5, 1), (1.3, 10), (2.9, 400), (1.85, 36_000)])
def test_sm2_becomes_fsrs_by_its_own_formula(ease: float, interval: int) -> None:
    schedule = schedule_from_anki(_card(CardState.REVIEW, ease=ease, interval_days=interval), CALENDAR.study_day)
    memory = fsrs.FSRS(list(DEFAULT_PARAMETERS)).memory_state_from_sm2(ease, float(interval), 0.9)
    assert (schedule.stability, schedule.difficulty) == pytest.approx((memory.stability, memory.difficulty))
    assert (schedule.due_day, schedule.last_day, schedule.scheduled_days) == (20_000, 20_000 - interval, interval)


def test_memory_of_fsrs_is_taken_as_it_is() -> None:
    schedule = schedule_from_anki(_card(CardState.REVIEW, stability=21.5, difficulty=5.25), CALENDAR.study_day)
    assert (schedule.stability, schedule.difficulty) == (21.5, 5.25)


def test_a_new_card_has_no_schedule_and_a_date_by_hand_gets_a_memory() -> None:
    assert schedule_from_anki(_card(CardState.NEW), CALENDAR.study_day) == Schedule()
    dated = schedule_from_anki(_card(CardState.REVIEW, ease=0.0, interval_days=7), CALENDAR.study_day)
    assert dated.stability == 7.0
    assert dated.difficulty is not None
