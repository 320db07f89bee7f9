"""The exam plan that is being followed, at hand for every card: decoded once, known by its UUID."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.card import Card
from desktop.domain.exam import ExamGoal, ExamPlan, Pace
from desktop.storage import plans

if TYPE_CHECKING:
    from desktop.storage.database import Connection


@dataclass(frozen=True, slots=True)
class ExamInForce:
    """A plan and the cards it is for: of ``decks`` with those below them and of ``articles``, or of all."""

    uuid: str
    plan: ExamPlan
    decks: tuple[str, ...]
    articles: tuple[str, ...]

    def covers(self, card: Card) -> bool:
        """Whether the plan is for a card."""
        return self.covers_deck(card.deck) or card.article_id in self.articles

    def covers_deck(self, name: str) -> bool:
        """Whether the plan is for all cards of a deck."""
        if not self.decks and not self.articles:
            return True
        return any(name == deck or name.startswith(f"{deck}::") for deck in self.decks)


_known: dict[str, ExamInForce] = {}  # the last one that was decoded


def exam_in_force(connection: Connection, day: int) -> ExamInForce | None:
    """The plan that is followed on a study day, the exam's own excluded."""
    uuid = plans.active_plan(connection, plans.EXAM)
    if uuid is None:
        return None
    if uuid not in _known:
        stored = plans.load_plan(connection, plans.EXAM)
        assert stored is not None
        _known.clear()
        _known[uuid] = _decoded(stored)
    found = _known[uuid]
    return found if found.plan.today <= day < found.plan.goal.day else None


def _decoded(stored: plans.StoredPlan) -> ExamInForce:
    options = stored.options
    fields: Mapping[str, Any] = options["plan"]
    plain = {name: _tuples(value) for name, value in fields.items() if name not in ("goal", "pace")}
    plan = ExamPlan(goal=ExamGoal(**fields["goal"]), pace=Pace(**fields["pace"]), **plain)
    return ExamInForce(stored.uuid, plan, tuple(options["decks"]), tuple(options["articles"]))


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value
