"""Anki packages.

genanki defines the note types, the decks and the empty collection; the rows of notes and cards are then written
in bulk, which takes a third of its time. A note is never written with an empty card: each holds one group of
blanks and thus one card.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Sequence, Sized
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path

from desktop.domain.anki import AnkiNote, AnkiNoteType, PlainNote
from desktop.domain.bulk_rows import bulk_inserts
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
    make_tables,
)
from desktop.paths import publish

__all__ = ["CLOZE_MODEL_ID", "FIELDS", "TEMPLATES_MODIFIED", "TYPED_MODEL_ID", "deck_id", "write_apkg"]

_SUSPENDED, _BURIED = -1, -3  # queues; Anki empties that of what its user buried when its next day begins
_EASE = 2_500  # what Anki keeps beside FSRS's difficulty, in thousandths
_BATCH = 2_000
_GAP = "____"
_SPARE = "\x1f" * 2  # three fields
_NOTHING_AROUND = "\x1f" * 5
_BESIDE_REMARK = f"\x1f{_NOTHING_AROUND}\x1f", f"\x1f\x1f{_SPARE}"
_MODELS = {kind: note_type.id for kind, note_type in NOTE_TYPES.items()}
# Characters that mean something to HTML, to cloze deletions ({{c1::…}}) or to Anki's [sound:…] and [latex].
_SPECIAL = re.compile(r"[&<>{}\n]|:(?=:)|(?<=:):|\[(?=[A-Za-z/$])|\\(?=[(\[)\]])|[\x00-\x09\x0b-\x1f\x7f]")
_SUSPECT = re.compile(rb"[&<>{}\[\\:\x00-\x1f\x7f]")  # any of them, all of ASCII, of which Chinese has little
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff")
_WHITE = re.compile(r"\s+")


def write_apkg(
    path: Path,
    notes: Iterable[AnkiNote | PlainNote],
    *,
    typed: bool = False,
    with_schedule: bool = False,
    progress: Progress | None = None,
    total: int = 0,
    media: Path = Path(),
) -> int:
    """Write ``notes`` to ``path`` as a package that every Anki since 2.1 imports; the number written.

    A note without blanks is a question with its answer; one with neither is left out, and ``typed`` asks for the
    answers of clozes to be typed. Anki takes a schedule only for cards that it does not have yet. The same notes give
    the same bytes. A file that stood there is replaced by a whole one or not at all. ``total`` is how many notes there
    are, for ``progress``, where ``notes`` cannot tell; ``media`` is the folder of their files. Raises NothingToExport,
    FileUnwritable and OperationCancelled.
    """
    if isinstance(notes, Sized):
        total = len(notes)
    try:
        with tempfile.TemporaryDirectory(prefix="wengu-") as folder:
            database = Path(folder) / "collection.anki2"
            files: dict[str, None] = {}
            number = _write_collection(
                database, notes, typed, with_schedule, progress or SilentProgress(), total, files
            )
            if not number:
                raise NothingToExport
            _pack(database, path, media, files)
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error
    return number


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


def _pack(database: Path, path: Path, media: Path, files: Iterable[str]) -> None:
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
                names = {str(number): name for number, name in enumerate(files)}
                package.writestr(zipfile.ZipInfo("media"), json.dumps(names, ensure_ascii=False))
                for number, name in names.items():
                    with (media / name).open("rb") as content, package.open(zipfile.ZipInfo(number), "w") as part:
                        shutil.copyfileobj(content, part)
            file.flush()
            os.fsync(file.fileno())
        publish(Path(temporary), path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _write_collection(
    database: Path,
    notes: Iterable[AnkiNote | PlainNote],
    typed: bool,
    with_schedule: bool,
    progress: Progress,
    total: int,
    files: dict[str, None],
) -> int:
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        connection.execute("pragma page_size = 16384")  # fewer to look after: a fifth less time than with 4096
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        connection.execute("pragma locking_mode = exclusive")
        connection.execute("pragma cache_size = -8000")
        indexes = make_tables(connection)
        connection.execute("begin")
        rows = _Rows(typed, with_schedule, files)
        every = iter(notes)
        while batch := list(islice(every, _BATCH)):
            rows.add(batch)
            rows.write(connection)
            progress.advance(rows.number, max(total, rows.number))
        define_collection(connection, sorted(rows.decks), [each for each in NOTE_TYPES if each in rows.kinds])
        connection.execute("commit")
        for statement in indexes:
            connection.execute(statement)
        return rows.number
    finally:
        connection.close()


# What is the same in every row is not bound: it would take as long as what is not.
# id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data
_NOTE = "?, ?, ?, ?, -1, ?, ?, ?, 0, 0, ''"
# id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data
_NEW = "?, ?, ?, 0, ?, -1, 0, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, ''"
_CARD = f"?, ?, ?, 0, ?, -1, {', '.join('?' * 12)}"
_REVIEW = ", ".join("?" * 9)


class _Rows:
    """Rows of notes, cards and answers, gathered until they are written.

    Anki's ids are moments in milliseconds, no two the same: of notes and cards the creation, of reviews the answer.
    """

    def __init__(self, typed: bool, with_schedule: bool, files: dict[str, None]) -> None:
        self._files = files  # a set that keeps its order
        self._typed, self._with_schedule = typed, with_schedule
        self.decks: dict[str, int] = {}  # those in use, with their ids
        self.kinds: set[AnkiNoteType] = set()
        self.number = 0
        self._last_id = 0
        self._review_ids: set[int] = set()
        # Flat, one row behind the other.
        self._notes: list[object] = []
        self._new_cards: list[object] = []
        self._cards: list[object] = []
        self._reviews: list[object] = []

    def add(self, notes: Sequence[AnkiNote | PlainNote]) -> None:
        """The rows of some notes, but of those that would ask nothing."""
        decks, kinds, with_schedule = self.decks, self.kinds, self._with_schedule
        into_notes, into_new_cards, suspect = self._notes.extend, self._new_cards.extend, _SUSPECT.search
        plain_kind = AnkiNoteType.TYPED if self._typed else AnkiNoteType.CLOZE
        last_id, number = self._last_id, self.number
        before, after = _BESIDE_REMARK
        untagged = _tags(())
        born = changed = 0
        created = modified = None
        for note in notes:
            if isinstance(note, tuple):
                guid, name, text, start, end, answer, born, changed, topic, remark, tags, suspended = note
                kind, created, modified, changed = plain_kind, None, None, changed // 1000
                head, words, tail = text[:start], text[start:end], text[end:]
                ascii_of_all = f"{text}{answer}{topic}{remark}".encode("ascii", "ignore")
                if not ascii_of_all.isalnum() and suspect(ascii_of_all):
                    head, words, tail, answer, topic, remark = map(_html, (head, words, tail, answer, topic, remark))
                first = f"{head}{{{{c1::{words}}}}}{tail}"
                fields = f"{first}\x1f{answer}\x1f\x1f\x1f{topic}{before}{remark}{after}"
                tags = untagged if tags == "[]" else _tags_of(tags)
            else:
                if (wanted := _note_type(note, self._typed)) is None:
                    continue
                kind, guid, name, suspended = wanted, note.guid, note.deck, note.suspended
                if note.created is not created:  # notes that were made together often share the object
                    created, born = note.created, _milliseconds(note.created)
                if note.modified is not modified:
                    modified, changed = note.modified, int(note.modified.timestamp())
                first = _gapped(note) if kind is AnkiNoteType.LIST else _cloze_markup(note)
                fields, tags = _fields(kind, note, first), _tags(note.tags)
                if note.files:
                    self._files.update(dict.fromkeys(note.files))
            number += 1
            kinds.add(kind)
            last_id = born if born > last_id else last_id + 1
            deck = decks.get(name) or decks.setdefault(name, deck_id(name))
            if "\x1f" in guid:
                guid = guid.replace("\x1f", "~")
            into_notes((last_id, guid, _MODELS[kind], changed, tags, fields, first))
            if with_schedule and isinstance(note, AnkiNote):
                self._add_answers(note, last_id)
                if note.schedule.state is not CardState.NEW or note.buried or note.flag:
                    self._cards.extend((last_id, last_id, deck, changed, *_place(note, number)))
                    continue
            into_new_cards((last_id, last_id, deck, changed, -1 if suspended else 0, number))
        self._last_id, self.number = last_id, number

    def _add_answers(self, note: AnkiNote, row_id: int) -> None:
        for review in note.reviews:
            review_id = _milliseconds(review.at)
            while review_id in self._review_ids:
                review_id += 1
            self._review_ids.add(review_id)
            self._reviews.extend(_review(review, review_id, row_id))

    def write(self, connection: sqlite3.Connection) -> None:
        """Write them and forget them."""
        for table, row, values in (
            ("notes", _NOTE, self._notes),
            ("cards", _NEW, self._new_cards),
            ("cards", _CARD, self._cards),
            ("revlog", _REVIEW, self._reviews),
        ):
            for statement, rows in bulk_inserts(table, row, values):
                connection.executemany(statement, rows)
            values.clear()


@lru_cache(maxsize=4096)
def _tags(tags: tuple[str, ...]) -> str:
    return f" {' '.join(_WHITE.sub('_', tag.strip()) for tag in tags if tag.strip())} "


@lru_cache(maxsize=4096)
def _tags_of(column: str) -> str:
    return _tags(tuple(json.loads(column)))


def _fields(kind: AnkiNoteType, note: AnkiNote, sentence: str) -> str:
    """The fields in the order of the type's own, as HTML. What a heading says of the answer is hidden before it."""
    cue = place = _place_shown(note.article, note.headings) if note.article or note.headings else ""
    if place:
        for start, end in note.blanks:
            words = note.sentence[start:end].strip()
            if words and words in cue:
                cue = cue.replace(words, _GAP)
    own = ""
    if kind is AnkiNoteType.CHOICE:
        own = f"{_listed(note.options, 'ol', 'options')}\x1f"
    elif kind is AnkiNoteType.LIST:
        task = f"共{len(note.items)}项" + ("" if note.any_order else "，按次序")
        if note.asked:
            task = f"“{_html(note.asked)}”，{task}"
        items = _listed(note.items, "ul" if note.any_order else "ol", "items")
        own = f"{items}\x1f{task}\x1f{_html(note.sentence)}\x1f"
    shown = _repeated(cue) if cue is not place else ""
    answer, told = _repeated(note.answer), _html(note.remark)
    for name in note.files:
        mark, view = _html(f"[{name}]"), _view(name)
        if mark in sentence:
            sentence = sentence.replace(mark, view)
        elif mark in answer:
            answer = answer.replace(mark, view)
        else:
            told += f"<br>{view}" if told else view
    around = note.article, note.source, note.before, note.after, note.expansion, note.pinyin
    between = "\x1f".join([_repeated(each) for each in around]) if place or any(around) else _NOTHING_AROUND
    return (
        f"{sentence}\x1f{answer}\x1f{shown}\x1f{place and _repeated(place)}\x1f"
        f"{_repeated(note.kind)}\x1f{between}\x1f{told}\x1f\x1f{own}{_SPARE}"
    )


def _view(name: str) -> str:
    shown = html.escape(name, quote=False)  # no file that came in has a quotation mark in its name
    return f'<img src="{shown}">' if name.lower().endswith(_PICTURES) else f"[sound:{shown}]"


@lru_cache(maxsize=1024)
def _place_shown(article: str, headings: tuple[str, ...]) -> str:
    return " › ".join(filter(None, (article, *headings)))


def _listed(items: Sequence[str], tag: str, name: str) -> str:
    return f'<{tag} class="{name}">{"".join(f"<li>{_html(item)}</li>" for item in items)}</{tag}>'


def _gapped(note: AnkiNote) -> str:
    """The sentence as HTML with a rule for each blank; what is ``asked`` is underlined."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(note.blanks):
        if done <= start < end:
            parts += [_html(note.sentence[done:start]), f'<span class="cloze">{_GAP}</span>']
            done = end
    rest = _html(note.sentence[done:])
    if note.asked:
        rest = rest.replace(asked := _html(note.asked), f'<span class="asked">{asked}</span>')
    return "".join((*parts, rest))


def _cloze_markup(note: AnkiNote) -> str:
    """The sentence as HTML, each blank a deletion of card 1, the first with what is told of the answer."""
    sentence = note.sentence
    parts: list[str] = []
    done = 0
    cue = f"::{_html(note.cue)}" if note.cue else ""
    for start, end in sorted(note.blanks):
        if done <= start < end:
            parts += [_html(sentence[done:start]), "{{c1::", _html(sentence[start:end]), cue, "}}"]
            done, cue = end, ""
    parts.append(_html(sentence[done:]))
    return "".join(parts)


def _html(text: str) -> str:
    return _SPECIAL.sub(_escape, text) if _SUSPECT.search(text.encode("ascii", "ignore")) else text


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
    off = _SUSPENDED if note.suspended else _BURIED if note.buried else None
    if schedule.state is CardState.NEW:
        return (0, 0 if off is None else off, position, *[0] * 7, note.flag, "")
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
        queue if off is None else off,
        due,
        0 if learning else max(schedule.scheduled_days, 1),
        0 if learning else _EASE,
        schedule.reps,
        schedule.lapses,
        schedule.remaining_steps,
        0,
        0,
        note.flag,
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
