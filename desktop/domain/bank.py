"""Questions of a bank that comes in as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class BankField(StrEnum):
    """What a column of the table holds; the value is the name used by the command line."""

    QUESTION = "question"
    OPTIONS = "options"  # one column each, or all in one cell
    ANSWER = "answer"
    ANALYSIS = "analysis"
    TYPE = "type"
    CHAPTER = "chapter"


class BankKind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"  # one option
    MULTIPLE = "multiple"  # several options
    TRUE_FALSE = "truefalse"
    FILL = "fill"  # words that go into gaps
    SHORT = "short"  # in a few words


class BankProblem(StrEnum):
    """Why a row is no question."""

    NO_QUESTION = "no_question"
    NO_ANSWER = "no_answer"
    NOT_AN_OPTION = "not_an_option"  # the answer is none of the options
    TOO_LONG = "too_long"


# Which columns, counted from 0, hold each field.
BankMapping = Mapping[BankField, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """The question of a row (counted from 1 as spreadsheets do), or why it is none (``problem``).

    ``answers`` are the right options, the words for each gap, or the one answer; of a statement 对 or 错. ``stem``
    of a question with gaps holds GAP for each.
    """

    row: int
    kind: BankKind
    stem: str
    answers: tuple[str, ...]
    options: tuple[str, ...] = ()
    analysis: str = ""
    chapter: str = ""
    problem: BankProblem | None = None

    @property
    def shown(self) -> str:
        """The question as it is read, rules for gaps."""
        return self.stem.replace(GAP, "____")


GAP = "\x00"  # stands in a stem where words go; no cell holds it
RIGHT, WRONG = "对", "错"


@dataclass(frozen=True, slots=True)
class BankTable:
    """The cells of a table, row by row; ``name`` is the file's."""

    name: str
    rows: tuple[tuple[str, ...], ...]
