"""How to begin: three steps, and a place to drop a file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.text_parts import button, label, panel


class BeginningPanel(QWidget):
    """Shown where there is no article yet; ``chosen`` when the learner wants to choose a file."""

    chosen = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        steps = QHBoxLayout()
        steps.setSpacing(16)
        for number, (title, words) in enumerate(
            (
                (
                    self.tr("放进一篇文章"),
                    self.tr("拖进来、粘贴或选择文件。繁体、拼音、错乱的标点会自动修好，每一处都列给你看。"),
                ),
                (self.tr("边读边答"), self.tr("重要的词语已经标出。测验在文章旁边，一句话挖去一个词，写出来。")),
                (self.tr("到时候再见"), self.tr("快忘的时候它会回来。每天几分钟，文章就记住了。")),
            ),
            start=1,
        ):
            card = panel("card")
            column = QVBoxLayout(card)
            column.setContentsMargins(20, 16, 20, 20)
            column.setSpacing(6)
            column.addWidget(label(str(number), "number"))
            column.addWidget(label(title, "strong"))
            column.addWidget(label(words, "soft", wrap=True))
            column.addStretch(1)
            steps.addWidget(card, 1)
        drop = panel("drop")
        inside = QVBoxLayout(drop)
        inside.setContentsMargins(24, 32, 24, 32)
        inside.setSpacing(12)
        invitation = label(self.tr("把文件拖到这里，或按 Ctrl+V 粘贴文字"), "large")
        invitation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = button(self.tr("选择文件…"), "primary")
        self.choose.clicked.connect(self.chosen)
        inside.addWidget(invitation)
        inside.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(steps)
        layout.addWidget(drop)
