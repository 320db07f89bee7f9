"""What was typed beside what was wanted: shown so that the slip can be seen without colour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from desktop.domain.answer import DiffPiece
from desktop.ui.language import QT_TRANSLATE_NOOP
from desktop.ui.theme import SANS, SERIF, Theme

_REASONS = {
    "form": QT_TRANSLATE_NOOP("Reasons", "写法不同，算对"),
    "order": QT_TRANSLATE_NOOP("Reasons", "次序不同，算对"),
    "homophone": QT_TRANSLATE_NOOP("Reasons", "同音字"),
    "pinyin": QT_TRANSLATE_NOOP("Reasons", "写成了拼音"),
    "initials": QT_TRANSLATE_NOOP("Reasons", "只写了拼音首字母"),
    "item_missing": QT_TRANSLATE_NOOP("Reasons", "少了一项"),
    "particle": QT_TRANSLATE_NOOP("Reasons", "虚词不同"),
    "number_form": QT_TRANSLATE_NOOP("Reasons", "数字写法不同"),
    "unit": QT_TRANSLATE_NOOP("Reasons", "单位不同"),
    "brackets": QT_TRANSLATE_NOOP("Reasons", "括号里的没有写"),
    "prefix": QT_TRANSLATE_NOOP("Reasons", "没有写完"),
    "within": QT_TRANSLATE_NOOP("Reasons", "多写了"),
}


def reason_words(reason: str) -> str:
    """Why an answer that is not exact was accepted or is near; empty if there is nothing to say."""
    return QCoreApplication.translate("Reasons", _REASONS[reason]) if reason in _REASONS else ""


def diff_html(caption: str, pieces: Sequence[DiffPiece], theme: Theme, px: int) -> str:
    """A line of rich text: extra characters struck through, missing ones in brackets with a line under them."""
    shown = []
    for piece in pieces:
        expected, given = escape(piece.expected), escape(piece.given)
        if piece.op in ("equal", "form"):
            shown.append(given)
            continue
        if given:
            shown.append(f'<s style="color:{theme.roles["negative"]}">{given}</s>')
        if expected:
            shown.append(f'<u style="color:{theme.roles["positive"]}">{expected}</u>')
    words = f'<span style="{_serif(px + 4)}">{"".join(shown)}</span>'
    return f'<span style="color:{theme.roles["ink_soft"]}">{escape(caption)}&nbsp;&nbsp;</span>{words}'


def serif_html(text: str, theme: Theme, px: int) -> str:
    """Plain lines as rich text in the type of articles; ✓ and ✗ before one have their colours."""
    lines = "<br>".join(map(escape, text.splitlines()))
    for sign, role in _SIGNS.items():  # in sans, whose two signs are of one weight
        shown = f'<span style="color:{theme.roles[role]};{_family(SANS)}">{sign}</span>'
        lines = re.sub(f"(?<![^>]){sign}", shown, lines)
    return f'<div style="{_serif(px)};line-height:130%">{lines}</div>' if lines else ""


_SIGNS = {"✓": "positive", "✗": "negative"}


def _serif(px: int) -> str:
    return f"{_family(SERIF)};font-size:{px}px"


def _family(names: Sequence[str]) -> str:
    quoted = ",".join(f"'{name}'" for name in names[:4])
    return f"font-family:{quoted}"
