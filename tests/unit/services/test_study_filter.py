from __future__ import annotations

import pytest

from desktop.services.study_filter import StudyFilter, study_filter


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", StudyFilter()),
        ("kind:date", StudyFilter(kind="date")),
        ("tag:要点 deck:法律::民法", StudyFilter(deck="法律::民法", tag="要点")),
        ('deck:"我的 牌组"', StudyFilter(deck="我的 牌组")),
        ("kind:date 两个", None),
        ("kind:date or tag:要点", None),
        ("-kind:date", None),
        ("kind:date kind:term", None),
        ("kind:nonsense", None),
        ("tag:none", None),
        ("is:due", None),
    ],
)
def test_a_session_follows_a_deck_a_kind_and_a_tag_and_nothing_else(query: str, found: StudyFilter | None) -> None:
    assert study_filter(query) == found
