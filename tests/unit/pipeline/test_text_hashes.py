"""The numbers of runs of characters."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop.pipeline.text_hashes import TextHashes


@given(st.text("国家赔偿a\U0001f600\ud800", min_size=1, max_size=12))
def test_runs_have_the_same_number_just_where_they_are_the_same(text: str) -> None:
    starts, ends = np.triu_indices(len(text))
    runs = [text[start : end + 1] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    numbers = TextHashes(text).of(starts, ends + 1).tolist()
    assert len(set(runs)) == len(set(zip(runs, numbers, strict=True))) == len(set(numbers))


def test_the_numbers_are_the_same_in_every_text_and_at_any_time() -> None:
    """They are kept in a file: 国家 is two numbers by hand, the second times the base."""
    base, mask = 0x9E3779B97F4A7C15, (1 << 64) - 1
    wanted = (ord("国") + 1 + (ord("家") + 1) * base) & mask
    for text, start in (("国家", 0), ("完善国家赔偿制度", 2)):
        assert TextHashes(text).of(np.array([start]), np.array([start + 2])).tolist() == [wanted]
