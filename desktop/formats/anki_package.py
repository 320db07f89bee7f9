"""Anki packages of every generation, read: ``.apkg`` (some decks) and ``.colpkg`` (a whole collection).

The collection is unpacked into a private temporary folder and read row by row, so that memory stays flat however
many notes there are. docs/anki-import.md tells what comes along and what does not.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from desktop.domain.anki_import import (
    ImportedCard,
    ImportedMedia,
    ImportedNote,
    ImportedReview,
    Skipped,
)
from desktop.domain.card import CardState
from desktop.domain.errors import FileTooLarge, FileUnwritable
from desktop.domain.progress import Progress, SilentProgress
from desktop.formats.anki_archive import AnkiArchive
from desktop.formats.anki_collection import AnkiCollection
from desktop.formats.anki_definitions import read_definitions
from desktop.formats.anki_fields import IMAGE_OCCLUSION, read_marked_up_fields, read_simple_fields

MOST_NOTE_CHARACTERS = 200_000
MOST_NOTE_CLOZES = 500  # as in Anki
MOST_CHARACTERS = 128_000_000  # of all notes

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_REVIEWS_AT_ONCE = 8_000
_REPORTED = 1024  # rows between two words of progress
_DAYS = 1 << 21  # more would leave the calendar
_SECONDS = 1 << 36
_STEP_DUE = 1_000_000_000  # what is due later counts seconds since 1970, what is due sooner counts days
_STATES = tuple(CardState)
_DECODER = json.JSONDecoder()
_tuple = tuple.__new__  # makes a named tuple in a third of the time
# Of a card that is new, in a deck of its own, neither put off nor flagged: id (0 if the log does not know it), note,
# deck, ordinal, position.
NewCard = tuple[int, int, int, int, int]
# Of all cards of a note, if they are such, the log knows none of them, and they differ in nothing but their ordinals,
# which follow one another: number, note, deck, first ordinal, position.
AlikeCards = tuple[int, int, int, int, int]

# Stability, difficulty, desired retention, decay, last review.
_Memory = tuple[float | None, float | None, float | None, float | None, datetime | None]
_NO_MEMORY: _Memory = (None, None, None, None, None)


def _integers(*names: str) -> str:
    # SQLite columns hold anything. Old collections hold intervals such as 3.0; NULL comes out as 0.
    return ", ".join(f"ifnull(cast({name} as integer), 0)" for name in names)


_NOTE = _integers("id", "mid", "mod") + ", cast(guid as text), cast(tags as text), cast(flds as text)"
_CARD = (
    _integers(
        *("id", "nid", "did", "ord", "type", "queue", "due", "ivl", "factor", "reps", "lapses", '"left"', "odue"),
        *("odid", "flags"),
    )
    + ", data"
)
_CARD_ORDER = _integers("nid", "ord", "id")
_IS_NEW = (
    f"{_integers('type')} = 0 and {_integers('odid')} = 0 and {_integers('queue')} = 0 "
    f"and {_integers('flags')} & 7 = 0 and {_integers('ord')} between 0 and 65535 "
    f"and {_integers('due')} between 0 and {_SECONDS - 1}"
)
_MOST_ALIKE = 20
_ARE_ALIKE = (
    f"count(*) <= {_MOST_ALIKE} and min(new) and min(deck) = max(deck) and min(position) = max(position) "
    # So many different bits as there are cards.
    "and sum(iif(new and ordinal < 40, 1 << ordinal, 0)) = (1 << count(*)) - 1 << min(ordinal)"
)
_OTHER_NOTE = f"{_integers('nid')} not in (select note from temp.alike)"
_ANSWERED = f"{_integers('id')} in (select {_integers('cid')} from revlog)"
_REVIEW = _integers("id", "cid", "ease", "ivl", "lastivl", "factor", "time", "type")
_SOUND_REVIEW = (
    f"id between 1 and {_SECONDS * 1000} and ease between 0 and 4 and type between 0 and 5"
    f" and abs(ivl) < {_SECONDS} and abs(lastivl) < {_SECONDS} and time between 0 and {_SECONDS}"
    f" and abs(factor) < {_SECONDS}"
)


class _Sorted(NamedTuple):
    """Batches of cards in order of their notes' ids and their ordinals, but those of ``alike_cards``."""

    new: Iterable[list[tuple[Any, ...]]]
    learnt: Iterable[list[tuple[Any, ...]]]


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
    it holds: ``note_count``, ``card_count``, ``review_count``; how much text ``notes`` has told so far: ``characters``.
    Rows may refer to notes, cards, note types and decks that are not there. Iterators raise DamagedFile and
    FileTooLarge where the damage is: read them all within one transaction.
    """

    def __init__(self, path: Path, archive: AnkiArchive, progress: Progress) -> None:
        self._path = path
        self._archive = archive
        self._left_out: dict[str, list[Skipped]] = {"archive": archive.skipped}
        self._collection: AnkiCollection | None = None
        self._cards: AnkiCollection | None = None
        self._aside = ThreadPoolExecutor(1, "package")
        self.characters = 0
        try:
            self._folder = Path(tempfile.mkdtemp(prefix="wengu-"))
        except OSError as error:
            raise FileUnwritable(path=tempfile.gettempdir(), reason=error.strerror or str(error)) from error
        try:
            database = self._folder / "collection.sqlite"
            archive.extract_collection(database, progress)
            self._collection = AnkiCollection(database, path)
            self.settings, self.note_types, self.decks, self.presets = read_definitions(self._collection)
            self.note_count = self._collection.count("notes")
            self.card_count = self._collection.count("cards")
            self.review_count = self._collection.count("revlog")
            # Cards are sorted while notes are read.
            self._cards = AnkiCollection(database, path)
            self._sorted = self._aside.submit(self._sort_cards, self._cards)
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
        self._aside.shutdown()
        for collection in (self._collection, self._cards):
            if collection:
                collection.close()
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
        collection, progress = self._opened(), progress or SilentProgress()
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
            if guid is None or joined is None or not 0 <= changed < _SECONDS:
                damaged.append(str(number))
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
                continue
            cloze, cloze_fields, width = kinds.get(note_type, unknown)
            read = read_simple_fields(joined, cloze_fields)
            if read is None:
                if cloze and IMAGE_OCCLUSION in joined:
                    pictures.append(guid)
                    continue
                read = read_marked_up_fields(joined, cloze_fields)
            texts, clozes, media = read
            if len(texts) < width:
                texts += ("",) * (width - len(texts))
            if changed != second:
                second, modified = changed, datetime.fromtimestamp(changed, UTC)
            yield _tuple(
                ImportedNote,
                (number, guid, note_type, modified, tuple(tags.split()) if tags else no_tags, texts, clozes, media),
            )
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
        for *_, guid, _, joined in self._opened().rows("notes", _NOTE, with_files):
            if guid and joined and len(joined) <= MOST_NOTE_CHARACTERS:
                yield guid, read_marked_up_fields(joined, ()).media

    def alike_cards(self) -> Iterator[AlikeCards]:
        """The notes whose cards are new and alike, as most are, in order of their ids."""
        self._sorted.result()
        assert self._cards
        return chain.from_iterable(
            self._cards.batches("temp.alike", "number, note, deck, first, position", order="note")
        )

    def new_cards(self) -> Iterator[NewCard]:
        """The cards of other notes that are nothing but new, in order of their note's id and their ordinal; once."""
        return chain.from_iterable(self._sorted.result().new)

    def learnt_cards(self) -> Iterator[ImportedCard]:
        """All other cards, in the same order; once."""
        return self._read_cards(self._sorted.result().learnt, SilentProgress())

    def cards(self, progress: Progress | None = None) -> Iterator[ImportedCard]:
        """Every card, in order of its note's id and its ordinal; progress counts cards."""
        return self._read_cards(self._opened().batches("cards", _CARD, order=_CARD_ORDER), progress or SilentProgress())

    def _read_cards(self, batches: Iterable[list[tuple[Any, ...]]], progress: Progress) -> Iterator[ImportedCard]:
        first_day = self.settings.first_day
        damaged: list[str] = []
        done = 0
        for rows in batches:
            done += len(rows)
            progress.advance(done, self.card_count)
            for row in rows:
                if card := _card(row, first_day):
                    yield card
                else:
                    damaged.append(str(row[0]))
        self._leave_out("cards", [("card", "bad_values", damaged)])
        progress.advance(self.card_count, self.card_count)

    def reviews(self, progress: Progress | None = None) -> Iterator[ImportedReview]:
        """The log, oldest first; progress counts entries."""
        progress = progress or SilentProgress()
        done = 0
        for rows in self.review_batches():
            done += len(rows)
            progress.advance(done, self.review_count)
            for row in rows:
                yield _tuple(ImportedReview, row)

    def review_batches(self) -> Iterator[list[tuple[int, ...]]]:
        """The same by thousands, as plain tuples."""
        done = 0
        # Values out of all bounds are kept back by SQLite, which is three times as fast as here.
        for rows in self._opened().batches("revlog", _REVIEW, _SOUND_REVIEW, most=_REVIEWS_AT_ONCE):
            done += len(rows)
            yield rows
        self._leave_out("reviews", [])
        if done < self.review_count:
            self._left_out["reviews"] = [Skipped("review", "bad_values", self.review_count - done)]

    def media_blocks(self, media: ImportedMedia) -> Iterator[bytes]:
        """The content of one of ``media``, block by block.

        Raises FileTooLarge, FileProtected, and DamagedFile where it is not as long as the list says.
        """
        return self._archive.media_blocks(media)

    def _opened(self) -> AnkiCollection:
        assert self._collection
        return self._collection

    def _sort_cards(self, collection: AnkiCollection) -> _Sorted:
        """Keep what ``alike_cards`` tells, and begin with the others."""
        new = f"{_IS_NEW} and not ({_ANSWERED})" if self.review_count else _IS_NEW
        names = zip(("nid", "ord", "did", "due"), ("note", "ordinal", "deck", "position"), strict=True)
        columns = ", ".join([f"{_integers(theirs)} as {ours}" for theirs, ours in names])
        collection.keep(
            "alike",
            "note integer primary key, number, deck, first, position",
            f"select note, count(*), deck, min(ordinal), position from (select {columns}, {new} as new from cards "
            f"not indexed limit {self.card_count}) group by note having {_ARE_ALIKE}",
        )
        if collection.definitions("select ifnull(sum(number), 0) from temp.alike") == [(self.card_count,)]:
            return _Sorted((), ())
        number = f"iif({_ANSWERED}, {_integers('id')}, 0)" if self.review_count else "0"
        new_card = f"{number}, {_integers('nid', 'did', 'ord', 'due')}"
        return _Sorted(
            collection.sorted_batches("cards", new_card, f"{_IS_NEW} and {_OTHER_NOTE}", _CARD_ORDER),
            collection.sorted_batches("cards", _CARD, f"not ({_IS_NEW})", _CARD_ORDER),
        )

    def _leave_out(self, group: str, found: list[tuple[str, str, list[str]]]) -> None:
        self._left_out[group] = [
            Skipped(what, why, len(names), tuple(names[:5])) for what, why, names in found if names
        ]


def _card(row: tuple[Any, ...], first_day: int) -> ImportedCard | None:
    """The card of a row of ``_CARD``; None where its values mean nothing."""
    (number, note, deck, ordinal, kind, queue, due, interval, factor, reps, lapses) = row[:11]
    left, own_due, own_deck, flags, data = row[11:]
    if own_deck:  # it is in a filtered deck for now
        deck, due = own_deck, own_due or due
        if queue >= 0:
            queue = (0, 1, 2, 1)[kind] if 0 <= kind <= 3 else queue
            queue = 3 if queue == 1 and due < _STEP_DUE else queue
    if not (0 <= kind <= 3 and -3 <= queue <= 4 and 0 <= ordinal < 1 << 16 and -_SECONDS < due < _SECONDS):
        return None
    state = _STATES[kind]
    position = due_day = due_at = None
    if state is CardState.NEW:
        position = due
    elif state is not CardState.REVIEW and due >= _STEP_DUE:
        due_at = _EPOCH + timedelta(seconds=due)
    elif -_DAYS < due < _DAYS:
        due_day = first_day + due
    else:
        return None
    return _tuple(
        ImportedCard,
        (
            *(number, note, deck, ordinal, state, queue, due, position, due_at, due_day),
            # Learning steps of old collections stand there as seconds below zero.
            interval if 0 <= interval < _DAYS else 0,
            factor / 1000 if 0 < factor < 100_000 else 0.0,
            reps if 0 <= reps < 1 << 31 else 0,
            lapses if 0 <= lapses < 1 << 31 else 0,
            left % 1000,  # those that fit into today stand above
            flags & 7,
            *(_memory(data) if isinstance(data, str) and 2 < len(data) < 10_000 else _NO_MEMORY),
        ),
    )


def _memory(data: str) -> _Memory:
    """What FSRS keeps in the JSON ``data``, where other things may stand too."""
    try:
        found, _ = _DECODER.raw_decode(data)
    except (ValueError, RecursionError):
        return _NO_MEMORY
    if not isinstance(found, dict):
        return _NO_MEMORY
    get = found.get
    stability, difficulty = _within(get("s"), 1e-6, 1e6), _within(get("d"), 1, 10)
    if stability is None or difficulty is None:
        stability = difficulty = None
    answered = _within(get("lrt"), 1, _SECONDS)
    return (
        stability,
        difficulty,
        _within(get("dr"), 0.01, 0.999) if "dr" in found else None,
        _within(get("decay"), 0.01, 10) if "decay" in found else None,
        None if answered is None else _EPOCH + timedelta(seconds=int(answered)),
    )


def _within(value: object, least: float, most: float) -> float | None:
    # Infinity and what is no number at all are within nothing.
    return float(value) if type(value) in (int, float) and least <= value <= most else None  # type: ignore[operator,arg-type]
