"""Under an article that is said by heart: how far one is, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import Look, serif_font
from desktop.ui.widgets.text_parts import button, label

_MOST_SHOWN = 24


class ReciteBar(QFrame):
    """``shown`` to see the hidden words, ``judged`` with whether they came, then ``missed_again``, ``all_again``,
    ``left``."""

    shown = Signal()
    judged = Signal(bool)
    missed_again = Signal()
    all_again = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("panel", "legend")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._count = label("", "soft")
        self.words = label("", "large")
        self.missed = label("", "", wrap=True)
        self.show_button = self._button("primary", self.shown)
        self.missed_button = self._button("", self.judged, False)
        self.known_button = self._button("primary", self.judged, True)
        self.again_button = self._button("primary", self.missed_again)
        self.all_button = self._button("quiet", self.all_again)
        self.leave_button = self._button("quiet", self.left)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addSpacing(16)
        row.addWidget(self.words, 1)
        for made in self._buttons():
            row.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(10)
        column.addWidget(self._progress)
        column.addLayout(row)
        column.addWidget(self.missed)
        self.retranslate()
        self._show()

    def _button(self, kind: str, signal: object, value: bool | None = None) -> QPushButton:
        made = button("", kind)
        made.setAutoDefault(True)  # Enter presses it, as Space does
        made.clicked.connect(lambda: signal.emit() if value is None else signal.emit(value))  # type: ignore[attr-defined]
        return made

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.show_button,
            self.missed_button,
            self.known_button,
            self.again_button,
            self.all_button,
            self.leave_button,
        )

    def retranslate(self) -> None:
        self._progress.setAccessibleName(self.tr("进度"))
        self.show_button.setText(self.tr("空格  显示"))
        self.missed_button.setText(self.tr("1  没想起"))
        self.known_button.setText(self.tr("2  想起了"))
        self.again_button.setText(self.tr("没想起的再来一遍"))
        self.all_button.setText(self.tr("全部再来一遍"))
        self.leave_button.setText(self.tr("回到文章"))

    def restyle(self) -> None:
        """Take up colours and text sizes."""
        self.missed.setFont(serif_font(self._look.base_px + 2))

    def ask(self, done: int, total: int, known: int) -> None:
        """A phrase is hidden; ``done`` of ``total`` were judged, so many ``known``."""
        self._show(self.show_button)
        self._count_up(done, total, known)
        self.words.setText(self.tr("想一想，再看"))

    def reveal(self, words: str) -> None:
        """Show the words and ask whether they came."""
        self._show(self.missed_button, self.known_button)
        self.words.setText(words)

    def finish(self, total: int, known: int, missed: Sequence[str]) -> None:
        """All were judged: tell how it went."""
        self._show(*((self.again_button,) if missed else ()), self.all_button, self.leave_button)
        self._count_up(total, total, known)
        if not total:
            self.words.setText(self.tr("这里没有标出的短语，选别的一节试试。"))
        elif missed:
            self.words.setText(self.tr("背完了，想起 {share} %").format(share=round(100 * known / total)))
        else:
            self.words.setText(self.tr("背完了，全都想起"))
        shown = list(dict.fromkeys(missed))
        text = "　".join(shown[:_MOST_SHOWN])
        self.missed.setText(self.tr("没想起：{words}").format(words=text) if shown else "")
        self.missed.setVisible(bool(shown))

    def focus(self) -> None:
        """Put the keyboard on what Enter and Space then do."""
        for made in (self.show_button, self.known_button, self.again_button, self.leave_button):
            if not made.isHidden():
                made.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _show(self, *wanted: QWidget) -> None:
        for made in self._buttons():
            made.setVisible(made in wanted)
        self.missed.hide()

    def _count_up(self, done: int, total: int, known: int) -> None:
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)
        counted = self.tr("{done} / {total}　想起 {known}　没想起 {missed}")
        self._count.setText(counted.format(done=done, total=total, known=known, missed=done - known))
        self._count.setAlignment(Qt.AlignmentFlag.AlignVCenter)
