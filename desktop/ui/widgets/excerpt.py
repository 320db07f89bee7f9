"""The part of a long sentence that a question needs."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.article import TextSpan

CLAUSE_ENDS = "，。；：！？\n"
LONGEST = 110  # characters that are shown whole
_CONTEXT = 36  # at least so many on either side of the blanks, up to the end of their clause
ELLIPSIS = "……"


def excerpt(sentence: str, blanks: Sequence[TextSpan]) -> tuple[str, tuple[TextSpan, ...]]:
    """``sentence`` and its ``blanks``, cut between clauses if it is long; dots stand for what is left out.

    An excerpt never begins or ends inside a clause, and is shorter than the sentence by a clause at least.
    """
    if len(sentence) <= LONGEST or not blanks:
        return sentence, tuple(blanks)
    start = _clause_start(sentence, max(blanks[0].start - _CONTEXT, 0))
    end = _clause_end(sentence, min(blanks[-1].end + _CONTEXT, len(sentence)))
    head = ELLIPSIS if start else ""
    tail = ELLIPSIS if end < len(sentence) else ""
    shift = len(head) - start
    moved = tuple(TextSpan(blank.start + shift, blank.end + shift) for blank in blanks)
    return head + sentence[start:end] + tail, moved


def _clause_start(sentence: str, at: int) -> int:
    return max((sentence.rfind(mark, 0, at) for mark in CLAUSE_ENDS), default=-1) + 1


def _clause_end(sentence: str, at: int) -> int:
    found = [end for mark in CLAUSE_ENDS if (end := sentence.find(mark, at)) >= 0]
    return min(found, default=len(sentence) - 1) + 1
