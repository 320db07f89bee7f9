from __future__ import annotations

from random import Random

import pytest

from desktop.domain.phrase import PhraseKind, PhraseOccurrence
from desktop.paths import resource
from desktop.pipeline.answers import AnswerTables, check_answer
from desktop.pipeline.distractors import Bank, Gap, Known, choose_distractors, likeness
from desktop.pipeline.word_families import _by_word, relatives

TABLES = AnswerTables.parse(resource("dictionaries", "answers.txt").read_bytes())
SHORTHANDS = ("四个自信", "四个服务", "四个伟大", "两个维护", "三严三实", "五位一体", "六个一", "四个全面战略布局")
SHORTHAND_BANK = Bank(Known(text, "shorthand") for text in SHORTHANDS)
NOTHING = Bank()


def gap(sentence: str, answer: str, kind: str = "shorthand", near: str = "") -> Gap:
    return Gap(answer, kind, sentence, sentence.index(answer), near)


def chosen(asked: Gap, article: Bank = NOTHING, known: Bank = SHORTHAND_BANK, seed: int = 0) -> list[str]:
    return choose_distractors(asked, article, known, Random(seed), TABLES)


def bank(text: str, kind: PhraseKind, *phrases: str) -> Bank:
    """The article ``text`` with every occurrence of the phrases."""
    found = []
    for phrase in phrases:
        at = text.find(phrase)
        while at >= 0:
            found.append(PhraseOccurrence(at, at + len(phrase), phrase, kind, 0.5))
            at = text.find(phrase, at + 1)
    return Bank.of_article(text, sorted(found))


def test_what_counts_alike_comes_first() -> None:
    assert set(chosen(gap("增强“四个意识”。", "四个意识"))) == {"四个自信", "四个服务", "四个伟大"}


def test_what_the_sentence_shows_is_no_option() -> None:
    assert "四个自信" not in chosen(gap("增强“四个意识”、坚定“四个自信”。", "四个意识"))
    assert "四个自信" not in chosen(gap("增强“四個意識”、坚定「四個自信」。", "四個意識"))


def test_a_phrase_that_stands_in_the_same_place_elsewhere_may_be_right_too() -> None:
    text = "推进严格执法。推进公正司法。实现全民守法。加快科学立法。建设阳光司法。"
    article = bank(text, PhraseKind.FORMULA, "严格执法", "公正司法", "全民守法", "科学立法", "阳光司法")
    asked = gap("推进严格执法。", "严格执法", "formula")
    assert set(chosen(asked, article, NOTHING)) == {"全民守法", "科学立法", "阳光司法"}


def test_length_and_kind_are_those_of_the_answer() -> None:
    article = bank("全面推进依法治国和依法执政", PhraseKind.TERM, "全面推进依法治国", "依法执政")
    assert chosen(gap("坚持依法行政。", "依法行政", "formula"), article, NOTHING) == []
    assert chosen(gap("坚持依法行政。", "依法行政", "term"), article, NOTHING) == ["依法执政"]


def test_a_part_or_another_name_of_the_answer_is_not_wrong() -> None:
    known = Bank(Known(text, "name") for text in ("中共中央", "党中央", "中央", "党中央的"))
    assert chosen(gap("坚持党中央领导。", "党中央", "name"), known=known) == []


def test_the_same_words_the_other_way_round_are_not_wrong() -> None:
    known = Bank(Known(text, "formula") for text in ("克难攻坚", "攻坚克难", "攻坚作战"))
    assert chosen(gap("勇于攻坚克难。", "攻坚克难", "formula"), known=known) == ["攻坚作战"]


def test_numbers_are_changed_and_those_of_the_article_come_first() -> None:
    article = bank("增长8%，其余12万", PhraseKind.NUMBER, "8%", "12万")
    options = chosen(gap("达到95%以上。", "95%", "number"), article)
    assert options[0] == "8%"
    assert len(options) == 3
    assert all(option.endswith("%") for option in options)


def test_words_come_from_families_and_from_the_text_around() -> None:
    assert set(chosen(gap("应当公开。", "应当", "word"))) == {"可以", "必须", "不得"}
    near = "保持稳定，提升水平，促进公平，巩固成果。"
    options = chosen(gap("激发活力。", "激发", "word", near))
    assert set(options) <= {"保持", "提升", "促进", "巩固"}
    assert len(options) == 3


def test_too_few_honest_ones_are_not_filled_up() -> None:
    assert chosen(gap("坚持阿伏伽德罗定律。", "阿伏伽德罗定律", "term")) == []


@pytest.mark.parametrize("seed", range(20))
def test_the_same_chance_gives_the_same_options_and_none_would_be_accepted(seed: int) -> None:
    options = chosen(gap("增强“四个意识”。", "四个意识"), seed=seed)
    assert options == chosen(gap("增强“四个意识”。", "四个意识"), seed=seed)
    assert all(check_answer("四个意识", each, "lenient", tables=TABLES).verdict == "wrong" for each in options)


def test_likeness() -> None:
    order = sorted(("两个维护", "四个自信", "五位一体", "四个全面"), key=lambda each: -likeness("四个意识", each))
    assert set(order[:2]) == {"四个自信", "四个全面"}
    assert order[-1] == "五位一体"


def test_the_family_of_a_word_comes_first() -> None:
    for answer in ("管制", "唐朝", "道路自信", "中级人民法院"):
        family = relatives(answer)
        assert answer not in family
        asked = gap(f"这里说的是{answer}。", answer, "term")
        found = chosen(asked, known=NOTHING)
        assert found
        assert set(found) <= set(family)
    assert relatives("没有这个词") == []


def test_no_family_has_a_word_twice() -> None:
    for family in {each for families in _by_word().values() for each in families}:
        assert len(family) == len(set(family)) > 1
