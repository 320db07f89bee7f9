"""Anki packages.

genanki defines the note types, the decks and the empty collection; the rows of notes and cards are then written
in bulk, which takes a third of its time. A note is never written with an empty card: each holds one group of
blanks and thus one card.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.anki import AnkiNote
from desktop.domain.card import CardState, Schedule
from desktop.domain.errors import FileUnwritable, NothingToExport
from desktop.domain.progress import Progress, SilentProgress
from desktop.domain.review import Review
from desktop.paths import publish, resource

if TYPE_CHECKING:
    import genanki

# Fixed for ever: Anki takes another id for another note type, and refuses updates after the fields changed.
# The spare fields are there so that they never need to.
CLOZE_MODEL_ID = 1_763_822_400_001
TYPED_MODEL_ID = 1_763_822_400_002
BASIC_MODEL_ID = 1_763_822_400_003
FIELDS = (
    "句子",
    "答案",
    "题头",  # what stands before the answer instead of 位置, where that would give it away
    "位置",
    "类别",
    "文章",
    "出处",
    "上文",
    "下文",
    "释义",
    "拼音",
    "笔记",
    "补充",  # the learner's own in Anki: written empty
    "备用1",
    "备用2",
    "备用3",
)
# When the templates last changed, in seconds since 1970: Anki takes the later ones, and leaves the learner's
# own changes alone as long as this stays.
TEMPLATES_MODIFIED = 1_795_531_743

# Day 0 of the package's calendar, in days since 1970-01-01; reviews are due so many days later.
_FIRST_DAY = 16_000
_EASE = 2_500  # what Anki keeps beside FSRS's difficulty, in thousandths
_BATCH = 2_000
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

    ``typed`` asks for the answer to be typed. A note without blanks is a question with its answer; one with neither
    is left out. Anki takes a schedule only for
    cards that it does not have yet. The same notes give the same bytes. A file that stood there is replaced by a
    whole one or not at all. Raises NothingToExport, FileUnwritable and OperationCancelled.
    """
    whole = [note for note in notes if _is_cloze(note) or (note.sentence.strip() and note.answer.strip())]
    if not whole:
        raise NothingToExport
    try:
        with tempfile.TemporaryDirectory(prefix="wengu-") as folder:
            database = Path(folder) / "collection.anki2"
            _write_collection(database, whole, typed, with_schedule, progress or SilentProgress())
            _pack(database, path)
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error
    return len(whole)


def _is_cloze(note: AnkiNote) -> bool:
    return any(start < end for start, end in note.blanks)


def deck_id(name: str) -> int:
    """The id of the deck called ``name``: the same for ever, within what JavaScript counts exactly."""
    return 1 << 48 | int.from_bytes(hashlib.sha256(name.encode()).digest()[:6])


def _pack(database: Path, path: Path) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
                entry = zipfile.ZipInfo("collection.anki2")
                entry.compress_type = zipfile.ZIP_DEFLATED
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
    database: Path, notes: Sequence[AnkiNote], typed: bool, with_schedule: bool, progress: Progress
) -> None:
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        model_id = TYPED_MODEL_ID if typed else CLOZE_MODEL_ID
        models = [_model(typed)] if any(map(_is_cloze, notes)) else []
        if not all(map(_is_cloze, notes)):
            models.append(_basic_model())
        indexes = _define_collection(connection, sorted({note.deck for note in notes}), models)
        connection.execute("begin")
        rows = _rows(notes, model_id, with_schedule)
        done = 0
        while batch := [row for _, row in zip(range(_BATCH), rows, strict=False)]:
            connection.executemany(_insert("notes", 11), (row.note for row in batch))
            connection.executemany(_insert("cards", 18), (row.card for row in batch))
            if with_schedule:
                connection.executemany(_insert("revlog", 9), (entry for row in batch for entry in row.reviews))
            done += len(batch)
            progress.advance(done, len(notes))
        connection.execute("commit")
        for statement in indexes:
            connection.execute(statement)
    finally:
        connection.close()


def _define_collection(
    connection: sqlite3.Connection, deck_names: Sequence[str], models: Sequence[genanki.Model]
) -> list[str]:
    """Let genanki make the tables, note types and decks; the indexes' SQL, dropped until the rows are in."""
    import genanki  # 145 ms, which only an export need pay

    decks = [genanki.Deck(deck_id(name), name) for name in deck_names]
    for deck in decks:
        for model in models:
            deck.add_model(model)
    cursor = connection.cursor()
    # genanki gives each deck and note type by an update of one JSON text: together they are one.
    genanki.Package(decks[:1]).write_to_db(cursor, TEMPLATES_MODIFIED, count(1))
    (known, conf) = cursor.execute("select decks, conf from col").fetchone()
    every = {**json.loads(known), **{str(deck.deck_id): deck.to_json() for deck in decks}}
    # The study day of Anki's present scheduler, and day 0 of the calendar that due days count from.
    settings = {**json.loads(conf), "schedVer": 2, "sched2021": True, "creationOffset": 0}
    cursor.execute(
        "update col set decks = ?, conf = ?, crt = ?",
        (json.dumps(every), json.dumps(settings), _FIRST_DAY * 86_400 + 43_200),
    )
    found = cursor.execute("select name, sql from sqlite_master where type = 'index' and sql is not null").fetchall()
    for name, _ in found:
        cursor.execute(f"drop index {name}")
    return [sql for _, sql in found]


def _model(typed: bool) -> genanki.Model:
    import genanki

    kind = "typed" if typed else "cloze"

    def template(side: str) -> str:
        return resource("anki", f"{kind}_{side}.html").read_text(encoding="utf-8")

    return genanki.Model(
        TYPED_MODEL_ID if typed else CLOZE_MODEL_ID,
        "温故 键入" if typed else "温故 填空",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "填空", "qfmt": template("front"), "afmt": template("back")}],
        css=resource("anki", "style.css").read_text(encoding="utf-8"),
        model_type=genanki.Model.CLOZE,
    )


def _basic_model() -> genanki.Model:
    import genanki

    def template(side: str) -> str:
        return resource("anki", f"basic_{side}.html").read_text(encoding="utf-8")

    return genanki.Model(
        BASIC_MODEL_ID,
        "温故 问答",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "问答", "qfmt": template("front"), "afmt": template("back")}],
        css=resource("anki", "style.css").read_text(encoding="utf-8"),
    )


def _insert(table: str, columns: int) -> str:
    return f"insert into {table} values ({','.join('?' * columns)})"


class _Row(NamedTuple):
    note: tuple[object, ...]
    card: tuple[object, ...]
    reviews: list[tuple[object, ...]]


def _rows(notes: Iterable[AnkiNote], model_id: int, with_schedule: bool) -> Iterator[_Row]:
    # Anki's ids are moments in milliseconds, no two the same: of notes and cards the creation, of reviews the answer.
    decks: dict[str, int] = {}
    row_id = 0
    review_ids: set[int] = set()
    for position, note in enumerate(notes, 1):
        row_id = max(row_id + 1, _milliseconds(note.created))
        modified = int(note.modified.timestamp())
        if note.deck not in decks:
            decks[note.deck] = deck_id(note.deck)
        sentence = _cloze(note)
        # id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data
        fields = "\x1f".join(_fields(note, sentence))
        tags = f" {' '.join(_WHITE.sub('_', tag.strip()) for tag in note.tags if tag.strip())} "
        guid, kind = note.guid.replace("\x1f", "~"), model_id if _is_cloze(note) else BASIC_MODEL_ID
        stored = (row_id, guid, kind, modified, -1, tags, fields, sentence, 0, 0, "")
        place = _new_place(position, note.suspended)
        entries: list[tuple[object, ...]] = []
        if with_schedule:
            place = _place(note, position)
            for review in note.reviews:
                review_id = _milliseconds(review.at)
                while review_id in review_ids:
                    review_id += 1
                review_ids.add(review_id)
                entries.append(_review(review, review_id, row_id))
        yield _Row(stored, (row_id, row_id, decks[note.deck], 0, modified, -1, *place), entries)


def _fields(note: AnkiNote, sentence: str) -> Iterator[str]:
    """The fields in the order of FIELDS, as HTML. What a heading says of the answer is hidden before it."""
    place = " › ".join(filter(None, (note.article, *note.headings)))
    cue = place
    for start, end in note.blanks:
        if words := note.sentence[start:end].strip():
            cue = cue.replace(words, "____")
    yield sentence
    yield _html(note.answer)
    yield _html(cue) if cue != place else ""
    yield _html(place)
    yield _html(note.kind)
    yield _html(note.article)
    yield _html(note.source)
    yield _html(note.before)
    yield _html(note.after)
    yield _html(note.expansion)
    yield _html(note.pinyin)
    yield _html(note.remark)
    yield from [""] * (len(FIELDS) - 12)


def _cloze(note: AnkiNote) -> str:
    """The sentence as HTML, each blank a deletion of card 1."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(note.blanks):
        if done <= start < end:
            parts += [_html(note.sentence[done:start]), "{{c1::", _html(note.sentence[start:end]), "}}"]
            done = end
    parts.append(_html(note.sentence[done:]))
    return "".join(parts)


def _html(text: str) -> str:
    return _SPECIAL.sub(_escape, text) if _SUSPECT.search(text) else text


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\n":
        return "<br>"
    if character == "\\":
        return "&#92;<b></b>"  # MathJax looks for \( in running text: an element between ends its search
    return _NAMED.get(character) or (f"&#{ord(character)};" if character.isprintable() else " ")


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _new_place(position: int, suspended: bool) -> tuple[object, ...]:
    # type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data
    return (0, -1 if suspended else 0, position, 0, 0, 0, 0, 0, 0, 0, 0, "")


def _place(note: AnkiNote, position: int) -> tuple[object, ...]:
    """Where a card stands, as Anki's columns from ``type`` to ``data``."""
    schedule = note.schedule
    if schedule.state is CardState.NEW:
        return _new_place(position, note.suspended)
    if schedule.due_day is not None:
        # A learning step of days has a queue of its own.
        queue, due = (2 if schedule.state is CardState.REVIEW else 3), schedule.due_day - _FIRST_DAY
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
