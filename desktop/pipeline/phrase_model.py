"""How likely each run of words is one key phrase: a linear model over words, their neighbours and known terms.

For each word it gives the probabilities of five labels (outside, begin, inside, end, single), each word by itself;
a run of words is worth the geometric mean of the labels that would make it a phrase, times the probabilities that the
word before it does not go on into it, nor it into the word behind. The weights are trained by
``tools/train_phrases.py`` on passages that readers marked. What a feature is stands here alone, so that training and
use agree. Whole texts are weighed at once: what a word is by itself is looked up once for each different one, the rest
is arithmetic over arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.pipeline.phrase_ranker import Floats, Ints, Ranker, Runs

LABELS = "OBIES"
KINDS = ("term", "name", "formula", "title", "shorthand", "date", "number")
SCALE = 16.0  # weights are kept as whole sixteenths
_MOST_SUM = 1 << 13  # of some forty weights of a signed byte
_EXPS = np.array([exp(number / SCALE) for number in range(-_MOST_SUM, _MOST_SUM)])

_MOST_REMEMBERED = 100_000
_MOST_WORDS = 9
_LEAST_BEGIN = 0.01
_LEAST_SINGLE = 0.02
_LEAST_RUN = 0.03
_LEAST_INSIDE = 0.0067
_LITTLE = 0.001  # so that one word within does not rule a run out
_BREAKS = frozenset("。；！？\n")
_OUTSIDE = frozenset("，。；：？！“”‘’《》\n")  # marks that no phrase is made of
_NO_PHRASE = (1.0, 0.0, 0.0, 0.0, 0.0)
_EDGE = ("^", "^")
_OFFSETS = (-2, -1, 0, 1, 2)
_COUNTS = (1, 3, 6, 3, 1)  # of the features that a word gives at each offset
_NUMBERS = 6  # of a word in the joint tables
_PLACES = "BEIS"  # begin, end, inside, single
_BITS = 62
JOINT = {
    ">>": (0, 0, 0), "ttt": (0, 0, 0), "<<": (0, 0, 0), "<tt": (0, 0), ">tt": (0, 0),
    "ccc": (1, 1, 1), "<cc": (1, 1), ">cc": (1, 1), "-1wt": (2, 0), "1wt": (3, 0), ">sp": (4, 5),
}  # fmt: skip
"""How features of several words together begin, and which list of ``Joint.numbers`` numbers each of their parts."""
_PUNCTUATION = frozenset("，。；：、？！“”‘’（）《》—…\n \u3000")

Atom = tuple[str, str]  # a word and its part of speech
Weighed = NDArray[np.int16]


def shape(word: str) -> str:
    """What a word is made of: Han of some length, figures, letters, or which mark."""
    if word[0] in _PUNCTUATION:
        return "p" + word[0]
    if word.isdigit():
        return "9"
    return "A" if word.isascii() else f"h{min(len(word), 5)}"


def word_features(atom: Atom, offset: int) -> list[str]:
    """Features that a word gives the one ``offset`` places before it (-2..2)."""
    word, tag = atom
    if offset == 0:
        kind = shape(word)
        return [f"w{word}", f"t{tag}", f"c{kind}", f"s{word[-1]}", f"p{word[0]}", f"tc{tag}{kind}"]
    if offset == -1:
        return [f"-w{word}", f"-t{tag}", f"-s{word[-1]}"]
    if offset == 1:
        return [f"+w{word}", f"+t{tag}", f"+p{word[0]}"]
    return [f"{offset}w{word}"]


def tag_features(first: str, second: str, third: str) -> tuple[list[str], list[str], list[str]]:
    """Features that three tags in a row give each of the three words."""
    whole = f"{first}|{second}|{third}"
    return [f">>{whole}"], [f"ttt{whole}", f"<tt{first}|{second}", f">tt{second}|{third}"], [f"<<{whole}"]


def shape_features(before: str, here: str, after: str) -> list[str]:
    """Features of a word by its shape and those of its neighbours."""
    return [f"ccc{before}|{here}|{after}", f"<cc{before}|{here}", f">cc{here}|{after}"]


def beside_features(word: str, tag: str, offset: int) -> list[str]:
    """Features of a word with this ``tag`` by the word before it (offset -1) or behind it (1)."""
    return [f"{offset}wt{word}|{tag}"]


def seam_features(last: str, first: str) -> list[str]:
    """Features of a word by its last character and the first of the next."""
    return [f">sp{last}{first}"]


def known_features(known: str, offset: int, atom: Atom) -> list[str]:
    """Features of what lists and forms say of a word: ``known`` has parts such as ``lB.term``, joined by spaces."""
    sign = ("-", "", "+")[offset + 1]
    features = [f"k{sign}{part}" for part in known.split()]
    if known and not offset:
        features += [f"kt{atom[1]}&{known}", f"kw{atom[0]}&{known}"]
    return features


def kind_features(atoms: Sequence[Atom]) -> list[str]:
    """Features by which the kind of a phrase of these words is told."""
    text = "".join(word for word, _ in atoms)
    (first, first_tag), (last, last_tag) = atoms[0], atoms[-1]
    return [
        "K", f"Kf{first}", f"Kl{last}", f"Kc{text[-1]}", f"Kd{text[-2:]}", f"Kt{last_tag}", f"Ku{first_tag}",
        f"Kn{len(text)}", f"Km{len(atoms)}", f"Kp{'.'.join(tag for _, tag in atoms[:5])}", f"K,{'、' in text}",
        *(f"Kw{word}" for word, _ in atoms),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """A table of weights, whole parts of ``SCALE``: the row of each feature, row 0 for those that have none."""

    places: Mapping[str, int]
    table: NDArray[np.int16]

    @classmethod
    def parse(cls, names: bytes, parts: bytes, columns: int) -> Weights:
        """Read the names, divided by NUL, and a byte a weight."""
        spelled = names.decode().split("\x00")
        table = np.zeros((len(spelled) + 1, columns), np.int16)
        table[1:] = np.frombuffer(parts, np.int8).reshape(len(spelled), columns)
        return cls(dict(zip(spelled, range(1, len(spelled) + 1), strict=True)), table)

    def find(self, features: Iterable[str]) -> list[int]:
        """The rows of these features."""
        get = self.places.get
        return [get(feature, 0) for feature in features]

    def sum(self, features: Iterable[str]) -> list[int]:
        """The weights of these features added up, a sum a column."""
        sums: list[int] = self.sums([list(features)])[0].tolist()
        return sums

    def sums(self, words: Sequence[Sequence[str]]) -> Weighed:
        """The same for many lists of features, a row a list."""
        rows = np.array(self.find(chain.from_iterable(words)), np.int64)
        ends = np.cumsum([len(features) for features in words])
        totals = np.zeros((len(rows) + 1, self.table.shape[1]), np.int64)
        np.cumsum(self.table[rows], 0, out=totals[1:])
        starts = np.concatenate([[0], ends[:-1]])
        found: Weighed = (totals[ends] - totals[starts]).astype(np.int16)
        return found


class Joint(NamedTuple):
    """Sums of what neighbours weigh together, by the numbers of their tags, words, shapes and characters.

    What has no number, since no feature names it, is 0.
    """

    numbers: tuple[Mapping[str, int], ...]  # of tags, shapes, words before, words after, last and first characters
    tags: tuple[Weighed, Weighed, Weighed]  # three tags in a row, for each of the three words
    shapes: Weighed
    before: Weighed  # the word before, and the tag
    after: Weighed
    seam: Weighed

    @classmethod
    def parse(cls, names: bytes, data: bytes) -> Joint:
        """Read what has numbers, list by list, and of each of ``JOINT`` how many features, their numbers and weights.

        Lists are divided by U+0001, names by NUL; numbers have two bytes, weights one.
        """
        lists = names.decode().split("\x01")
        numbers = tuple({name: number for number, name in enumerate(each.split("\x00"), 1)} for each in lists)
        tables: dict[str, Weighed] = {}
        at = 0
        for prefix, among in JOINT.items():
            count = int.from_bytes(data[at : at + 4], "little")
            size = count * len(among)
            places = np.frombuffer(data, "<u2", size, at + 4).reshape(count, len(among))
            at += 4 + 2 * size
            table = tables[prefix] = np.zeros((*(len(numbers[each]) + 1 for each in among), len(LABELS)), np.int16)
            table[tuple(places.T)] = np.frombuffer(data, np.int8, count * len(LABELS), at).reshape(count, len(LABELS))
            at += count * len(LABELS)

        def threes(whole: str, left: str, right: str) -> Weighed:
            return tables[whole] + tables[left][:, :, None] + tables[right][None]

        tags = tables[">>"], threes("ttt", "<tt", ">tt"), tables["<<"]
        return cls(numbers, tags, threes("ccc", "<cc", ">cc"), tables["-1wt"], tables["1wt"], tables[">sp"])


@dataclass(frozen=True)
class PhraseModel:
    """Weights for the labels of words, and for the kinds of phrases, and the network that judges runs of words."""

    labels: Weights
    joint: Joint  # of the labels too
    kinds: Weights
    ranker: Ranker
    # of each word and each group of words seen before: what needs no neighbours
    _looks: dict[Atom, tuple[int, ...]] = field(default_factory=dict)
    _kinds: dict[tuple[Atom, ...], str] = field(default_factory=dict)

    @classmethod
    def parse(cls, data: bytes) -> PhraseModel:
        """Read the shipped file: a line with the lengths of all parts, then names and data of each in turn."""
        header, _, rest = data.partition(b"\n")
        ends = list(accumulate(map(int, header.split())))
        labels, label_weights, joint, joint_weights, kinds, kind_weights, words, ranker = (
            rest[start:end] for start, end in zip([0, *ends], ends, strict=False)
        )
        return cls(
            Weights.parse(labels, label_weights, len(LABELS)),
            Joint.parse(joint, joint_weights),
            Weights.parse(kinds, kind_weights, len(KINDS)),
            Ranker.parse(words, ranker),
        )

    def kind(self, atoms: Sequence[Atom]) -> str:
        """The likeliest kind of a phrase made of these words."""
        return self.kinds_of([tuple(atoms)])[0]

    def kinds_of(self, phrases: Sequence[tuple[Atom, ...]]) -> list[str]:
        """The likeliest kind of each of these phrases."""
        if len(self._kinds) > _MOST_REMEMBERED:
            self._kinds.clear()
        if new := [phrase for phrase in dict.fromkeys(phrases) if phrase not in self._kinds]:
            best = self.kinds.sums([kind_features(phrase) for phrase in new]).argmax(1)
            self._kinds.update(zip(new, (KINDS[place] for place in best.tolist()), strict=True))
        return [self._kinds[phrase] for phrase in phrases]

    def probabilities(self, atoms: Sequence[Atom], known: Sequence[str]) -> Floats:
        """The probabilities of the five labels, a row a word; ``known`` is what lists say of each word."""
        number = dict(zip(dict.fromkeys((_EDGE, *atoms)), range(len(atoms) + 1), strict=False))
        looks = self._look(number)
        edge = [0, 0]
        word = np.array([*edge, *map(number.__getitem__, atoms), *edge])
        alone = self.labels.table[looks[:, _NUMBERS:]]
        total = np.zeros((len(atoms), len(LABELS)), np.int16)

        def at(offset: int) -> slice:
            return slice(2 + offset, 2 + offset + len(atoms))

        first = 0
        for offset, count in zip(_OFFSETS, _COUNTS, strict=True):
            total += alone[:, first : first + count].sum(1, np.int16).take(word[at(offset)], 0)
            first += count
        tag, shaped, before, after, last, opening = looks[:, :_NUMBERS].T.take(word, 1)
        joint = self.joint
        for middle, table in zip((1, 0, -1), joint.tags, strict=True):
            total += table[tag[at(middle - 1)], tag[at(middle)], tag[at(middle + 1)]]
        total += joint.shapes[shaped[at(-1)], shaped[at(0)], shaped[at(1)]]
        total += joint.before[before[at(-1)], tag[at(0)]]
        total += joint.after[after[at(1)], tag[at(0)]]
        total += joint.seam[last[at(0)], opening[at(1)]]
        self._add_known(total, word[at(0)], list(number), known)
        raised = _EXPS[total.astype(np.int64) + _MOST_SUM]
        sums = raised[:, 0].copy()
        for column in range(1, len(LABELS)):
            sums += raised[:, column]
        raised /= sums[:, None]
        outside = np.array([each in _OUTSIDE for each, _ in number])
        raised[outside[word[at(0)]]] = _NO_PHRASE
        return raised

    def _look(self, atoms: Iterable[Atom]) -> Ints:
        """What each of these words is by itself: its numbers in the joint tables, then the rows of its features."""
        looks = self._looks
        if len(looks) > _MOST_REMEMBERED:
            looks.clear()
        found = []
        for atom in atoms:
            look = looks.get(atom)
            if look is None:
                word, tag = atom
                parts = tag, shape(word), word, word, word[-1], word[0]
                numbers = [table.get(part, 0) for table, part in zip(self.joint.numbers, parts, strict=True)]
                features = chain.from_iterable(word_features(atom, offset) for offset in _OFFSETS)
                look = looks[atom] = (*numbers, *self.labels.find(features))
            found.append(look)
        return np.array(found)

    def _add_known(self, total: Weighed, word: Ints, atoms: Sequence[Atom], known: Sequence[str]) -> None:
        """Add what lists and forms say of each word and of those beside it."""
        number = {said: place for place, said in enumerate(dict.fromkeys(["", *known]))}
        said = np.array([number[each] for each in known], np.int64)
        place = np.flatnonzero(said)
        texts = list(number)
        for offset in (-1, 1):
            sums = np.array([self.labels.sum(known_features(each, offset, _EDGE)) for each in texts], np.int16)
            beside = place - offset
            beside = beside[(beside >= 0) & (beside < len(known))]
            total[beside] += sums[said[beside + offset]]
        pairs, which = np.unique(said[place] * len(atoms) + word[place], return_inverse=True)
        if len(pairs):
            here = [(texts[pair // len(atoms)], atoms[pair % len(atoms)]) for pair in pairs.tolist()]
            total[place] += self.labels.sums([known_features(each, 0, atom) for each, atom in here])[which]


def find_runs(atoms: Sequence[Atom], labels: Floats, least: float = 0.0) -> Runs:
    """Every run of words that may be a phrase by the ``labels`` of its words, overlapping ones too.

    Those no likelier than ``least`` are left out.
    """
    breaks = np.array([word in _BREAKS for word, _ in atoms], bool)
    begin, inside, end, single = labels.T[1:]
    ended, begun = _seams(labels)
    alone = np.flatnonzero(~breaks & (single > max(_LEAST_SINGLE, least)))
    firsts, lasts, worths = [alone], [alone], [single[alone] * ended[alone] * begun[alone + 1]]
    first = np.flatnonzero(~breaks & (begin > _LEAST_BEGIN))
    within = np.ones(len(first))
    for size in range(1, _MOST_WORDS):
        last = first + size
        goes_on = last < len(labels)
        goes_on[goes_on] = ~breaks[last[goes_on]]
        first, last, within = first[goes_on], last[goes_on], within[goes_on]
        worth = np.sqrt(begin[first] * end[last])
        likely = worth > _LEAST_RUN
        worth = worth[likely] * np.sqrt(within[likely])
        firsts.append(first[likely])
        lasts.append(last[likely])
        worths.append(worth * ended[first[likely]] * begun[last[likely] + 1])
        within = within * (inside[last] + _LITTLE)
        goes_on = within >= _LEAST_INSIDE
        first, within = first[goes_on], within[goes_on]
    probability = np.concatenate(worths)
    enough = probability > least
    return Runs(np.concatenate(firsts)[enough], np.concatenate(lasts)[enough], probability[enough])


def run_worths(labels: Floats, first: Ints, last: Ints) -> Floats:
    """How likely each of these runs of words is one phrase by the ``labels`` of the words, as ``find_runs`` says."""
    _, begin, inside, end, single = labels.T
    ended, begun = _seams(labels)
    passed = np.concatenate([[0.0], np.cumsum(np.log(inside + _LITTLE))])
    within = np.exp(passed[last] - passed[np.minimum(first + 1, last)])
    worth = np.where(first == last, single[first], np.sqrt(begin[first] * end[last] * within))
    found: Floats = worth * ended[first] * begun[last + 1]
    return found


def _seams(labels: Floats) -> tuple[Floats, Floats]:
    """Before each word: whether the one before does not go on into it, and whether it begins something new."""
    outside, begin, _, end, single = labels.T
    return np.append(1.0, outside + end + single), np.append(outside + begin + single, 1.0)


def known_words(groups: Iterable[tuple[str, Sequence[str], Ints, Ints]], count: int) -> list[str]:
    """What lists say of each of ``count`` words: its parts, sorted, joined by spaces.

    A group is a source, and of each term in it the kind, the first and the last word. A part is the source, the place
    of the word in the term (single, begin, inside or end) and the kind: ``lB.term``.
    """
    listed = list(groups)
    kinds = sorted({kind for _, found, _, _ in listed for kind in found})
    sources = sorted(source for source, *_ in listed)
    names = [f"{source}{label}.{kind}" for source in sources for label in _PLACES for kind in kinds]
    said = np.zeros((-(-len(names) // _BITS), count), np.int64)
    for source, found, first, last in listed:
        counts = last - first + 1
        ends = np.cumsum(counts)
        term = np.repeat(np.arange(len(found)), counts)
        place = np.arange(len(term)) - (ends - counts)[term] + first[term]
        begins, stops = place == first[term], place == last[term]
        label = np.where(begins, np.where(stops, 3, 0), np.where(stops, 1, 2))
        kind = np.array([kinds.index(each) for each in found], np.int64)[term]
        code = (sources.index(source) * len(_PLACES) + label) * len(kinds) + kind
        np.bitwise_or.at(said, (code // _BITS, place), np.left_shift(1, code % _BITS))
    places = np.flatnonzero(said.any(0))
    number = np.zeros(len(places), np.int64)
    for row in said[:, places]:
        values, which = np.unique(row, return_inverse=True)
        number = number * len(values) + which
    _, example, which = np.unique(number, return_index=True, return_inverse=True)
    texts = [
        " ".join(name for code, name in enumerate(names) if said[code // _BITS, place] >> code % _BITS & 1)
        for place in places[example].tolist()
    ]
    known = [""] * count
    for place, each in zip(places.tolist(), which.tolist(), strict=True):
        known[place] = texts[each]
    return known
