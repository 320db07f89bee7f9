"""Prints the table of study days in docs/scheduling.md: late evenings, daylight saving, travel, a clock set back.

    python tools/eval_study_days.py [--walks 300]

Each row is played in a collection of its own, through the services that the window and the command line use. The
last lines answer cards at random while the clock jumps and the learner travels, and count what must never happen.
A minute.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from desktop.domain.card import Card, Rating
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.deck_options import settings_over_time
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.preferences import Preferences
from desktop.services.replay import replay
from desktop.services.review_session import Interval, ReviewSession
from desktop.storage.reviews import load_history, load_log

ZONES = ("Asia/Shanghai", "America/New_York", "Europe/Berlin", "Pacific/Auckland", "America/St_Johns", "UTC")
SHANGHAI, NEW_YORK = ZONES[:2]


class Learner:
    """A collection with one card to be reviewed each day, and a clock on the wall of some zone."""

    def __init__(self, folder: Path, zone: str, *, day_start: int = 4, cards: int = 1, interval: int = 1) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.zone = zone
        self.collection = Collection.open(folder, clock=lambda: self.now, chance=Random(1))
        # No steps, and no interval beyond this: what is rated good comes back after so many days.
        options = {"learning_steps": "", "relearning_steps": "", "maximum_interval": str(interval), "fuzz": "false"}
        for name, text in {"day_start": str(day_start), **options}.items():
            Preferences(self.collection).set(name, text)
        self.travel(zone)
        self.ids = [CardWorkshop(self.collection).add_basic(f"问{each}", f"答{each}") for each in range(cards)]
        self.session = ReviewSession(self.collection)

    def travel(self, zone: str) -> None:
        """Be elsewhere from now on."""
        self.zone = zone
        Preferences(self.collection).set("timezone", zone)

    def at(self, local: str) -> None:
        """Turn the clock to a time on the wall."""
        self.now = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def rate(self, local: str, rating: Rating = Rating.GOOD) -> Interval:
        """Rate the first card at a time on the wall; when it comes again."""
        self.at(local)
        return self.session.interval(self.session.answer(self.ids[0], rating).after)

    def interval(self) -> Interval:
        """When the first card comes again."""
        return self.session.interval(self.session.card(self.ids[0]).schedule)

    def wall(self, at: datetime) -> str:
        """A moment as the clock on the wall shows it."""
        return at.astimezone(ZoneInfo(self.zone)).strftime("%m-%d %H:%M")

    def waits(self, at: datetime) -> bool:
        """Whether the card is asked at that moment."""
        self.now = at
        return self.session.next_card() is not None

    def broken(self) -> list[str]:
        """What is wrong: a schedule that its log does not tell, or anything else in the file."""
        with self.collection.reading() as connection:
            settings_at = settings_over_time(connection)
            calendar = self.collection.calendar(connection)
            keys = [row[0] for row in connection.exec_driver_sql("SELECT id FROM cards")]
            histories = [load_history(connection, key) for key in keys]
        wrong = [
            each.card_id
            for each in histories
            if replay(each, partial(settings_at, each.deck_name), calendar) != each.schedule
        ]
        return wrong + [str(problem) for problem in Health(self.collection).verify().problems]


@contextmanager
def learner(zone: str, **options: int) -> Iterator[Learner]:
    """One in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="wengu-days-") as folder:
        made = Learner(Path(folder), zone, **options)
        try:
            yield made
        finally:
            made.collection.close()


def days(what: str, zone: str, rated: str, **options: int) -> str:
    """A row: a card rated at ``rated``, and when it waits again: not a second earlier."""
    with learner(zone, **options) as one:
        given = one.rate(rated)
        due = given.due
        early, on_time = one.waits(due - timedelta(seconds=1)), one.waits(due)
        right = "yes" if on_time and not early and not one.broken() else "NO"
        began = datetime.fromisoformat(rated).replace(tzinfo=ZoneInfo(zone))
        hours = (due - began.astimezone(UTC)) / timedelta(hours=1)
        return f"| {what} | {began:%m-%d %H:%M} | {given.days} | {one.wall(due)} | {hours:.2f} | {right} |"


def journeys() -> Iterator[str]:
    """Rows of learners who travel, and of clocks that are set."""
    with learner(NEW_YORK, interval=3) as one:
        one.rate("2026-03-02T21:00")
        one.travel(SHANGHAI)  # 10:00 of the next day there
        due = one.interval()
        yield told(one, "travel east after it: due as many days later, there", "03-02 21:00", due)
    with learner(SHANGHAI, interval=3) as one:
        one.rate("2026-03-02T09:00")
        one.travel(NEW_YORK)  # 20:00 of the day before there
        one.now += timedelta(hours=1)
        again = one.session.answer(one.ids[0], Rating.GOOD)
        assert again.day < again.before.last_day, "the day of the answer is the earlier one"
        due = one.interval()
        yield told(one, "travel west, rated again an hour later, a day earlier", "03-01 21:00", due, answers=2)
    with learner(SHANGHAI, interval=3) as one:
        one.rate("2026-03-10T09:00")
        due = one.rate("2026-03-08T09:00")
        yield told(one, "clock set back two days, rated again", "03-08 09:00", due, answers=2)
    with learner(SHANGHAI, interval=3) as one:
        one.rate("2031-03-02T09:00")
        due = one.rate("2026-03-02T09:00")
        yield told(one, "clock five years ahead, then right again", "03-02 09:00", due, answers=2)
    with learner(SHANGHAI, interval=3) as one:
        one.rate("2026-03-02T03:30")
        Preferences(one.collection).set("day_start", "0")
        due = one.interval()
        yield told(one, "day_start set from 4 to 0 after it", "03-02 03:30", due)


def told(one: Learner, what: str, rated: str, due: Interval, answers: int = 1) -> str:
    """A row of a journey: when the card waits again, and whether each answer is in the log once."""
    with one.collection.reading() as connection:
        log = load_log(connection)
    early, on_time = one.waits(due.due - timedelta(seconds=1)), one.waits(due.due)
    right = len(log) == answers and on_time and not early and not one.broken()
    return f"| {what} | {rated} | {due.days} | {one.wall(due.due)} | | {'yes' if right else 'NO'} |"


def walk(seed: int) -> tuple[int, dict[str, int]]:
    """Answers while the clock jumps and the learner travels; how many, and how often something went wrong."""
    chance = Random(seed)
    wrong = dict.fromkeys(("lost", "doubled", "asked before its day", "schedule that its log does not tell"), 0)
    given: list[str] = []
    with learner(chance.choice(ZONES), day_start=chance.randrange(24), cards=4, interval=chance.choice((1, 9))) as one:
        one.now = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=chance.randrange(24 * 300))
        for _ in range(40):
            jump = chance.choice((0.01, 0.3, 5, 23, 25, 24 * 9, -1, -30))
            one.now += timedelta(hours=jump)
            if chance.random() < 0.2:
                one.travel(chance.choice(ZONES))
            card: Card | None = one.session.next_card()
            if card is not None:
                with one.collection.reading() as connection:
                    today = one.collection.calendar(connection).study_day(one.now)
                wrong["asked before its day"] += (card.schedule.due_day or 0) > today
                given.append(one.session.answer(card.id, chance.choice(tuple(Rating))).id)
            if given and chance.random() < 0.1:
                Journal(one.collection).undo()
                given.pop()
        with one.collection.reading() as connection:
            log = [review.id for review in load_log(connection)]
        wrong["lost"] = len(set(given) - set(log))
        wrong["doubled"] = len(log) - len(set(log)) + len(set(log) - set(given))
        wrong["schedule that its log does not tell"] = len(one.broken())
    return len(given), wrong


def main() -> None:
    """Play and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--walks", type=int, default=300)
    walks = arguments.parse_args().walks
    print("| what | rated | days | waits from | hours | not earlier, logged once, replays |")
    print("|---|---|---|---|---|---|")
    print(days("late evening", SHANGHAI, "2026-03-02T23:00"))
    print(days("a minute before the day ends", SHANGHAI, "2026-03-03T03:59"))
    print(days("a minute after it began", SHANGHAI, "2026-03-03T04:00"))
    print(days("the night the clocks go forward, New York", NEW_YORK, "2026-03-07T23:00"))
    print(days("two days over it", NEW_YORK, "2026-03-06T09:00", interval=3))
    print(days("day_start 2, an hour that is skipped", NEW_YORK, "2026-03-07T23:00", day_start=2))
    print(days("the night they go back", NEW_YORK, "2026-10-31T23:00"))
    print(days("day_start 1, an hour that comes twice", NEW_YORK, "2026-10-31T23:00", day_start=1))
    print(days("Lord Howe, half an hour back", "Australia/Lord_Howe", "2026-04-04T23:00"))
    for line in journeys():
        print(line)
    played = [walk(seed) for seed in range(walks)]
    answers = sum(number for number, _ in played)
    print(f"\n{walks} walks of 40 steps, {answers} answers that stand, clocks forward and back, six zones:")
    print(", ".join(f"{sum(wrong[what] for _, wrong in played)} {what}" for what in played[0][1]))


if __name__ == "__main__":
    main()
