"""The quiz: a question, a typed answer, its check and its rating."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.card import Card, Rating
from desktop.domain.errors import AppError
from desktop.domain.question import QuestionMode
from desktop.services.review_session import CramSession
from desktop.ui.due_words import DueWords
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.theme import Look, serif_font
from desktop.ui.widgets.answer_diff import diff_html, reason_words
from desktop.ui.widgets.answer_field import AnswerField
from desktop.ui.widgets.cloze_view import ClozeView
from desktop.ui.widgets.excerpt import excerpt
from desktop.ui.widgets.mode_names import MODE_NAMES, mode_name
from desktop.ui.widgets.option_list import OptionList
from desktop.ui.widgets.phrase_marks import kind_name
from desktop.ui.widgets.rating_bar import RatingBar
from desktop.ui.widgets.text_parts import button, icon_button, label, restyle_icons, set_voice

if TYPE_CHECKING:
    from desktop.domain.question import Marking, Question
    from desktop.services.journal import Journal
    from desktop.services.question_desk import QuestionDesk
    from desktop.services.review_session import ReviewSession


WIDEST = 640  # pixels of a line, where the quiz stands alone
LOW = 560  # pixels below which the question is set smaller


@dataclass(frozen=True)
class Answered:
    """One rating of this session, for undo and for the summary."""

    card: Card
    rating: Rating
    review_id: str


class QuizPanel(QFrame):
    """Asks the cards of a session one after another. A rating is on disk before the next card shows.

    ``asked`` with the card when a question stands, ``revealed`` with it when its answer does,
    ``finished`` when nothing is left.
    """

    asked = Signal(Card)
    revealed = Signal(Card)
    rated = Signal(Card, Rating)
    finished = Signal()
    announced = Signal(Notice)
    undo_elsewhere = Signal()
    actions_changed = Signal()
    left = Signal()
    read_on = Signal()
    mode_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._session: ReviewSession | CramSession | None = None
        self._desk: QuestionDesk | None = None
        self._question: Question | None = None
        self._wanted = ""
        self._picked = ""
        self._now: Callable[[], datetime] | None = None
        self._journal: Journal | None = None
        self._card: Card | None = None
        self._answered: list[Answered] = []
        self._mode = "typed"
        self._verdict_word = "shown"
        self._clock = QElapsedTimer()
        self._spent_ms = 0
        self.setProperty("panel", "side")
        self.setMinimumWidth(320)

        self._title = label("", "strong")
        self._count = label("", "soft")
        self._undo_button = icon_button(look, "undo", "")
        self._undo_button.clicked.connect(self.undo)
        top = QHBoxLayout()
        top.setSpacing(8)
        self._modes = QComboBox()
        self._modes.currentIndexChanged.connect(self._on_mode)
        top.addWidget(self._title)
        top.addWidget(self._modes)
        top.addStretch(1)
        top.addWidget(self._count)
        top.addWidget(self._undo_button)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)

        self._stack = QStackedWidget()
        self._card_side = self._make_card_side()
        self._end_side = self._make_end_side()
        self._stack.addWidget(self._card_side)
        self._stack.addWidget(self._end_side)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._progress)
        layout.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 16)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.retranslate()
        self.restyle()

    def _make_card_side(self) -> QWidget:
        self._kind = label("", "small")
        self._cloze = ClozeView(self._look)
        self.field = AnswerField(self._look)
        self.field.submitted.connect(self.check)
        self.field.given_up.connect(self.reveal)
        self.field.textChanged.connect(self._on_typed)
        self._check = button("", "primary")
        self._check.clicked.connect(self.check)
        self._give_up = button("", "quiet")
        self._give_up.clicked.connect(self.reveal)
        buttons = QHBoxLayout()
        buttons.addWidget(self._give_up)
        buttons.addStretch(1)
        buttons.addWidget(self._check)
        asking = QWidget()
        column = QVBoxLayout(asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.options = OptionList(self._look)
        self.options.chosen.connect(self.choose)
        column.addWidget(self.field)
        column.addWidget(self.options)
        column.addLayout(buttons)
        column.addStretch(1)

        self._mark = QLabel()
        self._verdict = label("", "large")
        self._given = QLabel()
        self._given.setWordWrap(True)
        self._given.setTextFormat(Qt.TextFormat.RichText)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._mark)
        line.addWidget(self._verdict)
        line.addStretch(1)
        self.ratings = RatingBar(self._look)
        self.ratings.rated.connect(self.rate)
        self._hint = label("", "small", wrap=True)
        self._solution = label("", "", wrap=True)
        rating = QWidget()
        column = QVBoxLayout(rating)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(self._solution)
        column.addWidget(self._given)
        column.addWidget(self.ratings)
        column.addWidget(self._hint)
        column.addStretch(1)

        self._steps = QStackedWidget()
        self._steps.addWidget(asking)
        self._steps.addWidget(rating)
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 16, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._kind)
        layout.addWidget(self._cloze)
        layout.addSpacing(8)
        layout.addWidget(self._steps)
        layout.addStretch(1)
        return side

    def _make_end_side(self) -> QWidget:
        self._end_title = label("", "title", wrap=True)
        self._end_words = label("", "soft", wrap=True)
        self._missed_title = label("", "strong")
        self._missed = label("", "", wrap=True)
        self._again = button("", "primary")
        self._again.clicked.connect(self.left)
        self._read = button("", "quiet")
        self._read.clicked.connect(self.read_on)
        inside = QWidget()
        inside.setProperty("ground", "none")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 32, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._end_title)
        column.addWidget(self._end_words)
        column.addSpacing(16)
        column.addWidget(self._missed_title)
        column.addWidget(self._missed)
        column.addSpacing(16)
        row = QHBoxLayout()
        row.addWidget(self._again)
        row.addWidget(self._read)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def retranslate(self) -> None:
        self._title.setText(self.tr("测验"))
        self._modes.blockSignals(True)
        self._modes.clear()
        self._modes.addItem(self.tr("题型随熟练程度"), "")
        for mode in MODE_NAMES:
            self._modes.addItem(mode_name(mode), mode)
        self._modes.blockSignals(False)
        self._modes.setAccessibleName(self.tr("题型"))
        self._undo_button.setToolTip(self.tr("撤销上一次评分（Ctrl+Z）"))
        self._undo_button.setAccessibleName(self.tr("撤销上一次评分"))
        self._progress.setAccessibleName(self.tr("进度"))
        self.field.setPlaceholderText(self.tr("填出空缺的词语"))
        self.field.setAccessibleName(self.tr("答案"))
        self._check.setText(self.tr("核对"))
        self._check.setToolTip(self.tr("Enter"))
        self._give_up.setText(self.tr("不知道"))
        self._give_up.setToolTip(self.tr("看答案（Esc，或在空白处按空格）"))
        self._hint.setText(self.tr("按 Enter 接受建议，或按 1–4 自己评"))
        self._again.setText(self.tr("回到今天"))
        self._read.setText(self.tr("继续阅读"))
        self._missed_title.setText(self.tr("还要再看的"))

    def restyle(self) -> None:
        """Take up colours and text sizes."""
        self._cloze.restyle()
        self.field.restyle()
        self._solution.setFont(serif_font(self._look.article_px + 2))
        self._missed.setFont(serif_font(self._look.base_px + 2))
        restyle_icons(self._look, self)
        if self.answered:
            self._draw_mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = event.size().height() < LOW
        self._cloze.set_compact(compact)
        self._kind.setVisible(not compact)
        self._hint.setVisible(not compact)

    # What the page asks

    @property
    def card(self) -> Card | None:
        """The card that is shown."""
        return self._card

    @property
    def asking(self) -> bool:
        """Whether a question stands and waits for its answer."""
        return self._card is not None and self._steps.currentIndex() == 0

    @property
    def answered(self) -> bool:
        """Whether an answer stands and waits for its rating."""
        return self._card is not None and self._steps.currentIndex() == 1

    @property
    def can_undo(self) -> bool:
        """Whether a rating of this session can be taken back."""
        return bool(self._answered)

    @property
    def done(self) -> int:
        """How many ratings this session has."""
        return len(self._answered)

    # What the learner does

    def start(
        self,
        session: ReviewSession | CramSession,
        desk: QuestionDesk,
        now: Callable[[], datetime],
        journal: Journal,
        mode: str = "",
    ) -> None:
        """Begin a session; ``journal`` takes ratings back. All is asked in ``mode``, or as each card is known."""
        self._session, self._desk, self._now, self._journal = session, desk, now, journal
        self._answered, self._spent_ms = [], 0
        self._wanted = mode
        self._modes.blockSignals(True)
        self._modes.setCurrentIndex(max(0, self._modes.findData(mode)))
        self._modes.blockSignals(False)
        self.go_on()

    @property
    def hidden_words(self) -> tuple[str, ...]:
        """What must not be read elsewhere while the question stands."""
        if self._card is None:
            return ()
        question = self._question
        if question is None:
            return (self._card.answer,)
        return tuple(dict.fromkeys(filter(None, (self._card.answer, question.answer, *question.items))))

    def go_on(self) -> None:
        """Ask the next card, or say that nothing is left."""
        if self._session is None:
            return
        try:
            card = self._session.next_card()
            if card is None:
                self._finish()
            else:
                self._ask(card)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))

    def check(self) -> None:
        """Compare what was typed with the answer; nothing typed is nothing known."""
        if not self.asking or self._question is None or self._desk is None or not self._is_written:
            return
        given = self.field.text().strip()
        if not given:
            self.reveal()
            return
        self._mode = str(self._question.mode)
        self._show_answer(self._desk.mark(self._question, given))

    def choose(self, reply: object) -> None:
        """Mark what was chosen, or the order that was."""
        if not self.asking or self._question is None or self._desk is None or self._is_written:
            return
        question = self._question
        self._mode = str(question.mode)
        self._picked = question.options[reply] if question.options and isinstance(reply, int) else ""
        if question.mode == "truefalse":
            self._show_answer(self._desk.mark(question, reply == 0))
        else:
            self._show_answer(self._desk.mark(question, reply))  # type: ignore[arg-type]

    def reveal(self) -> None:
        """Show the answer to someone who does not know it."""
        if self.asking:
            self._mode = "shown"
            self._show_answer(None)

    def rate(self, rating: Rating) -> None:
        """Schedule the card by ``rating``; on disk before anything else is shown."""
        card, session = self._card, self._session
        if not self.answered or card is None or session is None:
            return
        spent = int(self._clock.elapsed())
        try:
            review = session.answer(card.id, rating, mode=self._mode, duration_ms=spent)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
        else:
            self._spent_ms += spent
            self._answered.append(Answered(card, rating, review.id))
            self.rated.emit(card, rating)
        self.go_on()

    def take_suggestion(self) -> None:
        """Do what Enter does: press the button that has the focus, otherwise accept the suggested rating."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused) and focused.isEnabled():
            focused.click()
        elif self.answered:
            self.rate(self.ratings.suggested)

    def undo(self) -> None:
        """Take back the last rating of this session and ask its card again.

        Where something else was done since, that is what the window takes back first.
        """
        if not self._answered or self._journal is None:
            return
        if self._journal.last_target() != self._answered[-1].review_id:
            self.undo_elsewhere.emit()
            return
        self._journal.undo()
        last = self._answered.pop()
        self._ask(last.card)

    def show_edited(self) -> None:
        """The card was changed: show it as it is now, at the same step."""
        if self._card is None or self._session is None or isinstance(self._session, CramSession):
            return
        card, answered = self._session.card(self._card.id), self.answered
        if not answered:
            self._ask(card)
            return
        assert self._desk is not None
        self._card, self._question = card, self._desk.question(card, QuestionMode.TYPED)
        self._cloze.ask(self._question.prompt.text, self._question.prompt.hidden)
        self._reveal_answer()
        self.revealed.emit(card)

    def forget(self, review_id: str) -> None:
        """A rating was taken back elsewhere: if it is of this session, it counts no longer."""
        kept = [each for each in self._answered if each.review_id != review_id]
        if len(kept) < len(self._answered):
            self._answered = kept
            self.go_on()

    def focus(self) -> None:
        """Put the keyboard where it is needed."""
        if self.asking and not self._is_written:
            self.options.focus()
        elif self.asking:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.answered:
            self.ratings.focus_suggested()
        else:
            self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    # Steps

    @property
    def _is_written(self) -> bool:
        """Whether the answer is written, not chosen."""
        return self._question is None or self._question.mode not in ("choice", "truefalse", "order")

    def _ask(self, card: Card) -> None:
        assert self._desk is not None
        question = self._desk.question(card, QuestionMode(self._wanted) if self._wanted else None)
        self._card, self._question = card, question
        self._picked = ""
        self._stack.setCurrentIndex(0)
        self._steps.setCurrentIndex(0)
        place = " › ".join(heading.shown() for heading in question.headings[-1:])
        self._kind.setText(" · ".join(filter(None, (mode_name(question.mode), kind_name(card.kind), place))))
        prompt = question.prompt.text
        if question.mode == "order" and prompt == card.sentence:
            prompt, _ = excerpt(prompt, card.blanks)  # its items stand below: the phrase they belong to is enough
        self._cloze.ask(prompt, question.prompt.hidden)
        written = self._is_written
        self.field.setVisible(written)
        self.options.setVisible(not written)
        self._check.setVisible(written)
        if question.mode == "truefalse":
            self.options.ask([self.tr("对"), self.tr("不对")])
        elif not written:
            self.options.ask(question.options or question.items, ordering=question.mode == "order")
        self.field.setPlaceholderText(
            {
                "list": self.tr("逐项写出，用顿号隔开"),
                "next": self.tr("写出下一句"),
            }.get(question.mode, self.tr("填出空缺的词语"))
        )
        self.field.setText("")  # unlike clear(), it leaves nothing of the last answer to undo
        self._on_typed()
        self._count_up()
        self._clock.start()
        self.asked.emit(card)
        self.actions_changed.emit()
        self.focus()

    def _show_answer(self, verdict: Marking | None) -> None:
        card, session, now = self._card, self._session, self._now
        if card is None or session is None or now is None:
            return
        try:
            intervals = {} if isinstance(session, CramSession) else session.intervals(card.id)
        except AppError as error:  # its article went into the trash meanwhile
            self.announced.emit(Notice(words(error), "error"))
            self.go_on()
            return
        self._verdict_word = verdict.verdict if verdict else "shown"
        names = {
            "exact": self.tr("对"),
            "accepted": self.tr("对"),
            "near": self.tr("差一点"),
            "wrong": self.tr("不对"),
            "shown": self.tr("答案在上面"),
        }
        voice = _VOICES[self._verdict_word]
        reason = reason_words(verdict.reason) if verdict else ""
        self._verdict.setText(" · ".join(filter(None, (names[self._verdict_word], reason))))
        set_voice(self._verdict, voice or "strong")
        self._draw_mark()
        differs = verdict is not None and verdict.verdict != "exact" and bool(verdict.diff)
        self._given.setVisible(differs)
        if verdict is not None and differs:
            self._given.setText(diff_html(self.tr("你写的"), verdict.diff, self._look.theme, self._look.base_px))
        self._reveal_answer()
        at, due_words = now(), DueWords()
        suggested = Rating(verdict.rating) if verdict else Rating.AGAIN
        self.ratings.offer({r: due_words.interval(i.due, i.days, at) for r, i in intervals.items()}, suggested)
        self._steps.setCurrentIndex(1)
        self.revealed.emit(card)
        self.actions_changed.emit()
        self.focus()

    def _reveal_answer(self) -> None:
        """The answer in its place, or under the question where it has none there."""
        question, card = self._question, self._card
        if question is None or card is None:
            return
        if question.mode == "truefalse" and card.blanks:
            self._cloze.ask(card.sentence, card.blanks)
        self._cloze.reveal("positive")
        apart = question.mode in ("next", "order") or not question.prompt.hidden
        said = "" if question.mode == "truefalse" and card.blanks else question.answer if apart else ""
        if question.mode == "choice" and self._picked not in ("", question.answer):
            said = self.tr("你选的是“{option}”").format(option=self._picked)
        if question.mode == "order":
            ordered = sorted(zip(question.places, question.items, strict=True))
            said = "\n".join(f"{place + 1}. {item}" for place, item in ordered)
        if question.change is not None:
            said = self.tr("“{wrong}”应为“{right}”").format(
                wrong=question.change.replacement, right=question.change.original
            )
        self._solution.setText(said)
        self._solution.setVisible(bool(said))
        if question.mode == "choice":
            self.options.show_result({question.right_option})
        elif question.mode == "truefalse":
            self.options.show_result({0 if question.change is None else 1})

    def _draw_mark(self) -> None:
        name, role = _MARKS[self._verdict_word]
        self._mark.setPixmap(self._look.pixmap(name, role))

    def _finish(self) -> None:
        self._card = None
        self._stack.setCurrentIndex(1)
        self._count_up()
        count = len(self._answered)
        again = [each.card.answer for each in self._answered if each.rating is Rating.AGAIN]
        first_try = count - len(again)
        if count:
            minutes = max(1, round(self._spent_ms / 60_000))
            self._end_title.setText(self.tr("这一轮学完了"))
            self._end_words.setText(
                self.tr("答了 {count} 次，想起 {known} 次，用了约 {minutes} 分钟。").format(
                    count=count, known=first_try, minutes=minutes
                )
            )
        else:
            self._end_title.setText(self.tr("现在没有要复习的"))
            self._end_words.setText(self.tr("到时候了会出现在“今天”里。可以先读文章，或导入新的文章。"))
        missed = list(dict.fromkeys(again))
        self._missed_title.setVisible(bool(missed))
        self._missed.setVisible(bool(missed))
        self._missed.setText("\n".join(missed[:12]))
        self.finished.emit()
        self.actions_changed.emit()
        self.focus()

    def _count_up(self) -> None:
        if self._session is None:
            return
        waiting = self._session.counts().total
        if self._card is not None:
            waiting = max(waiting, 1)
        done = len(self._answered)
        total = done + waiting
        self._count.setText(f"{min(done + 1, total)} / {total}" if self._card else f"{done} / {done}" if done else "")
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done if total else 1)
        self._undo_button.setEnabled(self.can_undo)

    def _on_mode(self) -> None:
        self._wanted = str(self._modes.currentData() or "")
        self.mode_chosen.emit(self._wanted)
        if self.asking and self._card is not None:
            self._ask(self._card)

    def _on_typed(self) -> None:
        self._check.setEnabled(bool(self.field.text().strip()))


_VOICES = {"exact": "positive", "accepted": "positive", "near": "caution", "wrong": "negative", "shown": ""}
_MARKS = {
    "exact": ("check", "positive"),
    "accepted": ("check", "positive"),
    "near": ("near", "caution"),
    "wrong": ("wrong", "negative"),
    "shown": ("info", "ink_soft"),
}
