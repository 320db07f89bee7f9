from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pipeline.sentence_matching import Matching, match_sentences
from desktop.pipeline.sentences import split_sentences

# Long sentences by one letter each; X stands more than once, r is R reworded.
SENTENCES = {
    "A": "各级人民法院应当依法受理案件",
    "B": "国家鼓励技术创新和成果转化",
    "C": "本规定自公布之日起全面施行",
    "R": "县级以上财政部门负责经费保障",
    "r": "县级以上财政部门负责有关经费保障",
    "S": "县级以上公安部门负责经费保障",
    "s": "县级以上公安部门负责有关经费保障",
    "X": "有关部门应当依法及时处理",
    "o": "附则",
}


def text(letters: str) -> str:
    return "。".join(SENTENCES[letter] for letter in letters) + "。"


def match(old: str, new: str) -> Matching:
    return match_sentences(old, new, split_sentences(old), split_sentences(new))


@pytest.mark.parametrize(
    ("old", "new", "pairs", "why"),
    [
        ("ABC", "CAB", "0-1 1-2 2-0", "unique sentences wherever they stand"),
        ("AXB", "AXBX", "0-0 1-1 2-2", "a copy at the end"),
        ("AXB", "AXXB", "0-0 1-1 2-3", "a copy behind: the first stays"),
        ("AXBXC", "ABXC", "0-0 2-1 3-2 4-3", "the first of two is gone"),
        ("AXBXC", "AXBC", "0-0 1-1 2-2 4-3", "the second of two is gone"),
        ("AXBXC", "ABXCX", "0-0 1-4 2-1 3-2 4-3", "the first of two went to the end"),
        ("AXXB", "AXB", "0-0 3-2", "one of two neighbours is gone: nobody knows which"),
        ("RS", "SR", "0-1 1-0", "similar sentences swapped"),
        ("ARSB", "AsrB", "0-0 1-2 2-1 3-3", "similar sentences swapped and reworded"),
        ("ARB", "ArB", "0-0 1-1 2-2", "reworded"),
        ("ARSB", "AsB", "0-0 2-1 3-2", "one gone, the other reworded"),
        ("RXSX", "rXsX", "0-0 1-1 2-2 3-3", "repeated sentences go with their neighbours"),
        ("AoB", "AoC", "0-0 1-1", "short sentences beside their neighbours"),
        ("AoB", "BCo", "2-0", "but nowhere else"),
    ],
)
def test_pairs(old: str, new: str, pairs: str, why: str) -> None:
    found = match(text(old), text(new)).links
    assert " ".join(f"{link.old_first}-{link.new_first}" for link in found) == pairs, why


def test_ambiguous_sentences_are_named() -> None:
    assert match(text("AXXB"), text("AXB")).ambiguous == {1, 2}
    assert match(text("AXXB"), text("AXB")).twins == {1, 2}
    assert match(text("AXB"), text("AB")).ambiguous == set()


def test_the_number_in_front_does_not_count() -> None:
    (link,) = match("第二条　各级政府应当加强领导。", "（三）各级政府应当加强领导。").links
    assert link.similarity == 1.0


@given(*[st.lists(st.sampled_from(sorted(SENTENCES)), max_size=9).map("".join)] * 2)
def test_no_sentence_belongs_to_two(old: str, new: str) -> None:
    matching = match(text(old), text(new))
    for first, last, sentences in (
        ("old_first", "old_last", matching.old_sentences),
        ("new_first", "new_last", matching.new_sentences),
    ):
        taken = [at for link in matching.links for at in range(getattr(link, first), getattr(link, last))]
        assert len(taken) == len(set(taken))
        assert all(0 <= at < len(sentences) for at in taken)
    linked = {at for link in matching.links for at in range(link.old_first, link.old_last)}
    assert not linked & matching.ambiguous
    assert matching.twins <= matching.ambiguous
    assert list(matching.links) == sorted(matching.links)
