"""Keeping the search index in step with the collection, within a transaction of whoever changes it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from desktop.paths import resource
from desktop.pipeline.pinyin import Readings
from desktop.pipeline.rules.script import ScriptTable
from desktop.pipeline.search_sounds import LONGEST, initials, spellings, triples
from desktop.pipeline.search_text import Folding, pairs, search_parts
from desktop.storage import search_index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.storage.database import Connection

AT_ONCE = 500  # notes in one step: as long as the learner's next answer may have to wait
# What one change may leave to be read within its own transaction, in notes; more is read afterwards, step by step.
_WITHIN_A_CHANGE = 3_000
_LIKE_A_NOTE = 35  # characters of an article take as long to read as a note
_CHARACTERS_AT_ONCE = 500_000  # of notes: those from Anki may be as long as books


@cache
def folding() -> Folding:
    """What texts and queries are folded by; loaded when first needed."""
    return Folding(ScriptTable.parse(resource("dictionaries", "repair_script.txt").read_bytes()).simple)


@cache
def readings() -> Readings:
    """How characters sound; loaded when first needed."""
    return Readings(resource("dictionaries", "answers.txt").read_bytes())


def keep_up(connection: Connection) -> None:
    """Read what a change has left unread, unless it is more than fits into its transaction."""
    if not search_index.has_unread(connection):
        return
    articles = search_index.unread_characters(connection) // _LIKE_A_NOTE
    unread = search_index.count_unread(connection, _WITHIN_A_CHANGE + 1) + articles
    if unread <= _WITHIN_A_CHANGE and not search_index.has_long_notes(connection, _WITHIN_A_CHANGE * _LIKE_A_NOTE * 10):
        while read_some(connection):
            pass


def read_some(connection: Connection) -> int:
    """Put some of what is unread into the index; how many notes and articles, 0 when all is read."""
    articles = search_index.unread_articles(connection)
    for article in articles:
        text = article.text
        parts = [(start, end, pairs(folding().fold(text[start:end]))) for start, end in search_parts(text)]
        search_index.save_parts(connection, article.key, pairs(folding().fold(article.title)), parts)
        _add_terms(connection, (article.title, *article.phrases))
    notes = search_index.unread_notes(connection, AT_ONCE, _CHARACTERS_AT_ONCE)
    fold = folding().fold
    search_index.save_notes(
        connection,
        [
            (note.key, pairs(fold(note.words)), " ".join(map(pairs, map(fold, note.answers.split("\n")))), note.is_new)
            for note in notes
        ],
    )
    _add_terms(connection, (answer for note in notes for answer in note.answers.split("\n") if len(answer) <= 40))
    return len(articles) + len(notes)


def _add_terms(connection: Connection, terms: Iterable[str]) -> None:
    folded: dict[str, str] = {}
    for term in terms:
        plain = folding().fold(term)
        if 2 <= len(plain) <= LONGEST:
            folded.setdefault(plain, term)
    for known in search_index.known_terms(connection, list(folded)):
        del folded[known]
    rows = []
    for plain, term in folded.items():
        for spelling in spellings(plain, readings()):
            letters = initials(spelling)
            rows.append((plain, letters, spelling, term, triples(letters)))
    search_index.save_terms(connection, rows)
