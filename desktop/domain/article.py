"""Text as it comes in, as it is repaired, and as it is structured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class TextSpan(NamedTuple):
    """Half-open range ``[start, end)`` of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawText:
    """Text as decoded from a file or the clipboard; line ends are LF, nothing else is changed.

    ``data`` holds the bytes it came from, so that the original is never lost (empty for pasted text and for the
    chapters of a ``book``).
    """

    text: str
    name: str
    encoding: str = "utf-8"
    data: bytes = b""
    book: str = ""


class Repair(NamedTuple):
    """One replacement of ``original`` at ``[start, end)`` of the raw text by ``replacement``.

    ``certain`` is false where another reading is possible. ``reason`` is empty or a short
    language-neutral note of the evidence, for example the other candidates.
    """

    kind: str
    start: int
    end: int
    original: str
    replacement: str
    certain: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RepairedText:
    """``text`` is the raw text with all ``repairs`` applied at once; they are sorted and do not overlap."""

    text: str
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A printed heading and all that stands under it, up to the next heading of its level or above."""

    level: int
    label: str
    title: str
    start: int
    end: int
    children: tuple[Section, ...] = ()


class Sentence(NamedTuple):
    """A sentence of the repaired text, without the white space around it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of a repaired text. ``flags`` name gaps and repeats in its numbering.

    ``titled`` is false where the text prints no title; ``title`` then holds its first words.
    """

    title: str
    number: str = ""
    issuer: str = ""
    date: date | None = None
    sections: tuple[Section, ...] = ()
    flags: tuple[str, ...] = ()
    titled: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the library. ``id`` is a UUID made when it was first imported."""

    id: str
    title: str
    text: str
    number: str = ""
    issuer: str = ""
    date: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """A row of the library: ``chars`` code points, ``cards`` in all, ``due`` now.

    ``known`` is the share of its cards that would be recalled now with 90 % or more, None where it has no cards.
    """

    id: str
    title: str
    issuer: str
    date: date | None
    chars: int
    cards: int
    due: int
    known: float | None = None
    folder: str = ""
    tags: tuple[str, ...] = ()
