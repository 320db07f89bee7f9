"""Choosing what a paper asks, and the papers sat before."""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFormLayout,
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
from desktop.ui.theme import Look
from desktop.ui.widgets.mode_names import MODE_NAMES, mode_name
from desktop.ui.widgets.option_rows import spin_box
from desktop.ui.widgets.text_parts import button, label

if TYPE_CHECKING:
    from desktop.services.paper_desk import PastPaper

_USUAL = ("typed", "choice", "truefalse")
_SEEDS = 10_000
_ROWS = 8  # of articles and decks that are seen at once
_SOURCE = Qt.ItemDataRole.UserRole
_PAPER = Qt.ItemDataRole.UserRole


class PaperSetup(QWidget):
    """``begun`` with a plan, ``opened`` with a paper of the list."""

    begun = Signal(object)
    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title = label(self.tr("模拟卷"), "title")
        self.sources = QListWidget()
        self.sources.setAccessibleName(self.tr("从哪里出题"))
        self.sources.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sources.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.modes = {mode: QCheckBox(mode_name(mode)) for mode in MODE_NAMES}
        for mode, box in self.modes.items():
            box.setChecked(mode in _USUAL)
            box.toggled.connect(self._on_changed)
        self.number = _spin(1, 500, 20)
        self.minutes = _spin(0, 600, 30)
        self.minutes.setSpecialValueText(self.tr("不限时"))
        self.minutes.setSuffix(self.tr(" 分钟"))
        self.seed = _spin(0, _SEEDS - 1, SystemRandom().randrange(_SEEDS))
        self.seed.setToolTip(self.tr("卷号相同、内容相同，出的题就相同"))
        another = button(self.tr("换一个"), "quiet")
        another.clicked.connect(self._on_another)
        self.start_button = button(self.tr("开始答卷"), "primary")
        self.start_button.setAutoDefault(True)
        self.start_button.clicked.connect(self._on_start)
        self.past = QTableWidget(0, 5)
        self.past.setAccessibleName(self.tr("做过的卷子"))
        self.past.verticalHeader().hide()
        self.past.setShowGrid(False)
        self.past.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.past.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.past.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.past.setTabKeyNavigation(False)
        self.past.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.past.horizontalHeader().setStretchLastSection(True)
        self.past.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.past.activated.connect(self._on_activated)
        self.past.cellClicked.connect(self._on_clicked)
        self._none_yet = label(
            self.tr("还没有做过卷子。做过的会列在这里，可以接着做，也可以再做一遍。"), "soft", wrap=True
        )

        kinds = QGridLayout()
        kinds.setVerticalSpacing(10)
        kinds.setHorizontalSpacing(16)
        for number, box in enumerate(self.modes.values()):
            kinds.addWidget(box, number // 2, number % 2)
        seeds = QHBoxLayout()
        seeds.addWidget(self.seed)
        seeds.addWidget(another)
        seeds.addStretch(1)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("范围"), self.sources)
        form.addRow(self.tr("题型"), kinds)
        form.addRow(self.tr("题数"), self.number)
        form.addRow(self.tr("时间"), self.minutes)
        form.addRow(self.tr("卷号"), seeds)
        form.addRow("", self.start_button)
        for field, name in (
            (self.number, self.tr("题数")),
            (self.minutes, self.tr("时间")),
            (self.seed, self.tr("卷号")),
        ):
            field.setAccessibleName(name)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self._title)
        left.addLayout(form)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(label(self.tr("做过的卷子"), "heading"))
        right.addWidget(self._none_yet)
        right.addWidget(self.past, 1)
        right.addStretch(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(32)
        row.addLayout(left, 1)
        row.addLayout(right, 1)

    def show_sources(self, articles: Sequence[tuple[str, str]], decks: Sequence[str]) -> None:
        """Offer articles (id and title) and decks; what is ticked stays so."""
        ticked = self._ticked()
        self.sources.clear()
        entries = [("article", key, f"《{title}》") for key, title in articles]
        entries += [("deck", name, self.tr("牌组：{name}").format(name=name)) for name in decks]
        for kind, key, text in entries:
            item = QListWidgetItem(text)
            item.setData(_SOURCE, (kind, key))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if (kind, key) in ticked else Qt.CheckState.Unchecked)
            item.setToolTip(self.tr("一个都不勾，就从所有卡片里出题"))
            self.sources.addItem(item)
        if not entries:
            nothing = QListWidgetItem(self.tr("还没有文章和牌组，先导入一篇"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.sources.addItem(nothing)
        self.sources.setFixedHeight(
            min(max(len(entries), 1), _ROWS) * self.sources.sizeHintForRow(0) + 8 if entries else 40
        )

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
        items = [self.sources.item(row) for row in range(self.sources.count())]
        return [tuple(item.data(_SOURCE)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _on_changed(self) -> None:
        self.start_button.setEnabled(any(box.isChecked() for box in self.modes.values()))

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
    made.setMaximumWidth(160)
    return made
