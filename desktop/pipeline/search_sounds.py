"""Chinese found by how it sounds: ``liangge queli`` and ``lgql`` are 两个确立."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, product

from desktop.pipeline.pinyin import Readings, plain_letters

LONGEST = 16  # characters of what is found by its sound: answers, phrases, titles
_MOST_SPELLINGS = 4
_MOST_WAYS = 3
_SOUNDS = re.compile(r"[a-z](?:[a-z'\u2019:]|[1-5](?![0-9])|[\u0300-\u036f\u00e0-\u01dc])*", re.IGNORECASE)


def spellings(folded: str, readings: Readings) -> list[str]:
    """The syllables of a folded term, separated by spaces; several where characters are commonly read in two ways.

    None for a term without Chinese characters, or a long one.
    """
    if not 2 <= len(folded) <= LONGEST:
        return []
    heard = [readings.plain(character) for character in folded]
    if not any(heard):
        return []
    choices = [each or (character,) for each, character in zip(heard, folded, strict=True)]
    return [" ".join(way) for way in islice(product(*choices), _MOST_SPELLINGS)]


def initials(spelling: str) -> str:
    """The first letters of the syllables."""
    return "".join(syllable[0] for syllable in spelling.split(" "))


def triples(letters: str) -> str:
    """What an index holds of initials, so that they are found from any of them on."""
    return " ".join(letters[at : at + 3] for at in range(len(letters)))


def triple_query(letters: str) -> str:
    """The expression of full-text search that finds two initials or more in ``triples``."""
    if len(letters) < 3:
        return f'"{letters}"*'
    return '"' + " ".join(letters[at : at + 3] for at in range(len(letters) - 2)) + '"'


def is_sound(word: str) -> bool:
    """Whether a word may be pinyin: Latin letters, tone marks or numbers after syllables."""
    return _SOUNDS.fullmatch(unicodedata.normalize("NFKC", word)) is not None


def letters_of(word: str) -> str:
    """Its letters without tones, ü as v."""
    return re.sub("(?<=[ln])ue", "ve", re.sub("[1-5]", "", plain_letters(word)))


def ways(letters: str, readings: Readings) -> list[str]:
    """How letters can be cut into syllables, the last perhaps not written to its end, as full-text expressions."""
    return [f'"{" ".join(way)}"*' for way in islice(_cut(letters, readings), _MOST_WAYS)]


def _cut(letters: str, readings: Readings) -> Iterator[list[str]]:
    if letters in readings.beginnings:
        yield [letters]
    for end in range(min(6, len(letters) - 1), 0, -1):
        if letters[:end] in readings.syllables:
            for rest in _cut(letters[end:], readings):
                yield [letters[:end], *rest]
