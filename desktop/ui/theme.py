"""The look: colour roles from JSON become a palette, one style sheet and recoloured icons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from string import Template
from typing import Literal, NamedTuple, get_args

from PySide6.QtCore import QByteArray, QDir, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop.paths import resource

ThemeChoice = Literal["system", "light", "dark"]
THEME_CHOICES: tuple[ThemeChoice, ...] = get_args(ThemeChoice)
MEMORY_LEVELS = ("new", "weak", "fair", "good", "firm")
SANS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "sans-serif",
)
SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "SimSun", "Songti SC", "serif")
ARTICLE_PX = 18
ARTICLE_PX_BOUNDS = (14, 32)


class Theme(NamedTuple):
    """Colours by role: ``roles`` for surfaces and text, ``memory`` for the five tints, from new to firm.

    Of the roles, ``paper`` lies behind the page, ``surface`` is that of cards, panels and fields, ``rail`` of the rail
    and other ground below the page; ``ink`` is text, ``ink_soft`` its second voice; ``hairline`` draws one-pixel lines,
    ``border`` edges of controls that must be found; ``selection`` is the row that is chosen, or what the pointer is on;
    ``chosen`` lies behind words that are selected or found; ``accent`` is the seal, the one thing to do, and
    ``on_accent`` text on it. Contrast is held by tests/ui/test_theme.
    """

    name: str
    dark: bool
    roles: Mapping[str, str]
    memory: Mapping[str, str]

    def color(self, role: str, alpha: float = 1.0) -> QColor:
        """The colour of a role, or of a memory level as ``memory_new``."""
        level = role.removeprefix("memory_")
        color = QColor(self.roles[role] if level == role else self.memory[level])
        color.setAlphaF(alpha)
        return color


@lru_cache(maxsize=4)
def load_theme(name: str) -> Theme:
    """The shipped theme of that name. Raises OSError if there is none."""
    table = json.loads(resource("themes", f"{name}.json").read_text("utf-8"))
    return Theme(table["name"], table["dark"], table["roles"], table["memory"])


def palette_of(theme: Theme) -> QPalette:
    """What Fusion draws with where the style sheet is silent."""
    role, color = QPalette.ColorRole, theme.color
    palette = QPalette(color("surface"), color("paper"))
    for target, name in {
        role.Window: "paper",
        role.Base: "surface",
        role.AlternateBase: "rail",
        role.Button: "surface",
        role.WindowText: "ink",
        role.Text: "ink",
        role.ButtonText: "ink",
        role.BrightText: "accent",
        role.PlaceholderText: "ink_soft",
        role.Highlight: "selection",
        role.HighlightedText: "ink",
        role.Link: "focus",
        role.LinkVisited: "focus",
        role.ToolTipBase: "surface",
        role.ToolTipText: "ink",
        role.Accent: "accent",
        role.Mid: "hairline",
        role.Midlight: "hairline",
        role.Dark: "border",
    }.items():
        palette.setColor(target, color(name))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, color("ink_soft"))
    return palette


def style_sheet(theme: Theme, base_px: int = 14) -> str:
    """The one style sheet in the colours of ``theme``; ``base_px`` is the size of interface text."""
    template = Template(resource("themes", "wengu.qss").read_text("utf-8"))
    sizes = {f"px_{name}": str(round(base_px * factor)) for name, factor in _SIZES.items()}
    return template.substitute(theme.roles, **sizes)


_SIZES = {
    "small": 12 / 14,
    "base": 1,
    "large": 16 / 14,
    "heading": 20 / 14,
    "field": 22 / 14,
    "title": 28 / 14,
    "number": 34 / 14,
}


def sans_font(px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Interface type, with tabular figures."""
    return _font(SANS, px, weight)


def serif_font(px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Reading type: articles and questions."""
    return _font((*_article_families, *SERIF), px, weight)


_article_families: list[str] = []  # what the learner chose, before SERIF


def _font(families: tuple[str, ...], px: int, weight: QFont.Weight) -> QFont:
    font = QFont(list(families))
    font.setPixelSize(px)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


_FUSION = "fusion"  # a property of the application: to look at its style itself costs the first frame 5 ms


def make_application(name: str) -> QApplication:
    """The application as its first window finds it: in Fusion, which a ``Look`` dresses."""
    made = QApplication([name, "-style", "fusion"])
    made.setProperty(_FUSION, True)
    return made


class Look(QObject):
    """The chosen theme and text sizes of the running application; ``changed`` after each change."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice: ThemeChoice = "system"
        self.theme = load_theme("light")
        self.article_px = ARTICLE_PX
        self.base_px = 14
        self.reduced_motion = False
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        QDir.setSearchPaths("icons", [str(resource("icons"))])  # for the style sheet's url("icons:…")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def apply(self, choice: ThemeChoice, article_px: int = ARTICLE_PX, base_px: int = 14) -> None:
        """Dress the whole application. ``article_px`` is kept within its bounds."""
        low, high = ARTICLE_PX_BOUNDS
        self.choice = choice
        self.article_px = min(max(article_px, low), high)
        self.base_px = base_px
        self.theme = load_theme(self._wanted())
        self._icons.clear()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            if not app.property(_FUSION):
                app.setStyle("Fusion")
                app.setProperty(_FUSION, True)
            app.setFont(sans_font(base_px))
            app.setPalette(palette_of(self.theme))
            app.setStyleSheet(style_sheet(self.theme, base_px))
        self.changed.emit()

    def set_article_font(self, family: str) -> None:
        """Set articles and questions in ``family`` from the next ``apply`` on; empty for the first of SERIF."""
        _article_families[:] = [family] if family else []

    def icon(self, name: str, role: str = "ink_soft", px: int = 20) -> QIcon:
        """A shipped icon in the colour of ``role``."""
        key = (name, role, px)
        if key not in self._icons:
            self._icons[key] = QIcon(self.pixmap(name, role, px))
        return self._icons[key]

    def pixmap(self, name: str, role: str = "ink_soft", px: int = 20) -> QPixmap:
        """A shipped icon as a picture of ``px`` logical pixels."""
        source = resource("icons", f"{name}.svg").read_text("utf-8")
        source = source.replace("currentColor", self.theme.color(role).name())
        app = QGuiApplication.instance()
        ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
        pixmap = QPixmap(QSize(px, px) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, px * ratio, px * ratio))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def motion(self, milliseconds: int) -> int:
        """How long a movement takes: nothing with reduced motion."""
        return 0 if self.reduced_motion else milliseconds

    def _wanted(self) -> str:
        if self.choice != "system":
            return self.choice
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _on_scheme_changed(self) -> None:
        if self.choice == "system" and self.theme.name != self._wanted():
            self.apply(self.choice, self.article_px, self.base_px)
