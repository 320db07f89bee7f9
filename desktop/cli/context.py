"""What every command over a collection works with."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.output import Output
from desktop.domain.errors import BadValue
from desktop.services.collection import Collection

if TYPE_CHECKING:
    from desktop.services.review_session import Interval

_MOMENTS = "2026-01-31T08:00:00+08:00"


class Context:
    """An open collection, what was asked, and where to print."""

    def __init__(self, collection: Collection, arguments: argparse.Namespace, output: Output) -> None:
        self.collection = collection
        self.arguments = arguments
        self.output = output
        self.say = output.words.say

    def zone(self) -> tzinfo | None:
        """The learner's time zone; None for the system's."""
        with self.collection.reading() as connection:
            return self.collection.calendar(connection).timezone

    def away(self, interval: Interval) -> str:
        """How far away a due time is, in words."""
        if days := interval.days:
            unit, length = ("days", 1.0) if days < 30 else ("months", 30.4) if days < 365 else ("years", 365.25)
            return self.say(f"away.{unit}", number=f"{days / length:.1f}".removesuffix(".0"))
        minutes = max(1, round((interval.due - self.collection.now()) / timedelta(minutes=1)))
        if minutes < 60:
            return self.say("away.minutes", number=minutes)
        return self.say("away.hours", number=round(minutes / 60))


def run(act: Callable[[Context], int], arguments: argparse.Namespace, output: Output, home: Path) -> int:
    """Open the collection in ``home`` and do what is asked."""
    at = None if arguments.at is None else parse_moment(arguments.at)
    with Collection.open(home, read_only=not arguments.writes(arguments)) as collection:
        if at is not None:
            with collection.reading() as connection:
                moment = _placed(at, collection.calendar(connection).timezone)
            collection.now = lambda: moment
        return act(Context(collection, arguments, output))


def parse_moment(text: str) -> datetime:
    """An ISO 8601 time, aware where it has an offset. Raises BadValue."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise BadValue(name="--at", value=text, allowed=_MOMENTS) from error


def _placed(at: datetime, zone: tzinfo | None) -> datetime:
    """The moment, one without offset in the learner's zone. Raises BadValue outside the years a collection may see."""
    aware = at if at.tzinfo is not None else at.replace(tzinfo=zone)
    if not 1970 < aware.year < 9000:
        raise BadValue(name="--at", value=at.isoformat(), allowed=_MOMENTS)
    return aware.astimezone(zone)


def table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> str:
    """Rows for people: the columns of each, a line a row."""
    return "\n".join("  ".join("–" if row[name] is None else str(row[name]) for name in columns) for row in rows)
