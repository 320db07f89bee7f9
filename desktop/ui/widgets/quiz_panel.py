"""The quiz: the cards of a session one after another, each asked, answered, checked and rated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.card import Card, Rating
from desktop.domain.errors import AppError
from desktop.domain.question import QuestionMode
from desktop.ui.due_words import DueWords
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.theme import Look
from desktop.ui.widgets.answer_clock import AnswerClock
from desktop.ui.widgets.answer_view import AnswerView
from desktop.ui.widgets.mode_menu import ModeMenu
from desktop.ui.widgets.mode_names import MODE_NAMES, mode_name
from desktop.ui.widgets.question_view import QuestionView
from desktop.ui.widgets.session_summary import SessionSummary
from desktop.ui.widgets.text_parts import button, icon_button, label, restyle_icons

if TYPE_CHECKING:
    from desktop.domain.question import Marking, Question
    from desktop.services.journal import Journal
    from desktop.services.question_desk import QuestionDesk
    from desktop.services.review_session import CramSession, ReviewSession


WIDEST = 640  # pixels of a line, where the quiz stands alone
_AHEAD_MS = 50  # after the answer, before the next question is made
_CALM_MS = 200  # after an answer, before what waits is counted anew
LOW = 560  # pixels below which the question is set smaller


@dataclass(frozen=True)
class Answered:
    """One rating of this session, for undo and for the summary."""

    card: Card
    rating: Rating
    review_id: str


class QuizPanel(QFrame):
    """Asks the cards of a session one after another. A rating is on disk before the next card shows.

    ``asked`` with the card when a question stands, ``foreseen`` with the card and the question that most likely come
    next while the answer is read, ``revealed`` with it when its answer does, ``finished`` when
    nothing is left; ``forgotten`` with a card that an answer made a leech, its lapses and what was done to it;
    ``once_more`` with the ids of the cards to go through again.
    """

    asked = Signal(Card)
    foreseen = Signal(Card, object)
    revealed = Signal(Card)
    rated = Signal(Card, Rating)
    forgotten = Signal(Card, int, str)
    finished = Signal()
    announced = Signal(Notice)
    undo_elsewhere = Signal()
    actions_changed = Signal()
    left = Signal()
    read_on = Signal()
    once_more = Signal(list)
    mode_chosen = Signal(str)
    mode_fixed = Signal(Card, str)
    kind_mode_chosen = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._session: ReviewSession | CramSession | None = None
        self._desk: QuestionDesk | None = None
        self._question: Question | None = None
        self._now: Callable[[], datetime] | None = None
        self._journal: Journal | None = None
        self._card: Card | None = None
        self._answered: list[Answered] = []
        self._wanted = ""
        self._kind_modes: Mapping[str, str] = {}
        self._mode = "typed"
        self._spent_ms = 0
        self._waiting = 0
        self._recount = QTimer(self)  # counting all that waits takes longer than a frame
        self._recount.setSingleShot(True)
        self._recount.setInterval(_CALM_MS)
        self._recount.timeout.connect(self._count_again)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._foresee)
        self.clock = AnswerClock()
        self.setProperty("panel", "side")
        self.setMinimumWidth(320)

        self.view = QuestionView(look)
        self.view.submitted.connect(self.check)
        self.view.given_up.connect(self.reveal)
        self.view.chosen.connect(self.choose)
        self.view.touched.connect(self._on_touched)
        self.answer = AnswerView(look)
        self.answer.ratings.rated.connect(self.rate)
        self.summary = SessionSummary(look)
        self.summary.left.connect(self.left)
        self.summary.read_on.connect(self.read_on)
        self.summary.more_today.connect(self._on_more_today)
        self.summary.once_more.connect(self._on_once_more)
        self.field, self.options, self.ratings = self.view.field, self.view.options, self.answer.ratings

        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_card_side())
        self._stack.addWidget(self.summary)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._make_top())
        layout.addWidget(self._progress)
        layout.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 16)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.retranslate()
        self.restyle()

    def _make_top(self) -> QHBoxLayout:
        self._title = label("", "strong")
        self._modes = QComboBox()
        self._modes.currentIndexChanged.connect(self._on_mode)
        self._count = label("", "soft")
        self.mode_menu = ModeMenu(self)
        self.mode_menu.fixed.connect(self._on_fixed)
        self.mode_menu.kind_chosen.connect(self.kind_mode_chosen)
        self._fix_button = icon_button(self._look, "quiz", "")
        self._fix_button.clicked.connect(self.show_modes)
        self._undo_button = icon_button(self._look, "undo", "")
        self._undo_button.clicked.connect(self.undo)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title)
        top.addWidget(self._modes)
        top.addStretch(1)
        top.addWidget(self._count)
        top.addWidget(self._fix_button)
        top.addWidget(self._undo_button)
        return top

    def _make_card_side(self) -> QWidget:
        self._check = button("", "primary")
        self._check.clicked.connect(self.check)
        self._give_up = button("", "quiet")
        self._give_up.clicked.connect(self.reveal)
        self._asking = QWidget()
        buttons = QHBoxLayout(self._asking)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addWidget(self._give_up)
        buttons.addStretch(1)
        buttons.addWidget(self._check)
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 16, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.view)
        layout.addWidget(self._asking)
        layout.addWidget(self.answer)
        layout.addStretch(1)
        self.answer.hide()
        return side

    def retranslate(self) -> None:
        self._title.setText(self.tr("测验"))
        self._modes.blockSignals(True)
        self._modes.clear()
        self._modes.addItem(self.tr("题型随熟练程度"), "")
        for mode in MODE_NAMES:
            self._modes.addItem(mode_name(mode), mode)
        self._modes.setCurrentIndex(max(0, self._modes.findData(self._wanted)))
        self._modes.blockSignals(False)
        self._modes.setAccessibleName(self.tr("题型"))
        self._modes.setToolTip(self.tr("新学的卡片四选一，一周后提示首字，三周后填空"))
        self._fix_button.setToolTip(self.tr("给这张卡片或这一类卡片固定题型（M）"))
        self._fix_button.setAccessibleName(self.tr("固定题型"))
        self._undo_button.setToolTip(self.tr("撤销上一次评分（Ctrl+Z）"))
        self._undo_button.setAccessibleName(self.tr("撤销上一次评分"))
        self._progress.setAccessibleName(self.tr("进度"))
        self._check.setText(self.tr("核对"))
        self._check.setToolTip(self.tr("Enter"))
        self._give_up.setText(self.tr("不知道"))
        self._give_up.setToolTip(self.tr("看答案（Esc，或在空白处按空格）"))
        for part in (self.view, self.answer, self.summary):
            part.retranslate()

    def restyle(self) -> None:
        """Take up colours and text sizes."""
        for part in (self.view, self.answer, self.summary):
            part.restyle()
        restyle_icons(self._look, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = event.size().height() < LOW
        self.view.set_compact(compact)
        self.answer.set_compact(compact)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            (self.clock.resume if self.isActiveWindow() else self.clock.pause)()

    # What the page asks

    @property
    def card(self) -> Card | None:
        """The card that is shown."""
        return self._card

    @property
    def asking(self) -> bool:
        """Whether a question stands and waits for its answer."""
        return self._card is not None and self.answer.isHidden()

    @property
    def answered(self) -> bool:
        """Whether an answer stands and waits for its rating."""
        return self._card is not None and not self.answer.isHidden()

    @property
    def can_undo(self) -> bool:
        """Whether a rating of this session can be taken back."""
        return bool(self._answered)

    @property
    def done(self) -> int:
        """How many ratings this session has."""
        return len(self._answered)

    @property
    def hidden_words(self) -> tuple[str, ...]:
        """What must not be read elsewhere while the question stands."""
        card, question = self._card, self._question
        return () if card is None or question is None else words_to_hide(card, question)

    # What the learner does

    def start(
        self,
        session: ReviewSession | CramSession,
        desk: QuestionDesk,
        now: Callable[[], datetime],
        journal: Journal,
        mode: str = "",
        kind_modes: Mapping[str, str] | None = None,
    ) -> None:
        """Begin a session; ``journal`` takes ratings back. All is asked in ``mode``, or in the one chosen for a card
        or for its kind, or as it is known.
        """
        self._session, self._desk, self._now, self._journal = session, desk, now, journal
        self._answered, self._spent_ms = [], 0
        self._waiting = session.counts().total
        self._wanted, self._kind_modes = mode, kind_modes or {}
        self._modes.blockSignals(True)
        self._modes.setCurrentIndex(max(0, self._modes.findData(mode)))
        self._modes.blockSignals(False)
        self.go_on()

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
        if not self.asking or self._question is None or self._desk is None or not self.view.is_written:
            return
        given = self.field.text().strip()
        if not given:
            self.reveal()
            return
        self._mode = str(self._question.mode)
        self._show_answer(self._desk.mark(self._question, given))

    def choose(self, reply: object) -> None:
        """Mark what was chosen, or the order that was."""
        question = self._question
        if not self.asking or question is None or self._desk is None or self.view.is_written:
            return
        self._mode = str(question.mode)
        picked = question.options[reply] if question.options and isinstance(reply, int) else ""
        given = reply == 0 if question.mode == "truefalse" else reply
        self._show_answer(self._desk.mark(question, given), picked)  # type: ignore[arg-type]

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
        spent = self.clock.elapsed()
        try:
            review = session.answer(card.id, rating, mode=self._mode, duration_ms=spent)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
        else:
            self._spent_ms += spent
            self._answered.append(Answered(card, rating, review.id))
            self._waiting -= rating is not Rating.AGAIN
            self._recount.start()
            self.rated.emit(card, rating)
            if action := session.leech(review):
                self.forgotten.emit(card, review.after.lapses, action)
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
        self._waiting += 1
        self._ask(self._answered.pop().card)

    def show_modes(self) -> None:
        """Offer to fix the mode of this card, or of its kind."""
        if self._card is not None:
            self.mode_menu.offer(self._card, self._kind_modes.get(self._card.kind, ""))
            self.mode_menu.popup(self._fix_button.mapToGlobal(self._fix_button.rect().bottomLeft()))

    def set_kind_modes(self, kind_modes: Mapping[str, str]) -> None:
        """Other modes were chosen for kinds of answers."""
        self._kind_modes = kind_modes
        self._ask_again()

    def show_edited(self) -> None:
        """The card was changed, or the article it is from: show it as it is now, at the same step."""
        if self._card is None or self._session is None or self._desk is None:
            return
        try:
            card = self._session.card(self._card.id)
        except AppError:  # it went with what was changed
            self.go_on()
            return
        if not self.answered:
            typed = self.field.text()
            self._ask(card)
            self.field.setText(typed)
            return
        self._card, self._question = card, self._desk.question(card, QuestionMode.TYPED)
        self.view.question = self._question
        self.view.cloze.ask(self._question.prompt.text, self._question.prompt.hidden)
        self.answer.show_solution(self.view.reveal(card))
        self.revealed.emit(card)

    def forget(self, review_id: str) -> None:
        """A rating was taken back elsewhere: if it is of this session, it counts no longer."""
        kept = [each for each in self._answered if each.review_id != review_id]
        if len(kept) < len(self._answered):
            self._answered = kept
            self.go_on()

    def focus(self) -> None:
        """Put the keyboard where it is needed."""
        if self.asking:
            self.view.focus()
        elif self.answered:
            self.ratings.focus_suggested()
        else:
            self.summary.focus()

    # Steps

    def _mode_for(self, card: Card) -> QuestionMode | None:
        """The mode that was chosen for all, or for the card's kind where the card has none of its own."""
        wanted = self._wanted
        if not wanted and not card.mode and card.note_kind != "basic":
            wanted = self._kind_modes.get(card.kind, "")
        return QuestionMode(wanted) if wanted else None

    def _ask(self, card: Card) -> None:
        assert self._desk is not None
        self._card, self._question = card, self._desk.question(card, self._mode_for(card))
        self._stack.setCurrentIndex(0)
        self.answer.hide()
        self._asking.show()
        self.view.ask(self._question, card)
        self._check.setVisible(self.view.is_written)
        self._check.setEnabled(False)
        self._count_up()
        self.clock.start()
        self.asked.emit(card)
        self.actions_changed.emit()
        self.focus()

    def _show_answer(self, marking: Marking | None, picked: str = "") -> None:
        card, session, now = self._card, self._session, self._now
        if card is None or session is None or now is None:
            return
        self.clock.touch()
        try:
            intervals = session.intervals(card.id)
        except AppError as error:  # its article went into the trash meanwhile
            self.announced.emit(Notice(words(error), "error"))
            self.go_on()
            return
        at, due_words = now(), DueWords()
        self.answer.show_verdict(marking, {r: due_words.interval(i.due, i.days, at) for r, i in intervals.items()})
        self.answer.show_solution(self.view.reveal(card, picked))
        # A written answer stands in its place and in the comparison; options show which was right.
        self.field.hide()
        self.options.setVisible(self._question is not None and self._question.mode in ("choice", "truefalse"))
        self._asking.hide()
        self.answer.show()
        self.revealed.emit(card)
        self.actions_changed.emit()
        self.focus()
        self._ahead.start()

    def _foresee(self) -> None:
        """Make the next question while the answer is read; ``go_on`` finds it made if that card does come next."""
        if not self.answered or self._card is None or self._session is None or self._desk is None:
            return
        try:
            card = self._session.likely_after(self._card.id)
            if card is not None:
                self.foreseen.emit(card, self._desk.question(card, self._mode_for(card)))
        except AppError:  # what is wrong is said when it is asked
            return

    def _finish(self) -> None:
        self._card = self._question = None
        self._stack.setCurrentIndex(1)
        self._count_up()
        missed = {each.card.id: each.card.answer for each in self._answered if each.rating is Rating.AGAIN}
        count, known = len(self._answered), sum(each.rating is not Rating.AGAIN for each in self._answered)
        minutes = max(1, round(self._spent_ms / 60_000))
        held_back = self._session.held_back() if self._session is not None else 0
        self.summary.show_session(count, known, minutes, list(missed.values()), held_back)
        self.finished.emit()
        self.actions_changed.emit()
        self.focus()

    def _count_up(self) -> None:
        waiting = max(self._waiting, 1) if self._card is not None else 0
        done = len(self._answered)
        total = done + waiting
        self._count.setText(f"{min(done + 1, total)} / {total}" if self._card else f"{done} / {done}" if done else "")
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done if total else 1)
        self._undo_button.setEnabled(self.can_undo)
        self._fix_button.setEnabled(self._card is not None)

    def _count_again(self) -> None:
        if self._session is not None:
            self._waiting = self._session.counts().total
            self._count_up()

    def _ask_again(self) -> None:
        if self.asking and self._card is not None:
            self._ask(self._card)

    def _on_mode(self) -> None:
        self._wanted = str(self._modes.currentData() or "")
        self.mode_chosen.emit(self._wanted)
        self._ask_again()

    def _on_fixed(self, mode: str) -> None:
        if self._card is not None:
            self.mode_fixed.emit(self._card, mode)

    def _on_more_today(self) -> None:
        if self._session is not None:
            self._session.lift_limits()
            self._waiting = self._session.counts().total
            self.go_on()

    def _on_once_more(self) -> None:
        self.once_more.emit(list({each.card.id: 0 for each in self._answered if each.rating is Rating.AGAIN}))

    def _on_touched(self) -> None:
        self.clock.touch()
        self._check.setEnabled(bool(self.field.text().strip()))


def words_to_hide(card: Card, question: Question) -> tuple[str, ...]:
    """What must not be read elsewhere while ``question`` asks ``card``."""
    blanks = (card.sentence[start:end] for start, end in card.blanks)
    return tuple(dict.fromkeys(filter(None, (card.answer, *blanks, question.answer, *question.items))))
