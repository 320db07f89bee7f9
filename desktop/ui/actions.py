"""Everything that has a key or a place in the menu, in one table: menus, shortcuts and the keys sheet come from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.language import QT_TRANSLATE_NOOP


class ActionSpec(NamedTuple):
    """``name`` is for programs; ``text`` in Chinese, translated when shown; ``keys`` as Qt writes them.

    ``in_menu`` is false for what only makes sense as a key. ``repeats`` says whether a held key acts again.
    """

    name: str
    group: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    in_menu: bool = True
    repeats: bool = False


GROUPS = {
    "file": QT_TRANSLATE_NOOP("Actions", "文件"),
    "go": QT_TRANSLATE_NOOP("Actions", "前往"),
    "read": QT_TRANSLATE_NOOP("Actions", "阅读"),
    "review": QT_TRANSLATE_NOOP("Actions", "复习"),
    "help": QT_TRANSLATE_NOOP("Actions", "帮助"),
}

ACTIONS = (
    ActionSpec("import", "file", QT_TRANSLATE_NOOP("Actions", "导入文章…"), ("Ctrl+O",), "import"),
    ActionSpec("paste", "file", QT_TRANSLATE_NOOP("Actions", "粘贴为文章"), ("Ctrl+V",), "paste"),
    ActionSpec("import_bank", "file", QT_TRANSLATE_NOOP("Actions", "导入题库…"), ("Ctrl+Shift+O",), "import"),
    ActionSpec("export", "file", QT_TRANSLATE_NOOP("Actions", "导出为 Anki 牌组…"), ("Ctrl+E",), "export"),
    ActionSpec("print", "file", QT_TRANSLATE_NOOP("Actions", "打印与导出…"), ("Ctrl+P",), "export"),
    ActionSpec("trash", "file", QT_TRANSLATE_NOOP("Actions", "移到回收站"), ("Del",), "trash"),
    ActionSpec("quit", "file", QT_TRANSLATE_NOOP("Actions", "退出"), ("Ctrl+Q",)),
    ActionSpec("today", "go", QT_TRANSLATE_NOOP("Actions", "今天"), ("Ctrl+1",), "today"),
    ActionSpec("articles", "go", QT_TRANSLATE_NOOP("Actions", "文章"), ("Ctrl+2",), "articles"),
    ActionSpec("review", "go", QT_TRANSLATE_NOOP("Actions", "复习"), ("Ctrl+3",), "review"),
    ActionSpec("cards", "go", QT_TRANSLATE_NOOP("Actions", "卡片"), ("Ctrl+4",), "cards"),
    ActionSpec("statistics", "go", QT_TRANSLATE_NOOP("Actions", "统计"), ("Ctrl+5",), "statistics"),
    ActionSpec("exam", "go", QT_TRANSLATE_NOOP("Actions", "考试"), ("Ctrl+6",), "exam"),
    ActionSpec("decks", "go", QT_TRANSLATE_NOOP("Actions", "牌组"), ("Ctrl+D",), "decks"),
    ActionSpec("settings", "go", QT_TRANSLATE_NOOP("Actions", "设置"), ("Ctrl+7", "Ctrl+,"), "settings"),
    ActionSpec("search", "go", QT_TRANSLATE_NOOP("Actions", "查找一切…"), ("Ctrl+K",), "search"),
    ActionSpec("back", "go", QT_TRANSLATE_NOOP("Actions", "返回"), ("Esc", "Alt+Left"), "back", in_menu=False),
    ActionSpec("open", "read", QT_TRANSLATE_NOOP("Actions", "打开所选文章"), ("Return", "Enter"), in_menu=False),
    ActionSpec("proposals", "read", QT_TRANSLATE_NOOP("Actions", "挑选考点…"), ("Ctrl+B",), "tick"),
    ActionSpec(
        "accept_proposals",
        "read",
        QT_TRANSLATE_NOOP("Actions", "采用勾选的考点"),
        ("Return", "Enter", "Ctrl+Return"),
        in_menu=False,
    ),
    ActionSpec("density_few", "read", QT_TRANSLATE_NOOP("Actions", "考点：少量"), ("1",), in_menu=False),
    ActionSpec("density_normal", "read", QT_TRANSLATE_NOOP("Actions", "考点：适中"), ("2",), in_menu=False),
    ActionSpec("density_dense", "read", QT_TRANSLATE_NOOP("Actions", "考点：密集"), ("3",), in_menu=False),
    ActionSpec("density_all", "read", QT_TRANSLATE_NOOP("Actions", "考点：全部"), ("4",), in_menu=False),
    ActionSpec("find", "read", QT_TRANSLATE_NOOP("Actions", "在文章中查找"), ("Ctrl+F", "/"), "search"),
    ActionSpec("find_next", "read", QT_TRANSLATE_NOOP("Actions", "下一处"), ("F3",), repeats=True),
    ActionSpec("find_previous", "read", QT_TRANSLATE_NOOP("Actions", "上一处"), ("Shift+F3",), repeats=True),
    ActionSpec("make_card", "read", QT_TRANSLATE_NOOP("Actions", "把选中的字做成卡片"), ("C",), "review"),
    ActionSpec("make_phrase", "read", QT_TRANSLATE_NOOP("Actions", "把选中的字标为短语，或不再标出"), ("P",), "tick"),
    ActionSpec("edit", "read", QT_TRANSLATE_NOOP("Actions", "修改卡片或段落"), ("E", "Ctrl+Shift+E"), "article"),
    ActionSpec("recite", "read", QT_TRANSLATE_NOOP("Actions", "背诵这篇文章"), ("B",), "review"),
    ActionSpec("about_phrase", "read", QT_TRANSLATE_NOOP("Actions", "这个短语的说明"), ("I",), "info"),
    ActionSpec(
        "next_phrase", "read", QT_TRANSLATE_NOOP("Actions", "下一个标出的短语"), ("]",), in_menu=False, repeats=True
    ),
    ActionSpec(
        "previous_phrase", "read", QT_TRANSLATE_NOOP("Actions", "上一个标出的短语"), ("[",), in_menu=False, repeats=True
    ),
    ActionSpec("marks", "read", QT_TRANSLATE_NOOP("Actions", "多标或少标短语"), ("L",)),
    ActionSpec("pinyin", "read", QT_TRANSLATE_NOOP("Actions", "注音：选中的字，或难字、全部、不注"), ("Y",), "pinyin"),
    ActionSpec("reading", "read", QT_TRANSLATE_NOOP("Actions", "修改读音"), ("Shift+Y",)),
    ActionSpec("speak", "read", QT_TRANSLATE_NOOP("Actions", "朗读选中的字或这一段"), ("S",), "speak"),
    ActionSpec("contents", "read", QT_TRANSLATE_NOOP("Actions", "显示或收起大纲"), ("F7",), "outline"),
    ActionSpec("text", "read", QT_TRANSLATE_NOOP("Actions", "显示或收起文章"), ("F8",), "article"),
    ActionSpec("quiz", "read", QT_TRANSLATE_NOOP("Actions", "显示或收起测验"), ("F9",), "quiz"),
    ActionSpec("larger", "read", QT_TRANSLATE_NOOP("Actions", "放大文字"), ("Ctrl++", "Ctrl+="), repeats=True),
    ActionSpec("smaller", "read", QT_TRANSLATE_NOOP("Actions", "缩小文字"), ("Ctrl+-",), repeats=True),
    ActionSpec("normal_size", "read", QT_TRANSLATE_NOOP("Actions", "恢复文字大小"), ("Ctrl+0",)),
    ActionSpec(
        "continue",
        "review",
        QT_TRANSLATE_NOOP("Actions", "核对答案，接受建议并继续"),
        ("Return", "Enter", "Space"),
        in_menu=False,
    ),
    ActionSpec("reveal", "review", QT_TRANSLATE_NOOP("Actions", "不知道，看答案"), ("Esc",), in_menu=False),
    ActionSpec("fix_mode", "review", QT_TRANSLATE_NOOP("Actions", "固定这张或这类卡片的题型"), ("M",), "quiz"),
    ActionSpec("paper", "review", QT_TRANSLATE_NOOP("Actions", "模拟卷"), ("Ctrl+M",), "tick"),
    ActionSpec(
        "paper_next", "review", QT_TRANSLATE_NOOP("Actions", "卷子的下一题"), ("PgDown", "Ctrl+Right"), in_menu=False
    ),
    ActionSpec(
        "paper_previous", "review", QT_TRANSLATE_NOOP("Actions", "卷子的上一题"), ("PgUp", "Ctrl+Left"), in_menu=False
    ),
    ActionSpec("hand_in", "review", QT_TRANSLATE_NOOP("Actions", "交卷"), ("Ctrl+Return", "Ctrl+Enter"), in_menu=False),
    ActionSpec("rate_1", "review", QT_TRANSLATE_NOOP("Actions", "重来"), ("1",), in_menu=False),
    ActionSpec("rate_2", "review", QT_TRANSLATE_NOOP("Actions", "困难"), ("2",), in_menu=False),
    ActionSpec("rate_3", "review", QT_TRANSLATE_NOOP("Actions", "良好"), ("3",), in_menu=False),
    ActionSpec("rate_4", "review", QT_TRANSLATE_NOOP("Actions", "简单"), ("4",), in_menu=False),
    ActionSpec("undo", "review", QT_TRANSLATE_NOOP("Actions", "撤销"), ("Ctrl+Z",), "undo"),
    ActionSpec("redo", "review", QT_TRANSLATE_NOOP("Actions", "重做"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    ActionSpec("help", "help", QT_TRANSLATE_NOOP("Actions", "使用手册"), ("F1",), "info"),
    ActionSpec("keys", "help", QT_TRANSLATE_NOOP("Actions", "按键一览"), ("?",), "keys"),
)


def action_text(spec: ActionSpec) -> str:
    """What the action is called in the language of the window."""
    return QCoreApplication.translate("Actions", spec.text)


def group_text(group: str) -> str:
    """What a group of actions is called in the language of the window."""
    return QCoreApplication.translate("Actions", GROUPS[group])


def key_text(key: str) -> str:
    """A key as it is printed on the keyboard of this system."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class Actions(QObject):
    """The table as QActions of ``window``. Where two share a key, at most one may be enabled."""

    triggered = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(action_text(spec), window)
            action.setObjectName(spec.name)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(spec.repeats)
            action.triggered.connect(self._on_triggered)
            window.addAction(action)
            self._actions[spec.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[ActionSpec]:
        return iter(ACTIONS)

    def fill(self, menu: QMenu) -> None:
        """The menu of the window: groups, one under another."""
        for group in GROUPS:
            menu.addSeparator()
            for spec in ACTIONS:
                if spec.group == group and spec.in_menu:
                    menu.addAction(self._actions[spec.name])

    def rename(self, name: str, text: str = "") -> None:
        """Say more exactly what an action would do now; empty for the name in the table."""
        self._actions[name].setText(text or next(action_text(spec) for spec in ACTIONS if spec.name == name))

    def retranslate(self) -> None:
        """Give every action its name in the language of the window."""
        for spec in ACTIONS:
            self._actions[spec.name].setText(action_text(spec))

    def _on_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.triggered.emit(sender.objectName())
