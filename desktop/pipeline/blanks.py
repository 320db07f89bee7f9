"""Which phrase of a sentence an examiner would blank.

A linear model over the words and tags at both borders of a span and over the span as a whole names the likeliest
candidates of the sentence; a small network that reads the sentence as a sequence has its say on those. Many
sentences are scored at once. `docs/blanks.md` has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from desktop.domain.cloze import Blank
from desktop.pipeline import segmentation
from desktop.pipeline.blank_candidates import Spans, candidate_spans
from desktop.pipeline.blank_features import describe
from desktop.pipeline.blank_model import BlankModel
from desktop.pipeline.blank_rows import Ints, Rows, has_chinese, lay_out, split_words

__all__ = ["BlankModel", "choose_blanks"]

SHORT_LIST = 32
"""Candidates of a sentence that the network sees, the best by the linear model."""
LEAST_SCORE = 0.004
"""Blanks less probable than this are not named."""
LONGEST_WHOLE = 600
"""A longer text, in code points, is scored sentence by sentence."""
_LONGEST_PART = 400
_AT_ONCE = 128

_SENTENCE = re.compile(r"[^。！？!?\n\r]*[。！？!?\n\r]*[”』」’]?")


def choose_blanks(texts: Sequence[str], model: BlankModel) -> list[list[Blank]]:
    """The likeliest blanks of each text, best first and not overlapping; none where the text has no Chinese.

    A blank's score is the probability that an examiner blanks exactly this span of the text, or of its
    sentence where the text is longer than `LONGEST_WHOLE`.
    """
    found: list[list[Blank]] = [[] for _ in texts]
    parts = [
        (number, offset, part)
        for number, text in enumerate(texts)
        for offset, part in (_parts(text) if len(text) > LONGEST_WHOLE else [(0, text)])
        if has_chinese(part)
    ]
    if not parts:
        return found
    words = (segmentation.tag_pairs(part) for _, _, part in parts)
    kinds, rows = split_words(words, model.surprisal, model.pieces)
    for first in range(0, len(parts), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        for (number, offset, _), best in zip(parts[some], _best(lay_out(kinds, rows[some]), model), strict=True):
            found[number] += [Blank(start + offset, end + offset, score) for start, end, score in best]
    for text, blanks in zip(texts, found, strict=True):
        if len(text) > LONGEST_WHOLE:
            blanks.sort(key=lambda blank: (-blank.score, blank.start))
    return found


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Sentences of a long text with their offsets, none longer than `_LONGEST_PART`."""
    for found in _SENTENCE.finditer(text):
        start, end = found.span()
        for offset in range(start, end, _LONGEST_PART):
            yield offset, text[offset : min(end, offset + _LONGEST_PART)]


def _best(rows: Rows, model: BlankModel) -> list[list[tuple[int, int, float]]]:
    """The likeliest spans of each sentence with their probabilities, best first and not overlapping."""
    blanks: list[list[tuple[int, int, float]]] = [[] for _ in rows.first]
    spans = candidate_spans(rows)
    if not len(spans.start):
        return blanks
    context = describe(rows)
    linear = model.linear_scores(rows, context, spans)
    kept = _ranked(linear.astype(np.float64), rows.sentence[spans.start], SHORT_LIST)
    kept.sort()
    spans = Spans(spans.start[kept], spans.end[kept])
    sentence = rows.sentence[spans.start]
    scores = linear[kept] * model.scale
    scores = (scores + model.share * model.network.scores(rows, context.depth, spans)) / model.temperature
    first = np.flatnonzero(np.diff(sentence, prepend=-1))
    group = np.cumsum(np.diff(sentence, prepend=-1) > 0) - 1
    raised = np.exp(scores - np.maximum.reduceat(scores, first)[group])
    shares = raised / np.add.reduceat(raised, first)[group]
    order = _ranked(scores, sentence, SHORT_LIST)
    order = order[shares[order] >= LEAST_SCORE]
    starts, ends = rows.offset[spans.start][order].tolist(), rows.offset[spans.end][order].tolist()
    numbers, worth = sentence[order].tolist(), np.round(shares[order], 6).tolist()
    for number, start, end, share in zip(numbers, starts, ends, worth, strict=True):
        taken = blanks[number]
        if all(end <= other[0] or other[1] <= start for other in taken):
            taken.append((start, end, share))
    return blanks


def _ranked(scores: np.typing.NDArray[np.float64], sentence: Ints, most: int) -> Ints:
    """The places of the best scores of each sentence, sentence by sentence, best first; of equals the first."""
    order = np.lexsort((-scores, sentence))
    ordered = sentence[order]
    first = np.flatnonzero(np.diff(ordered, prepend=-1))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    return order[rank < most]
