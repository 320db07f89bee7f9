from __future__ import annotations

from collections import Counter

import pytest

from desktop.domain.article import TextSpan
from desktop.domain.card import Card, Rating
from desktop.domain.question import Marking, MaskedText, ModeScore, Paper, PaperPlan, Question, QuestionMode
from desktop.pipeline.papers import draw_paper, score_paper

MODES = (QuestionMode.TYPED, QuestionMode.CHOICE)


def card(number: int, sentence: str) -> Card:
    return Card(f"card{number:03}", "", None, "", sentence, (TextSpan(0, 1),), None, sentence[0], "term")


CARDS = [card(n, f"第{n // 3}句。") for n in range(30)]  # three of each sentence


def test_a_paper_can_be_drawn_again_from_its_seed() -> None:
    plan = PaperPlan(7, 12, MODES)
    assert draw_paper(CARDS, plan) == draw_paper(CARDS[::-1], plan)
    assert draw_paper(CARDS, plan) != draw_paper(CARDS, PaperPlan(8, 12, MODES))


def test_no_sentence_comes_twice_while_another_is_left() -> None:
    sentences = {each.id: each.sentence for each in CARDS}
    drawn = [sentences[item.card_id] for item in draw_paper(CARDS, PaperPlan(1, 20, MODES))]
    assert len(set(drawn[:10])) == len(set(drawn[10:])) == 10


@pytest.mark.parametrize(("number", "length"), [(0, 0), (5, 5), (30, 30), (99, 30)])
def test_it_has_as_many_questions_as_there_are(number: int, length: int) -> None:
    items = draw_paper(CARDS, PaperPlan(1, number, MODES))
    assert len({item.card_id for item in items}) == len(items) == length
    counts = Counter(item.mode for item in items)
    assert counts[MODES[0]] - counts[MODES[1]] in (0, 1)


def test_the_score_sheet() -> None:
    modes = (QuestionMode.TYPED, QuestionMode.TYPED, QuestionMode.CHOICE, QuestionMode.CHOICE)
    questions = tuple(Question(str(n), mode, mode, MaskedText("…"), "甲", "term") for n, mode in enumerate(modes))
    marks = [
        Marking("accepted", Rating.GOOD, 1.0),
        Marking("near", Rating.HARD, 0.8),
        None,
        Marking("wrong", Rating.AGAIN, 0.0),
    ]
    sheet = score_paper(Paper(PaperPlan(1, 4, minutes=2), questions), marks, 121)
    assert (sheet.number, sheet.points) == (4, 1.5)
    assert (sheet.right, sheet.near, sheet.wrong, sheet.unanswered) == (1, 1, 1, 1)
    assert sheet.mistakes == (1, 2, 3)
    assert sheet.by_mode == {QuestionMode.TYPED: ModeScore(2, 1.5), QuestionMode.CHOICE: ModeScore(2, 0.0)}
    assert sheet.late
    assert not score_paper(Paper(PaperPlan(1, 4), questions), marks, 121).late
