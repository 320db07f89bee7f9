"""Articles with their structure and phrases."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from desktop.domain.article import Article, ArticleSummary, RawText, Repair, Section, Sentence, TextSpan
from desktop.domain.errors import NotFound
from desktop.domain.phrase import PhraseKind, PhraseOccurrence
from desktop.domain.reading import ReadArticle
from desktop.storage.edits import Patch
from desktop.storage.identity import article_key
from desktop.storage.moments import to_milliseconds
from desktop.storage.rows import articles, cards

_KINDS = {str(kind): kind for kind in PhraseKind}
_LEVEL = 4  # of zlib: half the time of its usual 6, for a twentieth more bytes
_COMPARED = ("text", "sentences")  # always kept of both versions, so that they can be compared


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """All that is kept of one article; ``key`` joins tables."""

    key: int
    article: Article
    sections: tuple[Section, ...]
    flags: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    phrases: tuple[PhraseOccurrence, ...]


def save_article(connection: Connection, article_id: str, read: ReadArticle, now: datetime) -> int:
    """Add an article and its phrases; its key."""
    row = _content_row(read) | {"uuid": article_id, "created_at": to_milliseconds(now), "book": read.raw.book}
    result = connection.execute(insert(articles).values(row))
    assert result.inserted_primary_key is not None
    key = int(result.inserted_primary_key[0])
    if rows := [(key, *row) for row in _phrase_rows(read.phrases)]:
        connection.exec_driver_sql(
            'INSERT INTO phrases (article_id, start, "end", text, kind, score) VALUES (?, ?, ?, ?, ?, ?)', rows
        )
    return key


def content_patches(connection: Connection, article_id: str, read: ReadArticle, now: datetime) -> list[Patch]:
    """What putting ``read`` in the place of an article's content changes. Raises NotFound."""
    after = _content_row(read) | {"modified_at": to_milliseconds(now)}
    row = connection.execute(select(*(articles.c[name] for name in after)).where(articles.c.uuid == article_id)).first()
    if row is None:
        raise NotFound(what="article", name=article_id)
    columns = {
        name: (before, after[name])
        for name, before in zip(after, row, strict=True)
        if before != after[name] or name in _COMPARED
    }
    phrases = _phrase_rows(load_article(connection, article_id).phrases), _phrase_rows(read.phrases)
    return [Patch("articles", article_id, columns), Patch("phrases", article_id, {"rows": phrases})]


def load_phrases(connection: Connection, key: int, within: TextSpan | None = None) -> tuple[PhraseOccurrence, ...]:
    """The phrases of the article with that key, in text order, the longer first where two begin together."""
    start, end = within or (0, sys.maxsize)
    rows = connection.exec_driver_sql(
        'SELECT start, "end", text, kind, score FROM phrases WHERE article_id = ? AND start >= ? AND start < ? '
        'ORDER BY start, "end" DESC',
        (key, start, end),
    ).fetchall()
    return tuple(PhraseOccurrence(row[0], row[1], row[2], _KINDS[row[3]], row[4]) for row in rows)


def find_phrase(connection: Connection, text: str, other_than: int) -> list[tuple[str, str, int]]:
    """Id, title and number of occurrences of the articles with that phrase, the most first; ``other_than`` is a key."""
    rows = connection.exec_driver_sql(
        "SELECT articles.uuid, articles.title, count(*) FROM phrases JOIN articles ON articles.id = phrases.article_id "
        "WHERE phrases.text = ? AND articles.id <> ? AND articles.trashed_at IS NULL "
        "GROUP BY articles.id ORDER BY count(*) DESC, articles.title",
        (text, other_than),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def load_source(connection: Connection, article_id: str) -> tuple[RawText, tuple[Repair, ...], set[tuple[int, int]]]:
    """The text as it came in, all that can be repaired in it, and the spans where that was refused. Raises NotFound."""
    row = connection.execute(
        select(
            articles.c.raw,
            articles.c.repairs,
            articles.c.refused,
            articles.c.name,
            articles.c.encoding,
            articles.c.original,
        ).where(articles.c.uuid == article_id)
    ).first()
    if row is None:
        raise NotFound(what="article", name=article_id)
    raw = zlib.decompress(row.raw).decode("utf-8", "surrogatepass")
    repairs = tuple(
        Repair(kind, start, end, raw[start:end], replacement, certain, reason)
        for kind, start, end, replacement, certain, reason in json.loads(zlib.decompress(row.repairs))
    )
    source = RawText(raw, row.name, row.encoding, zlib.decompress(row.original))
    return source, repairs, {(start, end) for start, end in json.loads(row.refused)}


def load_evidence(connection: Connection, article_id: str) -> dict[str, str | int]:
    """What decided how an article was repaired. Raises NotFound."""
    text = connection.exec_driver_sql("SELECT evidence FROM articles WHERE uuid = ?", (article_id,)).scalar()
    if text is None:
        raise NotFound(what="article", name=article_id)
    return dict(json.loads(text))


def load_text(connection: Connection, key: int) -> str:
    """The text of the article with that key."""
    return str(connection.exec_driver_sql("SELECT text FROM articles WHERE id = ?", (key,)).scalar_one())


def load_title(connection: Connection, article_id: str) -> str:
    """The title of an article, empty where there is none."""
    title: str | None = connection.exec_driver_sql("SELECT title FROM articles WHERE uuid = ?", (article_id,)).scalar()
    return title or ""


def load_titles(connection: Connection, article_ids: Sequence[str]) -> str:
    """The title of the first of some articles, and how many more there are."""
    first = load_title(connection, article_ids[0]) if article_ids else ""
    return first if len(article_ids) < 2 else f"{first} +{len(article_ids) - 1}"


def load_sketches(connection: Connection) -> list[tuple[str, str, bytes | None]]:
    """Id, title and sketch of every article that is not in the trash."""
    rows = connection.exec_driver_sql("SELECT uuid, title, sketch FROM articles WHERE trashed_at IS NULL")
    return [(row[0], row[1], row[2]) for row in rows]


def load_article(connection: Connection, article_id: str, *, phrases: bool = True) -> StoredArticle:
    """An article as it is read, without sentences and ``phrases`` where they are not wanted. Raises NotFound."""
    row = connection.execute(
        select(
            articles.c.id,
            articles.c.title,
            articles.c.text,
            articles.c.number,
            articles.c.issuer,
            articles.c.date,
            articles.c.name,
            articles.c.sections,
            articles.c.flags,
            articles.c.sentences,
        ).where(articles.c.uuid == article_id)
    ).first()
    if row is None:
        raise NotFound(what="article", name=article_id)
    return StoredArticle(
        key=row.id,
        article=Article(article_id, row.title, row.text, row.number, row.issuer, _date(row.date), row.name),
        sections=tuple(load_section(item) for item in json.loads(row.sections)),
        flags=tuple(json.loads(row.flags)),
        sentences=tuple(Sentence(*item) for item in json.loads(row.sentences)) if phrases else (),
        phrases=load_phrases(connection, row.id) if phrases else (),
    )


def find_fingerprint(connection: Connection, fingerprint: str) -> str | None:
    """The id of the article with these words, if the library has it."""
    return connection.execute(
        select(articles.c.uuid).where(articles.c.fingerprint == fingerprint, articles.c.trashed_at.is_(None))
    ).scalar()


def load_summaries(
    connection: Connection, due: dict[int, int], day: int, *, trashed: bool = False
) -> list[ArticleSummary]:
    """The library, or what is in its trash, latest first; ``due`` counts cards by article key on the study ``day``."""
    rows = connection.exec_driver_sql(
        "SELECT a.id, a.uuid, a.title, a.issuer, a.date, "
        # The index knows the length of a text, without reading it.
        'coalesce((SELECT max(p."end") FROM search_parts p WHERE p.article_id = a.id), length(a.text)), '
        "coalesce(c.cards, 0), c.known, a.folder, a.tags FROM articles a LEFT JOIN "
        # After as many days as its stability a card is recalled with 90 %.
        "(SELECT article_id, count(*) AS cards, total(state = 2 AND ? - last_day <= stability) AS known FROM cards "
        "WHERE trashed & 2 = 0 AND article_id IS NOT NULL GROUP BY article_id) c ON c.article_id = a.id "
        f"WHERE a.trashed_at IS {'NOT' if trashed else ''} NULL ORDER BY a.created_at DESC, a.id DESC",
        (day,),
    )
    return [
        ArticleSummary(
            id=uuid,
            title=title,
            issuer=issuer,
            date=_date(dated),
            chars=chars,
            cards=number,
            due=due.get(key, 0),
            known=known / number if number else None,
            folder=folder,
            tags=tuple(json.loads(tags)),
        )
        for key, uuid, title, issuer, dated, chars, number, known, folder, tags in rows
    ]


def load_order(connection: Connection, article_ids: Sequence[str]) -> list[tuple[str, str, str]]:
    """Id, folder and tags (as their column has them) of some articles."""
    rows = [
        connection.exec_driver_sql("SELECT uuid, folder, tags FROM articles WHERE uuid = ?", (each,)).first()
        for each in dict.fromkeys(article_ids)
    ]
    return [(row[0], row[1], row[2]) for row in rows if row is not None]


def set_trashed(connection: Connection, article_id: str, at: datetime | None) -> None:
    """Put an article and its cards into the trash, or take them out again. Raises NotFound."""
    moment = None if at is None else to_milliseconds(at)
    key = article_key(connection, article_id)
    connection.execute(update(articles).where(articles.c.id == key).values(trashed_at=moment))
    bits = cards.c.trashed.op("|")(1) if at is not None else cards.c.trashed.op("&")(~1)
    connection.execute(update(cards).where(cards.c.article_id == key).values(trashed=bits))


def _content_row(read: ReadArticle) -> dict[str, Any]:
    raw, repaired, outline = read.raw, read.repaired, read.outline
    kept = _compressed(raw.text.encode("utf-8", "surrogatepass"))
    repairs = [(r.kind, r.start, r.end, r.replacement, r.certain, r.reason) for r in repaired.repairs]
    return {
        "title": outline.title,
        "number": outline.number,
        "issuer": outline.issuer,
        "date": outline.date.isoformat() if outline.date else None,
        "name": raw.name.encode("utf-8", "replace").decode(),
        "encoding": raw.encoding,
        "original": _compressed(raw.data) if raw.data else kept,
        "raw": kept,
        "repairs": _compressed(_dump(repairs).encode()),
        "refused": _dump(read.refused),
        "text": repaired.text,
        "sections": _dump([_section_row(section) for section in outline.sections]),
        "sentences": _dump(read.sentences),
        "flags": _dump(outline.flags),
        "fingerprint": read.fingerprint,
        "sketch": read.sketch,
    } | ({"evidence": _dump(read.evidence)} if read.evidence else {})


def _compressed(content: bytes) -> bytes:
    return zlib.compress(content, _LEVEL)


def _phrase_rows(phrases: Sequence[PhraseOccurrence]) -> list[tuple[Any, ...]]:
    return [(p.start, p.end, p.text, str(p.kind), p.score) for p in phrases]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _section_row(section: Section) -> list[object]:
    children = [_section_row(child) for child in section.children]
    return [section.level, section.label, section.title, section.start, section.end, children]


def load_section(row: list[object]) -> Section:
    """A section from its part of the column."""
    level, label, title, start, end, children = row
    return Section(level, label, title, start, end, tuple(load_section(child) for child in children))  # type: ignore[arg-type, attr-defined]
