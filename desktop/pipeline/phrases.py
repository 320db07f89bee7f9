"""Which spans of a text are its key phrases, of which kind, and how much each matters.

Quotations and titles stand by their form (``phrase_patterns``). Of the rest a model (``phrase_model``) tells from
the words, known terms (``lexicon``) and other forms which runs of words are phrases; those that together are likeliest
stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.domain.phrase import PhraseKind, PhraseOccurrence
from desktop.pipeline.lexicon import Lexicon, longest
from desktop.pipeline.own_phrases import OwnLexicon, apply_own
from desktop.pipeline.phrase_model import PhraseModel, find_runs, known_words, run_worths
from desktop.pipeline.phrase_patterns import COUNTS, Candidate, find_forms, find_labels, only_counts
from desktop.pipeline.phrase_ranker import LISTED_KINDS, Floats, Ints, Listed, Runs, run_keys
from desktop.pipeline.segmentation import tag_known
from desktop.pipeline.term_entry import Entry

_FLAT = 4  # a phrase so short holds no other
_SAMPLE = 20_000  # code points that tell the language of a text
_LEAST = 0.3  # of the probability of a phrase: below it the words stay unmarked
_STEADY = 0.35  # what a form that readers always mark is worth at least
_STEADY_KINDS = (PhraseKind.SHORTHAND, PhraseKind.TITLE)  # of known terms, which readers mark as they do such forms
_STEADY_PRIOR = 0.6  # of those that readers wrote down while they marked
_LEAST_JUDGED = 0.07  # by its labels; what is less likely is not looked at again
_LEAST_LISTED = 0.01  # the same of terms of the lexicon
_KINDS = {str(kind): kind for kind in PhraseKind}
_tuple = tuple.__new__  # makes a named tuple in a third of the time
_SURE = 3  # candidates of this rank stand whatever the model says: quotations and titles


def extract_phrases(
    text: str, lexicon: Lexicon, model: PhraseModel, own: OwnLexicon | None = None
) -> list[PhraseOccurrence]:
    """The key phrases of ``text`` in text order; without the learner's ``own``, none in a text that is not Chinese.

    Spans are half-open code points, quotation marks and 《》 outside. They do not overlap.
    """
    found = _found(text, lexicon, model) if _is_chinese(text) else []
    return apply_own(text, found, own) if own else found


def _found(text: str, lexicon: Lexicon, model: PhraseModel) -> list[PhraseOccurrence]:
    forms = list(find_forms(text))
    reading = read_words(text, lexicon, forms)
    sure = sure_forms(text, forms)
    chosen = [*sure, *_likely(model, lexicon, reading, closed_to_model(text, sure))]
    chosen.sort()
    return _scored(text, chosen, lexicon)


def sure_forms(text: str, forms: Iterable[Candidate]) -> list[Candidate]:
    """Quotations and titles, which stand by their form."""
    return _choose([each for each in forms if each.rank >= _SURE], len(text))


def closed_to_model(text: str, sure: Iterable[Candidate]) -> list[tuple[int, int]]:
    """Where the model finds no phrase: in what stands by its form, and in labels."""
    return [*(each[:2] for each in sure), *find_labels(text)]


class Reading(NamedTuple):
    """A text as words (cut where forms begin and end), and what lists and forms know of them."""

    words: list[tuple[str, str]]
    ends: list[int]
    known: list[str]  # of each word, as ``phrase_model`` reads it
    said: Sequence[Candidate]  # what forms and lists find; of terms those that are the longest or steady
    terms: Sequence[tuple[int, int]]  # where terms of the lexicon stand, shorter ones within longer too


def read_words(text: str, lexicon: Lexicon, forms: Sequence[Candidate]) -> Reading:
    """The words of ``text``, with what the lexicon and these ``forms`` say of each."""
    words = tag_known(text)
    edges = _word_edges(_ends(words))
    every = lexicon.find_all(text, edges)
    terms = _candidates(longest(every))
    candidates = [*forms, *terms]
    said = [*candidates, *_candidates(each for each in every if each[2].kind in _STEADY_KINDS)]
    words = _cut(words, edges, {place for each in said for place in each[:2] if not edges[place]})
    ends = _ends(words)
    groups = []
    for source, group in (("c", _choose(candidates, len(text))), ("f", forms), ("l", terms)):
        first = np.searchsorted(ends, [each.start for each in group], "right")
        last = np.searchsorted(ends, [each.end for each in group], "left")
        groups.append((source, [each.kind for each in group], first, last))
    return Reading(words, ends.tolist(), known_words(groups, len(words)), said, [each[:2] for each in every])


def _candidates(terms: Iterable[tuple[int, int, Entry]]) -> list[Candidate]:
    return [
        _tuple(Candidate, (start, end, kind, prior, 0, kind in _STEADY_KINDS and prior >= _STEADY_PRIOR))
        for start, end, (kind, prior, _) in terms
    ]


def _cut(words: list[tuple[str, str]], edges: bytearray, places: set[int]) -> list[tuple[str, str]]:
    """The words, which begin and end at these ``edges`` of the text, cut further at these places."""
    if not places:
        return words
    number = np.cumsum(np.frombuffer(edges, np.uint8)) - 1  # of the word that a place within it belongs to
    pieces, done = [], 0
    for index, cuts in groupby(sorted(places), lambda place: int(number[place])):
        word, tag = words[index]
        pieces += words[done:index]
        within = list(cuts)
        start = edges.rfind(1, 0, within[0])
        borders = [0, *(place - start for place in within), len(word)]
        pieces += [(word[begin:end], tag) for begin, end in pairwise(borders)]
        done = index + 1
    return pieces + words[done:]


def _likely(
    model: PhraseModel, lexicon: Lexicon, reading: Reading, closed: Sequence[tuple[int, int]]
) -> list[Candidate]:
    """The phrases that the model finds outside what is ``closed`` to it: those that together are worth most."""
    words, ends = reading.words, reading.ends
    labels = model.probabilities(words, reading.known)
    runs, keys, listed = judged_runs(lexicon, reading, labels, closed)
    worth = model.ranker.probabilities([word for word, _ in words], labels, runs, keys, listed)
    worth = np.maximum(worth, listed.steady * _STEADY)
    enough = np.flatnonzero(worth > _LEAST)
    best = enough[_best(Runs(runs.first[enough], runs.last[enough], worth[enough]))]
    found = []
    unlisted: list[tuple[int, int, float]] = []
    phrases: list[tuple[tuple[str, str], ...]] = []
    columns = runs.first, runs.last, worth, listed.kind, listed.prior
    for first, last, probability, kind, prior in zip(*(each[best].tolist() for each in columns), strict=True):
        start, end = ends[first - 1] if first else 0, ends[last]
        if kind >= 0:
            found.append(Candidate(start, end, LISTED_KINDS[kind], prior))
        else:
            unlisted.append((start, end, round(0.25 + 0.4 * probability, 3)))
            phrases.append(tuple(words[first : last + 1]))
    for (start, end, prior), told in zip(unlisted, model.kinds_of(phrases), strict=True):
        found.append(Candidate(start, end, _KINDS[told], prior))
    return found


def judged_runs(
    lexicon: Lexicon, reading: Reading, labels: Floats, closed: Sequence[tuple[int, int]], least: float = _LEAST_JUDGED
) -> tuple[Runs, NDArray[np.uint64], Listed]:
    """The runs of words outside what is ``closed`` that are likelier than ``least`` by these ``labels``.

    Terms may be less likely, and what is steady need not be likely at all. With the ``run_keys`` of the runs, and what
    the lexicon, or else a form, says of each.
    """
    borders = np.array([0, *reading.ends])
    said = _run_codes([each[:2] for each in reading.said], borders)
    steady = np.array([each.steady for each in reading.said], bool)
    runs = find_runs(reading.words, labels, least)
    for more, minimum in ((_run_codes(reading.terms, borders), _LEAST_LISTED), (said[steady], 0.0)):
        runs = _with(runs, more, labels, minimum)
    runs = _free(runs, reading, closed)
    keys = run_keys([word for word, _ in reading.words], runs)
    code = runs.first * len(borders) + runs.last
    return runs, keys, _listed(lexicon, keys, code, said, reading.said)


def _listed(
    lexicon: Lexicon, keys: NDArray[np.uint64], code: Ints, said_code: Ints, said: Sequence[Candidate]
) -> Listed:
    """What the lexicon, or else a form, says of the runs with these keys and ``_run_codes``; ``said`` has those too."""
    entries, place = lexicon.look_up(keys)
    known = [(LISTED_KINDS.index(each.kind), each.prior) for each in entries]
    kind, prior = (np.array(column)[place] for column in zip(*known, (-1, 0.0), strict=True))
    order = code.argsort()
    run = np.append(order, len(code))[np.searchsorted(code, said_code, sorter=order)]
    there = np.flatnonzero(np.append(code, -2)[run] == said_code)
    new = there[kind[run[there]] < 0].tolist()
    kind[run[new]] = [LISTED_KINDS.index(said[each].kind) for each in new]
    prior[run[new]] = [said[each].prior for each in new]
    steady = np.zeros(len(code), bool)
    steady[run[[each for each in there.tolist() if said[each].steady]]] = True
    return Listed(kind, prior, steady)


def _run_codes(spans: Sequence[tuple[int, int]], borders: Ints) -> Ints:
    """A number for the run of words on each of these spans, whose words have these ``borders``; -1 for half words."""
    start, end = np.array(spans, np.int64).reshape(-1, 2).T
    first, last = np.searchsorted(borders, start), np.searchsorted(borders, end) - 1
    return np.where((borders[first] == start) & (borders[last + 1] == end), first * len(borders) + last, -1)


def _with(runs: Runs, codes: Ints, labels: Floats, least: float) -> Runs:
    """The runs, and of those with these codes what is not among them and likelier than ``least``."""
    size = len(labels) + 1
    there = np.append(runs.first * size + runs.last, -1)
    there.sort()
    codes = np.sort(codes)
    new = codes[(there[np.searchsorted(there, codes, "right") - 1] < codes) & (np.diff(codes, prepend=-1) > 0)]
    first, last = new // size, new % size
    worth = run_worths(labels, first, last)
    enough = worth > least
    added = first[enough], last[enough], worth[enough]
    return Runs(*(np.concatenate(columns) for columns in zip(runs, added, strict=True)))


def _free(runs: Runs, reading: Reading, closed: Sequence[tuple[int, int]]) -> Runs:
    """The runs outside what is ``closed`` that do not only count things."""
    words, borders = reading.words, np.array([0, *reading.ends])
    taken = np.zeros(int(borders[-1]) + 1, np.int64)
    for start, end in closed:
        taken[start + 1 : end + 1] = 1
    passed = np.cumsum(taken)
    free = passed[borders[runs.first]] == passed[borders[runs.last + 1]]
    for run in np.flatnonzero(np.array([word[0] in COUNTS for word, _ in words], bool)[runs.first]).tolist():
        free[run] &= not only_counts("".join(word for word, _ in words[runs.first[run] : runs.last[run] + 1]))
    return Runs(*(column[free] for column in runs))


def _best(runs: Runs) -> Ints:
    """The places of those whose surplus over ``_LEAST`` is greatest together, in text order; none overlap."""
    order = np.lexsort((runs.first, runs.last))
    firsts, lasts, shares = (column[order] for column in runs)
    before = np.searchsorted(lasts, firsts).tolist()  # how many runs end before each begins
    worth = [0.0]  # of the best choice among the first so many runs
    for place, probability in zip(before, shares.tolist(), strict=True):
        value = worth[place] + probability - _LEAST
        worth.append(value if value > worth[-1] else worth[-1])
    chosen, at = [], len(worth) - 1
    while at > 0:
        if worth[at] > worth[at - 1]:
            chosen.append(at - 1)
            at = before[at - 1]
        else:
            at -= 1
    return order[chosen[::-1]]


def find_nested(occurrences: Iterable[PhraseOccurrence], lexicon: Lexicon) -> list[PhraseOccurrence]:
    """The meetings, dates, amounts and known terms that stand within longer phrases, for who wants both.

    Offsets are of the same text as those of ``occurrences``. A nested phrase is never half a word: only terms of the
    hand-written lists count, four characters or more.
    """
    return [
        nested for occurrence in occurrences if len(occurrence.text) > _FLAT for nested in _within(occurrence, lexicon)
    ]


def _within(occurrence: PhraseOccurrence, lexicon: Lexicon) -> list[PhraseOccurrence]:
    whole, offset = occurrence.text, occurrence.start
    edges = b"\x01" * len(whole)
    terms = [
        Candidate(first + start, first + end, entry.kind, entry.prior)
        for first, part in ((0, whole[:-1]), (1, whole[1:]))
        for start, end, entry in longest(each for each in lexicon.find_all(part, edges) if each[2].firm)
        if end - start >= _FLAT
    ]
    inner = [each for each in (*find_forms(whole), *terms) if each.end - each.start < len(whole)]
    return [
        PhraseOccurrence(offset + each.start, offset + each.end, whole[each.start : each.end], each.kind, each.prior)
        for each in _choose(inner, len(whole))
    ]


def _is_chinese(text: str) -> bool:
    sample = text[:: len(text) // _SAMPLE + 1]
    han = sum("\u3400" <= character <= "\u9fff" for character in sample)
    foreign = sum("\u3040" <= character <= "\u30ff" or "\uac00" <= character <= "\ud7af" for character in sample)
    return han > 0 and 5 * foreign <= han and 5 * han >= sum(map(str.isalpha, sample))


def _ends(words: Sequence[tuple[str, str]]) -> Ints:
    """Where each word ends."""
    found: Ints = np.cumsum(np.fromiter(map(len, [word for word, _ in words]), np.int64, len(words)))
    return found


def _word_edges(ends: Ints) -> bytearray:
    """A 1 at each border of a word, the start and the end of the text among them."""
    edges = np.zeros(ends[-1] + 1, np.uint8)
    edges[0] = 1
    edges[ends] = 1
    return bytearray(edges.tobytes())


def _choose(candidates: Iterable[Candidate], length: int) -> list[Candidate]:
    """The candidates that stand: higher rank first, then longer, then earlier; no two overlap."""
    listed = list(candidates)
    if not listed:
        return []
    start, end, prior, rank = (
        np.array(column) for column in ([each[place] for each in listed] for place in (0, 1, 3, 4))
    )
    order = np.lexsort((-prior, start, start - end, -rank))
    begun = np.bincount(start, minlength=length + 1).cumsum()
    ended = np.bincount(end, minlength=length + 1).cumsum()
    alone = begun[end - 1] - ended[start] == 1  # nothing else begins before its end and ends behind its start
    chosen = [listed[place] for place in np.flatnonzero(alone).tolist()]
    taken = bytearray(length)
    for place in order[~alone[order]].tolist():
        candidate = listed[place]
        first, last = candidate[:2]
        if taken.find(1, first, last) < 0:
            taken[first:last] = b"\x01" * (last - first)
            chosen.append(candidate)
    chosen.sort()
    return chosen


def _scored(text: str, chosen: list[Candidate], lexicon: Lexicon) -> list[PhraseOccurrence]:
    words = [text[c.start : c.end] for c in chosen]
    counts = Counter(words)
    quoted = list({word for c, word in zip(chosen, words, strict=True) if c.kind is PhraseKind.QUOTED})
    known = zip(quoted, lexicon.get(quoted), strict=True)
    shorthand = {word for word, entry in known if entry and entry.kind is PhraseKind.SHORTHAND}
    occurrences = []
    for candidate, word in zip(chosen, words, strict=True):
        kind = candidate.kind
        if kind is PhraseKind.QUOTED and word in shorthand:
            kind = PhraseKind.SHORTHAND
        score = candidate.prior + 0.04 * min(counts[word] - 1, 4) + (0.05 if _in_heading(text, candidate) else 0)
        occurrences.append(PhraseOccurrence(candidate.start, candidate.end, word, kind, round(min(score, 1.0), 3)))
    return occurrences


def _in_heading(text: str, candidate: Candidate) -> bool:
    """Whether the line of the candidate is short and does not end as a sentence does."""
    start = text.rfind("\n", max(0, candidate.start - 60), candidate.start)
    end = text.find("\n", candidate.end, candidate.end + 60)
    return (start >= 0 or candidate.start < 60) and 0 <= end - start < 60 and text[end - 1] not in "。；：，”"
