"""Legacy Word documents (.doc), read by a program of the system: LibreOffice, antiword or catdoc."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.article import RawText
from desktop.domain.errors import ConverterMissing, DamagedFile, FileEmpty
from desktop.formats.text_file import decode_text, read_bytes

# antiword and catdoc answer at once; LibreOffice reads more kinds of file but takes seconds to start.
PROGRAMS = ("antiword", "catdoc", "soffice", "libreoffice")
_SECONDS = 60
_MOST_OUTPUT = 64 * 1024 * 1024


def read_doc_file(path: Path) -> RawText:
    """The text of a legacy Word document.

    Each program found is tried in turn. Raises what ``read_bytes`` raises, ConverterMissing where there is
    none, DamagedFile where none of them can read it, FileEmpty.
    """
    data = read_bytes(path)
    found = [program for name in PROGRAMS if (program := shutil.which(name))]
    if not found:
        raise ConverterMissing(path=str(path), suffix=".doc", programs=("LibreOffice", "antiword", "catdoc"))
    reason = ""
    with tempfile.TemporaryDirectory(prefix="wengu-") as folder:
        copy = Path(folder) / "document.doc"  # a name that no program takes for an option
        copy.write_bytes(data)
        for program in found:
            try:
                output = _convert(program, copy)
            except (OSError, subprocess.SubprocessError) as error:
                reason = f"{Path(program).name}: {error}"
                continue
            if output.strip():
                return RawText(decode_text(output, path.name).text, path.name, "doc", data)
            reason = ""
    if reason:
        raise DamagedFile(path=str(path), reason=reason)
    raise FileEmpty(path=str(path))


def _convert(program: str, document: Path) -> bytes:
    """What ``program`` makes of ``document``, as UTF-8 text."""
    name = Path(program).stem
    if name == "antiword":
        return _run([program, "-m", "UTF-8.txt", "-w", "0", str(document)], document.parent)
    if name == "catdoc":
        return _run([program, "-d", "utf-8", "-w", str(document)], document.parent)
    profile = (document.parent / "profile").as_uri()
    options = [
        "--headless",
        "--norestore",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    _run([program, *options, "--outdir", str(document.parent), str(document)], document.parent)
    with document.with_suffix(".txt").open("rb") as file:
        return file.read(_MOST_OUTPUT)


def _run(command: Sequence[str], folder: Path) -> bytes:
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment["HOME"] = environment.get("HOME") or str(folder)
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_SECONDS,
        check=True,
    )
    return done.stdout[:_MOST_OUTPUT]
