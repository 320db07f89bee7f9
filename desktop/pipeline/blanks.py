"""Which phrase of a sentence an examiner would blank.

Two steps. A linear model over the words and tags at both borders and over the span as a whole, trained to
put its probability on the human's span among all candidates of the sentence, names a short list; a few
regression trees over plain numbers (how common the words are, where the span stands, what overlaps it)
correct its order. `docs/blanks.md` has the figures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from heapq import nlargest

from desktop.domain.cloze import Blank
from desktop.pipeline import segmentation
from desktop.pipeline.blank_candidates import candidate_spans, has_chinese, split_pieces
from desktop.pipeline.blank_features import END_UNIT, Context, border_scores, span_score, span_values
from desktop.pipeline.blank_model import BlankModel, Tree

__all__ = ["BlankModel", "choose_blanks"]

BORDER_LIST = 24
"""Candidates kept by their borders alone."""
SHORT_LIST = 6
"""Candidates kept by the linear model."""
LEAST_SCORE = 0.004
"""Blanks less probable than this are not named."""
LONGEST_WHOLE = 600
"""A longer text, in code points, is scored sentence by sentence."""
_LONGEST_PART = 400

_SENTENCE = re.compile(r"[^。！？!?\n\r]*[。！？!?\n\r]*[”』」’]?")


def choose_blanks(texts: Sequence[str], model: BlankModel) -> list[list[Blank]]:
    """The likeliest blanks of each text, best first and not overlapping; none where the text has no Chinese.

    A blank's score is the probability that an examiner blanks exactly this span of the text, or of its
    sentence where the text is longer than `LONGEST_WHOLE`.
    """
    return [_choose(text, model) for text in texts]


def _choose(text: str, model: BlankModel) -> list[Blank]:
    if not has_chinese(text):
        return []
    if len(text) <= LONGEST_WHOLE:
        return _distinct(_scored(text, model))
    found = [
        Blank(start + offset, end + offset, score)
        for offset, part in _parts(text)
        if has_chinese(part)
        for start, end, score in _distinct(_scored(part, model))
    ]
    return sorted(found, key=lambda blank: (-blank.score, blank.start))


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Sentences of a long text with their offsets, none longer than `_LONGEST_PART`."""
    for found in _SENTENCE.finditer(text):
        start, end = found.span()
        for offset in range(start, end, _LONGEST_PART):
            yield offset, text[offset : min(end, offset + _LONGEST_PART)]


def short_list(context: Context, model: BlankModel) -> tuple[list[tuple[float, int, int, float, float]], list[float]]:
    """The best candidates of the linear model and their probabilities among all candidates, best first.

    A candidate is its total score, its piece span, the score of its start and of its end, all in log odds.
    """
    spans = candidate_spans(context.pieces)
    if not spans:
        return [], []
    table = model.weights
    scale = model.scale
    borders = border_scores(context, table)
    ends = [(both + END_UNIT // 2) // END_UNIT for both in borders]
    starts = [both - END_UNIT * end for both, end in zip(borders, ends, strict=True)]
    if len(spans) > BORDER_LIST:
        spans = nlargest(BORDER_LIST, spans, key=lambda span: starts[span[0]] + ends[span[1]])
    listed = [(starts[i] + ends[j] + span_score(context, i, j, table), i, j) for i, j in spans]
    listed.sort(key=lambda item: (-item[0], item[1], item[2]))
    top = listed[0][0]
    shares = [math.exp((item[0] - top) * scale) for item in listed]
    whole = sum(shares)
    best = [(total * scale, i, j, starts[i] * scale, ends[j] * scale) for total, i, j in listed[:SHORT_LIST]]
    return best, [share / whole for share in shares[:SHORT_LIST]]


def _scored(text: str, model: BlankModel) -> list[Blank]:
    """The short list of one text with probabilities, best first."""
    context = Context(split_pieces(segmentation.tag(text)), model.surprisal)
    listed, shares = short_list(context, model)
    if not listed:
        return []
    listed_share = sum(shares)
    scores = [item[0] for item in listed]
    if model.trees:
        rows = span_values(context, listed, shares)
        scores = [score + _boost(row, model.trees) for score, row in zip(scores, rows, strict=True)]
    top = max(scores)
    shares = [math.exp((score - top) / model.temperature) for score in scores]
    whole = sum(shares) / listed_share
    bounds = context.pieces.bounds
    blanks = [
        Blank(bounds[i], bounds[j], round(share / whole, 6))
        for share, (_total, i, j, *_rest) in zip(shares, listed, strict=True)
    ]
    blanks.sort(key=lambda blank: (-blank.score, blank.start, blank.end))
    return blanks


def _boost(row: Sequence[float], trees: Sequence[Tree]) -> float:
    total = 0.0
    for feature, threshold, left, right, values in trees:
        node = 0
        while node >= 0:
            node = left[node] if row[feature[node]] <= threshold[node] else right[node]
        total += values[~node]
    return total


def _distinct(blanks: Sequence[Blank]) -> list[Blank]:
    """The best blanks that do not overlap a better one."""
    taken: list[Blank] = []
    for blank in blanks:
        if blank.score < LEAST_SCORE:
            break
        if all(blank.end <= other.start or other.end <= blank.start for other in taken):
            taken.append(blank)
    return taken
