"""How the learner says that words are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.storage.edits import Patch

if TYPE_CHECKING:
    from sqlalchemy import Connection


def load_readings(connection: Connection) -> dict[str, str]:
    """Syllables with tone marks, separated by spaces, by word."""
    rows = connection.exec_driver_sql("SELECT word, pinyin FROM readings WHERE pinyin <> '' ORDER BY id")
    return {row[0]: row[1] for row in rows}


def reading_patches(connection: Connection, word: str, pinyin: str, new_id: str) -> list[Patch]:
    """What reading ``word`` as ``pinyin`` changes; empty pinyin goes back to what is shipped."""
    row = connection.exec_driver_sql("SELECT uuid, pinyin FROM readings WHERE word = ?", (word,)).first()
    uuid, before = (row[0], row[1]) if row is not None else (new_id, "")
    if row is None:
        connection.exec_driver_sql("INSERT INTO readings (uuid, word, pinyin) VALUES (?, ?, '')", (new_id, word))
    return [] if before == pinyin else [Patch("readings", uuid, {"pinyin": (before, pinyin)})]
