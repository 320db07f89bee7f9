"""Finding articles, terms and cards by words, however they are spelt; and the index behind that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from desktop.domain.article import TextSpan
from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.domain.progress import Progress, SilentProgress
from desktop.pipeline.search_sounds import initials, is_sound, letters_of, spellings
from desktop.services.card_query import QueryReader
from desktop.services.collection import Collection
from desktop.services.search_index import folding, read_some, readings
from desktop.storage import search, search_index

if TYPE_CHECKING:
    from desktop.storage.database import Connection

_AT_ONCE_UNASKED = 3_000  # what is read before a search without a word about it
_AROUND = 24  # characters of an excerpt before what was found, and twice as many after it

_QUOTED_OR_WORD = re.compile(r"[\"“「『]([^\"”」』]+)[\"”」』]?|(\S+)")


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article that holds what was searched. ``start`` is its place in the text, None where its title does.

    ``excerpt`` are the words around it, ``[mark.start, mark.end)`` of them what was found.
    """

    article_id: str
    title: str
    start: int | None
    excerpt: str
    mark: TextSpan


class Search:
    """Searches a collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def unread(self) -> int:
        """How many notes and articles the index does not know yet: an import or an upgrade left them."""
        with self._collection.reading() as connection:
            return search_index.count_unread(connection)

    def catch_up(self, progress: Progress | None = None) -> int:
        """Read them, a step a transaction; how many there were."""
        told, done = progress or SilentProgress(), 0
        total = self.unread()
        while total:
            with self._collection.writing(Changed.NOTHING) as connection:
                some = read_some(connection)
            if not some:
                break
            done += some
            told.advance(min(done, total), total)
        return done

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make the index anew; how many notes and articles it holds."""
        with self._collection.writing(Changed.NOTHING) as connection:
            search_index.clear(connection)
        return self.catch_up(progress)

    def articles(self, text: str, limit: int = 500) -> list[ArticleHit]:
        """Articles whose title or text holds every word of ``text``, at most ``limit``, latest first.

        Excerpts are made by ``excerpt`` for those that are looked at.
        """
        ensure_read(self._collection)
        with self._reading() as (connection, reader):
            matches = [f"({found})" for word in _words(text) if (found := reader.expression_of_words(word))]
            if not matches:
                return []
            parts = search.find_parts(connection, matches, limit)
        return [
            ArticleHit(
                part.article_id, part.title, part.start if part.end else None, "", TextSpan(part.start, part.end)
            )
            for part in parts
        ]

    def excerpt(self, hit: ArticleHit, text: str) -> ArticleHit:
        """The hit with its place and the words around it."""
        return self.excerpts([hit], text)[0]

    def excerpts(self, hits: Sequence[ArticleHit], text: str) -> list[ArticleHit]:
        """The hits with their places and the words around them."""
        with self._reading() as (connection, reader):
            wanted = [each for word in _words(text) for each in reader.written(word)]
            parts = [search.load_span(connection, hit.article_id, hit.mark.start, hit.mark.end) for hit in hits]
        return [_excerpt(hit, part, wanted) for hit, part in zip(hits, parts, strict=True)]

    def terms(self, text: str, limit: int = 8) -> list[str]:
        """Phrases and answers that begin with the words, or sound so, the nearest first."""
        ensure_read(self._collection)
        folded = folding().fold(text)
        if not folded:
            return []
        with self._reading() as (connection, reader):
            found = search.find_terms(connection, folded, limit)
            if len(found) < limit:
                found += reader.sounding(text)
        return [term.term for term in dict.fromkeys(found)][:limit]

    @contextmanager
    def _reading(self) -> Iterator[tuple[Connection, QueryReader]]:
        worked_out = self._collection.worked_out
        with self._collection.reading() as connection:
            yield (
                connection,
                QueryReader(
                    connection, lambda: self._collection.calendar(connection), self._collection.now(), worked_out
                ),
            )


def _excerpt(hit: ArticleHit, part: str, wanted: Sequence[str]) -> ArticleHit:
    found = folding().find_first(part or hit.title, wanted)
    if found is None:
        return hit
    if hit.start is None:
        return ArticleHit(hit.article_id, hit.title, None, "", found)
    start, end = max(0, found.start - _AROUND), min(len(part), found.end + 2 * _AROUND)
    mark = TextSpan(found.start - start, found.end - start)
    words = part[start:end].replace("\n", " ")
    return ArticleHit(hit.article_id, hit.title, hit.mark.start + found.start, words, mark)


def ensure_read(collection: Collection) -> None:
    """Let the index know what changed last, where that is soon done; the rest comes when it is read step by step."""
    worked_out = collection.worked_out
    if "all read" in worked_out:
        return
    with collection.reading() as connection:
        if not search_index.has_unread(connection):
            worked_out["all read"] = True
            return
        if search_index.count_unread(connection, _AT_ONCE_UNASKED + 1) > _AT_ONCE_UNASKED:
            return
    try:
        with collection.writing(Changed.NOTHING) as connection:
            while read_some(connection):
                pass
    except AppError:  # nothing can be written here: what is known is searched
        return


def best_names(typed: str, names: Sequence[Sequence[str]], limit: int) -> list[int]:
    """Which of some things, each called by several names, fit what is typed: those that begin so come first.

    A name fits by its letters in any spelling, by its first letters in pinyin, or by its syllables.
    """
    folded = folding().fold(typed)
    if not folded:
        return []
    letters = letters_of(typed.replace(" ", "")) if is_sound(typed.replace(" ", "")) else ""
    found: list[tuple[int, int]] = []
    for number, called in enumerate(names):
        ranks = [_rank(folded, letters, name) for name in called]
        if (best := min(ranks)) < _NO_FIT:
            found.append((best, number))
    return [number for _, number in sorted(found)[:limit]]


_NO_FIT = 9


@cache
def _sounds(name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A name folded, and each way to say it: first letters and syllables."""
    folded = folding().fold(name)
    return folded, tuple((initials(each), each.replace(" ", "")) for each in spellings(folded, readings()))


def _rank(folded: str, letters: str, name: str) -> int:
    plain, sounds = _sounds(name)
    if plain.startswith(folded):
        return 0
    if letters and any(first.startswith(letters) for first, _ in sounds):
        return 1
    if letters and len(letters) > 1 and any(whole.startswith(letters) for _, whole in sounds):
        return 2
    if folded in plain and (len(folded) > 1 or not folded.isascii()):
        return 3
    if len(letters) > 1 and any(letters in first for first, _ in sounds):
        return 4
    return _NO_FIT


def _words(text: str) -> list[str]:
    """Words that must each be found; those in Latin letters beside one another, and what is quoted, stay together."""
    found: list[str] = []
    for quoted, word in _QUOTED_OR_WORD.findall(text):
        if quoted:
            found.append(quoted)
        elif found and is_sound(word) and all(map(is_sound, found[-1].split())):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found
