"""Papers and marked articles from a real collection to real files."""

from __future__ import annotations

import ctypes
import re
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.cloze import Density
from desktop.domain.errors import BadValue, NothingToExport, UnknownExport
from desktop.domain.printed import Exercise, Heading, Sheet, plain
from desktop.domain.question import QuestionMode
from desktop.formats.docx_file import read_docx_file
from desktop.services.article_library import ArticleLibrary
from desktop.services.collection import Collection
from desktop.services.mock_papers import MockPapers, PaperOrder
from desktop.services.print_words import PRINT_WORDS
from desktop.services.printing import write_marked_article
from desktop.services.question_desk import QuestionDesk
from desktop.services.text_tools import TextTools


@pytest.fixture
def library(collection: Collection, text_tools: TextTools) -> ArticleLibrary:
    return ArticleLibrary(collection, text_tools)


@pytest.fixture
def article(library: ArticleLibrary, seed: Path) -> str:
    return library.import_file(seed / "article_gold.txt", density=Density.DENSE).article_id


@pytest.fixture
def papers(collection: Collection, text_tools: TextTools) -> MockPapers:
    return MockPapers(collection, QuestionDesk(collection, text_tools))


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [document[index].get_textpage().get_text_range() for index in range(len(document))]
    finally:
        document.close()


def stems(sheet: Sheet) -> list[str]:
    return [plain(block.content) for block in sheet.body if isinstance(block, Exercise)]


def test_two_papers_of_one_article(papers: MockPapers, article: str) -> None:
    a, b = papers.make(PaperOrder(seed=3, number=20, article_id=article))
    assert a.subtitle == "模拟卷（A 卷）"
    assert b.label == "B 卷"
    assert "满分 100 分" in a.remark
    assert [block.text[:5] for block in a.body if isinstance(block, Heading)] == [
        "一、选择题",
        "二、判断题",
        "三、填空题",
        "四、简答题",
    ]
    assert len(stems(a)) == len(stems(b)) == 20
    assert len(set(stems(a)) & set(stems(b))) <= 4  # of some seventy sentences two papers need not share many
    assert papers.make(PaperOrder(seed=3, number=20, article_id=article)) == [a, b]
    assert papers.make(PaperOrder(seed=4, number=20, article_id=article))[0] != a


def test_every_key_answers_its_question(papers: MockPapers, article: str, library: ArticleLibrary) -> None:
    (sheet,) = papers.make(PaperOrder(number=30, versions=1, article_id=article))
    text = library.open(article).article.text
    exercises = {block.number: block for block in sheet.body if isinstance(block, Exercise)}
    kind = ""
    for key in sheet.key:
        if not key.number:
            kind = key.text[2:]
            continue
        exercise = exercises[key.number]
        stem = plain(exercise.content)
        if kind == "选择题":
            assert stem.replace("（　　）", exercise.options["ABCD".index(key.text)]) in text.replace("\n", " ")
        elif kind == "判断题":
            statement = stem.removesuffix("（　　）")
            assert (statement in text) == (key.text == "对")
        elif kind == "填空题":
            assert key.text in text
            assert key.text not in stem


def test_the_files(papers: MockPapers, article: str, tmp_path: Path) -> None:
    order = PaperOrder(number=15, article_id=article)
    assert papers.write(tmp_path / "a.pdf", order) == (30, "")
    printed = pages(tmp_path / "a.pdf")
    keys = [number for number, page in enumerate(printed) if "参考答案" in page.split("\n")[0]]
    assert len(keys) == 2
    assert keys[0] > max(number for number, page in enumerate(printed) if "姓名" in page)
    papers.write(tmp_path / "a.docx", order)
    assert "B 卷 参考答案" in read_docx_file(tmp_path / "a.docx").text
    papers.write(tmp_path / "a.md", order)
    assert "- A. " in (tmp_path / "a.md").read_text("utf-8")


def test_only_the_kinds_that_are_asked_for(papers: MockPapers, article: str) -> None:
    (sheet,) = papers.make(PaperOrder(number=8, versions=1, modes=(QuestionMode.TYPED,), article_id=article))
    assert [block.text[:5] for block in sheet.body if isinstance(block, Heading)] == ["一、填空题"]


def test_what_cannot_be_printed_is_refused(papers: MockPapers, collection: Collection, tmp_path: Path) -> None:
    for order in (PaperOrder(number=0), PaperOrder(versions=9)):
        with pytest.raises(BadValue):
            papers.make(order)
    with pytest.raises(NothingToExport):
        papers.make(PaperOrder())
    with pytest.raises(UnknownExport):
        papers.write(tmp_path / "a.apkg", PaperOrder())


def test_an_article_with_its_phrases_marked(library: ArticleLibrary, article: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    number, missing = write_marked_article(library, path, article, PRINT_WORDS["zh"])
    assert missing == ""
    assert number > 200
    printed = pages(path)
    assert printed[0].lstrip().startswith("中共中央关于加强新时代审判工作的意见")
    assert "图例" in printed[0]
    text = "".join("".join(page.rsplit("第", 1)[0].split()) for page in printed)
    body = "".join(library.open(article).article.text.split())
    assert body[-200:] in text
    with pytest.raises(UnknownExport):
        write_marked_article(library, tmp_path / "a.docx", article, PRINT_WORDS["zh"])


def test_what_the_font_lacks_is_seen_and_told_once(
    library: ArticleLibrary, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A pictograph of one sign to the eye is one □; what another font of the computer may have is no matter here."""
    text = "关于加强工作的意见\n\n坚持“两个维护”👨‍👩‍👧，加快高质量发展\U0001fae0\U0001fae0，做到“四个意识”❤️。"
    article = library.import_text(text, "意见").article_id
    path = tmp_path / "a.pdf"
    _, missing = write_marked_article(library, path, article, PRINT_WORDS["en"])
    assert not caplog.records
    (page,) = pages(path)
    printed = "".join(page.split())
    assert "\U0001fae0" in missing
    assert len(set(missing)) == len(missing)
    assert "高质量发展□□，" in printed
    assert re.search("两个维护”[□👨]，", printed)
    assert "\ufe0f" not in printed


def test_an_article_of_a_law_has_its_first_sentence_marked_too(library: ArticleLibrary, tmp_path: Path) -> None:
    def bold(text: str) -> set[str]:
        """The characters in bold type on the first page of the text's marked article, but for its title."""
        article = library.import_text(f"中华人民共和国某法\n\n{text}", "某法").article_id
        write_marked_article(library, tmp_path / "a.pdf", article, PRINT_WORDS["zh"])
        document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
        try:
            page = document[0].get_textpage()
            content, found = page.get_text_range(), set[str]()
            for at, char in enumerate(content):
                size = pypdfium2.raw.FPDFText_GetFontInfo(page, at, None, 0, None)
                name = (ctypes.c_char * max(size, 1))()
                pypdfium2.raw.FPDFText_GetFontInfo(page, at, name, size, None)
                if b"Bold" in name.value and "\n" in content[:at]:
                    found.add(char)
            return found
        finally:
            document.close()

    found = bold("第一章 总则\n第一条 为了改善经营环境，促进发展，制定本法。\n第二条 国务院负责实施。\n")
    assert {*"第一章总则条二"} <= found
    assert not found & {*"为了改善经营环境国务院"}
