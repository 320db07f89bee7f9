"""How characters sound, and whether letters spell them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property

_ARABIC = frozenset("0123456789")
_DIGITS = "零一二三四五六七八九"
_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


class Readings:
    """The readings of characters, from the table that tools/build_answer_tables.py writes; parsed when first used."""

    def __init__(self, table: bytes) -> None:
        self._table = table

    @cached_property
    def _syllables(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for line in self._table.decode("utf-8").splitlines():
            syllables, _, characters = line.partition("\t")
            found.update(dict.fromkeys(characters, tuple(syllables.split())))
        return found

    def of(self, character: str) -> tuple[str, ...]:
        """Its syllables with tone numbers, the commonest first (``zuo4``); none for a character not in the table."""
        return self._syllables.get(character, ())

    @cached_property
    def syllables(self) -> frozenset[str]:
        """Every syllable with a vowel, without tones."""
        every = {_toneless(each) for heard in self._syllables.values() for each in heard}
        return frozenset(each for each in every if not set(each).isdisjoint("aeiouv"))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Those syllables and what they begin with."""
        return frozenset(each[:end] for each in self.syllables for end in range(1, len(each) + 1))

    def are_homophones(self, one: str, other: str, common: int = 2) -> bool:
        """Whether two characters share one of their ``common`` commonest readings, tone included."""
        return not set(self.of(one)[:common]).isdisjoint(self.of(other)[:common])


def spelled_out(text: str, readings: Readings) -> str:
    """A word in pinyin with tone marks; empty where a character may be read in several ways, or there is none."""
    syllables: list[str] = []
    for character in text:
        heard = readings.of(character)
        if len(heard) > 1:
            return ""
        if heard:
            syllables.append(_marked(heard[0]))
        elif character.isalnum():
            return ""
    return " ".join(syllables)


def _marked(syllable: str) -> str:
    """``lv4`` as ``lǜ``: the mark stands on a or e, on the o of ou, else on the last vowel."""
    letters, tone = syllable.rstrip("12345").replace("v", "ü"), syllable[-1]
    if tone not in _MARKS:
        return letters
    at = max((letters.find(each) for each in ("a", "e", "ou")), default=-1)
    if at < 0:
        at = max(letters.rfind(each) for each in "iouü")
    return unicodedata.normalize("NFC", letters[: at + 1] + _MARKS[tone] + letters[at + 1 :])


def spells(typed: str, characters: Sequence[str], readings: Readings) -> bool:
    """Whether ``typed`` is ``characters``, some of them in pinyin, with or without tones, spaces and apostrophes."""
    letters = plain_letters(typed)
    if _LETTERS.isdisjoint(letters):
        return False
    ends = {0}
    for character in characters:
        said = _DIGITS[int(character)] if character in _ARABIC else character
        spellings = {character.lower(), *map(_toneless, readings.of(said))}
        spellings |= {spelling.replace("ve", "ue") for spelling in spellings}
        reached = {end + len(each) for end in ends for each in spellings if letters.startswith(each, end)}
        ends = reached | {end + 1 for end in reached if letters[end : end + 1] in tuple("12345")}
    return len(letters) in ends


def initials(typed: str, characters: Sequence[str], readings: Readings) -> bool:
    """Whether ``typed`` is the first letters of three characters or more."""
    letters = plain_letters(typed)
    return len(letters) == len(characters) >= 3 and all(
        any(syllable.startswith(letter) for syllable in readings.of(character))
        for letter, character in zip(letters, characters, strict=True)
    )


def plain_letters(typed: str) -> str:
    """Lower case, ü as v, without tone marks and everything between syllables."""
    decomposed = unicodedata.normalize("NFKD", typed.lower()).replace("u\u0308", "v").replace("u:", "v")
    return re.sub(r"[\W_]", "", "".join(mark for mark in decomposed if not unicodedata.combining(mark)))


def _toneless(syllable: str) -> str:
    return syllable.rstrip("12345")
