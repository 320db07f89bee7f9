"""What the blank ranker sees of a border and of a span, and the weights it finds for it.

A feature is a pair of strings: the first (a word, a character, a pair of tags) opens a small table, the
second picks a weight from it. A word without a table costs one look-up for all its features. The functions
here only add weights up; training runs the same functions over a table that writes down what it is asked.
"""

from __future__ import annotations

from typing import Protocol

from desktop.pipeline.blank_candidates import LEADS, Pieces

END_UNIT = 1 << 20
"""A weight holds two numbers: that of a start plus ``END_UNIT`` times that of an end."""
UNSEEN = (63, 63)
"""Surprisal of a word that the model does not list."""
CLAUSE_MARKS = frozenset("，。；：？！,;:?!…\n\r—")
_OPENING = frozenset("“《「『‘")
_CLOSING = frozenset("”》」』’")


class Weights(Protocol):
    """The second step of a look-up."""

    def get(self, key: str, default: int, /) -> int: ...  # noqa: D102


class WeightTable(Protocol):
    """The first step of a look-up."""

    def get(self, key: str, default: Weights, /) -> Weights: ...  # noqa: D102


class SurprisalTable(Protocol):
    """How common words are in general Chinese and in official texts, 0 (common) to 63."""

    def get(self, key: str, default: tuple[int, int], /) -> tuple[int, int]: ...  # noqa: D102


_NONE: dict[str, int] = {}


class Context:
    """A sentence's pieces, padded by two on each side so that neighbours always exist.

    Piece ``i`` is at index ``i + 2`` of ``words``, ``tags`` and ``rarity``; ``lead[i]`` is the last word before
    border ``i`` in its clause that announces something (是, 坚持); ``clause`` numbers the clauses; ``depth[i]`` is 1
    inside quotation marks and 2 inside book-title marks; ``clause_plain`` and ``clause_ending`` describe a blank
    that starts at border ``i`` by its clause: whether it starts and ends it, and how many clauses are left.
    """

    __slots__ = (
        "clause",
        "clause_ending",
        "clause_plain",
        "clauses",
        "depth",
        "first",
        "lead",
        "pieces",
        "rarity",
        "stop",
        "tags",
        "words",
    )

    def __init__(self, pieces: Pieces, surprisal: SurprisalTable) -> None:
        count = len(pieces.words)
        self.pieces = pieces
        self.words = ["<", "<", *pieces.words, ">", ">", ">"]
        self.tags = ["<", "<", *pieces.tags, ">", ">", ">"]
        seen = surprisal.get
        self.rarity = [seen(word, UNSEEN) for word in pieces.words]
        self.lead: list[str] = []
        self.clause: list[int] = []
        self.first: list[int] = []
        self.depth: list[str] = []
        lead, clause, first, depths = self.lead, self.clause, self.first, self.depth
        found, number, begin, depth = "-", 0, 0, "0"
        for i, word in enumerate(pieces.words):
            if word in _CLOSING:
                depth = "0"
            lead.append(found)
            clause.append(number)
            first.append(begin)
            depths.append(depth)
            if word in CLAUSE_MARKS:
                found, begin = "-", i + 1
                number += 1
            elif word in LEADS:
                found = word
            elif word in _OPENING:
                depth = "2" if word == "《" else "1"
        lead.append(found)
        clause.append(number)
        first.append(begin)
        depths.append(depth)
        self.clauses = number + (begin < count)
        left = [str(min(self.clauses - index, 4)) for index in clause]
        opens = ["s" if begin == i else "" for i, begin in enumerate(first)]
        self.clause_plain = [mark + count for mark, count in zip(opens, left, strict=True)]
        self.clause_ending = [mark + "e" + count for mark, count in zip(opens, left, strict=True)]
        self.stop = stop = [count] * (count + 1)
        for i in range(count - 1, -1, -1):
            stop[i] = i if pieces.words[i] in CLAUSE_MARKS else stop[i + 1]


def border_scores(context: Context, table: WeightTable) -> list[int]:
    """For each border the sum of its weights, as start and as end in one number (see `END_UNIT`)."""
    words, tags = context.words, context.tags
    lead, inner = context.lead, context.pieces.inner
    get = table.get
    word_keys = ["j" + word for word in words]
    tag_keys = ["d" + tag for tag in tags]
    scores = []
    for i in range(len(inner)):
        before, left, right, after = words[i], words[i + 1], words[i + 2], words[i + 3]
        before_tag, left_tag, right_tag, after_tag = tag_keys[i], tag_keys[i + 1], tag_keys[i + 2], tag_keys[i + 3]
        of_left = get(left, _NONE).get
        of_right = get(right, _NONE).get
        of_tags = get(left_tag + right_tag, _NONE).get
        scores.append(
            of_left("a", 0)
            + of_left(right_tag, 0)
            + of_left(word_keys[i + 2], 0)
            + of_left("c" + before, 0)
            + of_right("b", 0)
            + of_right("e" + left_tag, 0)
            + of_right("k" + after, 0)
            + of_tags("f", 0)
            + of_tags(before_tag, 0)
            + of_tags("l" + after_tag, 0)
            + of_tags("i" if inner[i] else "o", 0)
            + of_tags(lead[i], 0)
            + get(left[-1], _NONE).get("h", 0)
            + get(right[0], _NONE).get("g", 0)
            + get(before, _NONE).get("o" + left_tag, 0)
            + get(after, _NONE).get("q" + right_tag, 0)
            + get(left[-2:] if len(left) > 1 else before[-1] + left, _NONE).get("p", 0)
            + get(right[:2] if len(right) > 1 else right + after[0], _NONE).get("r", 0)
        )
    return scores


_LENGTHS = [f"L{size if size < 9 else 9 if size < 12 else 12 if size < 20 else 20}" for size in range(64)]
_RARE = [f"r{step}" for step in range(16)]
_RARE_OFFICIAL = [f"o{step}" for step in range(16)]
_CUTS = (("i00", "i01"), ("i10", "i11"))


def span_score(context: Context, i: int, j: int, table: WeightTable) -> int:
    """The sum of the weights of the blank over pieces ``[i, j)`` as a whole."""
    words, tags, pieces = context.words, context.tags, context.pieces
    bounds = pieces.bounds
    start, end = bounds[i], bounds[j]
    size = end - start
    text = pieces.text
    span = text[start:end]
    length = _LENGTHS[size] if size < 64 else "L20"
    count = j - i
    left, right = words[i + 1], words[j + 2]
    left_tag, right_tag = tags[i + 1], tags[j + 2]
    first_tag, last_tag = tags[i + 2], tags[j + 1]
    edge_tags = first_tag + "." + last_tag
    shape = edge_tags if count < 3 else ".".join(tags[i + 2 : j + 2]) if count < 5 else edge_tags + "+"
    rarity = context.rarity[i:j]
    rare, official = max(rarity)
    get = table.get
    of_left = get(left, _NONE).get
    of_right = get(right, _NONE).get
    of_length = get(length, _NONE).get
    of_shape = get(shape, _NONE).get
    place = f"{start * 6 // len(text)}{context.depth[i]}"
    clause = (context.clause_ending if context.stop[j] == j else context.clause_plain)[i]
    return (
        get(span, _NONE).get("Q", 0)
        + of_left("t" + right, 0)
        + of_left(length, 0)
        + of_left(edge_tags, 0)
        + of_right(length, 0)
        + of_right(edge_tags, 0)
        + of_right("w" + context.lead[i], 0)
        + of_length(last_tag, 0)
        + of_length(place, 0)
        + of_length(clause, 0)
        + of_length(_CUTS[pieces.inner[i]][pieces.inner[j]], 0)
        + of_length(_RARE[rare >> 2], 0)
        + of_length(_RARE_OFFICIAL[official >> 2], 0)
        + of_length(left_tag + "/" + right_tag, 0)
        + of_shape("S", 0)
        + of_shape(left_tag + "/" + right_tag, 0)
        + of_shape(clause, 0)
        + of_shape(_RARE[rare >> 3], 0)
        + of_shape("1" if text.count(span) > 1 else "0", 0)
    )
