"""How each hanzi can be read, with and without tones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

# Pages write ɡ and ɑ for the letters that GBK has twice.
LETTERS = str.maketrans("ɡɑ", "ga")
_TONE_MARKS = re.compile("[\u0300\u0301\u0304\u030c]")
SYLLABLE_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡɑ"


def toneless(syllable: str) -> str:
    """``qiáng`` → ``qiang``, ``lǜ`` → ``lü``."""
    return unicodedata.normalize("NFC", _TONE_MARKS.sub("", unicodedata.normalize("NFD", syllable)))


@dataclass(frozen=True)
class Readings:
    """``by_syllable`` maps each toned syllable to the hanzi that can be read so."""

    by_syllable: Mapping[str, str]

    @classmethod
    def parse(cls, data: bytes) -> Readings:
        """From lines of ``syllable<TAB>hanzi``."""
        return cls(dict(line.split("\t", 1) for line in data.decode().splitlines()))

    @cached_property
    def by_toneless(self) -> Mapping[str, str]:
        """Each toneless syllable with all hanzi that can be read so."""
        found: dict[str, str] = {}
        for syllable, chars in self.by_syllable.items():
            plain = toneless(syllable)
            for form in {plain, plain.replace("ü", "v"), plain.replace("ü", "u")}:
                found[form] = found.get(form, "") + chars
        return found

    def can_be_read(self, char: str, syllable: str) -> bool:
        """Whether ``syllable``, toned or not, is a reading of ``char``."""
        return char in self.hanzi(syllable)

    def hanzi(self, syllable: str) -> str:
        """All hanzi that can be read so, empty where it is no syllable."""
        syllable = syllable.translate(LETTERS)
        # The toned table has syllables without a tone too (le, de): the other holds them and more.
        return self.by_toneless.get(syllable) or self.by_syllable.get(syllable, "")
