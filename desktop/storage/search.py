"""Finding notes, articles and terms in the index; search_index.py keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desktop.storage.search_index import GENERATIONS

if TYPE_CHECKING:
    from sqlalchemy import Connection

_AFTER = "\U0010ffff"  # no folded text goes beyond it


class Term(NamedTuple):
    """A word that is known by itself: folded, and as it was first written."""

    folded: str
    term: str


@dataclass(frozen=True, slots=True)
class PartFound:
    """A part ``[start, end)`` of an article that holds the words searched; empty where its title does."""

    article_id: str
    title: str
    start: int
    end: int


# Joins a full-text row to the note or part that it still stands for.
NOTES_FOUND = (
    "search_note_text t CROSS JOIN search_notes s "
    f"ON s.note_id = t.rowid / {GENERATIONS} AND s.generation = t.rowid % {GENERATIONS}"
)


def find_parts(connection: Connection, matches: Sequence[str], limit: int) -> list[PartFound]:
    """Articles in which every one of the expressions is found, at most ``limit``, those read in last first.

    With each the first part in which the first expression is found, or its title.
    """
    first, *others = matches
    also = "".join(
        " AND p.article_id IN (SELECT q.article_id FROM search_part_text u JOIN search_parts q ON q.id = u.rowid "
        "WHERE search_part_text MATCH ?)"
        for _ in others
    )
    # Common words stand in most parts: so many are looked at as may be needed to fill the list.
    rows = connection.exec_driver_sql(
        'SELECT p.article_id, p.start, p."end" FROM search_part_text t CROSS JOIN search_parts p ON p.id = t.rowid '
        f"WHERE search_part_text MATCH ?{also} ORDER BY t.rowid DESC LIMIT ?",
        (first, *others, limit * 8),
    )
    spans: dict[int, tuple[int, int]] = {}
    for key, start, end in rows:
        if key not in spans and len(spans) == limit:
            continue
        spans[key] = (start, end)  # parts come last first: what stays is the first
    keys = ", ".join(map(str, spans))
    found = {
        row[0]: (row[1], row[2])
        for row in connection.exec_driver_sql(
            f"SELECT id, uuid, title FROM articles WHERE id IN ({keys}) AND trashed_at IS NULL"
        )
    }
    return [PartFound(*found[key], *span) for key, span in spans.items() if key in found]


def load_span(connection: Connection, article_id: str, start: int, end: int) -> str:
    """The words ``[start, end)`` of an article's text."""
    text: str | None = connection.exec_driver_sql(
        "SELECT substr(text, ?, ?) FROM articles WHERE uuid = ?", (start + 1, end - start, article_id)
    ).scalar()
    return text or ""


def find_terms(connection: Connection, folded: str, limit: int) -> list[Term]:
    """Terms that begin with folded words, the shortest first."""
    rows = connection.exec_driver_sql(
        "SELECT folded, term FROM (SELECT DISTINCT folded, term FROM search_terms WHERE folded >= ? AND folded < ? "
        "LIMIT 500) ORDER BY length(folded), folded LIMIT ?",
        (folded, folded + _AFTER, limit),
    )
    return [Term(*row) for row in rows]


def find_terms_by_initials(connection: Connection, letters: str, inside: str, limit: int) -> list[Term]:
    """Terms whose syllables begin with ``letters``, then those that go on, then those that hold them ``inside``."""
    found: dict[str, Term] = {}
    for condition, values in (
        ("initials = ?", (letters,)),
        ("initials > ? AND initials < ?", (letters, letters + "{")),
        ("id IN (SELECT rowid FROM search_term_sounds WHERE search_term_sounds MATCH ?)", (f"initials : {inside}",)),
    ):
        if len(found) < limit:
            rows = connection.exec_driver_sql(
                f"SELECT folded, term FROM search_terms WHERE {condition} LIMIT ?", (*values, limit - len(found))
            )
            for row in rows:
                found.setdefault(row[0], Term(*row))
    return list(found.values())


def find_terms_by_syllables(connection: Connection, ways: Sequence[str], limit: int) -> list[Term]:
    """Terms that sound like one of the expressions, the shortest first."""
    if not ways:
        return []
    match = "syllables : (" + " OR ".join(ways) + ")"
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT folded, term FROM search_terms WHERE id IN "
        "(SELECT rowid FROM search_term_sounds WHERE search_term_sounds MATCH ? LIMIT 300) "
        "ORDER BY length(folded), folded LIMIT ?",
        (match, limit),
    )
    return [Term(*row) for row in rows]
