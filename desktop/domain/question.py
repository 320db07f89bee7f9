"""A question, whatever its kind, and how an answer to it was marked. No prose: ui and cli find the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.answer import DiffPiece
from desktop.domain.article import TextSpan
from desktop.domain.card import Rating

MASK = "＿"  # as wide as a character, so that nothing moves when the answer returns


class QuestionMode(StrEnum):
    """How a card asks; the value is stored with its reviews."""

    TYPED = "typed"  # type what is hidden
    CHOICE = "choice"  # one of four
    TRUE_FALSE = "truefalse"  # is this how it stands?
    LIST = "list"  # recite the items
    NEXT = "next"  # what comes after this sentence?
    ORDER = "order"  # put the items in order
    HINT = "hint"  # typed, the first character shown
    RECITE = "recite"  # a whole page, its phrases hidden
    PAPER = "paper"  # 模拟卷


@dataclass(frozen=True, slots=True)
class MaskedText:
    """A text of which the spans ``hidden`` (sorted, apart from one another) are not shown before the answer."""

    text: str
    hidden: tuple[TextSpan, ...] = ()

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The text piece by piece, each with whether it is hidden."""
        done = 0
        for start, end in self.hidden:
            if done < start:
                yield self.text[done:start], False
            yield self.text[start:end], True
            done = end
        if done < len(self.text):
            yield self.text[done:], False

    def shown(self) -> str:
        """The text with a mask for each hidden character."""
        return "".join(MASK * len(piece) if hidden else piece for piece, hidden in self.pieces())


class Change(NamedTuple):
    """What makes a statement false: ``replacement`` at ``[start, end)`` of it stands for ``original``."""

    start: int
    end: int
    original: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Question:
    """A card as it is asked. ``mode`` is the kind it has, ``wanted`` the kind it was to have; they differ where the
    card cannot be asked so.

    ``prompt`` asks, under its ``headings`` (outermost first). ``answer`` is the right one in full. Beside that

    - choice has ``options``, four unless the question came with its own, one of which is ``answer``;
    - truefalse states ``prompt``, false if there is a ``change``; ``answer`` is how it should read;
    - list wants ``items``, in ``any_order`` or their own;
    - list and order are about what the phrase ``asked`` stands for, where the prompt does not hold it;
    - order shows ``items``; the one at n belongs at ``places[n]``;
    - hint leaves the first character of the answer, ``hint``, unmasked in the prompt;
    - next shows the sentence before, and ``answer`` is the one that follows.

    ``cue`` is what the card tells of its answer, where the answer itself is asked for.
    """

    card_id: str
    mode: QuestionMode
    wanted: QuestionMode
    prompt: MaskedText
    answer: str
    kind: str
    headings: tuple[MaskedText, ...] = ()
    options: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    any_order: bool = False
    places: tuple[int, ...] = ()
    change: Change | None = None
    hint: str = ""
    asked: str = ""
    cue: str = ""

    @property
    def right_option(self) -> int:
        """Which of the options is right; -1 where there are none."""
        return self.options.index(self.answer) if self.options else -1

    def shown(self) -> str:
        """All that the learner reads before answering: headings, prompt, cue and things to order, a line each."""
        lines = [*(heading.shown() for heading in self.headings), self.prompt.shown(), *filter(None, [self.cue])]
        return "\n".join([*lines, *(self.items if self.mode is QuestionMode.ORDER else ())])


@dataclass(frozen=True, slots=True)
class Marking:
    """``verdict`` is exact, accepted, near or wrong, ``rating`` what it suggests; ``share`` of it was right, 0..1.

    ``diff`` and ``reason`` are those of a typed answer; ``items`` says of each item of a list, or each place of an
    order, whether it was there.
    """

    verdict: str
    rating: Rating
    share: float
    diff: tuple[DiffPiece, ...] = ()
    reason: str = ""
    items: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Recitation:
    """A page of an article to say by heart: ``page.hidden`` are revealed one by one, ``start`` is its place there."""

    article_id: str
    start: int
    page: MaskedText


class PaperItem(NamedTuple):
    """A card to be asked in a mode."""

    card_id: str
    mode: QuestionMode


@dataclass(frozen=True, slots=True)
class PaperPlan:
    """What a paper is drawn from. The same plan over the same cards gives the same paper.

    ``minutes`` are for the whole paper, None without a limit.
    """

    seed: int
    number: int
    modes: tuple[QuestionMode, ...] = (QuestionMode.TYPED, QuestionMode.CHOICE, QuestionMode.TRUE_FALSE)
    articles: tuple[str, ...] = ()
    minutes: float | None = None
    decks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """The questions of a paper, in the order in which they are asked."""

    plan: PaperPlan
    questions: tuple[Question, ...]


class ModeScore(NamedTuple):
    """``points`` reached with ``number`` questions of one mode."""

    number: int
    points: float


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """How a paper went. A right answer counts 1 point, a near one a half.

    ``mistakes`` are the places of the questions that were not right, ``late`` says that it took longer than allowed.
    """

    number: int
    points: float
    right: int
    near: int
    wrong: int
    unanswered: int
    mistakes: tuple[int, ...]
    by_mode: dict[QuestionMode, ModeScore]
    seconds: float
    late: bool
    by_section: dict[str, ModeScore] = field(default_factory=dict)
