"""Expected + given answer -> verdict, diff and suggested rating, as a fair examiner would mark it.

What counts as the same at each level, and what as a slip: docs/answers.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby
from typing import NamedTuple

from desktop.domain.answer import AnswerLevel, DiffPiece, Verdict
from desktop.domain.card import Rating
from desktop.pipeline.answer_lists import Keys, connects, fits, items_of, without_labels
from desktop.pipeline.answer_measures import measured
from desktop.pipeline.answer_tokens import Token, TokenKind, folded, tokens
from desktop.pipeline.numerals import Key
from desktop.pipeline.pinyin import Readings, initials, spells

_NEGATIONS = frozenset("不未无非没勿莫否毋")
_PARTICLES = frozenset("的了之")
_MEASURED_ALONE = frozenset("小星人省市县区村")  # 两个小时 is 两小时, but 两个确立 is not 两确立
_UNITS = frozenset("元年岁人个项件条次天日月届名位里米吨亩公")
_DAYS = re.compile(r"(?<!月)((?:[\d,.]+|[两零〇一二三四五六七八九十百千]+))天")
_SAME_UNITS = (("摄氏度", "℃"), ("公里", "千米"), ("公斤", "千克"), ("平方米", "㎡"))
_MISTAKEN = frozenset(map(frozenset, ("即既", "止至", "侯候", "那哪", "带戴", "抚扶")))  # whatever their tones
_HAN = re.compile("[一-龥]")
_NUMERALS = re.compile(r"[\dⅠ-Ⅻⅰ-ⅻ两零〇一二三四五六七八九十百千万]")
_BRACKETED = re.compile(r"[(\[{〔【〖][^()\[\]{}〔〕【】〖〗]*[)\]}〕】〗]")
_PARTY_BEFORE_CONGRESS = re.compile(
    r"^\W*(?:党的|中国共产党的?|中共)(?=第?[\d一二三四五六七八九十]+[大届次])|第(?=[\d一二三四五六七八九十]+届)"
)
_TRADITIONAL_IN_GB2312 = frozenset("乾菸薹拚捱摺吒後徵夥榘於袷麴醣麽")
# What the converter leaves, though traditional texts write it so.
_LEFT_TRADITIONAL = (
    (re.compile("(?<![名显专编论昭土卓原巨译遗拙])著(?![名作述称者录])"), "着"),
    (re.compile("(?<![慰狼枕蕴])藉"), "借"),
    (re.compile("祇"), "只"),
    (re.compile("衞"), "卫"),
)
_QUOTES = re.compile("[\"'“”„‟‘’‚‛「」『』〝〞〟«»]")
_RATINGS = {"exact": Rating.GOOD, "accepted": Rating.GOOD, "near": Rating.HARD, "wrong": Rating.AGAIN}
_LARGEST_DIFF = 4_000_000


@dataclass(frozen=True, slots=True)
class AnswerTables:
    """What the check looks up: ``readings`` of characters, ``simplified`` turns traditional text into simplified."""

    readings: Readings
    simplified: Callable[[str], str]

    @classmethod
    def parse(cls, data: bytes) -> AnswerTables:
        """Tables from the bytes of ``dictionaries/answers.txt``; nothing is parsed before it is needed."""
        return cls(Readings(data), simplified)


def simplified(text: str) -> str:
    """``text`` in simplified characters, of the same length."""
    if _may_be_traditional(text):
        converted = _convert()(text)
        text = converted if len(converted) == len(text) else "".join(map(_convert(), text))
    for pattern, replacement in _LEFT_TRADITIONAL:
        text = pattern.sub(replacement, text)
    return text


def _may_be_traditional(text: str) -> bool:
    """Whether a character is outside GB 2312, which has simplified ones and the few named here."""
    for character in filter(str.isalpha, text):
        try:
            character.encode("gb2312")
        except UnicodeEncodeError:
            return True
    return not _TRADITIONAL_IN_GB2312.isdisjoint(text)


@cache
def _convert() -> Callable[[str], str]:
    from opencc import OpenCC  # costs 30 ms, and most answers need no conversion

    converter = OpenCC("t2s")
    return lambda text: str(converter.convert(text))


class _Answer(NamedTuple):
    """An answer as it was written, folded and simplified, and its tokens; ``words`` are those that count."""

    raw: str
    text: str
    tokens: list[Token]
    words: list[Token]
    keys: Keys


def _read(raw: str, text: str, twos: bool) -> _Answer:
    found = tokens(text, twos=twos)
    words = [token for token in found if token.kind is TokenKind.WORD]
    return _Answer(raw, text, found, words, tuple(word.key for word in words))


def _reread(answer: _Answer, text: str, twos: bool) -> _Answer:
    return answer if text == answer.text else _read(answer.raw, text, twos)


def _grouped(text: str) -> str:
    """The text with a comma of full width, folded to 、, as one that groups digits where it may be one."""
    return re.sub(r"(?<=\d)、(?=\d{3}(?!\d))", ",", text)


def check_answer(
    expected: str, given: str, level: str = AnswerLevel.NORMAL, any_order: bool = False, *, tables: AnswerTables
) -> Verdict:
    """Mark ``given`` against ``expected``.

    ``level`` is strict, normal or lenient (ValueError otherwise). ``any_order``: the items of a list may
    come in any order.
    """
    level = AnswerLevel(level)
    if expected == given:
        return Verdict("exact", Rating.GOOD, (DiffPiece("equal", expected, given),))
    if len(given) > 4 * len(expected) + 200:
        return _verdict("wrong", "", (DiffPiece("changed", expected, given),))
    # Beside a 2 in digits, 两 and 二 are the same number; beside each other, only where both are said.
    twos = bool(set("两二兩") & set(expected)) and bool(set("两二兩") & set(given))
    wanted, typed = (_read(raw, folded(raw), twos) for raw in (expected, given))
    if wanted.keys != typed.keys:
        wanted, typed = (_reread(each, tables.simplified(each.text), twos) for each in (wanted, typed))
    if wanted.keys != typed.keys:
        bare = [_reread(each, _grouped(without_labels(each.text)), twos) for each in (wanted, typed)]
        if bare[0].keys == bare[1].keys or fits(bare[1].keys, items_of(bare[0].tokens), any_order):
            wanted, typed = bare
    verdict, reason = _judge(wanted, typed, tables.readings, level, any_order)
    if level is AnswerLevel.STRICT:
        verdict, reason = _strictly(expected, given, verdict, reason)
    if reason == "order" and verdict == "accepted":
        return _verdict(verdict, reason, (DiffPiece("form", expected, given),))
    return _verdict(verdict, reason, _diff(wanted, typed, tables.readings))


def _verdict(verdict: str, reason: str, diff: tuple[DiffPiece, ...]) -> Verdict:
    return Verdict(verdict, _RATINGS[verdict], diff, reason)


def _strictly(expected: str, given: str, verdict: str, reason: str) -> tuple[str, str]:
    """Only spaces, width and the shape of quotation marks are overlooked; what else is accepted becomes near."""
    if _typographic(expected) == _typographic(given) != "":
        return "accepted", "form"
    return ("near", reason) if verdict == "accepted" else ("wrong", "")


def _typographic(text: str) -> str:
    text = text.replace("，", ",")  # which folding takes for a separator
    half_width = "".join(
        sign.upper() if original.isupper() else sign for original, sign in zip(text, folded(text), strict=True)
    )
    return re.sub(r"\s+", "", _QUOTES.sub('"', half_width))


def _judge(wanted: _Answer, typed: _Answer, readings: Readings, level: AnswerLevel, any_order: bool) -> tuple[str, str]:
    """The verdict and its reason at normal or lenient level; strict is judged as normal first."""
    lenient = level is AnswerLevel.LENIENT
    if not typed.words or not wanted.words:
        same = bool(typed.text.split()) and typed.text.split() == wanted.text.split()
        return ("accepted", "form") if same else ("wrong", "")
    if wanted.keys == typed.keys:
        return "accepted", "form"
    items = items_of(wanted.tokens)
    if len(items) > 1 and fits(typed.keys, items, any_order):
        return "accepted", "order" if any_order else "form"
    if reason := _looser_form(wanted, typed):
        return "accepted" if lenient else "near", reason
    if _keys(measured(wanted.text)) == _keys(measured(typed.text)):
        return "accepted", "form"
    if reason := _slip(wanted, typed, items, readings, any_order):
        return "near", reason
    if lenient:
        if len(items) > 1 and fits(typed.keys, items, any_order=True):
            return "near", "order"
        if _lies_within(wanted, typed):
            return "near", "within"
        if initials(typed.text, _characters(wanted), readings):
            return "near", "initials"
    return "wrong", ""


def _looser_form(wanted: _Answer, typed: _Answer) -> str:
    """Why the answers say the same thing, though not in the words asked for; empty if they do not."""
    if _NUMERALS.search(wanted.text) and _relaxed(wanted.text) == _relaxed(typed.text):
        return "number_form"
    one, other = sorted((wanted.keys, typed.keys), key=len)
    if len(other) == len(one) + 1 and len(one) > 0:
        place = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
        if other[:place] + other[place + 1 :] == one:
            if len(one) > 1 and place and _says_nothing(other, place):
                return "particle"
            if place == len(one) and other[-1] in _UNITS and other[-2][:1] == ("=",):
                return "unit"
    one_unit = [_in_one_unit(each.text) for each in (wanted, typed)]
    if one_unit != [wanted.text, typed.text] and _keys(one_unit[0]) == _keys(one_unit[1]):
        return "unit"
    if (without := _BRACKETED.sub("", wanted.text)) != wanted.text and _keys(without) == typed.keys:
        return "brackets"
    bare = [_PARTY_BEFORE_CONGRESS.sub("", each.text) for each in (wanted, typed)]
    if bare != [wanted.text, typed.text] and _keys(bare[0]) == _keys(bare[1]):
        return "prefix"
    return ""


def _in_one_unit(text: str) -> str:
    """The text with a unit that has two names under one of them: 十五天 as 十五日."""
    for name, other in _SAME_UNITS:
        text = text.replace(name, other)
    return _DAYS.sub(r"\1日", text)


def _says_nothing(keys: Keys, place: int) -> bool:
    """Whether the key at ``place`` could be left out without a change of meaning."""
    key, before, last = keys[place], keys[place - 1], place == len(keys) - 1
    return (
        key in _PARTICLES
        or connects(keys, place)
        or (key == "者" and before == "或")
        or (key == "等" and last)
        or (key == "个" and not isinstance(before, str) and not last and keys[place + 1] in _MEASURED_ALONE)
    )


def _slip(wanted: _Answer, typed: _Answer, items: list[Keys], readings: Readings, any_order: bool) -> str:
    """The slip that turned the right answer into the given one; empty if it was none."""
    if len(wanted.keys) == len(typed.keys):
        pairs = [(a, b) for a, b in zip(wanted.keys, typed.keys, strict=True) if a != b]
        if all(_are_homophones(*pair, readings, alone=len(pairs) == 1) for pair in pairs):
            return "homophone"
    is_list = len(items) > 2 or (len(items) == 2 and "、" in wanted.text)
    if is_list and fits(typed.keys, items, any_order, missing=1):
        return "item_missing"
    if _HAN.search(wanted.text) and spells(typed.text, _characters(wanted), readings):
        return "pinyin"
    return ""


def _are_homophones(one: Key, other: Key, readings: Readings, alone: bool) -> bool:
    """Whether one character was taken for another of its sound.

    Only where it stands ``alone`` does a second reading count: 实践 is no slip for 时间.
    """
    if not isinstance(one, str) or not isinstance(other, str) or _NEGATIONS & {one, other}:
        return False
    if frozenset((one, other)) in _MISTAKEN:
        return True
    return readings.are_homophones(one, other, common=2 if alone else 1)


def _lies_within(wanted: _Answer, typed: _Answer) -> bool:
    """Whether a longer clause holds the answer whole, denies nothing and offers nothing else beside it."""
    size = len(wanted.keys)
    if size < 2 or any(token.kind is TokenKind.SEPARATOR for token in typed.tokens):
        return False
    for start in range(len(typed.keys) - size + 1):
        if typed.keys[start : start + size] == wanted.keys:
            around = [*range(start), *range(start + size, len(typed.keys))]
            return not any(typed.keys[at] in _NEGATIONS or connects(typed.keys, at) for at in around)
    return False


def _keys(text: str) -> Keys:
    return tuple(token.key for token in tokens(text) if token.kind is TokenKind.WORD)


def _relaxed(text: str) -> Keys:
    return tuple(token.key for token in tokens(text, relaxed=True) if token.kind is TokenKind.WORD)


def _characters(answer: _Answer) -> str:
    """What of the answer one would spell aloud."""
    return "".join(answer.text[word.start : word.end] for word in answer.words)


# The diff


def _diff(wanted: _Answer, typed: _Answer, readings: Readings) -> tuple[DiffPiece, ...]:
    """Word against word; signs that do not count go with the word before them."""
    expected, given = _units(wanted), _units(typed)
    if len(expected) * len(given) > _LARGEST_DIFF:
        return (DiffPiece("changed", wanted.raw, typed.raw),)
    matcher = SequenceMatcher(None, wanted.keys, typed.keys, autojunk=False)
    if not wanted.keys or not typed.keys:
        pieces = [DiffPiece("missing", wanted.raw, ""), DiffPiece("extra", "", typed.raw)]
        return tuple(piece for piece in pieces if piece.expected or piece.given)
    pieces = []
    for op, start, end, given_start, given_end in matcher.get_opcodes():
        pairs = list(zip(expected[start:end], given[given_start:given_end], strict=False))
        if op == "equal":
            pieces += [DiffPiece("equal" if one == other else "form", one, other) for one, other in pairs]
        elif op == "delete":
            pieces.append(DiffPiece("missing", "".join(expected[start:end]), ""))
        elif op == "insert":
            pieces.append(DiffPiece("extra", "", "".join(given[given_start:given_end])))
        elif end - start == given_end - given_start:
            alike = [
                _are_homophones(wanted.keys[start + n], typed.keys[given_start + n], readings, alone=end - start == 1)
                for n in range(end - start)
            ]
            pieces += [
                DiffPiece("homophone" if same else "changed", *pair) for same, pair in zip(alike, pairs, strict=True)
            ]
        else:
            pieces.append(DiffPiece("changed", "".join(expected[start:end]), "".join(given[given_start:given_end])))
    return tuple(_joined(pieces))


def _units(answer: _Answer) -> list[str]:
    """The written text of each word, with what follows it up to the next; the first takes what precedes it."""
    starts = [0, *(word.start for word in answer.words[1:])]
    return [answer.raw[start:end] for start, end in zip(starts, [*starts[1:], len(answer.raw)], strict=True)]


def _joined(pieces: list[DiffPiece]) -> list[DiffPiece]:
    """Neighbours of one kind as one piece."""
    joined = []
    for op, group in groupby(pieces, lambda piece: piece.op):
        alike = list(group)
        joined.append(
            DiffPiece(op, "".join(piece.expected for piece in alike), "".join(piece.given for piece in alike))
        )
    return joined
