"""Answers given in Anki and the schedules it gave, into the log of the cards they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.domain.anki_ids import answer_uuid, schedule_uuid
from desktop.domain.anki_import import AnkiReviewKind, Skipped
from desktop.domain.card import CardState, Schedule
from desktop.domain.progress import Progress
from desktop.formats.anki_package import AnkiPackage
from desktop.pipeline.study_days import StudyCalendar
from desktop.services.collection import Collection
from desktop.services.deck_options import settings_over_time
from desktop.services.replay import replay
from desktop.storage import anki_rows, reviews
from desktop.storage.edits import ScheduleChange
from desktop.storage.moments import dump_schedule, from_milliseconds
from desktop.storage.row_writer import RowWriter

if TYPE_CHECKING:
    from desktop.storage.database import Connection

_AT_ONCE = anki_rows.REVIEWS_AT_ONCE  # values
_SAME_ANSWER_MS = 1_000  # two answers of one card with the same rating so close are one
_QUARTER_MS = 900_000  # study days begin on whole quarters of an hour, in every time zone
_NEW = dump_schedule(Schedule())
_FORGOTTEN = (Schedule(), 0)

Place = tuple[int, int, str]  # of a card: its key, its deck's key, its UUID


class Incoming(NamedTuple):
    """A package on its way in, within the caller's transaction; ``left_out`` tells what stays outside."""

    collection: Collection
    connection: Connection
    writer: RowWriter
    package: AnkiPackage
    calendar: StudyCalendar
    progress: Progress
    left_out: list[Skipped]


@dataclass(slots=True)
class Places:
    """Where the cards of a package are, by Anki's id; those from the key ``first`` on came with it."""

    first: int
    cards: dict[int, Place] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)  # those that were here already
    fresh: bool = True  # whether none of them was here before, nor came twice
    together: dict[int, list[Place]] = field(default_factory=dict)  # several here that are one card in Anki
    # What Anki knows of the schedule of those that were not, and from when (in milliseconds).
    schedules: dict[int, tuple[Schedule, int]] = field(default_factory=dict)


class AnkiAnswers:
    """The log of one package; what it brings is taken back with ``edit``."""

    def __init__(self, incoming: Incoming, edit: str) -> None:
        self._collection, self._connection, self._writer, self._package = incoming[:4]
        self._calendar, self._progress, self._left_out = incoming[4:]
        self._edit = edit
        self._days: dict[int, int] = {}

    def add(self, places: Places) -> tuple[int, list[ScheduleChange]]:
        """How many answers are new, and the schedules that they give to cards known before."""
        writer, connection = self._writer, self._connection
        number = self._package.review_count + len(places.schedules)
        # Where cards were here before, undone answers may be here again: only the index tells.
        self._fresh = places.fresh
        taken: Mapping[int, list[tuple[int, int]]] = {}
        indexes: list[str] = []
        if self._fresh:
            writer.do(lambda: indexes.extend(anki_rows.drop_review_indexes(connection, number)))
        else:
            keys = {places.cards[each][0] for each in places.known}
            keys.update(place[0] for group in places.together.values() for place in group)
            writer.wait()
            taken = anki_rows.answer_moments(connection, keys)
        count, changed = self._add_reviews(places, taken)
        self._add_schedules(places)
        writer.do(lambda: anki_rows.make_indexes(connection, indexes))
        writer.wait()
        return count, self._replayed(changed)

    def _save(self, values: list[Any]) -> None:
        """Have answers added, and forget them."""
        self._writer.do(partial(anki_rows.save_reviews, self._connection, values.copy(), fresh=self._fresh))
        values.clear()

    def _add_reviews(self, places: Places, taken: Mapping[int, list[tuple[int, int]]]) -> tuple[int, set[int]]:
        changed: set[int] = set()
        asked: set[int] = set()
        count = acts = without_card = moment = 0
        answered: set[int] = set()  # cards at the moment
        cards, known, schedules, together = places.cards, places.known, places.schedules, places.together
        total = 2 * self._package.review_count
        batch: list[Any] = []
        filtered, days, edit = int(AnkiReviewKind.FILTERED), self._days, self._edit
        for at, anki_id, rating, interval, last_interval, factor, duration, kind in self._package.reviews():
            place = cards.get(anki_id)
            if place is None:
                without_card += 1
                continue
            if rating == 0 or kind > filtered:
                acts += 1
                continue
            if at != moment:
                moment = at
                answered.clear()
            elif anki_id in answered:  # Anki itself never has two
                continue
            answered.add(anki_id)
            if anki_id in known:
                where = [
                    each
                    for each in together.get(anki_id, (place,))
                    if not any(
                        abs(known_at - at) <= _SAME_ANSWER_MS and known_rating == rating
                        for known_at, known_rating in taken.get(each[0], ())
                    )
                ]
                changed.update([each[0] for each in where])
            else:
                where = [place]
                # A new card with answers was forgotten in Anki: what it is now stands behind them.
                schedule, since = schedules.get(anki_id, _FORGOTTEN)
                if at >= since:
                    schedules[anki_id] = schedule, at + 1
            day = days.get(at // _QUARTER_MS) or self._day(at)
            # Filtered reviews without a factor left Anki's schedule alone.
            after, cram = _after(day, interval), kind == filtered and factor == 0
            for key, deck, card_id in where:
                count += 1
                before_state, before = _before(kind, key not in asked, last_interval)
                asked.add(key)
                uuid = schedule_uuid(at, card_id)
                batch += (uuid, key, deck, at, day, rating, duration, before_state, before, after, cram, edit)
            if len(batch) >= _AT_ONCE:
                self._save(batch)
                self._progress.advance(total // 2 + count, max(total, total // 2 + count))
        self._save(batch)
        for why, number in (("no_answer", acts), ("without_card", without_card)):
            if number:
                self._left_out.append(Skipped("review", why, number))
        return count, changed

    def _day(self, at: int) -> int:
        quarter = at // _QUARTER_MS
        if quarter not in self._days:
            self._days[quarter] = self._calendar.study_day(from_milliseconds(at))
        return self._days[quarter]

    def _add_schedules(self, places: Places) -> None:
        """Let the log end with the schedule that Anki gave, which its own answers do not tell in full."""

        new = int(CardState.NEW)
        rows: list[Any] = []
        for anki_id, (schedule, at) in places.schedules.items():
            key, deck, card_id = places.cards[anki_id]
            uuid = answer_uuid(at, card_id)
            rows += (uuid, key, deck, at, 0, 0, 0, new, _NEW, dump_schedule(schedule), False, self._edit)
            if len(rows) >= _AT_ONCE:
                self._save(rows)
        self._save(rows)

    def _replayed(self, keys: Iterable[int]) -> list[ScheduleChange]:
        """The schedules that the whole log gives the cards with those keys."""
        settings_at = settings_over_time(self._connection)
        changes = []
        for key in sorted(keys):
            card = reviews.load_history(self._connection, key)
            schedule = replay(card, partial(settings_at, card.deck_name), self._calendar)
            if schedule != card.schedule or schedule != card.last:
                changes.append(ScheduleChange(self._collection.new_id(), key, card.deck, card.schedule, schedule))
        return changes


@lru_cache(maxsize=4096)
def _before(kind: int, first: bool, last_interval: int) -> tuple[int, str]:
    """The state before an answer, and the schedule as far as Anki's log tells it."""
    states = {
        AnkiReviewKind.REVIEW: CardState.REVIEW,
        AnkiReviewKind.RELEARNING: CardState.RELEARNING,
        AnkiReviewKind.FILTERED: CardState.REVIEW,
    }
    state = states.get(AnkiReviewKind(kind), CardState.NEW if first else CardState.LEARNING)
    return int(state), dump_schedule(Schedule(state=state, scheduled_days=max(0, last_interval)))


@lru_cache(maxsize=65536)
def _after(day: int, interval: int) -> str:
    """What Anki's log tells of the schedule after an answer, as ``dump_schedule`` spells it."""
    if interval > 0:
        return f"[{int(CardState.REVIEW)},0,null,{day + interval},{interval},{day},null,null,0,0]"
    return f"[{int(CardState.LEARNING)},0,null,null,0,{day},null,null,0,0]"
