"""How many cards were answered on a study day: what its limits leave, also for a window that is not open yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.storage.moments import load_schedule

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.storage.card_queue import Cover


def count_done(connection: Connection, day: int, before_state: int) -> dict[int, int]:
    """How many cards were answered on a study day from ``before_state``, by deck key."""
    rows = connection.exec_driver_sql(
        "SELECT deck_id, count(*) FROM reviews WHERE day = ? AND before_state = ? AND undone = 0 AND cram = 0 "
        "GROUP BY deck_id",
        (day, before_state),
    )
    return {row[0]: row[1] for row in rows}


def count_done_of(connection: Connection, day: int, before_state: int, cover: Cover) -> int:
    """How many cards of ``cover`` were answered on a study day from ``before_state``."""
    return int(
        connection.exec_driver_sql(
            "SELECT count(*) FROM reviews r JOIN cards c ON c.id = r.card_id WHERE r.day = ? AND r.before_state = ? "
            f"AND r.undone = 0 AND r.cram = 0 AND {cover.condition}",
            (day, before_state),
        ).scalar_one()
    )


def count_overdue_done(connection: Connection, day: int, before: int) -> int:
    """How many cards were answered on a study day that had been due before the study day ``before``."""
    rows = connection.exec_driver_sql(
        "SELECT before FROM reviews WHERE day = ? AND before_state = 2 AND undone = 0 AND cram = 0", (day,)
    )
    dues = (load_schedule(row[0]).due_day for row in rows)
    return sum(due is not None and due < before for due in dues)
