"""Pictures and sounds of cards, in a folder beside the collection."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from desktop.domain.anki_import import ImportedMedia, Skipped
from desktop.domain.errors import AppError, FileUnwritable
from desktop.formats.anki_package import AnkiPackage

FOLDER = "media"
_FORBIDDEN = set('<>:"/\\|?*\x00') | {chr(code) for code in range(32)}
_DEVICES = re.compile(r"(?i)con|prn|aux|nul|(com|lpt)[0-9¹²³]")  # no names of files on Windows


class MediaFolder:
    """The folder ``media`` of a home; ``folder`` is its path."""

    def __init__(self, home: Path) -> None:
        self.folder = home / FOLDER
        self._written: list[Path] = []

    def take_back(self) -> None:
        """Remove what was written through this object."""
        for path in self._written:
            path.unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()

    def add(self, package: AnkiPackage, left_out: list[Skipped]) -> list[tuple[str, int, bytes]]:
        """Write a package's files that are not there yet: name, size and SHA-1 of each.

        A file that is there under the same name with another content stays, and is told in ``left_out``. Raises
        FileUnwritable.
        """
        added = []
        for media in package.media:
            if not _is_safe(media.name):
                left_out.append(Skipped("media", "bad_name", 1, (media.name[:60],)))
                continue
            try:
                written = self._write(package, media)
            except OSError as error:
                raise FileUnwritable(path=self.folder, reason=error.strerror or str(error)) from error
            except AppError:
                left_out.append(Skipped("media", "damaged", 1, (media.name[:60],)))
                continue
            if written is None:
                continue
            if written == b"":
                left_out.append(Skipped("media", "other_content", 1, (media.name[:60],)))
            else:
                added.append((media.name, media.size, written))
        return added

    def find(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the files ``names`` that are there."""
        found = ((name, self.folder / name) for name in names if _is_safe(name))
        return tuple(name for name, path in found if path.is_file() and not path.is_symlink())

    def copy_from(self, folder: Path, names: Iterable[str]) -> None:
        """Copy those of the files ``names`` that are in ``folder`` and not here. Raises FileUnwritable."""
        for name in names:
            source, target = folder / name, self.folder / name
            if not _is_safe(name) or target.exists() or source.is_symlink() or not source.is_file():
                continue
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
            except OSError as error:
                raise FileUnwritable(path=self.folder, reason=error.strerror or str(error)) from error

    def _write(self, package: AnkiPackage, media: ImportedMedia) -> bytes | None:
        """The SHA-1 of the new file; None where it is there already, empty where another file has its name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / media.name
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".new-")
        digest = hashlib.sha1(usedforsecurity=False)
        try:
            with os.fdopen(handle, "wb") as file:
                for block in package.media_blocks(media):
                    digest.update(block)
                    file.write(block)
            if target.exists():
                there = hashlib.sha1(target.read_bytes(), usedforsecurity=False).digest()
                return None if there == digest.digest() else b""
            os.replace(name, target)
            self._written.append(target)
        finally:
            Path(name).unlink(missing_ok=True)
        return digest.digest()


def _is_safe(name: str) -> bool:
    """A plain file name on every system."""
    return (
        name.strip(". ") == name != ""
        and len(name.encode("utf-8", "replace")) <= 200
        and not set(name) & _FORBIDDEN
        and not _DEVICES.fullmatch(name.partition(".")[0].rstrip())
    )
