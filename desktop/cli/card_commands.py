"""Commands that change a card: whether and when it is asked, and what marks it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from desktop.cli.context import Context
from desktop.cli.review_commands import card_object
from desktop.domain.errors import BadValue, NotFound
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.review_session import ReviewSession


class _Act(NamedTuple):
    """What is done to cards, and what value it takes (``""`` none)."""

    do: Callable[[CardWorkshop, Sequence[str], str], int]
    value: str = ""


_ACTS = {
    "suspend": _Act(lambda workshop, ids, _: workshop.suspend(ids)),
    "unsuspend": _Act(lambda workshop, ids, _: workshop.suspend(ids, False)),
    "bury": _Act(lambda workshop, ids, _: workshop.bury(ids)),
    "unbury": _Act(lambda workshop, ids, _: workshop.bury(ids, False)),
    "forget": _Act(lambda workshop, ids, _: workshop.forget(ids)),
    "due": _Act(lambda workshop, ids, days: workshop.set_due(ids, int(days)), "2026-01-31, 7"),
    "flag": _Act(lambda workshop, ids, flag: workshop.flag(ids, _number("flag", flag)), "0–7"),
    "tag": _Act(lambda workshop, ids, tag: workshop.tag(ids, add=[tag]), "…"),
    "untag": _Act(lambda workshop, ids, tag: workshop.tag(ids, remove=[tag]), "…"),
    "move": _Act(lambda workshop, ids, deck: workshop.move(ids, deck), "…"),
    "trash": _Act(lambda workshop, ids, _: workshop.trash(ids)),
}


def card(context: Context) -> int:
    """Show a card, or do something to it or to all cards that a query finds."""
    arguments = context.arguments
    found = CardList(context.collection)
    if set(arguments.card.lower()) <= set("0123456789abcdef-"):
        ids = [found.find(arguments.card)]
    else:
        ids = [each.id for each in found.search(arguments.card)[1]]
    if not ids:
        raise NotFound(what="card", name=arguments.card)
    if arguments.action is None:
        shown = card_object(context.collection, ReviewSession(context.collection).card(ids[0]), context.zone())
        context.output.result(shown, "\n".join(f"{name} = {value}" for name, value in shown.items()))
        return 0
    act = _ACTS[arguments.action]
    value = arguments.value or ""
    if bool(act.value) != bool(value):
        raise BadValue(name=arguments.action, value=value, allowed=act.value or "–")
    if arguments.action == "due":
        value = str(_days(context, value))
    changed = act.do(CardWorkshop(context.collection), ids, value)
    context.output.result({"action": arguments.action, "changed": changed}, context.say("card.changed", cards=changed))
    return 0


def _days(context: Context, text: str) -> int:
    """How many days from today on a date is, or so many days. Raises BadValue."""
    if text.isdecimal():
        return int(text)
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadValue(name="due", value=text, allowed="2026-01-31, 7") from error
    with context.collection.reading() as connection:
        calendar = context.collection.calendar(connection)
        return (day - calendar.date_of(calendar.study_day(context.collection.now()))).days


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise BadValue(name=name, value=text, allowed="0–7") from error
