from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from desktop.paths import resource
from desktop.ui.actions import ACTIONS
from desktop.ui.theme import MEMORY_LEVELS, Look, Theme, load_theme, palette_of, style_sheet
from desktop.ui.widgets.rail import ROOMS

THEMES = ("light", "dark")
GROUNDS = ("paper", "surface", "rail", "selection")
VOICES = ("ink", "ink_soft", "positive", "caution", "negative", "focus")


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("voice", VOICES)
def test_words_can_be_read_on_every_ground(theme: Theme, voice: str, ground: str) -> None:
    assert contrast(theme.roles[voice], theme.roles[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "surface", "rail"])
def test_the_seal_stands_out(theme: Theme, ground: str) -> None:
    assert contrast(theme.roles["accent"], theme.roles[ground]) >= 4.5
    assert contrast(theme.roles["accent"], theme.roles["on_accent"]) >= 4.5


@pytest.mark.parametrize("level", MEMORY_LEVELS)
def test_marked_words_can_be_read(theme: Theme, level: str) -> None:
    assert contrast(theme.roles["ink"], theme.memory[level]) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_selected_words_are_seen_and_read(theme: Theme, ground: str) -> None:
    assert contrast(theme.roles["ink"], theme.roles["chosen"]) >= 4.5
    assert contrast(theme.roles["chosen"], theme.roles[ground]) >= 1.3


@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_edges_of_controls_can_be_found(theme: Theme, ground: str) -> None:
    assert contrast(theme.roles["border"], theme.roles[ground]) >= 3


def test_memory_tints_differ_in_grey(theme: Theme) -> None:
    """From new to firm each tint is a step further from the paper."""
    steps = [contrast(theme.memory[level], theme.roles["paper"]) for level in MEMORY_LEVELS]
    assert steps == sorted(steps)
    assert all(later / earlier >= 1.08 for earlier, later in pairwise(steps))


def test_both_themes_have_the_same_roles() -> None:
    light, dark = map(load_theme, THEMES)
    assert light.roles.keys() == dark.roles.keys()
    assert tuple(light.memory) == tuple(dark.memory) == MEMORY_LEVELS
    assert palette_of(light) != palette_of(dark)


def test_the_style_sheet_knows_no_colour_of_its_own(theme: Theme) -> None:
    source = resource("themes", "wengu.qss").read_text("utf-8")
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", source)
    assert "$" not in style_sheet(theme)


def test_every_picture_in_the_table_exists(look: Look) -> None:
    for name in {spec.icon for spec in ACTIONS if spec.icon} | set(ROOMS):
        assert not look.pixmap(name).isNull()


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_pictures_are_of_one_family(path: object) -> None:
    root = ElementTree.parse(str(path)).getroot()
    assert (root.get("width"), root.get("viewBox"), root.get("fill")) == ("20", "0 0 20 20", "none")


def test_the_theme_follows_the_choice(look: Look) -> None:
    seen = []
    look.changed.connect(lambda: seen.append(look.theme.name))
    look.apply("dark", 99)
    assert seen == ["dark"]
    assert look.article_px == 32
