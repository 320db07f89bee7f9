"""Punctuation in Chinese context: width, pairs, doubled marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.domain.article import Repair

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff"
_MARKS = "“”‘’《》〈〉「」『』【】〔〕（）、。，！？；：—…"
_OPENING = "“‘《「『【〔（"
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")

# A mark after Chinese, or before it without a space.
_NARROW_MARK = re.compile(r"[,;:!?]+(?!//)")
_HAS_HAN = re.compile(f"[{_HAN}]")
# Family D: a comma too many before another mark; the same mark twice.
_STRAY_COMMA = re.compile(
    r"[，,]+(?=[，、。；：！？])|[，,]+(?=[,;](?![,;]))|、+(?=、)|；+(?=；)|：+(?=：)|(?<!。)。(?=。(?!。))"
)
_TWO_MARKS = re.compile("[，,、；：。][，,、；：。！？;]")
_TAG_REST = re.compile(r"(?<![<\w/])[?？1]?/(?:strong|span|font|div|em|sup|sub|[abipu])>")
_QUOTES = (('"', "“", "”"), ("'", "‘", "’"))


def widen_marks(text: str) -> Iterator[Repair]:
    """``机关,承担`` → ``机关，承担``; not in 3:30, 1,234, addresses and Latin words."""
    for match in _NARROW_MARK.finditer(text):
        start, end = match.span()
        before = text[start - 1] if start else " "
        if (
            _is_han(before)
            or before in _MARKS
            or (
                end == start + 1
                and not before.isspace()
                and end < len(text)
                and (_is_han(text[end]) or text[end] in _OPENING)
            )
        ):
            yield Repair("width", start, end, match.group(), match.group().translate(_WIDE))


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "〇" or char >= "\U00020000"


def widen_brackets(text: str) -> Iterator[Repair]:
    """``(2025年2月8日)`` → ``（2025年2月8日）``: pairs that hold Chinese, within one line."""
    found: list[int] = []
    opened: list[int] = []
    for match in re.finditer(r"[()（）\n]", text):
        char, at = match.group(), match.start()
        if char == "\n":
            opened.clear()
        elif char in "(（":
            opened.append(at)
        elif opened:
            begin = opened.pop()
            if _HAS_HAN.search(text, begin, at):
                found.extend(place for place in (begin, at) if text[place] in "()")
    for at in sorted(found):
        yield Repair("width", at, at + 1, text[at], text[at].translate(_WIDE))


def drop_doubled_marks(text: str) -> Iterator[Repair]:
    """``制度,、推进`` → ``制度、推进``; ``，，`` → ``，``; ``。。`` → ``。``."""
    if not _TWO_MARKS.search(text):
        return
    for match in _STRAY_COMMA.finditer(text):
        yield Repair("comma", match.start(), match.end(), match.group(), "")


def drop_tag_rest(text: str) -> Iterator[Repair]:
    """``”?/strong>``: what is left of a tag whose ``<`` a torn byte swallowed."""
    if "/" not in text or ">" not in text:
        return
    for match in _TAG_REST.finditer(text):
        yield Repair("tag", match.start(), match.end(), match.group(), "")


def pair_quotes(text: str) -> Iterator[Repair]:
    """Straight quotes around or beside Chinese, paired within one line, become curly."""
    start = 0
    for line in text.splitlines(keepends=True):
        if ('"' in line or "'" in line) and _HAS_HAN.search(line):
            paired: dict[int, tuple[str, str]] = {}
            for quote, left, right in _QUOTES:
                places = [at for at, char in enumerate(line) if char == quote]
                if len(places) % 2:
                    continue
                for begin, end in zip(places[::2], places[1::2], strict=True):
                    if _HAS_HAN.search(line, begin, end):
                        paired[begin] = quote, left
                        paired[end] = quote, right
            for at, (quote, curly) in sorted(paired.items()):  # one kind of quotes may stand inside the other
                yield Repair("quote", start + at, start + at + 1, quote, curly)
        start += len(line)
