"""The first three steps, under a real article: read, tick, answer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.widgets.text_parts import button, label

STEPS = 3


class TourCard(QFrame):
    """A bar for under the page. ``step_reached`` with 1 to 3; ``ended`` when done or skipped."""

    step_reached = Signal(int)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "tour")
        self._step = 0
        self._count = label("", "small")
        self._title = label("", "strong")
        self._text = label("", "", wrap=True)
        self._skip, self._go = button("", "quiet"), button("", "primary")
        self._skip.clicked.connect(self.end)
        self._go.clicked.connect(self.go_on)
        said = QVBoxLayout()
        said.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        said.addLayout(head)
        said.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(16)
        row.addLayout(said, 1)
        row.addWidget(self._skip)
        row.addWidget(self._go)
        self._words()

    @property
    def begun(self) -> bool:
        """Whether the offer was taken up."""
        return self._step > 0

    def go_on(self) -> None:
        """To the next step, or to the end."""
        self._step += 1
        if self._step > STEPS:
            self.end()
            return
        self._words()
        self.step_reached.emit(self._step)

    def end(self) -> None:
        """No more of it."""
        self.hide()
        self.ended.emit()

    def _words(self) -> None:
        titles = (self.tr("三步学会温故"), self.tr("一、读"), self.tr("二、选"), self.tr("三、答"))
        texts = (
            self.tr("用一篇现成的文章走一遍：读、选、答，大约一分钟。以后可以在帮助里再走。"),
            self.tr("带底色的词有卡片。指针停在上面，看它是什么意思；没有标出的词也可以停上去试试。"),
            self.tr("这里列出文章可以考什么。勾选要记的，去掉不要的，也可以什么都不改。"),
            self.tr("想出空缺的词，写下来或选出来，再按 Enter。答完每张卡片都会告诉你什么时候再来。"),
        )
        self._count.setText(f"{self._step} / {STEPS}" if self._step else "")
        self._count.setVisible(bool(self._step))
        self._title.setText(titles[self._step])
        self._text.setText(texts[self._step])
        self._skip.setText(self.tr("跳过"))
        self._skip.setVisible(self._step < STEPS)
        self._go.setText(
            self.tr("开始") if not self._step else self.tr("下一步") if self._step < STEPS else self.tr("知道了")
        )
        self.setAccessibleName(titles[self._step])
        self.setAccessibleDescription(texts[self._step])
