"""Phrases that stand for a list, and the list: from the shipped glossary or from the article itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from desktop.domain.article import TextSpan
from desktop.domain.phrase import PhraseKind, PhraseOccurrence

_DIGITS = "零一二三四五六七八九"
_NUMERAL = re.compile(r"十?[一二三四五六七八九]|[两双十]|[一二三四五六七八九]十[一二三四五六七八九]?")
_QUOTES_AFTER = re.compile(r"[”’」』》]?")
_LEAD = re.compile(
    r"（(?:即|指|包括)?[：:]?(?P<inside>[^（）]{4,300})）"
    r"|[，,]?(?:的内容)?(?:[，,]?即|包括|分别是|分别为|具体是指|具体为|是指|指的是|就是|——)[：:]?(?P<after>[^。！？\n（）]{4,300})"
    r"|[：:](?P<colon>[^。！？\n（）]{4,300})"
)
_JOINT = re.compile(r"[和及与](?=[^和及与]*$)|以及(?=[^和及与]*$)")
_CLAUSE_BEFORE = re.compile(r"[^，。；：！？\n“”‘’（）]*$")
_CLAUSE_END = re.compile("[，；]")
_LEAST_BEFORE = 3  # two words before a phrase are too often no list
_LEADS = re.compile(
    "(?:完善|健全|推进|推动|加强|强化|促进|深化|坚持|落实|统筹|建立|构建|建设|实施|抓好|做[好优]|筑牢|算好|围绕|聚焦|城乡|农村)$"
)
_REACH_BEFORE = 120
_TAIL = re.compile(r"(?:[等]|(?:这|共|[一二三四五六七八九十两]+)[个大种项方面]+)[^、]{0,6}$")


class Entry(NamedTuple):
    """``expansion`` is the list that ``term`` stands for, in its order; ``source`` names a text that spells it out."""

    term: str
    expansion: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """The list that an article gives for the phrase at ``[start, end)``; ``items`` are spans of the article."""

    start: int
    end: int
    items: tuple[TextSpan, ...]


def parse_glossary(data: bytes) -> dict[str, Entry]:
    """The shipped glossary by term.

    ``data`` is JSON: ``{"version": 1, "entries": [{"term", "expansion": [two or more], "source"}]}``. Raises
    ValueError for anything else.
    """
    document = json.loads(data)
    if not isinstance(document, dict) or document.get("version") != 1:
        raise ValueError("not a glossary of version 1")
    entries: dict[str, Entry] = {}
    for fields in document["entries"]:
        entry = Entry(fields["term"], tuple(fields["expansion"]), fields["source"])
        if len(entry.expansion) < 2 or entry.term in entries or not all((entry.term, entry.source, *entry.expansion)):
            raise ValueError(f"bad glossary entry: {entry.term}")
        entries[entry.term] = entry
    return entries


def counts(term: str) -> frozenset[int]:
    """How many items ``term`` may stand for: its first numeral, or the sum of all (六大保护 6, 三严三实 3 or 6)."""
    numbers = [_value(match.group()) for match in _NUMERAL.finditer(term)]
    if not numbers or not _NUMERAL.match(term) or term.startswith("一"):  # 一带一路, 一国两制 count nothing
        return frozenset()
    return frozenset(number for number in (numbers[0], sum(numbers)) if number > 1)


def _value(numeral: str) -> int:
    if numeral in "两双":
        return 2
    tens, ten, units = numeral.partition("十")
    if not ten:
        return _DIGITS.index(numeral)
    return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(units) if units else 0)


def find_expansions(text: str, occurrences: Iterable[PhraseOccurrence]) -> list[Expansion]:
    """The lists that ``text`` itself spells out for its shorthand phrases, in text order.

    Read after the phrase (四个意识，即…；“三严三实”（…）；六项任务：…) or straight before it
    (家庭、学校、社会、网络、政府、司法“六大保护”). A list counts only if it has as many items as the phrase says.
    """
    found = []
    for occurrence in occurrences:
        if occurrence.kind is not PhraseKind.SHORTHAND:
            continue
        numbers = counts(occurrence.text)
        items = _listed_after(text, occurrence.end, numbers) or _listed_before(text, occurrence.start, numbers)
        if items:
            found.append(Expansion(occurrence.start, occurrence.end, items))
    return found


def expansions(
    text: str, occurrences: Iterable[PhraseOccurrence], glossary: Mapping[str, Entry]
) -> dict[str, tuple[str, ...]]:
    """By phrase, in text order, the list it stands for: as the article spells it out, else as the glossary has it."""
    occurrences = list(occurrences)
    read = {
        text[each.start : each.end]: tuple(text[item.start : item.end] for item in each.items)
        for each in reversed(find_expansions(text, occurrences))
    }
    known = {each.text: glossary[each.text].expansion for each in occurrences if each.text in glossary}
    return {each.text: both for each in occurrences if (both := read.get(each.text) or known.get(each.text))}


def _listed_after(text: str, end: int, numbers: frozenset[int]) -> tuple[TextSpan, ...]:
    close = _QUOTES_AFTER.match(text, end)
    lead = _LEAD.match(text, close.end() if close else end)
    if not lead or not numbers:
        return ()
    start, stop = lead.span(lead.lastgroup or 0)
    clause = _CLAUSE_END.search(text, start, stop)
    first_clause = clause.start() if clause else stop
    readings = [
        tuple(_items(text, start, limit, separators))
        for limit, separators in ((stop, "；"), (first_clause, "、"), (stop, "，"), (stop, "、，；"))
    ]
    for number in sorted(numbers, reverse=True):
        for items in readings:
            if len(items) == number:
                return items
    return ()


def _listed_before(text: str, start: int, numbers: frozenset[int]) -> tuple[TextSpan, ...]:
    if not numbers or max(numbers) < _LEAST_BEFORE:
        return ()
    stop = start - 1 if start and text[start - 1] in "“‘「『" else start
    clause = _CLAUSE_BEFORE.search(text, max(0, stop - _REACH_BEFORE), stop)
    if not clause:
        return ()
    every = list(_items(text, clause.start(), stop, "、"))
    for number in sorted(numbers, reverse=True):
        items = every[-number:]
        lengths = {span.end - span.start for span in items[1:]}
        if len(items) == number and len(lengths) == 1:
            first = items[0].end - lengths.pop()
            lead = text[items[0].start : first]
            if first >= items[0].start and (number > _LEAST_BEFORE or not lead or _LEADS.search(lead)):
                return (TextSpan(first, items[0].end), *items[1:])
    return ()


def _items(text: str, start: int, stop: int, separators: str) -> Iterator[TextSpan]:
    """The parts of ``[start, stop)`` between separators; between 、 the last 和, 以及, 及 or 与 separates too."""
    spans = [[start + part.start(), start + part.end()] for part in re.finditer(f"[^{separators}]+", text[start:stop])]
    if separators == "、" and len(spans) > 1:
        first, last = spans[-1]
        if joint := _JOINT.search(text, first, last):
            spans[-1:] = [[first, joint.start()], [joint.end(), last]]
    for first, last in spans:
        while first < last and text[first] in " “‘—":
            first += 1
        while last > first and text[last - 1] in " ”’":
            last -= 1
        if tail := _TAIL.search(text, first, last):
            last = tail.start() or last
        if first < last:
            yield TextSpan(first, last)
