"""What the check of a typed answer finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.card import Rating


class AnswerLevel(StrEnum):
    """How closely an answer is looked at."""

    STRICT = "strict"
    NORMAL = "normal"
    LENIENT = "lenient"


class DiffPiece(NamedTuple):
    """A stretch of the expected answer and of the given one that stand against each other.

    ``op`` is ``equal`` (the same), ``form`` (the same, written in another form), ``missing`` (not given),
    ``extra`` (not expected), ``homophone`` (another character of the same sound) or ``changed``. The
    expected texts of all pieces joined are the expected answer, the given texts the given one.
    """

    op: str
    expected: str
    given: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """``verdict`` is exact, accepted, near or wrong; ``rating`` what it suggests to the learner.

    ``reason`` names why an answer that is not exact was accepted or is near: form, order, homophone,
    pinyin, initials, item_missing, particle, number_form, unit, brackets, prefix, within; empty for
    exact and wrong.
    """

    verdict: str
    rating: Rating
    diff: tuple[DiffPiece, ...]
    reason: str = ""
