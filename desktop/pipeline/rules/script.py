"""Traditional characters: which they are, whether a document means them, and their simplified forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from desktop.domain.article import Repair

# A verb before 著 makes it 着, though 著 and the next would make a word: 隨著作者, 接著書.
_ZHU = "作名述称录者书有文权"
_OPEN, _CLOSE = "“‘「『《〈（(\"'[【", "”’」』》〉）)\"']】"
_ZHE_WORDS = ("著作用", "著作为", "著名义")
_AFTER_VERB = ("著作", "著者", "著书", "著有", "著文")
_ZHE = "随沿接跟朝顺围绕伴抱看听想等守坐站走拿扶靠"


@dataclass(frozen=True)
class ScriptTable:
    """``simple`` maps traditional characters to simplified ones; ``kept`` are words that keep their character;
    ``plainly_simplified`` are characters that no traditional text writes (国, not 后).
    """

    simple: dict[str, str]
    kept: tuple[str, ...]
    plainly_simplified: frozenset[str]

    @classmethod
    def parse(cls, data: bytes) -> ScriptTable:
        """From four lines: traditional characters, simplified ones, words, characters that are only simplified."""
        traditional, simplified, kept, only = data.decode().split("\n")[:4]
        return cls(dict(zip(traditional, simplified, strict=True)), tuple(kept.split()), frozenset(only))

    @cached_property
    def translation(self) -> dict[int, str]:
        """For ``str.translate``, without a look at words."""
        return str.maketrans(self.simple)

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Characters that some simplified words keep: 著, 乾, 瞭…"""
        return frozenset(char for word in self.kept for char in word if char in self.simple)

    @cached_property
    def traditional(self) -> re.Pattern[str]:
        """Any traditional character."""
        return re.compile(f"[{''.join(self.simple)}]")

    @cached_property
    def plainly_traditional(self) -> frozenset[str]:
        """Traditional characters that no simplified text writes."""
        return frozenset(self.simple) - self.doubtful

    @cached_property
    def _but_doubtful(self) -> dict[int, str]:
        return {code: simple for code, simple in self.translation.items() if chr(code) not in self.doubtful}

    @cached_property
    def _kept_pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.kept, key=lambda word: (-len(word), word))
        return re.compile("|".join(longest_first))

    def converted(self, text: str) -> str:
        """``text`` in simplified characters, of the same length."""
        changed = text.translate(self.translation)
        if self.doubtful.isdisjoint(text):
            return changed
        half = text.translate(self._but_doubtful)
        pieces = list(changed)
        for match in self._kept_pattern.finditer(half):
            start, word = match.start(), match.group()
            following = half[match.end() : match.end() + 1]
            if word in _AFTER_VERB and start and half[start - 1] in _ZHE and following != "权":
                continue
            if word + following in _ZHE_WORDS:
                continue
            pieces[start : match.end()] = match.group()
        return "".join(pieces)

    def simplify(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Repair]:
        """One repair for each traditional character of ``text[start:end]``."""
        if self.simple.keys().isdisjoint(text):
            return
        simple = self.converted(text)
        for match in self.traditional.finditer(text, start, len(text) if end is None else end):
            at = match.start()
            if simple[at] != text[at]:
                yield Repair("script", at, at + 1, text[at], simple[at])

    def simplify_stray(self, text: str) -> Iterator[Repair]:
        """One repair for each plainly traditional character in a simplified text: 政治局擴大会议.

        A line that is traditional as a whole is a quotation, and a character alone in quotes or brackets
        is spoken of: both stay.
        """
        if self.simple.keys().isdisjoint(text):
            return
        at = 0
        for line in text.split("\n"):
            found = list(self.traditional.finditer(line))
            if found:
                traditional, simplified = self.proportion(line)
                if traditional <= simplified or traditional <= 1:
                    for match in found:
                        start, char = match.start(), match.group()
                        before, after = line[:start][-1:], line[start + 1 : start + 2]
                        if char in self.doubtful:
                            if char != "著" or before not in _ZHE or not before or after in _ZHU or not after:
                                continue
                        elif before and after and before in _OPEN and after in _CLOSE:
                            continue
                        yield Repair("script", at + start, at + start + 1, char, self.simple[char])
            at += len(line) + 1

    def proportion(self, text: str) -> tuple[int, int]:
        """How many plainly traditional and plainly simplified characters ``text`` has."""
        return len(self._plainly[0].findall(text)), len(self._plainly[1].findall(text))

    @cached_property
    def _plainly(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return (
            re.compile(f"[{''.join(sorted(self.plainly_traditional))}]"),
            re.compile(f"[{''.join(sorted(self.plainly_simplified))}]"),
        )
