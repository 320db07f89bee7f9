"""Plans that change for a while which cards are asked, how, and when they come again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.storage.moments import to_milliseconds

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.storage.edits import Patch

EXAM = "exam"
CATCH_UP = "catch_up"
KIND_MODES = "kind_modes"  # a mode for each kind of answer that has one
NO_LIMIT = "no_limit"  # for the study day ``day`` of its options


class StoredPlan(NamedTuple):
    """A plan with what was asked for and what was worked out."""

    uuid: str
    kind: str
    options: Mapping[str, Any]


def load_plan(connection: Connection, kind: str) -> StoredPlan | None:
    """The plan of that kind that is in force."""
    found = active_plan(connection, kind)
    return None if found is None else StoredPlan(found[0], kind, json.loads(found[1]))


def active_plan(connection: Connection, kind: str) -> tuple[str, str] | None:
    """UUID and options, as they are kept, of the plan of that kind that is in force."""
    row = connection.exec_driver_sql(
        "SELECT uuid, options FROM plans WHERE kind = ? AND active = 1 ORDER BY id DESC LIMIT 1", (kind,)
    ).first()
    return None if row is None else (row[0], row[1])


def start_patches(connection: Connection, plan: StoredPlan, at: datetime) -> list[Patch]:
    """Add a plan, not yet in force; the patches put it in the place of the one that was."""
    from desktop.storage.edits import Patch

    patches = stop_patches(connection, plan.kind)
    connection.exec_driver_sql(
        "INSERT INTO plans (uuid, created_at, kind, options) VALUES (?, ?, ?, ?)",
        (plan.uuid, to_milliseconds(at), plan.kind, json.dumps(plan.options, ensure_ascii=False)),
    )
    return [*patches, Patch("plans", plan.uuid, {"active": (0, 1)})]


def stop_patches(connection: Connection, kind: str) -> list[Patch]:
    """The patches that end the plan of that kind, if one is in force."""
    from desktop.storage.edits import Patch

    plan = load_plan(connection, kind)
    return [] if plan is None else [Patch("plans", plan.uuid, {"active": (1, 0)})]
