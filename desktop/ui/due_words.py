"""Numbers and times in words: intervals, moments, counts, minutes."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop.domain.review import DueCounts

# How long a card takes, in seconds; a rough guess that the learner's own times will replace.
_SECONDS = {"new": 25, "learning": 10, "review": 12}


def minutes_for(counts: DueCounts) -> int:
    """About how many minutes ``counts`` will take, at least one if anything waits."""
    seconds = sum(getattr(counts, name) * each for name, each in _SECONDS.items())
    return math.ceil(seconds / 60)


def interval_words(due: datetime, days: int, now: datetime) -> str:
    """How far away a due time is: 10 分钟, 1 天, 4 个月. ``days`` is 0 for a step's moment."""
    if days == 0:
        minutes = max(1, round((due - now) / timedelta(minutes=1)))
        if minutes < 60:
            return QCoreApplication.translate("Words", "%n 分钟", "", minutes)
        return QCoreApplication.translate("Words", "%n 小时", "", round(minutes / 60))
    if days < 30:
        return QCoreApplication.translate("Words", "%n 天", "", days)
    if days < 365:
        return QCoreApplication.translate("Words", "{months} 个月").format(months=_short(days / 30.4))
    return QCoreApplication.translate("Words", "{years} 年").format(years=_short(days / 365.25))


def due_words(due: datetime, now: datetime) -> str:
    """When a card comes again, seen from now: 现在, 10 分钟后, 3 天后."""
    if due <= now:
        return QCoreApplication.translate("Words", "现在")
    away = due - now
    days = (due.astimezone().date() - now.astimezone().date()).days
    if away < timedelta(hours=1) or days == 0:
        words = interval_words(due, 0, now)
    else:
        words = interval_words(due, days, now)
    return QCoreApplication.translate("Words", "{interval}后").format(interval=words)


def date_words(day: QDate) -> str:
    """A day with its weekday."""
    locale = QLocale()
    if locale.language() == QLocale.Language.Chinese:
        return locale.toString(day, "M月d日 dddd")
    return locale.toString(day, "dddd d MMMM")


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
