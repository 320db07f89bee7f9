from __future__ import annotations

import pytest

from desktop.paths import resource
from desktop.pipeline.pinyin import Readings, initials, spells


@pytest.fixture(scope="module")
def readings() -> Readings:
    return Readings(resource("dictionaries", "answers.txt").read_bytes())


def test_readings_come_commonest_first(readings: Readings) -> None:
    assert readings.of("做") == ("zuo4",)
    assert readings.of("作")[0] == "zuo4"
    assert readings.of("行")[:2] == ("xing2", "hang2")
    assert readings.of("女")[0] == "nv3"
    assert readings.of("A") == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("做", "作", True), ("利", "力", True), ("持", "决", False), ("买", "卖", False), ("A", "A", False)],
)
def test_homophones_share_a_common_reading_with_its_tone(one: str, other: str, same: bool, readings: Readings) -> None:
    assert readings.are_homophones(one, other) is same


@pytest.mark.parametrize(
    ("typed", "characters", "right"),
    [
        ("liangge queli", "两个确立", True),
        ("Liǎnggè Quèlì", "两个确立", True),
        ("liang3 ge4 que4 li4", "两个确立", True),
        ("两个queli", "两个确立", True),
        ("GDPzengsu", "gdp增速", True),
        ("lüse", "绿色", True),
        ("lu:se", "绿色", True),
        ("zhanlue", "战略", True),
        ("fangan", "方案", True),
        ("fang'an", "方案", True),
        ("quel", "确立", False),
        ("quelii", "确立", False),
        ("确立", "确立", False),  # no pinyin in it
        ("weihu", "确立", False),
    ],
)
def test_pinyin_of_characters(typed: str, characters: str, right: bool, readings: Readings) -> None:
    assert spells(typed, characters, readings) is right


def test_first_letters_need_three_characters(readings: Readings) -> None:
    assert initials("lgql", "两个确立", readings)
    assert not initials("lgwh", "两个确立", readings)
    assert not initials("ql", "确立", readings)
