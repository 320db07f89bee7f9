"""What the marks in an article mean, and how much of it is marked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.theme import MEMORY_LEVELS, Look, sans_font
from desktop.ui.widgets.phrase_marks import KIND_NAMES, Density, draw_tint, draw_underline, kind_name, level_name

# One of each line that is drawn; kinds that share a line are named together.
_TOGETHER = (("shorthand", "quoted"), ("title",), ("name",), ("formula",), ("term",), ("date", "number"))


class PhraseLegend(QFrame):
    """A quiet line under the article. ``density_chosen`` with a name of Density."""

    density_chosen = Signal(str)

    def __init__(self, look: Look, density: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "legend")
        self._choice = QComboBox()
        self._choice.setProperty("kind", "quiet")
        for each in Density:
            self._choice.addItem("", each.value)
        self._choice.setCurrentIndex(max(self._choice.findData(density or Density.IMPORTANT.value), 0))
        self._choice.currentIndexChanged.connect(self._on_chosen)
        self._strip = _Strip(look)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(8)
        row.addWidget(self._choice)
        row.addWidget(self._strip, 1)
        self.retranslate()

    @property
    def density(self) -> Density:
        """How much is to be marked."""
        return Density(str(self._choice.currentData()))

    def step_density(self) -> None:
        """Choose the next density; after the last the first."""
        self._choice.setCurrentIndex((self._choice.currentIndex() + 1) % self._choice.count())

    def retranslate(self) -> None:
        names = (self.tr("标出卡片"), self.tr("标出卡片和重点"), self.tr("标出全部短语"))
        for number, name in enumerate(names):
            self._choice.setItemText(number, name)
        self._choice.setAccessibleName(self.tr("标出多少"))
        self._choice.setToolTip(self.tr("没有标出的短语，指针移上去就会显示（L）"))
        levels = self.tr("、").join(level_name(level) for level in MEMORY_LEVELS)
        kinds = self.tr("、").join(kind_name(kind) for kind in KIND_NAMES)
        self._strip.setAccessibleName(self.tr("图例"))
        self._strip.setAccessibleDescription(
            self.tr("底色和横线的长短是记忆：{levels}。线的样子是种类：{kinds}。").format(levels=levels, kinds=kinds)
        )
        self._strip.setToolTip(self._strip.accessibleDescription())
        self._strip.lines = self.density is Density.ALL
        self._strip.update()

    def _on_chosen(self) -> None:
        self._strip.lines = self.density is Density.ALL
        self._strip.update()
        self.density_chosen.emit(self.density.value)


class _Strip(QWidget):
    """The five tints of memory; the lines of the kinds as far as there is room and they are drawn."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.lines = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        font = sans_font(round(self._look.base_px * 12 / 14))
        metrics = QFontMetrics(font)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        names = [level_name(level) for level in MEMORY_LEVELS]
        if sum(metrics.horizontalAdvance(name) + 14 for name in names) + 8 > self.width():
            names = [names[0], "", "", "", names[-1]]  # the scale from one end to the other
        x, base = 8.0, self.height() / 2 + metrics.ascent() / 2 - 2
        for level, word in zip(MEMORY_LEVELS, names, strict=True):
            width = metrics.horizontalAdvance(word) if word else 12
            if x + width > self.width():
                return
            box = QRectF(x - 4, base - metrics.ascent(), width + 8, metrics.height() + 2)
            draw_tint(painter, box, theme.color(f"memory_{level}"))
            painter.setPen(theme.color("ink"))
            painter.drawText(QPointF(x, base), word)
            x += width + 14
        x += 10
        for kinds in _TOGETHER if self.lines else ():
            word = " ".join(kind_name(kind) for kind in kinds)
            width = metrics.horizontalAdvance(word)
            if x + width > self.width():
                return
            painter.setPen(theme.color("ink_soft"))
            painter.drawText(QPointF(x, base), word)
            draw_underline(painter, kinds[0], QPointF(x, base + 5), width, theme.color("ink_soft"))
            x += width + 16
