"""Commands over decks and over the work ahead."""

from __future__ import annotations

import sys
from typing import Any

from desktop.cli.context import Context, table
from desktop.domain.errors import BadValue


def decks(context: Context) -> int:
    """List the decks, or make, rename or put away one."""
    from desktop.services.decks import Decks

    arguments = context.arguments
    service = Decks(context.collection)
    if arguments.add:
        service.add(arguments.add)
    elif arguments.rename:
        service.rename(*arguments.rename)
    elif arguments.remove:
        service.remove(arguments.remove)
    rows = [
        {
            "name": deck.name,
            "cards": deck.cards,
            "new": deck.due.new,
            "learning": deck.due.learning,
            "review": deck.due.review,
            "options": list(deck.own),
        }
        for deck in service.tree()
    ]
    context.output.result({"decks": rows}, table(rows, ("name", "new", "learning", "review", "cards")))
    return 0


def optimize(context: Context) -> int:
    """Say what parameters fitted to the answers would bring; with ``--apply`` use them, if they are better."""
    from desktop.services.deck_options import DEFAULT_DECK
    from desktop.services.memory_tuning import MemoryTuning

    tuning = MemoryTuning(context.collection)
    proposal = tuning.propose(context.arguments.deck or DEFAULT_DECK)
    applied = context.arguments.apply and tuning.apply(proposal)
    found = proposal.found
    value: dict[str, Any] = {
        "deck": proposal.deck,
        "answers": proposal.answers,
        "reviews": None if found is None else found.reviews,
        "held_out": None if found is None else found.held_out,
        "loss_before": None if found is None else round(found.loss_before, 4),
        "loss_after": None if found is None else round(found.loss_after, 4),
        "better": proposal.worth_while,
        "parameters": None if found is None else [round(weight, 4) for weight in found.parameters],
        "cards": proposal.cards,
        "moved": proposal.moved,
        "sooner": proposal.sooner,
        "later": proposal.later,
        "applied": applied,
    }
    if found is None:
        text = context.say("optimize.few", answers=proposal.answers)
    else:
        text = context.say("optimize.found", **value)
        text += "\n" + context.say(
            "optimize.applied" if applied else "optimize.better" if proposal.worth_while else "optimize.worse"
        )
    context.output.result(value, text)
    return 0


def simulate(context: Context) -> int:
    """Play the coming days: work and what is remembered."""
    from desktop.services.workload import WorkloadForecasts

    arguments = context.arguments
    wanted = {"desired_retention": arguments.retention, "new_per_day": arguments.new}
    played = WorkloadForecasts(context.collection).simulate(
        arguments.deck,
        changes={name: text for name, text in wanted.items() if text is not None},
        days=arguments.days,
    )
    days = played.simulation
    value = {
        "days": arguments.days,
        "cards": played.cards,
        "new_cards": played.new_cards,
        "desired_retention": played.desired_retention,
        "new_per_day": played.new_per_day,
        "seconds_per_answer": played.seconds_per_answer,
        "minutes_a_day": round(played.minutes_a_day, 1),
        "remembered_at_end": round(played.remembered, 1),
        "reviews": list(days.reviews),
        "new": list(days.new),
        "minutes": [round(each, 1) for each in days.minutes],
        "remembered": [round(each, 1) for each in days.remembered],
    }
    busiest = round(max(days.minutes))
    context.output.result(value, context.say("simulate", busiest=busiest, **value))
    return 0


def catch_up(context: Context) -> int:
    """Show what is overdue and a plan for it; follow one, or end the one in force."""
    from desktop.services.catch_up import CatchUp

    arguments = context.arguments
    service = CatchUp(context.collection)
    if arguments.stop:
        service.stop()
    if arguments.start and arguments.days is None:
        raise BadValue(name="--days", value="", allowed="1–60")
    plan = None
    if arguments.days is not None:
        plan = service.start(arguments.days) if arguments.start else service.propose(arguments.days)
    left, per_day = service.current() or (0, 0)
    value = {
        "overdue": service.overdue(),
        "days_left": left,
        "per_day": per_day,
        "plan": None
        if plan is None
        else {"days": plan.last - plan.first + 1, "per_day": plan.per_day, "others": list(plan.others)},
    }
    lines = [context.say("catch_up.overdue", overdue=value["overdue"])]
    if plan is not None:
        most = max(plan.others, default=0)
        lines.append(context.say("catch_up.plan", days=arguments.days, per_day=plan.per_day, most=most))
    if left:
        lines.append(context.say("catch_up.current", days=left, per_day=per_day))
    context.output.result(value, "\n".join(lines))
    return 0


def cram(context: Context) -> int:
    """Ask the cards that a query finds over and over until each was known; schedules stay as they are."""
    from desktop.cli.quiz_commands import ask
    from desktop.services.card_list import CardList
    from desktop.services.review_session import CramSession

    found = CardList(context.collection).search(" ".join(context.arguments.query))[1]
    ids = [card.id for card in found if not card.suspended]
    if not ids and sys.stdin is not None:
        context.output.note(context.say("nothing_due"))
    return ask(context, CramSession(context.collection, ids))
