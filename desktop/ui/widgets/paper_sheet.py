"""A paper while it is sat: one question at a time, the sheet of answers beside it, the time that is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.question_view import QuestionView
from desktop.ui.widgets.text_parts import button, label, repolish, set_voice

if TYPE_CHECKING:
    from desktop.domain.card import Card
    from desktop.services.paper_desk import Sitting

_COLUMNS = 5
_SOON = 60  # seconds before the end from which the time is marked


class PaperSheet(QWidget):
    """``changed`` when there is something new to keep, ``handed_in`` at the end or when time is up, ``paused``."""

    changed = Signal()
    handed_in = Signal()
    paused = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._sitting: Sitting | None = None
        self._card_of: Callable[[str], Card] | None = None
        self.place = 0
        self._title = label("", "strong")
        self.clock = label("", "large")
        self.view = QuestionView(look)
        self.view.submitted.connect(self.next)
        self.view.chosen.connect(self._on_replied)
        self.view.touched.connect(self._on_replied)
        self.previous_button = button(self.tr("上一题"), "")
        self.previous_button.setToolTip("PgUp")
        self.previous_button.clicked.connect(self.previous)
        self.next_button = button(self.tr("下一题"), "primary")
        self.next_button.setToolTip("PgDn")
        self.next_button.clicked.connect(self.next)
        self.hand_in_button = button(self.tr("交卷"))
        self.hand_in_button.setToolTip("Ctrl+Enter")
        self.hand_in_button.clicked.connect(self.handed_in)
        self.pause_button = button(self.tr("先放着"), "quiet")
        self.pause_button.setToolTip(self.tr("答案都留着，随时接着做（Esc）"))
        self.pause_button.clicked.connect(self.paused)
        self._left = label("", "soft", wrap=True)
        self._numbers: list[QPushButton] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._second = QTimer(self)
        self._second.setInterval(1_000)
        self._second.timeout.connect(self.tick)

        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self.clock)
        bottom = QHBoxLayout()
        bottom.addWidget(self.previous_button)
        bottom.addStretch(1)
        bottom.addWidget(self.next_button)
        question = QVBoxLayout()
        question.setSpacing(16)
        question.addLayout(top)
        question.addWidget(self.view)
        question.addLayout(bottom)
        question.addStretch(1)
        inside = QWidget()
        inside.setProperty("ground", "none")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedWidth(44 * _COLUMNS + 40)
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(label(self.tr("答题卡"), "strong"))
        side.addWidget(area, 1)
        side.addWidget(self._left)
        ways_out = QHBoxLayout()
        ways_out.setSpacing(8)
        ways_out.addWidget(self.hand_in_button)
        ways_out.addWidget(self.pause_button)
        ways_out.addStretch(1)
        side.addLayout(ways_out)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(32)
        row.addLayout(question, 1)
        row.addLayout(side)

    def sit(self, sitting: Sitting, card_of: Callable[[str], Card]) -> None:
        """Begin, or go on where the first question has no reply."""
        self._sitting, self._card_of, self.place = sitting, card_of, -1
        count = len(sitting.paper.questions)
        for made in self._numbers:
            self._grid.removeWidget(made)
            made.deleteLater()
        self._numbers = []
        for number in range(count):
            made = QPushButton(str(number + 1))
            made.setProperty("kind", "segment")
            made.setCheckable(True)
            made.setFixedSize(42, 34)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(self._on_number)
            self._grid.addWidget(made, number // _COLUMNS, number % _COLUMNS)
            self._numbers.append(made)
        self.go_to(next((n for n in range(count) if n not in sitting.replies), 0))
        self._second.start()
        self._show_time()

    def stop(self) -> None:
        """Time runs no more."""
        self._second.stop()

    def restyle(self) -> None:
        """Take up colours and text sizes."""
        self.view.restyle()

    def go_to(self, place: int) -> None:
        """Show a question with what was answered."""
        sitting, card_of = self._sitting, self._card_of
        if sitting is None or card_of is None or not 0 <= place < len(sitting.paper.questions):
            return
        self._keep_reply()
        self.place = -1  # what is set now is no reply
        question = sitting.paper.questions[place]
        self.view.ask(question, card_of(question.card_id))
        self.view.restore(sitting.replies.get(place))  # type: ignore[arg-type]
        self.place = place
        count = len(sitting.paper.questions)
        self._title.setText(self.tr("第 {n} 题，共 {count} 题").format(n=place + 1, count=count))
        self.previous_button.setEnabled(place > 0)
        self.next_button.setEnabled(place < count - 1)
        self._show_sheet()
        self.view.focus()

    def next(self) -> None:
        """Go to the question after this one."""
        if self._sitting is not None and self.place == len(self._sitting.paper.questions) - 1:
            self._keep_reply()
            self.hand_in_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.go_to(self.place + 1)

    def previous(self) -> None:
        """Go to the question before this one."""
        self.go_to(self.place - 1)

    def tick(self) -> None:
        """A second passed."""
        sitting = self._sitting
        if sitting is None or sitting.finished:
            return
        sitting.seconds += 1
        self._show_time()
        if sitting.paper.plan.minutes and sitting.seconds >= sitting.paper.plan.minutes * 60:
            self._keep_reply()
            self.handed_in.emit()
        elif sitting.seconds % 15 == 0:
            self.changed.emit()

    def keep(self) -> None:
        """Take up what is in the field."""
        self._keep_reply()

    def focus(self) -> None:
        """Put the keyboard where the answer is given."""
        self.view.focus()

    def _keep_reply(self) -> None:
        """Take up what stands there as the reply; kept on disk by whoever listens."""
        if self._sitting is None or self.place < 0 or self._sitting.finished:
            return
        reply = self.view.reply
        before = self._sitting.replies.get(self.place)
        if reply is None:
            self._sitting.replies.pop(self.place, None)
        else:
            self._sitting.replies[self.place] = reply
        if reply != before or type(reply) is not type(before):
            self.changed.emit()

    def _on_replied(self) -> None:
        if self.place >= 0 and not self.view.is_written:
            self._keep_reply()
            self._show_sheet()

    def _on_number(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.go_to(self._numbers.index(sender))

    def _show_sheet(self) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        for number, made in enumerate(self._numbers):
            made.setChecked(number == self.place)
            done = number in sitting.replies
            if made.property("answered") != done:
                made.setProperty("answered", done)
                made.setText(f"{number + 1} ✓" if done else str(number + 1))
                made.setAccessibleName(
                    self.tr("第 {n} 题，已答").format(n=number + 1)
                    if done
                    else self.tr("第 {n} 题，未答").format(n=number + 1)
                )
                repolish(made)
        missing = len(sitting.paper.questions) - len(sitting.replies)
        for made, next_step in ((self.next_button, missing > 0), (self.hand_in_button, missing == 0)):
            made.setProperty("kind", "primary" if next_step else "")
            repolish(made)
        self._left.setText(self.tr("还有 %n 题没有答。", "", missing) if missing else self.tr("都答了，可以交卷。"))

    def _show_time(self) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        minutes = sitting.paper.plan.minutes
        left = minutes * 60 - sitting.seconds if minutes else sitting.seconds
        shown = max(0, round(left))
        text = f"{shown // 60}:{shown % 60:02}"
        self.clock.setText(self.tr("剩 {time}").format(time=text) if minutes else text)
        set_voice(self.clock, "negative" if minutes and left <= _SOON else "large")
