"""Cards on paper: rules to write on, headings, a key on its own page, and nothing given away."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.anki import AnkiNote
from desktop.domain.article import TextSpan
from desktop.domain.errors import NothingToExport
from desktop.formats.docx_file import read_docx_file
from desktop.formats.markdown_export import write_markdown
from desktop.formats.worksheet import make_parts, rule
from desktop.formats.worksheet_docx import write_worksheet_docx
from desktop.formats.worksheet_pdf import break_lines, write_worksheet_pdf

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = ("姓名", "日期", "得分", "答案")
SENTENCE = "深刻领悟“两个确立”的决定性意义，做到“两个维护”。"


def note(sentence: str, answer: str, heading: str = "一、总体要求", article: str = "意见") -> AnkiNote:
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
        article=article,
        headings=(heading,),
    )


@pytest.fixture
def notes() -> list[AnkiNote]:
    made = [note(SENTENCE, "两个确立"), note(SENTENCE, "两个维护")]
    made += [
        note(f"第{n}项要求是坚持依法治国、深化改革、扩大开放，健全体制机制。" * 2, f"第{n}项要求", f"（{n}）要求")
        for n in range(30)
    ]
    return [*made, note("枫桥经验诞生于何地？", "浙江诸暨", article="")]


def _pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [document[index].get_textpage().get_text_range() for index in range(len(document))]
    finally:
        document.close()


def test_cards_of_one_sentence_are_one_exercise(notes: list[AnkiNote]) -> None:
    part = make_parts(notes)[0]
    assert [item.text for item in part.items] == ["深刻领悟“＿＿＿＿”的决定性意义，做到“＿＿＿＿”。"]
    assert part.items[0].answer == "两个确立；两个维护"


def test_a_heading_gives_nothing_away() -> None:
    (part,) = make_parts([note("（二）加强思想政治建设。", "思想政治建设", "（二）加强思想政治建设")])
    assert part.heading == "（二）加强＿＿＿＿＿＿"


def test_a_rule_tells_little_of_its_answer() -> None:
    assert [len(rule("字" * number)) for number in (1, 2, 3, 4, 5, 6, 40)] == [4, 4, 4, 4, 6, 6, 24]


def test_the_pdf_has_its_key_on_a_page_of_its_own(notes: list[AnkiNote], tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert write_worksheet_pdf(path, notes, "意见 练习", WORDS) == len(notes)
    pages = _pages(path)
    assert len(pages) >= 3
    key = next(number for number, page in enumerate(pages) if page.lstrip().startswith("答案"))
    asked = "".join(pages[:key])
    assert "姓名" in pages[0]
    assert "两个确立" not in asked
    assert "浙江诸暨" not in asked
    assert "浙江诸暨" in "".join(pages[key:])


def test_no_line_begins_with_a_mark_that_may_not(notes: list[AnkiNote]) -> None:
    text = "坚持“依法治国”，深化改革；扩大开放（含服务业）、健全体制。PDF2026年" * 6
    for width in range(8, 40):
        lines = break_lines(text, width, len)
        assert "".join(lines) == text
        assert not any(line[0] in "，；）、。”" for line in lines)
        assert not any(line[-1] in "“（" for line in lines)
        assert max(map(len, lines)) <= width + 2


def test_word_reads_the_worksheet(notes: list[AnkiNote], tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_worksheet_docx(path, notes, "意见 练习", WORDS)
    text = read_docx_file(path).text
    asked, key = text.split("\n答案\n")
    assert "＿＿＿＿" in asked
    assert "两个确立" not in asked
    assert "1．两个确立；两个维护" in key


def test_markdown_takes_no_word_for_markup(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_markdown(path, [note("若 *a* < b，则 [c](d) # e 是假的", "假的")], "练习", "答案")
    text = path.read_text(encoding="utf-8")
    assert r"1. 若 \*a\* \< b，则 \[c\](d) \# e 是＿＿＿＿" in text
    with pytest.raises(NothingToExport):
        write_markdown(path, [], "练习", "答案")
