"""How phrases are marked in an article: a line under them says what they are, a tint how well they are known."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.domain.card import CardState
from desktop.domain.phrase import PhraseKind
from desktop.ui.language import QT_TRANSLATE_NOOP
from desktop.ui.theme import Theme

KIND_NAMES = {
    PhraseKind.SHORTHAND: QT_TRANSLATE_NOOP("Phrases", "提法"),
    PhraseKind.QUOTED: QT_TRANSLATE_NOOP("Phrases", "引语"),
    PhraseKind.TITLE: QT_TRANSLATE_NOOP("Phrases", "文件名"),
    PhraseKind.FORMULA: QT_TRANSLATE_NOOP("Phrases", "固定表述"),
    PhraseKind.NAME: QT_TRANSLATE_NOOP("Phrases", "名称"),
    PhraseKind.DATE: QT_TRANSLATE_NOOP("Phrases", "日期"),
    PhraseKind.NUMBER: QT_TRANSLATE_NOOP("Phrases", "数字"),
    PhraseKind.TERM: QT_TRANSLATE_NOOP("Phrases", "术语"),
    PhraseKind.OWN: QT_TRANSLATE_NOOP("Phrases", "我加的"),
}

LEVEL_NAMES = {
    "new": QT_TRANSLATE_NOOP("Phrases", "没学过"),
    "weak": QT_TRANSLATE_NOOP("Phrases", "快忘了"),
    "fair": QT_TRANSLATE_NOOP("Phrases", "有印象"),
    "good": QT_TRANSLATE_NOOP("Phrases", "记得"),
    "firm": QT_TRANSLATE_NOOP("Phrases", "记牢了"),
}


WEAK = 0.7  # below this chance of remembering, a phrase is nearly forgotten


def kind_name(kind: str) -> str:
    """What a kind of phrase is called in the language of the window."""
    if kind == "word":  # an answer that is no phrase
        return QCoreApplication.translate("Phrases", "词语")
    return QCoreApplication.translate("Phrases", KIND_NAMES.get(PhraseKind(kind), "")) if kind in KIND_NAMES else kind


def level_name(level: str) -> str:
    """What a level of memory is called in the language of the window."""
    return QCoreApplication.translate("Phrases", LEVEL_NAMES[level])


def memory_level(state: CardState, retrievability: float | None) -> str:
    """Which of the five tints stands for a memory; 0.9 is where a review is wanted by default."""
    if state is CardState.NEW or retrievability is None:
        return "new"
    if state in (CardState.LEARNING, CardState.RELEARNING):
        return "weak"
    return recall_level(retrievability)


def recall_level(retrievability: float) -> str:
    """Which tint stands for a probability of remembering."""
    if retrievability < WEAK:
        return "weak"
    return "fair" if retrievability < 0.85 else "good" if retrievability < 0.95 else "firm"


@dataclass(frozen=True, slots=True)
class PhraseMark:
    """A phrase at ``[start, end)`` of the article. ``level`` is empty if no card asks for it.

    One that is not ``seen`` shows itself only under the pointer.
    """

    start: int
    end: int
    kind: str
    level: str = ""
    retrievability: float | None = None
    due: datetime | None = None
    seen: bool = True
    lined: bool = True


class Density(StrEnum):
    """How much of an article is marked: what cards ask for, important phrases too, or every phrase."""

    CARDS = "cards"
    IMPORTANT = "important"
    ALL = "all"


class PhraseMarks(Protocol):
    """The phrases of an article, in text order and not overlapping."""

    def between(self, start: int, end: int) -> Sequence[PhraseMark]:
        """Those that touch ``[start, end)``."""
        ...

    def at(self, offset: int) -> PhraseMark | None:
        """The one that ``offset`` stands in."""
        ...

    def next(self, offset: int, step: int) -> PhraseMark | None:
        """The first that is seen at or after ``offset`` (step 1), the last that ends at or before it (-1)."""
        ...


class NoMarks:
    """Marks of an article without phrases, or before they are known."""

    def between(self, start: int, end: int) -> Sequence[PhraseMark]:
        """None."""
        return ()

    def at(self, offset: int) -> PhraseMark | None:
        """None."""
        return None

    def next(self, offset: int, step: int) -> PhraseMark | None:
        """None."""
        return None


def draw_mark(painter: QPainter, box: QRectF, mark: PhraseMark, theme: Theme, px: int, *, pointed: bool) -> None:
    """A mark on one line, ``box`` from the top of the type to its baseline.

    The tint says how well it is known, and so does the length of the bar under it; the line says what it is.
    """
    if mark.level:
        ground = QRectF(box.left() - 1, box.bottom() - 0.98 * px, box.width() + 2, 1.3 * px)
        draw_tint(painter, ground, theme.color(f"memory_{mark.level}"))
        if mark.retrievability is not None and not mark.lined and not pointed:
            share = min(max(mark.retrievability, 0.0), 1.0)
            painter.fillRect(
                QRectF(box.left(), box.bottom() + 0.26 * px, box.width() * share, 1.5), theme.color("ink_soft", 0.75)
            )
    if pointed:
        painter.setPen(QPen(theme.color("focus"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box.left() - 2, box.bottom() - 1.02 * px, box.width() + 4, 1.4 * px), 4, 4)
    elif mark.lined:
        color = theme.color("ink_soft", 0.8 if mark.level else 0.5)
        draw_underline(painter, mark.kind, QPointF(box.left() + 1, box.bottom() + 0.3 * px), box.width() - 2, color)


def draw_tint(painter: QPainter, box: QRectF, color: QColor) -> None:
    """The ground of a known phrase, on one line."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(box, 3, 3)


def draw_underline(painter: QPainter, kind: str, start: QPointF, width: float, color: QColor) -> None:
    """The line of a kind from ``start`` to the right.

    As in Chinese typography a wavy line stands under titles and a straight one under names.
    """
    _LINES.get(PhraseKind(kind), _dotted)(painter, start, width, color)


def _straight(painter: QPainter, start: QPointF, width: float, color: QColor) -> None:
    painter.setPen(QPen(color, 1.0))
    painter.drawLine(start, start + QPointF(width, 0))


def _double(painter: QPainter, start: QPointF, width: float, color: QColor) -> None:
    painter.setPen(QPen(color, 1.0))
    for offset in (-1.25, 1.25):
        painter.drawLine(start + QPointF(0, offset), start + QPointF(width, offset))


def _thick(painter: QPainter, start: QPointF, width: float, color: QColor) -> None:
    painter.setPen(QPen(color, 2.0))
    painter.drawLine(start, start + QPointF(width, 0))


def _patterned(*pattern: float) -> Callable[[QPainter, QPointF, float, QColor], None]:
    def draw(painter: QPainter, start: QPointF, width: float, color: QColor) -> None:
        pen = QPen(color, 1.2)
        pen.setDashPattern(list(pattern))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(start, start + QPointF(width, 0))

    return draw


def _dotted(painter: QPainter, start: QPointF, width: float, color: QColor) -> None:
    pen = QPen(color, 1.8, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2.4])
    painter.setPen(pen)
    painter.drawLine(start, start + QPointF(width, 0))


def _wave(painter: QPainter, start: QPointF, width: float, color: QColor) -> None:
    path = QPainterPath(start)
    for step in range(1, math.ceil(width) + 1):
        along = min(float(step), width)
        path.lineTo(start + QPointF(along, -1.4 * math.sin(along * math.tau / 7)))
    painter.setPen(QPen(color, 1.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


_LINES = {
    PhraseKind.SHORTHAND: _double,
    PhraseKind.QUOTED: _double,
    PhraseKind.TITLE: _wave,
    PhraseKind.NAME: _straight,
    PhraseKind.FORMULA: _patterned(7, 3),
    PhraseKind.TERM: _patterned(3, 2.5),
    PhraseKind.DATE: _dotted,
    PhraseKind.NUMBER: _dotted,
    PhraseKind.OWN: _thick,
}
