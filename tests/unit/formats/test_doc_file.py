from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.domain.errors import ConverterMissing, DamagedFile
from desktop.formats.doc_file import read_doc_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs here are shell scripts")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "-文 件.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    return path


def install(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_without_a_program_it_says_which_would_do(
    document: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConverterMissing) as refused:
        read_doc_file(document)
    assert "antiword" in refused.value.fields["programs"]


def test_the_next_program_is_tried_where_one_fails(
    document: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(tmp_path / "bin", "antiword", "echo 'not a Word document' >&2; exit 1")
    install(tmp_path / "bin", "catdoc", 'for last; do :; done; test -s "$last" && echo 正文一行。')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin:/usr/bin")
    raw = read_doc_file(document)
    assert raw.text.strip() == "正文一行。"
    assert raw.data == document.read_bytes()


def test_a_file_that_no_program_reads_is_damaged(
    document: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(tmp_path / "bin", "antiword", "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(DamagedFile):
        read_doc_file(document)
