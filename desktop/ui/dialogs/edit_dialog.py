"""Correcting words: a paragraph of an article, a cloze, a question with its answer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.article import TextSpan
from desktop.domain.card import Card
from desktop.ui.theme import Look, serif_font
from desktop.ui.utf16 import Utf16Map
from desktop.ui.widgets.text_parts import button, label


class EditDialog(QDialog):
    """One or two fields, saved with Ctrl+Enter. ``saved`` gives the texts of the fields."""

    saved = Signal(list)  # of str

    def __init__(
        self, look: Look, title: str, fields: list[tuple[str, str]], hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addWidget(label(title, "heading"))
        self.fields: list[QPlainTextEdit] = []
        for name, text in fields:
            layout.addWidget(label(name, "small"))
            field = QPlainTextEdit(text)
            field.setFont(serif_font(look.article_px))
            field.setAccessibleName(name)
            field.setTabChangesFocus(True)
            layout.addWidget(field, 1)
            self.fields.append(field)
        self._hint = label(hint, "small", wrap=True)
        self._hint.setVisible(bool(hint))
        layout.addWidget(self._hint)
        cancel = button(self.tr("放弃"))
        cancel.clicked.connect(self.reject)
        save = button(self.tr("保存"), "primary")
        save.setToolTip("Ctrl+Enter")
        save.clicked.connect(self.save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(save)
        layout.addLayout(row)
        self.resize(640, 420 if len(fields) > 1 else 340)
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def complain(self, words: str) -> None:
        """Say why it cannot be saved like this."""
        self._hint.setText(words)
        self._hint.show()

    def save(self) -> None:
        """Hand out the texts; whoever takes them closes the dialog."""
        self.saved.emit([field.toPlainText() for field in self.fields])


class EditClozeDialog(EditDialog):
    """The sentence of a card; the words it asks for are those selected. ``cloze_saved`` gives both."""

    cloze_saved = Signal(str, object)  # sentence, TextSpan

    def __init__(self, look: Look, card: Card, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate  # tr() needs the object, which is made of these words
        hint = translate("EditClozeDialog", "选中的字就是要考的；选别的字，或改句子。句中重复的会一起隐藏。")
        title, name = translate("EditClozeDialog", "修改卡片"), translate("EditClozeDialog", "句子")
        super().__init__(look, title, [(name, card.sentence)], hint, parent)
        self._field = self.fields[0]
        where = Utf16Map(card.sentence)
        cursor = self._field.textCursor()
        if card.blanks:
            cursor.setPosition(where.to_qt(card.blanks[0].start))
            cursor.setPosition(where.to_qt(card.blanks[0].end), cursor.MoveMode.KeepAnchor)
            self._field.setTextCursor(cursor)
        self._answer = card.answer

    def save(self) -> None:
        sentence = self._field.toPlainText()
        cursor, where = self._field.textCursor(), Utf16Map(sentence)
        start, end = where.to_text(cursor.selectionStart()), where.to_text(cursor.selectionEnd())
        if start == end:  # typing took the selection away: the words themselves may still be there
            start = sentence.find(self._answer)
            end = start + len(self._answer)
        if start < 0 or not sentence[start:end].strip():
            self.complain(self.tr("请先选中要考的字，再保存。"))
            return
        self.cloze_saved.emit(sentence, TextSpan(start, end))
