"""What an exam is about: everything, or some decks and articles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_KIND, _NAME = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class ExamScope(QWidget):
    """``changed`` when the learner chose otherwise. With a part chosen but nothing ticked it is everything."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = QComboBox()
        self.choice.addItems([self.tr("全部卡片"), self.tr("选一部分")])
        self.choice.currentIndexChanged.connect(self._on_choice)
        self.list = QListWidget()
        self.list.setProperty("part", "ticks")
        self.list.setAccessibleName(self.tr("考试范围里的牌组和文章"))
        self.list.setFixedHeight(168)
        self.list.itemChanged.connect(self.changed)
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def offer(self, decks: Sequence[str], articles: Sequence[tuple[str, str]]) -> None:
        """What can be chosen: names of decks; ids and titles of articles. What is ticked stays so."""
        ticked = set(self.decks) | set(self.articles)
        with QSignalBlocker(self.list):
            self.list.clear()
            for kind, name, text in (
                *(("deck", name, self.tr("牌组：{name}").format(name=name.replace("::", " › "))) for name in decks),
                *(("article", uuid, self.tr("文章：{title}").format(title=title)) for uuid, title in articles),
            ):
                item = QListWidgetItem(text)
                item.setData(_KIND, kind)
                item.setData(_NAME, name)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked)
                self.list.addItem(item)

    def tick(self, decks: Sequence[str], articles: Sequence[str]) -> None:
        """Choose these, or everything."""
        wanted = set(decks) | set(articles)
        with QSignalBlocker(self.list), QSignalBlocker(self.choice):
            for item in self._items():
                item.setCheckState(Qt.CheckState.Checked if item.data(_NAME) in wanted else Qt.CheckState.Unchecked)
            self.choice.setCurrentIndex(1 if wanted else 0)
        self.list.setVisible(bool(wanted))

    @property
    def decks(self) -> tuple[str, ...]:
        """The names of the decks that are chosen."""
        return self._ticked("deck")

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that are chosen."""
        return self._ticked("article")

    def _ticked(self, kind: str) -> tuple[str, ...]:
        if self.choice.currentIndex() == 0:
            return ()
        return tuple(
            str(item.data(_NAME))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked and item.data(_KIND) == kind
        )

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _on_choice(self, index: int) -> None:
        self.list.setVisible(index == 1)
        self.changed.emit()
