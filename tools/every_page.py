"""Every page and every dialog of the window, with an empty library, a real one, and one of 10,000 cards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.app import MARKER, Program
from desktop.domain.changes import Changed
from desktop.services.collection import Collection
from desktop.ui.background import ImmediateRunner
from desktop.ui.dialogs.anki_dialog import AnkiDialog
from desktop.ui.dialogs.crash_dialog import CrashDialog
from desktop.ui.dialogs.edit_dialog import EditClozeDialog, EditDialog
from desktop.ui.dialogs.keys_dialog import KeysDialog
from desktop.ui.dialogs.print_dialog import PrintDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.rooms import ROOM_OF
from desktop.ui.window_state import WindowState

STATES = ("empty", "real", "huge")
SIZES = {"": (1240, 800), "_small": (900, 600)}
_ARTICLES, _CARDS, _ANSWERS, _YEAR = 300, 10_000, 20_000, 364
_ISSUERS = ("最高人民法院", "中共中央、国务院", "最高人民检察院", "司法部")


def make_dialogs(window: MainWindow) -> dict[type[QDialog], QDialog]:
    """One of each dialog, as the window opens it; the library has an article and a card to be asked."""
    workspace = window.workspace
    assert workspace is not None
    article = workspace.library.summaries()[0]
    card = workspace.review(None).next_card()
    assert card is not None
    made: tuple[QDialog, ...] = (
        AnkiDialog(False, True, window),
        CrashDialog("Wengu\nValueError\n  scheduling.py:90 answer", "wengu.log", window),
        KeysDialog(window._look, window),
        EditDialog(window._look, "Edit", [("Text", card.sentence)], "", window),
        EditClozeDialog(window._look, card, window),
        PrintDialog([(article.id, article.title)], article.id, window),
    )
    return {type(dialog): dialog for dialog in made}


def every_page(app: QApplication, home: Path, language: str, theme: str, filling: str) -> Iterator[tuple[str, QWidget]]:
    """Walk through all of them, in both sizes; each step is a name and what is to be drawn."""
    if filling == "empty":
        (home / MARKER).touch()
    state = WindowState(home)
    state.theme = "dark" if theme == "dark" else "light"
    state.toured = True
    state.sync()
    program = Program(app, home, ImmediateRunner(), language)
    window = program.window
    program.open([])
    for _ in range(100):  # a busy machine opens it late
        QTest.qWait(50)
        if window.workspace is not None:
            break
    workspace = window.workspace
    assert workspace is not None
    if filling == "huge":
        fill(workspace.collection)
    articles = workspace.library.summaries()
    longest = max(articles, key=lambda each: (each.cards, each.chars)).id if articles else ""
    for name in ROOM_OF:
        for suffix, size in SIZES.items():
            window.resize(*size)
            window._show_page(name)
            if longest and name == "reader":
                window.open_article(longest)
            elif longest and name not in ("cards", "bank", "review", "help"):
                window.page(name).open_target(longest)
            QTest.qWait(250)
            yield f"{filling}_{name}{suffix}", window
    window.resize(*SIZES[""])
    window._show_page("today")
    window.actions_table["search"].trigger()
    QTest.qWait(50)
    yield f"{filling}_palette", window
    for kind, dialog in (make_dialogs(window) if articles else {}).items():
        dialog.show()
        QTest.qWait(30)
        yield f"{filling}_{kind.__name__}", dialog
        dialog.close()
    window.close()
    program.close()


def fill(collection: Collection) -> None:
    """Many articles, cards and a year of answers, by the row: copies of what is there, always the same."""
    chance = Random(1)
    with collection.writing(Changed.ARTICLES | Changed.CARDS | Changed.SCHEDULE) as connection:
        today = collection.calendar(connection).study_day(collection.now())
        now = round(collection.now().timestamp() * 1000)
        run = connection.exec_driver_sql
        columns = [row[1] for row in run("PRAGMA table_info(articles)") if row[1] not in ("id", "uuid")]
        keys = [row[0] for row in run("SELECT id FROM articles ORDER BY id")]
        for number in range(_ARTICLES):
            run(
                f"INSERT INTO articles (uuid, {', '.join(columns)}) SELECT 'a{number}', {', '.join(columns)} "
                f"FROM articles WHERE id = {keys[number % len(keys)]}"
            )
        run(
            "UPDATE articles SET title = title || '（' || id || '）', created_at = created_at - id * 86400000 "
            "WHERE uuid LIKE 'a%'"
        )
        for number, issuer in enumerate(_ISSUERS):
            run("UPDATE articles SET issuer = ? WHERE uuid LIKE 'a%' AND id % 4 = ?", (issuer, number))
        for table, more in (("notes", ""), ("cards", ", note_id")):
            columns = [row[1] for row in run(f"PRAGMA table_info({table})") if row[1] not in ("id", "uuid", "note_id")]
            rows = run(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id").fetchall()
            first = run(f"SELECT max(id) FROM {table}").scalar_one()
            notes = run("SELECT max(id) FROM notes").scalar_one() - _CARDS
            marks = ", ".join("?" * (len(columns) + 2 + bool(more)))
            run(
                f"INSERT INTO {table} (id, uuid{more}, {', '.join(columns)}) VALUES ({marks})",
                [
                    (first + number, f"{table}{number}", *([notes + number] if more else []), *rows[number % len(rows)])
                    for number in range(1, _CARDS + 1)
                ],
            )
        studied = [row[0] for row in run("SELECT id FROM cards WHERE uuid LIKE 'cards%' AND id % 4 > 0")]
        run(
            "UPDATE cards SET state = 2, due_day = ?, scheduled_days = ?, last_day = ?, stability = ?, "
            "difficulty = ?, reps = 6, lapses = ? WHERE id = ?",
            [
                (
                    today + round(chance.expovariate(1 / 40)) - 3,
                    30,
                    today - chance.randrange(30),
                    chance.expovariate(1 / 60) + 0.5,
                    min(10, max(1, chance.gauss(5, 2))),
                    chance.randrange(4),
                    key,
                )
                for key in studied
            ],
        )
        deck = run("SELECT min(id) FROM decks").scalar_one()
        answers = []
        for number in range(_ANSWERS):
            day = today - min(_YEAR, round(chance.expovariate(1 / 120)))
            at = now - (today - day) * 86_400_000 - chance.randrange(40_000_000)
            memory = json.dumps([2, 0, None, day, 30, day - 30, 30.0, 5.0, 3, 0])
            rating = chance.choice((1, 2, 3, 3, 3, 3, 3, 4))
            answers.append(
                (f"r{number}", chance.choice(studied), deck, at, day, rating, chance.randrange(3_000, 20_000), memory)
            )
        run(
            "INSERT INTO reviews (uuid, card_id, deck_id, at, day, rating, mode, duration_ms, before_state, before, "
            "after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'typed', ?7, 2, ?8, ?8)",
            answers,
        )
