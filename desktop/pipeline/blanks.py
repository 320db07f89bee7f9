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
from desktop.pipeline.blank_candidates import candidate_ends, has_chinese, split_pieces
from desktop.pipeline.blank_features import END_UNIT, LONGEST_WHOLE, Context, border_scores, quick_scores, span_scores
from desktop.pipeline.blank_model import BlankModel

__all__ = ["BlankModel", "choose_blanks"]

BORDER_LIST = 40
"""Candidates whose quick features are looked at, the best by their borders."""
QUICK_LIST = 16
"""Candidates that are scored as a whole, the best by borders and quick features."""
LEAST_SCORE = 0.004
"""Blanks less probable than this are not named."""
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
        return _scored(text, model)
    found = [
        Blank(start + offset, end + offset, score)
        for offset, part in _parts(text)
        if has_chinese(part)
        for start, end, score in _scored(part, model)
    ]
    return sorted(found, key=lambda blank: (-blank.score, blank.start))


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Sentences of a long text with their offsets, none longer than `_LONGEST_PART`."""
    for found in _SENTENCE.finditer(text):
        start, end = found.span()
        for offset in range(start, end, _LONGEST_PART):
            yield offset, text[offset : min(end, offset + _LONGEST_PART)]


def _scored(text: str, model: BlankModel) -> list[Blank]:
    """The likeliest candidates of one text that do not overlap a likelier one, with probabilities, best first."""
    pieces = split_pieces(segmentation.tagged(text))
    context = Context(pieces, model.words)
    borders = border_scores(context, model)
    starts = [0] * len(borders)
    for i, both in enumerate(borders):
        end = (both + END_UNIT // 2) // END_UNIT
        starts[i] = (both - END_UNIT * end) * _PLACES + i * _PLACE
        borders[i] = end * _PLACES + i
    found: list[int] = []
    for i, some in candidate_ends(pieces):
        start = starts[i]
        found += [start + borders[j] for j in some]
    if not found:
        return []
    found = sorted(found, reverse=True)[:BORDER_LIST]
    quick = quick_scores(context, _spans(found), model)
    found = [packed + score * _PLACES for packed, score in zip(found, quick, strict=True)]
    found = sorted(found, reverse=True)[:QUICK_LIST]
    spans = _spans(found)
    rest = span_scores(context, spans, model)
    ranked = sorted(
        (-(packed // _PLACES) - score, i, j) for packed, score, (i, j) in zip(found, rest, spans, strict=True)
    )
    unit = model.scale / model.temperature
    best = ranked[0][0]
    shares = [math.exp((best - loss) * unit) for loss, _i, _j in ranked]
    whole = sum(shares)
    bounds = pieces.bounds
    taken: list[tuple[int, int]] = []
    blanks: list[Blank] = []
    for share, (_loss, i, j) in zip(shares, ranked, strict=True):
        if share < LEAST_SCORE * whole:
            break
        for start, end in taken:
            if i < end and start < j:
                break
        else:
            taken.append((i, j))
            blanks.append(Blank(bounds[i], bounds[j], round(share / whole, 6)))
    return blanks


# A candidate and its score are one number, so that many can be added and sorted at once.
_PLACE = 1 << 10
_PLACES = _PLACE * _PLACE


def _spans(found: Sequence[int]) -> list[tuple[int, int]]:
    return [divmod(packed % _PLACES, _PLACE) for packed in found]
