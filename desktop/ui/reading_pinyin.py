"""Which characters of an article have their reading above them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from desktop.ui.utf16 import Utf16Map
from desktop.ui.widgets.article_layout import Ruby
from desktop.ui.workspace import Workspace


class PinyinChoice(StrEnum):
    """Above no character, above those many readers would look up, above all."""

    NONE = "none"
    HARD = "hard"
    ALL = "all"


class ReadingPinyin:
    """Readings for the paragraphs of an article; ``words`` have theirs whatever the choice is."""

    def __init__(self, workspace: Workspace, choice: PinyinChoice) -> None:
        self._workspace = workspace
        self.choice = choice
        self.words: set[str] = set()
        self._own = workspace.pinyin.own()

    @property
    def shows(self) -> bool:
        """Whether anything stands above the text."""
        return self.choice is not PinyinChoice.NONE or bool(self.words)

    def reload(self) -> None:
        """Take up corrections."""
        self._own = self._workspace.pinyin.own()

    def toggle(self, word: str) -> None:
        """Show how a word is read wherever it stands, or show it no more."""
        self.words ^= {word}

    def rubies(self, text: str) -> Sequence[Ruby]:
        """What stands above the characters of a paragraph, in UTF-16 units of it."""
        wanted = self._wanted(text)
        if not wanted:
            return ()
        where = Utf16Map(text)
        syllables = self._workspace.pinyin.annotate(text, self._own)
        return [
            Ruby(where.to_qt(at), where.to_qt(at + 1) - where.to_qt(at), syllables[at])
            for at in sorted(wanted)
            if syllables[at]
        ]

    def _wanted(self, text: str) -> set[int]:
        if self.choice is PinyinChoice.ALL:
            return set(range(len(text)))
        wanted = set()
        if self.choice is PinyinChoice.HARD:
            wanted = {at for at, character in enumerate(text) if self._workspace.pinyin.is_hard(character)}
        for word in self.words:
            at = text.find(word)
            while at >= 0:
                wanted.update(range(at, at + len(word)))
                at = text.find(word, at + len(word))
        return wanted
