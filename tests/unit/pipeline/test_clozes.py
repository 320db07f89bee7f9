"""Which clozes an article gets. Texts are drawn with their phrases: ``[四个意识:shorthand]``; ``(…)`` is a blank
that an examiner proposes. Expected clozes are the answers in text order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.article import Sentence, TextSpan
from desktop.domain.cloze import Blank, Cloze, Density
from desktop.domain.phrase import PhraseKind, PhraseOccurrence
from desktop.domain.proposal import Reason, ReasonKind
from desktop.pipeline.clozes import choose_clozes, propose_clozes


def draw(picture: str) -> tuple[str, list[Sentence], list[PhraseOccurrence], list[list[Blank]]]:
    """The text, sentences, phrases and blanks of a drawing; a sentence ends at 。 or the line's end."""
    text = ""
    phrases: list[PhraseOccurrence] = []
    proposed: list[tuple[int, int]] = []
    for piece in re.split(r"(\[[^]]+\]|\([^)]+\))", picture):
        start = len(text)
        if piece.startswith("["):
            words, _, kind = piece[1:-1].partition(":")
            text += words
            phrases.append(PhraseOccurrence(start, len(text), words, PhraseKind(kind), 0.5))
        elif piece.startswith("("):
            text += piece[1:-1]
            proposed.append((start, len(text)))
        else:
            text += piece
    sentences = [Sentence(*match.span()) for match in re.finditer(r"[^。\n]+。?", text)]
    blanks = [[Blank(a - s, b - s, 0.4) for a, b in proposed if s <= a and b <= e] for s, e in sentences]
    return text, sentences, phrases, blanks


def answers(picture: str, density: Density = Density.NORMAL) -> list[str]:
    return [cloze.answer for cloze in choose_clozes(*draw(picture), density)]


def test_the_shorthand_phrase_is_preferred() -> None:
    assert answers("各级[人民法院:name]要深刻领悟[两个确立:shorthand]的决定性意义。") == ["两个确立"]


def test_an_examiners_blank_counts_where_no_phrase_is_marked() -> None:
    assert answers("为建设社会主义现代化国家(不懈奋斗)。") == ["不懈奋斗"]


def test_a_phrase_that_an_examiner_would_blank_wins_over_its_like() -> None:
    picture = "完善[知识产权:term]案件审理机制和[破产审判:term]工作制度。"
    text, sentences, phrases, _ = draw(picture)
    start = text.index("破产审判")
    blanks = [[Blank(start, start + 4, 0.6)]]
    assert [cloze.answer for cloze in choose_clozes(text, sentences, phrases, blanks, Density.NORMAL)] == ["破产审判"]


def test_each_answer_is_asked_once() -> None:
    picture = "要始终做到[两个维护:shorthand]不动摇。" + "\n今后还要继续做到[两个维护:shorthand]不含糊。" * 3
    assert answers(picture, Density.DENSE) == ["两个维护"]


def test_no_answer_of_a_sentence_holds_another() -> None:
    picture = "坚持[行政复议:term]为民原则，严格依照[行政复议制度:term]办理每一起行政争议案件，做到公正高效便民。"
    assert len(answers(picture, Density.ALL)) == 1


def test_an_answer_is_hidden_wherever_its_sentence_repeats_it() -> None:
    (cloze,) = choose_clozes(*draw("[自信:term]人生二百年，自信会当水击三千里。"), Density.NORMAL)
    assert [cloze.sentence[start:end] for start, end in cloze.blanks] == ["自信", "自信"]


def test_a_sentence_is_not_asked_for_all_of_itself() -> None:
    assert answers("[以人民为中心:formula]。") == []
    assert answers("要[以人民为中心:formula]。", Density.ALL) == []


def test_none_gives_none() -> None:
    assert answers("要深刻领悟[两个确立:shorthand]的决定性意义。", Density.NONE) == []


def test_no_text_gives_none() -> None:
    assert choose_clozes("", [], [], [], Density.ALL) == []


def test_the_choice_is_spread_over_the_article() -> None:
    """Fifty like sentences, room for few clozes: they do not crowd at the beginning."""
    words = [f"甲{number}乙" for number in range(50)]
    picture = "".join(f"各地各部门要认真学习并且全面贯彻[{word}:term]的各项要求和部署。" for word in words)
    chosen = [words.index(answer) for answer in answers(picture, Density.FEW)]
    assert 2 <= len(chosen) <= 5
    assert max(chosen) - min(chosen) > 10


_MARKED = st.lists(
    st.one_of(
        st.text("党国法人民要的，", min_size=1, max_size=12),
        st.sampled_from(["[两个确立:shorthand]", "[法:term]", "[法人:term]", "(人民)", "。", "\n"]),
    ),
    max_size=40,
).map("".join)


@given(_MARKED, st.sampled_from(Density))
def test_every_cloze_holds_its_answer_and_fits_its_place(picture: str, density: Density) -> None:
    text, sentences, phrases, blanks = draw(picture)
    chosen = choose_clozes(text, sentences, phrases, blanks, density)
    by_sentence: dict[int, list[Cloze]] = {}
    for cloze in chosen:
        assert text.startswith(cloze.sentence, cloze.article_start)
        assert {cloze.sentence[start:end] for start, end in cloze.blanks} == {cloze.answer}
        assert list(cloze.blanks) == sorted(set(cloze.blanks))
        question = list(cloze.sentence)
        for start, end in cloze.blanks:
            question[start:end] = "＿" * (end - start)
        assert cloze.answer not in "".join(question)
        by_sentence.setdefault(cloze.article_start, []).append(cloze)
    for clozes in by_sentence.values():
        for one in clozes:
            assert not any(one is not other and one.answer in other.answer for other in clozes)
    assert [cloze.article_start for cloze in chosen] == sorted(cloze.article_start for cloze in chosen)


@pytest.mark.parametrize("density", Density)
def test_the_choice_is_the_same_each_time(density: Density) -> None:
    drawn = draw(
        "要坚持[以人民为中心:formula]，增强[四个意识:shorthand]、坚定[四个自信:shorthand]，推进(高质量发展)。" * 3
    )
    assert choose_clozes(*drawn, density) == choose_clozes(*drawn, density)


PICTURE = (
    "一、深刻领悟[两个确立:shorthand]\n"
    "要深刻领悟[两个确立:shorthand]的决定性意义，把[两个确立:shorthand]落到实处。"
    "完善家事、医疗、养老等领域的(司法保护)制度。严格执行[信访工作条例:title]的各项规定要求。\n"
)


def proposed(picture: str = PICTURE) -> dict[tuple[int, str], tuple[set[Density], tuple[Reason, ...]]]:
    text, *rest = draw(picture)
    made = propose_clozes(text, *rest, headings=[TextSpan(0, text.index("\n"))])
    return {(text[: p.cloze.article_start].count("\n"), p.cloze.answer): (set(p.densities), p.reasons) for p in made}


def test_a_proposal_says_why() -> None:
    made = proposed()
    assert made[0, "两个确立"][1] == (
        Reason(ReasonKind.PHRASE),
        Reason(ReasonKind.HEADING),
        Reason(ReasonKind.REPEATED, 3),
    )
    assert made[1, "两个确立"][1] == (Reason(ReasonKind.PHRASE), Reason(ReasonKind.REPEATED, 3))
    assert made[1, "信访工作条例"][1] == (Reason(ReasonKind.PHRASE),)
    assert made[1, "司法保护"][1] == (Reason(ReasonKind.EXAMINER, 0.4),)


def test_a_list_is_proposed_item_by_item() -> None:
    made = proposed()
    assert made[1, "医疗"][1] == (Reason(ReasonKind.LISTED, 3),)
    assert Density.ALL in made[1, "医疗"][0]


@given(_MARKED)
def test_the_proposals_of_a_density_are_its_clozes(picture: str) -> None:
    drawn = draw(picture)
    made = propose_clozes(*drawn)
    assert len({(each.cloze.article_start, each.cloze.blanks) for each in made}) == len(made)
    for density in Density:
        chosen = sorted(choose_clozes(*drawn, density), key=lambda cloze: (cloze.article_start, cloze.blanks))
        assert [p.cloze for p in made if density in p.densities] == chosen
    assert all(each.reasons and each.densities for each in made)


def test_the_number_of_an_article_of_law_is_never_asked() -> None:
    """第(三)条　阅览室每周(开放)一次以上，向社会公开。 the 三 is where it stands, not what it says."""
    assert answers("第(三)条　阅览室每周(开放)一次以上，向社会公开。", Density.ALL) == ["开放"]
    assert answers("依照前款第(三)条，阅览室每周(开放)一次以上。", Density.ALL) == ["三", "开放"]


HEAD = (
    "[中华人民共和国:name][天文台:term]管理办法\n（2001年3月1日[观象委员会:name]第八次会议通过）\n(观象)令第12号\n"
    "第一章　[观测制度:term]\n"
)


def test_neither_the_head_of_a_document_nor_its_chapters_are_asked() -> None:
    body = "第一条　[天文台:term]实行昼夜[值守:term]制度，由台长负责。"
    assert answers(HEAD + body, Density.ALL) == ["天文台", "值守"]


def test_a_text_that_is_no_document_has_no_head() -> None:
    assert answers("春天来了，[燕子:term]从南方飞回来了。\n大家都很高兴。") == ["燕子"]
    assert answers("[光合作用:term]的主要场所是叶绿体\n[呼吸作用:term]的主要场所是线粒体", Density.ALL) == [
        "光合作用",
        "呼吸作用",
    ]


def test_what_the_title_says_gives_way_to_what_it_does_not() -> None:
    assert answers(HEAD + "第一条　[天文台:term]实行昼夜[值守:term]制度，由台长负责。") == ["值守"]


def test_a_line_of_a_table_of_contents_is_not_asked() -> None:
    assert answers("总论与各家学说[天体力学:term]……………………（17）", Density.ALL) == []


@pytest.mark.parametrize(
    "picture",
    [
        "十五、[三步走战略:shorthand]概述",
        "第三章　[天体测量学:term]基础",
        "大力[振兴天文:formula]。",
        "为了维护天文秩序，制定(本办法)。",
        "天文台的职责(包括)观测、记录和报时。",
    ],
)
def test_what_cannot_be_known_from_its_sentence_or_says_nothing_is_not_asked(picture: str) -> None:
    assert answers(picture, Density.ALL) == []


def test_a_short_item_of_a_list_may_be_asked() -> None:
    assert answers("③坚持[人人观星:formula]。") == ["人人观星"]


def test_a_sentence_that_the_article_repeats_is_asked_once() -> None:
    picture = "天文台实行昼夜[值守:term]制度，由[台长:term]负责到底。\n"
    assert answers(picture * 2, Density.ALL) == ["值守", "台长"]


def test_the_marks_around_a_title_are_not_part_of_the_answer() -> None:
    assert answers("系统论述这一学说的著作是(《天体运行论》)，影响深远。") == ["天体运行论"]


def test_a_word_that_an_article_says_all_the_time_gives_way_to_a_rarer_one() -> None:
    often = "每座[天文台:term]都要把记录按月送交上级存档备查。\n"
    others = [f"第{number}座" + often for number in range(40)]
    picture = "".join(others) + "凡[天文台:term]均应配备[光学望远镜:term]和专职观测人员。"
    assert answers(picture, Density.FEW)[-1] == "光学望远镜"


def test_a_title_under_a_dateline_is_the_head_too() -> None:
    head = "新华社北京7月14日电\n[观象委员会:name]关于[观测制度:term]的意见\n（2025年2月8日）\n"
    assert answers(head + "天文台应当实行昼夜[值守:term]制度。", Density.ALL) == ["值守"]


def test_names_in_quotation_marks_leave_room_for_what_else_an_article_says() -> None:
    """Forty campaigns by name, and ten figures that alone would be worth less: some of both are asked."""
    lines = [f"各地扎实推进“[第{number}号行动:quoted]”，各项任务取得了新的进展。" for number in range(40)]
    lines += [f"全年完成投资[{number}亿元:number]，比上年有所增长，好于预期目标。" for number in range(10, 20)]
    kinds = [cloze.kind for cloze in choose_clozes(*draw("\n".join(lines)), Density.FEW)]
    assert {"quoted", "number"} <= set(kinds)


def test_a_title_that_is_only_the_word_for_a_document_is_not_asked() -> None:
    assert answers("《[纲要:title]》细化了今后五年的各项战略任务和重大举措。", Density.ALL) == []


def test_notes_under_a_title_are_not_its_head() -> None:
    picture = "天文学笔记\n哥白尼的学说：[日心说:term]取代地心说\n两者之争历时百年，终有定论。"
    assert answers(picture, Density.ALL) == ["日心说"]
