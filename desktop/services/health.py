"""Whether the collection is sound, and mending it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.changes import Changed
from desktop.domain.errors import DatabaseDamaged
from desktop.services.collection import Collection
from desktop.services.search_index import read_some
from desktop.storage import integrity, search_index


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
        """Look for damage; with ``repair``, mend what the review log can prove, and make the search index anew."""
        try:
            with self._collection.reading() as connection:
                problems = integrity.find_problems(connection)
                if "file" not in problems and (missing := search_index.count_missing(connection)):
                    problems["search_index"] = missing
        except DatabaseDamaged:
            problems = {"file": 1}
        if not repair or "file" in problems:
            return HealthReport(problems, ())
        with self._collection.writing(Changed.SCHEDULE | Changed.CARDS) as connection:
            mended = integrity.mend(connection, list(problems))
            search_index.clear(connection)
            while read_some(connection):
                pass
        return HealthReport(problems, (*mended, *(kind for kind in problems if kind == "search_index")))
