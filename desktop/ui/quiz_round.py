"""A session as it goes on: which card is asked and how, what was answered, and what still waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.domain.card import Card, Rating
from desktop.domain.question import QuestionMode
from desktop.ui.due_words import DueWords

if TYPE_CHECKING:
    from desktop.domain.question import Marking, Question
    from desktop.domain.review import Review
    from desktop.pipeline.marking import Reply
    from desktop.services.journal import Journal
    from desktop.services.question_desk import QuestionDesk
    from desktop.services.review_session import CramSession, ReviewSession


@dataclass(frozen=True)
class Answered:
    """One rating of this session, for undo and for the summary."""

    card: Card
    rating: Rating
    review_id: str


@dataclass
class QuizRound:
    """The cards of ``session``, one after another. A rating is on disk when ``rate`` returns.

    ``wanted`` is the mode that all is asked in, empty for the one that fits each card; ``how`` is what the review will
    say of the mode. Whatever reads the collection raises the AppErrors of its services.
    """

    session: ReviewSession | CramSession
    desk: QuestionDesk
    now: Callable[[], datetime]
    journal: Journal
    wanted: str = ""
    card: Card | None = None
    question: Question | None = None
    how: str = QuestionMode.TYPED
    waiting: int = 0
    spent_ms: int = 0
    answered: list[Answered] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.count()

    def count(self) -> None:
        """Find how many cards wait; it takes longer than a frame."""
        self.waiting = self.session.counts().total

    def next_card(self) -> Card | None:
        """The card to ask now."""
        return self.session.next_card()

    def ask(self, card: Card, mode: QuestionMode | None = None) -> Question:
        """The question that asks ``card``, which is now the one that stands; in ``mode``, or the one to be had."""
        self.card, self.question = card, self.desk.question(card, mode or self.mode)
        return self.question

    def finish(self) -> None:
        """No card stands any more."""
        self.card = self.question = None

    def mark(self, reply: Reply) -> Marking | None:
        """How a reply to the question that stands is marked."""
        if self.question is None:
            return None
        self.how = self.question.mode
        return self.desk.mark(self.question, reply)

    def intervals(self) -> dict[Rating, str]:
        """What each rating would give the card that stands, in words."""
        if self.card is None:
            return {}
        at, due_words = self.now(), DueWords()
        given = self.session.intervals(self.card.id)
        return {rating: due_words.interval(each.due, each.days, at) for rating, each in given.items()}

    def rate(self, card: Card, rating: Rating, spent_ms: int) -> Review:
        """Schedule the card that stands."""
        review = self.session.answer(card.id, rating, mode=self.how, duration_ms=spent_ms)
        self.spent_ms += spent_ms
        self.answered.append(Answered(card, rating, review.id))
        self.waiting -= rating is not Rating.AGAIN
        return review

    def take_back(self) -> Card | None:
        """The card of the last rating, which is taken back; None where something else was done since."""
        if not self.answered or self.journal.last_target() != self.answered[-1].review_id:
            return None
        self.journal.undo()
        self.waiting += 1
        return self.answered.pop().card

    def forget(self, review_id: str) -> bool:
        """A rating was taken back elsewhere: whether it was of this session, where it counts no longer."""
        kept = [each for each in self.answered if each.review_id != review_id]
        forgotten = len(kept) < len(self.answered)
        self.answered = kept
        return forgotten

    def likely_next(self) -> tuple[Card, Question] | None:
        """The card that most likely comes after the one that stands, and its question, which the desk then has made."""
        card = None if self.card is None else self.session.likely_after(self.card.id)
        return None if card is None else (card, self.desk.question(card, self.mode))

    @property
    def mode(self) -> QuestionMode | None:
        """The mode that was chosen for all."""
        return QuestionMode(self.wanted) if self.wanted else None

    @property
    def minutes(self) -> int:
        """How long the answers took, one at least."""
        return max(1, round(self.spent_ms / 60_000))

    @property
    def missed(self) -> dict[str, str]:
        """The answers that were not known, by the id of their card."""
        return {each.card.id: each.card.answer for each in self.answered if each.rating is Rating.AGAIN}
