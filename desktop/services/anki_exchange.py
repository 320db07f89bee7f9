"""Handing cards to Anki and to spreadsheets."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from desktop.domain.anki import AnkiNote
from desktop.domain.article import Section
from desktop.domain.card import Card
from desktop.domain.cloze import Density
from desktop.domain.errors import FileUnwritable, NothingToExport, UnknownExport
from desktop.domain.printed import PrintWords
from desktop.domain.progress import Progress
from desktop.domain.review import Review
from desktop.paths import atomic_file
from desktop.services.collection import Collection
from desktop.services.print_words import PRINT_WORDS
from desktop.services.printing import write_sheets
from desktop.storage import articles, cards, decks, reviews
from desktop.storage.articles import StoredArticle
from desktop.storage.dump import VERSION, dump_collection

EXPORT_SUFFIXES = (".apkg", ".csv", ".tsv", ".md", ".json", ".pdf", ".docx")
_SHEETS = (".md", ".pdf", ".docx")
_TABLES = (".csv", ".tsv")

if TYPE_CHECKING:
    from desktop.storage.database import Connection

_Times = Mapping[str, tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: ``bytes`` is the file's size."""

    path: Path
    notes: int
    cards: int
    bytes: int


class AnkiExchange:
    """A collection's cards as Anki packages and as tables."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def export(
        self,
        path: Path,
        *,
        deck: str | None = None,
        article_id: str | None = None,
        with_schedule: bool = False,
        progress: Progress | None = None,
        words: PrintWords = PRINT_WORDS["zh"],
        kinds: Container[str] = (),
        density: Density = Density.ALL,
        table_for: Literal["anki", "excel"] | None = None,
        bom: bool = True,
    ) -> Exported:
        """Write the cards of a deck (with the decks below it) or of an article, or all of them.

        The name's ending chooses the format; a schedule goes only into ``.apkg``, and always into ``.json``, which
        holds everything. ``words`` are those on a worksheet, which asks only for answers of ``kinds`` (of all, where
        there are none) and for as many as ``density`` says. A table is made for spreadsheets, with or without the
        mark ``bom``, or for Anki, as a ``.tsv`` is unless ``table_for`` says otherwise. Raises UnknownExport,
        NotFound, NothingToExport, FontMissing (a PDF only) and FileUnwritable; a file that was there before is kept
        then.
        """
        suffix = path.suffix.lower()
        if suffix not in EXPORT_SUFFIXES:
            raise UnknownExport(path=str(path), allowed=" ".join(EXPORT_SUFFIXES))
        narrowed = deck is not None or article_id is not None
        with self._collection.reading() as connection:
            if deck is not None:
                decks.load_decks(connection, deck)  # raises NotFound
            if suffix == ".json" and not narrowed:
                return _write_json(path, connection)
            _, found = cards.find_cards(connection, cards.CardFilter(article=article_id, deck=deck), None)
            if suffix == ".json":
                return _write_json(path, connection, {card.id for card in found})
            sources = {
                each: _Source(articles.load_article(connection, each))
                for each in {card.article_id for card in found if card.article_id is not None}
            }
            times = cards.note_times(connection)
            log: dict[str, list[Review]] = defaultdict(list)
            if with_schedule:
                for review in reviews.load_log(connection):
                    log[review.card_id].append(review)
        if not found:
            raise NothingToExport
        notes = [_note(card, sources, times, tuple(log[card.id]) if with_schedule else ()) for card in found]
        if suffix in _TABLES:
            from desktop.formats.csv_file import write_anki_table, write_table

            tabs = suffix == ".tsv"
            for_anki = tabs if table_for is None else table_for == "anki"
            number = (
                write_anki_table(path, notes, tabs=tabs) if for_anki else write_table(path, notes, tabs=tabs, bom=bom)
            )
        elif suffix in _SHEETS:
            from desktop.formats.worksheet import make_worksheet

            sheet = make_worksheet(notes, words, kinds=kinds, density=density)
            number = sum(not kinds or note.kind in kinds for note in notes)
            write_sheets(path, [sheet])
        else:
            from desktop.formats.apkg_file import write_apkg

            number = write_apkg(path, notes, with_schedule=with_schedule, progress=progress)
        return Exported(path, number, number, path.stat().st_size)


def _write_json(path: Path, connection: Connection, cards: set[str] | None = None) -> Exported:
    """Write everything, or what belongs to ``cards``, a row a line. Raises FileUnwritable."""
    written: dict[str, int] = {}
    try:
        with atomic_file(path) as file:
            file.write(f'{{"format": "wengu", "version": {VERSION}'.encode())
            for table, rows in dump_collection(connection, cards):
                file.write(f',\n"{table}": ['.encode())
                count = 0
                for row in rows:
                    line = json.dumps(row, ensure_ascii=False)
                    file.write(f"{',' if count else ''}\n{line}".encode("utf-8", "replace"))
                    count += 1
                file.write(b"\n]" if count else b"]")
                written[table] = count
            file.write(b"}\n")
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error
    return Exported(path, written["notes"], written["cards"], path.stat().st_size)


class _Source:
    """An article, ready to be asked what stands around a sentence."""

    def __init__(self, stored: StoredArticle) -> None:
        self.article = stored.article
        self._sections = stored.sections
        self._sentences = stored.sentences
        self._starts = [sentence.start for sentence in stored.sentences]

    def headings(self, position: int) -> tuple[str, ...]:
        """The headings from the article's part down to the section that holds a position."""
        path: list[str] = []
        sections: tuple[Section, ...] = self._sections
        while inside := next((each for each in sections if each.start <= position < each.end), None):
            path.append(inside.label + inside.title)
            sections = inside.children
        return tuple(path)

    def around(self, start: int) -> tuple[str, str]:
        """The sentences before and after the one that starts there; empty at the article's ends."""
        index = bisect_right(self._starts, start) - 1
        return self._sentence(index - 1), self._sentence(index + 1)

    def _sentence(self, index: int) -> str:
        if not 0 <= index < len(self._sentences):
            return ""
        return self.article.text[slice(*self._sentences[index])]


def _note(card: Card, sources: Mapping[str, _Source], times: _Times, log: tuple[Review, ...]) -> AnkiNote:
    created, modified = times[card.guid]
    source = sources.get(card.article_id or "")
    headings: tuple[str, ...] = ()
    before = after = ""
    if source is not None and card.article_span is not None:
        start = card.article_span.start - card.blanks[0].start
        headings = source.headings(start)
        before, after = source.around(start)
    return AnkiNote(
        guid=card.guid,
        deck="::".join([card.deck, *([source.article.title] if source else [])]),
        sentence=card.sentence,
        blanks=card.blanks,
        answer=card.answer,
        created=created,
        modified=modified,
        kind=card.kind,
        article=source.article.title if source else "",
        headings=headings,
        source=" ".join(filter(None, (source.article.issuer, source.article.number))) if source else "",
        before=before,
        after=after,
        remark=card.remark,
        tags=card.tags,
        suspended=card.suspended,
        schedule=card.schedule,
        reviews=log,
    )
