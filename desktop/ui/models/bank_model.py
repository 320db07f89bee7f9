"""The questions of a bank as a table, before they come in."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QBrush, QColor

from desktop.domain.bank import BankKind, BankProblem, BankQuestion
from desktop.services.bank_import import BankPreview
from desktop.ui.language import QT_TRANSLATE_NOOP

COLUMNS = (
    QT_TRANSLATE_NOOP("Bank", "行"),
    QT_TRANSLATE_NOOP("Bank", "导入"),
    QT_TRANSLATE_NOOP("Bank", "题型"),
    QT_TRANSLATE_NOOP("Bank", "题目"),
    QT_TRANSLATE_NOOP("Bank", "选项"),
    QT_TRANSLATE_NOOP("Bank", "答案"),
    QT_TRANSLATE_NOOP("Bank", "章节"),
)
_STATE = 1  # the column that says whether a row comes in
_KINDS = {
    BankKind.CHOICE: QT_TRANSLATE_NOOP("Bank", "单选"),
    BankKind.MULTIPLE: QT_TRANSLATE_NOOP("Bank", "多选"),
    BankKind.TRUE_FALSE: QT_TRANSLATE_NOOP("Bank", "判断"),
    BankKind.FILL: QT_TRANSLATE_NOOP("Bank", "填空"),
    BankKind.SHORT: QT_TRANSLATE_NOOP("Bank", "问答"),
}
_PROBLEMS = {
    BankProblem.NO_QUESTION: QT_TRANSLATE_NOOP("Bank", "没有题目"),
    BankProblem.NO_ANSWER: QT_TRANSLATE_NOOP("Bank", "没有答案"),
    BankProblem.NOT_AN_OPTION: QT_TRANSLATE_NOOP("Bank", "答案不在选项里"),
    BankProblem.TOO_LONG: QT_TRANSLATE_NOOP("Bank", "太长"),
}
_STATES = {
    "new": QT_TRANSLATE_NOOP("Bank", "新题"),
    "known": QT_TRANSLATE_NOOP("Bank", "已有"),
}


class BankModel(QAbstractTableModel):
    """One row a question; those that do not come in say why in the second column, in ``soft`` and ``warning`` ink."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview: BankPreview | None = None
        self.soft, self.warning = QColor(), QColor()

    def show_preview(self, preview: BankPreview | None) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._preview = preview
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if self._preview is None or (parent is not None and parent.isValid()) else len(self._preview.questions)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return QCoreApplication.translate("Bank", COLUMNS[section])

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._preview is None or not index.isValid():
            return None
        question = self._preview.questions[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole:
            if question.problem is not None:
                return QBrush(self.warning if index.column() == _STATE else self.soft)
            return QBrush(self.soft) if question.row in self._preview.known else None
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (3, 4, 5):
            return self._text(question, index.column())[:500]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(question, index.column()).replace("\n", " ")[:200]
        return None

    def _text(self, question: BankQuestion, column: int) -> str:
        match column:
            case 0:
                return str(question.row)
            case 2:
                return QCoreApplication.translate("Bank", _KINDS[question.kind])
            case 3:
                return question.shown
            case 4:
                return "  ".join(f"{chr(65 + number)}．{each}" for number, each in enumerate(question.options))
            case 5:
                return "；".join(question.answers)
            case 6:
                return question.chapter
        if question.problem is not None:
            return QCoreApplication.translate("Bank", _PROBLEMS[question.problem])
        known = self._preview is not None and question.row in self._preview.known
        return QCoreApplication.translate("Bank", _STATES["known" if known else "new"])
