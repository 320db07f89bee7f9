"""Keeping what a search reads in step with notes and articles.

Full-text rows are never taken out, since SQLite would want their old words back for that: each is found through a
row of ``search_notes`` or ``search_parts`` that names the one that counts. A note's rows are numbered by its key and
by how often its words have changed. What is left behind goes when the index is made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

GENERATIONS = 1024  # of one note
_FULL_TEXT = ("search_note_text", "search_part_text", "search_term_sounds")
_ARTICLES_AT_ONCE = 10
_NEW_NOTE = "id > (SELECT coalesce(max(note_id), 0) FROM search_notes)"
_NEW_ARTICLE = "id > (SELECT coalesce(max(article_id), 0) FROM search_parts)"
_UNREAD_ARTICLE = f"id IN (SELECT key FROM search_pending WHERE kind = 'article') OR {_NEW_ARTICLE}"


@dataclass(frozen=True, slots=True)
class UnreadNote:
    """A note whose words are not in the index: all of them, and the answers of its cards, a line each."""

    key: int
    words: str
    answers: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class UnreadArticle:
    """An article whose text is not in the index, with the phrases found in it."""

    key: int
    title: str
    text: str
    phrases: tuple[str, ...]


def count_unread(connection: Connection, most: int = -1) -> int:
    """How many notes and articles the index does not know as they are; of new notes at most ``most`` count."""
    return int(
        connection.exec_driver_sql(
            "SELECT (SELECT count(*) FROM search_pending) + "
            f"(SELECT count(*) FROM (SELECT 1 FROM notes WHERE {_NEW_NOTE} LIMIT {most})) + "
            f"(SELECT count(*) FROM articles WHERE {_NEW_ARTICLE})"
        ).scalar_one()
    )


def unread_characters(connection: Connection) -> int:
    """How long the articles are that the index does not know as they are, together."""
    return int(
        connection.exec_driver_sql(
            f"SELECT coalesce(sum(length(text)), 0) FROM articles WHERE {_UNREAD_ARTICLE}"
        ).scalar_one()
    )


def has_long_notes(connection: Connection, characters: int) -> bool:
    """Whether the new notes that the index does not know hold more than ``characters``."""
    return bool(
        connection.exec_driver_sql(
            "SELECT coalesce(sum(length(sentence) + length(back) + length(remark)), 0) > ? "
            f"FROM notes WHERE {_NEW_NOTE}",
            (characters,),
        ).scalar_one()
    )


def has_unread(connection: Connection) -> bool:
    """Whether there are any; a matter of microseconds."""
    return bool(
        connection.exec_driver_sql(
            f"SELECT EXISTS (SELECT 1 FROM search_pending) OR EXISTS (SELECT 1 FROM notes WHERE {_NEW_NOTE}) "
            f"OR EXISTS (SELECT 1 FROM articles WHERE {_NEW_ARTICLE})"
        ).scalar_one()
    )


def unread_notes(connection: Connection, limit: int, characters: int) -> list[UnreadNote]:
    """At most ``limit`` notes that the index does not know as they are, those that changed before the new ones.

    After ``characters`` no more of the new ones are read.
    """
    columns = (
        "SELECT n.id, n.sentence || char(10) || n.back || char(10) || n.remark, "
        "(SELECT group_concat(c.answer, char(10)) FROM cards c WHERE c.note_id = n.id)"
    )
    changed = connection.exec_driver_sql(
        f"{columns}, 0 FROM search_pending p JOIN notes n ON n.id = p.key WHERE p.kind = 'note' "
        "AND n.id <= (SELECT coalesce(max(note_id), 0) FROM search_notes) LIMIT ?",
        (limit,),
    ).fetchall()
    found = list(changed)
    new = connection.exec_driver_sql(
        f"{columns}, 1 FROM notes n WHERE {_NEW_NOTE} ORDER BY n.id LIMIT ?", (limit - len(changed),)
    )
    for row in new:
        found.append(row)
        characters -= len(row[1])
        if characters < 0:
            new.close()
            break
    return [UnreadNote(row[0], row[1], row[2] or "", bool(row[3])) for row in found]


def unread_articles(connection: Connection) -> list[UnreadArticle]:
    """Some articles that the index does not know as they are, in order of their keys."""
    rows = connection.exec_driver_sql(
        f"SELECT id, title, text FROM articles WHERE {_UNREAD_ARTICLE} ORDER BY id LIMIT ?",
        (_ARTICLES_AT_ONCE,),
    ).fetchall()
    return [
        UnreadArticle(
            key,
            title,
            text,
            tuple(
                found[0]
                for found in connection.exec_driver_sql(
                    "SELECT DISTINCT text FROM phrases WHERE article_id = ?", (key,)
                )
            ),
        )
        for key, title, text in rows
    ]


def save_notes(connection: Connection, notes: Sequence[tuple[int, str, str, bool]]) -> None:
    """Put the words and the answers of notes into the index, ready to be searched; the last tells a new note."""
    new = [note for note in notes if note[3]]
    generations = {note[0]: 0 for note in new}
    if new:
        connection.exec_driver_sql("INSERT INTO search_notes (note_id) VALUES (?)", [(note[0],) for note in new])
    for key, _, _, is_new in notes:
        if not is_new:
            generations[key] = connection.exec_driver_sql(
                "INSERT INTO search_notes (note_id, generation) VALUES (?, 0) ON CONFLICT (note_id) "
                "DO UPDATE SET generation = generation + 1 RETURNING generation",
                (key,),
            ).scalar_one()
    if max(generations.values(), default=0) >= GENERATIONS:  # no numbers are left for one of them
        clear(connection)
        return
    if notes:
        connection.exec_driver_sql(
            "INSERT INTO search_note_text (rowid, words, answer) VALUES (?, ?, ?)",
            [(key * GENERATIONS + generations[key], words, answers) for key, words, answers, _ in notes],
        )
        connection.exec_driver_sql(
            "DELETE FROM search_pending WHERE kind = 'note' AND key = ?", [(note[0],) for note in notes]
        )


def save_parts(connection: Connection, article: int, title: str, parts: Sequence[tuple[int, int, str]]) -> None:
    """Put an article (by key) into the index: its title and each part with its span, ready to be searched."""
    last = int(connection.exec_driver_sql("SELECT coalesce(max(rowid), 0) FROM search_part_text").scalar_one())
    connection.exec_driver_sql("DELETE FROM search_parts WHERE article_id = ?", (article,))
    rows = [(0, 0, "", title), *((start, end, words, "") for start, end, words in parts)]
    connection.exec_driver_sql(
        'INSERT INTO search_parts (id, article_id, start, "end") VALUES (?, ?, ?, ?)',
        [(key, article, start, end) for key, (start, end, _, _) in enumerate(rows, last + 1)],
    )
    connection.exec_driver_sql(
        "INSERT INTO search_part_text (rowid, words, title) VALUES (?, ?, ?)",
        [(key, words, name) for key, (_, _, words, name) in enumerate(rows, last + 1)],
    )
    connection.exec_driver_sql("DELETE FROM search_pending WHERE kind = 'article' AND key = ?", (article,))


def known_terms(connection: Connection, folded: Sequence[str]) -> set[str]:
    """Which of some folded terms the index has."""
    known: set[str] = set()
    for at in range(0, len(folded), 500):
        some = tuple(folded[at : at + 500])
        rows = connection.exec_driver_sql(
            f"SELECT DISTINCT folded FROM search_terms WHERE folded IN ({', '.join('?' * len(some))})", some
        )
        known.update(row[0] for row in rows)
    return known


def save_terms(connection: Connection, terms: Sequence[tuple[str, str, str, str, str]]) -> None:
    """Add terms that are new: folded, initials, syllables, as it is written, and the initials ready to be searched."""
    if not terms:
        return
    last = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM search_terms").scalar_one())
    connection.exec_driver_sql(
        "INSERT INTO search_terms (id, folded, initials, syllables, term) VALUES (?, ?, ?, ?, ?)",
        [(key, *term[:4]) for key, term in enumerate(terms, last + 1)],
    )
    connection.exec_driver_sql(
        "INSERT INTO search_term_sounds (rowid, initials, syllables) VALUES (?, ?, ?)",
        [(key, term[4], term[2]) for key, term in enumerate(terms, last + 1)],
    )


def clear(connection: Connection) -> None:
    """Empty the index; everything is unread then."""
    for table in _FULL_TEXT:
        connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    for table in ("search_notes", "search_parts", "search_terms", "search_pending"):
        connection.exec_driver_sql(f"DELETE FROM {table}")


def count_missing(connection: Connection) -> int:
    """How many notes and articles the index lost: neither known nor waiting to be read."""
    return int(
        connection.exec_driver_sql(
            "SELECT (SELECT count(*) FROM notes WHERE id <= (SELECT coalesce(max(note_id), 0) FROM search_notes) "
            "AND id NOT IN (SELECT note_id FROM search_notes) "
            "AND id NOT IN (SELECT key FROM search_pending WHERE kind = 'note')) "
            "+ (SELECT count(*) FROM articles WHERE id <= (SELECT coalesce(max(article_id), 0) FROM search_parts) "
            "AND id NOT IN (SELECT article_id FROM search_parts) "
            "AND id NOT IN (SELECT key FROM search_pending WHERE kind = 'article')) "
            "+ (SELECT count(*) FROM search_notes s WHERE NOT EXISTS (SELECT 1 FROM search_note_text_docsize d "
            f"WHERE d.id = s.note_id * {GENERATIONS} + s.generation)) "
            "+ (SELECT count(*) FROM search_parts s WHERE s.id NOT IN (SELECT id FROM search_part_text_docsize))"
        ).scalar_one()
    )
