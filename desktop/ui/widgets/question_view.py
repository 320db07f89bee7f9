"""A question and what its answer is given in: a field, options to choose from, or things to put in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.article import TextSpan
from desktop.ui.theme import Look
from desktop.ui.widgets.answer_field import AnswerField
from desktop.ui.widgets.cloze_view import ClozeView
from desktop.ui.widgets.excerpt import LONGEST
from desktop.ui.widgets.mode_names import mode_name
from desktop.ui.widgets.option_list import OptionList
from desktop.ui.widgets.phrase_marks import kind_name
from desktop.ui.widgets.text_parts import label

if TYPE_CHECKING:
    from desktop.domain.card import Card
    from desktop.domain.question import Question

_CHOSEN = ("choice", "truefalse", "order")  # modes whose answer is not written


class QuestionView(QWidget):
    """``submitted`` and ``given_up`` by the field, ``chosen`` by the options, ``touched`` with every input."""

    submitted = Signal()
    given_up = Signal()
    chosen = Signal(object)
    touched = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question: Question | None = None
        self.kind = label("", "small", wrap=True)
        self.cloze = ClozeView(look)
        self.field = AnswerField(look)
        self.field.submitted.connect(self.submitted)
        self.field.given_up.connect(self.given_up)
        self.field.textChanged.connect(self.touched)
        self.field.composed.connect(self.touched)
        self._task = label("", "soft", wrap=True)
        self.options = OptionList(look)
        self.options.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.kind)
        column.addWidget(self.cloze)
        column.addSpacing(8)
        column.addWidget(self._task)
        column.addWidget(self.field)
        column.addWidget(self.options)
        self.retranslate()

    def retranslate(self) -> None:
        self.field.setAccessibleName(self.tr("答案"))
        if self.question is not None:
            self._say_task(self.question)

    def restyle(self) -> None:
        """Take up colours and text sizes."""
        self.cloze.restyle()
        self.field.restyle()

    def set_compact(self, compact: bool) -> None:
        """Smaller where there is little room."""
        self.cloze.set_compact(compact)
        self.options.set_compact(compact)
        self.kind.setVisible(not compact)

    @property
    def is_written(self) -> bool:
        """Whether the answer is written, not chosen."""
        return self.question is None or self.question.mode not in _CHOSEN

    def ask(self, question: Question, card: Card) -> None:
        """Show the question that asks ``card``, not yet answered."""
        self.question = question
        self.name_kind(question, card)
        self.cloze.ask(question.prompt.text, question.prompt.hidden, _centre(question, card))
        written = self.is_written
        self.field.setVisible(written)
        self.options.setVisible(not written)
        self._say_task(question)
        if question.mode == "truefalse":
            self.options.ask([self.tr("对"), self.tr("不对")])
        elif not written:
            self.options.ask(question.options or question.items, ordering=question.mode == "order")
        listed = self.tr("逐项写出，用顿号隔开")
        if question.asked:
            listed = self.tr("写出“{phrase}”的各项").format(phrase=question.asked)
        self.field.setPlaceholderText(
            {
                "list": listed,
                "next": self.tr("写出下一句"),
            }.get(question.mode, self.tr("填出空缺的词语"))
        )
        self.field.setText("")  # unlike clear(), it leaves nothing of the last answer to undo

    def _say_task(self, question: Question) -> None:
        task = self.tr("照原文的次序逐个点选，或按数字") if question.mode == "order" else ""
        if question.cue:
            task = self.tr("提示：{cue}").format(cue=question.cue)
        self._task.setText(task)
        self._task.setVisible(bool(task))

    def name_kind(self, question: Question, card: Card, *, answered: bool = False) -> None:
        """Say what kind of question it is, of what, and where it stands: a heading's words are hidden until then."""
        place = " › ".join(heading.text if answered else heading.shown() for heading in question.headings[-1:])
        parts = mode_name(question.mode), kind_name(card.kind), question.asked, place
        self.kind.setText(" · ".join(filter(None, parts)))

    @property
    def reply(self) -> str | int | bool | list[int] | None:
        """What was answered so far in the form in which it is marked; None where nothing, or not all, was."""
        question, picked = self.question, self.options.picked
        if question is None:
            return None
        if self.is_written:
            return self.field.text().strip() or None
        if question.mode == "order":
            return picked if len(picked) == len(question.items) else None
        if not picked:
            return None
        return picked[0] == 0 if question.mode == "truefalse" else picked[0]

    def restore(self, reply: str | int | bool | list[int] | None) -> None:
        """Show what was answered earlier."""
        if reply is None:
            return
        if isinstance(reply, str):
            self.field.setText(reply)
        elif isinstance(reply, bool):
            self.options.restore([0 if reply else 1])
        else:
            self.options.restore([reply] if isinstance(reply, int) else reply)

    def focus(self) -> None:
        """Put the keyboard where the answer is given."""
        if self.is_written:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.options.focus()

    def reveal(self, card: Card) -> str:
        """Put the answer in its place, or say what of it has none there."""
        question = self.question
        if question is None:
            return ""
        if question.mode == "truefalse" and card.blanks:
            change = question.change
            spans = [TextSpan(change.start, change.start + len(change.original))] if change else card.blanks
            self.cloze.ask(card.sentence, spans, spans[:1])
        self.cloze.reveal("positive")
        self.name_kind(question, card, answered=True)
        self._task.hide()
        if question.mode == "choice":
            self.options.show_result({question.right_option})
        elif question.mode == "truefalse":
            self.options.show_result({0 if question.change is None else 1})
        return self._said(question, card)

    def _said(self, question: Question, card: Card) -> str:
        if question.change is not None:
            return self.tr("“{wrong}”应为“{right}”").format(
                wrong=question.change.replacement, right=question.change.original
            )
        if question.mode == "order":
            picked_at = {shown: place for place, shown in enumerate(self.options.picked)}
            lines = []
            for place, shown in sorted((place, shown) for shown, place in enumerate(question.places)):
                line = f"{place + 1}. {question.items[shown]}"
                if (chosen := picked_at.get(shown)) not in (None, place):
                    line = f"✗ {line}" + self.tr("（你排第 {n}）").format(n=chosen + 1)
                elif chosen == place:
                    line = f"✓ {line}"
                lines.append(line)
            return "\n".join(lines)
        if question.mode == "truefalse" and card.blanks:
            return ""
        return question.answer if question.mode == "next" or not question.prompt.hidden else ""


def _centre(question: Question, card: Card) -> Sequence[TextSpan]:
    """What of a long prompt must be seen; empty where it is what is hidden."""
    if question.mode == "next":
        return [TextSpan(len(question.prompt.text), len(question.prompt.text))]
    if question.change is not None:
        return [TextSpan(question.change.start, question.change.start + len(question.change.replacement))]
    if (question.mode == "list" and not question.asked) or question.prompt.text != card.sentence or not card.blanks:
        return ()
    return card.blanks if card.blanks[-1].end - card.blanks[0].start <= LONGEST else card.blanks[:1]
