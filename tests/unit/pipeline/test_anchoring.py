from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.article import TextSpan
from desktop.pipeline.anchoring import Anchored, Evidence, Loss, Lost, reanchor
from desktop.pipeline.sentence_matching import match_sentences
from desktop.pipeline.sentences import split_sentences
from desktop.pipeline.text_comparison import fold, spelled

SEED = Path(__file__).parents[2] / "data" / "seed" / "article_gold.txt"


def follow(old: str, new: str, anchors: list[TextSpan]) -> list[Anchored | Lost]:
    return reanchor(match_sentences(old, new, split_sentences(old), split_sentences(new)), anchors)


def undrawn(drawn: str) -> tuple[str, TextSpan | None]:
    """The text without its brackets, and what stands in them."""
    text = drawn.replace("[", "").replace("]", "")
    return text, TextSpan(drawn.index("["), drawn.index("]") - 1) if "[" in drawn else None


FIRST = "各级人民法院应当依法受理案件。"
TWIN = "有关部门应当依法及时处理。"
LAST = "本规定自公布之日起全面施行。"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("甲应当[依法]办理。", "甲应当[依法]办理。", "nothing changed"),
        (f"{FIRST}\n坚持[依法]治国基本方略。", f"坚持[依法]治国基本方略。\n{FIRST}", "a paragraph moved"),
        (f"{FIRST}坚持[依法]治国基本方略。", f"坚持[依法]治国基本方略。{LAST}", "the same words before it are gone"),
        (
            f"{FIRST}[依法]行政必须坚持不懈。{LAST}",
            f"{FIRST}{TWIN}[依法]行政必须坚持不懈。{LAST}",
            "the same words in a new sentence before it",
        ),
        (
            "第一条　[人民法院]审理民事案件适用本法。\n第二条　人民法院审理刑事案件适用本法。",
            "第一条　人民法院审理刑事案件适用本法。\n第二条　[人民法院]审理民事案件适用本法。",
            "two similar sentences swapped and renumbered",
        ),
        (
            "甲。\n加强诉源治理工作，推进多元[解纷]机制建设。\n乙。",
            "甲。\n加强诉源治理工作，全面推进多元[解纷]机制建设。\n乙。",
            "a word inserted before it",
        ),
        (
            f"{FIRST}法院立案，当事人同意的，[法院]可以调解。{LAST}",
            f"{FIRST}法院受理，当事人同意的，[法院]可以调解。{LAST}",
            "the second of two occurrences in a reworded sentence",
        ),
        ("增长[12.5%]，完成目标。", "增长[１２．５％]，完成 目标。", "wide forms"),
        ("坚持“[两个确立]”不动摇。", "坚持「[两个确立]」不动摇。", "other quotation marks"),
        ("[“枫桥经验”]长期有效。", "[「枫桥经验」]长期有效。", "other quotation marks inside"),
        ("落实[惩罚犯罪、保护人民]的任务。", "落实 [惩罚犯罪、 保护人民]的任务。", "spaces inside"),
        (
            f"{FIRST}深化改革创新体制，锻造[过硬队伍]建设。{LAST}",
            f"{FIRST}深化改革创新体制。锻造[过硬队伍]建设。{LAST}",
            "a sentence split",
        ),
        (
            f"{FIRST}深化改革创新体制。锻造[过硬队伍]建设。{LAST}",
            f"{FIRST}深化改革创新体制，锻造[过硬队伍]建设。{LAST}",
            "two sentences merged",
        ),
        (
            f"{FIRST}\n有关部门应当[依法]及时处理。\n{LAST}",
            f"{FIRST}\n有关部门应当[依法]及时处理。\n{LAST}\n{TWIN}",
            "a copy far away",
        ),
        (
            f"{FIRST}\n{TWIN}\n坚持改革开放基本国策。\n有关部门应当[依法]及时处理。\n{LAST}",
            f"{FIRST}\n坚持改革开放基本国策。\n有关部门应当[依法]及时处理。\n{LAST}",
            "the other of two copies is gone",
        ),
    ],
)
def test_words_are_followed(old: str, new: str, why: str) -> None:
    (old_text, anchor), (new_text, expected) = undrawn(old), undrawn(new)
    assert anchor is not None
    (result,) = follow(old_text, new_text, [anchor])
    assert isinstance(result, Anchored), f"{why}: {result}"
    assert (result.start, result.end) == expected, why
    assert result.sentence.start <= result.start < result.end <= result.sentence.end


@pytest.mark.parametrize(
    ("old", "new", "reason", "suggested"),
    [
        # The sentence is gone, however often its words stand elsewhere.
        (f"{FIRST}有关部门应当[依法]及时处理。{LAST}", f"{FIRST}{LAST}", Loss.REMOVED, None),
        # A copy of it is gone, and it was this one.
        (
            f"{FIRST}\n有关部门应当[依法]及时处理。\n坚持改革开放基本国策。\n{TWIN}\n{LAST}",
            f"{FIRST}\n坚持改革开放基本国策。\n{TWIN}\n{LAST}",
            Loss.REMOVED,
            None,
        ),
        # One of two copies is gone, and nothing tells which.
        (f"{FIRST}有关部门应当[依法]及时处理。{TWIN}{LAST}", f"{FIRST}{TWIN}{LAST}", Loss.AMBIGUOUS, None),
        # The words themselves were corrected; what stands there now is suggested.
        ("审判机关依法独立[行驶]审判权力。", "审判机关依法独立行使审判权力。", Loss.REWORDED, "行使"),
        ("企业利润增长[3.5%]左右，好于预期。", "企业利润增长35%左右，好于预期。", Loss.REWORDED, "35%"),
        # The words are dropped, the same words later in the sentence stay.
        (
            f"{FIRST}受理案件之后，[人民法院]应当及时通知，人民法院可以公告。{LAST}",
            f"{FIRST}受理案件之后，应当及时通知，人民法院可以公告。{LAST}",
            Loss.AMBIGUOUS,
            None,
        ),
        # An article was renumbered: its number is not the same words.
        ("[第三条]　各级政府应当加强领导。", "第四条　各级政府应当加强领导。", Loss.REWORDED, "第四条"),
        # Another sentence took its place.
        (f"{FIRST}[有关部门]应当建立信息共享机制。{LAST}", f"{FIRST}国家鼓励技术创新。{LAST}", Loss.REMOVED, None),
    ],
)
def test_words_are_lost(old: str, new: str, reason: Loss, suggested: str | None) -> None:
    old_text, anchor = undrawn(old)
    assert anchor is not None
    (result,) = follow(old_text, new, [anchor])
    assert isinstance(result, Lost), new[result.start : result.end]
    assert result.reason is reason
    if suggested is not None:
        assert result.words is not None
        assert new[slice(*result.words)] == suggested


def test_an_answer_that_stands_thirty_times_is_followed_each_time() -> None:
    """Every second article is gone, the rest is in reverse order: each 人民法院 goes with its own article."""
    topics = [chr(0x4E00 + 37 * number) * 3 for number in range(30)]
    old = "".join(f"人民法院审理{topic}案件，应当公开进行。\n" for topic in topics)
    new = "".join(f"人民法院审理{topic}案件，应当公开进行。\n" for topic in reversed(topics[::2]))
    anchors = [TextSpan(at, at + 4) for at in range(0, len(old), len(old) // 30)]
    for topic, result in zip(topics, follow(old, new, anchors), strict=True):
        if topic in new:
            assert isinstance(result, Anchored)
            assert new[result.start :].startswith(f"人民法院审理{topic}")
        else:
            assert isinstance(result, Lost)


def test_evidence_and_confidence() -> None:
    old, new = f"{FIRST}甲乙丙丁应当依法办理登记。", f"{FIRST}甲乙丙丁必须依法办理登记。"
    same, reworded = follow(old, new, [TextSpan(2, 6), TextSpan(old.index("办理"), old.index("办理") + 2)])
    assert isinstance(same, Anchored)
    assert isinstance(reworded, Anchored)
    assert (same.confidence, same.evidence) == (1.0, Evidence.SENTENCE)
    assert 0 < reworded.confidence < 1
    assert reworded.evidence is Evidence.CONTEXT


@pytest.mark.parametrize("anchor", [(0, 0), (-1, 2), (0, 9), (3, 2)])
def test_an_anchor_outside_the_text_is_refused(anchor: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no anchor"):
        follow("甲乙丙。", "甲乙。", [TextSpan(*anchor)])


def test_a_better_copy_of_the_seed_article_keeps_its_cards() -> None:
    """The old copy has a wrong character in every 80, never in the card's own words."""
    new = SEED.read_text(encoding="utf-8")
    random = Random(3)
    letters = list(new)
    for at in range(40, len(new), 80):
        if letters[at] != "\n":
            letters[at] = "□"
    old = "".join(letters)
    anchors = [TextSpan(at, at + 4) for at in random.sample(range(len(old) - 4), 800)]
    anchors = [
        anchor for anchor in anchors if old[slice(*anchor)] == new[slice(*anchor)] and old[slice(*anchor)].isalpha()
    ]
    results = follow(old, new, anchors)
    found = [(result.start, result.end) if isinstance(result, Anchored) else None for result in results]
    assert all(place in (None, anchor) for place, anchor in zip(found, anchors, strict=True))
    assert found.count(None) <= 0.02 * len(anchors)


def test_a_long_text_is_done_in_about_a_second() -> None:
    random = Random(5)
    hanzi = [chr(0x4E00 + number) for number in range(2_000)]
    sentences = ["".join(random.choices(hanzi, k=30)) + "。" for _ in range(11_000)]
    old = "\n".join(sentences)
    random.shuffle(sentences)
    new = "\n".join(each[:9] + "另" + each[9:] if at % 20 == 0 else each for at, each in enumerate(sentences))
    anchors = [TextSpan(32 * number + 2, 32 * number + 6) for number in random.sample(range(11_000), 2_000)]
    began = time.process_time()
    results = follow(old, new, anchors)
    assert time.process_time() - began < 5  # a slow machine; 1 s on the one it was written on
    assert all(isinstance(result, Anchored) for result in results)


TEXTS = st.text(alphabet="甲乙丙丁法院 　，。、“”\n（一）12.A\u200b", max_size=60)


@st.composite
def anchored_texts(draw: st.DrawFn) -> tuple[str, list[TextSpan]]:
    text = draw(TEXTS.filter(bool))
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=5))
    return text, [TextSpan(at, draw(st.integers(at + 1, len(text)))) for at in starts]


@given(anchored_texts())
def test_in_an_unchanged_text_everything_stays(drawn: tuple[str, list[TextSpan]]) -> None:
    text, anchors = drawn
    results = follow(text, text, anchors)
    assert [(result.start, result.end) for result in results if isinstance(result, Anchored)] == anchors


@given(anchored_texts(), TEXTS)
def test_anchored_words_are_the_old_words(drawn: tuple[str, list[TextSpan]], new: str) -> None:
    old, anchors = drawn
    for anchor, result in zip(anchors, follow(old, new, anchors), strict=True):
        if isinstance(result, Anchored):
            assert 0 <= result.sentence.start <= result.start < result.end <= result.sentence.end <= len(new)
            assert spelled(new[result.start : result.end]) == spelled(old[slice(*anchor)])
            assert 0 < result.confidence <= 1
        else:
            for span in (result.sentence, result.words):
                assert span is None or 0 <= span.start < span.end <= len(new)


@given(anchored_texts(), st.data())
def test_what_is_put_in_front_moves_everything_by_its_length(
    drawn: tuple[str, list[TextSpan]], data: st.DataObject
) -> None:
    sentences = [chr(0x5000 + 101 * number) * 9 + "。\n" for number in range(6)]
    old = "".join(sentences)
    at = data.draw(st.integers(0, 5))
    new = "".join([*sentences[:at], drawn[0] + "\n", *sentences[at:]])
    anchors = [TextSpan(11 * number + 1, 11 * number + 5) for number in range(6)]
    for number, result in enumerate(follow(old, new, anchors)):
        assert isinstance(result, Anchored)
        shift = len(drawn[0]) + 1 if number >= at else 0
        assert result.start == anchors[number].start + shift


@given(st.text(max_size=40))
def test_folding_keeps_places(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
