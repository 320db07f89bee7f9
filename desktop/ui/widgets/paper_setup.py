"""Choosing what a paper asks, and the papers sat before."""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.question import PaperPlan, QuestionMode
from desktop.ui.theme import Look, serif_font
from desktop.ui.widgets.mode_names import MODE_NAMES, mode_name
from desktop.ui.widgets.option_rows import spin_box
from desktop.ui.widgets.page_parts import scrolling, titled_card
from desktop.ui.widgets.text_parts import button, label, panel

if TYPE_CHECKING:
    from desktop.services.paper_desk import PastPaper

_USUAL = ("typed", "choice", "truefalse")
_SEEDS = 10_000
_ROWS = 6  # of articles, decks and papers that are seen at once
_KINDS_ACROSS = 4
_SOURCE = Qt.ItemDataRole.UserRole
_PAPER = Qt.ItemDataRole.UserRole


class PaperSetup(QWidget):
    """``begun`` with a plan, ``opened`` with a paper of the list."""

    begun = Signal(object)
    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        column = QVBoxLayout()
        column.addWidget(label(self.tr("模拟卷"), "title"))
        column.addWidget(label(self.tr("像考试那样答一遍，交卷才看对错；复习的日期不会变。"), "soft", wrap=True))
        column.addWidget(self._make_start())  # what the learner came for stands first
        column.addWidget(self._make_questions())
        column.addWidget(self._make_sources())
        column.addWidget(self._make_past())
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(column, 880))
        self._on_changed()

    def _make_start(self) -> QWidget:
        self.headline = label("", wrap=True)
        self.told = label("", "soft", wrap=True)
        self.start_button = button(self.tr("开始答卷"), "primary")
        self.start_button.setAutoDefault(True)
        self.start_button.clicked.connect(self._on_start)
        card = panel("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(16)
        said = QVBoxLayout()
        said.setSpacing(8)
        said.addWidget(self.headline)
        said.addWidget(self.told)
        row.addLayout(said, 1)
        row.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignVCenter)
        return card

    def _make_questions(self) -> QWidget:
        card, column = titled_card(self.tr("出什么题"), 12)
        self.modes = {mode: QCheckBox(mode_name(mode)) for mode in MODE_NAMES}
        kinds = QGridLayout()
        kinds.setVerticalSpacing(12)
        kinds.setHorizontalSpacing(16)
        for number, (mode, box) in enumerate(self.modes.items()):
            box.setChecked(mode in _USUAL)
            box.toggled.connect(self._on_changed)
            kinds.addWidget(box, number // _KINDS_ACROSS, number % _KINDS_ACROSS)
        for place in range(_KINDS_ACROSS):
            kinds.setColumnStretch(place, 1)
        self.number = _spin(1, 500, 20)
        self.minutes = _spin(0, 600, 30)
        self.minutes.setSpecialValueText(self.tr("不限时"))
        self.minutes.setSuffix(self.tr(" 分钟"))
        self.seed = _spin(0, _SEEDS - 1, SystemRandom().randrange(_SEEDS))
        self.seed.setToolTip(self.tr("卷号相同、内容相同，出的题就相同"))
        another = button(self.tr("换一个"), "quiet")
        another.clicked.connect(self._on_another)
        fields = QHBoxLayout()
        fields.setSpacing(32)
        for name, field, beside in (
            (self.tr("题数"), self.number, ()),
            (self.tr("时间"), self.minutes, ()),
            (self.tr("卷号"), self.seed, (another,)),
        ):
            field.setAccessibleName(name)
            field.valueChanged.connect(self._on_changed)
            fields.addLayout(_captioned(name, field, *beside))
        fields.addStretch(1)
        column.addLayout(kinds)
        column.addWidget(panel("line"))
        column.addLayout(fields)
        return card

    def _make_sources(self) -> QWidget:
        card, column = titled_card(self.tr("从哪里出题"))
        self.sources = QListWidget()
        self.sources.setProperty("part", "ticks")
        self.sources.setAccessibleName(self.tr("从哪里出题"))
        self.sources.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sources.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.sources.itemChanged.connect(self._on_changed)
        self._everything = label(self.tr("一个都不勾，就从所有卡片里出题。"), "small", wrap=True)
        column.addWidget(self._everything)
        column.addWidget(self.sources)
        return card

    def _make_past(self) -> QWidget:
        card, column = titled_card(self.tr("做过的卷子"))
        self.past = QTableWidget(0, 5)
        self.past.setAccessibleName(self.tr("做过的卷子"))
        self.past.verticalHeader().hide()
        self.past.setShowGrid(False)
        self.past.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.past.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.past.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.past.setTabKeyNavigation(False)
        self.past.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.past.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.past.activated.connect(self._on_activated)
        self.past.cellClicked.connect(self._on_clicked)
        self._none_yet = label(
            self.tr("还没有做过卷子。做过的会列在这里，可以接着做，也可以再做一遍。"), "soft", wrap=True
        )
        column.addWidget(self._none_yet)
        column.addWidget(self.past)
        return card

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.restyle()  # being shown first takes the headline its type

    def restyle(self) -> None:
        """Set the headline in the learner's reading type."""
        self.headline.setFont(serif_font(round(self._look.base_px * 26 / 14)))

    def show_sources(self, articles: Sequence[tuple[str, str]], decks: Sequence[str]) -> None:
        """Offer articles (id and title) and decks; what is ticked stays so."""
        ticked = self._ticked()
        entries = [("article", key, f"《{title}》") for key, title in articles]
        entries += [("deck", name, self.tr("牌组：{name}").format(name=name)) for name in decks]
        with QSignalBlocker(self.sources):
            self.sources.clear()
            for kind, key, text in entries:
                item = QListWidgetItem(text)
                item.setData(_SOURCE, (kind, key))
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
                item.setCheckState(Qt.CheckState.Checked if (kind, key) in ticked else Qt.CheckState.Unchecked)
                self.sources.addItem(item)
            if not entries:
                nothing = QListWidgetItem(self.tr("还没有文章和牌组，先导入一篇"))
                nothing.setFlags(Qt.ItemFlag.NoItemFlags)
                self.sources.addItem(nothing)
        self._everything.setVisible(bool(entries))
        self.sources.setFixedHeight(min(max(len(entries), 1), _ROWS) * self.sources.sizeHintForRow(0) + 2)
        self._on_changed()

    def show_past(self, past: Sequence[PastPaper]) -> None:
        """List the papers that were begun."""
        self._none_yet.setVisible(not past)
        self.past.setVisible(bool(past))
        self.past.setHorizontalHeaderLabels(
            [self.tr("日期"), self.tr("得分"), self.tr("题数"), self.tr("用时"), self.tr("卷号")]
        )
        self.past.setRowCount(len(past))
        for row, each in enumerate(past):
            score = (
                self.tr("做到第 {n} 题").format(n=each.answered)
                if each.points is None
                else f"{round(100 * each.points / max(each.number, 1))} %"
            )
            date = f"{each.at.astimezone():%Y-%m-%d %H:%M}"
            spent = self.tr("{n} 分钟").format(n=max(1, round(each.seconds / 60)))
            for column, text in enumerate((date, score, str(each.number), spent, str(each.plan.seed))):
                item = QTableWidgetItem(text)
                item.setData(_PAPER, each.id)
                self.past.setItem(row, column, item)
        rows = min(len(past), _ROWS) * self.past.verticalHeader().defaultSectionSize()
        self.past.setFixedHeight(self.past.horizontalHeader().sizeHint().height() + rows + 2)

    def choose(self, plan: PaperPlan) -> None:
        """Fill in what an earlier paper asked."""
        self.number.setValue(plan.number)
        self.minutes.setValue(int(plan.minutes or 0))
        self.seed.setValue(plan.seed)
        for mode, box in self.modes.items():
            box.setChecked(mode in plan.modes)

    def focus(self) -> None:
        """Put the keyboard on the button that begins."""
        self.start_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def plan(self) -> PaperPlan:
        """What is chosen now."""
        ticked = self._ticked()
        return PaperPlan(
            self.seed.value(),
            self.number.value(),
            tuple(QuestionMode(mode) for mode, box in self.modes.items() if box.isChecked()),
            tuple(key for kind, key in ticked if kind == "article"),
            float(self.minutes.value()) or None,
            tuple(key for kind, key in ticked if kind == "deck"),
        )

    def _ticked(self) -> list[tuple[str, str]]:
        return [tuple(item.data(_SOURCE)) for item in self._ticked_items()]

    def _ticked_items(self) -> list[QListWidgetItem]:
        items = [self.sources.item(row) for row in range(self.sources.count())]
        return [item for item in items if item.checkState() == Qt.CheckState.Checked]

    def _on_changed(self) -> None:
        """Say in words what paper this would be."""
        kinds = [box.text() for box in self.modes.values() if box.isChecked()]
        self.start_button.setEnabled(bool(kinds))
        questions = self.tr("%n 道题", "", self.number.value())
        self.headline.setText(self.tr("{questions}，{time}").format(questions=questions, time=self.minutes.text()))
        chosen = [item.text() for item in self._ticked_items()]
        if not chosen:
            where = self.tr("所有卡片")
        elif len(chosen) == 1:
            where = chosen[0]
        else:
            where = self.tr("{first}等 %n 处", "", len(chosen)).format(first=chosen[0])
        asked = self.tr("、").join(kinds) or self.tr("至少勾一种题型")
        self.told.setText(" · ".join((where, asked)))

    def _on_another(self) -> None:
        self.seed.setValue(SystemRandom().randrange(_SEEDS))

    def _on_start(self) -> None:
        self.begun.emit(self.plan())

    def _on_activated(self) -> None:
        item = self.past.currentItem()
        if item is not None:
            self.opened.emit(str(item.data(_PAPER)))

    def _on_clicked(self, row: int, column: int) -> None:
        item = self.past.item(row, column)
        if item is not None:
            self.opened.emit(str(item.data(_PAPER)))


def _spin(least: int, most: int, value: int) -> QSpinBox:
    made = spin_box(least, most)
    made.setKeyboardTracking(True)
    made.setValue(value)
    made.setFixedWidth(128)
    return made


def _captioned(name: str, field: QWidget, *beside: QWidget) -> QVBoxLayout:
    """A field with its name above it."""
    caption = label(name, "small")
    caption.setBuddy(field)
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in (field, *beside):
        row.addWidget(widget)
    row.addStretch(1)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(caption)
    column.addLayout(row)
    return column
