"""Bringing in what was made and learnt in Anki; docs/anki-import.md tells what becomes of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID, uuid5

from desktop.domain.anki_import import (
    AnkiReviewKind,
    ImportedCard,
    ImportedDeck,
    ImportedNote,
    ImportedNoteType,
    ImportedPreset,
    ImportedReview,
    Skipped,
)
from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.changes import Changed
from desktop.domain.errors import BadValue
from desktop.domain.progress import Progress, SilentProgress
from desktop.domain.settings import SchedulerSettings
from desktop.formats.anki_package import AnkiPackage, read_anki_package
from desktop.pipeline.scheduling import Scheduler, memory_from_sm2
from desktop.services.collection import Collection
from desktop.services.deck_options import deck_settings
from desktop.services.media import MediaFolder
from desktop.storage import anki_rows, reviews
from desktop.storage.anki_rows import KnownCard, NewCard, NewReview
from desktop.storage.decks import load_decks, save_options
from desktop.storage.edits import Edit, Patch, ScheduleChange, save_edit

if TYPE_CHECKING:
    from desktop.storage.database import Connection

_NAMESPACE = UUID("5f3b6a0e-2c1d-4c57-9f7e-0a5d1f6f9b11")  # of the UUIDs that follow from Anki's own identities
_AT_ONCE = 4_000
_FIELD = re.compile(r"\{\{(?!#|/|\^|!)([^{}]+)\}\}")
_ITEM = "；"  # between the words of a group that hides several
_SAME_ANSWER_MS = 1_000  # two answers of one card with the same rating so close are one

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class AnkiImported:
    """What came in, each counted once, and what was left out."""

    notes: int
    cards: int
    reviews: int
    media: int
    skipped: tuple[Skipped, ...]


@dataclass(slots=True)
class _Side:
    """What a card of a note asks: ``blanks`` in ``sentence``, or ``back`` where there are none."""

    sentence: str
    answer: str
    blanks: tuple[tuple[int, int], ...] = ()
    back: str = ""


@dataclass(slots=True)
class _Cards:
    """The cards of a package as they get their places: by Anki's id their key, and which are new."""

    keys: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    decks: dict[int, int] = field(default_factory=dict)
    schedules: dict[int, Schedule] = field(default_factory=dict)
    known: dict[int, KnownCard] = field(default_factory=dict)


class AnkiImport:
    """Packages of Anki into a collection, each in one transaction and one step to undo."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def import_package(self, path: Path, progress: Progress | None = None) -> AnkiImported:
        """Import an ``.apkg`` or ``.colpkg`` of any generation; a second time it changes nothing.

        Cards that are here already keep their words; answers given in Anki since are added to their log, and their
        schedule is worked out anew from all answers. Raises what ``read_anki_package`` raises, and then nothing
        was changed.
        """
        told = progress or SilentProgress()
        with read_anki_package(path, told) as package:
            left_out: list[Skipped] = []
            media = MediaFolder(self._collection.home).add(package, left_out)
            with self._collection.writing(Changed.CARDS | Changed.SCHEDULE | Changed.SETTINGS) as connection:
                work = _Import(self._collection, connection, package, told, left_out)
                notes, cards, answers = work.run(path.stem)
                anki_rows.save_media(connection, media)
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
        self._deck_keys: dict[int, int] = {}
        self._patches: list[Patch] = []

    def run(self, name: str) -> tuple[int, int, int]:
        """Notes, cards and answers that are new."""
        connection = self._connection
        first = anki_rows.next_card_key(connection)
        self._known = anki_rows.known_cards(connection)
        notes = {note.id: note for note in self._package.notes()}
        cards = _Cards()
        added = self._add_cards(notes, cards)
        del notes
        answers = self._add_reviews(cards)
        schedules = [
            ScheduleChange(self._collection.new_id(), cards.keys[anki_id], cards.decks[anki_id], before, schedule)
            for anki_id, schedule in cards.schedules.items()
            if (before := cards.known[anki_id].schedule if anki_id in cards.known else Schedule()) != schedule
        ]
        last = anki_rows.next_card_key(connection) - 1
        if last >= first:
            self._patches.append(Patch("card_range", f"{first}-{last}", {"trashed": (2, 0)}))
        if self._patches or schedules or answers:
            now = self._collection.now()
            edit = Edit(self._edit, "import_anki", name, tuple(self._patches), None, now)
            save_edit(connection, edit, schedules)
            reviews.save_act(connection, self._collection.new_id(), now, "edit", self._edit)
        return added[0], added[1], answers

    # Cards

    def _add_cards(self, notes: Mapping[int, ImportedNote], cards: _Cards) -> tuple[int, int]:
        new_notes: set[int] = set()
        count = without_note = empty = 0
        batch: list[NewCard] = []
        key = anki_rows.next_card_key(self._connection)
        sides: dict[int, dict[int, _Side]] = {}
        for card in self._package.cards():
            note = notes.get(card.note_id)
            if note is None:
                without_note += 1
                continue
            identity = note.guid if card.ordinal == 0 else f"{note.guid}\x1f{card.ordinal}"
            known = self._known.get(identity)
            if known is not None:
                cards.keys[card.id], cards.decks[card.id] = known.key, known.deck
                cards.known[card.id], cards.names[card.id] = known, identity
                self._merge_tags(known, note)
                continue
            if note.id not in sides:
                sides.clear()  # cards of a note come together or not at all often
                sides[note.id] = _sides(note, self._package.note_types.get(note.note_type_id))
            side = sides[note.id].get(card.ordinal)
            if side is None or not side.sentence.strip():
                empty += 1
                continue
            deck = self._deck(card.deck_id)
            batch.append(self._new_card(card, note, identity, side, deck))
            cards.keys[card.id], cards.names[card.id], cards.decks[card.id] = key, identity, deck
            cards.schedules[card.id] = self._schedule(card)
            new_notes.add(note.id)
            key += 1
            count += 1
            if len(batch) >= _AT_ONCE:
                anki_rows.save_cards(self._connection, batch, self._collection.now())
                batch.clear()
                self._progress.advance(count, 2 * max(count, self._package.card_count))
        anki_rows.save_cards(self._connection, batch, self._collection.now())
        self._skip("card", "without_note", without_note)
        self._skip("card", "empty", empty)
        return len(new_notes), count

    def _new_card(self, card: ImportedCard, note: ImportedNote, identity: str, side: _Side, deck: int) -> NewCard:
        note_type = self._package.note_types.get(note.note_type_id)
        names = note_type.fields if note_type else tuple(str(n) for n in range(1, len(note.fields) + 1))
        return NewCard(
            note_id=str(uuid5(_NAMESPACE, f"note {identity}")),
            card_id=str(uuid5(_NAMESPACE, f"card {identity}")),
            guid=identity,
            deck=deck,
            kind="cloze" if side.blanks else "basic",
            sentence=side.sentence,
            blanks=side.blanks,
            answer=side.answer,
            back=side.back,
            fields=tuple(zip(names, note.fields, strict=False)),
            tags=note.tags,
            modified=note.modified,
            position=card.position or 0,
            suspended=card.suspended,
            buried_until=self._calendar.study_day(self._collection.now()) + 1 if card.buried else 0,
            flag=card.flag,
        )

    def _schedule(self, card: ImportedCard) -> Schedule:
        """What Anki knows of a card in Wengu's terms; without FSRS, its memory from interval and ease."""
        if card.state is CardState.NEW:
            return Schedule()
        stability, difficulty = card.stability, card.difficulty
        if stability is None and card.interval_days > 0 and card.ease > 0:
            stability, difficulty = memory_from_sm2(card.ease, card.interval_days)
        last_day = None if card.last_review is None else self._calendar.study_day(card.last_review)
        if last_day is None and card.due_day is not None:
            last_day = card.due_day - card.interval_days
        review = card.state is CardState.REVIEW
        if review and stability is None:  # never answered, but given a date by hand
            stability, difficulty = float(max(1, card.interval_days)), 5.0
        return Schedule(
            state=card.state,
            remaining_steps=card.steps_left,
            due_at=None if review else card.due_at,
            due_day=card.due_day,
            scheduled_days=card.interval_days if review else 0,
            last_day=last_day,
            stability=stability,
            difficulty=difficulty,
            reps=card.reps,
            lapses=card.lapses,
        )

    def _merge_tags(self, known: KnownCard, note: ImportedNote) -> None:
        if missing := [tag for tag in note.tags if tag not in known.tags]:
            before, after = anki_rows.tag_texts(known.tags, missing)
            self._patches.append(Patch("notes", known.note_id, {"tags": (before, after)}))

    # Decks

    def _deck(self, anki_id: int) -> int:
        if anki_id not in self._deck_keys:
            deck = self._package.decks.get(anki_id)
            name = deck.name if deck is not None and deck.name.strip() else ""
            existing = {each.name for each in load_decks(self._connection)}
            key = self._collection.deck_key(self._connection, name)
            self._deck_keys[anki_id] = key
            if deck is not None and name and name not in existing:
                preset = self._package.presets.get(deck.preset_id) if deck.preset_id is not None else None
                save_options(self._connection, key, self._options(deck, preset))
        return self._deck_keys[anki_id]

    def _options(self, deck: ImportedDeck, preset: ImportedPreset | None) -> dict[str, str]:
        """The options of a deck that differ from the defaults and that Wengu can take."""
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
                "parameters": preset.parameters if len(preset.parameters) == 21 else None,
            }
            if preset.parameters and len(preset.parameters) != 21:
                self._skip("parameters", "older_fsrs", 1)
        for name in ("desired_retention", "new_per_day", "reviews_per_day"):
            if (own := getattr(deck, name)) is not None:
                values[name] = own
        options = {}
        defaults = SchedulerSettings()
        for name, value in values.items():
            if value is None:
                continue
            try:
                spelled = SchedulerSettings(**{name: value}).spelled(name)
            except BadValue:
                self._skip("option", "bad_values", 1, name)
                continue
            if spelled != defaults.spelled(name):
                options[name] = spelled
        return options

    # Reviews

    def _add_reviews(self, cards: _Cards) -> int:
        taken = anki_rows.answer_moments(self._connection, [known.key for known in cards.known.values()])
        changed: set[int] = set()
        count = acts = without_card = 0
        asked: set[int] = set()

        def rows() -> Iterator[NewReview]:
            nonlocal count, acts, without_card
            for review in self._package.reviews():
                key = cards.keys.get(review.card_id)
                if key is None:
                    without_card += 1
                    continue
                if review.rating == 0 or review.kind > AnkiReviewKind.FILTERED:
                    acts += 1
                    continue
                if review.card_id in cards.known:
                    near = range(review.id - _SAME_ANSWER_MS, review.id + _SAME_ANSWER_MS + 1)
                    if any(at in near and rating == review.rating for at, rating in taken.get(key, ())):
                        continue
                    changed.add(review.card_id)
                count += 1
                first = review.card_id not in asked
                asked.add(review.card_id)
                yield self._review(review, key, cards.names[review.card_id], cards.decks[review.card_id], first)

        for batch in _batches(rows()):
            anki_rows.save_reviews(self._connection, batch, self._edit)
            self._progress.advance(self._package.review_count + count, 2 * max(1, self._package.review_count))
        settings = load_decks(self._connection)
        for anki_id in changed:
            known = cards.known[anki_id]
            scheduler = Scheduler(deck_settings(settings, known.deck_name), self._calendar)
            answers = anki_rows.load_answers(self._connection, known.key)
            cards.schedules[anki_id] = replay(scheduler, answers, known.card_id)
        self._skip("review", "no_answer", acts)
        self._skip("review", "without_card", without_card)
        return count

    def _review(self, review: ImportedReview, key: int, identity: str, deck: int, first: bool) -> NewReview:
        at = review.at
        states = {
            AnkiReviewKind.REVIEW: CardState.REVIEW,
            AnkiReviewKind.RELEARNING: CardState.RELEARNING,
            AnkiReviewKind.FILTERED: CardState.REVIEW,
        }
        learning = CardState.NEW if first else CardState.LEARNING
        before = Schedule(
            state=states.get(AnkiReviewKind(review.kind), learning), scheduled_days=max(0, review.last_interval)
        )
        day = self._calendar.study_day(at)
        after = Schedule(
            state=CardState.REVIEW if review.interval > 0 else CardState.LEARNING,
            due_day=day + review.interval if review.interval > 0 else None,
            scheduled_days=max(0, review.interval),
            last_day=day,
        )
        return NewReview(
            uuid=str(uuid5(_NAMESPACE, f"review {identity} {review.id}")),
            card=key,
            deck=deck,
            at=at,
            day=day,
            rating=Rating(review.rating),
            duration_ms=review.duration_ms,
            before=before,
            after=after,
            # Filtered reviews without a factor left Anki's schedule alone.
            cram=review.kind == AnkiReviewKind.FILTERED and review.factor == 0,
        )

    def _skip(self, what: str, why: str, number: int, *names: str) -> None:
        if number:
            self._left_out.append(Skipped(what, why, number, names))


def replay(scheduler: Scheduler, answers: Sequence[tuple[datetime, Rating]], card_id: str) -> Schedule:
    """The schedule that those answers, oldest first, give a card."""
    schedule = Schedule()
    for at, rating in answers:
        schedule = scheduler.answer(schedule, rating, at, card_id)
    return schedule


def _sides(note: ImportedNote, note_type: ImportedNoteType | None) -> dict[int, _Side]:
    """What each card of a note, by ordinal, asks."""
    if note_type is not None and note_type.cloze:
        return _cloze_sides(note)
    if note_type is None or not note_type.templates:
        return {0: _plain_side(note)}
    sides = {}
    for ordinal, template in enumerate(note_type.templates):
        asked = _named_fields(template.question, note_type.fields)
        told = [at for at in _named_fields(template.answer, note_type.fields) if at not in asked]
        front = "\n".join(filter(None, (note.fields[at] for at in asked)))
        back = "\n".join(filter(None, (note.fields[at] for at in told)))
        sides[ordinal] = _Side(front, back, back=back) if front and back else _plain_side(note)
    return sides


def _cloze_sides(note: ImportedNote) -> dict[int, _Side]:
    groups: dict[int, list[tuple[int, int, int]]] = {}
    for cloze in note.clozes:
        for group in cloze.groups:
            groups.setdefault(group, []).append((cloze.field, cloze.start, cloze.end))
    sides = {}
    for group, places in groups.items():
        at = places[0][0]
        text = note.fields[at]
        blanks = _outermost([(start, end) for place, start, end in places if place == at and start < end])
        if blanks:
            answer = _ITEM.join(dict.fromkeys(text[start:end] for start, end in blanks))
            sides[group - 1] = _Side(text, answer, tuple(blanks))
    return sides


def _outermost(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _plain_side(note: ImportedNote) -> _Side:
    """The first field that says something asks, the others answer; a note of pictures asks by their names."""
    said = [text for text in note.fields if text.strip()] or [f"[{name}]" for name in note.media]
    if not said:
        return _Side("", "")
    back = "\n".join(said[1:]) or "…"
    return _Side(said[0], back, back=back)


def _named_fields(template: str, names: Sequence[str]) -> list[int]:
    """The fields, by index, that a template shows, in its order."""
    found = [match[1].rpartition(":")[2].strip() for match in _FIELD.finditer(template)]
    return list(dict.fromkeys(names.index(name) for name in found if name in names))


def _batches(rows: Iterator[_T]) -> Iterator[list[_T]]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch
