"""When a bug shows itself: what happened, a report to copy, and that nothing is lost."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui.widgets.text_parts import button, label


class CrashDialog(QDialog):
    """``report`` is plain text without any of the learner's articles."""

    def __init__(self, report: str, log: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(self.tr("温故出了错"))
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("错误报告"))
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._copy = button(self.tr("复制报告"))
        self._copy.clicked.connect(self._on_copied)
        go_on = button(self.tr("继续使用"), "primary")
        go_on.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self._copy)
        row.addStretch(1)
        row.addWidget(go_on)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("温故出了错，学习记录完好"), "heading", wrap=True))
        layout.addWidget(
            label(
                self.tr(
                    "刚才那一步没有做成，此前的评分都已存好。把下面的报告发给开发者，里面没有你的文章。报告也记在：{log}"
                ).format(log=log),
                "soft",
                wrap=True,
            )
        )
        layout.addWidget(text, 1)
        layout.addLayout(row)
        self.resize(640, 420)

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.setText(self.tr("已复制"))
