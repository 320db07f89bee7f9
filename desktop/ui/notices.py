"""Short messages to the learner that stand in the page and stop nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.ui.theme import Look

SHOWN_MS = 8_000

_ICONS = {"info": ("info", "ink_soft"), "done": ("check", "positive"), "error": ("caution", "negative")}


class Notice(NamedTuple):
    """What happened, and at most one thing to do about it. Errors stay until they are closed."""

    text: str
    kind: Literal["info", "done", "error"] = "info"
    verb: str = ""
    act: Callable[[], None] | None = None


def written_notice(text: str, verb: str, path: Path) -> Notice:
    """A file was written; ``verb`` opens the folder it is in."""

    def show_folder() -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    return Notice(text, "done", verb, show_folder)


class NoticeBar(QFrame):
    """Shows one notice at a time, or the progress of long work, at the head of the page."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._notice: Notice | None = None
        self._cancel: Callable[[], None] | None = None
        self.setProperty("panel", "notice")
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(200)
        self._button = QPushButton()
        self._button.clicked.connect(self._on_acted)
        self._close = QToolButton()
        self._close.setProperty("kind", "quiet")
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(12)
        for widget in (self._icon, self._text, self._progress, self._button, self._close):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.dismiss)
        look.changed.connect(self._draw)
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """The words that are shown; empty if none are."""
        return self._text.text() if not self.isHidden() else ""

    @property
    def notice(self) -> Notice | None:
        """The notice that is shown."""
        return self._notice

    def retranslate(self) -> None:
        self._close.setToolTip(self.tr("关闭"))
        self._close.setAccessibleName(self.tr("关闭这条消息"))
        self._progress.setAccessibleName(self.tr("进度"))

    def show_notice(self, notice: Notice) -> None:
        """Replace what is shown."""
        self._notice, self._cancel = notice, None
        self._text.setText(notice.text)
        self._progress.hide()
        self._button.setText(notice.verb)
        self._button.setVisible(notice.act is not None)
        self._close.show()
        self._reveal()
        if notice.kind == "error":
            self._timer.stop()
        else:
            self._timer.start()

    def show_progress(self, text: str, done: int, total: int, cancel: Callable[[], None]) -> None:
        """Say how far work is; ``total`` 0 if nobody knows."""
        self._notice, self._cancel = None, cancel
        self._timer.stop()
        self._text.setText(text)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.show()
        self._button.setText(self.tr("停止"))
        self._button.show()
        self._close.hide()
        self._reveal()

    def dismiss(self) -> None:
        """Show nothing."""
        self._timer.stop()
        self._notice, self._cancel = None, None
        self.hide()

    def act(self) -> bool:
        """Do what the notice offers; false if it offers nothing."""
        if self._notice is None or self._notice.act is None:
            return False
        self._on_acted()
        return True

    def _reveal(self) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        self._draw()
        self.show()
        self.setAccessibleName(self._text.text())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _draw(self) -> None:
        name, role = _ICONS[self._notice.kind if self._notice else "info"]
        self._icon.setPixmap(self._look.pixmap(name, role))
        self._close.setIcon(self._look.icon("close"))

    def _on_acted(self) -> None:
        act = self._notice.act if self._notice else self._cancel
        self.dismiss()
        if act is not None:
            act()
