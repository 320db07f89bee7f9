"""How the learner wants cards of a kind to be asked, whichever program asks them."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.changes import Changed
from desktop.services.collection import Collection
from desktop.services.editing import record_edit
from desktop.storage import plans


class KindModes:
    """The modes chosen for kinds of answers; kept in the collection. Keep one: it remembers what it read."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._known: Mapping[str, str] | None = None
        collection.subscribe(self._on_changed)

    def all(self) -> Mapping[str, str]:
        """The mode of each kind that has one."""
        if self._known is None:
            with self._collection.reading() as connection:
                plan = plans.load_plan(connection, plans.KIND_MODES)
            self._known = {} if plan is None else {str(kind): str(mode) for kind, mode in plan.options.items()}
        return self._known

    def choose(self, kind: str, mode: str) -> None:
        """Ask all cards of a kind in ``mode``, or (empty) as each is known; undo takes it back."""
        self._save({**self.all(), kind: mode})

    def adopt(self, modes: Mapping[str, str]) -> None:
        """Take over what was chosen elsewhere, where nothing was chosen here for the kind."""
        if missing := {kind: mode for kind, mode in modes.items() if kind not in self.all()}:
            self._save({**self.all(), **missing})

    def _save(self, modes: Mapping[str, str]) -> None:
        options = {kind: mode for kind, mode in modes.items() if mode}
        if options == self.all():
            return
        with self._collection.writing(Changed.SETTINGS) as connection:
            stored = plans.StoredPlan(self._collection.new_id(), plans.KIND_MODES, options)
            patches = plans.start_patches(connection, stored, self._collection.now())
            record_edit(self._collection, connection, "kind_mode", "", patches)

    def _on_changed(self, changed: Changed) -> None:
        if Changed.SETTINGS in changed:
            self._known = None
