"""The hand-marked key phrases: of five articles by two readers, and of short passages by one.

The marks are kept in ``tests/data/phrases_gold/`` and ``tests/data/phrases_marked/``; the texts stay where they come
from (``WENGU_DATA``), but for articles that were written to be marked: ``tests/data/phrases_texts/``.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
MARKS = ROOT / "tests" / "data" / "phrases_gold"
PASSAGES = ROOT / "tests" / "data" / "phrases_marked"
OWN_TEXTS = ROOT / "tests" / "data" / "phrases_texts"
_GAP = "____"

Spans = dict[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """A text with key phrases as (start, end) -> kind: of reader A, reader B, and settled between them."""

    name: str
    text: str
    first: Spans
    second: Spans
    settled: Spans


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A short text with its key phrases as (start, end) -> kind.

    Where it was settled between two readers those of each too, and those of ``fresh`` ones who came after.
    """

    name: str
    text: str
    marked: Spans
    first: Spans
    second: Spans
    fresh: list[Spans]
    documents: list[tuple[int, str]]  # where in the text the words of each document begin


class MarkedText(NamedTuple):
    """A text with its key phrases; ``documents`` tells where in it the words of each document begin."""

    text: str
    marked: Spans
    documents: list[tuple[int, str]]


def shared_folder() -> Path:
    """Where the texts are: ``WENGU_DATA``, otherwise beside the checkout."""
    return Path(os.environ.get("WENGU_DATA", ROOT.parent / "shared" / "data"))


def load_marked_articles() -> list[MarkedArticle]:
    """All marked articles. Raises ValueError where a text is not the one that was marked."""
    return [_load(path) for path in sorted(MARKS.glob("*.json"))]


def _load(path: Path) -> MarkedArticle:
    record = json.loads(path.read_text(encoding="utf-8"))
    text = _text(record["source"])
    if hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
        raise ValueError(f"{path.name}: its text has changed")
    first, second, settled = (_spans(record[reader]) for reader in ("first", "second", "settled"))
    return MarkedArticle(path.stem, text, first, second, settled)


def _spans(listed: Iterable[Iterable[Any]]) -> Spans:
    return {(start, end): kind for start, end, kind in listed}


def load_passages() -> dict[str, list[MarkedPassage]]:
    """The marked passages by set. Raises ValueError where a text is not the one that was marked."""
    return {
        path.stem: [_passage(record) for record in json.loads(path.read_text(encoding="utf-8"))]
        for path in sorted(PASSAGES.glob("*.json"))
    }


def _passage(record: dict[str, Any]) -> MarkedPassage:
    parts = record["parts"]
    text = "\n".join(_whole(source)[start : start + length] for source, start, length in parts)
    begins = accumulate((length + 1 for *_, length in parts), initial=0)
    if hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
        raise ValueError(f"{record['name']}: its text has changed")
    marked, first, second = (_spans(record.get(reader, ())) for reader in ("marked", "first", "second"))
    fresh = [_spans(each) for each in record.get("fresh", ())]
    documents = [(begin, source) for begin, (source, *_) in zip(begins, parts, strict=False)]
    return MarkedPassage(record["name"], text, marked, first, second, fresh, documents)


@cache
def _whole(source: str) -> str:
    """A text by its file, and behind ``#`` its name, number or line there."""
    file, _, key = source.partition("#")
    if file.startswith("own/"):
        return (OWN_TEXTS / file.removeprefix("own/")).read_text(encoding="utf-8")
    path = shared_folder() / file
    if path.suffix == ".docx":
        return _docx(path)
    if not key:
        return path.read_text(encoding="utf-8")
    records = _records(path)
    if key.isdecimal():
        return _item_text(records[int(key)])
    return next(str(each.get("gold") or each["text"]) for each in records if key in (each.get("name"), each.get("id")))


def _item_text(record: dict[str, Any]) -> str:
    """A statement, or a question with its gaps filled in and its options, one a line."""
    if "stem" not in record:
        return str(record["text"])
    answers = record["answer"] if record["multi"] else [record["answer"]]
    stem = str(record["stem"])
    if stem.count(_GAP) == len(answers):
        stem = "".join(chain(*zip_longest(stem.split(_GAP), answers, fillvalue="")))
    return "\n".join([stem, *record["options"]])


@cache
def _records(path: Path) -> list[dict[str, Any]]:
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    return [json.loads(line) for line in data.decode().splitlines()]


def _docx(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    paragraphs = ("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", each)) for each in xml.split("</w:p>"))
    return "\n".join(each for each in paragraphs if each.strip())


def _text(source: dict[str, Any]) -> str:
    path = shared_folder() / source["file"]
    if path.suffix == ".docx":
        whole = _docx(path)
    elif path.suffix == ".jsonl":
        records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        golds = {record["id"]: record["gold"] for record in records}
        whole = "\n".join(golds[each] for each in source["ids"])
    else:
        whole = path.read_text(encoding="utf-8")
    start = whole.index(source["from"])
    return whole[start : start + source["length"]]
