"""Bringing in what was made and learnt in Anki; docs/anki-import.md tells what becomes of what."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from desktop.domain.anki_import import (
    AnkiReviewKind,
    ImportedCard,
    ImportedDeck,
    ImportedNote,
    ImportedPreset,
    ImportedReview,
    Skipped,
)
from desktop.domain.card import CardState, Schedule
from desktop.domain.changes import Changed
from desktop.domain.errors import BadValue
from desktop.domain.progress import Progress, SilentProgress
from desktop.domain.settings import SchedulerSettings
from desktop.formats.anki_package import AnkiPackage, read_anki_package
from desktop.pipeline.anki_sides import Side, card_sides
from desktop.pipeline.memory_conversion import full_parameters, schedule_from_anki
from desktop.services.collection import Collection
from desktop.services.deck_options import deck_settings
from desktop.services.media import MediaFolder
from desktop.services.replay import replay
from desktop.storage import anki_rows, reviews
from desktop.storage.anki_rows import KnownCard, NewCard, NewReview
from desktop.storage.decks import load_decks, save_options
from desktop.storage.edits import ANKI_IMPORT, CARD_RANGE, Edit, Patch, ScheduleChange, save_edit
from desktop.storage.moments import dump_schedule, from_milliseconds, schedule_row, to_milliseconds

if TYPE_CHECKING:
    from desktop.storage.database import Connection

_NAMESPACE = UUID("5f3b6a0e-2c1d-4c57-9f7e-0a5d1f6f9b11")  # of the UUIDs that follow from Anki's own identities
_SEED = hashlib.sha1(_NAMESPACE.bytes, usedforsecurity=False)
_AT_ONCE = 4_000
_SAME_ANSWER_MS = 1_000  # two answers of one card with the same rating so close are one
_QUARTER_MS = 900_000  # study days begin on whole quarters of an hour, in every time zone
_NEW = dump_schedule(Schedule())

_T = TypeVar("_T")


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
        with _collector_resting(), read_anki_package(path, told) as package:
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


@dataclass(slots=True)
class _Places:
    """The cards of a package by Anki's id: the key, deck and identity each has here."""

    keys: dict[int, int] = field(default_factory=dict)
    decks: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)  # those that were here already
    # What Anki knows of the schedule of those that were not, and from when (in milliseconds).
    schedules: dict[int, tuple[Schedule, int]] = field(default_factory=dict)


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
        self._first = 0  # the key of the first new card
        self._deck_keys: dict[int, int] = {}
        self._patches: list[Patch] = []
        self._days: dict[int, int] = {}

    def run(self, name: str) -> tuple[int, int, int]:
        """Notes, cards and answers that are new."""
        connection = self._connection
        anki_rows.prepare(connection)
        places = _Places()
        notes, cards = self._add_cards(places)
        answers, changed = self._add_reviews(places)
        self._add_schedules(places)
        schedules = self._replayed(changed)
        if self._patches or schedules or answers or cards:
            edit = Edit(self._edit, ANKI_IMPORT, name, tuple(self._patches), None, self._now)
            save_edit(connection, edit, schedules)
            reviews.save_act(connection, self._collection.new_id(), self._now, "edit", self._edit)
        return notes, cards, answers

    # Cards

    def _add_cards(self, places: _Places) -> tuple[int, int]:
        """Notes and cards that are new, or here again after their import was taken back."""
        connection = self._connection
        known_cards, undone = anki_rows.known_cards(connection), anki_rows.undone_ranges(connection)
        first = self._first = key = anki_rows.next_card_key(connection)
        last_position = anki_rows.last_position(connection)
        side: Side | None = None
        new_notes: set[int] = set()
        revived: list[int] = []
        tagged: set[str] = set()
        without_note = empty = 0
        batch: list[NewCard] = []
        sides: Mapping[int, Side] = {}
        sides_of: ImportedNote | None = None
        for note, card in _side_by_side(self._package.notes(), self._package.cards()):
            if note is None:
                without_note += 1
                continue
            identity = note.guid if card.ordinal == 0 else f"{note.guid}\x1f{card.ordinal}"
            known = known_cards.get(identity)
            if known is None and note.guid.count("~") and card.ordinal == 0:
                # A later card of a note from Anki went back there as a note of its own (formats/apkg_file.py).
                origin = "\x1f".join(note.guid.rsplit("~", 1))
                known, identity = known_cards.get(origin), origin if origin in known_cards else identity
            if known is not None:
                places.keys[card.id], places.decks[card.id], places.names[card.id] = known.key, known.deck, identity
                if known.note_id not in tagged:
                    tagged.add(known.note_id)
                    self._merge_tags(known, note)
                if not (known.trashed and any(known.key in each for each in undone)):
                    places.known.add(card.id)
                    continue
                revived.append(known.key)
            else:
                if sides_of is not note:
                    sides, sides_of = card_sides(note, self._package.note_types.get(note.note_type_id)), note
                side = sides.get(card.ordinal)
                if side is None or not side.sentence.strip():
                    empty += 1
                    continue
                deck = self._deck(card.deck_id)
                places.keys[card.id], places.decks[card.id], places.names[card.id] = key, deck, identity
                known_cards[identity] = KnownCard(key, "", deck, "[]", False)  # a guid may come twice
                key += 1
            new_notes.add(note.id)
            schedule = schedule_from_anki(card, self._calendar)
            if card.state is not CardState.NEW:
                seen = note.modified if card.last_review is None else card.last_review
                places.schedules[card.id] = schedule, to_milliseconds(seen)
            if known is None and side is not None:
                batch.append(self._new_card(card, note, identity, side, deck, last_position, schedule))
                if len(batch) >= _AT_ONCE:
                    anki_rows.save_cards(connection, batch, self._now)
                    batch.clear()
                    self._progress.advance(key - first, 2 * self._package.card_count)
        anki_rows.save_cards(connection, batch, self._now)
        for start, end in [(first, key), *_runs(revived)]:
            if start < end:
                self._patches.append(Patch(CARD_RANGE, f"{start}-{end - 1}", {"trashed": (2, 0)}))
        self._skip("card", "without_note", without_note)
        self._skip("card", "empty", empty)
        return len(new_notes), key - first + len(revived)

    def _new_card(
        self,
        card: ImportedCard,
        note: ImportedNote,
        identity: str,
        side: Side,
        deck: int,
        last_position: int,
        schedule: Schedule,
    ) -> NewCard:
        note_type = self._package.note_types.get(note.note_type_id)
        names: Iterable[str] = note_type.fields if note_type else map(str, range(1, len(note.fields) + 1))
        return NewCard(
            note_id=_uuid(f"note {identity}"),
            card_id=_uuid(f"card {identity}"),
            guid=identity,
            deck=deck,
            kind="cloze" if side.blanks else "basic",
            sentence=side.sentence,
            blanks=side.blanks,
            answer=side.answer,
            back=side.back,
            fields=zip(names, note.fields, strict=False),
            tags=note.tags,
            modified=to_milliseconds(note.modified),
            position=last_position + max(card.position or 0, 0) + 1,
            suspended=card.suspended,
            buried_until=self._tomorrow if card.buried else 0,
            flag=card.flag,
            schedule=schedule,
        )

    def _merge_tags(self, known: KnownCard, note: ImportedNote) -> None:
        if not note.tags or not known.note_id:
            return
        tags = anki_rows.load_tags(known.tags)
        if missing := [tag for tag in note.tags if tag not in tags]:
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

    # Reviews and schedules

    def _add_reviews(self, places: _Places) -> tuple[int, set[int]]:
        """How many answers are new, and the keys of the cards known before that got some."""
        taken = anki_rows.answer_moments(self._connection, [places.keys[each] for each in places.known])
        changed: set[int] = set()
        asked: set[int] = set()
        count = acts = without_card = 0
        names, decks, schedules = places.names, places.decks, places.schedules

        def rows() -> Iterator[NewReview]:
            nonlocal count, acts, without_card
            for review in self._package.reviews():
                anki_id = review.card_id
                key = places.keys.get(anki_id)
                if key is None:
                    without_card += 1
                    continue
                if review.rating == 0 or review.kind > AnkiReviewKind.FILTERED:
                    acts += 1
                    continue
                if anki_id in places.known:
                    if any(
                        abs(at - review.id) <= _SAME_ANSWER_MS and rating == review.rating
                        for at, rating in taken.get(key, ())
                    ):
                        continue
                    changed.add(key)
                elif anki_id in schedules and review.id >= schedules[anki_id][1]:
                    schedules[anki_id] = schedules[anki_id][0], review.id + 1
                count += 1
                first = key not in asked
                asked.add(key)
                yield self._review(review, key, names[anki_id], decks[anki_id], first)

        for batch in _batches(rows()):
            anki_rows.save_reviews(self._connection, batch, self._edit)
            self._progress.advance(self._package.review_count + count, 2 * max(self._package.review_count, count))
        self._skip("review", "no_answer", acts)
        self._skip("review", "without_card", without_card)
        return count, changed

    def _review(self, review: ImportedReview, key: int, identity: str, deck: int, first: bool) -> NewReview:
        day = self._day(review.id)
        before_state, before = _before(review.kind, first, max(0, review.last_interval))
        if review.interval > 0:
            state, due, interval = CardState.REVIEW, str(day + review.interval), review.interval
        else:
            state, due, interval = CardState.LEARNING, "null", 0
        return NewReview(
            _uuid(f"review {identity} {review.id}"),
            key,
            deck,
            review.id,
            day,
            review.rating,
            review.duration_ms,
            before_state,
            before,
            # As dump_schedule spells it, which takes five times as long.
            f"[{int(state)},0,null,{due},{interval},{day},null,null,0,0]",
            # Filtered reviews without a factor left Anki's schedule alone.
            review.kind == AnkiReviewKind.FILTERED and review.factor == 0,
        )

    def _day(self, at: int) -> int:
        quarter = at // _QUARTER_MS
        if quarter not in self._days:
            self._days[quarter] = self._calendar.study_day(from_milliseconds(at))
        return self._days[quarter]

    def _add_schedules(self, places: _Places) -> None:
        """Let the log end with the schedule that Anki gave, which its own answers do not tell in full."""

        def rows() -> Iterator[NewReview]:
            for anki_id, (schedule, at) in places.schedules.items():
                yield NewReview(
                    _uuid(f"schedule {places.names[anki_id]} {at}"),
                    places.keys[anki_id],
                    places.decks[anki_id],
                    at,
                    0,
                    0,
                    0,
                    int(CardState.NEW),
                    _NEW,
                    dump_schedule(schedule),
                    False,
                )

        for batch in _batches(rows()):
            anki_rows.save_reviews(self._connection, batch, self._edit)
        revived = [anki_id for anki_id in places.schedules if places.keys[anki_id] < self._first]
        anki_rows.save_schedules(
            self._connection, [(places.keys[each], schedule_row(places.schedules[each][0])) for each in revived]
        )

    def _replayed(self, keys: Iterable[int]) -> list[ScheduleChange]:
        """The schedules that the whole log gives the cards with those keys."""
        decks = load_decks(self._connection)
        settings: dict[str, SchedulerSettings] = {}
        changes = []
        for key in sorted(keys):
            card = reviews.load_history(self._connection, key)
            if card.deck_name not in settings:
                settings[card.deck_name] = deck_settings(decks, card.deck_name)
            schedule = replay(card, settings[card.deck_name], self._calendar)
            if schedule != card.schedule or schedule != card.last:
                changes.append(ScheduleChange(self._collection.new_id(), key, card.deck, card.schedule, schedule))
        return changes

    def _skip(self, what: str, why: str, number: int, *names: str) -> None:
        if number:
            self._left_out.append(Skipped(what, why, number, names))


@contextmanager
def _collector_resting() -> Iterator[None]:
    """No search for cycles: among hundreds of thousands of tuples it takes a quarter of the time and finds none."""
    resting = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not resting:
            gc.enable()


def _uuid(name: str) -> str:
    """The UUID of version 5, six times as fast as ``uuid5``."""
    seed = _SEED.copy()
    seed.update(name.encode())
    digits = seed.hexdigest()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


@lru_cache(maxsize=4096)
def _before(kind: int, first: bool, interval: int) -> tuple[int, str]:
    """The state before an answer, and the schedule as far as Anki's log tells it."""
    states = {
        AnkiReviewKind.REVIEW: CardState.REVIEW,
        AnkiReviewKind.RELEARNING: CardState.RELEARNING,
        AnkiReviewKind.FILTERED: CardState.REVIEW,
    }
    state = states.get(AnkiReviewKind(kind), CardState.NEW if first else CardState.LEARNING)
    return int(state), dump_schedule(Schedule(state=state, scheduled_days=interval))


def _side_by_side(
    notes: Iterator[ImportedNote], cards: Iterator[ImportedCard]
) -> Iterator[tuple[ImportedNote | None, ImportedCard]]:
    """Each card with its note, None where that is not in the package; both come in order of the note's id."""
    note = next(notes, None)
    for card in cards:
        while note is not None and note.id < card.note_id:
            note = next(notes, None)
        yield note if note is not None and note.id == card.note_id else None, card
    for _ in notes:  # those without cards are looked at too: what is wrong with them is told at the end
        pass


def _runs(keys: Sequence[int]) -> list[tuple[int, int]]:
    """The keys as half-open ranges."""
    runs: list[tuple[int, int]] = []
    for key in sorted(set(keys)):
        if runs and runs[-1][1] == key:
            runs[-1] = runs[-1][0], key + 1
        else:
            runs.append((key, key + 1))
    return runs


def _batches(rows: Iterator[_T]) -> Iterator[list[_T]]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch
