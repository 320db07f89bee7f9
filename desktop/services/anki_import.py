"""Bringing in what was made and learnt in Anki; docs/anki-import.md tells what becomes of what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from desktop.domain.anki_import import (
    ImportedCard,
    ImportedDeck,
    ImportedNote,
    ImportedNoteType,
    ImportedPreset,
    Skipped,
)
from desktop.domain.card import CardState, Schedule
from desktop.domain.changes import Changed
from desktop.domain.errors import BadValue
from desktop.domain.progress import Progress, SilentProgress
from desktop.domain.settings import SchedulerSettings
from desktop.formats.anki_package import AnkiPackage, NewCard, read_anki_package
from desktop.pipeline.anki_sides import card_sides
from desktop.pipeline.memory_conversion import full_parameters, schedule_from_anki
from desktop.services.anki_answers import AnkiAnswers, Place, Places, note_and_card_uuids
from desktop.services.anki_notes import OF_SENTENCE, OWN_TAGS
from desktop.services.collection import Collection
from desktop.services.collector import collector_resting
from desktop.services.deck_options import deck_settings
from desktop.services.media import MediaFolder
from desktop.storage import anki_rows, reviews
from desktop.storage.anki_export import sentence_leaders
from desktop.storage.anki_rows import KnownCard
from desktop.storage.decks import load_decks, save_options
from desktop.storage.edits import ANKI_IMPORT, CARD_RANGE, Edit, Patch, save_edit
from desktop.storage.moments import ScheduleRow, schedule_row, to_milliseconds

if TYPE_CHECKING:
    from desktop.storage.database import Connection

_AT_ONCE = 40_000  # values
_LAST = 1 << 63  # no note has this id
Row = TypeVar("Row")
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
                    work = _Import(self._collection, connection, package, told, left_out)
                    notes, cards, answers = work.run(path.stem)
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
        self._calendar = collection.calendar(connection)
        self._edit = collection.new_id()
        self._now = collection.now()
        self._tomorrow = self._calendar.study_day(self._now) + 1
        self._deck_keys: dict[int, int] = {}
        self._patches: list[Patch] = []
        self._sentences: dict[str, list[Place]] | None = None
        self._known_cards: Mapping[str, KnownCard] = {}
        self._undone: Sequence[range] = ()
        self._here: dict[str, Place] = {}  # cards of this package by their identity
        self._revived: list[tuple[int, ScheduleRow]] = []
        self._tagged: set[str] = set()  # notes that got the tags of this package

    def run(self, name: str) -> tuple[int, int, int]:
        """Notes, cards and answers that are new."""
        connection = self._connection
        anki_rows.prepare(connection)
        places = Places(anki_rows.next_key(connection, "cards"))
        notes, cards = self._add_cards(places)
        answering = AnkiAnswers(self._collection, connection, self._package, self._calendar, self._edit)
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
        rows = anki_rows.CardRows(connection, to_milliseconds(self._now))
        into_notes, into_cards = rows.notes.extend, rows.cards.extend
        here, place_of, deck_keys = self._here, places.cards, self._deck_keys
        new_notes = empty = 0
        guids: set[str] = set()  # one may come twice
        fresh = _OfNotes(package.new_cards(), itemgetter(1))
        others = _OfNotes(package.cards(new=False), itemgetter(1))
        for note in package.notes():
            number = note.id
            cards: Sequence[NewCard | ImportedCard] = fresh.of(number)
            if learnt := others.of(number):
                cards = [*cards, *learnt]
            if not cards:
                continue
            guid = note.guid
            if self._known_cards or guid in guids:
                revived = len(self._revived)
                cards = [card for card in cards if not self._is_here(card, note, places)]
                if not cards:
                    new_notes += len(self._revived) > revived
                    continue
            guids.add(guid)
            note_type = package.note_types.get(note.note_type_id)
            sides = card_sides(note, note_type)
            modified, tags = to_milliseconds(note.modified), _tags(note.tags) if note.tags else "[]"
            fields = anki_rows.dump_fields(_names(note_type, len(note.fields)), note.fields)
            before = key
            for card, (uuid, card_uuid) in zip(
                cards, note_and_card_uuids(guid, [card[3] for card in cards]), strict=True
            ):
                ordinal = card[3]
                side = sides.get(ordinal)
                if side is None or not side.sentence or side.sentence.isspace():
                    empty += 1
                    continue
                sentence, answer, blanks, back = side
                deck = deck_keys.get(card[2]) or self._deck(card[2])
                identity = f"{guid}\x1f{ordinal}" if ordinal else guid
                here[identity] = place_of[card[0]] = key, deck, identity
                kind, card_kind = ("cloze", "word") if blanks else ("basic", "own")
                into_notes((note_key + key, uuid, sentence, tags, modified, kind, back, identity, fields))
                fields = "[]"  # they stand with the note of the first card
                row = key, card_uuid, note_key + key, deck, _blanks(blanks), answer, card_kind
                if not isinstance(card, ImportedCard):
                    queue, position, flag = card[4:]
                    if queue or flag:
                        put_off = (queue == -1, self._tomorrow if queue < -1 else 0, flag)
                        rows.learnt.extend((*row, last_position + position, *put_off, *_NEW))
                    else:
                        into_cards((*row, last_position + position))
                else:
                    put_off = (card.suspended, self._tomorrow if card.buried else 0, card.flag)
                    position = last_position + max(card.position or 0, 0)
                    rows.learnt.extend((*row, position, *put_off, *self._schedule(card, note, places)))
                key += 1
            new_notes += key > before
            if len(rows.notes) >= _AT_ONCE:
                rows.write()
                self._progress.advance(key - first, 2 * package.card_count)
        rows.write()
        anki_rows.save_schedules(connection, self._revived)
        anki_rows.make_indexes(connection, indexes)
        for start, end in [(first, key), *_runs([each for each, _ in self._revived])]:
            if start < end:
                self._patches.append(Patch(CARD_RANGE, f"{start}-{end - 1}", {"trashed": (2, 0)}))
        self._skip("card", "without_note", fresh.left_over() + others.left_over())
        self._skip("card", "empty", empty)
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
        elif identity in self._here:
            places.cards[anki_id] = self._here[identity]
            places.known.add(anki_id)
        else:
            return False
        return True

    def _of_sentence(self, known_cards: Mapping[str, KnownCard], note: ImportedNote) -> list[Place]:
        """The cards that a note asks together which went to Anki as a whole sentence (services/anki_notes.py)."""
        if self._sentences is None:
            self._sentences = {}
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

    # Decks

    def _deck(self, anki_id: int) -> int:
        if anki_id not in self._deck_keys:
            deck = self._package.decks.get(anki_id)
            name = deck.name if deck is not None and deck.name.strip() else ""
            existing = load_decks(self._connection)
            key = self._collection.deck_key(self._connection, name)
            self._deck_keys[anki_id] = key
            if deck is not None and name and name not in {each.name for each in existing}:
                preset = self._package.presets.get(deck.preset_id) if deck.preset_id is not None else None
                save_options(self._connection, key, self._options(deck, preset, deck_settings(existing, name)))
        return self._deck_keys[anki_id]

    def _options(
        self, deck: ImportedDeck, preset: ImportedPreset | None, inherited: SchedulerSettings
    ) -> dict[str, str]:
        """The options of a deck that differ from those it inherits and that Wengu can take."""
        values: dict[str, Any] = {}
        if preset is not None:
            values = {
                "desired_retention": preset.desired_retention,
                "new_per_day": preset.new_per_day,
                "reviews_per_day": preset.reviews_per_day,
                "maximum_interval": preset.maximum_interval,
                "leech_threshold": preset.leech_threshold,
                "learning_steps": preset.learning_steps or None,
                "relearning_steps": preset.relearning_steps or None,
                "parameters": full_parameters(preset.parameters) or None,
            }
        for name in ("desired_retention", "new_per_day", "reviews_per_day"):
            if (own := getattr(deck, name)) is not None:
                values[name] = own
        options = {}
        for name, value in values.items():
            if value is None:
                continue
            try:
                spelled = SchedulerSettings(**{name: value}).spelled(name)
            except BadValue:
                self._skip("option", "bad_values", 1, name)
                continue
            if spelled != inherited.spelled(name):
                options[name] = spelled
        return options

    def _skip(self, what: str, why: str, number: int, *names: str) -> None:
        if number:
            self._left_out.append(Skipped(what, why, number, names))


class _OfNotes(Generic[Row]):
    """Rows in order of their note's id, to be asked for a note at a time."""

    def __init__(self, rows: Iterator[Row], note_id: Callable[[Row], int]) -> None:
        self._groups = groupby(rows, note_id)
        self._passed = 0
        self._next()

    def of(self, note_id: int) -> Sequence[Row]:
        """The rows of a note; those of notes before it are passed over."""
        while self._id < note_id:
            self._passed += len(list(self._rows))
            self._next()
        if self._id > note_id:
            return ()
        found = list(self._rows)
        self._next()
        return found

    def left_over(self) -> int:
        """How many rows have no note, when all notes have been asked for."""
        self.of(_LAST)
        return self._passed

    def _next(self) -> None:
        self._id, self._rows = next(self._groups, (_LAST, iter(())))


def _known(known_cards: Mapping[str, KnownCard], identity: str) -> KnownCard | None:
    known = known_cards.get(identity)
    if known is None and "~" in identity and "\x1f" not in identity:
        # A later card of a note from Anki went back there as a note of its own (formats/apkg_file.py).
        known = known_cards.get("\x1f".join(identity.rsplit("~", 1)))
    return known


def _blanks(blanks: Sequence[tuple[int, int]]) -> str:
    if len(blanks) == 1:
        return f"[[{blanks[0][0]}, {blanks[0][1]}]]"
    return f"[{', '.join([f'[{start}, {end}]' for start, end in blanks])}]"


@lru_cache(maxsize=4096)
def _tags(tags: tuple[str, ...]) -> str:
    return anki_rows.dump_tags(tags)


@lru_cache(maxsize=256)
def _names(note_type: ImportedNoteType | None, number: int) -> list[str]:
    names = note_type.fields if note_type else map(str, range(1, number + 1))
    return [anki_rows.dump_name(name) for name in names]


def _runs(keys: Sequence[int]) -> list[tuple[int, int]]:
    """The keys as half-open ranges."""
    runs: list[tuple[int, int]] = []
    for key in sorted(set(keys)):
        if runs and runs[-1][1] == key:
            runs[-1] = runs[-1][0], key + 1
        else:
            runs.append((key, key + 1))
    return runs
