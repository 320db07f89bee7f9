"""What can be done to chosen cards, one or a hundred thousand, each with its inverse in the journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QWidget

from desktop.domain.card import Card
from desktop.domain.errors import AppError
from desktop.domain.progress import Progress
from desktop.ui.background import Task, TaskRunner
from desktop.ui.messages import words
from desktop.ui.models.card_model import FLAGS
from desktop.ui.notices import Notice
from desktop.ui.widgets.mode_names import MODE_NAMES, mode_name
from desktop.ui.workspace import Workspace

_AT_ONCE = 500  # changed without leaving the window's thread
_LATER = (1, 3, 7, 14, 30)  # days


class CardActs(QObject):
    """``chosen`` tells the keys of the cards that are meant; ``first`` a card that stands for them."""

    announced = Signal(Notice)
    undo_requested = Signal()

    def __init__(self, chosen: Callable[[], Sequence[int]], first: Callable[[], Card | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen, self._first, self._window = chosen, first, parent
        self.workspace: Workspace | None = None
        self.runner: TaskRunner | None = None

    @property
    def number(self) -> int:
        """How many cards are meant."""
        return len(self._chosen())

    def suspend(self) -> None:
        """Out of study, or back in if the first is out of it."""
        if (card := self._first()) is None:
            return
        suspended, number = not card.suspended, self.number
        done = self.tr("暂停了 %n 张。", "", number) if suspended else self.tr("恢复了 %n 张。", "", number)
        self._change(lambda work, ids: work.workshop.suspend(ids, suspended), done)

    def bury(self) -> None:
        """Put off until tomorrow."""
        self._change(lambda work, ids: work.workshop.bury(ids), self.tr("%n 张推迟到明天。", "", self.number))

    def flag(self, flag: int) -> None:
        """Give a flag; 0 takes it away."""
        done = self.tr("标记了 %n 张。", "", self.number) if flag else self.tr("去掉了 %n 张的标记。", "", self.number)
        self._change(lambda work, ids: work.workshop.flag(ids, flag), done)

    def turn_flag(self) -> None:
        """The first flag, or none if there is one."""
        card = self._first()
        self.flag(0 if card is not None and card.flag else 1)

    def ask_tags(self) -> None:
        """Ask for tags: of one card all of them, of several those to be added, or with a minus taken away."""
        card, number = self._first(), self.number
        if card is None:
            return
        known = " ".join(card.tags) if number == 1 else ""
        hint = self.tr("标签，用空格隔开") if number == 1 else self.tr("要加的标签，用空格隔开；前面写 - 是去掉")
        text, agreed = QInputDialog.getText(self._window, self.tr("标签"), hint, QLineEdit.EchoMode.Normal, known)
        if agreed:
            given = text.split()
            add = [tag for tag in given if not tag.startswith("-")]
            remove = [tag[1:] for tag in given if tag.startswith("-")]
            self.tag(add, [*remove, *(tag for tag in known.split() if tag not in add)])

    def tag(self, add: Sequence[str], remove: Sequence[str]) -> None:
        """Give tags and take some away."""
        done = self.tr("改了 %n 张的标签。", "", self.number)
        self._change(lambda work, ids: work.workshop.tag(ids, add, remove), done)

    def ask_deck(self) -> None:
        """Ask for a deck, one that is there or a new one."""
        if self.workspace is None or (card := self._first()) is None:
            return
        decks = list(self.workspace.cards.names().decks)
        at = decks.index(card.deck) if card.deck in decks else 0
        name, agreed = QInputDialog.getItem(
            self._window, self.tr("移到牌组"), self.tr("牌组的名字，可以写新的；用 :: 分层"), decks, at, True
        )
        if agreed and name.strip():
            self.move(name.strip())

    def move(self, deck: str) -> None:
        """Into a deck."""
        done = self.tr("%n 张移到了“{deck}”。", "", self.number).format(deck=deck)
        self._change(lambda work, ids: work.workshop.move(ids, deck), done)

    def ask_due(self) -> None:
        """Ask in how many days."""
        days, agreed = QInputDialog.getInt(
            self._window, self.tr("改期"), self.tr("几天以后复习（0 是今天）"), 1, 0, 36_500
        )
        if agreed:
            self.set_due(days)

    def set_due(self, days: int) -> None:
        """Due in so many days."""
        done = self.tr("改了 %n 张的日期。", "", self.number)
        self._change(lambda work, ids: work.workshop.set_due(ids, days), done)

    def forget(self) -> None:
        """New again."""
        self._change(lambda work, ids: work.workshop.forget(ids), self.tr("%n 张从头学起。", "", self.number))

    def fix_mode(self, mode: str) -> None:
        """Always asked in one way, or (empty) as they are known."""
        done = self.tr("改了 %n 张的题型。", "", self.number)
        self._change(lambda work, ids: work.workshop.fix_mode(ids, mode), done)

    def trash(self) -> None:
        """Away."""
        self._change(lambda work, ids: work.workshop.trash(ids), self.tr("删除了 %n 张。", "", self.number))

    def restore(self) -> None:
        """Back out of the trash."""
        self._change(lambda work, ids: work.workshop.restore(ids), self.tr("找回了 %n 张。", "", self.number))

    def fill_flags(self, menu: QMenu) -> None:
        """The flags, to be chosen from."""
        for flag, sign in enumerate(FLAGS):
            text = f"{sign}  {flag}" if flag else self.tr("没有标记")
            menu.addAction(text, partial(self.flag, flag))

    def fill_due(self, menu: QMenu) -> None:
        """Dates, to be chosen from."""
        menu.addAction(self.tr("今天"), partial(self.set_due, 0))
        for days in _LATER:
            menu.addAction(self.tr("%n 天后", "", days), partial(self.set_due, days))
        menu.addAction(self.tr("别的日子…"), self.ask_due)

    def fill_modes(self, menu: QMenu) -> None:
        """Kinds of questions, to be chosen from."""
        menu.addAction(self.tr("按熟悉程度"), partial(self.fix_mode, ""))
        for mode in MODE_NAMES:
            menu.addAction(mode_name(mode), partial(self.fix_mode, mode))

    def _change(self, act: Callable[[Workspace, list[str]], object], done: str) -> None:
        keys, workspace = list(self._chosen()), self.workspace
        if workspace is None or not keys:
            return
        notice = Notice(done, "done", self.tr("撤销"), self.undo_requested.emit)

        def work(_: Progress) -> Notice:
            act(workspace, workspace.cards.ids(keys))
            return notice

        task = Task(work, self)
        task.succeeded.connect(self.announced)
        task.failed.connect(self._on_failed)
        if len(keys) > _AT_ONCE and self.runner is not None:
            self.announced.emit(Notice(self.tr("正在改 %n 张卡片…", "", len(keys))))
            self.runner.start(task)
        else:
            task.run()

    def _on_failed(self, error: AppError) -> None:
        self.announced.emit(Notice(words(error), "error"))
