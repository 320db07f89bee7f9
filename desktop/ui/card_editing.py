"""Opening the right dialog for a card and saving what comes of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.article import TextSpan
from desktop.domain.card import Card
from desktop.domain.errors import BadValue
from desktop.ui.dialogs.edit_dialog import EditClozeDialog, EditDialog
from desktop.ui.theme import Look
from desktop.ui.workspace import Workspace


def edit_card(look: Look, workspace: Workspace, card: Card, parent: QWidget, then: Callable[[], None]) -> EditDialog:
    """Let the learner change what a card asks; ``then`` is called once it is saved."""
    if card.note_kind == "basic":
        return _edit_basic(look, workspace, card, parent, then)
    dialog = EditClozeDialog(look, card, parent)

    def save(sentence: str, blank: TextSpan) -> None:
        workspace.workshop.edit_cloze(card.id, sentence, blank)
        dialog.accept()
        then()

    dialog.cloze_saved.connect(save)
    dialog.open()
    return dialog


def add_card(
    look: Look, workspace: Workspace, parent: QWidget, then: Callable[[], None], article_id: str | None = None
) -> EditDialog:
    """Let the learner write a question with its answer."""
    dialog = EditDialog(
        look,
        QCoreApplication.translate("CardEditing", "新卡片"),
        [
            (QCoreApplication.translate("CardEditing", "问题"), ""),
            (QCoreApplication.translate("CardEditing", "答案"), ""),
        ],
        "",
        parent,
    )

    def save(texts: list[str]) -> None:
        try:
            workspace.workshop.add_basic(*texts, article_id=article_id)
        except BadValue:
            dialog.complain(QCoreApplication.translate("CardEditing", "问题和答案都要写。"))
            return
        dialog.accept()
        then()

    dialog.saved.connect(save)
    dialog.open()
    return dialog


def _edit_basic(look: Look, workspace: Workspace, card: Card, parent: QWidget, then: Callable[[], None]) -> EditDialog:
    fields = [
        (QCoreApplication.translate("CardEditing", "问题"), card.sentence),
        (QCoreApplication.translate("CardEditing", "答案"), card.back),
    ]
    dialog = EditDialog(look, QCoreApplication.translate("CardEditing", "修改卡片"), fields, "", parent)

    def save(texts: list[str]) -> None:
        try:
            workspace.workshop.edit_basic(card.id, *texts)
        except BadValue:
            dialog.complain(QCoreApplication.translate("CardEditing", "问题和答案都要写。"))
            return
        dialog.accept()
        then()

    dialog.saved.connect(save)
    dialog.open()
    return dialog


def _sides(front: str, back: str) -> list[tuple[str, str]]:
    question = QCoreApplication.translate("CardEditing", "问题")
    answer = QCoreApplication.translate("CardEditing", "答案")
    return [(question, front), (answer, back)]
