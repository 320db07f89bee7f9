"""The learner's phrases over what was found: 〔…〕 marks what stands at the end."""

from __future__ import annotations

import random
import re
import time

import pytest

from desktop.domain.phrase import OwnPhrase, PhraseKind, PhraseOccurrence
from desktop.pipeline.own_phrases import OwnLexicon, apply_own, find_own

ADDED = [
    ("签发〔证据开示令〕状。", ["证据开示令"]),
    ("〔证据开示令〕与〔证据开示〕", ["证据开示", "证据开示令"]),  # the longest at each place
    ("提升审判质效和庭〔审质〕量", ["审质"]),  # half a word, but theirs
    ("审〔总对总〕对总", ["总对总"]),  # none overlapping
    ("令", ["令"]),  # single characters are too many
    ("", ["总对总"]),
]


def drawn(line: str) -> tuple[str, list[str]]:
    return re.sub("[〔〕]", "", line), re.findall("〔(.*?)〕", line)


def found(text: str, *marks: tuple[str, PhraseKind]) -> list[PhraseOccurrence]:
    return [PhraseOccurrence(text.index(word), text.index(word) + len(word), word, kind, 0.5) for word, kind in marks]


@pytest.mark.parametrize(("line", "phrases"), ADDED)
def test_added_phrases_stand_wherever_they_are(line: str, phrases: list[str]) -> None:
    text, expected = drawn(line)
    occurrences = find_own(text, OwnLexicon.of(map(OwnPhrase, phrases)))
    assert [each.text for each in occurrences] == expected
    assert all(text[each.start : each.end] == each.text for each in occurrences)


def test_theirs_take_the_place_of_what_they_overlap() -> None:
    text = "加强知识产权审判工作"
    marks = found(text, ("知识产权审判", PhraseKind.TERM))
    own = OwnLexicon.of([OwnPhrase("审判工作", PhraseKind.NAME)])
    assert [(each.text, each.kind) for each in apply_own(text, marks, own)] == [("审判工作", PhraseKind.NAME)]


def test_a_title_stays_whole() -> None:
    text = "依照《知识产权法》保护知识产权"
    marks = found(text, ("知识产权法", PhraseKind.TITLE))
    own = OwnLexicon.of([OwnPhrase("知识产权")])
    assert [(each.start, each.text) for each in apply_own(text, marks, own)] == [(3, "知识产权法"), (11, "知识产权")]


def test_muted_phrases_go_and_others_change_their_kind() -> None:
    text = "破产审判、知识产权、公平正义"
    marks = found(text, ("破产审判", PhraseKind.TERM), ("知识产权", PhraseKind.TERM), ("公平正义", PhraseKind.FORMULA))
    own = OwnLexicon.of([OwnPhrase("破产审判", muted=True), OwnPhrase("知识产权", PhraseKind.NAME)])
    after = [(each.text, each.kind) for each in apply_own(text, marks, own)]
    assert after == [("知识产权", PhraseKind.NAME), ("公平正义", PhraseKind.FORMULA)]


def test_merged_phrases_count_as_one() -> None:
    own = OwnLexicon.of(
        [OwnPhrase("二十大", alias_of="党的二十大"), OwnPhrase("甲", alias_of="乙"), OwnPhrase("乙", alias_of="甲")]
    )
    assert own.canonical("二十大") == "党的二十大"
    assert own.canonical("党的二十大") == "党的二十大"
    assert own.canonical("甲") in ("甲", "乙")  # a circle ends


def test_of_two_decisions_the_later_counts() -> None:
    own = OwnLexicon.of([OwnPhrase("知识产权"), OwnPhrase("知识产权", muted=True)])
    assert find_own("知识产权", own) == []


def test_a_thousand_phrases_over_two_hundred_articles_are_fast() -> None:
    draw = random.Random(5)
    characters = "党的领导知识产权保护人民法院破产审判制度改革发展经济社会"
    phrases = [OwnPhrase("".join(draw.choices(characters, k=draw.randint(3, 9)))) for _ in range(1000)]
    article = "".join(draw.choices(characters + "，。的了在是", k=5000))
    own = OwnLexicon.of(phrases)
    start = time.process_time()
    for _ in range(20):
        find_own(article, own)
    assert time.process_time() - start < 1.0  # 0.05 s on the build machine for a tenth of the whole
