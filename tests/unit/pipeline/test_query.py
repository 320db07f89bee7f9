from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import QueryUnfinished, QueryUnknownKey
from desktop.domain.query import All, Any, Condition, Not, Query, Words
from desktop.pipeline.query import parse_query


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", All(())),
        ("两个确立", Words("两个确立")),
        ("a b", All((Words("a"), Words("b")))),
        ("a OR b c", Any((Words("a"), All((Words("b"), Words("c")))))),
        ("-(a | b)", Not(Any((Words("a"), Words("b"))))),
        ("--a", Not(Not(Words("a")))),
        ("“两 个”", Words("两 个", exact=True)),
        ('deck:"A B"', Condition("deck", "A B", 6)),
        ("IS:due", Condition("is", "due", 4)),
        ("标签 tag：重点", All((Words("标签"), Condition("tag", "重点", 8)))),
        ("要求：坚持", Words("要求：坚持")),
        ("12:30", Words("12:30")),
        ("a-b", Words("a-b")),
        ('"未写完', Words("未写完", exact=True)),
    ],
)
def test_what_a_query_means(text: str, meaning: Query) -> None:
    assert parse_query(text) == meaning


@given(st.text(st.sampled_from('a两 ()-|":：“”OR\n')))
def test_every_text_is_understood_or_refused_with_its_place(text: str) -> None:
    refusals: list[object] = []
    try:
        parse_query(text)
    except (QueryUnfinished, QueryUnknownKey) as error:
        refusals.append(error.fields["at"])
    assert all(at in range(1, len(text) + 2) for at in refusals)
