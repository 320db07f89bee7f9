"""Look, language and the pace of learning."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.ui.language import LANGUAGES
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import ARTICLE_PX_BOUNDS, THEME_CHOICES, Look, serif_font
from desktop.ui.widgets.mode_names import MODE_NAMES, mode_name
from desktop.ui.widgets.text_parts import button, label, panel
from desktop.ui.window_state import WindowState
from desktop.ui.workspace import Workspace

BASE_SIZES = (13, 14, 16, 18)


class SettingsPage(Page):
    """Each setting has a sentence of explanation and takes effect at once."""

    shows: ClassVar[Changed] = Changed.SETTINGS

    def __init__(self, look: Look, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._state = state
        self._loading = False
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label(self.tr("设置"), "title"))
        column.addSpacing(8)
        column.addWidget(self._make_look())
        column.addWidget(self._make_learning())
        column.addWidget(self._make_about())
        column.addStretch(1)
        middle = QWidget()
        middle.setProperty("ground", "none")
        middle.setMaximumWidth(760)
        middle.setLayout(column)
        inside = QWidget()
        inside.setProperty("ground", "none")
        row = QHBoxLayout(inside)
        row.setContentsMargins(24, 32, 24, 24)
        row.addStretch(1)
        row.addWidget(middle, 20)
        row.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        for turned in (*inside.findChildren(QComboBox), *inside.findChildren(QSpinBox), *inside.findChildren(QSlider)):
            turned.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            turned.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self.restyle()

    def _make_look(self) -> QFrame:
        self._theme = QComboBox()
        for choice, name in zip(THEME_CHOICES, (self.tr("跟随系统"), self.tr("浅色"), self.tr("深色")), strict=True):
            self._theme.addItem(name, choice)
        self._theme.setCurrentIndex(THEME_CHOICES.index(self._state.theme))
        self._theme.currentIndexChanged.connect(self._on_look)
        self._language = QComboBox()
        self._language.addItem(self.tr("跟随系统"), "")
        for code, name in LANGUAGES.items():
            self._language.addItem(name, code)
        self._language.setCurrentIndex(max(self._language.findData(self._state.language), 0))
        self._language.currentIndexChanged.connect(self._on_language)
        self._base = QComboBox()
        names = (self.tr("小"), self.tr("标准"), self.tr("大"), self.tr("特大"))
        for px, name in zip(BASE_SIZES, names, strict=True):
            self._base.addItem(name, px)
        self._base.setCurrentIndex(max(self._base.findData(self._state.base_px), 0))
        self._base.currentIndexChanged.connect(self._on_look)
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._size.setRange(*ARTICLE_PX_BOUNDS)
        self._size.setValue(self._state.article_px)
        self._size.setMinimumSize(180, 28)
        self._size.valueChanged.connect(self._on_look)
        self._sample = QLabel(self.tr("温故而知新，可以为师矣。"))
        return self._group(
            self.tr("外观"),
            [
                (self.tr("主题"), self.tr("浅色像纸，深色适合夜里。"), self._theme),
                (self.tr("语言"), self.tr("界面的语言，文章不变。"), self._language),
                (self.tr("界面文字"), self.tr("按钮、列表和说明的大小。"), self._base),
                (self.tr("文章文字"), self.tr("文章和题目的大小，阅读时可按 Ctrl + 和 Ctrl -。"), self._size),
            ],
            self._sample,
        )

    def _make_learning(self) -> QFrame:
        self._retention = self._spin(70, 99, " %")
        self._new = self._spin(0, 9_999)
        self._reviews = self._spin(0, 9_999)
        self._options: dict[QSpinBox, tuple[str, Callable[[int], str]]] = {
            self._retention: ("desired_retention", lambda value: str(value / 100)),
            self._new: ("new_per_day", str),
            self._reviews: ("reviews_per_day", str),
        }
        self._cover = QCheckBox()
        self._cover.setChecked(self._state.cover_article)
        self._cover.toggled.connect(self._on_cover)
        self._modes = QComboBox()
        self._modes.addItem(self.tr("随熟练程度"), "")
        for mode in MODE_NAMES:
            self._modes.addItem(mode_name(mode), mode)
        self._modes.setCurrentIndex(max(0, self._modes.findData(self._state.quiz_mode)))
        self._modes.currentIndexChanged.connect(self._on_mode)
        return self._group(
            self.tr("学习"),
            [
                (self.tr("目标记住率"), self.tr("越高复习越勤。90 % 适合大多数人，考前可以提高。"), self._retention),
                (self.tr("每天新学"), self.tr("每天最多开始学多少张新卡片。"), self._new),
                (self.tr("每天复习"), self.tr("每天最多复习多少张学过的卡片。"), self._reviews),
                (
                    self.tr("题型"),
                    self.tr(
                        "随熟练程度：间隔不到一周的卡片四选一，不到三周的提示首字，更长的填空。"
                        "测验里按 M 给一张或一类卡片固定题型。"
                    ),
                    self._modes,
                ),
                (self.tr("作答前盖住文章"), self.tr("平时只遮住文章里的答案；打开后，答完才显示文章。"), self._cover),
            ],
        )

    def _make_about(self) -> QFrame:
        self._folder = button(self.tr("打开文件夹"))
        self._folder.setEnabled(False)
        self._folder.clicked.connect(self._on_folder)
        version = label(__version__, "soft")
        return self._group(
            self.tr("资料"),
            [
                (self.tr("资料文件夹"), self.tr("文章、卡片和学习记录都在这里，不会上传。"), self._folder),
                (self.tr("版本"), self.tr("温故，不联网，没有账号。"), version),
            ],
        )

    def _group(self, title: str, rows: list[tuple[str, str, QWidget]], below: QWidget | None = None) -> QFrame:
        card = panel("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(title, "strong"))
        for number, (name, explanation, control) in enumerate(rows):
            if number:
                column.addWidget(panel("line"))
            said = QVBoxLayout()
            said.setSpacing(2)
            caption = label(name)
            caption.setBuddy(control)
            said.addWidget(caption)
            said.addWidget(label(explanation, "small", wrap=True))
            control.setAccessibleName(name)
            control.setAccessibleDescription(explanation)
            row = QHBoxLayout()
            row.setSpacing(24)
            row.addLayout(said, 1)
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
            column.addLayout(row)
        if below is not None:
            column.addWidget(below)
        return card

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the page; it turns a value only where the keyboard is."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _spin(self, low: int, high: int, suffix: str = "") -> QSpinBox:
        made = QSpinBox()
        made.setRange(low, high)
        made.setSuffix(suffix)
        made.lineEdit().setTextMargins(8, 0, 0, 0)  # the style sheet cannot reach it
        made.setMinimumWidth(112)
        made.setEnabled(False)
        made.setKeyboardTracking(False)
        made.valueChanged.connect(self._on_option)
        return made

    def load(self, workspace: Workspace) -> None:
        options = workspace.preferences.all()
        self._loading = True
        self._retention.setValue(round(float(options["desired_retention"]) * 100))
        self._new.setValue(int(options["new_per_day"]))
        self._reviews.setValue(int(options["reviews_per_day"]))
        self._loading = False
        for spin in self._options:
            spin.setEnabled(True)
        self._folder.setEnabled(True)
        self._folder.setToolTip(str(workspace.collection.home))

    def restyle(self) -> None:
        self._sample.setFont(serif_font(self.look.article_px))
        self._sample.setMinimumHeight(round(self.look.article_px * 1.8))
        if self._size.value() != self.look.article_px:
            self._size.setValue(self.look.article_px)

    def can(self, action: str) -> bool:
        return action == "back"

    def perform(self, action: str) -> None:
        if action == "back":
            self.room_requested.emit("today")

    def focus_start(self) -> None:
        """Put the keyboard on the first setting."""
        self._theme.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_look(self) -> None:
        choice, px, base = THEME_CHOICES[self._theme.currentIndex()], self._size.value(), int(self._base.currentData())
        if (choice, px, base) == (self.look.choice, self.look.article_px, self.look.base_px):
            return
        self._state.theme, self._state.article_px, self._state.base_px = choice, px, base
        self.look.apply(choice, px, base)

    def _on_language(self) -> None:
        self._state.language = str(self._language.currentData())
        self.language_chosen.emit(self._state.language)

    def _on_option(self, value: int) -> None:
        spin = self.sender()
        if self._loading or self.workspace is None or not isinstance(spin, QSpinBox):
            return
        name, spell = self._options[spin]
        try:
            self.workspace.preferences.set(name, spell(value))
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))

    def _on_mode(self) -> None:
        self._state.quiz_mode = str(self._modes.currentData())

    def _on_cover(self, checked: bool) -> None:
        self._state.cover_article = checked

    def _on_folder(self) -> None:
        if self.workspace is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.workspace.collection.home)))
