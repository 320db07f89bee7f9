"""Tables that banks come in, from real files."""

from __future__ import annotations

import codecs
import time
import zipfile
from pathlib import Path

import pytest

from desktop.domain.errors import AppError, DamagedFile, FileEmpty, FileProtected, FileTooLarge, UnsupportedFormat
from desktop.formats.bank_file import MOST_COLUMNS, read_bank_table
from tests.unit.formats.workbooks import workbook

ROWS = [["题目", "答案"], ["“枫桥经验”，诞生于何地？", "浙江\n诸暨"], ["第二题", "a,b"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_in_any_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "bank.csv"
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
    path.write_bytes(text.encode(encoding))
    assert [list(row) for row in read_bank_table(path).rows] == ROWS


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", codecs.BOM_UTF8),
        ("utf-8", codecs.BOM_UTF8 * 2),
        ("gb18030", "\ufeff".encode("gb18030")),
        ("gb18030", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_a_mark_before_the_first_column_is_no_part_of_its_name(tmp_path: Path, encoding: str, mark: bytes) -> None:
    path = tmp_path / "bank.txt"
    text = "\r\n".join("\t".join(f'"{cell}"' for cell in row) for row in ROWS)
    path.write_bytes(mark + text.encode(encoding))
    assert [list(row) for row in read_bank_table(path).rows] == ROWS


@pytest.mark.parametrize("inline", [True, False])
def test_a_workbook(tmp_path: Path, inline: bool) -> None:
    rows = [["题目", "答案", "分"], ["何地？", "诸暨", 2.0], ["", "空前", 1.5], ["真的", True, ""]]
    table = read_bank_table(workbook(tmp_path / "bank.xlsx", rows, inline=inline))
    assert table.rows == (("题目", "答案", "分"), ("何地？", "诸暨", "2"), ("", "空前", "1.5"), ("真的", "TRUE"))


def test_a_workbook_that_the_real_office_wrote(tmp_path: Path, root: Path) -> None:
    table = read_bank_table(root / "tests" / "data" / "banks" / "office.xlsx")
    assert table.rows[0][:2] == ("题型", "题目")
    assert len(table.rows) == 7


def test_empty_rows_keep_the_numbers_of_the_others(tmp_path: Path) -> None:
    sheet = '<row r="3"><c r="B3" t="str"><v>乙</v></c></row><row r="900000"><c r="A900000" t="str"><v>远</v></c></row>'
    rows = read_bank_table(workbook(tmp_path / "bank.xlsx", [], sheet=sheet)).rows
    assert rows[:3] == ((), (), ("", "乙"))
    assert rows[-1] == ("远",)
    assert len(rows) < 200


def test_a_cell_far_to_the_right_makes_no_row_of_sixteen_thousand(tmp_path: Path) -> None:
    sheet = '<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="XFD1" t="str"><v>乙</v></c></row>'
    rows = read_bank_table(workbook(tmp_path / "bank.xlsx", [], sheet=sheet)).rows
    assert rows == (("甲",),)
    assert MOST_COLUMNS < 100


def _bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        archive.writestr("xl/sharedStrings.xml", b" " * 300_000_000)
    return path


def test_hostile_files_are_refused_in_time(tmp_path: Path) -> None:
    def entities(path: Path) -> Path:
        lol = '<!DOCTYPE s [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;">]>'
        workbook(path, [["a", "b"]])
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("xl/workbook.xml", f"{lol}<workbook>&b;</workbook>")
            archive.writestr("xl/_rels/workbook.xml.rels", "<x/>")
        return path

    def written(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    good = workbook(tmp_path / "good.xlsx", ROWS).read_bytes()
    many = "".join(f"<row><c><v>{n}</v></c></row>" for n in range(60_000))
    cases: list[tuple[Path, type[AppError]]] = [
        (_bomb(tmp_path / "bomb.xlsx"), FileTooLarge),
        (entities(tmp_path / "entities.xlsx"), FileEmpty),
        (written("cut.xlsx", good[: len(good) // 2]), DamagedFile),
        (written("none.xlsx", b"not a workbook at all"), DamagedFile),
        (written("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), UnsupportedFormat),
        (
            written("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
            FileProtected,
        ),
        (workbook(tmp_path / "empty.xlsx", []), FileEmpty),
        (workbook(tmp_path / "broken.xlsx", [], sheet="<row><c></row>"), DamagedFile),
        (workbook(tmp_path / "many.xlsx", [], sheet=many), FileTooLarge),
        (workbook(tmp_path / "odd.xlsx", [], sheet='<row r="x"><c r="A1"><v>1</v></c></row>'), DamagedFile),
        (written("open.csv", '题目,答案\n"没有关上'.encode()), AppError),
        (written("picture.png", b"\x89PNG"), UnsupportedFormat),
    ]
    for path, error in cases:
        begun = time.monotonic()
        try:
            read_bank_table(path)
        except error:
            pass
        else:
            assert error is AppError, path.name  # a text may be read as far as it goes
        assert time.monotonic() - begun < 5, path.name


def test_a_string_that_is_not_there_is_empty(tmp_path: Path) -> None:
    sheet = '<row r="1"><c r="A1" t="s"><v>7</v></c><c r="B1" t="str"><v>乙</v></c></row>'
    assert read_bank_table(workbook(tmp_path / "bank.xlsx", [], sheet=sheet)).rows == (("", "乙"),)
