"""The line above an article: back, its title, how far it is read, what stands beside what."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.text_parts import icon_button, label, name_button


class ReaderBar(QFrame):
    """``toggled`` with contents, text or quiz when that part is to be shown or hidden."""

    back_requested = Signal()
    find_requested = Signal()
    recite_requested = Signal()
    toggled = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "bar")
        back = icon_button(look, "back", "")
        back.clicked.connect(self.back_requested)
        self._title = label("", "strong")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._share = label("", "small")
        find = icon_button(look, "search", "")
        find.clicked.connect(self.find_requested)
        self._toggles = {
            "contents": icon_button(look, "outline", "", checkable=True),
            "text": icon_button(look, "article", "", checkable=True),
            "quiz": icon_button(look, "quiz", "", checkable=True),
        }
        recite = icon_button(look, "review", "")
        recite.clicked.connect(self.recite_requested)
        self._named = {"back": back, "find": find, "recite": recite, **self._toggles}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 16, 6)
        row.setSpacing(4)
        row.addWidget(back)
        row.addWidget(self._title, 1)
        row.addWidget(self._share)
        row.addSpacing(12)
        row.addWidget(find)
        row.addWidget(recite)
        for name, made in self._toggles.items():
            made.setObjectName(name)
            made.clicked.connect(self._on_toggle)
            row.addWidget(made)
        self.retranslate()

    def retranslate(self) -> None:
        for name, words in {
            "back": self.tr("返回（Esc）"),
            "find": self.tr("在文章中查找（Ctrl+F）"),
            "recite": self.tr("背诵（B）"),
            "contents": self.tr("大纲与修复（F7）"),
            "text": self.tr("文章（F8）"),
            "quiz": self.tr("测验（F9）"),
        }.items():
            name_button(self._named[name], words)

    def show_title(self, title: str) -> None:
        """Name the article that is open."""
        self._title.setText(title)
        self._title.setToolTip(title)

    def show_share(self, share: float) -> None:
        """Say how far it is read, from 0 to 1."""
        self._share.setMinimumWidth(self._share.fontMetrics().horizontalAdvance("100 %"))  # nothing moves as it grows
        self._share.setText(f"{round(share * 100)} %")

    def show_parts(self, *, contents: bool, text: bool, quiz: bool) -> None:
        """Mark the parts that stand there."""
        for name, shown in (("contents", contents), ("text", text), ("quiz", quiz)):
            self._toggles[name].setChecked(shown)

    def _on_toggle(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.toggled.emit(sender.objectName())
