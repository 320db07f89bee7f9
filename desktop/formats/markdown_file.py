"""Markdown files: the text without its marks; headings keep theirs, because the outline reads them."""

from __future__ import annotations

import re
from pathlib import Path

from desktop.domain.article import RawText
from desktop.formats.text_file import read_text_file

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[\w-]+:.*\n|[ \t#-].*\n|\n)*?(?:---|\.\.\.)[ \t]*\n")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_LINK = re.compile(r"\[([^\]\n]+)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+.*$")
_ADDRESS = re.compile(r"<((?:https?|mailto):[^>\s]+)>")
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|br|span|font|div|p|center|sup|sub|a|img|kbd|details|summary)\b[^>\n]*>", re.IGNORECASE
)
_EMPHASIS = re.compile(r"(?<![\\*_\w])(\*{1,3}|_{1,3})(?=\S)([^\n]*?\S)\1(?![\w_])|(\*{1,3})(?=\S)([^*\n]*?\S)\3")
_STRUCK = re.compile(r"~~(?=\S)([^~\n]+)~~|==(?=\S)([^=\n]+)==|`+([^`\n]+)`+")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_RULE = re.compile(r"^[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+)$")
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_ROW = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$")
# An escaped mark is kept out of sight in the private-use area while the others are resolved.
_ESCAPED = 0xF000
_RESTORE = re.compile(f"[{chr(_ESCAPED + 0x20)}-{chr(_ESCAPED + 0x7E)}]")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~&=])")


def read_markdown_file(path: Path) -> RawText:
    """The text of a Markdown file: emphasis, links, pictures, tags, comments and front matter resolved.

    Raises what ``read_text_file`` raises.
    """
    raw = read_text_file(path)
    return RawText(plain_text(raw.text), raw.name, raw.encoding, raw.data)


def plain_text(markdown: str) -> str:
    """``markdown`` without its marks, line by line; code blocks stay as they are, headings keep their ``#``."""
    markdown = _COMMENT.sub("", _FRONT_MATTER.sub("", markdown))
    lines: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence):
                fence = ""
            continue
        if fence:
            lines.append(line)
        elif not (_RULE.match(line) or _REFERENCE.match(line) or ("|" in line and _TABLE_RULE.match(line))):
            lines.append(_plain_line(line))
    return "\n".join(lines)


def _plain_line(line: str) -> str:
    line = _BULLET.sub("", _QUOTE.sub("", line))
    line = _ESCAPE.sub(lambda found: chr(_ESCAPED + ord(found[1])), line)
    if row := _ROW.match(line):
        line = " | ".join(cell.strip() for cell in row[1].split("|"))
    line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    line = _TAG.sub("", _ADDRESS.sub(r"\1", line))
    line = _STRUCK.sub(lambda found: found[1] or found[2] or found[3], line)
    for _ in range(3):
        line = _EMPHASIS.sub(lambda found: found[2] or found[4], line)
    return _RESTORE.sub(lambda found: chr(ord(found[0]) - _ESCAPED), line)
