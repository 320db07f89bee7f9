"""What Anki knows of a card in Wengu's terms: memory of SM-2 as FSRS's, parameters of earlier FSRS as FSRS-6's."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime

from desktop.domain.anki_import import ImportedCard
from desktop.domain.card import CardState, Schedule
from desktop.pipeline.scheduling import memory_from_sm2

_EARLIER_DECAY = 0.5  # fixed before FSRS-6
_UNKNOWN_DIFFICULTY = 5.0


def schedule_from_anki(card: ImportedCard, study_day: Callable[[datetime], int]) -> Schedule:
    """The schedule that Anki gave a card. Without FSRS its memory follows from interval and ease.

    The formula is ``memory_state_from_sm2`` of fsrs-rs, as Anki itself uses it when FSRS is switched on.
    """
    if card.state is CardState.NEW:
        return Schedule()
    stability, difficulty = card.stability, card.difficulty
    if stability is None and card.interval_days > 0 and card.ease > 0:
        stability, difficulty = memory_from_sm2(card.ease, card.interval_days)
    review = card.state is CardState.REVIEW
    if review and stability is None:  # never answered, but given a date by hand
        stability, difficulty = float(max(1, card.interval_days)), _UNKNOWN_DIFFICULTY
    last_day = None if card.last_review is None else study_day(card.last_review)
    if last_day is None and card.due_day is not None:
        last_day = card.due_day - card.interval_days
    return Schedule(
        state=card.state,
        remaining_steps=card.steps_left,
        due_at=None if review else card.due_at,
        due_day=card.due_day,
        scheduled_days=card.interval_days if review else 0,
        last_day=last_day,
        stability=stability,
        difficulty=difficulty,
        reps=card.reps,
        lapses=card.lapses,
    )


def full_parameters(parameters: Sequence[float]) -> tuple[float, ...]:
    """The 21 parameters of FSRS-6 that mean what 17 (FSRS-4.5) or 19 (FSRS-5) do, as fsrs-rs fills them up.

    Any other number comes back as it is.
    """
    if len(parameters) == 17:
        w = list(parameters)
        w[4] += 2 * w[5]
        w[5] = math.log(3 * w[5] + 1) / 3 if w[5] > -1 / 3 else w[5]
        w[6] += 0.5
        return (*w, 0.0, 0.0, 0.0, _EARLIER_DECAY)
    if len(parameters) == 19:
        return (*parameters, 0.0, _EARLIER_DECAY)
    return tuple(parameters)
