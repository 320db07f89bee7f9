"""The lexicon: how it is read, layered and found in a text."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.phrase import PhraseKind
from desktop.paths import resource
from desktop.pipeline.lexicon import Lexicon, longest
from desktop.pipeline.segmentation import cut_known
from desktop.pipeline.term_entry import Entry, stands
from desktop.pipeline.term_index import pack_terms
from desktop.pipeline.text_hashes import TextHashes
from desktop.services.text_tools import TextTools
from tools.build_phrase_lexicon import build_index

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
    return [text[start:end] for start, end, _ in longest(lexicon.find_all(text, edges_of(text)))]


def test_sections_give_kind_prior_and_firmness() -> None:
    lexicon = Lexicon.parse(DATA)
    assert lexicon.entries["知识产权"] == Entry(PhraseKind.TERM, 0.4, False)
    assert lexicon.entries["党的领导"] == Entry(PhraseKind.FORMULA, 0.7, True)
    assert sorted(lexicon.entries) == sorted(["知识", "知识产权", "党的领导", "受教育权", "司法责任制"])


def test_empty_lexicon_finds_nothing() -> None:
    assert found(Lexicon.parse(b""), "知识产权") == []


def test_what_the_index_has_beside_the_texts_is_found() -> None:
    known = {"攻坚期": Entry(PhraseKind.FORMULA, 0.55, False), "域": Entry(PhraseKind.TERM, 0.4, False)}
    terms = {**known, **Lexicon.parse(DATA).entries}
    lexicon = Lexicon.parse(DATA, pack_terms(terms))
    assert "攻坚期" not in lexicon.entries
    assert found(lexicon, "进入攻坚期，保护知识产权") == ["攻坚期", "知识产权"]
    assert dict(zip(terms, lexicon.get(list(terms)), strict=True)) == {**terms, "域": None}  # never looked for
    assert lexicon.get(["深水区"]) == [None]
    assert lexicon.get([]) == []
    assert pack_terms(terms) == pack_terms(terms)


def test_what_is_known_of_runs_is_looked_up_at_once() -> None:
    lexicon = Lexicon.parse(DATA)
    hashes = TextHashes("坚持党的领导")
    entries, places = lexicon.look_up(hashes.of(np.array([0, 2, 2]), np.array([2, 6, 4])))
    assert [entries[place] if place >= 0 else None for place in places] == [None, lexicon.entries["党的领导"], None]


def test_the_shipped_index_has_every_term() -> None:
    lexicon = TextTools().lexicon
    terms = {text: entry for text, entry in lexicon.entries.items() if len(text) > 1}
    assert lexicon.get(list(terms)) == list(terms.values())


def test_the_shipped_index_is_made_of_the_lists() -> None:
    data = resource("dictionaries", "phrases.txt").read_bytes()
    assert resource("dictionaries", "phrases_index.bin").read_bytes() == build_index(data)


@settings(max_examples=200, deadline=None)
@given(
    st.text("知识产权党😀，\ud800", max_size=30),
    st.dictionaries(st.text("知识产权党😀，", min_size=2, max_size=6), st.booleans(), max_size=12),
    st.lists(st.booleans(), min_size=31, max_size=31),
)
def test_every_term_that_stands_is_found(text: str, terms: dict[str, bool], borders: list[bool]) -> None:
    """Firm ones and others, between words and across them, to the end of the text."""
    edges = bytearray([1, *borders[: max(len(text) - 1, 0)], 1][: len(text) + 1])
    known = {term: Entry(PhraseKind.TERM, 0.4, firm) for term, firm in terms.items()}
    spans = [(start, end) for start in range(len(text)) for end in range(len(text), start + 1, -1)]
    expected = [
        (start, end, entry)
        for start, end in spans
        if (entry := known.get(text[start:end]))
        and ((edges[start] and edges[end]) or (entry.firm and end - start >= 4 and stands(start, end, edges)))
    ]
    assert Lexicon.parse(b"", pack_terms(known)).find_all(text, edges) == expected


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
    expected = {
        start: max((end for end in range(start + 2, len(text) + 1) if text[start:end] in terms), default=0)
        for start in range(len(text))
    }
    found = [(start, end) for start, end, _ in longest(lexicon.find_all(text, b"\x01" * (len(text) + 1)))]
    assert found == [(start, end) for start, end in expected.items() if end]
