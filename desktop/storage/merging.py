"""Taking what another copy of a collection has and this one lacks, known by UUIDs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.storage.edits import MERGE, load_patches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

# What a learner may have changed on both sides, with the moment of the change; the later one stands.
_CONTENT = {
    "notes": ("sentence", "sentence_start", "tags", "modified_at", "kind", "back", "remark", "fields", "mending"),
    "own_phrases": ("text", "kind", "muted", "alias_of", "remark", "expansion", "removed", "modified_at"),
}
# A note whose cards are all here came from Anki, where it shares their words in another way.
_WANTED = {
    "notes": " AND EXISTS (SELECT 1 FROM theirs.cards c WHERE c.note_id = t.id "
    "AND NOT EXISTS (SELECT 1 FROM main.cards o WHERE o.uuid = c.uuid))"
}
_CARD_CONTENT = ("blanks", "answer", "kind")
_SINGLE = ("suspended", "trashed", "buried_until", "flag", "mode")


@dataclass(frozen=True, slots=True)
class Merged:
    """How many articles, cards and answers came in, and how often both sides had changed the same note or phrase.

    ``touched`` are the keys of the cards whose answers are more than they were, ``media`` the names of new files.
    """

    articles: int
    cards: int
    reviews: int
    conflicts: int
    touched: frozenset[int]
    media: tuple[str, ...]


def merge_from(connection: Connection) -> Merged:
    """Add to the collection what the one attached as ``theirs`` (of the same revision) has beyond it.

    Schedules are not touched: whoever knows the scheduler works them out from the log, which is whole then.
    """
    return _Merge(connection).run()


class _Merge:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._keys: dict[str, dict[int, int]] = {}

    def run(self) -> Merged:
        self._both = self._edited("theirs", "main") & self._edited("main", "theirs")
        conflicts = self._update_articles() + self._update_content()
        self._add("decks", {}, by=("name", "uuid"))
        self._connection.exec_driver_sql(
            "UPDATE main.decks SET settings = t.settings FROM theirs.decks t WHERE t.name = decks.name "
            "AND decks.settings = '{}' AND t.settings <> '{}'"
        )
        articles = self._add("articles", {})
        self._add_phrases()
        self._add("notes", {"article_id": "articles"})
        cards = self._add("cards", {"note_id": "notes", "article_id": "articles", "deck_id": "decks"})
        new_cards = {self._keys["cards"][key] for key in self._new}
        last = int(self._scalar("SELECT coalesce(max(id), 0) FROM main.reviews"))
        self._add("reviews", {"card_id": "cards", "deck_id": "decks"})
        rows = self._rows(f"SELECT card_id, rating FROM main.reviews WHERE id > {last}")
        undone = self._rows(
            "SELECT o.card_id FROM main.reviews o JOIN theirs.reviews t ON t.uuid = o.uuid "
            "WHERE t.undone = 1 AND o.undone = 0"
        )
        self._connection.exec_driver_sql(
            "UPDATE main.reviews SET undone = 1 WHERE uuid IN (SELECT uuid FROM theirs.reviews WHERE undone = 1)"
        )
        for table in ("edits", "own_phrases", "plans"):
            self._add(table, {})
        self._add("readings", {}, by=("word",))
        self._add("media", {}, by=("name",))
        media = tuple(row[0] for row in self._rows("SELECT name FROM theirs.media"))
        self._add_acts()
        touched = {row[0] for row in [*rows, *undone]} - new_cards
        return Merged(articles, cards, sum(row[1] > 0 for row in rows), conflicts, frozenset(touched), media)

    def _add(self, table: str, references: Mapping[str, str], *, by: Sequence[str] = ("uuid",)) -> int:
        """Copy the rows that are here under none of the names ``by``, with their references turned; how many."""
        columns = [row[1] for row in self._rows(f"PRAGMA main.table_info({table})") if row[1] != "id"]
        quoted = ", ".join(f'"{column}"' for column in columns)
        same = " OR ".join(f'o."{name}" = t."{name}"' for name in by)
        rows = self._rows(
            f"SELECT id, {quoted} FROM theirs.{table} t WHERE NOT EXISTS "
            f"(SELECT 1 FROM main.{table} o WHERE {same}){_WANTED.get(table, '')} ORDER BY id"
        )
        places = [(columns.index(column), parent) for column, parent in references.items()]
        values = []
        for row in rows:
            turned = list(row[1:])
            for at, parent in places:
                if turned[at] is not None:
                    turned[at] = self._keys[parent][turned[at]]
            values.append(tuple(turned))
        if values:
            self._connection.exec_driver_sql(
                f"INSERT INTO main.{table} ({quoted}) VALUES ({', '.join('?' * len(columns))})", values
            )
        pairs = self._rows(f"SELECT t.id, o.id FROM theirs.{table} t JOIN main.{table} o ON {same}")
        self._keys[table] = {row[0]: row[1] for row in pairs}
        self._new = {row[0] for row in rows}
        return len(rows)

    def _add_phrases(self) -> None:
        for theirs in self._new:
            self._copy_phrases(theirs, self._keys["articles"][theirs])

    def _copy_phrases(self, theirs: int, mine: int) -> None:
        self._connection.exec_driver_sql(
            'INSERT INTO main.phrases (article_id, start, "end", text, kind, score) '
            'SELECT ?, start, "end", text, kind, score FROM theirs.phrases WHERE article_id = ?',
            (mine, theirs),
        )

    def _update_articles(self) -> int:
        """Take the later text of articles that both have, with the places of its cards; how often they differed."""
        columns = [
            row[1]
            for row in self._rows("PRAGMA main.table_info(articles)")
            if row[1] not in ("id", "uuid", "created_at", "trashed_at", "folder", "tags", "read_to")
        ]
        differing = self._rows(
            "SELECT o.id, t.id, o.uuid, coalesce(t.modified_at, 0) > coalesce(o.modified_at, 0) FROM theirs.articles t "
            "JOIN main.articles o ON o.uuid = t.uuid WHERE t.text <> o.text"
        )
        for mine, theirs, _, is_later in differing:
            if not is_later:
                continue
            names = ", ".join(f'"{column}"' for column in columns)
            (row,) = self._rows(f"SELECT {names} FROM theirs.articles WHERE id = {theirs}")
            self._set("articles", mine, dict(zip(columns, row, strict=True)))
            self._connection.exec_driver_sql("DELETE FROM main.phrases WHERE article_id = ?", (mine,))
            self._copy_phrases(theirs, mine)
            for note, other, start, mending in self._rows(
                "SELECT o.id, t.id, t.sentence_start, t.mending FROM theirs.notes t "
                f"JOIN main.notes o ON o.uuid = t.uuid WHERE o.article_id = {mine}"
            ):
                (sentence,) = self._rows(f"SELECT sentence FROM theirs.notes WHERE id = {other}")[0]
                self._set("notes", note, {"sentence": sentence, "sentence_start": start, "mending": mending})
                self._take_cards(note, other)
            # Cards that only this side has keep their sentence, and their place if it is still there.
            self._connection.exec_driver_sql(
                "UPDATE main.notes SET sentence_start = NULL WHERE article_id = ? AND sentence_start IS NOT NULL "
                "AND substr((SELECT text FROM main.articles WHERE id = ?), sentence_start + 1, length(sentence)) "
                "<> sentence",
                (mine, mine),
            )
        return sum(uuid in self._both for _, _, uuid, _ in differing)

    def _update_content(self) -> int:
        """Take the later version of what both have; how often they differed."""
        conflicts = 0
        for table, columns in _CONTENT.items():
            names = ", ".join(f't."{column}"' for column in columns)
            differs = " OR ".join(f't."{column}" IS NOT o."{column}"' for column in columns)
            rows = self._connection.exec_driver_sql(
                f"SELECT o.id, t.id, o.modified_at, t.modified_at, {names}, o.uuid FROM theirs.{table} t "
                f"JOIN main.{table} o ON o.uuid = t.uuid WHERE {differs}"
            ).fetchall()
            for row in rows:
                conflicts += row[-1] in self._both
                # The later change stands; of two at the same moment, the same one on both sides.
                mine = self._connection.exec_driver_sql(
                    f"SELECT {', '.join(columns)} FROM main.{table} WHERE id = ?", (row[0],)
                ).one()
                if (row[3], _spelled(row[4:-1])) < (row[2], _spelled(mine)):
                    continue
                self._set(table, row[0], dict(zip(columns, row[4:-1], strict=True)))
                if table == "notes":
                    self._take_cards(row[0], row[1])
        for column in _SINGLE:
            self._connection.exec_driver_sql(
                f'UPDATE main.cards SET "{column}" = t."{column}" FROM theirs.cards t WHERE t.uuid = cards.uuid '
                f'AND (t."{column}" > cards."{column}")'
            )
        return conflicts

    def _take_cards(self, mine: int, theirs: int) -> None:
        names = ", ".join(f't."{column}"' for column in _CARD_CONTENT)
        rows = self._connection.exec_driver_sql(
            f"SELECT o.id, {names} FROM theirs.cards t JOIN main.cards o ON o.uuid = t.uuid "
            "WHERE o.note_id = ? AND t.note_id = ?",
            (mine, theirs),
        ).fetchall()
        for row in rows:
            self._set("cards", row[0], dict(zip(_CARD_CONTENT, row[1:], strict=True)))

    def _edited(self, side: str, other: str) -> set[str]:
        """The UUIDs of what was edited on one side and not on the other."""
        rows = self._rows(
            f"SELECT patches FROM {side}.edits WHERE uuid NOT IN (SELECT uuid FROM {other}.edits) AND kind <> '{MERGE}'"
        )
        return {patch.uuid for row in rows for patch in load_patches(row[0])}

    def _add_acts(self) -> None:
        """Acts of the other side count as done: undo takes back what was done here."""
        self._connection.exec_driver_sql(
            "INSERT INTO main.acts (uuid, at, kind, target, undoes, undone) "
            "SELECT t.uuid, t.at, t.kind, t.target, NULL, 1 FROM theirs.acts t "
            "WHERE NOT EXISTS (SELECT 1 FROM main.acts o WHERE o.uuid = t.uuid) ORDER BY t.id"
        )

    def _set(self, table: str, key: int, values: Mapping[str, Any]) -> None:
        assignments = ", ".join(f'"{name}" = ?' for name in values)
        self._connection.exec_driver_sql(f"UPDATE main.{table} SET {assignments} WHERE id = ?", (*values.values(), key))

    def _rows(self, statement: str) -> Sequence[Any]:
        return self._connection.exec_driver_sql(statement).fetchall()

    def _scalar(self, statement: str) -> Any:
        return self._connection.exec_driver_sql(statement).scalar_one()


def _spelled(values: Sequence[Any]) -> str:
    return json.dumps([str(value) for value in values], ensure_ascii=False)
