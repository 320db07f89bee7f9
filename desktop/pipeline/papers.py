"""A paper (模拟卷): which cards it asks in which modes, and how it went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random

from desktop.domain.card import Card
from desktop.domain.question import Marking, ModeScore, Paper, PaperItem, PaperPlan, QuestionMode, ScoreSheet

_POINTS = {"exact": 1.0, "accepted": 1.0, "near": 0.5}


def draw_paper(cards: Sequence[Card], plan: PaperPlan) -> list[PaperItem]:
    """``plan.number`` cards, or all where there are fewer, each with a mode; the modes take turns.

    No sentence is asked twice while another one is left: one of its questions would answer the other.
    The order of ``cards`` does not matter.
    """
    chance = Random(plan.seed)
    waiting: dict[str, list[Card]] = defaultdict(list)
    for card in sorted(cards, key=lambda each: each.id):
        waiting[card.sentence].append(card)
    sentences = list(waiting)
    chance.shuffle(sentences)
    for sentence in sentences:
        chance.shuffle(waiting[sentence])
    chosen: list[Card] = []
    while len(chosen) < min(plan.number, len(cards)):
        chosen += [waiting[sentence].pop() for sentence in sentences if waiting[sentence]]
    modes = plan.modes or (QuestionMode.TYPED,)
    return [PaperItem(card.id, modes[n % len(modes)]) for n, card in enumerate(chosen[: plan.number])]


def score_paper(paper: Paper, marks: Sequence[Marking | None], seconds: float) -> ScoreSheet:
    """How a paper went; ``marks`` has one for each question, None where it was not answered."""
    points = [_POINTS.get(mark.verdict, 0.0) if mark else 0.0 for mark in marks]
    verdicts = [mark.verdict if mark else "" for mark in marks]
    by_mode: dict[QuestionMode, ModeScore] = {}
    by_section: dict[str, ModeScore] = {}
    for question, reached in zip(paper.questions, points, strict=True):
        section = question.headings[0].text if question.headings else ""
        by_mode[question.mode] = _added(by_mode.get(question.mode), reached)
        by_section[section] = _added(by_section.get(section), reached)
    minutes = paper.plan.minutes
    return ScoreSheet(
        number=len(points),
        points=sum(points),
        right=sum(each == 1.0 for each in points),
        near=verdicts.count("near"),
        wrong=verdicts.count("wrong"),
        unanswered=verdicts.count(""),
        mistakes=tuple(n for n, each in enumerate(points) if each < 1.0),
        by_mode=by_mode,
        seconds=seconds,
        late=minutes is not None and seconds > minutes * 60,
        by_section=by_section,
    )


def _added(score: ModeScore | None, points: float) -> ModeScore:
    return ModeScore(score.number + 1, score.points + points) if score else ModeScore(1, points)
