"""What an exam plan asks of a study day: its new cards, every review it has planned, and those of its last days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.card import CardState
from desktop.services.deck_options import DEFAULT_DECK, deck_settings
from desktop.services.exam_in_force import ExamInForce
from desktop.storage import card_queue, done_counts
from desktop.storage.card_queue import Cover, Scope
from desktop.storage.decks import StoredDeck
from desktop.storage.identity import article_keys

if TYPE_CHECKING:
    from desktop.storage.database import Connection

# On so many days before the exam, cards that are not due are asked too where that still raises recall by its price.
LAST_DAYS = 7
_AT_ONCE = 200


class ExamShare(NamedTuple):
    """The part of a session that follows a plan: the cards of ``scope``, ``new_left`` new ones today.

    ``extra`` are keys of cards worth a review beyond those due, the most worthwhile first; ``extra_left`` how many
    more of them the day's plan has room for.
    """

    cover: Cover
    scope: Scope
    new_left: int
    extra: tuple[int, ...] = ()
    extra_left: int = 0

    def next_extra(self, connection: Connection) -> str | None:
        """The card that is most worth a review today, of those that are not due."""
        if self.extra_left <= 0:
            return None
        for some in self._batches():
            ahead = card_queue.still_ahead(connection, self.scope, some)
            for key in some:
                if key in ahead:
                    return ahead[key]
        return None

    def count_extra(self, connection: Connection) -> int:
        """How many of them may be asked."""
        found = 0
        for some in self._batches():
            if found >= self.extra_left:
                break
            found += len(card_queue.still_ahead(connection, self.scope, some))
        return max(0, min(found, self.extra_left))

    def _batches(self) -> list[tuple[int, ...]]:
        return [self.extra[start : start + _AT_ONCE] for start in range(0, len(self.extra), _AT_ONCE)]


_extras: dict[tuple[ExamInForce, int], tuple[int, ...]] = {}  # of the plan and day that were asked for last


def exam_share(connection: Connection, exam: ExamInForce, everything: Sequence[StoredDeck], scope: Scope) -> ExamShare:
    """The share of the plan ``exam`` in a session of ``scope``; ``everything`` are all decks."""
    from desktop.pipeline.exam_plan import new_cards_on

    cover = Cover(
        tuple(deck.key for deck in everything if exam.covers_deck(deck.name)),
        article_keys(connection, exam.articles),
    )
    day = scope.day
    whole = Scope(tuple(deck.key for deck in everything), day).split(cover)[0]
    done = done_counts.count_done_of(connection, day, CardState.NEW, cover)
    waiting = sum(card_queue.count_new(connection, whole).values())
    wanted = max(0, waiting - exam.left_out)
    new_left = min(wanted, max(0, new_cards_on(exam.plan, day, wanted + done) - done))
    extra: tuple[int, ...] = ()
    room = 0
    if exam.plan.goal.day - day <= LAST_DAYS:
        planned = round(exam.plan.reviews_per_day[day - exam.plan.today])
        due = sum(card_queue.count_reviews(connection, whole).values())
        room = planned - due - done_counts.count_done_of(connection, day, CardState.REVIEW, cover)
        if room > 0:
            extra = _extra(connection, exam, everything, whole)
    return ExamShare(cover, scope.split(cover)[0], new_left, extra, room)


def _extra(
    connection: Connection, exam: ExamInForce, everything: Sequence[StoredDeck], whole: Scope
) -> tuple[int, ...]:
    """Keys of the cards of the plan worth a review today, reckoned once a day: an answer changes only its own card."""
    from desktop.pipeline.exam_plan import PlannedDays

    known = exam, whole.day
    if known not in _extras:
        ahead = card_queue.waiting_ahead(connection, whole)
        keys = {card: key for key, (card, _) in ahead.items()}
        settings = deck_settings(everything, exam.decks[0] if exam.decks else DEFAULT_DECK)
        worth = PlannedDays(exam.plan, settings).extra(dict(ahead.values()), whole.day)
        _extras.clear()
        _extras[known] = tuple(keys[card] for card in worth)
    return _extras[known]
