"""A question and a reply -> how it was marked, and the rating that suggests."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.answer import AnswerLevel
from desktop.domain.card import Rating
from desktop.domain.question import Marking, Question, QuestionMode
from desktop.pipeline.answers import AnswerTables, check_answer
from desktop.pipeline.giveaways import gives_away

Reply = str | int | bool | Sequence[int]
_NEARLY = 0.9  # of a whole sentence, or of the pairs of an order, that must be right to call it near


def mark(question: Question, reply: Reply, tables: AnswerTables, level: str = AnswerLevel.NORMAL) -> Marking:
    """Mark a reply: words, the place of the chosen option, true or false, or the shown items' places in the order
    chosen (``[2, 0, 1]``: the third shown comes first).

    Raises TypeError for a reply of another form than the question's mode takes, ValueError for an order that
    is not one.
    """
    if question.mode is QuestionMode.TRUE_FALSE:
        return _plainly(_expect(reply, bool) == (question.change is None))
    if question.mode is QuestionMode.CHOICE:
        return _plainly(_expect(reply, int) == question.right_option)
    if question.mode is QuestionMode.ORDER:
        if isinstance(reply, (str, int)):
            raise TypeError(reply)
        return _mark_order(question.places, reply)
    return _mark_words(question, str(_expect(reply, str)), tables, level)


def mark_recitation(known: Sequence[bool]) -> Marking:
    """Mark a page said by heart: ``known`` says of each phrase whether it came before it was revealed."""
    share = sum(known) / len(known) if known else 1.0
    verdict = "exact" if share == 1.0 else "near" if share >= _NEARLY else "wrong"
    return Marking(verdict, _RATINGS[verdict], share, items=tuple(known))


_RATINGS = {"exact": Rating.GOOD, "near": Rating.HARD, "wrong": Rating.AGAIN}


def _expect(reply: Reply, kind: type) -> object:
    if type(reply) is not kind:
        raise TypeError(reply)
    return reply


def _plainly(right: bool) -> Marking:
    verdict = "exact" if right else "wrong"
    return Marking(verdict, _RATINGS[verdict], float(right))


def _mark_order(places: Sequence[int], chosen: Sequence[int]) -> Marking:
    """By the pairs that stand the wrong way round: none is right, a single one near."""
    if sorted(chosen) != list(range(len(places))):
        raise ValueError(chosen)
    order = [places[each] for each in chosen]
    pairs = [(a, b) for n, a in enumerate(order) for b in order[n + 1 :]]
    wrong = sum(a > b for a, b in pairs)
    verdict = "exact" if not wrong else "near" if wrong == 1 else "wrong"
    items = tuple(place == n for n, place in enumerate(order))
    return Marking(verdict, _RATINGS[verdict], 1.0 - wrong / len(pairs) if pairs else 1.0, items=items)


def _mark_words(question: Question, given: str, tables: AnswerTables, level: str) -> Marking:
    found = check_answer(question.answer, given, level, question.any_order, tables=tables)
    verdict, rating = found.verdict, found.rating
    right = verdict in ("exact", "accepted")
    items = tuple(right or gives_away(given, item) for item in question.items)
    if right:
        share = 1.0
    elif items:
        share = sum(items) / len(items)
    else:
        same = sum(len(piece.expected) for piece in found.diff if piece.op in ("equal", "form"))
        share = same / len(question.answer) if question.answer else 0.0
    if question.mode is QuestionMode.NEXT and verdict == "wrong" and share >= _NEARLY:
        verdict, rating = "near", Rating.HARD  # nobody is failed for one word of a whole sentence
    return Marking(verdict, rating, share, found.diff, found.reason, items)
