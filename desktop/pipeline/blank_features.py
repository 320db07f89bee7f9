"""What the blank ranker sees of a border and of a span, as strings.

A string starts with a letter for its template and goes on with the words, tags or sizes it is about.
"""

from __future__ import annotations

import math

from desktop.pipeline.blank_candidates import Pieces

_CLAUSE_MARKS = frozenset("，。；：？！,;:?!…\n\r—")


class Context:
    """A sentence's pieces, padded by two on each side so that neighbours always exist.

    Piece ``i`` is at index ``i + 2`` of ``words`` and ``tags``.
    """

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        self.words = ["<", "<", *pieces.words, ">", ">"]
        self.tags = ["<", "<", *pieces.tags, ">", ">"]
        self.lead = ["-"] * (len(pieces.words) + 1)
        lead = "-"
        for i, word in enumerate(pieces.words):
            self.lead[i] = lead
            if word in _CLAUSE_MARKS:
                lead = "-"
            elif word in LEADS:
                lead = word
        self.lead[len(pieces.words)] = lead


LEADS = frozenset({"是", "为", "在", "由", "以", "于", "把", "将", "对", "被", "叫", "称", "称为", "向", "从", "坚持", "实行", "有", "和", "与", "的", "应当", "可以", "不得", "规定", "指出"})


def start_keys(context: Context, i: int) -> list[str]:
    """Features of a blank that starts before piece ``i``."""
    words, tags = context.words, context.tags
    left, right = words[i + 1], words[i + 2]
    left_tag, right_tag = tags[i + 1], tags[i + 2]
    before, before_tag = words[i], tags[i]
    inner = "1" if context.pieces.inner[i] else "0"
    return [
        f"a{left}",
        f"b{right}",
        f"c{before} {left}",
        f"d{left} {right_tag}",
        f"e{left_tag} {right}",
        f"f{left_tag} {right_tag}",
        f"g{before_tag} {left_tag} {right_tag}",
        f"h{left[-1]}",
        f"i{right[0]}",
        f"j{left} {right}",
        f"k{right} {words[i + 3]}",
        f"l{right_tag} {tags[i + 3]}",
        f"m{inner} {left_tag}",
        f"n{context.lead[i]}",
        f"o{before} {left_tag}",
        f"p{left[-2:]}" if len(left) > 1 else f"p{before[-1]}{left}",
    ]


def end_keys(context: Context, j: int) -> list[str]:
    """Features of a blank that ends before piece ``j``."""
    words, tags = context.words, context.tags
    left, right = words[j + 1], words[j + 2]
    left_tag, right_tag = tags[j + 1], tags[j + 2]
    after, after_tag = words[j + 3], tags[j + 3]
    inner = "1" if context.pieces.inner[j] else "0"
    return [
        f"A{left}",
        f"B{right}",
        f"C{right} {after}",
        f"D{left_tag} {right}",
        f"E{left} {right_tag}",
        f"F{left_tag} {right_tag}",
        f"G{left_tag} {right_tag} {after_tag}",
        f"H{left[-1]}",
        f"I{right[0]}",
        f"J{left} {right}",
        f"K{words[j]} {left}",
        f"L{tags[j]} {left_tag}",
        f"M{inner} {right_tag}",
        f"O{right_tag} {after}",
    ]


def span_keys(context: Context, i: int, j: int) -> list[str]:
    """Features of the blank over pieces ``[i, j)``, as a whole."""
    words, tags, pieces = context.words, context.tags, context.pieces
    bounds = pieces.bounds
    size = bounds[j] - bounds[i]
    span = pieces.text[bounds[i] : bounds[j]]
    length = str(size if size < 9 else 9 if size < 12 else 12 if size < 20 else 20)
    count = j - i
    left, right = words[i + 1], words[j + 2]
    shape = " ".join(tags[i + 2 : j + 2]) if count <= 4 else f"{tags[i + 2]} {count if count < 12 else 12} {tags[j + 1]}"
    place = bounds[i] * 6 // len(pieces.text)
    inner = f"{pieces.inner[i]:d}{pieces.inner[j]:d}"
    return [
        f"Q{span}" if size < 9 else "Q",
        f"R{length} {tags[j + 1]}",
        f"S{shape}",
        f"T{left} {right}",
        f"U{tags[i + 1]} {shape} {tags[j + 2]}" if count < 4 else "U",
        f"V{left} {length}",
        f"W{right} {length}",
        f"X{place} {length}",
        f"Y{inner} {length}",
        f"Z{tags[i + 1]} {tags[j + 2]} {length}",
        f"1{context.lead[i]} {right}",
        "2" if pieces.text.count(span) > 1 else "3",
        f"4{tags[i + 2]} {tags[j + 1]} {left}",
        f"5{tags[i + 2]} {tags[j + 1]} {right}",
    ]


_TAG_NUMBERS = {tag: number for number, tag in enumerate(
    "- < > x n v a d m q p c uj r f t s ns nr nt nz vn an b j i l k g u ul uz ug ud uv eng zg nrt nrfg y z o e h".split()
)}
_UNSEEN = (63, 63)
_FUNCTION_TAGS = frozenset({"p", "c", "uj", "ul", "uz", "u", "x", "d", "r", "f"})

VALUE_NAMES = (
    "total", "start", "end", "whole", "behind", "rank", "start behind", "end behind", "share", "same start",
    "same end", "overlap", "inside", "characters", "pieces", "place", "to end", "clause", "clauses", "in clause",
    "to clause end", "last clause", "quoted", "marked", "rarest", "mean rarity", "commonest", "official rarest", "official mean",
    "contrast", "numeral", "digits", "list before", "list after", "repeated", "first tag", "last tag", "tag before",
    "tag after", "function words", "has de", "text length", "numerals in text", "marks in text", "verbs", "inner", "lead",
    "first official", "last official", "before general", "after general",
)
"""What the numbers of `span_values` are, in order."""


def span_values(context, listed, model):  # type: ignore
    """One row of numbers a candidate of the short list, for the trees."""
    pieces = context.pieces
    words, tags, bounds = pieces.words, pieces.tags, pieces.bounds
    text = pieces.text
    count = len(words)
    clause = [0] * (count + 1)
    clause_start = [0] * (count + 1)
    number = 0
    begin = 0
    quote_depth = [0] * (count + 1)
    depth = 0
    numerals = marks = 0
    for i, word in enumerate(words):
        clause[i] = number
        clause_start[i] = begin
        if word in "”》」』’":
            depth = 0
        quote_depth[i] = depth
        if word in _CLAUSE_MARKS:
            number += 1
            begin = i + 1
        elif word in "“《「『‘":
            depth = 2 if word == "《" else 1
            marks += 1
        elif tags[i] == "m":
            numerals += 1
    clause[count] = number
    clause_start[count] = begin
    clause_stop = [count] * (count + 1)
    for i in range(count - 1, -1, -1):
        clause_stop[i] = i if words[i] in _CLAUSE_MARKS else clause_stop[i + 1]
    clauses = number + 1 - (begin >= count)
    seen = model.surprisal.get
    rarity = [seen(word, _UNSEEN) for word in words]
    top = listed[0][0]
    best_start = max(item[3] for item in listed)
    best_end = max(item[4] for item in listed)
    scale = model.scale
    shares = [math.exp((item[0] - top) * scale) for item in listed]
    whole = sum(shares)
    shares = [share / whole for share in shares]
    rows = []
    for rank, (total, i, j, start, end) in enumerate(listed):
        same_start = same_end = overlap = inside = 0.0
        for share, (_t, k, m, _s, _e) in zip(shares, listed):
            if k < j and i < m:
                overlap += share
                if k == i:
                    same_start += share
                if m == j:
                    same_end += share
                if i <= k and m <= j:
                    inside += share
        span = text[bounds[i] : bounds[j]]
        rare = [item[0] for item in rarity[i:j]]
        official = [item[1] for item in rarity[i:j]]
        span_tags = tags[i:j]
        rows.append((
            total * scale, start * scale, end * scale, (total - start - end) * scale, (total - top) * scale, rank,
            (start - best_start) * scale, (end - best_end) * scale, shares[rank], same_start, same_end, overlap, inside,
            bounds[j] - bounds[i], j - i, bounds[i] / bounds[-1], bounds[-1] - bounds[j], clause[i], clauses,
            i - clause_start[i], clause_stop[j] - j, clauses - clause[i], quote_depth[i], words[i] in "“《「『‘",
            max(rare), sum(rare) / len(rare), min(rare), max(official), sum(official) / len(official),
            (sum(official) - sum(rare)) / len(rare), "m" in span_tags, span[0] in "0123456789",
            context.words[i + 1] == "、", context.words[j + 2] == "、", text.count(span),
            _TAG_NUMBERS.get(tags[i], 3), _TAG_NUMBERS.get(tags[j - 1], 3), _TAG_NUMBERS.get(context.tags[i + 1], 3),
            _TAG_NUMBERS.get(context.tags[j + 2], 3), sum(tag in _FUNCTION_TAGS for tag in span_tags), "的" in span, len(text),
            numerals, marks, sum(tag == "v" for tag in span_tags), pieces.inner[i] + 2 * pieces.inner[j],
            _LEAD_NUMBERS.get(context.lead[i], 0), official[0], official[-1],
            seen(context.words[i + 1], _UNSEEN)[0], seen(context.words[j + 2], _UNSEEN)[0],
        ))
    return rows


_LEAD_NUMBERS = {lead: number for number, lead in enumerate(sorted(LEADS), 1)}
