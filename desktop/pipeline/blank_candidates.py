"""Which spans of a sentence an examiner could blank at all.

A sentence becomes a row of pieces: the segmenter's words, cut further where examiners cut them (第|三|次,
山东|省, 民主|监督). A candidate is a run of pieces inside one clause, what stands inside or with a pair of
marks, a whole clause, or all that follows a word like 是.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from desktop.pipeline.segmentation import Word

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


def split_pieces(words: Sequence[Word]) -> Pieces:
    """Cut the segmenter's words where an examiner might."""
    texts: list[str] = []
    tags: list[str] = []
    inner: list[bool] = []
    for text, tag in words:
        parts = [text] if len(text) < 2 else _cut(text)
        if len(parts) == 1:
            texts.append(text)
            tags.append(tag)
            inner.append(False)
            continue
        for number, part in enumerate(parts):
            texts.append(part)
            tags.append("m" if part[0] in _NUMERAL_CHARS else tag)
            inner.append(number > 0)
    bounds = [0]
    offset = 0
    for text in texts:
        offset += len(text)
        bounds.append(offset)
    inner.append(False)
    return Pieces("".join(texts), texts, tags, bounds, inner)


_NUMERAL_CHARS = frozenset("零〇一二两三四五六七八九十百千万亿几半0123456789０１２３４５６７８９")


def _cut(word: str) -> list[str]:
    """Pieces of a word of two code points or more; a word without a likely border stays whole."""
    first = word[0]
    if not "\u3400" <= first <= "\u9fff" and word[-1] in _NUMERAL_CHARS and first in _NUMERAL_CHARS:
        return [word]
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
                return parts
    if len(word) == 4:
        return [word[:2], word[2:]]
    if word[-1] in (_SUFFIXES if len(word) > 2 else _SHORT_SUFFIXES) and len(word) in (2, 3, 5):
        return [word[:-1], word[-1]]
    if len(word) == 5:
        return [word[:3], word[3:]]
    return [word]


def candidate_spans(pieces: Pieces) -> list[tuple[int, int]]:
    """Half-open piece spans in text order; none where the text has no Chinese character."""
    text, words, _tags, _bounds, inner = pieces
    if not has_chinese(text):
        return []
    count = len(words)
    clause_end = [count] * (count + 1)
    sentence_end = [count] * (count + 1)
    for i in range(count - 1, -1, -1):
        clause_end[i] = i if words[i] in _CLAUSE_ENDS else clause_end[i + 1]
        sentence_end[i] = i if words[i] in _SENTENCE_ENDS else sentence_end[i + 1]
    borders = [i for i in range(count) if not inner[i]]
    borders.extend([count] * LONGEST_RUN)
    run_end = [0] * count
    number = -1
    for i in range(count):
        number += not inner[i]
        run_end[i] = borders[number + LONGEST_RUN]
    edges = [_EDGES.get(word, 0) for word in words]
    spans: list[tuple[int, int]] = []
    add = spans.append
    for i in range(count):
        word = words[i]
        if edges[i]:
            closing = _OPENING.get(word)
            if closing is not None and closing in words[i + 1 : i + LONGEST_SPAN]:
                j = words.index(closing, i + 1)
                add((i, j + 1))
                if j > i + 1:
                    add((i + 1, j))
            continue
        clause = clause_end[i]
        cut_stop = i + LONGEST_CUT_RUN
        start_inner = inner[i]
        for j in range(i + 1, min(clause, run_end[i]) + 1):
            edge = edges[j - 1]
            if edge:
                if edge == _BARRIER:
                    break
                continue
            if j > cut_stop and (start_inner or inner[j]):
                continue
            add((i, j))
        before = words[i - 1] if i else "。"
        if before in _CLAUSE_ENDS or before in _WHOLE_AFTER:
            if clause - i <= LONGEST_SPAN and not edges[clause - 1]:
                add((i, clause))
            end = sentence_end[i]
            if i and end - i <= LONGEST_SPAN and not edges[end - 1]:
                add((i, end))
    return sorted(set(spans))
