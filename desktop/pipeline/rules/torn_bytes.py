"""GBK bytes torn apart, as where pinyin was put between the two bytes of a character.

A page was GBK bytes when ``(pinyin)`` was put behind each match of a character's two bytes, even where
the match began inside one character and ended inside the next, and when it was split at full-width
marks, even at false ones. Whoever decoded the pieces wrote ``?`` for each byte that fitted nowhere:
变?yōu)楫a品 is 变为产品, 定分止?fàn)?、 is 定分止争、, 权利?；趹土P is 权利。基于惩罚.

The way back: from each ``?`` on the text is taken as bytes again, every reading of the ``?`` is followed
side by side (a beam), and the reading wins whose characters are likeliest side by side. A reading
ends where all that are left stand between two characters again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from typing import NamedTuple

from desktop.domain.article import Repair
from desktop.pipeline.character_model import CharacterModel
from desktop.pipeline.rules.readings import SYLLABLE_LETTERS, Readings
from desktop.pipeline.rules.script import ScriptTable

_CELL = re.compile(
    rf"\?(?P<swallowed>[{SYLLABLE_LETTERS}]{{1,6}}) ?\)|[(（](?P<bracket>[{SYLLABLE_LETTERS}]{{1,6}}) ?[)）]"
    rf"|(?P<unknown>[?？])|(?P<other>[\s\S])"
)
_SITE = re.compile(r"[?？]")
_TORN = re.compile(rf"[^\x00-\x7f]\?[{SYLLABLE_LETTERS}]{{1,6}} ?\)")
_TONE = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]")
_BRACKETS = re.compile(rf"[(（][{SYLLABLE_LETTERS}]{{1,6}} ?[)）]")

_BEAM = 12
_MARGIN = 12.0  # nats behind the best reading at which one is given up
_WIDEST = 16  # candidates for one lost byte that are followed
_SETTLED = 3  # sound characters after which a reading counts as ended
_LONGEST = 60  # cells
_DOUBT = 6.0  # nats by which the best reading must lead to be certain

_UNLIKELY = -10.0  # nats for one character that call for a second look, for dropped private pairs

_SECOND_LOOKS = 12  # a text, each some 10 to 50 ms
_FOLLOWED = 2  # readings in which dropped pairs are looked for

_SURER = 3.0  # nats by which a second look must be better

_UNPAIRED = 6.0  # nats for a quotation mark that opens twice or closes nothing

_LOST_BYTE = -3.0
_PRIVATE_PAIR = -7.0
_TORN_ASCII = -6.0
_WRONG_SCRIPT = -6.0
_DROPPED_LEAD = -12.0

_WILD = 256  # a lead byte that is lost
_WILD_PRIVATE = 512  # added to the first byte of a dropped private pair: the lead byte was its second
# What a lone lead byte can have swallowed: characters below the range of second bytes.
_SWALLOWED = "\n 0123456789(.%-/<"
_NOTHING_SWALLOWED = -4.0
_SPLIT_MARKS = ",!?;:，！？；：、"


class _Reading(NamedTuple):
    """One way to read the bytes so far. ``pending`` is a lead byte that waits for its second, -1 for none."""

    score: float
    pending: int
    last: int  # the last byte
    before: str  # the last two characters, simplified
    text: str


@dataclass(frozen=True)
class TornBytes:
    """Reads torn text with a model of the language."""

    model: CharacterModel
    readings: Readings
    script: ScriptTable

    @cached_property
    def _pairs(self) -> list[list[str]]:
        """``_pairs[lead][second]`` is the character of two GBK bytes, empty where there is none."""
        table = [[""] * 256 for _ in range(256)]
        chars = "".join(map(chr, range(0x80, 0xFFE6))).replace("€", "")
        data = chars.encode("gbk", "ignore")
        for char, lead, second in zip(data.decode("gbk"), data[::2], data[1::2], strict=True):
            table[lead][second] = char
        return table

    @cached_property
    def _private(self) -> dict[int, list[int]]:
        """The lead bytes of pairs that GBK leaves to private use, with those second bytes that can lead."""
        found = {
            lead: [second for second in range(0x81, 0xFF) if not self._pairs[lead][second]]
            for lead in range(0x81, 0xFF)
        }
        return {lead: seconds for lead, seconds in found.items() if seconds}

    def mend(self, text: str) -> Iterator[Repair]:
        """A repair for each torn place of ``text``, which is known to be a damaged page."""
        at = 0
        looks = _SECOND_LOOKS
        while site := _SITE.search(text, at):
            found = self._read(text, site.start(), 0)
            second_look = looks > 0 and (found is None or found[2] < _UNLIKELY)
            looks -= second_look
            for dropped in (1, 2) if second_look else ():
                again = self._read(text, site.start(), dropped)
                if again is not None and (found is None or again[3] > found[3] + _SURER):
                    found = again
            at = site.end()
            if found is None:
                continue
            repair, end, _, _ = found
            if repair is not None:
                yield repair
                at = max(at, repair.end)
            else:
                at = max(at, end)

    def _read(self, text: str, start: int, private: int) -> tuple[Repair | None, int, float, float] | None:
        """Read from ``start`` to where all is sound: the repair, how far, the worst character's score, the score."""
        sound_before = _BRACKETS.sub("", text[max(0, start - 40) : start]) or "\n"
        before = "".join(self.script.simple.get(char, char) for char in sound_before[-2:])
        last = _bytes(sound_before[-1])[-1:] or b"\n"
        readings = [_Reading(0.0, -1, last[0], before, "")]
        sound = 0
        end = start
        for number, cell in enumerate(_CELL.finditer(text, start)):
            odd = cell.lastgroup != "other" or cell.group() == "€"
            before_step = readings
            readings = self._prune(self._step(readings, cell, private))
            if not readings:
                readings = before_step
                if all(reading.pending >= 0 for reading in readings):
                    return None
                readings = [reading for reading in readings if reading.pending < 0]
                break
            end = cell.end()
            if odd:
                sound = 0
            elif readings[0].pending < 0 and all(
                reading.pending < 0 or reading.score < readings[0].score - 7 for reading in readings
            ):
                sound += 1
            else:
                sound = 0
            if sound > _SETTLED or number > _LONGEST or cell.group() == "\n":
                break
        done = [reading for reading in readings if reading.pending < 0]
        if not done:
            return None
        depth = text.count("“", text.rfind("\n", 0, start) + 1, start) - text.count(
            "”", text.rfind("\n", 0, start) + 1, start
        )
        done.sort(key=lambda reading: _UNPAIRED * _unpaired(reading.text, depth) - reading.score)
        best = done[0]
        original = text[start:end]
        others = [reading for reading in done[1:] if reading.text != best.text]
        certain = not others or max(reading.score for reading in others) < best.score - _DOUBT
        repair = _trimmed(original, best.text, start, certain, [best.text, *(reading.text for reading in others[:4])])
        return repair, end, self._worst(before, best.text), best.score

    def _worst(self, before: str, text: str) -> float:
        """The score of the least likely character of ``text``."""
        line = before + "".join(self.script.simple.get(char, char) for char in text)
        return min(
            (self.model.score(line[max(0, at - 2) : at], line[at]) for at in range(len(before), len(line))), default=0.0
        )

    def _prune(self, readings: list[_Reading]) -> list[_Reading]:
        readings.sort(key=lambda reading: -reading.score)
        kept: list[_Reading] = []
        seen: set[tuple[int, str]] = set()
        for reading in readings:
            if reading.score < readings[0].score - _MARGIN or len(kept) == _BEAM:
                break
            key = (reading.pending, reading.text)
            if key not in seen:
                seen.add(key)
                kept.append(reading)
        return kept

    def _step(self, readings: list[_Reading], cell: re.Match[str], private: int) -> list[_Reading]:
        out: list[_Reading] = []
        group = cell.group()
        for rank, reading in enumerate(readings):
            if cell.lastgroup == "swallowed":
                self._swallowed(reading, cell.group("swallowed"), out)
                if private and reading.pending >= 0 and rank < _FOLLOWED:
                    for grown in self._drop_private(reading):
                        self._swallowed(grown, cell.group("swallowed"), out)
                self._unknown(reading, group[0], group[1:], _SWALLOWED, out)
            elif cell.lastgroup == "bracket":
                self._bracket(reading, cell.group("bracket"), group, out)
            elif cell.lastgroup == "unknown":
                following = cell.string[cell.end() : cell.end() + 1]
                if following == "/":
                    swallowed = "<"
                else:
                    swallowed = "" if not following or following in _SPLIT_MARKS else _SWALLOWED
                self._unknown(reading, group, "", swallowed, out)
            else:
                self._char(reading, group, out)
                if rank < _FOLLOWED and private and reading.pending >= 0:
                    once = self._drop_private(reading)
                    twice = (
                        [more for grown in once[:_FOLLOWED] for more in self._drop_private(grown)]
                        if private > 1
                        else []
                    )
                    for grown in once + twice:
                        self._char(grown, group, out)
        return out

    def _drop_private(self, reading: _Reading) -> list[_Reading]:
        """Readings by which a pair of private use was dropped here: the end of one character, the start of another."""
        if reading.pending < 256:
            leads = [reading.pending]
        elif reading.pending >= _WILD_PRIVATE:
            leads = self._private[reading.pending - _WILD_PRIVATE]
        else:
            return []
        before, known, simple = reading.before, self.model.score, self.script.simple
        scored = [
            (known(before, simple.get(char, char)), first, char)
            for lead in leads
            for first in self._private
            if (char := self._pairs[lead][first])
        ]
        scored = nlargest(_WIDEST, scored)
        return [
            _Reading(
                reading.score + score + _PRIVATE_PAIR,
                _WILD_PRIVATE + first,
                first,
                (before + simple.get(char, char))[-2:],
                reading.text + char,
            )
            for score, first, char in scored
        ]

    def _swallowed(self, reading: _Reading, syllable: str, out: list[_Reading]) -> None:
        """``?pinyin)``: the second byte of a character whose first is the byte before, known by its reading."""
        toned = bool(_TONE.search(syllable))
        for char in self.readings.hanzi(syllable):
            code = _bytes(char)
            if len(code) != 2:
                continue
            if reading.pending >= _WILD_PRIVATE:
                if code[0] not in self._private[reading.pending - _WILD_PRIVATE]:
                    continue
            elif code[0] != reading.last:
                continue
            if toned and char not in self.script.plainly_traditional:
                continue
            if reading.pending < 0:
                if code[1] > 0x80:
                    out.append(reading._replace(pending=code[1], last=code[1]))
            elif grown := self._add(reading, char, -1, code[1], 0.0):
                out.append(grown)

    def _bracket(self, reading: _Reading, syllable: str, group: str, out: list[_Reading]) -> None:
        """``(pinyin)``: not there if the two bytes before it are a character with that reading."""
        if reading.pending >= 0:
            matches = [char for char in self.readings.hanzi(syllable) if _bytes(char)[-1:] == bytes((reading.last,))]
            if reading.pending < 256 and matches:
                out.append(reading)
            return
        if reading.before and self.readings.can_be_read(reading.before[-1], syllable):
            out.append(reading._replace(text=reading.text + group))  # the pinyin rule drops it
            return
        grown: _Reading | None = reading
        for char in group:
            if grown:
                grown = self._add(grown, char, -1, ord(char) & 0xFF, 0.0)
        if grown:
            out.append(grown)

    def _unknown(self, reading: _Reading, group: str, rest: str, swallowed: str, out: list[_Reading]) -> None:
        """``?``: a question mark, or a byte that was lost, with one of ``swallowed`` unless the page was split here."""
        if reading.pending < 0:
            grown = self._add(reading, group, -1, 0x3F, 0.0)
            for char in rest:
                if grown:
                    grown = self._add(grown, char, -1, ord(char) & 0xFF, 0.0)
            if grown:
                out.append(grown)
            if not rest:
                out.append(reading._replace(score=reading.score + _LOST_BYTE, pending=_WILD))
        elif reading.pending < 256 and not rest:
            found: list[_Reading] = []
            self._expand(reading, [(reading.pending, second) for second in range(0x81, 0xFF)], -1, found, _LOST_BYTE)
            if not swallowed:
                out.extend(found)
                return
            for item in found:
                out.append(item._replace(score=item.score + _NOTHING_SWALLOWED))
                out.extend(
                    grown for char in swallowed if (grown := self._add(item, char, -1, ord(char), 0.0)) is not None
                )

    def _char(self, reading: _Reading, char: str, out: list[_Reading]) -> None:
        """Any other character, taken as its bytes."""
        code = _bytes(char)
        if reading.pending < 0:
            grown = self._add(reading, char, -1, code[-1] if code else 0, 0.0)
            if grown:
                out.append(grown)
            return
        if len(code) == 1:
            if "!" <= char <= "~":  # may have been full-width
                self._second(reading, 0xA3, code[0] | 0x80, out)
            self._second(reading, code[0], -1, out)
            if char in "\n " and reading.pending < 256:
                grown = self._add(reading._replace(score=reading.score + _DROPPED_LEAD), char, -1, code[0], 0.0)
                if grown:
                    out.append(grown)
        elif len(code) == 2:
            self._second(reading, code[0], code[1], out)

    def _second(self, reading: _Reading, second: int, pending: int, out: list[_Reading]) -> None:
        """The pending lead byte gets its ``second``, and ``pending`` waits next."""
        if reading.pending < 256:
            leads = [reading.pending]
        elif reading.pending == _WILD:
            leads = [*range(0x81, 0xFF)]
        else:
            leads = self._private[reading.pending - _WILD_PRIVATE]
        self._expand(reading, [(lead, second) for lead in leads], pending, out, 0.0)

    def _expand(
        self, reading: _Reading, pairs: list[tuple[int, int]], pending: int, out: list[_Reading], cost: float
    ) -> None:
        before, known, simple, only = (
            reading.before,
            self.model.score,
            self.script.simple,
            self.script.plainly_simplified,
        )
        scored: list[tuple[float, int, str]] = []
        for lead, second in pairs:
            if char := self._pairs[lead][second]:
                score = known(before, simple.get(char, char))
                scored.append((score + _WRONG_SCRIPT if char in only else score, second, char))
        if len(scored) > _WIDEST:
            scored.sort(reverse=True)
            del scored[_WIDEST:]
        for score, second, char in scored:
            grown = _Reading(
                reading.score + cost + score, -1, second, (before + simple.get(char, char))[-2:], reading.text + char
            )
            if pending >= 0x81:
                out.append(grown._replace(pending=pending, last=pending))
            elif pending < 0:
                out.append(grown)
            elif torn := self._add(grown, chr(pending), -1, pending, _TORN_ASCII):
                out.append(torn)

    def _add(self, reading: _Reading, char: str, pending: int, last: int, cost: float) -> _Reading | None:
        if not char:
            return None
        simple = self.script.simple.get(char, char)
        score = reading.score + cost + self.model.score(reading.before, simple)
        if char in self.script.plainly_simplified:
            score += _WRONG_SCRIPT
        return _Reading(score, pending, last, (reading.before + simple)[-2:], reading.text + char)


def is_torn(text: str) -> bool:
    """Whether ``text`` has a place like ``止?fàn)``."""
    match = _TORN.search(text)
    return bool(match and _TONE.search(match.group()))


def _bytes(char: str) -> bytes:
    try:
        return char.encode("gbk")
    except UnicodeEncodeError:
        return b"\x80" if char == "€" else b""


def _unpaired(text: str, depth: int) -> int:
    """How many quotation marks of ``text`` open twice, close nothing or stay open, ``depth`` being open before it."""
    wrong = 0
    for char in text:
        if char == "“":
            wrong += depth > 0
            depth += 1
        elif char == "”":
            wrong += depth < 1
            depth = max(0, depth - 1)
        elif char in "\n<":
            wrong += depth > 0
            depth = 0
    return wrong


def _trimmed(original: str, replacement: str, start: int, certain: bool, candidates: list[str]) -> Repair | None:
    """The smallest repair that makes ``replacement`` of ``original``; none where they are equal."""
    if original == replacement:
        return None
    head = 0
    while head < min(len(original), len(replacement)) and original[head] == replacement[head]:
        head += 1
    tail = 0
    while tail < min(len(original), len(replacement)) - head and original[-1 - tail] == replacement[-1 - tail]:
        tail += 1
    end = len(original) - tail
    reason = (
        "" if len(candidates) == 1 else " | ".join(candidate[head : len(candidate) - tail] for candidate in candidates)
    )
    return Repair(
        "bytes",
        start + head,
        start + end,
        original[head:end],
        replacement[head : len(replacement) - tail],
        certain,
        reason,
    )
