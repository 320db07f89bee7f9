"""The exam plan that is being followed, at hand for every card: decoded once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.storage import plans

if TYPE_CHECKING:
    from desktop.domain.card import Card
    from desktop.domain.exam import ExamPlan
    from desktop.storage.database import Connection


class ExamInForce(NamedTuple):
    """A plan and the cards it is for: of ``decks`` with those below them and of ``articles``, or of all,
    but for the last ``left_out`` new ones."""

    uuid: str
    plan: ExamPlan
    decks: tuple[str, ...]
    articles: tuple[str, ...]
    left_out: int = 0

    def covers(self, card: Card) -> bool:
        """Whether the plan is for a card."""
        return self.covers_deck(card.deck) or card.article_id in self.articles

    def covers_deck(self, name: str) -> bool:
        """Whether the plan is for all cards of a deck."""
        if not self.decks and not self.articles:
            return True
        return any(name == deck or name.startswith(f"{deck}::") for deck in self.decks)


def exam_in_force(connection: Connection, day: int) -> ExamInForce | None:
    """The plan that is followed on a study day, the exam's own excluded."""
    stored = plans.active_plan(connection, plans.EXAM)
    if stored is None:
        return None
    found = _decoded(*stored)
    return found if found.plan.today <= day < found.plan.goal.day else None


@lru_cache(maxsize=2)
def _decoded(uuid: str, text: str) -> ExamInForce:
    from desktop.domain.exam import ExamGoal, ExamPlan, Pace  # most collections have no plan, and a window to show

    options = json.loads(text)
    fields: Mapping[str, Any] = options["plan"]
    plain = {name: _tuples(value) for name, value in fields.items() if name not in ("goal", "pace")}
    plan = ExamPlan(goal=ExamGoal(**fields["goal"]), pace=Pace(**fields["pace"]), **plain)
    return ExamInForce(uuid, plan, tuple(options["decks"]), tuple(options["articles"]), options.get("left_out", 0))


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value
