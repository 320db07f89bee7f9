"""Which phrase of a sentence an examiner would blank.

A linear model over the words and tags at both borders of a span and over the span as a whole, trained to put
its probability on the human's span among all candidates of the sentence. `docs/blanks.md` has the figures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from desktop.domain.cloze import Blank
from desktop.pipeline import segmentation
from desktop.pipeline.blank_candidates import candidate_spans, has_chinese, split_pieces
from desktop.pipeline.blank_features import END_UNIT, Context, border_scores, span_score
from desktop.pipeline.blank_model import BlankModel

__all__ = ["BlankModel", "choose_blanks"]

BORDER_LIST = 28
"""Candidates that are scored as a whole, the best by their borders (and those that tie with the last)."""
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


def _scored(text: str, model: BlankModel) -> list[Blank]:
    """The likeliest candidates of one text with probabilities, best first."""
    context = Context(split_pieces(segmentation.tag(text)), model.surprisal)
    spans = candidate_spans(context.pieces)
    if not spans:
        return []
    borders = border_scores(context, model.weights)
    ends = [(both + END_UNIT // 2) // END_UNIT for both in borders]
    starts = [both - END_UNIT * end for both, end in zip(borders, ends, strict=True)]
    if len(spans) > BORDER_LIST:
        totals = [starts[i] + ends[j] for i, j in spans]
        least = sorted(totals)[-BORDER_LIST]
        spans = [span for span, total in zip(spans, totals, strict=True) if total >= least]
    scores = [starts[i] + ends[j] + span_score(context, i, j, model.weights) for i, j in spans]
    top = max(scores)
    unit = model.scale / model.temperature
    shares = [math.exp((score - top) * unit) for score in scores]
    whole = sum(shares)
    bounds = context.pieces.bounds
    blanks = [
        Blank(bounds[i], bounds[j], round(share / whole, 6))
        for share, (i, j) in zip(shares, spans, strict=True)
        if share >= LEAST_SCORE * whole
    ]
    blanks.sort(key=lambda blank: (-blank.score, blank.start, blank.end))
    return blanks


def _distinct(blanks: Sequence[Blank]) -> list[Blank]:
    """The best blanks that do not overlap a better one."""
    taken: list[Blank] = []
    for blank in blanks:
        if all(blank.end <= other.start or other.end <= blank.start for other in taken):
            taken.append(blank)
    return taken
