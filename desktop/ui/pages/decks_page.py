"""The tree of decks, and how each is learnt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.domain.progress import Progress
from desktop.ui.background import Task
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import Look
from desktop.ui.widgets.charts import BarChart, Datum
from desktop.ui.widgets.deck_options import DeckOptions
from desktop.ui.widgets.deck_tree import DeckTree
from desktop.ui.widgets.page_parts import scrolling, titled_card
from desktop.ui.widgets.query_builder import quoted
from desktop.ui.widgets.text_parts import button, label, panel, restyle_icons
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.services.decks import Decks
    from desktop.services.memory_tuning import Tuning
    from desktop.services.workload import Workload

_CALM_MS = 300
_WEEK = 7


class DecksPage(Page):
    """Left the tree, right the deck: its name, what the coming year brings, its options."""

    shows: ClassVar[Changed] = Changed.SCHEDULE | Changed.CARDS | Changed.ARTICLES | Changed.SETTINGS

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._deck = ""
        self._asked = 0
        self._foreseen = ""  # the deck whose year is drawn
        self._tuning: Tuning | None = None
        self._playing: Task | None = None
        self._training: Task | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_CALM_MS)
        self._later.timeout.connect(self._foresee)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._make_tree())
        column = QVBoxLayout()
        column.addWidget(self._make_head())
        column.addWidget(self._make_year())
        self.options = DeckOptions(look)
        self.options.option_set.connect(self._on_option)
        self.options.option_reset.connect(self._on_reset)
        column.addWidget(self.options)
        column.addWidget(self._make_memory())
        column.addStretch(1)
        self._area = scrolling(column, 760)
        self._none_yet = label(
            self.tr("还没有牌组。导入一篇文章，它的卡片就在“温故”牌组里；也可以在左下角写个名字，自己建一个。"),
            "soft",
            wrap=True,
        )
        self._none_yet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none_yet.setContentsMargins(48, 0, 48, 0)
        row.addWidget(self._area, 1)
        row.addWidget(self._none_yet, 1)

    def _make_tree(self) -> QWidget:
        side = self._side = panel("contents")
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 32, 8, 16)
        column.setSpacing(12)
        column.addWidget(label(self.tr("牌组"), "title"))
        self.tree = DeckTree()
        self.tree.deck_chosen.connect(self._on_chosen)
        column.addWidget(self.tree, 1)
        self.new_name = QLineEdit()
        self.new_name.setPlaceholderText(self.tr("新牌组的名字"))
        self.new_name.setAccessibleName(self.tr("新牌组的名字"))
        self.new_name.returnPressed.connect(self._on_add)
        column.addWidget(self.new_name)
        return side

    def _make_head(self) -> QWidget:
        card = panel("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("牌组的名字"))
        self.name.setToolTip(self.tr("改名后按回车。A::B 是 A 下面的 B：改前半就是移动。"))
        self.name.editingFinished.connect(self._on_rename)
        self.study = button(self.tr("学这个牌组"), "primary")
        self.study.clicked.connect(self._on_study)
        self.remove = button(self.tr("删除"), "quiet")
        self.remove.setToolTip(self.tr("卡片归到上一级牌组；可以撤销。"))
        self.remove.clicked.connect(self._on_remove)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.remove)
        row.addWidget(self.study)
        column.addLayout(row)
        self._facts = label("", "soft", wrap=True)
        column.addWidget(self._facts)
        self.leeches = button("", "quiet")
        self.leeches.clicked.connect(self._on_leeches)
        column.addWidget(self.leeches)
        return card

    def _make_year(self) -> QWidget:
        card, column = titled_card(self.tr("照现在的选项，今后一年"))
        self._year = label("", "soft", wrap=True)
        column.addWidget(self._year)
        self.chart = BarChart(self.look)
        column.addWidget(self.chart)
        return card

    def _make_memory(self) -> QWidget:
        card, column = titled_card(self.tr("记忆参数"))
        self._memory = label("", "small", wrap=True)
        column.addWidget(self._memory)
        self.train = button("")
        self.train.clicked.connect(self._on_train)
        self.use = button(self.tr("使用这些参数"), "primary")
        self.use.clicked.connect(self._on_use)
        self.stop = button(self.tr("停止"))
        self.stop.clicked.connect(self._on_stop)
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self.train, self.use, self.stop):
            row.addWidget(made)
        row.addStretch(1)
        column.addLayout(row)
        self._show_tuning(None)
        return card

    # What is shown

    def load(self, workspace: Workspace) -> None:
        decks = self._decks(workspace).tree()
        self.tree.show_decks(decks, self._deck)
        self._summaries = {deck.name: deck for deck in decks}
        self._area.setVisible(bool(decks))
        self._none_yet.setVisible(not decks)
        self._show_deck(self.tree.deck)

    def open_target(self, target: str) -> None:
        """Show the deck of that name."""
        self._deck = target
        self.mark_stale()
        self.refresh()

    def _on_chosen(self, name: str) -> None:
        self._tuning = None
        self._show_tuning(None)
        self._show_deck(name)

    def _show_deck(self, name: str) -> None:
        from desktop.services.deck_options import DEFAULT_DECK
        from desktop.services.preferences import Preferences

        if self.workspace is None or name not in self._summaries:
            return
        self._deck = name
        deck = self._summaries[name]
        if name != self._foreseen:
            self._year.setText(self.tr("照每天的上限和目标记住率，把一年推演一遍。"))
            self.chart.show()
            self.chart.show_waiting(self.tr("正在推算…"))
        self.name.setText(name)
        self.name.setModified(False)
        self.name.setReadOnly(name == DEFAULT_DECK)
        self.remove.setVisible(name != DEFAULT_DECK)
        self.study.setEnabled(deck.due.total > 0)
        facts = [
            self.tr("%n 张卡片", "", deck.cards),
            self.tr("今天新学 {new}，复习 {review}").format(
                new=deck.due.new, review=deck.due.review + deck.due.learning
            ),
        ]
        if name == DEFAULT_DECK:
            facts.append(self.tr("它的选项是所有牌组的默认"))
        self._facts.setText(" · ".join(facts))
        leeches = self.workspace.cards.search(f"deck:{quoted(name)} is:leech", 0)[0]
        self.leeches.setVisible(leeches > 0)
        self.leeches.setText(self.tr("%n 张总记不住，改写它们…", "", leeches))
        self.options.show_options(Preferences(self.workspace.collection, name).sources(), name, DEFAULT_DECK)
        self._later.start()

    def _foresee(self) -> None:
        """Play the year, off the window's thread."""
        from desktop.services.workload import WorkloadForecasts

        if self.workspace is None or not self._deck:
            return
        if self._playing is not None:
            self._playing.cancel()
        self._asked += 1
        number, deck, forecasts = self._asked, self._deck, WorkloadForecasts(self.workspace.collection)

        def work(progress: Progress) -> tuple[int, Workload]:
            return number, forecasts.simulate(deck, progress=progress)

        self._playing = Task(work, self)
        self._playing.succeeded.connect(self._on_foreseen)
        self._playing.failed.connect(self._on_failed)
        self.runner.start(self._playing)

    def _on_foreseen(self, result: tuple[int, Workload]) -> None:
        number, played = result
        if number != self._asked:
            return
        self._playing, self._foreseen = None, self._deck
        if not played.cards:
            self._year.setText(self.tr("还没有卡片。"))
            self.chart.hide()
            return
        self._year.setText(
            self.tr("平均每天 {minutes} 分钟，最忙的一天 {busiest} 分钟；一年后记得 {known} / {cards} 张。").format(
                minutes=f"{played.minutes_a_day:.1f}",
                busiest=round(max(played.simulation.minutes)),
                known=round(played.remembered),
                cards=played.cards,
            )
        )
        data = []
        minutes = played.simulation.minutes
        for start in range(0, len(minutes) - _WEEK + 1, _WEEK):
            mean = sum(minutes[start : start + _WEEK]) / _WEEK
            week = start // _WEEK + 1
            told = self.tr("第 {week} 周：平均每天 {minutes} 分钟").format(week=week, minutes=f"{mean:.1f}")
            data.append(Datum(mean, str(week) if week == 1 or week % 8 == 0 else "", told))
        self.chart.show()
        self.chart.show_data(self.tr("今后一年每周平均每天的分钟数"), data)

    # Deeds

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            self.mark_stale()
            return False
        self.mark_stale()
        return True

    def _on_option(self, name: str, text: str) -> None:
        from desktop.services.preferences import Preferences

        if self.workspace is not None:
            self._try(partial(Preferences(self.workspace.collection, self._deck).set, name, text))

    def _on_reset(self, name: str) -> None:
        from desktop.services.preferences import Preferences

        if self.workspace is not None:
            self._try(partial(Preferences(self.workspace.collection, self._deck).reset, name))

    def _on_add(self) -> None:
        name = self.new_name.text().strip()
        if self.workspace is not None and name:
            self._deck = name
            if self._try(partial(self._decks(self.workspace).add, name)):
                self.new_name.clear()

    def _on_rename(self) -> None:
        if self.workspace is None or not self.name.isModified():
            return
        self.name.setModified(False)
        old, self._deck = self._deck, self.name.text().strip()
        if not self._try(partial(self._decks(self.workspace).rename, old, self._deck)):
            self._deck = old
            self.mark_stale()

    def _on_remove(self) -> None:
        if self.workspace is None:
            return
        name = self._deck
        if self._try(partial(self._decks(self.workspace).remove, name)):
            text = self.tr("牌组“{name}”删除了，卡片归到上一级。").format(name=name)
            self.announced.emit(Notice(text, "done", self.tr("撤销"), self.undo_requested.emit))

    def _on_study(self) -> None:
        self.page_requested.emit("review", f"deck:{self._deck}")

    def _on_leeches(self) -> None:
        self.page_requested.emit("cards", f"deck:{quoted(self._deck)} is:leech")

    # The learner's own parameters

    def _on_train(self) -> None:
        from desktop.services.memory_tuning import MemoryTuning

        if self.workspace is None:
            return
        tuning, deck = MemoryTuning(self.workspace.collection), self._deck
        self._training = Task(partial(tuning.propose_apart, deck), self)
        self._training.succeeded.connect(self._on_trained)
        self._training.failed.connect(self._on_failed)
        self._training.finished.connect(self._on_training_over)
        self._memory.setText(self.tr("正在用你的复习记录拟合，并在较晚的记录上检验…"))
        self.train.hide()
        self.use.hide()
        self.stop.show()
        self.runner.start(self._training)

    def _on_stop(self) -> None:
        if self._training is not None:
            self._training.cancel()

    def _on_training_over(self) -> None:
        self._training = None
        self._show_tuning(self._tuning)

    def _on_trained(self, tuning: Tuning) -> None:
        self._tuning = tuning if tuning.deck == self._deck else None

    def _show_tuning(self, tuning: Tuning | None) -> None:
        self.stop.hide()
        self.train.show()
        self.use.setVisible(tuning is not None and tuning.worth_while)
        self.train.setText(self.tr("用我的记录优化") if tuning is None else self.tr("再算一次"))
        if tuning is None:
            self._memory.setText(self.tr("每个人忘得快慢不同。用自己的复习记录算出参数，更准才用，改期多少先告诉你。"))
        elif tuning.found is None:
            self._memory.setText(self.tr("只有 %n 次复习，还看不出规律；学到几百次再来。", "", tuning.answers))
        else:
            found = tuning.found
            text = self.tr("用较早的 {early} 次复习拟合，在后 {late} 次上检验：误差（对数损失）{before} → {after}。")
            lines = [
                text.format(
                    early=found.reviews,
                    late=found.held_out,
                    before=f"{found.loss_before:.4f}",
                    after=f"{found.loss_after:.4f}",
                )
            ]
            if tuning.worth_while:
                lines.append(
                    self.tr("使用后 {cards} 张里有 {moved} 张改期：{sooner} 张提前，{later} 张推后。可以撤销。").format(
                        cards=tuning.cards, moved=tuning.moved, sooner=tuning.sooner, later=tuning.later
                    )
                )
            else:
                lines.append(self.tr("没有更准，保持现在的参数。"))
            self._memory.setText("\n".join(lines))

    def _on_use(self) -> None:
        from desktop.services.memory_tuning import MemoryTuning

        if self.workspace is None or self._tuning is None:
            return
        tuning, self._tuning = self._tuning, None
        if self._try(partial(MemoryTuning(self.workspace.collection).apply, tuning)):
            self._show_tuning(None)
            text = self.tr("新参数已使用，%n 张卡片改了期。", "", tuning.moved)
            self.announced.emit(Notice(text, "done", self.tr("撤销"), self.undo_requested.emit))

    def _on_failed(self, error: AppError) -> None:
        self.announced.emit(Notice(words(error), "error"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(max(200, min(264, event.size().width() // 4)))

    def restyle(self) -> None:
        restyle_icons(self.look, self)

    def can(self, action: str) -> bool:
        return action == "back"

    def perform(self, action: str) -> None:
        self.room_requested.emit("today")

    def focus_start(self) -> None:
        """Put the keyboard on the tree."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _decks(workspace: Workspace) -> Decks:
        from desktop.services.decks import Decks

        return Decks(workspace.collection)
