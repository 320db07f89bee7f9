"""Which spans of a sentence an examiner could blank at all.

A candidate is a run of pieces inside one clause, what stands inside or with a pair of marks, a whole clause, or
all that follows a word like 是.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from desktop.pipeline.blank_rows import BARRIER, OPENING, Ints, Rows, distinct, next_marked

LONGEST_RUN = 8
"""Words in an ordinary candidate."""
LONGEST_CUT_RUN = 3
"""Pieces in a candidate that starts or ends inside a word of the segmenter."""
LONGEST_SPAN = 60
"""Pieces in any candidate."""


class Spans(NamedTuple):
    """Candidates of many sentences in text order: from border ``start[c]`` to border ``end[c]``."""

    start: Ints
    end: Ints


def candidate_spans(rows: Rows) -> Spans:
    """The candidates of all sentences."""
    place = np.arange(len(rows.kind))
    empty = rows.kind == 0
    edge = rows.column("edge")
    inner = rows.column("inner").astype(bool)
    clause_end = next_marked(rows.column("clause_end") > 0, place)
    sentence_end = next_marked(rows.column("sentence_end") > 0, place)
    words = np.cumsum(~inner & ~empty)
    barriers = np.cumsum(edge == BARRIER)
    starts: list[Ints] = []
    ends: list[Ints] = []

    def add(start: Ints, end: Ints) -> None:
        starts.append(start)
        ends.append(end)

    begin = np.flatnonzero(edge == 0)
    alive, size = begin, 0
    while len(alive):
        size += 1
        end = alive + size
        reach = (end <= clause_end[alive]) & (words[end - 1] - words[alive] < LONGEST_RUN)
        reach &= barriers[end - 1] == barriers[alive]
        alive, end = alive[reach], end[reach]
        fits = edge[end - 1] == 0
        if size > LONGEST_CUT_RUN:
            fits &= ~inner[alive] & ~inner[end]
        add(alive[fits], end[fits])
    after = begin[(rows.column("whole_after") > 0)[begin - 1] | empty[begin - 1]]
    for stop, last in ((clause_end, after), (sentence_end, after[~empty[after - 1]])):
        end = stop[last]
        fits = (end - last <= LONGEST_SPAN) & (edge[end - 1] == 0)
        add(last[fits], end[fits])
    opens, closes = rows.column("opens"), rows.column("closes")
    unfit_next = next_marked(empty | (rows.column("picture") > 0), place)
    for closing in OPENING.values():
        opening = np.flatnonzero(opens == ord(closing))
        if not len(opening):
            continue
        closed = next_marked(closes == ord(closing), place)[opening + 1]
        fits = (closed < unfit_next[opening]) & (closed - opening < LONGEST_SPAN)
        opening, closed = opening[fits], closed[fits]
        add(opening, closed + 1)
        filled = closed > opening + 1
        add(opening[filled] + 1, closed[filled])
    keys, _ = distinct(np.concatenate(starts) << 32 | np.concatenate(ends))
    return Spans(keys >> 32, keys & 0xFFFFFFFF)
