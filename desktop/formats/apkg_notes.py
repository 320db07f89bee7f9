"""Reading back what write_apkg wrote: which note goes as which type, and what it asks."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from desktop.domain.anki import NoteInAnki
from desktop.formats.anki_note_types import NOTE_TYPES

_NAMES = {each.id: each.fields for each in NOTE_TYPES.values()}
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}")


def read_notes(package: Path) -> Iterator[NoteInAnki]:
    """The notes of a package of Wengu's own."""
    with tempfile.TemporaryDirectory(prefix="wengu-") as folder:
        path = Path(folder) / "collection.anki2"
        with zipfile.ZipFile(package) as archive, archive.open(path.name) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target)
        with closing(sqlite3.connect(path)) as connection:
            for note_id, model, guid, fields in connection.execute("select id, mid, guid, flds from notes"):
                yield note_in_anki(note_id, model, dict(zip(_NAMES[model], fields.split("\x1f"), strict=True)), guid)


def note_in_anki(note_id: int, model: int, fields: Mapping[str, str], guid: str = "") -> NoteInAnki:
    """A note of type ``model`` by its ``fields``; a list keeps its sentence whole in a field of its own."""
    sentence = fields.get("原句") or _CLOZE.sub(r"\1", fields.get("句子", ""))
    # Anki composes what it stores.
    sentence, answer, article = (
        unicodedata.normalize("NFC", text) for text in (sentence, fields.get("答案", ""), fields.get("文章", ""))
    )
    return NoteInAnki(note_id, model, sentence, answer, article, guid)
