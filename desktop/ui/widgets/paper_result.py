"""How a paper went: the score by kind and section, and every mistake beside what was right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.theme import Look, serif_font
from desktop.ui.widgets.answer_diff import diff_html
from desktop.ui.widgets.answer_view import MARKS
from desktop.ui.widgets.excerpt import excerpt
from desktop.ui.widgets.mode_names import mode_name
from desktop.ui.widgets.text_parts import button, label, panel

if TYPE_CHECKING:
    from desktop.domain.card import Card
    from desktop.domain.question import Marking, ModeScore, Question
    from desktop.services.paper_desk import Result, Sitting


class PaperResult(QScrollArea):
    """``once_more`` and ``make_due`` with the ids of the cards that were missed, ``again`` for the same paper,
    ``place_asked`` with a card to be seen in its article, ``left`` to go back."""

    once_more = Signal(list)
    make_due = Signal(list)
    again = Signal()
    place_asked = Signal(object)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.missed: list[str] = []
        self.setWidgetResizable(True)
        self._buttons = {
            "more": button(self.tr("错题再来一遍"), "primary"),
            "due": button(self.tr("错题今天复习"), ""),
            "again": button(self.tr("同一份再做"), ""),
            "left": button(self.tr("回到卷子"), "quiet"),
        }
        self._buttons["more"].clicked.connect(lambda: self.once_more.emit(self.missed))
        self._buttons["due"].clicked.connect(lambda: self.make_due.emit(self.missed))
        self._buttons["again"].clicked.connect(self.again)
        self._buttons["left"].clicked.connect(self.left)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        for made in self._buttons.values():
            made.setAutoDefault(True)
            self._row.addWidget(made)
        self._row.addStretch(1)
        self.title = label("", "title")
        self._words = label("", "soft", wrap=True)
        self._scores = QHBoxLayout()
        self._scores.setSpacing(16)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._mistakes_title = label("", "heading")
        inside = QWidget()
        inside.setProperty("ground", "none")
        middle = QWidget()
        middle.setMaximumWidth(820)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.title)
        column.addWidget(self._words)
        column.addLayout(self._row)
        column.addLayout(self._scores)
        column.addWidget(self._mistakes_title)
        column.addLayout(self._list)
        column.addStretch(1)
        row = QHBoxLayout(inside)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.setWidget(inside)

    def show_result(self, sitting: Sitting, result: Result, card_of: Callable[[str], Card]) -> None:
        """Show the score and the mistakes."""
        sheet, questions = result.sheet, sitting.paper.questions
        self.missed = [questions[n].card_id for n in sheet.mistakes]
        self.title.setText(
            self.tr("{points} 分 / {number} 题").format(points=_points(sheet.points), number=sheet.number)
        )
        minutes = max(1, round(sheet.seconds / 60))
        self._words.setText(
            self.tr(
                "对 {right}，差一点 {near}，错 {wrong}，没答 {unanswered}，用了约 {minutes} 分钟。对 1 分，差一点半分。"
            ).format(
                right=sheet.right, near=sheet.near, wrong=sheet.wrong, unanswered=sheet.unanswered, minutes=minutes
            )
        )
        for name in ("more", "due"):
            self._buttons[name].setVisible(bool(self.missed))
        _clear(self._scores)
        _clear(self._list)
        modes = {mode_name(mode): score for mode, score in sheet.by_mode.items()}
        sections = {name or self.tr("标题之前"): score for name, score in sheet.by_section.items()}
        for title, scores in ((self.tr("按题型"), modes), (self.tr("按章节"), sections)):
            self._scores.addWidget(self._table(title, scores), 1, Qt.AlignmentFlag.AlignTop)
        self._mistakes_title.setText(self.tr("错题") if self.missed else self.tr("没有错题"))
        for place in sheet.mistakes:
            question = questions[place]
            self._list.addWidget(
                self._mistake(
                    place, question, card_of(question.card_id), sitting.replies.get(place), result.marks[place]
                )
            )
        self.verticalScrollBar().setValue(0)

    def focus(self) -> None:
        """Put the keyboard on what to do next."""
        wanted = self._buttons["more" if self.missed else "left"]
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _table(self, title: str, scores: Mapping[str, ModeScore]) -> QFrame:
        made = panel("card")
        grid = QGridLayout(made)
        grid.setContentsMargins(24, 16, 24, 16)
        grid.addWidget(label(title, "strong"), 0, 0)
        weakest_first = sorted(scores.items(), key=lambda each: each[1].points / max(each[1].number, 1))
        for row, (name, score) in enumerate(weakest_first, start=1):
            grid.addWidget(label(name[:24], "soft"), row, 0)
            grid.addWidget(
                label(f"{_points(score.points)} / {score.number}", "strong"), row, 1, Qt.AlignmentFlag.AlignRight
            )
        grid.setColumnStretch(0, 1)
        return made

    def _mistake(self, place: int, question: Question, card: Card, reply: object, marking: Marking | None) -> QFrame:
        made = panel("card")
        column = QVBoxLayout(made)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(8)
        top = QHBoxLayout()
        sign = QLabel()
        sign.setPixmap(self._look.pixmap(*MARKS[marking.verdict if marking else "shown"]))
        top.addWidget(sign)
        top.addWidget(label(f"{place + 1}. {mode_name(question.mode)}", "soft"))
        top.addStretch(1)
        if card.article_id is not None and card.article_span is not None:
            look_up = button(self.tr("到原文"), "quiet")
            look_up.clicked.connect(lambda: self.place_asked.emit(card))
            top.addWidget(look_up)
        column.addLayout(top)
        shown, hidden = excerpt(question.prompt.text, question.prompt.hidden)
        for start, end in reversed(hidden):
            shown = f"{shown[:start]}＿＿{shown[end:]}"
        asked = label(shown, "", wrap=True)
        asked.setFont(serif_font(self._look.base_px + 3))
        column.addWidget(asked)
        if marking is not None and marking.diff:
            given = QLabel(diff_html(self.tr("你写的"), marking.diff, self._look.theme, self._look.base_px))
            given.setTextFormat(Qt.TextFormat.RichText)
            given.setWordWrap(True)
            column.addWidget(given)
        elif reply is None:
            column.addWidget(label(self.tr("没有答"), "soft"))
        elif question.options and isinstance(reply, int):
            column.addWidget(label(self.tr("你选的是“{option}”").format(option=question.options[reply]), "soft"))
        column.addWidget(label(self._right(question), "positive", wrap=True))
        return made

    def _right(self, question: Question) -> str:
        if question.mode == "truefalse":
            if question.change is None:
                return self.tr("这句话是对的")
            return self.tr("“{wrong}”应为“{right}”").format(
                wrong=question.change.replacement, right=question.change.original
            )
        return self.tr("正确答案：{answer}").format(answer=question.answer)


def _points(points: float) -> str:
    return f"{points:g}"


def _clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
