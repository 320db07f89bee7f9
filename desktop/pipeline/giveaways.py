"""Where a text gives an answer away, in whatever form it is written there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from desktop.domain.article import TextSpan
from desktop.domain.question import MASK, MaskedText
from desktop.pipeline.answer_tokens import Token, TokenKind, folded, tokens
from desktop.pipeline.answers import simplified
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
    if _NUMERAL.search(sought) and set(_NUMERAL.sub("", sought)) - _SAID_WITH_NUMBERS <= set(rest):
        yield from _numbers(rest, answer)


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
    sought = [token.key for token in _read(plain(answer))]
    for clause in _CLAUSE.finditer(rest):
        if not _NUMERAL.search(clause[0]):
            continue
        words = _read(clause[0])
        for at in range(len(words) - len(sought) + 1):
            if all(words[at + n].key == key for n, key in enumerate(sought)):
                yield TextSpan(clause.start() + words[at].start, clause.start() + words[at + len(sought) - 1].end)


def _read(text: str) -> list[Token]:
    return [token for token in tokens(text, twos=False) if token.kind is TokenKind.WORD]
