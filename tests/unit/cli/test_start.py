"""What a line without a command says, and what commands know without importing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.cli.main import QUESTION_MODES
from desktop.cli.start import window_arguments
from desktop.domain.question import QuestionMode
from desktop.services.answer_pace import _median


@pytest.mark.parametrize(
    ("line", "home", "language"),
    [
        (["--home", "a b"], "a b", None),
        (["--home=a=b", "--lang", "en"], "a=b", "en"),
        (["--lang=zh", "--home", "a", "--home", "b"], "b", "zh"),
    ],
)
def test_a_line_that_only_opens_the_window(
    line: list[str], home: str, language: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert window_arguments(line) == (Path(home), language)


@pytest.mark.parametrize(
    "line",
    [["due"], ["--home"], ["--home", "--lang"], ["--home="], ["--lang", "fr"], ["-h"], ["open", "a.txt"]],
)
def test_any_other_line_is_read_as_a_command(line: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert window_arguments(line) is None


def test_an_answer_may_have_any_mode() -> None:
    assert tuple(map(str, QuestionMode)) == QUESTION_MODES


@pytest.mark.parametrize(("values", "middle"), [([3], 3), ([9, 1, 4], 4), ([1, 9, 4, 2], 3)])
def test_the_pace_is_that_of_the_middle_answer(values: list[int], middle: float) -> None:
    assert _median(values) == middle
