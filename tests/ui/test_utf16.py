from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.utf16 import Utf16Map

TEXTS = st.text(st.sampled_from("两个确立a𠮷𪚥😀\n"), max_size=30)


@given(TEXTS)
def test_every_offset_goes_over_and_comes_back(text: str) -> None:
    offsets = Utf16Map(text)
    for offset in range(len(text) + 1):
        unit = offsets.to_qt(offset)
        assert unit == len(text[:offset].encode("utf-16-le")) // 2
        assert offsets.to_text(unit) == offset


def test_inside_a_pair_is_its_character() -> None:
    assert Utf16Map("确𠮷立").to_text(2) == 1
