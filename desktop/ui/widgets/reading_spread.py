"""An article with its outline on one side and the quiz on the other."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.article_view import ArticleView
from desktop.ui.widgets.contents_panel import ContentsPanel
from desktop.ui.widgets.find_bar import FindBar
from desktop.ui.widgets.phrase_legend import PhraseLegend
from desktop.ui.widgets.quiz_panel import QuizPanel
from desktop.ui.widgets.side_by_side import Part, SideBySide
from desktop.ui.widgets.text_parts import label
from desktop.ui.window_state import WindowState

NARROW = 1000  # below this many pixels the outline makes room
_TWO_FIT = 860  # from here on text and outline have room beside one another


class Parts(NamedTuple):
    """Which of them stand there."""

    contents: bool
    text: bool
    quiz: bool


class ReadingSpread(SideBySide):
    """``room`` is ``articles`` or ``review``. ``rearranged`` with the Parts that stood there before."""

    rearranged = Signal(object)  # Parts

    def __init__(self, look: Look, state: WindowState, room: str) -> None:
        super().__init__(state, f"splitter_{room}")
        self._room = room
        self.view = ArticleView(look)
        self.contents = ContentsPanel(look)
        self.quiz = QuizPanel(look)
        self.find_bar = FindBar(look, self.view)
        self.legend = PhraseLegend(look, state.marks)
        cover = QFrame()
        cover.setProperty("ground", "paper")
        self._cover_words = label("", "soft")
        self._cover_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(cover).addWidget(self._cover_words)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(cover)
        self.middle = QWidget()
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self.legend)
        self.contents.setMinimumWidth(200)
        self.middle.setMinimumWidth(280)
        self.fill([Part(self.contents, 240), Part(self.middle, 640, stretch=1), Part(self.quiz, 400)])
        self.contents.hide()
        self.quiz.setVisible(room == "review")
        self.retranslate()

    def retranslate(self) -> None:
        """Speak the language that is installed now."""
        for part in (self.find_bar, self.view, self.contents, self.quiz, self.legend):
            part.retranslate()
        self._cover_words.setText(self.tr("作答后显示文章"))

    @property
    def parts(self) -> Parts:
        """Those that stand there."""
        return Parts(not self.contents.isHidden(), not self.middle.isHidden(), not self.quiz.isHidden())

    @property
    def has_room(self) -> bool:
        """Whether the outline may stand beside text and quiz."""
        return self._room_width >= NARROW

    @property
    def _room_width(self) -> int:
        page = self.parentWidget()  # the spread itself may not be laid out yet
        return (page or self).width()

    def cover(self, covered: bool) -> None:
        """Cover the article whole, or show it again."""
        self._stack.setCurrentIndex(1 if covered else 0)

    def toggle(self, name: str) -> None:
        """Show or hide one of the parts; where neither text nor quiz would stay, the other one comes."""
        shown = self.parts._asdict()
        shown[name] = not shown[name]
        if not shown["text"] and not shown["quiz"]:
            shown["quiz" if name == "text" else "text"] = True
        if name == "contents" and shown["contents"] and not self.has_room and shown["quiz"] and shown["text"]:
            shown["quiz"] = self._room == "review"
            shown["text"] = not shown["quiz"] or self._room_width >= _TWO_FIT
        self.arrange(**shown)

    def arrange(self, *, contents: bool, text: bool, quiz: bool) -> None:
        """Show these parts; the outline makes room where it is narrow."""
        before = self.parts
        self.contents.setVisible(contents and not (text and quiz and not self.has_room))
        self.middle.setVisible(text)
        self.quiz.setVisible(quiz)
        self.rearranged.emit(before)
