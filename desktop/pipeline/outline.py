"""The structure of a repaired text: its title block, and a tree of the headings printed in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.domain.article import Outline, Section
from desktop.domain.numbering import Number
from desktop.pipeline.document_head import read_head
from desktop.pipeline.headings import APPENDIX, DECIMALS, MARKDOWN, Heading, find_headings


def make_outline(text: str) -> Outline:
    """Title, number, issuer, date and sections of ``text``, with flags for gaps and repeats in the numbering.

    Sections start at their label, end where the next heading of their level or above starts, and nest as
    the document does. ``flags`` are ``gap:（五）`` (one number missing), ``gap:（五）..（七）`` (several),
    ``repeat:第三条`` (a number used twice) and ``order:（三）`` (a number that comes too late).
    """
    headings = find_headings(text)
    tops = [heading for heading in headings if heading.style is MARKDOWN and heading.rank == 1]
    titled = len(tops) == 1 and len(headings) > 1 and headings[0] is tops[0]
    if titled:  # the only # of a Markdown text is its title
        headings = headings[1:]
    head = read_head(text, headings[0].start if headings else len(text))
    return Outline(
        title=tops[0].title if titled else head.title,
        number=head.number,
        issuer=head.issuer,
        date=head.date,
        titled=titled or head.titled,
        sections=_nest(headings, len(text)),
        flags=tuple(_flags(headings)),
    )


def _nest(headings: Sequence[Heading], end: int) -> tuple[Section, ...]:
    """The tree of ``headings`` whose last section ends at ``end``."""
    ranks = _ranks(headings)
    return _siblings(headings, ranks, 0, len(headings), 1, end)


def _ranks(headings: Sequence[Heading]) -> list[int]:
    """The rank of each heading.

    Where 一、 stands inside articles instead of above them, it is moved below 条; where 1.1 stands below 1., that
    above it.
    """
    names = [heading.style.name for heading in headings]
    inside = "条" in names and "一、" in names and names.index("条") < names.index("一、")
    above = any(style.name in names for style in DECIMALS) and not {"章", "节"} & {*names}
    moved = {"一、": 21} if inside else {}
    moved |= {"1.": DECIMALS[0].rank - 1} if above else {}
    return [moved.get(heading.style.name, heading.rank) for heading in headings]


def _siblings(
    headings: Sequence[Heading], ranks: Sequence[int], first: int, last: int, level: int, end: int
) -> tuple[Section, ...]:
    """Sections of one level from the headings ``[first, last)``, whose text ends at ``end``.

    A heading is a sibling of ``first`` if none stands above it since; the others are its descendants.
    """
    sections = []
    while first < last:
        following = next((i for i in range(first + 1, last) if ranks[i] <= ranks[first]), last)
        section_end = headings[following].start if following < last else end
        heading = headings[first]
        children = _siblings(headings, ranks, first + 1, following, level + 1, section_end)
        sections.append(Section(level, heading.label, heading.title, heading.start, section_end, children))
        first = following
    return tuple(sections)


def _flags(headings: Iterable[Heading]) -> list[str]:
    """Gaps and repeats. Each style counts on through the document or anew under each heading above it."""
    flags: list[str] = []
    counts: dict[str, _Count] = {}
    for heading in headings:
        for name, count in counts.items():
            count.interrupted |= heading.style.name != name and heading.rank < count.rank
        if heading.style in (APPENDIX, MARKDOWN, *DECIMALS):
            continue
        count = counts.setdefault(heading.style.name, _Count(heading.rank))
        if flag := count.take(heading):
            flags.append(flag)
    return flags


@dataclass
class _Count:
    """Where the numbering of one style stands. ``interrupted`` since its last number by a heading above it."""

    rank: int
    highest: int = 0
    seen: set[Number] = field(default_factory=set)
    interrupted: bool = False

    def take(self, heading: Heading) -> str:
        """The flag that this number deserves, empty for none."""
        number, highest, interrupted = heading.number, self.highest, self.interrupted
        self.interrupted = False
        again = number.value == 1 and not number.branch and (highest > 1 or interrupted)
        if again or (interrupted and number.value <= highest and not number.branch):
            self.highest = highest = 0
            self.seen = set()
        repeated = number in self.seen
        self.seen.add(number)
        self.highest = max(highest, number.value)
        if repeated:
            return f"repeat:{heading.label}"
        if number.value > highest + 1:
            style = heading.style
            missing = f"gap:{style.printed(highest + 1)}"
            return missing if number.value == highest + 2 else f"{missing}..{style.printed(number.value - 1)}"
        return f"order:{heading.label}" if number.value < highest else ""
