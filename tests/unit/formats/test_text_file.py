"""Plain text in the encodings that Chinese files have."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import AppError, FileEmpty, FileMissing, FileTooLarge, FileUnreadable, NotAFile, NotText
from desktop.formats import text_file
from desktop.formats.euc_tw import decode_euc_tw
from desktop.formats.text_file import decode_text, read_text_file

SIMPLIFIED = "人民法院是国家的审判机关，承担着惩罚犯罪、保护人民的重要职能。\n为加强新时代审判工作，现提出如下意见。\n"
TRADITIONAL = "人民法院是國家的審判機關，承擔著懲罰犯罪、保護人民的重要職能。\n為加強新時代審判工作，現提出如下意見。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk", "gb18030"]
)
def test_simplified_text_in_each_encoding(encoding: str) -> None:
    assert decode_text(SIMPLIFIED.encode(encoding), "a.txt").text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "big5", "cp950", "gbk"])
def test_traditional_text_in_each_encoding(encoding: str) -> None:
    assert decode_text(TRADITIONAL.encode(encoding), "a.txt").text == TRADITIONAL


# 維基大典（Wikipedia）者，網路為礎；
EUC_TW = bytes.fromhex("eac4d9d7c4cbcca8a1be57696b697065646961a1bfcfafa1a2eabde6fbd2b3f6f0a1a7")


def test_euc_tw() -> None:
    assert decode_euc_tw(EUC_TW) == "維基大典（Wikipedia）者，網路為礎；"
    assert decode_text(EUC_TW * 3, "a.txt").encoding == "euc-tw"
    with pytest.raises(UnicodeDecodeError):
        decode_euc_tw(b"\xa1")
    assert decode_euc_tw(b"a\x8e\xa2\xa1\xa1\xff", "replace") == "a乂\ufffd"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_line_ends_become_lf(end: str) -> None:
    raw = decode_text(f"一{end}{end}二{end}".encode(), "a.txt")
    assert raw.text == "一\n\n二\n"
    assert raw.data == f"一{end}{end}二{end}".encode()


def test_a_short_latin_text_is_not_chinese() -> None:
    text = "L'été dernier, à côté de l'hôtel, il était très fatigué."
    assert decode_text(text.encode("cp1252"), "a.txt").text == text


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff".encode(), "\ufeff\u3000\n".encode("utf-16-le")])
def test_a_file_without_text_is_empty(data: bytes) -> None:
    with pytest.raises(FileEmpty):
        decode_text(data, "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(99),
        b"\x7fELF\x02\x01\x01" + b"\x00\x03" * 50,
    ],
)
def test_binary_is_not_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode_text(data, "a.bin")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        raw = decode_text(data, "a.txt")
    except AppError:
        return
    assert raw.text.strip()
    assert "\r" not in raw.text


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_text_file(tmp_path / "none.txt")
    with pytest.raises(NotAFile):
        read_text_file(tmp_path)
    with pytest.raises(FileUnreadable):
        read_text_file(Path("a\x00b.txt"))
    (tmp_path / "large.txt").write_bytes(b"a" * 33)
    with pytest.raises(FileTooLarge):
        text_file.read_bytes(tmp_path / "large.txt", limit=32)
    locked = tmp_path / "locked.txt"
    locked.write_bytes(b"a")
    locked.chmod(0)
    if not os.access(locked, os.R_OK):
        with pytest.raises(FileUnreadable):
            read_text_file(locked)


def test_a_stray_zero_byte_costs_no_text(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes("坚持党的领导\x00，坚持人民当家作主。\n".encode())
    assert read_text_file(tmp_path / "one.txt").text.replace("\x00", "") == "坚持党的领导，坚持人民当家作主。\n"
    (tmp_path / "binary.txt").write_bytes(b"PK\x03\x04\x00\x00\x00\x00\x08\x00" * 20)
    with pytest.raises(NotText):
        read_text_file(tmp_path / "binary.txt")


def test_a_file_is_read_with_its_name_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "意见.txt").write_bytes(SIMPLIFIED.encode("gbk"))
    raw = read_text_file(tmp_path / "意见.txt")
    assert (raw.name, raw.encoding, raw.text) == ("意见.txt", "gb18030", SIMPLIFIED)
