"""Cards as rows: a list of keys, of which those that are looked at are fetched; a million are as quick as ten."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.domain.card import Card, CardState
from desktop.ui.language import QT_TRANSLATE_NOOP

CARD_ROLE = Qt.ItemDataRole.UserRole + 1
PAGE = 100
_PAGES = 30  # that are kept
_BEFORE = 10  # characters of a sentence before its blank, so that alike beginnings do not hide what is asked

STATE_NAMES = {
    CardState.NEW: QT_TRANSLATE_NOOP("Cards", "新"),
    CardState.LEARNING: QT_TRANSLATE_NOOP("Cards", "在学"),
    CardState.REVIEW: QT_TRANSLATE_NOOP("Cards", "复习"),
    CardState.RELEARNING: QT_TRANSLATE_NOOP("Cards", "重学"),
}
FLAGS = ("", "●", "◆", "▲", "■", "★", "✚", "✖")


@dataclass(frozen=True, slots=True)
class CardColumn:
    """``name`` is the order that sorts by it too; ``width`` in pixels; ``usual`` ones are shown at first."""

    name: str
    title: str
    width: int
    usual: bool = True
    number: bool = False


COLUMNS = (
    CardColumn("answer", QT_TRANSLATE_NOOP("Cards", "答案"), 150),
    CardColumn("sentence", QT_TRANSLATE_NOOP("Cards", "句子"), 340),
    CardColumn("kind", QT_TRANSLATE_NOOP("Cards", "种类"), 72, False),
    CardColumn("state", QT_TRANSLATE_NOOP("Cards", "状态"), 76),
    CardColumn("due", QT_TRANSLATE_NOOP("Cards", "下次"), 92),
    CardColumn("reps", QT_TRANSLATE_NOOP("Cards", "次数"), 64, False, True),
    CardColumn("lapses", QT_TRANSLATE_NOOP("Cards", "忘记"), 64, False, True),
    CardColumn("interval", QT_TRANSLATE_NOOP("Cards", "间隔"), 80, False, True),
    CardColumn("stability", QT_TRANSLATE_NOOP("Cards", "稳定性"), 80, False, True),
    CardColumn("difficulty", QT_TRANSLATE_NOOP("Cards", "难度"), 72, False, True),
    CardColumn("deck", QT_TRANSLATE_NOOP("Cards", "牌组"), 92),
    CardColumn("tags", QT_TRANSLATE_NOOP("Cards", "标签"), 92, False),
)

Fetch = Callable[[Sequence[int]], Sequence[Card]]


@dataclass(frozen=True, slots=True)
class CardWords:
    """How a row is told: ``due`` when a card comes again, ``spell`` that in words, ``kind`` what it asks for."""

    due: Callable[[Card], datetime | None]
    spell: Callable[[datetime], str]
    kind: Callable[[str], str]


class CardModel(QAbstractTableModel):
    """``sort_asked`` with the number of a column and whether it is to fall, when a head is clicked."""

    sort_asked = Signal(int, bool)

    def __init__(self, fetch: Fetch, words: CardWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch, self._words = fetch, words
        self._keys: array[int] = array("q")
        self._pages: OrderedDict[int, Sequence[Card]] = OrderedDict()

    @property
    def keys(self) -> array[int]:
        """The keys of the cards, row by row."""
        return self._keys

    def show_keys(self, keys: array[int]) -> None:
        """Replace what is shown; where the first rows stay the same, they are not drawn anew from the start."""
        old, self._pages = self._keys, OrderedDict()
        if len(old) < len(keys) and old and keys[: len(old)] == old:
            self.beginInsertRows(QModelIndex(), len(old), len(keys) - 1)
            self._keys = keys
            self.endInsertRows()
        elif keys == old and keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, len(COLUMNS) - 1))
        else:
            self.beginResetModel()
            self._keys = keys
            self.endResetModel()

    def forget(self) -> None:
        """What was fetched is out of date."""
        self._pages.clear()

    def card(self, row: int) -> Card | None:
        """The card in a row; None where it has just gone."""
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._fetch(self._keys[number * PAGE : (number + 1) * PAGE])
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        return page[row % PAGE] if row % PAGE < len(page) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sort_asked.emit(column, order == Qt.SortOrder.DescendingOrder)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("Cards", COLUMNS[section].title)
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, CARD_ROLE):
            return None
        card = self.card(index.row())
        if card is None or role == CARD_ROLE:
            return card
        name = COLUMNS[index.column()].name
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.sentence[:300] if name == "sentence" else None
        return self._text(card, name)

    def _text(self, card: Card, column: str) -> str:
        schedule = card.schedule
        match column:
            case "answer":
                return " ".join(filter(None, (FLAGS[card.flag], card.answer.replace("\n", " "))))
            case "sentence":
                start = max(0, card.blanks[0].start - _BEFORE) if card.blanks else 0
                return ("…" if start else "") + card.sentence[start : start + 200].replace("\n", " ")
            case "kind":
                return self._words.kind(card.kind)
            case "state":
                return state_words(card)
            case "due":
                due = self._words.due(card)
                return "–" if due is None else self._words.spell(due)
            case "reps" | "lapses":
                return str(getattr(schedule, column))
            case "interval":
                return "–" if schedule.state is CardState.NEW else _days(schedule.scheduled_days)
            case "stability":
                return "–" if schedule.stability is None else _days(round(schedule.stability))
            case "difficulty":
                return "–" if schedule.difficulty is None else f"{schedule.difficulty:.1f}"
            case "deck":
                return card.deck
            case _:
                return " ".join(card.tags)


def state_words(card: Card) -> str:
    """Where a card stands, in the language of the window."""
    if card.mending:
        return QCoreApplication.translate("Cards", "待修复")
    if card.suspended:
        return QCoreApplication.translate("Cards", "已暂停")
    return QCoreApplication.translate("Cards", STATE_NAMES[card.schedule.state])


def _days(number: int) -> str:
    return QCoreApplication.translate("Cards", "{days} 天").format(days=number)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if COLUMNS[column].number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
