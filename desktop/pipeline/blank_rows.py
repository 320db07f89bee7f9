"""Sentences as numbers, many at once: a row a piece, with empty rows between the sentences.

A piece is a word of the segmenter, cut further where examiners cut it (第|三|次, 山东|省, 民主|监督). What a piece
is by itself is found out once for each different one; everything after that is arithmetic over arrays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Hashes = NDArray[np.uint32]

GAP = 4
"""Empty rows before, between and after sentences: as far as a row's neighbourhood reaches."""
UNSEEN = (63, 63)
"""Surprisal of a word that the model does not list."""
_MOST_REMEMBERED = 100_000

OPENING = {"“": "”", "《": "》", "「": "」", "『": "』", "〈": "〉", "‘": "’", '"': '"'}
_DEPTH = {"《": 2, **dict.fromkeys("“「『‘", 1), **dict.fromkeys("”》」』’", 0)}
_CLAUSE_ENDS = frozenset("，。；：？！,;:?!…\n\r—")
_SENTENCE_ENDS = frozenset("。；？！;?!\n\r")
EDGE, BARRIER = 1, 2
_EDGES = dict.fromkeys("、，。；：？！,;:?!…（）()[]【】—-·•．. \u3000\n\r\t", EDGE) | dict.fromkeys(
    '“”《》「」『』〈〉‘’"', BARRIER
)
"""Marks that no candidate starts or ends with, and those that an ordinary run does not cross."""
_WRITTEN_SYMBOLS = frozenset("°○℃℉№㎎㎏㎜㎝㎞㎡㏄")
"""Units and a form of 〇: symbols in Unicode that are part of a text."""
_ANNOUNCING = "是 为 在 到 即 指 于 叫 以 称 称为 把 将 做到 坚持 指出 包括 实现 实行 应当 属于"
"""Words after which a blank may reach to the end of the clause or sentence."""
_LEADS = frozenset(f"{_ANNOUNCING} 由 对 被 向 从 有 和 与 的 可以 不得 规定".split())
"""Words that say something about what comes next in their clause."""
_WHOLE_AFTER = frozenset(_ANNOUNCING.split())
CITING, SAYING = 1, 2
_CITES = {
    **dict.fromkeys(["根据", "按照", "依照", "依据", "按", "据", "遵照", "对照", "参照"], CITING),
    **dict.fromkeys(["规定", "明确规定", "明确", "指出", "强调指出", "强调", "提出", "要求", "认为"], SAYING),
    **dict.fromkeys(["写道", "记载", "所", "中", "第"], SAYING),
}
"""Words before a title that a statement rests on, and words behind it."""
_NUMERAL_CHARS = "零〇一二两三四五六七八九十百千万亿几半0123456789０１２３４５６７８９"
_NUMERALS = frozenset(_NUMERAL_CHARS)
_NUMERAL_RUN = re.compile(rf"[{_NUMERAL_CHARS}]+(?:[.．][0-9０-９]+)?")
_SUFFIXES = frozenset(
    "省市县区州族人年月日天次个项名节届条章款周岁期前后内外中上下为作起者性权法制党国会军书奖史学派家化力率量类型级层种度点"
)
_SHORT_SUFFIXES = frozenset("省市县族节肥为日时")
_PLAIN = re.compile("[0-9A-Za-z，。、；：一-鿿]+")
_HAN = (("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))

_STEP = 0x9E3779B97F4A7C15 | 1
"""Base of the hash of a run of characters."""


class Kind(NamedTuple):
    """What a piece is by itself; an empty row is all zero. Words, tags and characters are hashes or code points."""

    word: int = 0
    tag: int = 0
    size: int = 0
    inner: int = 0
    first: int = 0
    second: int = 0
    penultimate: int = 0
    last: int = 0
    general: int = 0
    official: int = 0
    edge: int = 0
    clause_end: int = 0
    sentence_end: int = 0
    lead: int = 0
    whole_after: int = 0
    opens: int = 0
    closes: int = 0
    depth: int = -1
    run: int = 0
    picture: int = 0
    cites: int = 0


_FIELDS = {name: column for column, name in enumerate(Kind._fields)}


class Rows(NamedTuple):
    """Many sentences. ``kind[r]`` is a row of ``kinds`` (see `Kind`), 0 for an empty row; ``offset[r]`` is where the
    piece begins in its sentence, in code points; ``first[s]`` and ``end[s]`` are the rows of sentence ``s``.

    Border ``r`` lies before row ``r``; the last border of a sentence lies before the empty row behind it.
    """

    kinds: Ints
    kind: Ints
    offset: Ints
    sentence: Ints
    first: Ints
    end: Ints

    def column(self, name: str) -> Ints:
        """One field of `Kind`, for each row."""
        return self.kinds[:, _FIELDS[name]][self.kind]


def has_chinese(text: str) -> bool:
    """Whether there is a Chinese character in ``text``."""
    return any(first <= char <= last for char in text for first, last in _HAN)


def split_words(
    sentences: Iterable[Sequence[tuple[str, str]]],
    surprisal: Mapping[str, tuple[int, int]],
    remembered: dict[tuple[str, str, bool], Kind] | None = None,
) -> tuple[Ints, list[list[int]]]:
    """The different pieces of sentences given as words with tags, and for each sentence the numbers of its pieces.

    What a piece is stays ``remembered`` for the next sentences that are read with the same ``surprisal``.
    """
    known = {} if remembered is None else remembered
    if len(known) > _MOST_REMEMBERED:
        known.clear()
    kinds: list[Kind] = [Kind(edge=BARRIER, clause_end=1, sentence_end=1, depth=0)]
    numbers: dict[tuple[str, str, bool], int] = {}
    seen: dict[tuple[str, str], list[int]] = {}
    rows: list[list[int]] = []
    for words in sentences:
        row: list[int] = []
        for pair in words:
            pieces = seen.get(pair)
            if pieces is None:
                pieces = []
                for piece in pieces_of(*pair):
                    if piece not in numbers:
                        numbers[piece] = len(kinds)
                        if piece not in known:
                            known[piece] = _kind(*piece, surprisal.get(piece[0], UNSEEN))
                        kinds.append(known[piece])
                    pieces.append(numbers[piece])
                seen[pair] = pieces
            row += pieces
        rows.append(row)
    flat = np.fromiter(chain.from_iterable(kinds), np.int64, len(kinds) * len(_FIELDS))
    return flat.reshape(len(kinds), -1), rows


def distinct(values: Ints) -> tuple[Ints, Ints]:
    """The values in order, each once, and the place among them of each of ``values``.

    What ``np.unique`` does, which first imports numpy's masked arrays: 10 ms.
    """
    order = values.argsort(kind="stable")
    ordered = values[order]
    is_first = np.ones(len(values), np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    place = np.empty(len(values), np.int64)
    place[order] = np.cumsum(is_first) - 1
    return ordered[is_first], place


def next_marked(marked: Flags, place: Ints) -> Ints:
    """For each row the first marked row from it on; the last row where there is none."""
    found: Ints = np.minimum.accumulate(np.where(marked, place, len(place) - 1)[::-1])[::-1]
    return found


def lay_out(kinds: Ints, rows: Sequence[Sequence[int]]) -> Rows:
    """The sentences one under another."""
    counts = np.array([len(row) for row in rows], np.int64)
    end = np.cumsum(counts + GAP)
    first = end - counts
    total = int(end[-1]) + GAP if len(rows) else GAP
    kind = np.zeros(total, np.int64)
    sentence = np.repeat(np.arange(len(rows)), counts)
    place = np.arange(len(sentence)) + (sentence + 1) * GAP
    kind[place] = np.fromiter((number for row in rows for number in row), np.int64, len(sentence))
    used, kind = distinct(kind)
    kinds = kinds[used]
    of_row = np.zeros(total, np.int64)
    of_row[place] = sentence
    of_row[end] = np.arange(len(rows))
    before = np.cumsum(kinds[:, _FIELDS["size"]][kind]) - kinds[:, _FIELDS["size"]][kind]
    return Rows(kinds, kind, before - before[first][of_row] if len(rows) else before, of_row, first, end)


def pieces_of(word: str, tag: str) -> list[tuple[str, str, bool]]:
    """The pieces of a word, their tags, and whether each begins inside the word."""
    parts = [word] if len(word) < 2 else _cut(word)
    if len(parts) == 1:
        return [(word, tag, False)]
    return [(part, "m" if part[0] in _NUMERALS else tag, number > 0) for number, part in enumerate(parts)]


def _cut(word: str) -> list[str]:
    """Pieces of a word of two code points or more; a word without a likely border stays whole."""
    first = word[0]
    if not "\u3400" <= first <= "\u9fff" and word[-1] in _NUMERALS and first in _NUMERALS:
        return [word]
    if first in _NUMERALS or first == "第":
        parts: list[str] = []
        rest = word
        if first == "第":
            parts.append(first)
            rest = word[1:]
        found = _NUMERAL_RUN.match(rest)
        if found and (found.end() < len(rest) or parts):
            parts.append(found.group())
            if found.end() < len(rest):
                parts.append(rest[found.end() :])
            if len(word) < 4 or first == "第" or len(parts[-1]) == 1:
                return parts
    if len(word) == 4:
        return [word[:2], word[2:]]
    if word[-1] in (_SUFFIXES if len(word) > 2 else _SHORT_SUFFIXES) and len(word) in (2, 3, 5):
        return [word[:-1], word[-1]]
    if len(word) == 5:
        return [word[:3], word[3:]]
    return [word]


def _is_picture(char: str) -> bool:
    """Whether a character is a symbol or part of one (emoji, private use), not writing."""
    if char in _WRITTEN_SYMBOLS:
        return False
    joined = char in "\u200d\ufe0e\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff"
    return joined or unicodedata.category(char) in {"So", "Co", "Cn", "Cs"}


def _kind(word: str, tag: str, inner: bool, surprisal: tuple[int, int]) -> Kind:
    code = crc32(word.encode())
    picture = _PLAIN.fullmatch(word) is None and any(map(_is_picture, word))
    run = 0
    for char in reversed(word):
        run = (run * _STEP + ord(char) + 1) & 0xFFFFFFFFFFFFFFFF
    return Kind(
        word=code,
        tag=crc32(tag.encode()),
        size=len(word),
        inner=inner,
        first=ord(word[0]),
        second=ord(word[1]) if len(word) > 1 else 0,
        penultimate=ord(word[-2]) if len(word) > 1 else 0,
        last=ord(word[-1]),
        general=surprisal[0],
        official=surprisal[1],
        edge=BARRIER if picture else _EDGES.get(word, 0),
        clause_end=picture or word in _CLAUSE_ENDS,
        sentence_end=picture or word in _SENTENCE_ENDS,
        lead=code if word in _LEADS else 0,
        whole_after=word in _WHOLE_AFTER or word in _CLAUSE_ENDS,
        opens=ord(OPENING.get(word, "\0")),
        closes=ord(word) if word in OPENING.values() else 0,
        depth=_DEPTH.get(word, -1),
        run=run - (1 << 64) if run >> 63 else run,
        picture=picture,
        cites=_CITES.get(word, 0),
    )


_POWERS = np.ones(1024, np.uint64)
_INVERSES = np.ones(1024, np.uint64)
_POWERS[1:] = _STEP
_INVERSES[1:] = pow(_STEP, -1, 1 << 64)
_POWERS, _INVERSES = np.multiply.accumulate(_POWERS), np.multiply.accumulate(_INVERSES)


def run_hashes(rows: Rows, start: Ints, end: Ints) -> Hashes:
    """A hash of the text between borders, the same wherever and however cut it stands."""
    offset = rows.offset & 1023
    sums = np.zeros(len(rows.kind) + 1, np.uint64)
    np.cumsum(rows.column("run").view(np.uint64) * _POWERS[offset], out=sums[1:])
    whole = (sums[end] - sums[start]) * _INVERSES[offset[start]]
    hashes: Hashes = (whole >> np.uint64(32)).astype(np.uint32)
    return hashes
