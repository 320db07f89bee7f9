"""Build decks/glossary.json: shorthand phrases with the list that each stands for, every one of them proven.

A candidate (tools/glossary_candidates.txt) ships only if a text at hand spells its whole list out, in order,
close to the words it must stand by; the entry names that text. The rest is printed and left out. The texts are
the passages of official documents in tools/glossary_excerpts.txt, then those of the data folder.

    python tools/build_glossary.py [--data ../shared/data] [--check]
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CANDIDATES = Path(__file__).resolve().parent / "glossary_candidates.txt"
EXCERPTS = Path(__file__).resolve().parent / "glossary_excerpts.txt"
BEFORE, AFTER = 120, 420  # code points around the anchor in which the list must stand
SLACK = 16  # code points between two items of a list
LONG = 1800  # and for lists whose items head paragraphs of their own


class Candidate(NamedTuple):
    """``expansion`` is to be found, in order, near ``anchor``."""

    term: str
    anchor: str
    expansion: tuple[str, ...]


class Source(NamedTuple):
    """A text at hand; white space is removed from ``text``."""

    name: str
    text: str


def read_candidates(data: Path) -> list[Candidate]:
    """The hand-written candidates, then the collected ones of the data folder."""
    found = []
    for line in CANDIDATES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            term, anchor, items = (part.strip() for part in line.split("|"))
            separator = "；" if "；" in items else "、"
            found.append(Candidate(term, anchor or term, tuple(items.split(separator))))
    collected = json.loads((data / "glossary" / "shorthand.json").read_text(encoding="utf-8"))
    found += [
        Candidate(entry["term"], entry["term"], tuple(entry["expansion"]))
        for entry in collected
        if not re.search(r"[（(]|是$", entry["term"])
    ]
    return found


def read_excerpts() -> list[Source]:
    """The passages of official documents, each named by document, article and date."""
    found = []
    for line in EXCERPTS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            document, date, article, text = (part.strip() for part in line.split("|"))
            name = f"{document}{article}（{date}）" if date else document + article
            found.append(Source(name, re.sub(r"\s+", "", text)))
    return found


def sources(data: Path) -> Iterator[Source]:
    """The texts, the most authoritative first."""
    yield from read_excerpts()
    for name, text in _raw_sources(data):
        yield Source(name, re.sub(r"\s+", "", text))


def _raw_sources(data: Path) -> Iterator[tuple[str, str]]:
    import docx
    import pypdfium2

    yield "seed/article_gold.txt", (data / "seed" / "article_gold.txt").read_text(encoding="utf-8")
    for path in sorted((data / "files" / "docx_doc").glob("*.docx")):
        document = docx.Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        yield f"files/docx_doc/{path.name}", "\n".join([p.text for p in document.paragraphs] + cells)
    for path in sorted((data / "articles").glob("*/*.txt")):
        if path.parent.name != "reports_raw":
            yield f"articles/{path.parent.name}/{path.name}", path.read_text(encoding="utf-8")
    corpus = lzma.decompress((data / "corpus" / "documents.jsonl.xz").read_bytes()).decode()
    for line in corpus.splitlines():
        law = json.loads(line)
        yield f"corpus/{law['name']}", law["text"]
    for path in sorted((data / "files" / "pdf").glob("*.pdf")):
        pages = pypdfium2.PdfDocument(str(path))
        yield f"files/pdf/{path.name}", "\n".join(page.get_textpage().get_text_range() for page in pages)


def spelled_out(candidate: Candidate, text: str) -> bool:
    """Whether ``text`` gives the whole list, item after item, near the anchor."""
    if not all(item in text for item in candidate.expansion):
        return False
    starts = [match.start() for match in re.finditer(re.escape(candidate.anchor), text)]
    for first in re.finditer(re.escape(candidate.expansion[0]), text):
        if not any(-BEFORE <= first.start() - start <= AFTER for start in starts):
            continue
        slack = LONG if len(candidate.expansion[0]) >= 8 and len(candidate.expansion) >= 4 else SLACK
        position = first.end()
        for item in candidate.expansion[1:]:
            found = text.find(item, position, position + slack + len(item))
            if found < 0:
                break
            position = found + len(item)
        else:
            return True
    return False


def prove(candidates: list[Candidate], data: Path) -> dict[Candidate, str]:
    """The candidates that a text spells out, with the name of the first such text."""
    proven: dict[Candidate, str] = {}
    for source in sources(data):
        for candidate in candidates:
            if candidate not in proven and spelled_out(candidate, source.text):
                proven[candidate] = source.name
    return proven


def build(data: Path) -> tuple[bytes, list[Candidate]]:
    """The shipped file and the candidates that no text proves."""
    candidates = read_candidates(data)
    proven = prove(candidates, data)
    entries: dict[str, dict[str, object]] = {}
    for candidate in candidates:
        if candidate in proven and candidate.term not in entries:
            entries[candidate.term] = {
                "term": candidate.term,
                "expansion": list(candidate.expansion),
                "source": proven[candidate],
            }
    ordered = [entries[term] for term in sorted(entries)]
    lines = ",\n".join("  " + json.dumps(entry, ensure_ascii=False) for entry in ordered)
    unproven = [c for c in candidates if c not in proven and c.term not in entries]
    return f'{{"version": 1, "entries": [\n{lines}\n]}}\n'.encode(), unproven


def main() -> int:
    """Write the glossary, or with --check only compare; 1 if the shipped file differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("WENGU_DATA", ROOT.parent / "shared" / "data")
    parser.add_argument("--data", type=Path, default=Path(default))
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    target = ROOT / "decks" / "glossary.json"
    data, unproven = build(arguments.data)
    print(f"{len(json.loads(data)['entries'])} proven, {len(unproven)} not: " + " ".join(c.term for c in unproven))
    if arguments.check:
        return int(not target.exists() or target.read_bytes() != data)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
