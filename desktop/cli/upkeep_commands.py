"""Commands that look after a collection."""

from __future__ import annotations

from desktop.cli.context import Context


def config(context: Context) -> int:
    """Show the options, or change one."""
    from desktop.services.preferences import Preferences

    arguments = context.arguments
    preferences = Preferences(context.collection, arguments.deck) if arguments.deck else Preferences(context.collection)
    if arguments.value is not None:
        preferences.set(arguments.key, arguments.value)
    shown = preferences.all() if arguments.key is None else {arguments.key: preferences.get(arguments.key)}
    context.output.result(dict(shown), "\n".join(f"{key} = {value}" for key, value in shown.items()))
    return 0


def stats(context: Context) -> int:
    """Print the figures."""
    from desktop.services.statistics import Statistics

    summary = Statistics(context.collection).summary()
    value = {
        "cards": summary.cards,
        "new": summary.new,
        "young": summary.young,
        "mature": summary.mature,
        "reviews": summary.reviews,
        "true_retention": summary.true_retention,
        "forecast": list(summary.forecast),
        "streak_days": summary.streak_days,
    }
    retention = "–" if summary.true_retention is None else f"{summary.true_retention:.1%}"
    context.output.result(value, context.say("stats", **{**value, "retention": retention}))
    return 0


def verify(context: Context) -> int:
    """Check the collection."""
    from desktop.services.health import Health

    report = Health(context.collection).verify(context.arguments.repair)
    problems = [{"kind": kind, "count": count} for kind, count in report.problems.items()]
    lines = [context.say("verify.problem", **problem) for problem in problems]
    lines += [context.say("repaired", what=kind) for kind in report.repaired]
    if report.ok:
        lines.append(context.say("verify.ok"))
    value = {"ok": report.ok, "problems": problems, "repaired": list(report.repaired)}
    context.output.result(value, "\n".join(lines))
    return int(not report.ok)
