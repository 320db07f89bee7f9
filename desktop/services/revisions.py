"""New versions of an article: its cards follow their words, the rest waits to be mended."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection as Container
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from desktop.domain.article import Repair, TextSpan
from desktop.domain.changes import Changed
from desktop.domain.cloze import Density
from desktop.domain.errors import FileEmpty
from desktop.domain.progress import Progress, SilentProgress
from desktop.pipeline.clozes import hide_everywhere
from desktop.pipeline.edits import compose, make_edit
from desktop.services.article_reading import read_again
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.editing import record_edit
from desktop.services.text_tools import TextTools
from desktop.storage import articles, notes
from desktop.storage.edits import Edit, Patch, find_edits
from desktop.storage.moments import to_milliseconds
from desktop.storage.notes import ArticleNote

if TYPE_CHECKING:
    from desktop.domain.reading import ReadArticle
    from desktop.pipeline.anchoring import Anchored, Lost
    from desktop.pipeline.sentence_changes import SentenceChange
    from desktop.storage.database import Connection

REVISE = "revise"
REFUSE = "refuse_repairs"
EDIT_TEXT = "edit_text"
_OWN = "own"  # the kind of a repair that the learner wrote
_LOOK = 0.12  # of the sentences in common: enough to look closer
# How much of both texts must be in common: less will do under the same title, more is asked under another.
_SAME_TITLE, _UNTITLED, _OTHER_TITLE = 0.3, 0.6, 0.8


@dataclass(frozen=True, slots=True)
class Revised:
    """What became of an article's cards: how many kept their words, and how many must be mended."""

    article_id: str
    anchored: int
    lost: int


@dataclass(frozen=True, slots=True)
class Version:
    """An edit of an article's text: ``kind`` is ``revise``, ``refuse_repairs`` or ``edit_text``.

    ``lost`` counts the cards that it left to be mended.
    """

    id: str
    kind: str
    at: datetime
    lost: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a text and what changed, sentence by sentence, in the order of the new one."""

    old: str
    new: str
    changes: Sequence[SentenceChange]


class Revisions:
    """The versions of the articles of a collection."""

    def __init__(self, collection: Collection, tools: TextTools) -> None:
        self._collection = collection
        self._tools = tools

    def find(self, read: ReadArticle) -> str | None:
        """The id of the article that ``read`` is another version of, if the library has it."""
        from desktop.pipeline.resemblance import resemblance, shared_part
        from desktop.pipeline.sentence_matching import match_sentences

        title = _folded_title(read.outline.title)
        candidates: list[tuple[float, str]] = []
        with self._collection.reading() as connection:
            for article_id, other_title, other in articles.load_sketches(connection):
                alike = resemblance(read.sketch, other if other is not None else self._sketch(connection, article_id))
                if alike >= _LOOK or (read.outline.titled and _folded_title(other_title) == title):
                    candidates.append((alike, article_id))
            for _, article_id in sorted(candidates, reverse=True)[:3]:
                stored = articles.load_article(connection, article_id)
                matching = match_sentences(stored.article.text, read.repaired.text, stored.sentences, read.sentences)
                if shared_part(matching) >= self._threshold(read, title, _folded_title(stored.article.title)):
                    return article_id
        return None

    def revise(self, article_id: str, read: ReadArticle) -> Revised:
        """Put ``read`` in the place of an article's text; undo brings the old one back. Raises NotFound."""
        return self._replace(article_id, read, REVISE)

    def refuse(
        self,
        article_id: str,
        refused: Container[tuple[int, int]] = (),
        *,
        kinds: Container[str] = (),
        progress: Progress | None = None,
    ) -> Revised:
        """Leave undone the repairs at the spans ``refused`` of the raw text and those of ``kinds``; make all others.

        Raises NotFound, and FileEmpty where nothing would be left.
        """
        with self._collection.reading() as connection:
            raw, repairs, _ = articles.load_source(connection, article_id)
        spans = [each[1:3] for each in repairs if each[1:3] in refused or each.kind in kinds]
        read = read_again(raw, repairs, spans, self._tools, progress or SilentProgress())
        return self._replace(article_id, read, REFUSE)

    def edit_text(self, article_id: str, text: str, progress: Progress | None = None) -> Revised:
        """Let the article read ``text``; what differs becomes repairs of the learner's own. Raises FileEmpty."""
        from desktop.pipeline.text_comparison import common_blocks

        if not text.strip():
            raise FileEmpty(path="")
        with self._collection.reading() as connection:
            raw, repairs, refused = articles.load_source(connection, article_id)
        taken = [each for each in repairs if each[1:3] not in refused]
        read = read_again(raw, taken, (), self._tools, SilentProgress())
        old = read.repaired.text
        edits: list[Repair] = []
        at = to = 0
        for block in [*common_blocks(old, text), (len(old), len(text), 0)]:
            if (at, to) != (block[0], block[1]):
                edits.append(make_edit(old, at, block[0], text[to : block[1]], _OWN))
            at, to = block[0] + block[2], block[1] + block[2]
        repaired = compose(raw.text, read.repaired, edits)
        read = read_again(raw, repaired.repairs, (), self._tools, progress or SilentProgress())
        return self._replace(article_id, read, EDIT_TEXT)

    def history(self, article_id: str) -> list[Version]:
        """The edits of an article's text, latest first."""
        with self._collection.reading() as connection:
            return [_version(edit) for edit in find_edits(connection, article_id)]

    def compare(self, article_id: str, version_id: str) -> Comparison:
        """What an edit of the article's text changed. Raises StopIteration where there is no such edit."""
        from desktop.pipeline.sentence_changes import changed_sentences
        from desktop.pipeline.sentence_matching import match_sentences

        with self._collection.reading() as connection:
            edit = next(each for each in find_edits(connection, article_id) if each.id == version_id)
        columns = next(patch for patch in edit.patches if patch.table == "articles").columns
        old, new = columns["text"]
        sentences = [json.loads(text) for text in columns["sentences"]]
        return Comparison(old, new, changed_sentences(match_sentences(old, new, *sentences)))

    def make_cards(self, article_id: str, sentences: Sequence[TextSpan], density: Density = Density.NORMAL) -> int:
        """Make cards for some sentences of an article, such as those that changed; how many. Undo takes them back."""
        with self._collection.reading() as connection:
            stored = articles.load_article(connection, article_id)
            deck = notes.article_deck(connection, stored.key)
        wanted = {tuple(span) for span in sentences}
        chosen = [each for each in stored.sentences if tuple(each) in wanted]
        clozes = self._tools.clozes(stored.article.text, chosen, stored.phrases, density)
        with self._collection.writing(Changed.CARDS | Changed.SCHEDULE) as connection:
            CardWorkshop(self._collection).add_clozes(connection, stored.key, deck, clozes, stored.article.title)
        return len(clozes)

    @staticmethod
    def _threshold(read: ReadArticle, title: str, other: str) -> float:
        if title == other:
            return _SAME_TITLE
        return _OTHER_TITLE if read.outline.titled else _UNTITLED

    def _sketch(self, connection: Connection, article_id: str) -> bytes:
        from desktop.pipeline.resemblance import make_sketch

        stored = articles.load_article(connection, article_id)
        return make_sketch(stored.article.text, stored.sentences)

    def _replace(self, article_id: str, read: ReadArticle, kind: str) -> Revised:
        from desktop.pipeline.anchoring import reanchor
        from desktop.pipeline.sentence_matching import match_sentences

        with self._collection.reading() as connection:
            stored = articles.load_article(connection, article_id)
            old_notes = notes.load_article_notes(connection, stored.key)
        if not read.outline.titled:
            read = replace(read, outline=replace(read.outline, title=stored.article.title))
        matching = match_sentences(stored.article.text, read.repaired.text, stored.sentences, read.sentences)
        spans = [
            TextSpan(note.start + start, note.start + end)
            for note in old_notes
            if note.start is not None
            for start, end in note.blanks
        ]
        places = iter(reanchor(matching, spans))
        now = self._collection.now()
        patches: list[Patch] = []
        lost = 0
        for note in old_notes:
            if note.start is None:
                found = _found_again(note, read)
            else:
                found = _follow(note, [next(places) for _ in note.blanks], read.repaired.text)
            if found.mending:
                lost += 1
            patches += _note_patches(note, found, now)
        with self._collection.writing(Changed.ARTICLES | Changed.CARDS) as connection:
            patches = [*articles.content_patches(connection, article_id, read, now), *patches]
            record_edit(self._collection, connection, kind, stored.article.title, patches, target=article_id)
        return Revised(article_id, len(old_notes) - lost, lost)


def _follow(note: ArticleNote, places: Sequence[Anchored | Lost], text: str) -> ArticleNote:
    """The note where its words stand now, or as it was with the reason why it must be mended."""
    from desktop.pipeline.anchoring import Lost

    anchored = [place for place in places if not isinstance(place, Lost)]
    if len(anchored) < len(places):
        loss = next(place for place in places if isinstance(place, Lost))
        hints = [str(number) for span in (loss.sentence, loss.words) if span is not None for number in span]
        return replace(note, start=None, mending=" ".join([loss.reason, *hints]))
    start = min(place.sentence.start for place in anchored)
    end = max(place.sentence.end for place in anchored)
    answer = text[anchored[0].start : anchored[0].end]
    return replace(
        note,
        start=start,
        sentence=text[start:end],
        blanks=hide_everywhere(text[start:end], answer, anchored[0].start - start),
        answer=answer,
        mending="",
    )


def _found_again(note: ArticleNote, read: ReadArticle) -> ArticleNote:
    """A note that had lost its place: its sentence may be back."""
    text = read.repaired.text
    start = text.find(note.sentence)
    if start < 0 or text.find(note.sentence, start + 1) >= 0:
        return note
    return replace(note, start=start, mending="")


def _note_patches(old: ArticleNote, new: ArticleNote, now: datetime) -> list[Patch]:
    if new == old:
        return []
    note: dict[str, tuple[Any, Any]] = {
        "sentence": (old.sentence, new.sentence),
        "sentence_start": (old.start, new.start),
        "mending": (old.mending, new.mending),
    }
    if new.sentence != old.sentence or new.blanks != old.blanks:
        note["modified_at"] = (old.modified, to_milliseconds(now))
    card = {
        "blanks": (json.dumps(old.blanks), json.dumps(new.blanks)),
        "answer": (old.answer, new.answer),
    }
    return [Patch("notes", old.note_id, note), Patch("cards", old.card_id, card)]


def _version(edit: Edit) -> Version:
    mending = [patch.columns["mending"] for patch in edit.patches if patch.table == "notes"]
    return Version(edit.id, edit.kind, edit.at, sum(1 for before, after in mending if after and not before))


def _folded_title(title: str) -> str:
    return re.sub(r"\W|[(（][^()（）]*[)）]", "", unicodedata.normalize("NFKC", title))
