"""Bringing articles in, finding and opening them, and putting them away."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.article import Article, ArticleSummary, RawText, Repair, Section, Sentence, TextSpan
from desktop.domain.changes import Changed
from desktop.domain.cloze import Density
from desktop.domain.phrase import PhraseOccurrence
from desktop.domain.progress import Progress, SilentProgress
from desktop.domain.reading import count_sections
from desktop.paths import deck_file
from desktop.services.collection import Collection
from desktop.services.collector import collector_resting
from desktop.services.editing import record_edit
from desktop.services.journal import IMPORT, RESTORE, TRASH
from desktop.services.phrase_memory import PhraseMemories, PhraseMemory
from desktop.storage import articles, card_queue, cards, reviews
from desktop.storage.edits import Patch
from desktop.storage.identity import article_key, find_article
from desktop.storage.own_phrases import load_own_phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from desktop.services.article_reading import ArticleReader
    from desktop.services.revisions import Revisions
    from desktop.services.text_tools import TextTools
    from desktop.storage.database import Connection

_OVERHANG = 100  # characters that a phrase may reach out of a stretch of text


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one text: ``new``, ``known`` (which changes nothing) or a ``revision`` of one in the library.

    ``lost`` counts the cards that a revision left to be mended.
    """

    name: str
    status: str
    article_id: str
    title: str
    chars: int
    repairs: int
    sections: int
    sentences: int
    phrases: int
    cards: int
    lost: int = 0


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article as it is read."""

    article: Article
    sections: tuple[Section, ...]
    flags: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    phrases: tuple[PhraseOccurrence, ...]


class ArticleLibrary:
    """The articles of a collection."""

    def __init__(self, collection: Collection, text_tools: TextTools, reader: ArticleReader | None = None) -> None:
        self._collection = collection
        self._tools = text_tools
        if reader is not None:
            self._reader = reader

    @cached_property
    def _memories(self) -> PhraseMemories:
        return PhraseMemories(self._collection)

    # Only an import needs these two, and what they need takes a while to load.

    @cached_property
    def _reader(self) -> ArticleReader:
        from desktop.services.article_reading import ArticleReader

        return ArticleReader(self._tools)

    @cached_property
    def _revisions(self) -> Revisions:
        from desktop.services.revisions import Revisions

        return Revisions(self._collection, self._tools)

    def import_file(
        self,
        path: Path,
        *,
        deck: str = "",
        density: Density = Density.NORMAL,
        progress: Progress | None = None,
    ) -> Imported:
        """Read, repair and structure a file and make its cards. Raises the AppErrors of the readers."""
        return self._import(path, path.name, deck, density, progress or SilentProgress())

    def import_book(
        self,
        path: Path,
        *,
        deck: str = "",
        density: Density = Density.NORMAL,
        progress: Progress | None = None,
    ) -> list[Imported]:
        """As ``import_file``, but an electronic book becomes one article a chapter."""
        chapters = self._tools.chapters(path)
        told = progress or SilentProgress()
        if not chapters:
            return [self.import_file(path, deck=deck, density=density, progress=told)]
        from desktop.services.article_reading import Stretch

        size = len(chapters)
        return [
            self._import(
                chapter, chapter.name, deck, density, Stretch(told, 100 * number // size, 100 * (number + 1) // size)
            )
            for number, chapter in enumerate(chapters)
        ]

    def import_text(
        self,
        text: str,
        name: str,
        *,
        deck: str = "",
        density: Density = Density.NORMAL,
        progress: Progress | None = None,
    ) -> Imported:
        """The same for pasted text, called ``name`` where it prints no title. Raises FileEmpty where there is none."""
        raw = RawText(text.replace("\r\n", "\n").replace("\r", "\n"), name)
        return self._import(raw, name, deck, density, progress or SilentProgress())

    def rest(self) -> None:
        """No more imports are to come for now: let go of what they need."""
        self._reader.rest()

    def add_starters(self) -> None:
        """Put the shipped articles into the library."""
        for path in sorted(deck_file("articles").iterdir(), reverse=True):
            self.import_file(path)

    def summaries(self, *, trashed: bool = False) -> list[ArticleSummary]:
        """The library, or what is in its trash, latest first."""
        with self._collection.reading() as connection:
            now = self._collection.now()
            day = self._collection.calendar(connection).study_day(now)
            return articles.load_summaries(
                connection, card_queue.count_due_by_article(connection, now, day), day, trashed=trashed
            )

    def find(self, article_id: str, *, trashed: bool = False) -> str:
        """The whole id of the one article, or one in the trash, whose id starts so. Raises NotFound and Ambiguous."""
        with self._collection.reading() as connection:
            return find_article(connection, article_id, trashed=trashed)

    def open(self, article_id: str, *, phrases: bool = True) -> OpenArticle:
        """An article with its structure and, unless not wanted, its sentences and phrases. Raises NotFound."""
        with self._collection.reading() as connection:
            stored = articles.load_article(connection, article_id, phrases=phrases)
            if phrases:
                stored = replace(stored, phrases=_with_own(connection, stored.article.text, stored.phrases))
        return OpenArticle(stored.article, stored.sections, stored.flags, stored.sentences, stored.phrases)

    def phrases(self, article_id: str, within: TextSpan | None = None) -> tuple[PhraseOccurrence, ...]:
        """The phrases of an article that begin in ``within``, or all, in text order. Raises NotFound."""
        with self._collection.reading() as connection:
            key = article_key(connection, article_id)
            found = articles.load_phrases(connection, key, within)
            if not load_own_phrases(connection):
                return found
            text, shift = articles.load_text(connection, key), within.start if within else 0
            if within is not None:
                text = text[within.start : within.end + _OVERHANG]
            moved = [each._replace(start=each.start - shift, end=each.end - shift) for each in found]
            mixed = _with_own(connection, text, moved)
        end = within.end - shift if within else len(text)
        return tuple(
            each._replace(start=each.start + shift, end=each.end + shift) for each in mixed if each.start < end
        )

    def repairs(self, article_id: str) -> tuple[str, tuple[Repair, ...], set[tuple[int, int]]]:
        """The article as it came in, what can be repaired in it, and the spans where that is refused.

        Raises NotFound.
        """
        with self._collection.reading() as connection:
            raw, repairs, refused = articles.load_source(connection, article_id)
        return raw.text, repairs, refused

    def evidence(self, article_id: str) -> dict[str, str | int]:
        """What decided how an article was repaired, as ``TextTools.clean_with_evidence`` names it. Raises NotFound."""
        with self._collection.reading() as connection:
            return articles.load_evidence(connection, article_id)

    def memory(self, article_id: str) -> list[PhraseMemory]:
        """How well each card of an article is known now, in text order. Raises NotFound."""
        return self._memories.of(article_id)

    def trash(self, *article_ids: str) -> None:
        """Put articles and their cards away; one undo brings them back. Raises NotFound."""
        self._put(TRASH, article_ids, self._collection.now())

    def restore(self, *article_ids: str) -> None:
        """Take articles and their cards out of the trash. Raises NotFound."""
        self._put(RESTORE, article_ids, None)

    def _put(self, kind: str, article_ids: Sequence[str], trashed_at: datetime | None) -> None:
        with self._collection.writing(Changed.ARTICLES | Changed.CARDS | Changed.SCHEDULE) as connection:
            for article_id in article_ids:
                articles.set_trashed(connection, article_id, trashed_at)
            target = " ".join(article_ids)
            reviews.save_act(connection, self._collection.new_id(), self._collection.now(), kind, target)

    def put_in_folder(self, article_ids: Sequence[str], folder: str) -> int:
        """Let articles lie in a folder, or (empty) in none; how many were moved."""
        return self._arrange("folder", article_ids, lambda _: {"folder": folder})

    def tag(self, article_ids: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()) -> int:
        """Give articles tags, and take some away; how many were changed."""

        def tags(before: str) -> dict[str, str]:
            kept = [tag for tag in json.loads(before) if tag not in remove]
            kept += [tag for tag in dict.fromkeys(add) if tag and tag not in kept]
            return {"tags": json.dumps(kept, ensure_ascii=False)}

        return self._arrange("tag_articles", article_ids, tags)

    def _arrange(self, kind: str, article_ids: Sequence[str], change: Callable[[str], dict[str, str]]) -> int:
        with self._collection.writing(Changed.ARTICLES) as connection:
            patches = []
            for article_id, folder, tags in articles.load_order(connection, article_ids):
                before = {"folder": folder, "tags": tags}
                columns = {name: (before[name], after) for name, after in change(tags).items() if after != before[name]}
                if columns:
                    patches.append(Patch("articles", article_id, columns))
            subject = articles.load_titles(connection, [patch.uuid for patch in patches])
            record_edit(self._collection, connection, kind, subject, patches)
        return len(patches)

    def _import(self, source: Path | RawText, name: str, deck: str, density: Density, progress: Progress) -> Imported:
        from desktop.services.article_reading import Stretch

        read = self._reader.read(source, Stretch(progress, 0, 40))
        with self._collection.reading() as connection:
            known = articles.find_fingerprint(connection, read.fingerprint)
        if known:
            return self._stored(known, name, "known")
        if older := self._revisions.find(read):
            revised = self._revisions.revise(older, read)
            return replace(self._stored(older, name, "revision"), lost=revised.lost)
        with self._collection.reading() as connection:
            own = _with_own(connection, read.repaired.text, read.phrases)
        clozes = self._reader.clozes(replace(read, phrases=own), density, Stretch(progress, 40, 100))
        now = self._collection.now()
        new_id = self._collection.new_id
        article_id = new_id()
        writing = self._collection.writing(Changed.ARTICLES | Changed.CARDS | Changed.SCHEDULE)
        with collector_resting(), writing as connection:
            key = articles.save_article(connection, article_id, read, now)
            notes = [(new_id(), new_id(), cloze) for cloze in clozes]
            cards.save_clozes(connection, key, self._collection.deck_key(connection, deck), notes, now)
            reviews.save_act(connection, new_id(), now, IMPORT, article_id)
        return Imported(
            name=name,
            status="new",
            article_id=article_id,
            title=read.outline.title,
            chars=len(read.repaired.text),
            repairs=len(read.repaired.repairs),
            sections=count_sections(read.outline.sections),
            sentences=len(read.sentences),
            phrases=len(read.phrases),
            cards=len(clozes),
        )

    def _stored(self, article_id: str, name: str, status: str) -> Imported:
        with self._collection.reading() as connection:
            stored = articles.load_article(connection, article_id)
            _, repairs, _ = articles.load_source(connection, article_id)
            number = cards.count_of_article(connection, stored.key)
        return Imported(
            name=name,
            status=status,
            article_id=article_id,
            title=stored.article.title,
            chars=len(stored.article.text),
            repairs=len(repairs),
            sections=count_sections(stored.sections),
            sentences=len(stored.sentences),
            phrases=len(stored.phrases),
            cards=number,
        )


def _with_own(connection: Connection, text: str, phrases: Sequence[PhraseOccurrence]) -> tuple[PhraseOccurrence, ...]:
    """The phrases that were found with those of the learner laid over them."""
    decided = load_own_phrases(connection)
    if not decided:
        return tuple(phrases)
    from desktop.pipeline.own_phrases import OwnLexicon, apply_own

    return tuple(apply_own(text, phrases, OwnLexicon.of(decided)))
