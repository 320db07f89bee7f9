"""Tables of cards."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.anki import AnkiNote
from desktop.domain.article import TextSpan
from desktop.domain.errors import FileUnwritable, NothingToExport
from desktop.formats.csv_file import COLUMNS, write_anki_table, write_table

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def note(sentence: str = "做到“两个维护”。", start: int = 3, end: int = 7, **more: object) -> AnkiNote:
    answer = sentence[start:end]
    facts: dict[str, object] = {"guid": "g1", "deck": "温故", "created": MOMENT, "modified": MOMENT, **more}
    return AnkiNote(sentence=sentence, blanks=(TextSpan(start, end),), answer=answer, **facts)  # type: ignore[arg-type]


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_row_shows_the_question_with_a_gap_and_its_answer(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    assert write_table(path, [note(headings=("一、总体要求", "（一）方向"), tags=("法院", "意见"))]) == 1
    head, row = rows(path)
    assert head == list(COLUMNS)
    assert row[:3] == ["做到“____”。", "两个维护", "做到“两个维护”。"]
    assert row[5:8] == ["一、总体要求 › （一）方向", "", "法院 意见"]


def test_kinds_are_told_in_words(tmp_path: Path) -> None:
    kinds = (("shorthand", "意见"), ("own", "意见"), ("own", ""), ("word", ""))
    write_table(tmp_path / "cards.csv", [note(kind=kind, article=article) for kind, article in kinds])
    assert [row[3] for row in rows(tmp_path / "cards.csv")[1:]] == ["概括", "自选", "", ""]


def test_the_mark_that_excel_needs_can_be_left_out(tmp_path: Path) -> None:
    write_table(tmp_path / "marked.csv", [note()])
    write_table(tmp_path / "plain.csv", [note()], bom=False)
    marked, plain = (tmp_path / "marked.csv").read_bytes(), (tmp_path / "plain.csv").read_bytes()
    assert marked == b"\xef\xbb\xbf" + plain


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n '\"＝﹢a两个,;"), min_size=1, max_size=8))
def test_no_cell_is_a_formula_and_no_character_moves_to_another_cell(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cards.csv"
    write_table(path, [note(text, 0, len(text), remark=text, article=text)])
    _, row = rows(path)
    assert len(row) == len(COLUMNS)
    for cell in row:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
        assert "\t" not in cell
        assert "\r" not in cell
    expected = text.replace("\t", " ").replace("\r", " ")
    assert row[1] in (expected, f"'{expected}")


def test_nothing_to_write_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_text("old")
    with pytest.raises(NothingToExport):
        write_table(path, [])
    assert path.read_text() == "old"


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable) as caught:
        write_table(tmp_path / "none" / "cards.csv", [note()])
    assert caught.value.fields["path"] == tmp_path / "none" / "cards.csv"


def test_tabs_part_the_columns(tmp_path: Path) -> None:
    write_table(tmp_path / "cards.tsv", [note(article="一\t二")], tabs=True, bom=False)
    head, row = (tmp_path / "cards.tsv").read_text("utf-8").splitlines()
    assert head.split("\t") == list(COLUMNS)
    assert row.split("\t")[4] == "一 二"


@pytest.mark.parametrize("unseen", ["\ufeff", "\u200b", "\u202e", "\u2060 "])
def test_what_is_not_seen_hides_no_formula(tmp_path: Path, unseen: str) -> None:
    hidden = note(f"{unseen}=1+1，两个确立", 8, 10)
    write_table(tmp_path / "a.csv", [hidden])
    assert rows(tmp_path / "a.csv")[1][0].startswith("'")
    write_anki_table(tmp_path / "a.tsv", [hidden], tabs=True)
    assert f"{unseen}&#61;1+1" in (tmp_path / "a.tsv").read_text("utf-8")


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n '\"＝a两{}:#<&,"), min_size=1, max_size=10), st.booleans())
def test_no_field_for_anki_is_a_formula(tmp_path: Path, text: str, tabs: bool) -> None:
    path = tmp_path / "cards.txt"
    write_anki_table(path, [note(text, 0, len(text), remark=text, deck=text, tags=(text,), guid=text)], tabs=tabs)
    with path.open(encoding="utf-8", newline="") as file:
        *head, row = csv.reader(file, delimiter="\t" if tabs else ",")
    assert all(each[0].startswith("#") for each in head)
    assert len(row) == 5
    for cell in row[1:]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
        assert not {"\t", "\r", "\n"} & set(cell)


def test_a_formula_in_disguise_is_no_identity(tmp_path: Path) -> None:
    path = tmp_path / "cards.tsv"
    write_anki_table(path, [note(guid="=cmd|'/c calc'!A1"), note(guid="=N(1)"), note(guid="=Ab12")])
    rows = [line.split("\t")[0] for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert rows == ['""', '""', '"=Ab12"']
