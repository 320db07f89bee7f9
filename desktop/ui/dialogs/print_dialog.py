"""What is to go on paper or into a table, of which article, and how."""

from __future__ import annotations

from dataclasses import dataclass
from random import SystemRandom
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.cloze import Density
from desktop.domain.phrase import PhraseKind
from desktop.domain.question import QuestionMode
from desktop.ui.widgets.phrase_marks import kind_name
from desktop.ui.widgets.text_parts import button, label

_WIDTH = 560


@dataclass(frozen=True, slots=True)
class PrintWish:
    """``what`` is exercise, paper, article, table or all; the rest counts for those it belongs to."""

    what: str
    suffix: str
    article_id: str | None = None
    kinds: tuple[str, ...] = ()
    density: Density = Density.ALL
    questions: int = 25
    versions: int = 2
    modes: tuple[QuestionMode, ...] = ()
    seed: int = 1


class PrintDialog(QDialog):
    """``chosen`` gives the wish; ``articles`` are ids and titles, the current one first."""

    chosen = Signal(object)  # PrintWish
    _SUFFIXES: ClassVar[dict[str, tuple[str, ...]]] = {
        "exercise": (".pdf", ".docx", ".md"),
        "paper": (".pdf", ".docx", ".md"),
        "article": (".pdf",),
        "table": (".csv", ".tsv"),
        "all": (".json",),
    }

    def __init__(self, articles: list[tuple[str, str]], current: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("打印与导出"))
        self.setModal(True)
        self.what = QComboBox()
        for value, name in (
            ("exercise", self.tr("填空练习，答案另页")),
            ("paper", self.tr("模拟卷，题型混合，A、B 卷")),
            ("article", self.tr("文章原文，标出短语")),
            ("table", self.tr("卡片表格")),
            ("all", self.tr("全部资料（JSON）")),
        ):
            self.what.addItem(name, value)
        self.scope = QComboBox()
        self.scope.addItem(self.tr("全部卡片"), None)
        for article_id, title in articles:
            self.scope.addItem(title, article_id)
        self.scope.setMinimumContentsLength(20)
        self.scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.scope.setCurrentIndex(max(self.scope.findData(current), 0))
        self.form = QComboBox()
        self._options = QStackedWidget()
        self._pages = {"exercise": self._exercise(), "paper": self._paper()}
        self._pages |= {name: QWidget() for name in ("article", "table", "all")}
        for made in self._pages.values():
            self._options.addWidget(made)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = ((self.tr("内容"), self.what), (self.tr("范围"), self.scope), (self.tr("格式"), self.form))
        for row, (name, box) in enumerate(rows):
            words = label(name)
            words.setBuddy(box)
            box.setAccessibleName(name)
            grid.addWidget(words, row, 0)
            grid.addWidget(box, row, 1)
        self._hint = label("", "small", wrap=True)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.go = button(self.tr("存为文件…"), "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self._on_go)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("打印与导出"), "heading"))
        layout.addSpacing(8)
        layout.addLayout(grid)
        layout.addSpacing(4)
        layout.addWidget(self._options)
        layout.addWidget(self._hint)
        layout.addStretch(1)
        layout.addSpacing(12)
        layout.addLayout(buttons)
        self.what.currentIndexChanged.connect(self._on_what)
        self.scope.currentIndexChanged.connect(self._on_scope)
        self._on_what()
        self.resize(_WIDTH, 420)

    def _exercise(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        self.density = QComboBox()
        for density, name in (
            (Density.ALL, self.tr("每张卡片都挖空")),
            (Density.DENSE, self.tr("约三十字一空")),
            (Density.NORMAL, self.tr("约六十字一空")),
            (Density.FEW, self.tr("约一百二十字一空")),
        ):
            self.density.addItem(name, str(density))
        self.density.setAccessibleName(self.tr("疏密"))
        grid.addWidget(label(self.tr("疏密")), 0, 0)
        grid.addWidget(self.density, 0, 1, 1, 4)
        grid.addWidget(label(self.tr("只考")), 1, 0)
        self.kinds: dict[str, QCheckBox] = {}
        for number, kind in enumerate([*map(str, PhraseKind), "word"]):
            box = QCheckBox(kind_name(kind))
            box.setChecked(True)
            self.kinds[kind] = box
            grid.addWidget(box, 1 + number // 4, 1 + number % 4)
        grid.setHorizontalSpacing(16)
        for column in range(1, 5):
            grid.setColumnStretch(column, 1)
        return made

    def _paper(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        self.questions, self.versions = QSpinBox(), QSpinBox()
        self.questions.setRange(1, 200)
        self.questions.setValue(25)
        self.versions.setRange(1, 4)
        self.versions.setValue(2)
        self.seed = QSpinBox()
        self.seed.setRange(1, 999_999)
        self.seed.setValue(SystemRandom().randrange(1, 999_999))
        self.seed.setToolTip(self.tr("同样的卡片、同样的卷号，出同样的卷子"))
        fields = ((self.tr("题数"), self.questions), (self.tr("套数"), self.versions), (self.tr("卷号"), self.seed))
        for column, (name, field) in enumerate(fields):
            field.setAccessibleName(name)
            grid.addWidget(label(name), 0, 2 * column)
            grid.addWidget(field, 0, 2 * column + 1)
        self.modes: dict[QuestionMode, QCheckBox] = {}
        row = QHBoxLayout()
        row.setSpacing(16)
        for mode, name in (
            (QuestionMode.CHOICE, self.tr("选择题")),
            (QuestionMode.TRUE_FALSE, self.tr("判断题")),
            (QuestionMode.TYPED, self.tr("填空题")),
            (QuestionMode.LIST, self.tr("简答题")),
        ):
            box = QCheckBox(name)
            box.setChecked(True)
            box.toggled.connect(self._sync)
            self.modes[mode] = box
            row.addWidget(box)
        row.addStretch(1)
        grid.addLayout(row, 1, 0, 1, 6)
        return made

    @property
    def wish(self) -> PrintWish:
        """What is chosen now."""
        kinds = tuple(kind for kind, box in self.kinds.items() if box.isChecked())
        return PrintWish(
            what=str(self.what.currentData()),
            suffix=str(self.form.currentData()),
            article_id=self.scope.currentData(),
            kinds=() if len(kinds) == len(self.kinds) else kinds,
            density=Density(self.density.currentData()),
            questions=self.questions.value(),
            versions=self.versions.value(),
            modes=tuple(mode for mode, box in self.modes.items() if box.isChecked()),
            seed=self.seed.value(),
        )

    def _on_what(self) -> None:
        what = str(self.what.currentData())
        names = {
            ".pdf": "PDF",
            ".docx": "Word",
            ".md": "Markdown",
            ".csv": self.tr("CSV，给 Excel"),
            ".tsv": self.tr("TSV，给 Anki"),
            ".json": "JSON",
        }
        self.form.clear()
        for suffix in self._SUFFIXES[what]:
            self.form.addItem(names[suffix], suffix)
        self._options.setCurrentWidget(self._pages[what])
        self._options.setVisible(what in ("exercise", "paper"))
        hints = {
            "exercise": self.tr("同一句话里的空合成一题；标题里的答案隐去。"),
            "paper": self.tr("一题不泄露另一题的答案；参考答案印在最后，每套一页。"),
            "article": self.tr("按短语的种类着色、画线，开头有图例。"),
            "table": self.tr("以等号等开头的格子不会被当作公式。"),
            "all": self.tr("文章、卡片、复习记录，一样不少；格式见文档。"),
        }
        self._hint.setText(hints[what])
        self.scope.setEnabled(what != "all")
        if what == "article" and self.scope.currentData() is None and self.scope.count() > 1:
            self.scope.setCurrentIndex(1)
        self._sync()

    def _on_scope(self) -> None:
        self._sync()

    def _sync(self) -> None:
        what = self.what.currentData()
        ready = what != "article" or self.scope.currentData() is not None
        self.go.setEnabled(ready and (what != "paper" or any(box.isChecked() for box in self.modes.values())))

    def _on_go(self) -> None:
        wish = self.wish
        self.accept()
        self.chosen.emit(wish)
