"""How memory grows: charts with words beside them, each to be saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.domain.changes import Changed
from desktop.domain.errors import AppError, FileUnwritable
from desktop.paths import atomic_write
from desktop.ui.background import Task
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import Look, serif_font
from desktop.ui.widgets.charts import BarChart, Chart, Datum, HeatMap, MemoryStrip, recall_level
from desktop.ui.widgets.page_parts import scrolling, titled_card
from desktop.ui.widgets.phrase_marks import kind_name
from desktop.ui.widgets.text_parts import button, icon_button, label, panel, restyle_icons
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.services.learning_report import LearningReport

YEAR_DAYS = 365
_SHORT = 10  # characters of an article's title beside its strip
_ARTICLES = 12  # rows at first; the rest on demand


class StatisticsPage(Page):
    """One card a chart. A right click on it saves it as a picture or a table."""

    shows: ClassVar[Changed] = Changed.SCHEDULE | Changed.CARDS | Changed.ARTICLES | Changed.SETTINGS

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._heat = HeatMap(look)
        self._forecast, self._stability = BarChart(look), BarChart(look)
        self._difficulty, self._hours = BarChart(look), BarChart(look)
        self._retention = BarChart(look, limit=1.0, spell=lambda value: f"{value * 100:.0f} %")
        self._strips: list[MemoryStrip] = []
        self._figures = QHBoxLayout()
        self._figures.setSpacing(16)
        self._numbers = [(label("", "number"), label("", "small")) for _ in range(4)]
        for number, name in self._numbers:
            card = panel("card")
            column = QVBoxLayout(card)
            column.setContentsMargins(20, 14, 20, 14)
            column.setSpacing(2)
            number.setFont(serif_font(round(look.base_px * 26 / 14)))
            column.addWidget(number)
            column.addWidget(name)
            self._figures.addWidget(card, 1)
        self._weak = label("", "", wrap=True)
        self._weak.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._maps = QGridLayout()
        self._maps.setHorizontalSpacing(16)
        self._maps.setVerticalSpacing(4)
        self._maps.setColumnStretch(1, 1)
        self._more = button("", "link")
        self._more.hide()
        self._more.clicked.connect(self._on_more)
        self._report: LearningReport | None = None
        self._overall = label("", "soft")

        column = QVBoxLayout()
        column.addWidget(label(self.tr("统计"), "title"))
        column.addSpacing(8)
        column.addLayout(self._figures)
        column.addWidget(self._card(self.tr("这一年的复习"), self._heat))
        column.addWidget(self._card(self.tr("未来三十天到期"), self._forecast))
        pair = QGridLayout()
        pair.setSpacing(16)
        pair.addWidget(self._card(self.tr("真实记住率"), self._retention), 0, 0)
        pair.addWidget(self._card(self.tr("一天里的时辰"), self._hours), 0, 1)
        pair.addWidget(self._card(self.tr("记忆能撑多久"), self._stability), 1, 0)
        pair.addWidget(self._card(self.tr("难度"), self._difficulty), 1, 1)
        pair.setColumnStretch(0, 1)
        pair.setColumnStretch(1, 1)
        column.addLayout(pair)
        maps = panel("card")
        inside = QVBoxLayout(maps)
        inside.setContentsMargins(24, 16, 24, 16)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("每篇文章现在记得多少"), "strong"))
        head.addStretch(1)
        head.addWidget(self._overall)
        inside.addLayout(head)
        inside.addLayout(self._maps)
        inside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(maps)
        weak, inside = titled_card(self.tr("最容易忘的"))
        inside.addWidget(self._weak)
        column.addWidget(weak)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(column, 960)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that keys scroll it
        self._area.setAccessibleName(self.tr("统计"))
        layout.addWidget(self._area)

    def load(self, workspace: Workspace) -> None:
        task = Task(lambda _: workspace.reports.make(), self)  # of a long log it takes a second or two
        task.succeeded.connect(self._on_made)
        task.failed.connect(self._on_failed)
        self.runner.start(task)

    def _on_failed(self, error: AppError) -> None:
        self.announced.emit(Notice(words(error), "error"))

    def _on_made(self, report: LearningReport) -> None:
        self._report = report
        self._show_numbers(report)
        self._show_days(report)
        self._show_memory(report)
        self._show_articles(report, _ARTICLES)
        if report.weakest:
            lines = [
                self.tr("{phrase}　预计记得 {share} %，忘过 {lapses} 次").format(
                    phrase=weak.phrase, share=round(weak.recall * 100), lapses=weak.lapses
                )
                for weak in report.weakest
            ]
            self._weak.setText("\n".join(lines))
        else:
            self._weak.setText(self.tr("学过几天，这里就会列出来。"))

    def focus_start(self) -> None:
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def can(self, action: str) -> bool:
        return action == "back"

    def perform(self, action: str) -> None:
        self.room_requested.emit("today")

    def restyle(self) -> None:
        restyle_icons(self.look, self)
        for number, _ in self._numbers:
            number.setFont(serif_font(round(self.look.base_px * 26 / 14)))

    def _show_numbers(self, report: LearningReport) -> None:
        share = report.retention.total.share
        shown = (
            (f"{report.work.answers:,}", self.tr("次复习")),
            ("–" if share is None else f"{share * 100:.1f} %", self.tr("真实记住率")),
            (
                f"{report.work.seconds / 3600:.1f}",
                self.tr("小时，每张卡片 {seconds} 秒").format(seconds=round(report.work.seconds_per_card))
                if report.work.answers
                else self.tr("小时"),
            ),
            (str(report.streak.current), self.tr("连续天数，最长 {longest}").format(longest=report.streak.longest)),
        )
        for (number, name), (value, words_below) in zip(self._numbers, shown, strict=True):
            number.setText(value)
            name.setText(words_below)

    def _show_days(self, report: LearningReport) -> None:
        today = QDate(report.today.year, report.today.month, report.today.day)
        first = today.addDays(1 - YEAR_DAYS)
        counts = {YEAR_DAYS - 1 - ago: number for ago, number in report.heat.items() if ago < YEAR_DAYS}
        self._heat.show_days(self.tr("这一年每天的复习次数"), counts, first, YEAR_DAYS)
        data = []
        for number, count in enumerate(report.forecast):
            day = today.addDays(number)
            name = self.tr("今天") if number == 0 else f"{day.month()}/{day.day()}" if number % 5 == 0 else ""
            told = self.tr("{month}月{day}日：{count} 张").format(month=day.month(), day=day.day(), count=count)
            data.append(Datum(count, name, told, "accent" if number == 0 else "memory_good"))
        self._forecast.show_data(self.tr("未来三十天每天到期的卡片"), data)

    def _show_memory(self, report: LearningReport) -> None:
        groups = [
            (self.tr("还年轻"), report.retention.young),
            (self.tr("已成熟"), report.retention.mature),
            *((kind_name(kind), kept.total) for kind, kept in sorted(report.by_kind.items())),
        ]
        self._retention.show_data(
            self.tr("真实记住率，按熟练程度和短语种类"),
            [
                Datum(
                    kept.share,
                    name,
                    self.tr("{name}：{asked} 次中记得 {remembered} 次").format(
                        name=name, asked=kept.asked, remembered=kept.remembered
                    ),
                    f"memory_{recall_level(kept.share)}",
                )
                for name, kept in groups
                if kept.share is not None
            ],
        )
        self._hours.show_data(
            self.tr("一天里各个时辰的复习次数"),
            [
                Datum(
                    hour.answers,
                    str(number) if number % 3 == 0 else "",
                    self.tr("{hour} 时：{count} 次").format(hour=number, count=hour.answers),
                )
                for number, hour in enumerate(report.hours)
            ],
        )
        self._stability.show_data(
            self.tr("记忆能撑多少天的卡片各有多少"),
            [
                Datum(
                    count,
                    _days(power),
                    self.tr("{days} 天起：{count} 张").format(days=_days(power), count=count),
                )
                for power in range(min(report.stability, default=0), max(report.stability, default=-1) + 1)
                for count in (report.stability.get(power, 0),)
            ],
        )
        self._difficulty.show_data(
            self.tr("各种难度的卡片各有多少"),
            [
                Datum(
                    count,
                    str(number + 1),
                    self.tr("难度 {level}：{count} 张").format(level=number + 1, count=count),
                )
                for number, count in enumerate(report.difficulty)
            ],
        )

    def _show_articles(self, report: LearningReport, most: int) -> None:
        """A row for each of so many articles: title, strip of its sections, recall now, how it was remembered."""
        while item := self._maps.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self._strips = []
        self._overall.setText(
            "" if report.recall is None else self.tr("全部卡片 {share} %").format(share=round(report.recall * 100))
        )
        if not report.articles:
            self._maps.addWidget(label(self.tr("文章有了卡片，就会列在这里。"), "soft"), 0, 0, 1, 2)
        for column, text in ((2, self.tr("现在")), (3, self.tr("复习时记住"))) if report.articles else ():
            self._maps.addWidget(label(text, "small"), 0, column, Qt.AlignmentFlag.AlignRight)
        for row, article in enumerate(report.articles[:most], start=1):
            name = label(article.title if len(article.title) <= _SHORT else f"{article.title[:_SHORT]}…")
            name.setToolTip(article.title)
            strip = MemoryStrip(self.look)
            strip.show_sections(article.title, article.sections)
            self._offer_saving(strip)
            kept = article.retention.total
            remembered = label(_percent(kept.share), "soft")
            remembered.setToolTip(
                self.tr("{name}：{asked} 次中记得 {remembered} 次").format(
                    name=article.title, asked=kept.asked, remembered=kept.remembered
                )
            )
            self._strips.append(strip)
            self._maps.addWidget(name, row, 0)
            self._maps.addWidget(strip, row, 1)
            self._maps.addWidget(label(_percent(article.recall), "soft"), row, 2, Qt.AlignmentFlag.AlignRight)
            self._maps.addWidget(remembered, row, 3, Qt.AlignmentFlag.AlignRight)
        left = len(report.articles) - most
        self._more.setVisible(left > 0)
        self._more.setText(self.tr("再列出 {number} 篇").format(number=left))

    def _on_more(self) -> None:
        if self._report is not None:
            self._show_articles(self._report, len(self._report.articles))

    def _card(self, title: str, chart: Chart) -> QFrame:
        """A card with a chart, and a quiet button that saves it; a right click on it does so too."""
        saving = icon_button(self.look, "export", self.tr("保存“{title}”").format(title=title))
        saving.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._offer_saving(chart)
        saving.addActions(chart.actions())
        card = panel("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 8, 16, 16)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label(title, "strong"), 1)
        head.addWidget(saving)
        column.addLayout(head)
        inside = QHBoxLayout()
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(chart)
        column.addLayout(inside)
        return card

    def _offer_saving(self, chart: Chart) -> None:
        chart.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for name, suffix in ((self.tr("存为图片…"), "png"), (self.tr("存为表格…"), "csv")):
            action = QAction(name, chart)
            action.setData(suffix)
            action.triggered.connect(self._on_save)
            chart.addAction(action)

    def _on_save(self) -> None:
        action = self.sender()
        chart = action.parent() if isinstance(action, QAction) else None
        if not isinstance(action, QAction) or not isinstance(chart, Chart):
            return
        suffix = str(action.data())
        name, _ = QFileDialog.getSaveFileName(self, action.text(), f"wengu.{suffix}", f"*.{suffix}")
        if name:
            self.save(chart, Path(name))

    def save(self, chart: Chart, path: Path) -> None:
        """Save a chart: as a picture where the name ends so, else as a table."""
        try:
            if path.suffix.lower() == ".png":
                if not chart.picture().save(str(path)):
                    raise FileUnwritable(path=str(path), reason="")
            else:
                atomic_write(path, chart.csv().encode("utf-8-sig"))
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        self.announced.emit(Notice(self.tr("已保存：{name}").format(name=path.name), "done"))


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"


def _days(power: int) -> str:
    return str(2**power) if power >= 0 else f"1/{2**-power}"
