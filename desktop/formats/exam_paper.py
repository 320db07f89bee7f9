"""Questions as an examination paper: parts by kind with their points, a table for the marker, a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.printed import Exercise, Gap, Heading, Key, PrintWords, Sheet
from desktop.domain.question import MaskedText, Question, QuestionMode
from desktop.formats.worksheet import rule_width

_BETWEEN = set("、，；和及与或以")  # between the items of a list, where one rule stands for all
_CHARACTERS_A_LINE = 24


def make_paper(
    questions: Mapping[QuestionMode, Sequence[Question]],
    points: Mapping[QuestionMode, int],
    *,
    title: str,
    label: str,
    minutes: int,
    words: PrintWords,
) -> Sheet:
    """The paper called ``label`` (A, B) of ``questions`` by kind, each worth ``points`` of its kind."""
    names = {
        QuestionMode.CHOICE: words.choice,
        QuestionMode.TRUE_FALSE: words.true_false,
        QuestionMode.TYPED: words.fill,
        QuestionMode.LIST: words.recite,
    }
    body: list[Heading | Exercise] = []
    key: list[Key] = []
    number = total = 0
    for part, (mode, asked) in enumerate(questions.items()):
        numeral, worth = words.numerals[part], points[mode] * len(asked)
        total += worth
        heading = words.part.format(number=numeral, name=names[mode], count=len(asked), points=points[mode], sum=worth)
        body.append(Heading(1, heading))
        key.append(Key(0, heading.partition("（")[0].partition(" (")[0]))
        for question in asked:
            number += 1
            exercise, answer = _exercise(number, question, words)
            body.append(exercise)
            key.append(Key(number, answer))
    paper = words.paper.format(label=label)
    return Sheet(
        title=title or paper,
        subtitle=paper if title else "",
        fields=(words.name, words.day),
        body=tuple(body),
        key=tuple(key),
        words=words,
        remark=words.full_marks.format(sum=total, minutes=minutes),
        score=(*words.numerals[: len(questions)], words.total),
        label=words.version.format(label=label),
    )


def _exercise(number: int, question: Question, words: PrintWords) -> tuple[Exercise, str]:
    text = question.prompt
    if question.mode is QuestionMode.CHOICE:
        asked: tuple[str | Gap, ...] = _bracketed(text, words.bracket)
        letters = "ABCDEFGHIJ"[question.right_option] if question.options else question.answer
        return Exercise(number, asked, question.options), letters
    if question.mode is QuestionMode.TRUE_FALSE:
        statement = text.text.replace("\n", " ").strip()
        change = question.change
        answer = (
            words.right if change is None else f"{words.wrong}{words.colon}{change.replacement} → {change.original}"
        )
        return Exercise(number, (f"{statement}{words.bracket}",)), answer
    if question.mode is QuestionMode.LIST:
        lines = min(max(1, -(-len(question.answer) // _CHARACTERS_A_LINE)), 4)
        asked = _ruled(text, together=True)
        if question.asked:
            asked = (*asked, words.stands_for.format(phrase=question.asked))
        return Exercise(number, asked, lines=lines), question.answer
    if not text.hidden:  # a question of the learner's own
        lines = min(max(1, -(-len(question.answer) // _CHARACTERS_A_LINE)), 4)
        return Exercise(number, (text.text.replace("\n", " "),), lines=lines), question.answer.replace("\n", " ")
    return Exercise(number, _ruled(text)), question.answer


def _bracketed(text: MaskedText, bracket: str) -> tuple[str | Gap, ...]:
    """A sentence with brackets for the letter in the place of what is hidden; behind one that hides nothing."""
    if not text.hidden:
        asked = text.text.replace("\n", " ").strip()
        return (asked if any(mark in asked for mark in ("（", "____", "＿＿")) else f"{asked}{bracket}",)
    shown = "".join(bracket if hidden else piece for piece, hidden in text.pieces())
    return (shown.replace("\n", " "),)


def _ruled(text: MaskedText, *, together: bool = False) -> tuple[str | Gap, ...]:
    """A sentence with rules for what is hidden; ``together`` draws one for items that only stand in a list."""
    made: list[str | Gap] = []
    for piece, hidden in text.pieces():
        if not hidden:
            made.append(piece.replace("\n", " "))
        elif together and len(made) > 1 and isinstance(made[-2], Gap) and set(str(made[-1])) <= _BETWEEN:
            made.pop()
            made[-1] = Gap(8)
        else:
            made.append(Gap(rule_width(piece)))
    return tuple(made)
