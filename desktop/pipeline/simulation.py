"""The coming year, played through: how much work, how much remembered, at a retention and a pace of new cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from random import Random

from desktop.domain.card import Rating, Schedule
from desktop.domain.exam import Pace
from desktop.domain.progress import Progress
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.forgetting import Forgetting
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS

# Chances of the ratings at first sight, and of hard, good, easy where an answer passes: fsrs-rs's default simulator,
# means over many learners.
FIRST_RATINGS = (0.24, 0.094, 0.495, 0.171)
PASSING_RATINGS = (0.224, 0.631, 0.145)
_PASSING = (Rating.HARD, Rating.GOOD, Rating.EASY)


@dataclass(frozen=True, slots=True)
class Simulation:
    """One value a day, from today on.

    ``reviews`` counts cards answered that are not new, ``new`` those that are, ``minutes`` the work of both;
    ``remembered`` is how many of all cards would be recalled at the day's end.
    """

    reviews: tuple[int, ...]
    new: tuple[int, ...]
    minutes: tuple[float, ...]
    remembered: tuple[float, ...]


def simulate(
    schedules: Sequence[Schedule],
    new_cards: int,
    today: int,
    settings: SchedulerSettings,
    *,
    days: int = 365,
    pace: Pace | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Simulation:
    """What follows for cards with these ``schedules`` (none new) and ``new_cards`` more, under ``settings``' retention,
    limits a day and longest interval. Memory is taken to be as the model has it; chance is ``seed``'s.

    The oldest due are asked first. A lapsed card is relearned on its day. ``progress`` counts days, and may stop it.
    """
    pace = pace or Pace()
    memory = Forgetting(settings.parameters or DEFAULT_PARAMETERS)
    chance = Random(seed)
    wanted_share = memory.days_until(settings.desired_retention, 1.0)
    longest = settings.maximum_interval
    stability: list[float] = []
    difficulty: list[float] = []
    last: list[int] = []
    waiting: list[list[int]] = [[] for _ in range(days)]  # the cards due on each day

    def wait(card: int, day: int) -> None:
        interval = stability[card] * wanted_share
        # Drawn out or in by up to a twentieth, as fuzz does, so that cards learned together part.
        due = day + max(1, min(longest, floor(interval * (0.95 + 0.1 * chance.random()) + 0.5)))
        if due < days:
            waiting[due].append(card)

    for card, schedule in enumerate(each for each in schedules if each.stability is not None):
        assert schedule.stability is not None
        stability.append(schedule.stability)
        difficulty.append(schedule.difficulty or 5.0)
        last.append((today if schedule.last_day is None else schedule.last_day) - today)
        due_day = today if schedule.due_day is None else schedule.due_day
        if due_day - today < days:
            waiting[max(0, due_day - today)].append(card)

    reviews, new, minutes, remembered = [], [], [], []
    for day in range(days):
        if progress is not None:
            progress.advance(day, days)
        asked, left = waiting[day][: settings.reviews_per_day], waiting[day][settings.reviews_per_day :]
        if day + 1 < days:
            waiting[day + 1][:0] = left
        lapses = 0
        for card in asked:
            recall = memory.recall(day - last[card], stability[card])
            last[card] = day
            if chance.random() < recall:
                rating = chance.choices(_PASSING, PASSING_RATINGS)[0]
                stability[card] = memory.passed(stability[card], difficulty[card], recall, rating)
            else:
                rating = Rating.AGAIN
                lapses += 1
                stability[card] = memory.repeated(memory.failed(stability[card], difficulty[card], recall))
            difficulty[card] = memory.harder(difficulty[card], rating)
            wait(card, day)
        introduced = min(new_cards, settings.new_per_day)
        new_cards -= introduced
        for rating in chance.choices(tuple(Rating), FIRST_RATINGS, k=introduced):
            first = memory.first(rating)
            stability.append(first[0] if rating is Rating.EASY else memory.repeated(first[0]))
            difficulty.append(first[1])
            last.append(day)
            wait(len(last) - 1, day)
        answers = len(asked) + lapses * pace.answers_per_lapse + introduced * pace.answers_per_new
        reviews.append(len(asked))
        new.append(introduced)
        minutes.append(answers * pace.seconds_per_answer / 60)
        remembered.append(sum(memory.recall(day - since, each) for since, each in zip(last, stability, strict=True)))
    return Simulation(tuple(reviews), tuple(new), tuple(minutes), tuple(remembered))
