"""Errors in the learner's words: what happened, and what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.domain.errors import AppError
from desktop.ui.language import QT_TRANSLATE_NOOP

_WORDS = {
    "error": QT_TRANSLATE_NOOP("Messages", "没有做成。请再试一次。"),
    "file_missing": QT_TRANSLATE_NOOP("Messages", "找不到“{file}”。它可能被移动或改名了，请重新选择。"),
    "file_unreadable": QT_TRANSLATE_NOOP(
        "Messages", "系统不让读“{file}”（{reason}）。请检查文件权限，或复制一份再导入。"
    ),
    "not_a_file": QT_TRANSLATE_NOOP("Messages", "“{file}”是文件夹或设备，不是文件。请选其中的一个文件。"),
    "file_empty": QT_TRANSLATE_NOOP("Messages", "“{file}”里没有文字，没有导入。请打开它看看内容是否存好。"),
    "file_too_large": QT_TRANSLATE_NOOP("Messages", "“{file}”太大了（{megabytes} MB）。请拆成几个文件再导入。"),
    "not_text": QT_TRANSLATE_NOOP("Messages", "“{file}”不是文本文件，没有导入。请先另存为纯文本（.txt）。"),
    "not_wengu_json": QT_TRANSLATE_NOOP(
        "Messages", "“{file}”不是温故写的 JSON，或出自更新的温故。请选用温故导出的 .json 文件。"
    ),
    "unsupported_format": QT_TRANSLATE_NOOP(
        "Messages", "还不能读 {suffix} 文件。请把“{file}”另存为纯文本（.txt），或复制文字后按 Ctrl+V。"
    ),
    "file_unwritable": QT_TRANSLATE_NOOP("Messages", "写不进“{file}”（{reason}）。请换一个文件夹，或检查磁盘空间。"),
    "not_found": QT_TRANSLATE_NOOP("Messages", "找不到“{name}”，它可能已被删除。"),
    "ambiguous": QT_TRANSLATE_NOOP("Messages", "“{name}”不止一个，请写得更完整。"),
    "bad_value": QT_TRANSLATE_NOOP("Messages", "“{value}”不行，可以填：{allowed}。"),
    "columns_unclear": QT_TRANSLATE_NOOP("Messages", "认不出哪一列是题目、哪一列是答案。请在上面选一选。"),
    "query_unknown_key": QT_TRANSLATE_NOOP(
        "Messages", "第 {at} 个字：没有“{name}:”这个条件。可以用：{allowed}。要找这些字本身，请加引号。"
    ),
    "query_bad_value": QT_TRANSLATE_NOOP("Messages", "第 {at} 个字：{name} 后面不能是“{value}”，可以写：{allowed}。"),
    "query_unfinished": QT_TRANSLATE_NOOP(
        "Messages", "第 {at} 个字：“{name}”没有写完。括号要成对，OR 和 - 后面要有内容。"
    ),
    "nothing_to_export": QT_TRANSLATE_NOOP("Messages", "还没有卡片可以导出。请先导入一篇文章。"),
    "database_newer": QT_TRANSLATE_NOOP("Messages", "这些资料是更新版本的温故写的。请先升级温故，再打开它们。"),
    "database_damaged": QT_TRANSLATE_NOOP(
        "Messages", "学习记录打不开（{reason}）。温故没有改动它。请从备份恢复，或把这个文件夹发给懂的人看看：{path}"
    ),
    "database_busy": QT_TRANSLATE_NOOP("Messages", "另一个温故正开着这些资料。请先关掉那个窗口。"),
    "converter_missing": QT_TRANSLATE_NOOP("Messages", "本机没有能读“{file}”的程序。请另存为 .docx 或 .txt 再导入。"),
    "damaged_file": QT_TRANSLATE_NOOP("Messages", "“{file}”已损坏，读不出来。请重新下载或另存一份。"),
    "file_protected": QT_TRANSLATE_NOOP("Messages", "“{file}”有密码，打不开。请先去掉密码，或另存为没有密码的文件。"),
    "only_pictures": QT_TRANSLATE_NOOP("Messages", "“{file}”里只有图片，没有文字。请先用文字识别软件（OCR）处理。"),
    "no_questions": QT_TRANSLATE_NOOP(
        "Messages",
        "“{file}”里没有找到题目。每道题要有题号和答案（或文末有答案），或者做成表格，第一行写明题目、选项、答案。",
    ),
    "nothing_to_import": QT_TRANSLATE_NOOP("Messages", "“{file}”里没有文件。"),
    "unknown_export": QT_TRANSLATE_NOOP("Messages", "不能导出成“{file}”。文件名请以这些结尾：{allowed}。"),
    "not_this_computer": QT_TRANSLATE_NOOP("Messages", "只能送进本机的 Anki：{address} 不是本机地址。"),
    "anki_not_running": QT_TRANSLATE_NOOP(
        "Messages", "没有找到正在运行的 Anki。请打开 Anki，并在其中装好插件 AnkiConnect（代码 2055492159）。"
    ),
    "anki_busy": QT_TRANSLATE_NOOP(
        "Messages", "Anki 没有答复，可能正忙着导入或同步，也可能正在关闭。等一等，再送一次。"
    ),
    "not_anki_connect": QT_TRANSLATE_NOOP(
        "Messages",
        "应答的不是 AnkiConnect，它的端口 8765 被别的程序占了。请关掉那个程序，再重开 Anki；或改为存成文件。",
    ),
    "anki_key_wanted": QT_TRANSLATE_NOOP(
        "Messages", "AnkiConnect 设了密钥。请再导出一次，填上同样的密钥（Anki 的 工具 › 插件 › AnkiConnect › 配置）。"
    ),
    "anki_closed": QT_TRANSLATE_NOOP(
        "Messages", "Anki 开着，但没有打开任何用户的牌组。请先在 Anki 里选一个用户，再送一次。"
    ),
    "anki_lost": QT_TRANSLATE_NOOP(
        "Messages", "送出之后和 Anki 的连接断了，不知道它收下没有。请看看 Anki 是否还开着，再送一次：收过的不会重复。"
    ),
    "anki_other_type": QT_TRANSLATE_NOOP(
        "Messages", "没有送：这些笔记 Anki 里都有，题型却不同。请选第一次送去时的题型；要换题型，先在 Anki 里删掉它们。"
    ),
    "only_from_anki": QT_TRANSLATE_NOOP(
        "Messages", "没有送：这些卡片都是从 Anki 来的，送回去会改动或重复。要给另一个 Anki，请存成文件。"
    ),
    "anki_refused": QT_TRANSLATE_NOOP(
        "Messages", "Anki 没有收下：{reason}。请更新 Anki 和 AnkiConnect，或改为存成文件。"
    ),
    "font_missing": QT_TRANSLATE_NOOP(
        "Messages", "本机没有可以嵌入的中文字体。请安装 Noto Serif CJK（fonts-noto-cjk）或宋体，或导出为 .docx。"
    ),
    "nothing_to_learn": QT_TRANSLATE_NOOP("Messages", "这个范围里没有卡片，无法安排。请先导入文章或换一个牌组。"),
    "reader_lost": QT_TRANSLATE_NOOP(
        "Messages", "读取文章的进程意外结束，可能是内存不够。请关闭别的程序，或把文件拆小后再导入。"
    ),
    "card_suspended": QT_TRANSLATE_NOOP("Messages", "这张卡片已暂停，没有记录。"),
}


# What operating systems say in English only.
_SYSTEM_REASONS = {
    "No space left on device": QT_TRANSLATE_NOOP("Messages", "磁盘已满"),
    "Disk quota exceeded": QT_TRANSLATE_NOOP("Messages", "磁盘配额已用完"),
    "Permission denied": QT_TRANSLATE_NOOP("Messages", "没有权限"),
    "Operation not permitted": QT_TRANSLATE_NOOP("Messages", "系统不允许"),
    "Read-only file system": QT_TRANSLATE_NOOP("Messages", "磁盘只读"),
    "File exists": QT_TRANSLATE_NOOP("Messages", "已有同名文件"),
    "Is a directory": QT_TRANSLATE_NOOP("Messages", "它是文件夹"),
    "Not a directory": QT_TRANSLATE_NOOP("Messages", "路径中有一段不是文件夹"),
    "Input/output error": QT_TRANSLATE_NOOP("Messages", "磁盘读写出错"),
}


def words(error: AppError) -> str:
    """The message for ``error`` in the language of the window."""
    fields = {name: str(value) for name, value in error.fields.items()}
    if "path" in fields:
        fields.setdefault("file", Path(fields["path"]).name)
    if isinstance(size := error.fields.get("bytes"), int):
        fields["megabytes"] = f"{size / 1_000_000:.0f}"
    if (reason := fields.get("reason")) in _SYSTEM_REASONS:
        fields["reason"] = QCoreApplication.translate("Messages", _SYSTEM_REASONS[reason])
    text = QCoreApplication.translate("Messages", _WORDS.get(error.kind, _WORDS["error"]))
    return text.format_map(_Fields(fields))


class _Fields(dict[str, str]):
    """An error that lacks a field still gets its message."""

    def __missing__(self, key: str) -> str:
        return "…"
