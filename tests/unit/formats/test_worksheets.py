"""Cards on paper: rules to write on, headings, a key on its own page, and nothing given away."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from desktop.domain.anki import AnkiNote
from desktop.domain.article import TextSpan
from desktop.domain.cloze import Density
from desktop.domain.errors import FontMissing, NothingToExport
from desktop.domain.printed import Exercise, Heading, Sheet, plain
from desktop.formats import cjk_font
from desktop.formats.docx_file import read_docx_file
from desktop.formats.pdf_setting import Atom, break_lines, rule_atoms
from desktop.formats.sheet_docx import write_sheets_docx
from desktop.formats.sheet_markdown import write_sheets_markdown
from desktop.formats.sheet_pdf import write_sheets_pdf
from desktop.formats.worksheet import make_worksheet, rule_width
from desktop.services.print_words import PRINT_WORDS

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = PRINT_WORDS["zh"]
SENTENCE = "深刻领悟“两个确立”的决定性意义，做到“两个维护”。"


def note(
    sentence: str, answer: str, heading: str = "一、总体要求", article: str = "意见", kind: str = "term"
) -> AnkiNote:
    start = sentence.find(answer)
    blanks = (TextSpan(start, start + len(answer)),) if start >= 0 else ()
    return AnkiNote(
        guid=f"{sentence}{answer}",
        deck="温故",
        sentence=sentence,
        blanks=blanks,
        answer=answer,
        created=MOMENT,
        modified=MOMENT,
        kind=kind,
        article=article,
        headings=(heading,) if heading else (),
    )


@pytest.fixture
def notes() -> list[AnkiNote]:
    made = [note(SENTENCE, "两个确立", kind="shorthand"), note(SENTENCE, "两个维护", kind="shorthand")]
    made += [
        note(f"第{n}项要求是坚持依法治国、深化改革、扩大开放，健全体制机制。" * 2, f"第{n}项要求", f"（{n}）要求")
        for n in range(30)
    ]
    return [*made, note("枫桥经验诞生于何地？", "浙江诸暨", article="", heading="")]


@pytest.fixture
def sheet(notes: list[AnkiNote]) -> Sheet:
    return make_worksheet(notes, WORDS)


def shown(sheet: Sheet) -> list[str]:
    """The sheet's body as lines: headings after #, exercises with rules."""
    return [
        f"# {block.text}" if isinstance(block, Heading) else f"{block.number} {plain(block.content)}"
        for block in sheet.body
    ]


def _pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [document[index].get_textpage().get_text_range() for index in range(len(document))]
    finally:
        document.close()


def test_cards_of_one_sentence_are_one_exercise(sheet: Sheet) -> None:
    assert shown(sheet)[:3] == [
        "# 意见",
        "# 一、总体要求",
        "1 深刻领悟“＿＿＿＿”的决定性意义，做到“＿＿＿＿”。",
    ]
    assert sheet.key[0].text == "两个确立；两个维护"


def test_a_heading_gives_nothing_away() -> None:
    other = note("要抓好思想政治建设工作。", "思想政治建设", "（二）加强思想政治建设和作风")
    assert shown(make_worksheet([other], WORDS))[0] == "# （二）加强……和作风"


def test_a_heading_that_is_asked_itself_is_not_printed_above() -> None:
    own = note("（二）加强思想政治建设。", "思想政治建设", "（二）加强思想政治建设")
    assert shown(make_worksheet([own], WORDS)) == ["1 （二）加强＿＿＿＿＿＿。"]


def test_a_heading_is_printed_once_and_a_long_one_cut_at_a_clause() -> None:
    long = "（三）各级党委和政府要加强组织领导，健全工作机制，压实工作责任，抓好督促落实，确保取得实效"
    made = shown(make_worksheet([note(f"第{n}条要求落实到位。", f"第{n}条", long) for n in "一二"], WORDS))
    assert made == [
        "# （三）各级党委和政府要加强组织领导，健全工作机制……",
        "1 ＿＿＿＿要求落实到位。",
        "2 ＿＿＿＿要求落实到位。",
    ]


def test_only_the_kinds_that_are_wanted_are_asked_for(notes: list[AnkiNote]) -> None:
    assert len(make_worksheet(notes, WORDS, kinds=["shorthand"]).key) == 1
    with pytest.raises(NothingToExport):
        make_worksheet(notes, WORDS, kinds=["title"])


def test_density_leaves_words_of_a_sentence_standing() -> None:
    items = ["政治意识", "大局意识", "核心意识", "看齐意识"]
    sentence = "要牢固树立" + "、".join(items) + "，始终做到对党忠诚。"
    made = [note(sentence, item) for item in items]
    kept = {
        density: make_worksheet(made, WORDS, density=density).key[0].text for density in Density if density != "none"
    }
    assert kept == {
        Density.FEW: "政治意识",
        Density.NORMAL: "政治意识",
        Density.DENSE: "政治意识；核心意识",
        Density.ALL: "；".join(items),
    }


def test_a_rule_tells_little_of_its_answer() -> None:
    assert [rule_width("字" * number) for number in (1, 2, 3, 4, 5, 6, 40)] == [4, 4, 4, 4, 6, 6, 24]


def test_the_pdf_has_its_key_on_a_page_of_its_own(sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_sheets_pdf(path, [sheet])
    pages = _pages(path)
    assert len(pages) >= 3
    key = next(number for number, page in enumerate(pages) if page.lstrip().startswith("参考答案"))
    asked = "".join(pages[:key])
    assert "姓名" in pages[0]
    assert f"第 1 页　共 {key} 页" in pages[0]
    assert "两个确立" not in asked
    assert "浙江诸暨" not in asked
    assert "浙江诸暨" in "".join(pages[key:])


def test_every_answer_stands_in_the_key_however_many_there_are(tmp_path: Path) -> None:
    many = make_worksheet([note(f"要做到第{n}件大事。", f"第{n}件大事") for n in range(400)], WORDS)
    path = tmp_path / "a.pdf"
    write_sheets_pdf(path, [many])
    text = "".join(_pages(path))
    for n in range(400):
        assert f"第{n}件大事" in text


def test_the_fonts_are_embedded(sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_sheets_pdf(path, [sheet])
    data = path.read_bytes()
    assert data.count(b"/FontFile") == 2  # the usual and the bold face


def test_a_computer_without_a_chinese_font_is_told_so(
    sheet: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cjk_font, "_folders", lambda: [tmp_path])
    with pytest.raises(FontMissing):
        write_sheets_pdf(tmp_path / "a.pdf", [sheet])


def test_no_line_begins_with_a_mark_that_may_not() -> None:
    text = "坚持“依法治国”，深化改革；扩大开放（含服务业）、健全体制。PDF2026年" * 6
    atoms = [Atom(char, 1.0) for char in text]
    for width in range(8, 40):
        lines = ["".join(atom.text for atom in line) for line in break_lines(atoms, width)]
        assert "".join(lines) == text
        assert not any(line[0] in "，；）、。”" for line in lines)
        assert not any(line[-1] in "“（" for line in lines)
        assert max(map(len, lines)) <= width + 2


def test_a_rule_does_not_begin_with_a_stump_at_the_end_of_a_line() -> None:
    atoms = [*[Atom("字", 1.0)] * 7, *rule_atoms(6, 1.0), Atom("。", 1.0)]
    assert [len(line) for line in break_lines(atoms, 8)] == [7, 7]
    atoms = [*[Atom("字", 1.0)] * 3, *rule_atoms(6, 1.0), Atom("。", 1.0)]
    assert [len(line) for line in break_lines(atoms, 8)] == [7, 3]  # nor does a stub go to the next line


def test_word_reads_the_worksheet(sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_sheets_docx(path, [sheet])
    asked, key = read_docx_file(path).text.split("参考答案")
    held = "\xa0" * 8  # two cells that keep the mark behind the rule on its line
    assert f"深刻领悟“　　{held}”的决定性意义" in asked
    assert "两个确立" not in asked
    assert "1．\t两个确立；两个维护" in key
    with zipfile.ZipFile(path) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        names = set(archive.namelist())
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    ruled = [run for run in document.iter(f"{word}r") if run.find(f"{word}rPr/{word}u") is not None]
    assert {len(run.findtext(f"{word}t") or "") for run in ruled} >= {10, 12, 15}  # 4, 6 and 9 cells
    assert "word/footer1.xml" in names
    assert len(list(document.iter(f"{word}sectPr"))) == 3


def test_markdown_takes_no_word_for_markup(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_sheets_markdown(path, [make_worksheet([note("若 *a* < b，则 [c](d) # e 是假的", "假的")], WORDS)])
    text = path.read_text(encoding="utf-8")
    assert r"1. 若 \*a\* \< b，则 \[c\](d) \# e 是＿＿＿＿" in text
    with pytest.raises(NothingToExport):
        make_worksheet([], WORDS)


def test_a_long_word_and_signs_without_a_picture_do_no_harm(tmp_path: Path) -> None:
    odd = note(f"见 https://{'a' * 300}.cn \x07\u200b😀 的{'长' * 900}说明。", "说明")
    made = make_worksheet([odd], WORDS)
    assert isinstance(made.body[1], Exercise)
    write_sheets_pdf(tmp_path / "a.pdf", [made])
    write_sheets_docx(tmp_path / "a.docx", [made])
    assert "长长长" in "".join(_pages(tmp_path / "a.pdf"))
    assert "长长长" in read_docx_file(tmp_path / "a.docx").text
