"""Small parts with the voices of the style sheet, so that pages say what they show and not how."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.ui.theme import Look


def label(text: str = "", voice: str = "", *, wrap: bool = False) -> QLabel:
    """Words in one of the voices: title, heading, large, strong, soft, small, number, positive, caution, negative."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    set_voice(made, voice)
    return made


def set_voice(widget: QWidget, voice: str) -> None:
    """Change the voice of a label."""
    if widget.property("voice") != voice:
        widget.setProperty("voice", voice)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again, if it has done so before."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def panel(kind: str) -> QFrame:
    """A frame of the style sheet: card, drop, bar, side, contents, line."""
    made = QFrame()
    made.setProperty("panel", kind)
    return made


def button(text: str, kind: str = "") -> QPushButton:
    """A button with a verb; ``kind`` primary, quiet, segment or plain."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def icon_button(look: Look, icon: str, name: str, *, checkable: bool = False) -> QToolButton:
    """A quiet button with a picture; ``name`` is its tooltip and what a screen reader says."""
    made = QToolButton()
    made.setProperty("kind", "quiet")
    made.setCheckable(checkable)
    made.setIconSize(QSize(20, 20))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    name_button(made, name)
    made.setIcon(look.icon(icon))
    made.setProperty("icon_name", icon)
    return made


def name_button(made: QAbstractButton, name: str) -> None:
    """Say what a button without words does, to the pointer and to a screen reader."""
    made.setToolTip(name)
    made.setAccessibleName(name)


def fit_height(made: QWidget) -> None:
    """Give a floating frame the height that its wrapped words need at its width; adjustSize does not ask for it."""
    layout = made.layout()
    if layout is not None:
        layout.activate()
        made.resize(made.width(), layout.totalHeightForWidth(made.width()))


def restyle_icons(look: Look, parent: QWidget) -> None:
    """Give the icon buttons inside ``parent`` the colours of the theme."""
    for found in parent.findChildren(QToolButton):
        if name := found.property("icon_name"):
            found.setIcon(look.icon(str(name)))
