"""The rail at the left: the seal, the rooms, the menu."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.ui.actions import ACTIONS, Actions, action_text, key_text
from desktop.ui.theme import Look, Theme, serif_font
from desktop.ui.widgets.text_parts import repolish

ROOMS = ("today", "articles", "review", "cards", "statistics", "exam", "settings")


class Rail(QFrame):
    """``room_chosen`` with a name of ROOMS. Narrow, the words stand under the pictures."""

    room_chosen = Signal(str)
    menu_opening = Signal()

    def __init__(self, look: Look, actions: Actions, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._narrow = narrow
        self.setProperty("panel", "rail")
        self._seal = Seal(look)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._seal, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addSpacing(20)
        for room in ROOMS:
            if room == "settings":
                self._layout.addStretch(1)
            made = self._make_button()
            made.setObjectName(room)
            made.setCheckable(True)
            made.clicked.connect(self._on_clicked)
            self._group.addButton(made)
            self._buttons[room] = made
            self._layout.addWidget(made)
        self._menu = QMenu(self)
        actions.fill(self._menu)
        self._menu.aboutToShow.connect(self.menu_opening)
        self._menu_button = self._make_button()
        self._menu_button.setMenu(self._menu)
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._buttons["menu"] = self._menu_button
        self._layout.addWidget(self._menu_button)
        look.changed.connect(self.restyle)
        self.retranslate()
        self.restyle()

    def retranslate(self) -> None:
        for spec in ACTIONS:
            if spec.name in self._buttons:
                text = action_text(spec)
                self._buttons[spec.name].setText(text)
                self._buttons[spec.name].setToolTip(f"{text}  {key_text(spec.keys[0])}")
                self._buttons[spec.name].setAccessibleName(text)
        self._menu_button.setText(self.tr("菜单"))
        self._menu_button.setAccessibleName(self.tr("菜单"))

    def restyle(self) -> None:
        """Take up colours, text size and width."""
        for name, made in self._buttons.items():
            self._draw(made, name)
            made.setProperty("narrow", self._narrow)
            made.setToolButtonStyle(
                Qt.ToolButtonStyle.ToolButtonTextUnderIcon
                if self._narrow
                else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            )
            made.setFixedHeight(round(self._look.base_px * (3.9 if self._narrow else 2.9)))
            repolish(made)
        margin = 8 if self._narrow else 12
        self._layout.setContentsMargins(margin, 20, margin, 12)
        self.setFixedWidth(round(self._look.base_px * (5.2 if self._narrow else 9.8)))
        self._seal.update()

    def _draw(self, made: QToolButton, name: str) -> None:
        icon = QIcon(self._look.pixmap(name, "ink_soft"))
        if made.isChecked():
            icon.addPixmap(self._look.pixmap(name, "accent"), QIcon.Mode.Normal, QIcon.State.On)
        made.setIcon(icon)

    def set_narrow(self, narrow: bool) -> None:
        """Make room for the page in a small window."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.restyle()

    def show_room(self, room: str) -> None:
        """Mark the room that is shown."""
        made = self._buttons[room]
        made.setChecked(True)
        self._draw(made, room)

    def _make_button(self) -> QToolButton:
        made = QToolButton()
        made.setProperty("part", "room")
        made.setIconSize(QSize(20, 20))
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        return made

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.room_chosen.emit(sender.objectName())


class Seal(QWidget):
    """The mark of the program: 温故 cut into a cinnabar seal."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedSize(44, 44)
        self.setAccessibleName("温故")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_seal(painter, QRectF(self.rect()), self._look.theme)


def draw_seal(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The two characters stand one under the other, as seals are read, with a thin border inside."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = box.width() / 44
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawRoundedRect(box.adjusted(unit, unit, -unit, -unit), 7 * unit, 7 * unit)
    pen = painter.pen()
    pen.setStyle(Qt.PenStyle.SolidLine)
    pen.setColor(theme.color("on_accent", 0.55))
    pen.setWidthF(unit)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(4 * unit, 4 * unit, -4 * unit, -4 * unit), 4 * unit, 4 * unit)
    painter.setPen(theme.color("on_accent"))
    painter.setFont(serif_font(max(round(16.5 * unit), 1), QFont.Weight.Bold))
    for number, char in enumerate("温故"):
        center = QPointF(box.center().x(), box.top() + (14.3 + 15.6 * number) * unit)
        cell = QRectF(center.x() - 12 * unit, center.y() - 12 * unit, 24 * unit, 24 * unit)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, char)


def seal_icon(theme: Theme) -> QIcon:
    """The seal as the icon of the window."""
    icon = QIcon()
    for px in (16, 32, 64, 128):
        pixmap = QPixmap(px, px)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_seal(painter, QRectF(0, 0, px, px), theme)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
