"""How an answer was: the verdict, what was missed, and the ratings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.card import Rating
from desktop.ui.theme import Look
from desktop.ui.widgets.answer_diff import diff_html, reason_words, serif_html
from desktop.ui.widgets.rating_bar import RatingBar
from desktop.ui.widgets.text_parts import label, set_voice

if TYPE_CHECKING:
    from desktop.domain.question import Marking


class AnswerView(QWidget):
    """The verdict on an answer over the four ratings."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._word = "shown"
        self._compact = False
        self.said = ""  # what of the answer has no place in the question
        self._mark = QLabel()
        self._verdict = label("", "large")
        self.given = QLabel()
        self.given.setWordWrap(True)
        self.given.setTextFormat(Qt.TextFormat.RichText)
        self.solution = QLabel()
        self.solution.setWordWrap(True)
        self.solution.setTextFormat(Qt.TextFormat.RichText)
        self.ratings = RatingBar(look)
        self._hint = label("", "small", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._mark)
        line.addWidget(self._verdict)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(self.solution)
        column.addWidget(self.given)
        column.addWidget(self.ratings)
        column.addWidget(self._hint)
        column.addStretch(1)

    def retranslate(self) -> None:
        self._hint.setText(self.tr("按 Enter 接受建议，或按 1–4 自己评"))

    def restyle(self) -> None:
        """Take up colours and text sizes."""
        self.show_solution(self.said)
        self._draw_mark()

    def set_compact(self, compact: bool) -> None:
        """Leave out what is not needed where there is little room."""
        self._compact = compact
        self._hint.setVisible(not compact)
        self.show_solution(self.said)

    def show_verdict(self, marking: Marking | None, intervals: Mapping[Rating, str]) -> None:
        """Say how an answer was marked (None: it was only looked at), and offer the ratings with their intervals."""
        self._word = marking.verdict if marking else "shown"
        names = {
            "exact": self.tr("答对了"),
            "accepted": self.tr("答对了"),
            "near": self.tr("差一点"),
            "wrong": self.tr("答错了"),
            "shown": self.tr("答案在上面"),
        }
        reason = reason_words(marking.reason) if marking else ""
        self._verdict.setText(" · ".join(filter(None, (names[self._word], reason))))
        set_voice(self._verdict, _VOICES[self._word] or "strong")
        self._draw_mark()
        differs = marking is not None and marking.verdict != "exact" and bool(marking.diff)
        self.given.setVisible(differs)
        if marking is not None and differs:
            self.given.setText(diff_html(self.tr("你写的"), marking.diff, self._look.theme, self._look.base_px))
        self.ratings.offer(intervals, Rating(marking.rating) if marking else Rating.AGAIN)

    def show_solution(self, text: str) -> None:
        """Show what of the answer has no place in the question."""
        self.said = text
        self.solution.setText(serif_html(text, self._look.theme, self._look.base_px + 3))
        # The comparison tells what is right too.
        self.solution.setVisible(bool(text) and (self.given.isHidden() or not self._compact))

    def _draw_mark(self) -> None:
        self._mark.setPixmap(self._look.pixmap(*MARKS[self._word]))


_VOICES = {"exact": "positive", "accepted": "positive", "near": "caution", "wrong": "negative", "shown": ""}
MARKS = {
    "exact": ("check", "positive"),
    "accepted": ("check", "positive"),
    "near": ("near", "caution"),
    "wrong": ("wrong", "negative"),
    "shown": ("info", "ink_soft"),
}  # icon and colour role of each verdict
