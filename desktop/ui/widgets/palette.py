"""One box that finds everything: pages, actions, articles, phrases and cards, by Chinese, pinyin or English."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme import Look, sans_font

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
WIDTH, ROWS = 640, 12
_BLUR, _FALL = 36, 8  # pixels that the shadow goes around the box, and down


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was found. ``kind`` and ``target`` tell what it is; one without a target heads a group."""

    kind: str
    target: str
    text: str
    detail: str = ""
    icon: str = ""
    start: int = -1
    end: int = -1


class Palette(QFrame):
    """Lies over the window. ``chosen`` with the Entry; ``find`` gives what is found as one types."""

    chosen = Signal(object)  # Entry

    def __init__(self, look: Look, find: Callable[[str], Sequence[Entry]], parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._find = look, find
        self._before: QWidget | None = None
        self.setProperty("panel", "palette")
        self.setAccessibleName(self.tr("查找一切"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("去哪里，找什么？汉字、拼音首字母或英文"))
        self.field.setAccessibleName(self.tr("查找页面、文章、短语、卡片和操作"))
        self.field.textChanged.connect(self._show_found)
        self.field.installEventFilter(self)
        self.model = EntryModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(look, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("找到的"))
        self.list.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self._shade = Shade(look, parent)
        self.destroyed.connect(self._shade.deleteLater)
        self.hide()

    def open_box(self) -> None:
        """Show it, empty, with the keyboard in it."""
        window = self.window()
        self._before = window.focusWidget()
        width = min(WIDTH, window.width() - 48)
        self.setFixedWidth(width)
        self.move((window.width() - width) // 2, max(24, window.height() // 10))
        self.field.clear()
        self._show_found()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_box(self) -> None:
        """Hide it; the keyboard goes back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._shade.lie_under(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shade.lie_under(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._shade.lie_under(self)
        self._shade.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._shade.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if watched is self.field and event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()  # Enter, Esc and arrows are meant for the box
            return True
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Escape:
                    self.close_box()
                case Qt.Key.Key_Down | Qt.Key.Key_Tab:
                    self._step(1)
                case Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                    self._step(-1)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._choose(self.list.currentIndex())
                case Qt.Key.Key_K if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    self.close_box()
                case _:
                    return False
            return True
        return super().eventFilter(watched, event)

    def _show_found(self) -> None:
        entries = list(self._find(self.field.text().strip()))
        if not entries:
            entries = [Entry("head", "", self.tr("没有找到。换几个字，或只写首字母。"))]
        self.model.show_entries(entries)
        rows = min(len(entries), ROWS)
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) + 4)
        self.adjustSize()
        self.list.setCurrentIndex(QModelIndex())
        self._step(1)

    def _step(self, step: int) -> None:
        """To the next entry that can be chosen; from the last to the first."""
        number = self.model.rowCount()
        row = self.list.currentIndex().row()
        for _ in range(number):
            row = (row + step) % number
            if self.model.entry(row).target:
                self.list.setCurrentIndex(self.model.index(row, 0))
                if row and not self.model.entry(row - 1).target:
                    self.list.scrollTo(self.model.index(row - 1, 0))
                self.list.scrollTo(self.model.index(row, 0))
                return

    def _choose(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.isValid() and (entry := self.model.entry(index.row())).target:
            self.close_box()
            self.chosen.emit(entry)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)


class Shade(QWidget):
    """The soft shadow of what lies over the window. An effect would blur it anew with each letter that is typed."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._drawn = QPixmap()
        look.changed.connect(self._forget)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lie_under(self, widget: QWidget) -> None:
        """Stand around and a little below ``widget``, a sibling."""
        self.setGeometry(widget.geometry().adjusted(-_BLUR, _FALL - _BLUR, _BLUR, _FALL + _BLUR))
        self.stackUnder(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._drawn.deviceIndependentSize() != self.size().toSizeF():
            self._drawn = self._draw()
        painter.drawPixmap(event.rect(), self._drawn, self._source(event.rect()))

    def _forget(self) -> None:
        self._drawn = QPixmap()

    def _source(self, part: QRect) -> QRect:
        ratio = self._drawn.devicePixelRatio()
        return QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio).toRect()

    def _draw(self) -> QPixmap:
        ratio, theme = self.devicePixelRatioF(), self._look.theme
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        role, most = ("rail", 0.09) if theme.dark else ("ink", 0.022)
        for inset in range(0, _BLUR, 2):  # one on another: denser towards the middle
            painter.setBrush(theme.color(role, most * inset / _BLUR))
            box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(box, _BLUR - inset + 8, _BLUR - inset + 8)
        painter.end()
        return drawn


class EntryModel(QAbstractListModel):
    """What was found, group by group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """The entry of a row."""
        return self._entries[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable if self._entries[index.row()].target else Qt.ItemFlag.NoItemFlags

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.text}  {entry.detail}".strip()
        return None


class EntryDelegate(QStyledItemDelegate):
    """A picture, the words, and quietly what there is to know."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, round(self._look.base_px * 2.5))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        theme, px = self._look.theme, self._look.base_px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        small = sans_font(round(px * 12 / 14))
        if not entry.target:
            painter.setFont(small)
            painter.setPen(theme.color("ink_soft"))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(box.adjusted(8, 0, -8, -4), flags, entry.text)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 6, 6)
        if entry.icon:
            place = QRect(round(box.left() + 10), round(box.center().y() - 9), 18, 18)
            self._look.icon(entry.icon, "ink_soft", 18).paint(painter, place)
        inner = box.adjusted(40, 0, -12, 0)
        detail = QFontMetrics(small).elidedText(entry.detail, Qt.TextElideMode.ElideRight, int(inner.width() * 0.55))
        width = QFontMetrics(small).horizontalAdvance(detail)
        painter.setFont(small)
        painter.setPen(theme.color("ink_soft"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
        font = sans_font(px)
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        room = int(inner.width() - width - (16 if width else 0))
        text = QFontMetrics(font).elidedText(entry.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
