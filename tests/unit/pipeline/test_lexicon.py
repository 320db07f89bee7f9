"""The lexicon: how it is read, layered and found in a text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.phrase import PhraseKind
from desktop.pipeline.lexicon import Entry, Lexicon
from desktop.pipeline.segmentation import cut_known

DATA = "#term 0.4 0\n知识\n知识产权\n#formula 0.7 1\n党的领导\n受教育权\n司法责任制\n".encode()


def edges_of(text: str) -> bytearray:
    edges = bytearray(len(text) + 1)
    position = 0
    edges[0] = 1
    for word in cut_known(text):
        position += len(word)
        edges[position] = 1
    return edges


def found(lexicon: Lexicon, text: str) -> list[str]:
    return [text[start:end] for start, end, _ in lexicon.find(text, edges_of(text))]


def test_sections_give_kind_prior_and_firmness() -> None:
    lexicon = Lexicon.parse(DATA)
    assert lexicon.entries["知识产权"] == Entry(PhraseKind.TERM, 0.4, False)
    assert lexicon.entries["党的领导"] == Entry(PhraseKind.FORMULA, 0.7, True)
    assert sorted(lexicon.terms()) == sorted(["知识", "知识产权", "党的领导", "受教育权", "司法责任制"])


def test_empty_lexicon_finds_nothing() -> None:
    assert found(Lexicon.parse(b""), "知识产权") == []


def test_the_longest_term_at_a_place_wins() -> None:
    assert found(Lexicon.parse(DATA), "保护知识产权") == ["知识产权"]


def test_half_a_word_is_no_term() -> None:
    """A word that takes one character of the term keeps it from standing: 政党|的, 权|利."""
    lexicon = Lexicon.parse(DATA)
    assert found(lexicon, "无产阶级及其政党的领导") == []
    assert found(lexicon, "保护受教育权利") == []
    assert found(lexicon, "保障受教育权。") == ["受教育权"]


@settings(max_examples=100, deadline=None)
@given(
    st.text("知识产权党的领导受教育司法\ud800", max_size=40), st.sets(st.text("知识产权党的", min_size=1, max_size=5))
)
def test_every_term_between_words_is_found(text: str, terms: set[str]) -> None:
    """Where each character is a word, the longest term from each on, and never one of a single character."""
    lexicon = Lexicon.parse(("#term 0.4 0\n" + "\n".join(terms)).encode())
    longest = {
        start: max((end for end in range(start + 2, len(text) + 1) if text[start:end] in terms), default=0)
        for start in range(len(text))
    }
    found = [(start, end) for start, end, _ in lexicon.find(text, b"\x01" * (len(text) + 1))]
    assert found == [(start, end) for start, end in longest.items() if end]
