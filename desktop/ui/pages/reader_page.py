"""Reading an article, with its outline on one side and the quiz on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.article import Section, TextSpan
from desktop.domain.card import Card, Rating
from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.services.study_filter import study_filter
from desktop.ui.answer_hiding import AnswerHiding
from desktop.ui.card_editing import edit_card
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.quiz_wishes import QuizWishes
from desktop.ui.reading_edits import ReadingEdits
from desktop.ui.reading_marks import ReadingMarks
from desktop.ui.reading_tools import ACTIONS as READING_ACTIONS
from desktop.ui.reading_tools import ReadingTools
from desktop.ui.theme import Look
from desktop.ui.widgets.phrase_marks import Density
from desktop.ui.widgets.reader_bar import ReaderBar
from desktop.ui.widgets.reading_spread import Parts, ReadingSpread
from desktop.ui.widgets.text_parts import restyle_icons
from desktop.ui.window_state import Reading, WindowState
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.domain.question import Question
    from desktop.services.article_library import OpenArticle

_CALM_MS = 200  # after an answer, before marks are painted anew


class ReaderPage(Page):
    """One article and its quiz, or (``room`` review) a session over everything that follows its cards' articles."""

    shows: ClassVar[Changed] = Changed.SCHEDULE | Changed.ARTICLES

    def __init__(self, look: Look, state: WindowState, room: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.room = room
        self._state = state
        self._open: OpenArticle | None = None
        self._sections: tuple[Section, ...] = ()
        self._marks: ReadingMarks | None = None
        self._asked: Card | None = None  # whose article is yet to be shown
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_rest)
        self._after_card = QTimer(self)
        self._after_card.setSingleShot(True)
        self._after_card.setInterval(0)
        self._after_card.timeout.connect(self._on_card_painted)

        self.spread = ReadingSpread(look, state, room)
        self.view, self.contents, self.quiz = self.spread.view, self.spread.contents, self.spread.quiz
        self.find_bar, self.legend = self.spread.find_bar, self.spread.legend
        self._bar = ReaderBar(look)
        self._hiding = AnswerHiding(self.spread, self._bar, self)
        self.tools = ReadingTools(look, state, self.view, self._is_hushed, self)
        self._wishes = QuizWishes(self, state, self.quiz)
        self._edits = ReadingEdits(look, self.view, self.announced.emit, self.undo_requested.emit, self)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self.spread, 1)

        self._bar.back_requested.connect(self.go_back)
        self._bar.find_requested.connect(self.find_bar.open_bar)
        self._bar.toggled.connect(self._toggle)
        self.spread.rearranged.connect(self._on_rearranged)
        self.legend.density_chosen.connect(self._on_density)
        self._bar.recite_requested.connect(self._recite)
        self.tools.announced.connect(self.announced)
        self.tools.article_requested.connect(self.article_requested)
        self.tools.card_requested.connect(self._make_card)
        self.tools.phrase_requested.connect(self._make_phrase)
        self.view.phrase_pointed.connect(self.actions_changed)
        self.contents.place_chosen.connect(self._on_place_chosen)
        self.contents.repairs_opened.connect(self._on_repairs_opened)
        self.contents.review_requested.connect(self._on_repairs_requested)
        self.view.place_changed.connect(self._on_place_changed)
        self.view.selectionChanged.connect(self.actions_changed)
        self.find_bar.closed.connect(self._on_find_closed)
        self.quiz.asked.connect(self._on_asked)
        self.quiz.foreseen.connect(self._on_foreseen)
        self.quiz.revealed.connect(self._on_revealed)
        self.quiz.rated.connect(self._on_rated)
        self.quiz.finished.connect(self._on_finished)
        self.quiz.announced.connect(self.announced)
        self.quiz.undo_elsewhere.connect(self.undo_requested)
        self.quiz.actions_changed.connect(self.actions_changed)
        self.quiz.left.connect(self._on_left)
        self.quiz.once_more.connect(self.go_through)
        self.quiz.read_on.connect(self._on_read_on)
        self._bar.show_parts(**self.spread.parts._asdict())

    # What the window asks

    @property
    def article_id(self) -> str | None:
        """The article that is open."""
        return self._open.article.id if self._open else None

    def open_article(self, article_id: str) -> None:
        """Show an article where it was left; the quiz waits until it is wanted."""
        if self.workspace is None:
            return
        places = {place.article_id: place for place in self._state.reading()}  # before its first screen counts as one
        try:
            self._show_article(self.workspace, article_id)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        if (place := places.get(article_id)) and place.offset:
            self.view.scroll_to(place.offset, animated=False, share=0.0)
        self.spread.arrange(contents=self.spread.has_room, text=True, quiz=False)

    def open_target(self, target: str) -> None:
        """Study the deck that ``deck:NAME`` names, or what the filter in ``query:…`` finds."""
        try:
            if target.startswith("deck:"):
                self.start_quiz(None, target.removeprefix("deck:"))
            elif found := study_filter(target.removeprefix("query:")):
                self.start_quiz(None, found.deck or None, found.kind, found.tag)
        except AppError as error:  # there is no such deck, not any more
            self.announced.emit(Notice(words(error), "error"))

    def start_quiz(self, article_id: str | None, deck: str | None = None, kind: str = "", tag: str = "") -> None:
        """Begin a session: over one article, over one deck with those below it, one kind or tag, or over everything."""
        if self.workspace is None:
            return
        workspace = self.workspace
        self.spread.arrange(contents=False, text=True, quiz=True)
        self.quiz.start(
            workspace.review(article_id, deck, kind, tag),
            workspace.desk,
            workspace.collection.now,
            workspace.journal,
            self._state.quiz_mode,
        )

    def go_through(self, card_ids: list[str]) -> None:
        """Ask those cards until each was known; their schedules stay as they are."""
        if self.workspace is None:
            return
        from desktop.services.review_session import CramSession

        workspace = self.workspace
        session = CramSession(workspace.collection, card_ids)
        self.quiz.start(session, workspace.desk, workspace.collection.now, workspace.journal, self._state.quiz_mode)

    def enter_review(self) -> None:
        """Go on with the session over everything, or begin one."""
        if self.quiz.card is None:
            self.start_quiz(None)

    def show_repairs(self) -> None:
        """Turn to the list of what was repaired."""
        self.spread.arrange(contents=True, text=True, quiz=not self.quiz.isHidden())
        self.contents.show_repairs()

    def load(self, workspace: Workspace) -> None:
        if self._open is None:
            return
        if not self.stale_by & Changed.ARTICLES:
            self._later.start(_CALM_MS)
            return
        article_id, place = self._open.article.id, self.view.place
        now = workspace.library.open(article_id, phrases=False)
        if now.article != self._open.article or now.sections != self._sections:
            self._show_article(workspace, article_id)
            self.view.scroll_to(place, animated=False, share=0.0)
            if self._quizzing:
                self.quiz.show_edited()  # its card may have moved, and what it asks for must be hidden again
        else:
            self._marks = ReadingMarks(workspace, now.article, self.legend.density)
            self._later.start(0)

    def retranslate(self) -> bool:
        self._bar.retranslate()
        self.spread.retranslate()
        if self.quiz.asking and self._quizzing:
            typed = self.quiz.field.text()
            self.quiz.show_edited()
            self.quiz.field.setText(typed)
        return True

    def restyle(self) -> None:
        restyle_icons(self.look, self)
        self.quiz.restyle()
        if self._open is not None:
            self.view.restyle()

    def can(self, action: str) -> bool:
        opened, card, asking = self._open is not None, self.quiz.card is not None, self._quizzing and self.quiz.asking
        match action:
            case "contents" | "text" | "quiz" | "marks":
                return True
            case "find" | "find_next" | "find_previous":
                return opened and self.spread.parts.text
            case "proposals" | "recite":
                return opened
            case "make_card" | "make_phrase":
                return opened and self.view.selection is not None
            case "edit":
                return opened or (self._quizzing and card)
            case "reveal":
                return asking
            case "back":
                return not asking
            case "fix_mode":
                return self._quizzing and card
            case "undo":
                return self.quiz.can_undo
            case "continue" | "rate_1" | "rate_2" | "rate_3" | "rate_4":
                return self._quizzing and self.quiz.answered
            case _:
                return action in READING_ACTIONS and self.tools.can(action)

    def perform(self, action: str) -> None:
        self._follow()
        match action:
            case "find":
                self.find_bar.open_bar()
            case "find_next":
                self.find_bar.next()
            case "find_previous":
                self.find_bar.previous()
            case "marks":
                self.legend.step_density()
            case _ if action in READING_ACTIONS:
                self.tools.perform(action)
            case "contents" | "text" | "quiz":
                self._toggle(action)
            case "reveal":
                self.quiz.reveal()
            case "continue":
                self.quiz.take_suggestion()
            case "back":
                self.go_back()
            case "undo":
                self.quiz.undo()
            case "fix_mode":
                self.quiz.show_modes()
            case "make_card":
                self._make_card()
            case "make_phrase":
                self._make_phrase()
            case "edit":
                self._edit()
            case "recite":
                self._recite()
            case "proposals" if self.article_id is not None:
                self.page_requested.emit("proposals", self.article_id)
            case _ if action.startswith("rate_"):
                self.quiz.rate(Rating(int(action.removeprefix("rate_"))))

    def go_back(self) -> None:
        """One step out: the find bar, the quiz beside an article, then the page."""
        if self.tools.card.isVisible():
            self.tools.card.hide()
        elif not self.find_bar.isHidden():
            self.find_bar.close_bar()
        elif self.room == "articles" and self._quizzing:
            self.spread.arrange(contents=self.spread.parts.contents, text=True, quiz=False)
        else:
            self.room_requested.emit("articles_list" if self.room == "articles" else "today")

    def focus_start(self) -> None:
        """Put the keyboard where it is needed when the page is shown."""
        if self._quizzing:
            self.quiz.focus()
        else:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # The article

    @property
    def _quizzing(self) -> bool:
        return not self.quiz.isHidden()

    def _show_article(self, workspace: Workspace, article_id: str) -> None:
        """Raises NotFound."""
        opened = workspace.library.open(article_id, phrases=False)
        self._open, self._sections = opened, opened.sections
        self._marks = ReadingMarks(workspace, opened.article, self.legend.density)
        self.view.show_article(opened.article, opened.sections)
        self.tools.open(workspace, opened.article)
        self.contents.show_outline(opened.sections)
        self._bar.show_title(opened.article.title)
        self._later.start(0)  # what can wait until the first screen is painted

    def _show_rest(self) -> None:
        """What the cards of the article are known by now, in its marks and its outline."""
        if self.workspace is None or self._open is None or self._marks is None:
            return
        try:
            memory = self.workspace.library.memory(self._open.article.id)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        self._marks.remember(memory)
        self.view.set_marks(self._marks)
        self.contents.show_recall(
            [(each.start, each.retrievability) for each in memory if each.retrievability is not None]
        )

    def _is_hushed(self) -> bool:
        return self._quizzing and self.quiz.asking

    def _on_density(self, density: str) -> None:
        self._state.marks = density
        if self._marks is not None:
            self._marks.show(Density(density))
            self.view.set_marks(self._marks)

    def _on_repairs_opened(self) -> None:
        if self.workspace is None or self._open is None:
            return
        try:
            _, repairs, refused = self.workspace.library.repairs(self._open.article.id)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        self.contents.list_repairs([each for each in repairs if each[1:3] not in refused])

    def _edit(self) -> None:
        """The card that is asked, or, with the keyboard in the article, the paragraph where the cursor stands."""
        if self.workspace is None:
            return
        if self._quizzing and self.quiz.card is not None and not self.view.hasFocus():
            edit_card(self.look, self.workspace, self.quiz.card, self, self.quiz.show_edited)
        elif self._open is not None:
            self._edits.edit_paragraph(self.workspace, self._open.article)

    def _recite(self) -> None:
        if self._open is not None:
            self.page_requested.emit("recite", self._open.article.id)

    def _make_phrase(self, span: TextSpan | None = None) -> None:
        if self.workspace is not None and self._open is not None:
            self._edits.make_phrase(self.workspace, self._open.article, span)

    def _make_card(self, span: TextSpan | None = None) -> None:
        if self.workspace is not None and self._open is not None:
            self._edits.make_card(self.workspace, self._open.article, span)

    def _on_place_chosen(self, start: int, end: int) -> None:
        self.spread.arrange(contents=True, text=True, quiz=self._quizzing)
        self.view.scroll_to(start)
        self.view.set_current(TextSpan(start, end) if end > start else None)

    def _on_repairs_requested(self) -> None:
        if self.article_id is not None:
            self.page_requested.emit("repairs", self.article_id)

    def _on_place_changed(self, offset: int, share: float) -> None:
        if self._open is None:
            return
        self._bar.show_share(share)
        self.contents.follow(offset)
        if self.room == "articles" and self.isVisible():
            self._state.set_reading(Reading(self._open.article.id, offset, share))

    def _on_find_closed(self) -> None:
        self.focus_start()

    # The quiz

    def _on_asked(self, card: Card) -> None:
        self.view.viewport().setUpdatesEnabled(False)  # until the card, which the learner looks at, is painted
        self._after_card.start()
        self._asked = card
        if card.article_id is None or card.article_id == self.article_id:
            self._follow()

    def _on_card_painted(self) -> None:
        self._follow()
        self.view.viewport().setUpdatesEnabled(True)

    def _follow(self) -> None:
        """Show the article of the card that is asked, without the answer."""
        card, self._asked = self._asked, None
        if card is None or self.workspace is None:
            return
        nothing_open = self._open is None
        if card.article_id is not None and card.article_id != self.article_id:
            try:
                self._show_article(self.workspace, card.article_id)
            except AppError:
                self._open = None
        if nothing_open and self.spread.parts.text is (self._open is None):  # no room for an article that is not there
            self.spread.arrange(contents=False, text=self._open is not None, quiz=True)
        self.view.set_current(None)
        if self._open is not None:
            self._hiding.hide(self.workspace, self._open.article)
        self.spread.cover(self._state.cover_article)

    def _on_foreseen(self, card: Card, question: Question) -> None:
        if self.workspace is not None:
            self._hiding.foresee(self.workspace, self._open.article if self._open else None, card, question)

    def _show_answers(self) -> None:
        self._hiding.show(self._open.article if self._open else None)

    def _on_revealed(self, card: Card) -> None:
        self._on_card_painted()  # an answer may come before the next turn of the event loop
        self._show_answers()
        if card.article_id == self.article_id:
            self._hiding.point_out(card)

    def _on_rated(self, card: Card, rating: Rating) -> None:
        if card.article_id == self.article_id:
            self._later.start(_CALM_MS)

    def _on_finished(self) -> None:
        self._asked = None
        if self._open is None:
            self.spread.arrange(contents=False, text=False, quiz=True)
        self._show_answers()
        self.view.set_current(None)

    def _on_left(self) -> None:
        self.room_requested.emit("today")

    def _on_read_on(self) -> None:
        if self.room == "review" and self.article_id is not None:
            self.article_requested.emit(self.article_id)
        elif self._open is None:
            self.room_requested.emit("articles_list")
        else:
            self.spread.arrange(contents=self.spread.parts.contents, text=True, quiz=False)

    # What stands beside what

    def _on_rearranged(self, before: Parts) -> None:
        now = self.spread.parts
        if before.quiz and not now.quiz:
            self._show_answers()
            self.view.set_current(None)
        elif now.quiz and not before.quiz and self.quiz.asking and self.quiz.card is not None:
            self._on_asked(self.quiz.card)
        self._bar.show_parts(**now._asdict())
        self.actions_changed.emit()
        if self.isVisible() and before != now:
            self.focus_start()

    def _toggle(self, name: str) -> None:
        self.spread.toggle(name)
        if name == "quiz" and self._quizzing and self.quiz.card is None:
            self.start_quiz(self.article_id if self.room == "articles" else None)
