from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.errors import DamagedFile, FileEmpty
from desktop.formats.epub_file import read_epub_chapters, read_epub_file
from tests.unit.formats.made_files import epub, zipped

PROSE = "这一章讲述学习的方法，以及怎样温习旧的知识。"


def test_chapters_come_in_the_order_of_the_spine(tmp_path: Path) -> None:
    path = tmp_path / "书.epub"
    chapters = [f"<h1>第{n}章 方法</h1><p>{PROSE}</p><p>{PROSE}</p>" for n in "一二三"]
    path.write_bytes(epub(["<img src='cover.jpg'/>", *chapters]))
    read = read_epub_chapters(path)
    assert [(chapter.book, chapter.name) for chapter in read] == [("书名", f"第{n}章 方法") for n in "一二三"]
    assert read[0].text == f"第一章 方法\n{PROSE}\n{PROSE}\n"
    assert read_epub_file(path).text.count(PROSE) == 6


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04",
        zipped({"META-INF/container.xml": "<container/>"}),
        zipped({"META-INF/container.xml": "<container"}),
        zipped({"mimetype": "application/epub+zip"}),
    ],
)
def test_damage_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(data)
    with pytest.raises(DamagedFile):
        read_epub_chapters(path)


def test_a_book_of_pictures_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(epub(["<img src='1.jpg'/>", ""]))
    with pytest.raises(FileEmpty):
        read_epub_chapters(path)
