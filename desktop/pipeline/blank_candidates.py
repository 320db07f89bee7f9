"""Which spans of a sentence an examiner could blank at all.

A sentence becomes a row of pieces: the segmenter's words, cut further where examiners cut them (第|三|次,
山东|省, 民主|监督). A candidate is a run of pieces inside one clause, what stands inside or with a pair of
marks, a whole clause, or all that follows a word like 是.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

LONGEST_RUN = 8
"""Pieces in an ordinary candidate."""
LONGEST_CUT_RUN = 3
"""Pieces in a candidate that starts or ends inside a word of the segmenter."""
LONGEST_SPAN = 60
"""Pieces in any candidate."""

_OPENING = {"“": "”", "《": "》", "「": "」", "『": "』", "〈": "〉", "‘": "’", '"': '"'}
_CLAUSE_ENDS = frozenset("，。；：？！,;:?!…\n\r—")
_SENTENCE_ENDS = frozenset("。；？！;?!\n\r")
_BARRIER = 2
_EDGES = dict.fromkeys("、，。；：？！,;:?!…（）()[]【】—-·•．. \u3000\n\r\t", 1) | dict.fromkeys(
    '“”《》「」『』〈〉‘’"', _BARRIER
)
"""Marks that no candidate starts or ends with, and those that an ordinary run does not cross."""
LEADS = frozenset(
    [
        "是",
        "为",
        "在",
        "到",
        "即",
        "指",
        "于",
        "叫",
        "以",
        "称",
        "称为",
        "把",
        "将",
        "由",
        "对",
        "被",
        "向",
        "从",
        "有",
        "和",
        "与",
        "的",
        "做到",
        "坚持",
        "指出",
        "包括",
        "实现",
        "实行",
        "应当",
        "可以",
        "不得",
        "规定",
        "属于",
    ]
)
"""Words that announce what comes next in their clause."""
_WHOLE_AFTER = LEADS - {"由", "对", "被", "向", "从", "有", "和", "与", "的", "可以", "不得", "规定"}
_ANNOUNCING = _WHOLE_AFTER | _CLAUSE_ENDS
"""What a candidate stands behind that goes to the end of the clause or sentence."""
_NUMERALS = "零〇一二两三四五六七八九十百千万亿几半0-9０-９"
_NUMERAL_RUN = re.compile(rf"[{_NUMERALS}]+(?:[.．][0-9０-９]+)?")
_SUFFIXES = frozenset(
    "省市县区州族人年月日天次个项名节届条章款周岁期前后内外中上下为作起者性权法制党国会军书奖史学派家化力率量类型级层种度点"
)
_SHORT_SUFFIXES = frozenset("省市县族节肥为日时")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class Pieces(NamedTuple):
    """A sentence in pieces.

    ``bounds`` has one code-point offset more than there are pieces: piece ``i`` is
    ``text[bounds[i]:bounds[i + 1]]``. ``inner[i]`` says that ``bounds[i]`` lies inside a word.
    """

    text: str
    words: list[str]
    tags: list[str]
    bounds: list[int]
    inner: list[bool]


def has_chinese(text: str) -> bool:
    """Whether there is a Chinese character in ``text``."""
    return _HAN.search(text) is not None


def split_pieces(words: Iterable[tuple[str, str]]) -> Pieces:
    """Cut the segmenter's words (with their tags) where an examiner might."""
    texts: list[str] = []
    tags: list[str] = []
    inner: list[bool] = []
    for text, tag in words:
        parts = _cut(text) if len(text) > 1 else ()
        if not parts:
            texts.append(text)
            tags.append(tag)
            inner.append(False)
            continue
        for part in parts:
            texts.append(part)
            tags.append("m" if part[0] in _NUMERAL_CHARS else tag)
            inner.append(part is not parts[0])
    inner.append(False)
    return Pieces("".join(texts), texts, tags, [0, *accumulate(map(len, texts))], inner)


_NUMERAL_CHARS = frozenset("零〇一二两三四五六七八九十百千万亿几半0123456789０１２３４５６７８９")


@lru_cache(maxsize=1 << 15)
def _cut(word: str) -> tuple[str, ...]:
    """Pieces of a word of two code points or more; none of a word without a likely border."""
    first = word[0]
    if not "\u3400" <= first <= "\u9fff" and word[-1] in _NUMERAL_CHARS and first in _NUMERAL_CHARS:
        return ()
    if first in _NUMERAL_CHARS or first == "第":
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
                return tuple(parts)
    if len(word) == 4:
        return word[:2], word[2:]
    if word[-1] in (_SUFFIXES if len(word) > 2 else _SHORT_SUFFIXES) and len(word) in (2, 3, 5):
        return word[:-1], word[-1]
    if len(word) == 5:
        return word[:3], word[3:]
    return ()


def candidate_spans(pieces: Pieces) -> list[tuple[int, int]]:
    """Half-open piece spans in text order; none where the text has no Chinese character."""
    if not has_chinese(pieces.text):
        return []
    return [(i, j) for i, ends in candidate_ends(pieces) for j in sorted(ends)]


def candidate_ends(pieces: Pieces) -> list[tuple[int, list[int]]]:
    """Each piece that a candidate starts with, in order, and the borders where its candidates end."""
    words, inner = pieces.words, pieces.inner
    count = len(words)
    edges = [_EDGES.get(word, 0) for word in words]
    barrier, clause_end, sentence_end = _segments(words, edges)
    plain = [j for j, edge, cut in zip(range(1, count + 1), edges, inner[1:], strict=True) if not (edge or cut)]
    """Borders inside no word where an ordinary candidate may end."""
    is_plain = [0] * (count + 1)
    for j in plain:
        is_plain[j] = 1
    plain_before = list(accumulate(is_plain))
    borders = [i for i in range(count) if not inner[i]]
    borders += [count] * (LONGEST_RUN + 1)
    starts: list[tuple[int, list[int]]] = []
    number = -1
    quoted = 0
    for i in range(count):
        in_word = inner[i]
        if not in_word:
            number += 1
        if edges[i]:
            ends = [quoted] if quoted else []
            quoted = 0
            closing = _OPENING.get(words[i])
            if closing is not None and closing in words[i + 1 : i + LONGEST_SPAN]:
                j = words.index(closing, i + 1)
                if j + 1 not in ends:
                    ends.append(j + 1)
                quoted = j if j > i + 1 else 0
            if ends:
                starts.append((i, ends))
            continue
        limit = min(barrier[i], borders[number + LONGEST_RUN])
        last_cut = min(limit, i + LONGEST_CUT_RUN)
        if in_word:
            ends = [j for j in range(i + 1, last_cut + 1) if not edges[j - 1]]
        else:
            ends = plain[plain_before[i] : plain_before[limit]]
            if True in inner[i + 1 : last_cut + 1]:
                ends += [j for j in range(i + 1, last_cut + 1) if inner[j]]
        if quoted:
            if quoted not in ends:
                ends.append(quoted)
            quoted = 0
        before = words[i - 1] if i else "。"
        if before in _ANNOUNCING:
            for j in (clause_end[i], sentence_end[i]) if i else (clause_end[i],):
                if j - i <= LONGEST_SPAN and not edges[j - 1] and j not in ends:
                    ends.append(j)
        if ends:
            starts.append((i, ends))
    return starts


def _segments(words: Sequence[str], edges: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """For each piece where the first mark at or after it is that no ordinary run crosses, that ends the clause, that
    ends the sentence.
    """
    barrier: list[int] = []
    clause_end: list[int] = []
    sentence_end: list[int] = []
    for i, edge in enumerate(edges):
        if edge:
            word = words[i]
            clause = word in _CLAUSE_ENDS
            if clause or edge == _BARRIER:
                barrier += [i] * (i + 1 - len(barrier))
            if clause:
                clause_end += [i] * (i + 1 - len(clause_end))
                if word in _SENTENCE_ENDS:
                    sentence_end += [i] * (i + 1 - len(sentence_end))
    count = len(words)
    for ends in (barrier, clause_end, sentence_end):
        ends += [count] * (count - len(ends))
    return barrier, clause_end, sentence_end
