"""What a learner changes while reading: a paragraph, a phrase, a card made of the words that are selected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.article import Article, TextSpan
from desktop.domain.errors import AppError, BadValue
from desktop.ui.dialogs.edit_dialog import EditDialog
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.theme import Look
from desktop.ui.widgets.article_view import ArticleView
from desktop.ui.workspace import Workspace


class ReadingEdits(QObject):
    """Works on one view. Each change says what it did through ``announce``, with undo beside it."""

    def __init__(
        self,
        look: Look,
        view: ArticleView,
        announce: Callable[[Notice], None],
        undo: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look, self._view, self._announce, self._undo, self._window = look, view, announce, undo, parent

    def edit_paragraph(self, workspace: Workspace, article: Article) -> None:
        """Correct the paragraph of ``article`` in which the selection or the place of the view stands."""
        selected = self._view.selection
        at = selected.start if selected is not None else self._view.place
        start = article.text.rfind("\n", 0, at) + 1
        end = article.text.find("\n", at)
        end = len(article.text) if end < 0 else end
        hint = self.tr("卡片会跟着没有改动的字句走；原来的文字可以用撤销找回。")
        dialog = EditDialog(
            self._look, self.tr("修改文字"), [(self.tr("段落"), article.text[start:end])], hint, self._window
        )

        def save(texts: list[str]) -> None:
            text = article.text[:start] + texts[0] + article.text[end:]
            try:
                revised = workspace.revisions.edit_text(article.id, text)
            except AppError as error:
                dialog.complain(words(error))
                return
            dialog.accept()
            said = self.tr("文字已修改。")
            if revised.lost:
                said += self.tr("有 %n 张卡片找不到原来的字句，列在“待修复”里。", "", revised.lost)
            self._done(said)

        dialog.saved.connect(save)
        dialog.open()

    def make_phrase(self, workspace: Workspace, article: Article, span: TextSpan | None = None) -> None:
        """Mark the words of ``span``, or those selected, everywhere; where they are a phrase, mark them no more."""
        span = span or self._view.selection
        if span is None:
            return
        phrases = workspace.library.phrases(article.id, span)
        text = article.text[span.start : span.end]
        marked = any(phrase.start == span.start and phrase.end == span.end for phrase in phrases)
        try:
            if marked:
                workspace.phrase_book.mute(text)
                said = self.tr("不再标出“{words}”。")
            else:
                workspace.phrase_book.add(text)
                said = self.tr("“{words}”成了你的短语，所有文章里都会标出。")
        except BadValue:
            self._announce(Notice(self.tr("短语要有 2 到 100 个字，在同一行里。")))
            return
        self._done(said.format(words=text[:20]))

    def make_card(self, workspace: Workspace, article: Article, span: TextSpan | None = None) -> None:
        """A card that asks for the words of ``span``, or those selected."""
        span = span or self._view.selection
        if span is None:
            return
        try:
            workspace.workshop.add_cloze(article.id, span)
        except BadValue:
            self._announce(Notice(self.tr("请只选一句话里的字。一张卡片问的是一句话里的几个字。")))
            return
        self._done(self.tr("做了一张卡片，问“{words}”。").format(words=article.text[span.start : span.end][:20]))

    def _done(self, said: str) -> None:
        self._announce(Notice(said, "done", self.tr("撤销"), self._undo))
