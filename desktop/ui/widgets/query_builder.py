"""Conditions chosen from menus: they are written into the query, and stand under it as parts that can be taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from desktop.domain.errors import AppError
from desktop.domain.query import All, Condition, Not, Query
from desktop.pipeline.query import parse_query
from desktop.services.card_list import CardNames
from desktop.ui.language import QT_TRANSLATE_NOOP
from desktop.ui.models.card_model import FLAGS
from desktop.ui.theme import Look
from desktop.ui.widgets.phrase_marks import kind_name
from desktop.ui.widgets.text_parts import button

_IS = {
    "due": QT_TRANSLATE_NOOP("Query", "待复习"),
    "new": QT_TRANSLATE_NOOP("Query", "新的"),
    "learning": QT_TRANSLATE_NOOP("Query", "在学"),
    "review": QT_TRANSLATE_NOOP("Query", "复习中"),
    "relearning": QT_TRANSLATE_NOOP("Query", "重学"),
    "young": QT_TRANSLATE_NOOP("Query", "还不牢（不到三周）"),
    "mature": QT_TRANSLATE_NOOP("Query", "已牢固（三周以上）"),
    "leech": QT_TRANSLATE_NOOP("Query", "总忘记的"),
    "suspended": QT_TRANSLATE_NOOP("Query", "已暂停"),
    "buried": QT_TRANSLATE_NOOP("Query", "推迟到明天"),
    "mending": QT_TRANSLATE_NOOP("Query", "待修复"),
    "own": QT_TRANSLATE_NOOP("Query", "自己写的问答"),
    "trashed": QT_TRANSLATE_NOOP("Query", "回收站里的"),
}
_DUE = {
    "today": QT_TRANSLATE_NOOP("Query", "今天"),
    "tomorrow": QT_TRANSLATE_NOOP("Query", "明天"),
    "7": QT_TRANSLATE_NOOP("Query", "一周内"),
    "30": QT_TRANSLATE_NOOP("Query", "一个月内"),
}
_PROPERTIES = {
    "stability<7": QT_TRANSLATE_NOOP("Query", "稳定性不到 7 天"),
    "stability>30": QT_TRANSLATE_NOOP("Query", "稳定性超过 30 天"),
    "difficulty>7": QT_TRANSLATE_NOOP("Query", "难度高于 7"),
    "lapses>=3": QT_TRANSLATE_NOOP("Query", "忘记 3 次以上"),
    "reps=0": QT_TRANSLATE_NOOP("Query", "从没答过"),
}
_RATED = {
    "rated:1": QT_TRANSLATE_NOOP("Query", "今天答过"),
    "rated:7": QT_TRANSLATE_NOOP("Query", "一周内答过"),
    "rated:7:1": QT_TRANSLATE_NOOP("Query", "一周内答错过"),
    "added:1": QT_TRANSLATE_NOOP("Query", "今天添加"),
    "added:7": QT_TRANSLATE_NOOP("Query", "一周内添加"),
}
_TITLES = {
    "is": QT_TRANSLATE_NOOP("Query", "状态"),
    "due": QT_TRANSLATE_NOOP("Query", "到期"),
    "prop": QT_TRANSLATE_NOOP("Query", "记忆"),
    "rated": QT_TRANSLATE_NOOP("Query", "答题与添加"),
    "deck": QT_TRANSLATE_NOOP("Query", "牌组"),
    "tag": QT_TRANSLATE_NOOP("Query", "标签"),
    "kind": QT_TRANSLATE_NOOP("Query", "种类"),
    "flag": QT_TRANSLATE_NOOP("Query", "标记"),
}
_MOST = 40  # decks or tags in a menu


class QueryBuilder(QWidget):
    """Belongs to a ``field``; what its menu adds is written there. ``names`` tells what there is in the collection."""

    changed = Signal()

    def __init__(self, look: Look, field: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._field = look, field
        self.names = CardNames((), (), ())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        field.textChanged.connect(self._show_chips)
        self._show_chips()

    def open_menu(self, at: QPoint) -> None:
        """Offer the conditions at a place of the screen."""
        self.menu().popup(at)

    def menu(self) -> QMenu:
        """The conditions by what they are about; one that is chosen already is ticked and taken out again."""
        menu = QMenu(self)
        self._fill(menu, "is", [(f"is:{name}", _said(text)) for name, text in _IS.items()])
        self._fill(menu, "due", [(f"due:{name}", _said(text)) for name, text in _DUE.items()])
        self._fill(menu, "prop", [(f"prop:{name}", _said(text)) for name, text in _PROPERTIES.items()])
        self._fill(menu, "rated", [(name, _said(text)) for name, text in _RATED.items()])
        self._fill(menu, "deck", [(f"deck:{quoted(name)}", name) for name in self.names.decks[:_MOST]])
        tags = [(f"tag:{quoted(name)}", name) for name in self.names.tags[:_MOST]]
        self._fill(menu, "tag", [*tags, ("tag:none", self.tr("没有标签"))])
        self._fill(menu, "kind", [(f"kind:{name}", kind_name(name)) for name in self.names.kinds])
        flags = [(f"flag:{number}", f"{sign} {number}") for number, sign in enumerate(FLAGS) if number]
        self._fill(menu, "flag", [("is:flagged", self.tr("有标记")), *flags])
        menu.addSeparator()
        help_action = menu.addAction(self.tr("“不要”：在条件前加 -；“或者”：写 OR；括号可以分组"))
        help_action.setEnabled(False)
        return menu

    def toggle(self, condition: str) -> None:
        """Write a condition into the query, or take it out where it stands."""
        parts = _parts(self._field.text())
        if condition in parts:
            parts.remove(condition)
        else:
            parts.append(condition)
        self._field.setText(" ".join(parts))
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, menu: QMenu, key: str, conditions: Sequence[tuple[str, str]]) -> None:
        if not conditions:
            return
        inner = menu.addMenu(_said(_TITLES[key]))
        chosen = _parts(self._field.text())
        for condition, words in conditions:
            action = inner.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(condition in chosen)
            action.triggered.connect(lambda _=False, condition=condition: self.toggle(condition))

    def _show_chips(self) -> None:
        while item := self._row.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        found = _conditions(self._field.text())
        for text, words in found:
            chip = button(f"{words}  ×", "chip")
            chip.setToolTip(self.tr("去掉“{condition}”").format(condition=text))
            chip.setAccessibleName(self.tr("去掉“{condition}”").format(condition=words))
            chip.clicked.connect(lambda _=False, text=text: self.toggle(text))
            self._row.addWidget(chip)
        self._row.addStretch(1)
        self.setVisible(bool(found))


def _conditions(text: str) -> list[tuple[str, str]]:
    """The parts of a plain query that are conditions, as they are written and in words."""
    try:
        asked = parse_query(text)
    except AppError:
        return []
    return (
        [
            (part, words)
            for part, one in zip(_parts(text), asked.parts if isinstance(asked, All) else (asked,), strict=False)
            if (words := _words(one))
        ]
        if not re.search(r"[()|]|(?<!\S)OR(?!\S)", text)
        else []
    )


def _words(part: Query) -> str:
    match part:
        case Not(inner):
            words = _words(inner)
            return QCoreApplication.translate("Query", "不是 {condition}").format(condition=words) if words else ""
        case Condition(key, value):
            known = {"is": _IS, "due": _DUE, "prop": _PROPERTIES}.get(key, {}).get(value) or _RATED.get(
                f"{key}:{value}"
            )
            if known:
                return _said(known)
            shown = kind_name(value) if key == "kind" else value
            return f"{_said(_TITLES[key])} {shown}" if key in _TITLES and key != "rated" else f"{key}:{value}"
        case _:
            return ""


def _parts(text: str) -> list[str]:
    """A query cut where it has spaces outside quotation marks."""
    return re.findall(r"""(?:[^\s"“]|"[^"]*"?|“[^”]*”?)+""", text)


def quoted(name: str) -> str:
    """A name as a condition takes it: in quotes where it would end too soon."""
    return f'"{name}"' if re.search(r"[\s()]", name) else name


def _said(text: str) -> str:
    return QCoreApplication.translate("Query", text)
