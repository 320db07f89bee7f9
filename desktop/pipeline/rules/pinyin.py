"""Pinyin in brackets after a hanzi, as damaged pages have it: 強(qiáng), 法(fa), 關(guan) 。

A page that teaches reading has such brackets too (角(jué)色). What tells them apart:

- *toned* damage follows traditional characters and each occurrence of its character, always with the
  same reading; or it follows common characters of a simplified text again and again;
- *toneless* damage follows common characters at random or each occurrence of some, again with one
  reading a character.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.domain.article import Repair
from desktop.pipeline.rules.readings import LETTERS, SYLLABLE_LETTERS, Readings
from desktop.pipeline.rules.script import ScriptTable

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_BRACKET = re.compile(rf"[(（](?<=[^\x00-\x28\x2a-\xff].)([{SYLLABLE_LETTERS}]{{1,6}}) ?[)）]")
# Each occurrence of an annotated character is annotated, but some brackets are torn.
_LEAST_SHARE = 0.6
_OFTEN = 3  # times one character is annotated, and so many characters that often, in simplified text


@dataclass(frozen=True)
class PinyinLayers:
    """Which brackets of a document are damage.

    ``toned`` maps annotated traditional characters to their syllable; ``toneless`` says that brackets
    without tones are damage; ``spaced`` that a space follows each of them. ``lesson`` counts brackets
    that are the document's own, ``toned_count`` and ``toneless_count`` those that are damage.
    """

    toned: dict[str, str] = field(default_factory=dict)
    toneless: bool = False
    spaced: bool = False
    toned_count: int = 0
    toneless_count: int = 0
    lesson: int = 0

    def __bool__(self) -> bool:
        return bool(self.toned) or self.toneless


def is_toned(syllable: str) -> bool:
    """Whether a tone mark is in it."""
    return any(letter in _TONED for letter in syllable)


def find_layers(text: str, readings: Readings, script: ScriptTable) -> PinyinLayers:
    """Look at all bracketed syllables of ``text`` and decide which layers are damage."""
    if "(" not in text and "（" not in text:
        return PinyinLayers()
    toned: defaultdict[str, Counter[str]] = defaultdict(Counter)
    plain: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spaced = 0
    own = 0
    last_end, last_char = -1, ""
    for match in _BRACKET.finditer(text):
        start, end = match.span()
        char = last_char if start == last_end else text[start - 1]
        last_end, last_char = end, char
        syllable = match.group(1).translate(LETTERS)
        if not _fits(char, syllable, readings, script):
            continue
        if is_toned(syllable):
            toned[char][syllable] += 1
        else:
            plain[char][syllable] += 1
            spaced += text.startswith(" ", end)
    keys: dict[str, str] = {}
    for char, syllables in toned.items():
        syllable, count = syllables.most_common(1)[0]
        if char in script.plainly_traditional and count >= _LEAST_SHARE * text.count(char):
            keys[char] = syllable
        else:
            own += count
    damage = sum(toned[char][syllable] for char, syllable in keys.items())
    often = [counter for counter in toned.values() if counter.most_common(1)[0][1] >= _OFTEN]
    if own > damage and len(often) >= _OFTEN and own * 2 < len(re.findall("[\u4e00-\u9fff]", text)):
        # A lesson gives a reading once, or to each character.
        keys = {char: counter.most_common(1)[0][0] for char, counter in toned.items()}
        damage, own = sum(toned[char][syllable] for char, syllable in keys.items()), 0
    if own > damage:
        keys, damage = {}, 0
    plain_count = sum(counter.most_common(1)[0][1] for counter in plain.values())
    several = sum(len(counter) > 1 for counter in plain.values())
    toneless = (
        plain_count >= (1 if keys else 3) and several * 4 <= len(plain) and (own * 2 <= plain_count or bool(keys))
    )
    return PinyinLayers(
        keys,
        toneless,
        toneless and spaced * 2 > plain_count,
        damage,
        plain_count if toneless else 0,
        own,
    )


def _fits(char: str, syllable: str, readings: Readings, script: ScriptTable) -> bool:
    """Whether ``char`` or what it was before it became traditional can be read so."""
    if readings.can_be_read(char, syllable):
        return True
    simple = script.simple.get(char)
    return simple is not None and readings.can_be_read(simple, syllable)


def drop_pinyin(text: str, layers: PinyinLayers, readings: Readings, script: ScriptTable) -> Iterator[Repair]:
    """Remove the brackets that ``layers`` calls damage, several after one character too."""
    last_end, last_char = -1, ""
    for match in _BRACKET.finditer(text):
        start, end = match.span()
        char = last_char if start == last_end else text[start - 1]
        syllable = match.group(1).translate(LETTERS)
        if is_toned(syllable):
            if layers.toned.get(char) != syllable:
                continue
        elif not layers.toneless or not _fits(char, syllable, readings, script):
            continue
        last_end, last_char = end, char
        if layers.spaced and not is_toned(syllable) and text.startswith(" ", end):
            end += 1
        yield Repair("pinyin", start, end, text[start:end], "")
