"""What the blank ranker sees of a border and of a span, and the weights it finds for it.

A feature is a pair of strings: the first (a word, a character, a pair of tags) opens a small table, the
second picks a weight from it. The functions here only add weights up; training runs the same functions over
tables that write down what they are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from desktop.pipeline.blank_candidates import LEADS, Pieces

LONGEST_WHOLE = 600
"""A longer text, in code points, is scored sentence by sentence."""
END_UNIT = 1 << 14
"""A weight holds two numbers: that of a start plus ``END_UNIT`` times that of an end."""
CLAUSE_MARKS = frozenset("，。；：？！,;:?!…\n\r—")
_OPENING = frozenset("“《「『‘")
_CLOSING = frozenset("”》」』’")


WordFacts = tuple[int, int, str]
"""Of a word: how common it is in general Chinese and in official texts, 0 (common) to 63 (unseen), and its group,
words that stand in like company."""
UNKNOWN: WordFacts = (63, 63, "#")
"""A word that the model does not list."""


class Weights(Protocol):
    """The second step of a look-up."""

    def get(self, key: str, default: int, /) -> int: ...  # noqa: D102


class WeightTable(Protocol):
    """The first step of a look-up; empty weights where there are none."""

    def __getitem__(self, key: str, /) -> Weights: ...


Look = Callable[[str, int], int]


class Word(NamedTuple):
    """What the model knows of a word, looked up once."""

    as_left: int
    """What it weighs to the left of a border whatever else is there."""
    as_right: int
    look: Look
    """Of its weights."""
    group: str
    look_group: Look
    general: int
    official: int


TagsAround = tuple[str, str, str, str, bool, str]
"""The tags of the two pieces on each side of a border, whether it lies inside a word, and its lead."""


class Known(Protocol):
    """The weights, and what need not be added up anew each time."""

    @property
    def table(self) -> WeightTable: ...  # noqa: D102

    @property
    def words(self) -> Mapping[str, Word]: ...  # noqa: D102

    @property
    def tags(self) -> Mapping[TagsAround, int]: ...  # noqa: D102

    @property
    def lengths(self) -> Sequence[Look]: ...  # noqa: D102


def word_of(text: str, table: WeightTable, facts: Mapping[str, WordFacts]) -> Word:
    """What `Known.words` gives for a word."""
    look = table[text].get
    general, official, group = facts.get(text, UNKNOWN)
    as_left = look("a", 0) + table[text[-1]].get("h", 0)
    as_right = look("b", 0) + table[text[0]].get("g", 0)
    if len(text) > 1:
        as_left += table[text[-2:]].get("p", 0)
        as_right += table[text[:2]].get("r", 0)
    return Word(as_left, as_right, look, group, table[group].get, general, official)


def tags_weight(around: TagsAround, table: WeightTable) -> int:
    """What `Known.tags` gives: the weight of the tags around a border."""
    before, left, right, after, inner, lead = around
    look = table[f"d{left}d{right}"].get
    return look("d" + before, 0) + look("ld" + after, 0) + look("i" if inner else "o", 0) + look(lead, 0)


def length_tables(table: WeightTable) -> list[Look]:
    """What `Known.lengths` gives: the weights of each length of a blank in code points."""
    names = [size if size < 9 else 9 if size < 12 else 12 if size < 20 else 20 for size in range(LONGEST_WHOLE + 1)]
    return [table[f"L{name}"].get for name in names]


class Context:
    """A sentence's pieces, padded by two on each side so that neighbours always exist.

    Piece ``i`` is at index ``i + 2`` of ``words``, ``known`` and ``tags``; ``lead[i]`` is the last word before
    border ``i`` in its clause that announces something (是, 坚持); ``depth[i]`` is 1 inside quotation marks and 2
    inside book-title marks; ``clause_plain`` and ``clause_ending`` describe a blank that starts at border ``i`` by
    its clause: whether it starts and ends it, and how many clauses are left.
    """

    __slots__ = (
        "clause_ending",
        "clause_plain",
        "depth",
        "known",
        "lead",
        "pieces",
        "stop",
        "tags",
        "words",
    )

    def __init__(self, pieces: Pieces, known: Mapping[str, Word]) -> None:
        words = pieces.words
        count = len(words)
        self.pieces = pieces
        self.words = ["<", "<", *words, ">", ">", ">"]
        self.tags = ["<", "<", *pieces.tags, ">", ">", ">"]
        self.known = [known[word] for word in self.words]
        self.lead = lead = ["-"]
        self.depth = depths = ["0"]
        found, depth = "-", "0"
        marks = []
        for i, word in enumerate(words):
            if word in CLAUSE_MARKS:
                found = "-"
                marks.append(i)
            elif word in LEADS:
                found = word
            elif word in _OPENING:
                depth = "2" if word == "《" else "1"
            elif word in _CLOSING:
                depth = "0"
            lead.append(found)
            depths.append(depth)
        ends = [*marks, count]
        clauses = len(marks) + (not marks or marks[-1] < count - 1)
        self.stop: list[int] = []
        self.clause_plain: list[str] = []
        self.clause_ending: list[str] = []
        begin = 0
        for number, end in enumerate(ends):
            left = min(clauses - number, 4)
            size = end - begin
            self.stop += [end] * (size + 1)
            self.clause_plain += [f"s{left}", *[f"{left}"] * size]
            self.clause_ending += [f"se{left}", *[f"e{left}"] * size]
            begin = end + 1


def border_scores(context: Context, known: Known) -> list[int]:
    """For each border the sum of its weights, as start and as end in one number (see `END_UNIT`)."""
    words, tags, looked_up = context.words, context.tags, context.known
    table, of_tags = known.table, known.tags
    around = zip(tags, tags[1:], tags[2:], tags[3:], context.pieces.inner, context.lead, strict=False)
    keys = ["d" + tag for tag in tags]
    scores = []
    for j, tags_around in enumerate(around, 1):
        left, right = words[j], words[j + 1]
        of_left, of_right = looked_up[j], looked_up[j + 1]
        look_group = of_left[4]
        score = (
            of_left[0]
            + of_right[1]
            + of_tags[tags_around]
            + of_left[2](keys[j + 1], 0)
            + of_left[2]("j" + right, 0)
            + of_right[2]("e" + keys[j], 0)
            + look_group(of_right[3], 0)
            + look_group("c" + looked_up[j - 1][3], 0)
            + of_right[4]("k" + looked_up[j + 2][3], 0)
        )
        if len(left) < 2:
            score += table[words[j - 1][-1] + left].get("p", 0)
        if len(right) < 2:
            score += table[right + words[j + 2][0]].get("r", 0)
        scores.append(score)
    return scores


_LENGTHS = [f"L{size if size < 9 else 9 if size < 12 else 12 if size < 20 else 20}" for size in range(64)]
_GROUP_LENGTHS = [f"G{min(size, 12)}" for size in range(LONGEST_WHOLE + 1)]
_RARE = [f"r{step >> 2}" for step in range(64)]
_RARELY = [f"r{step >> 3}" for step in range(64)]
_RARE_OFFICIAL = [f"o{step >> 2}" for step in range(64)]
_CUTS = (("i00", "i01"), ("i10", "i11"))


def quick_scores(context: Context, spans: Sequence[tuple[int, int]], known: Known) -> list[int]:
    """For the blank over pieces ``[i, j)`` of each span the sum of those weights that tell most for least."""
    inner, bounds, stop, tags = context.pieces.inner, context.pieces.bounds, context.stop, context.tags
    plain, ending = context.clause_plain, context.clause_ending
    table, lengths = known.table, known.lengths
    scores = []
    for i, j in spans:
        look = lengths[bounds[j] - bounds[i]]
        shape = tags[j + 1] if j == i + 1 else _shape(tags, i, j)
        scores.append(
            look((ending if stop[j] == j else plain)[i], 0)
            + look(_CUTS[inner[i]][inner[j]], 0)
            + table[shape].get("S", 0)
        )
    return scores


def span_scores(context: Context, spans: Sequence[tuple[int, int]], known: Known) -> list[int]:
    """For the blank over pieces ``[i, j)`` of each span the sum of the other weights of the span as a whole."""
    words, tags, looked_up, lead, depth = context.words, context.tags, context.known, context.lead, context.depth
    bounds, text, stop = context.pieces.bounds, context.pieces.text, context.stop
    plain, ending = context.clause_plain, context.clause_ending
    table, lengths = known.table, known.lengths
    general = [word[5] for word in looked_up]
    official = [word[6] for word in looked_up]
    whole = len(text)
    scores = []
    for i, j in spans:
        start, end = bounds[i], bounds[j]
        size = end - start
        last_tag = tags[j + 1]
        edge_tags = f"{tags[i + 2]}.{last_tag}"
        outer_tags = f"{tags[i + 1]}/{tags[j + 2]}"
        span = text[start:end]
        length = _LENGTHS[size] if size < 64 else "L20"
        rare = max(general[i + 2 : j + 2])
        _, _, look_left, _, look_left_group, _, _ = looked_up[i + 1]
        right = looked_up[j + 2]
        look_right = right[2]
        last = looked_up[j + 1]
        look_length = lengths[size]
        look_shape = table[_shape(tags, i, j)].get
        scores.append(
            table[span].get("Q", 0)
            + look_left("t" + words[j + 2], 0)
            + look_left(length, 0)
            + look_left(edge_tags, 0)
            + look_right(length, 0)
            + look_right(edge_tags, 0)
            + look_right("w" + lead[i], 0)
            + look_length(last_tag, 0)
            + look_length(f"{start * 6 // whole}{depth[i]}", 0)
            + look_length(_RARE[rare], 0)
            + look_length(_RARE_OFFICIAL[max(official[i + 2 : j + 2])], 0)
            + look_length(outer_tags, 0)
            + look_shape(outer_tags, 0)
            + look_shape((ending if stop[j] == j else plain)[i], 0)
            + look_shape(_RARELY[rare], 0)
            + look_shape("1" if text.count(span) > 1 else "0", 0)
            + last[4](_GROUP_LENGTHS[size], 0)
            + looked_up[i + 2][4]("f" + last[3], 0)
            + look_left_group("t" + right[3], 0)
        )
    return scores


def _shape(tags: Sequence[str], i: int, j: int) -> str:
    """The tags of the pieces ``[i, j)``, of many the first and the last; ``tags`` are padded by two."""
    count = j - i
    if count == 1:
        return tags[j + 1]
    if count == 2:
        return f"{tags[i + 2]}.{tags[j + 1]}"
    if count < 5:
        return ".".join(tags[i + 2 : j + 2])
    return f"{tags[i + 2]}.{tags[j + 1]}+"
