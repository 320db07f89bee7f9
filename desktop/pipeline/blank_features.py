"""What the blank ranker sees of a border and of a span, as strings.

A string starts with a letter for its template and goes on with the words, tags or sizes it is about.
"""

from __future__ import annotations

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
