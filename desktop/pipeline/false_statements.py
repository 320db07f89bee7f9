"""Turning a sentence into one that an examiner would call false, by changing one word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.domain.question import Change

# Pattern (what it stands before or after decides whether the swap is a plain mistake) and what takes its place.
_SWAPS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"应当", "可以"),
        (r"(?<!不)可以(?!说|看出|概括)", "应当"),
        (r"必须(?!坚持|把)", "可以"),
        (r"不得(?![不已以而人了])", "可以"),
        (r"坚决(?=反对|维护|贯彻|防止|打击|惩治|遏制|破除|捍卫)", "坚持"),
        (r"根本(?=制度|任务|目的|保证|遵循|原则|宗旨|动力|立场|方法)", "基本"),
        (r"(?<!最)基本(?=制度|国策|方略|路线|原则|矛盾)", "根本"),
        (r"首要(?=任务|位置|原则|标准|职责)", "次要"),
        (r"主要(?=矛盾|任务|职责|原因|目标|依据)", "次要"),
        (r"(?<=[\d一二三四五六七八九十百千万分之%年月日个元岁人级倍])以上", "以下"),
        (r"(?<=[\d一二三四五六七八九十百千万分之%年月日个元岁人级倍])以下(?!简称)", "以上"),
        (r"提高(?!人民法院)", "降低"),
        (r"增强", "削弱"),
        (r"扩大", "缩小"),
        (r"有利于", "不利于"),
        (r"上级(?=人民|机关|法院|行政|党|部门|检察)", "下级"),
        (r"下级(?=人民|机关|法院|行政|党|部门|检察)", "上级"),
        (r"(?<![间])直接(?=责任|故意|选举|管理|领导)", "间接"),
        (r"书面(?=形式|通知|申请|材料|报告|意见)", "口头"),
        (r"有权", "无权"),
        (r"鼓励(?=和|、|支持|社会|公民|企业|个人)", "限制"),
        (r"禁止", "允许"),
        (r"自愿(?=原则|参加|参与)", "强制"),
    )
)
_BESIDE = 4  # characters to either side by which a formulation is known


def swaps(sentence: str, near: str) -> Iterator[Change]:
    """Changes of one word of ``sentence`` that make it false; none that the text ``near`` also says."""
    for pattern, replacement in _SWAPS:
        for match in pattern.finditer(sentence):
            before, after = sentence[: match.start()][-_BESIDE:], sentence[match.end() :][:_BESIDE]
            if f"{before}{replacement}{after}" not in near:
                yield Change(match.start(), match.end(), match[0], replacement)


def changed(sentence: str, change: Change) -> tuple[str, Change]:
    """The false sentence, and the change with its place there."""
    text = sentence[: change.start] + change.replacement + sentence[change.end :]
    return text, change._replace(end=change.start + len(change.replacement))
