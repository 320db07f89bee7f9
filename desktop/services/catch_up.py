"""Coming back after an absence: what is overdue is spread over some days, the best remembered first."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.changes import Changed
from desktop.domain.errors import BadValue
from desktop.services.collection import Collection
from desktop.services.editing import record_edit
from desktop.storage import card_queue, plans

MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class CatchUpPlan:
    """``overdue`` cards were due before the study day ``first``; on each day up to ``last`` come ``per_day`` of them.

    ``others`` says how many more fall due on each of those days. No due date is changed.
    """

    first: int
    last: int
    overdue: int
    per_day: int
    others: tuple[int, ...]


class CatchUp:
    """The plan of a collection for what is overdue."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def overdue(self) -> int:
        """How many reviews were due before today."""
        with self._collection.reading() as connection:
            today = self._collection.calendar(connection).study_day(self._collection.now())
            return card_queue.count_overdue(connection, today)

    def propose(self, days: int) -> CatchUpPlan:
        """What catching up in so many days would ask of the learner. Raises BadValue."""
        if not 1 <= days <= MOST_DAYS:
            raise BadValue(name="days", value=days, allowed=f"1–{MOST_DAYS}")
        with self._collection.reading() as connection:
            calendar = self._collection.calendar(connection)
            today = calendar.study_day(self._collection.now())
            overdue = card_queue.count_overdue(connection, today)
            ends = [calendar.start_of(today + number + 1) for number in range(days)]
            coming = card_queue.forecast(connection, today, days, ends)
        coming[0] = max(0, coming[0] - overdue)
        return CatchUpPlan(today, today + days - 1, overdue, -(-overdue // days), tuple(coming))

    def start(self, days: int) -> CatchUpPlan:
        """Follow such a plan from today on; undo ends it. Raises BadValue."""
        plan = self.propose(days)
        options = {"first": plan.first, "last": plan.last, "per_day": plan.per_day}
        with self._collection.writing(Changed.SCHEDULE) as connection:
            stored = plans.StoredPlan(self._collection.new_id(), plans.CATCH_UP, options)
            patches = plans.start_patches(connection, stored, self._collection.now())
            record_edit(self._collection, connection, "catch_up", str(days), patches)
        return plan

    def stop(self) -> None:
        """Ask all that is overdue again."""
        with self._collection.writing(Changed.SCHEDULE) as connection:
            record_edit(
                self._collection, connection, "catch_up_end", "", plans.stop_patches(connection, plans.CATCH_UP)
            )

    def current(self) -> tuple[int, int] | None:
        """The days left, today included, and the overdue cards a day of the plan in force; None where none is."""
        with self._collection.reading() as connection:
            plan = plans.load_plan(connection, plans.CATCH_UP)
            today = self._collection.calendar(connection).study_day(self._collection.now())
        if plan is None or today > plan.options["last"]:
            return None
        return plan.options["last"] - today + 1, plan.options["per_day"]
