"""Fixing how a card, or every card with an answer of its kind, is asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.card import Card
from desktop.ui.widgets.mode_names import MODE_NAMES, mode_name
from desktop.ui.widgets.phrase_marks import kind_name


class ModeMenu(QMenu):
    """``fixed`` with the mode of the card, ``kind_chosen`` with a kind and its mode; empty: as it is known."""

    fixed = Signal(str)
    kind_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._kind_menu = QMenu(self)

    def offer(self, card: Card, kind_mode: str) -> None:
        """List the modes for ``card`` and for its kind, those in force marked."""
        self.clear()
        self._kind = card.kind
        self._add(self, self.tr("这张卡片：随熟练程度"), card.mode, "card")
        kind = kind_name(card.kind) or card.kind
        self.addSeparator()
        self._kind_menu.clear()
        self._kind_menu.setTitle(self.tr("所有“{kind}”类卡片").format(kind=kind))
        self.addMenu(self._kind_menu)
        self._add(self._kind_menu, self.tr("随熟练程度"), kind_mode, "kind")

    def _add(self, menu: QMenu, usual: str, current: str, what: str) -> None:
        for mode in ("", *MODE_NAMES):
            action = menu.addAction(mode_name(mode) if mode else usual)
            action.setCheckable(True)
            action.setChecked(mode == current)
            action.setData((what, mode))
            action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        sender = self.sender()
        what, mode = sender.data()  # type: ignore[attr-defined]
        if what == "card":
            self.fixed.emit(mode)
        else:
            self.kind_chosen.emit(self._kind, mode)
