from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.article import TextSpan
from desktop.domain.card import Card, CardState, Schedule
from desktop.domain.cloze import Cloze, Density
from desktop.domain.question import MASK, Question, QuestionMode
from desktop.paths import deck_file, resource
from desktop.pipeline.answers import AnswerTables, check_answer
from desktop.pipeline.article_index import ArticleIndex
from desktop.pipeline.clozes import hide_everywhere
from desktop.pipeline.distractors import Bank, Known
from desktop.pipeline.glossary import Entry
from desktop.pipeline.questions import CARD_MODES, Sources, fitting_mode, make_question, mode_by_maturity
from desktop.services.text_tools import TextTools
from tests.unit.pipeline.reading import bare

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = (
    deck_file("articles", "1-tutorial.txt"),
    deck_file("articles", "2-adjudication.txt"),
    ROOT / "tests" / "data" / "seed" / "article_gold.txt",
)
SHORTHANDS = ("四个自信", "四个服务", "四个伟大", "两个维护", "两个务必", "两个大局", "两个结合", "三个务必")
SOURCES = Sources(
    Bank(Known(text, "shorthand") for text in SHORTHANDS),
    {"四个自信": Entry("四个自信", ("道路自信", "理论自信", "制度自信", "文化自信"), "a text")},
    AnswerTables.parse(resource("dictionaries", "answers.txt").read_bytes()),
)
HIDING = (QuestionMode.TYPED, QuestionMode.HINT, QuestionMode.LIST)


@cache
def tools() -> TextTools:
    return TextTools()


def index(text: str) -> ArticleIndex:
    made = tools().outline(text)
    return ArticleIndex(made.title, text, made.sections, tools().sentences(text), tools().phrases(text))


def card_of(cloze: Cloze, number: int = 0) -> Card:
    start = cloze.article_start + cloze.blanks[0].start
    return Card(
        id=f"card{number}",
        guid="",
        article_id="a",
        deck="",
        sentence=cloze.sentence,
        blanks=cloze.blanks,
        article_span=TextSpan(start, start + len(cloze.answer)),
        answer=cloze.answer,
        kind=cloze.kind,
    )


def card(sentence: str, answer: str, kind: str = "shorthand", article_start: int = 0) -> Card:
    blanks = hide_everywhere(sentence, answer, sentence.index(answer))
    return card_of(Cloze(sentence, blanks, answer, kind, article_start))


def ask(asked: Card, mode: QuestionMode, text: str = "", seed: int = 0) -> Question:
    return make_question(asked, mode, index(text) if text else None, SOURCES, Random(seed))


@cache
def all_cards(path: Path) -> tuple[ArticleIndex, tuple[Card, ...]]:
    text = tools().clean(tools().read(path).text).text
    read = index(text)
    clozes = tools().clozes(text, tools().sentences(text), read.phrases, Density.ALL)
    return read, tuple(card_of(cloze, number) for number, cloze in enumerate(clozes))


def questions(path: Path, *modes: QuestionMode) -> Iterator[tuple[Card, Question]]:
    read, cards = all_cards(path)
    for each in cards:
        for mode in modes:
            yield each, make_question(each, mode, read, SOURCES, Random(f"{each.id}:0"))


# No giveaways


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_no_question_about_an_article_gives_its_answer_away(path: Path) -> None:
    number = 0
    for _, question in questions(path, *HIDING):
        shown = bare(question.shown())
        if len(bare(question.answer)) >= 2:
            assert bare(question.answer) not in shown, question
            number += 1
        for item in question.items:
            assert len(bare(item)) < 2 or bare(item) not in shown, question
    assert number > 50


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_neither_stems_nor_headings_of_the_other_modes_give_it_away(path: Path) -> None:
    """Choice: the answer stands in no stem or heading. Next: what is shown does not have the sentence, whole or in
    part. Order: no heading has an item, and the items do not stand in their order. True or false: no heading says
    what the statement asks about."""
    asked: Counter[str] = Counter()
    others = (QuestionMode.CHOICE, QuestionMode.NEXT, QuestionMode.ORDER, QuestionMode.TRUE_FALSE)
    for each, question in questions(path, *others):
        asked[question.mode] += 1
        above = bare("\n".join([*(heading.shown() for heading in question.headings), question.prompt.shown()]))
        headings = bare("\n".join(heading.shown() for heading in question.headings))
        if question.mode is QuestionMode.CHOICE:
            assert len(bare(each.answer)) < 2 or bare(each.answer) not in above, question
            stem = bare(question.prompt.shown())
            assert not any(bare(option) in stem for option in question.options), question  # it would be ruled out
        elif question.mode is QuestionMode.NEXT:
            assert bare(question.answer) not in above, question
        elif question.mode is QuestionMode.ORDER:
            assert all(len(bare(item)) < 2 or bare(item) not in above for item in question.items), question
            assert list(question.places) != sorted(question.places)
        elif question.mode is QuestionMode.TRUE_FALSE:
            assert len(bare(each.answer)) < 2 or bare(each.answer) not in headings, question
    assert all(asked[mode] for mode in others), asked


FORMS = (
    "两个确立",
    "兩個確立",
    "两 个确立",
    "“两个”确立",
    "两個确立",
    "坚持两个确立不动摇",
    "２０３５年",
    "二〇三五年",
    "2035 年",
)


@given(st.lists(st.sampled_from((*FORMS, "建设", "，", "的", "一、")), max_size=8), st.sampled_from(FORMS), st.data())
def test_no_question_gives_its_answer_away(words: list[str], answer: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words)))
    sentence = "".join([*words[:place], answer, *words[place:], "是要点。"])
    heading = data.draw(st.sampled_from(FORMS))
    text = f"关于{answer}的意见\n\n一、{heading}\n{sentence}\n"
    asked = card(sentence, answer, article_start=text.rindex(sentence))
    for mode in HIDING:
        question = ask(asked, mode, text)
        assert bare(question.answer) not in bare(question.shown())


def test_a_one_character_answer_is_hidden_where_it_is_a_word() -> None:
    asked = replace(card("法大于权，法是法律。", "法", "term"), blanks=(TextSpan(0, 1),))
    assert ask(asked, QuestionMode.TYPED).prompt.shown() == f"{MASK}大于权，{MASK}是法律。"
    assert ask(asked, QuestionMode.HINT).mode is QuestionMode.TYPED


def test_headings_are_shown_without_the_answer() -> None:
    text = "关于法治的意见\n\n一、坚持“兩個確立”\n（一）总体要求\n深刻领悟“两个确立”的意义。\n"
    asked = card("深刻领悟“两个确立”的意义。", "两个确立", article_start=text.index("深刻"))
    question = ask(asked, QuestionMode.TYPED, text)
    assert [heading.shown() for heading in question.headings] == ["一、坚持“＿＿＿＿”", "（一）总体要求"]


def test_a_hint_is_the_first_character() -> None:
    question = ask(card("深刻领悟“两个确立”的意义。", "两个确立"), QuestionMode.HINT)
    assert question.hint == "两"
    assert question.prompt.shown() == "深刻领悟“两＿＿＿”的意义。"


# Choice


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_the_options_of_an_article_are_four_and_one_is_right(path: Path) -> None:
    places = set()
    for asked, question in questions(path, QuestionMode.CHOICE):
        if question.mode is not QuestionMode.CHOICE:
            assert question.mode in (QuestionMode.HINT, QuestionMode.TYPED)
            assert not question.options
            continue
        places.add(question.right_option)
        assert len({bare(option) for option in question.options}) == 4
        for option in question.options:
            assert abs(len(option) - len(asked.answer)) <= 1
            if option != asked.answer:
                assert bare(option) not in bare(asked.sentence)
                verdict = check_answer(asked.answer, option, "lenient", tables=SOURCES.tables).verdict
                assert verdict == "wrong"
    assert places == {0, 1, 2, 3}


def test_without_honest_options_a_choice_becomes_a_hint_and_says_so() -> None:
    question = ask(card("阿伏伽德罗定律说了什么。", "阿伏伽德罗定律", "term"), QuestionMode.CHOICE)
    assert (question.wanted, question.mode) == (QuestionMode.CHOICE, QuestionMode.HINT)


# True or false


def test_a_false_statement_differs_by_its_change_and_a_true_one_not_at_all() -> None:
    sentence = "深刻领悟“两个确立”的意义，应当公开。"
    seen = set()
    for seed in range(40):
        question = ask(card(sentence, "两个确立"), QuestionMode.TRUE_FALSE, seed=seed)
        statement, change = question.prompt.text, question.change
        if change is None:
            assert statement == sentence
        else:
            assert statement != sentence
            assert statement[: change.start] + change.original + statement[change.end :] == sentence
            assert statement[change.start : change.end] == change.replacement
        seen.add(change and change.original)
        assert question.answer == sentence
    assert seen == {None, "两个确立", "应当"}


# Lists, orders, the next sentence


def test_a_list_comes_from_the_article_or_the_glossary() -> None:
    sentence = "坚定“四个自信”，即道路自信、理论自信、制度自信、文化自信。"
    question = ask(card(sentence, "四个自信"), QuestionMode.LIST, sentence)
    assert question.items == ("道路自信", "理论自信", "制度自信", "文化自信")
    assert question.any_order
    assert question.prompt.shown() == "坚定“四个自信”，即＿＿＿＿、＿＿＿＿、＿＿＿＿、＿＿＿＿。"
    assert ask(card("坚定“四个自信”。", "四个自信"), QuestionMode.LIST).items == question.items


def test_a_list_that_is_the_whole_sentence_is_not_recited() -> None:
    """Rules alone ask nothing: the blank is typed instead."""
    made = ask(card("宣传教育、制度建设、队伍建设、经费保障。", "制度建设", "term"), QuestionMode.LIST)
    assert made.mode is QuestionMode.TYPED
    made = ask(card("要抓好四件事，即宣传教育、制度建设、队伍建设、经费保障。", "制度建设", "term"), QuestionMode.LIST)
    assert made.mode is QuestionMode.LIST


def test_a_list_within_the_sentence_is_recited_where_the_blank_is_part_of_it() -> None:
    sentence = "坚持科学立法、严格执法、公正司法、全民守法。"
    question = ask(card(sentence, "公正司法", "formula"), QuestionMode.LIST)
    assert question.items == ("科学立法", "严格执法", "公正司法", "全民守法")
    assert question.any_order
    counted = "要做到：一是加强领导；二是健全机制；三是强化保障。"
    question = ask(card(counted, "健全机制", "term"), QuestionMode.LIST)
    assert not question.any_order


def test_steps_keep_their_order() -> None:
    sentence = "分“三步走”：打基础、上台阶、成强国。"
    assert not ask(card(sentence, "三步走"), QuestionMode.LIST, sentence).any_order


TEXT = "\n".join(
    (
        "关于法治的意见",
        "",
        "一、总体要求",
        "坚持党的领导。坚持依法治国。",
        "二、重点任务",
        "建设法治政府。",
        "三、组织实施",
        "落实责任。",
    )
)


def test_the_next_sentence_follows_the_one_before() -> None:
    asked = card("坚持依法治国。", "依法治国", "formula", TEXT.index("坚持依法治国"))
    question = ask(asked, QuestionMode.NEXT, TEXT)
    assert question.prompt.shown() == "坚持党的领导。"
    assert question.answer == "坚持依法治国。"
    assert ask(asked, QuestionMode.NEXT).mode is QuestionMode.TYPED


def test_headings_are_put_in_order() -> None:
    asked = card("建设法治政府。", "法治政府", "term", TEXT.index("建设法治政府"))
    question = ask(asked, QuestionMode.ORDER, TEXT)
    assert sorted(question.items) == sorted(("总体要求", "重点任务", "组织实施"))
    assert question.places != (0, 1, 2)
    assert sorted(zip(question.places, question.items, strict=True)) == [
        (0, "总体要求"),
        (1, "重点任务"),
        (2, "组织实施"),
    ]
    assert question.answer == "总体要求；重点任务；组织实施"


# All modes


@pytest.mark.parametrize("mode", CARD_MODES)
def test_every_mode_gives_a_question_and_the_same_one_again(mode: QuestionMode) -> None:
    for path in ARTICLES[:1]:
        first = [question for _, question in questions(path, mode)]
        assert first == [question for _, question in questions(path, mode)]
        assert all(question.wanted is mode for question in first)


@pytest.mark.parametrize("mode", CARD_MODES)
def test_a_card_that_the_learner_wrote_is_typed_as_it_stands(mode: QuestionMode) -> None:
    own = Card(
        "c", "", None, "", "依法治国的总目标是什么？", (), None, "", "own", note_kind="basic", back="建设法治体系"
    )
    question = ask(own, mode)
    assert question.mode is QuestionMode.TYPED
    assert question.prompt.shown() == own.sentence
    assert question.answer == "建设法治体系"


@pytest.mark.parametrize(
    ("state", "days", "mode"),
    [
        (CardState.NEW, 0, QuestionMode.CHOICE),
        (CardState.LEARNING, 0, QuestionMode.CHOICE),
        (CardState.RELEARNING, 40, QuestionMode.CHOICE),
        (CardState.REVIEW, 6, QuestionMode.CHOICE),
        (CardState.REVIEW, 7, QuestionMode.HINT),
        (CardState.REVIEW, 20, QuestionMode.HINT),
        (CardState.REVIEW, 21, QuestionMode.TYPED),
    ],
)
def test_the_mode_follows_how_well_a_card_is_known(state: CardState, days: int, mode: QuestionMode) -> None:
    schedule = Schedule(state=state, scheduled_days=days)
    assert mode_by_maturity(schedule) is mode
    asked = replace(card("深刻领悟“两个确立”。", "两个确立"), schedule=schedule)
    assert fitting_mode(asked) is mode
    assert fitting_mode(replace(asked, mode="truefalse")) is QuestionMode.TRUE_FALSE
    assert fitting_mode(replace(asked, mode="unheard of")) is mode
