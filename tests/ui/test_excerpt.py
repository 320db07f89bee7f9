from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.article import TextSpan
from desktop.ui.widgets.excerpt import ELLIPSIS, LONGEST, excerpt


def test_a_short_sentence_is_whole() -> None:
    assert excerpt("深刻领悟“两个确立”的决定性意义。", [TextSpan(5, 9)]) == (
        "深刻领悟“两个确立”的决定性意义。",
        (TextSpan(5, 9),),
    )


def test_a_long_one_is_cut_between_clauses() -> None:
    """甲…，甲…，深刻领悟“两个确立”，乙…，乙…。 keeps the clauses around the blank whole."""
    sentence = "甲" * 60 + "，" + "丙" * 30 + "，深刻领悟“两个确立”，" + "丁" * 30 + "，" + "乙" * 60 + "。"
    start = sentence.index("两个确立")
    shown, (blank,) = excerpt(sentence, [TextSpan(start, start + 4)])
    assert shown == ELLIPSIS + "丙" * 30 + "，深刻领悟“两个确立”，" + "丁" * 30 + "，" + ELLIPSIS
    assert shown[blank.start : blank.end] == "两个确立"


@given(st.text(st.sampled_from("字词，。；"), min_size=1, max_size=400), st.data())
def test_the_blank_stays_what_it_is(sentence: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, min(start + 12, len(sentence))))
    shown, (blank,) = excerpt(sentence, [TextSpan(start, end)])
    assert shown[blank.start : blank.end] == sentence[start:end]
    assert shown.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS) in sentence
    if len(sentence) <= LONGEST:
        assert shown == sentence


def test_it_is_cut_around_what_matters_most() -> None:
    """Blanks that are far from it go, one that the cut goes through is shortened."""
    sentence = "甲乙" * 40 + "，丙丁，" + "戊己" * 40 + "，庚辛。"
    first, last = sentence.index("丙丁"), sentence.index("庚辛")
    shown, blanks = excerpt(
        sentence, [TextSpan(first, first + 2), TextSpan(last, last + 2)], [TextSpan(first, first + 2)]
    )
    assert shown == ELLIPSIS + "丙丁，" + ELLIPSIS
    assert [shown[start:end] for start, end in blanks] == ["丙丁"]
    end = TextSpan(len(sentence), len(sentence))
    assert excerpt(sentence, [], [end])[0].endswith("庚辛。")
