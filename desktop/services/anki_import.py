"""Bringing in what was made and learnt in Anki; docs/anki-import.md tells what becomes of what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.anki_import import Skipped
from desktop.domain.changes import Changed
from desktop.domain.progress import Progress, SilentProgress
from desktop.formats.anki_package import read_anki_package
from desktop.pipeline.scheduling import memory_from_sm2
from desktop.services.anki_answers import Incoming, add_answers
from desktop.services.anki_cards import AnkiCards
from desktop.services.collection import Collection
from desktop.services.collector import collector_resting
from desktop.services.media import MediaFolder
from desktop.storage import anki_rows, reviews
from desktop.storage.anki_log import AnkiLog, keep_entries
from desktop.storage.anki_schedules import keep_schedules
from desktop.storage.edits import ANKI_IMPORT, Edit, save_edit
from desktop.storage.row_writer import RowWriter


@dataclass(frozen=True, slots=True)
class AnkiImported:
    """What came in, each counted once, and what was left out."""

    notes: int
    cards: int
    reviews: int
    media: int
    skipped: tuple[Skipped, ...]


class AnkiImport:
    """Packages of Anki into a collection, each in one transaction and one step to undo."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def import_package(self, path: Path, progress: Progress | None = None) -> AnkiImported:
        """Import an ``.apkg`` or ``.colpkg`` of any generation; a second time it changes nothing.

        Cards that are here already keep their words; answers given in Anki since are added to their log, and their
        schedule is worked out anew from all answers. Raises what ``read_anki_package`` raises, FileUnwritable and
        OperationCancelled, and then nothing was changed.
        """
        told = progress or SilentProgress()
        changed = Changed.CARDS | Changed.SCHEDULE | Changed.SETTINGS
        left_out: list[Skipped] = []
        folder = MediaFolder(self._collection.home)
        with collector_resting(), read_anki_package(path, told) as package:
            try:
                with self._collection.writing(changed, much=True) as connection:
                    calendar = self._collection.calendar(connection)
                    incoming = Incoming(self._collection, connection, RowWriter(), package, calendar, told, left_out)
                    # What it remembers is gone at its end, before the collector looks for cycles again.
                    notes, cards, answers = _add(incoming, path.stem)
                    if package.media:
                        anki_rows.save_shown_files(connection, package.shown_files())
                    media = folder.add(package, left_out)
                    anki_rows.save_media(connection, media)
            except BaseException:
                folder.take_back()
                raise
            return AnkiImported(notes, cards, answers, len(media), (*package.skipped, *left_out))


def _add(incoming: Incoming, name: str) -> tuple[int, int, int]:
    """Have all but the media added: how many notes, cards and answers are new."""
    collection, connection = incoming.collection, incoming.connection
    edit_id, now = collection.new_id(), collection.now()
    tomorrow, days = incoming.calendar.study_day(now) + 1, incoming.study_day
    incoming.package.set_aside(
        lambda beside: keep_schedules(beside, tomorrow, days, memory_from_sm2),
        lambda beside: keep_entries(beside, days),
    )
    with incoming.writer:
        log = AnkiLog(connection, incoming.writer, edit_id)
        adding = AnkiCards(incoming, log)
        notes, cards = adding.add()
        answers, schedules = add_answers(incoming, log)
    if adding.patches or schedules or answers or cards:
        edit = Edit(edit_id, ANKI_IMPORT, name, tuple(adding.patches), None, now)
        save_edit(connection, edit, schedules, adding.made)
        reviews.save_act(connection, collection.new_id(), now, "edit", edit_id)
    return notes, cards, answers
