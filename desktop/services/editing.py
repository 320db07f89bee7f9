"""Making changes that undo can take back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.services.collection import Collection
from desktop.storage import reviews
from desktop.storage.edits import Edit, Patch, ScheduleChange, save_edit

if TYPE_CHECKING:
    from desktop.storage.database import Connection

EDIT = "edit"


def record_edit(
    collection: Collection,
    connection: Connection,
    kind: str,
    subject: str,
    patches: Sequence[Patch] = (),
    schedules: Sequence[ScheduleChange] = (),
    target: str | None = None,
) -> None:
    """Make the changes within the caller's transaction and write them into the journal, if any."""
    if not patches and not schedules:
        return
    now = collection.now()
    edit = Edit(collection.new_id(), kind, subject, tuple(patches), target, now)
    save_edit(connection, edit, schedules)
    reviews.save_act(connection, collection.new_id(), now, EDIT, edit.id)
