from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.article import TextSpan
from desktop.domain.question import MASK, MaskedText
from desktop.pipeline.giveaways import Readable, essence, gives_away, hide
from tests.unit.pipeline.reading import bare


def masked(text: str, *answers: str) -> str:
    return hide([text], answers)[0].shown().replace(MASK, "_")


@pytest.mark.parametrize(
    ("text", "answer", "shown"),
    [
        ("领悟“两个确立”，拥护“两个确立”", "两个确立", "领悟“____”，拥护“____”"),  # every time
        ("做到“两个确立”的", "“两个确立”", "做到“____”的"),  # quotation marks do not count
        ("兩個確立與两個確立", "两个确立", "____與____"),  # script
        ("ＧＤＰ增长，gdp总量", "GDP", "___增长，___总量"),  # width and case
        ("两个 确立和两“个”确立", "两个确立", "_____和______"),  # what stands between
        ("社会主义核心价值观教育", "核心价值观", "社会主义_____教育"),  # inside a longer phrase
        ("到2035年，即二〇三五年", "2035年", "到_____，即_____"),  # numerals
        ("占百分之二十五，约25%", "25%", "占______，约___"),
        ("二十五个，第二十五届", "25个", "____，第二十五届"),
        ("第十五个五年规划", "五年", "第十五个__规划"),
        ("法大于权，法律", "法", "_大于权，法律"),  # one character: a word by itself
        ("高高高", "高高", "___"),  # occurrences that overlap
        ("无关", "两个确立", "无关"),
        ("“”，。", "“”", "“”，。"),  # nothing that counts
        ("", "两个确立", ""),
    ],
)
def test_an_answer_is_hidden_however_it_is_written(text: str, answer: str, shown: str) -> None:
    assert masked(text, answer) == shown


def test_what_is_left_does_not_join_to_the_answer() -> None:
    assert masked("坚坚持持", "坚持") == "____"
    parts = hide(["为", "人民服务"], ["为人民"])
    assert [part.shown() for part in parts] == [MASK, MASK * 2 + "服务"]


def test_the_character_of_a_hint_stays() -> None:
    (part,) = hide(["领悟两个确立，两个确立"], ["两个确立"], [TextSpan(2, 6)], shown=2)
    assert part.shown() == "领悟两＿＿＿，＿＿＿＿"


@settings(max_examples=300, deadline=None)
@given(
    text=st.text("两个确立維护2035二〇三五年%。，“”\n ab", max_size=40),
    answer=st.text("两个确立2035二〇三五年", min_size=2, max_size=5),
)
def test_nothing_is_left_to_be_read_in_a_long_text(text: str, answer: str) -> None:
    """Neither beside nor across what ``Readable`` hides; and it hides nothing where there is nothing to hide."""
    hidden = MaskedText(text, Readable(text).spans([answer]))
    assert len(essence(answer)) < 2 or essence(answer) not in essence(hidden.shown().replace(MASK, ""))
    assert bool(hidden.hidden) == gives_away(text, answer)


def test_the_blanks_are_hidden_in_any_case() -> None:
    heading, prompt = hide(["甲", "甲乙丙丁"], ["戊己"], [TextSpan(1, 3)])
    assert heading.hidden == ()
    assert list(prompt.pieces()) == [("甲", False), ("乙丙", True), ("丁", False)]


def test_an_answer_can_be_read_in_another_form() -> None:
    assert gives_away("兩個 確立", "两个确立")
    assert not gives_away("两个维护", "两个确立")


SIGNS = "两兩个個确確立Ａa１12二两三〇“”、， ·—"


@given(st.text(SIGNS, min_size=2, max_size=5), st.text(SIGNS, max_size=40))
def test_no_answer_of_two_characters_is_left(answer: str, text: str) -> None:
    shown = [part.shown() for part in hide([text[:10], text[10:]], [answer])]
    assert [len(part) for part in shown] == [len(text[:10]), len(text[10:])]
    if len(bare(answer)) >= 2:
        assert bare(answer) not in bare("".join(shown))


@given(st.text(SIGNS, min_size=2, max_size=4), st.text(SIGNS, max_size=30))
def test_hiding_again_hides_no_more(answer: str, text: str) -> None:
    (once,) = hide([text], [answer])
    assert hide([once.shown()], [answer])[0].shown() == once.shown()
