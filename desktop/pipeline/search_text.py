"""One spelling for all that a learner would call the same: 兩個確立, “两个确立” and 两 个 确 立 are found as one.

Texts and queries are folded alike: traditional characters into simplified ones, wide into narrow, capitals into
small; quotation marks, stops and spaces are left out. An index holds the pairs of neighbouring characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from operator import add

from desktop.domain.article import TextSpan

# Characters that the table of scripts keeps, since a text may mean them.
_ALSO = {"瞭": "了", "○": "〇", "甯": "宁", "箇": "个", "隻": "只"}
PART_CHARACTERS = 2_000


class Folding:
    """``simple`` maps traditional characters to simplified ones."""

    def __init__(self, simple: Mapping[str, str]) -> None:
        self._simple = {**simple, **_ALSO}

    @cached_property
    def _table(self) -> _Table:
        return _Table(self._simple)

    def fold(self, text: str) -> str:
        """``text`` as it is compared; empty where it holds no letter, number or character."""
        return text.translate(self._table)

    def find_first(self, text: str, wanted: Sequence[str]) -> TextSpan | None:
        """Where ``text`` first says one of what was folded to ``wanted``."""
        whole = self.fold(text)
        found = min(((whole.find(each), len(each)) for each in wanted if each in whole), default=None)
        if found is None:
            return None
        start, last, done = -1, found[0] + found[1] - 1, 0
        for place, character in enumerate(text):
            done += len(self._table[ord(character)])
            if start < 0 and done > found[0]:
                start = place
            if done > last:
                return TextSpan(start, place + 1)
        return None

    def find(self, text: str, folded: str, limit: int = 100) -> list[TextSpan]:
        """Where ``text`` says what was folded to ``folded``, from the first letter to the last."""
        if not folded:
            return []
        pieces = [self._table[ord(character)] for character in text]
        places = [place for place, piece in enumerate(pieces) for _ in piece]
        whole = "".join(pieces)
        found: list[TextSpan] = []
        at = whole.find(folded)
        while at >= 0 and len(found) < limit:
            found.append(TextSpan(places[at], places[at + len(folded) - 1] + 1))
            at = whole.find(folded, at + len(folded))
        return found


class _Table(dict[int, str]):
    """For str.translate, filled as characters are met."""

    def __init__(self, simple: Mapping[str, str]) -> None:
        super().__init__()
        self._simple = simple

    def __missing__(self, code: int) -> str:
        folded = "".join(
            self._simple.get(each, each)
            for each in unicodedata.normalize("NFKC", self._simple.get(chr(code), chr(code))).lower()
            if each.isalnum()
        )
        self[code] = folded
        return folded


def pairs(folded: str) -> str:
    """What an index holds of a folded text: each character with the one after it, then each by itself once."""
    return " ".join([*map(add, folded, folded[1:]), *dict.fromkeys(folded)])


def pair_query(folded: str) -> str:
    """The expression of SQLite's full-text search that finds a folded text, which is not empty, in ``pairs``."""
    if len(folded) == 1:
        return f'"{folded}"'
    return '"' + " ".join([one + other for one, other in pairwise(folded)]) + '"'


def search_parts(text: str) -> Iterator[TextSpan]:
    """A long text in pieces that are indexed each by itself, ended where a paragraph ends or at least a sentence."""
    start = 0
    while start < len(text):
        end = min(start + PART_CHARACTERS, len(text))
        if end < len(text):
            line = text.rfind("\n", start + PART_CHARACTERS // 2, end)
            if line >= 0:
                end = line + 1
            elif stops := list(re.finditer("[。！？；]", text[start:end])):
                end = start + stops[-1].end()
        yield TextSpan(start, end)
        start = end
