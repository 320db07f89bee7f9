"""From a text as it came in to all that the library keeps of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.domain.article import Outline, RawText, Repair, RepairedText, Sentence, TextSpan
from desktop.domain.cloze import Cloze, Density
from desktop.domain.errors import FileEmpty
from desktop.domain.phrase import PhraseOccurrence
from desktop.domain.progress import Progress
from desktop.domain.proposal import Proposal
from desktop.domain.reading import ReadArticle
from desktop.pipeline.edits import apply_edits
from desktop.pipeline.resemblance import make_sketch
from desktop.services.collector import collector_resting
from desktop.services.text_tools import TextTools

STEPS = 4
CHROME = "chrome"
# What two copies of one text may differ in: spaces and marks, but not those between figures, nor a minus sign.
_MARKS = re.compile(r"(?!(?<=\d)\S(?=\d))(?!-\d)[\s,.;:!?\"'()\[\]<>{}、。“”‘’《》〈〉「」『』【】〔〕…—_·-]")


class Stretch:
    """A part of longer work: its own progress counts from ``low`` to ``high`` of 100."""

    def __init__(self, progress: Progress, low: int, high: int) -> None:
        self._progress, self._low, self._high = progress, low, high

    def advance(self, done: int, total: int) -> None:
        """``done`` of ``total`` pieces of the part are finished; of 0, nothing is known but that it goes on."""
        share = min(1.0, done / total) if total else 0.0
        self._progress.advance(self._low + round(share * (self._high - self._low)), 100)


class ArticleReader:
    """From a file to its cards, without a collection."""

    def __init__(self, tools: TextTools) -> None:
        self._tools = tools

    def read(self, source: Path | RawText, progress: Progress) -> ReadArticle:
        """Read, repair and structure a file or a text. Raises the AppErrors of the readers."""
        if isinstance(source, Path):
            source = self._tools.read(source, Stretch(progress, 0, 50))
        with collector_resting():
            return read_article(source, self._tools, Stretch(progress, 50, 100))

    def clozes(self, read: ReadArticle, density: Density, progress: Progress) -> Sequence[Cloze]:
        """What to ask of a text that was read."""
        with collector_resting():
            return self._tools.clozes(read.repaired.text, read.sentences, read.phrases, density, progress)

    def proposals(
        self,
        text: str,
        sentences: Sequence[Sentence],
        phrases: Sequence[PhraseOccurrence],
        headings: Sequence[TextSpan],
        progress: Progress,
    ) -> Sequence[Proposal]:
        """What could be asked of an article, each with the densities that take it and the reasons."""
        with collector_resting():
            return self._tools.proposals(text, sentences, phrases, headings, progress)

    def rest(self) -> None:
        """Nothing more is to be read for now."""


def read_article(raw: RawText, tools: TextTools, progress: Progress) -> ReadArticle:
    """Repair and structure a text. Raises FileEmpty where there is none."""
    if not raw.text.strip():
        raise FileEmpty(path=raw.name)
    progress.advance(0, STEPS)
    page, evidence = tools.clean_with_evidence(raw.text)
    repaired = tools.without_chrome(raw.text, page)
    if not repaired.text.strip():
        repaired = page
    progress.advance(1, STEPS)
    return replace(_structure(raw, repaired, page.text, tools, progress), evidence=evidence)


def read_again(
    raw: RawText, repairs: Sequence[Repair], refused: Sequence[tuple[int, int]], tools: TextTools, progress: Progress
) -> ReadArticle:
    """The same with the ``repairs`` given, those at ``refused`` left undone. Raises FileEmpty."""
    spans = set(refused)
    taken = [repair for repair in repairs if repair[1:3] not in spans]
    repaired = RepairedText(apply_edits(raw.text, taken), tuple(repairs))
    if not repaired.text.strip():
        raise FileEmpty(path=raw.name)
    page = apply_edits(raw.text, [repair for repair in taken if repair.kind != CHROME])
    read = _structure(raw, repaired, page, tools, progress)
    return replace(read, refused=tuple(sorted(spans)))


def _structure(raw: RawText, repaired: RepairedText, page: str, tools: TextTools, progress: Progress) -> ReadArticle:
    outline = _outline(page, repaired.text, raw.name, tools)
    sentences = tools.sentences(repaired.text)
    progress.advance(2, STEPS)
    phrases = tools.phrases(repaired.text)
    progress.advance(3, STEPS)
    sketch = make_sketch(repaired.text, sentences)
    return ReadArticle(raw, repaired, outline, sentences, phrases, fingerprint(repaired.text), sketch)


def fingerprint(text: str) -> str:
    """The same for texts with the same words, whatever their spaces and marks."""
    words = _MARKS.sub("", unicodedata.normalize("NFKC", text))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _outline(page: str, body: str, name: str, tools: TextTools) -> Outline:
    """The body's structure, with the facts that the page around it tells; untitled, it is called by its file."""
    outline = tools.outline(body)
    if page != body:
        facts = tools.outline(page)
        outline = replace(
            outline,
            title=facts.title if facts.titled else outline.title,
            titled=facts.titled or outline.titled,
            number=outline.number or facts.number,
            issuer=outline.issuer or facts.issuer,
            date=outline.date or facts.date,
        )
    return outline if outline.titled else replace(outline, title=Path(name).stem or outline.title)
