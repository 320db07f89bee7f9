"""Numbers and times in words: intervals, moments, days, minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QObject


class DueWords(QObject):
    """When a card comes again, in the language of the window. A QObject, because only its ``tr`` knows plurals."""

    def interval(self, due: datetime, days: int, now: datetime) -> str:
        """How far away a due time is: 10 分钟, 1 天, 4 个月. ``days`` is 0 for a step's moment."""
        if days == 0:
            minutes = max(1, round((due - now) / timedelta(minutes=1)))
            hours = round(minutes / 60)
            return self.tr("%n 分钟", "", minutes) if minutes < 60 else self.tr("%n 小时", "", hours)
        if days < 30:
            return self.tr("%n 天", "", days)
        if days < 365:
            return self.tr("{months} 个月").format(months=_short(days / 30.4))
        return self.tr("{years} 年").format(years=_short(days / 365.25))

    def away(self, due: datetime, now: datetime) -> str:
        """The same seen from now: 现在, 10 分钟后, 3 天后."""
        if due <= now:
            return self.tr("现在")
        days = (due.astimezone().date() - now.astimezone().date()).days
        soon = due - now < timedelta(hours=1) or days == 0
        return self.tr("{interval}后").format(interval=self.interval(due, 0 if soon else days, now))


def date_words(day: QDate) -> str:
    """A day with its weekday."""
    locale = QLocale()
    if locale.language() == QLocale.Language.Chinese:
        return locale.toString(day, "M月d日 dddd")
    return locale.toString(day, "dddd d MMMM")


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
