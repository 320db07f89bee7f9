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
from desktop.domain.progress import Progress, SilentProgress
from desktop.pipeline import segmentation
from desktop.pipeline.blank_candidates import Spans, candidate_spans
from desktop.pipeline.blank_features import describe
from desktop.pipeline.blank_model import BlankModel
from desktop.pipeline.blank_rows import Flags, Ints, Rows, has_chinese, lay_out, split_words

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


def choose_blanks(texts: Sequence[str], model: BlankModel, progress: Progress | None = None) -> list[list[Blank]]:
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
    told = progress or SilentProgress()
    kinds, rows = split_words(_words([part for _, _, part in parts], told), model.surprisal, model.pieces)
    for first in range(0, len(parts), _AT_ONCE):
        told.advance(len(parts) + 3 * first, 4 * len(parts))
        some = slice(first, first + _AT_ONCE)
        for (number, offset, _), best in zip(parts[some], _best(lay_out(kinds, rows[some]), model), strict=True):
            found[number] += [Blank(start + offset, end + offset, score) for start, end, score in best]
    for text, blanks in zip(texts, found, strict=True):
        if len(text) > LONGEST_WHOLE:
            blanks.sort(key=lambda blank: (-blank.score, blank.start))
    return found


def _words(parts: Sequence[str], progress: Progress) -> Iterator[list[tuple[str, str]]]:
    """The words of each part with their tags: a quarter of the work."""
    segmentation.expect(sum(map(len, parts)))
    for number, part in enumerate(parts):
        if number % _AT_ONCE == 0:
            progress.advance(number, 4 * len(parts))
        yield segmentation.tag_pairs(part)


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
    kept = _short_list(linear, rows.sentence[spans.start])
    spans = Spans(spans.start[kept], spans.end[kept])
    sentence = rows.sentence[spans.start]
    scores = linear[kept] * model.scale
    scores = (scores + model.share * model.network.scores(rows, context, spans)) / model.temperature
    first = np.flatnonzero(np.diff(sentence, prepend=-1))
    group = np.cumsum(np.diff(sentence, prepend=-1) > 0) - 1
    raised = np.exp(scores - np.maximum.reduceat(scores, first)[group])
    shares = raised / np.add.reduceat(raised, first)[group]
    # A row a sentence, its candidates from the best to the last.
    place = np.full((len(first), SHORT_LIST), -1)
    place[group, np.arange(len(group)) - first[group]] = np.arange(len(group))
    worth = np.where(place >= 0, scores[place], -np.inf)
    place = np.take_along_axis(place, np.argsort(-worth, axis=1, kind="stable"), 1)
    starts, ends = rows.offset[spans.start][place], rows.offset[spans.end][place]
    chosen = place[_apart(starts, ends, (place >= 0) & (shares[place] >= LEAST_SCORE))]
    found = (sentence, rows.offset[spans.start], rows.offset[spans.end], np.round(shares, 6))
    for number, start, end, share in zip(*(column[chosen].tolist() for column in found), strict=True):
        blanks[number].append((start, end, share))
    return blanks


def _short_list(scores: Ints, sentence: Ints) -> Ints:
    """The places of the best scores of each sentence, in order; of equals the first."""
    order = np.argsort((sentence << 32) - scores, kind="stable")
    ordered = sentence[order]
    first = np.flatnonzero(np.diff(ordered, prepend=-1))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    kept = order[rank < SHORT_LIST]
    kept.sort()
    return kept


def _apart(starts: Ints, ends: Ints, likely: Flags) -> Flags:
    """Of each row, from left to right, the likely spans that touch none taken before."""
    overlaps = (starts[:, :, None] < ends[:, None, :]) & (starts[:, None, :] < ends[:, :, None])
    taken = likely.copy()
    for place in range(1, taken.shape[1]):
        taken[:, place] &= ~(overlaps[:, place, :place] & taken[:, :place]).any(1)
    return taken
