"""One card beside the list: what it asks, where it stands, how it was remembered, and every answer."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.card import Card
from desktop.services.card_dossier import CardDossier
from desktop.ui.due_words import DueWords
from desktop.ui.models.card_model import FLAGS, state_words
from desktop.ui.theme import Look
from desktop.ui.widgets.cloze_view import ClozeView
from desktop.ui.widgets.memory_curve import MemoryCurve
from desktop.ui.widgets.phrase_marks import kind_name
from desktop.ui.widgets.text_parts import button, label

_MOST_REVIEWS = 60


class CardPanel(QFrame):
    """Empty, or the dossier of one card. ``place_requested`` asks for the card's place in its article."""

    place_requested = Signal(object)  # Card

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._card: Card | None = None
        self.setProperty("panel", "side")
        self.setMinimumWidth(280)
        self._hint = label(self.tr("选中一张卡片，这里就有它的题目、记忆曲线和每一次回答。"), "soft", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setContentsMargins(24, 24, 24, 24)
        self._question = ClozeView(look)
        self._question.set_compact(True)
        self._answer = label("", "large", wrap=True)
        self._remark = label("", "soft", wrap=True)
        self._place = button(self.tr("到文章里看"), "chip")
        self._place.clicked.connect(self._on_place)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self._curve_title = label(self.tr("记忆曲线"), "strong")
        self._curve = MemoryCurve(look)
        self._log_title = label("", "strong")
        self._log = QGridLayout()
        self._log.setHorizontalSpacing(16)
        self._log.setVerticalSpacing(4)
        self._log.setColumnStretch(3, 1)
        inside = QWidget()
        inside.setProperty("ground", "none")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addWidget(self._question)
        column.addWidget(self._answer)
        column.addWidget(self._remark)
        place = QHBoxLayout()
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self._place)
        place.addStretch(1)
        column.addLayout(place)
        column.addLayout(self._facts)
        column.addWidget(self._curve_title)
        column.addWidget(self._curve)
        column.addWidget(self._log_title)
        column.addLayout(self._log)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._hint, 1)
        layout.addWidget(self._area, 1)
        self.show_dossier(None)

    def show_dossier(self, dossier: CardDossier | None) -> None:
        """Show all of one card, or the hint."""
        self._hint.setVisible(dossier is None)
        self._area.setVisible(dossier is not None)
        self._card = None if dossier is None else dossier.card
        if dossier is None:
            return
        card = dossier.card
        self._question.ask(card.sentence, card.blanks)
        basic = card.note_kind == "basic"
        if not basic:
            self._question.reveal("positive")
        self._answer.setText(card.back if basic else "")
        self._answer.setVisible(basic)
        self._remark.setText(card.remark)
        self._remark.setVisible(bool(card.remark))
        self._place.setToolTip(dossier.article)
        self._place.setVisible(bool(dossier.article))
        self._show_facts(dossier)
        has_curve = len(dossier.curve) > 1
        self._curve_title.setVisible(has_curve)
        self._curve.setVisible(has_curve)
        if has_curve:
            self._curve.show_dossier(dossier)
        self._show_log(dossier)

    def restyle(self) -> None:
        """Take up a new theme or text size."""
        self._question.restyle()

    def _show_facts(self, dossier: CardDossier) -> None:
        card, schedule, locale = dossier.card, dossier.card.schedule, QLocale()
        days = self.tr("{days} 天")
        facts = [
            (self.tr("状态"), " ".join(filter(None, (FLAGS[card.flag], state_words(card))))),
            (self.tr("下次"), "" if dossier.due is None else _moment(dossier.due, schedule.due_day is None)),
            (self.tr("现在记得"), "" if dossier.recall is None else f"{dossier.recall:.0%}"),
            (self.tr("间隔"), days.format(days=schedule.scheduled_days) if dossier.recall is not None else ""),
            (
                self.tr("稳定性"),
                "" if schedule.stability is None else days.format(days=locale.toString(schedule.stability, "f", 1)),
            ),
            (self.tr("难度"), "" if schedule.difficulty is None else f"{schedule.difficulty:.1f} / 10"),
            (self.tr("答过"), self.tr("%n 次", "", schedule.reps) if schedule.reps else ""),
            (self.tr("忘记"), self.tr("%n 次", "", schedule.lapses) if schedule.lapses else ""),
            (self.tr("文章"), dossier.article),
            (self.tr("种类"), kind_name(card.kind)),
            (self.tr("牌组"), card.deck),
            (self.tr("标签"), " ".join(card.tags)),
            (self.tr("添加"), f"{dossier.added.astimezone():%Y-%m-%d}"),
        ]
        _clear(self._facts)
        for row, (name, value) in enumerate((name, value) for name, value in facts if value):
            self._facts.addWidget(label(name, "small"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(label(value, wrap=True), row, 1)

    def _show_log(self, dossier: CardDossier) -> None:
        _clear(self._log)
        reviews, spell = dossier.reviews, DueWords()
        self._log_title.setText(self.tr("%n 条记录", "", len(reviews)))
        self._log_title.setVisible(bool(reviews))
        ratings = ("", self.tr("重来"), self.tr("困难"), self.tr("良好"), self.tr("简单"))
        voices = ("soft", "negative", "caution", "", "positive")
        for row, review in enumerate(reviews[:_MOST_REVIEWS]):
            self._log.addWidget(label(_moment(review.at), "small"), row, 0)
            self._log.addWidget(label(ratings[review.rating] or self.tr("改动"), voices[review.rating]), row, 1)
            interval = spell.interval(review.at, review.days, review.at) if review.days else "–"
            self._log.addWidget(label(interval, "small"), row, 2)
            seconds = self.tr("{seconds} 秒").format(seconds=f"{review.duration_ms / 1000:.0f}")
            self._log.addWidget(label(seconds if review.duration_ms else "", "small"), row, 3)

    def _on_place(self) -> None:
        if self._card is not None:
            self.place_requested.emit(self._card)


def _clear(grid: QGridLayout) -> None:
    while item := grid.takeAt(0):
        widget = item.widget()
        if isinstance(widget, QLabel):
            widget.deleteLater()


def _moment(at: datetime, exact: bool = True) -> str:
    local = at.astimezone()
    return f"{local:%Y-%m-%d %H:%M}" if exact else f"{local:%Y-%m-%d}"
