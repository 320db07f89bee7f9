"""Bringing in what was made and learnt in Anki; docs/anki-import.md tells what becomes of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from json.encoder import encode_basestring
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from desktop.domain.anki_import import (
    ImportedCard,
    ImportedNote,
    ImportedNoteType,
    Skipped,
)
from desktop.domain.card import CardState, Schedule
from desktop.domain.changes import Changed
from desktop.domain.progress import Progress, SilentProgress
from desktop.formats.anki_package import AnkiPackage, NewCard, read_anki_package
from desktop.pipeline.anki_sides import card_sides
from desktop.pipeline.memory_conversion import schedule_from_anki
from desktop.services.anki_answers import AnkiAnswers, Place, Places, later_uuid, note_and_card_uuids
from desktop.services.anki_decks import AnkiDecks
from desktop.services.anki_notes import OF_SENTENCE, OWN_TAGS
from desktop.services.collection import Collection
from desktop.services.collector import collector_resting
from desktop.services.media import MediaFolder
from desktop.storage import anki_rows, reviews
from desktop.storage.anki_export import sentence_leaders
from desktop.storage.anki_rows import KnownCard
from desktop.storage.edits import ANKI_IMPORT, CARD_RANGE, Edit, Patch, save_edit
from desktop.storage.moments import ScheduleRow, schedule_row, to_milliseconds
from desktop.storage.row_writer import RowWriter

if TYPE_CHECKING:
    from desktop.storage.database import Connection

_AT_ONCE = 40_000  # values
_CHARACTERS_AT_ONCE = 2_000_000  # of notes, which may be as long as books
_FEW_CARDS = 4
_MOST_REPEATED = 4_000_000  # characters of a note, by its cards
_LAST = 1 << 63  # no note has this id
Row = TypeVar("Row", NewCard, ImportedCard)
_NEW = schedule_row(Schedule())


@dataclass(frozen=True, slots=True)
class AnkiImported:
    """What came in, each counted once, and what was left out."""

    notes: int
    cards: int
    reviews: int
    media: int
    skipped: tuple[Skipped, ...]


class AnkiImport:
    """Packages of Anki into a collection, each in one transaction and one step to undo."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def import_package(self, path: Path, progress: Progress | None = None) -> AnkiImported:
        """Import an ``.apkg`` or ``.colpkg`` of any generation; a second time it changes nothing.

        Cards that are here already keep their words; answers given in Anki since are added to their log, and their
        schedule is worked out anew from all answers. Raises what ``read_anki_package`` raises, FileUnwritable and
        OperationCancelled, and then nothing was changed.
        """
        told = progress or SilentProgress()
        changed = Changed.CARDS | Changed.SCHEDULE | Changed.SETTINGS
        left_out: list[Skipped] = []
        folder = MediaFolder(self._collection.home)
        with collector_resting(), read_anki_package(path, told) as package:
            try:
                with self._collection.writing(changed) as connection:
                    # Kept by no name: what it remembers is gone before the collector looks for cycles again.
                    notes, cards, answers = _Import(self._collection, connection, package, told, left_out).run(
                        path.stem
                    )
                    media = folder.add(package, left_out)
                    anki_rows.save_media(connection, media)
            except BaseException:
                folder.take_back()
                raise
            return AnkiImported(notes, cards, answers, len(media), (*package.skipped, *left_out))


class _Import:
    """One package on its way in, within the caller's transaction."""

    def __init__(
        self,
        collection: Collection,
        connection: Connection,
        package: AnkiPackage,
        progress: Progress,
        left_out: list[Skipped],
    ) -> None:
        self._collection, self._connection, self._package = collection, connection, package
        self._progress, self._left_out = progress, left_out
        self._writer = RowWriter()
        self._calendar = collection.calendar(connection)
        self._edit = collection.new_id()
        self._now = collection.now()
        self._tomorrow = self._calendar.study_day(self._now) + 1
        self._decks = AnkiDecks(collection, connection, package, left_out)
        self._patches: list[Patch] = []
        self._sentences: dict[str, list[Place]] | None = None
        self._known_cards: Mapping[str, KnownCard] = {}
        self._undone: Sequence[range] = ()
        self._here: dict[str, Place] | None = None  # cards of this package by their identity, once it is asked for
        self._revived: list[tuple[int, ScheduleRow]] = []
        self._tagged: set[str] = set()  # notes that got the tags of this package

    def run(self, name: str) -> tuple[int, int, int]:
        """Notes, cards and answers that are new."""
        connection = self._connection
        anki_rows.prepare(connection)
        places = Places(anki_rows.next_key(connection, "cards"))
        with self._writer as writer:
            notes, cards = self._add_cards(places)
            answering = AnkiAnswers(self._collection, connection, writer, self._package, self._calendar, self._edit)
            answers, schedules = answering.add(places, self._progress, self._left_out)
        if self._patches or schedules or answers or cards:
            edit = Edit(self._edit, ANKI_IMPORT, name, tuple(self._patches), None, self._now)
            save_edit(connection, edit, schedules)
            reviews.save_act(connection, self._collection.new_id(), self._now, "edit", self._edit)
        return notes, cards, answers

    # Cards

    def _add_cards(self, places: Places) -> tuple[int, int]:
        """Notes and cards that are new, or here again after their import was taken back."""
        connection, package = self._connection, self._package
        self._known_cards, self._undone = anki_rows.known_cards(connection), anki_rows.undone_ranges(connection)
        indexes = [
            statement
            for table in ("notes", "cards")
            for statement in anki_rows.drop_indexes(connection, table, package.card_count)
        ]
        first = key = places.first
        note_key = anki_rows.next_key(connection, "notes") - key
        last_position = anki_rows.last_position(connection) + 1
        rows = anki_rows.CardRows(connection, self._writer, to_milliseconds(self._now))
        into_notes, into_cards = rows.notes.extend, rows.cards.extend
        place_of, deck_keys = places.cards, self._decks.keys
        new_notes = empty = twice = too_long = modified = 0
        room = _CHARACTERS_AT_ONCE
        moment: datetime | None = None
        encode, known_cards, note_types, here = encode_basestring, self._known_cards, package.note_types, self._here
        guids: set[str] = set()
        fresh: _OfNotes[NewCard] = _OfNotes(package.new_cards())
        others: _OfNotes[ImportedCard] = _OfNotes(package.cards(new=False))
        for note in package.notes():
            number, guid, type_id, changed, tag_names, texts, _, _ = note
            cards: Sequence[NewCard | ImportedCard] = fresh.of(number)
            if others.next <= number and (learnt := others.of(number)):
                cards = [*cards, *learnt]
            if not cards:
                continue
            if len(cards) > _FEW_CARDS and len(cards) * sum(map(len, texts)) > _MOST_REPEATED:
                too_long += 1
                continue
            if len(cards) > 1 and len({card[3] for card in cards}) < len(cards):
                every, cards = cards, _each_once(cards)
                twice += len(every) - len(cards)
            if known_cards or guid in guids:  # one may come twice
                revived = len(self._revived)
                cards = [card for card in cards if not self._is_here(card, note, places)]
                here = self._here
                if not cards:
                    new_notes += len(self._revived) > revived
                    continue
            guids.add(guid)
            note_type = note_types.get(type_id)
            sides = card_sides(note, note_type)
            if changed is not moment:  # notes that were made together share it
                moment = changed
                modified = to_milliseconds(changed)
            tags = _tags(tag_names) if tag_names else "[]"
            fields = _fields(note_type, len(texts)) % tuple(map(encode, texts))
            uuid, card_uuid, rest = note_and_card_uuids(guid)
            before = key
            for card in cards:
                ordinal, anki_deck = card[3], card[2]
                side = sides.get(ordinal)
                if side is None or not side[0] or side[0].isspace():
                    empty += 1
                    continue
                sentence, answer, blanks, back, remark = side
                deck = deck_keys.get(anki_deck) or self._add_deck(anki_deck)
                if ordinal:
                    identity = f"{guid}\x1f{ordinal}"
                    ids = later_uuid(uuid, ordinal) + rest, later_uuid(card_uuid, ordinal) + rest
                else:
                    identity = guid
                    ids = uuid + rest, card_uuid + rest
                place_of[card[0]] = place = key, deck, identity
                if here is not None:
                    here[identity] = place
                if blanks:
                    kind, card_kind = "cloze", "word"
                    hidden = f"[[{blanks[0][0]}, {blanks[0][1]}]]" if len(blanks) == 1 else _blanks(blanks)
                else:
                    kind, card_kind, hidden = "basic", "own", "[]"
                into_notes((note_key + key, ids[0], sentence, tags, modified, kind, back, remark, identity, fields))
                fields = "[]"  # they stand with the note of the first card
                if not isinstance(card, ImportedCard):
                    position, queue, flag = last_position + card[5], card[4], card[6]
                    row = key, ids[1], note_key + key, deck, hidden, answer, card_kind, position
                    if queue or flag:
                        put_off = (queue == -1, self._tomorrow if queue < -1 else 0, flag)
                        rows.learnt.extend((*row, *put_off, *_NEW))
                    else:
                        into_cards(row)
                else:
                    position = last_position + max(card.position or 0, 0)
                    row = key, ids[1], note_key + key, deck, hidden, answer, card_kind, position
                    put_off = (card.suspended, self._tomorrow if card.buried else 0, card.flag)
                    rows.learnt.extend((*row, *put_off, *self._schedule(card, note, places)))
                key += 1
            new_notes += key > before
            if len(rows.notes) >= _AT_ONCE or package.characters > room:
                room = package.characters + _CHARACTERS_AT_ONCE
                rows.write()
                self._progress.advance(key - first, 2 * package.card_count)
        rows.write()
        self._writer.do(partial(anki_rows.save_schedules, connection, self._revived))
        self._writer.do(partial(anki_rows.make_indexes, connection, indexes))
        for start, end in [(first, key), *_runs([each for each, _ in self._revived])]:
            if start < end:
                self._patches.append(Patch(CARD_RANGE, f"{start}-{end - 1}", {"trashed": (2, 0)}))
        self._skip("card", "without_note", fresh.left_over() + others.left_over())
        self._skip("card", "empty", empty)
        self._skip("note", "too_long", too_long)
        self._skip("card", "bad_values", twice)
        return new_notes, key - first + len(self._revived)

    def _is_here(self, card: NewCard | ImportedCard, note: ImportedNote, places: Places) -> bool:
        """Whether the collection or this package had the card before; it comes again where that was taken back."""
        anki_id, ordinal = card[0], card[3]
        identity = f"{note.guid}\x1f{ordinal}" if ordinal else note.guid
        known_cards = self._known_cards
        if known_cards and identity.endswith(OF_SENTENCE) and (cards_of := self._of_sentence(known_cards, note)):
            places.together[anki_id] = cards_of
            places.cards[anki_id] = cards_of[0]
            places.known.add(anki_id)
        elif known := _known(known_cards, identity):
            places.cards[anki_id] = known.key, known.deck, known.guid
            if known.note_id not in self._tagged:
                self._tagged.add(known.note_id)
                self._merge_tags(known, note)
            if known.trashed and any(known.key in each for each in self._undone):
                schedule = self._schedule(card, note, places) if isinstance(card, ImportedCard) else _NEW
                self._revived.append((known.key, schedule))
            else:
                places.known.add(anki_id)
        elif place := self._came(places).get(identity):
            places.cards[anki_id] = place
            places.known.add(anki_id)
        else:
            return False
        places.fresh = False
        return True

    def _came(self, places: Places) -> dict[str, Place]:
        """The cards of this package so far, by their identity."""
        if self._here is None:
            self._here = {place[2]: place for place in places.cards.values()}
        return self._here

    def _of_sentence(self, known_cards: Mapping[str, KnownCard], note: ImportedNote) -> list[Place]:
        """The cards that a note asks together which went to Anki as a whole sentence (services/anki_notes.py)."""
        if self._sentences is None:
            self._sentences = {}
            self._writer.wait()
            leaders = sentence_leaders(self._connection)
            for known in known_cards.values():
                leader = leaders.get(known.note_id) or known.guid.partition("\x1f")[0]
                self._sentences.setdefault(leader, []).append((known.key, known.deck, known.guid))
        found = self._sentences.get(note.guid.removesuffix(OF_SENTENCE), [])
        return [place for place in found if not known_cards[place[2]].trashed]

    def _schedule(self, card: ImportedCard, note: ImportedNote, places: Places) -> ScheduleRow:
        """What Anki knows of its schedule, kept for the log too."""
        if card.state is CardState.NEW:
            return _NEW
        schedule = schedule_from_anki(card, self._calendar)
        seen = note.modified if card.last_review is None else card.last_review
        places.schedules[card.id] = schedule, to_milliseconds(seen)
        return schedule_row(schedule)

    def _merge_tags(self, known: KnownCard, note: ImportedNote) -> None:
        if not note.tags or not known.note_id:
            return
        tags = anki_rows.load_tags(known.tags)
        if missing := [tag for tag in note.tags if tag not in tags and not tag.startswith(f"{OWN_TAGS}::")]:
            after = anki_rows.dump_tags([*tags, *missing])
            self._patches.append(Patch("notes", known.note_id, {"tags": (known.tags, after)}))

    def _add_deck(self, anki_id: int) -> int:
        self._writer.wait()
        return self._decks.add(anki_id)

    def _skip(self, what: str, why: str, number: int) -> None:
        if number:
            self._left_out.append(Skipped(what, why, number))


def _each_once(cards: Sequence[NewCard | ImportedCard]) -> Sequence[NewCard | ImportedCard]:
    """One card of each template, where a collection has several: a learnt one before a new one."""
    once: dict[int, NewCard | ImportedCard] = {}
    for card in sorted(cards, key=lambda card: not isinstance(card, ImportedCard)):
        once.setdefault(card[3], card)
    return list(once.values())


class _OfNotes(Generic[Row]):
    """Cards in order of their note's id, to be asked for a note at a time; ``next`` is the note whose turn it is."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows: Iterator[Row] = rows
        self._row: Row | None = None
        self._passed = self.next = 0
        self._turn()

    def of(self, note_id: int) -> Sequence[Row]:
        """The cards of a note; those of notes before it are passed over."""
        while self.next < note_id:
            self._passed += 1
            self._turn()
        if self.next > note_id or self._row is None:
            return ()
        found: list[Row] = [self._row]
        for row in self._rows:
            if row[1] != note_id:
                self._row, self.next = row, row[1]
                return found
            found.append(row)
        self._row, self.next = None, _LAST
        return found

    def left_over(self) -> int:
        """How many cards have no note, when all notes have been asked for."""
        self.of(_LAST)
        return self._passed

    def _turn(self) -> None:
        self._row = next(self._rows, None)
        self.next = _LAST if self._row is None else self._row[1]


def _known(known_cards: Mapping[str, KnownCard], identity: str) -> KnownCard | None:
    known = known_cards.get(identity)
    if known is None and "~" in identity and "\x1f" not in identity:
        # A later card of a note from Anki went back there as a note of its own (formats/apkg_file.py).
        known = known_cards.get("\x1f".join(identity.rsplit("~", 1)))
    return known


def _blanks(blanks: Sequence[tuple[int, int]]) -> str:
    return f"[{', '.join([f'[{start}, {end}]' for start, end in blanks])}]"


@lru_cache(maxsize=4096)
def _tags(tags: tuple[str, ...]) -> str:
    return anki_rows.dump_tags(tags)


@lru_cache(maxsize=256)
def _fields(note_type: ImportedNoteType | None, number: int) -> str:
    """What makes ``number`` fields, spelled as JSON, into their column by ``%``."""
    names = note_type.fields[:number] if note_type else map(str, range(1, number + 1))
    return anki_rows.fields_form(list(names), number)


def _runs(keys: Sequence[int]) -> list[tuple[int, int]]:
    """The keys as half-open ranges."""
    runs: list[tuple[int, int]] = []
    for key in sorted(set(keys)):
        if runs and runs[-1][1] == key:
            runs[-1] = runs[-1][0], key + 1
        else:
            runs.append((key, key + 1))
    return runs
