"""Finding words in the article that is open."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.article_view import ArticleView
from desktop.ui.widgets.composing_field import ComposingField
from desktop.ui.widgets.text_parts import icon_button, label, name_button


class FindBar(QFrame):
    """Enter goes to the next place, Shift+Enter back, Esc closes; ``closed`` after that."""

    closed = Signal()

    def __init__(self, look: Look, view: ArticleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "bar")
        self._view = view
        self._starts: list[int] = []
        self._current = 0
        self._field = ComposingField()
        self._field.setMaximumWidth(280)
        self._field.textChanged.connect(self._on_typed)
        self._field.installEventFilter(self)
        self._count = label("", "soft")
        previous, following, close = (icon_button(look, icon, "") for icon in ("up", "down", "close"))
        self._buttons = previous, following, close
        previous.clicked.connect(self.previous)
        following.clicked.connect(self.next)
        close.clicked.connect(self.close_bar)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(120)
        self._wait.timeout.connect(self._search)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        row.addStretch(1)
        for widget in (previous, following, close):
            row.addWidget(widget)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self._field.setPlaceholderText(self.tr("在文章中查找"))
        self._field.setAccessibleName(self.tr("在文章中查找"))
        names = (self.tr("上一处（Shift+F3）"), self.tr("下一处（F3）"), self.tr("关闭查找（Esc）"))
        for made, name in zip(self._buttons, names, strict=True):
            name_button(made, name)

    def open_bar(self) -> None:
        """Show the field, with what is selected in the article."""
        selected = self._view.textCursor().selectedText()
        if selected and len(selected) <= 40:
            self._field.setText(selected)
        self.show()
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search()

    def close_bar(self) -> None:
        """Hide the field and what it marked."""
        self._wait.stop()
        self._view.set_found([], 0, 0)
        self.hide()
        self.closed.emit()

    def next(self) -> None:
        """Go to the next place."""
        self._step(1)

    def previous(self) -> None:
        """Go to the place before."""
        self._step(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._field.composing:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        elif (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        self._wait.start()

    def _search(self) -> None:
        self._starts = self._view.find_all(self._field.text())
        after = bisect_left(self._starts, self._view.place)
        self._current = after if after < len(self._starts) else 0
        self._show()

    def _step(self, step: int) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self._search()
        elif self._starts:
            self._current = (self._current + step) % len(self._starts)
            self._show()

    def _show(self) -> None:
        self._view.set_found(self._starts, len(self._field.text()), self._current)
        if self._starts:
            self._count.setText(f"{self._current + 1:,} / {len(self._starts):,}")
            self._view.scroll_to(self._starts[self._current])
        else:
            self._count.setText(self.tr("没有找到") if self._field.text() else "")
