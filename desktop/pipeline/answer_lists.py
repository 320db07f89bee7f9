"""Answers that are lists: their items, the words and labels between them, and whether an answer has them all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

from desktop.pipeline.answer_tokens import Token, TokenKind
from desktop.pipeline.numerals import Key, number_at

Keys = tuple[Key, ...]

CONNECTIVES = frozenset("和与及暨")
# Words in which these characters connect nothing.
_WORDS_OF_CONNECTIVES = frozenset(
    re.findall(
        "..",
        "和平和谐和解和睦和气和缓和约和会共和温和缓和总和饱和柔和祥和平和调和随和谐和议和与会与时与日与其参与给与赋与"
        "及时及格及早以及普及涉及危及顾及遍及提及波及触及累及殃及",
    )
)
# Where they do connect all the same: 自由和平等.
_CONNECT_ALL_THE_SAME = frozenset(("和平等", "和平衡", "和平安", "和平稳", "及时间", "与时间", "和气候"))
_NUMERAL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_LABEL = re.compile(
    rf"(?:^|(?<=[\s、,;。]))(?P<first>{_NUMERAL})(?:\.(?!\d)|[、:)]|是)"
    rf"|[(\[](?P<inside>{_NUMERAL})[)\]]"
    r"|(?P<circled>[①-⒛])"
)
_MOST_ITEMS = 400
_MOST_TRIALS = 20_000


def items_of(answer: Sequence[Token]) -> list[Keys]:
    """The items of a list: what stands between separators, or between spaces, or around one connective."""
    kinds = {token.kind for token in answer}
    divider = TokenKind.SEPARATOR if TokenKind.SEPARATOR in kinds else TokenKind.SPACE
    items = [
        tuple(token.key for token in group if token.kind is TokenKind.WORD)
        for divides, group in groupby(answer, lambda token: token.kind is divider)
        if not divides
    ]
    items = [item for item in items if item]
    if not items or len(items) > _MOST_ITEMS:
        return []
    shortest = 1 if len(items) > 1 else 2
    last = items[-1]
    for place in range(shortest, len(last) - shortest):
        if connects(last, place):
            return [*items[:-1], last[:place], last[place + 1 :]]
    return items


def connects(keys: Keys, place: int) -> bool:
    """Whether the key at ``place`` is an *and* between two things rather than part of a word."""
    if keys[place] not in CONNECTIVES or not 0 < place < len(keys) - 1:
        return False
    before, after = (f"{keys[n]}{keys[n + 1]}" for n in (place - 1, place))
    if (
        after in _WORDS_OF_CONNECTIVES
        and after + "".join(map(str, keys[place + 2 : place + 3])) in _CONNECT_ALL_THE_SAME
    ):
        return True
    return before not in _WORDS_OF_CONNECTIVES and after not in _WORDS_OF_CONNECTIVES


def without_labels(text: str) -> str:
    """A folded text with separators, as many characters, for the labels 1. 2. …, (一)(二)…, ①②… or 一是…二是… before
    its items; as it is where they do not count from one, or stand before nothing but numbers.
    """
    labels = list(_LABEL.finditer(text))
    if len(labels) < 2:
        return text
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for place, (label, end) in enumerate(zip(labels, ends, strict=True), start=1):
        if _counted(label) != place or not any(map(_is_of_a_word, text[label.end() : end])):
            return text
    return _LABEL.sub(lambda label: "、" * len(label[0]), text)


def _counted(label: re.Match[str]) -> int:
    if label["circled"]:
        return int(unicodedata.numeric(label["circled"]))
    number = number_at(label["first"] or label["inside"], 0, twos=False)
    return int(number.keys[0][1]) // 10**12 if number and number.keys[0][0] == "=" else 0


def _is_of_a_word(character: str) -> bool:
    return character.isalpha() and number_at(character, 0, twos=False) is None


def fits(keys: Keys, items: Sequence[Keys], any_order: bool = False, missing: int = 0) -> bool:
    """Whether ``keys`` are the ``items`` one after the other, connectives between them aside.

    At most ``missing`` items may be absent.
    """
    trials = 0

    def fit(at: int, left: tuple[Keys, ...], missing: int) -> bool:
        nonlocal trials
        trials += 1
        if at == len(keys):
            return len(left) <= missing
        if trials > _MOST_TRIALS:
            return False
        candidates = range(len(left)) if any_order else range(min(missing + 1, len(left)))
        for start in _starts(keys, at):
            for index in candidates:
                item = left[index]
                end = start + len(item)
                if (any_order and item in left[:index]) or keys[start:end] != item:
                    continue
                rest, lost = (left[:index] + left[index + 1 :], 0) if any_order else (left[index + 1 :], index)
                if fit(end, rest, missing - lost):
                    return True
        return False

    return fit(0, tuple(items), missing)


def _starts(keys: Keys, at: int) -> list[int]:
    """Where the next item may start: here, or behind a connective."""
    if at and keys[at : at + 2] == ("以", "及"):
        return [at, at + 2]
    return [at, at + 1] if at and connects(keys, at) else [at]
