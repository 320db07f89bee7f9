"""A card that is forgotten again and again: offered to be rewritten, beside what is asked meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desktop.domain.card import Card
from desktop.domain.errors import AppError
from desktop.ui.card_editing import edit_card
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.page import Page

_SHORT = 16  # characters of an answer in a notice


class LeechPrompt(QObject):
    """Lets a page tell that a card is a leech, with the one thing that helps; ``then`` is called once it is rewritten.

    The question that stands stays where it is.
    """

    def __init__(self, page: Page, then: Callable[[], None]) -> None:
        super().__init__(page)
        self._page, self._then = page, then

    def offer(self, card: Card, lapses: int, action: str) -> None:
        """``action`` is what was done to the card: ``tag`` or ``suspend``."""
        answer = card.answer if len(card.answer) <= _SHORT else f"{card.answer[:_SHORT]}…"
        text = (
            self.tr("“{answer}”已忘记 {lapses} 次，先停下不问。换个问法，会好记些。")
            if action == "suspend"
            else self.tr("“{answer}”已忘记 {lapses} 次。换个问法，会好记些。")
        )
        said = text.format(answer=answer, lapses=lapses)
        self._page.announced.emit(Notice(said, "info", self.tr("改写"), partial(self._rewrite, card.id)))

    def _rewrite(self, card_id: str) -> None:
        if self._page.workspace is None:
            return
        try:
            card = self._page.workspace.review(None).card(card_id)
        except AppError as error:  # it was deleted meanwhile
            self._page.announced.emit(Notice(words(error), "error"))
            return
        edit_card(self._page.look, self._page.workspace, card, self._page, partial(self._on_rewritten, card))

    def _on_rewritten(self, card: Card) -> None:
        self._then()
        if card.suspended:
            again = partial(self._ask_again, card.id)
            self._page.announced.emit(Notice(self.tr("改好了。这张卡片还停着。"), "done", self.tr("恢复学习"), again))

    def _ask_again(self, card_id: str) -> None:
        if self._page.workspace is not None:
            self._page.workspace.workshop.suspend([card_id], False)
            self._page.announced.emit(Notice(self.tr("这张卡片又会问到了。"), "done"))
