"""Which questions a printed paper asks: of several kinds, none of which answers another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import product
from random import Random

from desktop.domain.card import Card
from desktop.domain.question import Question, QuestionMode
from desktop.pipeline.giveaways import essence

# The kinds in the order of the paper, and how many of ten questions are of each.
SHARES: Mapping[QuestionMode, int] = {
    QuestionMode.CHOICE: 3,
    QuestionMode.TRUE_FALSE: 2,
    QuestionMode.TYPED: 4,
    QuestionMode.LIST: 1,
}
_WORTH = {QuestionMode.CHOICE: 2, QuestionMode.TRUE_FALSE: 1, QuestionMode.TYPED: 2, QuestionMode.LIST: 6}
FULL_MARKS = 100
_MOST_TRIED = 400  # cards that are looked at for one kind
_SHORTEST_GIVEAWAY = 3  # characters: shorter answers are words that any paper is full of

Ask = Callable[[Card, QuestionMode], Question]


def draw_questions(
    cards: Sequence[Card],
    number: int,
    modes: Collection[QuestionMode],
    chance: Random,
    ask: Ask,
    used: Collection[str] = (),
) -> dict[QuestionMode, list[Question]]:
    """``number`` questions, or as many as there are, by kind; the kinds of SHARES that are among ``modes``.

    No sentence is asked twice. Cards whose ids are in ``used`` come only where there are no others. ``ask`` makes
    the question of a card; one of another kind than asked for is not taken. The order of ``cards`` does not matter.
    """
    waiting = sorted(cards, key=lambda each: each.id)
    chance.shuffle(waiting)
    waiting.sort(key=lambda each: each.id in used)
    taken: dict[QuestionMode, list[Question]] = {mode: [] for mode in SHARES if mode in modes}
    quotas = _quotas(number, list(taken))
    asked: list[tuple[str, str]] = []  # what each question taken shows, and its answer
    sentences: set[str] = set()
    # The kinds that fewest cards allow choose first; what they leave open the others fill.
    for mode in sorted(taken, key=lambda each: SHARES[each]):
        short = sum(quotas[each] - len(taken[each]) for each in taken if SHARES[each] < SHARES[mode])
        wanted = quotas[mode] + (max(0, short) if mode is max(taken, key=lambda each: SHARES[each]) else 0)
        for card in waiting[:] if mode is QuestionMode.TYPED else waiting[:_MOST_TRIED]:
            if len(taken[mode]) >= wanted:
                break
            if card.sentence in sentences:
                continue
            question = ask(card, mode)
            if kind_of(question, card) is not mode:
                continue
            shown, answer = essence(_printed(question)), essence(question.answer)
            if any(_within(answer, other) or _within(theirs, shown) for other, theirs in asked):
                continue
            taken[mode].append(question)
            asked.append((shown, "" if mode is QuestionMode.TRUE_FALSE else answer))
            sentences.add(card.sentence)
    for questions in taken.values():
        chance.shuffle(questions)
    return {mode: questions for mode, questions in taken.items() if questions}


def kind_of(question: Question, card: Card) -> QuestionMode:
    """The part of a paper a question belongs to: one of the learner's own without gaps is answered in a few lines."""
    return QuestionMode.LIST if question.mode is QuestionMode.TYPED and not card.blanks else question.mode


def share_points(counts: Mapping[QuestionMode, int], total: int = FULL_MARKS) -> dict[QuestionMode, int]:
    """Whole points for one question of each kind, so that the paper makes ``total`` or as near as it can be."""
    modes = [mode for mode in counts if counts[mode]]
    usual = sum(counts[mode] * _WORTH[mode] for mode in modes)
    if not usual:
        return {}
    fair = {mode: _WORTH[mode] * total / usual for mode in modes}
    ranges = [range(max(1, int(fair[mode] * 0.6)), int(fair[mode] * 1.5) + 2) for mode in modes]
    best = min(
        product(*ranges),
        key=lambda points: (
            abs(total - sum(counts[mode] * each for mode, each in zip(modes, points, strict=True))),
            sum(abs(each - fair[mode]) / fair[mode] for mode, each in zip(modes, points, strict=True)),
        ),
    )
    return dict(zip(modes, best, strict=True))


def _quotas(number: int, modes: Sequence[QuestionMode]) -> dict[QuestionMode, int]:
    """The number of each kind by the shares, the largest remainders first."""
    total = sum(SHARES[mode] for mode in modes)
    exact = {mode: number * SHARES[mode] / total for mode in modes}
    quotas = {mode: int(exact[mode]) for mode in modes}
    for mode in sorted(modes, key=lambda each: int(exact[each]) - exact[each])[: number - sum(quotas.values())]:
        quotas[mode] += 1
    return quotas


def _printed(question: Question) -> str:
    """What of a question a paper shows."""
    return "\n".join((question.prompt.shown(), *question.options))


def _within(answer: str, shown: str) -> bool:
    return len(answer) >= _SHORTEST_GIVEAWAY and answer in shown
