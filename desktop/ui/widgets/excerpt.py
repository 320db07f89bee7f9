"""The part of a long sentence that a question needs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.article import TextSpan

CLAUSE_ENDS = "，。；：！？\n"
LONGEST = 110  # characters that are shown whole
ELLIPSIS = "……"
_CONTEXT = 44  # characters of other clauses on either side at most
_CLAUSE_END = re.compile(f"[{CLAUSE_ENDS}]")


def excerpt(
    sentence: str, blanks: Sequence[TextSpan], around: Sequence[TextSpan] = ()
) -> tuple[str, tuple[TextSpan, ...]]:
    """``sentence`` and its ``blanks``, cut between clauses if it is long; dots stand for what is left out.

    The clauses with blanks, or with what it is cut ``around``, are whole, and as many beside them as fit.
    """
    wanted = around or blanks
    if len(sentence) <= LONGEST or not wanted:
        return sentence, tuple(blanks)
    borders = [0, *(found.end() for found in _CLAUSE_END.finditer(sentence)), len(sentence)]
    first = max(border for border in borders if border <= wanted[0].start)
    last = min(border for border in borders if border >= wanted[-1].end)
    start = min(border for border in borders if first - _CONTEXT <= border <= first)
    end = max(border for border in borders if last <= border <= last + _CONTEXT)
    head = ELLIPSIS if start else ""
    tail = ELLIPSIS if end < len(sentence) else ""
    shift = len(head) - start
    moved = tuple(
        TextSpan(max(blank.start, start) + shift, min(blank.end, end) + shift)
        for blank in blanks
        if blank.start < end and start < blank.end
    )
    return head + sentence[start:end] + tail, moved
