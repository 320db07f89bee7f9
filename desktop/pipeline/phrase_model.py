"""How likely each run of words is one key phrase: a linear model over words, their neighbours and known terms.

For each word it gives the probabilities of five labels (outside, begin, inside, end, single), each word by itself;
a run of words is worth the geometric mean of the labels that would make it a phrase. The weights are trained by
``tools/train_phrases.py`` on passages that readers marked. What a feature is stands here alone, so that training and
use agree.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, sqrt
from typing import Any, NamedTuple

LABELS = "OBIES"
KINDS = ("term", "name", "formula", "title", "shorthand", "date", "number")
SCALE = 16.0  # weights are kept as whole sixteenths
_LANE = 14  # bits of a sum: of some forty weights of a signed byte
_HALF, _MASK = 1 << _LANE - 1, (1 << _LANE) - 1
_BIAS = sum(_HALF << _LANE * column for column in range(len(LABELS)))  # makes every sum of a label positive
_EXPS = [exp((number - _HALF) / SCALE) for number in range(_MASK + 1)]

_MOST_REMEMBERED = 100_000
_MOST_WORDS = 9
_LEAST_BEGIN = 0.02
_LEAST_SINGLE = 0.04
_LEAST_RUN = 0.06
_LEAST_INSIDE = 0.0067
_BREAKS = frozenset("。；！？\n")
_OUTSIDE = frozenset("，。；：？！“”‘’《》\n")  # marks that no phrase is made of
_NO_PHRASE = (1.0, 0.0, 0.0, 0.0, 0.0)
_EDGE = ("^", "^")
_PUNCTUATION = frozenset("，。；：、？！“”‘’（）《》—…\n \u3000")

Atom = tuple[str, str]  # a word and its part of speech
Vector = tuple[float, ...]
Key = tuple[Any, ...]  # a function that gives features, and what it is given


class Run(NamedTuple):
    """Words ``first`` to ``last``, both included, and how likely they are one phrase (0..1)."""

    first: int
    last: int
    probability: float


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
    """A table of weights, whole parts of ``SCALE``.

    Those of a feature are packed into one number, ``_LANE`` bits each, so that adding numbers adds features.
    """

    packed: Mapping[str, int]
    columns: int

    @classmethod
    def parse(cls, names: bytes, parts: bytes, columns: int) -> Weights:
        """Read the names, divided by NUL, and a byte a weight."""
        lanes = array("b", parts)
        numbers = [0] * (len(lanes) // columns)
        for column in range(columns):
            shift = _LANE * column
            numbers = [number + (part << shift) for number, part in zip(numbers, lanes[column::columns], strict=True)]
        return cls(dict(zip(names.decode().split("\x00"), numbers, strict=True)), columns)

    def sum(self, features: Iterable[str]) -> int:
        """The sums of the weights of these features, packed."""
        get = self.packed.get
        return sum([get(feature, 0) for feature in features])

    def unpack(self, packed: int) -> list[int]:
        """The sums one by one."""
        packed += sum(_HALF << _LANE * column for column in range(self.columns))
        return [(packed >> _LANE * column & _MASK) - _HALF for column in range(self.columns)]


@dataclass(frozen=True, slots=True)
class PhraseModel:
    """Weights for the labels of words, and for the kinds of phrases."""

    labels: Weights
    kinds: Weights
    # what was summed before, for the next text
    _words: dict[Atom, tuple[Any, ...]] = field(default_factory=dict)
    _tags: dict[tuple[str, str, str], tuple[int, int, int]] = field(default_factory=dict)
    _shapes: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _known: dict[tuple[str, int, Atom], int] = field(default_factory=dict)

    @classmethod
    def parse(cls, data: bytes) -> PhraseModel:
        """Read the shipped file: a line with the lengths of both lists of features, then each list and its weights."""
        header, _, rest = data.partition(b"\n")
        tables: list[Weights] = []
        for size, columns in zip(map(int, header.split()), (len(LABELS), len(KINDS)), strict=True):
            end = size + (rest.count(b"\x00", 0, size) + 1) * columns
            tables.append(Weights.parse(rest[:size], rest[size:end], columns))
            rest = rest[end:]
        return cls(tables[0], tables[1])

    def kind(self, atoms: Sequence[Atom]) -> str:
        """The likeliest kind of a phrase made of these words."""
        scores = self.kinds.unpack(self.kinds.sum(kind_features(atoms)))
        return KINDS[scores.index(max(scores))]

    def runs(self, atoms: Sequence[Atom], known: Sequence[str]) -> list[Run]:
        """Every run of words that may be a phrase, overlapping ones too; ``known`` is what lists say of each word."""
        return list(_runs(self.probabilities(atoms, known), [word in _BREAKS for word, _ in atoms]))

    def probabilities(self, atoms: Sequence[Atom], known: Sequence[str]) -> list[Vector]:
        """The probabilities of the five labels for each word."""
        words, tags, shapes, knowns = self._words, self._tags, self._shapes, self._known
        for memory in (words, knowns):
            if len(memory) > _MOST_REMEMBERED:
                memory.clear()
        weigh, weight = self.labels.sum, self.labels.packed.get
        for atom in {*atoms, _EDGE}:
            if atom not in words:
                sums = (weigh(word_features(atom, offset)) for offset in (-2, -1, 0, 1, 2))
                words[atom] = (*sums, shape(atom[0]), *atom)

        def says(known: str, offset: int, atom: Atom) -> int:
            found = knowns.get((known, offset, atom))
            if found is None:
                found = knowns[known, offset, atom] = weigh(known_features(known, offset, atom))
            return found

        looks = [words[atom] for atom in (_EDGE, _EDGE, *atoms, _EDGE, _EDGE)]
        triples = []
        for one, two, three in zip(looks, looks[1:], looks[2:], strict=False):
            key = one[7], two[7], three[7]
            triple = tags.get(key)
            if triple is None:
                before, here, after = map(weigh, tag_features(*key))
                triple = tags[key] = before, here, after
            triples.append(triple)
        exps = _EXPS
        found: list[Vector] = []
        around = zip(looks, looks[1:], looks[2:], looks[3:], looks[4:], triples, triples[1:], triples[2:], strict=False)
        for place, (first, left, here, right, last, behind, middle, ahead) in enumerate(around):
            word = here[6]
            if word in _OUTSIDE:
                found.append(_NO_PHRASE)
                continue
            form = left[5], here[5], right[5]
            shaped = shapes.get(form)
            if shaped is None:
                shaped = shapes[form] = weigh(shape_features(*form))
            tag, before, after = here[7], left[6], right[6]
            total = (
                _BIAS + shaped + first[0] + left[1] + here[2] + right[3] + last[4] + behind[2] + middle[1] + ahead[0]
                + weight(f"-1wt{before}|{tag}", 0) + weight(f"1wt{after}|{tag}", 0)
                + weight(f">sp{word[-1]}{after[0]}", 0)
            )  # fmt: skip
            if place and (known_here := known[place - 1]):
                total += says(known_here, -1, _EDGE)
            if known_here := known[place]:
                total += says(known_here, 0, (word, tag))
            if place + 1 < len(known) and (known_here := known[place + 1]):
                total += says(known_here, 1, _EDGE)
            o, b, i = exps[total & _MASK], exps[total >> _LANE & _MASK], exps[total >> 2 * _LANE & _MASK]
            e, s = exps[total >> 3 * _LANE & _MASK], exps[total >> 4 * _LANE]
            total = o + b + i + e + s
            found.append((o / total, b / total, i / total, e / total, s / total))
        return found


def _runs(labels: Sequence[Vector], breaks: Sequence[bool]) -> Iterator[Run]:
    for first, (_, begin, _, _, single) in enumerate(labels):
        if breaks[first]:
            continue
        if single > _LEAST_SINGLE:
            yield Run(first, first, single)
        if begin <= _LEAST_BEGIN:
            continue
        inside = 1.0
        for last in range(first + 1, min(first + _MOST_WORDS, len(labels))):
            if breaks[last]:
                break
            if (worth := sqrt(begin * labels[last][3])) > _LEAST_RUN:
                yield Run(first, last, worth * sqrt(inside))
            inside *= labels[last][2] + 0.001
            if inside < _LEAST_INSIDE:
                break


def known_parts(source: str, kind: str, places: range) -> Iterator[tuple[int, str]]:
    """What a list says of each word that a term of ``kind`` is made of: its place and a part of ``known``."""
    last = len(places) - 1
    for index, place in enumerate(places):
        label = "S" if not last else "B" if not index else "E" if index == last else "I"
        yield place, f"{source}{label}.{kind}"
