"""The table of all cards: its columns, and what is chosen in it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QVBoxLayout, QWidget

from desktop.domain.card import Card
from desktop.ui.models.card_model import COLUMNS, CardModel
from desktop.ui.theme import Look
from desktop.ui.widgets.column_fit import ColumnFit
from desktop.ui.widgets.text_parts import label
from desktop.ui.window_state import WindowState

SENTENCE = next(number for number, column in enumerate(COLUMNS) if column.name == "sentence")


class CardTable(QTableView):
    """Which columns are shown, how wide and in which order is the learner's choice, and remembered."""

    columns_asked = Signal()

    def __init__(self, cards: CardModel, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards, self._window_state = cards, state
        self.setModel(cards)
        self.setAccessibleName(self.tr("卡片列表"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(48)
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self.columns_asked)
        for number, column in enumerate(COLUMNS):
            self.setColumnWidth(number, column.width)
            self.setColumnHidden(number, not column.usual)
        header.setSectionResizeMode(SENTENCE, QHeaderView.ResizeMode.Stretch)
        header.restoreState(state.geometry("cards_columns"))
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.columns = ColumnFit(self, SENTENCE, {0})
        self._nothing = label("", "soft", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        QVBoxLayout(self.viewport()).addWidget(self._nothing)

    def restyle(self, look: Look) -> None:
        """Take up the size of text."""
        self.verticalHeader().setDefaultSectionSize(round(look.base_px * 2.5))

    def remember(self) -> None:
        """Keep the columns for the next time."""
        self._window_state.set_geometry("cards_columns", self.columns.state())

    def say(self, words: str) -> None:
        """What stands in the place of rows; nothing where there are some."""
        self._nothing.setVisible(bool(words))
        self._nothing.setText(words)

    def choose_columns(self, place: QPoint) -> None:
        """Offer the columns in a menu at a place of the screen."""
        menu = QMenu(self)
        for number in range(len(COLUMNS)):
            name = str(self._cards.headerData(number, Qt.Orientation.Horizontal))
            if number in self.columns.left_out:
                name = self.tr("{name}（窗口再宽一些就显示）").format(name=name)
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(self.columns.is_chosen(number))
            action.setEnabled(number > 0)
            action.toggled.connect(lambda shown, number=number: self.columns.choose(number, shown))
        menu.popup(place)

    # What is chosen

    @property
    def current_key(self) -> int | None:
        """The key of the card that the keyboard is on."""
        row = self.currentIndex().row()
        return self._cards.keys[row] if 0 <= row < len(self._cards.keys) else None

    def make_current(self, key: int) -> None:
        """Put the keyboard on the card with that key, which is in the table."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._cards.index(self._cards.keys.index(key), 0), flags)

    def chosen_keys(self) -> list[int]:
        """The keys of the cards that are selected."""
        keys = self._cards.keys
        return [key for first, last in self._spans() for key in keys[first : last + 1]]

    def first_chosen(self) -> Card | None:
        """The first card that is selected."""
        spans = self._spans()
        return self._cards.card(min(spans)[0]) if spans else None

    def _spans(self) -> list[tuple[int, int]]:
        """First and last row of each run of chosen rows."""
        found = self.selectionModel().selection()
        spans = [found.at(number) for number in range(found.size())]
        return [(span.top(), span.bottom()) for span in spans]
