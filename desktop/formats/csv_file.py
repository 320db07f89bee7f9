"""Tables that spreadsheets and Anki read."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.anki import KIND_WORDS, AnkiNote
from desktop.domain.errors import FileUnwritable, NothingToExport
from desktop.paths import atomic_write

COLUMNS = ("题目", "答案", "原句", "类别", "文章", "位置", "出处", "标签", "编号")
GAP = "____"
# Where Anki speaks another language than English it knows no Cloze, and asks for the note type.
_ANKI_HEADER = ("html:true", "notetype:Cloze", "guid column:1", "deck column:2", "tags column:3")
# A spreadsheet takes a cell that begins so for a formula, white space before it or not.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
# What spreadsheets drop or nobody sees: white space, joiners, marks of direction and of byte order.
_UNSEEN = re.compile(r"[\s\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*")


def write_table(path: Path, notes: Sequence[AnkiNote], *, tabs: bool = False, bom: bool = True) -> int:
    """Write ``notes`` for spreadsheets, one a row under a line of COLUMNS, in UTF-8; the number written.

    ``tabs`` part the columns instead of commas. ``bom`` puts the mark before it without which Excel takes Chinese
    for another encoding. Cells that a spreadsheet would compute get an apostrophe in front. Raises NothingToExport
    and FileUnwritable.
    """
    if not notes:
        raise NothingToExport
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter="\t" if tabs else ",")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in _cells(note)] for note in notes)
    _write(path, table.getvalue().encode("utf-8-sig" if bom else "utf-8", "replace"))
    return len(notes)


def write_anki_table(path: Path, notes: Sequence[AnkiNote], *, tabs: bool = True) -> int:
    """Write ``notes`` as Anki's own text export does, its header telling what each column is; the number written.

    Fields are HTML, in which nothing is lost and the sign that begins a formula has another spelling, so that a
    spreadsheet computes nothing here either. Each note is one of Anki's Cloze type; a question hides its answer
    below it. Raises NothingToExport and FileUnwritable.
    """
    if not notes:
        raise NothingToExport
    table = io.StringIO(newline="")
    table.write("".join(f"#{line}\n" for line in (f"separator:{'tab' if tabs else 'comma'}", *_ANKI_HEADER)))
    columns = ("guid", "deck", "tags", "Text", "Back Extra")
    table.write(f"#columns:{(chr(9) if tabs else ',').join(columns)}\n")
    # Quoted throughout: a row that began with # would be a comment.
    writer = csv.writer(table, delimiter="\t" if tabs else ",", quoting=csv.QUOTE_ALL, lineterminator="\n")
    for note in notes:
        tags = " ".join("_".join(tag.split()) for tag in note.tags)
        extra = filter(None, (*note.headings, note.source, note.remark))
        writer.writerow(
            (
                _guid(note.guid),
                _harmless(" ".join(note.deck.split())),
                _harmless(tags),
                _cloze(note),
                "<br>".join(map(_html, extra)),
            )
        )
    _write(path, table.getvalue().encode("utf-8", "replace"))
    return len(notes)


def _write(path: Path, data: bytes) -> None:
    try:
        atomic_write(path, data)
    except OSError as error:
        raise FileUnwritable(path=path, reason=error.strerror or str(error)) from error


def _guid(guid: str) -> str:
    """A note's identity; one that a spreadsheet could compute is left out, and Anki gives another."""
    return guid if not guid.startswith(_FORMULA_STARTS) or (len(guid) < 12 and not set(guid) & set("(|!")) else ""


def _cloze(note: AnkiNote) -> str:
    parts, done = [], 0
    for start, end in sorted(note.blanks):
        if done <= start < end:
            parts += [_text(note.sentence[done:start]), f"{{{{c1::{_text(note.sentence[start:end])}}}}}"]
            done = end
    if not parts:
        parts = [_text(note.sentence), f"<br>{{{{c1::{_text(note.answer)}}}}}"]
        done = len(note.sentence)
    return _spelled("".join((*parts, _text(note.sentence[done:]))))


def _html(text: str) -> str:
    return _spelled(_text(text))


def _text(text: str) -> str:
    """Plain text as HTML in which nothing is a tag or a cloze."""
    escaped = html.escape(_CONTROL.sub(" ", text), quote=False).replace("\n", "<br>")
    return escaped.replace("{{", "{<!-- -->{").replace("}}", "}<!-- -->}").replace("::", ":<!-- -->:")


def _spelled(field: str) -> str:
    """HTML that does not begin as a formula does, white space before it or not."""
    at = _unseen(field)
    if not field.startswith(_FORMULA_STARTS, at):
        return field
    return f"{field[:at]}&#{ord(field[at])};{field[at + 1 :]}"


def _cells(note: AnkiNote) -> tuple[str, ...]:
    return (
        _question(note),
        note.answer,
        note.sentence,
        KIND_WORDS.get(note.kind, "") if note.article else "",  # without one nobody chose a phrase
        note.article,
        " › ".join(note.headings),
        note.source,
        " ".join(note.tags),
        note.guid,
    )


def _question(note: AnkiNote) -> str:
    parts, done = [], 0
    for start, end in sorted(note.blanks):
        if done <= start < end:
            parts += [note.sentence[done:start], GAP]
            done = end
    return "".join(parts) + note.sentence[done:]


def _harmless(cell: str) -> str:
    # A spreadsheet drops control characters, and with them what hid the formula.
    plain = _CONTROL.sub(" ", cell)
    return f"'{plain}" if plain.startswith(_FORMULA_STARTS, _unseen(plain)) else plain


def _unseen(text: str) -> int:
    """How many characters at the head of a text are not seen."""
    found = _UNSEEN.match(text)
    return found.end() if found else 0
