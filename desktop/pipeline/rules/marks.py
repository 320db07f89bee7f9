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
_HAS_HAN = f"[{_HAN}]"  # as text: compiling takes 2 ms, and few texts need it
# Family D: a comma too many before another mark; the same mark twice.
_STRAY_COMMA = re.compile(
    r"[，,]+(?=[，、。；：！？])|[，,]+(?=[,;](?![,;]))|、+(?=、)|；+(?=；)|：+(?=：)|(?<!。)。(?=。(?!。))"
)
_TWO_MARKS = re.compile("[，,、；：。][，,、；：。！？;]")
_NARROW_STOP = re.compile("[.．]+|o(?![A-Za-z])")
_CLOSING = "”’」』）》"
_LABEL = re.compile(r"(?:^|\n)[ \u3000]*[（(]?[一二三四五六七八九十]{1,3}[）)]?$")
# 时间∶上午; dashes set as lines of a table, dots as bullets in names. Each begins with what is rare, to be fast.
# As text: compiled where they are needed.
_RATIO = rf"∶(?:(?<=[{_HAN}”）]∶)|(?=[{_HAN}“（]))"
_DRAWN = rf"(?:──|━━|－－|――)(?<=[{_HAN}，。！？…”’）》]..)(?=[{_HAN}“‘（《])|[•・‧∙](?<=[{_HAN}].)(?=[{_HAN}])"
_DRAWN_AT_ALL = re.compile("[─━－―•・‧∙]")
_ACCENTS = rf"``(?=[^`\n']*[{_HAN}])[^`\n']+''"
_QUOTES = (('"', "“", "”"), ("'", "‘", "’"))


def widen_marks(text: str) -> Iterator[Repair]:
    """``机关,承担`` → ``机关，承担``; not in 3:30, 1,234, addresses and Latin words."""
    for match in _NARROW_MARK.finditer(text):
        start, end = match.span()
        before = text[start - 1] if start else " "
        if (
            _is_han(before)
            or before in _MARKS
            or (before in "%％" and end < len(text) and text[end].isdigit() and _in_chinese(text, start))
            or (
                end == start + 1
                and (before.isalnum() or before in "%％")
                and text[end : end + 1] == " "
                and end + 1 < len(text)
                and _is_han(text[end + 1])
                and _in_chinese(text, start)
            )
            or (
                end == start + 1
                and not before.isspace()
                and end < len(text)
                and (_is_han(text[end]) or text[end] in _OPENING)
            )
        ):
            yield Repair("width", start, end, match.group(), match.group().translate(_WIDE))


def widen_stops(text: str) -> Iterator[Repair]:
    """``职能.`` → ``职能。`` and ``……`` for three full stops, where Chinese writes them; also ``．``, and an o for 。.

    After Chinese at the end of a line or before a space or quotation mark a full stop is always one. Between hanzi it
    may part a name (约翰.史密斯), so there a text must use more of them than of 。.
    """
    stops = [match for match in _NARROW_STOP.finditer(text) if match.start() and not _is_label(text, match.start())]
    narrow = sum(_stands_last(text, match.end()) for match in stops if match[0] != "o") > text.count("。")
    letters = [match for match in stops if match[0] == "o" and _is_chinese(text[match.start() - 1])]
    for match in stops:
        start, end = match.span()
        last = _stands_last(text, end)
        chinese = _is_chinese(text[start - 1])
        if match[0] == "o":
            if chinese and len(letters) >= 3:
                yield Repair("width", start, end, "o", "。", certain=False)
        elif 3 <= end - start <= 6:
            if chinese and not text[end : end + 1].isdigit():
                yield Repair("width", start, end, match[0], "……")
        elif end - start == 1 and (
            (chinese and (last or narrow))
            or (
                narrow and last and (text[start - 1].isalnum() or text[start - 1] in "%％") and _in_chinese(text, start)
            )
        ):
            yield Repair("width", start, end, match[0], "。", certain=chinese and last)


def _is_chinese(char: str) -> bool:
    return _is_han(char) or char in _CLOSING


def _in_chinese(text: str, at: int) -> bool:
    """Whether there is much Chinese in the line before ``at``."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return len(re.findall(_HAS_HAN, line)) * 3 > len(line)


def _stands_last(text: str, at: int) -> bool:
    return at == len(text) or text[at] in '\n \u3000”’」』）)"'


def _is_label(text: str, at: int) -> bool:
    """Whether the full stop at ``at`` follows the number of a heading: ``一.``."""
    return _LABEL.search(text, max(0, at - 6), at) is not None


def widen_colons(text: str) -> Iterator[Repair]:
    """``时间∶上午`` → ``时间：上午``: the sign of a ratio that was taken for a colon; 1∶2 stays."""
    for match in re.finditer(_RATIO, text) if "∶" in text else ():
        yield Repair("width", match.start(), match.end(), match.group(), "：")


def close_rules(text: str) -> Iterator[Repair]:
    """``他──一位法官`` → ``他——一位法官``, ``约翰•洛克`` → ``约翰·洛克``."""
    for match in re.finditer(_DRAWN, text) if _DRAWN_AT_ALL.search(text) else ():
        yield Repair("width", match.start(), match.end(), match.group(), "——" if len(match[0]) == 2 else "·")


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
            if re.search(_HAS_HAN, text[begin:at]) or _is_year_of_a_case(text, begin, at):
                found.extend(place for place in (begin, at) if text[place] in "()")
    for at in sorted(found):
        yield Repair("width", at, at + 1, text[at], text[at].translate(_WIDE))


def _is_year_of_a_case(text: str, begin: int, end: int) -> bool:
    """``(2024)京01民终1号``."""
    return (
        end == begin + 5
        and text[begin + 1 : end].isdecimal()
        and re.match(_HAS_HAN, text[end + 1 : end + 2]) is not None
    )


def drop_doubled_marks(text: str) -> Iterator[Repair]:
    """``制度,、推进`` → ``制度、推进``; ``，，`` → ``，``; ``。。`` → ``。``."""
    if not _TWO_MARKS.search(text):
        return
    for match in _STRAY_COMMA.finditer(text):
        yield Repair("comma", match.start(), match.end(), match.group(), "")


def turn_quotes(text: str) -> Iterator[Repair]:
    """``”甲”和”乙”`` → ``“甲”和“乙”``: curly quotes that all turn one way within a line."""
    at = 0
    for line in text.split("\n"):
        if (("“" in line) != ("”" in line) or ("‘" in line) != ("’" in line)) and re.search(_HAS_HAN, line):
            for left, right in ("“”", "‘’"):
                opened, closed = line.count(left), line.count(right)
                total = opened + closed
                if total and total % 2 == 0 and 0 in (opened, closed):
                    same = left if opened else right
                    places = [place for place, char in enumerate(line) if char == same]
                    for number, place in enumerate(places):
                        wanted = right if number % 2 else left
                        if wanted != same:
                            yield Repair("quote", at + place, at + place + 1, same, wanted)
        at += len(line) + 1


def turn_accents(text: str) -> Iterator[Repair]:
    """````甲''`` → ``“甲”``, as typesetting programs write quotes."""
    for match in re.finditer(_ACCENTS, text) if "``" in text else ():
        yield Repair("quote", match.start(), match.start() + 2, "``", "“")
        yield Repair("quote", match.end() - 2, match.end(), "''", "”")


def pair_quotes(text: str) -> Iterator[Repair]:
    """Straight quotes around or beside Chinese, paired within one line, become curly."""
    start = 0
    for line in text.splitlines(keepends=True):
        if ('"' in line or "'" in line) and re.search(_HAS_HAN, line):
            paired: dict[int, tuple[str, str]] = {}
            for quote, left, right in _QUOTES:
                places = [at for at, char in enumerate(line) if char == quote]
                if len(places) % 2:
                    continue
                for begin, end in zip(places[::2], places[1::2], strict=True):
                    if re.search(_HAS_HAN, line[begin:end]):
                        paired[begin] = quote, left
                        paired[end] = quote, right
            for at, (quote, curly) in sorted(paired.items()):  # one kind of quotes may stand inside the other
                yield Repair("quote", start + at, start + at + 1, quote, curly)
        start += len(line)
