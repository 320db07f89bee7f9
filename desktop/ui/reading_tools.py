"""What helps with a word while reading: the card that explains it, its reading above it, a voice."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.article import Article, TextSpan
from desktop.domain.errors import AppError, BadValue
from desktop.ui.dialogs.edit_dialog import EditDialog
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.reading_pinyin import PinyinChoice, ReadingPinyin
from desktop.ui.speech import Speaker, find_voice, why_silent
from desktop.ui.theme import Look
from desktop.ui.widgets.article_view import ArticleView
from desktop.ui.widgets.phrase_card import PhraseCard
from desktop.ui.widgets.phrase_marks import PhraseMark
from desktop.ui.window_state import WindowState
from desktop.ui.workspace import Workspace

_LINGER_MS = 450  # the pointer rests this long on a phrase before its card shows
_LEAVE_MS = 350  # time to reach the card

ACTIONS = ("about_phrase", "next_phrase", "previous_phrase", "pinyin", "reading", "speak")


class ReadingTools(QObject):
    """Works on one view. ``card_requested`` and ``phrase_requested`` give the span that the card is about.

    ``hushed`` says when nothing may be explained, because it is being asked.
    """

    announced = Signal(Notice)
    article_requested = Signal(str)
    card_requested = Signal(TextSpan)
    phrase_requested = Signal(TextSpan)

    def __init__(
        self, look: Look, state: WindowState, view: ArticleView, hushed: Callable[[], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look, self._state, self._view, self._hushed, self._window = look, state, view, hushed, parent
        self._workspace: Workspace | None = None
        self._article: Article | None = None
        self._pinyin: ReadingPinyin | None = None
        self._shown: TextSpan | None = None
        self.card = PhraseCard(look, view)
        self.card.article_requested.connect(self.article_requested)
        self.card.card_requested.connect(self._on_card_requested)
        self.card.phrase_requested.connect(self._on_phrase_requested)
        self.card.reading_requested.connect(self._on_reading_requested)
        self.card.speak_requested.connect(self._on_speak_requested)
        self._linger, self._leave = QTimer(self), QTimer(self)
        for timer, wait, act in (
            (self._linger, _LINGER_MS, self._on_lingered),
            (self._leave, _LEAVE_MS, self._on_left),
        ):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(act)
        view.phrase_pointed.connect(self._on_pointed)
        view.phrase_chosen.connect(self._on_chosen)
        view.verticalScrollBar().valueChanged.connect(self.card.hide)

    @cached_property
    def speaker(self) -> Speaker:
        """The voice of the system, looked for when it is first needed."""
        return Speaker(find_voice(), self)

    def open(self, workspace: Workspace, article: Article) -> None:
        """Another article is shown, or the same one anew."""
        self._workspace, self._article = workspace, article
        self.card.hide()
        if self._pinyin is None:
            found = [each for each in PinyinChoice if each == self._state.pinyin]
            self._pinyin = ReadingPinyin(workspace, found[0] if found else PinyinChoice.NONE)
        self._show_pinyin()

    def can(self, action: str) -> bool:
        """Whether the action of that name, one of ACTIONS, makes sense now."""
        if self._article is None:
            return False
        if action in ("about_phrase", "reading"):
            return not self._hushed() and self._span() is not None
        return action != "speak" or not self._hushed()

    def perform(self, action: str) -> None:
        """Do what the action of that name says."""
        match action:
            case "about_phrase":
                self._explain(self._span(), self._view.pointed if self._view.selection is None else None)
            case "next_phrase" | "previous_phrase":
                self._step(1 if action == "next_phrase" else -1)
            case "pinyin":
                self._turn_pinyin()
            case "reading":
                self._correct(self._span())
            case "speak":
                self._speak()

    # Explaining

    def _span(self) -> TextSpan | None:
        if (selected := self._view.selection) is not None:
            return selected
        mark = self._view.pointed
        return None if mark is None else TextSpan(mark.start, mark.end)

    def _step(self, step: int) -> None:
        mark = self._view.step_mark(step)
        if mark is not None and not self._hushed():
            self._explain(TextSpan(mark.start, mark.end), mark)

    def _explain(self, span: TextSpan | None, mark: PhraseMark | None) -> None:
        if self._workspace is None or self._article is None or span is None or span.end - span.start > 100:
            return
        try:
            facts = self._workspace.phrase_base.about(self._article.id, span)
            dues = [due for card in facts.cards if (due := self._workspace.cards.due(card)) is not None]
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        self._shown = span
        silence = "" if self.speaker.voice is not None else why_silent()
        self.card.show_facts(facts, mark, dues, self._workspace.collection.now(), silence)
        box = self._view.box_of(span).toRect()
        corner = self._view.viewport().mapTo(self._view, QPoint(box.left(), box.top()))
        self.card.place_by(QRect(corner, box.size()))

    def _on_pointed(self, mark: PhraseMark | None) -> None:
        if mark is None:
            self._linger.stop()
            self._leave.start()
        elif not self._hushed():
            self._leave.stop()
            self._linger.start()

    def _on_chosen(self, mark: PhraseMark) -> None:
        if not self._hushed():
            self._linger.stop()
            self._explain(TextSpan(mark.start, mark.end), mark)

    def _on_lingered(self) -> None:
        mark = self._view.pointed
        if mark is not None and not self._hushed() and self._view.selection is None:
            self._explain(TextSpan(mark.start, mark.end), mark)

    def _on_left(self) -> None:
        if not self.card.underMouse():
            self.card.hide()

    def _on_card_requested(self) -> None:
        self.card.hide()
        if self._shown is not None:
            self.card_requested.emit(self._shown)

    def _on_phrase_requested(self) -> None:
        self.card.hide()
        if self._shown is not None:
            self.phrase_requested.emit(self._shown)

    def _on_reading_requested(self) -> None:
        self.card.hide()
        self._correct(self._shown)

    def _on_speak_requested(self) -> None:
        if self._article is not None and self._shown is not None:
            self.speaker.say(self._article.text[self._shown.start : self._shown.end])

    # Reading aloud

    def _speak(self) -> None:
        if self._article is None:
            return
        if self.speaker.voice is None:
            self.announced.emit(Notice(why_silent()))
            return
        span = self._view.selection
        if span is None:  # the paragraph at the top
            text, at = self._article.text, self._view.place
            end = text.find("\n", at)
            span = TextSpan(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)
        self.speaker.say(self._article.text[span.start : span.end])

    # Pinyin

    def _turn_pinyin(self) -> None:
        if self._pinyin is None or self._article is None:
            return
        selected = self._view.selection
        if selected is not None and selected.end - selected.start <= 100:
            self._pinyin.toggle(self._article.text[selected.start : selected.end])
        else:
            order = [PinyinChoice.NONE, PinyinChoice.HARD, PinyinChoice.ALL]
            self._pinyin.choice = order[(order.index(self._pinyin.choice) + 1) % len(order)]
            self._state.pinyin = self._pinyin.choice.value
            names = (self.tr("不注音"), self.tr("难字注音"), self.tr("全部注音"))
            self.announced.emit(Notice(names[order.index(self._pinyin.choice)]))
        self._show_pinyin()

    def _show_pinyin(self) -> None:
        pinyin = self._pinyin
        if pinyin is None:
            return
        rubies = (lambda _, text: pinyin.rubies(text)) if pinyin.shows else None
        self._view.set_rubies(rubies, tall=pinyin.choice is PinyinChoice.ALL)

    def _correct(self, span: TextSpan | None) -> None:
        workspace, article = self._workspace, self._article
        if workspace is None or article is None or span is None or span.end - span.start > 20:
            return
        word = article.text[span.start : span.end]
        hint = self.tr("每个字一个音节，用空格隔开，声调用符号或数字：yín háng 或 yin2 hang2。留空恢复原来的读音。")
        fields = [(self.tr("“{word}”的读音").format(word=word), " ".join(workspace.pinyin.annotate(word)))]
        dialog = EditDialog(self._look, self.tr("修改读音"), fields, hint, self._window)

        def save(texts: list[str]) -> None:
            try:
                workspace.pinyin.correct(word, texts[0].strip())
            except BadValue:
                dialog.complain(self.tr("读音要每个字一个音节，共 %n 个，例如：", "", len(word)) + fields[0][1])
                return
            dialog.accept()
            if self._pinyin is not None:
                self._pinyin.reload()
                self._show_pinyin()

        dialog.saved.connect(save)
        dialog.open()
