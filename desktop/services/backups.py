"""Copies of a collection that were proven by reopening them, and going back to one."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count
from pathlib import Path

from desktop.domain.errors import AppError, FileUnwritable
from desktop.services.collection import Collection, lock_home
from desktop.services.merging import copy_collection, named

FOLDER = "backups"
_NAME = re.compile(r"wengu-(\d{8})-(\d{6})\.db")
_DAILY, _WEEKLY, _MONTHLY = 7, 4, 12  # how many of each are kept


@dataclass(frozen=True, slots=True)
class Restored:
    """The collection that stands now, and where the one that stood before is kept (None where none was)."""

    restored: Path
    kept: Path | None


class Backups:
    """The backups of a collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def make(self, folder: Path | None = None) -> Path:
        """Write a copy into ``folder`` (by default ``backups`` in the home), proven by reopening it; where it is.

        Raises FileUnwritable, and DatabaseDamaged where the collection itself is.
        """
        from desktop.storage.database import FILE_NAME, backup

        target_folder = folder or self._collection.home / FOLDER
        name = f"wengu-{self._collection.now().astimezone():%Y%m%d-%H%M%S}.db"
        try:
            target_folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=target_folder, prefix=".wengu-") as made:
                copy = Path(made) / name
                backup(self._collection.home / FILE_NAME, copy)
                copy.replace(target_folder / name)
        except OSError as error:
            raise FileUnwritable(path=str(target_folder), reason=error.strerror or str(error)) from error
        return target_folder / name

    def daily(self, folder: Path | None = None) -> Path | None:
        """The backup of today, if there is none yet; old ones are thinned out. None where nothing was to do.

        In ``folder``, by default ``backups`` in the home. Raises FileUnwritable and DatabaseDamaged.
        """
        folder = folder or self._collection.home / FOLDER
        today = self._collection.now().astimezone().date()
        found = _found(folder)
        if any(day == today for day, _ in found):
            return None
        made = self.make(folder)
        for path in surplus([*found, (today, made)]):
            with suppress(OSError):
                path.unlink()
        return made

    def list(self) -> Sequence[Path]:
        """The backups in the home, latest first."""
        return [path for _, path in reversed(_found(self._collection.home / FOLDER))]


def surplus(found: Sequence[tuple[date, Path]]) -> list[Path]:
    """Which of the backups (oldest first) to let go: kept are the last days, weeks and months, one of each."""
    kept: set[Path] = set()
    for keys, most in (
        ([day.isoformat() for day, _ in found], _DAILY),
        (["{}-{}".format(*day.isocalendar()[:2]) for day, _ in found], _WEEKLY),
        ([day.isoformat()[:7] for day, _ in found], _MONTHLY),
    ):
        latest = {key: path for key, (_, path) in zip(keys, found, strict=True)}
        kept.update(list(latest.values())[-most:])
    return [path for _, path in found if path not in kept]


def restore(home: Path, file: Path, now: datetime) -> Restored:
    """Put the backup ``file`` in the place of the collection in ``home``, which is kept beside it.

    The file is looked at first, and upgraded where it is older. Raises FileMissing, FileUnreadable, DatabaseNewer,
    DatabaseDamaged, DatabaseBusy and FileUnwritable; the collection stands as it stood then.
    """
    from desktop.storage.database import FILE_NAME, check, open_database

    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = lock_home(home)
    except OSError as error:
        raise FileUnwritable(path=str(home), reason=error.strerror or str(error)) from error
    try:
        standing = home / FILE_NAME
        with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
            copy = Path(folder) / FILE_NAME
            copy_collection(file, copy)
            with named(file):
                check(copy)
                open_database(copy).close()
            kept = _put_aside(standing, _free(home / f"collection-replaced-{now.astimezone():%Y%m%d-%H%M%S}.db"))
            copy.replace(standing)
        return Restored(standing, kept)
    except OSError as error:
        raise FileUnwritable(path=str(home), reason=error.strerror or str(error)) from error
    finally:
        lock.close()


def _free(path: Path) -> Path:
    """That path, or where there is something the next one with a number."""
    candidates = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(each for each in chain((path,), candidates) if not each.exists())


def _put_aside(standing: Path, target: Path) -> Path | None:
    """Keep what stands, whole where it can be read, byte for byte where not."""
    from desktop.storage.database import backup

    if not standing.exists():
        return None
    try:
        backup(standing, target)
    except (AppError, sqlite3.Error):
        copy_collection(standing, target)
    for suffix in ("-wal", "-shm"):
        standing.with_name(standing.name + suffix).unlink(missing_ok=True)
    return target


def _found(folder: Path) -> list[tuple[date, Path]]:
    """The backups in a folder, oldest first."""
    found = []
    for path in sorted(folder.glob("wengu-*.db")) if folder.is_dir() else ():
        if match := _NAME.fullmatch(path.name):
            with suppress(ValueError):
                found.append((datetime.strptime(match[1], "%Y%m%d").date(), path))  # noqa: DTZ007  a local day
    return found
