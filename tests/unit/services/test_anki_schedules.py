"""The schedules that Anki gave come as they are, to the last bit, and stand so in the log too; fsrs-rs is judge."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fsrs_rs_python as fsrs
import pytest

from desktop.domain.card import CardState, Schedule
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS
from desktop.services.anki_import import AnkiImport
from desktop.services.card_list import CardList
from desktop.services.collection import Collection
from desktop.storage import reviews
from tests.unit.formats.test_anki_package import sound

_FIRST_DAY = 20_779  # of the package
_ANSWERED = datetime.fromtimestamp(1_795_300_000, UTC)
_COLUMNS = {"type": 2, "queue": 2, "due": 5, "ivl": 9, "factor": 0, "reps": 3, "lapses": 1, "left": 0, "data": ""}


def _schedule(collection: Collection, folder: Path, **facts: Any) -> Schedule:
    """The schedule of a card whose row in Anki has those ``facts``, which the log must tell too."""
    row = _COLUMNS | facts
    spelled = ", ".join(f"{name} = '{value}'" for name, value in row.items())
    AnkiImport(collection).import_package(sound(folder, f"delete from revlog; update cards set {spelled}"))
    (card,) = CardList(collection).search("")[1]
    with collection.reading() as connection:
        ((key,),) = connection.exec_driver_sql("SELECT id FROM cards").fetchall()
        assert reviews.load_history(connection, key).last == card.schedule
    return card.schedule


@pytest.mark.parametrize(("ease", "interval"), [(2500, 1), (1300, 10), (2900, 400), (1850, 36_000)])
def test_sm2_becomes_fsrs_by_its_own_formula(collection: Collection, tmp_path: Path, ease: int, interval: int) -> None:
    schedule = _schedule(collection, tmp_path, factor=ease, ivl=interval)
    memory = fsrs.FSRS(list(DEFAULT_PARAMETERS)).memory_state_from_sm2(ease / 1000, float(interval), 0.9)
    assert (schedule.stability, schedule.difficulty) == (memory.stability, memory.difficulty)
    due = _FIRST_DAY + 5
    assert (schedule.due_day, schedule.last_day, schedule.scheduled_days) == (due, due - interval, interval)


@pytest.mark.parametrize(
    ("data", "stability", "difficulty", "answered"),
    [
        ('{"s":21.5,"d":5.25}', 21.5, 5.25, False),
        ('{"s":0.30000000000000004,"d":3.0000000000000004}', 0.1 + 0.2, 3.0000000000000004, False),
        ('{"s": 123456.7890123456, "d": 1, "lrt": 1795300000.9}', 123456.7890123456, 1.0, True),
        ('{"s":1,"s":2e1,"d":10}and more', 20.0, 10.0, False),  # the last counts
    ],
)
def test_memory_of_fsrs_is_taken_as_it_is(
    collection: Collection, tmp_path: Path, data: str, stability: float, difficulty: float, answered: bool
) -> None:
    schedule = _schedule(collection, tmp_path, data=data)
    assert (schedule.stability, schedule.difficulty) == (stability, difficulty)
    with collection.reading() as connection:
        day = collection.calendar(connection).study_day(_ANSWERED)
    assert schedule.last_day == (day if answered else _FIRST_DAY + 5 - 9)


@pytest.mark.parametrize(
    "data",
    [
        *('{"s":0,"d":5}', '{"s":1,"d":0.5}', '{"s":NaN,"d":5}', '{"s":true,"d":5}', '{"s":"1","d":5}', '{"s":1}'),
        *("[1,2]", "{", ' {"s":1,"d":5}', '{"s":1,"d":5,"x":"' + "x" * 1_000 + '"}'),
    ],
)
def test_what_is_no_memory_leaves_the_interval(collection: Collection, tmp_path: Path, data: str) -> None:
    schedule = _schedule(collection, tmp_path, data=data)
    assert (schedule.stability, schedule.difficulty) == (9.0, 5.0)  # as of a card that was given a date by hand


def test_a_card_between_steps_keeps_its_moment(collection: Collection, tmp_path: Path) -> None:
    schedule = _schedule(collection, tmp_path, type=3, queue=1, due=1_795_400_600, left=2002, factor=2500)
    assert (schedule.state, schedule.remaining_steps, schedule.scheduled_days) == (CardState.RELEARNING, 2, 0)
    assert schedule.due_at == datetime.fromtimestamp(1_795_400_600, UTC)
    assert (schedule.due_day, schedule.last_day, schedule.reps, schedule.lapses) == (None, None, 3, 1)


def test_a_new_card_has_none(collection: Collection, tmp_path: Path) -> None:
    assert _schedule(collection, tmp_path, type=0, queue=-1, data='{"s":1,"d":5}') == Schedule()


def test_of_two_cards_of_an_ordinal_the_learnt_one_comes(collection: Collection, tmp_path: Path) -> None:
    """Broken collections hold such; answers of the other are told as without a card."""
    twice = (
        "insert into cards select 5, nid, did, ord, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, '' from cards;"
        "insert into revlog values (1795300000000, 5, 3, 9, -600, 2500, 4200, 1);"
    )
    done = AnkiImport(collection).import_package(sound(tmp_path, twice))
    (card,) = CardList(collection).search("")[1]
    assert (done.cards, done.reviews, card.schedule.stability) == (1, 1, 21.5)
    assert {(each.what, each.why, each.number) for each in done.skipped} >= {
        ("card", "bad_values", 1),
        ("review", "without_card", 1),
    }
