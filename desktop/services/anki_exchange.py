"""Handing cards to Anki and to spreadsheets."""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from desktop.domain.cloze import Density
from desktop.domain.errors import FileUnwritable, NothingToExport, UnknownExport
from desktop.domain.printed import PrintWords
from desktop.domain.progress import Progress
from desktop.paths import atomic_file
from desktop.services.anki_notes import LeavingNotes, NoteWishes, leaving_out, showing
from desktop.services.collection import Collection
from desktop.services.collector import collector_resting
from desktop.services.media import MediaFolder
from desktop.services.print_words import PRINT_WORDS
from desktop.services.printing import write_sheets
from desktop.storage import cards, decks
from desktop.storage.anki_export import count_leaving, shown_files
from desktop.storage.dump import VERSION, dump_collection

EXPORT_SUFFIXES = (".apkg", ".csv", ".tsv", ".md", ".json", ".pdf", ".docx")
_SHEETS = (".md", ".pdf", ".docx")
_TABLES = (".csv", ".tsv")

if TYPE_CHECKING:
    from desktop.services.text_tools import TextTools
    from desktop.storage.database import Connection


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: ``bytes`` is the file's size, ``missing`` the characters that no font had for a PDF."""

    path: Path
    notes: int
    cards: int
    bytes: int
    missing: str = ""


class AnkiExchange:
    """A collection's cards as Anki packages and as tables."""

    def __init__(self, collection: Collection, tools: TextTools | None = None) -> None:
        self._collection = collection
        self._tools = tools

    def has_cards_of_anki(self) -> bool:
        """Whether some of the cards came from Anki."""
        with self._collection.reading() as connection:
            return cards.any_from_anki(connection)

    def export(
        self,
        path: Path,
        *,
        deck: str | None = None,
        article_id: str | None = None,
        with_schedule: bool = False,
        wishes: NoteWishes | None = None,
        progress: Progress | None = None,
        words: PrintWords = PRINT_WORDS["zh"],
        kinds: Container[str] = (),
        density: Density = Density.ALL,
        table_for: Literal["anki", "excel"] | None = None,
        bom: bool = True,
    ) -> Exported:
        """Write the cards of a deck (with the decks below it) or of an article, or all of them.

        The name's ending chooses the format. ``wishes`` count only for ``.apkg``, a schedule for that and for
        ``.json``, which holds everything. ``words`` are those on a worksheet, which asks only for answers of
        ``kinds`` (of all, where there are none) and for as many as ``density`` says. A table is made for
        spreadsheets, with or without the mark ``bom``, or for Anki, as a ``.tsv`` is unless ``table_for`` says
        otherwise. Raises UnknownExport, NotFound, NothingToExport, FontMissing (a PDF only) and FileUnwritable; a
        file that was there before is kept then.
        """
        suffix = path.suffix.lower()
        if suffix not in EXPORT_SUFFIXES:
            raise UnknownExport(path=str(path), allowed=" ".join(EXPORT_SUFFIXES))
        narrowed = deck is not None or article_id is not None
        with collector_resting(), self._collection.reading() as connection:
            if deck is not None:
                decks.load_decks(connection, deck)  # raises NotFound
            if suffix == ".json" and not narrowed:
                return _write_json(path, connection)
            own_only = wishes is not None and wishes.own_only and suffix == ".apkg"
            wanted = cards.CardFilter(article=article_id, deck=deck, own_only=own_only)
            if suffix == ".json":
                return _write_json(
                    path, connection, {card.id for card in cards.find_cards(connection, wanted, None)[1]}
                )
            wishes = (wishes or NoteWishes()) if suffix == ".apkg" else NoteWishes()
            wishes = replace(wishes, with_schedule=with_schedule and suffix == ".apkg", tagged=suffix == ".apkg")
            leaving = LeavingNotes(self._collection, self._tools)
            if suffix == ".apkg":
                from desktop.formats.apkg_file import write_apkg

                stream = leaving.stream(connection, wanted, wishes)
                if wishes.without:
                    stream = leaving_out(stream, wishes.without)
                media = MediaFolder(self._collection.home)
                if shown := shown_files(connection):
                    stream = showing(stream, shown, media)
                total = 0 if progress is None else count_leaving(connection, wanted)
                number = write_apkg(
                    path, stream, with_schedule=with_schedule, progress=progress, total=total, media=media.folder
                )
                return Exported(path, number, number, path.stat().st_size)
            notes = leaving.make(connection, wanted, wishes)
        if not notes:
            raise NothingToExport
        missing = ""
        if suffix in _TABLES:
            from desktop.formats.csv_file import write_anki_table, write_table

            tabs = suffix == ".tsv"
            for_anki = tabs if table_for is None else table_for == "anki"
            number = (
                write_anki_table(path, notes, tabs=tabs) if for_anki else write_table(path, notes, tabs=tabs, bom=bom)
            )
        else:
            from desktop.formats.worksheet import make_worksheet

            sheet = make_worksheet(notes, words, kinds=kinds, density=density)
            number = sum(not kinds or note.kind in kinds for note in notes)
            missing = write_sheets(path, [sheet])
        return Exported(path, number, number, path.stat().st_size, missing)


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
