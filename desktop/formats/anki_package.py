"""Anki packages of every generation, read: ``.apkg`` (some decks) and ``.colpkg`` (a whole collection).

The collection is unpacked into a private temporary folder and read row by row, so that memory stays flat however
many notes there are. docs/anki-import.md tells what comes along and what does not.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.domain.anki_import import (
    ImportedCard,
    ImportedMedia,
    ImportedNote,
    ImportedPlainNote,
    ImportedReview,
    Skipped,
)
from desktop.domain.errors import FileTooLarge, FileUnwritable
from desktop.domain.progress import Progress, SilentProgress
from desktop.formats.anki_archive import AnkiArchive
from desktop.formats.anki_aside import PackageAside
from desktop.formats.anki_card_terms import IS_SOUND_REVIEW, REVIEW, SECONDS, every_card, integers
from desktop.formats.anki_cards import AlikeCards, OtherCard, PackageCards
from desktop.formats.anki_collection import AnkiCollection
from desktop.formats.anki_definitions import read_definitions
from desktop.formats.anki_fields import IMAGE_OCCLUSION, PlainTexts, read_marked_up_fields, read_simple_fields

MOST_NOTE_CHARACTERS = 200_000
MOST_NOTE_CLOZES = 500  # as in Anki
MOST_CHARACTERS = 128_000_000  # of all notes

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_REPORTED = 1024  # rows between two words of progress
_tuple = tuple.__new__  # makes a named tuple in a third of the time
_NOTE = integers("id", "mid", "mod") + ", cast(guid as text), cast(tags as text), cast(flds as text)"


def read_anki_package(path: Path, progress: Progress | None = None) -> AnkiPackage:
    """Open the package ``path``, to be closed by its reader (it is a context manager).

    ``progress`` counts bytes of the collection while it is unpacked. Everything but the rows of notes, cards and
    reviews is checked here. Raises FileMissing, FileUnreadable, UnsupportedFormat (no Anki package, or one of an
    Anki to come), DamagedFile, FileProtected, FileTooLarge, FileUnwritable (no room for the temporary file) and
    OperationCancelled.
    """
    archive = AnkiArchive(path)
    try:
        return AnkiPackage(path, archive, progress or SilentProgress())
    except BaseException:
        archive.close()
        raise


class AnkiPackage:
    """An open package. Made by ``read_anki_package``; ``close`` removes its temporary folder.

    ``note_types``, ``decks`` and ``presets`` by id; ``settings`` of the collection; ``media``; and how many rows
    it holds: ``note_count``, ``card_count``, ``review_count``; how much text ``notes`` has told so far, ``characters``,
    and which it has left out, by id: ``notes_left_out``.
    Rows may refer to notes, cards, note types and decks that are not there. Iterators raise DamagedFile and
    FileTooLarge where the damage is: read them all within one transaction.
    """

    def __init__(self, path: Path, archive: AnkiArchive, progress: Progress) -> None:
        self._path = path
        self._archive = archive
        self._left_out: dict[str, list[Skipped]] = {"archive": archive.skipped}
        self._opened: list[AnkiCollection | PackageCards | PackageAside] = []
        self._threads = [ThreadPoolExecutor(1, name) for name in ("aside", "cards")]
        self.characters = 0
        self.notes_left_out: set[int] = set()
        try:
            self._folder = Path(tempfile.mkdtemp(prefix="wengu-"))
        except OSError as error:
            raise FileUnwritable(path=tempfile.gettempdir(), reason=error.strerror or str(error)) from error
        try:
            database = self._folder / "collection.sqlite"
            archive.extract_collection(database, progress)
            self._collection = AnkiCollection(database, path)
            self._opened.append(self._collection)
            self.settings, self.note_types, self.decks, self.presets = read_definitions(self._collection)
            self.card_count = self._collection.count("cards")
            self.review_count = self._collection.count("revlog")
            self._cards = PackageCards(AnkiCollection(database, path), self._folder, self.card_count, self.review_count)
            self._opened.append(self._cards)
            # While notes are read; those threads mostly let Python go on.
            answered = self._threads[1].submit(self._cards.keep_answered).result
            self._sorted = self._threads[1].submit(self._cards.sort, answered)
            self._aside = PackageAside(
                *(AnkiCollection(database, path), self._folder, answered),
                *(self.settings.first_day, self.card_count, self.review_count),
            )
            self._opened.append(self._aside)
            self.note_count = self._collection.count("notes")
        except BaseException:
            self.close()
            raise
        self.media = archive.media
        filtered = [deck.name for deck in self.decks.values() if deck.filtered]
        self._leave_out("decks", [("deck", "filtered", filtered)])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the package and remove what was unpacked. May be called twice."""
        for thread in self._threads:
            thread.shutdown(wait=False, cancel_futures=True)
        for each in self._opened:
            each.interrupt()
        for thread in self._threads:
            thread.shutdown()
        for each in self._opened:
            each.close()
        self._opened.clear()
        self._archive.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def generation(self) -> int:
        """1, 2 or 3: a package of Anki 2.0, 2.1, or 2.1.50 and later."""
        return self._archive.generation

    @property
    def cards_sorted(self) -> bool:
        """Whether cards can be told without waiting."""
        return self._sorted.done()

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What was left out of what has been read so far."""
        return tuple(each for group in self._left_out.values() for each in group)

    def notes(self, progress: Progress | None = None) -> Iterator[ImportedNote]:
        """Every note, in order of id; progress counts notes."""
        for note in self.plain_notes(progress):
            yield note.whole() if isinstance(note, ImportedPlainNote) else note

    def plain_notes(self, progress: Progress | None = None) -> Iterator[ImportedNote | ImportedPlainNote]:
        """The same, most of them as ``ImportedPlainNote``, in two thirds of the time."""
        collection, progress = self._collection, progress or SilentProgress()
        kinds = {
            number: (kind.cloze, tuple(sorted(kind.cloze_fields)), len(kind.fields))
            for number, kind in self.note_types.items()
        }
        unknown: tuple[bool, tuple[int, ...], int] = (False, (), 0)
        characters = 0
        most = min(collection.size, MOST_CHARACTERS)
        second, modified = -1, _EPOCH  # notes that were made together share it
        no_tags: tuple[str, ...] = ()
        damaged: list[str] = []
        too_long: list[str] = []
        pictures: list[str] = []
        for done, row in enumerate(collection.rows("notes", _NOTE), 1):
            number, note_type, changed, guid, tags, joined = row
            if not done % _REPORTED:
                progress.advance(done, self.note_count)
            if guid is None or joined is None or not 0 <= changed < SECONDS:
                damaged.append(str(number))
                self.notes_left_out.add(number)
                continue
            length = len(joined)
            self.characters = characters = characters + length
            if characters > most:
                if characters > collection.size:  # rows may refer to the same bytes over and over
                    raise collection.damaged("notes hold more text than fits")
                raise FileTooLarge(path=str(self._path), bytes=characters, limit=MOST_CHARACTERS)
            if length > MOST_NOTE_CLOZES and (
                length + len(guid) > MOST_NOTE_CHARACTERS or joined.count("{{c") > MOST_NOTE_CLOZES
            ):
                too_long.append(guid[:100])
                self.notes_left_out.add(number)
                continue
            cloze, cloze_fields, width = kinds.get(note_type, unknown)
            read = read_simple_fields(joined, cloze_fields)
            if read is None:
                if cloze and IMAGE_OCCLUSION in joined:
                    pictures.append(guid)
                    self.notes_left_out.add(number)
                    continue
                read = read_marked_up_fields(joined, cloze_fields)
            texts = read[0]
            if len(texts) < width:
                texts += ("",) * (width - len(texts))
            if changed != second:
                second, modified = changed, datetime.fromtimestamp(changed, UTC)
            words = tuple(tags.split()) if tags else no_tags
            if type(read) is PlainTexts:
                yield _tuple(ImportedPlainNote, (number, guid, note_type, modified, words, texts, read[1], read[2]))
            else:
                yield _tuple(ImportedNote, (number, guid, note_type, modified, words, texts, read[1], read[2]))
        self._leave_out(
            "notes",
            [
                ("note", "bad_values", damaged),
                ("note", "too_long", too_long),
                ("note", "image_occlusion", pictures),
            ],
        )
        progress.advance(self.note_count, self.note_count)

    def shown_files(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The GUIDs of the notes that show pictures or play sounds, with the names of those."""
        with_files = "instr(flds, '[sound:') or instr(lower(flds), '<img')"
        for *_, guid, _, joined in self._collection.rows("notes", _NOTE, with_files):
            if guid and joined and len(joined) <= MOST_NOTE_CHARACTERS:
                yield guid, read_marked_up_fields(joined, ()).media

    def alike_cards(self) -> Iterator[AlikeCards]:
        """The notes whose cards are alike, as most are, in order of their ids."""
        self._sorted.result()
        return self._cards.alike()

    def other_cards(self) -> Iterator[OtherCard]:
        """The cards of other notes, in order of their note's id and their ordinal."""
        self._sorted.result()
        self._leave_out_cards(self._cards.damages, self._cards.damaged)
        return self._cards.others()

    def set_aside(self, cards: Callable[[AnkiCollection], None], log: Callable[[AnkiCollection], None]) -> None:
        """Have the cards that are more than new, and then the log, put into a file each while other things are done.

        What these hold ``cards`` and ``log`` make, on another thread (see ``PackageAside``).
        """
        self._cards_aside = self._threads[0].submit(self._aside.keep_cards, cards)
        self._log_aside = self._threads[0].submit(self._aside.keep_log, log)

    def cards_aside(self) -> Path:
        """The file with the cards, once it is there."""
        return self._cards_aside.result()

    def log_aside(self) -> Path:
        """The file with the log, once it is there."""
        path, told = self._log_aside.result()
        self._leave_out_reviews(told)
        return path

    def cards(self) -> Iterator[ImportedCard]:
        """Every card, in order of its note's id and its ordinal."""
        damaged: list[str] = []
        for card in every_card(self._collection, self.card_count, self.settings.first_day):
            if isinstance(card, str):
                damaged.append(card)
            else:
                yield card
        self._leave_out_cards(len(damaged), tuple(damaged[:5]))

    def reviews(self) -> Iterator[ImportedReview]:
        """The log, oldest first."""
        told = 0
        for row in self._collection.rows("revlog", REVIEW, IS_SOUND_REVIEW):
            told += 1
            yield _tuple(ImportedReview, row)
        self._leave_out_reviews(told)

    def media_blocks(self, media: ImportedMedia) -> Iterator[bytes]:
        """The content of one of ``media``, block by block.

        Raises FileTooLarge, FileProtected, and DamagedFile where it is not as long as the list says.
        """
        return self._archive.media_blocks(media)

    def _leave_out(self, group: str, found: list[tuple[str, str, list[str]]]) -> None:
        self._left_out[group] = [
            Skipped(what, why, len(names), tuple(names[:5])) for what, why, names in found if names
        ]

    def _leave_out_cards(self, number: int, names: tuple[str, ...]) -> None:
        self._left_out["cards"] = [Skipped("card", "bad_values", number, names)] if number else []

    def _leave_out_reviews(self, told: int) -> None:
        number = self.review_count - told
        self._left_out["reviews"] = [Skipped("review", "bad_values", number)] if number else []
