"""Commands that plan for an exam."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop.cli.context import Context
from desktop.domain.errors import BadValue
from desktop.services.exam import ExamOutlook, ExamPlanning, ExamWish, outlook_values


def exam_set(context: Context) -> int:
    """Follow a plan from now on."""
    arguments = context.arguments
    try:
        day = date.fromisoformat(arguments.date)
    except ValueError as error:
        raise BadValue(name="--date", value=arguments.date, allowed="2026-06-30") from error
    decks = (arguments.deck,) if arguments.deck else ()
    wish = ExamWish(
        day,
        arguments.retention,
        arguments.minutes,
        arguments.cards,
        decks,
        tuple(arguments.article),
        arguments.leave_out,
    )
    outlook = ExamPlanning(context.collection).set(wish)
    return _print(context, outlook)


def exam_show(context: Context) -> int:
    """Show the plan as it looks now."""
    outlook = ExamPlanning(context.collection).show()
    if outlook is None:
        names = ("date", "predicted_recall", "shortfall", "new_per_day")
        empty: dict[str, Any] = {**dict.fromkeys(names), "reviews_per_day": []}
        context.output.result(empty, context.say("exam.none"))
        return 0
    return _print(context, outlook)


def exam_clear(context: Context) -> int:
    """Plan no more."""
    cleared = ExamPlanning(context.collection).clear()
    context.output.result({"cleared": cleared}, context.say("exam.cleared" if cleared else "exam.none"))
    return 0


def _print(context: Context, outlook: ExamOutlook) -> int:
    value = outlook_values(outlook)
    lines = [
        context.say(
            "exam.plan",
            date=value["date"],
            recall=f"{value['predicted_recall']:.1%}",
            new=value["new_per_day"],
            minutes=round(max(value["minutes_per_day"], default=0)),
        )
    ]
    if outlook.remedies is not None:
        found = outlook.remedies
        later = "–"
        if found.later_day is not None:
            later = date.fromordinal(found.later_day + date(1970, 1, 1).toordinal()).isoformat()
        lines.append(
            context.say(
                "exam.short",
                shortfall=f"{value['shortfall']:.1%}",
                minutes=found.minutes_per_day or "–",
                fewer=found.fewer_cards or "–",
                later=later,
            )
        )
        value["remedies"]["later_date"] = None if later == "–" else later
    context.output.result(value, "\n".join(lines))
    return 0
