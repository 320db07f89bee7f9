"""The learner's own phrases."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from desktop.domain.phrase import OwnPhrase, PhraseKind
from desktop.storage.edits import Patch
from desktop.storage.moments import to_milliseconds

if TYPE_CHECKING:
    from sqlalchemy import Connection

_COLUMNS = ("kind", "muted", "alias_of", "remark", "expansion", "removed")


def load_own_phrases(connection: Connection) -> list[OwnPhrase]:
    """All that are not removed, oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT text, kind, muted, remark, expansion, alias_of FROM own_phrases WHERE removed = 0 ORDER BY id"
    )
    return [
        OwnPhrase(row[0], PhraseKind(row[1]), bool(row[2]), row[3], tuple(json.loads(row[4])), row[5]) for row in rows
    ]


def load_readings(connection: Connection) -> dict[str, str]:
    """The pinyin that the learner corrected, by word."""
    rows = connection.exec_driver_sql("SELECT word, pinyin FROM readings WHERE pinyin <> ''")
    return {row[0]: row[1] for row in rows}


def phrase_patches(
    connection: Connection, phrase: OwnPhrase, new_id: str, now: datetime, *, removed: bool = False
) -> list[Patch]:
    """What keeping ``phrase`` in the place of what was decided on the same text changes, or removing it."""
    after: dict[str, Any] = {
        "kind": str(phrase.kind),
        "muted": int(phrase.muted),
        "alias_of": phrase.alias_of,
        "remark": phrase.remark,
        "expansion": json.dumps(phrase.expansion, ensure_ascii=False),
        "removed": int(removed),
    }
    row = connection.exec_driver_sql(
        f"SELECT uuid, modified_at, {', '.join(_COLUMNS)} FROM own_phrases WHERE text = ? ORDER BY id DESC LIMIT 1",
        (phrase.text,),
    ).first()
    moment = to_milliseconds(now)
    if row is None:
        if removed:
            return []
        connection.exec_driver_sql(
            "INSERT INTO own_phrases (uuid, text, kind, removed, created_at, modified_at) VALUES (?, ?, ?, 1, ?, ?)",
            (new_id, phrase.text, str(phrase.kind), moment, moment),
        )
        before: tuple[Any, ...] = (new_id, moment, str(phrase.kind), 0, "", "", "[]", 1)
    else:
        before = tuple(row)
    columns = {name: (was, after[name]) for name, was in zip(_COLUMNS, before[2:], strict=True) if was != after[name]}
    if not columns:
        return []
    return [Patch("own_phrases", before[0], {**columns, "modified_at": (before[1], moment)})]
