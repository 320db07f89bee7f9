"""jieba's way of cutting and tagging over a dictionary that is not loaded: only what begins with the characters of the
text is read.

The likeliest path through the words of the dictionary is taken; with ``hmm``, single characters left in a row are put
together by a hidden Markov model whose states are places in a word, and what is then no word of the dictionary is
tagged by another one, whose states have a part of speech too. Sums, ties and what stands between Chinese words are as
rjieba has them: ``tests/unit/pipeline/test_segmentation.py`` holds the two together.

The data (`tools/build_words.py`) is one line of JSON that names the sections and their sizes in bytes, then the
sections, numbers little-endian. ``characters`` are sorted, and ``offsets`` has the place of each one's record.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import groupby
from math import log
from struct import Struct, unpack_from
from typing import Any, NamedTuple

FORMAT = "wengu words 1"
CHARACTER = Struct("<3H4H")
"""Of a record: one more than the entry of the character as a word, or 0; the bytes of the characters that come second
in longer words; how many tagged states it has; then, as Begin, Middle, End and Single, a probability.

There follow the probabilities and the numbers of the states, the second characters, for each of them and the end where
its words begin among those of the record and among the bytes of their tails, the entries of the words, and the tails
behind the second character by line. A probability is its number in ``probabilities``.
"""
BORDER = Struct("<2H")
ENTRY = Struct("<IH")  # how often a word is met, and its tag's number
NEVER = -3.14e100
BEGIN, MIDDLE, END, SINGLE = range(4)
"""Places in a word; a tagged state is the place times `TAGS` and the tag's number."""
TAGS = 64

_BEFORE = ((END, SINGLE), (BEGIN, MIDDLE), (BEGIN, MIDDLE), (END, SINGLE))
_FIGURES = re.compile(r"([a-zA-Z0-9]+(?:[._-][a-zA-Z0-9]+)*%?)")
_SIGNS = frozenset("+#&._%-")
_RARE = (
    ("㐀", "䶿"),
    ("豈", "\ufaff"),
    ("\U00020000", "\U0002a6df"),
    ("\U0002a700", "\U0002ebef"),
    ("\U0002f800", "\U0002fa1f"),
)


class _Character(NamedTuple):
    """What the dictionary says of a character, as far as it is read at once."""

    entry: int | None  # as a word
    seconds: str  # the characters that come second in longer words
    borders: int  # where it says which words those are
    states: int  # where it says in which tagged states it is
    tagged: int  # how many they are
    places: tuple[int, ...]  # the numbers of its probabilities at each place in a word


class _Pair(NamedTuple):
    """The words that begin with two characters."""

    tails: dict[str, int]  # the rest of each word, and its entry
    lengths: list[int]  # of the tails


_UNKNOWN = _Character(None, "", 0, 0, 0, (0, 0, 0, 0))
_NO_PAIR = _Pair({}, [])


class LightSegmenter:
    """A segmenter that is ready at once and takes several times as long as rjieba for each character."""

    def __init__(self, data: bytes) -> None:
        end = data.index(b"\n") + 1
        header: dict[str, Any] = json.loads(data[:end])
        if header["format"] != FORMAT:
            raise ValueError("not a dictionary of this version")
        self._data, self._sections = data, {}
        for name, size in header["sections"].items():
            self._sections[name] = end
            end += size
        start = self._sections["characters"]
        self._sorted = data[start : start + header["sections"]["characters"]].decode()
        self._tags: list[str] = header["tags"]
        self._state_tags: list[str] = header["state_tags"]
        self._log_total = log(header["total"])
        self._first: list[float] = header["first"]
        self._next: list[list[float]] = header["next"]
        self._characters: dict[str, _Character] = {}
        self._pairs: dict[str, _Pair] = {}
        self._weights: dict[int, float] = {}
        self._rows: dict[int, dict[int, float]] = {}

    def cut(self, text: str, hmm: bool) -> list[str]:
        """The words of ``text`` in order; without ``hmm`` those of the dictionary only."""
        words: list[str] = []
        for joined, run in groupby(text, _is_joined):
            block = "".join(run)
            if joined:
                self._cut_block(block, hmm, words)
            elif "\r\n" in block:
                words += re.findall(r"\r\n|[^\n]|\n", block)
            else:
                words += block
        return words

    def tag(self, text: str, hmm: bool) -> list[tuple[str, str]]:
        """As `cut`, each word with its part of speech."""
        return [(word, self._tag(word)) for word in self.cut(text, hmm)]

    def _cut_block(self, block: str, hmm: bool, words: list[str]) -> None:
        """Append the words of a block of Chinese characters, letters, figures and signs that join them."""
        ends = self._route(block)
        place, loose = 0, -1  # where the single characters that are not yet words begin
        while place < len(block):
            end = ends[place]
            if end == place + 1 and (hmm or _is_figure(block[place])):
                if loose < 0:
                    loose = place
            else:
                if loose >= 0:
                    self._join(block[loose:place], hmm, words)
                    loose = -1
                words.append(block[place:end])
            place = end
        if loose >= 0:
            self._join(block[loose:], hmm, words)

    def _route(self, block: str) -> list[int]:
        """For each place the end of the word that begins there on the likeliest path; of equals the longest."""
        size = len(block)
        worth, ends = [0.0] * (size + 1), [0] * size
        weights, characters, pairs = self._weights, self._characters, self._pairs
        for place in range(size - 1, -1, -1):
            start, best, best_end = place + 1, 0.0, 0
            entry = (characters.get(block[place]) or self._read(block[place])).entry
            if entry is not None:
                best, best_end = (weights.get(entry) or self._weigh(entry)) + worth[start], start
            start += 1
            first = block[place:start]
            tails, lengths = pairs.get(first) or self._read_pair(first)
            for length in lengths:
                end = start + length
                if end > size:
                    break
                entry = tails.get(block[start:end])
                if entry is None:
                    continue
                value = (weights.get(entry) or self._weigh(entry)) + worth[end]
                if not best_end or value >= best:
                    best, best_end = value, end
            if not best_end:
                best, best_end = 0.0 - self._log_total + worth[place + 1], place + 1
            worth[place], ends[place] = best, best_end
        return ends

    def _join(self, run: str, hmm: bool, words: list[str]) -> None:
        """Append the words of a run of characters that are words by themselves on the likeliest path."""
        if len(run) == 1 or not hmm:
            words.append(run)
        elif self._entry(run) is not None:
            words += run
        else:
            for chinese, part in groupby(run, _is_common):
                block = "".join(part)
                if not chinese:
                    words += filter(None, _FIGURES.split(block))
                elif len(block) == 1:
                    words.append(block)
                else:
                    words += self._guess_words(block)

    def _guess_words(self, block: str) -> list[str]:
        """The words of two or more characters by the likeliest places of the characters in them."""
        likely = [value + first for value, first in zip(self._places(block[0]), self._first, strict=True)]
        back: list[list[int]] = []
        for character in block[1:]:
            emitted = self._places(character)
            steps = []
            for place, before in enumerate(_BEFORE):
                steps.append(max((likely[each] + self._next[each][place] + emitted[place], each) for each in before))
            back.append([each for _, each in steps])
            likely = [value for value, _ in steps]
        place = max((likely[END], END), (likely[SINGLE], SINGLE))[1]
        path = [place]
        for step in reversed(back):
            place = step[place]
            path.append(place)
        words, start = [], 0
        for end, place in enumerate(reversed(path), 1):
            if place in (END, SINGLE):
                words.append(block[start:end])
                start = end
        return words

    def _tag(self, word: str) -> str:
        if (entry := self._entry(word)) is not None:
            number: int = ENTRY.unpack_from(self._data, self._sections["entries"] + ENTRY.size * entry)[1]
            return self._tags[number]
        if figures := [character for character in word if _is_figure(character)]:
            return "m" if all(map(str.isdigit, figures)) else "eng"
        return self._guess_tag(word) if any(map(_is_chinese, word)) else "x"

    def _guess_tag(self, word: str) -> str:
        """The tag of the longest part that the tagged states make of the word; of equals the last."""
        states = [self._tagged(character) for character in word]
        likely = {state: value + states[0][state] for state, value in self._row(4 * TAGS).items() if state in states[0]}
        if len(word) == 1:
            best = max(((value, state) for state, value in likely.items() if state >= SINGLE * TAGS), default=None)
            return self._state_tags[best[1] % TAGS] if best else "x"
        back: list[dict[int, int]] = []
        for emitted in states[1:]:
            steps: dict[int, tuple[float, int]] = {}
            for before in sorted(likely):
                for state, value in self._row(before).items():
                    if state in emitted:
                        step = likely[before] + value + emitted[state]
                        if state not in steps or step > steps[state][0]:
                            steps[state] = step, before
            back.append({state: before for state, (_, before) in steps.items()})
            likely = {state: value for state, (value, _) in steps.items()}
        last = [(value, -state) for state, value in likely.items() if state >= END * TAGS]
        if not last:
            return "x"
        path = [-max(last)[1]]
        for befores in reversed(back):
            path.append(befores[path[-1]])
        longest, tag, start = 0, "x", 0
        for end, state in enumerate(reversed(path), 1):
            if state >= END * TAGS:
                if end - start >= longest:
                    longest, tag = end - start, self._state_tags[state % TAGS]
                start = end
        return tag

    def _entry(self, word: str) -> int | None:
        if len(word) == 1:
            return self._character(word).entry
        return (self._pairs.get(word[:2]) or self._read_pair(word[:2])).tails.get(word[2:])

    def _weigh(self, entry: int) -> float:
        often, _ = ENTRY.unpack_from(self._data, self._sections["entries"] + ENTRY.size * entry)
        weight = self._weights[entry] = log(often) - self._log_total
        return weight

    def _character(self, character: str) -> _Character:
        return self._characters.get(character) or self._read(character)

    def _read(self, character: str) -> _Character:
        """The record of a character, kept for the next time."""
        read = _UNKNOWN
        number = bisect_left(self._sorted, character)
        if self._sorted[number : number + 1] == character:
            (place,) = unpack_from("<I", self._data, self._sections["offsets"] + 4 * number)
            place += self._sections["records"]
            entry, size, tagged, *likely = CHARACTER.unpack_from(self._data, place)
            states = place + CHARACTER.size
            place = states + 3 * tagged
            second = self._data[place : place + size].decode()
            read = _Character(entry - 1 if entry else None, second, place + size, states, tagged, tuple(likely))
        self._characters[character] = read
        return read

    def _read_pair(self, pair: str) -> _Pair:
        """The words that begin with two characters, kept for the next time; a last character has no second."""
        read = _NO_PAIR
        character = self._character(pair[0])
        if len(pair) == 2 and (number := character.seconds.find(pair[1])) >= 0:
            place = character.borders + BORDER.size * number
            word, tail, next_word, next_tail = unpack_from("<4H", self._data, place)
            place = character.borders + BORDER.size * len(character.seconds)
            words, _ = BORDER.unpack_from(self._data, place)
            place += BORDER.size
            entries = unpack_from(f"<{next_word - word}H", self._data, place + 2 * word)
            place += 2 * words
            tails = self._data[place + tail : place + next_tail].decode().split("\n")
            read = _Pair(dict(zip(tails, entries, strict=True)), sorted(set(map(len, tails))))
        self._pairs[pair] = read
        return read

    def _places(self, character: str) -> tuple[float, ...]:
        """How likely a character is at each place in a word."""
        return self._probabilities(self._character(character).places)

    def _tagged(self, character: str) -> dict[int, float]:
        """How likely a character is in each tagged state that it may have."""
        read = self._character(character)
        return self._states(read.states, read.tagged)

    def _row(self, state: int) -> dict[int, float]:
        """How likely each tagged state follows one; after the last of all, how likely it is the first."""
        if state not in self._rows:
            place, size = unpack_from("<2I", self._data, self._sections["rows"] + 8 * state)
            self._rows[state] = self._states(self._sections["records"] + place, size)
        return self._rows[state]

    def _states(self, place: int, size: int) -> dict[int, float]:
        likely = unpack_from(f"<{size}H", self._data, place)
        states = self._data[place + 2 * size : place + 3 * size]
        return dict(zip(states, self._probabilities(likely), strict=True))

    def _probabilities(self, numbers: Iterable[int]) -> tuple[float, ...]:
        start = self._sections["probabilities"]
        return tuple(unpack_from("<d", self._data, start + 8 * number)[0] for number in numbers)


def _is_figure(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_common(character: str) -> bool:
    """Whether the model of places knows it."""
    return "一" <= character <= "鿕"


def _is_chinese(character: str) -> bool:
    return "一" <= character <= "鿿" or any(first <= character <= last for first, last in _RARE)


def _is_joined(character: str) -> bool:
    return _is_chinese(character) or _is_figure(character) or character in _SIGNS
