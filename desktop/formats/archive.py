"""Zip archives from outside, read into memory within bounds: declared size, actual size, number of files."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from desktop.domain.errors import DamagedFile, FileProtected, FileTooLarge

MOST_FILES = 20_000
MOST_BYTES = 256 * 1024 * 1024
MOST_BYTES_OF_ONE = 64 * 1024 * 1024


class Archive:
    """The files of a zip archive, each read on demand and never beyond the bounds.

    Raises DamagedFile, FileProtected, FileTooLarge. ``path`` is for the messages.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self._path = path
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedFile(path=path, reason=str(error)) from error
        entries = self._zip.infolist()
        declared = sum(entry.file_size for entry in entries)
        if declared > MOST_BYTES or len(entries) > MOST_FILES:
            raise FileTooLarge(path=path, bytes=declared, limit=MOST_BYTES)
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str, limit: int = MOST_BYTES_OF_ONE) -> bytes:
        """The content of the file ``name``, at most ``limit`` bytes; a missing one is damage."""
        try:
            entry = self._zip.getinfo(name)
            if entry.flag_bits & 1:
                raise FileProtected(path=self._path)
            with self._zip.open(entry) as file:
                content = file.read(limit + 1)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,  # an entry said to begin before the file does
        ) as error:
            raise DamagedFile(path=self._path, reason=f"{name}: {error}") from error
        self._read += len(content)
        if len(content) > limit or self._read > MOST_BYTES:
            raise FileTooLarge(path=self._path, bytes=self._read, limit=MOST_BYTES)
        return content
