"""What undo takes back, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.ui.language import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from desktop.services.journal import JournalEntry

_NAMES = {
    "review": QT_TRANSLATE_NOOP("Undo", "复习“{subject}”"),
    "import": QT_TRANSLATE_NOOP("Undo", "导入《{subject}》"),
    "trash": QT_TRANSLATE_NOOP("Undo", "移到回收站：{subject}"),
    "restore": QT_TRANSLATE_NOOP("Undo", "找回《{subject}》"),
    "folder": QT_TRANSLATE_NOOP("Undo", "整理《{subject}》"),
    "tag_articles": QT_TRANSLATE_NOOP("Undo", "《{subject}》的标签"),
    "revise": QT_TRANSLATE_NOOP("Undo", "更新《{subject}》"),
    "refuse_repairs": QT_TRANSLATE_NOOP("Undo", "更改《{subject}》的修复"),
    "edit_text": QT_TRANSLATE_NOOP("Undo", "修改《{subject}》的文字"),
    "suspend": QT_TRANSLATE_NOOP("Undo", "暂停“{subject}”"),
    "unsuspend": QT_TRANSLATE_NOOP("Undo", "恢复“{subject}”"),
    "bury": QT_TRANSLATE_NOOP("Undo", "推迟“{subject}”"),
    "unbury": QT_TRANSLATE_NOOP("Undo", "取消推迟“{subject}”"),
    "flag": QT_TRANSLATE_NOOP("Undo", "标记“{subject}”"),
    "tag": QT_TRANSLATE_NOOP("Undo", "标签“{subject}”"),
    "move": QT_TRANSLATE_NOOP("Undo", "移动“{subject}”"),
    "mode": QT_TRANSLATE_NOOP("Undo", "题型“{subject}”"),
    "kind_mode": QT_TRANSLATE_NOOP("Undo", "一类卡片的题型"),
    "proposals": QT_TRANSLATE_NOOP("Undo", "挑选《{subject}》的考点"),
    "import_bank": QT_TRANSLATE_NOOP("Undo", "导入题库“{subject}”"),
    "trash_cards": QT_TRANSLATE_NOOP("Undo", "删除卡片“{subject}”"),
    "restore_cards": QT_TRANSLATE_NOOP("Undo", "找回卡片“{subject}”"),
    "edit_card": QT_TRANSLATE_NOOP("Undo", "修改卡片“{subject}”"),
    "add_cards": QT_TRANSLATE_NOOP("Undo", "添加卡片“{subject}”"),
    "forget": QT_TRANSLATE_NOOP("Undo", "重置“{subject}”"),
    "set_due": QT_TRANSLATE_NOOP("Undo", "改期“{subject}”"),
    "exam": QT_TRANSLATE_NOOP("Undo", "考试计划 {subject}"),
    "exam_end": QT_TRANSLATE_NOOP("Undo", "结束考试计划 {subject}"),
    "phrase": QT_TRANSLATE_NOOP("Undo", "短语“{subject}”"),
    "reading": QT_TRANSLATE_NOOP("Undo", "“{subject}”的读音"),
    "merge": QT_TRANSLATE_NOOP("Undo", "合并“{subject}”"),
    "import_anki": QT_TRANSLATE_NOOP("Undo", "导入 Anki 牌组“{subject}”"),
    "catch_up": QT_TRANSLATE_NOOP("Undo", "用 {subject} 天补完积压"),
    "catch_up_end": QT_TRANSLATE_NOOP("Undo", "结束补课计划"),
    "no_limit": QT_TRANSLATE_NOOP("Undo", "今天不限数量"),
    "options": QT_TRANSLATE_NOOP("Undo", "选项 {subject}"),
    "optimize": QT_TRANSLATE_NOOP("Undo", "优化“{subject}”的参数"),
    "add_deck": QT_TRANSLATE_NOOP("Undo", "新牌组“{subject}”"),
    "rename_deck": QT_TRANSLATE_NOOP("Undo", "牌组改名 {subject}"),
    "remove_deck": QT_TRANSLATE_NOOP("Undo", "删除牌组“{subject}”"),
}


def undo_words(entry: JournalEntry) -> str:
    """What ``entry`` did, as a name in the language of the window."""
    name = _NAMES.get(entry.kind)
    return (QCoreApplication.translate("Undo", name) if name else "{subject}").format(subject=entry.subject)
