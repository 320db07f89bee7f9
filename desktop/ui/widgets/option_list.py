"""Things to choose from, or to put in order, each with the number that picks it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.theme import Look, sans_font, serif_font

_PADDING = 12
_TAKEN = "●"


class OptionList(QWidget):
    """``chosen`` with the number (from 0) of the one that was picked, or, to order, with all in the order picked.

    The number row picks, Up and Down walk, Enter and Space take what has the focus, Backspace takes back a pick.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._ordering = self._compact = False
        self._picked: list[int] = []
        self._made: list[OptionButton] = []
        self.buttons: list[OptionButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def ask(self, options: Sequence[str], *, ordering: bool = False) -> None:
        """Offer ``options``; ``ordering`` asks for all of them, one after another."""
        self._ordering, self._picked = ordering, []
        while len(self._made) < len(options):
            made = OptionButton(self._look, len(self._made))
            made.set_compact(self._compact)
            made.clicked.connect(self._on_clicked)
            self._column.addWidget(made)
            self._made.append(made)
        self.buttons = self._made[: len(options)]
        for made, text in zip(self.buttons, options, strict=True):
            made.offer(text)
            made.show()  # the layout would show it later, and what is not shown cannot have the focus
        for made in self._made[len(options) :]:
            made.hide()

    @property
    def picked(self) -> list[int]:
        """What was picked so far, in that order."""
        return list(self._picked)

    def restore(self, picked: Sequence[int]) -> None:
        """Show what was picked earlier."""
        self._picked = list(picked)
        for number, made in enumerate(self.buttons):
            place = self._picked.index(number) + 1 if number in self._picked else 0
            made.set_mark("" if not place else str(place) if self._ordering else _TAKEN)

    def set_compact(self, compact: bool) -> None:
        """Lower where there is little room."""
        self._compact = compact
        self._column.setSpacing(5 if compact else 8)
        for made in self._made:
            made.set_compact(compact)

    def focus(self) -> None:
        """Put the keyboard on the first option."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def pick(self, number: int) -> None:
        """Choose an option."""
        if not 0 <= number < len(self.buttons) or number in self._picked or not self.buttons[number].isEnabled():
            return
        if not self._ordering:
            self.restore([number])
            self.chosen.emit(number)
            return
        self._picked.append(number)
        self.buttons[number].set_mark(str(len(self._picked)))
        if len(self._picked) == len(self.buttons):
            self.chosen.emit(list(self._picked))

    def show_result(self, right: Collection[int], marks: Sequence[str] = ()) -> None:
        """Show which options are right, beside the one picked; ``marks`` replace the numbers, such as right places."""
        for number, made in enumerate(self.buttons):
            made.setEnabled(False)
            wrong = number not in right and number in self._picked
            made.show_result("positive" if number in right else "negative" if wrong else "")
            if marks:
                made.set_mark(marks[number])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = next((made for made in self.buttons if made.hasFocus()), None)
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.pick(event.key() - Qt.Key.Key_1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused is not None:
            focused.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            (self.focusNextChild if event.key() == Qt.Key.Key_Down else self.focusPreviousChild)()
        elif event.key() == Qt.Key.Key_Backspace and self._ordering and self._picked:
            self.buttons[self._picked.pop()].set_mark("")
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, OptionButton):
            self.pick(sender.number)


class OptionButton(QPushButton):
    """The key that picks it, and its words on as many lines as they need."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self._look = look
        self.number = number
        self._words = ""
        self._mark = ""
        self._role = ""
        self._lowest, self._above = 44, _PADDING
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer(self, words: str) -> None:
        """Offer other words, as not yet answered."""
        self._words, self._mark, self._role = words, "", ""
        self.setEnabled(True)
        self.setAccessibleName(f"{self.number + 1} {words}")
        self._fit()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Lower where there is little room."""
        self._lowest, self._above = (34, 6) if compact else (44, _PADDING)
        self._fit()

    @property
    def words(self) -> str:
        """What it offers."""
        return self._words

    def set_mark(self, mark: str) -> None:
        """Its place in the order chosen."""
        self._mark = mark
        self.update()

    def show_result(self, role: str) -> None:
        """Mark it as right (positive), wrongly chosen (negative) or neither."""
        self._role = role
        said = {"positive": "✓", "negative": "✗"}.get(role, "")
        self.setAccessibleName(f"{self.number + 1} {self._words} {said}".strip())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(self.sizeHint().height())  # the style sheet has set that of other buttons

    def sizeHint(self) -> QSize:
        width = max(self.width() - self._left - _PADDING, 160)
        box = QFontMetrics(self._font).boundingRect(0, 0, width, 4_000, _FLAGS, self._words)
        return QSize(280, max(box.height() + 2 * self._above, self._lowest))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        edge = self._role or ("focus" if self.hasFocus() else "border")
        painter.setPen(theme.color(edge))
        painter.setBrush(theme.color("selection" if self.underMouse() and self.isEnabled() else "surface"))
        painter.drawRoundedRect(box, 8, 8)
        if self._role or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        sign = {"positive": "✓", "negative": "✗"}.get(self._role, self._mark or str(self.number + 1))
        painter.setFont(sans_font(round(self._look.base_px * 12 / 14)))
        painter.setPen(theme.color(self._role or ("accent" if self._mark else "ink_soft")))
        painter.drawText(box.adjusted(_PADDING, 0, 0, 0), _SIGN, sign)
        painter.setFont(self._font)
        painter.setPen(theme.color("ink"))
        painter.drawText(box.adjusted(self._left, 0, -_PADDING, 0), _WORDS, self._words)

    @property
    def _font(self) -> QFont:
        return serif_font(round(18 * self._look.article_px / 18))

    @property
    def _left(self) -> int:
        return _PADDING + round(self._look.base_px * 1.8)


_FLAGS = int(Qt.TextFlag.TextWrapAnywhere.value)
_WORDS = int(Qt.TextFlag.TextWrapAnywhere.value | Qt.AlignmentFlag.AlignVCenter.value)
_SIGN = int((Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft).value)
