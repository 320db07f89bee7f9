from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.errors import DamagedFile, FileEmpty, FileTooLarge, OnlyPictures
from desktop.formats.docx_file import read_docx_file
from tests.unit.formats.made_files import W, docx, paragraph, zipped

STYLES = (
    '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="2"><w:name w:val="My heading"/><w:basedOn w:val="3"/></w:style>'
    '<w:style w:styleId="3"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>'
)
NUMBERS = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
)


def lines(tmp_path: Path, body: str, **parts: str) -> list[str]:
    path = tmp_path / "文.docx"
    path.write_bytes(docx(body, **parts))
    return read_docx_file(path).text.rstrip("\n").split("\n")


def test_paragraphs_and_tables_stand_in_reading_order(tmp_path: Path) -> None:
    def cell(*texts: str) -> str:
        return f"<w:tc>{''.join(map(paragraph, texts))}</w:tc>"

    table = (
        f"<w:tbl><w:tr>{cell('姓名')}{cell('职务')}</w:tr><w:tr>{cell('张某')}{cell('')}</w:tr>"
        f"<w:tr>{cell('说明', '另行')}{cell('丙')}</w:tr></w:tbl>"
    )
    body = paragraph("前") + table + paragraph("后")
    assert lines(tmp_path, body) == ["前", "姓名 | 职务", "张某", "说明", "另行", "丙", "后"]


def test_headings_without_a_number_become_markdown_and_numbered_ones_stay(tmp_path: Path) -> None:
    body = paragraph("指南", "Title") + paragraph("背景", "1") + paragraph("第一章 总则", "1") + paragraph("细节", "2")
    assert lines(tmp_path, body, styles=STYLES) == ["指南", "# 背景", "第一章 总则", "## 细节"]


def test_automatic_numbers_are_printed_as_word_shows_them(tmp_path: Path) -> None:
    body = "".join(
        paragraph(text, number=number)
        for text, number in [
            ("甲", (1, 0)),
            ("子", (1, 1)),
            ("丑", (1, 1)),
            ("乙", (1, 0)),
            ("寅", (1, 1)),
            ("点", (2, 0)),
        ]
    )
    assert lines(tmp_path, body, numbering=NUMBERS) == ["一、甲", "1.子", "2.丑", "二、乙", "1.寅", "点"]


def test_what_word_does_not_print_is_left_out(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>可</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>见</w:t></w:r></w:ins>"
        "<w:r><w:ruby><w:rt><w:r><w:t>jué</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>角</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t>完</w:t><w:br/><w:t>行</w:t></w:r></w:p>"
    )
    assert lines(tmp_path, body) == ["可见角\t完", "行"]


def test_pictures_without_text_and_no_text_at_all_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx("<w:p/>"))
    with pytest.raises(FileEmpty):
        read_docx_file(path)
    document = f"<w:document {W}><w:body/></w:document>"
    path.write_bytes(
        zipped({"word/document.xml": document, "word/media/image1.png": b"x", "word/media/image2.png": b"x"})
    )
    with pytest.raises(OnlyPictures) as refused:
        read_docx_file(path)
    assert refused.value.fields["pictures"] == 2


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 broken",
        zipped({"word/other.xml": "<a/>"}),
        zipped({"word/document.xml": "<w:document"}),
        docx(paragraph("甲"))[:-40],
        docx(paragraph("甲"))[:60] + docx(paragraph("甲"))[90:],  # an entry that would begin before the file
    ],
)
def test_damage_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(DamagedFile):
        read_docx_file(path)


@pytest.mark.parametrize("reference", ["&x;", "&e11;", "&e3;"])
def test_entities_of_a_hostile_document_are_not_expanded(tmp_path: Path, reference: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    document = (
        f'<!DOCTYPE d [<!ENTITY e0 "甲">{bomb}<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>正文{reference}</w:t></w:r></w:p></w:body></w:document>"
    )
    path = tmp_path / "a.docx"
    path.write_bytes(zipped({"word/document.xml": document}))
    try:
        text = read_docx_file(path).text
    except DamagedFile:
        return
    assert "机密" not in text
    assert len(text) < 100


def test_a_zip_bomb_is_refused_by_its_declared_size(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(zipped({"word/document.xml": "<a/>", **{f"b{i}": b"\0" * 40_000_000 for i in range(7)}}))
    with pytest.raises(FileTooLarge):
        read_docx_file(path)


def test_lists_of_one_form_count_on_and_begin_where_they_are_told(tmp_path: Path) -> None:
    numbers = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="第%1条"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )

    def item(text: str, number: int) -> str:
        return paragraph(text, number=(number, 0))

    body = item("甲", 1) + item("乙", 2) + item("丙", 2) + item("丁", 3)
    assert lines(tmp_path, body, numbering=numbers) == ["第一条 甲", "第五条 乙", "第六条 丙", "第七条 丁"]
