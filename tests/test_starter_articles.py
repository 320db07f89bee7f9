"""The articles in decks/ are ready for a first start."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.paths import deck_file
from desktop.services.text_tools import TextTools

TUTORIAL = "1-tutorial.txt"
ADJUDICATION = "2-adjudication.txt"


@pytest.fixture(scope="module")
def tools() -> TextTools:
    return TextTools()


def headings(tools: TextTools, name: str) -> list[tuple[int, str]]:
    text = tools.clean(tools.read(deck_file("articles", name)).text).text
    found: list[tuple[int, str]] = []
    pending = list(tools.outline(text).sections)
    while pending:
        section = pending.pop(0)
        found.append((section.level, section.label))
        pending[:0] = section.children
    return found


def test_there_are_two(root: Path) -> None:
    assert sorted(path.name for path in deck_file("articles").iterdir()) == [TUTORIAL, ADJUDICATION]


def test_the_real_article_is_the_one_that_the_tests_know(seed: Path) -> None:
    assert deck_file("articles", ADJUDICATION).read_bytes() == (seed / "article_polluted.txt").read_bytes()


def test_the_tutorial_needs_no_repair(tools: TextTools) -> None:
    raw = tools.read(deck_file("articles", TUTORIAL)).text
    assert tools.clean(raw).text == raw


def test_the_tutorial_has_five_parts(tools: TextTools) -> None:
    labels = headings(tools, TUTORIAL)
    assert [label for level, label in labels if level == 1] == ["一、", "二、", "三、", "四、", "五、"]
    assert sum(level == 2 for level, _ in labels) == 11


def test_the_tutorial_asks_for_what_it_teaches(tools: TextTools) -> None:
    """Its quoted words are found whole, so that they are marked and can be asked."""
    text = tools.read(deck_file("articles", TUTORIAL)).text
    found = {phrase.text for phrase in tools.phrases(text)}
    assert found >= {"温故知新", "修复", "关键短语", "两个维护", "重来", "良好", "稳定性", "可提取性", "90%"}


def test_the_tutorial_keeps_its_manners() -> None:
    text = deck_file("articles", TUTORIAL).read_text(encoding="utf-8")
    assert 900 <= len(text) <= 1_200
    assert not set("！!?") & set(text)
