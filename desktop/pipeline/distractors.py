"""Wrong answers that look right: of the same kind and length, likely to be confused, and not also right."""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import NamedTuple

from desktop.domain.phrase import PhraseKind, PhraseOccurrence
from desktop.pipeline.answers import AnswerTables, check_answer
from desktop.pipeline.giveaways import essence
from desktop.pipeline.number_variants import shape, variants
from desktop.pipeline.segmentation import tag_known
from desktop.pipeline.word_families import relatives

NUMBER = 3  # wrong options beside the right one
CONFUSABLE = 1.5  # likeness from which two phrases are easily taken for one another
_COUNTED = re.compile(r"(?P<number>[两双一二三四五六七八九十]+)(?P<measure>[个大种项条类为有型位]?)(?=..)")
_NUMERIC = re.compile(r"[\d一二三四五六七八九十百千万亿两〇零]")
_MOST_LOOKED_AT = 60
_CONTEXT = 3  # characters to either side that make two places alike
_EQUAL_NAMES = (frozenset(("党中央", "中共中央", "中国共产党中央委员会")), frozenset(("我国", "中国", "我们国家")))


class Known(NamedTuple):
    """A phrase that may serve; ``group`` is equal for phrases of one origin and weight."""

    text: str
    kind: str
    group: str = ""


class Bank:
    """Phrases by kind and length, found by the characters they share with another one."""

    def __init__(self, phrases: Iterable[Known] = (), contexts: Iterable[tuple[str, str, str]] = ()) -> None:
        self._origins: dict[str, tuple[str, str]] = {}  # kind and group
        self._contexts: dict[str, set[tuple[str, str]]] = defaultdict(set)
        origins: dict[tuple[str, str], tuple[str, str]] = {}  # tens of thousands of phrases share a few
        by_size: dict[tuple[str, int], list[str]] = defaultdict(list)
        for text, kind, group in phrases:
            if text and text not in self._origins:
                self._origins[text] = origins.setdefault((kind, group), (kind, group))
                by_size[_kind(text, kind), len(text)].append(text)
        self._pools = {size: _Pool(texts) for size, texts in by_size.items()}
        for text, before, after in contexts:
            self._contexts[text].add((before, after))

    @classmethod
    def of_article(cls, text: str, phrases: Sequence[PhraseOccurrence]) -> Bank:
        """The phrases of an article, with what stands around them."""
        return cls(
            (Known(phrase.text, str(phrase.kind)) for phrase in phrases),
            ((phrase.text, *context_of(text, phrase.start, phrase.end)) for phrase in phrases),
        )

    def kind_of(self, text: str) -> str:
        """The kind of a phrase of this bank; empty for another one."""
        return self._origins.get(text, ("", ""))[0]

    def group_of(self, text: str) -> str:
        """Its group; empty for a phrase that is not of this bank."""
        return self._origins.get(text, ("", ""))[1]

    def alike(self, text: str, kind: str) -> list[str]:
        """Phrases of that kind and about that length which share most with ``text``."""
        shared = [each for pool in self._about(text, kind) for each in pool.sharing(text)]
        return [each for _, each in heapq.nsmallest(_MOST_LOOKED_AT, shared)]

    def others(self, text: str, kind: str, chance: Random) -> list[str]:
        """Phrases of that kind and about that length, whatever they share."""
        return [
            pool[number]
            for pool in self._about(text, kind)
            for number in chance.sample(range(len(pool)), min(len(pool), _MOST_LOOKED_AT // 3))
        ]

    def _about(self, text: str, kind: str) -> list[_Pool]:
        return [pool for size in _sizes(text) if (pool := self._pools.get((kind, size)))]

    def stands_between(self, text: str, before: str, after: str) -> bool:
        """Whether the article has ``text`` in just such a place, so that it may be right there too."""
        return any(
            (left[-2:] == before[-2:] and right[:1] == after[:1]) or (len(left) == _CONTEXT and left == before)
            for left, right in self._contexts.get(text, ())
        )


class _Pool:
    """Phrases of one length, not empty, end to end in one string: an index would take a hundred times as much."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._length = len(texts[0])
        self._texts = "".join(texts)

    def __len__(self) -> int:
        return len(self._texts) // self._length

    def __getitem__(self, number: int) -> str:
        return self._texts[number * self._length : (number + 1) * self._length]

    def sharing(self, text: str) -> Iterator[tuple[int, str]]:
        """Those that share something with ``text``, each after how much, counted downwards from 0."""
        shared: Counter[int] = Counter()
        length = self._length
        for character in set(text):
            shared.update({place // length for place in self._places(character)})
        if length > 1 and len(text) > 1:
            ends, begins = length - min(length, 2), text[:2]
            shared.update(place // length for place in self._places(text[-2:]) if place % length == ends)
            shared.update(place // length for place in self._places(begins) if place % length == 0)
        if counted := _COUNTED.match(text):
            shared.update(self._counted.get(counted["measure"], ()))
        return ((-number, self[each]) for each, number in shared.items())

    @cached_property
    def _counted(self) -> Mapping[str, Sequence[int]]:
        """Those that count something, as 四个意识 does, by their measure words."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self)):
            if counted := _COUNTED.match(self[number]):
                found[counted["measure"]].append(number)
        return found

    def _places(self, part: str) -> Iterator[int]:
        place = self._texts.find(part)
        while place >= 0:
            yield place
            place = self._texts.find(part, place + 1)


@dataclass(frozen=True, slots=True)
class Gap:
    """What is asked for: ``answer`` at ``start`` of ``sentence``; ``near`` is the article's text around it."""

    answer: str
    kind: str
    sentence: str
    start: int
    near: str = ""


def context_of(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after ``[start, end)``, a few characters each, quotation marks left out."""
    before = text[max(0, start - _CONTEXT - 1) : start].strip("“”‘’「」《》")[-_CONTEXT:]
    return before, text[end : end + _CONTEXT + 1].strip("“”‘’「」《》")[:_CONTEXT]


def choose_distractors(
    gap: Gap, article: Bank, known: Bank, chance: Random, tables: AnswerTables, number: int = NUMBER
) -> list[str]:
    """At most ``number`` wrong answers, the most confusable first; fewer where there are not so many honest ones.

    ``article`` and ``known`` hold the phrases of the article and those of the dictionaries. Each is of the answer's
    kind, within one character of its length, not to be read in the sentence, and marked wrong, against the answer
    and against the others, by the check of typed answers.
    """
    taken: list[str] = []
    answer, sentence = essence(gap.answer), essence(gap.sentence)
    around = context_of(gap.sentence, gap.start, gap.start + len(gap.answer))
    for candidate in _ranked(gap, article, known, chance):
        plain = essence(candidate)
        if (
            plain
            and abs(len(candidate) - len(gap.answer)) <= 1
            and plain not in answer
            and answer not in plain
            and sorted(plain) != sorted(answer)  # 克难攻坚 says what 攻坚克难 says
            and plain not in sentence
            and not any({candidate, gap.answer} <= names for names in _EQUAL_NAMES)
            and not article.stands_between(candidate, *around)
            and all(_differs(candidate, other, tables) for other in (gap.answer, *taken))
        ):
            taken.append(candidate)
            if len(taken) == number:
                break
    return taken


def likeness(one: str, other: str) -> float:
    """How easily two phrases are confused: what they share in characters, ends and counting, 0 to about 4."""
    first, second = set(one), set(other)
    alike = 1.5 * len(first & second) / max(len(first), len(second))
    counted, also = _COUNTED.match(one), _COUNTED.match(other)
    if counted and also:
        alike += 0.8 + (0.8 if counted["number"] == also["number"] else 0.0)
    ending = next((n for n in (3, 2, 1) if one[-n:] == other[-n:]), 0)
    beginning = next((n for n in (2, 1) if one[:n] == other[:n]), 0)
    return alike + 0.35 * ending + 0.25 * beginning + (0.15 if len(one) == len(other) else 0.0)


def _ranked(gap: Gap, article: Bank, known: Bank, chance: Random) -> Iterator[str]:
    """Candidates: what is easily confused, then what the article has, then what the dictionaries have."""
    answer = gap.answer
    kind = known.kind_of(answer) if gap.kind in ("word", "own", "") else gap.kind
    kind = _kind(answer, kind or article.kind_of(answer) or "word")
    group = known.group_of(answer)
    if kind in (PhraseKind.NUMBER, PhraseKind.DATE):
        form = shape(answer)
        yield from (each for each in article.alike(answer, kind) if shape(each) == form)
        yield from variants(answer, chance)
        return
    scores: dict[str, float] = {}
    for bank, weight in ((article, 0.3), (known, 0.0)):
        for each in bank.alike(answer, kind):
            score = likeness(answer, each) + weight + (0.3 if group and bank.group_of(each) == group else 0.0)
            scores[each] = max(scores.get(each, 0.0), score + 0.2 * chance.random())
    families = relatives(answer)
    yield from chance.sample(families, len(families))
    ranked = sorted(scores, key=lambda each: (-scores[each], each))
    yield from (each for each in ranked if scores[each] >= CONFUSABLE)
    if kind == "word":
        yield from _words_like(answer, gap.near)
    # A phrase of the article belongs to its matter whatever it looks like; one of the dictionaries must look like it.
    others = article.others(answer, kind, chance)
    if kind == PhraseKind.NAME:
        sort = _sort_of(answer)
        others = [each for each in others if _sort_of(each) == sort]
    yield from sorted(others, key=lambda each: -likeness(answer, each))
    yield from ranked


def _differs(one: str, other: str, tables: AnswerTables) -> bool:
    return check_answer(one, other, "lenient", tables=tables).verdict == "wrong"


def _words_like(answer: str, near: str) -> list[str]:
    """Words of the text ``near`` that are built as the answer is, the likest first."""
    pattern = [tag[:1] for _, tag in tag_known(answer)]
    fixed = pattern in (["l"], ["i"], ["j"])  # set phrases have no part of speech to share
    words = tag_known(near)
    found: Counter[str] = Counter()
    for at in range(len(words) - len(pattern) + 1):
        if all(words[at + n][1][:1] == tag for n, tag in enumerate(pattern)):
            text = "".join(word for word, _ in words[at : at + len(pattern)])
            if len(text) > 1 and abs(len(text) - len(answer)) <= 1 and not (fixed and set(text).isdisjoint(answer)):
                found[text] += 1
    return sorted(found, key=lambda each: (-likeness(answer, each), -found[each], each))


def _sort_of(name: str) -> str:
    """What a name names, by the part of speech of its last word: a place, a person, an institution."""
    return tag_known(name)[-1][1]


def _sizes(text: str) -> range:
    return range(max(1, len(text) - 1), len(text) + 2)


def _kind(text: str, kind: str) -> str:
    """The kind under which ``text`` is kept: what counts like 四个意识 is a shorthand however it was found."""
    if kind in (PhraseKind.NUMBER, PhraseKind.DATE):
        return kind
    if kind == "word" and _NUMERIC.match(text) and len(shape(text)) <= 3 and shape(text) != text:
        return PhraseKind.NUMBER
    if kind in (PhraseKind.QUOTED, PhraseKind.OWN, "word") and _COUNTED.match(text) and len(text) <= 8:
        return PhraseKind.SHORTHAND
    return PhraseKind.FORMULA if kind in (PhraseKind.QUOTED, PhraseKind.OWN) else kind
