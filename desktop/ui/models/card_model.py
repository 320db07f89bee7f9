"""Cards as rows, fetched by the page: a hundred thousand are as quick as ten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.card import Card, CardState
from desktop.ui.language import QT_TRANSLATE_NOOP

CARD_ROLE = Qt.ItemDataRole.UserRole + 1
PAGE = 200

STATE_NAMES = {
    CardState.NEW: QT_TRANSLATE_NOOP("Cards", "新"),
    CardState.LEARNING: QT_TRANSLATE_NOOP("Cards", "在学"),
    CardState.REVIEW: QT_TRANSLATE_NOOP("Cards", "复习"),
    CardState.RELEARNING: QT_TRANSLATE_NOOP("Cards", "重学"),
}
COLUMNS = (
    QT_TRANSLATE_NOOP("Cards", "答案"),
    QT_TRANSLATE_NOOP("Cards", "句子"),
    QT_TRANSLATE_NOOP("Cards", "种类"),
    QT_TRANSLATE_NOOP("Cards", "状态"),
    QT_TRANSLATE_NOOP("Cards", "下次"),
    QT_TRANSLATE_NOOP("Cards", "次数"),
    QT_TRANSLATE_NOOP("Cards", "牌组"),
    QT_TRANSLATE_NOOP("Cards", "标签"),
)
_FLAGS = ("", "●", "◆", "▲", "■", "★", "✚", "✖")

Fetch = Callable[[int, int], Sequence[Card]]


class CardModel(QAbstractTableModel):
    """``show`` gives how many there are and what fetches some of them; rows are fetched when they are looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._fetch: Fetch = lambda offset, limit: []
        self._due: Callable[[Card], datetime | None] = lambda card: None
        self._spell: Callable[[datetime], str] = str
        self._name_kind: Callable[[str], str] = str
        self._pages: dict[int, Sequence[Card]] = {}

    def show_cards(
        self,
        total: int,
        fetch: Fetch,
        due: Callable[[Card], datetime | None],
        spell: Callable[[datetime], str],
        name_kind: Callable[[str], str],
    ) -> None:
        """Replace what is shown; ``due`` tells when a card comes again.

        ``spell`` puts that into words, and ``name_kind`` the kind of its answer.
        """
        self.beginResetModel()
        self._total, self._fetch, self._due, self._spell, self._pages = total, fetch, due, spell, {}
        self._name_kind = name_kind
        self.endResetModel()

    def card(self, row: int) -> Card | None:
        """The card in a row."""
        number = row // PAGE
        if number not in self._pages:
            if len(self._pages) > 20:
                self._pages.clear()
            self._pages[number] = self._fetch(number * PAGE, PAGE)
        page = self._pages[number]
        return page[row % PAGE] if row % PAGE < len(page) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._total

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("Cards", COLUMNS[section])
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, CARD_ROLE):
            return None
        card = self.card(index.row())
        if card is None or role == CARD_ROLE:
            return card
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.sentence[:300] if index.column() == 1 else None
        return self._text(card, index.column())

    def _text(self, card: Card, column: int) -> str:
        match column:
            case 0:
                return " ".join(filter(None, (_FLAGS[card.flag], card.answer.replace("\n", " "))))
            case 1:
                return card.sentence[:200].replace("\n", " ")
            case 2:
                return self._name_kind(card.kind)
            case 3:
                if card.mending:
                    return QCoreApplication.translate("Cards", "待修复")
                if card.suspended:
                    return QCoreApplication.translate("Cards", "已暂停")
                return QCoreApplication.translate("Cards", STATE_NAMES[card.schedule.state])
            case 4:
                due = self._due(card)
                return "–" if due is None else self._spell(due)
            case 5:
                return str(card.schedule.reps)
            case 6:
                return card.deck
            case _:
                return " ".join(card.tags)
