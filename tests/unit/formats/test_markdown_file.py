from __future__ import annotations

from pathlib import Path

import pytest

from desktop.formats.markdown_file import plain_text, read_markdown_file


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# 标题\n\n正文。", "# 标题\n\n正文。"),
        ("**两个确立**和*自信*、***并重***", "两个确立和自信、并重"),
        ("__粗__ 与 _斜_，但 snake_case_name 不变", "粗 与 斜，但 snake_case_name 不变"),
        ("3 * 4 * 5 = 60", "3 * 4 * 5 = 60"),
        ("见[条例](https://a.cn/x_(y))和[附件][1]。\n[1]: https://b.cn", "见条例和附件。"),
        ("![图](a.png)文<br/>字<!-- 注\n释 -->完", "文字完"),
        ("- 甲\n* 乙\n- [x] 丙", "甲\n乙\n丙"),
        ("1. 甲\n2. 乙", "1. 甲\n2. 乙"),
        ("> 引用\n>> 再引", "引用\n再引"),
        ("| 名 | 值 |\n|---|:-:|\n| 甲 | 1 |", "名 | 值\n甲 | 1"),
        ("---\ntitle: 甲\ntags: [a]\n---\n正文", "正文"),
        ("甲\n\n---\n\n乙", "甲\n\n\n乙"),
        ("```python\nx = **y**\n```\n完", "x = **y**\n完"),
        ("`代码`与~~删除~~与==高亮==", "代码与删除与高亮"),
        (r"转义 \*不是\* 强调", "转义 *不是* 强调"),
        ("a < b 且 c > d", "a < b 且 c > d"),
    ],
)
def test_marks_are_resolved_and_text_stays(markdown: str, expected: str) -> None:
    assert plain_text(markdown) == expected


def test_the_file_keeps_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "文.md"
    path.write_text("# 题\n**文**。\n", encoding="gb18030")
    raw = read_markdown_file(path)
    assert raw.text.strip() == "# 题\n文。"
    assert raw.data == path.read_bytes()
