"""Tags of XML and timings of subtitles: what is left of a file's format in a text that was read as plain."""

from __future__ import annotations

import re

from desktop.domain.article import TextSpan

_XML = re.compile(r"\s*(?:<\?xml|<!DOCTYPE|<!--|<[A-Za-z][\w:.-]*(?:\s[^<>]*)?>)")
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>|<\?.*?(?:\?>|\Z)|<!?/?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>", re.DOTALL
)
_FEWEST_TAGS = 6
_TIMING = re.compile(
    r"(?:^\d+[ \t]*\n)?^[ \t]*\d{1,2}:\d\d(?::\d\d)?[,.]\d{1,3} *--> *\d{1,2}:\d\d.*$\n?", re.MULTILINE
)
_FEWEST_TIMINGS = 3
_HAN = re.compile(r"[\u3400-\u9fff]")


def find_markup(text: str) -> list[TextSpan]:
    """The spans that are markup, in order, not touching; empty for a text that only mentions some.

    A line that holds nothing but markup goes with its line end. Of a Chinese document in XML, lines without a
    hanzi are identifiers, addresses and dates, and go too.
    """
    if _XML.match(text):
        tags = [match.span() for match in _TAG.finditer(text)]
        return _whole_lines(text, tags) if len(tags) >= _FEWEST_TAGS else []
    if "-->" in text:
        timings = [TextSpan(*match.span()) for match in _TIMING.finditer(text)]
        return timings if len(timings) >= _FEWEST_TIMINGS else []
    return []


def _whole_lines(text: str, tags: list[tuple[int, int]]) -> list[TextSpan]:
    outside = _without(text, 0, len(text), tags)
    chinese = len(_HAN.findall(outside)) * 4 > len(outside.replace(" ", "").replace("\n", ""))
    spans: list[TextSpan] = []
    index = at = 0
    while at < len(text):
        # A line of the text; one whose end lies inside a tag goes on to the end of the line where the tag ends.
        end = at
        inside: list[tuple[int, int]] = []
        while True:
            newline = text.find("\n", end)
            end = len(text) if newline < 0 else newline + 1
            while index < len(tags) and tags[index][0] < end:
                inside.append(tags[index])
                index += 1
            if not inside or inside[-1][1] <= end:
                break
            end = inside[-1][1]
        rest = _without(text, at, end, inside)
        if (inside or chinese) and (not rest.strip() or (chinese and not _HAN.search(rest))):
            if rest.strip() or inside:
                spans.append(TextSpan(at, end))
        else:
            spans += [TextSpan(*tag) for tag in inside]
        at = end
    merged: list[TextSpan] = []
    for span in spans:
        if merged and merged[-1].end == span.start:
            merged[-1] = TextSpan(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def _without(text: str, start: int, end: int, tags: list[tuple[int, int]]) -> str:
    pieces, at = [], start
    for first, last in tags:
        pieces.append(text[at:first])
        at = last
    return "".join((*pieces, text[at:end]))
