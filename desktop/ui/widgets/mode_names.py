"""What the kinds of questions are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui.language import QT_TRANSLATE_NOOP

MODE_NAMES = {
    "typed": QT_TRANSLATE_NOOP("Modes", "填空"),
    "hint": QT_TRANSLATE_NOOP("Modes", "提示首字"),
    "choice": QT_TRANSLATE_NOOP("Modes", "四选一"),
    "truefalse": QT_TRANSLATE_NOOP("Modes", "判断"),
    "list": QT_TRANSLATE_NOOP("Modes", "默写各项"),
    "next": QT_TRANSLATE_NOOP("Modes", "接下句"),
    "order": QT_TRANSLATE_NOOP("Modes", "排序"),
}


def mode_name(mode: str) -> str:
    """What a kind of question is called in the language of the window."""
    return QCoreApplication.translate("Modes", MODE_NAMES[mode]) if mode in MODE_NAMES else mode
