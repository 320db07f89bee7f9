"""The options of one deck, each with a sentence, where it comes from, and a way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.option_rows import option_card, option_row, spin_box
from desktop.ui.widgets.text_parts import button, icon_button, label

if TYPE_CHECKING:
    from desktop.services.preferences import OptionInForce

_SHARES = ("1", "0.5", "0")


class WeekButtons(QWidget):
    """Seven days, each usual, half or free; a press turns to the next."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = ["1"] * 7
        self._names = (self.tr("照常"), self.tr("减半"), self.tr("不学"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.days = [button("", "day") for _ in range(7)]
        for made in self.days:
            made.clicked.connect(self._on_turned)
            row.addWidget(made)
        self._show()

    @property
    def text(self) -> str:
        """The shares as the option spells them."""
        return " ".join(self._shares)

    def show_text(self, text: str) -> None:
        """Show the shares of a spelled option."""
        self._shares = text.split()
        self._show()

    def _show(self) -> None:
        locale = QLocale()
        for number, made in enumerate(self.days):
            day = locale.dayName(number + 1, QLocale.FormatType.NarrowFormat)
            share = self._shares[number]
            known = self._names[_SHARES.index(share)] if share in _SHARES else f"{float(share):.0%}"
            sign = {"1": "", "0": " ×"}.get(share, " ½")
            made.setText(f"{day}{sign}")
            long = locale.dayName(number + 1, QLocale.FormatType.LongFormat)
            made.setAccessibleName(self.tr("{day}：{share}").format(day=long, share=known))
            made.setToolTip(made.accessibleName())

    def _on_turned(self) -> None:
        number = self.days.index(self.sender())  # type: ignore[arg-type]
        share = self._shares[number]
        self._shares[number] = _SHARES[(_SHARES.index(share) + 1) % 3] if share in _SHARES else "1"
        self._show()
        self.changed.emit()


class DeckOptions(QWidget):
    """``option_set`` with name and spelled value, ``option_reset`` with the name."""

    option_set = Signal(str, str)
    option_reset = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._controls: dict[str, QWidget] = {}
        self._write: dict[str, Callable[[str], None]] = {}
        self._sources: dict[str, QLabel] = {}
        self._resets: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(
            option_card(
                self.tr("每天多少"),
                [
                    self._percent(
                        "desired_retention", self.tr("目标记住率"), self.tr("复习时平均还记得多少；越高复习越勤。")
                    ),
                    self._number(
                        "new_per_day", self.tr("每天新学"), self.tr("连同下级牌组，一天最多开始几张新卡片。"), 0, 9_999
                    ),
                    self._number(
                        "reviews_per_day", self.tr("每天复习"), self.tr("连同下级牌组，一天最多复习几张。"), 0, 9_999
                    ),
                    self._choice(
                        "new_order",
                        self.tr("新卡片的顺序"),
                        self.tr("照文章的次序学，读得懂上下文。"),
                        {"article": self.tr("照文章"), "latest": self.tr("最新的先"), "random": self.tr("随机")},
                    ),
                    self._choice(
                        "new_mix",
                        self.tr("新卡片和复习"),
                        self.tr("新卡片放在当天的复习之后、之前，还是均匀穿插。"),
                        {"after": self.tr("复习之后"), "mixed": self.tr("穿插"), "before": self.tr("复习之前")},
                    ),
                ],
            )
        )
        column.addWidget(
            option_card(
                self.tr("步骤和间隔"),
                [
                    self._line(
                        "learning_steps",
                        self.tr("新学的步骤"),
                        self.tr("头几次隔多久再问，如 1m 10m；留空就直接按天。"),
                    ),
                    self._line(
                        "relearning_steps", self.tr("忘了之后的步骤"), self.tr("答错一张学过的卡片后，隔多久再问。")
                    ),
                    self._number(
                        "maximum_interval",
                        self.tr("最长间隔"),
                        self.tr("再熟也至少这么多天问一次。"),
                        1,
                        36_500,
                        self.tr(" 天"),
                    ),
                    self._truth("fuzz", self.tr("错开日期"), self.tr("同一天学的不再挤在同一天复习。")),
                ],
            )
        )
        column.addWidget(
            option_card(
                self.tr("安排"),
                [
                    self._week(
                        "easy_days", self.tr("轻松的日子"), self.tr("每周哪几天少学或不学；日期在容许的几天里挪。")
                    ),
                    self._truth("load_balance", self.tr("均衡每天的量"), self.tr("把复习放到容许的几天里较空的一天。")),
                    self._truth(
                        "bury_siblings",
                        self.tr("同句的改天再问"),
                        self.tr("问过一张，同一句、同一短语的其他卡片明天再来。"),
                    ),
                ],
            )
        )
        column.addWidget(
            option_card(
                self.tr("总记不住的"),
                [
                    self._number(
                        "leech_threshold",
                        self.tr("忘了几次算"),
                        self.tr("到这个次数就提醒改写这张卡片；0 = 不管。"),
                        0,
                        999,
                    ),
                    self._choice(
                        "leech_action",
                        self.tr("到了就"),
                        self.tr("只加标签，或者先停下不问。"),
                        {"tag": self.tr("加标签"), "suspend": self.tr("停下不问")},
                    ),
                ],
            )
        )

    def show_options(self, options: Mapping[str, OptionInForce], deck: str, default: str) -> None:
        """Show the options in force for ``deck``; ``default`` is the deck that all inherit from."""
        for name, write in self._write.items():
            option = options[name]
            with QSignalBlocker(self._controls[name]):
                write(option.value)
            self._resets[name].setVisible(option.source == deck)
            inherited = option.source not in ("", deck, default)
            self._sources[name].setVisible(inherited)
            if inherited:
                source = option.source.replace("::", " › ")
                self._sources[name].setText(self.tr("来自“{deck}”").format(deck=source))

    def _row(self, name: str, title: str, explanation: str, control: QWidget) -> QHBoxLayout:
        self._controls[name] = control
        self._sources[name] = label("", "small", wrap=True)
        reset = icon_button(self._look, "undo", self.tr("恢复“{name}”").format(name=title))
        reset.setProperty("option", name)
        reset.clicked.connect(self._on_reset)
        self._resets[name] = reset
        room = reset.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # so that the controls stay one below the other
        reset.setSizePolicy(room)
        control.setProperty("option", name)
        return option_row(title, explanation, control, reset, under=self._sources[name])

    def _percent(self, name: str, title: str, explanation: str) -> QHBoxLayout:
        made = spin_box(70, 99, " %")
        made.valueChanged.connect(self._on_percent)
        self._write[name] = lambda text: made.setValue(round(float(text) * 100))
        return self._row(name, title, explanation, made)

    def _number(self, name: str, title: str, explanation: str, low: int, high: int, suffix: str = "") -> QHBoxLayout:
        made = spin_box(low, high, suffix)
        made.valueChanged.connect(self._on_number)
        self._write[name] = lambda text: made.setValue(int(text))
        return self._row(name, title, explanation, made)

    def _line(self, name: str, title: str, explanation: str) -> QHBoxLayout:
        made = QLineEdit()
        made.setMaximumWidth(140)
        made.editingFinished.connect(self._on_line)
        self._write[name] = made.setText
        return self._row(name, title, explanation, made)

    def _truth(self, name: str, title: str, explanation: str) -> QHBoxLayout:
        made = QCheckBox()
        made.toggled.connect(self._on_truth)
        self._write[name] = lambda text: made.setChecked(text == "true")
        return self._row(name, title, explanation, made)

    def _choice(self, name: str, title: str, explanation: str, choices: Mapping[str, str]) -> QHBoxLayout:
        made = QComboBox()
        for value, text in choices.items():
            made.addItem(text, value)
        made.currentIndexChanged.connect(self._on_choice)
        self._write[name] = lambda text: made.setCurrentIndex(made.findData(text))
        return self._row(name, title, explanation, made)

    def _week(self, name: str, title: str, explanation: str) -> QHBoxLayout:
        made = WeekButtons()
        made.changed.connect(self._on_week)
        self._write[name] = made.show_text
        return self._row(name, title, explanation, made)

    # What the learner turned

    def _name(self) -> str:
        sender = self.sender()
        return "" if sender is None else str(sender.property("option"))

    def _on_percent(self, value: int) -> None:
        self.option_set.emit(self._name(), str(value / 100))

    def _on_number(self, value: int) -> None:
        self.option_set.emit(self._name(), str(value))

    def _on_line(self) -> None:
        sender = self.sender()
        if isinstance(sender, QLineEdit) and sender.isModified():
            sender.setModified(False)
            self.option_set.emit(self._name(), sender.text())

    def _on_truth(self, checked: bool) -> None:
        self.option_set.emit(self._name(), "true" if checked else "false")

    def _on_choice(self, _: int) -> None:
        sender = self.sender()
        if isinstance(sender, QComboBox):
            self.option_set.emit(self._name(), str(sender.currentData()))

    def _on_week(self) -> None:
        sender = self.sender()
        if isinstance(sender, WeekButtons):
            self.option_set.emit(self._name(), sender.text)

    def _on_reset(self) -> None:
        self.option_reset.emit(self._name())

    def spin(self, name: str) -> QSpinBox:
        """The control of an option that is a number."""
        found = self._controls[name]
        assert isinstance(found, QSpinBox)
        return found
