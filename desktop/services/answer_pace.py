"""How long this learner takes for a card, from the answers given last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.review import AnswerPace
from desktop.storage import reviews

if TYPE_CHECKING:
    from desktop.storage.database import Connection

_LEAST = 10  # answers below which the usual is the better guess


def _median(values: list[int]) -> float:
    # That of the statistics module, whose import with all its fractions costs the first frame 3 ms.
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def answer_pace(connection: Connection) -> AnswerPace:
    """The median of the learner's last answers; for what was hardly answered yet, the usual."""
    usual = AnswerPace()
    first_days, answers = reviews.latest_first_days(connection), reviews.latest_durations(connection)
    return AnswerPace(
        new=_median(first_days) / 1000 if len(first_days) >= _LEAST else usual.new,
        next=_median(answers) / 1000 if len(answers) >= _LEAST else usual.next,
    )
