"""Papers that were drawn, as they stand: kept among the plans, which are read whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.domain.errors import NotFound
from desktop.storage.moments import from_milliseconds, to_milliseconds

if TYPE_CHECKING:
    from sqlalchemy import Connection

_KIND = "paper"


class StoredPaper(NamedTuple):
    """A paper by its UUID, with when it was begun and all there is to it."""

    uuid: str
    at: datetime
    options: Mapping[str, Any]


def save_paper(connection: Connection, uuid: str, at: datetime, options: Mapping[str, Any]) -> None:
    """Add a paper."""
    connection.exec_driver_sql(
        "INSERT INTO plans (uuid, created_at, kind, options) VALUES (?, ?, ?, ?)",
        (uuid, to_milliseconds(at), _KIND, json.dumps(options, ensure_ascii=False)),
    )


def update_paper(connection: Connection, uuid: str, options: Mapping[str, Any]) -> None:
    """Keep how far a paper is."""
    connection.exec_driver_sql(
        "UPDATE plans SET options = ? WHERE uuid = ? AND kind = ?",
        (json.dumps(options, ensure_ascii=False), uuid, _KIND),
    )


def load_paper(connection: Connection, uuid: str) -> StoredPaper:
    """One paper. Raises NotFound."""
    row = connection.exec_driver_sql(
        "SELECT uuid, created_at, options FROM plans WHERE uuid = ? AND kind = ?", (uuid, _KIND)
    ).first()
    if row is None:
        raise NotFound(what="paper", name=uuid)
    return StoredPaper(row[0], from_milliseconds(row[1]), json.loads(row[2]))


def load_papers(connection: Connection, limit: int) -> list[StoredPaper]:
    """The papers begun last, the latest first."""
    rows = connection.exec_driver_sql(
        "SELECT uuid, created_at, options FROM plans WHERE kind = ? ORDER BY created_at DESC, id DESC LIMIT ?",
        (_KIND, limit),
    )
    return [StoredPaper(row[0], from_milliseconds(row[1]), json.loads(row[2])) for row in rows]
