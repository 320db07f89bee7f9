"""How characters sound, and whether letters spell them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

_ARABIC = frozenset("0123456789")
_DIGITS = "零一二三四五六七八九"
_TAKES = re.compile("以[^，。；：！？]{1,40}$")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_TONES = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}


class Readings:
    """The readings of characters, from the table that tools/build_answer_tables.py writes; parsed when first used."""

    def __init__(self, table: bytes) -> None:
        self._table = table
        self._plain: dict[str, tuple[str, ...]] = {}

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

    def plain(self, character: str) -> tuple[str, ...]:
        """Its two commonest syllables without tones (``zuo``), one where they differ by tone only."""
        found = self._plain.get(character)
        if found is None:
            toneless = (each.rstrip("12345") for each in self.of(character)[:2])
            found = self._plain[character] = tuple(dict.fromkeys(toneless))
        return found

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
            syllables.append(marked(heard[0]))
        elif character.isalnum():
            return ""
    return " ".join(syllables)


class WordReadings:
    """How the characters of a text are read, by the words they stand in.

    ``table`` is that of tools/build_reading_table.py; parsed when first used.
    """

    def __init__(self, table: bytes, characters: Readings) -> None:
        self._table, self._characters = table, characters

    @cached_property
    def _words(self) -> dict[str, tuple[str, ...]]:
        lines = (line.partition("\t") for line in self._table.decode("utf-8").splitlines())
        return {word: tuple(map(marked, syllables.split(" "))) for word, _, syllables in lines}

    def annotate(self, words: Sequence[str], own: Mapping[str, Sequence[str]] = MappingProxyType({})) -> list[str]:
        """A syllable with its tone mark for each character of the joined ``words``; empty where none is known.

        ``own`` are the learner's readings by word; they hold wherever their word stands, the longest first.
        """
        syllables: list[str] = []
        for word in words:
            syllables += self._word(word)
        text = "".join(words)
        at = 0
        for word in words:
            if word == "为" and _TAKES.search(text[:at]):  # 以人民为中心
                syllables[at] = "wéi"
            at += len(word)
        for word in sorted(own, key=len):
            at = text.find(word)
            while at >= 0:
                syllables[at : at + len(word)] = own[word]
                at = text.find(word, at + len(word))
        return syllables

    def _word(self, word: str) -> Sequence[str]:
        """A word by the table, else by the longest words within it (银行行长), else by its characters."""
        if found := self._words.get(word):
            return found
        syllables: list[str] = []
        while len(syllables) < len(word):
            start = len(syllables)
            parts = (word[start:end] for end in range(len(word), start + 1, -1))
            known = next((part for part in parts if part in self._words), "")
            syllables += self._words[known] if known else (self._of(word[start]),)
        return syllables

    def is_hard(self, character: str) -> bool:
        """Whether many readers would have to look it up: beyond the 3,755 characters of the first level of GB 2312."""
        try:
            code = character.encode("gb2312")
        except UnicodeEncodeError:
            return "\u3400" <= character <= "\u9fff" or character > "\uffff"
        return len(code) == 2 and code[0] >= 0xD8

    def _of(self, character: str) -> str:
        found = self._characters.of(character)
        return marked(found[0]) if found else ""


def marked(syllable: str) -> str:
    """A syllable with its tone as a mark: ``zhang3`` is zhǎng, ``lv4`` lǜ; one without a number is neutral."""
    plain = syllable.rstrip("12345").replace("v", "ü")
    tone = syllable[-1:]
    if tone not in _TONES:
        return plain
    at = next((plain.index(vowel) for vowel in ("a", "e", "ou") if vowel in plain), -1)
    if at < 0:
        at = max((number for number, letter in enumerate(plain) if letter in "iouü"), default=-1)
    if at < 0:
        return plain  # 嗯 ng, 姆 m
    return unicodedata.normalize("NFC", plain[: at + 1] + _TONES[tone] + plain[at + 1 :])


def read_syllables(spelled: str) -> tuple[str, ...]:
    """What a learner wrote as a reading, with tone marks or numbers, as syllables with marks.

    Raises ValueError for what is no pinyin.
    """
    syllables = tuple(marked(part.replace("u:", "v").replace("ü", "v")) for part in spelled.lower().split())
    for syllable in syllables:
        letters = plain_letters(syllable)
        if not letters or not _LETTERS.issuperset(letters) or len(letters) > 6:
            raise ValueError(spelled)
    return syllables


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
