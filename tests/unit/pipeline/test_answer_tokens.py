from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pipeline.answer_tokens import TokenKind, folded, tokens


def drawn(text: str) -> str:
    """Words apart by spaces, numbers as [text], separators as |, spaces and marks left out."""
    parts = []
    for token in tokens(folded(text)):
        if token.kind is TokenKind.WORD:
            written = text[token.start : token.end]
            parts.append(written if isinstance(token.key, str) else f"[{written}]")
        elif token.kind is TokenKind.SEPARATOR:
            parts.append("|")
    return " ".join(parts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“两个确立”。", "[两] 个 确 立"),
        ("民主、法治，公平; 正义", "民 主 | 法 治 | 公 平 | 正 义"),
        ("增长5.2％", "增 长 [5.2％]"),
        ("10%-20%", "[10%] [-] [20%]"),
        ("二〇二五年二月八日", "[二〇二五] 年 [二] 月 [八] 日"),
        ("COVID-19", "C O V I D [19]"),
        ("3、5", "[3] | [5]"),
        ("2：1", "[2] [：] [1]"),
        ("《民法典》", "民 法 典"),
        ("C++", "C + +"),
    ],
)
def test_text_as_an_examiner_reads_it(text: str, words: str) -> None:
    assert drawn(text) == words


def test_folding_keeps_offsets() -> None:
    text = "ＧＤＰ，％（二ｏ三）豈㎡…ﬁ"
    assert len(folded(text)) == len(text)
    assert folded("ＧＤＰ％（") == "gdp%("


@given(st.text("两个二十〇2.,、 -:%年月号日点分之“”abc，。/至比\n", max_size=30) | st.text(max_size=10))
def test_tokens_cover_the_text(text: str) -> None:
    found = tokens(folded(text))
    assert [token.start for token in found[1:]] == [token.end for token in found[:-1]]
    assert not found or (found[0].start, found[-1].end) == (0, len(text))
    assert bool(found) == bool(text)
