"""The manual, offline and searchable; what Wengu is made of."""

from __future__ import annotations

import json
import re
from html import escape
from typing import ClassVar

from PySide6.QtCore import QLocale, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QResizeEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from desktop import __version__
from desktop.domain.changes import Changed
from desktop.paths import resource
from desktop.ui.page import Page
from desktop.ui.theme import Look, sans_font
from desktop.ui.widgets.text_parts import button, label, panel

_HEADING = re.compile(r"^(#{1,2}) (.+)$", re.MULTILINE)
ABOUT = "about"
_MARGIN = 40  # pixels around the text


class HelpPage(Page):
    """``open_target`` with ``about`` turns to the licences."""

    shows: ClassVar[Changed] = Changed.NOTHING

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        language = "zh" if QLocale().language() == QLocale.Language.Chinese else "en"
        self._manual = resource("help", f"{language}.md").read_text("utf-8")
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("在手册里查找"))
        self._search.setAccessibleName(self.tr("在手册里查找"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._on_searched)
        self._search.returnPressed.connect(self._find_next)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("手册目录"))
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.setSpacing(2)
        self._list.currentItemChanged.connect(self._on_chosen)
        self._count = label("", "small")
        self._count.hide()
        again = button(self.tr("再走一遍三步"), "link")
        again.clicked.connect(self.tour_requested)
        keys = button(self.tr("按键一览"), "link")
        keys.clicked.connect(self.keys_requested)
        side = panel("contents")
        side.setFixedWidth(240)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 24, 12, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("帮助"), "heading"))
        column.addWidget(self._search)
        column.addWidget(self._count)
        column.addWidget(self._list, 1)
        column.addWidget(again)
        column.addWidget(keys)
        self._text = QTextBrowser()
        self._text.setAccessibleName(self.tr("手册"))
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._on_link)
        self._text.setSearchPaths([str(resource("help"))])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self._text, 1)
        for marks, title in _HEADING.findall(self._manual):
            item = QListWidgetItem(title if len(marks) == 1 else f"    {title}")
            item.setData(Qt.ItemDataRole.UserRole, title)
            self._list.addItem(item)
        item = QListWidgetItem(self.tr("关于温故"))
        item.setData(Qt.ItemDataRole.UserRole, ABOUT)
        self._list.addItem(item)
        self.restyle()

    def open_target(self, target: str) -> None:
        """Turn to the licences with ``about``, else to the beginning."""
        self._list.setCurrentRow(self._list.count() - 1 if target == ABOUT else 0)

    def restyle(self) -> None:
        self._text.document().setDefaultFont(sans_font(self.look.base_px + 2))
        self._text.document().setDefaultStyleSheet(
            f"a {{ color: {self.look.theme.color('focus').name()}; }} "
            f"td {{ padding: 3px 24px 3px 0; }} h1 {{ margin-top: 24px; }}"
        )
        self._text.document().setDocumentMargin(_MARGIN)
        self._shown = ""
        self._on_chosen()

    def can(self, action: str) -> bool:
        return action in ("back", "find", "find_next")

    def perform(self, action: str) -> None:
        if action == "find":
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif action == "find_next":
            self._find_next()
        elif self._search.text():
            self._search.clear()
        else:
            self.room_requested.emit("today")

    def focus_start(self) -> None:
        """Put the keyboard on the contents."""
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, name: str, text: str) -> None:
        if self._shown == name:
            return
        self._shown = name
        if name == ABOUT:
            self._text.setHtml(text)
        else:
            self._text.setMarkdown(text)
            self._set_type()

    def _set_type(self) -> None:
        """Room between the lines, and more before a heading: Markdown says nothing of either."""
        block = self._text.document().begin()
        while block.isValid():
            style = block.blockFormat()
            level = style.headingLevel()
            style.setLineHeight(118 if not level else 110, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            style.setTopMargin({0: 0, 1: 32, 2: 18}.get(level, 12))
            style.setBottomMargin(8)
            QTextCursor(block).setBlockFormat(style)
            block = block.next()
        self._fit_pictures()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self._fit_pictures)  # once the text has its new width

    def _fit_pictures(self) -> None:
        """No picture is wider than the text has room for."""
        room = self._text.viewport().width() - 2 * _MARGIN - 8
        found = []
        block = self._text.document().begin()
        while block.isValid():
            at = block.begin()
            while not at.atEnd():
                form = at.fragment().charFormat()
                if form.isImageFormat():
                    found.append((at.fragment().position(), form.toImageFormat()))
                at += 1
            block = block.next()
        for position, picture in found:
            width = min(QImage(str(resource("help", picture.name()))).width(), room)
            if width > 0 and picture.width() != width:
                picture.setWidth(width)
                cursor = QTextCursor(self._text.document())
                cursor.setPosition(position)
                cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(picture)

    def _on_chosen(self) -> None:
        item = self._list.currentItem()
        title = str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""
        if title == ABOUT:
            self._show(ABOUT, self._about())
            return
        self._show("manual", self._manual)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)
        block = self._text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == title:
                cursor = QTextCursor(block)
                self._text.setTextCursor(cursor)
                bar = self._text.verticalScrollBar()
                top = self._text.document().documentLayout().blockBoundingRect(block).top()
                bar.setValue(round(top) - 24 if self._list.currentRow() else 0)
                return
            block = block.next()

    def _on_searched(self, text: str) -> None:
        self._show("manual", self._manual)
        found = self._manual.lower().count(text.lower()) if text else 0
        self._count.setText(self.tr("%n 处", "", found) if text else "")
        self._count.setVisible(bool(self._count.text()))
        self._text.moveCursor(QTextCursor.MoveOperation.Start)
        if text:
            self._text.find(text)

    def _find_next(self) -> None:
        text = self._search.text()
        if text and not self._text.find(text, QTextDocument.FindFlag(0)):
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
            self._text.find(text)

    def _on_link(self, link: QUrl) -> None:
        QDesktopServices.openUrl(link)

    def _about(self) -> str:
        rows = "".join(
            f"<tr><td width='24%'>{escape(part['name'])}</td><td width='24%'>{escape(part['licence'])}</td>"
            f"<td><a href='{escape(part['home'])}'>{escape(part['home'])}</a></td></tr>"
            for part in json.loads(resource("licences.json").read_text("utf-8"))
        )
        said = self.tr("把中文文章变成记得住的知识。离线使用，没有账号，不收集任何数据。")
        parts = self.tr("温故以 MIT 许可发布，用到下面这些部分，在此致谢：")
        return (
            f"<h1>{self.tr('温故')} {__version__}</h1><p>{escape(said)}</p><p>{escape(parts)}</p>"
            f"<table cellspacing='0'>{rows}</table>"
        )
