"""Gives Anki and Wengu the same answers on the same days and counts where they differ."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline import scheduling
from desktop.pipeline.scheduling import Scheduler
from desktop.pipeline.study_days import StudyCalendar

PRESETS = {
    "Anki's defaults": SchedulerSettings(fuzz=False),
    "no steps": SchedulerSettings(fuzz=False, learning_steps=(), relearning_steps=()),
    "steps over days, recall 0.80": SchedulerSettings(
        fuzz=False,
        desired_retention=0.80,
        learning_steps=(60, 6 * 3_600, 2 * 86_400),
        relearning_steps=(86_400,),
    ),
    "own weights, recall 0.95": SchedulerSettings(
        fuzz=False,
        desired_retention=0.95,
        learning_steps=(900,),
        relearning_steps=(300, 3_600),
        parameters=(
            *(0.35, 1.1, 3.4, 14.2, 6.9, 0.75, 2.6, 0.02, 1.6, 0.21, 0.85),
            *(1.62, 0.09, 0.31, 1.9, 0.45, 2.2, 0.6, 0.15, 0.1, 0.2),
        ),
    ),
}

_ANKI_CARD_TYPES = {0: CardState.NEW, 1: CardState.LEARNING, 2: CardState.REVIEW, 3: CardState.RELEARNING}


@dataclass
class Comparison:
    """``different`` of ``choices`` (four an answer) or cards after an answer; memory by largest relative difference."""

    histories: int = 0
    choices: int = 0
    different: int = 0
    states_apart: float = 0.0  # memory in each choice
    replay_apart: float = 0.0  # memory after the whole history, against compute_memory_state
    examples: list[str] = field(default_factory=list)

    def differs(self, example: str) -> None:
        self.different += 1
        if len(self.examples) < 5:
            self.examples.append(example)


def random_histories(count: int, seed: int, longest: int = 10) -> list[dict[str, Any]]:
    """Histories over all presets: every rating, answers on the same day, lapses, gaps of up to seven years."""
    chance = random.Random(seed)

    def gap() -> int:
        kind = chance.random()
        if kind < 0.35:
            return 0
        low, high = (1, 10) if kind < 0.60 else (10, 100) if kind < 0.85 else (100, 2_500)
        return chance.randint(low, high)

    return [
        {
            "preset": number % len(PRESETS),
            "reviews": [[gap(), chance.choice((1, 2, 3, 3, 3, 4))] for _ in range(chance.randint(1, longest))],
        }
        for number in range(count)
    ]


def answered_by_anki(
    histories: list[dict[str, Any]], zone: str, *, fuzz: bool = False, as_stored: bool = False
) -> list[dict[str, Any]]:
    """What Anki makes of ``histories``; the form is described in anki_reviews.py."""
    presets = [
        {
            "learning_steps": preset.learning_steps,
            "relearning_steps": preset.relearning_steps,
            "maximum_interval": preset.maximum_interval,
            "desired_retention": preset.desired_retention,
            "parameters": preset.parameters,
        }
        for preset in PRESETS.values()
    ]
    environment = {**os.environ, "TZ": zone}
    environment.pop("ANKI_TEST_MODE", None)
    if not fuzz:
        environment["ANKI_TEST_MODE"] = "1"
    finished = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("anki_reviews.py"))],
        input=json.dumps({"presets": presets, "histories": histories, "as_stored": as_stored}),
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr[-2_000:]
    results: list[dict[str, Any]] = json.loads(finished.stdout)
    return results


def compare(histories: list[dict[str, Any]], zone: str, *, as_stored: bool = False) -> Comparison:
    """Answer ``histories`` on both sides, without fuzz."""
    found = Comparison(histories=len(histories))
    calendar = StudyCalendar(4, ZoneInfo(zone))
    schedulers = [Scheduler(preset, calendar) for preset in PRESETS.values()]
    for history, theirs in zip(histories, answered_by_anki(histories, zone, as_stored=as_stored), strict=True):
        scheduler = schedulers[history["preset"]]
        schedule, days = Schedule(), 0
        for number, ((gap, rating), answer) in enumerate(zip(history["reviews"], theirs["answers"], strict=True)):
            days += gap if number else 0
            at = datetime.fromtimestamp(answer["at"], UTC) + timedelta(days=days)
            preview = scheduler.preview(schedule, at, "")
            for each, mine in preview.items():
                choice = answer["choices"][str(each.value)]
                found.choices += 1
                found.states_apart = max(found.states_apart, *_apart(mine, choice[4], choice[5]))
                if not _same_choice(mine, at, choice):
                    found.differs(f"{history['reviews'][: number + 1]} {each.name}: {mine} {choice}")
            schedule = preview[Rating(rating)]
            if not _same_card(schedule, at, scheduler.calendar, answer["card"]):
                found.differs(f"{history['reviews'][: number + 1]}: {schedule} {answer['card']}")
        found.replay_apart = max(found.replay_apart, *_apart(schedule, *theirs["memory"]))
    return found


def fuzz_outside_range(histories: list[dict[str, Any]], zone: str) -> tuple[int, int]:
    """Of the fuzzed intervals Anki gave, how many lie outside the range Wengu draws from, and how many there are."""
    outside = total = 0
    calendar = StudyCalendar(4, ZoneInfo(zone))
    schedulers = [Scheduler(replace(preset, fuzz=True), calendar) for preset in PRESETS.values()]
    for history, theirs in zip(histories, answered_by_anki(histories, zone, fuzz=True), strict=True):
        scheduler = schedulers[history["preset"]]
        schedule, days = Schedule(), 0
        for number, ((gap, rating), answer) in enumerate(zip(history["reviews"], theirs["answers"], strict=True)):
            days += gap if number else 0
            at = datetime.fromtimestamp(answer["at"], UTC) + timedelta(days=days)
            with patch.object(scheduling, "_fuzz_factor", return_value=0.0):
                earliest = scheduler.preview(schedule, at, "")
            with patch.object(scheduling, "_fuzz_factor", return_value=1 - 2**-48):
                latest = scheduler.preview(schedule, at, "")
            for each in Rating:
                given = answer["choices"][str(each.value)][3]
                if given is not None:
                    total += 1
                    outside += not earliest[each].scheduled_days <= given <= latest[each].scheduled_days
            schedule = earliest[Rating(rating)]
            given = answer["choices"][str(rating)][3]
            if given is not None:
                schedule = replace(schedule, scheduled_days=given, due_day=(schedule.last_day or 0) + given)
    return outside, total


def _apart(mine: Schedule, stability: float, difficulty: float) -> tuple[float, float]:
    assert mine.stability is not None
    assert mine.difficulty is not None
    return abs(mine.stability / stability - 1), abs(mine.difficulty / difficulty - 1)


def _same_choice(mine: Schedule, at: datetime, choice: list[Any]) -> bool:
    state, remaining, seconds, days, _, _ = choice
    if (mine.state.word, mine.remaining_steps) != (state, remaining):
        return False
    if state == "review":
        return bool(mine.scheduled_days == days)
    # A step that ends on a later study day is checked by the card's due day.
    return mine.due_at is None or _same_second((mine.due_at - at).total_seconds(), seconds)


def _same_card(mine: Schedule, at: datetime, calendar: StudyCalendar, card: dict[str, int]) -> bool:
    if (mine.state, mine.lapses, mine.reps) != (_ANKI_CARD_TYPES[card["type"]], card["lapses"], card["reps"]):
        return False
    if mine.due_at is not None:
        return card["queue"] == 1 and _same_second((mine.due_at - at).total_seconds(), card["due"])
    assert mine.due_day is not None
    return card["queue"] != 1 and mine.due_day - calendar.study_day(at) == card["due"]


def _same_second(mine: float, theirs: int) -> bool:
    """Anki multiplies 32-bit floats and reads its clock twice."""
    return abs(mine - theirs) <= 1
