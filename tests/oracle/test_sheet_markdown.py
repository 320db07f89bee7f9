"""Sheets as Markdown, with Qt's own reader of GitHub's Markdown (md4c) as judge of what stands there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from desktop.domain.printed import Exercise, Heading, Key, Sheet
from desktop.formats.sheet_markdown import write_sheets_markdown
from desktop.services.print_words import PRINT_WORDS

ODD = [
    *("1. 甲", "12) 乙", "- 丙", "+ 丁", "* 戊", "# 己", "> 庚", "1.", "-", "---", "===", "a\n===", "~~~", "```x"),
    *(
        "    四个空格",
        "\t制表",
        "&nbsp;与&#65;与&lt;",
        "&copy 与 &amp",
        "[a]: https://b.cn",
        "![图](a.png)",
        "<b>粗</b>",
    ),
    *("| 甲 | 乙 |", "|---|", "__重__与_轻_", "~~删~~", "\\*", "行尾\\", "www.a.cn", "$a$", "1\\. 已逸", "- [ ] 待办"),
]


@pytest.mark.parametrize("text", ODD)
def test_no_text_is_taken_for_markup(tmp_path: Path, qtbot: QtBot, text: str) -> None:
    path, words = tmp_path / "a.md", PRINT_WORDS["zh"]
    sheet = Sheet(
        title=text,
        subtitle="",
        fields=(),
        body=(Heading(1, text), Exercise(1, (text,)), Exercise(2, ("后",), options=(text, "别的"))),
        key=(Key(1, text), Key(2, "乙")),
        words=words,
        remark=text,
    )
    write_sheets_markdown(path, [sheet])
    document = QTextDocument()
    document.setMarkdown(path.read_text(encoding="utf-8"), QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    said = " ".join(text.split())
    blocks, block = [], document.begin()
    while block.isValid():
        made = block.textList()
        blocks.append((block.text(), block.blockFormat().headingLevel(), made.itemText(block) if made else ""))
        block = block.next()
    assert [each for each in blocks if each[0]] == [
        *((said, 1, ""), (said, 0, ""), (said, 3, ""), (said, 0, "1."), ("后", 0, "2.")),
        *((f"A. {said}", 0, "."), ("B. 别的", 0, ".")),
        *((words.key, 2, ""), (said, 0, "1."), ("乙", 0, "2.")),
    ]
