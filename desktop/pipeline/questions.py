"""A card and what stands around it -> the question that asks it; docs/questions.md tells the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from desktop.domain.article import TextSpan
from desktop.domain.card import Card, CardState, Schedule
from desktop.domain.question import Change, MaskedText, Question, QuestionMode
from desktop.pipeline.answers import AnswerTables
from desktop.pipeline.article_index import Around, ArticleIndex
from desktop.pipeline.distractors import NUMBER, Bank, Gap, choose_distractors
from desktop.pipeline.enumerations import EnumerationKind, find_enumerations
from desktop.pipeline.false_statements import changed, swaps
from desktop.pipeline.giveaways import essence, hide
from desktop.pipeline.glossary import Entry

YOUNG_DAYS = 7  # intervals below are asked by choice
_ASK_FOR_THE_ANSWER = (QuestionMode.TYPED, QuestionMode.HINT, QuestionMode.CHOICE)
MATURE_DAYS = 21  # intervals from here on are typed without a hint
LISTS = range(2, 13)  # items that a list may have
ORDERS = range(3, 8)  # things to put in order
_INSTEAD = {QuestionMode.CHOICE: QuestionMode.HINT}  # what takes the place of a mode that cannot be; else typed
_SEQUENCE = ("步", "阶段", "环节", "程序", "流程", "顺序", "等级", "级别")  # in a term whose items have an order
_TRUE_SHARE = 0.5
_SWAP_SHARE = 0.3  # of false statements, those that change another word than the answer


@dataclass(frozen=True, slots=True)
class Sources:
    """What questions are made from beside the card: known phrases, lists that terms stand for, tables of the check."""

    known: Bank
    glossary: Mapping[str, Entry]
    tables: AnswerTables


def fitting_mode(card: Card) -> QuestionMode:
    """How a card is asked by how well it is known, unless the learner fixed a mode that one card can have."""
    if card.mode in _MAKERS:
        return QuestionMode(card.mode)
    if card.note_kind == "basic":  # its own options, or what was written
        return QuestionMode.CHOICE if card.options else QuestionMode.TYPED
    return mode_by_maturity(card.schedule)


def mode_by_maturity(schedule: Schedule) -> QuestionMode:
    """Choice while a card is learnt or young, then with a hint, then typed."""
    if schedule.state is not CardState.REVIEW or schedule.scheduled_days < YOUNG_DAYS:
        return QuestionMode.CHOICE
    return QuestionMode.HINT if schedule.scheduled_days < MATURE_DAYS else QuestionMode.TYPED


def make_question(
    card: Card, mode: QuestionMode, article: ArticleIndex | None, sources: Sources, chance: Random
) -> Question:
    """The question that asks ``card`` in ``mode``, or in the mode that takes its place where that cannot be.

    ``article`` is None for a card of no article. The same ``chance`` gives the same question. Raises ValueError for
    a mode that is not about one card (recite, paper).
    """
    if mode not in _MAKERS:
        raise ValueError(mode)
    making = _Making(card, article, article.around(card) if article else Around(), sources, chance)
    trying = mode
    while (question := _MAKERS[trying](making)) is None:
        trying = _INSTEAD.get(trying, QuestionMode.TYPED)
    cue = card.cue if question.mode in _ASK_FOR_THE_ANSWER else ""
    return replace(question, wanted=mode, cue=cue)


@dataclass(frozen=True, slots=True)
class _Making:
    """What a question is being made from."""

    card: Card
    article: ArticleIndex | None
    around: Around
    sources: Sources
    chance: Random

    def question(self, mode: QuestionMode, prompt: MaskedText, answer: str) -> Question:
        return Question(self.card.id, mode, mode, prompt, answer, self.card.kind)

    def under_headings(
        self, question: Question, answers: Sequence[str], blanks: Sequence[TextSpan] = (), shown: int = -1
    ) -> Question:
        """The question with its headings, the answers hidden in all of it."""
        *headings, prompt = hide([*self.around.headings, question.prompt.text], answers, blanks, shown)
        return replace(question, headings=tuple(headings), prompt=prompt)

    def gap(self) -> Gap:
        card = self.card
        start = card.blanks[0].start if card.blanks else len(card.sentence)
        return Gap(card.answer, card.kind, card.sentence, start, self.around.near)

    def distractors(self, number: int) -> list[str]:
        bank = self.article.bank if self.article else Bank()
        return choose_distractors(self.gap(), bank, self.sources.known, self.chance, self.sources.tables, number)

    def expansion(self) -> tuple[str, ...]:
        """The items that the card's answer stands for, as the article or else the glossary has them."""
        if self.article and (items := self.article.expansions.get(self.card.answer)):
            return items
        entry = self.sources.glossary.get(self.card.answer)
        return entry.expansion if entry else ()


def _typed(making: _Making, mode: QuestionMode = QuestionMode.TYPED) -> Question | None:
    card = making.card
    question = making.question(mode, MaskedText(card.sentence), card.answer)
    if not card.blanks:  # the learner's own words ask
        return replace(question, answer=card.back or card.answer)
    blanks = [card.sentence[start:end] for start, end in card.blanks]
    shown = -1
    if mode is QuestionMode.HINT:
        if len(essence(card.answer)) < 2:
            return None
        first = card.blanks[0]
        shown = next(at for at in range(*first) if essence(card.sentence[at]))
        question = replace(question, hint=card.sentence[shown])
    return making.under_headings(question, [card.answer, *blanks], card.blanks, shown)


def _hint(making: _Making) -> Question | None:
    return _typed(making, QuestionMode.HINT) if making.card.blanks else None


def _choice(making: _Making) -> Question | None:
    if making.card.back in making.card.options:
        return _own_choice(making)
    others = making.distractors(NUMBER)
    question = _typed(making, QuestionMode.CHOICE)
    if len(others) < NUMBER or question is None:
        return None
    options = [question.answer, *others]
    making.chance.shuffle(options)
    return replace(question, options=tuple(options))


def _own_choice(making: _Making) -> Question:
    """The options that the question came with, two of them in their own order."""
    card = making.card
    options = list(card.options)
    if len(options) > 2:
        making.chance.shuffle(options)
    question = making.question(QuestionMode.CHOICE, MaskedText(card.sentence), card.back)
    return replace(question, options=tuple(options))


def _true_false(making: _Making) -> Question | None:
    card = making.card
    if not card.blanks:
        return None
    sentence, change = card.sentence, None
    possible = _changes(making)
    if possible and making.chance.random() >= _TRUE_SHARE:
        sentence, change = changed(card.sentence, possible[0])
    question = making.question(QuestionMode.TRUE_FALSE, MaskedText(sentence), card.sentence)
    headings = tuple(hide([heading], [card.answer])[0] for heading in making.around.headings)
    return replace(question, headings=headings, change=change)


def _changes(making: _Making) -> list[Change]:
    """What would make the card's sentence false, best first."""
    card = making.card
    others = list(swaps(card.sentence, making.around.near))
    making.chance.shuffle(others)
    span = card.blanks[0]
    if len(card.blanks) > 1 or card.sentence[slice(*span)] != card.answer:  # it stands elsewhere in the sentence too
        return others
    own = [Change(*span, card.answer, each) for each in making.distractors(1)]
    return [*others, *own] if making.chance.random() < _SWAP_SHARE else [*own, *others]


def _list(making: _Making) -> Question | None:
    card = making.card
    spans: tuple[TextSpan, ...] = ()
    items = making.expansion()
    any_order = not any(sign in card.answer for sign in _SEQUENCE)
    if not items:
        spans, any_order = _listed(card)
        items = tuple(card.sentence[start:end] for start, end in spans)
    if len(items) not in LISTS or len(set(map(essence, items))) < len(items) or not card.blanks:
        return None
    answer = "、".join(items)
    question = making.question(QuestionMode.LIST, MaskedText(card.sentence), answer)
    # Where an item is hidden all over, the whole list cannot be read either.
    hidden = items if any(len(essence(item)) > 1 for item in items) else (answer, *items)
    question = making.under_headings(question, hidden, spans)
    if not spans and _overlap(question.prompt.hidden, card.blanks):
        return None  # nothing would be left to ask by
    if len(essence("".join(piece for piece, hidden in question.prompt.pieces() if not hidden))) < 2:
        return None
    return replace(question, items=items, any_order=any_order, asked="" if spans else card.answer)


def _listed(card: Card) -> tuple[tuple[TextSpan, ...], bool]:
    """The list in the card's sentence that its blank is part of, and whether its order is free."""
    for found in find_enumerations(card.sentence):
        if card.blanks and _overlap(found.items, card.blanks[:1]):
            return found.items, found.kind is EnumerationKind.LISTED
    return (), False


def _overlap(spans: Sequence[TextSpan], others: Sequence[TextSpan]) -> bool:
    return any(start < last and first < end for start, end in spans for first, last in others)


def _next(making: _Making) -> Question | None:
    before, sentence = making.around.before, making.card.sentence
    if not before or len(essence(sentence)) < 2 or essence(sentence) in essence(before):
        return None
    question = making.question(QuestionMode.NEXT, MaskedText(before), sentence)
    return making.under_headings(question, [sentence])


def _order(making: _Making) -> Question | None:
    card, around = making.card, making.around
    counted, free = _listed(card)
    headings = around.headings
    if expansion := making.expansion():
        items, prompt = expansion, card.sentence
    elif counted and not free:
        items, prompt = tuple(card.sentence[start:end] for start, end in counted), card.sentence
    else:
        first = max(0, min(around.sibling - ORDERS.stop // 2, len(around.siblings) - ORDERS[-1]))
        items = around.siblings[first : first + ORDERS[-1]]
        headings, prompt = headings[:-1], around.title
    if len(items) not in ORDERS or len(set(map(essence, items))) < len(items) or not all(map(essence, items)):
        return None
    right = list(range(len(items)))
    places = right
    while places == right:
        places = making.chance.sample(right, len(right))
    *above, asked = hide([*headings, prompt], items)
    question = making.question(QuestionMode.ORDER, asked, "；".join(items))
    shown = tuple(items[place] for place in places)
    about = card.answer if expansion else ""
    return replace(question, headings=tuple(above), items=shown, places=tuple(places), asked=about)


_MAKERS: Mapping[str, Callable[[_Making], Question | None]] = {
    QuestionMode.TYPED: _typed,
    QuestionMode.CHOICE: _choice,
    QuestionMode.TRUE_FALSE: _true_false,
    QuestionMode.LIST: _list,
    QuestionMode.NEXT: _next,
    QuestionMode.ORDER: _order,
    QuestionMode.HINT: _hint,
}
CARD_MODES = tuple(QuestionMode(mode) for mode in _MAKERS)  # those that one card can be asked in
