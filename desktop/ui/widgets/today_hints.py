"""What stands beside today's work: reviews that piled up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import AppError
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.widgets.option_rows import spin_box
from desktop.ui.widgets.text_parts import button, label

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace

_MANY = 3  # days' work that is overdue calls for a plan
_USUAL_DAYS = 7


class TodayHints(QFrame):
    """A card with a line, hidden while there is nothing to say."""

    announced = Signal(Notice)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self.setProperty("panel", "card")
        self._overdue = label("", "", wrap=True)
        self.days = spin_box(1, 60, self.tr(" 天"))
        self.days.setAccessibleName(self.tr("分几天补完"))
        self.days.setValue(_USUAL_DAYS)
        self.days.valueChanged.connect(self._show_catch_up)
        self.start = button(self.tr("开始补"))
        self.start.clicked.connect(self._on_start)
        self.stop = button(self.tr("不再分摊"), "quiet")
        self.stop.clicked.connect(self._on_stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._line(self._overdue, self.days, self.start, self.stop))
        self.hide()

    def _line(self, *widgets: QWidget) -> QWidget:
        line = QWidget()
        line.setProperty("ground", "none")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for number, widget in enumerate(widgets):
            row.addWidget(widget, int(number == 0))
        return line

    def load(self, workspace: Workspace) -> None:
        """Look at what there is."""
        self._workspace = workspace
        self.setVisible(self._show_catch_up())

    def _show_catch_up(self) -> bool:
        """Show the plan in force for what is overdue, or what one would ask; whether there is either."""
        from desktop.services.catch_up import CatchUp

        if self._workspace is None:
            return False
        service = CatchUp(self._workspace.collection)
        current = service.current()
        for widget in (self.days, self.start):
            widget.setVisible(current is None)
        self.stop.setVisible(current is not None)
        if current is not None:
            self._overdue.setText(
                self.tr("正在补积压：还有 {days} 天，每天 {count} 张").format(days=current[0], count=current[1])
            )
            return True
        plan = service.propose(self.days.value())
        usual = max(20, sum(plan.others) // max(1, len(plan.others)))
        self._overdue.setText(
            self.tr("积压了 {overdue} 张。分 {days} 天补完：每天补 {count} 张，另有到期的最多 {most} 张").format(
                overdue=plan.overdue, days=self.days.value(), count=plan.per_day, most=max(plan.others, default=0)
            )
        )
        return plan.overdue >= _MANY * usual

    def _on_start(self) -> None:
        from desktop.services.catch_up import CatchUp

        if self._workspace is None:
            return
        try:
            plan = CatchUp(self._workspace.collection).start(self.days.value())
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        self.announced.emit(Notice(self.tr("开始补：每天 %n 张积压的，记得最牢的先。", "", plan.per_day), "done"))

    def _on_stop(self) -> None:
        from desktop.services.catch_up import CatchUp

        if self._workspace is not None:
            CatchUp(self._workspace.collection).stop()
