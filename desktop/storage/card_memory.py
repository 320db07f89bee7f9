"""Cards and articles as statistics see them: what is remembered, and where it stands; no texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.article import Section
from desktop.domain.card import Schedule
from desktop.storage.articles import load_section
from desktop.storage.moments import SCHEDULE, schedule_from_row

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class CardMemory:
    """A card: ``start`` is where its first blank stands in the text of ``article`` (a UUID), if it has one."""

    id: str
    deck: str
    article: str | None
    start: int | None
    kind: str
    answer: str
    suspended: bool
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class ArticleOutline:
    """An article that has cards: ``chars`` is its length, ``sections`` those of the first level."""

    id: str
    title: str
    chars: int
    sections: tuple[Section, ...]


def load_memories(connection: Connection) -> list[CardMemory]:
    """All cards but those in the trash, as the articles tell them."""
    rows = connection.exec_driver_sql(
        "SELECT c.uuid, d.name, a.uuid, n.sentence_start + json_extract(c.blanks, '$[0][0]'), c.kind, c.answer, "
        f"c.suspended, {SCHEDULE} FROM cards c JOIN notes n ON n.id = c.note_id JOIN decks d ON d.id = c.deck_id "
        "LEFT JOIN articles a ON a.id = c.article_id WHERE c.trashed = 0 ORDER BY c.position, c.id"
    )
    return [
        CardMemory(card, deck, article, start, kind, answer, bool(suspended), schedule_from_row(tuple(schedule)))
        for card, deck, article, start, kind, answer, suspended, *schedule in rows
    ]


def load_outlines(connection: Connection) -> list[ArticleOutline]:
    """The articles that have cards, the latest first."""
    rows = connection.exec_driver_sql(
        "SELECT a.uuid, a.title, "
        # The index knows the length of a text, without reading it.
        'coalesce((SELECT max(p."end") FROM search_parts p WHERE p.article_id = a.id), length(a.text)), a.sections '
        "FROM articles a WHERE a.trashed_at IS NULL AND EXISTS "
        "(SELECT 1 FROM cards c WHERE c.article_id = a.id AND c.trashed = 0) ORDER BY a.created_at DESC, a.id DESC"
    )
    return [
        ArticleOutline(uuid, title, chars, tuple(load_section(each) for each in json.loads(sections)))
        for uuid, title, chars, sections in rows
    ]
