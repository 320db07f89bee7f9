"""What a learner can set, each option declared once with its type, default, bounds and spelling."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, NamedTuple, TypeVar

from desktop.domain.errors import BadValue

DAY_SECONDS = 86_400

_T = TypeVar("_T")

_UNIT_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": DAY_SECONDS}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)([smhd]?)", re.IGNORECASE)
_WORDS_OF_TRUTH = {
    **dict.fromkeys(("true", "on", "yes", "1", "是", "开"), True),
    **dict.fromkeys(("false", "off", "no", "0", "否", "关"), False),
}
_LONGEST_STEP = 365 * DAY_SECONDS
_MOST_STEPS = 20
# The ranges within which FSRS-6 trains its 21 weights.
_WEIGHT_BOUNDS: tuple[tuple[float, float], ...] = (
    *((0.001, 100.0),) * 4,
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
)


class Option(NamedTuple):
    """How the values of one option are checked and spelled.

    ``allowed`` says in a few language-neutral signs what is taken; ``fits`` tells whether a value is;
    ``read`` makes a value of text and raises ValueError where it cannot; ``write`` is its inverse.
    """

    allowed: str
    fits: Callable[[Any], bool]
    read: Callable[[str], object]
    write: Callable[[Any], str] = str


def _option(default: _T, option: Option) -> _T:
    """A dataclass field with its option; typed as its value, as ``dataclasses.field`` is."""
    return field(default=default, metadata={"option": option})


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _whole(low: int, high: int, read: Callable[[str], int] = int) -> Option:
    def fits(value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high

    return Option(f"{low}..{high}", fits, read)


def _fraction(low: float, high: float) -> Option:
    return Option(f"{low}..{high}", lambda value: _is_number(value) and low <= value <= high, float)


def _read_seconds(text: str, unit: str) -> int:
    """``10m`` as 600; a bare number counts in ``unit``."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return round(float(match[1]) * _UNIT_SECONDS[match[2].lower() or unit])


def _read_steps(text: str) -> tuple[int, ...]:
    """``1m 10m`` as (60, 600); a bare number counts minutes, as in Anki; nothing is no steps."""
    return tuple(_read_seconds(step, "m") for step in re.split(r"[\s,，、;；]+", text.strip(" \t\r\n[]()")) if step)


def _write_steps(steps: tuple[int, ...]) -> str:
    def spelled(seconds: int) -> str:
        unit = next(unit for unit in "dhms" if seconds % _UNIT_SECONDS[unit] == 0)
        return f"{seconds // _UNIT_SECONDS[unit]}{unit}"

    return " ".join(map(spelled, steps))


def _steps_fit(steps: tuple[int, ...]) -> bool:
    return len(steps) <= _MOST_STEPS and all(isinstance(step, int) and 1 <= step <= _LONGEST_STEP for step in steps)


def _read_truth(text: str) -> bool:
    try:
        return _WORDS_OF_TRUTH[text.strip().lower()]
    except KeyError:
        raise ValueError(text) from None


def _read_weights(text: str) -> tuple[float, ...]:
    return tuple(float(weight) for weight in re.split(r"[\s,，]+", text.strip(" \t\r\n[]()")) if weight)


def _weights_fit(weights: tuple[float, ...]) -> bool:
    if not weights:
        return True
    # Weights pass through 32-bit floats on their way, so that a bound itself may come back a hair off.
    return len(weights) == len(_WEIGHT_BOUNDS) and all(
        _is_number(weight) and low - 1e-6 <= weight <= high + 1e-6
        for weight, (low, high) in zip(weights, _WEIGHT_BOUNDS, strict=True)
    )


@cache
def _is_timezone(name: str) -> bool:
    if not name:
        return True
    from zoneinfo import ZoneInfo  # costs 5 ms, which the system's own zone need not pay

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _one_of(*words: str) -> Option:
    return Option("|".join(words), lambda value: value in words, lambda text: text.strip().lower())


_TRUTH = Option("true|false", lambda value: isinstance(value, bool), _read_truth, lambda value: str(value).lower())


def _read_shares(text: str) -> tuple[float, ...]:
    return tuple(float(share) for share in re.split(r"[\s,，、]+", text.strip(" \t\r\n[]()")) if share)


def _shares_fit(shares: tuple[float, ...]) -> bool:
    return len(shares) == 7 and all(_is_number(share) and 0 <= share <= 1 for share in shares)


_WEEK = Option("0..1 × 7", _shares_fit, _read_shares, lambda shares: " ".join(f"{share:g}" for share in shares))
_STEPS = Option("1m 10m 1d, 1s..365d", _steps_fit, _read_steps, _write_steps)


@dataclass(frozen=True, slots=True)
class SchedulerSettings:
    """How a deck is scheduled. Times in seconds, ``day_start`` in hours after local midnight.

    ``parameters`` are FSRS-6's 21 weights, empty for the defaults. ``timezone`` is an IANA name, empty
    for the system's own. New cards come in ``new_order``: as the articles tell them, the latest first, or at random;
    ``new_mix`` says whether after the reviews of the day, evenly among them, or before.
    ``bury_siblings`` puts off, for the day, the other cards of a sentence or of the same words once one was asked.
    A card forgotten ``leech_threshold`` times (0 = never mind) is tagged as a leech, or suspended.
    ``easy_days`` says, Monday first, which share of a day's usual load a weekday bears (0..1); ``load_balance``
    sends reviews to the lighter days. Both choose within the range of fuzz (pipeline/load_balance.py).

    Raises BadValue for a value out of its bounds.
    """

    desired_retention: float = _option(0.90, _fraction(0.70, 0.99))
    new_per_day: int = _option(20, _whole(0, 9_999))
    reviews_per_day: int = _option(200, _whole(0, 9_999))
    learning_steps: tuple[int, ...] = _option((60, 600), _STEPS)
    relearning_steps: tuple[int, ...] = _option((600,), _STEPS)
    maximum_interval: int = _option(36_500, _whole(1, 36_500))
    parameters: tuple[float, ...] = _option(
        (), Option("21 FSRS-6", _weights_fit, _read_weights, lambda weights: " ".join(map(str, weights)))
    )
    learn_ahead: int = _option(1_200, _whole(0, DAY_SECONDS, lambda text: _read_seconds(text, "s")))
    fuzz: bool = _option(True, _TRUTH)
    day_start: int = _option(4, _whole(0, 23))
    timezone: str = _option("", Option("Area/City", _is_timezone, str.strip))
    new_order: str = _option("article", _one_of("article", "latest", "random"))
    new_mix: str = _option("after", _one_of("after", "mixed", "before"))
    bury_siblings: bool = _option(False, _TRUTH)
    leech_threshold: int = _option(8, _whole(0, 999))
    leech_action: str = _option("tag", _one_of("tag", "suspend"))
    easy_days: tuple[float, ...] = _option((1.0,) * 7, _WEEK)
    load_balance: bool = _option(False, _TRUTH)

    def __post_init__(self) -> None:
        for name, option in scheduler_options().items():
            value = getattr(self, name)
            if not option.fits(value):
                raise BadValue(name=name, value=value, allowed=option.allowed)

    def spelled(self, name: str) -> str:
        """The value of option ``name`` as text that ``respelled`` reads back. KeyError if there is no such option."""
        return scheduler_options()[name].write(getattr(self, name))

    def respelled(self, name: str, text: str) -> SchedulerSettings:
        """These settings with option ``name`` read from ``text``, such as ``learning_steps`` from ``1m 10m``.

        Raises KeyError if there is no such option and BadValue where the text is not one of its values.
        """
        option = scheduler_options()[name]
        try:
            value = option.read(text)
        except (ValueError, OverflowError):
            raise BadValue(name=name, value=text, allowed=option.allowed) from None
        changes: dict[str, Any] = {name: value}
        return replace(self, **changes)


@cache
def scheduler_options() -> dict[str, Option]:
    """The options of SchedulerSettings by name, in their order."""
    return {each.name: each.metadata["option"] for each in fields(SchedulerSettings)}
