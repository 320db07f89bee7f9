"""Repairs of repairs are again repairs of the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.article import Repair, RepairedText, TextSpan
from desktop.pipeline.edits import apply_edits, compose, make_edit, shifted_spans


@st.composite
def edits_of(draw: st.DrawFn, text: str, kind: str) -> list[Repair]:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        edits.append(make_edit(text, start, end, draw(st.text("xyz", max_size=3)), kind))
    return edits


@st.composite
def two_rounds(draw: st.DrawFn) -> tuple[str, list[Repair], list[Repair]]:
    original = draw(st.text("abc", max_size=20))
    first = draw(edits_of(original, "script"))
    second = draw(edits_of(apply_edits(original, first), "width"))
    return original, first, second


@given(two_rounds())
def test_composed_repairs_replace_the_original_at_once(case: tuple[str, list[Repair], list[Repair]]) -> None:
    original, first, second = case
    between = compose(original, RepairedText(original, ()), first)
    assert apply_edits(original, between.repairs) == between.text == apply_edits(original, first)
    after = compose(original, between, second)
    assert after.text == apply_edits(between.text, second)
    assert apply_edits(original, after.repairs) == after.text
    assert all(repair.original != repair.replacement for repair in after.repairs)


def test_neighbours_stay_apart() -> None:
    """強(qiáng)國 loses its pinyin, then each character is simplified: three repairs, not one."""
    original = "強(qiáng)國"
    first = compose(original, RepairedText(original, ()), [make_edit(original, 1, 8, "", "pinyin")])
    second = [make_edit(first.text, 0, 1, "强", "script"), make_edit(first.text, 1, 2, "国", "script")]
    after = compose(original, first, second)
    assert [(repair.kind, repair.start, repair.end, repair.replacement) for repair in after.repairs] == [
        ("script", 0, 1, "强"),
        ("pinyin", 1, 8, ""),
        ("script", 8, 9, "国"),
    ]


def test_an_edit_of_repaired_words_merges_with_the_more_telling_kind() -> None:
    original = "止?fàn)?、维护"
    first = compose(
        original,
        RepairedText(original, ()),
        [make_edit(original, 1, 7, "爭", "bytes", certain=False)._replace(reason="爭 營")],
    )
    after = compose(original, first, [make_edit(first.text, 1, 2, "争", "script")])
    assert after.repairs == (Repair("bytes", 1, 7, "?fàn)?", "争", False, "爭 營"),)


def test_repairs_that_undo_each_other_vanish() -> None:
    original = "甲,乙"
    first = compose(original, RepairedText(original, ()), [make_edit(original, 1, 2, "，", "width")])
    assert compose(original, first, [make_edit(first.text, 1, 2, ",", "width")]) == RepairedText(original, ())


def test_repairs_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        apply_edits("abc", [Repair("width", 0, 1, "x", "y")])
    with pytest.raises(ValueError, match="does not fit"):
        apply_edits("abc", [Repair("width", 1, 2, "b", "y"), Repair("width", 0, 1, "a", "y")])


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("坚持改革开放，依法治国。", ["改革开放", "依法治国"]),
        ("始终坚持改革开放，全面依法治国。", ["改革开放", "依法治国"]),  # what is put in beside a span is no part of it
        ("坚持扩大开放，依法治国。", ["扩大开放", "依法治国"]),
        ("坚持改革和开放，依法治国。", ["改革和开放", "依法治国"]),
        ("坚持改革开放，坚持依法治国！", ["改革开放", "依法治国"]),
        ("坚持改革。", ["改革"]),  # the end of one and the whole other are gone
        ("坚持开放，依法治国。", ["开放", "依法治国"]),
        ("坚持，依法治国。", ["依法治国"]),
        ("", []),
    ],
)
def test_spans_go_where_their_words_go(new: str, expected: list[str]) -> None:
    old = "坚持改革开放，依法治国。"
    found = shifted_spans(old, new, [TextSpan(2, 6), TextSpan(7, 11)])
    assert [new[slice(*span)] for span in found] == expected


@given(st.text("甲乙丙，"), st.text("甲乙丙，"), st.data())
def test_shifted_spans_hold_words_of_the_new_text(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    span = TextSpan(start, data.draw(st.integers(start, len(old))))
    for found in shifted_spans(old, new, [span]):
        assert 0 <= found.start < found.end <= len(new)
    assert shifted_spans(old, old, [span]) == ([span] if span.start < span.end else [])
