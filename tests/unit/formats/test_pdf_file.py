from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.errors import DamagedFile, FileEmpty, OnlyPictures
from desktop.domain.progress import OperationCancelled
from desktop.formats.pdf_file import read_pdf_file
from tests.unit.formats.made_files import pdf

FULL = "words that run on to the right margin of the page and are then continued below so that"
INDENTED = FULL.removesuffix(" that")
Page = list[tuple[float, float, str]]


def page(number: int, *lines: tuple[float, str]) -> Page:
    """A page with a running head, ``lines`` of (left edge, text) and its number."""
    body = [(x, 740 - 14 * index, text) for index, (x, text) in enumerate(lines)]
    return [(50, 780, "A Running Head"), *body, (290, 20, f"- {number} -")]


def read(tmp_path: Path, data: bytes) -> list[str]:
    path = tmp_path / "文.pdf"
    path.write_bytes(data)
    return read_pdf_file(path).text.splitlines()


def test_lines_become_paragraphs_across_pages_without_heads_and_numbers(tmp_path: Path) -> None:
    first = page(1, (50, "Title"), (70, INDENTED), (50, FULL), (50, "the end."), (70, INDENTED), (50, FULL))
    second = page(2, (50, FULL), (50, "it stops."), (50, "1. An item"), (70, INDENTED), (50, "of two lines."))
    third = page(3, (70, INDENTED), (50, FULL), (50, FULL), (50, "last."))
    assert read(tmp_path, pdf([first, second, third])) == [
        "Title",
        f"{INDENTED} {FULL} the end.",
        f"{INDENTED} {FULL} {FULL} it stops.",
        "1. An item",
        f"{INDENTED} of two lines.",
        f"{INDENTED} {FULL} {FULL} last.",
    ]


def test_a_scan_and_an_empty_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(OnlyPictures) as refused:
        read(tmp_path, pdf([[], []], picture=True))
    assert refused.value.fields["pictures"] == 2
    with pytest.raises(FileEmpty):
        read(tmp_path, pdf([[]]))


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\n" + bytes(range(256)) * 20, pdf([page(1)])[:200]])
def test_damage_is_named(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read(tmp_path, data)


def test_progress_is_told_page_by_page_and_can_stop(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    class StopAtTwo:
        def advance(self, done: int, total: int) -> None:
            seen.append((done, total))
            if done == 2:
                raise OperationCancelled

    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([page(n, (50, FULL)) for n in range(1, 5)]))
    with pytest.raises(OperationCancelled):
        read_pdf_file(path, StopAtTwo())
    assert seen == [(1, 4), (2, 4)]
    assert read_pdf_file(path).text.splitlines()  # the library is free again


def test_the_lines_of_two_columns_are_joined_each_to_its_own_margin(tmp_path: Path) -> None:
    words = ["these are the words of a long line of text"] * 7
    column = [*words, "and its end."]
    page = [(50, 700 - 15 * number, line) for number, line in enumerate(column)]
    page += [(320, 700 - 15 * number, line) for number, line in enumerate(column)]
    path = tmp_path / "two.pdf"
    path.write_bytes(pdf([page]))
    assert read_pdf_file(path).text == f"{' '.join(column)}\n" * 2
