"""Fields of Anki's notes: from HTML with cloze marks to plain text and spans.

Every pattern here takes time in proportion to the text, whatever the text is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import unquote

from desktop.domain.anki_import import ImportedCloze, plain_clozes

IMAGE_OCCLUSION = "::image-occlusion:"  # masks over a picture, written as clozes

# Any of them makes a field more than the plain text that it is.
_SUSPECT = re.compile(r"[<&\[\x00-\x1e\x7f\xa0]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_INSIDE = r"""(?:[^<>"'\x01\x02]|"[^"\x01\x02]*"|'[^'\x01\x02]*')*+>"""
_TAG = re.compile(r"</?([A-Za-z!?][A-Za-z0-9-]*+)" + _INSIDE)
_BLOCKS = (
    *("br", "div", "p", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
    *("blockquote", "pre", "section", "article", "center"),
)
_IN_PLACE = dict.fromkeys(_BLOCKS, "\n") | {"td": " ", "th": " "}  # of a tag; of all others nothing
_UNSHOWN = re.compile(r"<(?:(!--)|(script|style|rt|rp)(?![\w-]))", re.IGNORECASE)
_PICTURE = re.compile(
    r"""<img(?![\w-])[^<>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""",
    re.IGNORECASE,
)
_SOUND = re.compile(r"\[sound:([^\[\]\x01\x02]*)\]")
_CLOZE_MARK = re.compile(r"\{\{c([0-9]{1,5}(?:,[0-9]{1,5}){0,9})::|\}\}")
_OPEN_MARK = re.compile(r"\{\{c[0-9,]+::")
_FLAT_CLOZE = re.compile(r"\{\{c([0-9]{1,5})::([^{}]+)\}\}")
# The words are as they are shown, and there is no hint.
_SIMPLE_CLOZE = re.compile(r"\{\{c([1-9][0-9]?)::([^{}:\s](?:[^{}:]*[^{}:\s])?)\}\}")
_UNNESTED_CLOZE = re.compile(r"(\{\{c[0-9,]+::)([^{}]*)\}\}")
_IN_ORDER = [str(group) for group in range(1, 100)]
_GROUPS = {str(group): (group,) for group in range(1, 100)}
_FORGING = re.compile(r"&(?!(?:nbsp|lt|gt|amp|quot);)")  # what may turn into a brace or a colon
_tuple = tuple.__new__  # makes a named tuple in a third of the time
_OPEN, _CLOSE = "\x01", "\x02"  # stand for the marks while tags are removed; the text itself holds no such thing
_MARK = re.compile(f"([{_OPEN}{_CLOSE}])")


class FieldTexts(NamedTuple):
    """The fields of one note as plain text, what is hidden in them, and the files that they show or play."""

    texts: tuple[str, ...]
    clozes: tuple[ImportedCloze, ...] = ()
    media: tuple[str, ...] = ()


class PlainTexts(NamedTuple):
    """The fields of a note that is plain (see ``ImportedPlainNote``)."""

    texts: tuple[str, ...]
    asked: int
    spans: list[int]

    def whole(self) -> FieldTexts:
        """The same with clozes."""
        return FieldTexts(self.texts, plain_clozes(self.asked, self.spans))


def read_fields(joined: str, cloze_fields: Sequence[int]) -> FieldTexts:
    """The fields of ``joined`` (separated by U+001F); only those of ``cloze_fields`` may hold clozes."""
    read = read_simple_fields(joined, cloze_fields) or read_marked_up_fields(joined, cloze_fields)
    return read.whole() if isinstance(read, PlainTexts) else read


def read_simple_fields(joined: str, cloze_fields: Sequence[int]) -> FieldTexts | PlainTexts | None:
    """The same for fields without any markup but flat clozes, in a quarter of the time; None for others."""
    if "  " in joined or _SUSPECT.search(joined):
        return None
    fields = list(map(str.strip, joined.split("\x1f")))
    clozes: list[ImportedCloze] = []
    for index in cloze_fields:
        if index >= len(fields) or "{{c" not in (field := fields[index]):
            continue
        pieces = _SIMPLE_CLOZE.split(field)  # text, number, words, text, number, words, text
        numbers = pieces[1::3]
        del pieces[1::3]
        fields[index] = text = "".join(pieces)
        if "{{" in text or "}}" in text or "::" in text:
            return None
        *ends, _ = accumulate(map(len, pieces))
        if numbers == _IN_ORDER[: len(numbers)] and len(cloze_fields) == 1:
            return _tuple(PlainTexts, (tuple(fields), index, ends))
        for number, start, end in zip(numbers, ends[::2], ends[1::2], strict=True):
            clozes.append(_tuple(ImportedCloze, (index, start, end, _GROUPS[number], "")))
    return _tuple(FieldTexts, (tuple(fields), tuple(clozes), ()))


def read_marked_up_fields(joined: str, cloze_fields: Sequence[int]) -> FieldTexts:
    """The same for fields with any markup."""
    marked = bool(cloze_fields) and "{{c" in joined
    texts: list[str] = []
    clozes: list[ImportedCloze] = []
    media: list[str] = []
    for index, field in enumerate(joined.split("\x1f")):
        if _shows_files(field):
            media += _media(field)
        if marked and index in cloze_fields and "{{c" in field:
            text, found = read_clozes(field, index)
            clozes += found
        else:
            text = plain_text(field)
        texts.append(text)
    return FieldTexts(tuple(texts), tuple(clozes), tuple(dict.fromkeys(media)))


def plain_text(markup: str) -> str:
    """``markup`` as its reader sees it: a block a line, no empty lines, no pictures, sounds or readings above."""
    if "  " not in markup and not _SUSPECT.search(markup):
        return markup.strip()
    return _without_tags(_shown(markup))


def read_clozes(markup: str, field: int = 0) -> tuple[str, list[ImportedCloze]]:
    """``markup`` as plain text, and its clozes in order of their start; ``field`` is only passed on.

    What Anki takes for clozes counts: ``{{c1::words::hint}}``, also inside one another, also several numbers
    (``{{c1,2::…}}``). A mark that is never closed stays in the text, a cloze without words has no span. Of one that
    hides only pictures and sounds their names are the words, in brackets.
    """
    markup = _shown(markup)
    if _shows_files(markup):
        markup = _UNNESTED_CLOZE.sub(_with_names, markup)
    return _flat_clozes(markup, field) or _nested_clozes(markup, field)


def _flat_clozes(markup: str, field: int) -> tuple[str, list[ImportedCloze]] | None:
    """The same for the usual case, clozes with nothing odd about them, in a third of the time; else None."""
    if "&" in markup and _FORGING.search(markup):
        return None
    text = _without_tags(markup)
    parts = _FLAT_CLOZE.split(text)
    number = len(parts) // 3
    if not markup.count("}}") == text.count("}}") == text.count("{{c") == len(_OPEN_MARK.findall(markup)) == number:
        return None
    pieces = [parts[0]]
    clozes = []
    length = len(parts[0])
    for at in range(1, len(parts), 3):
        words, rest = parts[at + 1], parts[at + 2]
        group = int(parts[at])
        hint = ""
        if "::" in words:
            words, _, hint = words.partition("::")
            hint = hint.strip()
        if not group or not words or words[0].isspace() or words[-1].isspace() or "\n" in hint:
            return None
        end = length + len(words)
        clozes.append(ImportedCloze(field, length, end, (group,), hint))
        length = end + len(rest)
        pieces += (words, rest)
    return "".join(pieces), clozes


def _nested_clozes(markup: str, field: int) -> tuple[str, list[ImportedCloze]]:
    pieces: list[str] = []
    kinds: list[tuple[tuple[int, ...], str]] = []
    unclosed: list[tuple[int, int, str]] = []  # of each open cloze: its piece, its number, its mark
    done = 0
    for mark in _CLOZE_MARK.finditer(markup):
        before = markup[done : mark.start()]
        if unclosed and "::" in before:
            before, _, hint = before.partition("::")
            number = unclosed[-1][1]
            kinds[number] = (kinds[number][0], plain_text(hint))
        pieces.append(before)
        if mark[1]:
            unclosed.append((len(pieces), len(kinds), mark[0]))
            pieces.append(_OPEN)
            kinds.append((tuple(int(group) for group in mark[1].split(",") if int(group)), ""))
        elif unclosed:
            unclosed.pop()
            pieces.append(_CLOSE)
        else:
            pieces.append(mark[0])
        done = mark.end()
    pieces.append(markup[done:])
    literal = {number for _, number, _ in unclosed}
    for piece, _, mark_text in unclosed:
        pieces[piece] = mark_text
    kept = [kind for number, kind in enumerate(kinds) if number not in literal]
    return _spans(_without_tags("".join(pieces)), kept, field)


def _spans(text: str, kinds: list[tuple[tuple[int, ...], str]], field: int) -> tuple[str, list[ImportedCloze]]:
    """``text`` without the marks, and the spans between them; ``kinds`` are groups and hint of each, in order."""
    pieces: list[str] = []
    length = opened = 0
    ends_line = True
    starts: list[tuple[int, int]] = []
    found: list[tuple[int, int, int]] = []  # cloze, start, end
    for piece in _MARK.split(text):
        if piece == _OPEN:
            starts.append((opened, length))
            opened += 1
        elif piece == _CLOSE:
            cloze, start = starts.pop()
            found.append((cloze, start, length))
        elif piece:
            shown = piece.lstrip(" \n") if ends_line else piece
            pieces.append(shown)
            length += len(shown)
            ends_line = shown.endswith("\n") if shown else ends_line
    whole = "".join(pieces).rstrip()
    clozes: list[ImportedCloze] = []
    for cloze, start, end in sorted(found):
        end = min(end, len(whole))
        while start < end and whole[start] in " \n":
            start += 1
        while start < end and whole[end - 1] in " \n":
            end -= 1
        groups, hint = kinds[cloze]
        if start < end and groups:
            clozes.append(ImportedCloze(field, start, end, groups, hint))
    return whole, clozes


def _shown(markup: str) -> str:
    """``markup`` without control characters, comments, scripts, styles and ruby readings; those unclosed stay."""
    if not markup.isprintable():
        markup = _CONTROL.sub("", markup)
    if "<" not in markup:
        return markup
    if not _UNSHOWN.search(markup):
        return markup
    pieces: list[str] = []
    done = searched = 0
    endless: set[str] = set()
    while opened := _UNSHOWN.search(markup, searched):
        name = "--" if opened[1] else opened[2].lower()
        closing = "-->" if name == "--" else f"</{name}"
        if name in endless or not (closed := _closing(markup, closing, opened.end())):
            endless.add(name)
            searched = opened.end()
            continue
        pieces.append(markup[done : opened.start()])
        done = searched = closed
    return "".join((*pieces, markup[done:]))


def _closing(markup: str, closing: str, start: int) -> int:
    """Where the first ``closing`` after ``start`` ends; 0 if nowhere."""
    found = re.compile(re.escape(closing) + ("" if closing == "-->" else r"[^<>]*>"), re.IGNORECASE)
    match = found.search(markup, start)
    return match.end() if match else 0


def _without_tags(markup: str) -> str:
    text = _white_folded(markup)
    if "<" in text:
        text = _TAG.sub(_in_place, text)
    if "[sound:" in text:
        text = _SOUND.sub("", text)
    if "&" in text:
        text = _unescaped(text)
    text = text.replace("\xa0", " ")
    if "\n" in text:
        return "\n".join(line for each in text.split("\n") if (line := _squeezed(each)))
    return _squeezed(text)


def _squeezed(line: str) -> str:
    return _white_folded(line).strip()


def _white_folded(text: str) -> str:
    # Half the fields have nothing to fold, and asking so is ten times faster than any pattern.
    return text if "  " not in text and text.isprintable() else _WHITE.sub(" ", text)


def _in_place(tag: re.Match[str]) -> str:
    return _IN_PLACE.get(tag[1].lower(), "")


def _unescaped(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:  # a character's number of more than 4,300 digits
        return text


def _with_names(cloze: re.Match[str]) -> str:
    content, mark, hint = cloze[2].partition("::")
    spelled = html.escape(" ".join([f"[{name}]" for name in _media(content)]), quote=False)
    if not spelled or plain_text(content) or "::" in spelled or "{" in spelled or "}" in spelled:
        return cloze[0]
    return f"{cloze[1]}{spelled}{mark}{hint}}}}}"


def _shows_files(markup: str) -> bool:
    return "<img" in markup or "[sound:" in markup or "<IMG" in markup


def _media(markup: str) -> list[str]:
    names = [name.strip() for name in _SOUND.findall(markup)]
    for quoted in _PICTURE.findall(markup):
        name = _unescaped("".join(quoted)).strip()
        if not name.lower().startswith(("http:", "https:", "data:", "file:", "//")):
            names.append(unquote(name) if "%" in name else name)
    return [name for name in names if name]
