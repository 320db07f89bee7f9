"""What is to be done today, and one button to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.changes import Changed
from desktop.domain.review import AnswerPace, DueCounts
from desktop.ui.background import Task
from desktop.ui.due_words import date_words
from desktop.ui.page import Page
from desktop.ui.theme import Look, serif_font
from desktop.ui.widgets.drop_target import BeginningPanel
from desktop.ui.widgets.forecast_chart import ForecastChart
from desktop.ui.widgets.page_parts import scrolling, titled_card
from desktop.ui.widgets.reading_row import ReadingRow
from desktop.ui.widgets.text_parts import button, label, panel, set_voice
from desktop.ui.widgets.today_hints import TodayHints
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.article import ArticleSummary
    from desktop.services.exam import ExamOutlook
    from desktop.services.glance import Glance
    from desktop.ui.workspace import Workspace

FORECAST_DAYS = 14
SHOWN_ARTICLES = 4


class TodayPage(Page):
    """Cards that wait, the coming two weeks, articles to continue; or how to begin."""

    shows: ClassVar[Changed] = Changed.SCHEDULE | Changed.ARTICLES | Changed.CARDS | Changed.SETTINGS

    def __init__(self, look: Look, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._state = state
        self._title = label(self.tr("今天"), "title")
        self._date = label(date_words(QDate.currentDate()), "soft")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._date, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        self.decks = button(self.tr("牌组"), "quiet")
        self.decks.clicked.connect(self._on_decks)
        self._streak = label("", "soft")
        head.addWidget(self._streak, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.decks, 0, Qt.AlignmentFlag.AlignVCenter)

        self._exam_asked: object = None  # what the prediction that is shown was made for
        self._work = self._make_work()
        self._beginning: BeginningPanel | None = None

        column = self._column = QVBoxLayout()
        column.addLayout(head)
        column.addSpacing(8)
        self._first = QHBoxLayout()
        self._first.setSpacing(16)
        self._first.addWidget(self._work, 1)
        column.addLayout(self._first)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(column, 880))
        self._show_counts(None, AnswerPace())

    def _make_rest(self) -> BeginningPanel:
        """What the first frame does not show."""
        self._exam_card = self._make_exam()
        self._forecast_card = self._make_forecast()
        self._reading_card = self._make_reading()
        beginning = BeginningPanel(self.look)
        beginning.chosen.connect(self._on_choose)
        self._hints = TodayHints()
        self._hints.announced.connect(self.announced)
        self._first.addWidget(self._exam_card)
        for widget in (self._hints, self._reading_card, self._forecast_card, beginning):
            self._column.insertWidget(self._column.count() - 1, widget)
        return beginning

    def _make_work(self) -> QFrame:
        card = panel("card")
        self._headline = QLabel()
        self._headline.setTextFormat(Qt.TextFormat.PlainText)
        self._headline.setWordWrap(True)
        self._detail = label("", "soft")
        self.start_button = button(self.tr("开始复习"), "primary")
        self.start_button.setProperty("scale", "hero")
        self.start_button.clicked.connect(self.review_requested)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._headline)
        words.addWidget(self._detail)
        row = QHBoxLayout(card)
        row.setContentsMargins(24, 28, 24, 28)
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(self.start_button)
        return card

    def _make_exam(self) -> QFrame:
        card = panel("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(label(self.tr("离考试"), "small"))
        self._exam_days = label("", "number")
        column.addWidget(self._exam_days)
        self._exam_recall = label("", "soft")
        column.addWidget(self._exam_recall)
        column.addSpacing(6)
        plan = button(self.tr("看计划"), "chip")
        plan.clicked.connect(self._on_plan)
        column.addWidget(plan)
        column.addStretch(1)
        card.setMinimumWidth(176)
        card.hide()
        return card

    def _make_forecast(self) -> QFrame:
        card, column = titled_card(self.tr("未来两周"))
        self._forecast = ForecastChart(self.look)
        column.addWidget(self._forecast)
        return card

    def _make_reading(self) -> QFrame:
        card = panel("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(4)
        title = label(self.tr("继续阅读"), "strong")
        title.setContentsMargins(8, 0, 8, 0)
        column.addWidget(title)
        self._reading = QGridLayout()
        self._reading.setSpacing(0)
        column.addLayout(self._reading)
        return card

    def show_glance(self, glance: Glance | None) -> None:
        """True counts for the first frame, before the collection is open."""
        if glance is not None and glance.articles:
            self._show_counts(glance.counts, glance.pace)

    def load(self, workspace: Workspace) -> None:
        if self._beginning is None:
            self._beginning = self._make_rest()
        counts = workspace.review(None).counts()
        stats = workspace.statistics.summary()
        articles = workspace.library.summaries()
        today = QDate(stats.today.year, stats.today.month, stats.today.day)
        self._date.setText(date_words(today))
        self._streak.setText(self.tr("连续 %n 天", "", stats.streak_days) if stats.streak_days else "")
        later = max(0, stats.forecast[0] - counts.review - counts.learning)
        self._show_counts(counts, workspace.statistics.pace(), later)
        forecast = list(stats.forecast[:FORECAST_DAYS])
        forecast[0] = max(forecast[0], counts.total)  # new cards of today have no due date yet
        self._forecast.show_counts(forecast, today)
        self._show_reading(articles)
        self._hints.load(workspace)
        self._show_exam(workspace, stats.today, counts)
        empty = not articles
        self._beginning.setVisible(empty)
        self._work.setVisible(not empty)
        self._forecast_card.setVisible(not empty)
        self._reading_card.setVisible(not empty)

    def restyle(self) -> None:
        self._headline.setFont(serif_font(round(self.look.base_px * 26 / 14)))

    def focus_start(self) -> None:
        """Put the keyboard on the one thing to do."""
        if self._beginning is not None and self._beginning.isVisibleTo(self):
            self._beginning.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.start_button.isVisibleTo(self):
            self.start_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_counts(self, counts: DueCounts | None, pace: AnswerPace, later: int = 0) -> None:
        """``later`` are due, but are not among those of today: beyond its limit, or put off."""
        self.restyle()
        if counts is None:
            self._headline.setText("")
            self._detail.setText("")
            self.start_button.setEnabled(False)
            return
        self.start_button.setEnabled(counts.total > 0)
        self.start_button.setVisible(counts.total > 0)
        if not counts.total:
            self._headline.setText(self.tr("今天的都学完了"))
            self._detail.setText(self.tr("读一篇文章，或者去走一走。"))
            return
        minutes = self.tr("%n 分钟", "", counts.minutes(pace))
        cards = self.tr("%n 张卡片", "", counts.total)
        self._headline.setText(self.tr("{cards}，约 {minutes}").format(cards=cards, minutes=minutes))
        parts = []
        if counts.review:
            parts.append(self.tr("复习 {count}").format(count=counts.review))
        if counts.learning:
            parts.append(self.tr("学习中 {count}").format(count=counts.learning))
        if counts.new:
            parts.append(self.tr("新学 {count}").format(count=counts.new))
        if later:
            parts.append(self.tr("另有 {count} 张留到以后").format(count=later))
        self._detail.setText(" · ".join(parts))

    def _show_exam(self, workspace: Workspace, today: date, counts: DueCounts) -> None:
        """The days to the exam at once; what is predicted for it takes a while to work out."""
        from desktop.services.exam import ExamPlanning

        planning = ExamPlanning(workspace.collection)
        wish = planning.wish()
        self._exam_card.setVisible(wish is not None)
        if wish is None:
            return
        self._exam_days.setText(self.tr("%n 天", "", (wish.date - today).days))
        self._exam_recall.setToolTip(date_words(QDate(wish.date.year, wish.date.month, wish.date.day)))
        if (asked := (wish, today, counts)) == self._exam_asked:
            return
        self._exam_asked = asked
        task = Task(lambda _: planning.show(remedies=False), self)
        task.succeeded.connect(self._on_exam)
        self.runner.start(task)

    def _on_plan(self) -> None:
        self.room_requested.emit("exam")

    def _on_exam(self, outlook: ExamOutlook | None) -> None:
        if outlook is None:
            return
        recall = f"{outlook.plan.predicted_recall:.0%}"
        if outlook.plan.shortfall > 0:
            set_voice(self._exam_recall, "caution")
            goal = f"{outlook.plan.goal.recall:.0%}"
            self._exam_recall.setText(self.tr("预计 {recall}，目标 {goal}").format(recall=recall, goal=goal))
        else:
            set_voice(self._exam_recall, "positive")
            self._exam_recall.setText(self.tr("预计记得 {recall}").format(recall=recall))

    def _show_reading(self, articles: list[ArticleSummary]) -> None:
        while item := self._reading.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        places = {place.article_id: place for place in self._state.reading()}
        order = list(places)
        ranked = sorted(articles, key=lambda each: order.index(each.id) if each.id in places else len(order))
        for row, article in enumerate(ranked[:SHOWN_ARTICLES]):
            share = places[article.id].share if article.id in places else None
            made = ReadingRow(self.look, article, share)
            made.chosen.connect(self.article_requested)
            self._reading.addWidget(made, row, 0)

    def _on_decks(self) -> None:
        self.room_requested.emit("decks")

    def _on_choose(self) -> None:
        self.import_requested.emit([])
