"""How likely a character is after two others, from counts over official texts and dictionaries."""

from __future__ import annotations

import math
import struct
import sys
import zlib
from array import array
from bisect import bisect_left

_MAGIC = b"WGRM1\n"
# What a character costs, in nats, that was never seen after the one before it, and one never seen at all.
_BACK_OFF = 1.0
_UNKNOWN = -16.0
_MOST_KNOWN = 500_000  # scores that are remembered
# Text inside a model is written with full-width marks.
_WIDE = str.maketrans(",:;?!()", "，：；？！（）")


class CharacterModel:
    """Counts of characters, pairs and triples, read as conditional log-probabilities with back-off.

    The data is ``WGRM1\\n`` and a zlib stream: three little-endian 32-bit sizes (characters, pairs,
    triples); the characters in UTF-16; their counts; the sorted pair keys ``a << 13 | b``, in four
    planes of bytes, and their counts; the sorted triple keys ``pair << 13 | c`` likewise. A count n
    is one byte, 16 ln(n + 1).
    """

    def __init__(self, data: bytes) -> None:
        if not data.startswith(_MAGIC):
            raise ValueError("not a character model")
        raw = zlib.decompress(data[len(_MAGIC) :])
        characters, pairs, triples = struct.unpack_from("<III", raw)
        at = 12
        alphabet = raw[at : at + 2 * characters].decode("utf-16-le")
        at += 2 * characters
        self._index = {char: number for number, char in enumerate(alphabet)}
        self._ones = raw[at : at + characters]
        at += characters
        self._pairs = _keys(raw[at : at + 4 * pairs])
        at += 4 * pairs
        self._pair_counts = raw[at : at + pairs]
        at += pairs
        self._triples = _keys(raw[at : at + 4 * triples])
        at += 4 * triples
        self._triple_counts = raw[at : at + triples]
        self._log = [math.log(max(math.exp(value / 16) - 1, 0.05)) for value in range(256)]
        self._total = math.log(sum(math.exp(self._log[value]) for value in self._ones))
        self._known: dict[str, float] = {}

    def knows(self, char: str) -> bool:
        """Whether ``char`` was seen at all."""
        return char in self._index

    def score(self, before: str, char: str) -> float:
        """Natural logarithm of how likely ``char`` is after ``before``, of which the last two count."""
        key = before[-2:] + char
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = self._look_up(key.translate(_WIDE))
        return found

    def _look_up(self, key: str) -> float:
        index = self._index
        last = index.get(key[-1])
        if last is None:
            return _UNKNOWN if key[-1] > "\x7f" else _UNKNOWN / 2
        alone = self._log[self._ones[last]] - self._total
        middle = index.get(key[-2]) if len(key) > 1 else None
        if middle is None:
            return alone
        pair = _place(self._pairs, middle << 13 | last)
        if pair < 0:
            return max(alone - _BACK_OFF - self._seen(middle), _UNKNOWN)
        pair_count = self._log[self._pair_counts[pair]]
        two = pair_count - self._log[self._ones[middle]]
        first = index.get(key[0]) if len(key) > 2 else None
        if first is None:
            return two
        before = _place(self._pairs, first << 13 | middle)
        if before >= 0:
            triple = _place(self._triples, before << 13 | last)
            if triple >= 0:
                return self._log[self._triple_counts[triple]] - self._log[self._pair_counts[before]]
        return max(two - _BACK_OFF, _UNKNOWN)

    def _seen(self, char: int) -> float:
        """The better known a character, the more an unseen neighbour says."""
        return min(3.0, max(0.0, 0.3 * self._log[self._ones[char]]))


def _keys(planes: bytes) -> array[int]:
    """Sorted 32-bit keys from their four planes of bytes."""
    size = len(planes) // 4
    data = bytearray(len(planes))
    for plane in range(4):
        data[plane::4] = planes[plane * size : (plane + 1) * size]
    keys = array("I")
    keys.frombytes(data)
    if sys.byteorder == "big":
        keys.byteswap()
    return keys


def _place(keys: array[int], key: int) -> int:
    """Where ``key`` is in sorted ``keys``, -1 for nowhere."""
    at = bisect_left(keys, key)
    return at if at < len(keys) and keys[at] == key else -1
