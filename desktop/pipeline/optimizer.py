"""The review log -> parameters that fit the learner, kept only if they foretell later reviews better."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from desktop.domain.card import Rating, Schedule
from desktop.domain.review import Review
from desktop.domain.settings import SchedulerSettings
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS, History, Scheduler, log_loss, memories, trained

# Below this many answers on a later day, held-out ones included, nothing can be told.
LEAST_REVIEWS = 100
_HELD_OUT = 0.2
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Optimization:
    """Parameters trained on the earlier ``reviews``, and how well they foretell the ``held_out`` later ones.

    Losses are of the held-out answers, in nats an answer: under the parameters in force, and under these.
    """

    parameters: tuple[float, ...]
    reviews: int
    held_out: int
    loss_before: float
    loss_after: float

    @property
    def better(self) -> bool:
        """Whether the parameters deserve to be used."""
        return self.loss_after < self.loss_before


def optimize(reviews: Iterable[Review], settings: SchedulerSettings) -> Optimization | None:
    """Train on the first four fifths of the answers, by time, and judge by the rest; None if there are too few.

    Only answers on a later day than the one before tell of memory; all of them shape it.
    """
    told: list[tuple[int, History]] = []
    for days, history in _histories(reviews).values():
        told += [
            (day, history[: number + 1])
            for number, (day, (elapsed, _)) in enumerate(zip(days, history, strict=True))
            if elapsed
        ]
    if len(told) < LEAST_REVIEWS:
        return None
    told.sort(key=lambda each: each[0])
    # Answers of one day stay together, on the side of training.
    last_day = told[round(len(told) * (1 - _HELD_OUT)) - 1][0]
    earlier = [history for day, history in told if day <= last_day]
    later = [history for day, history in told if day > last_day]
    if not later:
        return None
    parameters = trained(earlier, len(settings.relearning_steps))
    return Optimization(
        parameters=parameters,
        reviews=len(earlier),
        held_out=len(later),
        loss_before=log_loss(settings.parameters or DEFAULT_PARAMETERS, later),
        loss_after=log_loss(parameters, later),
    )


def rescheduled(
    schedules: Mapping[str, Schedule],
    reviews: Iterable[Review],
    settings: SchedulerSettings,
    parameters: tuple[float, ...],
) -> dict[str, Schedule]:
    """The schedules, by card, that change if ``parameters`` are put in the place of those in ``settings``.

    Memory is reckoned anew from the log; a card without answers in it keeps what it has. Fuzz stays the card's own.
    """
    histories = {card: history for card, (_, history) in _histories(reviews).items() if card in schedules}
    scheduler = Scheduler(replace(settings, parameters=parameters))
    found = {}
    for card, (stability, difficulty) in zip(histories, memories(parameters, list(histories.values())), strict=True):
        known = schedules[card].stability
        if known is not None and abs(stability / known - 1) > _SAME:
            found[card] = scheduler.rescheduled(schedules[card], stability, difficulty, card)
    return found


def _histories(reviews: Iterable[Review]) -> dict[str, tuple[list[int], list[tuple[int, Rating]]]]:
    """The study days of each card's answers and its history, since it was last new; ``reviews`` in order of time."""
    found: dict[str, tuple[list[int], list[tuple[int, Rating]]]] = defaultdict(lambda: ([], []))
    for review in reviews:
        if review.undone or review.cram:
            continue
        days, history = found[review.card_id]
        if review.before.stability is None:
            days.clear()
            history.clear()
        elapsed = max(0, review.day - days[-1]) if days else 0
        days.append(review.day)
        history.append((elapsed, review.rating))
    return found
