"""The way to an exam: what is wanted, what comes of it, and what would help."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.domain.progress import Progress
from desktop.ui.background import Task
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import Look, serif_font
from desktop.ui.widgets.charts import BarChart, Datum
from desktop.ui.widgets.exam_scope import ExamScope
from desktop.ui.widgets.option_rows import option_row, spin_box
from desktop.ui.widgets.page_parts import scrolling, titled_card
from desktop.ui.widgets.text_parts import button, label, panel
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.services.exam import ExamOutlook, ExamPlanning, ExamWish

_CALM_MS = 350  # after the last change of a wish its outlook is worked out
_AHEAD = 60  # days to an exam, unless told otherwise


class ExamPage(Page):
    """One plan at a time: each change of the wish shows what would come of it, before anything is changed."""

    shows: ClassVar[Changed] = Changed.SCHEDULE | Changed.CARDS | Changed.ARTICLES | Changed.SETTINGS

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._outlook: ExamOutlook | None = None
        self._asked = 0  # counts outlooks, so that a late one is known
        self._left_out = 0
        self._edited = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_CALM_MS)
        self._later.timeout.connect(self._foresee)

        self._headline = label("", "title", wrap=True)
        self._state = label("", "soft", wrap=True)
        column = QVBoxLayout()
        column.addWidget(self._headline)
        column.addWidget(self._state)
        column.addWidget(self._make_answer())  # what the learner came for stands first
        column.addWidget(self._make_wish())
        column.addWidget(self._make_days())
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(column, 880))

    def _make_wish(self) -> QWidget:
        self.date = QDateEdit(QDate.currentDate().addDays(_AHEAD))
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setMinimumWidth(152)
        self.date.dateChanged.connect(self._on_edited)
        self.recall = spin_box(50, 99, " %")
        self.recall.setValue(90)
        self.recall.valueChanged.connect(self._on_edited)
        self.unit = QComboBox()
        self.unit.addItems([self.tr("分钟"), self.tr("张"), self.tr("不限")])
        self.unit.setAccessibleName(self.tr("每天多少，按什么算"))
        self.unit.currentIndexChanged.connect(self._on_unit)
        self.amount = spin_box(1, 1440)
        self.amount.setValue(20)
        self.amount.valueChanged.connect(self._on_edited)
        self.scope = ExamScope()
        self.scope.changed.connect(self._on_edited)
        fields = QGridLayout()
        fields.setHorizontalSpacing(40)
        fields.setVerticalSpacing(12)
        fields.setColumnStretch(0, 1)
        fields.setColumnStretch(1, 1)
        rows = (
            option_row(self.tr("考试日期"), self.tr("到这一天为止安排。"), self.date, short=True),
            option_row(self.tr("到时要记住"), self.tr("考试那天平均能答对多少。"), self.recall, short=True),
            option_row(
                self.tr("每天用多少"), self.tr("学习和复习加在一起的上限。"), self.amount, self.unit, short=True
            ),
            option_row(self.tr("范围"), self.tr("考哪些牌组和文章。"), self.scope.choice, short=True),
        )
        for number, row in enumerate(rows):
            fields.addLayout(row, number // 2, number % 2)
        card, inside = titled_card(self.tr("目标"))
        inside.addLayout(fields)
        inside.addWidget(self.scope)
        return card

    def _make_answer(self) -> QWidget:
        self._predicted = label("", wrap=True)
        self._told = label("", "soft", wrap=True)
        self._lacking = label("", "caution", wrap=True)
        self._remedies = [button("") for _ in range(3)]
        helping = QHBoxLayout()
        helping.setSpacing(8)
        for made in self._remedies:
            made.clicked.connect(self._on_remedy)
            helping.addWidget(made)
        helping.addStretch(1)
        self.follow = button(self.tr("开始这个计划"), "primary")
        self.follow.clicked.connect(self._on_follow)
        self.give_up = button(self.tr("放弃计划"))
        self.give_up.setToolTip(self.tr("没复习过的卡片恢复原来的日期；可以撤销。"))
        self.give_up.clicked.connect(self._on_give_up)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._predicted, 1)
        head.addWidget(self.give_up, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.follow, 0, Qt.AlignmentFlag.AlignVCenter)
        card = panel("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._told)
        column.addWidget(self._lacking)
        column.addLayout(helping)
        return card

    def _make_days(self) -> QWidget:
        self._days, column = titled_card(self.tr("每天的安排（分钟）"))
        self.chart = BarChart(self.look)
        column.addWidget(self.chart)
        return self._days

    # What is wanted

    @property
    def wish(self) -> ExamWish:
        """What the fields say."""
        from desktop.services.exam import ExamWish

        day = self.date.date()
        unit = self.unit.currentIndex()
        return ExamWish(
            date=date(day.year(), day.month(), day.day()),
            retention=self.recall.value() / 100,
            minutes=float(self.amount.value()) if unit == 0 else None,
            cards=self.amount.value() if unit == 1 else None,
            decks=self.scope.decks,
            articles=self.scope.articles,
            left_out=self._left_out,
        )

    def _show_wish(self, wish: ExamWish) -> None:
        with QSignalBlocker(self.date), QSignalBlocker(self.recall), QSignalBlocker(self.unit):
            self.date.setDate(QDate(wish.date.year, wish.date.month, wish.date.day))
            self.recall.setValue(round(wish.retention * 100))
            self.unit.setCurrentIndex(0 if wish.minutes else 1 if wish.cards else 2)
        with QSignalBlocker(self.amount):
            self.amount.setValue(round(wish.minutes or wish.cards or 20))
        self.amount.setVisible(self.unit.currentIndex() < 2)
        self.scope.tick(wish.decks, wish.articles)
        self._left_out = wish.left_out

    def load(self, workspace: Workspace) -> None:
        from desktop.services.decks import Decks

        planning = self._planning(workspace)
        articles = [(each.id, each.title) for each in workspace.library.summaries() if each.cards]
        self.scope.offer(Decks(workspace.collection).names(), articles)
        kept = planning.wish()
        if kept is not None and not self._edited:
            self._show_wish(kept)
        today = workspace.statistics.summary().today
        first = QDate(today.year, today.month, today.day)  # not the calendar's, which is a day ahead after midnight
        if kept is None and not self._edited:
            with QSignalBlocker(self.date):
                self.date.setDate(first.addDays(_AHEAD))
        self.date.setMinimumDate(first.addDays(1))
        self.give_up.setVisible(kept is not None)
        self.follow.setText(self.tr("开始这个计划") if kept is None else self.tr("按新目标安排"))
        if kept is None:
            self._headline.setText(self.tr("考试"))
            self._state.setText(self.tr("说出哪天考、想记住多少，温故来安排每天学什么。"))
        else:
            self._headline.setText(self.tr("距考试还有 %n 天", "", (kept.date - today).days))
            self._state.setText(
                self.tr("{date}，目标 {share} %。计划正在执行。").format(
                    date=QLocale().toString(QDate(kept.date.year, kept.date.month, kept.date.day)),
                    share=round(kept.retention * 100),
                )
            )
        self._foresee()

    # What comes of it

    def _on_unit(self, index: int) -> None:
        self.amount.setVisible(index < 2)
        self._on_edited()

    def _on_edited(self) -> None:
        self._edited, self._left_out = True, 0
        self._later.start()

    def _foresee(self) -> None:
        """Work out what the wish would bring, off the window's thread."""
        if self.workspace is None:
            return
        self._later.stop()
        self._asked += 1
        number, wish, planning = self._asked, self.wish, self._planning(self.workspace)

        def work(progress: Progress) -> tuple[int, ExamOutlook, bool]:
            return number, planning.outlook(wish, remedies=False), False

        self._start(work)

    def _start(self, work: object) -> None:
        task = Task(work, self)  # type: ignore[arg-type]
        task.succeeded.connect(self._on_foreseen)
        task.failed.connect(self._on_failed)
        self.runner.start(task)

    def _on_foreseen(self, result: tuple[int, ExamOutlook, bool]) -> None:
        number, outlook, complete = result
        if number != self._asked or self.workspace is None:
            return
        self._outlook = outlook
        self._show_outlook(outlook)
        if outlook.plan.shortfall > 0.005 and not complete:
            planning, wish = self._planning(self.workspace), outlook.wish

            def work(progress: Progress) -> tuple[int, ExamOutlook, bool]:
                return number, planning.outlook(wish), True

            self._start(work)

    def _on_failed(self, error: AppError) -> None:
        self._outlook = None
        self.follow.setEnabled(False)
        self._predicted.setText("–")
        self._told.setText(words(error))
        for widget in (self._lacking, self._days, *self._remedies):
            widget.hide()

    def _show_outlook(self, outlook: ExamOutlook) -> None:
        plan = outlook.plan
        self.follow.setEnabled(True)
        self._predicted.setText(
            self.tr("考试那天预计记得 {share} %").format(share=f"{plan.predicted_recall * 100:.1f}")
        )
        facts = [
            self.tr("%n 张卡片", "", plan.cards),
            self.tr("今天新学 {count} 张").format(count=plan.new_per_day[0] if plan.new_per_day else 0),
            self.tr("最忙的一天 %n 分钟", "", round(max(plan.minutes_per_day, default=0))),
        ]
        if outlook.wish.left_out:
            facts.append(self.tr("%n 张新卡片留到考后", "", outlook.wish.left_out))
        busy = max(plan.minutes_per_day, default=0.0) >= 0.5
        if not busy:
            facts.append(self.tr("到考试前几乎不用复习"))
        self._told.setText(" · ".join(facts))
        short = plan.shortfall > 0.005
        self._lacking.setVisible(short)
        self._lacking.setText(
            self.tr("离目标还差 {points} 个百分点。任选一样就够：").format(points=f"{plan.shortfall * 100:.1f}")
        )
        self._show_remedies(outlook if short else None)
        self._days.setVisible(busy)
        today = date(1970, 1, 1) + timedelta(days=plan.today)
        data = []
        step = max(1, len(plan.minutes_per_day) // 12)
        for number, minutes in enumerate(plan.minutes_per_day):
            day = today + timedelta(days=number)
            told = self.tr("{month}月{day}日：新学 {new}，复习 {review}，约 {minutes} 分钟").format(
                month=day.month,
                day=day.day,
                new=plan.new_per_day[number],
                review=round(plan.reviews_per_day[number]),
                minutes=round(minutes),
            )
            name = f"{day.month}/{day.day}" if number % step == 0 else ""
            data.append(Datum(minutes, name, told, "accent" if number == 0 else "memory_good"))
        self.chart.show_data(self.tr("每天的安排（分钟）"), data)

    def _show_remedies(self, outlook: ExamOutlook | None) -> None:
        found = None if outlook is None else outlook.remedies
        for made in self._remedies:
            made.setVisible(outlook is not None)
            made.setEnabled(found is not None)
            made.setProperty("wish", None)
        if outlook is None:
            return
        wish = outlook.wish
        if found is None:
            for made in self._remedies:
                made.setText(self.tr("正在想办法…"))
            for made in self._remedies[1:]:
                made.hide()
            return
        offers: list[tuple[str, ExamWish] | None] = [None, None, None]
        if found.minutes_per_day is not None:
            text = self.tr("每天 %n 分钟", "", found.minutes_per_day)
            offers[0] = text, replace(wish, minutes=float(found.minutes_per_day), cards=None)
        if found.fewer_cards is not None:
            text = self.tr("%n 张新卡片留到考后", "", found.fewer_cards)
            offers[1] = text, replace(wish, left_out=wish.left_out + found.fewer_cards)
        if found.later_day is not None:
            later = date(1970, 1, 1) + timedelta(days=found.later_day)
            text = self.tr("改到 {date} 考").format(date=later.isoformat())
            offers[2] = text, replace(wish, date=later)
        for made, offer in zip(self._remedies, offers, strict=True):
            made.setVisible(offer is not None)
            if offer is not None:
                made.setText(offer[0])
                made.setProperty("wish", offer[1])
        if not any(offers):
            self._lacking.setText(
                self.tr("离目标还差 {points} 个百分点；单加时间、减卡片或推迟都不够，请一起调整。").format(
                    points=f"{outlook.plan.shortfall * 100:.1f}"
                )
            )

    # Deeds

    def _on_remedy(self) -> None:
        sender = self.sender()
        wish = None if sender is None else sender.property("wish")
        if wish is not None:
            self._edited = True
            self._show_wish(wish)
            self._foresee()

    def _on_follow(self) -> None:
        if self.workspace is None or self._outlook is None:
            return
        try:
            outlook = self._planning(self.workspace).set(self.wish, remedies=False)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        self._edited = False
        self.mark_stale()
        text = self.tr("计划开始了：预计记得 {share} %。").format(share=f"{outlook.plan.predicted_recall * 100:.0f}")
        self.announced.emit(Notice(text, "done", self.tr("撤销"), self.undo_requested.emit))

    def _on_give_up(self) -> None:
        if self.workspace is None:
            return
        self._edited = False
        if self._planning(self.workspace).clear():
            self.mark_stale()
            text = self.tr("计划已放弃，日期恢复了。")
            self.announced.emit(Notice(text, "done", self.tr("撤销"), self.undo_requested.emit))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.restyle()  # being shown first takes the headline its type

    def restyle(self) -> None:
        self._predicted.setFont(serif_font(round(self.look.base_px * 26 / 14)))

    def can(self, action: str) -> bool:
        return action == "back"

    def perform(self, action: str) -> None:
        self.room_requested.emit("today")

    def focus_start(self) -> None:
        """Put the keyboard on the date."""
        self.date.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _planning(workspace: Workspace) -> ExamPlanning:
        from desktop.services.exam import ExamPlanning

        return ExamPlanning(workspace.collection)
