"""What came from an Anki package and what was left out, in the learner's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.anki_import import Skipped

_CONTEXT = "AnkiWords"
_WHAT = {
    "note": QT_TRANSLATE_NOOP("AnkiWords", "笔记"),
    "card": QT_TRANSLATE_NOOP("AnkiWords", "卡片"),
    "review": QT_TRANSLATE_NOOP("AnkiWords", "复习记录"),
    "deck": QT_TRANSLATE_NOOP("AnkiWords", "牌组"),
    "option": QT_TRANSLATE_NOOP("AnkiWords", "选项"),
    "media": QT_TRANSLATE_NOOP("AnkiWords", "图片和声音"),
    "file": QT_TRANSLATE_NOOP("AnkiWords", "文件"),
}
_WHY = {
    "bad_values": QT_TRANSLATE_NOOP("AnkiWords", "数据不对"),
    "too_long": QT_TRANSLATE_NOOP("AnkiWords", "太长"),
    "image_occlusion": QT_TRANSLATE_NOOP("AnkiWords", "图片遮挡题"),
    "without_note": QT_TRANSLATE_NOOP("AnkiWords", "没有笔记"),
    "without_card": QT_TRANSLATE_NOOP("AnkiWords", "没有卡片"),
    "empty": QT_TRANSLATE_NOOP("AnkiWords", "没有可问的内容"),
    "no_answer": QT_TRANSLATE_NOOP("AnkiWords", "不是作答"),
    "filtered": QT_TRANSLATE_NOOP("AnkiWords", "筛选牌组，卡片已回到原牌组"),
    "missing": QT_TRANSLATE_NOOP("AnkiWords", "包里缺少"),
    "bad_name": QT_TRANSLATE_NOOP("AnkiWords", "文件名不能用"),
    "damaged": QT_TRANSLATE_NOOP("AnkiWords", "已损坏"),
    "other_content": QT_TRANSLATE_NOOP("AnkiWords", "已有同名的另一个文件"),
    "unknown": QT_TRANSLATE_NOOP("AnkiWords", "不认识"),
}


def left_out(skipped: Iterable[Skipped]) -> str:
    """What was left out, each kind once with its number and reason; empty where nothing was."""
    numbers = Counter[tuple[str, str]]()
    for each in skipped:
        numbers[each.what, each.why] += each.number
    parts = [f"{_say(_WHAT[what])} {number}（{_say(_WHY[why])}）" for (what, why), number in numbers.items()]
    return "、".join(parts)


def _say(text: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(text))
