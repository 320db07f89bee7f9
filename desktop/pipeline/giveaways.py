"""Where a text gives an answer away, in whatever form it is written there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from desktop.domain.article import TextSpan
from desktop.domain.question import MASK, MaskedText
from desktop.pipeline.answer_tokens import Token, TokenKind, folded, tokens
from desktop.pipeline.answers import simplified
from desktop.pipeline.numerals import Key
from desktop.pipeline.segmentation import cut_known

_COUNTS = re.compile(r"[^\W_]|[%‰&#@*+]")  # what an examiner reads; the rest of a text may come between
_NUMERAL = re.compile(r"[\d零〇○一二三四五六七八九十百千万亿两廿卅]")
_SAID_WITH_NUMBERS = frozenset("%‰分之点负年月日号")  # which a number in another form may lack
_CLAUSE = re.compile(r"[^。；！？，\n]+")


def plain(text: str) -> str:
    """``text`` in the form in which answers are compared, of the same length."""
    return simplified(folded(text))


def essence(text: str) -> str:
    """What of ``text`` counts in a comparison: no spaces, marks, width or script."""
    return "".join(_COUNTS.findall(plain(text)))


def gives_away(text: str, answer: str) -> bool:
    """Whether ``answer`` can be read in ``text``."""
    return next(_occurrences(plain(text), answer), None) is not None


def hide(
    parts: Sequence[str], answers: Iterable[str], blanks: Sequence[TextSpan] = (), shown: int = -1
) -> tuple[MaskedText, ...]:
    """The ``parts`` of a question with every occurrence of the ``answers`` hidden.

    ``blanks`` are spans of the last part that are hidden in any case, but for the character at ``shown``. What is
    left gives no answer of two characters or more away, even read across what is hidden; a one-character answer
    is hidden where it is a word.
    """
    text = "\n".join(parts)
    offset = len(text) - len(parts[-1])
    hidden = bytearray(len(text))
    for start, end in blanks:
        hidden[offset + start : offset + end] = b"\x01" * (end - start)
    bright = offset + shown if shown >= 0 else -1
    wanted = [answer for answer in dict.fromkeys(answers) if essence(answer)]
    while True:
        before = bytes(hidden)
        if bright >= 0:
            hidden[bright] = 0
        rest = plain("".join(MASK if gone else character for character, gone in zip(text, hidden, strict=True)))
        for answer in wanted:
            for start, end in _occurrences(rest, answer):
                hidden[start:end] = b"\x01" * (end - start)
        if bright >= 0:
            hidden[bright] = 0
        if hidden == before:
            break
    found = []
    at = 0
    for part in parts:
        found.append(MaskedText(part, tuple(_runs(hidden[at : at + len(part)]))))
        at += len(part) + 1
    return tuple(found)


class Readable:
    """A long text in which answers are found over and over: it is folded once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = plain(text)
        self._places = [match.start() for match in _COUNTS.finditer(self._plain)]
        self._read = "".join(map(self._plain.__getitem__, self._places))

    @cached_property
    def _numbered(self) -> list[tuple[int, list[Token]]]:
        """The clauses that have a number, each with its place and what is read in it."""
        return [
            (clause.start(), _read(clause[0])) for clause in _CLAUSE.finditer(self._plain) if _NUMERAL.search(clause[0])
        ]

    def spans(self, answers: Iterable[str]) -> tuple[TextSpan, ...]:
        """Where one of the ``answers`` can be read, in whatever form, also across what is hidden then."""
        hidden = bytearray(len(self.text))
        for answer in dict.fromkeys(answers):
            sought = essence(answer)
            if len(sought) < 2:
                for clause in _CLAUSE.finditer(self._plain) if sought and sought in self._read else ():
                    for start, end in _words(clause[0], sought):
                        hidden[clause.start() + start : clause.start() + end] = b"\x01" * (end - start)
                continue
            at = self._read.find(sought)
            while at >= 0:
                self._hide(hidden, range(at, at + len(sought)))
                self._hide_around(hidden, at, sought)
                at = self._read.find(sought, at + 1)
            if _says_a_number(sought, self._read):
                keys = _keys(answer)
                for place, words in self._numbered:
                    for start, end in _equal_words(words, keys):
                        hidden[place + start : place + end] = b"\x01" * (end - start)
        return tuple(_runs(hidden))

    def _hide(self, hidden: bytearray, places: Sequence[int]) -> None:
        for first, last in zip(places, [*places[1:], None], strict=True):
            start = self._places[first]
            end = start + 1 if last is None or last != first + 1 else self._places[last]
            hidden[start:end] = b"\x01" * (end - start)

    def _hide_around(self, hidden: bytearray, at: int, sought: str) -> None:
        """Hide ``sought`` where it can be read across what was hidden at ``at``."""
        size, places = len(sought), self._places
        while True:
            left = self._shown_from(hidden, at - 1, -1, size - 1)[::-1]
            beside = left + self._shown_from(hidden, at + size, 1, size - 1)
            found = "".join(self._read[n] for n in beside).find(sought)
            if found < 0:
                return
            for n in beside[found : found + size]:
                hidden[places[n]] = 1

    def _shown_from(self, hidden: bytearray, at: int, step: int, number: int) -> list[int]:
        found: list[int] = []
        while len(found) < number and 0 <= at < len(self._places):
            if not hidden[self._places[at]]:
                found.append(at)
            at += step
        return found


def _runs(flags: bytes | bytearray) -> Iterator[TextSpan]:
    for match in re.finditer(b"\x01+", flags):
        yield TextSpan(match.start(), match.end())


def _occurrences(rest: str, answer: str) -> Iterator[TextSpan]:
    """Where ``rest``, a plain text, has ``answer``; occurrences may overlap."""
    sought = essence(answer)
    if len(sought) < 2:
        yield from _words(rest, sought)
        return
    places = [match.start() for match in _COUNTS.finditer(rest)]
    read = "".join(map(rest.__getitem__, places))
    at = read.find(sought)
    while at >= 0:
        yield TextSpan(places[at], places[at + len(sought) - 1] + 1)
        at = read.find(sought, at + 1)
    if _says_a_number(sought, rest):
        yield from _numbers(rest, answer)


def _says_a_number(sought: str, rest: str) -> bool:
    """Whether the answer has a number, and ``rest`` all that goes with it."""
    return bool(_NUMERAL.search(sought)) and all(
        sign in rest for sign in set(_NUMERAL.sub("", sought)) - _SAID_WITH_NUMBERS
    )


def _words(rest: str, sought: str) -> Iterator[TextSpan]:
    if not sought or sought not in rest:
        return
    at = 0
    for word in cut_known(rest):
        if word == sought:
            yield TextSpan(at, at + 1)
        at += len(word)


def _numbers(rest: str, answer: str) -> Iterator[TextSpan]:
    """Where ``rest`` has the answer with its numbers written in another way (2035, 二〇三五)."""
    keys = _keys(answer)
    for clause in _CLAUSE.finditer(rest):
        if _NUMERAL.search(clause[0]):
            for start, end in _equal_words(_read(clause[0]), keys):
                yield TextSpan(clause.start() + start, clause.start() + end)


def _keys(answer: str) -> list[Key]:
    return [token.key for token in _read(plain(answer))]


def _equal_words(words: Sequence[Token], sought: Sequence[Key]) -> Iterator[TextSpan]:
    for at in range(len(words) - len(sought) + 1):
        if all(words[at + n].key == key for n, key in enumerate(sought)):
            yield TextSpan(words[at].start, words[at + len(sought) - 1].end)


def _read(text: str) -> list[Token]:
    return [token for token in tokens(text, twos=False) if token.kind is TokenKind.WORD]
