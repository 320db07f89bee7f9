"""Bringing two copies of a collection together that went separate ways."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.domain.changes import Changed
from desktop.domain.errors import (
    DamagedFile,
    DatabaseDamaged,
    DatabaseNewer,
    FileMissing,
    FileUnreadable,
    FileUnwritable,
    NotAFile,
)
from desktop.services.collection import Collection
from desktop.services.deck_options import settings_over_time
from desktop.services.media import FOLDER, MediaFolder
from desktop.services.replay import replay
from desktop.storage import reviews
from desktop.storage.edits import MERGE, Edit, ScheduleChange, save_edit


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What came in; ``conflicts`` counts notes, phrases and texts that both sides had changed: the later stands."""

    articles: int
    cards: int
    reviews: int
    conflicts: int


class Merging:
    """Takes into a collection what another copy of it has."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def merge(self, other: Path) -> MergeReport:
        """Add what the collection file ``other``, or a backup, has beyond this one; it is left as it is.

        Pictures and sounds come along from the folder ``media`` beside it.

        Answers of both sides count, and the schedule of a card answered on both is worked out from all of them by
        time. Twice changes nothing. Raises FileMissing, FileUnreadable, NotAFile, DatabaseNewer, DatabaseDamaged,
        FileUnwritable.
        """
        from desktop.storage.database import check, open_database

        with tempfile.TemporaryDirectory(prefix="wengu-") as folder:
            copy = Path(folder) / "theirs.db"
            copy_collection(other, copy)
            with named(other):
                check(copy)
                open_database(copy).close()  # upgrades it where it is older
            return self._take(copy, other)

    def import_json(self, path: Path) -> MergeReport:
        """Add what ``wengu export all.json`` wrote, as ``merge`` adds a collection; files of ``media`` beside it too.

        Twice changes nothing, and nothing is changed unless all of it is sound. Raises what ``read_wengu_json`` raises
        and FileUnwritable.
        """
        from desktop.formats.wengu_json import read_wengu_json
        from desktop.storage.database import open_database
        from desktop.storage.integrity import find_problems, mend
        from desktop.storage.undump import BadRow, load_dump

        with tempfile.TemporaryDirectory(prefix="wengu-") as folder:
            made = Path(folder) / "theirs.db"
            database = open_database(made)
            try:
                with database.writing() as connection:
                    load_dump(connection, read_wengu_json(path))
                    problems = find_problems(connection)
                    left = problems.keys() - set(mend(connection, list(problems)))
                if left:
                    raise DamagedFile(path=str(path), reason=", ".join(sorted(left)))
            except BadRow as error:
                raise DamagedFile(path=str(path), reason=str(error)) from error
            finally:
                database.close()
            return self._take(made, path)

    def _take(self, copy: Path, other: Path) -> MergeReport:
        """Add what the collection file ``copy`` has; ``other`` is where it came from."""
        from desktop.storage.merging import merge_from

        changed = Changed.ARTICLES | Changed.CARDS | Changed.SCHEDULE | Changed.SETTINGS
        with self._collection.merging(copy, changed) as connection:
            merged = merge_from(connection)
            MediaFolder(self._collection.home).copy_from(other.parent / FOLDER, merged.media)
            calendar = self._collection.calendar(connection)
            settings_at = settings_over_time(connection)
            changes = []
            for key in sorted(merged.touched):
                card = reviews.load_history(connection, key)
                schedule = replay(card, partial(settings_at, card.deck_name), calendar)
                if schedule != card.schedule or schedule != card.last:
                    changes.append(ScheduleChange(self._collection.new_id(), key, card.deck, card.schedule, schedule))
            if changes:
                edit = Edit(self._collection.new_id(), MERGE, other.name, (), None, self._collection.now())
                save_edit(connection, edit, changes)
        return MergeReport(merged.articles, merged.cards, merged.reviews, merged.conflicts)


@contextmanager
def named(file: Path) -> Iterator[None]:
    """Let errors about a copy of ``file`` tell of the file itself."""
    try:
        yield
    except (DatabaseDamaged, DatabaseNewer) as error:
        error.fields["path"] = file
        raise


def copy_collection(source: Path, target: Path) -> None:
    """Copy a collection file with its journal. Raises FileMissing, NotAFile, FileUnreadable, FileUnwritable."""
    if not source.exists():
        raise FileMissing(path=str(source))
    if not source.is_file():
        raise NotAFile(path=str(source))
    try:
        shutil.copyfile(source, target)
        journal = source.with_name(f"{source.name}-wal")
        if journal.is_file():
            shutil.copyfile(journal, target.with_name(f"{target.name}-wal"))
    except PermissionError as error:
        raise FileUnreadable(path=str(source), reason=error.strerror or str(error)) from error
    except OSError as error:
        raise FileUnwritable(path=str(target), reason=error.strerror or str(error)) from error
