"""Key phrases and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class PhraseKind(StrEnum):
    """What sort of phrase it is; the value is the name used in files and by the command line."""

    SHORTHAND = "shorthand"  # 两个确立, 五位一体
    QUOTED = "quoted"  # “枫桥经验”
    TITLE = "title"  # 《信访工作条例》
    FORMULA = "formula"  # 以人民为中心, 定分止争
    NAME = "name"  # institutions, meetings, places
    DATE = "date"  # 2035年, 二十届三中全会的日期
    NUMBER = "number"  # 95%, 3.5万亿元
    TERM = "term"  # 破产审判, 知识产权
    OWN = "own"  # added by the learner


class PhraseOccurrence(NamedTuple):
    """A phrase at ``[start, end)`` of a text, quotation marks outside. ``score`` in 0..1, higher matters more."""

    start: int
    end: int
    text: str
    kind: PhraseKind
    score: float


@dataclass(frozen=True, slots=True)
class OwnPhrase:
    """What a learner has decided about one phrase; it holds for every article.

    A phrase of theirs is marked wherever it stands, as the ``kind`` they gave it; a ``muted`` one is not marked. With
    ``alias_of`` its occurrences count as those of that other phrase. ``expansion`` is the list it stands for.
    """

    text: str
    kind: PhraseKind = PhraseKind.OWN
    muted: bool = False
    remark: str = ""
    expansion: tuple[str, ...] = ()
    alias_of: str = ""
