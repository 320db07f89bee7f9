"""Reading an article, with its outline on one side and the quiz on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.article import Section, TextSpan
from desktop.domain.card import Card, Rating
from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.services.study_filter import study_filter
from desktop.ui.background import Task
from desktop.ui.card_editing import edit_card
from desktop.ui.leech_prompt import LeechPrompt
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.reading_edits import ReadingEdits
from desktop.ui.reading_marks import ReadingMarks
from desktop.ui.reading_tools import ACTIONS as READING_ACTIONS
from desktop.ui.reading_tools import ReadingTools
from desktop.ui.theme import Look
from desktop.ui.widgets.article_view import ArticleView
from desktop.ui.widgets.contents_panel import ContentsPanel
from desktop.ui.widgets.find_bar import FindBar
from desktop.ui.widgets.phrase_legend import PhraseLegend
from desktop.ui.widgets.phrase_marks import Density
from desktop.ui.widgets.quiz_panel import QuizPanel, words_to_hide
from desktop.ui.widgets.reader_bar import ReaderBar
from desktop.ui.widgets.text_parts import label, restyle_icons
from desktop.ui.window_state import Reading, WindowState
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.domain.question import Question
    from desktop.services.article_library import OpenArticle

_CALM_MS = 200  # after an answer, before marks are painted anew
NARROW = 1000  # below this many pixels the outline makes room


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
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_CALM_MS)
        self._settling.timeout.connect(self._settle)
        self._after_card = QTimer(self)
        self._after_card.setSingleShot(True)
        self._after_card.setInterval(0)
        self._after_card.timeout.connect(self._on_card_painted)

        self.view = ArticleView(look)
        self.contents = ContentsPanel(look)
        self.quiz = QuizPanel(look)
        self.find_bar = FindBar(look, self.view)
        self._bar = ReaderBar(look)
        self._legend = PhraseLegend(look, state.marks)
        self._legend.density_chosen.connect(self._on_density)
        self.tools = ReadingTools(look, state, self.view, self._is_hushed, self)
        self._leeches = LeechPrompt(self, self.quiz.show_edited)
        self._edits = ReadingEdits(look, self.announced.emit, self.undo_requested.emit, self)
        self._cover = QFrame()
        self._cover.setProperty("ground", "paper")
        cover = QVBoxLayout(self._cover)
        self._cover_words = label("", "soft")
        self._cover_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        cover.addWidget(self._cover_words)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._cover)

        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self._legend)
        self.middle = middle
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(5)
        self.splitter.setChildrenCollapsible(False)
        for widget in (self.contents, middle, self.quiz):
            self.splitter.addWidget(widget)
        self.contents.setMinimumWidth(200)
        middle.setMinimumWidth(280)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(2, 0)
        self.splitter.setSizes([240, 640, 400])

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self.splitter, 1)

        self._bar.back_requested.connect(self.go_back)
        self._bar.find_requested.connect(self.find_bar.open_bar)
        self._bar.toggled.connect(self._toggle)
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
        self.quiz.forgotten.connect(self._leeches.offer)
        self.quiz.finished.connect(self._on_finished)
        self.quiz.announced.connect(self.announced)
        self.quiz.undo_elsewhere.connect(self.undo_requested)
        self.quiz.actions_changed.connect(self.actions_changed)
        self.quiz.left.connect(self._on_left)
        self.quiz.once_more.connect(self.go_through)
        self.quiz.mode_chosen.connect(self._on_mode_chosen)
        self.quiz.mode_fixed.connect(self._on_mode_fixed)
        self.quiz.kind_mode_chosen.connect(self._on_kind_mode_chosen)
        self.quiz.read_on.connect(self._on_read_on)
        self.contents.hide()
        self.quiz.setVisible(room == "review")
        self._sync_toggles()
        if places := state.geometry(f"splitter_{room}"):
            self.splitter.restoreState(places)

    # What the window asks

    @property
    def article_id(self) -> str | None:
        """The article that is open."""
        return self._open.article.id if self._open else None

    def open_article(self, article_id: str) -> None:
        """Show an article where it was left; the quiz waits until it is wanted."""
        if self.workspace is None:
            return
        try:
            self._show_article(self.workspace, article_id)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        places = {place.article_id: place for place in self._state.reading()}
        if (place := places.get(article_id)) and place.offset:
            self.view.scroll_to(place.offset, animated=False, share=0.02)
        self._set_shown(contents=self.width() >= NARROW, text=True, quiz=False)

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
        self._set_shown(contents=False, text=True, quiz=True)
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
        self._set_shown(contents=True, text=True, quiz=not self.quiz.isHidden())
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
            self.view.scroll_to(place, animated=False, share=0.02)
            if self._quizzing:
                self.quiz.show_edited()  # its card may have moved, and what it asks for must be hidden again
        else:
            self._marks = ReadingMarks(workspace, now.article, self._legend.density)
            self._later.start(0)

    def retranslate(self) -> bool:
        for part in (self._bar, self.find_bar, self.view, self.contents, self.quiz, self._legend):
            part.retranslate()
        self._sync_toggles()
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
        if action in ("find", "find_next", "find_previous"):
            return self._open is not None and not self.middle.isHidden()
        if action in ("contents", "text", "quiz", "marks"):
            return True
        if action == "proposals":
            return self._open is not None
        if action in READING_ACTIONS:
            return self.tools.can(action)
        if action == "reveal":
            return self._quizzing and self.quiz.asking
        if action == "fix_mode":
            return self._quizzing and self.quiz.card is not None
        if action == "continue" or action.startswith("rate_"):
            return self._quizzing and self.quiz.answered
        if action == "back":
            return not (self._quizzing and self.quiz.asking)
        if action == "undo":
            return self.quiz.can_undo
        if action == "edit":
            return (self._quizzing and self.quiz.card is not None) or self._open is not None
        if action == "recite":
            return self._open is not None
        if action in ("make_card", "make_phrase"):
            return self._open is not None and self.view.selection is not None
        return False

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
                self._legend.step_density()
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
            self._set_shown(contents=not self.contents.isHidden(), text=True, quiz=False)
        else:
            self.room_requested.emit("articles_list" if self.room == "articles" else "today")

    def remember(self) -> None:
        """Keep splitter and place for the next time."""
        self._state.set_geometry(f"splitter_{self.room}", self.splitter.saveState())

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
        self._marks = ReadingMarks(workspace, opened.article, self._legend.density)
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
            selected = self.view.selection
            at = selected.start if selected is not None else self.view.place
            self._edits.edit_paragraph(self.workspace, self._open.article, at)

    def _recite(self) -> None:
        if self._open is not None:
            self.page_requested.emit("recite", self._open.article.id)

    def _make_phrase(self, span: TextSpan | None = None) -> None:
        span = span or self.view.selection
        if self.workspace is not None and self._open is not None and span is not None:
            phrases = self.workspace.library.phrases(self._open.article.id, TextSpan(span.start, span.end))
            self._edits.make_phrase(self.workspace, self._open.article, span, phrases)

    def _make_card(self, span: TextSpan | None = None) -> None:
        span = span or self.view.selection
        if self.workspace is not None and self._open is not None and span is not None:
            self._edits.make_card(self.workspace, self._open.article, span)

    def _on_place_chosen(self, start: int, end: int) -> None:
        self._set_shown(contents=True, text=True, quiz=self._quizzing)
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
        if card.article_id is not None and card.article_id != self.article_id:
            try:
                self._show_article(self.workspace, card.article_id)
            except AppError:
                self._open = None
        self.view.set_current(None)
        self._hide_answers(self.workspace)
        self._stack.setCurrentIndex(1 if self._state.cover_article else 0)

    def _hide_answers(self, workspace: Workspace) -> None:
        """Hide what the quiz asks for in the article, its outline and its title."""
        if self._open is None:
            return
        answers = self.quiz.hidden_words
        spans = workspace.desk.hidden_in(self._open.article.id, answers)
        self.view.hide_spans(spans)
        self.contents.hide_answers(lambda text: workspace.desk.masked(text, answers), spans)
        self._bar.show_title(workspace.desk.masked(self._open.article.title, answers))

    def _on_foreseen(self, card: Card, question: Question) -> None:
        """Find now what will have to be hidden: the desk keeps it."""
        if self.workspace is None or card.article_id is None:
            return
        desk, answers = self.workspace.desk, words_to_hide(card, question)
        spans = desk.hidden_in(card.article_id, answers)
        if self._open is not None and card.article_id == self.article_id:
            for text in (self._open.article.title, *self.contents.headings_in(spans)):
                desk.masked(text, answers)

    def _show_answers(self) -> None:
        self.view.show_answers()
        self.contents.hide_answers(None)
        if self._open is not None:
            self._bar.show_title(self._open.article.title)

    def _on_revealed(self, card: Card) -> None:
        self._on_card_painted()  # an answer may come before the next turn of the event loop
        self._stack.setCurrentIndex(0)
        self._show_answers()
        if card.article_span is None or self._open is None or card.article_id != self.article_id:
            return
        start = card.article_span.start - card.blanks[0].start
        self.view.set_current(TextSpan(start, start + len(card.sentence)), card.article_span)
        self.view.scroll_to(card.article_span.start)

    def _on_rated(self, card: Card, rating: Rating) -> None:
        if card.article_id == self.article_id:
            self._later.start(_CALM_MS)
        if self.workspace is not None and self.workspace.collection.unsettled:
            self._settling.start()

    def _settle(self) -> None:
        if self.workspace is not None:
            collection = self.workspace.collection
            self.work_requested.emit(Task(lambda _: collection.settle(), self))

    def _on_finished(self) -> None:
        self._asked = None
        if self._open is None:
            self._set_shown(contents=False, text=False, quiz=True)
        self._stack.setCurrentIndex(0)
        self._show_answers()
        self.view.set_current(None)

    def _on_mode_chosen(self, mode: str) -> None:
        self._state.quiz_mode = mode

    def _on_mode_fixed(self, card: Card, mode: str) -> None:
        if self.workspace is not None:
            self.workspace.workshop.fix_mode([card.id], mode)
            self.quiz.show_edited()

    def _on_kind_mode_chosen(self, kind: str, mode: str) -> None:
        if self.workspace is not None:
            self.workspace.desk.kind_modes.choose(kind, mode)
            self.quiz.ask_again()

    def _on_left(self) -> None:
        self.room_requested.emit("today")

    def _on_read_on(self) -> None:
        if self.room == "review" and self.article_id is not None:
            self.article_requested.emit(self.article_id)
        elif self._open is None:
            self.room_requested.emit("articles_list")
        else:
            self._set_shown(contents=not self.contents.isHidden(), text=True, quiz=False)

    # What stands beside what

    def _toggle(self, name: str) -> None:
        shown = {"contents": not self.contents.isHidden(), "text": not self.middle.isHidden(), "quiz": self._quizzing}
        shown[name] = not shown[name]
        if not shown["text"] and not shown["quiz"]:
            shown["quiz" if name == "text" else "text"] = True
        if name == "contents" and shown["contents"] and self.width() < NARROW and shown["quiz"] and shown["text"]:
            shown["quiz"] = self.room == "review"
            shown["text"] = not shown["quiz"] or self.width() >= 860
        self._set_shown(**shown)
        if name == "quiz" and shown["quiz"] and self.quiz.card is None:
            self.start_quiz(self.article_id if self.room == "articles" else None)

    def _set_shown(self, *, contents: bool, text: bool, quiz: bool) -> None:
        if quiz and text and contents and self.width() < NARROW:
            contents = False
        before = self._quizzing
        was = (self.contents.isHidden(), self.middle.isHidden(), self.quiz.isHidden())
        self.contents.setVisible(contents)
        self.middle.setVisible(text)
        self.quiz.setVisible(quiz)
        if before and not quiz:
            self._show_answers()
            self._stack.setCurrentIndex(0)
            self.view.set_current(None)
        elif quiz and not before and self.quiz.asking and self.quiz.card is not None:
            self._on_asked(self.quiz.card)
        self._sync_toggles()
        self.actions_changed.emit()
        if self.isVisible() and was != (not contents, not text, not quiz):
            self.focus_start()

    def _sync_toggles(self) -> None:
        self._bar.show_parts(
            contents=not self.contents.isHidden(), text=not self.middle.isHidden(), quiz=self._quizzing
        )
        self._cover_words.setText(self.tr("作答后显示文章"))
        self._legend.retranslate()
