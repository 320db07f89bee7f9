"""Handing cards to Anki and to spreadsheets."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.anki import AnkiNote
from desktop.domain.article import Section
from desktop.domain.card import Card
from desktop.domain.errors import FileUnwritable, NothingToExport, UnknownExport
from desktop.domain.progress import Progress
from desktop.domain.review import Review
from desktop.paths import atomic_write
from desktop.services.collection import Collection
from desktop.storage import articles, cards, decks, reviews
from desktop.storage.articles import StoredArticle
from desktop.storage.dump import dump_collection

EXPORT_SUFFIXES = (".apkg", ".csv", ".md", ".json", ".pdf", ".docx")
# What stands on a worksheet: its title, the line of the name, the key.
WORKSHEET_WORDS = ("练习", "姓名", "日期", "得分", "答案")

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
        words: Sequence[str] = WORKSHEET_WORDS,
    ) -> Exported:
        """Write the cards of a deck (with the decks below it) or of an article, or all of them.

        The name's ending chooses the format; a schedule goes only into ``.apkg``, and always into ``.json``, which
        holds everything. ``words`` are those on a worksheet. Raises UnknownExport, NotFound, NothingToExport,
        FontMissing (a PDF only) and FileUnwritable; a file that was there before is kept then.
        """
        suffix = path.suffix.lower()
        if suffix not in EXPORT_SUFFIXES:
            raise UnknownExport(path=str(path), allowed=" ".join(EXPORT_SUFFIXES))
        with self._collection.reading() as connection:
            if deck is not None:
                decks.load_decks(connection, deck)  # raises NotFound
            _, found = cards.find_cards(connection, cards.CardFilter(article=article_id, deck=deck), None)
            sources = {
                each: _Source(articles.load_article(connection, each))
                for each in {card.article_id for card in found if card.article_id is not None}
            }
            times = cards.note_times(connection)
            narrowed = deck is not None or article_id is not None
            everything = (
                dump_collection(connection, {card.id for card in found} if narrowed else None)
                if suffix == ".json"
                else {}
            )
            log: dict[str, list[Review]] = defaultdict(list)
            if with_schedule:
                for review in reviews.load_log(connection):
                    log[review.card_id].append(review)
        if suffix == ".json":
            write_json(path, everything)
            return Exported(path, len(everything["notes"]), len(everything["cards"]), path.stat().st_size)
        if not found:
            raise NothingToExport
        notes = [_note(card, sources, times, tuple(log[card.id]) if with_schedule else ()) for card in found]
        if suffix == ".csv":
            from desktop.formats.csv_file import write_csv

            number = write_csv(path, notes)
        elif suffix in (".md", ".pdf", ".docx"):
            titles = {note.article for note in notes}
            title = f"{next(iter(titles))} {words[0]}".strip() if len(titles) == 1 else words[0]
            number = _write_worksheet(path, notes, title, words)
        else:
            from desktop.formats.apkg_file import write_apkg

            number = write_apkg(path, notes, with_schedule=with_schedule, progress=progress)
        return Exported(path, number, number, path.stat().st_size)


def write_json(path: Path, value: Mapping[str, object]) -> None:
    """Write a value as JSON, readable. Raises FileUnwritable."""
    try:
        atomic_write(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error


def _write_worksheet(path: Path, notes: Sequence[AnkiNote], title: str, words: Sequence[str]) -> int:
    if path.suffix.lower() == ".md":
        from desktop.formats.markdown_export import write_markdown

        return write_markdown(path, notes, title, words[-1])
    if path.suffix.lower() == ".pdf":
        from desktop.formats.worksheet_pdf import write_worksheet_pdf

        return write_worksheet_pdf(path, notes, title, words[1:])
    from desktop.formats.worksheet_docx import write_worksheet_docx

    return write_worksheet_docx(path, notes, title, words[1:])


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
