"""Taking back what was done, and doing it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.changes import Changed
from desktop.services.collection import Collection
from desktop.services.editing import EDIT
from desktop.storage import cards, reviews
from desktop.storage.edits import find_consequences, load_edit, turn_edit

if TYPE_CHECKING:
    from desktop.storage.database import Connection

REVIEW = "review"
IMPORT = "import"
TRASH = "trash"
RESTORE = "restore"

_CHANGES = {
    REVIEW: Changed.SCHEDULE,
    IMPORT: Changed.ARTICLES | Changed.CARDS | Changed.SCHEDULE,
    TRASH: Changed.ARTICLES | Changed.CARDS | Changed.SCHEDULE,
    RESTORE: Changed.ARTICLES | Changed.CARDS | Changed.SCHEDULE,
    EDIT: Changed.ARTICLES | Changed.CARDS | Changed.SCHEDULE | Changed.SETTINGS,
}


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """What was taken back or done again: ``kind``, the answer or title it was about, and the UUID acted on.

    Articles may be put away several at once: their UUIDs stand beside one another, with spaces.
    The kind of an edit is its own: ``suspend``, ``flag`` and so on.
    """

    kind: str
    subject: str
    target: str


class Journal:
    """The acts of a collection, newest first; they stay when the program ends."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def undo(self) -> JournalEntry | None:
        """Take back the last act that still stands; None if there is none."""
        return self._turn(undone=True)

    def last_target(self) -> str | None:
        """The UUID that the act was about which ``undo`` would take back now."""
        with self._collection.reading() as connection:
            act = reviews.last_act(connection)
        return None if act is None else act.target

    def next_undo(self) -> JournalEntry | None:
        """What ``undo`` would take back now."""
        with self._collection.reading() as connection:
            return self._name(connection, reviews.last_act(connection))

    def next_redo(self) -> JournalEntry | None:
        """What ``redo`` would do again now."""
        with self._collection.reading() as connection:
            return self._name(connection, reviews.last_undone_act(connection))

    @staticmethod
    def _name(connection: Connection, act: reviews.Act | None) -> JournalEntry | None:
        if act is None:
            return None
        if act.kind == EDIT:
            edit = load_edit(connection, act.target)
            return JournalEntry(edit.kind, edit.subject, act.target)
        if act.kind == REVIEW:
            review = reviews.load_review(connection, act.target)
            return JournalEntry(act.kind, cards.load_card(connection, review.card_id).answer, act.target)
        from desktop.storage import articles

        return JournalEntry(act.kind, articles.load_titles(connection, act.target.split()), act.target)

    def redo(self) -> JournalEntry | None:
        """Do again what was taken back last; None if something was done since."""
        return self._turn(undone=False)

    def _turn(self, undone: bool) -> JournalEntry | None:
        with self._collection.reading() as connection:
            act = reviews.last_act(connection) if undone else reviews.last_undone_act(connection)
        if act is None:
            return None
        now = self._collection.now()
        with self._collection.writing(_CHANGES[act.kind]) as connection:
            reviews.mark_act(connection, act, self._collection.new_id(), now, undone)
            if act.kind == REVIEW:
                subject = self._turn_review(connection, act.target, undone)
            elif act.kind == EDIT:
                edit = load_edit(connection, act.target)
                turn_edit(connection, edit, undone)
                return JournalEntry(edit.kind, edit.subject, act.target)
            else:
                from desktop.storage import articles  # its tables cost every answer 20 ms otherwise

                gone = undone if act.kind in (IMPORT, RESTORE) else not undone
                for article_id in act.target.split():
                    articles.set_trashed(connection, article_id, now if gone else None)
                subject = articles.load_titles(connection, act.target.split())
        return JournalEntry(act.kind, subject, act.target)

    @staticmethod
    def _turn_review(connection: Connection, review_id: str, undone: bool) -> str:
        review = reviews.load_review(connection, review_id)
        reviews.mark_review(connection, review_id, undone)
        key, _ = cards.card_keys(connection, review.card_id)
        if not review.cram:
            cards.save_schedule(connection, key, review.before if undone else review.after)
        for edit in find_consequences(connection, review_id):
            turn_edit(connection, edit, undone)
        return cards.load_card(connection, review.card_id).answer
