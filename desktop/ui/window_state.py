"""What the window remembers: an INI file in the data folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from desktop.ui.theme import ARTICLE_PX, THEME_CHOICES, ThemeChoice

BASE_PX = 14


@dataclass(frozen=True)
class Reading:
    """How far an article was read: ``offset`` in its text, ``share`` of it from 0 to 1."""

    article_id: str
    offset: int
    share: float


class WindowState:
    """Look, language, places and sizes, by name and with their types; a bad value is the default."""

    def __init__(self, home: Path) -> None:
        self._file = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)

    @property
    def theme(self) -> ThemeChoice:
        """The chosen theme; follows the system by default."""
        found = self._text("look/theme")
        return next((choice for choice in THEME_CHOICES if choice == found), "system")

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._file.setValue("look/theme", choice)

    @property
    def language(self) -> str:
        """The chosen language, or empty to follow the system."""
        return self._text("look/language")

    @language.setter
    def language(self, language: str) -> None:
        self._file.setValue("look/language", language)

    @property
    def anki_push(self) -> bool:
        """Whether cards go straight into a running Anki; off until the learner asked for it."""
        return self._text("anki/push") == "true"

    @anki_push.setter
    def anki_push(self, push: bool) -> None:
        self._file.setValue("anki/push", "true" if push else "false")

    @property
    def anki_key(self) -> str:
        """The key of AnkiConnect, where it has one."""
        return self._text("anki/key")

    @anki_key.setter
    def anki_key(self, key: str) -> None:
        self._file.setValue("anki/key", key)

    @property
    def article_px(self) -> int:
        """Size of article text in pixels."""
        return self._number("look/article_px", ARTICLE_PX)

    @article_px.setter
    def article_px(self, px: int) -> None:
        self._file.setValue("look/article_px", px)

    @property
    def base_px(self) -> int:
        """Size of interface text in pixels."""
        return self._number("look/base_px", BASE_PX)

    @base_px.setter
    def base_px(self, px: int) -> None:
        self._file.setValue("look/base_px", px)

    @property
    def article_font(self) -> str:
        """The family that articles are set in; empty for the first of theme.SERIF that is there."""
        return self._text("look/article_font")

    @article_font.setter
    def article_font(self, family: str) -> None:
        self._file.setValue("look/article_font", family)

    @property
    def reduced_motion(self) -> bool:
        """Whether things arrive without moving."""
        return self._text("look/reduced_motion") == "true"

    @reduced_motion.setter
    def reduced_motion(self, reduced: bool) -> None:
        self._file.setValue("look/reduced_motion", "true" if reduced else "false")

    @property
    def backup_folder(self) -> Path | None:
        """Where daily backups go; None for the data folder."""
        return Path(found) if (found := self._text("data/backup_folder")) else None

    @backup_folder.setter
    def backup_folder(self, folder: Path | None) -> None:
        self._file.setValue("data/backup_folder", str(folder or ""))

    @property
    def toured(self) -> bool:
        """Whether the three first steps were walked or skipped."""
        return self._text("help/toured") == "true"

    @toured.setter
    def toured(self, done: bool) -> None:
        self._file.setValue("help/toured", "true" if done else "false")

    @property
    def cover_article(self) -> bool:
        """Whether the article is covered until the question is answered, not only masked."""
        return self._text("quiz/cover_article") == "true"

    @cover_article.setter
    def cover_article(self, cover: bool) -> None:
        self._file.setValue("quiz/cover_article", "true" if cover else "false")

    @property
    def marks(self) -> str:
        """How much of an article is marked; empty by default."""
        return self._text("reading/marks")

    @marks.setter
    def marks(self, density: str) -> None:
        self._file.setValue("reading/marks", density)

    @property
    def pinyin(self) -> str:
        """Above which characters of an article their reading stands; empty by default."""
        return self._text("reading/pinyin")

    @pinyin.setter
    def pinyin(self, choice: str) -> None:
        self._file.setValue("reading/pinyin", choice)

    @property
    def quiz_mode(self) -> str:
        """The kind of question that all cards are asked in; empty for the one that fits each."""
        return self._text("quiz/mode")

    @quiz_mode.setter
    def quiz_mode(self, mode: str) -> None:
        self._file.setValue("quiz/mode", mode)

    @property
    def kind_modes(self) -> dict[str, str]:
        """The modes chosen for kinds of answers, before the collection kept them."""
        pairs = (pair.partition("=") for pair in self._text("quiz/kind_modes").split(",") if pair)
        return {kind: mode for kind, _, mode in pairs if mode}

    @kind_modes.setter
    def kind_modes(self, modes: dict[str, str]) -> None:
        self._file.setValue("quiz/kind_modes", ",".join(f"{kind}={mode}" for kind, mode in modes.items()))

    def choice(self, name: str) -> str:
        """What the learner chose under that name; empty if nothing."""
        return self._text(f"choices/{name}")

    def set_choice(self, name: str, value: str) -> None:
        """Remember a choice."""
        self._file.setValue(f"choices/{name}", value)

    def geometry(self, name: str) -> QByteArray:
        """A saved window geometry or splitter state; empty if none."""
        found = self._file.value(f"places/{name}")
        return found if isinstance(found, QByteArray) else QByteArray()

    def set_geometry(self, name: str, value: QByteArray) -> None:
        """Remember a window geometry or splitter state."""
        self._file.setValue(f"places/{name}", value)

    def reading(self) -> list[Reading]:
        """Articles read before, the latest first."""
        found = self._file.value("reading/places")
        places = []
        for line in found if isinstance(found, list) else [found] if isinstance(found, str) else []:
            article_id, _, rest = str(line).partition(" ")
            offset, _, share = rest.partition(" ")
            try:
                places.append(Reading(article_id, int(offset), float(share)))
            except ValueError:
                continue
        return places

    def set_reading(self, place: Reading) -> None:
        """Remember where an article was left; the latest twenty are kept."""
        places = [place, *(other for other in self.reading() if other.article_id != place.article_id)][:20]
        self._file.setValue("reading/places", [f"{p.article_id} {p.offset} {p.share:.4f}" for p in places])

    def sync(self) -> None:
        """Write it to disk."""
        self._file.sync()

    def _text(self, key: str) -> str:
        found = self._file.value(key)
        return found if isinstance(found, str) else ""

    def _number(self, key: str, default: int) -> int:
        try:
            return int(str(self._file.value(key, default)))
        except ValueError:
            return default
