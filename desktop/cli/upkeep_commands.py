"""Commands that look after a collection."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desktop.cli.context import Context

if TYPE_CHECKING:
    from desktop.pipeline.memory_statistics import TrueRetention


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
    from desktop.services.learning_report import LearningReports
    from desktop.services.statistics import Statistics

    summary = Statistics(context.collection).summary()
    report = LearningReports(context.collection).make()
    value: dict[str, Any] = {
        "cards": summary.cards,
        "new": summary.new,
        "young": summary.young,
        "mature": summary.mature,
        "reviews": summary.reviews,
        "true_retention": summary.true_retention,
        "forecast": list(summary.forecast),
        "streak_days": summary.streak_days,
        "longest_streak_days": report.streak.longest,
        "seconds": round(report.work.seconds, 1),
        "seconds_per_card": round(report.work.seconds_per_card, 1),
        "retention": _retention(report.retention),
        "retention_by_kind": {kind: _retention(kept) for kind, kept in sorted(report.by_kind.items())},
        "heatmap": {
            (report.today - timedelta(days=ago)).isoformat(): number for ago, number in sorted(report.heat.items())
        },
        "stability": {f"{2.0**power:g}": number for power, number in report.stability.items()},
        "difficulty": list(report.difficulty),
        "predicted_recall": _rounded(report.recall),
        "articles": [
            {
                "id": article.article_id,
                "title": article.title,
                "cards": article.cards,
                "seen": article.seen,
                "retention": _retention(article.retention),
                "predicted_recall": _rounded(article.recall),
                "sections": [
                    {"title": title, "predicted_recall": _rounded(recall)} for title, _, recall in article.sections
                ],
            }
            for article in report.articles
        ],
    }
    lines = [context.say("stats", **{**value, "retention": _percent(summary.true_retention)})]
    if report.recall is not None:
        lines.append(context.say("stats.now", recall=_percent(report.recall), seconds=round(value["seconds_per_card"])))
    lines += [
        context.say(
            "stats.article",
            title=article.title,
            recall=_percent(article.recall),
            retention=_percent(article.retention.total.share),
        )
        for article in report.articles
    ]
    context.output.result(value, "\n".join(lines))
    return 0


def _retention(kept: TrueRetention) -> dict[str, Any]:
    """How often cards were asked and remembered, and the share of it, in all and by how firm they were."""
    return {
        name: {"asked": each.asked, "remembered": each.remembered, "share": _rounded(each.share)}
        for name, each in (("total", kept.total), ("young", kept.young), ("mature", kept.mature))
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _percent(share: float | None) -> str:
    """A share for people; a dash where there is none."""
    return "–" if share is None else f"{share:.1%}"


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
