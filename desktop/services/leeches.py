"""Cards that are forgotten again and again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.domain.card import Card
from desktop.domain.review import Review
from desktop.storage.edits import Patch
from desktop.storage.notes import load_rows

if TYPE_CHECKING:
    from desktop.storage.database import Connection

LEECH_TAG = "leech"


def is_leech(review: Review, threshold: int) -> bool:
    """Whether with this answer a card was forgotten ``threshold`` times, or half as often again, as Anki counts."""
    lapses = review.after.lapses
    return 0 < threshold <= lapses > review.before.lapses and (lapses - threshold) % max(1, -(-threshold // 2)) == 0


def leech_patches(connection: Connection, card: Card, *, suspend: bool) -> list[Patch]:
    """The tag for its note, and, to ``suspend`` it, the card taken out of study."""
    (row,) = load_rows(connection, [card.id])
    patches = []
    if LEECH_TAG not in card.tags:
        tags = json.dumps([*card.tags, LEECH_TAG], ensure_ascii=False)
        patches.append(Patch("notes", row.note["uuid"], {"tags": (row.note["tags"], tags)}))
    if suspend:
        patches.append(Patch("cards", card.id, {"suspended": (int(row.values["suspended"]), 1)}))
    return patches
