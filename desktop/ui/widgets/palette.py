"""One box that finds everything: pages, actions, articles, phrases and cards, by Chinese, pinyin or English."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMoveEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.palette_rows import Entry, EntryDelegate, EntryModel
from desktop.ui.widgets.shade import Shade

WIDTH, ROWS = 640, 12
_AT_ONCE = 0.008  # seconds of finding before what is found is painted and keys are taken


class Palette(QWidget):
    """Lies over the window. ``chosen`` with the Entry.

    ``find`` gives what is found, group after group: a key that is typed meanwhile does not wait for the last one.
    """

    chosen = Signal(object)  # Entry

    def __init__(self, look: Look, find: Callable[[str], Iterator[Sequence[Entry]]], parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._find = look, find
        self._before: QWidget | None = None
        self._coming: Iterator[Sequence[Entry]] | None = None
        self._shown_some = False
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._find_some)
        self.setAutoFillBackground(True)  # nothing shows through: what lies under it is not painted with each letter
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName(self.tr("查找一切"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("去哪里，找什么？汉字、拼音首字母或英文"))
        self.field.setAccessibleName(self.tr("查找页面、文章、短语、卡片和操作"))
        self.field.textChanged.connect(self._begin)
        self.field.installEventFilter(self)
        self.model = EntryModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(EntryDelegate(look, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("找到的"))
        self.list.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(9, 9, 9, 5)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self._shade = Shade(look, parent)
        self.destroyed.connect(self._shade.deleteLater)
        self.hide()

    def open_box(self) -> None:
        """Show it, empty, with the keyboard in it."""
        window = self.window()
        self._before = window.focusWidget()
        width = min(WIDTH, window.width() - 48)
        self.setFixedWidth(width)
        self.move((window.width() - width) // 2, max(24, window.height() // 10))
        self.field.clear()
        self._begin()
        self.settle()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_box(self) -> None:
        """Hide it; the keyboard goes back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._shade.lie_under(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shade.lie_under(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._shade.lie_under(self)
        self._shade.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._coming = None
        self._shade.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if watched is self.field and event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()  # Enter, Esc and arrows are meant for the box
            return True
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Escape:
                    self.close_box()
                case Qt.Key.Key_Down | Qt.Key.Key_Tab:
                    self._step(1)
                case Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                    self._step(-1)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.settle()
                    self._choose(self.list.currentIndex())
                case Qt.Key.Key_K if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    self.close_box()
                case _:
                    return False
            return True
        return super().eventFilter(watched, event)

    @property
    def settled(self) -> bool:
        """Whether all is shown that was found."""
        return self._coming is None

    def settle(self) -> None:
        """Find what is still missing at once."""
        while self._coming is not None:
            self._find_some()

    def _begin(self) -> None:
        self._coming = self._find(self.field.text().strip())
        self._shown_some = False
        self._turn.start()  # letters that were typed at once are looked for at once

    def _find_some(self) -> None:
        coming = self._coming
        if coming is None:
            self._turn.stop()
            return
        found: list[Entry] = []
        until = time.perf_counter() + _AT_ONCE
        while time.perf_counter() < until:
            group = next(coming, None)
            if group is None:
                self._coming = None
                self._turn.stop()
                break
            found += group
        self._show(found)

    def _show(self, found: Sequence[Entry]) -> None:
        if self._shown_some:
            if found:
                self.model.add_entries(found)
        elif found or self.settled:
            nothing = Entry("head", "", self.tr("没有找到。换几个字，或只写首字母。"))
            self.model.show_entries(found or [nothing])
            self._shown_some = True
            self._step(1)
        self._make_room()

    def _make_room(self) -> None:
        """Room for what is found. It only grows while the box is open: nothing jumps as one types."""
        rows = min(self.model.rowCount(), ROWS)
        height = rows * self.list.sizeHintForRow(0) + 4
        if not self.isVisible() or height > self.list.height():
            self.list.setFixedHeight(height)
            self.adjustSize()

    def _step(self, step: int) -> None:
        """To the next entry that can be chosen; from the last to the first."""
        number = self.model.rowCount()
        row = self.list.currentIndex().row()
        for _ in range(number):
            row = (row + step) % number
            if self.model.entry(row).target:
                self.list.setCurrentIndex(self.model.index(row, 0))
                if row and not self.model.entry(row - 1).target:
                    self.list.scrollTo(self.model.index(row - 1, 0))
                self.list.scrollTo(self.model.index(row, 0))
                return

    def _choose(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.isValid() and (entry := self.model.entry(index.row())).target:
            self.close_box()
            self.chosen.emit(entry)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)
