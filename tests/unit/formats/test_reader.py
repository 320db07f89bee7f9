from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.domain.errors import AppError, FileEmpty, FileMissing, UnsupportedFormat
from desktop.formats.reader import read_document
from tests.unit.formats.made_files import docx, epub, paragraph, pdf, zipped

PROSE = "这一段正文讲述学习的方法，以及怎样温习旧的知识。"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(paragraph(PROSE))),
        ("wrong suffix.txt", docx(paragraph(PROSE))),
        ("a.epub", epub([f"<p>{PROSE}</p>"])),
        ("a.html", f"<html><body><p>{PROSE}</p></body></html>".encode()),
        ("no suffix", f"<!DOCTYPE html><html><body><p>{PROSE}</p></body></html>".encode("utf-16")),
        ("a.md", f"**{PROSE}**".encode()),
        ("a.txt", PROSE.encode("gb18030")),
        ("a", PROSE.encode()),
    ],
)
def test_the_format_is_told_by_content_first(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    raw = read_document(path)
    assert raw.text.strip() == PROSE
    assert raw.data == data
    assert raw.name == name


def test_a_pdf_is_told_by_its_signature(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_bytes(pdf([[(50, 700, "Some words of text.")]]))
    assert read_document(path).text == "Some words of text.\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(100)),
        ("a.xlsx", zipped({"xl/workbook.xml": "<a/>"})),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)),
        ("a.rtf", b"{\\rtf1 hello}"),
        ("a.exe", b"MZ\x90\x00" + bytes(100)),
    ],
)
def test_other_formats_are_refused(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnsupportedFormat):
        read_document(path)


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.html", "a.md", "a.epub", "a.doc"])
@pytest.mark.parametrize(
    "data", [b"", b"\n \n", bytes(range(256)) * 8, b"PK\x03\x04" + bytes(50), b"%PDF-1.4" + bytes(50)]
)
def test_no_file_breaks_it(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(AppError):
        read_document(path)


def test_missing_and_empty_files(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_document(tmp_path / "none.txt")
    (tmp_path / "empty.txt").touch()
    with pytest.raises(FileEmpty):
        read_document(tmp_path / "empty.txt")


def test_plain_text_needs_none_of_the_libraries_of_other_formats() -> None:
    code = (
        "import sys, pathlib; from desktop.formats.reader import read_document;"
        " read_document(pathlib.Path(sys.argv[1])); assert not {'lxml', 'pypdfium2'} & set(sys.modules)"
    )
    root = Path(__file__).parents[3]
    seed = root / "tests" / "data" / "seed" / "article_gold.txt"
    subprocess.run([sys.executable, "-c", code, str(seed)], check=True, cwd=root)
