from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import exp
from random import Random

from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.review import Review
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.forgetting import Forgetting
from desktop.pipeline.optimizer import optimize, rescheduled
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS, Scheduler
from desktop.pipeline.study_days import StudyCalendar

OPTIONS = SchedulerSettings(learning_steps=(), timezone="UTC")
SCHEDULER = Scheduler(OPTIONS, StudyCalendar(4, UTC))
START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def studied(forgets: float, cards: int = 250, days: int = 100) -> tuple[list[Review], dict[str, Schedule]]:
    """A log of reviews when due, by a learner whose memory lasts ``exp(-forgets)`` as long as the model has it."""
    chance, log = Random(5), []
    schedules = {f"card {number}": Schedule() for number in range(cards)}
    truth = Forgetting(DEFAULT_PARAMETERS)
    for number in range(days):
        at = START + timedelta(days=number)
        day = SCHEDULER.calendar.study_day(at)
        for each, (card, before) in enumerate(list(schedules.items())):
            if before.state is CardState.NEW:
                if each % 25 != number:
                    continue
                rating = chance.choice((Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY))
            elif before.due_at is None and (before.due_day or 0) > day:
                continue
            else:
                elapsed = day - (before.last_day or 0)
                recall = truth.recall(elapsed, (before.stability or 1) * exp(-forgets))
                rating = Rating.GOOD if chance.random() < recall else Rating.AGAIN
            schedules[card] = SCHEDULER.answer(before, rating, at, card)
            log.append(Review(f"r{len(log)}", card, at, day, rating, "typed", 5_000, before, schedules[card]))
    return log, schedules


def test_a_learner_who_forgets_faster_is_foretold_better_and_due_sooner() -> None:
    log, schedules = studied(forgets=1.8)
    found = optimize(log, OPTIONS)
    assert found is not None
    assert found.better
    assert found.loss_after < found.loss_before
    assert 0.15 < found.held_out / (found.reviews + found.held_out) < 0.25
    SchedulerSettings(parameters=found.parameters)  # within bounds
    moved = rescheduled(schedules, log, OPTIONS, found.parameters)
    waits = [each for each, schedule in schedules.items() if schedule.state is CardState.REVIEW and each in moved]
    sooner = sum((moved[each].due_day or 0) < (schedules[each].due_day or 0) for each in waits)
    assert sooner > 0.8 * len(waits) > 100


def test_same_parameters_move_nothing() -> None:
    log, schedules = studied(forgets=0.0)
    assert rescheduled(schedules, log, OPTIONS, DEFAULT_PARAMETERS) == {}


def test_too_few_reviews_tell_nothing() -> None:
    log, _ = studied(forgets=0.0, cards=25, days=6)
    assert optimize(log, OPTIONS) is None
    assert optimize([], OPTIONS) is None


def test_answers_taken_back_and_crammed_do_not_count() -> None:
    log, _ = studied(forgets=0.5, cards=120, days=60)
    noise = [replace(each, rating=Rating.AGAIN, undone=True) for each in log]
    noise += [replace(each, rating=Rating.AGAIN, cram=True) for each in log]
    assert optimize(sorted(log + noise, key=lambda each: each.at), OPTIONS) == optimize(log, OPTIONS)


def test_a_card_forgotten_by_hand_starts_a_new_history() -> None:
    log, _ = studied(forgets=0.0, cards=1, days=30)
    at = START + timedelta(days=40)
    anew = SCHEDULER.answer(Schedule(reps=9), Rating.GOOD, at, "card 0")
    log.append(Review("last", "card 0", at, 20_000, Rating.GOOD, "typed", 1, Schedule(reps=9), anew))
    assert rescheduled({"card 0": anew}, log, OPTIONS, DEFAULT_PARAMETERS) == {}
