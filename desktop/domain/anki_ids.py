"""The UUIDs of what comes from Anki, of version 7 (RFC 9562): the same on every computer, in the order of their index.

Their time is that at which Anki made the note, which is its id there, or at which an answer was given. A note and its
cards differ only in the middle of their UUIDs. Those of answers are made in ``storage/anki_log.py``.
"""

from __future__ import annotations

import hashlib
from functools import cache

_SEED = b"wengu anki"
_NOTES = 0x800  # sets the UUIDs of notes apart from those of cards


def uuid_ends(note: int, guid: str) -> tuple[str, str]:
    """What the UUIDs of a note from Anki (by its id and GUID) and of its cards begin and end with."""
    digits = hashlib.sha1(_SEED + guid.encode("utf-8", "surrogatepass")).hexdigest()
    moment = f"{note & 0xFFFFFFFFFFFF:012x}"
    return f"{moment[:8]}-{moment[8:]}-7", f"{digits[:2]}-{digits[2:14]}"


@cache
def uuid_middles(ordinal: int) -> tuple[str, str]:
    """What stands between the ends, by ordinal: of the note that begins with that card, and of the card."""
    high, low = divmod(ordinal, _NOTES)  # Anki knows up to 65,536
    return f"{_NOTES + low:03x}-{0x80 + high:02x}", f"{low:03x}-{0x80 + high:02x}"
