"""What the linear part of the blank ranker sees of a border and of a span.

A feature is a hash of what it is (a word, a pair of tags) and of its kind; the hash is the place of its weight in a
table of `PLACES`. Training and use run the same functions.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from desktop.pipeline.blank_candidates import LONGEST_SPAN, Spans
from desktop.pipeline.blank_rows import CITING, SAYING, Flags, Hashes, Ints, Rows, distinct, next_marked, run_hashes

PLACES = 1 << 20
MOST_REPEATED = 3
_SECOND = 0x85EBCA77
_SIZE_STEPS = np.array([*range(9), 9, 9, 9, *[12] * 8, 20])


class Context(NamedTuple):
    """What each border's surroundings are: the last announcing word in its clause, whether it stands in quotation
    marks (1) or book-title marks (2), and its clause by its own start and the number of clauses left. Of the piece
    behind the border: how often the sentence says it elsewhere, `MOST_REPEATED` at most, and how it is `_cited`.
    """

    lead: Ints
    depth: Ints
    clause: Ints
    repeated: Ints
    cited: Ints


def describe(rows: Rows) -> Context:
    """The surroundings of every border."""
    place = np.arange(len(rows.kind))
    empty = rows.kind == 0
    marks = rows.column("clause_end") > 0
    leads = rows.column("lead")
    told = np.maximum.accumulate(np.where(marks | (leads > 0), place, 0))
    lead = np.zeros_like(leads)
    lead[1:] = leads[told[:-1]]
    own = rows.column("depth")
    level = np.where(own == 0, 0, -1)
    level[1:][own[:-1] > 0] = own[:-1][own[:-1] > 0]
    level[own == 0] = 0
    depth = level[np.maximum.accumulate(np.where(level >= 0, place, 0))]
    passed = np.cumsum(marks & ~empty)
    begins = np.zeros(len(place), bool)
    begins[1:] = marks[:-1]
    number = np.zeros_like(passed)
    number[1:] = passed[:-1]
    clauses = number[rows.end] + ~begins[rows.end]
    left = np.minimum(clauses[rows.sentence] - number, 4)
    return Context(lead, depth, left * 2 + begins, _repeated(rows), _cited(rows))


def _repeated(rows: Rows) -> Ints:
    """How often the sentence has each piece elsewhere; marks are not counted."""
    plain = (rows.kind > 0) & (rows.column("edge") == 0)
    _, found = distinct(rows.column("word") << 31 | rows.sentence)
    return np.where(plain, np.minimum(np.bincount(found)[found] - 1, MOST_REPEATED), 0)


def _cited(rows: Rows) -> Ints:
    """For each piece of a title, its marks too, 1; 2 more where at most two pieces stand before it or it follows a word
    like 根据, 1 more where a word like 规定 or the end of the clause follows: on such a title the statement rests.
    """
    word, place = rows.column("cites"), np.arange(len(rows.kind))
    opening = np.flatnonzero(rows.column("opens") == ord("》"))
    closes = rows.column("closes") == ord("》")
    closing = next_marked(closes, place)[opening]
    whole = closes[closing] & (rows.sentence[closing] == rows.sentence[opening])
    whole &= closing - opening <= LONGEST_SPAN
    opening, closing = opening[whole], closing[whole]
    rests = (word[opening - 1] == CITING) | (opening - rows.first[rows.sentence[opening]] <= 2)
    told = (word[closing + 1] == SAYING) | (rows.column("clause_end")[closing + 1] > 0)
    count = closing - opening + 1
    inside = np.arange(count.sum()) + np.repeat(opening - np.cumsum(count) + count, count)
    cited = np.zeros_like(place)
    cited[inside] = np.repeat(1 + 2 * rests + told, count)
    return cited


def mixed(kind: int, one: Ints | Hashes, two: Ints | Hashes | int = 0) -> Hashes:
    """A place in the table of weights for a feature of two numbers."""
    if isinstance(two, int):
        return _blended(kind, _stirred(one), np.uint32(two * _SECOND & 0xFFFFFFFF))
    return _blended(kind, _stirred(one), _turned(two))


def _stirred(one: Ints | Hashes) -> Hashes:
    """A number made ready to be the first of a feature."""
    hashed = one.astype(np.uint32)
    hashed *= np.uint32(0x9E3779B1)
    hashed ^= hashed >> np.uint32(15)
    return hashed


def _turned(two: Ints | Hashes) -> Hashes:
    """A number made ready to be the second."""
    hashed = two.astype(np.uint32)
    hashed *= np.uint32(_SECOND)
    return hashed


def _blended(kind: int, one: Hashes, two: Hashes | np.uint32) -> Hashes:
    hashed: Hashes = one + two
    hashed += np.uint32(kind * 0x27D4EB2F & 0xFFFFFFFF)
    hashed *= np.uint32(0x2C1B3C6D)
    hashed ^= hashed >> np.uint32(13)
    hashed *= np.uint32(0x297A2D39)
    hashed ^= hashed >> np.uint32(16)
    return hashed


def border_features(rows: Rows, context: Context) -> list[Hashes]:
    """For each border its features, all at once for each kind."""
    word, tag = rows.column("word"), rows.column("tag")
    first, last = rows.column("first"), rows.column("last")
    second, penultimate = rows.column("second"), rows.column("penultimate")
    inner = rows.column("inner")

    def at(values: Ints, step: int) -> Ints:
        return np.roll(values, -step)

    before, left, after = at(word, -2), at(word, -1), at(word, 1)
    before_tag, left_tag, after_tag = at(tag, -2), at(tag, -1), at(tag, 1)
    tags = mixed(1, left_tag, tag)
    ending = np.where(at(penultimate, -1) > 0, at(penultimate, -1), at(last, -2))
    opening = np.where(second > 0, second, at(first, 1))
    return [
        mixed(2, left),
        mixed(3, left, tag),
        mixed(4, left, word),
        mixed(5, left, before),
        mixed(6, word),
        mixed(7, word, left_tag),
        mixed(8, word, after),
        tags,
        mixed(9, tags, before_tag),
        mixed(10, tags, after_tag),
        mixed(11, tags, inner),
        mixed(12, tags, context.lead),
        mixed(13, at(last, -1)),
        mixed(14, first),
        mixed(15, before, left_tag),
        mixed(16, after, tag),
        mixed(17, at(last, -1), ending),
        mixed(18, first, opening),
    ]


def span_features(rows: Rows, context: Context, spans: Spans) -> list[Hashes]:
    """For each candidate the features of the blank as a whole, all at once for each kind."""
    start, end = spans
    word, tag = rows.column("word").astype(np.uint32), rows.column("tag").astype(np.uint32)
    inner, clause_end = rows.column("inner"), rows.column("clause_end")
    stirred_word, stirred_tag, turned_tag = _stirred(word), _stirred(tag), _turned(tag)
    before, last = start - 1, end - 1
    size = rows.offset[end] - rows.offset[start]
    count = end - start
    length = _turned(_SIZE_STEPS)[np.minimum(size, 20)]
    left, right = stirred_word[before], stirred_word[end]
    around = _blended(31, stirred_tag[before], turned_tag[end])
    edges = _blended(32, stirred_tag[start], turned_tag[last])
    turned_edges = _turned(edges)
    whole = (count == 3) | (count == 4)
    shape = mixed(33, edges, np.minimum(count, 5))
    shape[whole] = mixed(34, shape[whole], mixed(35, tag[start[whole] + 1], tag[end[whole] - 2]))
    shape = _stirred(shape)
    rarity = _most(rows.column("general") * 64 + rows.column("official"), start, end)
    rare, official = rarity >> 6, rarity & 63
    place = rows.offset[start] * 6 // rows.offset[rows.end][rows.sentence[start]] * 4 + context.depth[start]
    clause = context.clause[start] * 2 + clause_end[end]
    text = run_hashes(rows, start, end)
    _, found = distinct(text.astype(np.int64) << 31 | rows.sentence[start])
    repeated = (np.bincount(found)[found] > 1).astype(np.int64)
    echoed = _echoed(rows, context, spans)
    cited = context.cited[start] * 5 + context.cited[last]
    marked = (rows.column("opens")[start] > 0) * 2 + (rows.column("closes")[end] > 0)
    return [
        mixed(36, text),
        _blended(37, left, _turned(word)[end]),
        _blended(38, left, length),
        _blended(39, left, turned_edges),
        _blended(40, right, length),
        _blended(41, right, turned_edges),
        _blended(42, right, _turned(context.lead)[start]),
        _blended(43, stirred_tag[last], length),
        _blended(44, _stirred(place), length),
        _blended(45, _stirred(clause), length),
        _blended(46, _stirred(inner[start] * 2 + inner[end]), length),
        _blended(47, _stirred(rare >> 2), length),
        _blended(48, _stirred(official >> 2), length),
        _blended(49, _stirred(around), length),
        _blended(50, shape, np.uint32(0)),
        _blended(51, shape, _turned(around)),
        _blended(52, shape, _turned(clause)),
        _blended(53, shape, _turned(rare >> 3)),
        _blended(54, shape, _turned(repeated)),
        _blended(55, _stirred(echoed), length),
        _blended(56, _stirred(echoed), turned_edges),
        mixed(57, cited, marked),
        _blended(58, _stirred(cited), length),
    ]


def _echoed(rows: Rows, context: Context, spans: Spans) -> Ints:
    """How much of a span the sentence says elsewhere: of its pieces of two characters or more none (0), some (1), all
    (2); where it has none, not all (4) or all (5) of the others.
    """
    start, end = spans
    plain = (rows.kind > 0) & (rows.column("edge") == 0)
    long = rows.column("size") >= 2

    def count(marked: Flags) -> Ints:
        sums = np.concatenate([[0], np.cumsum(marked)])
        inside: Ints = sums[end] - sums[start]
        return inside

    again = context.repeated > 0
    longs, longs_again = count(plain & long), count(again & long)
    shorts_again = count(plain & ~long) == count(again & ~long)
    of_longs = np.where(longs_again == 0, 0, np.where(longs_again == longs, 2, 1))
    return np.where(longs == 0, 4 + shorts_again, of_longs)


def _most(values: Ints, start: Ints, end: Ints) -> Ints:
    """The greatest value between borders."""
    level = np.frexp((end - start).astype(np.float64))[1] - 1
    tables = [values]
    for step in range(int(level.max(initial=0))):
        tables.append(np.maximum(tables[-1], np.roll(tables[-1], -(1 << step))))
    table = np.stack(tables)
    found: Ints = np.maximum(table[level, start], table[level, end - (1 << level)])
    return found
