"""A person's hands: what is clicked must lie under the pointer, what is typed goes where the keyboard is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """A key, where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def write(text: str) -> None:
    """Compose and commit as an input method does; Enter belongs to it as long as it composes."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, QInputMethodEvent("pin'yin", []))
    press(KEY.Key_Return)
    done = QInputMethodEvent("", [])
    done.setCommitString(text)
    QApplication.sendEvent(focused, done)


def type_keys(text: str) -> None:
    """Latin letters, where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """The left button, in the middle of ``widget`` or at a place in it, if nothing else lies under the pointer."""
    QTest.qWait(30)  # for what is still to be laid out
    assert widget.isVisible(), f"{widget} cannot be seen"
    assert widget.isEnabled(), f"{widget} is off"
    at = at if at is not None else widget.rect().center()
    under = QApplication.widgetAt(widget.mapToGlobal(at))
    assert under is widget or (under is not None and widget.isAncestorOf(under)), f"{under} lies over {widget}"
    QTest.mouseClick(under, Qt.MouseButton.LeftButton, PLAIN, under.mapFromGlobal(widget.mapToGlobal(at)))


def button(inside: QWidget, words: str) -> QAbstractButton:
    """The button that can be seen inside ``inside`` and says ``words``, on it or to who cannot see it."""
    found = [
        each
        for each in inside.findChildren(QAbstractButton)
        if each.isVisible() and words in (each.text(), each.accessibleName())
    ]
    assert len(found) == 1, f"{words}: {[(each.text(), each.accessibleName()) for each in found]}"
    return found[0]


def row(tree: QTreeView, words: str, parent: QModelIndex | None = None) -> QModelIndex:
    """The row whose words begin with ``words``, in any branch that is open."""
    model = tree.model()
    for number in range(model.rowCount(parent or QModelIndex())):
        index = model.index(number, 0, parent or QModelIndex())
        if str(index.data()).startswith(words):
            return index
        if tree.isExpanded(index) and (found := row(tree, words, index)).isValid():
            return found
    return QModelIndex()


def tick(view: QAbstractItemView, index: QModelIndex) -> None:
    """Click the box before a row."""
    view.scrollTo(index)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    view.itemDelegate().initStyleOption(option, index)
    option.rect = view.visualRect(index)
    box = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, view)
    click(view.viewport(), box.center())


def choose(box: QComboBox, words: str) -> None:
    """Open a list and take an entry with the keyboard."""
    click(box)
    QTest.qWait(30)
    place = box.findText(words)
    assert place >= 0, f"{words}: {[box.itemText(number) for number in range(box.count())]}"
    press(KEY.Key_Home)
    for _ in range(place):
        press(KEY.Key_Down)
    press(KEY.Key_Return)
    QTest.qWait(30)


def answer_dialog(text: str, opened: Callable[[], None]) -> None:
    """Do what opens a dialog that waits for one line, write ``text`` into it and press Enter."""
    before = QApplication.activeWindow()
    assert before is not None
    seen: list[str] = []
    tries = 100

    def fill() -> None:
        nonlocal tries
        tries -= 1
        dialog = QApplication.activeModalWidget()
        field = None if dialog is None else dialog.focusWidget()
        if isinstance(field, QLineEdit) and field.hasFocus():
            seen.append(dialog.windowTitle())
            field.selectAll()
            QTest.keyClicks(field, text)
            QTest.keyClick(field, KEY.Key_Return)
        elif tries:
            QTimer.singleShot(50, fill)
        elif isinstance(dialog, QDialog):
            dialog.reject()

    QTimer.singleShot(50, fill)
    opened()
    assert seen, "no dialog with a field was opened"
    before.activateWindow()  # what a window manager does; the virtual screen has none
    assert QTest.qWaitForWindowActive(before)


def entry(menu: QWidget, words: str) -> QAction:
    """The entry of an open menu that says ``words``."""
    return next(each for each in menu.actions() if each.text() == words)
