"""Anki packages.

genanki defines the note types, the decks and the empty collection; the rows of notes and cards are then written
in bulk, which takes a third of its time. A note is never written with an empty card: each holds one group of
blanks and thus one card.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from desktop.domain.anki import AnkiNote, AnkiNoteType
from desktop.domain.card import CardState, Schedule
from desktop.domain.errors import FileUnwritable, NothingToExport
from desktop.domain.progress import Progress, SilentProgress
from desktop.domain.review import Review
from desktop.formats.anki_note_types import (
    CLOZE_MODEL_ID,
    FIELDS,
    FIRST_DAY,
    NOTE_TYPES,
    TEMPLATES_MODIFIED,
    TYPED_MODEL_ID,
    deck_id,
    define_collection,
)
from desktop.paths import publish

__all__ = ["CLOZE_MODEL_ID", "FIELDS", "TEMPLATES_MODIFIED", "TYPED_MODEL_ID", "deck_id", "write_apkg"]

_EASE = 2_500  # what Anki keeps beside FSRS's difficulty, in thousandths
_BATCH = 2_000
_GAP = "____"
_SPARE: tuple[str, ...] = ("", "", "")
# Characters that mean something to HTML, to cloze deletions ({{c1::…}}) or to Anki's [sound:…] and [latex].
_SPECIAL = re.compile(r"[&<>{}\n]|:(?=:)|(?<=:):|\[(?=[A-Za-z/$])|\\(?=[(\[)\]])|[\x00-\x09\x0b-\x1f\x7f]")
_SUSPECT = re.compile(r"[&<>{}\[\\:\x00-\x1f\x7f]")  # any of them: ten times faster to look for
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_WHITE = re.compile(r"\s+")


def write_apkg(
    path: Path,
    notes: Sequence[AnkiNote],
    *,
    typed: bool = False,
    with_schedule: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write ``notes`` to ``path`` as a package that every Anki since 2.1 imports; the number written.

    A note without blanks is a question with its answer; one with neither is left out, and ``typed`` asks for the
    answers of clozes to be typed. Anki takes a schedule only for cards that it does not have yet. The same notes give
    the same bytes. A file that stood there is replaced by a whole one or not at all. Raises NothingToExport,
    FileUnwritable and OperationCancelled.
    """
    whole = [(kind, note) for note in notes if (kind := _note_type(note, typed)) is not None]
    if not whole:
        raise NothingToExport
    try:
        with tempfile.TemporaryDirectory(prefix="wengu-") as folder:
            database = Path(folder) / "collection.anki2"
            _write_collection(database, whole, with_schedule, progress or SilentProgress())
            _pack(database, path)
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error
    return len(whole)


def _note_type(note: AnkiNote, typed: bool) -> AnkiNoteType | None:
    """The type that a note goes as; None for one that would ask nothing."""
    wanted = note.note_type
    for start, end in note.blanks:
        if start < end:
            if wanted is AnkiNoteType.CLOZE:
                return AnkiNoteType.TYPED if typed else wanted
            if wanted is AnkiNoteType.CHOICE and len(note.options) < 2:
                return AnkiNoteType.CLOZE
            return wanted if wanted is not AnkiNoteType.LIST or note.items else AnkiNoteType.CLOZE
    if wanted is AnkiNoteType.LIST and note.items and note.sentence.strip():
        return wanted
    return AnkiNoteType.BASIC if note.sentence.strip() and note.answer.strip() else None


def _pack(database: Path, path: Path) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
                entry = zipfile.ZipInfo("collection.anki2")
                entry.compress_type = zipfile.ZIP_DEFLATED
                # Public only since Python 3.13; an entry does not take the archive's.
                entry._compresslevel = 1  # type: ignore[attr-defined]
                entry.file_size = database.stat().st_size
                with database.open("rb") as source, package.open(entry, "w") as target:
                    while block := source.read(1 << 20):
                        target.write(block)
                package.writestr(zipfile.ZipInfo("media"), "{}")
            file.flush()
            os.fsync(file.fileno())
        publish(Path(temporary), path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _write_collection(
    database: Path, notes: Sequence[tuple[AnkiNoteType, AnkiNote]], with_schedule: bool, progress: Progress
) -> None:
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        connection.execute("pragma locking_mode = exclusive")
        connection.execute("pragma cache_size = -32000")
        used = {kind for kind, _ in notes}
        indexes = define_collection(
            connection, sorted({note.deck for _, note in notes}), [each for each in NOTE_TYPES if each in used]
        )
        connection.execute("begin")
        rows = _Rows(with_schedule)
        for done in range(0, len(notes), _BATCH):
            for kind, note in notes[done : done + _BATCH]:
                rows.add(kind, note)
            rows.write(connection)
            progress.advance(min(done + _BATCH, len(notes)), len(notes))
        connection.execute("commit")
        for statement in indexes:
            connection.execute(statement)
    finally:
        connection.close()


# What is the same in every row is not bound: it would take as long as what is not.
# id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data
_INSERT_NOTE = "insert into notes values (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
# id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data
_INSERT_NEW = "insert into cards values (?1, ?1, ?2, 0, ?3, -1, 0, ?4, ?5, 0, 0, 0, 0, 0, 0, 0, 0, '')"
_INSERT_CARD = f"insert into cards values (?1, ?1, ?2, 0, ?3, -1, {', '.join(f'?{at}' for at in range(4, 16))})"
_INSERT_REVIEW = "insert into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)"


class _Rows:
    """Rows of notes, cards and answers, gathered until they are written.

    Anki's ids are moments in milliseconds, no two the same: of notes and cards the creation, of reviews the answer.
    """

    def __init__(self, with_schedule: bool) -> None:
        self._with_schedule = with_schedule
        self._decks: dict[str, int] = {}
        self._last_id = self._position = self._born = self._changed = 0
        self._created: datetime | None = None
        self._modified: datetime | None = None
        self._review_ids: set[int] = set()
        self._notes: list[tuple[object, ...]] = []
        self._new_cards: list[tuple[object, ...]] = []
        self._cards: list[tuple[object, ...]] = []
        self._reviews: list[tuple[object, ...]] = []

    def add(self, kind: AnkiNoteType, note: AnkiNote) -> None:
        """The rows of one note."""
        self._position += 1
        if note.created is not self._created:  # notes that were made together often share the object
            self._created, self._born = note.created, _milliseconds(note.created)
        if note.modified is not self._modified:
            self._modified, self._changed = note.modified, int(note.modified.timestamp())
        modified = self._changed
        row_id = self._last_id = self._born if self._born > self._last_id else self._last_id + 1
        deck = self._decks.get(note.deck) or self._decks.setdefault(note.deck, deck_id(note.deck))
        fields = _fields(kind, note)
        guid = note.guid.replace("\x1f", "~") if "\x1f" in note.guid else note.guid
        tags, text = _tags(note.tags), "\x1f".join(fields)
        self._notes.append((row_id, guid, NOTE_TYPES[kind].id, modified, tags, text, fields[0]))
        if self._with_schedule and note.schedule.state is not CardState.NEW:
            self._cards.append((row_id, deck, modified, *_place(note, self._position)))
        else:
            self._new_cards.append((row_id, deck, modified, -1 if note.suspended else 0, self._position))
        if self._with_schedule:
            for review in note.reviews:
                review_id = _milliseconds(review.at)
                while review_id in self._review_ids:
                    review_id += 1
                self._review_ids.add(review_id)
                self._reviews.append(_review(review, review_id, row_id))

    def write(self, connection: sqlite3.Connection) -> None:
        """Write them and forget them."""
        for statement, rows in (
            (_INSERT_NOTE, self._notes),
            (_INSERT_NEW, self._new_cards),
            (_INSERT_CARD, self._cards),
            (_INSERT_REVIEW, self._reviews),
        ):
            connection.executemany(statement, rows)
            rows.clear()


@lru_cache(maxsize=4096)
def _tags(tags: tuple[str, ...]) -> str:
    return f" {' '.join(_WHITE.sub('_', tag.strip()) for tag in tags if tag.strip())} "


def _fields(kind: AnkiNoteType, note: AnkiNote) -> tuple[str, ...]:
    """The fields in the order of the type's own, as HTML. What a heading says of the answer is hidden before it."""
    cue = place = _place_shown(note.article, note.headings) if note.article or note.headings else ""
    if place:
        for start, end in note.blanks:
            words = note.sentence[start:end].strip()
            if words and words in cue:
                cue = cue.replace(words, _GAP)
    sentence, own = _cloze(note), _SPARE
    if kind is AnkiNoteType.CHOICE:
        own = (_listed(note.options, "ol", "options"), *_SPARE)
    elif kind is AnkiNoteType.LIST:
        sentence = _gapped(note)
        task = f"共{len(note.items)}项" + ("" if note.any_order else "，按次序")
        own = (_listed(note.items, "ul" if note.any_order else "ol", "items"), task, _html(note.sentence), *_SPARE)
    return (
        sentence,
        _repeated(note.answer),
        _repeated(cue) if cue is not place else "",
        place and _repeated(place),
        _repeated(note.kind),
        note.article and _repeated(note.article),
        note.source and _repeated(note.source),
        note.before and _repeated(note.before),
        note.after and _repeated(note.after),
        note.expansion and _repeated(note.expansion),
        note.pinyin and _repeated(note.pinyin),
        _html(note.remark) if note.remark else "",
        "",
        *own,
    )


@lru_cache(maxsize=1024)
def _place_shown(article: str, headings: tuple[str, ...]) -> str:
    return " › ".join(filter(None, (article, *headings)))


def _listed(items: Sequence[str], tag: str, name: str) -> str:
    return f'<{tag} class="{name}">{"".join(f"<li>{_html(item)}</li>" for item in items)}</{tag}>'


def _gapped(note: AnkiNote) -> str:
    """The sentence as HTML with a rule for each blank."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(note.blanks):
        if done <= start < end:
            parts += [_html(note.sentence[done:start]), f'<span class="cloze">{_GAP}</span>']
            done = end
    return "".join((*parts, _html(note.sentence[done:])))


def _cloze(note: AnkiNote) -> str:
    """The sentence as HTML, each blank a deletion of card 1."""
    sentence = note.sentence
    if len(note.blanks) == 1 and not _SUSPECT.search(sentence):
        ((start, end),) = note.blanks
        return f"{sentence[:start]}{{{{c1::{sentence[start:end]}}}}}{sentence[end:]}" if 0 <= start < end else sentence
    parts: list[str] = []
    done = 0
    for start, end in sorted(note.blanks):
        if done <= start < end:
            parts += [_html(sentence[done:start]), "{{c1::", _html(sentence[start:end]), "}}"]
            done = end
    parts.append(_html(sentence[done:]))
    return "".join(parts)


def _html(text: str) -> str:
    return _SPECIAL.sub(_escape, text) if _SUSPECT.search(text) else text


_repeated = lru_cache(maxsize=4096)(_html)  # of texts that many notes share


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\n":
        return "<br>"
    if character == "\\":
        return "&#92;<b></b>"  # MathJax looks for \( in running text: an element between ends its search
    return _NAMED.get(character) or (f"&#{ord(character)};" if character.isprintable() else " ")


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _place(note: AnkiNote, position: int) -> tuple[object, ...]:
    """Where a card stands, as Anki's columns from ``type`` to ``data``."""
    schedule = note.schedule
    if schedule.due_day is not None:
        # A learning step of days has a queue of its own.
        queue, due = (2 if schedule.state is CardState.REVIEW else 3), schedule.due_day - FIRST_DAY
    else:
        queue, due = 1, int(schedule.due_at.timestamp()) if schedule.due_at else 0
    learning = schedule.state is CardState.LEARNING
    memory: dict[str, float] = {"pos": position}
    if schedule.stability is not None and schedule.difficulty is not None:
        memory |= {"s": round(schedule.stability, 4), "d": round(schedule.difficulty, 3)}
    if note.reviews:
        memory["lrt"] = int(note.reviews[-1].at.timestamp())  # the time of the last review
    return (
        int(schedule.state),
        -1 if note.suspended else queue,
        due,
        0 if learning else max(schedule.scheduled_days, 1),
        0 if learning else _EASE,
        schedule.reps,
        schedule.lapses,
        schedule.remaining_steps,
        0,
        0,
        0,
        json.dumps(memory, separators=(",", ":")),
    )


def _review(review: Review, review_id: int, card_id: int) -> tuple[object, ...]:
    """One answer as a row of Anki's log; intervals are days, or seconds below zero."""
    before, after = review.before, review.after
    kind = {CardState.REVIEW: 1, CardState.RELEARNING: 2}.get(before.state, 0)
    factor = 0 if after.difficulty is None else round((after.difficulty - 1) / 9 * 1000) + 100
    return (
        review_id,
        card_id,
        -1,
        int(review.rating),
        _interval(after, review.at),
        _interval(before, None),
        factor,
        review.duration_ms,
        kind,
    )


def _interval(schedule: Schedule, answered: datetime | None) -> int:
    if schedule.due_at is not None and answered is not None:
        return -max(int((schedule.due_at - answered).total_seconds()), 1)
    return schedule.scheduled_days
