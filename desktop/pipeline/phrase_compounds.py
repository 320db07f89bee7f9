"""Terms of several words that no list has.

One kind is known by the word it ends in: 海上货物运输|合同, 服务业|增加值. The head names a fixed kind of thing;
the nouns straight before it say which. Modifiers that vary freely (有关, 重大, 全省) are left out. The other
kind is known by being said again and again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from desktop.domain.phrase import PhraseKind
from desktop.pipeline.compound_words import (
    FOLLOWERS,
    HEADS,
    LOOSE_HEADS,
    LOOSE_MODIFIERS,
    PROCEEDINGS,
    STOPS,
)
from desktop.pipeline.phrase_patterns import Candidate

_MODIFIER_TAGS = frozenset(("n", "vn", "nz", "b", "j", "l", "ng", "nrt", "an", "ns", "nr", "g", "i"))


_NOUN_TAGS = frozenset(("n", "vn", "nz", "b", "j", "l", "nrt", "an"))
_EMPTY_TAGS = frozenset(("x", "uj", "ul", "p", "c", "u", "uz", "ud", "ug", "uv", "zg", "r"))
_REFORM = "改革"
_REFORMED = frozenset(("制度", "体制"))
_WHOLE = 4  # characters of a single word that counts when it is repeated
_WHOLE_TAGS = frozenset(("n", "nz"))
_REPEATS = 3  # how often a compound must stand in a short text
_PER_REPEAT = 10_000  # and once more for each so many code points
_MOST_MODIFIERS = 4
_LONGEST = 14


@cache
def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def find_compounds(words: Sequence[tuple[str, str]], ends: Sequence[int]) -> Iterator[Candidate]:
    """Compounds of a text given as words with their parts of speech and the places where they end."""
    heads, verbs = _words(HEADS), _words(PROCEEDINGS)
    free, stops, go_on = _words(LOOSE_MODIFIERS), _words(STOPS), _words(FOLLOWERS)
    places = [index for index, (word, _) in enumerate(words) if word in heads or word[-2:] in heads or word == _REFORM]
    for index in places:
        if index + 1 < len(words) and words[index + 1][0] in go_on:
            continue
        first = index
        if words[index][0] == _REFORM:  # of 土地|制度|改革, not of 农村|改革
            first = index - 1
            if index == 0 or words[first][0] not in _REFORMED:
                continue
        while first and index - first < _MOST_MODIFIERS:
            word, tag = words[first - 1]
            if word in stops or not (tag in _MODIFIER_TAGS or word in verbs):
                break
            first -= 1
        while first < index and (len(words[first][0]) == 1 or words[first][0] in free):
            first += 1
        start = ends[first - 1] if first else 0
        if first < index and words[first][0] not in _REFORMED and 3 < ends[index] - start <= _LONGEST:
            yield Candidate(start, ends[index], PhraseKind.TERM, 0.45)


def find_repeated(words: Sequence[tuple[str, str]], ends: Sequence[int]) -> Iterator[Candidate]:
    """Compounds of two to four nouns that the text itself says again and again: what it is about.

    One that always stands beside the same word is a piece of something longer and no candidate.
    """
    free, stops, loose = _words(LOOSE_MODIFIERS), _words(STOPS), _words(LOOSE_HEADS)
    places: dict[str, list[tuple[int, int, int]]] = {}
    run = 0  # how many nouns stand in a row before this one
    for index, (word, tag) in enumerate(words):
        if tag not in _NOUN_TAGS or word in stops or not "\u4e00" <= word[0] <= "\u9fff":
            run = 0
            continue
        if word not in loose:
            joined = word
            if len(word) >= _WHOLE and tag in _WHOLE_TAGS:
                places.setdefault(word, []).append((ends[index] - len(word), index - 1, index + 1))
            for first in range(index - 1, index - 1 - min(run, _MOST_MODIFIERS - 1), -1):
                joined = words[first][0] + joined
                if len(words[first][0]) > 1 and words[first][0] not in free and 4 <= len(joined) <= _LONGEST:
                    places.setdefault(joined, []).append((ends[index] - len(joined), first - 1, index + 1))
        run += 1
    least = _REPEATS + (ends[-1] if ends else 0) // _PER_REPEAT
    for compound, found in places.items():
        if len(found) < least or _always_same(words, {before for _, before, _ in found}):
            continue
        if not _always_same(words, {after for _, _, after in found}):
            for start, _, _ in found:
                yield Candidate(start, start + len(compound), PhraseKind.TERM, 0.4)


def _always_same(words: Sequence[tuple[str, str]], places: set[int]) -> bool:
    """Whether one and the same word that carries meaning stands at all these places."""
    beside = {words[place] if 0 <= place < len(words) else ("", "x") for place in places}
    _, tag = next(iter(beside))
    return len({word for word, _ in beside}) == 1 and tag not in _EMPTY_TAGS
