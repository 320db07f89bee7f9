"""The quiz: the cards of a session one after another, each asked, answered, checked and rated."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.card import Card, Rating
from desktop.domain.errors import AppError
from desktop.domain.question import QuestionMode
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.quiz_round import QuizRound
from desktop.ui.theme import Look
from desktop.ui.widgets.answer_clock import AnswerClock
from desktop.ui.widgets.answer_view import AnswerView
from desktop.ui.widgets.mode_menu import ModeMenu
from desktop.ui.widgets.question_view import QuestionView
from desktop.ui.widgets.quiz_bar import QuizBar
from desktop.ui.widgets.session_summary import SessionSummary
from desktop.ui.widgets.text_parts import button, restyle_icons

if TYPE_CHECKING:
    from desktop.domain.question import Marking, Question
    from desktop.services.journal import Journal
    from desktop.services.question_desk import QuestionDesk
    from desktop.services.review_session import CramSession, ReviewSession


WIDEST = 640  # pixels of a line, where the quiz stands alone
_AHEAD_MS = 50  # after the answer, before the next question is made
_CALM_MS = 200  # after an answer, before what waits is counted anew
LOW = 560  # pixels below which the question is set smaller


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
        self.round: QuizRound | None = None
        self._marking: Marking | None = None  # of the answer that is shown
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

        self.bar = QuizBar(look)
        self.bar.mode_chosen.connect(self._on_mode)
        self.bar.fix_requested.connect(self.show_modes)
        self.bar.undone.connect(self.undo)
        self.mode_menu = ModeMenu(self)
        self.mode_menu.fixed.connect(self._on_fixed)
        self.mode_menu.kind_chosen.connect(self.kind_mode_chosen)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_card_side())
        self._stack.addWidget(self.summary)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 16)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.retranslate()
        self.restyle()

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
        self._check.setText(self.tr("核对"))
        self._check.setToolTip(self.tr("Enter"))
        self._give_up.setText(self.tr("不知道"))
        self._give_up.setToolTip(self.tr("看答案（Esc，或在空白处按空格）"))
        for part in (self.bar, self.view, self.answer, self.summary):
            part.retranslate()
        if self.card is not None and self.question is not None:
            self.view.name_kind(self.question, self.card, answered=self.answered)
        if self.answered and self.round is not None:
            self._say_verdict(self.round)

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
        return None if self.round is None else self.round.card

    @property
    def question(self) -> Question | None:
        """The question that asks it."""
        return None if self.round is None else self.round.question

    @property
    def asking(self) -> bool:
        """Whether a question stands and waits for its answer."""
        return self.card is not None and self.answer.isHidden()

    @property
    def answered(self) -> bool:
        """Whether an answer stands and waits for its rating."""
        return self.card is not None and not self.answer.isHidden()

    @property
    def can_undo(self) -> bool:
        """Whether a rating of this session can be taken back."""
        return self.done > 0

    @property
    def done(self) -> int:
        """How many ratings this session has."""
        return 0 if self.round is None else len(self.round.answered)

    @property
    def hidden_words(self) -> tuple[str, ...]:
        """What must not be read elsewhere while the question stands."""
        card, question = self.card, self.question
        return () if card is None or question is None else words_to_hide(card, question)

    # What the learner does

    def start(
        self,
        session: ReviewSession | CramSession,
        desk: QuestionDesk,
        now: Callable[[], datetime],
        journal: Journal,
        mode: str = "",
    ) -> None:
        """Begin a session; ``journal`` takes ratings back. All is asked in ``mode``, or, where that is empty, in the
        one that fits each card.
        """
        self.round = QuizRound(session, desk, now, journal, mode)
        self.bar.show_mode(mode)
        self.go_on()

    def go_on(self) -> None:
        """Ask the next card, or say that nothing is left."""
        if self.round is None:
            return
        try:
            card = self.round.next_card()
            if card is None:
                self._finish(self.round)
            else:
                self._ask(self.round, card)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))

    def check(self) -> None:
        """Compare what was typed with the answer; nothing typed is nothing known."""
        if not self.asking or self.round is None or not self.view.is_written:
            return
        if given := self.field.text().strip():
            self._show_answer(self.round, self.round.mark(given))
        else:
            self.reveal()

    def choose(self, reply: object) -> None:
        """Mark what was chosen, or the order that was."""
        question = self.question
        if not self.asking or self.round is None or question is None or self.view.is_written:
            return
        given = reply == 0 if question.mode == "truefalse" else reply
        self._show_answer(self.round, self.round.mark(given))  # type: ignore[arg-type]

    def reveal(self) -> None:
        """Show the answer to someone who does not know it."""
        if self.asking and self.round is not None:
            self.round.how = "shown"
            self._show_answer(self.round, None)

    def rate(self, rating: Rating) -> None:
        """Schedule the card by ``rating``; on disk before anything else is shown."""
        card, asked = self.card, self.round
        if not self.answered or card is None or asked is None:
            return
        try:
            review = asked.rate(card, rating, self.clock.elapsed())
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
        else:
            self._recount.start()
            self.rated.emit(card, rating)
            if action := asked.session.leech(review):
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
        if self.round is None or not self.can_undo:
            return
        card = self.round.take_back()
        if card is None:
            self.undo_elsewhere.emit()
        else:
            self._ask(self.round, card)

    def ask_in(self, mode: str) -> None:
        """Ask all cards in ``mode``, or by how well each is known where it is empty."""
        self.bar.show_mode(mode)
        self._on_mode(mode)

    def show_modes(self) -> None:
        """Offer to fix the mode of this card, or of its kind."""
        if self.round is not None and self.round.card is not None:
            self.mode_menu.offer(self.round.card, self.round.desk.kind_modes.all().get(self.round.card.kind, ""))
            self.mode_menu.popup(self.bar.menu_place())

    def show_edited(self) -> None:
        """The card was changed, or the article it is from: show it as it is now, at the same step."""
        if self.round is None or self.round.card is None:
            return
        try:
            card = self.round.session.card(self.round.card.id)
        except AppError:  # it went with what was changed
            self.go_on()
            return
        if not self.answered:
            typed = self.field.text()
            self._ask(self.round, card)
            self.field.setText(typed)
            return
        question = self.round.ask(card, QuestionMode.TYPED)
        self.view.question = question
        self.view.cloze.ask(question.prompt.text, question.prompt.hidden)
        self.answer.show_solution(self.view.reveal(card))
        self.revealed.emit(card)

    def forget(self, review_id: str) -> None:
        """A rating was taken back elsewhere: if it is of this session, it counts no longer."""
        if self.round is not None and self.round.forget(review_id):
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

    def _ask(self, asked: QuizRound, card: Card) -> None:
        question = asked.ask(card)
        self._stack.setCurrentIndex(0)
        self.answer.hide()
        self._asking.show()
        self.view.ask(question, card)
        self._check.setVisible(self.view.is_written)
        self._check.setEnabled(False)
        self._show_count()
        self.clock.start()
        self.asked.emit(card)
        self.actions_changed.emit()
        self.focus()

    def _say_verdict(self, asked: QuizRound) -> bool:
        """The verdict and the intervals in words; false where the card is gone."""
        try:
            intervals = asked.intervals()
        except AppError as error:  # its article went into the trash meanwhile
            self.announced.emit(Notice(words(error), "error"))
            self.go_on()
            return False
        self.answer.show_verdict(self._marking, intervals)
        return True

    def _show_answer(self, asked: QuizRound, marking: Marking | None) -> None:
        card, question = asked.card, asked.question
        if card is None or question is None:
            return
        self.clock.touch()
        self._marking = marking
        if not self._say_verdict(asked):
            return
        self.answer.show_solution(self.view.reveal(card))
        # A written answer stands in its place and in the comparison; options show which was right.
        self.field.hide()
        self.options.setVisible(question.mode in ("choice", "truefalse"))
        self._asking.hide()
        self.answer.show()
        self.revealed.emit(card)
        self.actions_changed.emit()
        self.focus()
        self._ahead.start()

    def _foresee(self) -> None:
        """Make the next question while the answer is read; ``go_on`` finds it made if that card does come next."""
        if not self.answered or self.round is None:
            return
        try:
            following = self.round.likely_next()
        except AppError:  # what is wrong is said when it is asked
            return
        if following is not None:
            self.foreseen.emit(*following)
        gc.collect(1)  # of what is young, so that the search for cycles does not come with the rating

    def _finish(self, asked: QuizRound) -> None:
        asked.finish()
        self._stack.setCurrentIndex(1)
        self._show_count()
        count, known = len(asked.answered), sum(each.rating is not Rating.AGAIN for each in asked.answered)
        held_back = asked.session.held_back()
        self.summary.show_session(count, known, asked.minutes, list(asked.missed.values()), held_back)
        self.finished.emit()
        self.actions_changed.emit()
        self.focus()

    def _show_count(self) -> None:
        waiting = 0 if self.round is None else self.round.waiting
        self.bar.show_count(self.done, waiting, asking=self.card is not None)

    def _count_again(self) -> None:
        if self.round is not None:
            self.round.count()
            self._show_count()

    def ask_again(self) -> None:
        """Ask the card that stands as it is to be asked now."""
        if self.asking and self.round is not None and self.round.card is not None:
            self._ask(self.round, self.round.card)

    def _on_mode(self, mode: str) -> None:
        if self.round is not None:
            self.round.wanted = mode
        self.mode_chosen.emit(mode)
        self.ask_again()

    def _on_fixed(self, mode: str) -> None:
        if self.card is not None:
            self.mode_fixed.emit(self.card, mode)

    def _on_more_today(self) -> None:
        if self.round is not None:
            self.round.session.lift_limits()
            self.round.count()
            self.go_on()

    def _on_once_more(self) -> None:
        if self.round is not None:
            self.once_more.emit(list(self.round.missed))

    def _on_touched(self) -> None:
        self.clock.touch()
        self._check.setEnabled(bool(self.field.text().strip()))


def words_to_hide(card: Card, question: Question) -> tuple[str, ...]:
    """What must not be read elsewhere while ``question`` asks ``card``."""
    blanks = (card.sentence[start:end] for start, end in card.blanks)
    return tuple(dict.fromkeys(filter(None, (card.answer, *blanks, question.answer, *question.items))))
