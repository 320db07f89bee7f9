"""A small card beside a phrase: what it stands for, how it is read, where else it is, what asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.due_words import DueWords
from desktop.ui.theme import Look, serif_font
from desktop.ui.widgets.phrase_marks import WEAK, PhraseMark, kind_name, level_name
from desktop.ui.widgets.text_parts import button, fit_height, icon_button, label, name_button, restyle_icons

if TYPE_CHECKING:
    from desktop.services.phrase_facts import PhraseFacts

WIDTH = 340
_ARTICLES = 3  # named at most


def _cited(source: str) -> str:
    """A document as it is cited, or the title of a file of the data folder."""
    return f"《{PurePath(source).stem.rpartition('__')[2].strip('《》')}》" if "/" in source else source


class PhraseCard(QFrame):
    """Floats in its parent. What is to be done with the phrase goes out by signals; Esc hides it."""

    article_requested = Signal(str)
    card_requested = Signal()
    phrase_requested = Signal()
    reading_requested = Signal()
    speak_requested = Signal()
    hidden = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("panel", "float")
        self.setFixedWidth(WIDTH)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        self.setGraphicsEffect(shadow)
        self._pinyin = label("", "small", wrap=True)
        self._words = label("", "", wrap=True)
        self._memory = label("", "soft", wrap=True)
        self._expansion = label("", "", wrap=True)
        self._source = label("", "small", wrap=True)
        self._places = label("", "small", wrap=True)
        self._articles = QVBoxLayout()
        self._articles.setSpacing(0)
        self._make_card, self._make_phrase, self._reading = (button("", "link") for _ in range(3))
        self._make_card.clicked.connect(self.card_requested)
        self._make_phrase.clicked.connect(self.phrase_requested)
        self._reading.clicked.connect(self.reading_requested)
        self._speak = icon_button(look, "speak", "")
        self._speak.clicked.connect(self.speak_requested)
        top = QHBoxLayout()
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._pinyin)
        said.addWidget(self._words)
        top.addLayout(said, 1)
        top.addWidget(self._speak, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for made in (self._make_card, self._make_phrase, self._reading):
            row.addWidget(made)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 8)
        column.setSpacing(6)
        column.addLayout(top)
        for part in (self._memory, self._expansion, self._source, self._places):
            column.addWidget(part)
        column.addLayout(self._articles)
        column.addLayout(row)
        self.setAccessibleName(self.tr("关于这个短语"))
        self.hide()

    def show_facts(
        self, facts: PhraseFacts, mark: PhraseMark | None, dues: Sequence[datetime], now: datetime, silence: str
    ) -> None:
        """Fill the card. ``dues`` are when its cards come again; ``silence`` says why nothing can be read aloud."""
        self._words.setFont(serif_font(self._look.article_px + 2))
        self._words.setText(facts.text)
        self._pinyin.setText(" ".join(filter(None, facts.pinyin)))
        self._memory.setText(self._memory_words(facts, mark, dues, now))
        self._expansion.setText("\n".join(f"{number}. {item}" for number, item in enumerate(facts.expansion, 1)))
        source = self.tr("据{source}").format(source=_cited(facts.source)) if facts.source else ""
        self._source.setText("\n".join(filter(None, (source, facts.remark))))
        places = self.tr("本文 %n 处", "", facts.here)
        if facts.elsewhere:
            places += self.tr("，另见 %n 篇文章", "", len(facts.elsewhere))
        self._places.setText(places)
        for part in (self._pinyin, self._expansion, self._source):
            part.setVisible(bool(part.text()))
        while item := self._articles.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for article_id, title, count in facts.elsewhere[:_ARTICLES]:
            made = button(self.tr("《{title}》 {count} 处").format(title=title[:18], count=count), "link")
            made.setToolTip(title)
            made.setProperty("article", article_id)
            made.clicked.connect(self._on_article)
            self._articles.addWidget(made)
        self._make_card.setText(self.tr("做卡片"))
        self._make_card.setVisible(not facts.cards)
        self._make_phrase.setText(self.tr("标为短语") if mark is None else self.tr("不再标出"))
        self._reading.setText(self.tr("改读音"))
        name_button(self._speak, silence or self.tr("朗读"))
        self._speak.setEnabled(not silence)
        restyle_icons(self._look, self)
        self.setAccessibleDescription(
            "，".join(filter(None, (facts.text, self._pinyin.text(), self._memory.text(), self._expansion.text())))
        )

    def place_by(self, box: QRect) -> None:
        """Show it under ``box`` of the parent, or above where there is no room."""
        fit_height(self)
        around = self.parentWidget()
        assert around is not None
        room = around.rect().adjusted(8, 8, -8, -8)
        left = min(max(box.left(), room.left()), max(room.right() - self.width(), room.left()))
        top = box.bottom() + 10
        if top + self.height() > room.bottom():
            top = max(box.top() - 10 - self.height(), room.top())
        self.move(QPoint(left, top))
        self.show()
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        super().hideEvent(event)  # type: ignore[arg-type]
        self.hidden.emit()

    def _memory_words(
        self, facts: PhraseFacts, mark: PhraseMark | None, dues: Sequence[datetime], now: datetime
    ) -> str:
        parts = [kind_name(mark.kind)] if mark is not None else []
        if mark is not None and mark.level:
            if mark.level == "weak" and mark.retrievability is not None and mark.retrievability >= WEAK:
                parts.append(self.tr("正在学"))
            else:
                recall = "" if mark.retrievability is None else f" {round(mark.retrievability * 100)} %"
                parts.append(f"{level_name(mark.level)}{recall}")
        if facts.cards:
            parts.append(self.tr("%n 张卡片", "", len(facts.cards)))
        else:
            parts.append(self.tr("没有卡片"))
        if dues:
            parts.append(self.tr("下次：{when}").format(when=DueWords().away(min(dues), now)))
        return " · ".join(parts)

    def _on_article(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.hide()
            self.article_requested.emit(str(sender.property("article")))
