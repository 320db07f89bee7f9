"""What stands around a card in its article, found without reading the article again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.domain.article import Section, Sentence
from desktop.domain.card import Card
from desktop.domain.phrase import PhraseOccurrence
from desktop.pipeline.distractors import Bank
from desktop.pipeline.giveaways import Readable
from desktop.pipeline.glossary import find_expansions

_NEAR = 1_500  # characters to either side that count as near


@dataclass(frozen=True, slots=True)
class Around:
    """What an article says around a sentence; all empty where the sentence is of no article.

    ``headings`` stand above it, outermost first, as printed. ``siblings`` are the titles of the innermost heading
    and those beside it, ``sibling`` the place of the innermost among them. ``before`` is the sentence before,
    ``near`` the text to either side.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    sibling: int = 0
    before: str = ""
    near: str = ""


class ArticleIndex:
    """An article as questions are made from it; its parts are worked out when first needed."""

    def __init__(
        self,
        title: str,
        text: str,
        sections: Sequence[Section],
        sentences: Sequence[Sentence],
        phrases: Sequence[PhraseOccurrence],
    ) -> None:
        self.text = text
        self._title = title
        self._sections = sections
        self._sentences = sentences
        self.phrases = phrases

    @cached_property
    def readable(self) -> Readable:
        """Its text, for finding answers in it."""
        return Readable(self.text)

    @cached_property
    def bank(self) -> Bank:
        """Its phrases, for distractors."""
        return Bank.of_article(self.text, self.phrases)

    @cached_property
    def expansions(self) -> dict[str, tuple[str, ...]]:
        """The lists that the article spells out, by the phrase that stands for them."""
        found: dict[str, tuple[str, ...]] = {}
        for each in find_expansions(self.text, self.phrases):
            items = tuple(self.text[start:end] for start, end in each.items)
            found.setdefault(self.text[each.start : each.end], items)
        return found

    def around(self, card: Card) -> Around:
        """What stands around a card's sentence; only the title where the article no longer has it there."""
        if card.article_span is None or not card.blanks:
            return Around(self._title)
        start = card.article_span.start - card.blanks[0].start
        end = start + len(card.sentence)
        if start < 0 or self.text[start:end] != card.sentence:
            return Around(self._title)
        headings: list[str] = []
        siblings: tuple[str, ...] = ()
        place = 0
        beside = self._sections
        while found := _containing(beside, start):
            place, section = found
            siblings = tuple(each.title for each in beside)
            if start >= section.start + len(section.label) + len(section.title):
                headings.append(f"{section.label}{section.title}")
            beside = section.children
        number = bisect_left(self._sentences, (start,))
        before = self.text[slice(*self._sentences[number - 1])] if number else ""
        near = self.text[max(0, start - _NEAR) : end + _NEAR]
        return Around(self._title, tuple(headings), siblings, place, before, near)


def _containing(sections: Sequence[Section], at: int) -> tuple[int, Section] | None:
    return next(((n, each) for n, each in enumerate(sections) if each.start <= at < each.end), None)
