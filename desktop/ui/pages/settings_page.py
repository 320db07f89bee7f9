"""Look, language, reading and the pace of learning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.domain.settings import SchedulerSettings
from desktop.ui.language import LANGUAGES
from desktop.ui.messages import words
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import ARTICLE_PX, ARTICLE_PX_BOUNDS, THEME_CHOICES, Look, serif_font
from desktop.ui.widgets.mode_names import MODE_NAMES, mode_name
from desktop.ui.widgets.option_rows import spin_box
from desktop.ui.widgets.page_parts import scrolling, titled_card
from desktop.ui.widgets.setting_row import Control, SettingRow, choice
from desktop.ui.widgets.text_parts import button, icon_button, label
from desktop.ui.window_state import BASE_PX, WindowState
from desktop.ui.workspace import Workspace

BASE_SIZES = (13, 14, 16, 18)
_SAMPLE = "温故而知新，可以为师矣。骨直门"
_DEFAULTS = SchedulerSettings()


class SettingsPage(Page):
    """Each setting has a sentence of explanation and takes effect at once; words at the top find them."""

    shows: ClassVar[Changed] = Changed.SETTINGS

    def __init__(self, look: Look, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._state = state
        self._groups: list[tuple[QFrame, list[SettingRow]]] = []
        self._options: dict[str, tuple[SettingRow, Callable[[object], str], Callable[[str], object]]] = {}
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("查找设置"))
        self._search.setAccessibleName(self.tr("查找设置"))
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(260)
        self._search.textChanged.connect(self._on_searched)
        self._nothing = label(self.tr("没有这样的设置，换个词试试。"), "soft")
        self._nothing.hide()
        head = QHBoxLayout()
        head.addWidget(label(self.tr("设置"), "title"), 1)
        head.addWidget(self._search, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout()
        self._column.addLayout(head)
        self._column.addSpacing(8)
        self._column.addWidget(self._nothing)
        self._make_look()
        self._make_learning()
        self._make_quiz()
        self._column.addWidget(self._make_data())
        self._column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(self._column, 760))
        self.restyle()

    # What there is to set

    def _make_look(self) -> None:
        state, follow = self._state, self.tr("跟随系统")
        themes = choice(list(zip((follow, self.tr("浅色"), self.tr("深色")), THEME_CHOICES, strict=True)))
        languages = choice([(follow, ""), *((name, code) for code, name in LANGUAGES.items())])
        sizes = (self.tr("小"), self.tr("标准"), self.tr("大"), self.tr("特大"))
        base = choice(list(zip(sizes, BASE_SIZES, strict=True)))
        chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
        fonts = choice([(self.tr("自动（宋体）"), ""), *((family, family) for family in chinese)])
        fonts.setMaximumWidth(220)
        size = QSlider(Qt.Orientation.Horizontal)
        size.setRange(*ARTICLE_PX_BOUNDS)
        size.setMinimumSize(180, 28)
        self._sample = label(_SAMPLE)
        self._theme = self._row(self.tr("主题"), self.tr("浅色像纸，深色适合夜里。"), themes, "system", "dark light")
        self._language = self._row(
            self.tr("语言"), self.tr("界面的语言，文章不变。"), languages, "", "language English"
        )
        self._base = self._row(self.tr("界面文字"), self.tr("按钮、列表和说明的大小。"), base, BASE_PX)
        self._font = self._row(self.tr("文章字体"), self.tr("文章和题目用的字体。"), fonts, "", "font")
        self._size = self._row(
            self.tr("文章文字"), self.tr("文章和题目的大小，阅读时可按 Ctrl + 和 Ctrl -。"), size, ARTICLE_PX
        )
        self._calm = self._row(self.tr("减少动画"), self.tr("翻页和跳转不再移动，直接到达。"), QCheckBox(), False)
        for row, value in (
            (self._theme, state.theme),
            (self._language, state.language),
            (self._base, state.base_px),
            (self._font, state.article_font),
            (self._size, state.article_px),
            (self._calm, state.reduced_motion),
        ):
            row.show_value(value)
            row.changed.connect(self._on_language if row is self._language else self._on_look)
        rows = [self._theme, self._language, self._base, self._font, self._size, self._calm]
        self._group(self.tr("外观"), rows, self._sample)

    def _make_learning(self) -> None:
        days = self.tr(" 天")
        orders = [(self.tr("按文章顺序"), "article"), (self.tr("后加的在前"), "latest"), (self.tr("随机"), "random")]
        mixes = [(self.tr("复习之后"), "after"), (self.tr("穿插"), "mixed"), (self.tr("复习之前"), "before")]
        leeches = [(self.tr("加标签"), "tag"), (self.tr("暂停"), "suspend")]
        rows = [
            self._option(
                "desired_retention",
                self.tr("目标记住率"),
                self.tr("越高复习越勤。90 % 适合大多数人，考前可以提高。"),
                spin_box(70, 99, " %"),
                lambda value: str(int(str(value)) / 100),
                lambda text: round(float(text) * 100),
            ),
            self._option(
                "new_per_day", self.tr("每天新学"), self.tr("每天最多开始学多少张新卡片。"), spin_box(0, 9_999)
            ),
            self._option(
                "reviews_per_day", self.tr("每天复习"), self.tr("每天最多复习多少张学过的卡片。"), spin_box(0, 9_999)
            ),
            self._option(
                "day_start",
                self.tr("一天从几点开始"),
                self.tr("在这之前算前一天，熬夜学习不会提前到明天。"),
                spin_box(0, 23, self.tr(" 点")),
            ),
            self._option("new_order", self.tr("新卡片的顺序"), self.tr("先学哪些新卡片。"), choice(orders)),
            self._option(
                "new_mix", self.tr("新卡片和复习"), self.tr("新卡片排在复习之后、之前，还是均匀穿插。"), choice(mixes)
            ),
            self._option(
                "learning_steps",
                self.tr("学习步骤"),
                self.tr("新卡片第一天隔多久再问，如 1m 10m；留空则当天只问一次。"),
                QLineEdit(),
            ),
            self._option(
                "relearning_steps", self.tr("重学步骤"), self.tr("忘了的卡片隔多久再问，如 10m。"), QLineEdit()
            ),
            self._option(
                "maximum_interval", self.tr("最长间隔"), self.tr("两次复习最多隔多久。"), spin_box(1, 36_500, days)
            ),
            self._option(
                "bury_siblings",
                self.tr("同句错开"),
                self.tr("同一句话的其他卡片改天再问，免得互相提示。"),
                QCheckBox(),
                *_TRUTH,
            ),
            self._option(
                "load_balance", self.tr("平均每天的量"), self.tr("复习尽量排到较空的日子。"), QCheckBox(), *_TRUTH
            ),
            self._option(
                "leech_threshold",
                self.tr("难记卡片"),
                self.tr("忘了多少次算难记；0 表示不管。"),
                spin_box(0, 999, self.tr(" 次")),
            ),
            self._option(
                "leech_action", self.tr("难记之后"), self.tr("难记的卡片加上标签，还是暂停不问。"), choice(leeches)
            ),
        ]
        self._group(self.tr("学习"), rows)

    def _make_quiz(self) -> None:
        modes = choice([(self.tr("随熟练程度"), ""), *((mode_name(mode), str(mode)) for mode in MODE_NAMES)])
        self._cover = self._row(
            self.tr("作答前盖住文章"),
            self.tr("平时只遮住文章里的答案；打开后，答完才显示文章。"),
            QCheckBox(),
            False,
        )
        self._mode = self._row(
            self.tr("题型"),
            self.tr(
                "随熟练程度：间隔不到一周的卡片四选一，不到三周的提示首字，更长的填空。"
                "测验里按 M 给一张或一类卡片固定题型。"
            ),
            modes,
            "",
        )
        self._cover.show_value(self._state.cover_article)
        self._mode.show_value(self._state.quiz_mode)
        self._cover.changed.connect(self._on_quiz)
        self._mode.changed.connect(self._on_quiz)
        self._group(self.tr("测验"), [self._cover, self._mode])

    def _make_data(self) -> QFrame:
        card, column = titled_card(self.tr("资料"), spacing=12)
        self._folder, self._backup, about = (
            button(text) for text in (self.tr("打开文件夹"), self.tr("立即备份"), self.tr("关于温故"))
        )
        self._folder.clicked.connect(self._on_folder)
        self._backup.clicked.connect(self._on_backup)
        place = button(self.tr("换个地方…"))
        place.clicked.connect(self._on_backup_place)
        self._usual_place = icon_button(self.look, "undo", self.tr("备份放回资料文件夹"))
        self._usual_place.clicked.connect(lambda: self.set_backup_folder(None))
        places = QHBoxLayout()
        places.addWidget(place)
        places.addWidget(self._usual_place)
        self._backup_words = label("", "small", wrap=True)
        self._show_backup_folder()
        about.clicked.connect(lambda: self.page_requested.emit("help", "about"))
        self._folder.setEnabled(False)
        self._backup.setEnabled(False)
        for name, explanation, made in (
            (self.tr("资料文件夹"), self.tr("文章、卡片和学习记录都在这里，不会上传。"), self._folder),
            (self.tr("备份"), self.tr("每天自动备份一次，每份都打开核对过。"), self._backup),
            (self.tr("版本") + f" {__version__}", self.tr("温故，不联网，没有账号。"), about),
        ):
            made.setAccessibleDescription(explanation)
            said = QVBoxLayout()
            said.setSpacing(2)
            said.addWidget(label(name))
            said.addWidget(label(explanation, "small", wrap=True))
            row = QHBoxLayout()
            row.addLayout(said, 1)
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
            column.addLayout(row)
            if made is self._backup:
                row = QHBoxLayout()
                row.addWidget(self._backup_words, 1)
                row.addLayout(places)
                column.addLayout(row)
        self._data = card
        return card

    def _row(self, name: str, explanation: str, control: Control, default: object, found_by: str = "") -> SettingRow:
        return SettingRow(self.look, name, explanation, control, default, found_by)

    def _option(
        self,
        option: str,
        name: str,
        explanation: str,
        control: Control,
        spell: Callable[[object], str] = str,
        read: Callable[[str], object] | None = None,
    ) -> SettingRow:
        """A setting of the scheduler, spelled as the collection keeps it."""
        read = read or (
            int if not isinstance(control, QLineEdit) and control.metaObject().indexOfProperty("value") >= 0 else str
        )
        row = self._row(name, explanation, control, read(_DEFAULTS.spelled(option)), option)
        row.setObjectName(option)
        row.setEnabled(False)
        row.changed.connect(self._on_option)
        self._options[option] = row, spell, read
        return row

    def _group(self, title: str, rows: list[SettingRow], below: QWidget | None = None) -> None:
        card, column = titled_card(title, spacing=14)
        for row in rows:
            column.addWidget(row)
        if below is not None:
            column.addWidget(below)
        self._groups.append((card, rows))
        self._column.addWidget(card)

    # What the window asks

    def load(self, workspace: Workspace) -> None:
        options = workspace.preferences.all()
        for name, (row, _, read) in self._options.items():
            row.show_value(read(options[name]))
            row.setEnabled(True)
        self._folder.setEnabled(True)
        self._backup.setEnabled(True)
        self._folder.setToolTip(str(workspace.collection.home))
        self.restyle()  # being shown first took the sample its type

    def restyle(self) -> None:
        self._sample.setFont(serif_font(self.look.article_px))
        self._sample.setMinimumHeight(round(self.look.article_px * 1.8))
        self._size.show_value(self.look.article_px)

    def can(self, action: str) -> bool:
        return action in ("back", "find")

    def perform(self, action: str) -> None:
        if action == "find":
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._search.selectAll()
        elif self._search.text():
            self._search.clear()
        else:
            self.room_requested.emit("today")

    def focus_start(self) -> None:
        """Put the keyboard on the first setting."""
        self._theme.control.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the learner does

    def _on_searched(self, text: str) -> None:
        wanted = text.lower().split()
        found = False
        for card, rows in self._groups:
            for row in rows:
                row.setVisible(row.matches(wanted))
            shown = any(row.matches(wanted) for row in rows)
            card.setVisible(shown)
            found = found or shown
        self._sample.setVisible(not wanted)
        self._data.setVisible(not wanted)
        self._nothing.setVisible(not found)

    def _on_look(self) -> None:
        state = self._state
        state.theme = next(each for each in THEME_CHOICES if each == self._theme.value)
        state.base_px, state.article_px = int(str(self._base.value)), int(str(self._size.value))
        state.article_font, state.reduced_motion = str(self._font.value), bool(self._calm.value)
        self.look.reduced_motion = state.reduced_motion
        self.look.set_article_font(state.article_font)
        self.look.apply(state.theme, state.article_px, state.base_px)

    def _on_language(self, language: object) -> None:
        self._state.language = str(language)
        self.language_chosen.emit(self._state.language)

    def _on_option(self, value: object) -> None:
        row = self.sender()
        if self.workspace is None or row is None:
            return
        name = row.objectName()
        shown, spell, read = self._options[name]
        try:
            self.workspace.preferences.set(name, spell(value))
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            shown.show_value(read(self.workspace.preferences.get(name)))

    def _on_quiz(self) -> None:
        self._state.cover_article = bool(self._cover.value)
        self._state.quiz_mode = str(self._mode.value)

    def _on_folder(self) -> None:
        if self.workspace is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.workspace.collection.home)))

    def _on_backup(self) -> None:
        if self.workspace is None:
            return
        from desktop.services.backups import Backups

        try:
            made = Backups(self.workspace.collection).make(self._state.backup_folder)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
        else:
            self.announced.emit(Notice(self.tr("备份好了，并已打开核对：{name}").format(name=made.name), "done"))

    def set_backup_folder(self, folder: Path | None) -> None:
        """Where backups go from now on; None for the data folder."""
        self._state.backup_folder = folder
        self._show_backup_folder()

    def _show_backup_folder(self) -> None:
        folder = self._state.backup_folder
        said = self.tr("资料文件夹的 backups 里") if folder is None else str(folder)
        self._backup_words.setText(self.tr("备份放在：{folder}").format(folder=said))
        self._usual_place.setVisible(folder is not None)

    def _on_backup_place(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("备份放在哪里"), str(self._state.backup_folder or ""))
        if name:
            self.set_backup_folder(Path(name))


def _spell_truth(value: object) -> str:
    return "true" if value else "false"


_TRUTH = (_spell_truth, lambda text: text in ("true", "1", "yes", "on"))
