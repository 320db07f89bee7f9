"""Whether the collection is sound, and mending it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.changes import Changed
from desktop.domain.errors import DatabaseDamaged
from desktop.services.collection import Collection
from desktop.storage import integrity


@dataclass(frozen=True, slots=True)
class HealthReport:
    """Counts of each kind of damage before, and which kinds were mended."""

    problems: dict[str, int]
    repaired: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """No damage, or none that is left."""
        return set(self.problems) <= set(self.repaired)


class Health:
    """Checks the database, the spans and the schedules of a collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def verify(self, repair: bool = False) -> HealthReport:
        """Look for damage; with ``repair``, mend what the review log can prove."""
        try:
            with self._collection.reading() as connection:
                problems = integrity.find_problems(connection)
        except DatabaseDamaged:
            problems = {"file": 1}
        if not problems or not repair:
            return HealthReport(problems, ())
        with self._collection.writing(Changed.SCHEDULE | Changed.CARDS) as connection:
            mended = integrity.mend(connection, list(problems))
        return HealthReport(problems, tuple(mended))
