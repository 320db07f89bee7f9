"""Cards of all kinds with all kinds of schedules: to the real Anki, and compared there one by one."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from random import Random

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportLogWithChanges

from desktop.domain.anki import AnkiNote, AnkiNoteType
from desktop.domain.article import TextSpan
from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.review import Review
from desktop.formats.apkg_file import write_apkg

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TYPES = tuple(AnkiNoteType)
NAMES = dict(zip(TYPES, ("温故 填空", "温故 键入", "温故 选择", "温故 列举", "温故 问答"), strict=True))
_WORDS = ("深入推进", "依法治国", "a<b", "{{c1::括号}}", "“两个维护”", "高质量发展", "\\(x\\)", "第一\n第二", "𠮷野家")


def some_notes(number: int, seed: int = 1) -> list[AnkiNote]:
    """Notes of every type in turn; new, learning, in review and relearning, some suspended, put off, flagged."""
    chance = Random(seed)
    today = (datetime.now().astimezone() - timedelta(hours=4)).toordinal() - EPOCH.toordinal()
    born = datetime(2025, 1, 1, 4, tzinfo=UTC)
    return [_note(place, chance, born + timedelta(minutes=place), today) for place in range(number)]


def _note(place: int, chance: Random, born: datetime, today: int) -> AnkiNote:
    kind = TYPES[place % len(TYPES)]
    first, second = chance.sample(_WORDS, 2)
    sentence = f"第{place}条　坚持{first}，加快{second}，取得成果。"
    at = [sentence.index(each) for each in (first, second)]
    blanks = [TextSpan(start, start + len(word)) for start, word in zip(at, (first, second), strict=True)]
    blanks = blanks[: 0 if kind is AnkiNoteType.BASIC else 1 + place % 2]
    schedule, log = _history(place, chance, born, today)
    return AnkiNote(
        guid=f"guid-{place}",
        deck=f"温故::意见{place % 3}::第{place % 7}部分",
        sentence=sentence,
        blanks=tuple(blanks),
        answer="；".join(sentence[slice(*span)] for span in blanks) or first,
        created=born,
        modified=born + timedelta(days=1),
        kind="term",
        article="关于加强工作的意见",
        headings=("一、总体要求", f"（{place % 5}）原则"),
        source="某某办 某发〔2026〕1号",
        before="前一句。",
        after="后一句。",
        expansion="甲、乙",
        remark="自己的话 & <b>",
        tags=("自己的", "温故::类别::术语"),
        note_type=kind,
        options=(first, "别的", "另外的", "<i>") if kind is AnkiNoteType.CHOICE else (),
        items=("甲", "乙<", "丙") if kind is AnkiNoteType.LIST else (),
        suspended=place % 11 == 0,
        buried=place % 13 < 2,
        flag=place % 17 % 8,
        schedule=schedule,
        reviews=log,
    )


def _history(place: int, chance: Random, born: datetime, today: int) -> tuple[Schedule, tuple[Review, ...]]:
    state = CardState(place % 4)
    if state is CardState.NEW:
        return Schedule(), ()
    due_at = EPOCH + timedelta(days=today, hours=12, minutes=place % 300)
    stability = round(chance.uniform(0.5, 400), 4)
    difficulty = round(chance.uniform(1, 10), 3)
    log = []
    before = Schedule()
    for number in range(1 + place % 4):
        at = born + timedelta(days=10 * (number + 1), seconds=chance.randrange(80_000), milliseconds=place % 997)
        day = (at - EPOCH).days
        interval = 3 * number + 2
        after = Schedule(*(CardState.REVIEW, 0, None, day + interval, interval, day, stability, difficulty, number + 1))
        rating = Rating(chance.randint(1, 4))
        log.append(Review(f"r{place}-{number}", "", at, day, rating, "typed", chance.randrange(60_000), before, after))
        before = after
    facts = {"stability": stability, "difficulty": difficulty, "reps": len(log), "lapses": place % 3}
    if state is CardState.REVIEW:
        interval = chance.randint(1, 300)
        due = today + chance.randint(-30, 300)
        return Schedule(state, due_day=due, scheduled_days=interval, **facts), tuple(log)  # type: ignore[arg-type]
    interval = 0 if state is CardState.LEARNING else 4
    return Schedule(state, 1, due_at, scheduled_days=interval, **facts), tuple(log)  # type: ignore[arg-type]


def take(anki: Collection, path: Path, notes: list[AnkiNote]) -> ImportLogWithChanges.Log:
    """Export ``notes`` with their schedule and let Anki import the package; its log of that."""
    write_apkg(path, notes, with_schedule=True)
    anki.sched.deck_due_tree()  # as its window does: what was put off on earlier days is asked again
    options = ImportAnkiPackageOptions(with_scheduling=True)
    return anki.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log


def differences(anki: Collection, notes: list[AnkiNote]) -> list[str]:
    """What in Anki is not as it was sent: one line each."""
    found: list[str] = []
    today = (datetime.now().astimezone() - timedelta(hours=4)).toordinal() - EPOCH.toordinal()
    problems, sound = anki.fix_integrity()
    if not sound:
        found.append(problems)
    if anki.get_empty_cards().notes:
        found.append("empty cards")
    if (anki.note_count(), anki.card_count()) != (len(notes), len(notes)):
        found.append(f"{anki.note_count()} notes, {anki.card_count()} cards")
    assert anki.db is not None
    ids = dict(anki.db.execute("select guid, id from notes"))
    logs: dict[int, list[list[int]]] = {}
    for card_id, *row in anki.db.execute("select cid, id, ease, ivl, time from revlog order by id"):
        logs.setdefault(card_id, []).append(row)
    for note in notes:
        if note.guid not in ids:
            found.append(f"{note.guid} is missing")
            continue
        (card_id,) = anki.db.list("select id from cards where nid = ?", ids[note.guid])
        found += _differences(anki, card_id, note, today, logs.get(card_id, []))
    return found


def _differences(anki: Collection, card_id: int, note: AnkiNote, today: int, log: list[list[int]]) -> list[str]:
    card = anki.get_card(card_id)
    schedule = note.schedule
    data = json.loads(anki.db.scalar("select data from cards where id = ?", card_id) or "{}")  # type: ignore[union-attr]
    there: dict[str, object] = {
        "type": card.note_type()["name"],
        "deck": anki.decks.name(card.did),
        "tags": sorted(card.note().tags),
        "state": int(card.type),
        "suspended": card.queue == -1,
        "buried": card.queue == -3,
        "flag": card.flags,
        "reps": (card.reps, card.lapses),
        "stability": data.get("s"),
        "difficulty": data.get("d"),
        "log": [tuple(row) for row in log],
    }
    here: dict[str, object] = {
        "type": NAMES[note.note_type],
        "deck": note.deck,
        "tags": sorted(note.tags),
        "state": int(schedule.state),
        "suspended": note.suspended,
        "buried": note.buried and not note.suspended,
        "flag": note.flag,
        "reps": (schedule.reps, schedule.lapses),
        "stability": schedule.stability,
        "difficulty": schedule.difficulty,
        "log": [
            (
                (each.at - EPOCH) // timedelta(milliseconds=1),
                int(each.rating),
                each.after.scheduled_days,
                each.duration_ms,
            )
            for each in note.reviews
        ],
    }
    if schedule.state is CardState.REVIEW:
        there["due"] = card.due - anki.sched.today, card.ivl
        here["due"] = (schedule.due_day or 0) - today, schedule.scheduled_days
    elif schedule.due_at is not None:
        there["due"], here["due"] = card.due, int(schedule.due_at.timestamp())
    question = card.render_output().question_text
    there["question"] = plain(question.split('class="sentence">')[1].split("</p>")[0])
    gap = "____" if note.note_type is AnkiNoteType.LIST else "[...]"
    shown, done = "", 0
    for start, end in note.blanks:
        shown += note.sentence[done:start] + gap
        done = end
    here["question"] = shown + note.sentence[done:]
    answer = plain(card.render_output().answer_text)
    wanted = note.items if note.note_type is AnkiNoteType.LIST else (note.answer.split("；")[0],)
    there["answer"] = all(each in answer for each in wanted)
    here["answer"] = True
    return [f"{note.guid} {name}: {here[name]!r} became {there[name]!r}" for name in here if here[name] != there[name]]


def plain(html: str) -> str:
    """What a reader of HTML sees of it, without tags."""
    return unescape(re.sub(r"<[^>]*>", "", html.replace("<br>", "\n")))
