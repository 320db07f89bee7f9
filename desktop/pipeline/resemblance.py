"""Whether one text may be a version of another, told from a few hashes of each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from zlib import crc32

from desktop.pipeline.sentence_matching import Matching
from desktop.pipeline.text_comparison import WORD, fold

_HASHES = 128
_HEAD = 12  # words' characters of a sentence that are hashed: the rest may be reworded
_LEAST = 40  # characters in common
_ALIKE = 0.5  # of two sentences' pieces in common, for them to count as one


def make_sketch(text: str, sentences: Iterable[tuple[int, int]]) -> bytes:
    """The lowest hashes of the text's sentences (bottom-k sketch: Broder 1997), unsigned 32-bit, ascending."""
    heads = (_head(text, start, end) for start, end in sentences)
    hashes = sorted({crc32(head.encode("utf-8", "surrogatepass")) for head in heads if head})
    return array("I", hashes[:_HASHES]).tobytes()


def resemblance(first: bytes, second: bytes) -> float:
    """The share of sentences, 0..1, that two texts have in common, estimated from their sketches."""
    one, other = (set(array("I", sketch)) for sketch in (first, second))
    lowest = sorted(one | other)[:_HASHES]
    return sum(each in one and each in other for each in lowest) / len(lowest) if lowest else 0.0


def shared_part(matching: Matching) -> float:
    """How much of the text that has less in common with the other, by characters of its sentences, is the other's.

    0..1; 0 where too little is in common to tell a version from a chance likeness.
    """
    links = [link for link in matching.links if link.similarity >= _ALIKE]
    old = sum(_length(matching.old_sentences[link.old_first : link.old_last]) for link in links)
    new = sum(_length(matching.new_sentences[link.new_first : link.new_last]) for link in links)
    if min(old, new) < _LEAST:
        return 0.0
    return min(old / _length(matching.old_sentences), new / _length(matching.new_sentences))


def _head(text: str, start: int, end: int) -> str:
    """The first words of a sentence; most of it need not be read for that."""
    for reach in (2 * _HEAD, end - start):
        head = "".join(WORD.findall(fold(text[start : min(end, start + reach)])))[:_HEAD]
        if len(head) == _HEAD:
            break
    return head


def _length(spans: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)
