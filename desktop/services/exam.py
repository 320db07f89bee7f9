"""The way to an exam: which cards, by when, how well, in how much time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.domain.card import Card, CardState, Schedule
from desktop.domain.changes import Changed
from desktop.domain.errors import BadValue, NothingToLearn
from desktop.domain.exam import ExamGoal, ExamPlan, Remedies
from desktop.services.collection import Collection
from desktop.services.deck_options import DEFAULT_DECK, deck_settings
from desktop.services.editing import record_edit
from desktop.services.workload import pace_of
from desktop.storage import cards, plans
from desktop.storage.decks import load_decks
from desktop.storage.edits import ScheduleChange
from desktop.storage.identity import find_article
from desktop.storage.notes import load_rows

if TYPE_CHECKING:
    from desktop.domain.settings import SchedulerSettings
    from desktop.pipeline.study_days import StudyCalendar
    from desktop.storage.database import Connection

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class ExamWish:
    """What the learner asks for: on ``date``, mean recall ``retention`` over the cards of ``decks`` (with those below
    them) and ``articles``, or of everything, in ``minutes`` or else ``cards`` a day.

    ``left_out`` new cards, the last in order, may wait until after the exam.
    """

    date: date
    retention: float = 0.9
    minutes: float | None = None
    cards: int | None = None
    decks: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ExamOutlook:
    """A plan as it looks today. ``remedies`` say what would make up the shortfall; None where there is none."""

    wish: ExamWish
    plan: ExamPlan
    remedies: Remedies | None


class ExamPlanning:
    """The exam plan of a collection; there is at most one."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def outlook(self, wish: ExamWish, *, remedies: bool = True) -> ExamOutlook:
        """What a plan for that would be.

        Raises BadValue, NotFound, and NothingToLearn where there are no cards. ``remedies`` takes some seconds.
        """
        with self._collection.reading() as connection:
            return self._outlook(connection, wish, remedies)

    def set(self, wish: ExamWish, *, remedies: bool = True) -> ExamOutlook:
        """Follow such a plan from now on, in the place of the one that was; undo takes it back.

        Raises as ``outlook``.
        """
        from desktop.pipeline.exam_plan import PlannedDays

        outlook = self.outlook(wish, remedies=remedies)
        wish = outlook.wish
        with self._collection.writing(Changed.SCHEDULE | Changed.SETTINGS) as connection:
            found, settings, calendar = self._scope(connection, wish.decks, wish.articles)
            today = calendar.study_day(self._collection.now())
            waiting = {
                card.id: card.schedule
                for card in found
                if card.schedule.state is CardState.REVIEW and card.schedule.due_day is not None
            }
            days = PlannedDays(outlook.plan, settings).due_days(waiting, today)
            moved = {
                card_id: self._moved(schedule, days[card_id], outlook.plan.goal.day, today)
                for card_id, schedule in waiting.items()
            }
            changes = self._changes(connection, {key: new for key, new in moved.items() if new != waiting[key]})
            stored = plans.StoredPlan(self._collection.new_id(), plans.EXAM, _spelled(outlook))
            patches = plans.start_patches(connection, stored, self._collection.now())
            record_edit(self._collection, connection, "exam", wish.date.isoformat(), patches, changes)
        return outlook

    def show(self, *, remedies: bool = True) -> ExamOutlook | None:
        """The plan in force as it looks now; None where there is none, or its day has come."""
        with self._collection.reading() as connection:
            stored = plans.load_plan(connection, plans.EXAM)
            if stored is None:
                return None
            wish = _wish(stored.options)
            if _number(wish.date) <= self._collection.calendar(connection).study_day(self._collection.now()):
                return None
            return self._outlook(connection, wish, remedies)

    def wish(self) -> ExamWish | None:
        """What the plan in force was asked for; None where there is none, or its day has come."""
        with self._collection.reading() as connection:
            stored = plans.load_plan(connection, plans.EXAM)
            today = self._collection.calendar(connection).study_day(self._collection.now())
        wish = None if stored is None else _wish(stored.options)
        return None if wish is None or _number(wish.date) <= today else wish

    def clear(self) -> bool:
        """Plan no more; whether there was a plan.

        Cards not reviewed since get back the due day they had; the others are due when the plain schedule has them.
        """
        from desktop.pipeline.scheduling import Scheduler

        with self._collection.writing(Changed.SCHEDULE | Changed.SETTINGS) as connection:
            stored = plans.load_plan(connection, plans.EXAM)
            if stored is None:
                return False
            options = stored.options
            found, _, calendar = self._scope(connection, tuple(options["decks"]), tuple(options["articles"]))
            before = cards.schedules_before(connection, "exam")
            all_decks = load_decks(connection)
            settled: dict[str, Schedule] = {}
            for card in found:
                schedule = card.schedule
                if schedule.state is not CardState.REVIEW or schedule.due_day is None:
                    continue
                answered_since = (schedule.last_day or 0) >= options["plan"]["today"]
                if card.id in before and before[card.id][1] == schedule:
                    settled[card.id] = before[card.id][0]
                elif answered_since and schedule.stability is not None and schedule.difficulty is not None:
                    scheduler = Scheduler(deck_settings(all_decks, card.deck), calendar)
                    settled[card.id] = scheduler.rescheduled(schedule, schedule.stability, schedule.difficulty, card.id)
            known = {card.id: card.schedule for card in found}
            changes = self._changes(connection, {key: new for key, new in settled.items() if new != known[key]})
            patches = plans.stop_patches(connection, plans.EXAM)
            record_edit(self._collection, connection, "exam_end", options["date"], patches, changes)
        return True

    def _outlook(self, connection: Connection, wish: ExamWish, remedies: bool) -> ExamOutlook:
        from desktop.pipeline.exam_plan import plan_exam, what_would_help

        if not 0.5 <= wish.retention <= 0.99:
            raise BadValue(name="retention", value=wish.retention, allowed="0.5..0.99")
        if wish.minutes is not None and not 0 < wish.minutes <= 24 * 60:
            raise BadValue(name="minutes", value=wish.minutes, allowed="1..1440")
        if wish.cards is not None and not 0 < wish.cards <= 9_999:
            raise BadValue(name="cards", value=wish.cards, allowed="1..9999")
        wish = replace(wish, articles=tuple(find_article(connection, each) for each in wish.articles))
        found, settings, calendar = self._scope(connection, wish.decks, wish.articles)
        if not found:
            raise NothingToLearn
        today = calendar.study_day(self._collection.now())
        goal = ExamGoal(_number(wish.date), wish.retention, wish.minutes, wish.cards)
        known = [card.schedule for card in found if card.schedule.stability is not None]
        new = max(0, len(found) - len(known) - wish.left_out)
        pace = pace_of(connection)
        try:
            plan = plan_exam(known, new, goal, today, settings, pace)
        except BadValue as error:
            first = calendar.date_of(today + 1)
            raise BadValue(name="date", value=wish.date.isoformat(), allowed=f"{first.isoformat()}…") from error
        help_needed = remedies and plan.shortfall > 0
        helping = what_would_help(known, new, goal, today, settings, pace) if help_needed else None
        return ExamOutlook(wish, plan, helping)

    def _scope(
        self, connection: Connection, decks: tuple[str, ...], articles: tuple[str, ...]
    ) -> tuple[list[Card], SchedulerSettings, StudyCalendar]:
        everything = load_decks(connection)
        found: dict[str, Card] = {}
        for deck in decks:
            load_decks(connection, deck)  # raises NotFound
        wanted = [cards.CardFilter(deck=deck, suspended=False) for deck in decks]
        wanted += [cards.CardFilter(article=article, suspended=False) for article in articles]
        for each in wanted or [cards.CardFilter(suspended=False)]:
            found |= {card.id: card for card in cards.find_cards(connection, each, None)[1]}
        settings = deck_settings(everything, decks[0] if decks else DEFAULT_DECK)
        return list(found.values()), settings, self._collection.calendar(connection)

    @staticmethod
    def _moved(schedule: Schedule, day: int | None, exam: int, today: int) -> Schedule:
        """A waiting card under the plan: due on its day, or not before the exam."""
        assert schedule.due_day is not None
        due = max(exam, schedule.due_day) if day is None else max(day, today)
        return replace(schedule, due_day=due)

    def _changes(self, connection: Connection, schedules: dict[str, Schedule]) -> list[ScheduleChange]:
        return [
            ScheduleChange(
                self._collection.new_id(), row.key, row.deck, row.schedule, schedules[str(row.values["uuid"])]
            )
            for row in load_rows(connection, list(schedules))
        ]


def _number(day: date) -> int:
    return day.toordinal() - _EPOCH


def outlook_values(outlook: ExamOutlook) -> dict[str, Any]:
    """An outlook in the fields of the command line."""
    plan = outlook.plan
    return {
        "date": outlook.wish.date.isoformat(),
        "predicted_recall": round(plan.predicted_recall, 4),
        "shortfall": round(plan.shortfall, 4),
        "new_per_day": plan.new_per_day[0] if plan.new_per_day else 0,
        "reviews_per_day": [round(number, 1) for number in plan.reviews_per_day],
        "new_by_day": list(plan.new_per_day),
        "minutes_per_day": [round(number, 1) for number in plan.minutes_per_day],
        "cards": plan.cards,
        "retention": outlook.wish.retention,
        "remedies": None if outlook.remedies is None else asdict(outlook.remedies),
    }


def _spelled(outlook: ExamOutlook) -> dict[str, Any]:
    """What is kept of a plan."""
    return {
        **asdict(outlook.wish),
        "date": outlook.wish.date.isoformat(),
        "plan": asdict(outlook.plan),
    }


def _wish(options: Mapping[str, Any]) -> ExamWish:
    """What was asked of a plan that is kept."""
    return ExamWish(
        date=date.fromisoformat(options["date"]),
        retention=options["retention"],
        minutes=options["minutes"],
        cards=options.get("cards"),
        decks=tuple(options["decks"]),
        articles=tuple(options["articles"]),
        left_out=options.get("left_out", 0),
    )
