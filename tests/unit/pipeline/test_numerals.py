from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pipeline.numerals import Key, number_at


def spelled(value: int) -> str:
    """A whole number as it is said, by a way of its own: group by group of four digits, nought by nought."""

    def below(number: int) -> str:
        said, gap = "", False
        for size, unit in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = number // size % 10
            if digit:
                said += ("零" if gap and said else "") + "零一二三四五六七八九"[digit] + unit
                gap = False
            else:
                gap = True
        return said

    if value == 0:
        return "零"
    said = ""
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        number = value // size % 10_000
        if number:
            said += ("零" if said and number < 1_000 else "") + below(number) + unit
    return said


def keys(text: str, *, relaxed: bool = False) -> tuple[Key, ...]:
    number = number_at(text, 0, relaxed=relaxed)
    assert number is not None, text
    assert number.end == len(text), text
    return number.keys


@given(st.integers(0, 10**12 - 1))
def test_number_in_characters_equals_its_digits(value: int) -> None:
    assert keys(spelled(value)) == keys(str(value)) == keys(f"{value:,}")
    assert keys(spelled(value), relaxed=True) == keys(str(value), relaxed=True)


@given(st.integers(1, 10**6), st.sampled_from([(10**4, "万"), (10**8, "亿"), (10**12, "万亿")]))
def test_unit_multiplies(value: int, unit: tuple[int, str]) -> None:
    size, word = unit
    assert keys(f"{value}{word}") == keys(str(value * size))


@given(st.integers(1_000, 9_999))
def test_year_is_read_digit_by_digit(year: int) -> None:
    assert keys("".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))) == keys(str(year))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("贰仟零叁拾伍", "2035"),
        ("廿八", "28"),
        ("卅", "30"),
        ("一万二", "12000"),
        ("两千五", "2500"),
        ("三点一四", "3.14"),
        ("三点五万亿", "3.5万亿"),
        ("3万5千", "35000"),
        ("百分之一百二十", "120%"),
        ("千分之一点五", "1.5‰"),
        ("负三点五", "-3.5"),
    ],
)
def test_equal_amounts(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("一五", "15"),
        ("五四", "54"),
        ("2/4", "1/2"),
        ("50%", "0.5"),
        ("007", "7"),
        ("5%", "5‰"),
        ("一百零二", "一百二"),
    ],
)
def test_amounts_that_are_not_the_same(one: str, other: str) -> None:
    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    "forms", [("50%", "0.5", "1/2", "二分之一", "百分之五十"), ("两", "二", "2"), ("两十", "二十")]
)
def test_forms_that_are_equal_when_relaxed(forms: tuple[str, ...]) -> None:
    assert len({keys(form, relaxed=True) for form in forms}) == 1


@pytest.mark.parametrize("text", ["千方百计", "万一", "两等", "两十", "二个", "十四五", "亿", "百", "点五", "负责"])
def test_characters_that_make_no_number(text: str) -> None:
    assert number_at(text, 0) is None


def test_number_ends_where_the_words_go_on() -> None:
    number = number_at("截至2024年7月", 2)
    assert number is not None
    assert (number.start, number.end) == (2, 6)
    time_of_day = number_at("三点五十分", 0)
    assert time_of_day is not None
    assert time_of_day.end == 1


def test_date_by_numbers_reads_as_one_in_words() -> None:
    year, month, day = keys("2025")[0], keys("2")[0], keys("8")[0]
    for date in ("2025-02-08", "2025/2/8", "2025.2.8"):
        assert keys(date) == (year, "年", month, "月", day, "日")
