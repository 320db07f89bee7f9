"""模拟卷: papers that are sat in the window. They are kept as they stand, and can be drawn again from their seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop.domain.changes import Changed
from desktop.domain.errors import NothingToLearn
from desktop.domain.question import Marking, Paper, PaperItem, PaperPlan, QuestionMode, ScoreSheet
from desktop.pipeline.marking import Reply
from desktop.pipeline.papers import score_paper
from desktop.services.collection import Collection
from desktop.services.question_desk import QuestionDesk
from desktop.storage import papers
from desktop.storage.decks import load_decks

_LISTED = 200


@dataclass(slots=True)
class Sitting:
    """A paper while it is sat: ``replies`` by the place of the question, ``seconds`` spent on it so far."""

    id: str
    at: datetime
    paper: Paper
    replies: dict[int, Reply] = field(default_factory=dict)
    seconds: float = 0.0
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A paper handed in: how each reply was marked, and the whole."""

    marks: tuple[Marking | None, ...]
    sheet: ScoreSheet


@dataclass(frozen=True, slots=True)
class PastPaper:
    """A paper in the list of those that were begun; ``points`` once it was handed in."""

    id: str
    at: datetime
    plan: PaperPlan
    number: int
    answered: int
    seconds: float
    points: float | None


class PaperDesk:
    """Draws papers, keeps them while they are sat and lists how they went."""

    def __init__(self, collection: Collection, desk: QuestionDesk) -> None:
        self._collection = collection
        self._desk = desk

    def begin(self, plan: PaperPlan) -> Sitting:
        """Draw a paper and keep it. Raises NothingToLearn where there is nothing to ask, NotFound for an article."""
        paper = self._desk.paper(plan)
        if not paper.questions:
            raise NothingToLearn()
        sitting = Sitting(self._collection.new_id(), self._collection.now(), paper)
        with self._collection.writing(Changed.NOTHING) as connection:
            papers.save_paper(connection, sitting.id, sitting.at, _dump(sitting, None))
        return sitting

    def resume(self, paper_id: str) -> Sitting:
        """A paper as it was left. Raises NotFound."""
        with self._collection.reading() as connection:
            stored = papers.load_paper(connection, paper_id)
        plan, items = _plan(stored.options), [PaperItem(c, QuestionMode(m)) for c, m in stored.options["items"]]
        paper = self._desk.paper_of(plan, items)
        places = {question.card_id: n for n, question in enumerate(paper.questions)}
        replies = {
            places[items[int(n)].card_id]: reply
            for n, reply in stored.options["replies"].items()
            if items[int(n)].card_id in places
        }
        return Sitting(stored.uuid, stored.at, paper, replies, stored.options["seconds"], stored.options["finished"])

    def keep(self, sitting: Sitting) -> None:
        """Keep the replies and the time: on disk when this returns."""
        if not sitting.finished:
            self._update(sitting, None)

    def hand_in(self, sitting: Sitting) -> Result:
        """Mark a paper and keep its score."""
        sitting.finished = True
        result = self.result(sitting)
        self._update(sitting, result.sheet.points)
        return result

    def result(self, sitting: Sitting) -> Result:
        """How a paper went."""
        marks = tuple(
            self._desk.mark(question, sitting.replies[n]) if n in sitting.replies else None
            for n, question in enumerate(sitting.paper.questions)
        )
        return Result(marks, score_paper(sitting.paper, marks, sitting.seconds))

    def past(self) -> list[PastPaper]:
        """The papers begun so far, the latest first."""
        with self._collection.reading() as connection:
            stored = papers.load_papers(connection, _LISTED)
        return [
            PastPaper(
                each.uuid,
                each.at,
                _plan(each.options),
                len(each.options["items"]),
                len(each.options["replies"]),
                each.options["seconds"],
                each.options["points"],
            )
            for each in stored
        ]

    def decks(self) -> list[str]:
        """The names of the decks that a paper may be drawn from."""
        with self._collection.reading() as connection:
            return [deck.name for deck in load_decks(connection)]

    def _update(self, sitting: Sitting, points: float | None) -> None:
        with self._collection.writing(Changed.NOTHING) as connection:
            papers.update_paper(connection, sitting.id, _dump(sitting, points))


def _dump(sitting: Sitting, points: float | None) -> dict[str, Any]:
    plan = sitting.paper.plan
    return {
        "plan": {
            "seed": plan.seed,
            "number": plan.number,
            "modes": list(plan.modes),
            "articles": list(plan.articles),
            "decks": list(plan.decks),
            "minutes": plan.minutes,
        },
        "items": [[question.card_id, question.wanted] for question in sitting.paper.questions],
        "replies": {str(n): reply for n, reply in sitting.replies.items()},
        "seconds": round(sitting.seconds, 1),
        "finished": sitting.finished,
        "points": points,
    }


def _plan(options: Mapping[str, Any]) -> PaperPlan:
    plan = options["plan"]
    return PaperPlan(
        plan["seed"],
        plan["number"],
        tuple(QuestionMode(mode) for mode in plan["modes"]),
        tuple(plan["articles"]),
        plan["minutes"],
        tuple(plan["decks"]),
    )
