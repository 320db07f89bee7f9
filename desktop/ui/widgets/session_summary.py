"""What is said when a session is over: how it went, and what to look at again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.theme import Look, serif_font
from desktop.ui.widgets.text_parts import button, label, repolish

_MOST_SHOWN = 30


class SessionSummary(QScrollArea):
    """``once_more`` to go through what was missed again, ``left`` to go, ``read_on`` to read the article.

    ``more_today`` to go beyond the daily limit.
    """

    more_today = Signal()
    once_more = Signal()
    left = Signal()
    read_on = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.title = label("", "title", wrap=True)
        self._words = label("", "soft", wrap=True)
        self._missed_title = label("", "strong")
        self.missed = label("", "", wrap=True)
        self.limit = label("", "", wrap=True)
        self.more = button("")
        self.more.clicked.connect(self.more_today)
        self.again = button("", "primary")
        self.again.clicked.connect(self.once_more)
        self.leave = button("", "primary")
        self.leave.clicked.connect(self.left)
        self._read = button("", "quiet")
        self._read.clicked.connect(self.read_on)
        for made in (self.more, self.again, self.leave, self._read):
            made.setAutoDefault(True)  # Enter presses it, as Space does
        inside = QWidget()
        inside.setProperty("ground", "none")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 32, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self._words)
        column.addWidget(self.limit)
        column.addSpacing(16)
        for buttons in ((self.again, self.leave), (self.more, self._read)):  # all in one line are too wide
            row = QHBoxLayout()
            for made in buttons:
                row.addWidget(made)
            row.addStretch(1)
            column.addLayout(row)
        column.addSpacing(16)
        column.addWidget(self._missed_title)
        column.addWidget(self.missed)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setWidget(inside)

    def retranslate(self) -> None:
        self.more.setText(self.tr("今天继续学"))
        self.more.setToolTip(self.tr("今天不再限数量；可以撤销"))
        self.again.setText(self.tr("错的再来一遍"))
        self.leave.setText(self.tr("回到今天"))
        self._read.setText(self.tr("继续阅读"))
        self._missed_title.setText(self.tr("还要再看的"))

    def restyle(self) -> None:
        """Take up colours and text sizes."""
        self.missed.setFont(serif_font(self._look.base_px + 2))

    def show_session(self, count: int, known: int, minutes: int, missed: Sequence[str], held_back: int = 0) -> None:
        """Tell how many answers there were, how many ``known``, in about so many minutes, what was ``missed``.

        ``held_back`` are the cards that only the daily limit keeps from being asked.
        """
        if count:
            self.title.setText(self.tr("这一轮学完了"))
            self._words.setText(
                self.tr("答了 {count} 次，想起 {known} 次，用了约 {minutes} 分钟。").format(
                    count=count, known=known, minutes=minutes
                )
            )
        elif held_back:
            self.title.setText(self.tr("今天的量学完了"))
            self._words.setText("")
        else:
            self.title.setText(self.tr("现在没有要复习的"))
            self._words.setText(self.tr("到时候了会出现在“今天”里。可以先读文章，或导入新的文章。"))
        self._words.setVisible(bool(self._words.text()))
        self.limit.setText(
            self.tr("到了每天的上限，还有 %n 张留到明天。每天的量在设置里改。", "", held_back) if held_back else ""
        )
        self.limit.setVisible(held_back > 0)
        self.more.setVisible(held_back > 0)
        lines = list(missed[:_MOST_SHOWN])
        if len(missed) > _MOST_SHOWN:
            lines.append(self.tr("还有 %n 条。", "", len(missed) - _MOST_SHOWN))
        self._missed_title.setVisible(bool(lines))
        self.missed.setVisible(bool(lines))
        self.missed.setText("\n".join(lines))
        self.again.setVisible(bool(lines))
        self.leave.setProperty("kind", "quiet" if lines else "primary")
        repolish(self.leave)

    def focus(self) -> None:
        """Put the keyboard on what to do next."""
        wanted = self.leave if self.again.isHidden() else self.again
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
