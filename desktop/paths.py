"""Where data, resources and decks live, frozen or not, and how files are written whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO


@cache
def _shipped(folder: str) -> Path:
    """A folder that is shipped: beside the package in a checkout, inside it in a wheel or frozen folder."""
    package = Path(__file__).resolve().parent
    inside = package / folder
    return inside if inside.is_dir() else package.parent / folder


def resource(*parts: str) -> Path:
    """The path of a shipped resource, for example ``resource("themes", "light.json")``."""
    return _shipped("resources").joinpath(*parts)


def deck_file(*parts: str) -> Path:
    """The path of a shipped starter deck or article."""
    return _shipped("decks").joinpath(*parts)


def data_home() -> Path:
    """The learner's data folder: ``WENGU_HOME``, otherwise the system's place for it. Not created here."""
    if given := os.environ.get("WENGU_HOME"):
        return Path(given)
    if sys.platform == "linux":  # what platformdirs says, without the 20 ms that it takes to load
        base = Path(os.environ.get("XDG_DATA_HOME", ""))
        return (base if base.is_absolute() else Path.home() / ".local" / "share") / "Wengu"
    import platformdirs

    return Path(platformdirs.user_data_dir("Wengu", appauthor=False))


def atomic_write(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` so that a crash leaves either the old file or the new one, whole.

    Raises OSError where the folder cannot be written.
    """
    with atomic_file(path) as file:
        file.write(data)


@contextmanager
def atomic_file(path: Path) -> Iterator[IO[bytes]]:
    """As ``atomic_write``, for what is written piece by piece; an exception leaves the old file."""
    import tempfile  # 5 ms, which only writing need pay

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        publish(Path(temporary), path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def publish(temporary: Path, path: Path) -> None:
    """Move a finished temporary file over ``path`` and make the move itself durable."""
    temporary.chmod(0o666 & ~_umask())
    temporary.replace(path)
    if sys.platform != "win32":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
