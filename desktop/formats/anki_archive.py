"""The zip file around an Anki package: which generation it is, its collection, its pictures and sounds.

Only the collection is ever written, to a file that the caller names. What is read is bounded: the archive's
directory, the collection, each list and each picture, by what they declare and by what they turn out to be.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from io import BufferedReader, FileIO
from pathlib import Path
from typing import IO, Protocol

from desktop.domain.anki_import import ImportedMedia, Skipped
from desktop.domain.errors import (
    DamagedFile,
    FileMissing,
    FileProtected,
    FileTooLarge,
    FileUnreadable,
    FileUnwritable,
    NotAFile,
    UnsupportedFormat,
)
from desktop.domain.progress import Progress, SilentProgress
from desktop.formats.anki_protobuf import Message

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MOST_COLLECTION_BYTES = 1 << 30
MOST_MEDIA_BYTES = 1 << 29  # of one picture or sound
MOST_LIST_BYTES = 8 << 20  # of the list of pictures and sounds
MOST_DIRECTORY_BYTES = 8 << 20  # some 150,000 files
_BLOCK = 1 << 20
_META, _MEDIA = "meta", "media"
# By the version in "meta": Anki 2.0, Anki 2.1, Anki 2.1.50. Later ones put a dummy under the earlier names.
_COLLECTIONS = {1: "collection.anki2", 2: "collection.anki21", 3: "collection.anki21b"}
_SQLITE = b"SQLite format 3\x00"
_DRIVE = re.compile(r"[A-Za-z]:")


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _BoundedFile(BufferedReader):
    """A file that refuses to be read in one piece larger than an archive's directory may be."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MOST_DIRECTORY_BYTES:
            raise FileTooLarge(path=str(self.name), bytes=size, limit=MOST_DIRECTORY_BYTES)
        return super().read(size)


class AnkiArchive:
    """An ``.apkg`` or ``.colpkg`` file, held open until ``close``.

    ``generation`` is 1, 2 or 3; ``media`` are the files its list names and that are there, ``skipped`` the rest.
    Raises FileMissing, FileUnreadable, NotAFile, UnsupportedFormat, DamagedFile, FileProtected, FileTooLarge.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise NotAFile(path=str(path))
            self._file = _BoundedFile(FileIO(path))
        except (FileNotFoundError, NotADirectoryError) as error:
            raise FileMissing(path=str(path)) from error
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            raise FileUnreadable(path=str(path), reason=str(getattr(error, "strerror", None) or error)) from error
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        if self._file.peek(4)[:4] not in (b"PK\x03\x04", b"PK\x05\x06"):
            raise UnsupportedFormat(path=str(self._path), suffix=self._path.suffix.lower())
        with self._translated("zip"):
            self._zip = zipfile.ZipFile(self._file)
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        for entry in self._zip.infolist():
            self._refuse_unsafe(entry)
        self.generation = self._generation()
        self.skipped: list[Skipped] = []
        self.media = self._listed_media()
        unknown = [name for name in self._entries if not self._is_known(name)]
        if unknown:
            self.skipped.append(Skipped("file", "unknown", len(unknown), tuple(unknown[:5])))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    @property
    def collection_bytes(self) -> int:
        """The size of the collection as it is packed."""
        return self._entries[_COLLECTIONS[self.generation]].compress_size

    def extract_collection(self, target: Path, progress: Progress | None = None) -> None:
        """Write the SQLite file of the collection to ``target``; progress counts bytes of it as packed.

        Raises DamagedFile, FileTooLarge, FileUnwritable and OperationCancelled.
        """
        progress = progress or SilentProgress()
        name = _COLLECTIONS[self.generation]
        total = self.collection_bytes
        size = 0
        try:
            with target.open("xb") as file:
                for block in self._blocks(name, MOST_COLLECTION_BYTES, packed=self.generation == 3):
                    if not size and not block.startswith(_SQLITE):
                        raise DamagedFile(path=str(self._path), reason=f"{name} is no SQLite file")
                    size += len(block)
                    file.write(block)
                    progress.advance(min(size, total), total)
        except OSError as error:
            raise FileUnwritable(path=str(target), reason=error.strerror or str(error)) from error
        if not size:
            raise DamagedFile(path=str(self._path), reason=f"{name} is empty")

    def media_blocks(self, media: ImportedMedia) -> Iterator[bytes]:
        """The content of a picture or sound in blocks; raises where it is not what the list says it is."""
        if media.size > MOST_MEDIA_BYTES:
            raise FileTooLarge(path=str(self._path), bytes=media.size, limit=MOST_MEDIA_BYTES)
        seen = hashlib.sha1(usedforsecurity=False)
        size = 0
        for block in self._blocks(media.entry, media.size, packed=self.generation == 3):
            size += len(block)
            seen.update(block)
            yield block
        if size != media.size or (media.sha1 and media.sha1 != seen.digest()):
            raise DamagedFile(path=str(self._path), reason=f"{media.name} is not what the list says")

    def _refuse_unsafe(self, entry: zipfile.ZipInfo) -> None:
        # What zipfile made of the name is tame already; the name as written shows the intent.
        name = entry.orig_filename
        parts = name.replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or _DRIVE.match(name) or "\x00" in name:
            raise DamagedFile(path=str(self._path), reason=f"unsafe name {name[:100]!r}")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise DamagedFile(path=str(self._path), reason=f"{name[:100]!r} is a link")

    def _generation(self) -> int:
        if _META in self._entries:
            with self._translated(_META):
                generation = Message(self._whole(_META)).integer(1)
            if generation > max(_COLLECTIONS):  # written by an Anki to come
                raise UnsupportedFormat(path=str(self._path), suffix=self._path.suffix.lower())
        else:
            present = [number for number, name in _COLLECTIONS.items() if name in self._entries]
            if not present:
                raise UnsupportedFormat(path=str(self._path), suffix=self._path.suffix.lower())
            generation = max(present)
        if _COLLECTIONS.get(generation) not in self._entries:
            raise DamagedFile(path=str(self._path), reason=f"no collection of generation {generation}")
        return generation

    def _listed_media(self) -> tuple[ImportedMedia, ...]:
        if _MEDIA not in self._entries:
            return ()
        with self._translated(_MEDIA):
            listed = self._packed_list() if self.generation == 3 else self._plain_list()
        present = []
        missing = []
        for media in listed:
            name = media.name
            if not name or name in (".", "..") or re.search(r"[/\\\x00]", name) or _DRIVE.match(name):
                raise DamagedFile(path=str(self._path), reason=f"unsafe media name {name[:100]!r}")
            if media.entry not in self._entries:
                missing.append(name)
            elif self.generation == 3:
                present.append(media)
            else:
                present.append(media._replace(size=self._entries[media.entry].file_size))
        if missing:
            self.skipped.append(Skipped("media", "missing", len(missing), tuple(missing[:5])))
        return tuple(present)

    def _plain_list(self) -> list[ImportedMedia]:
        listed = json.loads(self._whole(_MEDIA) or b"{}")
        if not isinstance(listed, dict) or not all(isinstance(name, str) for name in listed.values()):
            raise ValueError("not a list of names")
        return [ImportedMedia(name, 0, entry) for entry, name in listed.items()]

    def _packed_list(self) -> list[ImportedMedia]:
        return [
            ImportedMedia(
                entry.text(1),
                entry.integer(2) & 0xFFFF_FFFF,
                str(entry.integer(255) if entry.has(255) else number),
                entry.content(3),
            )
            for number, entry in enumerate(Message(self._whole(_MEDIA, packed=True)).messages(1))
        ]

    def _is_known(self, name: str) -> bool:
        return name in (_META, _MEDIA) or name in _COLLECTIONS.values() or name.isdecimal()

    def _whole(self, name: str, *, packed: bool = False) -> bytes:
        return b"".join(self._blocks(name, MOST_LIST_BYTES, packed=packed))

    def _blocks(self, name: str, limit: int, *, packed: bool) -> Iterator[bytes]:
        """The content of the entry ``name``, unpacked if ``packed``, and never more than ``limit`` bytes of it."""
        entry = self._entries[name]
        if entry.flag_bits & 1:
            raise FileProtected(path=str(self._path))
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DamagedFile(path=str(self._path), reason=f"{name}: compression {entry.compress_type}")
        if entry.file_size > limit + (limit >> 4) + 1024:  # what is packed twice may grow by a little
            raise FileTooLarge(path=str(self._path), bytes=entry.file_size, limit=limit)
        size = 0
        with self._translated(name):
            file: IO[bytes] = self._zip.open(entry)
        unpacked: AbstractContextManager[_Readable] = self._unpacked(file, name) if packed else nullcontext(file)
        with file, unpacked as content:
            while True:
                with self._translated(name):
                    block = content.read(_BLOCK)
                if not block:
                    return
                size += len(block)
                if size > limit:
                    raise FileTooLarge(path=str(self._path), bytes=size, limit=limit)
                yield block

    @contextmanager
    def _unpacked(self, file: IO[bytes], name: str) -> Iterator[zstd.ZstdFile]:
        with self._translated(name):
            unpacked = zstd.ZstdFile(file)
        with unpacked:
            yield unpacked

    @contextmanager
    def _translated(self, name: str) -> Iterator[None]:
        """What the zip, zstd, JSON and protobuf readers raise, as DamagedFile."""
        try:
            yield
        except (
            zipfile.BadZipFile,
            zlib.error,
            zstd.ZstdError,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,  # also RecursionError: brackets in brackets
            OSError,
        ) as error:
            raise DamagedFile(path=str(self._path), reason=f"{name}: {error}") from error
