"""What there is to know about a phrase: what it stands for, how it is read, where else it occurs, what asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.domain.article import TextSpan
from desktop.domain.card import Card
from desktop.domain.phrase import OwnPhrase
from desktop.paths import deck_file
from desktop.services.collection import Collection
from desktop.services.pinyin_book import PinyinBook
from desktop.storage import articles, cards
from desktop.storage.identity import article_key
from desktop.storage.own_phrases import load_own_phrases

if TYPE_CHECKING:
    from desktop.pipeline.glossary import Entry

_REACH = 400  # characters around a phrase in which an article may spell it out


@dataclass(frozen=True, slots=True)
class PhraseFacts:
    """``expansion`` is the list it stands for, ``source`` who says so (empty: the article itself).

    ``here`` counts its places in the article; ``elsewhere`` gives id, title and count of other articles.
    """

    text: str
    pinyin: tuple[str, ...]
    expansion: tuple[str, ...]
    source: str
    remark: str
    here: int
    elsewhere: tuple[tuple[str, str, int], ...]
    cards: tuple[Card, ...]


class PhraseBase:
    """Looks phrases up in one collection."""

    def __init__(self, collection: Collection, pinyin: PinyinBook) -> None:
        self._collection, self._pinyin = collection, pinyin

    @cached_property
    def _glossary(self) -> Mapping[str, Entry]:
        from desktop.pipeline.glossary import parse_glossary

        return parse_glossary(deck_file("glossary.json").read_bytes())

    def about(self, article_id: str, span: TextSpan) -> PhraseFacts:
        """All about the words of ``span`` in an article. Raises NotFound."""
        with self._collection.reading() as connection:
            key = article_key(connection, article_id)
            whole = articles.load_text(connection, key)
            text = whole[span.start : span.end]
            elsewhere = articles.find_phrase(connection, text, key)
            own = next((each for each in load_own_phrases(connection) if each.text == text), OwnPhrase(text))
            _, found = cards.find_cards(connection, cards.CardFilter(words=(text,)), 40)
        expansion, source = self._expand(whole, span, own)
        return PhraseFacts(
            text=text,
            pinyin=tuple(self._pinyin.annotate(text)),
            expansion=expansion,
            source=source,
            remark=own.remark,
            here=whole.count(text),
            elsewhere=tuple(elsewhere),
            cards=tuple(card for card in found if card.answer == text),
        )

    def _expand(self, whole: str, span: TextSpan, own: OwnPhrase) -> tuple[tuple[str, ...], str]:
        from desktop.domain.phrase import PhraseKind, PhraseOccurrence
        from desktop.pipeline.glossary import find_expansions

        text = whole[span.start : span.end]
        if own.expansion:
            return own.expansion, ""
        start = max(span.start - _REACH, 0)
        near = whole[start : span.end + _REACH]
        occurrence = PhraseOccurrence(span.start - start, span.end - start, text, PhraseKind.SHORTHAND, 1.0)
        if read := find_expansions(near, [occurrence]):
            return tuple(near[item.start : item.end] for item in read[0].items), ""
        entry = self._glossary.get(text)
        return (entry.expansion, entry.source) if entry else ((), "")
