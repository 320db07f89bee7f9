"""Chance that a name decides: the same on every machine, in every version."""

from __future__ import annotations

from hashlib import blake2b


def fraction(seed: str) -> float:
    """A number in 0 <= x < 1 that ``seed`` alone decides."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=6).digest()) / 2**48
