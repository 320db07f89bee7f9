from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.paths import resource
from desktop.pipeline.pinyin import Readings
from desktop.pipeline.rules.script import ScriptTable
from desktop.pipeline.search_sounds import initials, is_sound, letters_of, spellings, ways
from desktop.pipeline.search_text import PART_CHARACTERS, Folding, pair_query, pairs, search_parts

FOLDING = Folding(ScriptTable.parse(resource("dictionaries", "repair_script.txt").read_bytes()).simple)
READINGS = Readings(resource("dictionaries", "answers.txt").read_bytes())
TEXTS = st.text(st.one_of(st.sampled_from("两个確立ＧＤＰ，。“” \n2五"), st.characters()), max_size=40)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("兩個確立", "两个确立"),
        ("“两个 确立”。", "两个确立"),
        ("ＧＤＰ增長３％", "gdp增长3"),
        ("明瞭、著作", "明了着作"),
        ("　——！", ""),
    ],
)
def test_what_is_called_the_same_is_folded_alike(written: str, folded: str) -> None:
    assert FOLDING.fold(written) == folded


@given(TEXTS, TEXTS)
def test_folding_is_done_with_once_and_letter_by_letter(one: str, other: str) -> None:
    assert FOLDING.fold(FOLDING.fold(one)) == FOLDING.fold(one)
    assert FOLDING.fold(one + other) == FOLDING.fold(one) + FOLDING.fold(other)


@given(TEXTS, st.integers(0, 40), st.integers(1, 6))
def test_every_piece_of_a_text_is_found_where_it_stands(text: str, start: int, length: int) -> None:
    wanted = FOLDING.fold(text[start : start + length])
    if wanted:
        spans = FOLDING.find(text, wanted)
        assert spans
        assert all(FOLDING.fold(text[found.start : found.end]) == wanted for found in spans)
        with closing(sqlite3.connect(":memory:")) as database:
            database.execute("CREATE VIRTUAL TABLE t USING fts5 (words, content = '', tokenize = 'unicode61')")
            database.execute("INSERT INTO t (rowid, words) VALUES (1, ?)", (pairs(FOLDING.fold(text)),))
            if wanted.isascii() or set(wanted) <= set("两个确立2五"):
                assert database.execute("SELECT rowid FROM t WHERE t MATCH ?", (pair_query(wanted),)).fetchall()


@pytest.mark.parametrize("text", ["", "一行\n" * 2_000, "没有停顿" * 3_000, "一句话。" * 3_000])
def test_parts_make_up_the_text(text: str) -> None:
    parts = list(search_parts(text))
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.end - part.start <= PART_CHARACTERS for part in parts)


def test_terms_sound_as_they_are_commonly_read() -> None:
    assert "liang ge que li" in spellings("两个确立", READINGS)
    assert {"zhong qing", "chong qing"} == set(spellings("重庆", READINGS))
    assert initials("liang ge que li") == "lgql"
    assert spellings("gdp", READINGS) == spellings("一", READINGS) == spellings("字" * 40, READINGS) == []


@pytest.mark.parametrize("typed", ["lianggequeli", "liǎnggèquèlì", "liang3ge4que4li4", "LIANGGE'QUELI"])
def test_letters_are_cut_into_syllables(typed: str) -> None:
    assert is_sound(typed)
    assert '"liang ge que li"*' in ways(letters_of(typed), READINGS)


def test_letters_that_spell_nothing_are_none() -> None:
    assert ways("lgql", READINGS) == []
    assert ways(letters_of("lüe4"), READINGS)[0] == '"lve"*'
    assert not any(map(is_sound, ("2025", "两个", "a2025", "", "b-c")))
