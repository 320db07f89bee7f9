"""How much work the coming year would be, and how much would be remembered, under given options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import BadValue
from desktop.domain.exam import Pace
from desktop.domain.progress import Progress, SilentProgress
from desktop.services.collection import Collection
from desktop.services.deck_options import DEFAULT_DECK, deck_settings
from desktop.storage import cards, reviews
from desktop.storage.decks import load_decks

if TYPE_CHECKING:
    from desktop.pipeline.simulation import Simulation
    from desktop.storage.database import Connection

LONGEST = 5 * 365
_LEAST_ANSWERS = 50  # fewer do not tell how long an answer takes


@dataclass(frozen=True, slots=True)
class Workload:
    """What is to come for ``cards`` cards, ``new_cards`` of them new, at that retention and pace."""

    cards: int
    new_cards: int
    desired_retention: float
    new_per_day: int
    seconds_per_answer: float
    simulation: Simulation

    @property
    def minutes_a_day(self) -> float:
        """The mean over all days."""
        return sum(self.simulation.minutes) / max(1, len(self.simulation.minutes))

    @property
    def remembered(self) -> float:
        """How many of the cards would be recalled on the last day."""
        return self.simulation.remembered[-1] if self.simulation.remembered else 0.0


class WorkloadForecasts:
    """The work ahead in a collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def simulate(
        self,
        deck: str | None = None,
        *,
        changes: Mapping[str, str] | None = None,
        days: int = 365,
        progress: Progress | None = None,
    ) -> Workload:
        """The coming days of a deck with those below it, or of everything, as ``changes`` of its options would have it.

        ``changes`` are spelled as in Preferences. Raises NotFound and BadValue.
        """
        from desktop.pipeline.simulation import simulate

        if not 1 <= days <= LONGEST:
            raise BadValue(name="days", value=days, allowed=f"1–{LONGEST}")
        with self._collection.reading() as connection:
            decks = load_decks(connection)
            settings = deck_settings(decks, deck or DEFAULT_DECK)
            for name, text in (changes or {}).items():
                settings = settings.respelled(name, text)
            wanted = decks if deck is None else load_decks(connection, deck)
            found = cards.load_schedules(connection, [each.key for each in wanted], suspended=False)
            today = self._collection.calendar(connection).study_day(self._collection.now())
            pace = pace_of(connection)
        known = [each.schedule for each in found.values() if each.schedule.stability is not None]
        new = len(found) - len(known)
        played = simulate(known, new, today, settings, days=days, pace=pace, progress=progress or SilentProgress())
        return Workload(
            len(found), new, settings.desired_retention, settings.new_per_day, pace.seconds_per_answer, played
        )


def pace_of(connection: Connection) -> Pace:
    """What answers cost this learner; the usual, while there are few."""
    answers, seconds = reviews.time_spent(connection)
    return Pace() if answers < _LEAST_ANSWERS else Pace(seconds_per_answer=round(seconds / answers, 2))
