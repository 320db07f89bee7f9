"""No sequence of answers, undo, redo, changes of cards, options and plans, clocks and restarts breaks the schedule.

Drawn as a state machine over a real database file:

    any of these, in any order                     after each of them
    answer · cram · undo · redo                    one schedule a card, the one its log tells
    bury · suspend · flag · forget · set due       the log, replayed, gives the schedules that stand
    an option · exam on · exam off · catch up      no day asks more than its limits
    new parameters                                 the card that comes next is one that may be asked
    clock forward · back · another zone            undoing everything gives the first state, redoing the last
    restart
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop.domain.card import CardState, Rating, Schedule
from desktop.pipeline.optimizer import Optimization
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS
from desktop.services.card_workshop import CardWorkshop
from desktop.services.catch_up import CatchUp
from desktop.services.collection import Collection
from desktop.services.deck_options import settings_over_time
from desktop.services.exam import ExamPlanning, ExamWish
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.memory_tuning import MemoryTuning, Tuning
from desktop.services.preferences import Preferences
from desktop.services.replay import replay
from desktop.services.review_session import CramSession, ReviewSession
from desktop.storage import cards as stored_cards
from desktop.storage.reviews import load_history
from tests.unit.services.conftest import Clock

CARDS = 7
NEW_PER_DAY, REVIEWS_PER_DAY = 3, 2
OPTIONS = (
    ("desired_retention", ("0.8", "0.95")),
    ("learning_steps", ("", "1m 10m", "1d")),
    ("easy_days", ("1 1 1 1 1 0 0", "1 1 1 1 1 1 1")),
    ("load_balance", ("true", "false")),
    ("bury_siblings", ("true", "false")),
    ("new_mix", ("mixed", "before", "after")),
    ("leech_threshold", ("1", "8")),
    ("leech_action", ("tag", "suspend")),
    ("maximum_interval", ("5", "36500")),
)
ZONES = ("Asia/Shanghai", "America/New_York", "Pacific/Auckland", "UTC")
card = st.integers(0, CARDS - 1)


class ScheduleMachine(RuleBasedStateMachine):
    """Cards of one deck, under everything that may happen to them."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="wengu-machine-"))
        self.clock = Clock(datetime(2026, 3, 2, 1, tzinfo=UTC))
        self.collection = Collection.open(self.folder, clock=self.clock)
        preferences = Preferences(self.collection)
        for name, text in (
            ("timezone", "Asia/Shanghai"),
            ("new_per_day", str(NEW_PER_DAY)),
            ("reviews_per_day", str(REVIEWS_PER_DAY)),
        ):
            preferences.set(name, text)
        workshop = CardWorkshop(self.collection)
        # Two cards with the same answer are siblings.
        self.ids = [workshop.add_basic(f"问{number}", f"答{max(1, number)}") for number in range(CARDS)]
        self.planned = self.rushed = False
        self.states = {0: self.state()}
        self.done = 0  # acts that stand

    def teardown(self) -> None:
        if hasattr(self, "collection"):
            self.collection.close()
            shutil.rmtree(self.folder)

    # What happens

    @rule(rating=st.sampled_from(Rating))
    def answer_next(self, rating: Rating) -> None:
        session = ReviewSession(self.collection)
        if (found := session.next_card()) is None:
            return
        assert not found.suspended
        assert found.buried_until <= self.today
        shown = session.intervals(found.id)[rating]
        review = session.answer(found.id, rating)
        assert session.interval(review.after) == shown
        self.acted()

    @rule(number=card, rating=st.sampled_from(Rating))
    def answer_any(self, number: int, rating: Rating) -> None:
        """As `wengu answer` may, past the limits."""
        if not self.row(number)["suspended"]:
            self.rushed = True
            ReviewSession(self.collection).answer(self.ids[number], rating)
            self.acted()

    @rule(number=card, rating=st.sampled_from(Rating))
    def cram(self, number: int, rating: Rating) -> None:
        before = self.state()
        CramSession(self.collection, self.ids).answer(self.ids[number], rating)
        assert self.state() == before
        self.acted()

    @rule(number=card, act=st.sampled_from(("suspend", "unsuspend", "bury", "unbury", "flag", "forget", "due")))
    def change(self, number: int, act: str) -> None:
        workshop, ids = CardWorkshop(self.collection), [self.ids[number]]
        before = self.state()
        match act:
            case "suspend" | "unsuspend":
                workshop.suspend(ids, act == "suspend")
            case "bury" | "unbury":
                workshop.bury(ids, act == "bury")
            case "flag":
                workshop.flag(ids, 3)
            case "forget":
                workshop.forget(ids)
            case _:
                workshop.set_due(ids, number)
        if self.state() != before:
            self.acted()

    @rule(option=st.sampled_from(OPTIONS), data=st.data())
    def set_option(self, option: tuple[str, tuple[str, ...]], data: st.DataObject) -> None:
        preferences = Preferences(self.collection)
        text = data.draw(st.sampled_from(option[1]))
        own = preferences.sources()[option[0]]
        preferences.set(option[0], text)
        if (own.value, own.source) != (text, "温故"):
            self.acted()

    @rule(days=st.integers(2, 20))
    def exam_on(self, days: int) -> None:
        ExamPlanning(self.collection).set(ExamWish(self.date + timedelta(days=days), 0.9), remedies=False)
        self.planned = True
        self.acted()

    @rule()
    def exam_off(self) -> None:
        if ExamPlanning(self.collection).clear():
            self.acted()

    @rule(days=st.integers(1, 5))
    def catch_up(self, days: int) -> None:
        CatchUp(self.collection).start(days)
        self.acted()

    @rule(shift=st.sampled_from((0.9, 1.3)))
    def new_parameters(self, shift: float) -> None:
        """What the optimizer would bring, had there been answers enough for it."""
        parameters = tuple(weight * shift if number < 4 else weight for number, weight in enumerate(DEFAULT_PARAMETERS))
        found = Optimization(parameters, 400, 100, 0.4, 0.3)
        schedules = {}
        for number, card_id in enumerate(self.ids):
            before = self.schedule(number)
            if before.state is CardState.REVIEW and before.due_day is not None:
                days = before.due_day + (1 if shift > 1 else -1)
                schedules[card_id] = before, replace(before, due_day=days, stability=7.0 * shift)
        tuning = Tuning("温故", 500, CARDS, found, schedules)
        before = self.state()
        assert MemoryTuning(self.collection).apply(tuning)
        if self.state() != before:
            self.acted()

    @rule(hours=st.sampled_from((0.001, 0.2, 5, 20, 24, 24 * 9)))
    def forward(self, hours: float) -> None:
        self.clock.forward(hours=hours)

    @rule(hours=st.sampled_from((1, 26)))
    def back(self, hours: float) -> None:
        self.clock.forward(hours=-hours)

    @rule(zone=st.sampled_from(ZONES))
    def travel(self, zone: str) -> None:
        Preferences(self.collection).set("timezone", zone)

    @rule()
    def restart(self) -> None:
        self.collection.close()
        self.collection = Collection.open(self.folder, clock=self.clock)

    @precondition(lambda self: self.done > 0)
    @rule()
    def undo(self) -> None:
        assert Journal(self.collection).undo() is not None
        self.done -= 1
        assert self.state() == self.states[self.done]

    @rule()
    def redo(self) -> None:
        entry = Journal(self.collection).redo()
        if entry is not None:
            self.done += 1
            assert self.state() == self.states[self.done]

    @rule()
    def undo_everything_and_redo_it(self) -> None:
        journal, number = Journal(self.collection), self.done
        for _ in range(number):
            assert journal.undo() is not None
        assert self.state() == self.states[0]
        for _ in range(number):
            assert journal.redo() is not None
        assert self.state() == self.states[number]

    # What must hold

    @invariant()
    def schedules_are_what_their_logs_tell(self) -> None:
        assert not Health(self.collection).verify().problems
        with self.collection.reading() as connection:
            settings_at = settings_over_time(connection)
            calendar = self.collection.calendar(connection)
            for key in range(1, CARDS + 1):
                history = load_history(connection, key)
                assert replay(history, partial(settings_at, history.deck_name), calendar) == history.schedule

    @invariant()
    def limits_are_kept(self) -> None:
        if self.planned or self.rushed:
            return
        with self.collection.reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT sum(before_state = 0), sum(before_state = 2) FROM reviews "
                "WHERE undone = 0 AND cram = 0 AND rating > 0 AND day = ?",
                (self.today,),
            ).one()
        counts = ReviewSession(self.collection).counts()
        # Under another option, or on a day that came back with the clock, as much as was done may be too much already.
        assert counts.new <= max(0, NEW_PER_DAY - (rows[0] or 0))
        assert counts.review <= max(0, REVIEWS_PER_DAY - (rows[1] or 0))

    # What is looked at

    @property
    def today(self) -> int:
        with self.collection.reading() as connection:
            return self.collection.calendar(connection).study_day(self.clock())

    @property
    def date(self) -> date:
        return date(1970, 1, 1) + timedelta(days=self.today)

    def acted(self) -> None:
        self.done += 1
        self.states[self.done] = self.state()

    def state(self) -> list[list[tuple[Any, ...]]]:
        """Everything that undo is to bring back; where the learner is is not part of it."""
        with self.collection.reading() as connection:
            rows = {
                table: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id")]
                for table in ("cards", "decks")
            }
            notes = [tuple(row) for row in connection.exec_driver_sql("SELECT id, tags, back FROM notes ORDER BY id")]
            plans = [row[0] for row in connection.exec_driver_sql("SELECT uuid FROM plans WHERE active = 1")]
        decks = [(row[:3], *sorted(Preferences(self.collection, row[2]).all().items())) for row in rows["decks"]]
        kept = [tuple(each for each in deck if each[0] != "timezone") for deck in decks]
        return [rows["cards"], notes, kept, [tuple(plans)]]

    def row(self, number: int) -> dict[str, Any]:
        with self.collection.reading() as connection:
            row = connection.exec_driver_sql("SELECT * FROM cards WHERE uuid = ?", (self.ids[number],)).one()
        return dict(row._mapping)

    def schedule(self, number: int) -> Schedule:
        with self.collection.reading() as connection:
            return stored_cards.load_card(connection, self.ids[number]).schedule


TestScheduleMachine = ScheduleMachine.TestCase
TestScheduleMachine.settings = settings(max_examples=12, stateful_step_count=20, phases=(Phase.generate,))
